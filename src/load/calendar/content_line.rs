//! Lines of a calendar (RFC 5545 3.1): unfolded, and parted into name, parameters and value. Knows no property.

use std::borrow::Cow;

/// A property as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ContentLine<'a> {
    /// In upper case.
    pub(super) name: String,
    parameters: Vec<&'a str>,
    pub(super) value: &'a str,
}

impl<'a> ContentLine<'a> {
    /// `None` when there is no colon. A quote that is not closed quotes nothing.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        Self::parted(line, true).or_else(|| Self::parted(line, false))
    }

    fn parted(line: &'a str, has_quotes: bool) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut start = 0;
        let mut is_quoted = false;
        for (at, character) in line.char_indices() {
            match character {
                '"' => is_quoted = has_quotes && !is_quoted,
                ';' if !is_quoted => {
                    pieces.push(&line[start..at]);
                    start = at + 1;
                }
                ':' if !is_quoted => {
                    pieces.push(&line[start..at]);
                    let name = pieces.remove(0).trim().to_ascii_uppercase();
                    return Some(Self { name, parameters: pieces, value: &line[at + 1..] });
                }
                _ => {}
            }
        }
        None
    }

    /// The value of a parameter, whose name is given in upper case, without quotes (RFC 6868).
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let (_, value) = self
            .parameters
            .iter()
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(known, _)| known.trim().eq_ignore_ascii_case(name))?;
        let value = value.trim();
        let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
        Some(value.replace("^'", "\"").replace("^n", " ").replace("^^", "^"))
    }

    /// The value as text (RFC 5545 3.3.11).
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => text.extend(characters.next().map(|next| if matches!(next, 'n' | 'N') { '\n' } else { next })),
                character => text.push(character),
            }
        }
        text
    }
}

/// Takes out the line ends that are followed by a blank: mailers fold between any two bytes, also those of one
/// character, so that this comes before decoding.
pub(super) fn unfolded(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_fold = |at: usize| bytes[at] == b'\n' && matches!(bytes.get(at + 1), Some(b' ' | b'\t'));
    if !(0..bytes.len()).any(is_fold) {
        return Cow::Borrowed(bytes);
    }
    let mut unfolded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if is_fold(at) {
            if unfolded.last() == Some(&b'\r') {
                unfolded.pop();
            }
            at += 2;
        } else {
            unfolded.push(bytes[at]);
            at += 1;
        }
    }
    Cow::Owned(unfolded)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn signs_inside_quotes_part_nothing() {
        let line = ContentLine::read("attendee;CN=\"Sato; Room: 2\";ROLE=CHAIR:mailto:a@x.example").unwrap();
        assert_eq!((line.name.as_str(), line.value), ("ATTENDEE", "mailto:a@x.example"));
        assert_eq!(line.parameter("CN").as_deref(), Some("Sato; Room: 2"));
        assert_eq!(line.parameter("CUTYPE"), None);
        assert_eq!(ContentLine::read("DESCRIPTION"), None);
    }

    #[test]
    fn a_quote_that_is_not_closed_quotes_nothing() {
        let line = ContentLine::read("ATTENDEE;CN=\"Sato:mailto:a@x.example").unwrap();
        assert_eq!(line.value, "mailto:a@x.example");
    }

    #[test]
    fn a_fold_inside_a_character_is_taken_out() {
        let bytes = "CN=山田".as_bytes();
        let folded = [&bytes[..4], b"\r\n ", &bytes[4..7], b"\n\t", &bytes[7..], b"\r\nEND"].concat();
        assert_eq!(*unfolded(&folded), *"CN=山田\r\nEND".as_bytes());
        assert_eq!(*unfolded(b"a\nb\r\n c"), *b"a\nbc");
    }
}
