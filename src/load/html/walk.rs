//! Walks the tokens of an HTML body once and lays its visible text out. Knows neither words nor the mail around it.

use super::conditional::{self, Conditional};
use super::element::{self, Meaning, Quote};
use super::layout::{Layout, Mark};
use super::markup::Markup;
use super::open::{Open, OpenElements};
use super::sheet::Sheet;
use super::target::Targets;
use super::{Page, quotation, raw_kind};
use html5ever::LocalName;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token};

/// What `<hr>` looks like in text; Outlook writes the same.
const RULE: &str = "________________________________";

/// State of the walk.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) open: OpenElements,
    pub(super) layout: Layout,
    /// The element whose raw text is not shown (`<style>`, `<script>`, `<title>`).
    unseen: Option<LocalName>,
    /// A line end right after `<pre>` is not shown (HTML 13.2.6.4.7).
    skips_newline: bool,
    sheet: Sheet,
    /// What only Outlook shows.
    conditional: Conditional,
    pub(super) is_rest_quoted: bool,
    /// Quotations met so far, without the containers of Gmail.
    pub(super) quotation_count: usize,
    /// Lines where a reply of Outlook may start, ascending.
    pub(super) header_lines: Vec<usize>,
    /// Text that is not shown.
    hidden: String,
    targets: Targets,
    markup: Markup,
}

impl Walk {
    pub(super) fn new(depth_limit: usize) -> Self {
        Self {
            open: OpenElements::new(depth_limit),
            layout: Layout::new(),
            unseen: None,
            skips_newline: false,
            sheet: Sheet::default(),
            conditional: Conditional::default(),
            is_rest_quoted: false,
            quotation_count: 0,
            header_lines: Vec::new(),
            hidden: String::new(),
            targets: Targets::default(),
            markup: Markup::default(),
        }
    }

    /// Keeps the markup of the page.
    pub(super) fn with_markup(self) -> Self {
        Self { markup: Markup::kept(), ..self }
    }

    pub(super) fn token(&mut self, token: Token) -> Option<RawKind> {
        match token {
            Token::CharacterTokens(text) => self.characters(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start_tag(&tag),
            Token::TagToken(tag) => self.end_tag(&tag.name),
            Token::CommentToken(text) => self.comment(&text),
            _ => {}
        }
        None
    }

    pub(super) fn finish(mut self) -> Page {
        let is_too_deep = self.open.is_too_deep();
        let markup = self.finish_markup();
        self.targets.end_link(&self.layout);
        let has_too_many_targets = self.targets.has_too_many();
        let mut lines = self.layout.finish();
        let mut conditional = self.conditional;
        if let Some(first) = quotation::first_header(&lines, &self.header_lines) {
            lines[first..].iter_mut().for_each(|line| line.is_quoted = true);
            conditional.quote_from(first);
        }
        let mut unseen = self.hidden;
        end_line(&mut unseen);
        let mut targets = self.targets.finish(&lines);
        let lines = conditional.insert_into(lines, &mut targets);
        Page { lines, is_too_deep, unseen, targets, has_too_many_targets, markup }
    }

    /// Elements may be left open; programs that write the page anew end them.
    fn finish_markup(&mut self) -> String {
        let mut markup = std::mem::take(&mut self.markup);
        if let Some(name) = &self.unseen {
            markup.end_raw(name, self.open.is_none());
        }
        self.open.unended().for_each(|open| markup.end(&open.name, open.weight));
        markup.finish()
    }

    fn characters(&mut self, text: &str) {
        if let Some(name) = &self.unseen {
            if &**name == "style" {
                self.sheet.push(text);
            }
            self.markup.raw(text);
            return;
        }
        self.markup.text(text);
        if self.open.is_hidden() || self.open.is_invisible() || self.open.is_sizeless() {
            self.hide(text);
        }
        if self.open.is_hidden() {
            return;
        }
        if self.open.is_invisible() || self.open.is_sizeless() {
            // A gap that nobody sees still parts the words around it.
            if text.starts_with(|first: char| first.is_ascii_whitespace()) {
                self.layout.write(" ", self.mark());
            }
            return;
        }
        let mark = self.mark();
        if self.open.is_preformatted() {
            let text =
                if std::mem::take(&mut self.skips_newline) { text.strip_prefix('\n').unwrap_or(text) } else { text };
            self.layout.write_preformatted(text, mark);
        } else {
            self.layout.write(text, mark);
        }
    }

    /// Keeps text that nobody sees; what parts nothing is no text.
    fn hide(&mut self, text: &str) {
        if self.hidden.is_empty() || self.hidden.ends_with(char::is_whitespace) {
            self.hidden.push_str(text.trim_start());
        } else {
            self.hidden.push_str(text);
        }
    }

    fn comment(&mut self, text: &str) {
        self.markup.comment(text);
        if self.open.is_hidden() || self.unseen.is_some() {
            return;
        }
        if let Some(lines) = conditional::shown_by_outlook(text, self.open.depth_limit()) {
            let mark = self.mark();
            self.conditional.push(self.layout.next_line(), lines, mark);
        }
    }

    fn start_tag(&mut self, tag: &Tag) -> Option<RawKind> {
        let name = &*tag.name;
        let raw_kind = raw_kind(name);
        if raw_kind.is_some() && !matches!(name, "textarea" | "xmp") {
            self.unseen = Some(tag.name.clone());
            self.markup.start(tag);
            self.sheet.begin(element::attribute(tag, "media").unwrap_or_default());
            self.target(tag);
            return raw_kind;
        }
        // White space between tags stays what it was; only a tag that shows something ends the wait for a newline.
        self.skips_newline = matches!(name, "pre" | "textarea" | "listing");
        if element::is_never_open(name) {
            self.markup.start(tag);
        }
        match name {
            "br" => self.line_break(),
            "hr" => self.rule(),
            "img" | "image" => self.image(tag),
            _ if element::is_never_open(name) => {}
            _ => self.open_element(tag),
        }
        if !matches!(name, "img" | "image") {
            self.target(tag);
        }
        raw_kind
    }

    fn target(&mut self, tag: &Tag) {
        if !self.open.is_hidden() {
            self.targets.start(tag, &self.layout);
        }
    }

    fn open_element(&mut self, tag: &Tag) {
        let name = &*tag.name;
        let mut meaning = element::meaning(tag, &self.sheet);
        if meaning.is_block || matches!(name, "td" | "th") {
            end_line(&mut self.hidden);
        }
        meaning.has_margin &= !(self.sheet.has_tight_paragraphs && name == "p");
        for closed in self.open.close_implied_by(name, meaning.is_block) {
            self.leave(&closed);
        }
        let weight = self.markup.start(tag);
        // Office writes its own elements as XML, where `<o:p/>` is complete.
        if tag.self_closing && (name.contains(':') || matches!(name, "xml" | "path" | "svg")) {
            self.markup.end(name, weight);
            return;
        }
        self.enter(name, &meaning);
        let is_quoted = self.quotes(name, meaning.quote, element::attribute(tag, "class").unwrap_or_default());
        let line = if meaning.quote == Quote::GmailContainer { self.layout.start_line() } else { 0 };
        self.open.push(Open {
            name: tag.name.clone(),
            is_quoted,
            is_preformatted: meaning.is_preformatted.unwrap_or_else(|| self.open.is_preformatted()),
            is_invisible: meaning.is_invisible.unwrap_or_else(|| self.open.is_invisible()),
            is_sizeless: meaning.is_sizeless.unwrap_or_else(|| self.open.is_sizeless()),
            meaning,
            weight,
            run_count: self.layout.run_count(),
            line,
            quotation_count: self.quotation_count,
        });
    }

    fn end_tag(&mut self, name: &LocalName) {
        // In raw text the tokenizer lets only the end tag of the same name through.
        if let Some(name) = self.unseen.take() {
            self.markup.end_raw(&name, self.open.is_none());
            self.sheet.finish();
            return;
        }
        match &**name {
            "br" => return self.line_break(),
            "html" | "head" | "body" => return self.layout.new_line(),
            "a" => self.targets.end_link(&self.layout),
            _ => {}
        }
        let is_block = element::is_block(name);
        match self.open.close(name, is_block) {
            Some(closed) => closed.iter().for_each(|closed| self.leave(closed)),
            None if &**name == "p" => self.layout.new_paragraph(),
            None => {}
        }
        // An element beyond the depth limit is not among the closed ones and still ends its line.
        if is_block {
            self.layout.new_line();
        }
    }

    /// What the start of an element does to the lines.
    fn enter(&mut self, name: &str, meaning: &Meaning) {
        if self.open.is_hidden() || meaning.is_hidden {
            return;
        }
        match name {
            "td" | "th" => {
                let has_cell_before = self.open.row().is_some_and(|row| self.layout.run_count() > row.run_count);
                if has_cell_before {
                    self.layout.new_cell();
                } else {
                    self.layout.new_line();
                }
            }
            "tr" => self.layout.new_line(),
            "ul" | "ol" | "menu" if !self.open.is_in(&["ul", "ol", "menu"]) => self.layout.new_paragraph(),
            _ if meaning.has_margin && !self.open.is_in(&["li"]) => self.layout.new_paragraph(),
            _ if meaning.is_block => self.layout.new_line(),
            _ => {}
        }
        if name == "li" {
            self.layout.bullet();
        }
    }

    /// What the end of an element does to the lines.
    fn leave(&mut self, closed: &Open) {
        self.markup.end(&closed.name, closed.weight);
        if self.open.is_hidden() || closed.meaning.is_hidden {
            return;
        }
        if closed.meaning.quote == Quote::GmailContainer {
            self.leave_gmail_container(closed);
        }
        match &*closed.name {
            "tr" | "table" => self.layout.end_row(),
            "ul" | "ol" | "menu" if !self.open.is_in(&["ul", "ol", "menu"]) => self.layout.new_paragraph(),
            "li" => {
                self.layout.end_item();
                self.layout.new_line();
            }
            _ if closed.meaning.has_margin && !self.open.is_in(&["li"]) => self.layout.new_paragraph(),
            _ if closed.meaning.is_block => self.layout.new_line(),
            _ => {}
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { is_quoted: self.is_rest_quoted || self.open.is_quoted(), is_signature: self.open.is_signature() }
    }

    fn line_break(&mut self) {
        end_line(&mut self.hidden);
        if !self.open.is_hidden() {
            self.layout.line_break(self.mark());
        }
    }

    fn rule(&mut self) {
        if !self.open.is_hidden() {
            self.layout.new_line();
            self.layout.write(RULE, self.mark());
            self.layout.new_line();
        }
    }

    fn image(&mut self, tag: &Tag) {
        let meaning = element::meaning(tag, &self.sheet);
        let is_invisible = meaning.is_invisible.unwrap_or_else(|| self.open.is_invisible());
        let is_shown = !self.open.is_hidden() && !meaning.is_hidden && !is_invisible;
        if !is_shown {
            return;
        }
        let before = self.layout.place();
        if let Some(alternative) = element::attribute(tag, "alt") {
            self.layout.write(alternative, self.mark());
        }
        self.targets.end_picture(tag, before, &self.layout);
    }
}

/// Whatever follows stands in a line of its own.
fn end_line(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
}
