//! What of a page says nothing to the eye, or is written by mail programs of their own accord: elements, attributes, the white
//! space of a style. Knows no page.

use std::borrow::Cow;

/// Says how the file is written, or by what program, and nothing else.
pub(super) fn is_about_the_file(meta: &[(&str, &str)]) -> bool {
    let is_one_of = |value: &str, known: &[&str]| known.iter().any(|known| value.trim().eq_ignore_ascii_case(known));
    !meta.iter().all(|(name, _)| *name == "content")
        && meta.iter().all(|(name, value)| match *name {
            "charset" | "content" => true,
            "http-equiv" => is_one_of(value, &["content-type", "content-style-type", "content-language"]),
            "name" => is_one_of(value, &["generator", "progid", "originator"]),
            _ => false,
        })
}

/// True for styles that may be about what mail programs put in: by their selectors, or by showing a value. What is written
/// with a backslash, or lies elsewhere, may be anything.
pub(super) fn looks_at_programs(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    ["[", "attr(", ":lang", "moz-", "\\", "@import"].iter().any(|sign| style.contains(sign))
}

/// Elements that show their text and nothing else of their own; bold and strong letters are the same letters. A cell that
/// moves to another column, or a sentence that becomes a quotation, is not the same.
pub(super) fn is_neutral(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
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
            | "colgroup"
            | "col"
            | "tbody"
            | "dl"
            | "dt"
            | "dd"
            | "center"
            | "pre"
            | "tt"
            | "code"
            | "address"
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
        || (attribute == "style" && value.chars().all(|sign| sign.is_ascii_whitespace() || sign == ';'))
        || (element == "body"
            && match attribute {
                "link" => is("#0000ee") || is("#0000ff") || is("blue") || is("#0563c1") || is("#467886"),
                "vlink" => is("#551a8b") || is("purple") || is("#800080") || is("#954f72") || is("#96607d"),
                "alink" => is("#ee0000") || is("#0000ee") || is("#ff0000") || is("red"),
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
    let text = text.trim_ascii();
    if !text.contains(|sign: char| sign.is_ascii_whitespace()) {
        return Cow::Borrowed(text.trim_end_matches(';'));
    }
    let mut dense = String::with_capacity(text.len());
    let is_loose = |sign: char| matches!(sign, ':' | ';' | ',' | '{' | '}' | '!');
    let (mut is_behind_space, mut string) = (false, None);
    for stretch in text.split_inclusive(['{', '}', ';']) {
        // A blank beside a colon tells `a :hover` and `a: hover` from `a:hover`.
        let is_selector = stretch.ends_with('{') && !stretch.trim_ascii_start().starts_with('@');
        for sign in stretch.chars() {
            if string.is_none() && sign.is_ascii_whitespace() {
                is_behind_space = true;
                continue;
            }
            let is_needed = is_behind_space && !dense.is_empty() && (sign == ':' || !is_loose(sign));
            let is_kept = dense.ends_with(':') && is_selector;
            if is_needed && (is_kept || !dense.ends_with(is_loose)) {
                dense.push(' ');
            }
            is_behind_space = false;
            match string {
                Some(quote) if quote == sign || sign == '\n' => string = None,
                None if matches!(sign, '"' | '\'') => string = Some(sign),
                _ => {}
            }
            dense.push(sign);
        }
    }
    dense.truncate(dense.trim_end_matches(';').len());
    Cow::Owned(dense)
}
