//! Undoes what packs a stream (ISO 32000-1, 7.4), each step bounded. Pictures are not unpacked.

use crate::inspect::budget::Budget;
use crate::inspect::inflate::{Inflated, inflate};
use crate::inspect::visitor::Obstacle;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// Filters that make much of little, and what they are called in the copy: names that hayro does not know.
pub(super) const PACKED_NAMES: [&[u8]; 6] = [b"FlateDecode", b"Fl", b"LZWDecode", b"LZW", b"RunLengthDecode", b"RL"];
const UNPACKED_NAMES: [&[u8]; 6] = [b"xlateDecode", b"xl", b"xZWDecode", b"xZW", b"xunLengthDecode", b"xL"];

/// Filters on one stream.
const FILTER_LIMIT: usize = 4;

/// The content of `stream`, whose bytes in the file are `raw`.
pub(super) fn unpacked(stream: &Stream<'_>, raw: &[u8], most_bytes: usize, budget: &mut Budget) -> Inflated {
    let filters = filters(stream.dict());
    if filters.len() > FILTER_LIMIT {
        return Inflated { bytes: Vec::new(), met: Some(Obstacle::Damaged) };
    }
    let mut content: Option<Vec<u8>> = None;
    let mut met = None;
    for (filter, parameters) in filters {
        let packed = content.as_deref().unwrap_or(raw);
        let step = match filter {
            Filter::None => continue,
            Filter::Flate => inflate(packed, most_bytes, budget),
            Filter::Lzw => lzw(packed, parameters.is_early, most_bytes),
            Filter::RunLength => run_length(packed, most_bytes),
            Filter::Hexadecimal => Inflated { bytes: hexadecimal(packed), met: None },
            Filter::Ascii85 => ascii_85(packed, most_bytes),
            Filter::Unknown => return Inflated { bytes: Vec::new(), met: Some(Obstacle::Damaged) },
        };
        if filter != Filter::Flate
            && let Err(obstacle) = budget.take_inflated(step.bytes.len() as u64)
        {
            return Inflated { bytes: Vec::new(), met: Some(obstacle) };
        }
        met = met.or(step.met);
        content = Some(parameters.without_prediction(step.bytes));
    }
    Inflated { bytes: content.unwrap_or_else(|| raw.to_vec()), met }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    None,
    Flate,
    Lzw,
    RunLength,
    Hexadecimal,
    Ascii85,
    Unknown,
}

fn filters(dict: &Dict<'_>) -> Vec<(Filter, Parameters)> {
    let names: Vec<Name<'_>> = match dict.get::<Object<'_>>("Filter") {
        Some(Object::Name(name)) => vec![name],
        Some(Object::Array(names)) => names.iter::<Name<'_>>().take(FILTER_LIMIT + 1).collect(),
        _ => Vec::new(),
    };
    let one = dict.get::<Dict<'_>>("DecodeParms");
    let mut many = dict.get::<Array<'_>>("DecodeParms").map(|array| array.iter::<Object<'_>>());
    let step = |name: Name<'_>| {
        let [flate, flate_short, lzw, lzw_short, run_length, run_length_short] = UNPACKED_NAMES;
        let filter = match name.as_ref() {
            name if name == flate || name == flate_short => Filter::Flate,
            name if name == lzw || name == lzw_short => Filter::Lzw,
            name if name == run_length || name == run_length_short => Filter::RunLength,
            b"ASCIIHexDecode" | b"AHx" => Filter::Hexadecimal,
            b"ASCII85Decode" | b"A85" => Filter::Ascii85,
            b"Crypt" => Filter::None,
            _ => Filter::Unknown,
        };
        let parameters = match &mut many {
            Some(many) => many.next().and_then(Object::into_dict),
            None => one.clone(),
        };
        (filter, Parameters::of(parameters.unwrap_or_default()))
    };
    names.into_iter().map(step).collect()
}

/// How rows of bytes were foretold from those before (ISO 32000-1, 7.4.4.4).
#[derive(Debug)]
struct Parameters {
    predictor: u8,
    row_bytes: usize,
    pixel_bytes: usize,
    has_whole_bytes: bool,
    /// LZW codes grow one code early.
    is_early: bool,
}

impl Parameters {
    fn of(dict: Dict<'_>) -> Self {
        let number = |key: &str, otherwise: i32| {
            let number = dict.get::<i32>(key).unwrap_or(otherwise);
            usize::try_from(number).unwrap_or(1).clamp(1, 1 << 20)
        };
        let (colors, bits, columns) =
            (number("Colors", 1).min(32), number("BitsPerComponent", 8).min(16), number("Columns", 1));
        Self {
            predictor: dict.get::<u8>("Predictor").unwrap_or(1),
            row_bytes: (colors * bits * columns).div_ceil(8),
            pixel_bytes: (colors * bits).div_ceil(8),
            has_whole_bytes: bits == 8,
            is_early: dict.get::<i32>("EarlyChange") != Some(0),
        }
    }

    fn without_prediction(&self, bytes: Vec<u8>) -> Vec<u8> {
        match self.predictor {
            2 if self.has_whole_bytes => self.without_difference(bytes),
            10.. => self.without_png(&bytes),
            _ => bytes,
        }
    }

    /// TIFF: each pixel tells what it differs from the one before.
    fn without_difference(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        for row in bytes.chunks_mut(self.row_bytes) {
            for at in self.pixel_bytes..row.len() {
                row[at] = row[at].wrapping_add(row[at - self.pixel_bytes]);
            }
        }
        bytes
    }

    /// PNG: each row names its own way in its first byte.
    fn without_png(&self, bytes: &[u8]) -> Vec<u8> {
        let mut rows = Vec::with_capacity(bytes.len());
        let mut above = vec![0_u8; self.row_bytes];
        for packed in bytes.chunks(self.row_bytes + 1) {
            let (way, packed) = (packed[0], &packed[1..]);
            let start = rows.len();
            for (at, byte) in packed.iter().enumerate() {
                let left = at.checked_sub(self.pixel_bytes);
                let before = left.map_or(0, |left| rows[start + left]);
                let corner = left.map_or(0, |left| above[left]);
                let foretold = match way {
                    1 => before,
                    2 => above[at],
                    3 => u8::midpoint(before, above[at]),
                    4 => paeth(before, above[at], corner),
                    _ => 0,
                };
                rows.push(byte.wrapping_add(foretold));
            }
            above[..packed.len()].copy_from_slice(&rows[start..]);
        }
        rows
    }
}

/// The neighbour nearest to what the three together foretell (PNG 9.4).
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let foretold = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |neighbour: u8| (foretold - i16::from(neighbour)).abs();
    let nearest = [left, above, corner];
    nearest.into_iter().min_by_key(|neighbour| distance(*neighbour)).unwrap_or_default()
}

/// LZW as in TIFF (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, high bits first.
fn lzw(packed: &[u8], is_early: bool, most_bytes: usize) -> Inflated {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut unpacked = Inflated::default();
    // A word of the table stands in what came out already: where, and how long it is.
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut bytes = packed.iter();
    loop {
        let width = match words.len() + 258 + usize::from(is_early) {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        while held < width {
            let Some(byte) = bytes.next() else { return unpacked };
            bits = bits << 8 | u32::from(*byte);
            held += 8;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        if code == CLEAR {
            words.clear();
            last = None;
            continue;
        }
        if code == END {
            return unpacked;
        }
        let start = unpacked.bytes.len();
        let word = match (code, last) {
            (..256, _) => None,
            (code, _) if code - 258 < words.len() => Some(words[code - 258]),
            // The word that is being made: the last one and its own first byte.
            (code, Some((at, length))) if code - 258 == words.len() => Some((at, length + 1)),
            _ => {
                unpacked.met = Some(Obstacle::Damaged);
                return unpacked;
            }
        };
        let length = word.map_or(1, |(_, length)| length);
        if start + length > most_bytes {
            unpacked.met = Some(Obstacle::Size);
            return unpacked;
        }
        match word {
            None => unpacked.bytes.push(u8::try_from(code).unwrap_or_default()),
            Some((at, length)) => (0..length).for_each(|step| unpacked.bytes.push(unpacked.bytes[at + step])),
        }
        if let Some((at, length)) = last
            && words.len() < 4096 - 258
        {
            words.push((at, length + 1));
        }
        last = Some((start, length));
    }
}

fn run_length(packed: &[u8], most_bytes: usize) -> Inflated {
    let mut unpacked = Inflated::default();
    let mut rest = packed;
    while let Some((&count, after)) = rest.split_first() {
        let count = usize::from(count);
        match (count, after) {
            (..=127, _) => {
                let taken = after.len().min(count + 1);
                unpacked.bytes.extend_from_slice(&after[..taken]);
                rest = &after[taken..];
            }
            (129.., [byte, after @ ..]) => {
                unpacked.bytes.extend(std::iter::repeat_n(*byte, 257 - count));
                rest = after;
            }
            _ => return unpacked,
        }
        if unpacked.bytes.len() > most_bytes {
            unpacked.met = Some(Obstacle::Size);
            return unpacked;
        }
    }
    unpacked
}

fn hexadecimal(packed: &[u8]) -> Vec<u8> {
    let digits = packed.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn ascii_85(packed: &[u8], most_bytes: usize) -> Inflated {
    let mut unpacked = Inflated::default();
    let (mut group, mut count) = (0_u32, 0_usize);
    let packed = packed.strip_prefix(b"<~").unwrap_or(packed);
    for byte in packed.iter().copied().take_while(|byte| *byte != b'~') {
        match byte {
            b'z' if count == 0 => unpacked.bytes.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    unpacked.bytes.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            byte if super::syntax::is_space(byte) => {}
            _ => {
                unpacked.met = Some(Obstacle::Damaged);
                return unpacked;
            }
        }
        if unpacked.bytes.len() > most_bytes {
            unpacked.met = Some(Obstacle::Size);
            return unpacked;
        }
    }
    if count > 1 {
        let filled = (count..5).fold(group, |group, _| group.wrapping_mul(85).wrapping_add(84));
        unpacked.bytes.extend(&filled.to_be_bytes()[..count - 1]);
    }
    unpacked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lzw_words_may_be_the_ones_just_being_made() {
        // The example of ISO 32000-1, 7.4.4.2.
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(lzw(&packed, true, 100).bytes, [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        assert_eq!(lzw(&[0xFF; 9], true, 100).met, Some(Obstacle::Damaged));
    }

    #[test]
    fn letters_and_runs_become_bytes() {
        assert_eq!(hexadecimal(b"4 1 42 5>x"), b"AB\x50");
        assert_eq!(ascii_85(b"87cURD]i,\"Ebo80~>", 100).bytes, b"Hello World!");
        assert_eq!(ascii_85(b"zz87~>", 100).bytes, b"\0\0\0\0\0\0\0\0H");
        assert_eq!(run_length(b"\x02abc\xFEd\x80x", 100).bytes, b"abcddd");
    }

    #[test]
    fn rows_foretold_from_those_above_come_back() {
        let parameters =
            Parameters { predictor: 12, row_bytes: 3, pixel_bytes: 1, has_whole_bytes: true, is_early: true };
        assert_eq!(parameters.without_prediction(vec![2, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1]), [1, 2, 3, 2, 3, 4, 5, 6]);
        assert_eq!(paeth(1, 9, 3), 9);
    }
}
