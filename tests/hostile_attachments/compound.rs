//! Compound files whose chains go in circles, and old workbooks whose records have no end.

use super::survive::Hostile;
use mailcheck::inspect::Obstacle::{Cells, Damaged, Depth, Size, Text, UnknownKind};
use std::io::{Cursor, Write};

/// Beginning of a stream of records, and of a sheet in it (MS-XLS 2.4.21).
const WORKBOOK: &[u8] = &[0x09, 0x08, 4, 0, 0, 6, 5, 0];
const SHEET: &[u8] = &[0x09, 0x08, 4, 0, 0, 6, 0x10, 0];
const END: &[u8] = &[0x0A, 0, 0, 0];

pub fn files() -> Vec<Hostile> {
    let million = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
    vec![
        ("a chain in a circle", "circle.xls", circle("Workbook"), &[Damaged, UnknownKind]),
        ("a chain in a circle", "circle.doc", circle("WordDocument"), &[Damaged, UnknownKind]),
        ("a package in a circle", "circle.bin", circle("Package"), &[Damaged, UnknownKind]),
        ("empty records", "empty.xls", book(&[0; 4].repeat(8 * million)), &[]),
        ("strings that go on and on", "strings.xls", book(&strings(8 * million)), &[]),
        ("strings that claim to be four billion", "claims.xls", book(&claims()), &[]),
        ("cells of one long string", "long.xls", sheet(&long_string(), &label_cells(2 * million)), &[Text, Cells]),
        ("cells", "cells.xls", sheet(b"", &numbers(2 * million)), &[Cells]),
        ("rows of cells", "rows.xls", sheet(b"", &multiple(15_000)), &[Cells, Text]),
        ("two thousand streams", "streams.xls", many_streams(), &[]),
        ("a package in a package", "a.bin", packages(), &[Depth, Damaged]),
        (
            "sheets of strings",
            "size.xls",
            sheet(b"", &record(0x0207, &[0xFF, 0xFF, 1]).repeat(3 * million)),
            &[Size, Damaged],
        ),
    ]
}

fn record(number: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    [&number.to_le_bytes()[..], &length.to_le_bytes()[..], content].concat()
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    for (name, content) in streams {
        file.create_stream(name).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn book(records: &[u8]) -> Vec<u8> {
    compound(&[("Workbook", &[WORKBOOK, records, END].concat())])
}

/// A workbook with these records in front of its list of sheets, and these on its only sheet.
fn sheet(global: &[u8], records: &[u8]) -> Vec<u8> {
    let line = |at: usize| record(0x85, &[&u32::try_from(at).unwrap().to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let at = WORKBOOK.len() + global.len() + line(0).len() + END.len();
    compound(&[("Workbook", &[WORKBOOK, global, &line(at), END, SHEET, records, END].concat())])
}

/// The last sector of a stream leads back to its first one (MS-CFB 2.3).
fn circle(name: &str) -> Vec<u8> {
    let mut bytes = compound(&[(name, &[7; 40_000])]);
    let table = 512 * (1 + u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize);
    let entries = (0..128).map(|entry| table + 4 * entry);
    let ends: Vec<usize> = entries.filter(|at| bytes[*at..*at + 4] == 0xFFFF_FFFE_u32.to_le_bytes()).collect();
    ends.into_iter().for_each(|at| bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes()));
    bytes
}

/// A table of strings that continues in records without content (MS-XLS 2.4.58).
fn strings(count: usize) -> Vec<u8> {
    let head = record(0xFC, &[&u32::MAX.to_le_bytes()[..], &u32::MAX.to_le_bytes()].concat());
    [head, record(0x3C, b"").repeat(count)].concat()
}

/// Strings of four billion runs and as many bytes of phonetic text (MS-XLS 2.5.293).
fn claims() -> Vec<u8> {
    let string = [0xFF, 0xFF, 0x0D, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, b'a', 0];
    let content = [&u32::MAX.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &string.repeat(700)].concat();
    [record(0xFC, &content), record(0x3C, &string.repeat(700)).repeat(1_000)].concat()
}

/// One string of 8,000 letters.
fn long_string() -> Vec<u8> {
    let content = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &8_000_u16.to_le_bytes(), &[0], &[b'x'; 8_000]].concat();
    record(0xFC, &content)
}

/// LabelSst (MS-XLS 2.4.149).
fn label_cells(count: usize) -> Vec<u8> {
    record(0xFD, &[0; 10]).repeat(count)
}

/// Number (MS-XLS 2.4.180).
fn numbers(count: usize) -> Vec<u8> {
    record(0x0203, &[0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 0x40, 0x3F, 0x41]).repeat(count + 200_000)
}

/// Rows with as many cells as a row can have (MulRk, MS-XLS 2.4.175).
fn multiple(rows: u16) -> Vec<u8> {
    let cells = [0, 0, 2, 0, 0, 0].repeat(256);
    let row = |row: u16| record(0xBD, &[&row.to_le_bytes()[..], &[0, 0], &cells, &[0xFF, 0]].concat());
    (0..rows).flat_map(row).collect()
}

fn many_streams() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    for number in 0..2_000 {
        file.create_stream(format!("s{number}")).unwrap().write_all(&[1; 100]).unwrap();
    }
    file.create_stream("Workbook").unwrap().write_all(&[WORKBOOK, END].concat()).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn packages() -> Vec<u8> {
    (0..9).fold(vec![b'a'; 9_000], |content, _| compound(&[("Package", &content)]))
}
