//! Numbers and strings in the records of .xls and .xlsb, read by place; what lies outside a record is not there.

/// Two bytes at `at`, low byte first.
pub(super) fn u16_at(record: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(record.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes at `at`, low byte first.
pub(super) fn u32_at(record: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(record.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A floating-point number at `at` (Xnum, MS-XLS 2.5.342).
pub(super) fn f64_at(record: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(record.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A string of .xlsb at `at`, and where it ends (XLWideString, MS-XLSB 2.5.169); `None` also for one that is no string
/// (XLNullableWideString, 2.5.167).
pub(super) fn wide_string(record: &[u8], at: usize) -> Option<(String, usize)> {
    let count = usize::try_from(u32_at(record, at)?).ok()?;
    let (start, end) = (at + 4, count.checked_mul(2)?.checked_add(at + 4)?);
    Some((utf_16(record.get(start..end)?), end))
}

/// Text of two bytes a character; a half of a pair alone is shown as one that is missing.
pub(super) fn utf_16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Text of one byte a character, whose high bytes are left out because all are zero.
pub(super) fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_in_the_record_is_none() {
        assert_eq!(u16_at(&[1, 2, 3], 1), Some(0x0302));
        assert_eq!(u32_at(&[1, 2, 3], 0), None);
        assert_eq!(f64_at(&[0; 8], usize::MAX), None);
    }

    #[test]
    fn strings_that_claim_more_than_there_is_are_none() {
        assert_eq!(wide_string(&[1, 0, 0, 0, 0x8B, 0x89], 0), Some(("見".to_owned(), 6)));
        assert_eq!(wide_string(&[2, 0, 0, 0, 0x8B, 0x89], 0), None);
        assert_eq!(wide_string(&[0xFF, 0xFF, 0xFF, 0xFF, 0x8B, 0x89], 0), None);
    }
}
