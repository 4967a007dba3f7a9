//! Text of Office Open XML (ECMA-376 part 1): WordprocessingML, and DrawingML as in slides, charts and diagrams, whose
//! elements have the same names where they mean the same. Knows no parts and no zip.

pub(super) mod properties;
pub(super) mod rest;

use super::story::{Layer, Spent, Story};
use super::xml::{Element, Event};
use std::collections::{HashMap, HashSet};

/// Columns that a cell of Word may span.
const SPAN: u32 = 63;

/// Whose vocabulary decides where two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// Documents, slides, diagrams.
    Text,
    /// Charts: the values that are drawn are text too.
    Chart,
    /// Remarks: each begins with its author.
    Comments,
    /// Slide masters: what stands in a placeholder there is an instruction, seen on no slide.
    Master,
}

/// What holds for text by something outside of the part.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Ids of styles whose text is hidden.
    pub(super) hidden_styles: HashSet<String>,
    /// Names of authors by their ids.
    pub(super) authors: HashMap<String, String>,
}

/// Hears the events of one part and tells them to a story.
pub(super) struct Flow<'c, 'v> {
    pub(super) story: Story<'v>,
    context: &'c Context,
    vocabulary: Vocabulary,
    open: Vec<Tag>,
    /// Authors of the remarks that are open, until they are told.
    authors: Vec<Option<String>>,
    /// How many elements are open at the one whose content is passed over.
    skipped: Option<usize>,
    /// How many elements are open at the shape that is hidden.
    hidden_shape: Option<usize>,
    is_run_hidden: bool,
    is_paragraph_hidden: bool,
    /// The change that the last piece of text was.
    change: Option<Tag>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    RowProperties,
    Table,
    Row,
    Cell,
    Text,
    Inserted,
    Deleted,
    Remark,
    /// `mc:AlternateContent`; true when a choice was taken.
    Alternate(bool),
    /// A value of a chart, a remark of the old kind: a paragraph that is text by itself.
    Line,
    Other,
}

impl<'c, 'v> Flow<'c, 'v> {
    pub(super) fn new(story: Story<'v>, context: &'c Context, vocabulary: Vocabulary) -> Self {
        Self {
            story,
            context,
            vocabulary,
            open: Vec::new(),
            authors: Vec::new(),
            skipped: None,
            hidden_shape: None,
            is_run_hidden: false,
            is_paragraph_hidden: false,
            change: None,
        }
    }

    /// Hears one event; what was collected is to be taken from the budget.
    pub(super) fn hear(&mut self, event: Event<'_>) -> Spent {
        match event {
            Event::Start(element) => {
                let tag = if self.skipped.is_some() { Tag::Other } else { self.start(&element) };
                self.open.push(tag);
            }
            Event::End(_) => self.end(),
            Event::Text(text) => {
                if self.skipped.is_none() && matches!(self.open.last(), Some(Tag::Text | Tag::Line)) {
                    self.text(&text);
                }
            }
        }
        self.story.spent()
    }

    fn start(&mut self, element: &Element<'_>) -> Tag {
        let above = self.open.last().copied();
        match element.name() {
            "p" => {
                self.is_paragraph_hidden = false;
                self.paragraph();
                Tag::Paragraph
            }
            "pPr" => Tag::ParagraphProperties,
            "r" => {
                self.is_run_hidden = false;
                Tag::Run
            }
            "rPr" => Tag::RunProperties,
            "t" | "delText" => Tag::Text,
            "v" | "pt" if self.vocabulary == Vocabulary::Chart => self.line(),
            "text" if self.vocabulary == Vocabulary::Comments => self.line(),
            "tbl" => {
                self.story.table_start();
                Tag::Table
            }
            "comment" | "cm" | "reply" if self.vocabulary == Vocabulary::Comments => {
                let author = element.attribute("author").map(std::borrow::Cow::into_owned);
                let known = || self.context.authors.get(&*element.attribute("authorId")?).cloned();
                self.authors.push(author.or_else(known));
                Tag::Remark
            }
            "tr" => Tag::Row,
            "trPr" => Tag::RowProperties,
            "tc" => Tag::Cell,
            "ins" | "moveTo" => Tag::Inserted,
            "del" | "moveFrom" => Tag::Deleted,
            "AlternateContent" => Tag::Alternate(false),
            "Choice" | "Fallback" => {
                if let Some(Tag::Alternate(is_taken)) = self.open.last_mut()
                    && std::mem::replace(is_taken, true)
                {
                    self.skip();
                }
                Tag::Other
            }
            // Readings above the characters: the text says them itself.
            "rt" => {
                self.skip();
                Tag::Other
            }
            name => {
                self.mark(name, element, above);
                Tag::Other
            }
        }
    }

    /// Elements that say something of the text around them, or stand for a character.
    fn mark(&mut self, name: &str, element: &Element<'_>, above: Option<Tag>) {
        let is_in_run = self.open.iter().rev().nth(1) == Some(&Tag::Run) && above == Some(Tag::RunProperties);
        match name {
            "tab" if above == Some(Tag::Run) => self.text("\t"),
            "br" | "cr" if matches!(above, Some(Tag::Run | Tag::Paragraph)) => self.text("\n"),
            "noBreakHyphen" if above == Some(Tag::Run) => self.text("-"),
            "vanish" if is_in_run => self.is_run_hidden = is_on(element),
            "rStyle" if is_in_run => self.is_run_hidden |= self.is_hidden_style(element),
            "pStyle" if above == Some(Tag::ParagraphProperties) => {
                self.is_paragraph_hidden = self.is_hidden_style(element);
            }
            "hidden" if above == Some(Tag::RowProperties) && is_on(element) => self.story.row_is_hidden(),
            "gridSpan" => {
                let columns = element.attribute("val").and_then(|columns| columns.parse().ok());
                self.story.span(columns.unwrap_or(1).min(SPAN));
            }
            // The name of a shape stands two levels below it.
            "cNvPr" if element.attribute("hidden").is_some_and(|value| value == "1" || value == "true") => {
                self.hidden_shape.get_or_insert(self.open.len().saturating_sub(2));
            }
            "ph" if self.vocabulary == Vocabulary::Master => {
                self.skipped.get_or_insert(self.open.len().saturating_sub(3));
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let tag = self.open.pop();
        let is_open = |depth: usize| depth < self.open.len();
        if self.skipped.is_some_and(|depth| !is_open(depth)) {
            self.skipped = None;
        }
        if self.hidden_shape.is_some_and(|depth| !is_open(depth)) {
            self.hidden_shape = None;
        }
        match tag {
            Some(Tag::Paragraph | Tag::Line) => self.story.paragraph_end(),
            Some(Tag::Remark) => drop(self.authors.pop()),
            Some(Tag::Cell) => self.story.cell_end(),
            Some(Tag::Row) => self.story.row_end(),
            Some(Tag::Table) => self.story.table_end(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let change = self.open.iter().rev().find(|tag| matches!(tag, Tag::Inserted | Tag::Deleted)).copied();
        let is_hidden = self.is_run_hidden && self.open.contains(&Tag::Run)
            || self.is_paragraph_hidden
            || self.hidden_shape.is_some();
        if change.is_some() {
            if change != self.change {
                self.story.part(Layer::Tracked);
            }
            self.story.text(Layer::Tracked, text);
        }
        self.change = change;
        // Text that was inserted is part of the text as it stands now.
        if change != Some(Tag::Deleted) {
            self.story.text(if is_hidden { Layer::Hidden } else { Layer::Shown }, text);
        }
    }

    fn line(&mut self) -> Tag {
        self.paragraph();
        Tag::Line
    }

    /// The first paragraph of a remark begins with its author.
    fn paragraph(&mut self) {
        self.story.paragraph_start();
        if let Some(author) = self.authors.last_mut().and_then(Option::take) {
            self.story.text(Layer::Shown, &format!("{author}: "));
        }
    }

    /// Passes over everything in the element that starts here.
    fn skip(&mut self) {
        self.skipped.get_or_insert(self.open.len());
    }

    fn is_hidden_style(&self, element: &Element<'_>) -> bool {
        let styles = &self.context.hidden_styles;
        !styles.is_empty() && element.attribute("val").is_some_and(|style| styles.contains(&*style))
    }
}

/// The value of a switch that is on by being there (ECMA-376 part 1, 17.17.4).
pub(super) fn is_on(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off"))
}
