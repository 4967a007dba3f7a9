//! How wide the characters of a font are (ISO 32000-1, 9.2.4 and 9.7.4.3), in thousandths of its size.

use hayro_syntax::object::{Array, Dict, Number, Object};

/// Widths told one by one in a composite font: as many as it can have CIDs.
const WIDTH_LIMIT: usize = 65_536;

/// Widths of a font.
#[derive(Debug)]
pub(super) enum Widths {
    /// By code; where none is told, the one for the rest.
    Bytes { first: usize, widths: Vec<f32>, rest: f32 },
    /// By CID, in runs that rise.
    Composite { runs: Vec<(u32, u32, f32)>, rest: f32 },
    /// One of the fonts that every reader has, by its letters.
    Standard { is_fixed: bool },
}

impl Widths {
    /// Widths of a font of one byte. `scale` is that of its own glyph space.
    pub(super) fn of_bytes(dict: &Dict<'_>, base_font: &[u8], scale: f64) -> Self {
        let Some(told) = dict.get::<Array<'_>>("Widths") else {
            let name = String::from_utf8_lossy(base_font).to_ascii_lowercase();
            return Widths::Standard { is_fixed: name.contains("courier") || name.contains("mono") };
        };
        let scaled = |number: Number| narrowed(number.as_f64() * scale);
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        let rest = descriptor.and_then(|descriptor| descriptor.get::<Number>("MissingWidth")).map_or(0.0, scaled);
        let first = dict.get::<i32>("FirstChar").and_then(|first| usize::try_from(first).ok()).unwrap_or(0);
        Widths::Bytes { first, widths: told.iter::<Number>().take(256).map(scaled).collect(), rest }
    }

    /// Widths of the descendant of a composite font.
    pub(super) fn of_cids(descendant: &Dict<'_>) -> Self {
        let rest = descendant.get::<Number>("DW").map_or(1000.0, |number| narrowed(number.as_f64()));
        let mut runs: Vec<(u32, u32, f32)> = Vec::new();
        let mut numbers: Vec<f64> = Vec::new();
        for item in descendant.get::<Array<'_>>("W").iter().flat_map(|told| told.iter::<Object<'_>>()) {
            if runs.len() >= WIDTH_LIMIT {
                break;
            }
            match item {
                Object::Number(number) => numbers.push(number.as_f64()),
                Object::Array(widths) => {
                    let first = numbers.pop().map_or(0, cid);
                    numbers.clear();
                    let widths = widths.iter::<Number>().take(WIDTH_LIMIT - runs.len());
                    runs.extend((first..).zip(widths).map(|(cid, width)| (cid, cid, narrowed(width.as_f64()))));
                }
                _ => {}
            }
            if let [first, last, width] = numbers[..] {
                runs.push((cid(first), cid(last), narrowed(width)));
                numbers.clear();
            }
        }
        runs.sort_by_key(|(first, ..)| *first);
        Widths::Composite { runs, rest }
    }

    /// The width of a code or CID, which shows as `text`.
    pub(super) fn of(&self, code: u32, text: Option<&str>) -> f64 {
        let width = match self {
            Widths::Bytes { first, widths, rest } => {
                let told = (code as usize).checked_sub(*first).and_then(|index| widths.get(index));
                told.copied().unwrap_or(*rest)
            }
            Widths::Composite { runs, rest } => {
                let before = runs.partition_point(|(first, ..)| *first <= code);
                let run = before.checked_sub(1).and_then(|index| runs.get(index));
                run.filter(|(_, last, _)| code <= *last).map_or(*rest, |(.., width)| *width)
            }
            Widths::Standard { is_fixed: true } => 600.0,
            Widths::Standard { is_fixed: false } => {
                let letter = text.and_then(|text| text.chars().next()).and_then(|letter| u8::try_from(letter).ok());
                let index = letter.and_then(|letter| usize::from(letter).checked_sub(32));
                index.and_then(|index| HELVETICA.get(index)).map_or(556.0, |width| f32::from(*width))
            }
        };
        f64::from(width)
    }
}

fn cid(number: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped; `as` never panics")]
    let cid = number.clamp(0.0, 1_114_111.0) as u32;
    cid
}

fn narrowed(width: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a width has four digits")]
    let width = width.clamp(-100_000.0, 100_000.0) as f32;
    width
}

/// Helvetica from the blank to the tilde (Adobe Core 14 AFM); the others are near enough to tell a gap.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
