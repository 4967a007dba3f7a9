//! What looking into attachments needs of loading: the two rooms do not know each other and meet here.

use super::read::DEFAULT_CODE_PAGE;
use crate::inspect::{CompoundStream, HtmlInside, MessageInside, Readers};
use crate::load::{Limits, inside};

/// Hands the readers of drafts to whoever looks into attachments. `code_page` is that of old .msg files that do not
/// say theirs; messages in attachments keep the limits that drafts keep.
pub fn with_readers<T>(limits: &Limits, code_page: Option<u16>, look: impl FnOnce(&Readers<'_>) -> T) -> T {
    let code_page = code_page.unwrap_or(DEFAULT_CODE_PAGE);
    let html = |html: &str| {
        let (text, hidden) = inside::html_text(html, limits);
        HtmlInside { text, hidden }
    };
    let rtf = |bytes: &[u8]| inside::rtf_text(bytes, limits);
    let message = |bytes: &[u8]| {
        let inside::MessageText { text, attachments, is_damaged } = inside::message(bytes, limits, code_page)?;
        Some(MessageInside { text, attachments, is_damaged })
    };
    let compound = |bytes: &[u8]| {
        let streams = inside::compound_streams(bytes, limits)?;
        Some(streams.into_iter().map(|(path, bytes)| CompoundStream { path, bytes }).collect())
    };
    look(&Readers { text: &inside::text, html: &html, rtf: &rtf, message: &message, compound: &compound })
}
