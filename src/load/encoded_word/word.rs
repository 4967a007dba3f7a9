//! One encoded-word (RFC 2047 2): where it ends, and its bytes without the transfer encoding. Decodes no charset.

use crate::load::transfer_encoding;
use std::ops::Range;

/// Longest charset name looked at; a `=?` without one near is no encoded-word.
const CHARSET_LABEL_LIMIT: usize = 60;

/// One `=?charset?encoding?text?=`, its text decoded to bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EncodedWord {
    /// Lower-case, without an RFC 2231 language.
    pub charset: String,
    pub bytes: Vec<u8>,
    /// In the field body.
    pub range: Range<usize>,
    /// True when its text is no valid encoding.
    pub is_damaged: bool,
}

/// The encoded-word that begins at `start`.
pub(super) fn encoded_word(body: &[u8], start: usize) -> Option<EncodedWord> {
    let label_start = start + 2;
    let rest = body.get(label_start..)?;
    let label_len = rest.iter().take(CHARSET_LABEL_LIMIT).position(|byte| *byte == b'?')?;
    let label = std::str::from_utf8(&rest[..label_len]).ok()?.trim();
    if label.is_empty() || !label.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let (encoding, text_start) = match rest.get(label_len + 1..label_len + 3)? {
        [encoding, b'?'] => (encoding.to_ascii_uppercase(), label_start + label_len + 3),
        _ => return None,
    };
    let text_len = text_len(&body[text_start..])?;
    let text = &body[text_start..text_start + text_len];
    let decoded = match encoding {
        b'B' => transfer_encoding::base64(text),
        b'Q' => {
            let unfolded: Vec<u8> = text.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
            transfer_encoding::q_encoding(&unfolded)
        }
        _ => return None,
    };
    let charset = label.split('*').next().unwrap_or(label).to_ascii_lowercase();
    Some(EncodedWord {
        charset,
        bytes: decoded.bytes,
        range: start..text_start + text_len + 2,
        is_damaged: decoded.is_damaged,
    })
}

/// Length of the text before `?=`; `None` when another encoded-word begins first.
fn text_len(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match text.get(at..at + 2)? {
            b"?=" => return Some(at),
            // `=?=` is a stray `=` at the end of the text, not the beginning of another word.
            b"=?" if text.get(at + 2) != Some(&b'=') => return None,
            _ => at += 1,
        }
    }
}
