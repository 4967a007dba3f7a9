//! Cuts RTF into tokens (RTF 1.9.1, "Basic entities"). Knows no control word by name but `\bin`, which hides bytes.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'rtf> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// `\name` with its number.
    Word(&'rtf [u8], Option<i32>),
    /// `\~`, `\*`: a control symbol. Escaped `\\`, `\{`, `\}` are bytes.
    Symbol(u8),
    /// `\'8e`: a byte of text, which may be half a character.
    Hex(u8),
    /// A byte of text.
    Byte(u8),
}

/// The tokens of an RTF text, in order.
pub(super) struct Tokens<'rtf> {
    rest: &'rtf [u8],
}

impl<'rtf> Tokens<'rtf> {
    pub(super) fn new(rtf: &'rtf [u8]) -> Self {
        Self { rest: rtf }
    }

    fn control(&mut self) -> Option<Token<'rtf>> {
        let (&first, rest) = self.rest.split_first()?;
        if !first.is_ascii_alphabetic() {
            self.rest = rest;
            return Some(match first {
                b'\'' => self.hex(),
                b'\\' | b'{' | b'}' => Token::Byte(first),
                b'\r' | b'\n' => Token::Word(b"par", None),
                b'\t' => Token::Word(b"tab", None),
                _ => Token::Symbol(first),
            });
        }
        let name_bytes = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, rest) = self.rest.split_at(name_bytes);
        let sign_bytes = usize::from(rest.first() == Some(&b'-'));
        let digits_bytes = rest[sign_bytes..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, mut rest) = rest.split_at(if digits_bytes == 0 { 0 } else { sign_bytes + digits_bytes });
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        if rest.first() == Some(&b' ') {
            rest = &rest[1..];
        }
        if name == b"bin" {
            let hidden_bytes = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            rest = rest.get(hidden_bytes..).unwrap_or_default();
        }
        self.rest = rest;
        Some(Token::Word(name, number))
    }

    fn hex(&mut self) -> Token<'rtf> {
        let digits = self.rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                self.rest = &self.rest[2..];
                Token::Hex(byte)
            }
            None => Token::Symbol(b'\''),
        }
    }
}

impl<'rtf> Iterator for Tokens<'rtf> {
    type Item = Token<'rtf>;

    fn next(&mut self) -> Option<Token<'rtf>> {
        loop {
            let (&first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match first {
                b'\r' | b'\n' | 0 => {}
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_bytes_are_told_apart() {
        let tokens: Vec<_> = Tokens::new(b"{\\f1\\b0 a\\'8e\\\\\r\n\\u-1?\\~}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word(b"f", Some(1)),
                Token::Word(b"b", Some(0)),
                Token::Byte(b'a'),
                Token::Hex(0x8E),
                Token::Byte(b'\\'),
                Token::Word(b"u", Some(-1)),
                Token::Byte(b'?'),
                Token::Symbol(b'~'),
                Token::Close,
            ]
        );
    }

    #[test]
    fn binary_bytes_are_no_tokens() {
        let tokens: Vec<_> = Tokens::new(b"\\bin3 {{{a").collect();
        assert_eq!(tokens, [Token::Word(b"bin", Some(3)), Token::Byte(b'a')]);
    }

    #[test]
    fn a_number_too_large_or_text_cut_short_is_survived() {
        assert_eq!(Tokens::new(b"\\f99999999999 ").count(), 1);
        assert_eq!(Tokens::new(b"\\").count(), 0);
        assert_eq!(Tokens::new(b"\\'8").count(), 2);
    }
}
