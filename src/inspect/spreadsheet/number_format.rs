//! Number formats of cells: which show a day or a time, and which show digits in groups (ECMA-376 part 1, 18.8.30).
//! Colours, fractions, percentages and thousands are left out: a number is shown as it is.

use super::date::Shown;
use std::collections::HashMap;

/// Characters of a format; Excel takes 255.
const MAX_CODE_BYTES: usize = 1_024;
/// Formats of cells in a workbook (Excel's own limit is 65,490).
const MAX_CELL_FORMATS: usize = 65_536;

/// What a format makes of a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum NumberFormat {
    /// The number itself.
    #[default]
    Plain,
    /// A point in time.
    Date(Shown),
    /// Digits with zeros before them and strokes between them: postal codes, telephone numbers.
    Digits(String),
}

/// The formats of a workbook.
#[derive(Default)]
pub(super) struct NumberFormats {
    custom: HashMap<u32, NumberFormat>,
    of_cells: Vec<u32>,
}

impl NumberFormats {
    /// Number `id` is this code.
    pub(super) fn define(&mut self, id: u32, code: &str) {
        if self.custom.len() < MAX_CELL_FORMATS {
            self.custom.insert(id, NumberFormat::of(code));
        }
    }

    /// The next format of cells shows numbers as number `id` says.
    pub(super) fn add_cell_format(&mut self, id: u32) {
        if self.of_cells.len() < MAX_CELL_FORMATS {
            self.of_cells.push(id);
        }
    }

    /// What cells of format `index` show.
    pub(super) fn of_cell(&self, index: usize) -> NumberFormat {
        let Some(&id) = self.of_cells.get(index) else { return NumberFormat::Plain };
        self.custom.get(&id).cloned().unwrap_or_else(|| builtin(id))
    }
}

/// Formats that every workbook has, among them those of Japanese Excel (18.8.30, table of `numFmtId`).
fn builtin(id: u32) -> NumberFormat {
    match id {
        14..=17 | 27..=31 | 34..=36 | 50..=58 => NumberFormat::Date(Shown::Date),
        18..=21 | 32 | 33 | 45 | 47 => NumberFormat::Date(Shown::Time),
        22 => NumberFormat::Date(Shown::DateTime),
        _ => NumberFormat::Plain,
    }
}

impl NumberFormat {
    fn of(code: &str) -> Self {
        if code.len() > MAX_CODE_BYTES {
            return NumberFormat::Plain;
        }
        match shown(code) {
            Some(shown) => NumberFormat::Date(shown),
            None if sections(code).any(|section| mask(section).is_some()) => NumberFormat::Digits(code.to_owned()),
            None => NumberFormat::Plain,
        }
    }
}

/// What of a point in time a format shows; `None` when it shows none, and for durations (`[h]:mm`).
fn shown(code: &str) -> Option<Shown> {
    let letters = letters(code)?;
    // 標準 is what Japanese Excel calls `General`.
    let letters = letters.replace("general", "").replace("g/標準", "").replace("am/pm", "h").replace("a/p", "h");
    let mut before = ' ';
    let (mut has_day, mut has_time, mut has_month) = (false, false, false);
    for letter in letters.chars() {
        match letter {
            'y' | 'd' | 'g' | 'a' => has_day = true,
            // `e` is the year of an era, and in `0.0E+00` an exponent.
            'e' => has_day |= !matches!(before, '0' | '#' | '?' | '.'),
            'h' | 's' => has_time = true,
            'm' => has_month = true,
            _ => {}
        }
        before = letter;
    }
    match (has_day || has_month && !has_time, has_time) {
        (true, true) => Some(Shown::DateTime),
        (true, false) => Some(Shown::Date),
        (false, true) => Some(Shown::Time),
        (false, false) => None,
    }
}

/// A format without what it writes literally, in lower case; `None` for a duration.
fn letters(code: &str) -> Option<String> {
    let mut letters = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => drop(characters.by_ref().find(|end| *end == '"')),
            '\\' | '_' | '*' => drop(characters.next()),
            '[' => {
                let inside: String = characters.by_ref().take_while(|end| *end != ']').collect();
                if !inside.is_empty() && inside.chars().all(|unit| matches!(unit, 'h' | 'H' | 'm' | 'M' | 's' | 'S')) {
                    return None;
                }
            }
            other => letters.extend(other.to_lowercase()),
        }
    }
    Some(letters)
}

/// What `code` shows of a whole number; `None` when it shows something other than digits and what stands between them.
pub(super) fn digits(code: &str, value: f64) -> Option<String> {
    if value.fract() != 0.0 || !(0.0..1e15).contains(&value) {
        return None;
    }
    let section = sections(code).find(|section| is_for(section, value))?;
    let mut left: Vec<char> = format!("{value:.0}").chars().collect();
    let mask = mask(section)?;
    let first = mask.iter().position(|piece| piece.is_digit)?;
    let mut reversed = String::new();
    for (at, piece) in mask.iter().enumerate().rev() {
        match piece {
            Piece { is_digit: false, character } => reversed.push(*character),
            Piece { character, .. } => match left.pop() {
                Some(digit) => reversed.push(digit),
                None if *character == '0' => reversed.push('0'),
                None => {}
            },
        }
        if at == first {
            reversed.extend(left.drain(..).rev());
        }
    }
    Some(reversed.chars().rev().collect())
}

/// Parts of a format for different numbers.
fn sections(code: &str) -> impl Iterator<Item = &str> {
    code.split(';')
}

/// Whether a section is for this number, by a condition like `[<=999]` (18.8.31); one without takes what is left.
fn is_for(section: &str, value: f64) -> bool {
    let Some(condition) = section.strip_prefix('[').and_then(|rest| rest.split(']').next()) else { return true };
    let bound = |text: &str| text.parse::<f64>().ok();
    match () {
        () if condition.starts_with("<=") => bound(&condition[2..]).is_some_and(|bound| value <= bound),
        () if condition.starts_with('<') => bound(&condition[1..]).is_some_and(|bound| value < bound),
        () if condition.starts_with(">=") => bound(&condition[2..]).is_some_and(|bound| value >= bound),
        () if condition.starts_with('>') => bound(&condition[1..]).is_some_and(|bound| value > bound),
        () => true,
    }
}

/// A place for a digit, or a character that stands between digits.
struct Piece {
    character: char,
    is_digit: bool,
}

/// The pieces of a section that shows digits in groups, or with zeros before them.
fn mask(section: &str) -> Option<Vec<Piece>> {
    let pattern = section.rsplit(']').next().unwrap_or(section);
    let mut pieces = Vec::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '0' | '#' | '?' => pieces.push(Piece { character, is_digit: true }),
            '-' | '(' | ')' | ' ' => pieces.push(Piece { character, is_digit: false }),
            '\\' => pieces.push(Piece { character: characters.next()?, is_digit: false }),
            '"' => {
                let literal = characters.by_ref().take_while(|end| *end != '"');
                pieces.extend(literal.map(|character| Piece { character, is_digit: false }));
            }
            '_' | '*' => drop(characters.next()),
            _ => return None,
        }
    }
    (pieces.iter().filter(|piece| piece.is_digit).count() > 1).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_and_times_are_told() {
        let date = ["yyyy/m/d", "[$-411]ggge\"年\"m\"月\"d\"日\";@", "d-mmm-yy", "aaaa", "[$-F800]dddd\\,\\ mmmm\\ dd"];
        date.iter().for_each(|code| assert_eq!(NumberFormat::of(code), NumberFormat::Date(Shown::Date), "{code}"));
        assert_eq!(NumberFormat::of("yyyy/m/d h:mm"), NumberFormat::Date(Shown::DateTime));
        assert_eq!(NumberFormat::of("h:mm AM/PM"), NumberFormat::Date(Shown::Time));
        assert_eq!(NumberFormat::of("mm:ss.0"), NumberFormat::Date(Shown::Time));
    }

    #[test]
    fn letters_in_formats_of_numbers_are_no_dates() {
        let plain = ["General", "0.00E+00", "#,##0", "#,##0.00\"days\"", "[Red]0.0", "[h]:mm", "G/標準", "@", "0%", ""];
        plain.iter().for_each(|code| assert_eq!(NumberFormat::of(code), NumberFormat::Plain, "{code}"));
    }

    #[test]
    fn postal_codes_and_telephone_numbers_keep_their_zeros() {
        let postal_code = "[<=999]000;[<=9999]000\\-00;000\\-0000";
        assert_eq!(digits(postal_code, 1_000_001.0).as_deref(), Some("100-0001"));
        assert_eq!(digits(postal_code, 12.0).as_deref(), Some("012"));
        let telephone = "[<=99999999]####\\-####;\\(00\\)\\ ####\\-####";
        assert_eq!(digits(telephone, 312_345_678.0).as_deref(), Some("(03) 1234-5678"));
        assert_eq!(digits("00000000000", 9_012_345_678.0).as_deref(), Some("09012345678"));
        assert_eq!(digits("000-0000-0000", 9_012_345_678.0).as_deref(), Some("090-1234-5678"));
        assert_eq!(digits("00", 12_345.0).as_deref(), Some("12345"));
        assert_eq!(digits("#,##0", 12.0), None);
        assert_eq!(digits("000", 1.5), None);
    }

    #[test]
    fn cells_find_their_format_by_number() {
        let mut formats = NumberFormats::default();
        formats.define(176, "yyyy\"年\"");
        [0, 14, 176].into_iter().for_each(|id| formats.add_cell_format(id));
        assert_eq!(formats.of_cell(0), NumberFormat::Plain);
        assert_eq!(formats.of_cell(1), NumberFormat::Date(Shown::Date));
        assert_eq!(formats.of_cell(2), NumberFormat::Date(Shown::Date));
        assert_eq!(formats.of_cell(3), NumberFormat::Plain);
    }
}
