//! How PDF writes values (ISO 32000-1, 7.2 and 7.3): steps over them in bytes, bounded in depth. Resolves nothing.

use std::borrow::Cow;
use std::ops::Range;

/// Values inside one another.
const DEPTH_LIMIT: usize = 100;

/// A place in bytes that moves forward over values.
#[derive(Debug, Clone)]
pub(super) struct Syntax<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Syntax<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Steps over white space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                self.at += self.rest().iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Steps over one value, which begins here; `None` when there is none or it has no end. The place then tells how
    /// far was looked.
    pub(super) fn skip_value(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.skip_nested(0)?;
        Some(start..self.at)
    }

    fn skip_nested(&mut self, depth: usize) -> Option<()> {
        if depth > DEPTH_LIMIT {
            return None;
        }
        match self.peek()? {
            b'<' if self.rest().starts_with(b"<<") => self.skip_collection(b"<<", b">>", depth),
            b'[' => self.skip_collection(b"[", b"]", depth),
            b'<' => {
                self.at += 1;
                self.at += self.rest().iter().take_while(|byte| byte.is_ascii_hexdigit() || is_space(**byte)).count();
                (self.peek()? == b'>').then(|| self.at += 1)
            }
            b'(' => self.skip_string(),
            b'/' => {
                self.at += 1;
                self.skip_regular();
                Some(())
            }
            byte if is_regular(byte) => {
                self.skip_regular();
                Some(())
            }
            _ => None,
        }
    }

    fn skip_collection(&mut self, start: &[u8], end: &[u8], depth: usize) -> Option<()> {
        self.at += start.len();
        loop {
            self.skip_space();
            if self.rest().starts_with(end) {
                self.at += end.len();
                return Some(());
            }
            self.skip_nested(depth + 1)?;
        }
    }

    fn skip_string(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(());
                    }
                }
                _ => {}
            }
        }
    }

    fn skip_regular(&mut self) {
        self.at += self.rest().iter().take_while(|byte| is_regular(**byte)).count();
    }

    /// A whole number without sign, which begins here.
    pub(super) fn integer(&mut self) -> Option<usize> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = integer(self.rest().get(..digits)?)?;
        self.at += digits;
        Some(number)
    }
}

/// The entries of the dictionary that stands at `range`: its keys, unescaped, and where their values stand.
pub(super) fn entries(bytes: &[u8], range: Range<usize>) -> Vec<(Cow<'_, [u8]>, Range<usize>)> {
    let mut found = Vec::new();
    let mut syntax = Syntax::new(&bytes[..range.end], range.start + 2);
    loop {
        syntax.skip_space();
        let Some(key) = (syntax.peek() == Some(b'/')).then(|| syntax.skip_value()).flatten() else {
            if syntax.rest().starts_with(b">>") || syntax.skip_value().is_none() {
                return found;
            }
            continue;
        };
        syntax.skip_space();
        let Some(mut value) = syntax.skip_value() else { return found };
        // `12 0 R`
        let mut ahead = syntax.clone();
        if bytes[value.clone()].iter().all(u8::is_ascii_digit) {
            ahead.skip_space();
            if ahead.integer().is_some() {
                ahead.skip_space();
                if ahead.skip_value().is_some_and(|word| &bytes[word.clone()] == b"R") {
                    value.end = ahead.at;
                    syntax = ahead;
                }
            }
        }
        found.push((unescaped(&bytes[key.start + 1..key.end]), value));
    }
}

/// `12 0 R` as its two numbers.
pub(super) fn reference(value: &[u8]) -> Option<(u32, u16)> {
    let mut syntax = Syntax::new(value, 0);
    let number = u32::try_from(syntax.integer()?).ok()?;
    syntax.skip_space();
    let generation = u16::try_from(syntax.integer()?).ok()?;
    syntax.skip_space();
    (syntax.rest() == b"R").then_some((number, generation))
}

/// The number that these digits write.
pub(super) fn integer(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// A name without its `#xx`.
pub(super) fn unescaped(name: &[u8]) -> Cow<'_, [u8]> {
    if !name.contains(&b'#') {
        return Cow::Borrowed(name);
    }
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'#') {
            Some(byte) => {
                plain.push(byte);
                rest = &after[2..];
            }
            None => plain.push(*first),
        }
    }
    Cow::Owned(plain)
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(bytes: &[u8]) -> Option<usize> {
        Syntax::new(bytes, 0).skip_value().map(|value| value.len())
    }

    #[test]
    fn values_are_stepped_over_whole() {
        assert_eq!(length(b"<</A(\\)>>)/B[1 2<</C 3>>]%>>\n>> x"), Some(31));
        assert_eq!(length(b"(a(b)c\\() x"), Some(9));
        assert_eq!(length(b"<4 1> x"), Some(5));
        assert_eq!(length(b"/Name#20x/"), Some(9));
        assert_eq!(length(b"-1.5]"), Some(4));
    }

    #[test]
    fn what_has_no_end_or_is_too_deep_is_no_value() {
        assert_eq!(length(b"(a"), None);
        assert_eq!(length(b"<</A"), None);
        assert_eq!(length(b")"), None);
        assert_eq!(length(&b"[".repeat(100_000)), None);
    }

    #[test]
    fn a_dictionary_tells_its_entries() {
        let bytes = b"<</A 1 0 R/B#43 2/D<</E 3>>>>";
        let found: Vec<_> = entries(bytes, 0..bytes.len())
            .into_iter()
            .map(|(key, value)| (key.into_owned(), bytes[value].to_vec()))
            .collect();
        let expected: [(&[u8], &[u8]); 3] = [(b"A", b"1 0 R"), (b"BC", b"2"), (b"D", b"<</E 3>>")];
        assert_eq!(found, expected.map(|(key, value)| (key.to_vec(), value.to_vec())));
        assert_eq!(reference(b"12  0 R"), Some((12, 0)));
        assert_eq!(reference(b"12"), None);
    }
}
