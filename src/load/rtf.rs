//! RTF bodies: from the compressed property to the HTML or text the author wrote (MS-OXRTFCP, MS-OXRTFEX).
//! Knows no fonts and no layout: only what reads as text.

mod fonts;
mod lzfu;
mod token;
mod unwrap;

pub use lzfu::decompress;
pub use unwrap::de_encapsulate;

/// What an RTF body holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RtfBody {
    /// HTML that was wrapped in RTF (`\fromhtml1`).
    Html(String),
    /// Plain text: wrapped (`\fromtext`), or the readable text of native RTF.
    Text(String),
}
