//! Puts paragraphs and tables together from the pieces in which a document's XML gives them, and shows them in order:
//! what everybody sees at once, the rest after it. Knows no file format.

mod kept;

use super::place::{Hidden, Part, Place};
use super::visitor::Visitor;
use kept::{Cells, Kept};

/// Cells of a row that are shown at once; a longer row is shown in several.
const CELLS: usize = 1_024;
/// Columns that one cell may claim to span.
const SPAN: u32 = 1_024;

/// Which of the texts that run through one another a piece belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// What the part shows to everybody.
    Shown,
    /// Text with the attribute hidden.
    Hidden,
    /// Changes that are recorded.
    Tracked,
    /// Remarks that stand inside the text.
    Comments,
    /// Notes that stand inside the text.
    Margin,
}

const LAYERS: [Layer; 5] = [Layer::Shown, Layer::Hidden, Layer::Tracked, Layer::Comments, Layer::Margin];

/// What was collected since it was asked for last, to be taken from the budget.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spent {
    /// Bytes of text.
    pub(super) text: u64,
    /// Cells of tables.
    pub(super) cells: u64,
}

/// One text with its tables while it is read.
pub(super) struct Story<'v> {
    visitor: &'v mut dyn Visitor,
    place: Place,
    is_entered: bool,
    /// Open paragraphs, inside one another where a text box stands in one.
    paragraphs: Vec<Texts>,
    /// Open tables, inside one another.
    tables: Vec<Table>,
    /// What is shown when the text is over; of the shown layer, tables inside of tables.
    kept: [Kept; LAYERS.len()],
    spent: Spent,
}

type Texts = [String; LAYERS.len()];

#[derive(Default)]
struct Table {
    number: u64,
    column: u32,
    span: u32,
    is_row_hidden: bool,
    cell: Texts,
    rows: [Cells; LAYERS.len()],
}

impl<'v> Story<'v> {
    /// A text that stands in `place`; other layers are shown as parts of the same file.
    pub(super) fn new(visitor: &'v mut dyn Visitor, place: Place) -> Self {
        Self {
            visitor,
            place,
            is_entered: false,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            kept: Default::default(),
            spent: Spent::default(),
        }
    }

    /// What was collected since the last call.
    pub(super) fn spent(&mut self) -> Spent {
        std::mem::take(&mut self.spent)
    }

    /// Ends the text; what follows stands in `place`.
    pub(super) fn turn(&mut self, place: Place) {
        self.finish();
        self.place = place;
    }

    /// A paragraph begins.
    pub(super) fn paragraph_start(&mut self) {
        self.paragraphs.push(Texts::default());
    }

    /// A piece of the paragraph that is open; one outside of any is no text.
    pub(super) fn text(&mut self, layer: Layer, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let paragraph = &mut paragraph[layer as usize];
        let is_mark = |character: char| character.is_control() && !"\t\n".contains(character);
        if text.contains(is_mark) {
            // What is kept has marks of its own.
            paragraph.extend(text.chars().map(|character| if is_mark(character) { ' ' } else { character }));
        } else {
            paragraph.push_str(text);
        }
        self.spent.text += text.len() as u64;
    }

    /// Parts two stretches of one layer that do not stand beside one another.
    pub(super) fn part(&mut self, layer: Layer) {
        if let Some(text) = self.paragraphs.last_mut().map(|paragraph| &mut paragraph[layer as usize])
            && !text.is_empty()
            && !text.ends_with([' ', '\n'])
        {
            text.push(' ');
        }
    }

    /// The paragraph that was begun last ends.
    pub(super) fn paragraph_end(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        for layer in LAYERS {
            let text = &paragraph[layer as usize];
            if text.trim().is_empty() {
                continue;
            }
            if let Some(table) = self.tables.last_mut() {
                let cell = &mut table.cell[layer as usize];
                let gap = if cell.is_empty() { "" } else { " " };
                cell.push_str(gap);
                cell.extend(text.trim().chars().map(|character| if character == '\n' { ' ' } else { character }));
            } else if layer == Layer::Shown {
                self.enter();
                text.lines().filter(|line| !line.trim().is_empty()).for_each(|line| self.visitor.text(line));
            } else {
                text.lines()
                    .filter(|line| !line.trim().is_empty())
                    .for_each(|line| self.kept[layer as usize].text(line));
            }
        }
    }

    /// A table begins.
    pub(super) fn table_start(&mut self) {
        if self.tables.is_empty() {
            self.leave();
        }
        self.kept.iter_mut().for_each(Kept::part);
        self.tables.push(Table { span: 1, ..Table::default() });
    }

    /// The row that is open is hidden.
    pub(super) fn row_is_hidden(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.is_row_hidden = true;
        }
    }

    /// The cell that is open takes so many columns.
    pub(super) fn span(&mut self, columns: u32) {
        if let Some(table) = self.tables.last_mut() {
            table.span = columns.clamp(1, SPAN);
        }
    }

    /// A cell ends.
    pub(super) fn cell_end(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let mut is_long = false;
        for (text, row) in table.cell.iter_mut().zip(&mut table.rows) {
            if !text.is_empty() {
                row.push(table.column, text);
                text.clear();
                self.spent.cells += 1;
                is_long |= row.len() >= CELLS;
            }
        }
        table.column = table.column.saturating_add(std::mem::replace(&mut table.span, 1));
        if is_long {
            self.show_row();
        }
    }

    /// A row ends.
    pub(super) fn row_end(&mut self) {
        self.show_row();
        if let Some(table) = self.tables.last_mut() {
            (table.number, table.column, table.is_row_hidden) = (table.number + 1, 0, false);
        }
    }

    fn show_row(&mut self) {
        let is_outermost = self.tables.len() == 1;
        let Some(mut table) = self.tables.pop() else { return };
        let hidden = table.is_row_hidden.then_some(Hidden::Rows);
        for layer in LAYERS {
            let row = &mut table.rows[layer as usize];
            if row.len() == 0 {
                continue;
            }
            if layer == Layer::Shown && is_outermost {
                self.enter();
                row.show(table.number + 1, hidden, self.visitor);
            } else {
                self.kept[layer as usize].row(table.number + 1, row);
            }
            row.clear();
        }
        self.tables.push(table);
    }

    /// The table that was begun last ends.
    pub(super) fn table_end(&mut self) {
        self.tables.pop();
        self.kept.iter_mut().for_each(Kept::part);
        if self.tables.is_empty() {
            self.leave();
            let inner = std::mem::take(&mut self.kept[Layer::Shown as usize]);
            inner.show(&self.place, self.visitor);
        }
    }

    /// Ends whatever is open and shows what was kept.
    pub(super) fn finish(&mut self) {
        while !self.paragraphs.is_empty() {
            self.paragraph_end();
        }
        while !self.tables.is_empty() {
            self.cell_end();
            self.row_end();
            self.table_end();
        }
        self.leave();
        for layer in LAYERS {
            let kept = std::mem::take(&mut self.kept[layer as usize]);
            kept.show(&place_of(layer, &self.place), self.visitor);
        }
    }

    fn enter(&mut self) {
        if !self.is_entered {
            self.visitor.enter(&self.place);
            self.is_entered = true;
        }
    }

    fn leave(&mut self) {
        if std::mem::take(&mut self.is_entered) {
            self.visitor.leave();
        }
    }
}

/// Where a layer is told of when the text itself stands in `place`.
fn place_of(layer: Layer, place: &Place) -> Place {
    let part = |part: Part| Place { part, ..place.clone() };
    match layer {
        Layer::Shown => place.clone(),
        Layer::Hidden => Place { hidden: Some(Hidden::Text), ..place.clone() },
        Layer::Tracked => part(Part::TrackedChanges),
        Layer::Comments => part(match place.part {
            Part::Slide(number) => Part::SlideComments(number),
            _ => Part::Comments,
        }),
        Layer::Margin => part(Part::Margin),
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_visitor::Recorder;
    use super::*;

    fn cell(story: &mut Story<'_>, text: &str) {
        story.paragraph_start();
        story.text(Layer::Shown, text);
        story.paragraph_end();
    }

    #[test]
    fn a_table_in_a_table_stands_after_it() {
        let mut recorder = Recorder::default();
        let mut story = Story::new(&mut recorder, Place::default());
        story.table_start();
        cell(&mut story, "外");
        story.table_start();
        cell(&mut story, "内");
        story.cell_end();
        story.row_end();
        story.table_end();
        story.cell_end();
        story.row_end();
        story.table_end();
        story.finish();
        assert_eq!(recorder.lines, ["enter text", "row 1: 外", "enter text", "row 1: 内"]);
    }

    #[test]
    fn what_is_open_is_shown_when_the_text_breaks_off() {
        let mut recorder = Recorder::default();
        let mut story = Story::new(&mut recorder, Place::default());
        story.table_start();
        cell(&mut story, "氏名");
        story.cell_end();
        story.paragraph_start();
        story.text(Layer::Tracked, "電話\u{1}");
        story.finish();
        assert_eq!(recorder.lines, ["enter text", "row 1: 氏名", "enter trackedchanges", "row 1: 1=電話"]);
    }
}
