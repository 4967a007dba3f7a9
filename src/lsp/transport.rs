//! Messages on a stream: a header with their length, then JSON. Written and understood with lsp-server; read here,
//! because its own reader takes whatever memory a header asks for and ends at the first text that is no message.

use lsp_server::Message;
use serde_json::Value;
use std::io::{self, BufRead, Read};

/// The largest message that is read: a draft of the largest size a mail server takes, and its escapes.
const LARGEST_MESSAGE_BYTES: u64 = 128 << 20;

/// The longest line of a header that is read.
const LONGEST_LINE_BYTES: u64 = 4096;

/// What comes next on the stream.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Message),
    /// Larger than is read; it was passed over.
    TooLarge(u64),
    /// No message; its id when it has one.
    Malformed(Value),
    /// The client has closed its end, or says what cannot be understood.
    End,
}

/// Reads until the next message is whole.
///
/// # Errors
/// What the system says.
pub(super) fn read(input: &mut dyn BufRead) -> io::Result<Incoming> {
    let Some(length) = content_length(input)? else { return Ok(Incoming::End) };
    let mut body = input.take(length);
    if length > LARGEST_MESSAGE_BYTES {
        io::copy(&mut body, &mut io::sink())?;
        return Ok(Incoming::TooLarge(length));
    }
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Ok(Incoming::End);
    }
    let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { return Ok(Incoming::Malformed(Value::Null)) };
    drop(bytes);
    let id = value.get("id").filter(|_| value.get("method").is_some()).cloned().unwrap_or_default();
    Ok(match serde_json::from_value(value) {
        // Without an id that can be answered it is taken for a notification.
        Ok(Message::Notification(_)) if !id.is_null() => Incoming::Malformed(id),
        Ok(message) => Incoming::Message(message),
        Err(_) => Incoming::Malformed(id),
    })
}

/// The length in a header; `None` at the end of the stream, and for a header without one, behind which nothing can be
/// found again.
fn content_length(input: &mut dyn BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        input.take(LONGEST_LINE_BYTES).read_until(b'\n', &mut line)?;
        let Some(line) = line.strip_suffix(b"\n") else { return Ok(None) };
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return Ok(length);
        }
        let named = std::str::from_utf8(line).ok().and_then(|line| line.split_once(':'));
        if let Some((_, value)) = named.filter(|(name, _)| name.eq_ignore_ascii_case("Content-Length")) {
            length = value.trim().parse().ok();
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn all(mut input: &[u8]) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            seen.push(match read(&mut input).unwrap() {
                Incoming::Message(Message::Notification(message)) => message.method,
                Incoming::Message(_) => "other".to_owned(),
                Incoming::TooLarge(length) => format!("{length} bytes"),
                Incoming::Malformed(id) => format!("malformed {id}"),
                Incoming::End => return seen,
            });
        }
    }

    #[test]
    fn what_is_no_message_is_passed_over() {
        let input = b"Content-Length: 1\r\n\r\n{content-length:  16\r\nX: y\r\n\r\n{\"method\":\"one\"}\
            Content-Length: 23\r\n\r\n{\"id\":1.5,\"method\":\"m\"}Content-Length: 16\r\n\r\n{\"method\":\"two\"}";
        assert_eq!(all(input), ["malformed null", "one", "malformed 1.5", "two"]);
    }

    #[test]
    fn a_header_asks_for_no_memory() {
        assert_eq!(all(b"Content-Length: 99999999999999999\r\n\r\n{}"), ["99999999999999999 bytes"]);
        assert_eq!(all(b"Content-Length: 100000000\r\n\r\n{}"), [""; 0]);
        assert_eq!(all(b"Content-Length: -1\r\n\r\n{}"), [""; 0]);
        assert_eq!(all(&[b'x'; 10_000]), [""; 0]);
        let deep = [b"Content-Length: 20000\r\n\r\n".as_slice(), &[b'['; 20_000]].concat();
        assert_eq!(all(&deep), ["malformed null"]);
    }
}
