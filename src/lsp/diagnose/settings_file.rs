//! A settings file -> what is wrong in it, and with the rules under it, read as it stands in the editor among the other
//! settings files. Knows no draft.

use super::{Found, Subject, failure};
use crate::document::Document;
use crate::lsp::bench::Benches;
use crate::lsp::position::{Encoding, Lines};
use crate::lsp::trouble::with_help;
use crate::report::safe;

pub(super) fn diagnose(subject: &Subject, benches: &Benches, encoding: Encoding) -> Vec<Found> {
    let Some(path) = subject.path.as_deref() else { return Vec::new() };
    let request = benches.request_of_settings(path, &subject.text);
    let Err(troubles) = benches.make(&request).checker else { return Vec::new() };
    // The name that messages about this file bear: it lies in the folder from which settings are looked for.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let lines = Lines::new(&subject.text, encoding);
    let document = Document::parse(&name, &subject.text);
    let mut found = Vec::new();
    for trouble in &troubles {
        let places = match &document {
            Ok(document) => trouble.places(document),
            Err(_) => trouble.place_in(&name).into_iter().collect(),
        };
        let is_elsewhere = places.is_empty();
        let message = match is_elsewhere {
            true => trouble.in_words(),
            false => with_help(&trouble.message, trouble.help.as_deref()),
        };
        let message = safe::block(&message).into_owned();
        let ranges =
            places.into_iter().map(|span| lines.range(span)).chain(is_elsewhere.then(|| lines.rest_of_line(0)));
        found.extend(ranges.map(|range| failure(range, "settings", message.clone())));
    }
    found
}
