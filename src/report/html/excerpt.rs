//! Lines of a draft on the page: what is marked is underlined as well as coloured, and what is said of it stands below.
//! Knows no finding.

use super::element::{escaped, say};
use crate::lang::Lang;
use crate::report::excerpt::{Excerpt, Mark, Row};

/// Adds the lines to the page.
pub(super) fn write(excerpt: &Excerpt, lang: Lang, html: &mut String) {
    let label = lang.pick("lines of the draft", "下書きの該当箇所");
    say(html, format_args!("<div class=\"excerpt\" role=\"group\" aria-label=\"{label}\">\n"));
    for row in &excerpt.rows {
        match row {
            Row::Gap { text, .. } => say(html, format_args!("<div class=\"gap\">{}</div>\n", escaped(text))),
            Row::Line { text, marks, .. } => line(text, marks, html),
        }
    }
    html.push_str("</div>\n");
}

fn line(text: &str, marks: &[Mark], html: &mut String) {
    html.push_str("<div class=\"line\">");
    let mut written = 0;
    for mark in marks {
        say(html, format_args!("{}", escaped(&text[written..mark.span.start])));
        let class = if mark.is_primary { " class=\"primary\"" } else { "" };
        // A place without a length is a place where something is missing; an empty mark could not be seen.
        let marked = match &text[mark.span.range()] {
            "" => "\u{2038}".to_owned(),
            marked => escaped(marked),
        };
        say(html, format_args!("<mark{class}>{marked}</mark>"));
        written = mark.span.end;
    }
    say(html, format_args!("{}</div>\n", escaped(&text[written..])));
    let said: Vec<_> = marks.iter().filter_map(|mark| Some((mark, mark.note.as_ref()?))).collect();
    for (mark, notes) in &said {
        let marked = text[mark.span.range()].trim();
        for note in notes.lines() {
            html.push_str("<div class=\"note\">");
            // One note below one mark needs no word for which it is.
            if marks.len() > 1 && !marked.is_empty() {
                say(html, format_args!("<q><bdi>{}</bdi></q> ", escaped(marked)));
            }
            say(html, format_args!("<bdi>{}</bdi></div>\n", escaped(note)));
        }
    }
}
