//! Japanese postal codes and addresses.

use super::Candidate;
use super::narrow::Narrow;
use crate::pattern::Pattern;
use std::sync::LazyLock;

/// From the municipality to the number of the house.
const TO_THE_NUMBER: &str =
    r"[市区郡町村][\p{Han}ぁ-んァ-ヶー々 ]{0,20}[0-9]{1,4}(?:丁目|番|号|の[0-9]|-[0-9]|[,\t、。)]|$)";
static ADDRESS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(format!(r"(?:{}) ?[\p{{Han}}ぁ-んァ-ヶー々]{{1,8}}{TO_THE_NUMBER}", PREFECTURES.join("|")))
});
static LOCAL_ADDRESS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(format!(r"[\p{{Han}}ぁ-んァ-ヶー々]{{1,6}}{TO_THE_NUMBER}")));
static CODE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("[0-9]{3}-?[0-9]{4}".to_owned()));
/// All of them; each ends in 都, 道, 府 or 県.
const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// Seven digits with 〒 or 郵便番号 before them, or with their hyphen and a prefecture behind: item codes have seven
/// digits as well.
pub(super) fn found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    let text = line.text();
    if !text.contains(['〒', '県', '都', '府', '道']) && !text.contains("郵便番号") {
        return Vec::new();
    }
    let is_one = |place: &std::ops::Range<usize>| {
        let before = text[..place.start].trim_end_matches([' ', ':']);
        let has_sign = before.ends_with('〒') || before.ends_with("郵便番号");
        let is_before_prefecture = || {
            text[place.clone()].contains('-') && is_before_prefecture(&text[place.end..]) && line.stands_alone(place)
        };
        has_sign || is_before_prefecture()
    };
    CODE.places_in(text).filter(is_one).map(Candidate::sure).collect()
}

/// An address down to the number of the house; one without its prefecture needs the word 住所 near it.
pub(super) fn addresses_found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    let text = line.text();
    if !text.contains(['市', '区', '郡', '町', '村']) {
        return Vec::new();
    }
    let mut whole: Vec<Candidate> = ADDRESS.places_in(text).map(Candidate::sure).collect();
    if whole.is_empty() {
        whole = LOCAL_ADDRESS.places_in(text).map(Candidate::in_doubt).collect();
    }
    whole
}

/// True for a cell with 〒, or with a prefecture and behind it a municipality: the digits are the caller's to look for.
pub(super) fn is_address(text: &str) -> bool {
    if text.contains('〒') {
        return true;
    }
    if !text.contains(['県', '都', '府', '道']) {
        return false;
    }
    let behind = PREFECTURES.iter().find_map(|name| text.split_once(name)).map(|(_, behind)| behind);
    behind.is_some_and(|behind| behind.chars().skip(1).any(|character| "市区郡町村".contains(character)))
}

fn is_before_prefecture(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', ',', '\t', '"', ')', '、']);
    PREFECTURES.iter().any(|name| rest.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;

    #[test]
    fn its_sign_or_its_prefecture_makes_a_postal_code() {
        for text in
            ["〒860-0001", "〒 ８６０－０００１", "郵便番号：8600001", "860-0001 熊本県熊本市", "860-0001,熊本県熊本市"]
        {
            assert_eq!(kinds(text), ["postal-code"], "{text}");
        }
    }

    #[test]
    fn an_address_goes_down_to_the_number() {
        for text in ["熊本県熊本市中央区手取本町1-1", "東京都千代田区千代田１丁目２番", "住所：熊本市東区東町3-4"]
        {
            assert_eq!(kinds(text), ["address"], "{text}");
        }
        for text in ["熊本県熊本市の人口", "熊本市東区東町3-4", "熊本県内の市町村 45 団体", "熊本県熊本市 2026年"]
        {
            assert!(kinds(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_item_code_is_none() {
        for text in ["品番 123-4567", "議案第123-4567号（熊本県）", "123-4567"] {
            assert!(kinds(text).is_empty(), "{text}");
        }
    }
}
