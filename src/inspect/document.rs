//! Documents of Word and OpenDocument: text, margins, comments, changes, hidden text, what is embedded.

mod styles;

use super::file_type::FileType;
use super::look::Look;
use super::odf;
use super::ooxml::{Context, Flow, Vocabulary, properties, rest};
use super::package::Package;
use super::place::{Hidden, Part};
use super::story::Story;
use super::visitor::InnerFile;
use std::collections::HashSet;

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    match Package::open(bytes, look.budget) {
        Err(obstacle) => {
            look.tell(&file);
            look.meet(obstacle);
        }
        Ok(package) if file.file_type == FileType::Odt => odf::read(package, file, look),
        Ok(package) => read_word(package, file, look),
    }
}

fn read_word(mut package: Package<'_>, file: InnerFile, look: &mut Look<'_>) {
    let properties = properties::read(&mut package, look);
    let pages = properties.pages.or(file.pages);
    let (has_macros, is_encrypted) = (rest::has_macros(&package), package.is_encrypted);
    look.tell(&InnerFile { has_macros, is_encrypted, pages, ..file });
    let context = Context { hidden_styles: styles::hidden(&mut package, look), ..Context::default() };
    let mut behind_charts = HashSet::new();
    for name in stories(&mut package, look) {
        read_part(&mut package, &name, &context, &mut behind_charts, look);
    }
    properties::show(&properties, look);
    rest::read(&mut package, &behind_charts, look);
    package.tell_obstacles(look);
}

/// Names of the parts that may hold text, the document itself first. Parts are told by their content: a part with
/// another name than usual is still one.
fn stories(package: &mut Package<'_>, look: &mut Look<'_>) -> Vec<String> {
    let relations = package.relations("", look.budget);
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
    let is_main = |name: &str| main.as_ref().is_some_and(|main| main.eq_ignore_ascii_case(name));
    let is_story = |name: &str| name.ends_with(".xml") && !name.starts_with('[') && !name.starts_with("docProps/");
    let mut names: Vec<String> =
        package.names.iter().map(|(name, _)| name.clone()).filter(|name| is_story(name)).collect();
    names.sort_by_cached_key(|name| (!is_main(name), name.clone()));
    names
}

fn read_part(
    package: &mut Package<'_>,
    name: &str,
    context: &Context,
    behind_charts: &mut HashSet<String>,
    look: &mut Look<'_>,
) {
    let Some(index) = package.find(name) else { return };
    let root = package.search(index, look.budget, |element| Some(element.name().to_owned()));
    let (part, hidden, vocabulary) = match root.as_deref() {
        Some("document") => (Part::Text, None, Vocabulary::Text),
        Some("hdr" | "ftr" | "footnotes" | "endnotes") => (Part::Margin, None, Vocabulary::Text),
        Some("comments") => (Part::Comments, None, Vocabulary::Comments),
        // Building blocks: text that waits to be inserted.
        Some("glossaryDocument") => (Part::Text, Some(Hidden::Residue), Vocabulary::Text),
        Some("chartSpace") => (Part::Text, None, Vocabulary::Chart),
        Some("dataModel") => (Part::Text, None, Vocabulary::Text),
        _ => return,
    };
    if vocabulary == Vocabulary::Chart {
        behind_charts.extend(package.relations(name, look.budget).into_iter().map(|relation| relation.target));
    }
    let place = look.place(part, hidden);
    let mut flow = Flow::new(Story::new(look.visitor, place), context, vocabulary);
    package.read(index, look.budget, |event| flow.hear(event));
    flow.story.finish();
}

#[cfg(test)]
mod tests {
    use super::super::test_visitor::record;

    const EVERYTHING: &[u8] = include_bytes!("../../tests/attachments/files/everything.docx");
    const MINUTES: &[u8] = include_bytes!("../../tests/attachments/files/minutes.docx");

    /// What is told between entering `place` and the next place or file, all such places together.
    fn in_place(lines: &[String], place: &str) -> Vec<String> {
        let (mut is_wanted, mut found) = (false, Vec::new());
        for line in lines {
            if line.starts_with("enter ") || line.starts_with("file ") {
                is_wanted = line == place;
            } else if is_wanted {
                found.push(line.clone());
            }
        }
        found
    }

    #[test]
    fn text_and_tables_come_in_order_and_a_text_box_once() {
        let lines = in_place(&record("a.docx", EVERYTHING), "enter text");
        let expected = [
            "text 説明会のご案内",
            "row 1: 氏名 | 電話",
            "row 2: 見本 太郎 | 090-0000-0001",
            "row 3: 見本 花子 | 090-0000-0002",
            "row 4: 架空 次郎 | 090-0000-0003",
            "text 表示される文",
            "text 会場は新会場です",
            "text 日時は未定です",
            "text 枠の中の文",
            "text 図のとおり",
            "text 第一回",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_is_not_seen_stands_in_parts_of_its_own() {
        let lines = record("a.docx", EVERYTHING);
        assert_eq!(in_place(&lines, "enter text hidden=Text"), ["text 隠し文字 見本 花子"]);
        assert_eq!(in_place(&lines, "enter trackedchanges"), ["text 旧会場 新会場"]);
        assert_eq!(in_place(&lines, "enter comments"), ["text 架空 次郎: 部長に確認済みです"]);
        assert_eq!(in_place(&lines, "enter margin"), ["text 見本町", "text 脚注の文", "text 関係者限り"]);
        let properties = in_place(&lines, "enter properties");
        for line in ["text creator: 見本 太郎", "text lastModifiedBy: 架空 次郎", "text Company: 見本町"] {
            assert!(properties.iter().any(|property| property == line), "{properties:?}");
        }
    }

    #[test]
    fn the_workbook_behind_a_chart_is_a_file_inside() {
        let lines = record("a.docx", EVERYTHING);
        assert_eq!(lines[0], "file docx pages=2");
        let inner = "file word/embeddings/Microsoft_Excel_Worksheet.xlsx > xlsx";
        assert!(lines.iter().any(|line| line == inner), "{lines:?}");
    }

    #[test]
    fn an_ordinary_document_has_text_and_properties_alone() {
        let lines = record("a.docx", MINUTES);
        let places: Vec<&String> = lines.iter().filter(|line| line.starts_with("enter ")).collect();
        assert_eq!(places, ["enter text", "enter properties"]);
        assert!(!lines.iter().any(|line| line.starts_with("obstacle")), "{lines:?}");
    }

    #[test]
    fn an_open_document_tells_the_same() {
        let lines = record("a.odt", include_bytes!("../../tests/attachments/files/everything.odt"));
        let shown = ["text 表示される文", "text 会場は新会場です", "text 日時は未定です"];
        let text = in_place(&lines, "enter text");
        assert_eq!(text[..3], shown);
        assert_eq!(text[3..5], ["row 1: 氏名 | 電話", "row 2: 見本 太郎 | 090-0000-0001"]);
        assert_eq!(in_place(&lines, "enter text hidden=Text"), ["text 隠し文字 見本 花子", "text 隠し段落"]);
        assert_eq!(in_place(&lines, "enter trackedchanges"), ["text 旧会場", "text 新会場"]);
        assert_eq!(in_place(&lines, "enter comments"), ["text 架空 次郎: 部長に確認済みです"]);
        assert_eq!(in_place(&lines, "enter margin"), ["text 関係者限り", "text 脚注の文"]);
        assert_eq!(in_place(&lines, "enter properties"), ["text creator: 見本 太郎"]);
    }

    #[test]
    fn a_document_whose_parts_are_encrypted_is_told() {
        let mut bytes = MINUTES.to_vec();
        // Bit 0 of the flags in the directory.
        let marks: Vec<usize> =
            (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).map(|at| at + 8).collect();
        marks.into_iter().for_each(|at| bytes[at] |= 1);
        assert_eq!(record("a.docx", &bytes), ["file docx encrypted", "obstacle encrypted"]);
    }

    #[test]
    fn a_document_that_is_cut_short_is_damaged() {
        assert_eq!(
            record("a.docx", &MINUTES[..MINUTES.len() / 2]).last().map(String::as_str),
            Some("obstacle damaged")
        );
    }
}
