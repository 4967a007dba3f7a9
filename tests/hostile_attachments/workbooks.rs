//! Workbooks that claim or unpack to far more than they weigh.

use super::survive::Hostile;
use mailcheck::inspect::Obstacle;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A part: its name, a beginning, a piece that comes so many times, an end.
type Part<'p> = (&'p str, &'p str, &'p str, usize, &'p str);

/// What it is, its name, its content, and what of these must be told; nothing when it may be read as a whole.
pub fn files() -> Vec<Hostile> {
    use Obstacle::{Cells, Damaged, Entries, Size, Text};
    let text = "<c t='str'><v>見本 太郎</v></c>";
    vec![
        ("gigantic ranges in 368 bytes", "ranges.ods", gigantic_ods(), &[]),
        ("cells repeated 10^16 times", "repeated.ods", repeated_ods(), &[Cells]),
        ("gigantic ranges in 747 bytes", "sparse.xlsx", sparse_xlsx(), &[]),
        ("a million rows", "rows.xlsx", rows(1_048_576, "<c><v>1</v></c>"), &[]),
        ("ten million rows", "more.xlsx", rows(10_000_000, "<c><v>1</v></c>"), &[Cells, Size]),
        ("empty rows", "empty.xlsx", rows(40_000_000, ""), &[Size]),
        ("empty cells", "cells.xlsx", sheet("<c/>", 60_000_000), &[Size]),
        (
            "a sheet of 4 GB",
            "large.xlsx",
            sheet(" ", if cfg!(debug_assertions) { 400 << 20 } else { 4 << 30 }),
            &[Size],
        ),
        ("ten million shared strings", "strings.xlsx", shared_strings(), &[Size]),
        ("a million cells of one long string", "long.xlsx", one_long_string(), &[Text]),
        (
            "a cell without end",
            "cell.xlsx",
            sheet("<row><c t='str'><v>x</v></c><c t='str'><v>&amp;", 1_000_000),
            &[Size],
        ),
        ("a row without end", "row.xlsx", sheet(text, 3_000_000), &[Cells, Size]),
        (
            "five million ranges of columns",
            "columns.xlsx",
            sheet("<col min='1' max='16384' hidden='1'/>", 5_000_000),
            &[],
        ),
        ("one sheet ten thousand times", "sheets.xlsx", many_sheets(), &[Size]),
        ("five million names", "names.xlsx", names(), &[Entries]),
        ("names of 4 MB", "long-names.xlsx", long_names(), &[]),
        ("five million merged cells", "merged.xlsx", merged(), &[]),
        ("a shared string of 500 MB", "string.xlsx", shared("<sst><si><t>", "x", 500_000_000), &[Size]),
        (
            "a shared string of many runs",
            "runs.xlsx",
            shared("<sst><si>", "<r><t>xx</t></r>", 5_000_000),
            &[Damaged, Size],
        ),
        ("comments without end", "comments.xlsx", sheet("<!---->", 40_000_000), &[Size]),
        ("references without end", "references.xlsx", sheet("&amp;", 60_000_000), &[Size]),
        ("elements without end", "deep.xlsx", sheet("<a>", 100_000), &[Size]),
        ("one sheet nine thousand times", "sheets.xls", one_sheet_often(), &[Size]),
        ("records that claim too much", "claims.xlsb", claims_xlsb(), &[Size, Damaged]),
    ]
}

const CONTENT_TYPES: Part<'static> = ("[Content_Types].xml", "<Types/>", "", 0, "");
const WORKBOOK: Part<'static> =
    ("xl/workbook.xml", "<workbook><sheets><sheet name='A' r:id='r'/></sheets></workbook>", "", 0, "");
const LINKS: Part<'static> = (
    "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='r' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
    "",
    0,
    "",
);
const ODS: Part<'static> = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "", 0, "");

/// A sheet with `piece` so many times where its rows are.
fn sheet(piece: &str, times: usize) -> Vec<u8> {
    let part =
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>", piece, times, "</row></sheetData></worksheet>");
    deflated(&[CONTENT_TYPES, WORKBOOK, LINKS, part])
}

fn rows(times: usize, cells: &str) -> Vec<u8> {
    let piece = format!("<row>{cells}</row>");
    let part = ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", &*piece, times, "</sheetData></worksheet>");
    deflated(&[CONTENT_TYPES, WORKBOOK, LINKS, part])
}

fn gigantic_ods() -> Vec<u8> {
    let content = "<c><t:table><t:table-row t:number-rows-repeated='1048575'><t:table-cell t:number-columns-repeated='16383'/>\
        </t:table-row><t:table-row t:number-rows-repeated='4294967295'><t:table-cell><p>x</p></t:table-cell></t:table-row>\
        </t:table></c>";
    deflated(&[ODS, ("content.xml", content, "", 0, "")])
}

fn repeated_ods() -> Vec<u8> {
    let row = "<t:table-row t:number-rows-repeated='99999999'><t:table-cell t:number-columns-repeated='99999999'><x:p>見本\
        </x:p></t:table-cell></t:table-row>";
    deflated(&[ODS, ("content.xml", "<c><t:table>", row, 10_000, "</t:table></c>")])
}

fn sparse_xlsx() -> Vec<u8> {
    let cells = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>\
        <row r='4294967296'><c r='ZZZZZZZ9'><v>3</v></c></row>";
    let part = (
        "xl/worksheets/sheet1.xml",
        "<worksheet><dimension ref='A1:XFD1048576'/><sheetData>",
        cells,
        1,
        "</sheetData></worksheet>",
    );
    deflated(&[CONTENT_TYPES, WORKBOOK, LINKS, part])
}

fn shared_strings() -> Vec<u8> {
    shared("<sst count='4294967295'>", "<si><t>a</t></si>", 10_000_000)
}

fn shared(before: &str, piece: &str, times: usize) -> Vec<u8> {
    let times = if cfg!(debug_assertions) { times / 10 } else { times };
    deflated(&[CONTENT_TYPES, WORKBOOK, LINKS, ("xl/sharedStrings.xml", before, piece, times, "</sst>")])
}

fn long_names() -> Vec<u8> {
    let name = format!("<definedName name='{}'>Sheet1!$A$1</definedName>", "a".repeat(4_000_000));
    let part = ("xl/workbook.xml", "<workbook><definedNames>", &*name, 62, "</definedNames></workbook>");
    deflated(&[CONTENT_TYPES, part])
}

fn merged() -> Vec<u8> {
    let cells = "<mergeCell ref='A1:XFD1048576'/>";
    let before = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells count='5000000'>";
    let part = ("xl/worksheets/sheet1.xml", before, cells, 5_000_000, "</mergeCells></worksheet>");
    deflated(&[CONTENT_TYPES, WORKBOOK, LINKS, part])
}

fn one_long_string() -> Vec<u8> {
    let strings = ("xl/sharedStrings.xml", "<sst><si><t>", "x", 1_000_000, "</t></si></sst>");
    let cells = (
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>",
        "<row><c t='s'><v>0</v></c></row>",
        1_000_000,
        "</sheetData></worksheet>",
    );
    deflated(&[CONTENT_TYPES, WORKBOOK, LINKS, strings, cells])
}

fn many_sheets() -> Vec<u8> {
    let workbook =
        ("xl/workbook.xml", "<workbook><sheets>", "<sheet name='A' r:id='r'/>", 9_999, "</sheets></workbook>");
    let part = ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "<row/>", 10_000, "</sheetData></worksheet>");
    deflated(&[CONTENT_TYPES, workbook, LINKS, part])
}

fn names() -> Vec<u8> {
    let name = "<definedName name='a'>Sheet1!$A$1</definedName>";
    deflated(&[
        CONTENT_TYPES,
        ("xl/workbook.xml", "<workbook><definedNames>", name, 5_000_000, "</definedNames></workbook>"),
    ])
}

/// Thousands of lines in the list of sheets point at one sheet of a megabyte.
fn one_sheet_often() -> Vec<u8> {
    let record = |number: u16, content: &[u8]| {
        let length = u16::try_from(content.len()).unwrap();
        [&number.to_le_bytes()[..], &length.to_le_bytes()[..], content].concat()
    };
    let count = 9_000;
    let line = |at: u32| record(0x85, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let at = u32::try_from(8 + line(0).len() * count + 4).unwrap();
    let mut stream = record(0x0809, &[0, 6, 5, 0]);
    (0..count).for_each(|_| stream.extend(line(at)));
    stream.extend(record(0x0A, &[]));
    stream.extend(record(0x0809, &[0, 6, 0x10, 0]));
    (0..260_000).for_each(|_| stream.extend(record(0x0201, &[])));
    stream.extend(record(0x0A, &[]));
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A sheet whose records say they are as long as records can be.
fn claims_xlsb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", &b"<Types/>"[..]),
        ("xl/workbook.bin", &[0x9C, 1, 0xFF, 0xFF, 0xFF, 0x7F]),
        ("xl/sharedStrings.bin", &[19, 7, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 19, 0xFF, 0xFF, 0xFF, 0x7F]),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A zip whose files are made of a beginning, a piece so many times, and an end.
fn deflated(parts: &[Part<'_>]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, before, piece, times, after)) in parts.iter().enumerate() {
        // What tells OpenDocument stands first and as it is.
        let method = if index == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method).large_file(index > 0)).unwrap();
        zip.write_all(before.as_bytes()).unwrap();
        let together = (64 * 1024 / piece.len().max(1)).clamp(1, times.max(&1).to_owned());
        let block = piece.repeat(together);
        for _ in 0..times / together {
            zip.write_all(block.as_bytes()).unwrap();
        }
        zip.write_all(piece.repeat(times % together).as_bytes()).unwrap();
        zip.write_all(after.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
