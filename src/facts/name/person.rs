//! Whether a name that somebody is addressed by fits what is known of a reader. Compares names of one script only: how a
//! kanji name reads is not known, and a guess would accuse the innocent.

use super::{LatinWord, NameWords};
use crate::fold::{fold, fold_name, without_marks};

/// Shortest Latin name that is looked for inside of other words.
const LETTERS_TO_FIND: usize = 3;
/// Shortest Latin name that may be a slip for another: Felicia for Felecia.
const LETTERS_TO_MISSPELL: usize = 5;
/// A word of kanji as long as this, alone, may as well be a shop's name.
const PERSON_CHARACTERS: usize = 5;

/// The name of a person as a greeting gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// Its words, folded, surname or given name first as written. Never empty.
    pub words: Vec<String>,
}

/// One text that says what a reader is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    words: Vec<String>,
    /// Whether a name that does not fit it is another's: a lone word may be half of a name.
    is_whole: bool,
}

/// Scripts that names are compared in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Kanji, alone or with kana behind it.
    Kanji,
    Kana,
    Latin,
}

impl PersonName {
    /// The name of these folded words.
    #[must_use]
    pub fn new(words: &[&str]) -> Self {
        Self { words: words.iter().map(|word| plain(word)).filter(|word| !word.is_empty()).collect() }
    }

    /// True for a surname or a given name alone.
    #[must_use]
    pub fn is_short(&self) -> bool {
        let is_one = self.words.len() == 1;
        is_one && (self.script() == Some(Script::Latin) || self.joined().chars().count() <= 3)
    }

    /// Whether it is the reader's who is known by these names: `None` when they do not say, since they are of
    /// another script, or an office's.
    #[must_use]
    pub fn is_name_of(&self, known: &[KnownName], names: &NameWords) -> Option<bool> {
        let fits = |known: &KnownName| self.fits(known, names);
        if known.iter().any(fits) {
            return Some(true);
        }
        let script = self.script()?;
        known.iter().any(|known| known.is_whole && known.script() == Some(script)).then_some(false)
    }

    fn script(&self) -> Option<Script> {
        script_of(&self.words)
    }

    /// Its words in one.
    #[must_use]
    pub fn joined(&self) -> String {
        self.words.concat()
    }

    fn fits(&self, known: &KnownName, names: &NameWords) -> bool {
        match self.script() {
            Some(Script::Latin) => self.words.iter().any(|word| fits_latin(word, &known.words, names)),
            Some(_) => fits_japanese(&self.words, &known.words),
            None => false,
        }
    }
}

impl KnownName {
    /// What a display name, or a name of the address book, says of a person. Words of offices, organizations and
    /// titles are left out.
    #[must_use]
    pub fn of_text(text: &str, names: &NameWords) -> Self {
        // Before the text is cut at its brackets: the form 「(株)」 belongs to its name.
        let folded = fold(text).replace("(株)", "株式会社").replace("(有)", "有限会社");
        let all: Vec<&str> = folded.split(|c: char| !is_in_word(c)).filter(|word| !word.is_empty()).collect();
        let is_office =
            |word: &str| names.is_office(word) || names.has_form(word) || word.chars().any(|c| c.is_ascii_digit());
        let persons = all.iter().filter(|word| !is_office(word)).map(|word| bare_person(word, names));
        let words: Vec<String> =
            persons.filter(|word| !is_office(word)).map(plain).filter(|word| !word.is_empty()).collect();
        let has_office = words.len() < all.len();
        let is_whole = !text.contains('@')
            && match script_of(&words) {
                None => false,
                Some(Script::Latin) => !has_office && (2..=4).contains(&words.len()) && !names.has_form(text),
                Some(script) if words.len() == 1 => {
                    words[0].chars().count() < PERSON_CHARACTERS && (!has_office || script == Script::Kanji)
                }
                Some(_) => words.len() <= 3,
            };
        Self { words, is_whole }
    }

    /// What a folded local part says: `taro.yamada` is a name, `yamada` may be anything, `info` is nobody's.
    #[must_use]
    pub fn of_local_part(local_part: &str, names: &NameWords) -> Self {
        let words: Vec<String> =
            local_part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(plain).collect();
        let are_names = words.len() == 2
            && words
                .iter()
                .all(|word| word.len() >= 3 && !names.is_office(word) && names.latin(word) != Some(LatinWord::Nobody));
        Self { is_whole: are_names && local_part.contains('.') && local_part.is_ascii(), words }
    }

    /// Its words, as those of a [`PersonName`].
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The same as evidence of a fit only.
    #[must_use]
    pub fn half(self) -> Self {
        Self { is_whole: false, ..self }
    }

    fn script(&self) -> Option<Script> {
        script_of(&self.words)
    }
}

/// A word without the honorific and the titles behind it.
#[must_use]
pub fn bare_person<'w>(word: &'w str, names: &NameWords) -> &'w str {
    let honorific = names.honorifics().filter_map(|(honorific, _)| word.strip_suffix(honorific));
    let mut bare = honorific.min_by_key(|rest| rest.len()).filter(|rest| !rest.is_empty()).unwrap_or(word);
    while let Some(rest) = names.titles().find_map(|title| bare.strip_suffix(title)) {
        bare = rest;
    }
    bare
}

fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\'' | '\u{2019}' | '々' | 'ー')
}

/// For comparison: kanji variants made one, accents left out, hiragana as katakana.
fn plain(word: &str) -> String {
    let name = fold_name(word);
    if name.chars().all(|character| character.is_ascii_alphabetic()) {
        return name;
    }
    if name.chars().all(|character| !is_japanese(character)) {
        return without_marks(&name).chars().filter(char::is_ascii_alphabetic).collect();
    }
    name.chars().map(as_katakana).collect()
}

fn as_katakana(character: char) -> char {
    match character {
        'ぁ'..='ゖ' => char::from_u32(u32::from(character) + 0x60).unwrap_or(character),
        other => other,
    }
}

fn is_japanese(character: char) -> bool {
    is_kana(character) || is_kanji(character)
}

fn is_kana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30FF}')
}

fn is_kanji(character: char) -> bool {
    matches!(character, '々' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Kanji anywhere make a kanji name: 佐藤 さくら. `None` for another script, or none.
fn script_of(words: &[String]) -> Option<Script> {
    let mut characters = words.iter().flat_map(|word| word.chars());
    let any = |is: fn(char) -> bool| words.iter().any(|word| word.chars().any(is));
    if any(is_kanji) {
        Some(Script::Kanji)
    } else if any(is_kana) {
        Some(Script::Kana)
    } else {
        let is_latin = !words.is_empty() && characters.all(|character| character.is_ascii_alphabetic());
        is_latin.then_some(Script::Latin)
    }
}

/// One word of a Latin name: equal to one of theirs, its beginning (Chris, Christopher), its short form, or inside of
/// them all (`jsmith`).
fn fits_latin(word: &str, known: &[String], names: &NameWords) -> bool {
    let is_initial = |word: &str| word.chars().count() == 1;
    let is_beginning =
        |short: &str, long: &str| long.starts_with(short) && (short.len() >= LETTERS_TO_FIND || is_initial(short));
    // `joerg`, `jorg` and `Jörg` are one name.
    let single = |word: &str| word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let is_same = |other: &String| {
        is_beginning(word, other)
            || (other.len() >= LETTERS_TO_FIND && is_beginning(other, word))
            || single(word) == single(other)
            || is_misspelt(word, other)
            || is_diminutive(word, other)
            || is_diminutive(other, word)
            || names.stands_for(word).any(|name| name == other)
            || names.stands_for(other).any(|name| name == word)
            || names.stands_for(word).any(|name| names.stands_for(other).any(|other| other == name))
    };
    let joined = known.concat();
    let initials: String = known.iter().filter_map(|word| word.chars().next()).collect();
    known.iter().any(is_same) || (word.len() >= LETTERS_TO_FIND && joined.contains(word)) || initials == word
}

/// True when a letter makes the difference, and not the first one: whoever is greeted so is the same person.
fn is_misspelt(word: &str, known: &str) -> bool {
    word.len().min(known.len()) >= LETTERS_TO_MISSPELL
        && word.as_bytes().first() == known.as_bytes().first()
        && strsim::osa_distance(word, known) <= 1
}

/// True when `short` may be a pet form of `long` that no list has: Tammy (Tamara), Rosie (Rosalee), Jackie (Jacquelyn).
/// Mary is no pet form of Mark.
fn is_diminutive(short: &str, long: &str) -> bool {
    let stem = match (short.strip_suffix("ie"), short.strip_suffix('y')) {
        (Some(stem), _) => stem,
        (None, Some(stem)) if stem.len() > LETTERS_TO_FIND => stem,
        _ => return false,
    };
    stem.get(..LETTERS_TO_FIND).is_some_and(|start| long.starts_with(start))
}

/// 佐藤, 佐藤一郎 and 佐藤 一郎 are one name; 佐藤 二郎 is not 佐藤 一郎.
fn fits_japanese(words: &[String], known: &[String]) -> bool {
    let joined = known.concat();
    let name = words.concat();
    if joined.contains(&name) {
        return true;
    }
    let agree = |left: &str, right: &str| {
        left.is_empty()
            || right.is_empty()
            || left.contains(right)
            || right.contains(left)
            // さくら may be 桜.
            || script_of(&[left.to_owned()]) != script_of(&[right.to_owned()])
    };
    known.iter().enumerate().any(|(index, known_word)| {
        let following = known.get(index + 1).map_or("", String::as_str);
        if let Some(given) = name.strip_prefix(known_word.as_str()) {
            return agree(given, following);
        }
        words.iter().enumerate().any(|(index, word)| {
            let given = words.get(index + 1).map_or("", String::as_str);
            known_word.strip_prefix(word.as_str()).is_some_and(|rest| agree(given, rest))
        })
    })
}

/// True for a Latin word that can be part of a name: letters, and none of the words that stand beside names.
#[must_use]
pub fn is_latin_name(word: &str, names: &NameWords) -> bool {
    let letters = word.trim_end_matches('.');
    !letters.is_empty()
        && letters.chars().all(|c| c.is_alphabetic() && !is_japanese(c) || matches!(c, '-' | '\'' | '\u{2019}' | '.'))
        && !matches!(names.latin(&fold(letters)), Some(LatinWord::Nobody))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn compares(name: &[&str], display_name: &str, expected: Option<bool>) {
        let names = NameWords::builtin();
        let folded: Vec<String> = name.iter().map(|word| fold(word)).collect();
        let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
        let known = [KnownName::of_text(display_name, &names)];
        assert_eq!(PersonName::new(&folded).is_name_of(&known, &names), expected, "{name:?} {display_name}");
    }

    #[test]
    fn a_surname_fits_however_the_name_is_written() {
        for display_name in
            ["佐藤 一郎", "佐藤一郎", "佐藤", "株式会社ヤマセミ 佐藤様", "佐藤　一郎（営業部）", "佐藤部長"]
        {
            compares(&["佐藤"], display_name, Some(true));
        }
        compares(&["髙橋"], "高橋 一", Some(true));
        compares(&["林"], "林 花子", Some(true));
    }

    #[test]
    fn another_surname_is_another_person() {
        compares(&["山田"], "佐藤 一郎", Some(false));
        compares(&["山田"], "株式会社ヤマセミ 営業部 佐藤一郎", Some(false));
        compares(&["山田", "太郎"], "佐藤 一郎", Some(false));
    }

    #[test]
    fn a_namesake_with_another_given_name_is_another_person() {
        compares(&["佐藤", "一郎"], "佐藤 二郎", Some(false));
        compares(&["佐藤一郎"], "佐藤 二郎", Some(false));
        compares(&["佐藤一郎"], "佐藤二郎", Some(false));
        compares(&["佐藤一郎"], "佐藤", Some(true));
        compares(&["佐藤", "さくら"], "佐藤 桜", Some(true));
        compares(&["佐藤", "花子"], "鈴木 花子", Some(true));
    }

    #[test]
    fn another_script_says_nothing() {
        compares(&["山田"], "Taro Yamada", None);
        compares(&["さとう"], "佐藤 一郎", None);
        compares(&["yamada"], "山田 太郎", None);
        compares(&["さとう"], "サトウ イチロウ", Some(true));
    }

    #[test]
    fn an_office_is_nobody_in_particular() {
        for display_name in ["営業部", "みどり小学校", "株式会社ヤマセミ", "ヤマセミ 営業担当", "鈴木園芸資材"]
        {
            compares(&["山田"], display_name, None);
        }
        compares(&["alice"], "Acme Support Team", None);
        compares(&["alice"], "Bob", None);
        compares(&["alice"], "bob@beta.example", None);
    }

    #[test]
    fn a_latin_name_may_be_short_or_turned_round() {
        compares(&["bob"], "Robert Smith", Some(true));
        compares(&["chris"], "Hart, Christopher", Some(true));
        compares(&["smith"], "Robert Smith", Some(true));
        compares(&["jörg"], "Joerg Schmidt", Some(true));
        compares(&["maryann"], "Mary Ann Hart", Some(true));
        compares(&["alice"], "Robert Smith", Some(false));
    }

    #[test]
    fn a_pet_form_or_a_slip_of_the_pen_is_the_same_person() {
        compares(&["tammy"], "Tamara Davis", Some(true));
        compares(&["jackie"], "Jacquelyn Hart", Some(true));
        compares(&["felicia"], "Felecia Hart", Some(true));
        compares(&["mary"], "Mark Hart", Some(false));
        compares(&["jason"], "Mason Hart", Some(false));
        compares(&["mark"], "Mary Hart", Some(false));
    }

    #[test]
    fn a_local_part_of_two_names_is_evidence_and_one_word_only_of_a_fit() {
        let names = NameWords::builtin();
        let known = |local_part: &str| [KnownName::of_local_part(local_part, &names)];
        let alice = PersonName::new(&["alice"]);
        assert_eq!(alice.is_name_of(&known("taro.yamada"), &names), Some(false));
        assert_eq!(alice.is_name_of(&known("yamada"), &names), None);
        assert_eq!(alice.is_name_of(&known("customer.service"), &names), None);
        assert_eq!(PersonName::new(&["smith"]).is_name_of(&known("jsmith"), &names), Some(true));
    }
}
