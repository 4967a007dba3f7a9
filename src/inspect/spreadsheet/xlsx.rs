//! Excel 2007 and later (.xlsx, .xlsm; ECMA-376 part 1, 18).
//!
//! One pass over a sheet gives cells and what hides them; calamine's stream of cells knows no hidden rows or columns, so
//! it would have to stand beside such a pass.

mod external_link;
mod pivot_cache;
mod sheet;
mod sources;
mod strings;
mod styles;
mod workbook;

use super::cell_text::NumberStyle;
use super::office::{beside_sheet, beside_workbook, open, told, workbook_part};
use super::parts::{Parts, Relationship};
use super::section::Section;
use super::strings::Strings;
use crate::inspect::budget::Budget;
use crate::inspect::look::Look;
use crate::inspect::place::{Hidden, Part, Place};
use crate::inspect::visitor::{InnerFile, Obstacle};
use std::collections::BTreeMap;

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    let Some(mut parts) = open(bytes, file, look) else { return };
    let part = workbook_part(&mut parts, "xl/workbook.xml", look);
    let mut workbook = workbook::Workbook::default();
    let outcome = workbook.read(&mut parts, &part, look.budget);
    told(outcome, look);
    let relationships = parts.relationships(&part, look.budget);
    let mut style = NumberStyle { is_1904: workbook.is_1904, ..NumberStyle::default() };
    let mut strings = Strings::new(look.budget.limits().part_bytes);
    let outcome = read_common(&mut parts, &relationships, &mut style, &mut strings, look.budget);
    told(outcome, look);

    let values = sheet::Values { style: &style, strings: &strings };
    let mut sources = sources::Sources::default();
    for (number, entry) in workbook.sheets.iter().enumerate() {
        let part = Part::Sheet { name: entry.name.clone(), is_active: number == workbook.active };
        let place = look.place(part, entry.hidden);
        match relationships.get(&entry.relationship) {
            // A module of macros is a sheet without a part.
            None if entry.relationship.is_empty() => {}
            Some(relationship) => {
                let rows = show_sheet(&mut parts, &relationship.target, &values, place, look);
                sources.add_sheet(&entry.name, &relationship.target, rows, &mut parts, look.budget);
            }
            None => told(Err(Obstacle::Damaged), look),
        }
    }
    for name in parts.names(|name| name.starts_with("xl/worksheets/sheet") && name.ends_with(".xml")) {
        // In no list of sheets: what is left of one that was deleted.
        if !parts.is_seen(&name) {
            let part = Part::Sheet { name: name.rsplit('/').next().unwrap_or_default().to_owned(), is_active: false };
            let place = look.place(part, Some(Hidden::Residue));
            show_sheet(&mut parts, &name, &values, place, look);
        }
    }
    workbook.names().for_each(|(name, cells)| sources.add_name(name, cells));
    pivot_cache::show(&mut parts, &sources, look);
    external_link::show(&mut parts, look);
    workbook.show_names(look);
    beside_workbook(&mut parts, look);
}

/// Reads formats and shared strings, as far as they go.
fn read_common(
    parts: &mut Parts<'_>,
    relationships: &BTreeMap<String, Relationship>,
    style: &mut NumberStyle,
    strings: &mut Strings,
    budget: &mut Budget,
) -> Result<(), Obstacle> {
    let target = |kind: &str, otherwise: &str| {
        let relationship = relationships.values().find(|relationship| relationship.kind == kind);
        relationship.map_or(otherwise.to_owned(), |relationship| relationship.target.clone())
    };
    let styles = styles::read(parts, &target("styles", "xl/styles.xml"), &mut style.formats, budget);
    strings::read(parts, &target("sharedStrings", "xl/sharedStrings.xml"), strings, budget)?;
    styles
}

/// Shows a sheet with its header and footer, remarks and text boxes, and tells how many rows it has.
fn show_sheet(parts: &mut Parts<'_>, part: &str, values: &sheet::Values<'_>, place: Place, look: &mut Look<'_>) -> u64 {
    let mut section = Section::new(place.clone(), &mut *look.visitor);
    section.enter();
    let mut margins = Vec::new();
    let outcome = match parts.xml(part, look.budget) {
        Some(xml) => xml.and_then(|mut xml| values.show(&mut xml, &mut section, &mut margins)),
        None => Err(Obstacle::Damaged),
    };
    let rows = section.rows();
    section.end(outcome);
    let mut section = Section::new(Place { part: Part::Margin, ..place.clone() }, &mut *look.visitor);
    let outcome = margins.iter().try_for_each(|margin| section.text(margin, look.budget));
    section.end(outcome);
    beside_sheet(parts, part, &place, look);
    rows
}

#[cfg(test)]
mod tests {
    use crate::inspect::test_visitor::{fixture, record, zip};

    #[test]
    fn what_a_workbook_hides_is_told() {
        assert_eq!(
            record("hidden.xlsx", &fixture("hidden.xlsx")),
            [
                "file xlsx",
                "enter sheet \"価格表\" active=true",
                "row 1: 品番 | 単価 | 在庫",
                "row 2: A-001 | 100.5 | FALSE",
                "row 3: A-002 | 200.5 | TRUE",
                "row 4: A-003 | 300.5 | FALSE",
                "enter sheet \"顧客\" active=false hidden=Sheet",
                "row 1: 氏名 | 電話番号 | 生年月日 | 郵便番号",
                "row 2: 見本 太郎 | 090-0000-1111 | 1980-04-01 | 100-0001",
                "row 3: 見本 花子 | 080-0000-2222 | 1991-12-31 | 150-0002",
                "row 4: 例示 次郎 | 070-0000-3333 | 2001-02-03 | 530-0003",
                "enter sheet \"裏\" active=false hidden=VerySheet",
                "row 1: 口座 | 1234567",
                "enter sheet \"申込\" active=false",
                "row 1: 氏名 | ~電話番号 | 生年月日 | ~郵便番号",
                "row 2: 見本 太郎 | ~090-0000-1111 | 1980-04-01 | ~1000001",
                "row 3 hidden=Rows: 見本 花子 | ~080-0000-2222 | 1991-12-31 | ~1500002",
                "row 4 hidden=Rows: 例示 次郎 | ~070-0000-3333 | 2001-02-03 | ~5300003",
                "enter margin",
                "text 社外秘",
                "enter comments",
                "text 三件とも",
                "text 確認済み",
                "enter definednames",
                "text 担当=申込!$A$2",
                "enter definednames hidden=Residue",
                "text 旧顧客=顧客!$A$2:$A$4",
                "enter properties",
                "text creator: 見本 太郎",
                "text title: 価格表",
                "text lastModifiedBy: 見本 花子",
                "text 案件: 令和八年度",
            ]
        );
    }

    #[test]
    fn cells_are_told_as_they_are_shown() {
        let told = record("values.xlsx", &fixture("values.xlsx"));
        let rows: Vec<_> = told.iter().filter(|line| line.starts_with("row")).map(String::as_str).collect();
        assert_eq!(
            rows,
            [
                "row 1: 見本 太郎 | 2=90 | 9",
                "row 2: 見本 太郎様 | 0.333333333333333 | #REF! | TRUE",
                "row 3: 2026-04-01 | 123456789018 | 9012345678.9",
                // No sheet has a cell XFE1 or a row 1048577: they follow the ones before.
                "row 4: 1 | 2 | 3 | 4",
            ]
        );
    }

    #[test]
    fn what_stays_of_other_data_is_told() {
        let told = record("residue.xlsx", &fixture("residue.xlsx"));
        let inner = "xl/embeddings/Microsoft_Excel_Worksheet1.xlsx > ";
        let residue: Vec<_> = told.iter().skip_while(|line| *line != "enter comments").map(String::as_str).collect();
        assert_eq!(told[0], "file xlsx macros");
        assert_eq!(
            residue[..17],
            [
                "enter comments",
                "text 原価は 80 円です",
                "enter pivotcache hidden=Residue",
                "row 1: 氏名 | 電話番号 | 生年月日",
                "row 2: 見本 太郎 | 090-0000-1111 | 1980-04-01",
                "row 3: 見本 花子 | 080-0000-2222",
                "row 4: 例示 次郎 | 070-0000-3333",
                "enter properties",
                "text file:///\\\\server.example\\人事\\職員.xlsx",
                "enter externallink hidden=Residue",
                "row 2: 例示 三郎 | 36",
                "enter properties",
                "text creator: 見本 太郎",
                "text title: 価格表",
                "text lastModifiedBy: 見本 花子",
                &format!("file {inner}xlsx"),
                &format!("enter {inner}sheet \"内訳\" active=true"),
            ]
        );
    }

    /// A workbook with a sheet of these rows and a pivot table of two rows that was made from `source`.
    fn pivoted(rows: &str, source: &str) -> Vec<String> {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        let definition = format!(
            "<pivotCacheDefinition><cacheSource><worksheetSource {source}/></cacheSource>\
             <cacheFields><cacheField name='品番'/></cacheFields></pivotCacheDefinition>"
        );
        let relationship = |kind: &str, target: &str| {
            format!("<Relationships><Relationship Id='rId1' Type='x/{kind}' Target='{target}'/></Relationships>")
        };
        let workbook = "<workbook><sheets><sheet name='売上' r:id='rId1'/></sheets>\
            <definedNames><definedName name='範囲'>'売上'!$A$1:$A$3</definedName></definedNames></workbook>";
        let bytes = zip(&[
            ("[Content_Types].xml", ""),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", &relationship("worksheet", "worksheets/sheet1.xml")),
            ("xl/worksheets/sheet1.xml", &sheet),
            ("xl/worksheets/_rels/sheet1.xml.rels", &relationship("table", "../tables/table1.xml")),
            ("xl/tables/table1.xml", "<table displayName='Table1'/>"),
            ("xl/pivotCache/pivotCacheDefinition1.xml", &definition),
            (
                "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels",
                &relationship("pivotCacheRecords", "pivotCacheRecords1.xml"),
            ),
            (
                "xl/pivotCache/pivotCacheRecords1.xml",
                "<pivotCacheRecords count='1'><r><s v='A-1'/></r><r><s v='A-2'/></r></pivotCacheRecords>",
            ),
        ]);
        record("a.xlsx", &bytes).into_iter().filter(|line| line.contains("pivotcache")).collect()
    }

    #[test]
    fn a_pivot_table_keeps_a_copy_as_long_as_its_rows_are_there() {
        let row = "<row><c><v>1</v></c></row>";
        for source in ["sheet='売上'", "name='table1'", "name='範囲'"] {
            assert!(pivoted(&row.repeat(3), source).is_empty(), "{source}");
            assert_eq!(pivoted(&row.repeat(2), source), ["enter pivotcache hidden=Residue"], "{source}");
        }
        let told = ["enter pivotcache hidden=Residue"];
        assert_eq!(pivoted(&row.repeat(3), "sheet='顧客'"), told);
        assert_eq!(pivoted(&row.repeat(3), "sheet='売上' r:id='rId9'"), told);
    }

    #[test]
    fn a_sheet_in_no_list_is_told_as_residue() {
        let sheet = "<worksheet><sheetData><row><c t='str'><v>例示 次郎</v></c></row></sheetData></worksheet>";
        let bytes = zip(&[
            ("[Content_Types].xml", ""),
            ("xl/workbook.xml", "<workbook><sheets/></workbook>"),
            ("xl/worksheets/sheet2.xml", sheet),
        ]);
        let told = ["file xlsx", "enter sheet \"sheet2.xml\" active=false hidden=Residue", "row 1: 例示 次郎"];
        assert_eq!(record("a.xlsx", &bytes), told);
    }

    #[test]
    fn rows_out_of_order_keep_their_numbers() {
        let sheet = "<worksheet><sheetData><row r='9'><c r='C9'><v>3</v></c><c r='A9'><v>1</v></c></row>\
            <row r='2'><c r='A2'><v>2</v></c></row><row r='0'><c><v>0</v></c></row></sheetData></worksheet>";
        let bytes =
            zip(&[("[Content_Types].xml", ""), ("xl/worksheets/sheet1.xml", sheet), ("xl/workbook.xml", "<a/>")]);
        assert_eq!(record("a.xlsx", &bytes)[2..], ["row 9: 1 | 2=3", "row 2: 2", "row 3: 0"]);
    }
}
