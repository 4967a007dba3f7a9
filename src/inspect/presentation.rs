//! Presentations of PowerPoint and OpenDocument: slides in order, notes, comments, what is embedded.

mod authors;

use super::file_type::FileType;
use super::look::Look;
use super::odf;
use super::ooxml::{Context, Flow, Vocabulary, properties, rest};
use super::package::{Package, Relation};
use super::place::{Hidden, Part};
use super::story::Story;
use super::visitor::{InnerFile, Obstacle};
use std::collections::HashSet;

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    match Package::open(bytes, look.budget) {
        Err(obstacle) => {
            look.tell(&file);
            look.meet(obstacle);
        }
        Ok(package) if file.file_type == FileType::Odp => odf::read(package, file, look),
        Ok(package) => read_slides(package, file, look),
    }
}

fn read_slides(mut package: Package<'_>, file: InnerFile, look: &mut Look<'_>) {
    let properties = properties::read(&mut package, look);
    let slides = slides(&mut package, look);
    let (has_macros, is_encrypted) = (rest::has_macros(&package), package.is_encrypted);
    look.tell(&InnerFile { has_macros, is_encrypted, pages: Some(slides.len()), ..file });
    let context = Context { authors: authors::read(&mut package, look), ..Context::default() };
    let mut deck = Deck { context, read: HashSet::new(), behind_charts: HashSet::new() };
    let most = look.budget.limits().pages;
    if slides.len() > most {
        package.met.insert(Obstacle::Pages);
    }
    for (number, slide) in (1..).zip(slides.iter().take(most)) {
        deck.read_part(&mut package, slide, Some(number), look);
        for relation in package.relations(slide, look.budget) {
            deck.read_part(&mut package, &relation.target, Some(number), look);
        }
    }
    // Slides beyond the limit are not read by another way either.
    deck.read.extend(slides.iter().skip(most).cloned());
    for (name, _) in package.names.clone() {
        if name.ends_with(".xml") && !name.starts_with('[') && !name.starts_with("docProps/") {
            deck.read_part(&mut package, &name, None, look);
        }
    }
    properties::show(&properties, look);
    rest::read(&mut package, &deck.behind_charts, look);
    package.tell_obstacles(look);
}

/// Names of the slides in the order of the show (ECMA-376 part 1, 19.2.1.34).
fn slides(package: &mut Package<'_>, look: &mut Look<'_>) -> Vec<String> {
    let relations = package.relations("", look.budget);
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
    let main = main.unwrap_or_else(|| "ppt/presentation.xml".to_owned());
    let Some(index) = package.find(&main) else { return Vec::new() };
    let mut ids = Vec::new();
    let most = look.budget.limits().pages;
    // Of slides beyond the limit only one is of interest: that there is one.
    package.search(index, look.budget, |element| -> Option<()> {
        if element.name() == "sldId" {
            ids.extend(element.prefixed("id").map(std::borrow::Cow::into_owned));
        }
        (ids.len() > most).then_some(())
    });
    let relations = package.relations(&main, look.budget);
    let target = |id: &String| {
        relations.iter().find(|Relation { id: other, .. }| id == other).map(|relation| relation.target.clone())
    };
    let mut seen = HashSet::new();
    ids.iter().filter_map(target).filter(|slide| seen.insert(slide.clone())).collect()
}

/// What is known while the parts of a presentation are read.
struct Deck {
    context: Context,
    /// Names of parts that were read: several slides may share one.
    read: HashSet<String>,
    behind_charts: HashSet<String>,
}

impl Deck {
    /// Reads a part by what its content is; `slide` is the slide that refers to it.
    fn read_part(&mut self, package: &mut Package<'_>, name: &str, slide: Option<usize>, look: &mut Look<'_>) {
        let is_xml = name.ends_with(".xml");
        let Some(index) = package.find(name).filter(|_| is_xml) else { return };
        // Layouts and masters belong to no slide and come last.
        let is_shared = name.contains("/slideLayouts/") || name.contains("/slideMasters/");
        if is_shared && slide.is_some() || !self.read.insert(name.to_owned()) {
            return;
        }
        let root = package.search(index, look.budget, |element| {
            let is_hidden = element.attribute("show").is_some_and(|value| value == "0" || value == "false");
            Some((element.name().to_owned(), is_hidden))
        });
        let Some((root, is_hidden)) = root else { return };
        let on_slide = slide.map_or(Part::Text, Part::Slide);
        let (part, hidden, vocabulary) = match root.as_str() {
            // A slide that no show refers to.
            "sld" if slide.is_none() => (Part::Text, Some(Hidden::Residue), Vocabulary::Text),
            "sld" => (on_slide, is_hidden.then_some(Hidden::Slide), Vocabulary::Text),
            "notes" => (slide.map_or(Part::Text, Part::Notes), None, Vocabulary::Text),
            "cmLst" => (slide.map_or(Part::Comments, Part::SlideComments), None, Vocabulary::Comments),
            "chartSpace" => (on_slide, None, Vocabulary::Chart),
            "dataModel" => (on_slide, None, Vocabulary::Text),
            "sldMaster" | "sldLayout" | "notesMaster" | "handoutMaster" => (Part::Margin, None, Vocabulary::Master),
            _ => return,
        };
        if vocabulary == Vocabulary::Chart {
            let relations = package.relations(name, look.budget);
            self.behind_charts.extend(relations.into_iter().map(|relation| relation.target));
        }
        let place = look.place(part, hidden);
        let mut flow = Flow::new(Story::new(look.visitor, place), &self.context, vocabulary);
        package.read(index, look.budget, |event| flow.hear(event));
        flow.story.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::super::limits::Limits;
    use super::super::test_visitor::{record, record_within};

    const EVERYTHING: &[u8] = include_bytes!("../../tests/attachments/files/everything.pptx");

    #[test]
    fn slides_come_in_order_with_what_hangs_on_them() {
        let lines = record("a.pptx", EVERYTHING);
        let expected = [
            "file pptx pages=3",
            "enter slide 1",
            "text 事業の報告",
            "enter slide 1",
            "row 1: 氏名 | 電話",
            "row 2: 見本 太郎 | 090-0000-0001",
            "enter notes 1",
            "text ここで部長の話",
            "enter comments 1",
            "text 架空 次郎: この数字は古い",
            "enter slide 2 hidden=Slide",
            "text 見せない頁 見本 花子",
            "enter comments 2",
            "text 見本 花子: 直しました",
            "text 見本 花子: 直してください",
            "enter slide 3",
            "text 図",
            "enter slide 3 hidden=Text",
            "text 隠した枠",
            "enter slide 3",
            "text 点",
            "text 見本 太郎",
        ];
        assert_eq!(lines[..expected.len()], expected);
        let inner = "file ppt/embeddings/Microsoft_Excel_Sheet1.xlsx > xlsx";
        assert!(lines.iter().any(|line| line == inner), "{lines:?}");
    }

    #[test]
    fn instructions_in_placeholders_of_masters_are_no_text() {
        let lines = record("a.pptx", EVERYTHING);
        assert!(!lines.iter().any(|line| line.contains("Click to edit")), "{lines:?}");
    }

    #[test]
    fn slides_beyond_the_limit_are_told() {
        let lines = record_within(Limits { pages: 1, ..Limits::default() }, "a.pptx", EVERYTHING);
        assert!(lines.iter().any(|line| line == "obstacle pages"), "{lines:?}");
        assert!(!lines.iter().any(|line| line.contains("見せない頁")), "{lines:?}");
    }

    #[test]
    fn an_open_presentation_tells_the_same() {
        let lines = record("a.odp", include_bytes!("../../tests/attachments/files/everything.odp"));
        let expected = [
            "file odp",
            "enter slide 1",
            "text 事業の報告",
            "enter comments 1",
            "text 架空 次郎: この数字は古い",
            "enter notes 1",
            "text ここで部長の話",
            "enter slide 2 hidden=Slide",
            "text 見せない頁 見本 花子",
        ];
        assert_eq!(lines, expected);
    }
}
