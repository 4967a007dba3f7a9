//! Lines that introduce a quotation: `On Mon, 1 Feb 2026 at 10:00, Ann <ann@a.example> wrote:`.
//! Knows the wordings of mailers, and that wording alone proves nothing without a quotation below.

use super::is_blank;
use crate::load::line::Line;

/// Mailers wrap the attribution at 72 or so columns.
const LINE_LIMIT: usize = 3;
/// Longer lines, in bytes, are text.
const LENGTH_LIMIT: usize = 400;

/// How attributions end, before the colon.
const ENDINGS: [&str; 17] = [
    "wrote",
    "writes",
    "schrieb",
    "écrit",
    "escribió",
    "ha scritto",
    "escreveu",
    "schreef",
    "skrev",
    "napisał(a)",
    "さんは書きました",
    "さんが書きました",
    "のメール",
    "のメッセージ",
    "は書きました",
    "写道",
    "寫道",
];
/// How attributions start that end in a name.
const STARTS: [(&str, &str); 2] = [("Am ", " schrieb "), ("Le ", " écrit")];

/// Marks attributions with a quotation below, and everything below one that names day, address and act but whose
/// mailer put no marks on the quotation.
pub(super) fn mark(lines: &[Line], is_quoted: &mut [bool]) {
    let last_quoted = is_quoted.iter().rposition(|is_quoted| *is_quoted);
    let mut next_text = following_text(lines);
    next_text.push(None);
    for first in 0..lines.len() {
        if is_quoted[first] || !may_start(&lines[first].text) {
            continue;
        }
        let Some((end, certainty)) = attribution(lines, is_quoted, first) else { continue };
        let has_quotation_below = next_text[end].is_some_and(|below| is_quoted[below]);
        let is_last_quotation = last_quoted.is_none_or(|last| last < first);
        if has_quotation_below {
            is_quoted[first..end].fill(true);
        } else if certainty == Certainty::Certain && is_last_quotation {
            is_quoted[first..].fill(true);
            return;
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// Day, address and act: nobody writes that by hand.
    Certain,
    /// May be a sentence.
    Likely,
}

/// For each line the first line from there on that has text.
fn following_text(lines: &[Line]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut following: Vec<Option<usize>> = (0..lines.len())
        .rev()
        .map(|index| {
            if !is_blank(&lines[index]) {
                next = Some(index);
            }
            next
        })
        .collect();
    following.reverse();
    following
}

fn may_start(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= LENGTH_LIMIT
}

/// The attribution that starts at `first`: the line after it, and how sure it is.
fn attribution(lines: &[Line], is_quoted: &[bool], first: usize) -> Option<(usize, Certainty)> {
    let mut joined = String::new();
    for index in first..lines.len().min(first + LINE_LIMIT) {
        let text = lines[index].text.trim();
        if is_quoted[index] || text.is_empty() || joined.len() + text.len() > LENGTH_LIMIT {
            return None;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(text);
        if let Some(certainty) = certainty(&joined) {
            return Some((index + 1, certainty));
        }
        if !starts_with_day(&joined) {
            return None;
        }
    }
    None
}

fn certainty(text: &str) -> Option<Certainty> {
    let sentence = text.strip_suffix([':', '：'])?.trim_end();
    let has_ending = ENDINGS.iter().any(|ending| sentence.ends_with(ending));
    let has_start = STARTS.iter().any(|(start, act)| text.starts_with(start) && sentence.contains(act));
    // Gmail in Japanese names no act: `2026年2月1日(日) 10:00 山田太郎 <yamada@a.example>:`.
    let is_japanese_gmail = starts_with_numeric_day(text) && sentence.ends_with('>') && sentence.contains('@');
    if !(has_ending || has_start || is_japanese_gmail) {
        return None;
    }
    let is_certain = starts_with_day(text) && sentence.contains('@') && sentence.contains(|c: char| c.is_ascii_digit());
    Some(if is_certain { Certainty::Certain } else { Certainty::Likely })
}

fn starts_with_day(text: &str) -> bool {
    ["On ", "Am ", "Le ", "El ", "Il ", "Em ", "Op ", "Den ", "在"].iter().any(|start| text.starts_with(start))
        || starts_with_numeric_day(text)
}

/// `2026年2月`, `2026/02/01`, `2026-02-01`, also `2/1/26`.
fn starts_with_numeric_day(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    (1..=4).contains(&digits) && text[digits..].starts_with(['年', '/', '-', '.'])
}
