//! The organizations and people a draft goes to, as far as names are known: display names, greetings, settings.

use super::addressee::Addressee;
use crate::draft::Draft;
use crate::facts::name::is_same;
use crate::facts::schema::RecipientRow;
use crate::facts::text::Vocabulary;
use crate::facts::text::greeting::{audience_of, opening_lines};
use crate::fold::{fold, fold_name};
use crate::settings::Settings;

/// Names of those who will read the draft, and of those who wrote it.
pub(super) struct Circle {
    /// Bare names of outside readers; empty when nothing is known about them.
    readers: Vec<String>,
    /// Latin labels of the readers' domains.
    labels: Vec<String>,
    /// Bare names of our side.
    writers: Vec<String>,
    /// Partners among the readers.
    partners: Vec<usize>,
    has_outside_reader: bool,
}

impl Circle {
    pub(super) fn of(draft: &Draft, rows: &[RecipientRow], settings: &Settings, vocabulary: &Vocabulary) -> Self {
        let outside: Vec<&RecipientRow> = rows.iter().filter(|row| row.delivered && row.party.is_some()).collect();
        let mut readers: Vec<String> = Vec::new();
        for row in &outside {
            readers.extend(row.organization.iter().map(|name| vocabulary.names.bare(name)));
            readers.extend(row.display_name.iter().flat_map(|name| names_of(name, vocabulary)));
        }
        readers.extend(greeted(draft, vocabulary));
        readers.retain(|name| name.chars().count() >= 2);
        let labels = outside
            .iter()
            .filter(|row| row.kind == Some("organization"))
            .filter_map(|row| row.domain.as_deref())
            .flat_map(|domain| domain.split('.').map(str::to_owned).collect::<Vec<_>>())
            .filter(|label| label.len() >= 4)
            .collect();
        let partners = settings
            .partners
            .iter()
            .enumerate()
            .filter(|(_, partner)| outside.iter().any(|row| row.organization.as_deref() == Some(partner.name.as_str())))
            .map(|(index, _)| index)
            .collect();
        Self { readers, labels, writers: writers(draft, vocabulary), partners, has_outside_reader: !outside.is_empty() }
    }

    /// The first addressee who is not among the readers. A configured partner is a stranger when none of its people
    /// is a recipient; any other name only when the readers' own names are known and none of them fits.
    pub(super) fn first_stranger<'a>(&self, addressees: &'a [Addressee]) -> Option<&'a Addressee> {
        if !self.has_outside_reader {
            return None;
        }
        // A file that names a reader as well is meant for that reader ("contract between A and B").
        if addressees.iter().any(|addressee| self.is_reader(addressee)) {
            return None;
        }
        addressees.iter().find(|addressee| match addressee.partner {
            Some(_) => true,
            None => !self.readers.is_empty() && !self.is_writer(addressee),
        })
    }

    fn is_reader(&self, addressee: &Addressee) -> bool {
        match addressee.partner {
            Some(partner) => self.partners.contains(&partner),
            None => {
                let latin = addressee.name.replace([' ', '-'], "");
                // "Meeting notes Zenith Inc" is about Zenith, whatever else stands before it.
                let fits = |name: &String| {
                    is_same(name, &addressee.name) || name.contains(&addressee.name) || addressee.name.contains(name)
                };
                self.readers.iter().any(fits)
                    || self.labels.iter().any(|label| {
                        let label = label.replace('-', "");
                        latin.is_ascii() && (latin.contains(&label) || label.starts_with(&latin))
                    })
            }
        }
    }

    fn is_writer(&self, addressee: &Addressee) -> bool {
        self.writers.iter().any(|name| name.contains(&addressee.name) || is_same(name, &addressee.name))
    }
}

/// Organization and person in a display name: 「株式会社ひかり 佐藤様」 gives both.
fn names_of(display_name: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let mut names = vec![vocabulary.names.bare(display_name)];
    let pieces = display_name.split([' ', '　', '/', '／', '(', ')', '（', '）', '【', '】', '<', '>', ',', '、']);
    names.extend(pieces.map(|piece| vocabulary.names.bare(piece)));
    names
}

/// Names in the greeting lines of own text.
fn greeted(draft: &Draft, vocabulary: &Vocabulary) -> Vec<String> {
    let mut names = Vec::new();
    let mut above: Option<&str> = None;
    for span in opening_lines(draft) {
        let line = draft.view.slice(span);
        match audience_of(line, vocabulary) {
            Some("person" | "organization") => {
                names.extend(names_of(line, vocabulary));
                // 「株式会社ひかり」 on a line of its own, 「佐藤様」 below it.
                names.extend(above.into_iter().flat_map(|line| names_of(line, vocabulary)));
            }
            _ if vocabulary.names.has_form(line) => names.extend(names_of(line, vocabulary)),
            _ => {}
        }
        above = Some(line);
    }
    names
}

/// Names of our side: From, and the signature.
fn writers(draft: &Draft, vocabulary: &Vocabulary) -> Vec<String> {
    let from = draft.from.iter().filter_map(|mailbox| mailbox.display_name.as_ref());
    let mut names: Vec<String> = from.flat_map(|name| names_of(&name.value, vocabulary)).collect();
    for signature in &draft.body.signatures {
        names.extend(draft.view.slice(*signature).lines().map(|line| fold_name(&fold(line))));
    }
    // 「つばめ印刷の鈴木です」: who writes says so in the first lines.
    for span in opening_lines_after(draft) {
        names.push(fold_name(span));
    }
    names.retain(|name| name.chars().count() >= 2);
    names
}

/// Lines of own text that introduce the writer (「……の鈴木です」「……と申します」).
fn opening_lines_after(draft: &Draft) -> Vec<&str> {
    draft
        .body
        .own
        .iter()
        .flat_map(|span| draft.view.slice(*span).lines())
        .filter(|line| !line.trim().is_empty())
        .take(10)
        .filter(|line| {
            let line = line.trim_end_matches(['。', ' ', '　']);
            line.ends_with("です") && line.contains('の')
                || line.ends_with("と申します")
                || line.ends_with("でございます")
        })
        .collect()
}
