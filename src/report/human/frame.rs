//! A finding drawn by miette: the sentence, then the lines of the draft in a frame with their labels.
//!
//! Help is not given to miette, which would call it `help:` in every language. Line numbers are taken out again:
//! those of a shortened text are wrong, those of the view count lines of a text the user cannot open, and neither
//! is a line of the mail on the user's screen. The header field above each line says where it is.

use super::{Heading, Style, wrap};
use crate::report::excerpt::Excerpt;
use crate::severity::Severity;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use std::fmt;

/// The finding, ending with a line feed; the sentence alone when there is no excerpt.
pub(super) fn render(heading: Heading<'_>, name: &str, excerpt: Option<&Excerpt>, style: Style) -> String {
    let (text, marks) = excerpt.map(Excerpt::flat).unwrap_or_default();
    let labels = marks.iter().map(|mark| {
        let column = wrap::columns(&text[line_start(&text, mark.span.start)..mark.span.start]);
        let note = mark.note.as_ref().map(|note| fitted(note, style.width.saturating_sub(column + 14)));
        LabeledSpan::new(note, mark.span.start, mark.span.len())
    });
    let word = heading.word();
    let message = wrap::wrap(heading.message, style.width.saturating_sub(wrap::columns(word) + 4)).join("\n");
    let shown = Shown {
        message,
        severity: heading.severity,
        labels: labels.collect(),
        source: excerpt.map(|_| Whole { name: name.to_owned(), text: text.clone() }),
    };
    let primary: Vec<_> = marks.iter().map(|mark| mark.is_primary).collect();
    let handler = GraphicalReportHandler::new_themed(theme(word, heading.severity, &primary, style))
        .with_width(style.width)
        .with_wrap_lines(false)
        .with_links(false)
        .without_primary_span_start()
        .without_syntax_highlighting();
    let mut drawn = String::new();
    handler.render_report(&mut drawn, &shown).expect("the labels lie in the text, and a String takes everything");
    tidied(&drawn, style)
}

/// The drawing without line numbers, and without the space that would follow a wide colon.
fn tidied(drawn: &str, style: Style) -> String {
    let bar = if style.unicode { " │ " } else { " | " };
    let mut tidy = String::with_capacity(drawn.len());
    for (number, line) in drawn.lines().enumerate() {
        let blank = line.len() - line.trim_start_matches(' ').len();
        let digits = line[blank..].len() - line[blank..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let colon = line.find('：').filter(|_| number == 0);
        if let Some(space) = colon.and_then(|colon| Some(colon + line[colon..].find(' ')?)) {
            tidy.push_str(&line[..space]);
            tidy.push_str(&line[space + 1..]);
        } else if digits > 0 && line[blank + digits..].starts_with(bar) {
            tidy.push_str(&" ".repeat(blank + digits));
            tidy.push_str(line[blank + digits..].trim_end_matches(' '));
        } else {
            tidy.push_str(line.trim_end_matches(' '));
        }
        tidy.push('\n');
    }
    tidy
}

/// Colours of miette's own ANSI theme, but of those only what can be read on dark and on light: red and bold
/// magenta. The places beside the primary one are underlined without colour.
fn theme(word: &str, severity: Severity, primary: &[bool], style: Style) -> GraphicalTheme {
    let plain = ThemeStyles::none();
    let mut characters = if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    for symbol in [&mut characters.error, &mut characters.warning, &mut characters.advice] {
        word.clone_into(symbol);
    }
    if !style.color {
        return GraphicalTheme { characters, styles: plain };
    }
    let ansi = ThemeStyles::ansi();
    let grave = match severity {
        Severity::Error => ansi.error,
        Severity::Warning => ansi.highlights.first().copied().unwrap_or(ansi.warning),
        Severity::Info => plain.advice,
    };
    let mut highlights: Vec<_> =
        primary.iter().map(|is_primary| if *is_primary { grave } else { plain.error }).collect();
    if highlights.is_empty() {
        highlights.push(grave);
    }
    GraphicalTheme {
        characters,
        styles: ThemeStyles { error: grave, warning: grave, advice: grave, highlights, ..plain },
    }
}

/// A note in as many lines as it needs beside its label.
fn fitted(note: &str, width: usize) -> String {
    note.lines().flat_map(|line| wrap::wrap(line, width.max(24))).collect::<Vec<_>>().join("\n")
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |line_end| line_end + 1)
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown {
    message: String,
    severity: Severity,
    labels: Vec<LabeledSpan>,
    source: Option<Whole>,
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// A text that is always shown whole: the excerpt has been made already, miette must not make another.
#[derive(Debug)]
struct Whole {
    name: String,
    text: String,
}

impl SourceCode for Whole {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let all = SourceSpan::from((0, self.text.len()));
        let lines = self.text.lines().count();
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), self.text.as_bytes(), all, 0, 0, lines)))
    }
}
