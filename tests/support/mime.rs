//! Encodes texts for .eml files: encoded-words, parameters, quoted-printable, base64 (RFC 2045, 2047, 2231). Shares no
//! code with the loader, so that a mistake in one is not made good by the same mistake in the other.

use encoding_rs::Encoding;

/// Longest encoded-word (RFC 2047 2).
const ENCODED_WORD: usize = 75;
/// Longest line of base64 and quoted-printable (RFC 2045 6.7, 6.8).
const LINE: usize = 76;

/// The bytes of `text` in `charset`; `None` when it has characters that the charset cannot hold as they are.
pub fn encode(text: &str, charset: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, has_errors) = charset.encode(text);
    // Half-width katakana go into ISO-2022-JP as full-width ones: another text.
    let is_same = !has_errors && charset.decode_without_bom_handling(&bytes).0 == text;
    is_same.then(|| bytes.into_owned())
}

/// `text` as encoded-words in base64, folded where one would be too long, none of which cuts a character in two.
pub fn encoded_words(text: &str, charset: &'static Encoding) -> Option<String> {
    let word = |chunk: &str| Some(format!("=?{}?B?{}?=", charset.name(), base64(&encode(chunk, charset)?)));
    let mut words: Vec<String> = Vec::new();
    let mut chunk = String::new();
    for character in text.chars() {
        let longer = format!("{chunk}{character}");
        if word(&longer)?.len() > ENCODED_WORD {
            words.push(word(&chunk)?);
            chunk = character.to_string();
        } else {
            chunk = longer;
        }
    }
    words.push(word(&chunk)?);
    Some(words.join("\r\n "))
}

/// `filename*0*=UTF-8''...` in sections that fit a line (RFC 2231 3, 4).
pub fn parameter(name: &str, value: &str, charset: &'static Encoding) -> Option<String> {
    if value.is_ascii() && !value.contains(['"', '\\']) && value.len() < 60 {
        return Some(format!("{name}=\"{value}\""));
    }
    let escaped: Vec<String> = encode(value, charset)?.iter().map(|byte| format!("%{byte:02X}")).collect();
    let sections = escaped.chunks(18).enumerate().map(|(number, section)| {
        let charset = if number == 0 { format!("{}''", charset.name()) } else { String::new() };
        format!("{name}*{number}*={charset}{}", section.concat())
    });
    Some(sections.collect::<Vec<_>>().join(";\r\n "))
}

/// Base64 without line ends.
pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().chain([&0, &0]).take(3).fold(0usize, |bits, byte| bits << 8 | usize::from(*byte));
        for position in 0..4 {
            let sextet = ALPHABET[bits >> (18 - 6 * position) & 63];
            text.push(if position > group.len() { '=' } else { sextet.into() });
        }
    }
    text
}

/// Base64 in lines.
pub fn base64_lines(bytes: &[u8]) -> String {
    let text = base64(bytes);
    let lines: Vec<&str> = text.as_bytes().chunks(LINE).map(|line| str::from_utf8(line).expect("ASCII")).collect();
    lines.join("\r\n")
}

/// Quoted-printable of a text with line ends CR LF.
pub fn quoted_printable(text: &str) -> String {
    let mut output = String::new();
    for (number, line) in text.split("\r\n").enumerate() {
        if number > 0 {
            output.push_str("\r\n");
        }
        let mut width = 0;
        for (at, byte) in line.bytes().enumerate() {
            let is_last = at + 1 == line.len();
            let is_plain = matches!(byte, b'!'..=b'<' | b'>'..=b'~') || (matches!(byte, b' ' | b'\t') && !is_last);
            let piece = if is_plain { char::from(byte).to_string() } else { format!("={byte:02X}") };
            if width + piece.len() >= LINE {
                output.push_str("=\r\n");
                width = 0;
            }
            width += piece.len();
            output.push_str(&piece);
        }
    }
    output
}
