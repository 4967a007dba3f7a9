//! Excel 5 to 2003 (.xls; MS-XLS), from the streams of its compound file.
//!
//! Read record by record: calamine makes a grid of each sheet, gives no hidden rows or columns, and indexes records by
//! what they claim, so that one changed byte ends in a panic or in a chain of sectors without end.

mod records;
mod sheet;
mod strings;
mod workbook;

use super::columns::Columns;
use super::header_footer;
use super::property_set;
use super::row_buffer::RowBuffer;
use super::section::Section;
use crate::inspect::look::Look;
use crate::inspect::place::{Hidden, Part, Place};
use crate::inspect::readers::CompoundStream;
use crate::inspect::visitor::{InnerFile, Obstacle};
use records::{Charset, Records};
use sheet::Beside;
use workbook::Workbook;

/// Storage of the caches of pivot tables (MS-XLS 2.1.7.12).
const PIVOT_STORAGE: &str = "_SX_DB_CUR";
/// Storage of the macros (2.1.7.19).
const MACRO_STORAGE: &str = "_VBA_PROJECT_CUR";
/// Strings in the cache of a pivot table (`SXString`, 2.4.290).
const PIVOT_STRING: u16 = 0xCD;

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    let Some(streams) = (look.readers.compound)(bytes) else {
        look.tell(&file);
        return look.meet(Obstacle::Damaged);
    };
    let has_macros = streams.iter().any(|stream| stream.path.iter().any(|name| name == MACRO_STORAGE));
    let mut workbook = Workbook::new(Charset::new(look.readers), look.budget.limits().part_bytes);
    let stream = workbook_stream(&streams).unwrap_or_default();
    let outcome = workbook.read(stream);
    look.tell(&InnerFile { has_macros, is_encrypted: workbook.is_encrypted, ..file });
    if let Err(obstacle) = outcome {
        look.meet(obstacle);
    }
    if workbook.is_encrypted {
        look.meet(Obstacle::Encrypted);
    } else {
        for (number, entry) in workbook.sheets.iter().enumerate() {
            let part = Part::Sheet { name: entry.name.clone(), is_active: number == workbook.active };
            let place = look.place(part, entry.hidden);
            show_sheet(&workbook, stream, entry.at, place, look);
        }
        show_links(&workbook, look);
        show_names(&workbook, look);
        for stream in streams.iter().filter(|stream| stream.path.first().is_some_and(|name| name == PIVOT_STORAGE)) {
            show_pivot_cache(&workbook, &stream.bytes, look);
        }
    }
    let summary = named(&streams, "\u{5}SummaryInformation").map(|stream| (stream, property_set::SUMMARY.as_slice()));
    let document = named(&streams, "\u{5}DocumentSummaryInformation");
    let document = document.map(|stream| (stream, property_set::DOCUMENT_SUMMARY.as_slice()));
    show_properties(&workbook, summary.into_iter().chain(document), look);
    show_embedded(&streams, look);
}

/// The stream with the sheets (2.1.2): some programs write its name in capitals.
pub(super) fn workbook_stream(streams: &[CompoundStream]) -> Option<&[u8]> {
    let stream = named(streams, "Workbook").or_else(|| named(streams, "Book"))?;
    Some(&stream.bytes)
}

/// The stream of this name that is in no storage.
fn named<'s>(streams: &'s [CompoundStream], name: &str) -> Option<&'s CompoundStream> {
    let is_named =
        |stream: &&CompoundStream| matches!(stream.path.as_slice(), [only] if only.eq_ignore_ascii_case(name));
    streams.iter().find(is_named)
}

/// Shows a sheet with its header and footer, remarks and text boxes.
fn show_sheet(workbook: &Workbook<'_>, stream: &[u8], at: usize, place: Place, look: &mut Look<'_>) {
    let mut beside = Beside::default();
    let mut section = Section::new(place.clone(), &mut *look.visitor);
    section.enter();
    let mut outcome = workbook.show(stream, at, &mut section, look.budget, &mut beside);
    if outcome.is_ok() {
        outcome = beside.text_boxes.iter().try_for_each(|text| section.text(text, look.budget));
    }
    section.end(outcome);
    let margins: Vec<String> = beside.margins.iter().map(|margin| header_footer::text(margin)).collect();
    for (part, texts) in [(Part::Margin, &margins), (Part::Comments, &beside.comments)] {
        let mut section = Section::new(Place { part, ..place.clone() }, &mut *look.visitor);
        let outcome = texts.iter().try_for_each(|text| section.text(text, look.budget));
        section.end(outcome);
    }
}

/// Shows cells of other workbooks that links keep.
fn show_links(workbook: &Workbook<'_>, look: &mut Look<'_>) {
    let place = look.place(Part::ExternalLink, Some(Hidden::Residue));
    let mut section = Section::new(place, &mut *look.visitor);
    let (mut row, mut columns) = (RowBuffer::default(), Columns::new());
    let outcome = workbook.links.iter().try_for_each(|(number, column, text)| {
        if row.number() != *number || row.is_full() {
            row.show(&mut columns, &mut section);
            row.begin(*number, false);
        }
        row.push(*column, text, look.budget)
    });
    row.show(&mut columns, &mut section);
    section.end(outcome);
}

/// Shows names of cells: those in the list first, then those that only a macro brings up.
fn show_names(workbook: &Workbook<'_>, look: &mut Look<'_>) {
    for is_hidden in [false, true] {
        let place = look.place(Part::DefinedNames, is_hidden.then_some(Hidden::Residue));
        let mut section = Section::new(place, &mut *look.visitor);
        let mut names = workbook.names.iter().filter(|(_, hidden)| *hidden == is_hidden);
        let outcome = names.try_for_each(|(name, _)| section.text(name, look.budget));
        section.end(outcome);
    }
}

/// Shows the strings that a pivot table keeps; which of them stood in one row is not told.
fn show_pivot_cache(workbook: &Workbook<'_>, stream: &[u8], look: &mut Look<'_>) {
    let place = look.place(Part::PivotCache, Some(Hidden::Residue));
    let mut section = Section::new(place, &mut *look.visitor);
    let mut strings = Records::from(stream, 0).filter(|record| record.number == PIVOT_STRING);
    let outcome = strings.try_for_each(|record| {
        section.text(&workbook.charset.string(record.content, 0).unwrap_or_default(), look.budget)
    });
    section.end(outcome);
}

fn show_properties<'s>(
    workbook: &Workbook<'_>,
    sets: impl Iterator<Item = (&'s CompoundStream, &'s [(u32, &'s str)])>,
    look: &mut Look<'_>,
) {
    let place = look.place(Part::Properties, None);
    let mut section = Section::new(place, &mut *look.visitor);
    let mut outcome = Ok(());
    for (stream, names) in sets {
        // Each set names its own code page.
        let lines = property_set::lines(&stream.bytes, names, |bytes, code_page| {
            workbook.charset.decode(bytes, code_page).into_owned()
        });
        outcome = outcome.and(lines.iter().try_for_each(|line| section.text(line, look.budget)));
    }
    section.end(outcome);
}

/// Hands on files that lie in storages of their own (2.1.7.6): what newer Office put there is a file as it is.
fn show_embedded(streams: &[CompoundStream], look: &mut Look<'_>) {
    for stream in streams {
        match stream.path.as_slice() {
            [storage, name] if name == "Package" => look.inner(storage, &stream.bytes),
            [storage, name] if storage.starts_with("MBD") && (name == "Workbook" || name == "WordDocument") => {
                look.meet(Obstacle::UnknownKind);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use crate::inspect::test_visitor::{fixture, record};
    use std::io::{Cursor, Write};

    /// A compound file with this stream of records.
    fn xls(name: &str, records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
        let mut stream = file.create_stream(name).unwrap();
        for (number, content) in records {
            stream.write_all(&number.to_le_bytes()).unwrap();
            stream.write_all(&u16::try_from(content.len()).unwrap().to_le_bytes()).unwrap();
            stream.write_all(content).unwrap();
        }
        drop(stream);
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn what_an_old_workbook_hides_is_told() {
        assert_eq!(
            record("hidden.xls", &fixture("hidden.xls")),
            [
                "file xls",
                "enter sheet \"価格表\" active=true",
                "row 1: 品番 | 単価",
                "row 2: A-001 | 100.5",
                "row 3: A-002 | 200",
                "enter margin",
                "text Internal",
                "enter sheet \"裏\" active=false hidden=VerySheet",
                "row 1: 口座 | 1234567",
                "enter sheet \"顧客\" active=false hidden=Sheet",
                "row 1: 氏名 | 電話番号 | 生年月日 | 郵便番号",
                "row 2: 見本 太郎 | 090-0000-1111 | 1980-04-01 | 100-0001",
                "row 3: 見本 花子 | 080-0000-2222 | 1991-12-31 | 150-0002",
                "row 4: 例示 次郎 | 070-0000-3333 | 2001-02-03 | 530-0003",
                "enter sheet \"申込\" active=false",
                "row 1: 氏名 | ~電話番号 | 生年月日 | 郵便番号",
                "row 2: 見本 太郎 | ~090-0000-1111 | 1980-04-01 | 100-0001",
                "row 3 hidden=Rows: 見本 花子 | ~080-0000-2222 | 1991-12-31 | 150-0002",
                "row 4: 例示 次郎 | ~070-0000-3333 | 2001-02-03 | 530-0003",
            ]
        );
    }

    #[test]
    fn a_password_is_told_before_anything_is_read() {
        let records: [(u16, &[u8]); 3] = [(0x0809, &[0, 6, 5, 0]), (0x2F, &[1, 0, 1, 0]), (0x0A, &[])];
        assert_eq!(record("list.xls", &xls("Workbook", &records)), ["file xls encrypted", "obstacle encrypted"]);
    }

    #[test]
    fn a_remark_is_told_apart_from_a_text_box() {
        let note = [0x15, 0, 0x12, 0, 0x19, 0, 1, 0];
        let text_box = [0x15, 0, 0x12, 0, 0x06, 0, 2, 0];
        let text = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0];
        let sheet = [30, 0, 0, 0, 0, 0, 1, 0, b'A'];
        let before = [(0x0809, &[0, 6, 5, 0][..]), (0x85, &sheet), (0x0A, &[][..])];
        let after: [(u16, &[u8]); 8] = [
            (0x0809, &[0, 6, 0x10, 0]),
            (0x5D, &note),
            (0x01B6, &text),
            (0x3C, &[0, b'O', b'K']),
            (0x5D, &text_box),
            (0x01B6, &text),
            (0x3C, &[1, 0x8B, 0x89, 0x2C, 0x67]),
            (0x0A, &[]),
        ];
        let bytes = xls("WORKBOOK", &[&before[..], &after[..]].concat());
        let at = 4 + 4 + 4 + sheet.len() + 4;
        let told = record("list.xls", &{
            let mut bytes = bytes;
            let place = bytes.windows(sheet.len()).position(|window| window == sheet).unwrap();
            bytes[place] = u8::try_from(at).unwrap();
            bytes
        });
        let sheet = ["file xls", "enter sheet \"A\" active=true", "text 見本", "enter comments", "text OK"];
        assert_eq!(told, sheet);
    }
}
