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
    let message = wrap::wrap(heading.message, style.width.saturating_sub(hang(word))).join("\n");
    let message_lines = message.lines().count();
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
    tidied(&drawn, word, message_lines, style)
}

/// The drawing without line numbers, without the space that would follow a wide colon, and with the sentence's
/// further lines below its first word.
fn tidied(drawn: &str, word: &str, message_lines: usize, style: Style) -> String {
    let bar = if style.unicode { '│' } else { '|' };
    let mut tidy = String::with_capacity(drawn.len());
    for (number, line) in drawn.lines().enumerate() {
        let (before, after) = if number == 0 {
            let colon = if is_wide(word) { line.find('：') } else { None };
            let space = colon.and_then(|colon| Some(colon + line[colon..].find(' ')?)).unwrap_or(line.len());
            (line[..space].to_owned(), line[space..].trim_start())
        } else if number < message_lines {
            let text = line.find(bar).and_then(|bar| Some(bar + line[bar..].find(' ')? + 1));
            (" ".repeat(hang(word)), &line[text.unwrap_or(0)..])
        } else {
            let text = line.trim_start_matches(' ').trim_start_matches(|c: char| c.is_ascii_digit());
            let text = if text.strip_prefix(' ').is_some_and(|text| text.starts_with(bar)) { text } else { line };
            (" ".repeat(line.len() - text.len()), text)
        };
        tidy.push_str(&before);
        tidy.push_str(after.trim_end_matches(' '));
        tidy.push('\n');
    }
    tidy
}

/// Columns before the sentence.
fn hang(word: &str) -> usize {
    2 + wrap::columns(word) + usize::from(!is_wide(word))
}

/// True for a word whose colon brings its own space.
fn is_wide(word: &str) -> bool {
    word.ends_with('：')
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
