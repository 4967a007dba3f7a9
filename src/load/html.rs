//! text/html bodies as lines of text, as a mail client shows them, with what the markup says about quotes.
//! Knows no words: a reply that only its text tells apart is left to `quote`.
//!
//! html5ever reads the tags; no tree is built, since building one is quadratic in depth and a body may be hostile.

mod conditional;
mod content_id;
mod element;
mod guard;
mod layout;
mod markup;
mod open;
mod quotation;
mod sheet;
mod style;
mod target;
#[cfg(test)]
mod tests;
mod walk;

use super::line::Line;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

pub use target::{PageTarget, TOO_MANY_TARGETS, in_body};

/// A decoded text/html body as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// In order. What is not shown is left out: head, styles, scripts, comments, hidden elements.
    pub lines: Vec<Line>,
    /// Elements were nested deeper than the limit: their text is there, but nothing tells any more whether it is
    /// hidden, quoted or a signature.
    pub is_too_deep: bool,
    /// Text of elements that are hidden or have no size, each block a line; empty when there is none.
    pub unseen: String,
    /// Where its links, pictures, forms and frames lead, in order of the markup; of hidden ones nothing.
    pub targets: Vec<PageTarget>,
    /// There were more of them than are kept.
    pub has_too_many_targets: bool,
    /// See `draft::Body::markup`; empty where it was not asked for.
    pub markup: String,
}

/// Reads a decoded text/html body; elements deeper than `depth_limit` are not told apart. Its markup is not kept.
pub fn read(html: &str, depth_limit: usize) -> Page {
    walked(html, walk::Walk::new(depth_limit))
}

/// The same with its markup.
pub fn read_whole(html: &str, depth_limit: usize) -> Page {
    walked(html, walk::Walk::new(depth_limit).with_markup())
}

fn walked(html: &str, mut walk: walk::Walk) -> Page {
    each_token(html, |token| walk.token(token));
    walk.finish()
}

/// Content-IDs that the HTML shows by `cid:` URLs (RFC 2392), decoded, each once, in order of appearance.
///
/// Looks into attributes, styles and the conditional comments of Outlook.
pub fn cid_references(html: &str) -> Vec<String> {
    let mut content_ids = content_id::ContentIds::default();
    each_token(html, |token| content_ids.token(&token));
    content_ids.finish()
}

/// Hands every token to `handle`, which answers how the text after it is to be read.
fn each_token(html: &str, handle: impl FnMut(Token) -> Option<RawKind>) {
    let html = guard::with_few_attributes(html);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&html));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(handle)), TokenizerOpts::default());
    // Nothing here asks for a script to run, so one call reads all.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

/// How text after a start tag is read: `None` for elements with ordinary content (HTML 13.2.6).
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "title" | "textarea" => Some(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "script" => Some(RawKind::ScriptData),
        _ => None,
    }
}

struct Sink<H>(RefCell<H>);

impl<H: FnMut(Token) -> Option<RawKind>> TokenSink for Sink<H> {
    type Handle = ();

    fn process_token(&self, token: Token, _line_number: u64) -> TokenSinkResult<()> {
        let is_plain =
            matches!(&token, Token::TagToken(tag) if tag.kind == TagKind::StartTag && &*tag.name == "plaintext");
        match (self.0.borrow_mut())(token) {
            Some(kind) => TokenSinkResult::RawData(kind),
            // Behind it there are no tags and no comments any more.
            None if is_plain => TokenSinkResult::Plaintext,
            None => TokenSinkResult::Continue,
        }
    }
}
