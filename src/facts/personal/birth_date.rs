//! Dates of birth: a date of the last century and a half that a word calls so.

use super::Candidate;
use super::narrow::Narrow;
use crate::pattern::Pattern;
use std::sync::LazyLock;

static DATE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:明治|大正|昭和|平成|令和|\b[MTSHR]) ?(?:[0-9]{1,2}|元)[年./-] ?[0-9]{1,2}[月./-] ?[0-9]{1,2}日?|(?:19|20)[0-9]{2}[年./-] ?[0-9]{1,2}[月./-] ?[0-9]{1,2}日?|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}|[0-9]{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:19|20)[0-9]{2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-9]{1,2}, (?:19|20)[0-9]{2}".to_owned(),
    )
});
/// Words right behind the date.
const AFTER: [&str; 2] = ["生", "生まれ"];

/// Words right before it (lower case).
const BEFORE: [&str; 3] = ["born", "born on", "b."];

/// Dates. A key word must stand near, unless 生 follows, or "born" goes before.
pub(super) fn found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    let text = line.text();
    let candidate = |place: std::ops::Range<usize>| {
        let rest = text[place.end..].trim_start();
        let is_born = AFTER
            .iter()
            .any(|word| rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(['産', '放', '活', '徒'])));
        let before = text[..place.start].trim_end().to_ascii_lowercase();
        let is_born = is_born
            || BEFORE
                .iter()
                .any(|word| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)));
        if is_born { Candidate::sure(place) } else { Candidate::in_doubt(place) }
    };
    DATE.places_in(text)
        .filter(|place| !text[place.end..].starts_with(|next: char| next.is_ascii_digit() || next == ':'))
        .map(candidate)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;

    #[test]
    fn a_word_calls_a_date_a_birthday() {
        for text in [
            "生年月日 1985/4/1",
            "生年月日：昭和60年4月1日",
            "S60.4.1生",
            "DOB: 1 April 1985",
            "Date of birth 04/01/1985",
            "born on 1985-04-01",
        ] {
            assert_eq!(kinds(text), ["birth-date"], "{text}");
        }
    }

    #[test]
    fn other_dates_are_nobodys() {
        for text in ["開催日 2026年11月22日", "2026/11/22 生放送", "Date: 1 April 2026", "reborn 2001-01-01"] {
            assert!(kinds(text).is_empty(), "{text}");
        }
    }
}
