//! What a law could not be asked about, and why: printed past the test harness, so that a skip is never silent.

use std::collections::BTreeMap;
use std::io::Write;

/// Names shown for each reason.
const SHOWN: usize = 3;

/// Skips of one law.
#[derive(Debug)]
pub struct Skips {
    law: &'static str,
    /// By reason and by the carrier or rule that it is about.
    titles: BTreeMap<(String, String), Vec<String>>,
}

impl Skips {
    pub const fn new(law: &'static str) -> Self {
        Self { law, titles: BTreeMap::new() }
    }

    /// `title` could not be asked about in `place`.
    pub fn add(&mut self, reason: &str, place: &str, title: &str) {
        self.titles.entry((reason.to_owned(), place.to_owned())).or_default().push(title.to_owned());
    }

    /// One line for each reason and the drafts it is about, on standard error itself: the harness keeps what
    /// `eprintln!` writes.
    pub fn print(&self) {
        let mut places: BTreeMap<(&str, &[String]), Vec<&str>> = BTreeMap::new();
        for ((reason, place), titles) in &self.titles {
            places.entry((reason, titles)).or_default().push(place);
        }
        let mut text = String::new();
        for ((reason, titles), places) in places {
            let more = titles.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let shown = titles[..titles.len().min(SHOWN)].join(", ");
            text.push_str(&format!("skipped in {}: {shown}{more}: {reason} ({})\n", self.law, places.join(", ")));
        }
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}
