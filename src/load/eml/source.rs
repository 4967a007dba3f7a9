//! Bytes of a message and what leads from them back to the file. Knows nothing of what they say.

use crate::load::charset::Charset;
use crate::load::decoded_text::DecodedText;
use crate::load::encoded_word;
use crate::load::met::Met;
use crate::load::source_map::SourceMap;
use std::ops::Range;

/// Bytes being parsed, and the way back to the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) map: &'a SourceMap,
    /// What the first text of the message is in: raw bytes above it are likely to be in that, too.
    pub(super) charset: Option<Charset>,
}

impl Source<'_> {
    /// The text of a field body.
    pub(super) fn decode(&self, body: &Range<usize>) -> (DecodedText, Vec<Met>) {
        encoded_word::decode_near(&self.bytes[body.clone()], body.start, self.charset)
    }
}
