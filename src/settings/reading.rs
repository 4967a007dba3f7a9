//! Bytes and text of a file on disk, never more than a limit, and paths made plain. Knows nothing of what they mean.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The file's bytes.
///
/// # Errors
/// What the system says, or that the file is larger than `largest`, in words for people.
pub(super) fn read_bytes(path: &Path, largest: u64) -> Result<Vec<u8>, String> {
    // Opening a pipe would wait for a writer that never comes.
    if is_pipe(path) {
        return Err("it is no ordinary file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| reason(&error))?;
    file.take(largest.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > largest {
        return Err(format!("it has more than {largest} bytes"));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    std::fs::metadata(path).is_ok_and(|found| found.file_type().is_fifo())
}

/// Named pipes do not lie in folders there.
#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// The file's text, which must be UTF-8; a byte-order mark is dropped.
///
/// # Errors
/// As [`read_bytes`], or that it is not UTF-8.
pub(crate) fn read_text(path: &Path, largest: u64) -> Result<String, String> {
    let text = String::from_utf8(read_bytes(path, largest)?).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        format!("line {} is not UTF-8", line + 1)
    })?;
    match text.strip_prefix('\u{FEFF}') {
        Some(unmarked) => Ok(unmarked.to_owned()),
        None => Ok(text),
    }
}

/// The path from the root, with `.` and `..` taken out by their names alone; `None` when the working directory is
/// not known.
pub(super) fn absolute(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in std::path::absolute(path).ok()?.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    Some(plain)
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_file_larger_than_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read_bytes(&path, 5).unwrap().len(), 5);
        assert!(read_bytes(&path, 4).unwrap_err().contains("more than 4"));
    }

    #[test]
    fn the_line_that_is_not_utf_8_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, b"a\nb\n\x93\xfa\n").unwrap();
        assert_eq!(read_text(&path, 100).unwrap_err(), "line 3 is not UTF-8");
    }
}
