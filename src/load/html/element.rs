//! What an HTML start tag means for the text in it: hidden, quoted, signature, block, margins, white space.
//! Knows no other tags around it.

use super::sheet::Sheet;
use super::style::{Hiding, Style};
use html5ever::tokenizer::Tag;

/// How much a tag quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// Nothing.
    No,
    /// What stands in the element.
    Element,
    /// What stands in Gmail's container, until a reply goes on below the quotation in it.
    GmailContainer,
    /// The element and everything after it.
    Rest,
    /// The same, if the element starts with a header field: other mailers draw the same line for other ends.
    RestIfHeader,
}

/// What a start tag tells by its name, class, id and style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub is_hidden: bool,
    /// Text in it is invisible (`Some(true)`), visible again (`Some(false)`), or as around it (`None`).
    pub is_invisible: Option<bool>,
    /// The same for letters without size; pictures have theirs of their own.
    pub is_sizeless: Option<bool>,
    pub is_signature: bool,
    pub quote: Quote,
    /// Starts and ends a line.
    pub is_block: bool,
    /// Stands apart by a blank line.
    pub has_margin: bool,
    /// White space is kept (`Some(true)`), collapsed (`Some(false)`), or as around it (`None`).
    pub is_preformatted: Option<bool>,
}

/// The value of an attribute.
pub(super) fn attribute<'tag>(tag: &'tag Tag, name: &str) -> Option<&'tag str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// What the start tag means in a page with that style sheet.
pub(super) fn meaning(tag: &Tag, sheet: &Sheet) -> Meaning {
    let name = &*tag.name;
    let id = attribute(tag, "id").unwrap_or_default().trim();
    let class = attribute(tag, "class").unwrap_or_default();
    let style = Style::parse(attribute(tag, "style").unwrap_or_default());
    let is_bookmark = attribute(tag, "name") == Some("_MailAutoSig");
    let is_block = style.is_block.unwrap_or_else(|| is_block(name));
    let is_displayed = matches!(style.hiding, Hiding::Shown { .. });
    let is_cell = matches!(name, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "table");
    let said = sheet.said(name, id, class);
    let shows_sometimes = sheet.shows_sometimes(id, class);
    let is_undisplayed = match style.hiding {
        Hiding::Shown { is_important: true } => false,
        Hiding::Hidden => {
            let is_outdone = said.is_some_and(|said| said.is_important && !said.is_hidden);
            style.is_hiding_important || !(is_outdone || shows_sometimes == Some(true))
        }
        Hiding::Shown { is_important: false } => {
            said.is_some_and(|said| said.is_important && said.is_hidden) && shows_sometimes != Some(true)
        }
        Hiding::Unsaid if shows_sometimes.is_some() => false,
        // The attribute counts less than any style.
        Hiding::Unsaid => said.map_or(attribute(tag, "hidden").is_some(), |said| said.is_hidden),
    };
    // Browsers let a table begin anew where the page names no standard, and many pages name none.
    let is_fresh_table = name == "table" || (name == "font" && attribute(tag, "size").is_some());
    Meaning {
        is_invisible: style.is_invisible,
        is_sizeless: style.is_sizeless.or(is_fresh_table.then_some(false)),
        is_hidden: is_undisplayed
            || style.is_transparent
            || (style.is_clipped && !is_cell && (is_block || is_displayed) && shows_sometimes != Some(true))
            || matches!(name, "template" | "xml" | "datalist" | "audio" | "video" | "canvas"),
        is_signature: style.is_signature_bookmark
            || is_bookmark
            || classes(class).any(is_signature_class)
            || is_one_of(id, &["Signature", "ms-outlook-mobile-signature", "AppleMailSignature"]),
        quote: quote(tag, id, class, &style),
        is_block,
        has_margin: matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "dl" | "pre")
            && !style.has_no_margin
            && !classes(class).any(|class| class.starts_with("Mso") || class.starts_with("xmso")),
        is_preformatted: style
            .is_preformatted
            .or_else(|| matches!(name, "pre" | "textarea" | "listing" | "xmp").then_some(true)),
    }
}

/// Elements without content, and those around everything.
pub(super) fn is_never_open(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
            | "meta"
            | "link"
            | "base"
            | "area"
            | "br"
            | "col"
            | "colgroup"
            | "embed"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "keygen"
            | "frame"
            | "bgsound"
            | "basefont"
    )
}

/// Elements that start and end a line.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "caption"
            | "ul"
            | "xmp"
            | "textarea"
    )
}

fn is_signature_class(class: &str) -> bool {
    is_one_of(
        class,
        &[
            "moz-signature",
            "gmail_signature",
            "gmail_signature_prefix",
            "protonmail_signature_block",
            "yahoo-signature",
        ],
    )
}

fn quote(tag: &Tag, id: &str, class: &str, style: &Style) -> Quote {
    if is_one_of(id, &["appendonsend", "divRplyFwdMsg"]) || classes(class).any(|class| class == "OutlookMessageHeader")
    {
        return Quote::Rest;
    }
    if &*tag.name == "blockquote" {
        // The indent buttons of Gmail and Apple Mail write a blockquote without a border: that is own text.
        let is_cited = attribute(tag, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"))
            || classes(class).any(|class| class == "gmail_quote")
            || !style.has_no_border;
        return if is_cited { Quote::Element } else { Quote::No };
    }
    if classes(class).any(|class| is_one_of(class, &["moz-cite-prefix", "yahoo_quoted", "protonmail_quote"]))
        || is_one_of(id, &["mail-editor-reference-message-container"])
        || style.is_outlook_prefix
    {
        return Quote::Element;
    }
    if classes(class).any(|class| class == "gmail_quote") {
        return Quote::GmailContainer;
    }
    if style.is_outlook_header { Quote::RestIfHeader } else { Quote::No }
}

fn classes(class: &str) -> impl Iterator<Item = &str> {
    class.split_ascii_whitespace()
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}
