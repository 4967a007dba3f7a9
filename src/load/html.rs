//! minimal; replaced

use super::line::Line;

/// Lines of an HTML body.
#[must_use]
pub fn lines(html: &str, _depth_limit: usize) -> Vec<Line> {
    let mut text = String::new();
    let mut is_inside = false;
    for character in html.replace("<br>", "\n").replace("</p>", "\n").chars() {
        match character {
            '<' => is_inside = true,
            '>' => is_inside = false,
            _ if !is_inside => text.push(character),
            _ => {}
        }
    }
    super::text::lines(&text, false, false)
}
