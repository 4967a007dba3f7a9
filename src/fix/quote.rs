//! Takes the quoted thread out of the texts of a message, where it stands in one piece below what the author wrote. All
//! forms of the text lose it, or none. Which lines are quoted is read as loading reads them.

mod page;
mod transfer;

use super::{Edit, Obstacle};
use crate::draft::{Draft, MessageKind};
use crate::load::Limits;
use crate::load::eml::{PlacedText, texts};
use crate::load::html::cid_references;
use crate::load::line::Line;
use crate::load::parts::{Piece, PieceKind};
use crate::load::quote::split;
use std::ops::Range;

/// A piece of a text that goes; what stands in its place are end tags.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cut {
    /// Bytes of the decoded text.
    range: Range<usize>,
    kept: String,
}

/// The edits that leave `message` without its quoted thread.
///
/// # Errors
/// Why it cannot be taken out as a whole.
pub(super) fn edits(message: &[u8], draft: &Draft) -> Result<Vec<Edit>, Obstacle> {
    if matches!(draft.kind, MessageKind::Signed | MessageKind::Encrypted) {
        return Err(Obstacle::Signed);
    }
    let texts = texts(message, &Limits::default()).ok_or(Obstacle::Text)?;
    // More than one text and its page: where one ends and the next goes on is a matter of the reader.
    let is_clear = matches!(&texts[..], [_]) || matches!(&texts[..], [one, other] if one.is_page != other.is_page);
    if !is_clear {
        return Err(Obstacle::Text);
    }
    let mut edits = Vec::new();
    for text in &texts {
        let cut = cut(text)?;
        if text.is_page && has_picture(draft, text, &cut) {
            return Err(Obstacle::Pictures);
        }
        edits.push(transfer::edit(message, text, &cut)?);
    }
    Ok(edits)
}

/// The quote shows a picture that is attached.
fn has_picture(draft: &Draft, text: &PlacedText, cut: &Cut) -> bool {
    let shown = cid_references(&text.text[cut.range.clone()]);
    draft.attachments.iter().any(|attachment| attachment.content_id.as_ref().is_some_and(|id| shown.contains(id)))
}

fn cut(text: &PlacedText) -> Result<Cut, Obstacle> {
    let pieces = split(text.lines(&text.text));
    let wanted = Wanted::of(&pieces)?;
    let starts = if text.is_page { page::starts(&text.text) } else { line_starts(&text.text) };
    let visible = |text_left: &str| words(&text.lines(text_left)).len();
    let before = |start: &usize| visible(&text.text[..*start]);
    // The more of it is left, the more is to be seen.
    let first = starts.partition_point(|start| before(start) < wanted.above.len());
    let behind = starts.partition_point(|start| before(start) <= wanted.above.len());
    let last = behind.checked_sub(1).filter(|last| *last >= first).ok_or(Obstacle::Text)?;
    let cut = if text.is_page {
        if !wanted.below.is_empty() {
            return Err(Obstacle::Answered);
        }
        let start = page::outermost_start(&text.text, starts[first]..starts[last]);
        page::cut_behind(&text.text, start)
    } else {
        let start = starts[last];
        let below = starts.partition_point(|end| visible(&text.text[*end..]) > wanted.below.len());
        let end = starts.get(below).copied().filter(|_| !wanted.below.is_empty()).unwrap_or(text.text.len());
        Cut { range: start..end.max(start), kept: String::new() }
    };
    let left = [&text.text[..cut.range.start], &cut.kept, &text.text[cut.range.end..]].concat();
    let is_meant = words(&text.lines(&left)) == format!("{}{}", wanted.above, wanted.below);
    if is_meant { Ok(cut) } else { Err(Obstacle::Text) }
}

/// Words of the text that are to stay, without the white space between them.
struct Wanted {
    above: String,
    below: String,
}

impl Wanted {
    fn of(pieces: &[Piece]) -> Result<Self, Obstacle> {
        let is_quoted = |piece: &Piece| piece.kind == PieceKind::Quoted;
        let first = pieces.iter().position(is_quoted).ok_or(Obstacle::OtherForm)?;
        let last = pieces.iter().rposition(is_quoted).ok_or(Obstacle::OtherForm)?;
        let words =
            |pieces: &[Piece]| -> String { pieces.iter().flat_map(|piece| piece.text.split_whitespace()).collect() };
        let is_own = |piece: &Piece| piece.kind == PieceKind::Own && !piece.text.trim().is_empty();
        let inside = pieces[first..=last].iter().filter(|piece| !is_quoted(piece));
        if inside.chain(&pieces[last + 1..]).any(is_own) {
            return Err(Obstacle::Answered);
        }
        if !pieces[..first].iter().any(is_own) {
            return Err(Obstacle::OnlyQuote);
        }
        let has_signature_inside = pieces[first..=last].iter().any(|piece| piece.kind == PieceKind::Signature);
        if has_signature_inside {
            return Err(Obstacle::Answered);
        }
        Ok(Self { above: words(&pieces[..first]), below: words(&pieces[last + 1..]) })
    }
}

fn words(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| line.text.split_whitespace()).collect()
}

/// Where lines begin, and the end.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let mut starts: Vec<usize> = std::iter::once(0).chain(ends).chain([text.len()]).collect();
    starts.dedup();
    starts
}
