//! Excel's binary parts in a zip (.xlsb; MS-XLSB).
//!
//! Read record by record: calamine's stream of cells tells no hidden rows or columns, and indexes records by what they
//! claim, so that one changed byte ends in a panic.

mod records;
mod sheet;
mod workbook;

use super::biff::wide_string;
use super::cell_text::NumberStyle;
use super::office::{beside_sheet, beside_workbook, link_targets, open, told, workbook_part};
use super::parts::Parts;
use super::section::Section;
use crate::inspect::look::Look;
use crate::inspect::place::{Hidden, Part, Place};
use crate::inspect::visitor::{InnerFile, Obstacle};
use records::Records;
use workbook::Workbook;

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    let Some(mut parts) = open(bytes, file, look) else { return };
    let part = workbook_part(&mut parts, "xl/workbook.bin", look);
    let mut workbook = Workbook::new(look.budget.limits().part_bytes);
    let outcome = workbook.read(&mut parts, &part, look.budget);
    told(outcome, look);
    let outcome = workbook.read_styles(&mut parts, "xl/styles.bin", look.budget);
    told(outcome, look);
    let outcome = workbook.read_strings(&mut parts, "xl/sharedStrings.bin", look.budget);
    told(outcome, look);
    let relationships = parts.relationships(&part, look.budget);

    for (number, entry) in workbook.sheets.iter().enumerate() {
        let part = Part::Sheet { name: entry.name.clone(), is_active: number == workbook.active };
        let place = look.place(part, entry.hidden);
        match relationships.get(&entry.relationship) {
            // A module of macros is a sheet without a part.
            None if entry.relationship.is_empty() => {}
            Some(relationship) => show_sheet(&mut parts, &relationship.target, &workbook, place, look),
            None => told(Err(Obstacle::Damaged), look),
        }
    }
    for name in parts.names(|name| name.starts_with("xl/externallinks/") && name.ends_with(".bin")) {
        link_targets(&mut parts, &name, look);
        let place = look.place(Part::ExternalLink, Some(Hidden::Residue));
        let mut section = Section::new(place, &mut *look.visitor);
        let Some(records) = Records::open(&mut parts, &name, look.budget) else { continue };
        let outcome = records.and_then(|mut records| workbook.show(&mut records, &mut section));
        section.end(outcome);
    }
    for name in parts.names(|name| name.starts_with("xl/pivotcache/") && name.ends_with(".bin")) {
        let place = look.place(Part::PivotCache, Some(Hidden::Residue));
        show_strings(&mut parts, &name, place, &PIVOT_STRINGS, 0, look);
    }
    for name in parts.names(|name| name.starts_with("xl/comments") && name.ends_with(".bin")) {
        if !parts.is_seen(&name) {
            let place = look.place(Part::Comments, Some(Hidden::Residue));
            show_strings(&mut parts, &name, place, &[COMMENT_TEXT], 1, look);
        }
    }
    workbook.show_names(look);
    beside_workbook(&mut parts, look);
}

/// `BrtCommentText`, a string after a byte of flags (2.4.339).
const COMMENT_TEXT: u16 = 637;
/// Strings of a pivot cache: `BrtPCDIString` and `BrtPCDIAString` (2.4.132).
const PIVOT_STRINGS: [u16; 2] = [24, 30];
/// A row of a pivot cache, packed as its columns say: `BrtPCRRecord`; these are not unpacked.
const PIVOT_ROW: u16 = 33;

/// Shows a sheet with its remarks and text boxes.
fn show_sheet(parts: &mut Parts<'_>, part: &str, workbook: &Workbook, place: Place, look: &mut Look<'_>) {
    let mut section = Section::new(place.clone(), &mut *look.visitor);
    section.enter();
    let outcome = match Records::open(parts, part, look.budget) {
        Some(records) => records.and_then(|mut records| workbook.show(&mut records, &mut section)),
        None => Err(Obstacle::Damaged),
    };
    section.end(outcome);
    beside_sheet(parts, part, &place, look);
    let relationships = parts.relationships(part, look.budget);
    for relationship in relationships.into_values().filter(|relationship| relationship.kind == "comments") {
        let place = Place { part: Part::Comments, ..place.clone() };
        show_strings(parts, &relationship.target, place, &[COMMENT_TEXT], 1, look);
    }
}

/// Shows the strings at `at` in records of these numbers, and says so when there are rows that are not read.
fn show_strings(parts: &mut Parts<'_>, part: &str, place: Place, numbers: &[u16], at: usize, look: &mut Look<'_>) {
    let mut section = Section::new(place, &mut *look.visitor);
    let Some(records) = Records::open(parts, part, look.budget) else { return };
    let outcome = records.and_then(|mut records| {
        let mut has_unread_rows = false;
        while let Some((number, record)) = records.next()? {
            has_unread_rows |= number == PIVOT_ROW;
            if let (true, Some((text, _))) = (numbers.contains(&number), wide_string(record, at)) {
                section.text(&text, records.budget())?;
            }
        }
        if has_unread_rows { Err(Obstacle::UnknownKind) } else { Ok(()) }
    });
    section.end(outcome);
}

#[cfg(test)]
mod tests {
    use crate::inspect::test_visitor::{fixture, record};

    #[test]
    fn what_a_binary_workbook_hides_is_told() {
        assert_eq!(
            record("hidden.xlsb", &fixture("hidden.xlsb")),
            [
                "file xlsb",
                "enter sheet \"価格表\" active=true",
                "row 1: 品番 | 100",
                "row 2: A-001 | #REF!",
                "enter sheet \"顧客\" active=false hidden=Sheet",
                "row 1: 氏名 | 電話番号 | 生年月日 | 郵便番号",
                "row 2: 見本 太郎 | 090-0000-1111 | 1980-04-01 | 1000001",
                "row 3: 見本 花子 | 080-0000-2222 | 1991-12-31 | 1500002",
                "row 4: 例示 次郎 | 070-0000-3333 | 2001-02-03 | 5300003",
                "enter sheet \"裏\" active=false hidden=VerySheet",
                "row 1: 口座 | 1234567",
                "enter sheet \"申込\" active=false",
                "row 1: 氏名 | ~電話番号 | 生年月日 | 郵便番号",
                "row 2: 見本 太郎 | ~090-0000-1111 | 1980-04-01 | 1000001",
                "row 3 hidden=Rows: 見本 花子 | ~080-0000-2222 | 1991-12-31 | 1500002",
                "row 4: 例示 次郎 | ~070-0000-3333 | 2001-02-03 | 5300003",
                "enter comments",
                "text 確認済み",
            ]
        );
    }
}
