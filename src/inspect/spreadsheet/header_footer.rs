//! Headers and footers of sheets: their text without the codes for fonts, pages and dates (ECMA-376 part 1, 18.3.1.46).

/// The left, middle and right part of a header or footer, a line each.
pub(super) fn text(coded: &str) -> String {
    let mut plain = String::new();
    let mut characters = coded.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => match characters.next() {
                Some('&') => plain.push('&'),
                Some('"') => drop(characters.by_ref().find(|end| *end == '"')),
                Some('L' | 'C' | 'R') => plain.push('\n'),
                Some(digit) if digit.is_ascii_digit() => while characters.next_if(char::is_ascii_digit).is_some() {},
                _ => {}
            },
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_no_text() {
        assert_eq!(text("&L&\"Arial,Bold\"&12Yamada && Co&C社外秘&RPage &P"), "\nYamada & Co\n社外秘\nPage ");
        assert_eq!(text("&"), "");
    }
}
