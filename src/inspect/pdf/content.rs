//! Cuts a content stream into operators with their operands (ISO 32000-1, 7.8.2). Knows no operator but the one that
//! begins an inline picture.

use super::syntax::{Syntax, is_regular, is_space, unescaped};
use std::borrow::Cow;

/// Operands of one operator; those before are forgotten.
const OPERAND_LIMIT: usize = 64;
/// Strings and numbers in one array.
const ITEM_LIMIT: usize = 50_000;

/// An operand, or an item of an array.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand<'a> {
    Number(f64),
    Name(Cow<'a, [u8]>),
    String(Cow<'a, [u8]>),
    /// Strings and numbers only.
    Array(Vec<Operand<'a>>),
    /// A dictionary, or what means nothing.
    Other,
}

impl<'a> Operand<'a> {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Operand::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Operand::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// The operators of a content stream.
pub(super) struct Operators<'a> {
    syntax: Syntax<'a>,
    /// Of the operator read last.
    pub(super) operands: Vec<Operand<'a>>,
}

impl<'a> Operators<'a> {
    pub(super) fn new(content: &'a [u8]) -> Self {
        Self { syntax: Syntax::new(content, 0), operands: Vec::new() }
    }

    /// The next operator; an inline picture is `BI`.
    pub(super) fn next(&mut self) -> Option<&'a [u8]> {
        self.operands.clear();
        loop {
            self.syntax.skip_space();
            let first = self.syntax.peek()?;
            if is_regular(first) && !matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.') {
                let start = self.syntax.at;
                self.syntax.skip_value()?;
                let operator = &self.syntax.bytes[start..self.syntax.at];
                match operator {
                    b"true" | b"false" | b"null" => self.push(Operand::Other),
                    b"BI" => {
                        self.skip_picture();
                        return Some(operator);
                    }
                    _ => return Some(operator),
                }
                continue;
            }
            let operand = self.operand();
            self.push(operand);
        }
    }

    fn push(&mut self, operand: Operand<'a>) {
        if self.operands.len() >= OPERAND_LIMIT {
            self.operands.clear();
        }
        self.operands.push(operand);
    }

    fn operand(&mut self) -> Operand<'a> {
        match self.syntax.peek() {
            Some(b'[') => self.array(),
            _ => self.item(),
        }
    }

    fn array(&mut self) -> Operand<'a> {
        self.syntax.at += 1;
        let mut items = Vec::new();
        loop {
            self.syntax.skip_space();
            match self.syntax.peek() {
                None => break,
                Some(b']') => {
                    self.syntax.at += 1;
                    break;
                }
                Some(_) => {
                    let item = self.item();
                    if items.len() < ITEM_LIMIT && item != Operand::Other {
                        items.push(item);
                    }
                }
            }
        }
        Operand::Array(items)
    }

    fn item(&mut self) -> Operand<'a> {
        let start = self.syntax.at;
        if self.syntax.skip_value().is_none() {
            // No value begins here, or it has no end: on from where that was seen.
            self.syntax.at = self.syntax.at.max(start + 1);
            return Operand::Other;
        }
        let value = &self.syntax.bytes[start..self.syntax.at];
        match value {
            [b'/', name @ ..] => Operand::Name(unescaped(name)),
            [b'(', inside @ .., b')'] => Operand::String(literal(inside)),
            [b'<', b'<', ..] | [b'[', ..] => Operand::Other,
            [b'<', inside @ .., b'>'] => Operand::String(Cow::Owned(hexadecimal(inside))),
            value => number(value).map_or(Operand::Other, Operand::Number),
        }
    }

    /// Steps behind the `EI` of an inline picture (ISO 32000-1, 8.9.7): one between white space, with text behind it.
    fn skip_picture(&mut self) {
        let rest = self.syntax.rest();
        let start = rest.windows(3).position(|window| window.starts_with(b"ID") && is_space(window[2])).unwrap_or(0);
        let mut at = start;
        while let Some(found) = rest[at..].windows(2).position(|window| window == b"EI") {
            at += found + 2;
            let is_parted = at >= 3 && is_space(rest[at - 3]) && rest.get(at).is_none_or(|byte| is_space(*byte));
            let behind = &rest[at..rest.len().min(at + 12)];
            if is_parted && behind.iter().all(|byte| byte.is_ascii_graphic() || is_space(*byte) && *byte != 0) {
                self.syntax.at += at;
                return;
            }
        }
        self.syntax.at = self.syntax.bytes.len();
    }
}

/// `-1.5`, `.5`, `4.`, `--3`: what readers make of it.
fn number(value: &[u8]) -> Option<f64> {
    let is_negative = value.first() == Some(&b'-');
    let (mut whole, mut scale, mut is_fraction) = (0.0, 1.0, false);
    for byte in value.iter().take(32) {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10.0 + f64::from(byte - b'0');
                if is_fraction {
                    scale *= 10.0;
                }
            }
            b'.' => is_fraction = true,
            b'-' | b'+' => {}
            _ => return None,
        }
    }
    Some(if is_negative { -whole / scale } else { whole / scale })
}

/// A literal string without its escapes (ISO 32000-1, 7.3.4.2).
fn literal(inside: &[u8]) -> Cow<'_, [u8]> {
    if !inside.contains(&b'\\') {
        return Cow::Borrowed(inside);
    }
    let mut bytes = Vec::with_capacity(inside.len());
    let mut rest = inside;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        let octal = rest.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
        if octal > 0 {
            let code = rest[..octal].iter().fold(0_u32, |code, digit| code * 8 + u32::from(digit - b'0'));
            bytes.push(u8::try_from(code & 0xFF).unwrap_or_default());
            rest = &rest[octal..];
            continue;
        }
        match rest {
            [b'\r', b'\n', ..] => rest = &rest[2..],
            [b'\r' | b'\n', ..] => rest = &rest[1..],
            [escaped, ..] => {
                bytes.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => *other,
                });
                rest = &rest[1..];
            }
            [] => {}
        }
    }
    Cow::Owned(bytes)
}

fn hexadecimal(inside: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(inside.len() / 2);
    let mut high = None;
    for digit in inside.iter().filter_map(|byte| u8::try_from(char::from(*byte).to_digit(16)?).ok()) {
        match high.take() {
            None => high = Some(digit),
            Some(high) => bytes.push(high << 4 | digit),
        }
    }
    bytes.extend(high.map(|high| high << 4));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(content: &[u8]) -> Vec<String> {
        let mut operators = Operators::new(content);
        let mut found = Vec::new();
        while let Some(operator) = operators.next() {
            found.push(format!("{} {}", operators.operands.len(), String::from_utf8_lossy(operator)));
        }
        found
    }

    #[test]
    fn operators_come_with_their_operands() {
        let mut operators = Operators::new(b"/F1 -1.5 Tf[(a\\101\\)) -20 <4142>]TJ");
        assert_eq!(operators.next(), Some(&b"Tf"[..]));
        assert_eq!(operators.operands, [Operand::Name(Cow::Borrowed(b"F1")), Operand::Number(-1.5)]);
        assert_eq!(operators.next(), Some(&b"TJ"[..]));
        let string = |bytes: &'static [u8]| Operand::String(Cow::Borrowed(bytes));
        assert_eq!(operators.operands, [Operand::Array(vec![string(b"aA)"), Operand::Number(-20.0), string(b"AB")])]);
        assert_eq!(operators.next(), None);
    }

    #[test]
    fn a_picture_inside_is_stepped_over() {
        assert_eq!(operators(b"q BI /W 2 ID \x01EI\x02 EI\xFF\n EI Q"), ["0 q", "0 BI", "0 Q"]);
        assert_eq!(operators(b"BI ID without end"), ["0 BI"]);
    }

    #[test]
    fn broken_content_ends() {
        assert_eq!(operators(b"(open q"), Vec::<String>::new());
        assert_eq!(operators(b") ] > q"), ["3 q"]);
        assert_eq!(operators(b"[1 2"), Vec::<String>::new());
        assert_eq!(operators(b"\\ q"), ["0 \\", "0 q"]);
    }
}
