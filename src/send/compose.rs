//! Writes header fields: encoded-words (RFC 2047) for what is not ASCII, folded before an address. Knows no message.

use data_encoding::BASE64;

/// Bytes of UTF-8 in one encoded-word: with its frame it stays below the 75 characters of RFC 2047 2.
const WORD_BYTES: usize = 42;

/// The field of that name for one mailbox, with its line end.
#[must_use]
pub fn to_field(field: &str, name: Option<&str>, address: &str, line_end: &str) -> String {
    format!("{field}: {}{line_end}", mailbox(name, address, line_end))
}

/// One mailbox, its name in encoded-words where it is not ASCII.
#[must_use]
pub fn mailbox(name: Option<&str>, address: &str, line_end: &str) -> String {
    let name = name.map(|name| name.replace(char::is_control, " ")).map(|name| name.trim().to_owned());
    let Some(name) = name.filter(|name| !name.is_empty()) else { return address.to_owned() };
    // What looks like an encoded-word would be read as one.
    if !name.is_ascii() || name.contains("=?") {
        let words = encoded_words(&name).join(&format!("{line_end} "));
        return format!("{words}{line_end} <{address}>");
    }
    let is_plain = name.chars().all(|sign| sign.is_ascii_alphanumeric() || " !#$%&'*+-/=?^_`{|}~".contains(sign));
    let name = if is_plain { name } else { format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")) };
    format!("{name} <{address}>")
}

/// Unstructured text, as in a Subject: as it is when it is ASCII, else in encoded-words, folded between them.
#[must_use]
pub fn encoded_text(text: &str, line_end: &str) -> String {
    let text = text.replace(char::is_control, " ");
    if text.is_ascii() && !text.contains("=?") { text } else { encoded_words(&text).join(&format!("{line_end} ")) }
}

/// As many as the length asks for, each of whole characters.
fn encoded_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let end = rest.floor_char_boundary(WORD_BYTES.min(rest.len()));
        words.push(format!("=?UTF-8?B?{}?=", BASE64.encode(&rest.as_bytes()[..end])));
        rest = &rest[end..];
    }
    words
}

/// In one line (RFC 4648 4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_so_that_every_program_reads_them() {
        for (name, field) in [
            (None, "To: a@x.example\n"),
            (Some("Ann Bell"), "To: Ann Bell <a@x.example>\n"),
            (Some("Bell, \"Ann\""), "To: \"Bell, \\\"Ann\\\"\" <a@x.example>\n"),
            (Some("=?UTF-8?Q?x?="), "To: =?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=\n <a@x.example>\n"),
            (Some("山田"), "To: =?UTF-8?B?5bGx55Sw?=\n <a@x.example>\n"),
            (Some("a\r\nBcc: x"), "To: \"a  Bcc: x\" <a@x.example>\n"),
        ] {
            assert_eq!(to_field("To", name, "a@x.example", "\n"), field);
        }
        let long = to_field("To", Some(&"山".repeat(40)), "a@x.example", "\r\n");
        assert!(long.split("\r\n").all(|line| line.len() <= 78), "{long}");
    }
}
