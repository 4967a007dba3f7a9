//! Sentences -> the lines of an answer in SMTP (RFC 5321 4.2.1, RFC 2034): ASCII, none too long, not too many.

/// Lines of an answer at most: libmilter allows 32, and nobody reads that many.
const MOST_LINES: usize = 12;
/// Characters of a line behind the codes: 512 bytes with codes and line end (RFC 5321 4.5.3.1.5), with room to spare.
const LONGEST_LINE: usize = 400;

/// An answer with these codes, such as `550` and `5.7.1`; one line for each of `text`.
#[must_use]
pub fn lines(code: &str, enhanced: &str, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(ascii).filter(|line| !line.trim().is_empty()).collect();
    if lines.len() > MOST_LINES {
        let more = lines.len() - (MOST_LINES - 1);
        lines.truncate(MOST_LINES - 1);
        lines.push(format!("... and {more} more lines"));
    }
    if lines.is_empty() {
        lines.push("mailcheck".to_owned());
    }
    let last = lines.len() - 1;
    let numbered = lines.iter().enumerate().map(|(at, line)| {
        let mark = if at == last { ' ' } else { '-' };
        format!("{code}{mark}{enhanced} {line}")
    });
    numbered.collect::<Vec<_>>().join("\r\n")
}

/// What SMTP can carry of a line: no control characters, nothing but ASCII, and no percent sign, which mail servers that
/// take the text for a format do not leave alone.
fn ascii(line: &str) -> String {
    let mut text = String::new();
    for character in line.trim_end().chars() {
        match character {
            '\u{2018}' | '\u{2019}' => text.push('\''),
            '\u{201C}' | '\u{201D}' => text.push('"'),
            '\u{2010}'..='\u{2015}' => text.push('-'),
            '\u{2026}' => text.push_str("..."),
            '%' => text.push_str(" percent"),
            ' '..='~' => text.push(character),
            '\t' => text.push(' '),
            _ => text.push('?'),
        }
        if text.len() > LONGEST_LINE {
            text.truncate(LONGEST_LINE);
            text.push_str("...");
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_but_the_last_says_that_more_come() {
        let reply = lines("550", "5.7.1", "mailcheck: not sent\n\n  “山田” pays 5%\r\n");
        assert_eq!(reply, "550-5.7.1 mailcheck: not sent\r\n550 5.7.1   \"??\" pays 5 percent");
        assert_eq!(lines("451", "4.7.1", ""), "451 4.7.1 mailcheck");
    }

    #[test]
    fn no_line_is_too_long_and_there_are_not_too_many() {
        let reply = lines("550", "5.7.1", &format!("{}\n", "あx".repeat(1000)).repeat(100));
        assert!(reply.split("\r\n").all(|line| line.len() <= 510));
        assert_eq!(reply.split("\r\n").count(), MOST_LINES);
        assert!(reply.ends_with("550 5.7.1 ... and 89 more lines"), "{reply}");
    }
}
