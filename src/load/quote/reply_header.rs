//! Header blocks that Outlook and others put above the text they reply to or forward, and `Original Message` lines.
//! Knows the field names of mailers, not the header of this message.

use super::is_blank;
use crate::load::line::Line;

/// Lines with text, after the first of a block, in which its other fields must stand.
const FIELD_LINES: usize = 6;
/// Lines looked at in all, blank ones too.
const LOOK_AHEAD: usize = 16;
/// The shortest line of signs that is a rule.
const RULE_LENGTH: usize = 5;
/// Bytes in which a field name must end.
const NAME_LENGTH: usize = 40;

const FROM: [&str; 13] =
    ["From", "差出人", "送信者", "送信元", "De", "Von", "Da", "Van", "Från", "Od", "发件人", "寄件者", "보낸 사람"];
const DATE: [&str; 17] = [
    "Sent",
    "Date",
    "送信日時",
    "日時",
    "日付",
    "送信日",
    "Gesendet",
    "Datum",
    "Envoyé",
    "Enviado",
    "Enviado el",
    "Fecha",
    "Inviato",
    "Data",
    "Verzonden",
    "发送时间",
    "日期",
];
const TO: [&str; 12] = ["To", "宛先", "送信先", "An", "À", "A", "Para", "Aan", "Till", "Do", "收件人", "收件者"];
const OTHER: [&str; 16] = [
    "Subject",
    "件名",
    "Cc",
    "Bcc",
    "Reply-To",
    "返信先",
    "Betreff",
    "Objet",
    "Asunto",
    "Oggetto",
    "Importance",
    "重要度",
    "Attachments",
    "添付ファイル",
    "主题",
    "主旨",
];

/// Between dashes these start a reply or a forward.
const SEPARATORS: [&str; 15] = [
    "original message",
    "original mail",
    "original appointment",
    "forwarded message",
    "元のメッセージ",
    "元のメール",
    "転送メッセージ",
    "転送されたメッセージ",
    "ursprüngliche nachricht",
    "original-nachricht",
    "weitergeleitete nachricht",
    "message d'origine",
    "message transféré",
    "mensaje original",
    "原始邮件",
];
/// These start a forward without dashes (Apple Mail).
const FORWARD_LINES: [&str; 4] = [
    "begin forwarded message",
    "転送されたメッセージ",
    "anfang der weitergeleiteten nachricht",
    "début du message transféré",
];

/// Marks header blocks and what stands below them.
///
/// Everything below is quoted, unless the text below carries quote marks of its own: then lines without them are
/// answers between the quoted lines.
pub(super) fn mark(lines: &[Line], is_quoted: &mut [bool]) {
    let mut index = 0;
    while index < lines.len() {
        if is_quoted[index] || !starts_quotation(lines, is_quoted, index) {
            index += 1;
            continue;
        }
        let first = with_rule_above(lines, is_quoted, index);
        let below = end_of_fields(lines, is_quoted, index);
        if !is_quoted.get(below).is_some_and(|is_quoted| *is_quoted) {
            is_quoted[first..].fill(true);
            return;
        }
        is_quoted[first..below].fill(true);
        index = below;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    From,
    Date,
    To,
    Other,
}

fn starts_quotation(lines: &[Line], is_quoted: &[bool], index: usize) -> bool {
    let text = lines[index].text.trim();
    is_dashed_separator(text) || is_forward_line(text) || is_header_block(lines, is_quoted, index)
}

/// Whether From, Date and To stand here; From first, or nothing but fields before all three are met.
fn is_header_block(lines: &[Line], is_quoted: &[bool], first: usize) -> bool {
    let Some((first_field, _)) = field(&lines[first].text) else { return false };
    let (mut has_from, mut has_date, mut has_to, mut is_all_fields) = (false, false, false, true);
    let end = lines.len().min(first + LOOK_AHEAD);
    let with_text = (first..end).filter(|index| !is_blank(&lines[*index])).take(FIELD_LINES + 1);
    for index in with_text {
        if is_quoted[index] {
            return false;
        }
        match field(&lines[index].text) {
            Some((Field::From, value)) => has_from |= !value.is_empty(),
            Some((Field::Date, value)) => has_date |= value.contains(is_digit),
            Some((Field::To, value)) => has_to |= !value.is_empty(),
            Some((Field::Other, _)) => {}
            None => is_all_fields = false,
        }
        if has_from && has_date && has_to {
            return first_field == Field::From || is_all_fields;
        }
    }
    false
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// `*From:* Ann`, `差出人： 山田`, `From:\tAnn`.
fn field(text: &str) -> Option<(Field, &str)> {
    let is_ornament = |character: char| character.is_whitespace() || matches!(character, '*' | '【' | '】' | '|');
    let text = text.trim_start_matches(is_ornament);
    let end = text.find([':', '：']).filter(|end| *end <= NAME_LENGTH)?;
    let name = text[..end].trim_matches(is_ornament);
    let value = text[end..].trim_start_matches([':', '：']).trim_matches(is_ornament);
    let is_one_of = |names: &[&str]| names.iter().any(|one| one.eq_ignore_ascii_case(name));
    let field = match () {
        () if is_one_of(&FROM) => Field::From,
        () if is_one_of(&DATE) => Field::Date,
        () if is_one_of(&TO) => Field::To,
        () if is_one_of(&OTHER) => Field::Other,
        () => return None,
    };
    Some((field, value))
}

/// The first line with text below the header block or separator.
fn end_of_fields(lines: &[Line], is_quoted: &[bool], first: usize) -> usize {
    (first + 1..lines.len())
        .find(|index| {
            let line = &lines[*index];
            is_quoted[*index] || !(is_blank(line) || field(&line.text).is_some())
        })
        .unwrap_or(lines.len())
}

/// The rule that Outlook draws above the block belongs to it; the second of two alike ends a signature.
fn with_rule_above(lines: &[Line], is_quoted: &[bool], first: usize) -> usize {
    let above = (first.saturating_sub(3)..first).rev().find(|index| !is_blank(&lines[*index]));
    let is_rule_of_block = |rule: &usize| {
        let text = &lines[*rule].text;
        let before = &lines[rule.saturating_sub(LOOK_AHEAD)..*rule];
        !is_quoted[*rule] && is_rule(text.trim()) && !before.iter().any(|line| line.text == *text)
    };
    above.filter(is_rule_of_block).unwrap_or(first)
}

fn is_rule(text: &str) -> bool {
    text.chars().count() >= RULE_LENGTH && text.chars().all(is_dash)
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '_' | '=' | '─' | '━' | '―' | '－' | '＿' | '＝' | 'ー')
}

/// `-----Original Message-----`, `---------- Forwarded message ---------`, `----- Forwarded by Ann on 2026/02/01 -----`.
fn is_dashed_separator(text: &str) -> bool {
    let named = text.trim_start_matches(is_dash);
    if text.len() - named.len() < 3 || !named.ends_with(is_dash) {
        return false;
    }
    let name = named.trim_end_matches(is_dash).trim().trim_end_matches([':', '：']).to_lowercase();
    SEPARATORS.contains(&name.as_str()) || name.starts_with("forwarded by ")
}

fn is_forward_line(text: &str) -> bool {
    text.len() <= 80
        && text
            .strip_suffix([':', '：'])
            .is_some_and(|name| FORWARD_LINES.contains(&name.trim().to_lowercase().as_str()))
}
