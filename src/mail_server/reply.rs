//! Sentences -> an answer in SMTP (RFC 5321 4.2.1, RFC 2034): ASCII, no line too long, not too many of them.

/// Lines of an answer at most: libmilter allows 32, and nobody reads that many.
const MOST_LINES: usize = 12;
/// Characters of a line behind the codes: 512 bytes with codes and line end (RFC 5321 4.5.3.1.5), with room to spare.
const LONGEST_LINE: usize = 400;
/// The same for an answer that has to be one line.
const LONGEST_ONLY_LINE: usize = 490;

/// An answer: its codes, such as `550` and `5.7.1`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    code: &'static str,
    enhanced: &'static str,
    texts: Vec<String>,
}

impl Reply {
    /// One line for each of `text`.
    #[must_use]
    pub fn new(code: &'static str, enhanced: &'static str, text: &str) -> Self {
        let mut texts: Vec<String> = text.lines().map(ascii).filter(|line| !line.trim().is_empty()).collect();
        if texts.len() > MOST_LINES {
            let more = texts.len() - (MOST_LINES - 1);
            texts.truncate(MOST_LINES - 1);
            texts.push(format!("... and {more} more lines"));
        }
        if texts.is_empty() {
            texts.push("mailcheck".to_owned());
        }
        Self { code, enhanced, texts }
    }

    /// As many lines as it has, codes in front of each, CRLF between them.
    #[must_use]
    pub fn lines(&self) -> String {
        let last = self.texts.len() - 1;
        let numbered = self.texts.iter().enumerate().map(|(at, text)| {
            let mark = if at == last { ' ' } else { '-' };
            format!("{}{mark}{} {text}", self.code, self.enhanced)
        });
        numbered.collect::<Vec<_>>().join("\r\n")
    }

    /// All of it in one line, cut where the line is full.
    #[must_use]
    pub fn line(&self) -> String {
        let texts: Vec<&str> = self.texts.iter().map(|text| text.trim()).collect();
        let mut line = format!("{} {} {}", self.code, self.enhanced, texts.join("; "));
        if line.len() > LONGEST_ONLY_LINE {
            line.truncate(LONGEST_ONLY_LINE);
            line.push_str("...");
        }
        line
    }

    /// The first line, codes and all: what a journal says.
    #[must_use]
    pub fn head(&self) -> String {
        let text = self.texts.first().map(String::as_str).unwrap_or_default();
        format!("{} {} {text}", self.code, self.enhanced)
    }
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
        let reply = Reply::new("550", "5.7.1", "mailcheck: not sent\n\n  “山田” pays 5%\r\n");
        assert_eq!(reply.lines(), "550-5.7.1 mailcheck: not sent\r\n550 5.7.1   \"??\" pays 5 percent");
        assert_eq!(reply.line(), "550 5.7.1 mailcheck: not sent; \"??\" pays 5 percent");
        assert_eq!(reply.head(), "550 5.7.1 mailcheck: not sent");
        assert_eq!(Reply::new("451", "4.7.1", "").lines(), "451 4.7.1 mailcheck");
    }

    #[test]
    fn no_line_is_too_long_and_there_are_not_too_many() {
        let reply = Reply::new("550", "5.7.1", &format!("{}\n", "あx".repeat(1000)).repeat(100));
        assert!(reply.lines().split("\r\n").all(|line| line.len() <= 510));
        assert_eq!(reply.lines().split("\r\n").count(), MOST_LINES);
        assert!(reply.lines().ends_with("550 5.7.1 ... and 89 more lines"), "{reply:?}");
        assert!(reply.line().len() <= 510 && reply.line().ends_with("..."), "{reply:?}");
    }
}
