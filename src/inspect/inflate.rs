//! Inflates what a caller holds, never more than a limit and the budget allow.
//! Knows no file format.

use super::budget::Budget;
use super::visitor::Obstacle;
use flate2::{Decompress, FlushDecompress, Status};

/// How much is inflated at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// What came out before anything stood in the way, and what did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Inflated {
    pub(super) bytes: Vec<u8>,
    pub(super) met: Option<Obstacle>,
}

/// Inflates `deflated`, with the header of zlib (RFC 1950) or without (RFC 1951). A stream that is cut short or damaged
/// gives what comes before the damage.
pub(super) fn inflate(deflated: &[u8], most_bytes: usize, budget: &mut Budget) -> Inflated {
    let has_header = matches!(deflated, [first, second, ..]
        if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31));
    let mut decompress = Decompress::new(has_header);
    let mut inflated = Inflated::default();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = usize::try_from(decompress.total_in()).unwrap_or(usize::MAX).min(deflated.len());
        let before = decompress.total_out();
        let status = decompress.decompress(&deflated[read..], &mut chunk, FlushDecompress::None);
        let count = usize::try_from(decompress.total_out() - before).unwrap_or(0).min(chunk.len());
        if inflated.bytes.len() + count > most_bytes {
            inflated.met = Some(Obstacle::Size);
            return inflated;
        }
        if let Err(obstacle) = budget.take_inflated(count as u64) {
            inflated.met = Some(obstacle);
            return inflated;
        }
        inflated.bytes.extend_from_slice(&chunk[..count]);
        let is_stuck = count == 0 && decompress.total_in() == read as u64;
        match status {
            Ok(Status::StreamEnd) => return inflated,
            Ok(_) if !is_stuck => {}
            _ => {
                inflated.met = Some(Obstacle::Damaged);
                return inflated;
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::inspect::Limits;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};
    use std::io::Write;

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn inflated(bytes: &[u8], most_bytes: usize) -> Inflated {
        inflate(bytes, most_bytes, &mut Budget::new(Limits::default()))
    }

    #[test]
    fn both_wrappings_are_told_apart() {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(b"text").unwrap();
        assert_eq!(inflated(&encoder.finish().unwrap(), 100).bytes, b"text");
        assert_eq!(inflated(&zlib(b"text"), 100), Inflated { bytes: b"text".to_vec(), met: None });
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = zlib(&vec![0; 10_000_000]);
        let stopped = inflated(&bomb, 1_000_000);
        assert_eq!(stopped.met, Some(Obstacle::Size));
        assert!(stopped.bytes.len() <= 1_000_000);
        let mut budget = Budget::new(Limits { inflated_bytes: 100_000, ..Limits::default() });
        assert_eq!(inflate(&bomb, 100_000_000, &mut budget).met, Some(Obstacle::Size));
    }

    #[test]
    fn what_is_cut_short_gives_what_is_there() {
        let whole = zlib("見本 太郎".repeat(1000).as_bytes());
        let cut = inflated(&whole[..whole.len() / 2], 1_000_000);
        assert_eq!(cut.met, Some(Obstacle::Damaged));
        assert!(!cut.bytes.is_empty());
        assert_eq!(inflated(b"", 10).met, Some(Obstacle::Damaged));
        assert_eq!(inflated(b"no zlib", 10).met, Some(Obstacle::Damaged));
    }
}
