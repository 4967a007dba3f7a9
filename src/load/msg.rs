//! Outlook messages and templates (.msg, .oft; MS-OXMSG) -> [`Parts`].
//! Knows no view and no rule; how properties lie in the file is [`super::mapi`]'s.

mod addresses;
mod attachments;
mod body;
mod class;
mod clean_copy;
mod headers;
mod message;
mod recipients;
mod sender;
mod smime;

use super::Limits;
use super::mapi::{Compound, CompoundError, compound};
use super::parts::Parts;

/// Why a file is no message that we can read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
pub enum MsgError {
    /// No compound file by its first bytes.
    #[error("not a compound file, so not a .msg")]
    #[diagnostic(help("save the draft again from Outlook as .msg, or pass an .eml"))]
    NotACompoundFile,
    /// Ends inside the header.
    #[error("the file ends before its header does")]
    #[diagnostic(help("copy the file again: this copy is cut short"))]
    Truncated,
    /// A compound file whose chains or directory contradict themselves.
    #[error("damaged compound file: {0}")]
    #[diagnostic(help("save the draft again from Outlook as .msg"))]
    Damaged(String),
    /// A compound file without message properties: an old Word or Excel file, for one.
    #[error("a compound file, but no message")]
    #[diagnostic(help("pass the draft itself, not a document of an older Office"))]
    NotAMessage,
    /// Larger than [`Limits::file_bytes`].
    #[error("larger than {limit_bytes} bytes")]
    #[diagnostic(help("put large files on a share and send a link"))]
    TooLarge {
        /// The limit met.
        limit_bytes: u64,
    },
}

impl MsgError {
    /// The word reports use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            MsgError::NotACompoundFile => "not-a-compound-file",
            MsgError::Truncated => "truncated-compound-file",
            MsgError::Damaged(_) => "damaged-compound-file",
            MsgError::NotAMessage => "not-a-message",
            MsgError::TooLarge { .. } => "too-large",
        }
    }
}

impl From<CompoundError> for MsgError {
    fn from(error: CompoundError) -> Self {
        match error {
            CompoundError::NotACompoundFile => MsgError::NotACompoundFile,
            CompoundError::Truncated => MsgError::Truncated,
            CompoundError::Damaged(what) => MsgError::Damaged(what),
            CompoundError::TooLarge { limit_bytes } => MsgError::TooLarge { limit_bytes },
        }
    }
}

/// True when `bytes` begin as every compound file does (MS-CFB 2.2).
#[must_use]
pub fn looks_like_compound_file(bytes: &[u8]) -> bool {
    bytes.starts_with(&compound::SIGNATURE)
}

/// Reads a .msg or .oft.
///
/// `default_code_page` is for strings that are not Unicode in a message that does not name their code page: 932 in a
/// Japanese office. What could not be read is a defect of the parts; `Err` means there is no message at all.
pub fn parse(bytes: &[u8], limits: &Limits, default_code_page: u16) -> Result<Parts, MsgError> {
    let mut compound: Compound<'_> = compound::open(bytes, limits)?;
    message::read(&mut compound, limits, default_code_page, false)
}

/// The same with [`Parts::item`], of the messages inside too.
///
/// # Errors
/// As [`parse`].
pub fn parse_whole(bytes: &[u8], limits: &Limits, default_code_page: u16) -> Result<Parts, MsgError> {
    let mut compound: Compound<'_> = compound::open(bytes, limits)?;
    message::read(&mut compound, limits, default_code_page, true)
}
