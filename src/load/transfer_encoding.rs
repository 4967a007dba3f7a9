//! Base64, quoted-printable and percent decoding (RFC 2045 6.7, 6.8, RFC 2231 4) that keeps what it can: a stray
//! byte costs itself and is told, not the whole part. Knows no charsets.

mod uuencode;

pub use uuencode::{UuBlock, uu_blocks, uuencode};

use std::sync::Arc;

/// Decoded bytes, and whether something in the input was no valid encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// What could be read.
    pub bytes: Vec<u8>,
    /// True when some of the input was not what it claims to be.
    pub is_damaged: bool,
}

/// Base64; white space and missing padding are no damage. What follows the padding is read on when it is base64 as well
/// (encoded in pieces), and not when it holds anything else: the footer of a mailing list is no part of a file.
#[must_use]
pub fn base64(input: &[u8]) -> Decoded {
    let mut bytes = Vec::with_capacity(input.len() / 4 * 3);
    let is_damaged = decode_base64(input, |decoded| bytes.extend_from_slice(decoded));
    Decoded { bytes, is_damaged }
}

/// Base64 into shared bytes, and whether it was damaged: counted first and then written where they stay, since a vector
/// would be copied and a large attachment be there twice.
#[must_use]
pub fn base64_shared(input: &[u8]) -> (Arc<[u8]>, bool) {
    let mut len_bytes = 0;
    let is_damaged = decode_base64(input, |decoded| len_bytes += decoded.len());
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, len_bytes).collect();
    let mut rest = Arc::get_mut(&mut bytes).expect("nobody else has it yet");
    decode_base64(input, |decoded| {
        let (place, behind) = std::mem::take(&mut rest).split_at_mut(decoded.len());
        place.copy_from_slice(decoded);
        rest = behind;
    });
    (bytes, is_damaged)
}

/// Hands over the bytes as they are decoded; true when something was no base64.
fn decode_base64(input: &[u8], mut write: impl FnMut(&[u8])) -> bool {
    let mut is_damaged = false;
    let mut is_rest_base64 = false;
    let mut quantum = 0u32;
    let mut digits = 0;
    let mut at = 0;
    while at < input.len() {
        // Whole quanta, as nearly all are.
        if digits == 0
            && let Some(bytes) = input.get(at..at + QUANTA).and_then(whole_quanta)
        {
            write(&bytes);
            at += QUANTA;
            continue;
        }
        let byte = input[at];
        at += 1;
        match DIGITS[usize::from(byte)] {
            value @ 0..64 => {
                quantum = quantum << 6 | u32::from(value);
                digits += 1;
                if digits == 4 {
                    write(&quantum.to_be_bytes()[1..]);
                    (quantum, digits) = (0, 0);
                }
            }
            PADDING => {
                finish_quantum(quantum, digits, &mut write);
                if digits >= 2 && !is_rest_base64 {
                    if input[at..].iter().any(|byte| DIGITS[usize::from(*byte)] == STRAY) {
                        return true;
                    }
                    is_rest_base64 = true;
                }
                (quantum, digits) = (0, 0);
            }
            SPACE => {}
            _ => is_damaged = true,
        }
    }
    finish_quantum(quantum, digits, &mut write);
    is_damaged | (digits == 1)
}

/// Digits of base64 decoded at once.
const QUANTA: usize = 16;
const PADDING: u8 = 64;
const SPACE: u8 = 65;
const STRAY: u8 = 0xff;

/// What each byte means: the value of a digit, or one of the signs above.
const DIGITS: [u8; 256] = {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut digits = [STRAY; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        digits[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    // The alphabet for URLs (RFC 4648 5), which some senders take.
    digits[b'-' as usize] = 62;
    digits[b'_' as usize] = 63;
    digits[b'=' as usize] = PADDING;
    digits[b' ' as usize] = SPACE;
    digits[b'\t' as usize] = SPACE;
    digits[b'\r' as usize] = SPACE;
    digits[b'\n' as usize] = SPACE;
    digits
};

/// The bytes that sixteen digits stand for; `None` when one of them is no digit.
fn whole_quanta(input: &[u8]) -> Option<[u8; QUANTA / 4 * 3]> {
    let mut bytes = [0; QUANTA / 4 * 3];
    let mut all = 0;
    for ([first, second, third, fourth], decoded) in input.as_chunks().0.iter().zip(bytes.as_chunks_mut().0) {
        let value = |byte: &u8| DIGITS[usize::from(*byte)];
        let (first, second, third, fourth) = (value(first), value(second), value(third), value(fourth));
        all |= first | second | third | fourth;
        *decoded = [first << 2 | second >> 4, second << 4 | third >> 2, third << 6 | fourth];
    }
    (all < PADDING).then_some(bytes)
}

fn finish_quantum(quantum: u32, digits: u32, write: &mut impl FnMut(&[u8])) {
    match digits {
        2 => write(&[(quantum >> 4) as u8]),
        3 => write(&((quantum >> 2) as u16).to_be_bytes()),
        _ => {}
    }
}

/// Quoted-printable of a body: soft line breaks and blanks before a line end vanish.
#[must_use]
pub fn quoted_printable(input: &[u8]) -> Decoded {
    let mut bytes = Vec::with_capacity(input.len());
    let mut is_damaged = false;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        let content = line.trim_ascii_end();
        let line_end: &[u8] = match line {
            [.., b'\r', b'\n'] => b"\r\n",
            [.., b'\n'] => b"\n",
            _ => b"",
        };
        let (content, line_end) = match content.strip_suffix(b"=") {
            Some(content) => (content, &b""[..]),
            None => (content, line_end),
        };
        is_damaged |= decode_escapes(content, b'=', &mut bytes);
        bytes.extend_from_slice(line_end);
    }
    Decoded { bytes, is_damaged }
}

/// The Q encoding of an encoded-word: `_` is a space (RFC 2047 4.2).
#[must_use]
pub fn q_encoding(input: &[u8]) -> Decoded {
    let spaced: Vec<u8> = input.iter().map(|byte| if *byte == b'_' { b' ' } else { *byte }).collect();
    let mut bytes = Vec::with_capacity(input.len());
    let is_damaged = decode_escapes(&spaced, b'=', &mut bytes);
    Decoded { bytes, is_damaged }
}

/// Percent-encoding of RFC 2231.
#[must_use]
pub fn percent(input: &[u8]) -> Decoded {
    let mut bytes = Vec::with_capacity(input.len());
    let is_damaged = decode_escapes(input, b'%', &mut bytes);
    Decoded { bytes, is_damaged }
}

/// True when an escape was cut or misspelt. One that no digit follows was never meant as one (`bgcolor="#fff"` of
/// careless mailers): it stands for itself, and nothing is lost.
fn decode_escapes(input: &[u8], escape: u8, bytes: &mut Vec<u8>) -> bool {
    let mut is_damaged = false;
    let mut at = 0;
    while at < input.len() {
        if input[at] == escape {
            if let Some(byte) = hex_pair(input.get(at + 1), input.get(at + 2)) {
                bytes.push(byte);
                at += 3;
                continue;
            }
            is_damaged |= input.get(at + 1).is_none_or(u8::is_ascii_hexdigit);
        }
        bytes.push(input[at]);
        at += 1;
    }
    is_damaged
}

fn hex_pair(high: Option<&u8>, low: Option<&u8>) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    Some(digit(high?)? << 4 | digit(low?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_without_padding_is_whole() {
        assert_eq!(base64(b"YWI"), Decoded { bytes: b"ab".to_vec(), is_damaged: false });
        assert_eq!(base64(b"YQ==YQ=="), Decoded { bytes: b"aa".to_vec(), is_damaged: false });
    }

    #[test]
    fn a_stray_byte_in_base64_costs_only_itself() {
        assert_eq!(base64(b"YW*Jj"), Decoded { bytes: b"abc".to_vec(), is_damaged: true });
    }

    #[test]
    fn text_below_the_padding_is_no_part_of_a_file() {
        assert_eq!(base64(b"YQ==\r\n\r\nCheerio!\r\n"), Decoded { bytes: b"a".to_vec(), is_damaged: true });
    }

    #[test]
    fn shared_bytes_are_the_same_bytes() {
        for input in [&b"YWI"[..], b"YQ==YQ==", b"YW*Jj", b"YWJjZ", b"", b"YQ==\r\nCheerio!"] {
            let (bytes, is_damaged) = base64_shared(input);
            assert_eq!(Decoded { bytes: bytes.to_vec(), is_damaged }, base64(input), "{input:?}");
        }
    }

    #[test]
    fn soft_line_breaks_and_trailing_blanks_vanish() {
        assert_eq!(quoted_printable(b"a=20=\r\nb  \r\nc").bytes, b"a b\r\nc");
    }

    #[test]
    fn an_equals_sign_without_digits_stands_for_itself() {
        assert_eq!(quoted_printable(b"1=2 =E5=B1=B1"), Decoded { bytes: "1=2 山".into(), is_damaged: true });
        assert_eq!(quoted_printable(b"a=\"b\""), Decoded { bytes: b"a=\"b\"".into(), is_damaged: false });
    }
}
