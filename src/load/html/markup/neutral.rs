//! What of a page says nothing to the eye, or is written by mail programs of their own accord: elements, attributes, the white
//! space of a style. Knows no page.

use crate::load::html::element::attribute;
use html5ever::tokenizer::Tag;
use std::borrow::Cow;

/// Says how the file is written, or by what program.
pub(super) fn is_about_the_file(meta: &Tag) -> bool {
    let is_one_of = |name: &str, known: &[&str]| {
        attribute(meta, name).is_some_and(|value| known.iter().any(|known| value.trim().eq_ignore_ascii_case(known)))
    };
    attribute(meta, "charset").is_some()
        || is_one_of("http-equiv", &["content-type", "content-style-type", "content-language"])
        || is_one_of("name", &["generator", "progid", "originator"])
}

/// Elements that show their text and nothing else of their own; bold and strong letters are the same letters.
pub(super) fn is_neutral(name: &str) -> bool {
    matches!(
        name,
        "body"
            | "p"
            | "div"
            | "span"
            | "font"
            | "b"
            | "strong"
            | "i"
            | "em"
            | "u"
            | "big"
            | "small"
            | "br"
            | "wbr"
            | "hr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "table"
            | "caption"
            | "colgroup"
            | "col"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "ul"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "center"
            | "pre"
            | "tt"
            | "code"
            | "address"
            | "blockquote"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "o:p"
    )
}

/// What mail programs put in by themselves, or nobody sees.
pub(super) fn is_of_programs(element: &str, attribute: &str, value: &str) -> bool {
    let is = |other: &str| value.trim().eq_ignore_ascii_case(other);
    attribute.starts_with("moz-")
        || attribute.starts_with("_moz")
        || attribute.starts_with("data-")
        || attribute.starts_with("xmlns")
        || matches!(attribute, "lang" | "xml:lang" | "cite")
        || (attribute == "class" && value.split_ascii_whitespace().all(|class| class.starts_with("moz-")))
        || (attribute == "style" && value.chars().all(|sign| sign.is_whitespace() || sign == ';'))
        || (element == "body"
            && match attribute {
                "link" | "vlink" | "alink" => true,
                "text" => is("#000000"),
                "bgcolor" => is("#ffffff"),
                _ => false,
            })
}

/// Attributes that do nothing but let a style sheet find the element.
pub(super) fn is_selected_by(element: &str, attribute: &str) -> bool {
    matches!(attribute, "class" | "id") || (element == "a" && attribute == "name")
}

/// Attributes whose value is a URL.
pub(super) fn is_reference(attribute: &str) -> bool {
    matches!(
        attribute,
        "href" | "xlink:href" | "src" | "action" | "formaction" | "background" | "poster" | "data" | "longdesc"
    )
}

/// Declarations without the white space that means nothing.
pub(super) fn style(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.contains(char::is_whitespace) {
        return Cow::Borrowed(text.trim_end_matches(';'));
    }
    let mut dense = String::with_capacity(text.len());
    let is_loose = |sign: char| matches!(sign, ':' | ';' | ',' | '{' | '}' | '!');
    let mut is_behind_space = false;
    for sign in text.chars() {
        if sign.is_whitespace() {
            is_behind_space = true;
            continue;
        }
        // A blank before a colon tells `a :hover` from `a:hover`.
        let is_needed = is_behind_space && !dense.is_empty() && (sign == ':' || !is_loose(sign));
        if is_needed && !dense.ends_with(is_loose) {
            dense.push(' ');
        }
        is_behind_space = false;
        dense.push(sign);
    }
    dense.truncate(dense.trim_end_matches(';').len());
    Cow::Owned(dense)
}
