//! Whether a line names a person: by an honorific, a field name, a cell with family and given name, or a run of kanji
//! that begins with a common surname.

use super::narrow::Narrow;
use crate::fold::fold_name;
use crate::lists::List;
use crate::pattern::Pattern;
use std::sync::LazyLock;

static HONORIFIC: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"([\p{Han}ァ-ヶー々]{2,8}) ?(?:様|さま|さん|氏|殿)".to_owned()));
static CELL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?:^|[,\t|、;:・＊*|]|  )[ \t]*([\p{Han}々]{1,4} [\p{Han}々ぁ-んァ-ヶー]{1,5})(?:$|[,\t|、;(]| )".to_owned(),
    )
});
static LATIN_CELL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:^|[,\t|;:]|  )[ \t]*([A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][a-z]+)(?:$|[,\t|;(])".to_owned())
});
/// Field names before a colon.
const FIELD_NAMES: [&str; 12] = [
    "氏名",
    "名前",
    "フリガナ",
    "ふりがな",
    "児童名",
    "生徒名",
    "保護者名",
    "患者名",
    "申請者",
    "受取人",
    "name:",
    "patient",
];
/// How the names of companies, shops and offices end.
pub(super) const ORGANIZATIONS: [&str; 43] = [
    "店", "社", "局", "所", "部", "課", "館", "校", "園", "院", "会", "係", "室", "署", "場", "設", "機", "業", "事",
    "科", "車", "組", "屋", "券", "産", "港", "市", "町", "村", "区", "県", "駅", "線", "庫", "銀行", "大学", "中学",
    "高校", "酒造", "担当", "窓口", "代表", "団",
];
/// What is honoured and names nobody: 利用者様, お得意先様, 学生さん.
const NOBODY: [&str; 16] =
    ["者", "客", "族", "員", "店", "社", "主", "先", "担当", "学生", "生徒", "児童", "子供", "関係", "取引先", "各位"];
/// Where the cells of a line end.
const SEPARATORS: &str = ",\t|、;:・*() 　\"「」";
/// Letters of a whole name, written without a space.
const WHOLE_NAME: std::ops::RangeInclusive<usize> = 3..=7;
/// What makes a surname the name of a place.
const NO_GIVEN_NAME: [char; 9] = ['県', '市', '区', '町', '村', '駅', '第', '港', '都'];
/// Letters of the longest surname that is looked for.
const LONGEST_SURNAME: usize = 3;

/// True when a person is named on the line.
pub(super) fn names_somebody(line: &str, surnames: &List) -> bool {
    let line = Narrow::new(line);
    let text = line.text().trim();
    let lower = text.to_lowercase();
    let is_organization = |name: &str| ORGANIZATIONS.iter().any(|end| name.ends_with(end));
    FIELD_NAMES.iter().any(|name| lower.contains(name))
        || HONORIFIC.places_in(text).any(|place| !NOBODY.iter().any(|end| text[place.clone()].ends_with(end)))
        || CELL.places_in(text).any(|place| !is_organization(text[place].trim_end()))
        || LATIN_CELL.is_found_in(text)
        || text
            .split(|sign| SEPARATORS.contains(sign))
            .any(|cell| !is_organization(cell) && is_whole_name(cell, surnames))
}

/// True for a line that is a name and nothing else, but for a number, an honorific or 番号 of a few letters.
pub(super) fn is_only_a_name(line: &str, surnames: &List) -> bool {
    let cells = line.trim().split(|sign: char| SEPARATORS.contains(sign) || sign == '.');
    let words = cells.filter(|cell| cell.chars().any(char::is_alphabetic)).count();
    words <= 3 && line.trim().chars().count() <= 16 && names_somebody(line, surnames)
}

/// True for the name of an organization somewhere on the line.
pub(super) fn names_an_organization(line: &str) -> bool {
    let is_one = |cell: &str| {
        cell.chars().count() > 2 && ["店", "社", "営業所", "局", "院", "課"].iter().any(|end| cell.ends_with(end))
    };
    let line = Narrow::new(line);
    ["株式会社", "有限会社", "(株)", "(有)"].iter().any(|form| line.text().contains(form))
        || line.text().split(|sign: char| SEPARATORS.contains(sign)).any(|cell| is_one(cell.trim()))
}

/// 山田太郎: a surname, and one to four letters more.
pub fn is_whole_name(cell: &str, surnames: &List) -> bool {
    let is_letter = |letter: char| matches!(letter, '一'..='鿿' | '々' | 'ぁ'..='ん' | 'ァ'..='ヶ' | 'ー' | '\u{20000}'..='\u{3FFFF}');
    let cell = cell.trim().trim_end_matches(['様', '殿', '氏']);
    let length = cell.chars().count();
    WHOLE_NAME.contains(&length) && cell.chars().all(is_letter) && {
        let folded: Vec<char> = fold_name(cell).chars().collect();
        (2..=LONGEST_SURNAME.min(folded.len().saturating_sub(1))).any(|end| {
            folded.len() - end <= 4
                && !NO_GIVEN_NAME.contains(&folded[end])
                && surnames.has(&folded[..end].iter().collect::<String>())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;

    fn names(line: &str) -> bool {
        names_somebody(line, &Lists::builtin().needed("surnames"))
    }

    #[test]
    fn an_honorific_a_field_or_a_cell_names_somebody() {
        for line in [
            "山田様 090-",
            "氏名：山田太郎",
            "山田　太郎,860-0001",
            "1, 山田 太郎, x",
            "Name: Ann",
            "Ann Marsh, 1985-04-01",
        ] {
            assert!(names(line), "{line}");
        }
    }

    #[test]
    fn a_name_without_a_space_begins_with_a_surname() {
        for line in ["山田太郎,1985/4/1", "3 佐々木一郎 090-", "渡邉さくら 様", "長谷川健一郎"] {
            assert!(names(line), "{line}");
        }
        for line in
            ["山田商店 096-", "山口県熊本", "中村病院,〒", "高橋工業", "千葉市立図書館", "福岡空港", "本日は山田太郎が"]
        {
            assert!(!names(line), "{line}");
        }
    }

    #[test]
    fn shops_and_offices_are_nobody() {
        for line in [
            "本社 〒100-0001 東京都",
            "大阪 支店 06-1234-5678",
            "TEL 03-1234-5678",
            "会場：中央公民館",
            "ご利用者様のアレルギー",
        ] {
            assert!(!names(line), "{line}");
        }
    }

    #[test]
    fn a_line_may_be_a_name_alone() {
        let alone = |line: &str| is_only_a_name(line, &Lists::builtin().needed("surnames"));
        assert!(alone("1. 山田太郎") && alone("・山田　太郎 様") && !alone("山田様、ありがとうございます。それでは"));
    }
}
