//! Files that tests compare with and rewrite when `MAILCHECK_UPDATE` is set, so that a change is reviewed as a diff.

use std::path::Path;

/// True when files are to be rewritten instead of compared.
pub fn is_update() -> bool {
    std::env::var_os("MAILCHECK_UPDATE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// `None` when the file holds `actual`, or now does; otherwise what differs first.
pub fn difference(path: &Path, actual: &[u8]) -> Option<String> {
    let expected = std::fs::read(path).ok();
    if expected.as_deref() == Some(actual) {
        return None;
    }
    if is_update() {
        std::fs::write(path, actual).unwrap();
        return None;
    }
    let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display();
    let Some(expected) = expected else { return Some(format!("{name}: missing")) };
    let (expected, actual) = (String::from_utf8_lossy(&expected), String::from_utf8_lossy(actual));
    let mut lines = (1..).zip(expected.lines().map(Some).chain(std::iter::repeat(None)));
    let mut actual = actual.lines();
    let (line, expected, actual) = loop {
        let (line, expected) = lines.next().expect("endless");
        match (expected, actual.next()) {
            (None, None) => return Some(format!("{name}: differs in line ends")),
            (expected, actual) if expected == actual => {}
            (expected, actual) => break (line, expected, actual),
        }
    };
    let shown = |text: Option<&str>| text.map_or_else(|| "(end)".to_owned(), |text| format!("`{text}`"));
    Some(format!("{name}:{line}: expected {}, now {}", shown(expected), shown(actual)))
}
