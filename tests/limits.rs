//! docs/limits.md tells the limits that hold.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use mailcheck::load::Limits;
use mailcheck::run::limits::{inside_limits, limits};
use mailcheck::settings::{InsideLimit, ReadingLimit, Settings};
use std::path::Path;

/// Key, default and largest value of each row of the table in the first section, or of the one inside attachments.
fn told(is_inside: bool) -> Vec<(String, u64, u64)> {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md")).unwrap();
    let (first, _) = page.split_once("## Bounds").unwrap();
    let (_, inside) = page.split_once("## Inside").unwrap();
    let rows = if is_inside { inside } else { first }.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let mut cells = row.split('|').map(str::trim);
        let key = cells.next().unwrap().trim_end_matches('`').to_owned();
        let mut number = || cells.next().unwrap().parse().unwrap();
        (key, number(), number())
    })
    .collect()
}

#[test]
fn the_page_tells_every_limit_that_can_be_set() {
    let known = ReadingLimit::ALL.map(|limit| (limit.key().to_owned(), limit.default_value(), limit.largest()));
    assert_eq!(told(false), known);
    let known = InsideLimit::ALL.map(|limit| (limit.key().to_owned(), limit.default_value(), limit.largest()));
    assert_eq!(told(true), known);
}

#[test]
fn the_page_tells_the_limits_that_loading_has() {
    let told = told(false);
    let value = |limit: ReadingLimit| told.iter().find(|(key, _, _)| key == limit.key()).unwrap().1;
    let reading = ReadingLimit::ALL.map(|limit| (limit, value(limit)));
    let settings = Settings { reading: reading.into(), ..Settings::default() };
    assert_eq!(limits(&settings), Limits::default());
}

#[test]
fn the_page_tells_the_limits_that_looking_into_attachments_has() {
    let told = told(true);
    let value = |limit: InsideLimit| told.iter().find(|(key, _, _)| key == limit.key()).unwrap().1;
    let inside = InsideLimit::ALL.map(|limit| (limit, value(limit)));
    let settings = Settings { inside: inside.into(), ..Settings::default() };
    assert_eq!(inside_limits(&settings), mailcheck::inspect::Limits::default());
}
