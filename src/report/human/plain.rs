//! A finding without any drawing, for screen readers and Braille: every line is a sentence of its own.
//!
//! Ours and not miette's narrated handler: that one reads out line and column numbers of a text the user cannot
//! open, says them once more for each of many labels, and speaks English only.

use super::Heading;
use crate::report::excerpt::{Excerpt, Row};
use std::fmt::Write;

/// Adds the finding to `text`.
pub(super) fn render(heading: Heading<'_>, name: &str, excerpt: Option<&Excerpt>, text: &mut String) {
    let lang = heading.lang;
    let space = lang.pick(" ", "");
    add(text, format_args!("{}{space}{}", heading.word(), heading.message));
    if excerpt.is_none() {
        return;
    }
    add(text, format_args!("  {}{name}", lang.pick("draft: ", "下書き：")));
    for row in excerpt.iter().flat_map(|excerpt| &excerpt.rows) {
        match row {
            Row::Gap { hidden: 0, .. } => {}
            Row::Gap { hidden, .. } => {
                let words = lang.pick("and {} more places", "ほか {} か所");
                add(text, format_args!("  {}", words.replace("{}", &hidden.to_string())));
            }
            Row::Line { text: line, field, marks } => {
                for mark in marks {
                    let place = match field {
                        Some(field) => lang.pick("in {field}", "場所：{field}").replace("{field}", field),
                        None => lang.pick("in the text", "場所：本文").to_owned(),
                    };
                    let quoted = match line[mark.span.range()].trim() {
                        "" => String::new(),
                        text => lang.pick(": \"{text}\"", "「{text}」").replace("{text}", text),
                    };
                    let note = mark.note.as_deref().map_or(String::new(), |note| {
                        format!("{}{}", lang.pick(", ", "、"), note.replace('\n', lang.pick(", ", "、")))
                    });
                    add(text, format_args!("  {place}{quoted}{note}"));
                }
            }
        }
    }
}

fn add(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "{line}").expect("writing to a String does not fail");
}
