//! Where the messages of an mbox begin and end, told while it is read: of a file of any size only a piece is held.
//! Knows nothing of what is in them; what begins a message is told by [`super::begins_message`] alone.

use super::{FIELD_NAME_BYTES, LONGEST_FROM_LINE, begins_message};
use crate::load::scan;
use std::io::{self, Read};

/// Bytes read at once.
const PIECE_BYTES: u64 = 128 * 1024;

/// One message, with its `From ` line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// First byte of it in the file.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
    /// Line ends in the file before it.
    pub lines_before: u64,
}

impl Cut {
    /// How many bytes it has.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.end - self.start
    }
}

/// The messages of an mbox one by one. What is read must begin as [`super::begins_with_from_line`] says; an error of
/// reading is the last item.
#[derive(Debug)]
pub struct Cutter<R> {
    source: R,
    /// Bytes read, beginning with byte `let_go` of the file.
    buffer: Vec<u8>,
    let_go: u64,
    /// Bytes of `buffer` that have been looked at.
    seen: usize,
    is_read_to_end: bool,
    /// Where the message begins that is being cut, and the line ends before it.
    start: u64,
    lines_before: u64,
    /// Line ends seen in the file.
    lines: u64,
    is_after_blank: bool,
    /// In the middle of a line too long to begin a message: whether it is blank so far.
    inside_line: Option<bool>,
    is_over: bool,
}

/// What a line is to the message being cut.
enum Line {
    /// Another message begins with it.
    Begins,
    /// It belongs to the message.
    Belongs,
    /// More must be read to tell.
    Unknown,
    /// There is none any more.
    End,
}

impl<R: Read> Cutter<R> {
    /// Cuts what is read from `source`.
    pub const fn new(source: R) -> Self {
        Self {
            source,
            buffer: Vec::new(),
            let_go: 0,
            seen: 0,
            is_read_to_end: false,
            start: 0,
            lines_before: 0,
            lines: 0,
            is_after_blank: false,
            inside_line: None,
            is_over: false,
        }
    }

    /// Looks at the next line, or the next piece of one that is too long to begin a message.
    fn next_line(&mut self) -> Line {
        let rest = &self.buffer[self.seen..];
        let (line, is_whole) = match scan::find_byte(rest, b'\n') {
            Some(end) => (&rest[..=end], true),
            None if self.is_read_to_end && rest.is_empty() => return Line::End,
            None if self.is_read_to_end => (rest, true),
            None if rest.len() > LONGEST_FROM_LINE => (rest, false),
            None => return Line::Unknown,
        };
        let is_first_line = self.let_go + self.seen as u64 == self.start;
        if self.inside_line.is_none() && !is_first_line && is_whole && line.starts_with(b"From ") {
            let behind = &rest[line.len()..];
            if behind.len() <= FIELD_NAME_BYTES && !self.is_read_to_end {
                return Line::Unknown;
            }
            if begins_message(line, self.is_after_blank, behind) {
                return Line::Begins;
            }
        }
        let is_blank = self.inside_line.unwrap_or(true) && line.trim_ascii_end().is_empty();
        self.inside_line = (!is_whole).then_some(is_blank);
        if is_whole {
            self.is_after_blank = is_blank;
            self.lines += u64::from(line.ends_with(b"\n"));
        }
        self.seen += line.len();
        Line::Belongs
    }

    /// The message that ends with what has been seen; the next begins there.
    fn cut(&mut self) -> Cut {
        let end = self.let_go + self.seen as u64;
        let cut = Cut { start: self.start, end, lines_before: self.lines_before };
        self.start = end;
        self.lines_before = self.lines;
        self.is_after_blank = false;
        cut
    }

    /// Lets go what has been seen, and reads on.
    fn read(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.seen);
        self.let_go += self.seen as u64;
        self.seen = 0;
        let read = (&mut self.source).take(PIECE_BYTES).read_to_end(&mut self.buffer)?;
        self.is_read_to_end = read == 0;
        Ok(())
    }
}

impl<R: Read> Iterator for Cutter<R> {
    type Item = io::Result<Cut>;

    fn next(&mut self) -> Option<io::Result<Cut>> {
        while !self.is_over {
            match self.next_line() {
                Line::Begins => return Some(Ok(self.cut())),
                Line::Belongs => {}
                Line::Unknown => {
                    if let Err(error) = self.read() {
                        self.is_over = true;
                        return Some(Err(error));
                    }
                }
                Line::End => {
                    self.is_over = true;
                    return Some(Ok(self.cut()));
                }
            }
        }
        None
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::load::mbox::split;
    use std::path::Path;

    /// Gives at most so many bytes at once, as a pipe may.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(self.1);
            self.0.read(&mut buffer[..length])
        }
    }

    /// The ranges told while reading are those told of the whole, and the lines before them are counted right.
    fn hold_equal(bytes: &[u8], what: &str) {
        let expected: Vec<_> = split(bytes).collect();
        for at_once in [1, 7, 80, usize::MAX] {
            let cuts: Vec<Cut> = Cutter::new(Trickle(bytes, at_once)).map(io::Result::unwrap).collect();
            let ranges: Vec<_> = cuts.iter().map(|cut| cut.start as usize..cut.end as usize).collect();
            assert_eq!(ranges, expected, "{what}, {at_once} bytes at once");
            for cut in cuts {
                let lines = bytes[..cut.start as usize].iter().filter(|byte| **byte == b'\n').count();
                assert_eq!(cut.lines_before, lines as u64, "{what}");
            }
        }
    }

    /// Numbers that are the same in every run (Steele and others, SplitMix64).
    fn random(state: &mut u64) -> usize {
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed >> 33) as usize
    }

    const LINES: [&str; 14] = [
        "From ann@city.example Mon Apr  6 09:00:00 2026\n",
        "From -\n",
        "From - Mon Apr  6 09:00:00 2026\r\n",
        "From 17@x\n",
        "From what I hear in 2026 it is fine.\n",
        "To: a@x.example\n",
        "\n",
        "\r\n",
        " \t\n",
        "Hi there\n",
        "Fro",
        "From ",
        "X-A-Name-Of-A-Field-That-Is-As-Long-As-It-May-Be-And-Still-Is-Looked-For-In-Full-Len: b\n",
        "\u{a0}\n",
    ];

    #[test]
    fn lines_in_any_order_are_cut_as_in_memory() {
        let mut state = 6;
        for round in 0..400 {
            let mut bytes = b"From -\n".to_vec();
            for _ in 0..random(&mut state) % 40 {
                bytes.extend_from_slice(LINES[random(&mut state) % LINES.len()].as_bytes());
            }
            hold_equal(&bytes, &format!("round {round}"));
        }
    }

    #[test]
    fn every_border_of_a_piece_may_fall_anywhere() {
        let border = PIECE_BYTES as usize;
        let end =
            b"\n\nFrom ann@city.example Mon Apr  6 09:00:00 2026\nTo: b@x.example\n\nHi\nFrom -\nTo: c@x.example\n";
        for before in border - end.len() - 2..border + 2 {
            let mut bytes = b"From -\nTo: a@x.example\n\n".to_vec();
            bytes.resize(before, b'x');
            bytes.extend_from_slice(end);
            assert_eq!(split(&bytes).count(), 3);
            let cuts: Vec<Cut> = Cutter::new(bytes.as_slice()).map(io::Result::unwrap).collect();
            let ranges: Vec<_> = cuts.iter().map(|cut| cut.start as usize..cut.end as usize).collect();
            assert_eq!(ranges, split(&bytes).collect::<Vec<_>>(), "{before}");
        }
    }

    #[test]
    fn a_line_longer_than_a_piece_is_held_in_pieces() {
        for long in ["x", " ", "From "] {
            let mut bytes = b"From -\nTo: a@x.example\n\n".to_vec();
            bytes.extend_from_slice(long.repeat(400_000 / long.len()).as_bytes());
            bytes.extend_from_slice(b"\nFrom ann@city.example Mon Apr  6 09:00:00 2026\nhello\n");
            assert_eq!(split(&bytes).count(), if long == " " { 2 } else { 1 }, "{long:?}");
            let mut cutter = Cutter::new(bytes.as_slice());
            let ranges: Vec<_> =
                cutter.by_ref().map(io::Result::unwrap).map(|cut| cut.start as usize..cut.end as usize).collect();
            assert_eq!(ranges, split(&bytes).collect::<Vec<_>>(), "{long:?}");
            assert!(cutter.buffer.capacity() < 4 * PIECE_BYTES as usize, "{}", cutter.buffer.capacity());
        }
    }

    #[test]
    fn fixtures_are_cut_as_in_memory() {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")];
        let mut bytes = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    bytes.extend_from_slice(b"From - Mon Apr  6 09:00:00 2026\n");
                    bytes.extend_from_slice(&std::fs::read(path).unwrap());
                    bytes.extend_from_slice(b"\n");
                }
            }
        }
        assert!(split(&bytes).count() > 50);
        let cuts: Vec<Cut> = Cutter::new(bytes.as_slice()).map(io::Result::unwrap).collect();
        let ranges: Vec<_> = cuts.iter().map(|cut| cut.start as usize..cut.end as usize).collect();
        assert_eq!(ranges, split(&bytes).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_of_reading_is_told_once_and_ends() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::PermissionDenied.into())
            }
        }
        let mut cutter = Cutter::new(b"From -\nTo: a@x.example\n\nFrom -\nTo".chain(Broken));
        assert!(cutter.next().unwrap().is_err());
        assert!(cutter.next().is_none());
    }
}
