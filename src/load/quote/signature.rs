//! Finds the author's signature in own lines: `-- `, the ruled boxes of Japanese mail, legal notices.
//! Knows no names: what stands in the box (an address, a telephone number) shows that it is one.

use super::{disclaimer, is_blank};
use crate::load::line::Line;
use crate::load::parts::PieceKind;

/// Lines with text below a `-- ` (RFC 3676 4.3 says four is good manners); more is a letter.
const SEPARATED_LINES: usize = 30;
/// Lines with text in which a ruled signature stands.
const BOXED_LINES: usize = 15;
/// Signs that make a rule.
const RULE_LENGTH: usize = 8;
/// Blocks of a legal notice in two languages.
const NOTICE_BLOCKS: usize = 6;

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

/// Marks the signature at the end of the own text: at the end of the body, else above the first quotation.
pub(super) fn mark(lines: &[Line], kinds: &mut [PieceKind]) {
    let end_of_body = lines.len();
    let first_quoted = kinds.iter().position(|kind| *kind == PieceKind::Quoted).unwrap_or(end_of_body);
    for end in [end_of_body, first_quoted] {
        let end = kinds[..end].iter().rposition(|kind| *kind != PieceKind::Signature).map_or(0, |last| last + 1);
        let start = kinds[..end].iter().rposition(|kind| *kind != PieceKind::Own).map_or(0, |last| last + 1);
        let mut signature = start + signature_start(&lines[start..end]);
        // Mailers that mark the signature leave its separator outside.
        let text_end = start + text_end(&lines[start..end]);
        let is_separator_above = text_end > start && is_separator(&lines[text_end - 1]);
        if is_separator_above && kinds.get(end) == Some(&PieceKind::Signature) {
            signature = text_end - 1;
        }
        // A ruled box that is the whole message is what the author wrote.
        let is_whole_message = start == 0
            && text_end == self::text_end(lines)
            && lines[..signature].iter().all(is_blank)
            && !lines[signature..].iter().any(is_separator);
        if signature < end && !is_whole_message {
            kinds[signature..end].fill(PieceKind::Signature);
            return;
        }
    }
}

/// The first line of the signature that ends `own`; its length when there is none.
fn signature_start(own: &[Line]) -> usize {
    let without_notice = notice_start(own);
    let start = separated_start(&own[..without_notice])
        .or_else(|| boxed_start(&own[..without_notice]))
        .unwrap_or(without_notice);
    // A notice may stand above the signature, too.
    if start < without_notice { notice_start(&own[..start]) } else { start }
}

/// Where the legal notices that end `own` begin.
fn notice_start(own: &[Line]) -> usize {
    let mut start = own.len();
    for _ in 0..NOTICE_BLOCKS {
        let end = text_end(&own[..start]);
        // A rule above or below the notice frames it.
        let end_of_text = if end > 0 && is_rule(&own[end - 1].text) { end - 1 } else { end };
        let block = own[..end_of_text]
            .iter()
            .rposition(|line| is_blank(line) || is_rule(&line.text) || is_separator(line))
            .map_or(0, |last| last + 1);
        let Some(notice) = disclaimer::start(&own[block..end_of_text]) else { break };
        start = block + notice;
        if notice == 0 && start > 0 && is_rule(&own[start - 1].text) {
            start -= 1;
        }
    }
    start
}

/// Where `-- ` stands, with little below it; a bare `--` also parts paragraphs, so only the last one counts.
fn separated_start(own: &[Line]) -> Option<usize> {
    let lines_below = |separator: usize| own[separator + 1..].iter().filter(|line| !is_blank(line)).count();
    let fits = |separator: usize, limit: usize| (1..=limit).contains(&lines_below(separator));
    // The first of several that fits: mailing lists put a footer of their own below the author's.
    let last_lines = own.len().saturating_sub(4 * SEPARATED_LINES);
    let exact = (last_lines..own.len()).filter(|at| own[*at].text == "-- ").find(|at| fits(*at, SEPARATED_LINES));
    exact.or_else(|| own.iter().rposition(is_separator).filter(|at| fits(*at, BOXED_LINES)))
}

fn is_separator(line: &Line) -> bool {
    line.text.trim_end() == "--"
}

/// Where the box begins: between the last two rules when nothing stands below the last, else from the last rule on.
fn boxed_start(own: &[Line]) -> Option<usize> {
    let end = text_end(own);
    let own = &own[..end];
    let mut rules = own
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, line)| !is_blank(line))
        .take(BOXED_LINES + 1)
        .filter(|(_, line)| is_rule(&line.text))
        .map(|(index, _)| index);
    let last = rules.next()?;
    let is_closed = last + 1 == end;
    let (mut start, content) = if is_closed {
        let first = rules.next()?;
        (first, &own[first + 1..last])
    } else {
        (last, &own[last + 1..])
    };
    let looks_like_one = content.iter().any(|line| has_contact(&line.text))
        && !content.iter().any(|line| is_announcement(&line.text))
        && (is_closed || !content.iter().any(|line| is_sentence(&line.text)));
    if !looks_like_one {
        return None;
    }
    // Some boxes part the name from the addresses by a further rule.
    if let Some(above) = rules.next() {
        let heading = &own[above + 1..start];
        let with_text = heading.iter().filter(|line| !is_blank(line)).count();
        let names_somebody = heading.iter().any(|line| has_company(&line.text));
        let says_something = heading.iter().any(|line| is_announcement(&line.text) || is_sentence(&line.text));
        if with_text <= 3 && names_somebody && !says_something {
            start = above;
        }
    }
    Some(start)
}

fn text_end(own: &[Line]) -> usize {
    own.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1)
}

fn is_rule(text: &str) -> bool {
    let signs = text.chars().filter(|character| !character.is_whitespace());
    text.chars().all(|character| character.is_whitespace() || is_rule_sign(character)) && signs.count() >= RULE_LENGTH
}

fn is_rule_sign(character: char) -> bool {
    "-=_*━─■□＝ー＿－―◆◇☆★○●〇~〜～＊*+＋:：.・…‥#/|｜".contains(character)
}

fn has_contact(text: &str) -> bool {
    has_address(text)
        || has_telephone_number(text)
        || text.contains("://")
        || text.contains("www.")
        || has_company(text)
}

fn has_company(text: &str) -> bool {
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

fn is_announcement(text: &str) -> bool {
    let text = text.trim_start_matches(|character: char| !character.is_alphanumeric());
    ANNOUNCEMENT_LABELS.iter().any(|label| {
        text.strip_prefix(label).is_some_and(|after| after.starts_with([':', '：', ' ', '　', '】', '／', '\t']))
    })
}

/// Japanese by its ending; other languages by words: no line of an address has that many.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['!', '！', ' ', '　']);
    let word_count = text.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
    SENTENCE_ENDS.iter().any(|end| text.ends_with(end))
        || word_count >= SENTENCE_WORDS
        || (word_count >= SHORT_SENTENCE_WORDS && text.ends_with(['.', '?']))
}
