//! What a line of a signature holds (an address, a telephone number, a company), and what it does not: a sentence, the
//! label of an announcement. Knows no lines around it.

const COMPANY_MARKS: [&str; 21] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "㈱",
    "（株）",
    "(株)",
    "財団法人",
    "社団法人",
    "独立行政法人",
    "市役所",
    "区役所",
    "町役場",
    "村役場",
    "教育委員会",
    "大学",
    "Inc.",
    "Ltd",
    "LLC",
    "GmbH",
    "Corp.",
    "Co.,",
];
/// Labels of an announcement: its box is what the author wrote.
const ANNOUNCEMENT_LABELS: [&str; 18] = [
    "日時",
    "日程",
    "場所",
    "会場",
    "期日",
    "期限",
    "締切",
    "締め切り",
    "議題",
    "費用",
    "金額",
    "参加費",
    "件名",
    "内容",
    "対象",
    "定員",
    "持ち物",
    "合計",
];
const SENTENCE_WORDS: usize = 9;
const SHORT_SENTENCE_WORDS: usize = 5;
const SENTENCE_ENDS: [&str; 6] = ["。", "ます", "です", "ください", "下さい", "ました"];

/// Whether somebody can be reached by what stands in the line, or a company is named.
pub(super) fn has_contact(text: &str) -> bool {
    has_address(text)
        || has_telephone_number(text)
        || text.contains("://")
        || text.contains("www.")
        || has_company(text)
}

/// Whether the line names a company or an office.
pub(super) fn has_company(text: &str) -> bool {
    COMPANY_MARKS.iter().any(|mark| text.contains(mark))
}

fn has_address(text: &str) -> bool {
    text.char_indices().any(|(index, character)| {
        matches!(character, '@' | '＠')
            && text[..index].ends_with(|before: char| before.is_alphanumeric())
            && text[index + character.len_utf8()..].starts_with(|after: char| after.is_alphanumeric())
    })
}

/// `TEL 0123-45-6789`, `03(1234)5678`, `+81 3 1234 5678`: ten digits and more with signs between.
fn has_telephone_number(text: &str) -> bool {
    let folded = text.to_lowercase();
    let has_label = ["tel", "phone", "fax", "電話", "内線", "携帯", "mobile", "ＴＥＬ", "ｔｅｌ"]
        .iter()
        .any(|label| folded.contains(label));
    let (mut digit_count, mut longest, mut is_international) = (0, 0, false);
    for character in text.chars() {
        match character {
            // Numbers start with the trunk zero or a country code; a date does not.
            '1'..='9' | '１'..='９' if digit_count == 0 && !is_international && !has_label => {}
            '0'..='9' | '０'..='９' => digit_count += 1,
            '+' | '＋' => is_international = true,
            '-' | '－' | '(' | ')' | '（' | '）' | ' ' | '.' | '‐' | 'ー' => {}
            _ => (digit_count, is_international) = (0, false),
        }
        longest = longest.max(digit_count);
    }
    (10..=14).contains(&longest) || (has_label && longest >= 4)
}

/// Whether the line starts with the label of an announcement.
pub(super) fn is_announcement(text: &str) -> bool {
    let text = text.trim_start_matches(|character: char| !character.is_alphanumeric());
    ANNOUNCEMENT_LABELS.iter().any(|label| {
        text.strip_prefix(label).is_some_and(|after| after.starts_with([':', '：', ' ', '　', '】', '／', '\t']))
    })
}

/// Japanese by its ending; other languages by words: no line of an address has that many.
pub(super) fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['!', '！', ' ', '　']);
    let word_count = text.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
    SENTENCE_ENDS.iter().any(|end| text.ends_with(end))
        || word_count >= SENTENCE_WORDS
        || (word_count >= SHORT_SENTENCE_WORDS && text.ends_with(['.', '?']))
}
