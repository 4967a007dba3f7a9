//! Takes the HTML or the text out of RTF (MS-OXRTFEX 2.2, 3.1). One pass, no recursion.

use super::RtfBody;
use super::fonts::Fonts;
use super::token::{Token, Tokens};
use crate::load::code_page;

/// Groups deeper than this are read as if they were at this depth.
const DEPTH_LIMIT: usize = 1024;
/// How far into the text `\fromhtml` may stand.
const INTRODUCTION_TOKENS: usize = 64;

/// The body in `rtf`; `None` when it is no RTF.
#[must_use]
pub fn de_encapsulate(rtf: &[u8]) -> Option<RtfBody> {
    if !rtf.starts_with(b"{\\rtf") {
        return None;
    }
    let is_html = Tokens::new(rtf)
        .take(INTRODUCTION_TOKENS)
        .any(|token| matches!(token, Token::Word(b"fromhtml", number) if number != Some(0)));
    let mut unwrapper = Unwrapper::new(is_html);
    for token in Tokens::new(rtf) {
        unwrapper.take(token);
    }
    unwrapper.flush();
    let written = unwrapper.written;
    Some(if is_html { RtfBody::Html(written) } else { RtfBody::Text(written) })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    /// Text that the reader sees.
    Text,
    /// HTML mark-up that was wrapped.
    HtmlTag,
    FontTable,
    /// Styles, pictures, document properties: nothing to read.
    Skipped,
}

#[derive(Debug, Clone, Copy)]
struct Group {
    destination: Destination,
    /// Between `\htmlrtf` and `\htmlrtf0`: RTF for old readers, not in the HTML.
    is_rtf_only: bool,
    font: Option<i32>,
    /// Characters that follow each `\u` for old readers.
    fallback_characters: usize,
}

struct Unwrapper {
    is_html: bool,
    group: Group,
    outer: Vec<Group>,
    /// Groups beyond [`DEPTH_LIMIT`].
    deeper: usize,
    fonts: Fonts,
    document_code_page: u16,
    /// A `\*` or `{` came just before, so the next control word may name a destination.
    is_ignorable: bool,
    /// Bytes of text not yet decoded: a character may be split over tokens.
    bytes: Vec<u8>,
    /// UTF-16 of `\u` words not yet decoded: a pair comes in two words.
    units: Vec<u16>,
    to_skip: usize,
    written: String,
}

impl Unwrapper {
    fn new(is_html: bool) -> Self {
        let group = Group { destination: Destination::Text, is_rtf_only: false, font: None, fallback_characters: 1 };
        Self {
            is_html,
            group,
            outer: Vec::new(),
            deeper: 0,
            fonts: Fonts::default(),
            document_code_page: 1252,
            is_ignorable: false,
            bytes: Vec::new(),
            units: Vec::new(),
            to_skip: 0,
            written: String::new(),
        }
    }

    fn take(&mut self, token: Token<'_>) {
        let was_ignorable = std::mem::take(&mut self.is_ignorable);
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Symbol(b'*') => self.is_ignorable = true,
            Token::Word(word, number) => self.word(word, number, was_ignorable),
            _ if self.to_skip > 0 => self.to_skip -= 1,
            Token::Hex(byte) | Token::Byte(byte) => self.byte(byte),
            Token::Symbol(b'~') => self.text(if self.is_html { "&nbsp;" } else { "\u{A0}" }),
            Token::Symbol(b'_') => self.text(if self.is_html { "&#8209;" } else { "\u{2011}" }),
            Token::Symbol(b'-') => self.text(if self.is_html { "&shy;" } else { "" }),
            Token::Symbol(_) => {}
        }
    }

    fn open(&mut self) {
        self.flush();
        self.to_skip = 0;
        if self.outer.len() < DEPTH_LIMIT {
            self.outer.push(self.group);
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        self.flush();
        self.to_skip = 0;
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(group) = self.outer.pop() {
            self.group = group;
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>, is_ignorable: bool) {
        if self.group.destination == Destination::FontTable {
            self.fonts.define(word, number);
        }
        match word {
            b"u" => self.unicode(number),
            b"uc" => self.group.fallback_characters = usize::try_from(number.unwrap_or(1)).unwrap_or(0).min(16),
            _ if self.to_skip > 0 => self.to_skip -= 1,
            b"ansicpg" => {
                self.document_code_page =
                    number.and_then(|number| u16::try_from(number).ok()).unwrap_or(self.document_code_page);
            }
            b"mac" => self.document_code_page = 10000,
            b"deff" | b"f" if self.group.destination != Destination::FontTable => {
                self.flush();
                if word == b"f" || self.group.font.is_none() {
                    self.group.font = number;
                }
            }
            b"htmlrtf" if self.is_html => {
                self.flush();
                self.group.is_rtf_only = number != Some(0);
            }
            _ => self.destination_or_character(word, is_ignorable),
        }
    }

    fn destination_or_character(&mut self, word: &[u8], is_ignorable: bool) {
        let destination = match word {
            b"htmltag" if is_ignorable && self.is_html => Some(Destination::HtmlTag),
            b"fonttbl" => Some(Destination::FontTable),
            b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"header" | b"footer" | b"headerl" | b"headerr"
            | b"footerl" | b"footerr" | b"fldinst" | b"objdata" | b"themedata" | b"nonshppict" => {
                Some(Destination::Skipped)
            }
            // Of what may be ignored, only these hold text of the author.
            b"shppict" | b"fldrslt" | b"shptxt" => None,
            _ if is_ignorable => Some(Destination::Skipped),
            _ => None,
        };
        if let Some(destination) = destination {
            self.flush();
            if self.group.destination != Destination::Skipped {
                self.group.destination = destination;
            }
            return;
        }
        let is_html = self.is_html;
        self.text(match word {
            b"par" | b"line" | b"row" | b"sect" | b"page" => "\n",
            b"tab" | b"cell" => "\t",
            b"lquote" => "\u{2018}",
            b"rquote" => "\u{2019}",
            b"ldblquote" => "\u{201C}",
            b"rdblquote" => "\u{201D}",
            b"bullet" => "\u{2022}",
            b"endash" => "\u{2013}",
            b"emdash" => "\u{2014}",
            b"enspace" | b"emspace" if !is_html => " ",
            _ => return,
        });
    }

    fn unicode(&mut self, number: Option<i32>) {
        self.flush_bytes();
        self.to_skip = self.group.fallback_characters;
        if let Some(number) = number
            && self.is_read()
        {
            // Written as a signed 16-bit number; some writers do not fold it.
            self.units.push(number as u16);
        }
    }

    fn byte(&mut self, byte: u8) {
        self.flush_units();
        if self.is_read() {
            self.bytes.push(byte);
        }
    }

    fn text(&mut self, text: &str) {
        self.flush();
        if self.is_read() {
            self.written.push_str(text);
        }
    }

    fn is_read(&self) -> bool {
        !self.group.is_rtf_only && matches!(self.group.destination, Destination::Text | Destination::HtmlTag)
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_units();
    }

    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        // Mark-up has no font: the one in force belongs to the text around it.
        let font = self.group.font.filter(|_| self.group.destination == Destination::Text);
        let of_font = font.and_then(|font| self.fonts.code_page(font)).unwrap_or(self.document_code_page);
        let (mut text, had_invalid) = code_page::decode(&bytes, of_font);
        if had_invalid && of_font != self.document_code_page {
            let (other, other_had_invalid) = code_page::decode(&bytes, self.document_code_page);
            if !other_had_invalid {
                text = other;
            }
        }
        self.write_characters(&text);
    }

    fn flush_units(&mut self) {
        if self.units.is_empty() {
            return;
        }
        let units = std::mem::take(&mut self.units);
        self.write_characters(&String::from_utf16_lossy(&units));
    }

    /// Text outside a tag is no mark-up: a `<` there was meant to be read.
    fn write_characters(&mut self, text: &str) {
        if self.is_html && self.group.destination == Destination::Text {
            self.written.push_str(&text.replace('<', "&lt;").replace('>', "&gt;"));
        } else {
            self.written.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(rtf: &[u8]) -> String {
        match de_encapsulate(rtf) {
            Some(RtfBody::Html(html)) => html,
            other => panic!("not HTML: {other:?}"),
        }
    }

    fn text(rtf: &[u8]) -> String {
        match de_encapsulate(rtf) {
            Some(RtfBody::Text(text)) => text,
            other => panic!("not text: {other:?}"),
        }
    }

    #[test]
    fn wrapped_html_comes_back_without_its_rtf_twin() {
        let rtf = br"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Hello {\*\htmltag84 <b>}\htmlrtf \b \htmlrtf0 you{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0
{\*\htmltag84 &amp;}\htmlrtf &\htmlrtf0 me{\*\mhtmltag64 <q>}{\*\htmltag72 </p>}}";
        assert_eq!(html(rtf), "<p>Hello <b>you</b>&amp;me</p>");
    }

    #[test]
    fn japanese_bytes_are_read_in_the_code_page_of_their_font() {
        let rtf = br"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fmodern\fcharset128 MS Gothic;}}
{\*\htmltag64 <p>}{\f1 \'8e\'52\'93\'63\'83\\\'82\'a0}{\f0 caf\'e9}}";
        assert_eq!(html(rtf), "<p>山田ソあcafé");
    }

    #[test]
    fn the_second_byte_of_a_character_may_be_plain() {
        let rtf = br"{\rtf1\ansi\ansicpg932\fromtext \deff0{\fonttbl{\f0\fcharset128 a;}}\f0 \'83e\'83X\'83g\par ok}";
        assert_eq!(text(rtf), "テスト\nok");
    }

    #[test]
    fn unicode_words_replace_their_fallback() {
        let rtf = br"{\rtf1\ansi\ansicpg932\fromtext \uc2\u23665\'8e\'52\uc1\u-10179?\u-8704?!}";
        assert_eq!(text(rtf), "山\u{1F600}!");
    }

    #[test]
    fn a_less_than_sign_in_the_text_stays_text() {
        assert_eq!(html(br"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}a < b}"), "<p>a &lt; b");
    }

    #[test]
    fn native_rtf_yields_what_can_be_read() {
        let rtf =
            br"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\author Someone}}{\*\generator X;}\f0 One\par Two\tab three
{\field{\*\fldinst HYPERLINK a}{\fldrslt link}}{\pict 0102}}";
        assert_eq!(text(rtf), "One\nTwo\tthreelink");
    }

    #[test]
    fn deep_groups_and_stray_braces_are_survived() {
        let mut rtf = b"{\\rtf1 ".to_vec();
        rtf.extend([b'{'].repeat(100_000));
        rtf.extend(b"x");
        rtf.extend([b'}'].repeat(200_000));
        rtf.extend(b"y");
        assert_eq!(text(&rtf), "xy");
    }

    #[test]
    fn what_is_no_rtf_is_nothing() {
        assert_eq!(de_encapsulate(b"<html>"), None);
    }
}
