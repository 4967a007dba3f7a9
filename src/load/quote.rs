//! minimal; replaced

use crate::load::line::Line;
use crate::load::parts::{Piece, PieceKind};

/// Cuts a body into what the author wrote and what is quoted.
#[must_use]
pub fn split(lines: Vec<Line>) -> Vec<Piece> {
    let text: String = lines.into_iter().map(|line| line.text + "\n").collect();
    if text.is_empty() { Vec::new() } else { vec![Piece { kind: PieceKind::Own, text }] }
}
