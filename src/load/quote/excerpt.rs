//! Lines that show what a machine wrote: code between fences, raw header fields. They are the author's, whatever they
//! look like. Knows no quotations.

use super::words;
use crate::load::line::Line;

const FENCE: &str = "```";

/// For each line whether it is part of an excerpt.
pub(super) fn excerpts(lines: &[Line]) -> Vec<bool> {
    let mut is_excerpt = vec![false; lines.len()];
    let mut fences = (0..lines.len()).filter(|index| lines[*index].text.trim_start().starts_with(FENCE));
    while let (Some(first), Some(last)) = (fences.next(), fences.next()) {
        is_excerpt[first..=last].fill(true);
    }
    for run in lines.chunk_by(|_, next| is_header_line(&next.text)).scan(0, |first, run| {
        let range = *first..*first + run.len();
        *first = range.end;
        Some(range)
    }) {
        if run.len() > 1 && lines[run.clone()].iter().any(|line| is_raw_field(&line.text)) {
            is_excerpt[run].fill(true);
        }
    }
    is_excerpt
}

/// `Name: value`, or the folded rest of one.
fn is_header_line(text: &str) -> bool {
    let is_folded = text.starts_with([' ', '\t']) && !text.trim().is_empty();
    is_folded || field_name(text).is_some()
}

fn field_name(text: &str) -> Option<&str> {
    let (name, _) = text.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name.then_some(name)
}

fn is_raw_field(text: &str) -> bool {
    field_name(text).is_some_and(|name| words::RAW.has(name) || name.starts_with("X-"))
}
