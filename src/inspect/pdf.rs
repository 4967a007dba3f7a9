//! PDF files: text page by page, what is pinned to them and embedded in them, and whether they are locked or pictures.

mod annexes;
mod content;
mod document;
mod filters;
mod font;
mod lines;
mod matrix;
mod pages;
mod scan;
mod strings;
mod syntax;
#[cfg(test)]
mod tests;
mod text;

use super::look::Look;
use super::place::Part;
use super::visitor::{InnerFile, Obstacle};
use annexes::Annexes;
use document::Document;
use pages::{End, each_page};
use text::{PageText, TextReader};

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    let document = match Document::open(bytes, look.budget) {
        Ok(document) => document,
        Err(obstacle) => {
            look.tell(&InnerFile { is_encrypted: obstacle == Obstacle::Encrypted, ..file });
            look.meet(obstacle);
            return;
        }
    };
    let limit = look.budget.limits().pages;
    let (count, end) = each_page(&document, limit, |_, _| true);
    let mut pages = Pages { file: InnerFile { pages: Some(count), ..file }, waiting: Some(Vec::new()) };
    let mut reader = TextReader::new(&document);
    let mut annexes = Annexes::new(&document);
    each_page(&document, limit, |number, page| {
        annexes.take_page(page);
        let text = reader.page(page, look.budget);
        pages.take(number, text, look)
    });
    pages.finish(look);
    if end == End::Limit {
        look.meet(Obstacle::Pages);
    } else if count == 0 {
        look.meet(Obstacle::Damaged);
    }
    annexes.show(look);
    annexes::properties(&document, look);
    let mut met = document.met.clone();
    met.sort_unstable();
    met.dedup();
    met.into_iter().for_each(|obstacle| look.meet(obstacle));
}

/// Pages while they are told. What the file is must be told before them, and only the first one with text says that it
/// is more than pictures: those before it wait.
struct Pages {
    file: InnerFile,
    waiting: Option<Vec<(usize, PageText)>>,
}

impl Pages {
    /// Tells a page; false when no more text may be told.
    fn take(&mut self, number: usize, text: PageText, look: &mut Look<'_>) -> bool {
        match &mut self.waiting {
            Some(waiting) if !text.has_text => {
                waiting.push((number, text));
                return true;
            }
            Some(waiting) => {
                let waiting = std::mem::take(waiting);
                self.waiting = None;
                look.tell(&self.file);
                waiting.into_iter().for_each(|(number, text)| {
                    show(number, &text, look);
                });
            }
            None => {}
        }
        show(number, &text, look)
    }

    /// Tells what waits still: no page has text.
    fn finish(mut self, look: &mut Look<'_>) {
        let Some(waiting) = self.waiting.take() else { return };
        self.file.is_image_only = waiting.iter().any(|(_, text)| text.has_picture);
        look.tell(&self.file);
        if self.file.is_image_only {
            look.meet(Obstacle::ImageOnly);
        }
        for (number, mut text) in waiting {
            text.has_picture = false;
            show(number, &text, look);
        }
    }
}

/// Shows the lines of a page; false when the text limit is met.
fn show(number: usize, text: &PageText, look: &mut Look<'_>) -> bool {
    let place = look.place(Part::Page(number), None);
    let mut met = None;
    if text.has_text {
        look.visitor.enter(&place);
        for line in
            text.lines.iter().filter(|line| line.chars().any(|character| !matches!(character, '\u{FFFD}' | ' ' | '\t')))
        {
            if let Err(obstacle) = look.budget.take_text(line.len() as u64) {
                met = Some(obstacle);
                break;
            }
            look.visitor.text(line);
        }
        look.visitor.leave();
    }
    let obstacles = [
        met,
        text.met.filter(|obstacle| Some(*obstacle) != met),
        text.has_unknown.then_some(Obstacle::UnknownCharacters),
        (!text.has_text && text.has_picture).then_some(Obstacle::ImageOnly),
    ];
    obstacles.into_iter().flatten().for_each(|obstacle| look.visitor.obstacle(&place, obstacle));
    met.is_none()
}
