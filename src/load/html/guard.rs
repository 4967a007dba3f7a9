//! Keeps a start tag from having more attributes than any mail needs. Knows nothing of what they say.

use std::borrow::Cow;

/// Attributes of one tag; html5ever compares each with all before it, so their number must have an end.
const ATTRIBUTE_LIMIT: usize = 1_000;

/// The same HTML, but a tag with too many attributes is closed there: its rest becomes visible text and is not lost.
pub(super) fn with_few_attributes(html: &str) -> Cow<'_, str> {
    let mut guarded = String::new();
    let mut copied = 0;
    let mut state = State::Text;
    let mut attribute_count = 0;
    let mut before = 0;
    for (index, byte) in html.bytes().enumerate() {
        state = match (state, byte) {
            (State::Text, b'a'..=b'z' | b'A'..=b'Z' | b'/') if before == b'<' => {
                attribute_count = 0;
                State::Tag
            }
            (State::Tag, b'>') => State::Text,
            (State::Tag, quote @ (b'"' | b'\'')) if is_value_start(before) => State::Quoted(quote),
            (State::Tag, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'"' | b'\'' | b'=') => {
                attribute_count += 1;
                if attribute_count > 2 * ATTRIBUTE_LIMIT {
                    guarded.push_str(&html[copied..index]);
                    guarded.push('>');
                    copied = index;
                    State::Text
                } else {
                    State::Tag
                }
            }
            (State::Quoted(quote), byte) if byte == quote => State::Tag,
            (state, _) => state,
        };
        // Blanks around `=` do not part it from its value.
        let is_blank_after_equals = before == b'=' && byte.is_ascii_whitespace();
        if !is_blank_after_equals {
            before = byte;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    guarded.push_str(&html[copied..]);
    Cow::Owned(guarded)
}

#[derive(Debug, Clone, Copy)]
enum State {
    Text,
    Tag,
    Quoted(u8),
}

fn is_value_start(before: u8) -> bool {
    before == b'='
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_html_is_not_touched() {
        let html = r#"<p class="a > b" title='x'>3 < 4 "quoted" text</p>"#;
        assert!(matches!(with_few_attributes(html), Cow::Borrowed(_)));
    }

    #[test]
    fn long_values_and_long_texts_are_not_touched() {
        let html = format!("<p title=\"{}\">{}</p>", "a b ".repeat(5_000), "c d ".repeat(5_000));
        assert!(matches!(with_few_attributes(&html), Cow::Borrowed(_)));
    }

    #[test]
    fn the_rest_of_an_endless_tag_becomes_text() {
        let html = format!("<p {}>text", "あ ".repeat(5_000));
        let guarded = with_few_attributes(&html);
        assert_eq!(guarded.matches('>').count(), 2);
        assert_eq!(guarded.matches('あ').count(), 5_000);
    }
}
