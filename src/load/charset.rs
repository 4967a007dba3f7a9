//! Bytes and a charset label -> text; the one door to encoding_rs. Knows the labels and the mistakes of real mailers,
//! but nothing of header fields or MIME parts.

mod guess;
mod iso_2022_jp;
#[cfg(test)]
mod tests;
mod utf_16;
mod utf_7;

pub use guess::{guess, nearer};

use crate::draft::DefectKind;
use crate::load::met::Met;
use crate::load::scan;
use encoding_rs::{EUC_JP, Encoding, REPLACEMENT, SHIFT_JIS, UTF_8, WINDOWS_1252};
use std::ops::Range;

/// A charset we can decode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// ISO-2022-JP with every extension met in the wild (CP50220, CP50221, CP50222, ISO-2022-JP-MS, JIS X 0212).
    Iso2022Jp,
    /// UTF-7 as in RFC 2152.
    Utf7,
    /// Anything encoding_rs decodes as it should.
    Other(&'static Encoding),
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Charset = Charset::Other(UTF_8);

    /// The charset of a label as mailers write it; `None` for one nobody can decode, and for `us-ascii`, whose
    /// 8-bit bytes say that the label is wrong.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        let label =
            label.trim_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'')).to_ascii_lowercase();
        let known = match label.as_str() {
            "us-ascii" | "ascii" | "ansi_x3.4-1968" | "7bit" | "8bit" => return None,
            "iso-2022-jp"
            | "iso-2022-jp-ms"
            | "iso-2022-jp-1"
            | "iso-2022-jp-2"
            | "iso-2022-jp-3"
            | "iso-2022-jp-2004"
            | "cp50220"
            | "cp50221"
            | "cp50222"
            | "x-windows-iso2022jp"
            | "csiso2022jp"
            | "jis"
            | "iso2022jp"
            | "iso2022-jp"
            | "iso-2022jp" => return Some(Self::Iso2022Jp),
            "utf-7" | "utf7" | "unicode-1-1-utf-7" | "x-unicode-2-0-utf-7" | "csunicode11utf7" | "cp65000" => {
                return Some(Self::Utf7);
            }
            "cp932" | "ms932" | "windows-932" | "windows932" | "x-ms-cp932" | "mskanji" | "x-mac-japanese"
            | "shiftjis" | "s-jis" | "s_jis" | "csshiftjis" | "shift_jis-2004" | "shift_jisx0213" => SHIFT_JIS,
            "eucjp" | "euc_jp" | "ujis" | "eucjp-ms" | "eucjp-win" | "cp51932" | "x-eucjp" => EUC_JP,
            "ks_c_5601" | "ksc_5601" | "cp949" | "ms949" | "uhc" | "euckr" => encoding_rs::EUC_KR,
            "cp936" | "ms936" | "euc-cn" | "euccn" | "gb_2312" => encoding_rs::GBK,
            "cp950" | "ms950" => encoding_rs::BIG5,
            "utf-8" | "utf_8" | "utf8mb4" | "cp65001" | "unicode-1-1-utf-8" => UTF_8,
            "latin1" | "latin-1" | "iso8859_1" | "iso_8859_1" => WINDOWS_1252,
            other => Encoding::for_label(other.as_bytes()).filter(|encoding| *encoding != REPLACEMENT)?,
        };
        Some(Self::Other(known))
    }

    /// The name we show for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Iso2022Jp => "ISO-2022-JP",
            Self::Utf7 => "UTF-7",
            Self::Other(encoding) => encoding.name(),
        }
    }

    /// Decodes all of `bytes`; true when replacement characters stand for bytes that are not valid.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Self::Iso2022Jp => iso_2022_jp::decode(bytes),
            Self::Utf7 => utf_7::decode(bytes),
            Self::Other(encoding) => {
                let encoding = utf_16::told_by_bytes(encoding, bytes);
                let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                (text.into_owned(), had_errors)
            }
        }
    }

    /// Stretches of `bytes` that do not stand for their ASCII reading: whole characters, or whole escape sections.
    /// What lies between them is ASCII, so `,` or `"` there is one.
    #[must_use]
    pub fn foreign_stretches(self, bytes: &[u8]) -> Vec<Range<usize>> {
        match self {
            Self::Iso2022Jp => iso_2022_jp::sections(bytes),
            Self::Utf7 => utf_7::sections(bytes),
            Self::Other(encoding) => {
                let has_ascii_trail = !(encoding == EUC_JP || encoding == UTF_8 || encoding.is_single_byte());
                let is_lead = |byte: u8| {
                    byte >= 0x80 && !(encoding == SHIFT_JIS && matches!(byte, 0x80 | 0xa0..=0xdf | 0xfd..=0xff))
                };
                let mut stretches: Vec<Range<usize>> = Vec::new();
                let mut at = 0;
                while at < bytes.len() {
                    if bytes[at] < 0x80 {
                        at += 1;
                        continue;
                    }
                    let has_trail =
                        has_ascii_trail && is_lead(bytes[at]) && bytes.get(at + 1).is_some_and(|b| *b >= 0x30);
                    let end = at + if has_trail { 2 } else { 1 };
                    match stretches.last_mut() {
                        Some(last) if last.end == at => last.end = end,
                        _ => stretches.push(at..end),
                    }
                    at = end;
                }
                stretches
            }
        }
    }
}

/// Decodes by `label`; an unknown or missing one, or one that the bytes contradict, is replaced by a guess.
#[must_use]
pub fn decode(bytes: &[u8], label: Option<&str>) -> (String, Vec<Met>) {
    let label = label.map(str::trim).filter(|label| !label.is_empty());
    let Some(charset) = label.and_then(Charset::from_label) else {
        return decode_unlabelled(bytes, label);
    };
    let (text, is_damaged) = charset.decode(bytes);
    if !is_damaged && !is_contradicted(charset, bytes) {
        return (text, Vec::new());
    }
    let met = vec![Met::new(DefectKind::InvalidBytes, charset.name())];
    if is_damaged && is_mostly_whole(&text) {
        return (text, met);
    }
    let guessed = guess(bytes);
    // Any bytes can be Western, so that proves nothing, but where the label is quite out of the question: UTF-7 has
    // seven bits, and UTF-8 without one whole sequence is none.
    let is_likely = guessed != Charset::Other(WINDOWS_1252)
        || charset == Charset::Utf7
        || (charset == Charset::UTF_8 && bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()));
    if guessed != charset && is_likely {
        let (guessed_text, is_guess_damaged) = guessed.decode(bytes);
        if !is_guess_damaged {
            return (guessed_text, met);
        }
    }
    (text, met)
}

/// A character cut or mangled on the way, in text that its charset explains: any guess would explain less.
fn is_mostly_whole(text: &str) -> bool {
    let replaced = text.matches('\u{fffd}').count();
    let foreign = text.chars().filter(|character| !character.is_ascii()).count();
    replaced * 8 <= foreign
}

/// Whether `bytes` that are valid in `charset` say all the same that they are in another one. A program that sends
/// one Japanese charset under the name of another is everyday; its text happens to be valid, and nonsense.
fn is_contradicted(charset: Charset, bytes: &[u8]) -> bool {
    match charset {
        Charset::Iso2022Jp => !bytes.is_ascii() && !has_japanese_escape(bytes),
        Charset::Utf7 => false,
        Charset::Other(encoding) if (encoding == SHIFT_JIS || encoding == EUC_JP) && !bytes.is_ascii() => {
            // Two characters of three bytes each: what they make in the other charset is no Japanese.
            std::str::from_utf8(bytes)
                .is_ok_and(|text| text.chars().filter(|character| character.len_utf8() > 2).nth(1).is_some())
        }
        Charset::Other(encoding) => encoding.is_ascii_compatible() && bytes.is_ascii() && has_japanese_escape(bytes),
    }
}

fn decode_unlabelled(bytes: &[u8], label: Option<&str>) -> (String, Vec<Met>) {
    let charset = guess(bytes);
    let (text, is_damaged) = charset.decode(bytes);
    let mut met = Vec::new();
    let is_plain_ascii = bytes.is_ascii() && charset == Charset::UTF_8;
    match label {
        Some(label) if is_ascii_label(label) && !is_plain_ascii => {
            met.push(Met::new(DefectKind::RawBytes, charset.name()));
        }
        // An odd label on plain ASCII lost nothing: every charset that mailers name holds ASCII, but for these.
        Some(label) if !is_ascii_label(label) && (!is_plain_ascii || hides_in_ascii(label)) => {
            met.push(Met::new(DefectKind::UnknownCharset, label.chars().take(40).collect::<String>()));
        }
        Some(_) => {}
        None if is_plain_ascii || charset == Charset::UTF_8 => {}
        None => met.push(Met::new(DefectKind::RawBytes, charset.name())),
    }
    if is_damaged {
        met.push(Met::new(DefectKind::InvalidBytes, charset.name()));
    }
    (text, met)
}

fn is_ascii_label(label: &str) -> bool {
    ["us-ascii", "ascii", "ansi_x3.4-1968", "7bit", "8bit"].iter().any(|known| label.eq_ignore_ascii_case(known))
}

fn hides_in_ascii(label: &str) -> bool {
    let label = label.to_ascii_lowercase();
    label.contains("utf-7") || label.contains("utf7") || label.contains("2022") || label.contains("hz")
}

/// An escape of ISO-2022-JP that leaves ASCII.
fn has_japanese_escape(bytes: &[u8]) -> bool {
    scan::find_all(bytes, b"\x1b")
        .any(|at| matches!(&bytes[at + 1..], [b'$', b'@' | b'B' | b'(', ..] | [b'(', b'I' | b'J', ..]))
}
