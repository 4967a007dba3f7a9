//! A page as text: for terminals, and for whoever prints text. Everything of a draft is made safe first; colour says
//! nothing that words do not say.

mod crowd;

use super::page::{Block, Figure, Form, Found, Item, Page, People, Section, Tone};
use crate::lang::Lang;
use crate::report::human::Style;
use crate::report::human::wrap::{columns, wrap};
use crate::report::safe;
use crate::severity::Severity;

/// Widest page: longer lines are hard to read.
const WIDEST: usize = 100;
/// Narrowest page that is still drawn in columns.
const NARROWEST: usize = 60;
/// Columns left of everything below a heading.
const INDENT: usize = 3;
/// Digits of a hash that are shown.
const HASH_DIGITS: usize = 16;

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const YELLOW: &str = "33";

/// Pages as text, one below the other. `with_annex`: with the whole list of recipients where it is long.
#[must_use]
pub fn text(pages: &[Page], style: Style, lang: Lang, with_annex: bool) -> String {
    let width = style.width.clamp(NARROWEST, WIDEST);
    let mut pen = Pen { style: Style { width, ..style }, lang, text: String::new() };
    for (page, number) in pages.iter().zip(0..) {
        if number > 0 {
            pen.text.push_str("\n\n");
        }
        pen.page(page, with_annex);
    }
    pen.text
}

struct Pen {
    style: Style,
    lang: Lang,
    text: String,
}

impl Pen {
    fn page(&mut self, page: &Page, with_annex: bool) {
        let gap = self.style.width.saturating_sub(columns(page.title) + columns(&page.day)).max(2);
        let title = self.painted(BOLD, page.title);
        let line = format!("{title}{}{}", " ".repeat(gap), page.day);
        self.line(&line);
        self.rule('═', '=');
        let label = page.head.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
        for (name, value) in &page.head {
            let value = safe::line(value).into_owned();
            let lead = format!("{name}{}", " ".repeat(label + 2 - columns(name)));
            self.hanging(&lead, columns(&lead), &value, None);
        }
        for section in &page.sections {
            self.section(section);
        }
        match &page.annex {
            Some(annex) if with_annex => self.section(annex),
            Some(_) => {
                let hint = self.lang.pick("(--all lists everybody)", "（--all で全員の一覧を表示します）");
                self.text.push('\n');
                let hint = self.painted(DIM, hint);
                self.line(&hint);
            }
            None => {}
        }
        self.text.push('\n');
        let names = self.lang.pick(
            "Checked by ____________________    Date ______________    Time ________",
            "確認者 ____________________    日付 ______________    時刻 ________",
        );
        self.line(names);
    }

    fn section(&mut self, section: &Section) {
        self.text.push('\n');
        let title = safe::line(&section.title).into_owned();
        let used = columns(&title) + 1;
        let dash = if self.style.unicode { "─" } else { "-" };
        let rule = dash.repeat(self.style.width.saturating_sub(used));
        let line = format!("{} {}", self.painted(BOLD, &title), self.painted(DIM, &rule));
        self.line(&line);
        let mut before: Option<&Block> = None;
        for block in &section.blocks {
            let is_list = |people: &People| matches!(people.form, Form::List | Form::Annex);
            let is_apart = match (before, block) {
                (Some(Block::People(one)), Block::People(other)) => is_list(one) || is_list(other),
                (Some(Block::People(_)), _) | (Some(Block::Lines(_)), Block::Item(_)) => true,
                (before, Block::People(_)) => before.is_some(),
                _ => false,
            };
            if is_apart {
                self.text.push('\n');
            }
            before = Some(block);
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Figures(figures) => self.figures(figures),
            Block::Said(text, tone) => {
                let (lead, colour) = match tone {
                    Tone::Plain => ("", None),
                    Tone::Quiet => ("", Some(DIM)),
                    Tone::Loud => ("! ", Some(YELLOW)),
                };
                let text = safe::line(text).into_owned();
                let lead = format!("{}{lead}", " ".repeat(INDENT));
                self.hanging(&lead, columns(&lead), &text, colour);
            }
            Block::People(people) if matches!(people.form, Form::List | Form::Annex) => self.people(people),
            Block::People(people) => self.crowd(people),
            Block::Lines(lines) => {
                let bar = if self.style.unicode { "│ " } else { "| " };
                let lead = format!("{}{}", " ".repeat(INDENT), self.painted(DIM, bar));
                for line in lines {
                    let line = safe::line(&line.replace('\t', "    ")).into_owned();
                    for piece in wrap(&line, self.style.width - INDENT - 2) {
                        self.line(&format!("{lead}{piece}"));
                    }
                }
            }
            Block::Item(item) => self.item(item),
            Block::Found(found) => self.found(found),
            Block::Ask(text) => {
                let lead = format!("{}[ ] ", " ".repeat(INDENT));
                let text = safe::line(text).into_owned();
                self.hanging(&lead, columns(&lead), &text, None);
            }
        }
    }

    /// Numbers above what they count, as many in a row as there is room for.
    fn figures(&mut self, figures: &[Figure]) {
        let mut rows: Vec<(String, String)> = vec![Default::default()];
        let mut used = INDENT;
        for figure in figures {
            let (number, label) = (safe::line(&figure.number), safe::line(&figure.label));
            let cell = columns(&number).max(columns(&label)) + 3;
            if used + cell > self.style.width {
                rows.push(Default::default());
                used = INDENT;
            }
            used += cell;
            let colour = if figure.is_loud { YELLOW } else { BOLD };
            let number_end = " ".repeat(cell - columns(&number));
            let label_end = " ".repeat(cell - columns(&label));
            let number = self.painted(colour, &number);
            if let Some((numbers, labels)) = rows.last_mut() {
                numbers.push_str(&format!("{number}{number_end}"));
                labels.push_str(&format!("{label}{label_end}"));
            }
        }
        for (numbers, labels) in rows {
            let indent = " ".repeat(INDENT);
            self.line(format!("{indent}{numbers}").trim_end());
            self.line(format!("{indent}{labels}").trim_end());
        }
    }

    fn item(&mut self, item: &Item) {
        let indent = " ".repeat(INDENT);
        let heading = safe::line(&item.heading).into_owned();
        let note = safe::line(&item.note).into_owned();
        let hash = item.sha256.as_deref().and_then(|hash| hash.get(..HASH_DIGITS));
        let hash = hash.map(|hash| format!("SHA-256 {hash}…")).unwrap_or_default();
        let about = format!("{note}  {hash}").trim().to_owned();
        if INDENT + columns(&heading) + 2 + columns(&about) <= self.style.width {
            let line = format!("{indent}{}  {}", self.painted(BOLD, &heading), self.painted(DIM, &about));
            self.line(&line);
        } else {
            self.hanging(&indent, INDENT, &heading, Some(BOLD));
            self.hanging(&format!("{indent}  "), INDENT + 2, &about, Some(DIM));
        }
        for (text, is_loud) in &item.lines {
            let lead = format!("{indent}  {}", if *is_loud { "! " } else { "- " });
            let text = safe::line(text).into_owned();
            self.hanging(&lead, columns(&lead), &text, is_loud.then_some(YELLOW));
        }
    }

    fn found(&mut self, found: &Found) {
        let colour = match found.severity {
            Severity::Error => RED,
            Severity::Warning => YELLOW,
            Severity::Info => DIM,
        };
        let word = format!("{} {}", found.number, found.word);
        let lead = format!("{}{}{}", " ".repeat(INDENT), self.painted(colour, &word), self.lang.pick(": ", "："));
        let at = INDENT + columns(&word) + columns(self.lang.pick(": ", "："));
        let message = safe::line(&found.message).into_owned();
        self.hanging(&lead, at, &message, None);
        if !found.help.is_empty() {
            let arrow = if self.style.unicode { "→ " } else { "-> " };
            let lead = format!("{}{arrow}", " ".repeat(INDENT + 2));
            let help = format!("{} [{}]", safe::line(&found.help), safe::line(&found.rule));
            self.hanging(&lead, columns(&lead), &help, None);
        }
    }

    /// A text behind `lead`, which takes `at` columns; further lines stand below its beginning.
    fn hanging(&mut self, lead: &str, at: usize, text: &str, colour: Option<&str>) {
        for (piece, number) in wrap(text, self.style.width.saturating_sub(at)).into_iter().zip(0..) {
            let piece = match colour {
                Some(colour) => self.painted(colour, piece),
                None => piece.to_owned(),
            };
            match number {
                0 => self.line(&format!("{lead}{piece}")),
                _ => self.line(&format!("{}{piece}", " ".repeat(at))),
            }
        }
    }

    fn rule(&mut self, drawn: char, plain: char) {
        let sign = if self.style.unicode { drawn } else { plain };
        let rule = sign.to_string().repeat(self.style.width);
        self.line(&rule);
    }

    fn painted(&self, colour: &str, text: &str) -> String {
        match self.style.color && !text.is_empty() {
            true => format!("\u{1b}[{colour}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}
