//! `file:` URIs of the client <-> paths. Knows nothing of documents that are no files (`untitled:`).

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The path of a `file:` URI (RFC 8089); `None` for any other.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = String::from_utf8(unescaped(path)).ok()?;
    if cfg!(windows) {
        let path = path.strip_prefix('/').filter(|path| path.as_bytes().get(1) == Some(&b':')).unwrap_or(&path);
        let server = if host.is_empty() { String::new() } else { format!("//{host}") };
        return Some(PathBuf::from(format!("{server}{path}").replace('/', "\\")));
    }
    Some(PathBuf::from(path)).filter(|_| host.is_empty() || host == "localhost")
}

/// The `file:` URI of a path from the root.
pub(super) fn uri_of(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() };
    let mut uri = String::from(if path.starts_with("//") {
        "file:"
    } else if path.starts_with('/') {
        "file://"
    } else {
        "file:///"
    });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("writing to a String does not fail");
        }
    }
    uri
}

fn unescaped(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let escaped = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn a_path_comes_back_from_its_uri() {
        let path = Path::new("/srv/下書き 1#2%.eml");
        assert_eq!(uri_of(path), "file:///srv/%E4%B8%8B%E6%9B%B8%E3%81%8D%201%232%25.eml");
        assert_eq!(path_of(&uri_of(path)).as_deref(), Some(path));
    }

    #[test]
    #[cfg(windows)]
    fn a_path_comes_back_from_its_uri() {
        for (uri, path) in
            [("file:///c%3A/mail/a%20b.eml", r"c:\mail\a b.eml"), ("file://server/mail/a.eml", r"\\server\mail\a.eml")]
        {
            assert_eq!(path_of(uri).as_deref(), Some(Path::new(path)));
            assert_eq!(path_of(&uri_of(Path::new(path))).as_deref(), Some(Path::new(path)));
        }
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in ["untitled:Untitled-1", "file://", "https://a.example/a.eml", "file:///%FF"] {
            assert_eq!(path_of(uri), None, "{uri}");
        }
    }
}
