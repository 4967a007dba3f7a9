//! Items of an address list -> lines of a header field, folded where they would get long. Knows no draft.

use super::Obstacle;

/// Where a line should end (RFC 5322 2.1.1), without its line end.
const WANTED_BYTES: usize = 78;
/// A column behind which a new line is begun.
pub(super) const FULL: usize = WANTED_BYTES;
/// Where it must end.
const MOST_BYTES: usize = 998;

/// `items` behind a text that ends at byte `column` of its line; `after_item` when that text ends with an item.
///
/// # Errors
/// A line that cannot be made short enough.
pub(super) fn folded(items: &[String], column: usize, after_item: bool, line_end: &str) -> Result<String, Obstacle> {
    let (mut text, mut column) = (String::new(), column);
    for (number, item) in items.iter().enumerate() {
        let lines: Vec<&str> = item.split('\n').collect();
        if lines.iter().any(|line| line.len() > MOST_BYTES - 2) {
            return Err(Obstacle::TooLong);
        }
        let (first, last) = (lines[0].len(), lines[lines.len() - 1].len());
        let is_behind_item = number > 0 || after_item;
        if is_behind_item {
            text.push(',');
            column += 1;
        }
        // A comma may have to stand behind it as well.
        if is_behind_item && column + 1 + first + 1 > WANTED_BYTES {
            text.push_str(line_end);
            column = 0;
        }
        text.push(' ');
        text.push_str(item);
        column = if lines.len() > 1 { last } else { column + 1 + first };
    }
    Ok(text)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_short_and_an_item_whole() {
        let items: Vec<String> = (0..9).map(|number| format!("person{number} <p{number}@somewhere.example>")).collect();
        let text = format!("Bcc:{}", folded(&items, 4, false, "\r\n").unwrap());
        assert!(text.split("\r\n").all(|line| line.len() <= WANTED_BYTES), "{text}");
        assert_eq!(text.replace("\r\n", ""), format!("Bcc: {}", items.join(", ")));
        assert_eq!(folded(&["x".repeat(1_000)], 4, false, "\n"), Err(Obstacle::TooLong));
    }
}
