//! What a page holds for whoever agrees to it, as one string that is equal however the page was wrapped and encoded: its
//! texts, also those that nobody sees, and every tag and attribute, but for what says nothing to the eye and is written
//! by mail programs of their own accord. Knows no style: what is not known to be neutral counts.

mod neutral;

use self::neutral::{
    is_about_the_file, is_neutral, is_of_programs, is_reference, is_selected_by, looks_at_programs, style,
};
use super::element::is_block;
use crate::link::link_form;
use html5ever::tokenizer::Tag;
use std::fmt::Write;

/// Around what counts only on a page with a style sheet, whose selectors may be about it.
const STYLED: [char; 2] = ['\u{1}', '\u{2}'];
/// Around what counts only on a page whose styles look at what mail programs write.
const LOOKED_AT: [char; 2] = ['\u{3}', '\u{4}'];

/// When a tag is part of the string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Always.
    Full,
    /// On a page with a style sheet.
    Styled,
    /// Never: it may be written or left out.
    Nothing,
}

/// A page on its way into that string.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// Else nothing is written.
    is_kept: bool,
    written: String,
    /// What stands in the element whose text is no markup, until it ends.
    raw: String,
    has_sheet: bool,
    looks_at_programs: bool,
}

impl Markup {
    /// One that is written; `default` writes nothing.
    pub(super) fn kept() -> Self {
        Self { is_kept: true, ..Self::default() }
    }

    /// Text, wherever it stands.
    pub(super) fn text(&mut self, text: &str) {
        if !self.is_kept {
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find(|sign: char| matches!(sign, '&' | '<') || is_mark(sign)) {
            self.written.push_str(&rest[..at]);
            self.written.push_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                _ => "",
            });
            rest = &rest[at + 1..];
        }
        self.written.push_str(rest);
    }

    /// Text in which there are no tags: of a `<style>`, a script, a frame.
    pub(super) fn raw(&mut self, text: &str) {
        if !self.is_kept {
            return;
        }
        self.raw.push_str(text);
    }

    /// The element of that text ends; `is_in_head`: it stands in no other element.
    pub(super) fn end_raw(&mut self, name: &str, is_in_head: bool) {
        if !self.is_kept {
            return;
        }
        let text = std::mem::take(&mut self.raw);
        match name {
            // Shown by a style sheet only, and some mail programs write one.
            "title" if is_in_head => return self.between(STYLED, |markup| markup.title(&text)),
            "title" => return self.title(&text),
            "style" => {
                let sheet = style(&text);
                self.has_sheet |= !sheet.is_empty();
                self.looks_at_programs |= looks_at_programs(&sheet);
                self.value(&sheet);
            }
            _ => self.value(&text),
        }
        self.end(name, Weight::Full);
    }

    fn title(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.written.push_str("<title>");
            self.value(text);
            self.written.push_str("</title>");
        }
    }

    /// Other comments than Outlook's conditions are for nobody.
    pub(super) fn comment(&mut self, text: &str) {
        if !self.is_kept {
            return;
        }
        let text = text.trim();
        if text.starts_with('[') {
            self.written.push_str("<!");
            self.value(text);
            self.written.push('>');
        }
    }

    /// A start tag.
    pub(super) fn start(&mut self, tag: &Tag) -> Weight {
        if !self.is_kept {
            return Weight::Nothing;
        }
        let name = &*tag.name;
        self.gap(name);
        self.has_sheet |= name == "link";
        self.looks_at_programs |= name == "link";
        let mut attributes: Vec<(&str, &str)> =
            tag.attrs.iter().map(|attribute| (&*attribute.name.local, &*attribute.value)).collect();
        attributes.sort_unstable();
        if name == "meta" && is_about_the_file(&attributes) {
            self.between(LOOKED_AT, |markup| markup.tag(name, &attributes));
            return Weight::Nothing;
        }
        let (of_programs, attributes): (Vec<_>, Vec<_>) =
            attributes.into_iter().partition(|(attribute, value)| is_of_programs(name, attribute, value));
        if !of_programs.is_empty() {
            self.between(LOOKED_AT, |markup| markup.tag(name, &of_programs));
        }
        // They may be about showing the title.
        self.has_sheet |= matches!(name, "head" | "title") && !attributes.is_empty();
        // HTML puts them around everything, and the last one around the rows of every table.
        if matches!(name, "html" | "head" | "title" | "body" | "tbody") && attributes.is_empty() {
            return Weight::Nothing;
        }
        let counts = !is_neutral(name) || attributes.iter().any(|(attribute, _)| !is_selected_by(name, attribute));
        let weight = if counts { Weight::Full } else { Weight::Styled };
        self.weighed(weight, |markup| markup.tag(name, &attributes));
        weight
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let counts = !is_neutral(name) || attributes.iter().any(|(attribute, _)| !is_selected_by(name, attribute));
        self.written.push('<');
        self.name(name);
        for (attribute, value) in attributes {
            let weight = if counts && is_selected_by(name, attribute) { Weight::Styled } else { Weight::Full };
            self.weighed(weight, |markup| {
                markup.written.push('|');
                markup.name(attribute);
                markup.written.push_str("=\"");
                match *attribute {
                    "style" => {
                        let style = style(value);
                        markup.looks_at_programs |= looks_at_programs(&style);
                        markup.value(&style);
                    }
                    _ if is_reference(attribute) => markup.value(&link_form(value)),
                    _ => markup.value(value.trim_ascii()),
                }
                markup.written.push('"');
            });
        }
        self.written.push('>');
    }

    /// The end of an element, written in the page or understood; `weight` is that of its start tag.
    pub(super) fn end(&mut self, name: &str, weight: Weight) {
        if !self.is_kept {
            return;
        }
        if weight != Weight::Nothing {
            self.weighed(weight, |markup| {
                markup.written.push_str("</");
                markup.name(name);
                markup.written.push('>');
            });
        }
        self.gap(name);
    }

    /// All of it.
    pub(super) fn finish(self) -> String {
        let (mut styled, mut looked_at) = (0_usize, 0_usize);
        let mut kept = String::with_capacity(self.written.len());
        let mut rest = self.written.as_str();
        while let Some((at, mark)) = rest.char_indices().find(|(_, sign)| is_mark(*sign)) {
            if (self.has_sheet || styled == 0) && (self.looks_at_programs || looked_at == 0) {
                kept.push_str(&rest[..at]);
            }
            // One begins what the other ends.
            let depth = if STYLED.contains(&mark) { &mut styled } else { &mut looked_at };
            let is_start = mark == STYLED[0] || mark == LOOKED_AT[0];
            *depth = if is_start { *depth + 1 } else { depth.saturating_sub(1) };
            rest = &rest[at + 1..];
        }
        kept.push_str(rest);
        kept
    }

    fn weighed(&mut self, weight: Weight, write: impl FnOnce(&mut Self)) {
        if weight == Weight::Styled {
            self.between(STYLED, write);
        } else {
            write(self);
        }
    }

    fn between(&mut self, [start, end]: [char; 2], write: impl FnOnce(&mut Self)) {
        self.written.push(start);
        write(self);
        self.written.push(end);
    }

    /// Cells and lines stand apart, whether or not the file has white space between them.
    fn gap(&mut self, name: &str) {
        if is_block(name) || matches!(name, "td" | "th" | "tr" | "br" | "hr") {
            self.written.push(' ');
        }
    }

    /// A tag of HTML may have nearly every sign in its name.
    fn name(&mut self, name: &str) {
        let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | ':' | '_' | '.');
        if name.chars().all(is_plain) {
            self.written.push_str(name);
            return;
        }
        for sign in name.chars() {
            if is_plain(sign) {
                self.written.push(sign);
            } else {
                // Writing into a string cannot fail.
                let _ = write!(self.written, "%{:x};", u32::from(sign));
            }
        }
    }

    /// White space in it is one sign that stays: `a b` is not `ab`. So does what is white space, or nothing, to the eye
    /// only: it makes another link, or no style.
    fn value(&mut self, value: &str) {
        let mut rest = value;
        let mut is_behind_space = false;
        while let Some((at, sign)) = rest.char_indices().find(|(_, sign)| is_written_otherwise(*sign)) {
            self.written.push_str(&rest[..at]);
            let is_space = sign.is_ascii_whitespace();
            match sign {
                '&' => self.written.push_str("&amp;"),
                '<' => self.written.push_str("&lt;"),
                '>' => self.written.push_str("&gt;"),
                '"' => self.written.push_str("&quot;"),
                _ if is_space && is_behind_space && at == 0 => {}
                _ if is_space => self.written.push_str("&#32;"),
                _ if is_mark(sign) => {}
                _ => {
                    // Writing into a string cannot fail.
                    let _ = write!(self.written, "&#{};", u32::from(sign));
                }
            }
            is_behind_space = is_space;
            rest = &rest[at + sign.len_utf8()..];
        }
        self.written.push_str(rest);
    }
}

/// Whether a sign of a value stands for itself nowhere in it.
fn is_written_otherwise(sign: char) -> bool {
    if sign.is_ascii() {
        return matches!(sign, '&' | '<' | '>' | '"' | ' ') || sign.is_ascii_control();
    }
    sign.is_whitespace() || sign.is_control() || matches!(sign, '\u{ad}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

fn is_mark(sign: char) -> bool {
    STYLED.contains(&sign) || LOOKED_AT.contains(&sign)
}

#[cfg(test)]
mod tests {
    use super::super::read_whole;

    /// Without white space, but for one blank between digits.
    fn markup(html: &str) -> String {
        let markup = read_whole(html, 256).markup;
        let mut words = markup.split_whitespace();
        let mut dense = words.next().unwrap_or_default().to_owned();
        for word in words {
            if dense.ends_with(|sign: char| sign.is_ascii_digit())
                && word.starts_with(|sign: char| sign.is_ascii_digit())
            {
                dense.push(' ');
            }
            dense.push_str(word);
        }
        dense
    }

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert_eq!(markup(one), markup(other));
    }

    #[track_caller]
    fn differ(one: &str, other: &str) {
        assert_ne!(markup(one), markup(other));
    }

    #[test]
    fn wrapping_and_what_programs_add_are_nothing() {
        same(
            "<p>Dear <b>Bob</b>, 1 000",
            "<!DOCTYPE html>\n<html lang=ja><head><meta charset=utf-8><title>x</title></head>\n<body text='#000000'>\n  <p>Dear\n <strong>Bob</strong>, 1\n000</p>\n</body></html>",
        );
        same("<table><tr><td>1<td>2</table>", "<table>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td></tr></tbody></table>");
        same("<a class=x href='HTTPS://A.example'>b", "<a href=\"https://a.example/\" moz-do-not-send=true>b</a>");
        same("<div style='color: red;margin:0 5px'>x", "<div style=' color:red; margin: 0  5px; '>x</div>");
        same(
            "<style>p{margin:0}</style><table><tr><td>1<tr><td>2</table>",
            "<style>p{margin:0}</style><table><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>",
        );
        same(
            "<style>p{margin:0}</style><p>x",
            "<html><head><style>p{margin:0}</style></head><body><p>x</p></body></html>",
        );
        same("<style>p { margin: 0 }</style><p>x", "<style>\np {margin:0}\n</style><p>x</p>");
    }

    #[test]
    fn what_leads_somewhere_counts() {
        for html in [
            "<base href='https://B.example/'>x",
            "<button formaction=u>x</button>",
            "<object data=u>x</object>",
            "<img srcset='u 2x'>x",
            "<svg><a xlink:href=u>x</a></svg>",
            "<link rel=stylesheet href=u>x",
            "<meta http-equiv=refresh content='0;url=u'>x",
            "<video poster=u></video>x",
            "<p style='background:url(u)'>x",
            "<style>p{background:url(u)}</style><p>x",
            "<iframe src=u></iframe>x",
        ] {
            differ(html, &html.replace("B.e", "c.e").replace(['u'], "v"));
        }
    }

    #[test]
    fn what_is_not_shown_or_shown_otherwise_counts() {
        for (one, other) in [
            ("x<p style='display:none'>a", "x<p style='display:none'>b"),
            ("<p style='opacity:.5'>a", "<p style='opacity:.0'>a"),
            ("<input value=1>", "<input value=2>"),
            ("a<s>b</s>", "ab"),
            ("10<sup>2</sup>", "102"),
            ("<ol><li>x</ol>", "<ol start=2><li>x</ol>"),
            ("<p dir=rtl>a", "<p>a"),
            ("<img src=u alt=a>", "<img src=u alt=b>"),
            ("<style>p{content:'a'}</style>", "<style>p{content:'b'}</style>"),
            ("<p title='a b'>x", "<p title=ab>x"),
            ("<!--[if mso]>a<![endif]-->", "<!--[if mso]>b<![endif]-->"),
            ("&lt;s>a&lt;/s>", "<s>a</s>"),
            ("<p hidden>a</p>b", "<p hidden>ab"),
        ] {
            differ(one, other);
        }
    }

    #[test]
    fn the_word_that_a_link_stands_on_counts() {
        differ("<a href=u>yes</a> or no", "yes or <a href=u>no</a>");
        differ("<a href=u>yes</a> or no", "<a href=u>yes or</a> no");
    }

    #[test]
    fn classes_count_where_a_sheet_may_be_about_them() {
        same("<p class=a id=b>x", "<p>x");
        differ("<style>.a{color:red}</style><p class=a>x", "<style>.a{color:red}</style><p class=b>x");
        differ("<style>p+p{display:none}</style><p>x<p>y", "<style>p+p{display:none}</style><p>x<div><p>y");
        differ("<p class=a>x<style>.a{color:red}</style>", "<p>x<style>.a{color:red}</style>");
    }

    #[test]
    fn marks_of_our_own_hide_nothing() {
        differ("a\u{1}b\u{2}c", "ac");
        differ("<p title='\u{1}b\u{2}'>c", "<p title=''>c");
    }
}
