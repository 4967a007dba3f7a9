//! Words and patterns looked for in the texts of a draft, with their places. Knows no entry.

use crate::draft::Draft;
use crate::fold::{PlacedFold, fold};
use crate::settings::{TextPattern, TextPlace};
use crate::span::Span;
use std::cell::OnceCell;

/// Words and a pattern to look for.
#[derive(Debug, Default)]
pub(super) struct Needles {
    /// Folded, white space made single spaces.
    words: Vec<String>,
    pattern: Option<TextPattern>,
}

impl Needles {
    /// Folds the words; the pattern is compiled when the first text comes.
    pub fn new(words: &[String], pattern: Option<&str>) -> Self {
        let words = words.iter().map(|word| fold(word).split_whitespace().collect::<Vec<_>>().join(" "));
        Self { words: words.filter(|word| !word.is_empty()).collect(), pattern: pattern.map(TextPattern::new) }
    }

    /// True when nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.pattern.is_none()
    }
}

/// The texts of a draft, each folded when it is first searched for words.
pub(super) struct Texts<'d>(Vec<Passage<'d>>);

struct Passage<'d> {
    place: TextPlace,
    text: &'d str,
    start: usize,
    folded: OnceCell<PlacedFold>,
}

impl<'d> Texts<'d> {
    /// Subject, own text, quoted text and names of attachments.
    pub fn of(draft: &'d Draft) -> Self {
        let names = draft.attachments.iter().filter_map(|attachment| attachment.filename.as_ref());
        let spans = (draft.subject.iter().map(|subject| (TextPlace::Subject, subject.span)))
            .chain(draft.body.own.iter().map(|span| (TextPlace::OwnText, *span)))
            .chain(draft.body.quoted.iter().map(|span| (TextPlace::QuotedText, *span)))
            .chain(names.map(|name| (TextPlace::AttachmentName, name.span)));
        let passage = |(place, span): (TextPlace, Span)| Passage {
            place,
            text: draft.view.slice(span),
            start: span.start,
            folded: OnceCell::new(),
        };
        Self(spans.map(passage).collect())
    }

    /// True when something is found in one of these places.
    pub fn have(&self, needles: &Needles, places: &[TextPlace]) -> bool {
        self.found(needles, places).next().is_some()
    }

    /// Where something is found, in the order of the view; of two that overlap the first, then the longer one; no
    /// more than `most`.
    pub fn places_of(&self, needles: &Needles, places: &[TextPlace], most: usize) -> Vec<Span> {
        let mut found: Vec<Span> = self.found(needles, places).take(most).collect();
        found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        found.dedup_by(|later, earlier| later.overlaps(*earlier));
        found
    }

    fn found<'t>(&'t self, needles: &'t Needles, places: &'t [TextPlace]) -> impl Iterator<Item = Span> + 't {
        let passages = self.0.iter().filter(|passage| places.contains(&passage.place));
        passages.flat_map(|passage| passage.found(needles))
    }
}

impl Passage<'_> {
    fn found<'t>(&'t self, needles: &'t Needles) -> impl Iterator<Item = Span> + 't {
        let words = needles
            .words
            .iter()
            .flat_map(|word| self.folded.get_or_init(|| PlacedFold::new(self.text)).places_of(word));
        let patterns = needles.pattern.iter().flat_map(|pattern| pattern.found_in(self.text));
        words.chain(patterns).map(|range| Span::from(range).shifted(self.start))
    }
}
