//! Names that speak of a file which was not meant to be sent: marked as old or as a draft, a copy, kept while working, or
//! older than a file beside it. Knows names, and whether the author speaks of such a thing; contents may say otherwise.

use super::editions::{Edition, Mark};
use super::marks::{self, copied_from, counts_finals, is_about_drafts};
use super::stem_and_extension;
use crate::draft::Draft;
use crate::fold::fold;
use crate::lang::Bilingual;
use crate::lists::List;
use std::cell::OnceCell;

/// Endings that editors and Windows give to what they keep beside a document.
const WORKING_ENDINGS: [&str; 7] = ["bak", "tmp", "old", "orig", "wbk", "asd", "xlk"];
/// How Office names the file that keeps others out while a document is open.
const LOCK: &str = "~$";
/// Words by which a text says that an older edition is sent on purpose (folded).
const COMPARISONS: [&str; 8] =
    ["比較", "新旧", "対照", "以前の", "compar", "previous", "earlier version", "old version"];
/// Words in the name of a file that stands beside an old one on purpose.
const AFTER: [&str; 7] = ["新", "修正後", "訂正後", "変更後", "改訂後", "new", "revised"];
/// More files of one name than an old and a new one: a series, such as minutes of each meeting.
const SERIES: usize = 3;
/// More files than anybody would look at one by one; those behind are left out.
const MOST_FILES: usize = 200;
/// Longest name that is looked at.
const LONGEST_BYTES: usize = 400;

/// Why a file may be the wrong one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Superseded {
    /// A word of the field `superseded`.
    pub kind: &'static str,
    /// In words.
    pub called: Bilingual,
    /// Worth a second look; else it is told only when asked.
    pub is_likely: bool,
}

/// The files of one draft, read by their names.
#[derive(Debug)]
pub(super) struct Files<'a> {
    draft: &'a Draft,
    words: &'a List,
    goes_outside: bool,
    files: Vec<File<'a>>,
    /// What the author says, folded.
    spoken: OnceCell<String>,
}

#[derive(Debug)]
struct File<'a> {
    name: &'a str,
    stem: String,
    ending: String,
    edition: Option<Edition>,
}

impl<'a> Files<'a> {
    /// `words` is the list `superseded-file-words`.
    pub(super) fn new(
        draft: &'a Draft,
        names: impl Iterator<Item = &'a str>,
        words: &'a List,
        goes_outside: bool,
    ) -> Self {
        let files = names.filter(|name| name.len() <= LONGEST_BYTES).take(MOST_FILES).map(|name| {
            let (stem, ending) = stem_and_extension(name);
            let stem = fold(stem);
            let edition = Edition::of(&stem);
            File { name, stem, ending: ending.map(fold).unwrap_or_default(), edition }
        });
        Self { draft, words, goes_outside, files: files.collect(), spoken: OnceCell::new() }
    }

    /// What the name of that file says; the surest of several.
    pub(super) fn judge(&self, name: &str) -> Option<Superseded> {
        let file = self.files.iter().find(|file| file.name == name)?;
        let found = [self.working(file), self.marked(file), self.edition(file), self.copy(file), self.finals(file)];
        let found: Vec<Superseded> = found.into_iter().flatten().collect();
        found.iter().find(|found| found.is_likely).or(found.first()).cloned()
    }

    fn working(&self, file: &File<'_>) -> Option<Superseded> {
        if file.name.starts_with(LOCK) {
            let en = "Office keeps it while the document is open; the text is not in it".to_owned();
            let ja = "Office が文書を開いている間だけ作るファイルで、中身はありません".to_owned();
            return Some(Superseded { kind: "lock-file", called: Bilingual { en, ja }, is_likely: true });
        }
        let is_kept = WORKING_ENDINGS.contains(&file.ending.as_str()) || file.name.ends_with('~');
        is_kept.then(|| Superseded {
            kind: "working-file",
            called: Bilingual {
                en: format!("its ending is that of a file kept while working: `{}`", file.ending),
                ja: format!("作業中や控えのファイルの拡張子です（{}）", file.ending),
            },
            is_likely: self.goes_outside,
        })
    }

    fn marked(&self, file: &File<'_>) -> Option<Superseded> {
        let mark = marks::mark_in(file.name, &file.stem, self.words)?;
        let word = &*mark.key;
        let (kind, en, ja) = match mark.column(0) {
            // Drafts go round among colleagues all day.
            Some("draft") if !self.goes_outside || is_about_drafts(self.spoken(), self.words) => return None,
            Some("draft") => ("draft", format!("marked as a draft: `{word}`"), format!("「{word}」の印があります")),
            Some("working") if self.spoken().contains(word) => return None,
            Some("working") => (
                "working-file",
                format!("kept while working: `{word}`"),
                format!("作業用のファイルのようです（{word}）"),
            ),
            _ if self.is_meant(word, file) => return None,
            _ => ("old", format!("marked as replaced: `{word}`"), format!("古い版のようです（{word}）")),
        };
        Some(Superseded { kind, called: Bilingual { en, ja }, is_likely: self.goes_outside })
    }

    /// The author speaks of an old edition, or sends the new one with it under such a name.
    fn is_meant(&self, word: &str, file: &File<'_>) -> bool {
        let is_new = |other: &&File<'_>| other.name != file.name && AFTER.iter().any(|word| other.stem.contains(word));
        self.speaks_of(word) || self.compares() || self.files.iter().any(|other| is_new(&other))
    }

    fn edition(&self, file: &File<'_>) -> Option<Superseded> {
        let this = file.edition.as_ref()?;
        let same =
            self.files.iter().filter(|other| other.edition.as_ref().is_some_and(|other| other.rest == this.rest));
        let is_date = matches!(this.mark, Mark::Date(..));
        if is_date && same.clone().count() >= SERIES {
            return None;
        }
        let mut newer = same.filter(|other| other.edition.as_ref().is_some_and(|other| this.is_older_than(other)));
        let newer = newer.next().filter(|_| !self.compares() && !self.spoken().contains(&this.text))?.name;
        Some(Superseded {
            kind: if is_date { "older-date" } else { "older-version" },
            called: Bilingual {
                en: format!("`{newer}`, which is attached too, is newer"),
                ja: format!("新しい「{newer}」も添付されています"),
            },
            // Two dates may be two meetings.
            is_likely: !is_date && self.goes_outside,
        })
    }

    fn copy(&self, file: &File<'_>) -> Option<Superseded> {
        let copied = copied_from(&file.stem)?;
        let is_beside = |stem: &str| {
            self.files.iter().find(|other| other.stem == stem && other.ending == file.ending).map(|other| other.name)
        };
        // 「様式 (1)」 and 「様式 (2)」 are numbered.
        let is_numbered = copied.is_counter
            && self.files.iter().any(|other| {
                other.name != file.name
                    && copied_from(&other.stem).is_some_and(|other| other.is_counter && other.stem == copied.stem)
            });
        if is_numbered || (!copied.is_counter && ["コピー", "写し", "copy"].iter().any(|word| self.speaks_of(word)))
        {
            return None;
        }
        let original = is_beside(copied.stem);
        let called = match original {
            Some(original) => Bilingual {
                en: format!("a copy of `{original}`, which is attached too"),
                ja: format!("「{original}」も添付されていて、その複製のようです"),
            },
            None => {
                Bilingual { en: "it has the name of a copy".to_owned(), ja: "複製に付く名前です".to_owned() }
            }
        };
        Some(Superseded { kind: "copy", called, is_likely: original.is_some() && self.goes_outside })
    }

    fn finals(&self, file: &File<'_>) -> Option<Superseded> {
        counts_finals(&file.stem).then(|| Superseded {
            kind: "several-finals",
            called: Bilingual {
                en: "there seem to be several final ones".to_owned(),
                ja: "「最終」や「最新」が重なっています".to_owned(),
            },
            is_likely: false,
        })
    }

    fn compares(&self) -> bool {
        COMPARISONS.iter().any(|word| self.spoken().contains(word))
    }

    fn speaks_of(&self, word: &str) -> bool {
        marks::stands_in(self.spoken(), word)
    }

    /// Subject and own text, folded.
    fn spoken(&self) -> &str {
        self.spoken.get_or_init(|| {
            let subject = self.draft.subject.iter().map(|subject| subject.span);
            let spans = subject.chain(self.draft.body.own.iter().copied());
            spans.map(|span| fold(self.draft.view.slice(span))).collect::<Vec<_>>().join("\n")
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
