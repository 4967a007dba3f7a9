//! What an HTML start tag means for the text in it: hidden, quoted, signature, block, margins, white space.
//! Knows no other tags around it.

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

/// What the start tag means.
pub(super) fn meaning(tag: &Tag) -> Meaning {
    let name = &*tag.name;
    let id = attribute(tag, "id").unwrap_or_default().trim();
    let class = attribute(tag, "class").unwrap_or_default();
    let style = Style::parse(attribute(tag, "style").unwrap_or_default());
    let is_bookmark = attribute(tag, "name") == Some("_MailAutoSig");
    Meaning {
        is_hidden: style.is_hidden
            || attribute(tag, "hidden").is_some()
            || matches!(name, "template" | "xml" | "datalist" | "audio" | "video" | "canvas"),
        is_signature: style.is_signature_bookmark
            || is_bookmark
            || classes(class).any(is_signature_class)
            || is_one_of(id, &["Signature", "ms-outlook-mobile-signature", "AppleMailSignature"]),
        quote: quote(tag, id, class, &style),
        is_block: style.is_block.unwrap_or_else(|| is_block(name)),
        has_margin: matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "dl" | "pre")
            && !style.has_no_margin
            && !classes(class).any(|class| class.starts_with("Mso") || class.starts_with("xmso")),
        is_preformatted: style
            .is_preformatted
            .or_else(|| matches!(name, "pre" | "textarea" | "listing" | "xmp").then_some(true)),
    }
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

/// The declarations of a style attribute that matter here.
#[derive(Debug, Default)]
struct Style {
    is_hidden: bool,
    is_signature_bookmark: bool,
    is_block: Option<bool>,
    has_no_margin: bool,
    has_no_border: bool,
    is_preformatted: Option<bool>,
    /// The line above the header block of a reply: grey E1E1E1 since Outlook 2013, blue B5C4DF before.
    is_outlook_header: bool,
    /// The bar beside the text when Outlook is set to prefix quoted text.
    is_outlook_prefix: bool,
}

impl Style {
    fn parse(style: &str) -> Self {
        let mut parsed = Self::default();
        let mut has_no_height = false;
        let mut has_no_overflow = false;
        for declaration in style.split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim_end();
            match property.trim().to_ascii_lowercase().as_str() {
                "display" => match value {
                    "none" => parsed.is_hidden = true,
                    "inline" => parsed.is_block = Some(false),
                    "block" | "flex" | "grid" | "list-item" => parsed.is_block = Some(true),
                    _ => {}
                },
                "visibility" => parsed.is_hidden |= value == "hidden" || value == "collapse",
                "opacity" => parsed.is_hidden |= is_zero(value),
                "max-height" | "height" => has_no_height |= is_zero(value),
                "overflow" => has_no_overflow |= value == "hidden",
                "white-space" => {
                    parsed.is_preformatted = match value {
                        "pre" | "pre-wrap" | "pre-line" | "break-spaces" => Some(true),
                        "normal" | "nowrap" => Some(false),
                        _ => parsed.is_preformatted,
                    }
                }
                "margin" => {
                    let mut sides = value.split_ascii_whitespace();
                    let top = sides.next().unwrap_or_default();
                    let bottom = sides.nth(1).unwrap_or(top);
                    parsed.has_no_margin |= is_zero(top) && is_zero(bottom);
                }
                "margin-top" | "margin-bottom" => parsed.has_no_margin |= is_zero(value),
                "border" => parsed.has_no_border |= value == "none" || is_zero(value),
                "border-top" => {
                    let is_line = value.contains("solid") && value.contains("1.0pt");
                    parsed.is_outlook_header |= is_line && (value.contains("#e1e1e1") || value.contains("#b5c4df"));
                }
                "border-left" => parsed.is_outlook_prefix |= value == "solid blue 1.5pt",
                "mso-bookmark" => {
                    parsed.is_signature_bookmark |= value.trim_matches(['"', '\'']) == "_mailautosig";
                }
                _ => {}
            }
        }
        parsed.is_hidden |= has_no_height && has_no_overflow;
        parsed
    }
}

/// Whether a length is nothing to the eye: `0`, `0px`, `.0001pt`.
fn is_zero(length: &str) -> bool {
    let digits = length.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(length.len());
    length[..digits].parse::<f64>().is_ok_and(|length| length < 0.01)
}
