//! Where a byte or a word stands, many bytes looked at at once; the one door to memchr. Knows nothing of mail.

use memchr::{memchr, memmem};

/// Offset of the first `byte`.
#[must_use]
pub fn find_byte(bytes: &[u8], byte: u8) -> Option<usize> {
    memchr(byte, bytes)
}

/// Offset of the first of these three.
#[must_use]
pub fn find_any(bytes: &[u8], [first, second, third]: [u8; 3]) -> Option<usize> {
    memchr::memchr3(first, second, third, bytes)
}

/// Offset of the first `word`.
#[must_use]
pub fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memmem::find(bytes, word)
}

/// Offsets of every `word`, without overlap.
pub fn find_all<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memmem::find_iter(bytes, word)
}

/// How often `byte` stands there.
#[must_use]
pub fn count(bytes: &[u8], byte: u8) -> usize {
    memchr::memchr_iter(byte, bytes).count()
}

/// Whether a byte is such a one. Pieces are looked at as a whole, which costs less than to stop at once.
pub fn has(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> bool {
    bytes.chunks(64).any(|piece| piece.iter().fold(false, |found, byte| found | is_such(*byte)))
}

/// One past the line end of the line that `at` lies in, or the end.
#[must_use]
pub fn line_end(bytes: &[u8], at: usize) -> usize {
    find_byte(&bytes[at..], b'\n').map_or(bytes.len(), |end| at + end + 1)
}

/// Offsets of the lines that begin with `word`.
pub fn lines_with<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    find_all(bytes, word).filter(|at| at.checked_sub(1).is_none_or(|before| bytes[before] == b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_behind_its_line_feed() {
        assert_eq!((line_end(b"ab\ncd", 1), line_end(b"ab\ncd", 2), line_end(b"ab\ncd", 3)), (3, 3, 5));
    }

    #[test]
    fn a_word_begins_a_line_only_at_its_start() {
        assert_eq!(lines_with(b"--b\nx--b\n--b--b", b"--b").collect::<Vec<_>>(), [0, 9]);
    }
}
