//! minimal; replaced

use crate::load::line::Line;

/// Lines of a plain-text body.
#[must_use]
pub fn lines(plain: &str, _is_flowed: bool, _del_sp: bool) -> Vec<Line> {
    plain.lines().map(|line| Line { text: line.to_owned(), ..Line::default() }).collect()
}
