//! Native messaging on a pipe: four bytes of length in the machine's own order, then as many bytes of JSON. Knows nothing of
//! what the JSON says.

use std::io::{self, Read, Write};
use thiserror::Error;

/// The longest request that is read, in bytes: a message at the usual limit in base64, its text twice.
pub const REQUEST_BYTES: u32 = 512 * 1024 * 1024;
/// The longest reply a mail program takes, in bytes.
pub const REPLY_BYTES: usize = 1024 * 1024;

/// Why there is no request.
#[derive(Debug, Error)]
pub enum FramingError {
    /// More bytes than we hold; they were skipped, the next request can be read.
    #[error("a request of {0} bytes")]
    TooLong(u32),
    /// The pipe ended within a request, or cannot be read.
    #[error(transparent)]
    Broken(#[from] io::Error),
}

/// The next request; `None` when the other side has closed its end.
///
/// # Errors
/// It is too long, or it ends too early.
pub fn read(input: &mut impl Read, longest_bytes: u32) -> Result<Option<Vec<u8>>, FramingError> {
    let mut length = Vec::new();
    input.by_ref().take(4).read_to_end(&mut length)?;
    if length.is_empty() {
        return Ok(None);
    }
    let length = u32::from_ne_bytes(length.try_into().map_err(|_| io::Error::from(io::ErrorKind::UnexpectedEof))?);
    let mut rest = input.by_ref().take(u64::from(length));
    if length > longest_bytes {
        io::copy(&mut rest, &mut io::sink())?;
        return Err(FramingError::TooLong(length));
    }
    // Grows with what comes, not with what is promised.
    let mut request = Vec::new();
    rest.read_to_end(&mut request)?;
    if request.len() as u64 != u64::from(length) {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    Ok(Some(request))
}

/// One reply, at most [`REPLY_BYTES`] long.
///
/// # Errors
/// Nobody takes it.
pub fn write(output: &mut impl Write, reply: &[u8]) -> io::Result<()> {
    let length = u32::try_from(reply.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_ne_bytes())?;
    output.write_all(reply)?;
    output.flush()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn framed(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, text.as_bytes()).unwrap();
        bytes
    }

    #[test]
    fn requests_follow_each_other_until_the_end() {
        let bytes = [framed("{}"), framed("[1]")].concat();
        let mut input = bytes.as_slice();
        assert_eq!(read(&mut input, 9).unwrap().unwrap(), b"{}");
        assert_eq!(read(&mut input, 9).unwrap().unwrap(), b"[1]");
        assert!(read(&mut input, 9).unwrap().is_none());
    }

    #[test]
    fn what_is_too_long_is_skipped() {
        let bytes = [framed("0123456789"), framed("{}")].concat();
        let mut input = bytes.as_slice();
        assert!(matches!(read(&mut input, 9), Err(FramingError::TooLong(10))));
        assert_eq!(read(&mut input, 9).unwrap().unwrap(), b"{}");
    }

    #[test]
    fn an_end_within_a_request_is_no_end() {
        for bytes in [&framed("{}")[..5], &[1, 0]] {
            assert!(matches!(read(&mut &bytes[..], 9), Err(FramingError::Broken(_))));
        }
    }
}
