//! Labels that mark a text as confidential: 【社外秘】, `Classification: Internal only`, a line CONFIDENTIAL. Knows words and
//! how labels are written; sentences about secrets, and the legal notices under company mail, are none.

use super::schema::Certainty;
use crate::fold::fold;
use crate::lists::{List, WordIndex};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The lists of markers and of the notices that are none.
#[derive(Debug, Default)]
pub struct Confidentiality {
    markers: Arc<List>,
    notices: Arc<List>,
    /// The markers as they stand in names of files, by number; made when first asked.
    name_words: OnceLock<WordIndex>,
}

/// A label in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// `Likely` for words that also stand on what is meant for outside readers.
    pub certainty: Certainty,
}

/// Labels of more parts are lists: `機密・部外秘・取扱注意`.
const MOST_PARTS: usize = 3;
/// No label is longer, in bytes.
const LONGEST_LABEL_BYTES: usize = 90;
/// A legal notice says what it is within so many lines.
const NOTICE_LINES: usize = 8;
/// Names of the field that holds a classification (folded).
const FIELD_NAMES: [&str; 12] = [
    "classification",
    "security",
    "sensitivity",
    "confidentiality",
    "機密区分",
    "秘密区分",
    "情報区分",
    "取扱区分",
    "取り扱い区分",
    "取扱",
    "取扱い",
    "vertraulichkeit",
];
/// Names of sensitivity labels that are words elsewhere (folded).
const LABEL_NAMES: [&str; 4] = ["internal", "社内", "庁内", "内部"];
/// Names of a quoted Subject field (folded).
const SUBJECT_NAMES: [&str; 5] = ["subject", "件名", "betreff", "objet", "主题"];
/// What answers and forwards begin with (folded): an answer to what was so marked reaches those who know.
const ANSWER_PREFIXES: [&str; 6] = ["re", "返信", "aw", "sv", "回复", "antw"];
const FORWARD_PREFIXES: [&str; 5] = ["fw", "fwd", "転送", "wg", "转发"];

impl Confidentiality {
    /// Reads the lists `confidentiality-markers` (word, certainty) and `confidentiality-notices` (words).
    #[must_use]
    pub fn new(markers: Arc<List>, notices: Arc<List>) -> Self {
        Self { markers, notices, name_words: OnceLock::new() }
    }

    /// The label of a subject. In brackets anywhere, before a colon, or - Japanese - as a word of its own.
    #[must_use]
    pub fn in_title(&self, title: &str) -> Option<Label> {
        if !self.may_stand_in(title) {
            return None;
        }
        let (start, is_answer) = after_prefixes(title);
        let rest = &title[start..];
        let label = self
            .whole(rest)
            .or_else(|| bracketed(rest, "【［[〔《≪＜<（(").find_map(|range| self.part(rest, range)))
            .or_else(|| self.leading(rest))
            .or_else(|| {
                words(rest).filter(|word| stands_by_itself(&rest[word.clone()])).find_map(|word| self.part(rest, word))
            })?;
        let certainty = if is_answer { Certainty::Likely } else { label.certainty };
        Some(Label {
            range: start + label.range.start..start + label.range.end,
            certainty: certainty.min(label.certainty),
        })
    }

    /// Labels of a text, in order: lines of their own, in brackets at either end of a line, behind a field name, and
    /// those of quoted Subject lines. `below` is what follows the text: a legal notice stands in the signature.
    #[must_use]
    pub fn in_text(&self, text: &str, below: &str) -> Vec<Label> {
        if !self.may_stand_in(text) {
            return Vec::new();
        }
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut labels = Vec::new();
        let mut start = 0;
        for (number, line) in lines.iter().enumerate() {
            let label = if line.len() <= 4 * LONGEST_LABEL_BYTES { self.in_line(line) } else { None };
            let following =
                || lines[number..].iter().copied().chain(below.lines()).filter(|line| !line.trim().is_empty());
            if let Some(label) = label.filter(|_| !following().take(NOTICE_LINES).any(|line| self.is_notice(line))) {
                labels.push(Label { range: start + label.range.start..start + label.range.end, ..label });
            }
            start += line.len();
        }
        labels
    }

    /// True when a whole word of the file name is a marker: `社外秘_予算.xlsx`, `plan-internal-use-only.pdf`.
    #[must_use]
    pub fn in_file_name(&self, filename: &str) -> Option<Certainty> {
        let stem = filename.rsplit_once('.').map_or(filename, |(stem, _)| stem);
        let markers = self
            .name_words
            .get_or_init(|| WordIndex::new(self.markers.entries.iter().map(|entry| words_of(&entry.key))));
        let stem = words_of(stem);
        let found = markers.found_in(&stem).map(|(number, _)| &self.markers.entries[number]);
        found.map(|entry| certainty(entry.column(0))).max()
    }

    /// True for the name of a sensitivity label that keeps a text inside: `Confidential`, `Confidential\\All employees`,
    /// `Internal`. Whoever named it chose a label, so a word that is prose elsewhere counts.
    #[must_use]
    pub fn is_label_name(&self, name: &str) -> bool {
        let parts = name.split(['\\', '/', '|', ':', '–', '(', ')', '（', '）']).flat_map(|part| part.split(" - "));
        parts.map(fold).any(|part| {
            let part = part.trim();
            self.markers.exactly(part).is_some() || LABEL_NAMES.contains(&part)
        })
    }

    fn may_stand_in(&self, text: &str) -> bool {
        self.markers.words_in(&folded(text)).next().is_some()
    }

    fn is_notice(&self, line: &str) -> bool {
        self.notices.words_in(&fold(line)).next().is_some()
    }

    fn in_line(&self, line: &str) -> Option<Label> {
        let start =
            line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '＞' | '|')).len();
        let text = line[start..].trim_end();
        let label = self.whole(text).or_else(|| self.at_either_end(text)).or_else(|| self.in_field(text))?;
        Some(Label { range: start + label.range.start..start + label.range.end, ..label })
    }

    /// The text is nothing but a label and its ornaments.
    fn whole(&self, text: &str) -> Option<Label> {
        let is_ornament = |character: char| !character.is_alphanumeric() && character != '㊙';
        let inner = text.trim_matches(is_ornament);
        let start = text.len() - text.trim_start_matches(is_ornament).len();
        // The last word of a wrapped paragraph is no label.
        let is_end_of_sentence = start == 0 && text.is_ascii() && text.ends_with(['.', ',', ';', '!', '?']);
        let is_lower_case = inner.starts_with(|first: char| first.is_ascii_lowercase()) && start == 0;
        if is_end_of_sentence || is_lower_case { None } else { self.part(text, start..start + inner.len()) }
    }

    fn at_either_end(&self, text: &str) -> Option<Label> {
        bracketed(text, "【［[〔《≪＜<（(")
            .filter(|range| {
                let before = text[..range.start].trim_matches(|c: char| !c.is_alphanumeric());
                let after = text[range.end..].trim_matches(|c: char| !c.is_alphanumeric());
                before.is_empty() || after.is_empty()
            })
            .find_map(|range| self.part(text, range))
    }

    fn in_field(&self, text: &str) -> Option<Label> {
        let (name, value) = text.split_once([':', '：'])?;
        let name = fold(name.trim_matches(|character: char| !character.is_alphanumeric()));
        let start = text.len() - value.len();
        if SUBJECT_NAMES.contains(&name.as_str()) {
            let label = self.in_title(value)?;
            return Some(Label { range: start + label.range.start..start + label.range.end, ..label });
        }
        if !FIELD_NAMES.contains(&name.as_str()) {
            return None;
        }
        let value = value.trim();
        let start = text.len() - text[start..].trim_start().len();
        self.part(text, start..start + value.len())
    }

    /// `社外秘：予算`, `Confidential - budget`.
    fn leading(&self, text: &str) -> Option<Label> {
        let end = [":", "：", " - ", " – ", "／"].iter().filter_map(|mark| text.find(mark)).min()?;
        self.part(text, 0..end)
    }

    /// The place is a marker, or a few of them.
    fn part(&self, text: &str, range: Range<usize>) -> Option<Label> {
        let written = &text[range.clone()];
        if written.is_empty() || written.len() > LONGEST_LABEL_BYTES {
            return None;
        }
        let parts: Vec<&str> = written.split(['・', '、', ',', '/', '／', '|', '｜']).collect();
        if parts.len() > MOST_PARTS {
            return None;
        }
        let mut found = None;
        for part in parts {
            let part = part.trim_matches(|character: char| !character.is_alphanumeric() && character != '㊙');
            match self.markers.exactly(folded(part).trim()) {
                Some(entry) => found = found.max(Some(certainty(entry.column(0)))),
                // `URGENT/CONFIDENTIAL`, but not "confidential, and I hope".
                None if part.contains(char::is_whitespace) => return None,
                None => {}
            }
        }
        let certainty = found?;
        Some(Label { range, certainty })
    }
}

/// The words of a name, folded, with a space before and behind each: ` internal use only `.
fn words_of(name: &str) -> String {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '+' | '々');
    let folded = folded(name);
    let words = folded.split(|character| !is_part(character)).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |words, word| words + word + " ")
}

/// [`fold`] makes ㊙ a plain 秘, which is a word and no label.
fn folded(text: &str) -> String {
    if text.contains('㊙') { fold(&text.replace('㊙', "丸秘")) } else { fold(text) }
}

fn certainty(written: Option<&str>) -> Certainty {
    if written == Some("likely") { Certainty::Likely } else { Certainty::Sure }
}

/// Where the text begins behind `Re:` and `Fw:`, and whether the outermost of them was an answer.
fn after_prefixes(title: &str) -> (usize, bool) {
    let mut start = title.len() - title.trim_start().len();
    let mut is_answer = None;
    while let Some(colon) = title[start..].find([':', '：']) {
        let prefix = fold(title[start..start + colon].split(['[', '^', '(']).next().unwrap_or_default().trim());
        let answers = ANSWER_PREFIXES.contains(&prefix.as_str());
        if !answers && !FORWARD_PREFIXES.contains(&prefix.as_str()) {
            break;
        }
        is_answer.get_or_insert(answers);
        let rest = title[start + colon..].trim_start_matches([':', '：', ' ', '\u{3000}']);
        start = title.len() - rest.len();
    }
    (start, is_answer == Some(true))
}

/// What stands between these opening brackets and their closing ones.
fn bracketed<'t>(text: &'t str, opening: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    text.char_indices().filter(|(_, character)| opening.contains(*character)).filter_map(|(at, character)| {
        let close = match character {
            '【' => '】',
            '［' => '］',
            '[' => ']',
            '〔' => '〕',
            '《' => '》',
            '≪' => '≫',
            '＜' => '＞',
            '<' => '>',
            '（' => '）',
            _ => ')',
        };
        let start = at + character.len_utf8();
        text[start..].find(close).map(|length| start..start + length)
    })
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split(char::is_whitespace).map(move |word| {
        let this = start..start + word.len();
        start += word.len() + text[this.end..].chars().next().map_or(0, char::len_utf8);
        this
    })
}

/// Latin words are words of sentences; Japanese ones between spaces, and `TLP:RED`, are labels.
fn stands_by_itself(word: &str) -> bool {
    !word.is_ascii() || word.contains(':')
}

#[cfg(test)]
mod tests;
