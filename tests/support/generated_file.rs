//! Files of the project that a test writes: compared as they lie there, written only when asked with
//! `MAILCHECK_UPDATE=1 cargo test`. Knows nothing of what is in them.

use std::path::Path;

/// Holds the file at `path` (from the project's root) to `expected`.
///
/// # Panics
/// When it differs, saying where and how to write it anew.
pub fn hold(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let found = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    if found == expected {
        return;
    }
    if std::env::var_os("MAILCHECK_UPDATE").is_some_and(|value| value == "1") {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).unwrap();
        }
        std::fs::write(&file, expected).unwrap();
        return;
    }
    let (line, was, is) = first_difference(&found, expected);
    panic!(
        "{path}:{line} has drifted; `MAILCHECK_UPDATE=1 cargo test` writes it anew\n  it says:    {was}\n  it should:  {is}"
    );
}

/// Line from 1, and that line of each.
fn first_difference<'a>(found: &'a str, expected: &'a str) -> (usize, &'a str, &'a str) {
    let mut lines = (found.lines(), expected.lines());
    let mut line = 1;
    loop {
        match (lines.0.next(), lines.1.next()) {
            (was, is) if was == is && was.is_some() => line += 1,
            (was, is) => return (line, was.unwrap_or("(end of file)"), is.unwrap_or("(end of file)")),
        }
    }
}
