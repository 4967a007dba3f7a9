//! Finds the author's signature in own lines: `-- `, the ruled boxes of Japanese mail, legal notices.
//! Knows no names: what stands in the box (an address, a telephone number) shows that it is one.

use super::contact::{has_company, has_contact, is_announcement, is_sentence};
use super::{device, disclaimer, is_blank};
use crate::load::line::Line;
use crate::load::parts::PieceKind;

/// Lines with text below a `-- ` (RFC 3676 4.3 says four is good manners); more is a letter.
const SEPARATED_LINES: usize = 30;
/// Lines with text in which a ruled signature stands.
const BOXED_LINES: usize = 15;
/// Columns that make a rule.
const RULE_WIDTH: usize = 5;
/// Blocks of a legal notice in two languages.
const NOTICE_BLOCKS: usize = 6;

/// Marks the signature at the end of the own text: at the end of the body, and above the first quotation.
///
/// Both at once are a signature above the quotation and a notice that the mail server put below it.
pub(super) fn mark(lines: &[Line], kinds: &mut [PieceKind]) {
    let first_quoted = kinds.iter().position(|kind| *kind == PieceKind::Quoted);
    mark_before(lines, kinds, lines.len());
    if let Some(first_quoted) = first_quoted {
        mark_before(lines, kinds, first_quoted);
    }
}

fn mark_before(lines: &[Line], kinds: &mut [PieceKind], end: usize) {
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
    }
}

/// The first line of the signature that ends `own`; its length when there is none.
fn signature_start(own: &[Line]) -> usize {
    let without_device = device::start(own);
    let without_notice = notice_start(&own[..without_device]);
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

/// Nothing but signs, at least five columns: `-----`, `━━━`.
fn is_rule(text: &str) -> bool {
    let mut width = 0;
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        if !is_rule_sign(character) {
            return false;
        }
        width += if character.is_ascii() { 1 } else { 2 };
    }
    width >= RULE_WIDTH
}

fn is_rule_sign(character: char) -> bool {
    // U+2500 to U+257F draw lines and boxes.
    ('\u{2500}'..='\u{257f}').contains(&character)
        || "-=_*■□＝ー＿－―—–◆◇☆★○●〇~〜～＊*+＋:：.・…‥#/|｜".contains(character)
}
