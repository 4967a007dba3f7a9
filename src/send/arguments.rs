//! The command line of sendmail, as mail programs call it: who is written to, and what is asked for besides delivery.
//! Source: the manual pages of Sendmail 8, Postfix, Exim and msmtp, and what clients were seen to pass. Knows no message.

use std::ffi::{OsStr, OsString};

/// Letters that take a value: the rest of the word, or the next word when nothing is left.
const WITH_VALUE: [u8; 13] = *b"fFrNROXBLhVpC";
/// Letters whose value is the rest of the word, if there is any: `-oi`, `-bs`, `-q30m`, `-Ac`, `-d0.1`, `-em`.
const WITH_REST: [u8; 6] = *b"obqAde";

/// What a call of sendmail asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SendmailArguments {
    /// What is to be done.
    pub mode: Mode,
    /// `-t`: recipients are taken from the message as well.
    pub takes_from_message: bool,
    /// `-i` or `-oi`: a line with a dot alone does not end the message.
    pub ignores_dots: bool,
    /// `-f` or `-r`: the sender of the envelope.
    pub sender: Option<String>,
    /// Addresses on the command line.
    pub recipients: Vec<String>,
}

/// What sendmail is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Send what stands on standard input.
    #[default]
    Deliver,
    /// `-bs`: speak SMTP on standard input and output.
    Smtp,
    /// `-bp`, `-bi`, `-q` and the like: nothing is sent that was not handed over before.
    Other,
}

impl SendmailArguments {
    /// Reads the words behind the program's name. What is not known is taken for a letter without a value, as getopt
    /// would: nothing is refused here that the real sendmail may understand.
    #[must_use]
    pub fn read(words: &[OsString]) -> Self {
        let mut arguments = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let bytes = word.as_encoded_bytes();
            if bytes == b"--" {
                arguments.recipients.extend(words.by_ref().map(|word| address(word)));
            } else if bytes.len() > 1 && bytes[0] == b'-' && bytes[1] != b'-' {
                arguments.take_letters(&bytes[1..], &mut words);
            } else if !bytes.starts_with(b"--") && !bytes.is_empty() {
                arguments.recipients.push(address(word));
            }
        }
        arguments
    }

    fn take_letters<'a>(&mut self, letters: &[u8], words: &mut impl Iterator<Item = &'a OsString>) {
        for (at, letter) in letters.iter().enumerate() {
            let rest = &letters[at + 1..];
            if WITH_VALUE.contains(letter) {
                let value = if rest.is_empty() {
                    words.next().map(|word| address(word))
                } else {
                    Some(String::from_utf8_lossy(rest).into_owned())
                };
                if matches!(letter, b'f' | b'r') {
                    self.sender = value;
                }
                return;
            }
            if WITH_REST.contains(letter) {
                match (letter, rest) {
                    // `-o p value`, of old.
                    (b'o', b"") => drop(words.next()),
                    (b'o', b"i") => self.ignores_dots = true,
                    (b'b', b"m") => {}
                    (b'b', b"s") => self.mode = Mode::Smtp,
                    (b'b', _) | (b'q', _) => self.mode = Mode::Other,
                    _ => {}
                }
                return;
            }
            match letter {
                b't' => self.takes_from_message = true,
                b'i' => self.ignores_dots = true,
                b'I' => self.mode = Mode::Other,
                _ => {}
            }
        }
    }
}

fn address(word: &OsStr) -> String {
    word.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> SendmailArguments {
        SendmailArguments::read(&line.split_whitespace().map(OsString::from).collect::<Vec<_>>())
    }

    fn recipients(line: &str) -> Vec<String> {
        read(line).recipients
    }

    #[test]
    fn every_client_is_understood() {
        for line in [
            "-oi -f me@a.example -N failure -R hdrs -- b@b.example c@c.example",
            "-i -f me@a.example b@b.example c@c.example",
            "-fme@a.example -- b@b.example c@c.example",
            "-F Me -r me@a.example -B8BITMIME -O ErrorMode=p -X log b@b.example c@c.example",
            "-em -oem b@b.example c@c.example",
        ] {
            assert_eq!(recipients(line), ["b@b.example", "c@c.example"], "{line}");
        }
        for line in ["-oi -fme@a.example -t", "-ti -f me@a.example", "-t -i -r me@a.example"] {
            let arguments = read(line);
            assert!(arguments.takes_from_message && arguments.ignores_dots, "{line}");
            assert_eq!(arguments.sender.as_deref(), Some("me@a.example"), "{line}");
            assert!(arguments.recipients.is_empty(), "{line}");
        }
    }

    #[test]
    fn what_sends_nothing_new_is_told_apart() {
        assert_eq!(read("-bs").mode, Mode::Smtp);
        for line in ["-bp", "-bi", "-q", "-q30m", "-I", "-bd"] {
            assert_eq!(read(line).mode, Mode::Other, "{line}");
        }
        for line in ["-bm -t", "-t", "-om -t"] {
            assert_eq!(read(line).mode, Mode::Deliver, "{line}");
        }
    }

    #[test]
    fn words_behind_two_hyphens_are_addresses() {
        assert_eq!(recipients("-t -- -odd@a.example"), ["-odd@a.example"]);
        assert_eq!(recipients("--unknown b@b.example"), ["b@b.example"]);
    }
}
