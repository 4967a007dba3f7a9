//! What is wrong in a TOML text, and where; all problems of one text make one error.

use crate::span::Span;
use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use std::fmt;
use std::sync::Arc;

/// One mistake with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// The fact, lower case, no full stop.
    pub message: String,
    /// One thing to do.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without help.
    #[must_use]
    pub fn new(span: Span, message: String) -> Self {
        Self { span, message, help: None }
    }

    /// The same problem with something to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// How many problems after the first are rendered; a table of a hundred thousand bad rows says no more than fifty.
const MOST_SHOWN: usize = 50;

/// Every problem of one text. Rendered by miette: the first problem is the error itself, the others are related.
#[derive(Debug)]
pub struct DocumentError {
    source: NamedSource<Arc<String>>,
    problems: Vec<Problem>,
    others: Vec<Placed>,
}

impl DocumentError {
    /// An error of at least one problem; they are put in the order of their places.
    #[must_use]
    pub fn new(name: &str, text: &str, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| problem.span);
        let text = Arc::new(text.to_owned());
        let source = || NamedSource::new(name, Arc::clone(&text));
        let placed = |problem: &Problem| Placed { source: source(), problem: problem.clone() };
        let mut others: Vec<Placed> = problems.iter().skip(1).take(MOST_SHOWN).map(placed).collect();
        if let Some(more) = problems.get(MOST_SHOWN + 1) {
            let left = problems.len() - 1 - MOST_SHOWN;
            others.push(placed(&Problem::new(more.span, format!("here begin {left} more problems of this file"))));
        }
        Self { source: source(), problems, others }
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.source.name()
    }

    /// Every problem, in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.first() {
            Some(problem) => formatter.write_str(&problem.message),
            None => formatter.write_str("nothing is wrong"),
        }
    }
}

impl std::error::Error for DocumentError {}

impl Diagnostic for DocumentError {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        help_of(self.problems.first()?)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        label_of(self.problems.first()?)
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        if self.others.is_empty() {
            return None;
        }
        Some(Box::new(self.others.iter().map(|placed| placed as &dyn Diagnostic)))
    }
}

/// A problem after the first: carries the text again, since miette shows related errors on their own.
#[derive(Debug)]
struct Placed {
    source: NamedSource<Arc<String>>,
    problem: Problem,
}

impl fmt::Display for Placed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.problem.message)
    }
}

impl std::error::Error for Placed {}

impl Diagnostic for Placed {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        help_of(&self.problem)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        label_of(&self.problem)
    }
}

fn help_of(problem: &Problem) -> Option<Box<dyn fmt::Display + '_>> {
    problem.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
}

fn label_of(problem: &Problem) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
    let label = LabeledSpan::new(Some("here".to_owned()), problem.span.start, problem.span.len());
    Some(Box::new(std::iter::once(label)))
}

/// The known name nearest to a misspelt one, when it is near enough to be meant: at most a third of its
/// characters changed (optimal string alignment), or the same words in another order or spelling of `-` and `_`.
#[must_use]
pub fn nearest<'a>(misspelt: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = misspelt.to_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(&folded, name), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn very_many_problems_are_counted_rather_than_rendered() {
        let problems = vec![Problem::new(Span::new(0, 1), "bad".to_owned()); 1000];
        let error = DocumentError::new("t.toml", "x", problems);
        assert_eq!(error.problems().len(), 1000);
        let rendered: Vec<String> = error.related().unwrap().map(|other| other.to_string()).collect();
        assert_eq!(rendered.len(), MOST_SHOWN + 1);
        assert_eq!(rendered.last().unwrap(), "here begin 949 more problems of this file");
    }
}
