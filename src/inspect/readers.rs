//! What other rooms know how to read. Handed in, since messages, HTML, RTF and charsets are read where drafts are loaded.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Turns bytes and the charset that their container names into text.
pub type TextReader = dyn for<'b> Fn(&'b [u8], Option<&str>) -> Cow<'b, str> + Sync;

/// Functions that turn bytes into text or into files. None of them fails: what cannot be read gives less text.
#[derive(Clone, Copy)]
pub struct Readers<'a> {
    /// Plain text in whatever charset it is written; the second argument is the charset its container names.
    pub text: &'a TextReader,
    /// HTML to the text a reader sees, and to the text nobody sees.
    pub html: &'a (dyn Fn(&str) -> HtmlInside + Sync),
    /// RTF to its text.
    pub rtf: &'a (dyn Fn(&[u8]) -> String + Sync),
    /// An .eml or .msg; `None` when it is no message.
    pub message: &'a (dyn Fn(&[u8]) -> Option<MessageInside> + Sync),
    /// The streams of a compound file; `None` when it is damaged.
    pub compound: &'a (dyn Fn(&[u8]) -> Option<Vec<CompoundStream>> + Sync),
}

impl fmt::Debug for Readers<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Readers").finish_non_exhaustive()
    }
}

/// A page of HTML in an attachment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HtmlInside {
    /// What its reader sees, cells of a table row parted by tabs.
    pub text: String,
    /// What is hidden or has no size, each block a line.
    pub hidden: String,
}

/// A message in an attachment, or several in one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessageInside {
    /// Header fields and body as its reader sees them, names of attachments too.
    pub text: String,
    /// Names and contents of its attachments.
    pub attachments: Vec<(Option<String>, Arc<[u8]>)>,
    /// Something of it could not be read.
    pub is_damaged: bool,
}

/// A stream of a compound file (MS-CFB 2.6): together they are no longer than the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompoundStream {
    /// Names of the storages it is in and its own, outermost first.
    pub path: Vec<String>,
    /// Its content; as much of it as there is.
    pub bytes: Vec<u8>,
}
