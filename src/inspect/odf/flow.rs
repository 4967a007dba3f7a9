//! Text of OpenDocument: paragraphs, tables, pages, remarks, changes, and what of them is hidden. Knows no zip.

use super::super::place::{Hidden, Part, Place};
use super::super::story::{Layer, Spent, Story};
use super::super::visitor::Visitor;
use super::super::xml::{Element, Event};
use super::hidden::Styles;

/// Spaces that `text:s` may stand for.
const SPACES: usize = 1_000;

/// Hears the events of one part and tells them to a story.
pub(super) struct Flow<'s, 'v> {
    story: Story<'v>,
    /// Where the document itself stands.
    document: Place,
    styles: &'s mut Styles,
    open: Vec<Tag>,
    skipped: Option<usize>,
    /// Insertions that are open: between their marks may stand any number of paragraphs.
    inserted: usize,
    page: usize,
    pages_limit: usize,
    /// Name of the author, while it is read.
    author: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// True when it is hidden.
    Paragraph(bool),
    Table,
    Row,
    Cell,
    /// Hides what is in it.
    Hiding,
    /// What is in it belongs to another layer.
    Layer(Layer),
    Creator,
    Page,
    Notes,
    /// Directly in it stands no text.
    Other,
    /// Inside of a paragraph.
    Span,
}

impl<'s, 'v> Flow<'s, 'v> {
    pub(super) fn new(visitor: &'v mut dyn Visitor, place: Place, styles: &'s mut Styles, pages_limit: usize) -> Self {
        let document = place.clone();
        Self {
            story: Story::new(visitor, place),
            document,
            styles,
            open: Vec::new(),
            skipped: None,
            inserted: 0,
            page: 0,
            pages_limit,
            author: None,
        }
    }

    /// Ends the part; true when it had more pages than the limit.
    pub(super) fn finish(mut self) -> bool {
        self.story.finish();
        self.page > self.pages_limit
    }

    /// Hears one event; what was collected is to be taken from the budget.
    pub(super) fn hear(&mut self, event: Event<'_>) -> Spent {
        match event {
            Event::Start(element) => {
                let tag = if self.skipped.is_some() { Tag::Other } else { self.start(&element) };
                self.open.push(tag);
            }
            Event::End(_) => self.end(),
            Event::Text(text) if self.skipped.is_none() => match self.open.last() {
                Some(Tag::Creator) => self.author = self.author.take().map(|author| author + &text),
                Some(Tag::Paragraph(_) | Tag::Span | Tag::Hiding) => self.text(&text),
                _ => {}
            },
            Event::Text(_) => {}
        }
        self.story.spent()
    }

    fn start(&mut self, element: &Element<'_>) -> Tag {
        self.styles.hear(element);
        let is = |name: &str, value: &str| element.attribute(name).is_some_and(|found| found == value);
        match element.name() {
            "p" | "h" => self.paragraph(element),
            "span" | "a" | "ruby" | "ruby-base" if self.styles.hide(element) => Tag::Hiding,
            // An empty element that stands for characters.
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.text(&" ".repeat(usize::min(count, SPACES)));
                Tag::Span
            }
            "tab" => self.character("\t"),
            "line-break" => self.character("\n"),
            "ruby-text" => self.skip(),
            // Its text stands in an attribute while it is hidden (ODF 1.3 part 3, 7.7.7).
            "hidden-text" => {
                self.story.text(Layer::Hidden, &element.attribute("string-value").unwrap_or_default());
                self.skip()
            }
            "hidden-paragraph" if is("is-hidden", "true") => {
                let paragraph = self.open.iter_mut().rev().find(|tag| matches!(tag, Tag::Paragraph(_)));
                paragraph.into_iter().for_each(|tag| *tag = Tag::Paragraph(true));
                Tag::Span
            }
            "section" if is("display", "none") => Tag::Hiding,
            "table" => {
                self.story.table_start();
                Tag::Table
            }
            "table-row" => Tag::Row,
            "table-cell" | "covered-table-cell" => Tag::Cell,
            "deletion" => Tag::Layer(Layer::Tracked),
            // Who and when; of an insertion the text stands in the document.
            "change-info" => self.skip(),
            "change-start" => {
                self.inserted += 1;
                Tag::Span
            }
            "change-end" => {
                self.inserted = self.inserted.saturating_sub(1);
                Tag::Span
            }
            "annotation" => {
                self.author = Some(String::new());
                Tag::Layer(Layer::Comments)
            }
            "creator" if self.author.is_some() => Tag::Creator,
            "note-body" => Tag::Layer(Layer::Margin),
            "note-citation" => self.skip(),
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first" => {
                Tag::Layer(Layer::Margin)
            }
            "page" => self.page(element),
            "notes" if self.page > 0 => {
                self.turn(Part::Notes(self.page), None);
                Tag::Notes
            }
            _ if matches!(self.open.last(), Some(Tag::Paragraph(_) | Tag::Span | Tag::Hiding)) => Tag::Span,
            _ => Tag::Other,
        }
    }

    fn paragraph(&mut self, element: &Element<'_>) -> Tag {
        self.story.paragraph_start();
        if let Some(author) = self.author.take().filter(|author| !author.is_empty()) {
            self.text(&format!("{author}: "));
        }
        Tag::Paragraph(self.styles.hide(element))
    }

    fn page(&mut self, element: &Element<'_>) -> Tag {
        self.page += 1;
        if self.page > self.pages_limit {
            return self.skip();
        }
        let hidden = self.styles.hide(element).then_some(Hidden::Slide);
        self.turn(Part::Slide(self.page), hidden);
        Tag::Page
    }

    /// What follows stands in another part of the document.
    fn turn(&mut self, part: Part, hidden: Option<Hidden>) {
        let hidden = hidden.or(self.document.hidden);
        self.story.turn(Place { part, hidden, ..self.document.clone() });
    }

    fn end(&mut self) {
        let tag = self.open.pop();
        if self.skipped.is_some_and(|depth| depth >= self.open.len()) {
            self.skipped = None;
        }
        match tag {
            Some(Tag::Paragraph(_)) => self.story.paragraph_end(),
            Some(Tag::Layer(Layer::Comments)) => self.author = None,
            Some(Tag::Table) => self.story.table_end(),
            Some(Tag::Row) => self.story.row_end(),
            Some(Tag::Cell) => self.story.cell_end(),
            Some(Tag::Page | Tag::Notes) => self.story.turn(self.document.clone()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let of_layer = self.open.iter().rev().find_map(|tag| match tag {
            Tag::Layer(layer) => Some(*layer),
            _ => None,
        });
        let is_hidden = self.open.iter().any(|tag| matches!(tag, Tag::Hiding | Tag::Paragraph(true)));
        let layer = of_layer.unwrap_or(if is_hidden { Layer::Hidden } else { Layer::Shown });
        self.story.text(layer, text);
        if of_layer.is_none() && self.inserted > 0 {
            self.story.text(Layer::Tracked, text);
        }
    }

    fn character(&mut self, text: &str) -> Tag {
        self.text(text);
        Tag::Span
    }

    /// Passes over everything in the element that starts here.
    fn skip(&mut self) -> Tag {
        self.skipped.get_or_insert(self.open.len());
        Tag::Other
    }
}
