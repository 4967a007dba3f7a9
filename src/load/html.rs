//! minimal; replaced

use crate::load::line::Line;

/// Lines of an HTML body.
#[must_use]
pub fn lines(html: &str, _depth_limit: usize) -> Vec<Line> {
    let mut text = String::new();
    let mut is_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if !is_tag => text.push(character),
            _ => {}
        }
    }
    text.lines().map(|line| Line { text: line.to_owned(), ..Line::default() }).collect()
}
