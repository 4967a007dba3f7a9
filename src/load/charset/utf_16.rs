//! Which byte order UTF-16 has. Decodes nothing itself.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// `encoding`, but UTF-16 in the byte order that its mark tells, or else the zero bytes of its ASCII characters:
/// the label `utf-16` names none, and what RFC 2781 supposes is not what mailers write.
pub(super) fn told_by_bytes(encoding: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    if encoding != UTF_16LE && encoding != UTF_16BE {
        return encoding;
    }
    match bytes {
        [0xff, 0xfe, ..] => return UTF_16LE,
        [0xfe, 0xff, ..] => return UTF_16BE,
        _ => {}
    }
    let (pairs, _) = bytes.as_chunks::<2>();
    let high_first = pairs.iter().filter(|pair| matches!(pair, [0, low] if *low != 0)).count();
    let low_first = pairs.iter().filter(|pair| matches!(pair, [high, 0] if *high != 0)).count();
    match high_first.cmp(&low_first) {
        std::cmp::Ordering::Greater => UTF_16BE,
        std::cmp::Ordering::Less => UTF_16LE,
        std::cmp::Ordering::Equal => encoding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_and_else_the_ascii_tells_the_byte_order() {
        assert_eq!(told_by_bytes(UTF_16LE, b"\xfe\xff\x5c\x71"), UTF_16BE);
        assert_eq!(told_by_bytes(UTF_16BE, b"\xff\xfe\x71\x5c"), UTF_16LE);
        assert_eq!(told_by_bytes(UTF_16LE, b"\x5c\x71\0\n"), UTF_16BE);
        assert_eq!(told_by_bytes(UTF_16BE, b"\x5c\x71"), UTF_16BE);
    }
}
