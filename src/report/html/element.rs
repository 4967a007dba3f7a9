//! Door for text that comes into the page. Every character that means something in HTML is written as a reference, and
//! what could not be seen on the page, or would turn the direction of reading, as a visible escape.

use crate::report::safe;
use std::fmt::{self, Write as _};

/// Text for between tags, or for an attribute in double quotes.
#[must_use]
pub(crate) fn escaped(text: &str) -> String {
    let safe = safe::line(text);
    let mut html = String::with_capacity(safe.len() + 16);
    for letter in safe.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter => html.push(letter),
        }
    }
    html
}

/// Adds to the page; what is no constant of ours has passed [`escaped`].
pub(crate) fn say(html: &mut String, words: fmt::Arguments<'_>) {
    html.write_fmt(words).expect("writing to a String does not fail");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_draft_is_markup() {
        assert_eq!(escaped("<script>\"&'"), "&lt;script&gt;&quot;&amp;&#39;");
        assert_eq!(escaped("a\u{202e}b\u{1b}c\n"), "a\\u{202E}b\\u{1B}c\\u{A}");
    }
}
