//! minimal; replaced

use super::line::Line;
use super::parts::{Piece, PieceKind};

/// Runs of lines of one kind.
#[must_use]
pub fn split(lines: Vec<Line>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for line in lines {
        let kind = match (line.is_quoted, line.is_signature) {
            (true, _) => PieceKind::Quoted,
            (_, true) => PieceKind::Signature,
            _ => PieceKind::Own,
        };
        match pieces.last_mut().filter(|piece| piece.kind == kind) {
            Some(piece) => piece.text += &(line.text + "\n"),
            None => pieces.push(Piece { kind, text: line.text + "\n" }),
        }
    }
    pieces
}
