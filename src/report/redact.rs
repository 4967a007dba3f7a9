//! `--redact`: what a report is handed when anybody may read it. No text of a draft, no value taken from one and no
//! address is left; rules, severities, counts and places in the file are. Knows no form of a report: whatever is
//! masked here no report can print, and fingerprints, which are made of what is left, tell no address.

use super::outcome::{MailingOutcome, MailingPlace, Outcome, Summary};
use super::place::Places;
use super::{Failure, Report};
use crate::draft::view::View;
use crate::finding::{Filler, Finding};
use crate::lang::Bilingual;
use crate::span::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// What stands for a value.
const MASK: &str = "***";

/// Names of the lines of a view, which are ours.
const FIELDS: [&str; 12] = [
    "From",
    "Sender",
    "Reply-To",
    "Date",
    "To",
    "Cc",
    "Bcc",
    "Attendees",
    "Subject",
    "Attachment",
    "Resources",
    "Drafts",
];

/// A report that is handed nothing it might give away.
pub struct Redacted<'a> {
    report: Box<dyn Report + 'a>,
}

impl<'a> Redacted<'a> {
    /// `report`, with less to say.
    #[must_use]
    pub fn new(report: Box<dyn Report + 'a>) -> Self {
        Self { report }
    }
}

impl Report for Redacted<'_> {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.report.begin(out)
    }

    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
        self.report.draft(&masked_outcome(outcome, &[]), out)
    }

    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()> {
        let paths: Vec<&str> = mailing.places.values().map(|place| place.path.as_str()).collect();
        let places = mailing
            .places
            .iter()
            .map(|(span, place)| (*span, MailingPlace { path: addresses(&place.path).into_owned(), ..place.clone() }));
        let masked = MailingOutcome { outcome: masked_outcome(&mailing.outcome, &paths), places: places.collect() };
        self.report.mailing(&masked, out)
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        let notes = summary.notes.iter().map(masked_sentence).collect();
        self.report.end(&Summary { notes, ..summary.clone() }, out)
    }
}

/// The outcome without what the draft says; `leads` are paths that lines of its view may begin with.
fn masked_outcome(outcome: &Outcome, leads: &[&str]) -> Outcome {
    let places = Places::new(outcome);
    let labels = outcome.findings.iter().flat_map(|finding| &finding.labels);
    let known_places: BTreeMap<_, _> = labels.map(|label| (label.span, places.of(label.span))).collect();
    Outcome {
        path: addresses(&outcome.path).into_owned(),
        failure: outcome
            .failure
            .as_ref()
            .map(|failure| Failure { code: failure.code.clone(), text: masked_sentence(&failure.text) }),
        view: outcome.view.as_ref().map(|view| masked_view(view, leads)),
        // Its lines were counted above; nothing else is to be had from it.
        raw: Arc::default(),
        known_places,
        findings: outcome.findings.iter().map(masked_finding).collect(),
        edits: BTreeMap::new(),
        ..outcome.clone()
    }
}

/// The view with asterisks for everything but line ends and the names of fields.
fn masked_view(view: &View, leads: &[&str]) -> View {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in view.text().split_inclusive('\n') {
        let kept = kept_bytes(line, leads);
        spans.push(Span::new(start + kept, start + line.len()));
        start += line.len();
    }
    view.clone().with_asterisks(&spans)
}

/// Bytes at the start of a line that are ours: the name of a draft, if no address is in it, and that of a field.
fn kept_bytes(line: &str, leads: &[&str]) -> usize {
    let is_plain = |lead: &&&str| line.starts_with(**lead) && addresses(lead) == **lead;
    let lead = leads.iter().filter(is_plain).map(|lead| lead.len()).max();
    let lead = lead.and_then(|lead| Some(lead + line[lead..].find(": ")? + ": ".len())).unwrap_or(0);
    let field = line[lead..].split_once(':').filter(|(name, _)| FIELDS.contains(name));
    lead + field.map_or(0, |(name, _)| name.len() + ":".len())
}

fn masked_finding(finding: &Finding) -> Finding {
    let mut masked = finding.clone();
    masked.values.values_mut().for_each(mask);
    for label in &mut masked.labels {
        label.values.values_mut().for_each(mask);
    }
    masked
}

fn mask(filler: &mut Filler) {
    match filler {
        Filler::Number(_) => {}
        // How many they are is told still.
        Filler::Texts(texts) => texts.iter_mut().for_each(|text| MASK.clone_into(text)),
        Filler::Sentences(sentences) => {
            sentences.iter_mut().for_each(|sentence| *sentence = without_quotes(&masked_sentence(sentence)));
        }
    }
}

/// What a sentence quotes may be a name in the draft, such as that of a file inside of an attachment. Names may hold
/// quotation marks themselves: all between the first and the last one goes.
fn without_quotes(sentence: &Bilingual) -> Bilingual {
    let masked = |text: &str| [('`', '`'), ('「', '」')].into_iter().fold(text.to_owned(), masked_between);
    Bilingual { en: masked(&sentence.en), ja: masked(&sentence.ja) }
}

fn masked_between(text: String, (open, close): (char, char)) -> String {
    match (text.find(open), text.rfind(close)) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{MASK}{}", &text[..start + open.len_utf8()], &text[end..])
        }
        _ => text,
    }
}

fn masked_sentence(sentence: &Bilingual) -> Bilingual {
    Bilingual { en: addresses(&sentence.en).into_owned(), ja: addresses(&sentence.ja).into_owned() }
}

/// The text with a mask for everything that may be an address: from one separator to the next where an `@` is between.
/// A path keeps its folders.
#[must_use]
pub fn addresses(text: &str) -> Cow<'_, str> {
    let is_address = |piece: &str| piece.contains(['@', '＠', '﹫']) || piece.contains("%40");
    if !is_address(text) {
        return Cow::Borrowed(text);
    }
    let is_separator = |letter: char| {
        letter.is_whitespace() || matches!(letter, '/' | '\\' | '`' | '"' | '(' | ')' | '<' | '>' | ',' | ';' | ':')
    };
    let mut masked = String::with_capacity(text.len());
    for piece in text.split_inclusive(is_separator) {
        let word = piece.trim_end_matches(is_separator);
        masked.push_str(if is_address(word) { MASK } else { word });
        masked.push_str(&piece[word.len()..]);
    }
    Cow::Owned(masked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{finding, outcome, span_of};

    #[test]
    fn paths_keep_their_folders() {
        assert_eq!(addresses("out/hana@gmail.com.eml"), "out/***");
        assert_eq!(addresses("out/hana%40gmail.com/a.eml: lost"), "out/***/a.eml: lost");
        assert_eq!(addresses("out/a.eml"), "out/a.eml");
    }

    #[test]
    fn names_that_a_sentence_quotes_are_masked() {
        for (en, ja, masked_en, masked_ja) in [
            (
                "`a.zip › b.exe` in it: a program",
                "中の「b.exe」：実行ファイル",
                "`***` in it: a program",
                "中の「***」：実行ファイル",
            ),
            ("`a`b.zip`, page 3: 2 cells", "「a」b」の 3 ページ", "`***`, page 3: 2 cells", "「***」の 3 ページ"),
            ("no draft", "「だけ", "no draft", "「だけ"),
        ] {
            let masked = without_quotes(&Bilingual { en: en.to_owned(), ja: ja.to_owned() });
            assert_eq!((masked.en.as_str(), masked.ja.as_str()), (masked_en, masked_ja));
        }
    }

    #[test]
    fn nothing_of_the_draft_is_left_and_every_place_is() {
        let text = "From: Ann <ann@city.example>\nTo: 花子 <hana@gmail.com>\n\nDear Hana: hello\n";
        let before = outcome("a.eml", text, vec![finding("rule", vec![span_of(text, "hana@gmail.com")])]);
        let after = masked_outcome(&before, &[]);
        let view = after.view.as_ref().map(View::text).unwrap_or_default();
        assert_eq!(view.len(), text.len());
        assert!(view.starts_with("From:***") && view.contains("\nTo:*"), "{view}");
        assert!(!view.contains(|letter: char| letter.is_alphanumeric() && !"FromTo".contains(letter)), "{view}");
        let span = before.findings[0].labels[0].span;
        assert_eq!(Places::new(&after).of(span), Places::new(&before).of(span));
        assert!(after.raw.is_empty());
    }

    #[test]
    fn a_line_of_a_mailing_keeps_the_name_of_its_draft() {
        assert_eq!(kept_bytes("out/1.eml: To: a@b.example\n", &["out/1.eml"]), "out/1.eml: To:".len());
        assert_eq!(kept_bytes("a@b.example.eml: To: c\n", &["a@b.example.eml"]), 0);
        assert_eq!(kept_bytes("Hana: see you\n", &[]), 0);
    }
}
