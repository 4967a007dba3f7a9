//! Splits a body into what the author wrote, the signature, and what is quoted.
//! Knows no header fields of the message: a reply is told by its text alone, since forwarded text has none.
//!
//! A quote never hides own text: in doubt a line is own.

mod attribution;
mod contact;
mod device;
mod disclaimer;
mod excerpt;
mod notes;
mod prefix;
mod reply_header;
mod signature;
#[cfg(test)]
mod tests;
mod words;

use super::line::Line;
use super::parts::{Piece, PieceKind};

/// The body as runs of own, signature and quoted lines.
///
/// Each line is ended by `\n`; all pieces together are all lines, in order. Neighbouring pieces differ in kind.
pub fn split(lines: Vec<Line>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (line, kind) in lines.iter().zip(kinds(&lines)) {
        let is_same_piece = pieces.last().is_some_and(|piece| piece.kind == kind);
        if !is_same_piece {
            pieces.push(Piece { kind, text: String::new() });
        }
        if let Some(piece) = pieces.last_mut() {
            piece.text.push_str(&line.text);
            piece.text.push('\n');
        }
    }
    pieces
}

fn kinds(lines: &[Line]) -> Vec<PieceKind> {
    let mut is_quoted: Vec<bool> = lines.iter().map(|line| line.is_quoted).collect();
    let is_excerpt = excerpt::excerpts(lines);
    prefix::mark(lines, &is_excerpt, &mut is_quoted);
    let is_marked = is_quoted.clone();
    attribution::mark(lines, &is_excerpt, &mut is_quoted);
    reply_header::mark(lines, &is_excerpt, &is_marked, &mut is_quoted);

    let mut kinds: Vec<PieceKind> = lines
        .iter()
        .zip(&is_quoted)
        .map(|(line, is_quoted)| match (is_quoted, line.is_signature) {
            (true, _) => PieceKind::Quoted,
            (false, true) => PieceKind::Signature,
            (false, false) => PieceKind::Own,
        })
        .collect();
    join_blank_lines(lines, &mut kinds);
    signature::mark(lines, &mut kinds);
    give_away_blank_own_text(lines, &mut kinds);
    kinds
}

/// Blank lines inside a quotation or a signature belong to it; between it and own text they are own.
fn join_blank_lines(lines: &[Line], kinds: &mut [PieceKind]) {
    let mut before: Option<PieceKind> = None;
    let mut blank_from = None;
    for index in 0..=lines.len() {
        if lines.get(index).is_some_and(is_blank) {
            blank_from.get_or_insert(index);
            continue;
        }
        let after = kinds.get(index).copied();
        if let Some(from) = blank_from.take() {
            let kind = match (before, after) {
                (Some(before), None) => before,
                (Some(before), Some(after)) if before == after => before,
                (Some(PieceKind::Signature), Some(PieceKind::Quoted)) => PieceKind::Signature,
                _ => PieceKind::Own,
            };
            kinds[from..index].fill(kind);
        }
        before = after;
    }
}

/// A forward with nothing written has no own text, however many blank lines stand above it.
fn give_away_blank_own_text(lines: &[Line], kinds: &mut [PieceKind]) {
    let has_own_text = lines.iter().zip(kinds.iter()).any(|(line, kind)| *kind == PieceKind::Own && !is_blank(line));
    if has_own_text {
        return;
    }
    let mut after = kinds.iter().rev().copied().find(|kind| *kind != PieceKind::Own);
    for kind in kinds.iter_mut().rev() {
        match (*kind, after) {
            (PieceKind::Own, Some(after)) => *kind = after,
            (other, _) => after = Some(other),
        }
    }
}

fn is_blank(line: &Line) -> bool {
    line.text.chars().all(|character| character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}'))
}
