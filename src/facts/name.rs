//! What stands around the names of people and organizations: honorifics, titles, company forms, words of offices.
//! Knows lists and texts, no draft.

pub mod person;

use crate::fold::{fold, fold_name};
use crate::lists::{List, WordIndex};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The lists that names are read with, made ready once for all drafts.
#[derive(Debug)]
pub struct NameWords {
    /// After a person's name: 様.
    persons: Vec<String>,
    /// After an organization's name: 御中.
    organizations: Vec<String>,
    /// 部長, the longest first.
    titles: Vec<String>,
    /// Words beside a Latin name, by the place where they stand.
    latin: BTreeMap<String, LatinWord>,
    /// Words by which a Latin line turns to somebody, the longest first.
    openings: Vec<String>,
    /// 株式会社, Ltd; the longest first.
    forms: Vec<String>,
    offices: Arc<List>,
    short_names: Arc<List>,
    /// The given names that short ones stand for; made when first asked.
    whole_names: OnceLock<HashSet<String>>,
    /// What stands after a name, to be looked for; made when first asked.
    marks: OnceLock<WordIndex>,
}

/// What a word after a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameMark {
    /// 様.
    Person,
    /// 御中.
    Organization,
    /// 部長.
    Title,
}

/// What a word beside a Latin name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LatinWord {
    /// Mr, Frau.
    Before,
    /// Sato-san.
    After,
    /// Names nobody: all, team.
    Nobody,
}

impl NameWords {
    /// Takes `honorifics`, `organization-forms`, `office-words` and `short-names` by name.
    #[must_use]
    pub fn new(list: &dyn Fn(&str) -> Arc<List>) -> Self {
        let honorifics = list("honorifics");
        let at = |place: &str| -> Vec<String> {
            // An entry that a user added may be the word alone: one that stands after a person's name.
            let entries = honorifics.entries.iter().filter(|entry| entry.column(0).unwrap_or("person") == place);
            longest_first(entries.map(|entry| entry.key.to_string()).collect())
        };
        let latin = [("before", LatinWord::Before), ("after", LatinWord::After), ("nobody", LatinWord::Nobody)];
        Self {
            persons: at("person"),
            organizations: at("organization"),
            titles: at("title"),
            latin: latin.into_iter().flat_map(|(place, kind)| at(place).into_iter().map(move |w| (w, kind))).collect(),
            openings: at("opening"),
            forms: longest_first(
                list("organization-forms").entries.iter().map(|entry| entry.key.to_string()).collect(),
            ),
            offices: list("office-words"),
            short_names: list("short-names"),
            whole_names: OnceLock::new(),
            marks: OnceLock::new(),
        }
    }

    /// Words after a name, with whether they stand after an organization's.
    pub fn honorifics(&self) -> impl Iterator<Item = (&str, bool)> {
        let persons = self.persons.iter().map(|word| (word.as_str(), false));
        persons.chain(self.organizations.iter().map(|word| (word.as_str(), true)))
    }

    /// Every honorific and title wherever it stands in a folded text, from left to right.
    pub fn marks_in<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (NameMark, Range<usize>)> + use<'t> {
        let words = || self.honorifics().map(|(word, _)| word).chain(self.titles());
        let marks = self.marks.get_or_init(|| WordIndex::new(words().map(str::to_owned)));
        let (persons, honorifics) = (self.persons.len(), self.persons.len() + self.organizations.len());
        marks.found_in(folded).map(move |(number, place)| match number {
            number if number < persons => (NameMark::Person, place),
            number if number < honorifics => (NameMark::Organization, place),
            _ => (NameMark::Title, place),
        })
    }

    /// Titles such as 部長, the longest first.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.titles.iter().map(String::as_str)
    }

    /// Words by which a Latin line turns to somebody ("dear"), the longest first.
    pub fn openings(&self) -> impl Iterator<Item = &str> {
        self.openings.iter().map(String::as_str)
    }

    /// What a folded Latin word beside a name is; `None` for a name. `Mr.` is `Mr`.
    #[must_use]
    pub fn latin(&self, word: &str) -> Option<LatinWord> {
        self.latin.get(word.trim_end_matches('.')).copied()
    }

    /// The names that a folded short form stands for (`bob` gives `robert`).
    pub fn stands_for(&self, short: &str) -> impl Iterator<Item = &str> {
        let names = self.short_names.exactly(short).and_then(|entry| entry.column(0)).unwrap_or_default();
        names.split(' ').filter(|name| !name.is_empty())
    }

    /// True for a folded given name of the list `short-names`, short or whole.
    #[must_use]
    pub fn is_given_name(&self, word: &str) -> bool {
        let whole = || self.short_names.entries.iter().filter_map(|entry| entry.column(0));
        let whole_names =
            self.whole_names.get_or_init(|| whole().flat_map(|names| names.split(' ')).map(str::to_owned).collect());
        self.short_names.has(word) || whole_names.contains(word)
    }

    /// True for a folded word that ends as the name of an organization, an office or a shared mailbox does.
    #[must_use]
    pub fn is_office(&self, word: &str) -> bool {
        if word.is_ascii() {
            return self.offices.has(word);
        }
        let is_long = |text: &str| text.chars().nth(1).is_some();
        let is_beyond_two = word.chars().nth(2).is_some();
        self.offices.words_in(word).any(|(_, place)| {
            let office = &word[place.clone()];
            place.end == word.len() && !office.is_ascii() && (is_long(office) || is_beyond_two)
        })
    }

    /// What follows an office's name inside of one word: 山田 in 営業部山田; `None` when there is no office in it.
    #[must_use]
    pub fn after_office<'w>(&self, word: &'w str) -> Option<&'w str> {
        let places = self.offices.words_in(word).map(|(_, place)| place).filter(|place| {
            let office = &word[place.clone()];
            // Of the words of one character only these are in no surname.
            !office.is_ascii() && (office.chars().nth(1).is_some() || matches!(office, "課" | "係"))
        });
        let end = places.map(|place| place.end).max()?;
        Some(&word[end..]).filter(|rest| !rest.is_empty())
    }

    /// Folded, without organization forms and honorific.
    #[must_use]
    pub fn bare(&self, name: &str) -> String {
        fold_name(&self.without_forms(name))
    }

    /// The same with the spaces between its words.
    #[must_use]
    pub fn without_forms(&self, name: &str) -> String {
        let folded = fold(name);
        let folded = folded.trim();
        let honorific = self.honorifics().filter(|(word, _)| folded.ends_with(word)).map(|(word, _)| word.len()).max();
        let mut bare = folded[..folded.len() - honorific.unwrap_or_default()].to_owned();
        for form in &self.forms {
            bare = without_form(&bare, form);
        }
        bare.trim_matches(|character: char| !character.is_alphanumeric()).to_owned()
    }

    /// True when the folded text ends with an organization form.
    #[must_use]
    pub fn ends_with_form(&self, folded: &str) -> bool {
        self.forms.iter().any(|form| folded.ends_with(form.as_str()))
    }

    /// True when the folded text begins with an organization form.
    #[must_use]
    pub fn begins_with_form(&self, folded: &str) -> bool {
        self.forms.iter().any(|form| folded.starts_with(form.as_str()))
    }

    /// What follows the Japanese word of offices that the folded text begins with; `None` when it begins with none.
    #[must_use]
    pub fn after_first_office<'w>(&self, folded: &'w str) -> Option<&'w str> {
        let offices = self.offices.entries.iter().map(|entry| &*entry.key);
        let long = offices.filter(|office| !office.is_ascii() && office.chars().count() > 1);
        long.filter_map(|office| folded.strip_prefix(office)).min_by_key(|rest| rest.len())
    }

    /// True when the text names an organization by its form (株式会社, Ltd.).
    #[must_use]
    pub fn has_form(&self, text: &str) -> bool {
        let folded = fold(text);
        self.forms.iter().any(|form| has_form_word(&folded, form))
    }
}

/// Two bare names of one organization or person: equal, or the shorter is the beginning of the longer
/// (「山田商事」 and 「山田商事東京支店」, 「佐藤」 and 「佐藤一郎」).
#[must_use]
pub fn is_same(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    short.chars().count() >= 2 && long.starts_with(short)
}

fn longest_first(mut words: Vec<String>) -> Vec<String> {
    words.sort_by_key(|word| Reverse(word.len()));
    words
}

fn has_form_word(folded: &str, form: &str) -> bool {
    if form.is_ascii() && !form.starts_with('(') {
        folded.split([' ', ',', '_', '-']).any(|word| word.trim_end_matches('.') == form.trim_end_matches('.'))
    } else {
        folded.contains(form)
    }
}

fn without_form(name: &str, form: &str) -> String {
    if form.is_ascii() && !form.starts_with('(') {
        let form = form.trim_end_matches('.');
        let Some(rest) = name.trim_end_matches('.').strip_suffix(form) else { return name.to_owned() };
        let stands_alone = rest.is_empty() || rest.ends_with([' ', ',']);
        if stands_alone { rest.trim_end_matches([' ', ',']).to_owned() } else { name.to_owned() }
    } else {
        name.replace(form, " ").trim().to_owned()
    }
}

#[cfg(test)]
impl NameWords {
    /// Those of rules/data.
    pub(crate) fn builtin() -> Self {
        Self::new(&|name| crate::lists::Lists::builtin().get(name).expect("built in"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_told_by_its_end() {
        let words = NameWords::builtin();
        for office in ["営業部", "総務課", "みどり小学校", "山田商事", "support"] {
            assert!(words.is_office(office), "{office}");
        }
        for person in ["服部", "中村", "佐藤", "阿部", "smith"] {
            assert!(!words.is_office(person), "{person}");
        }
    }

    #[test]
    fn a_name_may_follow_its_office_without_a_space() {
        let words = NameWords::builtin();
        assert_eq!(words.after_office("営業部山田太郎"), Some("山田太郎"));
        assert_eq!(words.after_office("長谷部太郎"), None);
        assert_eq!(words.after_office("営業部"), None);
    }

    #[test]
    fn a_bare_name_has_neither_form_nor_honorific() {
        let words = NameWords::builtin();
        assert_eq!(words.bare("株式会社ヤマセミ 御中"), "ヤマセミ");
        assert_eq!(words.bare("Acme Trading Ltd."), "acmetrading");
        assert_eq!(words.bare("Acme Inc"), "acme");
        assert_eq!(words.bare("佐藤　一郎様"), "佐藤一郎");
    }
}
