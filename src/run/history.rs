//! The file of `--history`: one line for each draft that was sent, a key and a day. Nothing in it tells a text or an
//! address. It only ever grows at its end, under a lock, so that several programs may write to it.

use crate::facts::mailing::key::Key;
use crate::facts::mailing::sending::History;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What the file begins with.
const HEADER: &str = "mailcheck-history 1\n";
/// A key in hexadecimal, a space, a day, a line end.
const LINE_BYTES: usize = 16 + 1 + 10 + 1;
/// The file never gets larger: more than four million sendings.
const LARGEST_BYTES: u64 = 128 << 20;
/// Nobody writes for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Why a history cannot be used.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum HistoryError {
    /// The system says no.
    #[error("the history `{path}` cannot be {what}: {error}", path = .path.display())]
    #[diagnostic(help("`mailcheck sent --history FILE` without a draft begins a new one"))]
    Io {
        /// The file.
        path: PathBuf,
        /// `read` or `written`.
        what: &'static str,
        /// Why.
        error: io::Error,
    },
    /// Something else than a history.
    #[error("`{path}` is no history of mailcheck", path = .path.display())]
    #[diagnostic(help("a history is written by `mailcheck sent --history FILE` and by nothing else"))]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A line that nobody of ours wrote.
    #[error("{path}:{line}: this line is damaged", path = .path.display())]
    #[diagnostic(help("take the line out; what it recorded is not known any more"))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
    },
    /// No room for more.
    #[error("the history `{path}` is full: it may have {LARGEST_BYTES} bytes", path = .path.display())]
    #[diagnostic(help("begin another file, or take old lines out below the first one: the oldest stand at the top"))]
    Full {
        /// The file.
        path: PathBuf,
    },
}

/// Reads what was sent. A last line without its end is left out: somebody was cut off while writing it.
///
/// # Errors
/// There is no such file, it is none of ours, or a line of it is damaged.
pub fn read(path: &Path) -> Result<History, HistoryError> {
    let failed = |error| HistoryError::Io { path: path.to_owned(), what: "read", error };
    let foreign = || HistoryError::Foreign { path: path.to_owned() };
    let file = open(path, OpenOptions::new().read(true)).map_err(failed)?;
    wait_for(|| file.try_lock_shared()).map_err(failed)?;
    if file.metadata().map_err(failed)?.len() > LARGEST_BYTES {
        return Err(HistoryError::Full { path: path.to_owned() });
    }
    // No line of ours is longer, and a foreign file may be one line.
    let mut lines = BufReader::new(file.take(LARGEST_BYTES));
    let mut line = Vec::new();
    let mut next = |line: &mut Vec<u8>| {
        line.clear();
        (&mut lines).take(HEADER.len().max(LINE_BYTES) as u64).read_until(b'\n', line)
    };
    next(&mut line).map_err(failed)?;
    if line != HEADER.as_bytes() {
        return Err(foreign());
    }
    let mut sent = Vec::new();
    for number in 2.. {
        next(&mut line).map_err(failed)?;
        if !line.ends_with(b"\n") && line.len() < LINE_BYTES {
            break;
        }
        sent.push(record(&line).ok_or(HistoryError::Damaged { path: path.to_owned(), line: number })?);
    }
    Ok(History::new(sent))
}

/// Adds these sendings at the end, all or none, and makes the file when there is none.
///
/// # Errors
/// It cannot be written, is none of ours, or has no room.
pub fn append(path: &Path, sent: &[Key], day: Date) -> Result<(), HistoryError> {
    let failed = |error| HistoryError::Io { path: path.to_owned(), what: "written", error };
    let mut file = open(path, OpenOptions::new().read(true).write(true).create(true)).map_err(failed)?;
    wait_for(|| file.try_lock()).map_err(failed)?;
    let mut length = file.metadata().map_err(failed)?.len();
    let mut text = String::with_capacity(HEADER.len() + sent.len() * LINE_BYTES);
    if length == 0 {
        text.push_str(HEADER);
    } else {
        let mut header = [0; HEADER.len()];
        let is_ours = file.read_exact(&mut header).is_ok() && header == *HEADER.as_bytes();
        if !is_ours {
            return Err(HistoryError::Foreign { path: path.to_owned() });
        }
        // What somebody was cut off from writing goes: else the next line would stand in the middle of it.
        length -= (length - HEADER.len() as u64) % LINE_BYTES as u64;
    }
    for key in sent {
        writeln!(text, "{:016x} {day}", key.number()).expect("writing to a String does not fail");
    }
    if length + text.len() as u64 > LARGEST_BYTES {
        return Err(HistoryError::Full { path: path.to_owned() });
    }
    let write = |file: &mut File| {
        file.set_len(length)?;
        file.seek(io::SeekFrom::Start(length))?;
        file.write_all(text.as_bytes())?;
        file.sync_data()
    };
    write(&mut file).map_err(|error| {
        // Half of it would be half a mailing.
        let _ = file.set_len(length);
        failed(error)
    })
}

fn open(path: &Path, options: &OpenOptions) -> io::Result<File> {
    // Opening a pipe would wait for somebody at its other end.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(io::Error::other("it is no ordinary file"));
    }
    options.open(path)
}

/// Waits for a lock, and not for ever. A file system without locks has none to wait for.
fn wait_for(lock: impl Fn() -> Result<(), TryLockError>) -> io::Result<()> {
    let began = Instant::now();
    loop {
        match lock() {
            Err(TryLockError::WouldBlock) if began.elapsed() < LONGEST_WAIT => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => return Err(io::Error::other("another program keeps it locked")),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Ok(()) => return Ok(()),
        }
    }
}

/// `0123456789abcdef 2026-04-01` and a line end.
fn record(line: &[u8]) -> Option<(Key, Date)> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (key, day) = line.split_once(' ').filter(|(key, day)| key.len() == 16 && day.len() == 10)?;
    if !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some((Key::from_number(u64::from_str_radix(key, 16).ok()?)?, day.parse().ok()?))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DAY: Date = date(2026, 4, 1);

    fn in_folder(test: impl FnOnce(&Path)) {
        let folder = tempfile::tempdir().unwrap();
        test(&folder.path().join("sent.history"));
    }

    #[test]
    fn what_was_appended_is_read() {
        in_folder(|path| {
            append(path, &[Key::of("a")], DAY).unwrap();
            append(path, &[Key::of("b"), Key::of("c")], date(2026, 5, 1)).unwrap();
            let history = read(path).unwrap();
            assert_eq!(history.day_of(Key::of("a")), Some(DAY));
            assert_eq!(history.day_of(Key::of("c")), Some(date(2026, 5, 1)));
            let text = std::fs::read_to_string(path).unwrap();
            assert!(text.lines().skip(1).all(|line| line.len() + 1 == LINE_BYTES), "{text}");
        });
    }

    #[test]
    fn a_line_that_was_cut_off_is_no_record_and_goes_with_the_next_one() {
        in_folder(|path| {
            append(path, &[Key::of("a")], DAY).unwrap();
            let whole = std::fs::read(path).unwrap();
            for cut in HEADER.len()..whole.len() {
                std::fs::write(path, &whole[..cut]).unwrap();
                assert_eq!(read(path).unwrap().day_of(Key::of("a")), None);
                append(path, &[Key::of("b")], DAY).unwrap();
                assert_eq!(read(path).unwrap().day_of(Key::of("b")), Some(DAY), "{cut}");
            }
        });
    }

    #[test]
    fn what_is_none_of_ours_is_neither_read_nor_written() {
        in_folder(|path| {
            assert!(matches!(read(path), Err(HistoryError::Io { .. })));
            for foreign in ["mailcheck-history 2\n", "To: a@x.example\n", "\u{0}", &"x".repeat(9_000)] {
                std::fs::write(path, foreign).unwrap();
                assert!(matches!(read(path), Err(HistoryError::Foreign { .. })), "{foreign}");
                assert!(matches!(append(path, &[Key::of("a")], DAY), Err(HistoryError::Foreign { .. })));
                assert_eq!(std::fs::read_to_string(path).unwrap(), foreign);
            }
        });
    }

    #[test]
    fn a_damaged_line_is_named() {
        in_folder(|path| {
            for damaged in [
                "0123456789abcdeg 2026-04-01\n",
                "0000000000000000 2026-04-01\n",
                "x\n",
                "\n",
                "+123456789abcdef 2026-04-01\n",
            ] {
                std::fs::write(path, format!("{HEADER}0123456789abcdef 2026-04-01\n{damaged}")).unwrap();
                assert!(matches!(read(path), Err(HistoryError::Damaged { line: 3, .. })), "{damaged}");
            }
        });
    }

    #[test]
    fn writers_do_not_come_between_each_other() {
        in_folder(|path| {
            std::thread::scope(|scope| {
                for writer in 0..4 {
                    scope.spawn(move || {
                        for number in 0..20 {
                            append(path, &[Key::of(&format!("{writer} {number}"))], DAY).unwrap();
                        }
                    });
                }
            });
            let history = read(path).unwrap();
            let all = (0..4).flat_map(|writer| (0..20).map(move |number| Key::of(&format!("{writer} {number}"))));
            assert_eq!(all.filter(|key| history.day_of(*key).is_some()).count(), 80);
        });
    }
}
