//! Decompression of PidTagRtfCompressed (MS-OXRTFCP), bounded in what it writes.

const COMPRESSED: u32 = 0x7546_5A4C;
const UNCOMPRESSED: u32 = 0x414C_454D;
const HEADER_BYTES: usize = 16;
const WINDOW_BYTES: usize = 4096;

/// What the window holds before the first byte (MS-OXRTFCP 2.1.2.1).
const INITIAL_WINDOW: &[u8; 207] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}\
{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial\
Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \
\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Decompresses `compressed`, at most `limit` bytes of it.
///
/// `None` when the header is wrong or the bytes end before the text does: half a body must not pass for a whole one.
#[must_use]
pub fn decompress(compressed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let header = compressed.get(..HEADER_BYTES)?;
    let field = |offset: usize| {
        u32::from_le_bytes([header[offset], header[offset + 1], header[offset + 2], header[offset + 3]])
    };
    let raw_bytes = usize::try_from(field(4)).ok()?;
    let rest = &compressed[HEADER_BYTES..];
    match field(8) {
        // Some writers count the header into the size of the text: the first field tells whether anything is missing.
        UNCOMPRESSED if compressed.len() as u64 >= u64::from(field(0)) + 4 => {
            Some(rest[..rest.len().min(raw_bytes).min(limit)].to_vec())
        }
        COMPRESSED => expand(rest, raw_bytes, limit),
        _ => None,
    }
}

fn expand(compressed: &[u8], raw_bytes: usize, limit: usize) -> Option<Vec<u8>> {
    let mut window = [0u8; WINDOW_BYTES];
    window[..INITIAL_WINDOW.len()].copy_from_slice(INITIAL_WINDOW);
    let mut at = INITIAL_WINDOW.len();
    let mut raw = Vec::new();
    let mut input = compressed.iter().copied();
    let push = |byte: u8, raw: &mut Vec<u8>, at: &mut usize, window: &mut [u8; WINDOW_BYTES]| {
        raw.push(byte);
        window[*at] = byte;
        *at = (*at + 1) % WINDOW_BYTES;
    };
    loop {
        let Some(control) = input.next() else { return (raw.len() >= raw_bytes).then_some(raw) };
        for bit in 0..8 {
            if raw.len() >= limit {
                raw.truncate(limit);
                return Some(raw);
            }
            let Some(first) = input.next() else { return (raw.len() >= raw_bytes).then_some(raw) };
            if control & (1 << bit) == 0 {
                push(first, &mut raw, &mut at, &mut window);
                continue;
            }
            let second = input.next()?;
            let reference = usize::from(u16::from_be_bytes([first, second]));
            let (offset, len_bytes) = (reference >> 4, (reference & 0xF) + 2);
            if offset == at {
                return Some(raw);
            }
            for step in 0..len_bytes {
                let byte = window[(offset + step) % WINDOW_BYTES];
                push(byte, &mut raw, &mut at, &mut window);
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn with_header(magic: u32, raw_bytes: u32, content: &[u8]) -> Vec<u8> {
        let mut compressed = (content.len() as u32 + 12).to_le_bytes().to_vec();
        compressed.extend(raw_bytes.to_le_bytes());
        compressed.extend(magic.to_le_bytes());
        compressed.extend([0; 4]);
        compressed.extend(content);
        compressed
    }

    #[test]
    fn a_reference_into_the_initial_window_is_followed() {
        // One literal, six bytes from the start of the window, then a reference to the write position: the end.
        let content = [0b110, b'a', 0x00, 0x04, 0x0D, 0x60];
        assert_eq!(decompress(&with_header(COMPRESSED, 7, &content), 100).unwrap(), b"a{\\rtf1");
    }

    #[test]
    fn a_run_repeats_what_it_is_writing() {
        let content = [0b110, b'W', 0x0C, 0xF8, 0x0D, 0xA0];
        assert_eq!(decompress(&with_header(COMPRESSED, 11, &content), 100).unwrap(), b"WWWWWWWWWWW");
    }

    #[test]
    fn uncompressed_content_is_taken_as_it_is() {
        let compressed = with_header(UNCOMPRESSED, 18, b"{\\rtf}");
        assert_eq!(decompress(&compressed, 100).unwrap(), b"{\\rtf}");
        assert_eq!(decompress(&compressed[..compressed.len() - 1], 100), None);
    }

    #[test]
    fn what_ends_early_is_nothing() {
        assert_eq!(decompress(&with_header(COMPRESSED, 50, &[0, b'a', b'b']), 100), None);
        assert_eq!(decompress(b"short", 100), None);
        assert_eq!(decompress(&with_header(7, 1, b"a"), 100), None);
    }

    #[test]
    fn no_more_than_the_limit_is_written() {
        let content = [0b1010, b'a', 0x0C, 0xFF, b'b', 0x0C, 0xFF, b'c'];
        assert_eq!(decompress(&with_header(COMPRESSED, 40, &content), 4).unwrap().len(), 4);
    }
}
