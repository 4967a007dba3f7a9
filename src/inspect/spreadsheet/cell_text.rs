//! Values of cells as texts, and references to cells.

use super::number_format::{NumberFormat, NumberFormats, digits};
use super::{MAX_COLUMNS, MAX_ROWS, date};
use std::borrow::Cow;
use std::fmt::Write;

/// How numbers of a workbook are shown.
#[derive(Default)]
pub(super) struct NumberStyle {
    /// Formats of its cells.
    pub(super) formats: NumberFormats,
    /// Days are counted from 1904.
    pub(super) is_1904: bool,
}

impl NumberStyle {
    /// Appends the number `value` as a cell with format `index` shows it.
    pub(super) fn write(&self, value: f64, index: usize, text: &mut String) {
        match self.formats.of_cell(index) {
            NumberFormat::Date(shown) if date::write(value, shown, self.is_1904, text) => {}
            NumberFormat::Digits(code) => match digits(&code, value) {
                Some(digits) => text.push_str(&digits),
                None => write_number(value, text),
            },
            NumberFormat::Plain | NumberFormat::Date(_) => write_number(value, text),
        }
    }

    /// Appends a number written in decimal as a cell with format `index` shows it.
    pub(super) fn write_decimal(&self, decimal: &str, index: usize, text: &mut String) {
        let decimal = decimal.trim();
        match decimal.parse() {
            // Most numbers are whole and plain; 15 digits are what an f64 keeps.
            Ok(_)
                if decimal.len() < 15
                    && decimal.bytes().all(|byte| byte.is_ascii_digit())
                    && self.formats.of_cell(index) == NumberFormat::Plain =>
            {
                text.push_str(decimal);
            }
            Ok(value) => self.write(value, index, text),
            Err(_) => text.push_str(decimal),
        }
    }
}

/// A whole number without a fraction; else fifteen digits, which is what spreadsheets keep.
fn write_number(value: f64, text: &mut String) {
    let rounded = if value.fract() == 0.0 { value } else { format!("{value:.14e}").parse().unwrap_or(value) };
    if rounded.abs() < 1e21 {
        let _ = write!(text, "{rounded}");
    } else {
        let _ = write!(text, "{rounded:e}");
    }
}

/// What a cell shows for an error (MS-XLS 2.5.10).
pub(super) fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    }
}

/// What a cell shows for a truth value.
pub(super) fn boolean(is_true: bool) -> &'static str {
    if is_true { "TRUE" } else { "FALSE" }
}

/// A number packed into four bytes (MS-XLS 2.5.217).
pub(super) fn rk(packed: u32) -> f64 {
    let value = match packed & 2 {
        0 => f64::from_bits(u64::from(packed & !3) << 32),
        _ => f64::from(packed.cast_signed() >> 2),
    };
    if packed & 1 == 0 { value } else { value / 100.0 }
}

/// Column from 0 and row from 1 of a reference like `AB12`; `None` when no sheet has such a cell.
pub(super) fn reference(text: &str) -> Option<(u32, u64)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u64 = digits.parse().ok()?;
    ((1..=MAX_COLUMNS).contains(&column) && (1..=MAX_ROWS).contains(&row)).then(|| (column - 1, row))
}

/// Replaces characters written as `_x000D_` (ST_Xstring, ECMA-376 part 1, 22.9.2.19).
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.get(..4).filter(|_| after.as_bytes().get(4) == Some(&b'_'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                plain.push(character);
                rest = &after[5..];
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(decimal: &str) -> String {
        let mut text = String::new();
        NumberStyle::default().write_decimal(decimal, 0, &mut text);
        text
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        let numbers = ["90", "90.0", "9.0123456789E10", "0.1", "0.30000000000000004", "-1.5", "1e300", "no number"];
        let shown = ["90", "90", "90123456789", "0.1", "0.3", "-1.5", "1e300", "no number"];
        assert_eq!(numbers.map(number), shown);
        assert_eq!(number("123456789018"), "123456789018");
    }

    #[test]
    fn references_out_of_the_sheet_are_none() {
        assert_eq!(reference("A1"), Some((0, 1)));
        assert_eq!(reference("XFD1048576"), Some((16_383, 1_048_576)));
        let outside = ["XFE1", "A0", "A1048577", "ZZZZZZZZZZ1", "1", "A", "", "A99999999999999999999", "あ1"];
        outside.iter().for_each(|text| assert_eq!(reference(text), None, "{text}"));
    }

    #[test]
    fn packed_numbers_are_unpacked() {
        assert_eq!(rk(0x3FF0_0000), 1.0);
        assert_eq!(rk(0x3FF0_0001), 0.01);
        assert_eq!(rk((12_345 << 2) | 2), 12_345.0);
        assert_eq!(rk((12_345 << 2) | 3), 123.45);
        assert_eq!(rk(((-2_i32) << 2).cast_unsigned() | 2), -2.0);
    }

    #[test]
    fn escaped_characters_are_themselves() {
        assert_eq!(unescape("a_x000D_\nb_x005F_x000D_"), "a\r\nb_x000D_");
        assert_eq!(unescape("my_xylophone _x12"), "my_xylophone _x12");
    }
}
