//! docs/limits.md tells the limits that hold.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use mailcheck::load::Limits;
use mailcheck::run::limits::limits;
use mailcheck::settings::{ReadingLimit, Settings};
use std::path::Path;

/// Key, default and largest value of each row of the first table.
fn told() -> Vec<(String, u64, u64)> {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md")).unwrap();
    let (first, _) = page.split_once("## Bounds").unwrap();
    let rows = first.lines().filter_map(|line| line.strip_prefix("| `"));
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
    assert_eq!(told(), known);
}

#[test]
fn the_page_tells_the_limits_that_loading_has() {
    let told = told();
    let value = |limit: ReadingLimit| told.iter().find(|(key, _, _)| key == limit.key()).unwrap().1;
    let reading = ReadingLimit::ALL.map(|limit| (limit, value(limit)));
    let settings = Settings { reading: reading.into(), ..Settings::default() };
    assert_eq!(limits(&settings), Limits::default());
}
