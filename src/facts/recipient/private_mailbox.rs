//! Recipients at a free-mail, carrier or ISP provider who are probably one of us, or do not belong: a colleague's
//! private mailbox. Judged over all recipients; of what is in the attachments it knows what their names say.

use super::acquaintance::Acquaintances;
use crate::draft::Draft;
use crate::facts::addr_spec::FoldedAddress;
use crate::facts::own::Own;
use crate::facts::schema::{AttachmentRow, BodyKind, BodyPlace, BodyRow, RecipientRow};
use crate::fold::{fold, fold_name};
use crate::lists::Lists;
use std::collections::{BTreeSet, HashMap, HashSet};

/// From so many others of one organization on, a single private address among them is odd.
const FEWEST_OTHERS: usize = 3;
/// Shorter local parts say nothing about who it is.
const SHORTEST_LOCAL_PART_CHARS: usize = 4;
/// From here on a local part without dot, hyphen or digit is more than a surname.
const LONG_LOCAL_PART_CHARS: usize = 9;
/// Characters of a full name in kanji, and parts of a name that are long enough to be found in an address.
const SHORTEST_FULL_NAME_CHARS: usize = 4;
const SHORTEST_NAME_PART_CHARS: usize = 3;

/// What a row says: a word of `private-mailbox` and one of `private-mailbox-certainty`.
type Sign = (&'static str, Strength);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    Weak,
    Likely,
    Sure,
}

/// What travels along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cargo {
    /// No file.
    Text,
    /// A file that says nothing of what is in it.
    File,
    /// A file, and its name or own text has personal data or a mark of confidentiality.
    TellingFile,
}

impl Cargo {
    /// What the attachments' names and the findings in own text make of it.
    #[must_use]
    pub fn of(attachments: &[AttachmentRow], body: &[BodyRow], lists: &Lists) -> Self {
        let mut files = attachments.iter().filter(|row| row.real).peekable();
        if files.peek().is_none() {
            return Self::Text;
        }
        let words = [lists.needed("personal-file-words"), lists.needed("special-category-words")];
        let speaks = |name: &str| {
            let name = format!(" {}", fold(name).replace(['_', '-', '.', '('], " "));
            let has =
                |word: &str| if word.is_ascii() { name.contains(&format!(" {word}")) } else { name.contains(word) };
            words.iter().any(|list| list.entries.iter().any(|entry| has(&entry.key)))
        };
        let is_telling = |row: &BodyRow| {
            matches!(row.kind, BodyKind::ConfidentialityMarker | BodyKind::PersonalData)
                && row.place != BodyPlace::QuotedText
        };
        if files.any(|row| row.filename.as_deref().is_some_and(speaks)) || body.iter().any(is_telling) {
            Self::TellingFile
        } else {
            Self::File
        }
    }
}

/// Fills `private_mailbox` of the rows. Says nothing when the sender is no organization's, or when nobody is outside.
pub fn judge(
    rows: &mut [RecipientRow],
    draft: &Draft,
    own: &Own,
    acquaintances: &Acquaintances,
    lists: &Lists,
    cargo: Cargo,
) {
    let is_candidate = |row: &RecipientRow| {
        row.delivered
            && row.external == Some(true)
            && row.kind.is_some_and(|kind| kind != "organization")
            && !(row.in_thread || row.sender || row.mailing_list || row.public_archive || row.repeated)
    };
    if own.is_private_sender() || own.domains().is_empty() || !rows.iter().any(is_candidate) {
        return;
    }
    let colleagues = Colleagues::of(rows, draft, own, acquaintances, lists);
    let odd = odd_one_out(rows);
    let signs: Vec<Option<Sign>> = rows
        .iter()
        .enumerate()
        .map(|(number, row)| {
            is_candidate(row).then_some(())?;
            let sign = colleagues.twin(row, lists).or_else(|| colleagues.same_name(row));
            let sign = sign.or_else(|| colleagues.of_sender(row, cargo));
            let is_odd = odd == Some(number) && row.in_book != Some(true);
            let odd = if row.in_book == Some(false) { Strength::Likely } else { Strength::Weak };
            sign.or(is_odd.then_some(("odd-one-out", odd))).map(|sign| weighed(sign, row))
        })
        .collect();
    for (row, sign) in rows.iter_mut().zip(signs) {
        row.private_mailbox = sign.map(|(kind, _)| kind);
        row.private_mailbox_certainty = sign.map(|(_, strength)| match strength {
            Strength::Weak => "weak",
            Strength::Likely => "likely",
            Strength::Sure => "sure",
        });
    }
}

/// Small shops do business from their provider's mailbox, and what is in the address book somebody has put there:
/// both are one class weaker.
fn weighed((kind, strength): Sign, row: &RecipientRow) -> Sign {
    let is_excused = row.kind == Some("isp") || row.in_book == Some(true);
    match strength {
        Strength::Sure if is_excused => (kind, Strength::Likely),
        Strength::Likely if is_excused => (kind, Strength::Weak),
        strength => (kind, strength),
    }
}

/// The one recipient at a provider among others who are all of one organization.
fn odd_one_out(rows: &[RecipientRow]) -> Option<usize> {
    let delivered = || rows.iter().enumerate().filter(|(_, row)| row.delivered && !row.sender && !row.repeated);
    let mut private = delivered().filter(|(_, row)| row.kind.is_some_and(|kind| kind != "organization"));
    let (number, _) = private.next()?;
    let others: Vec<&RecipientRow> = delivered().filter(|(other, _)| *other != number).map(|(_, row)| row).collect();
    let parties: BTreeSet<Option<&str>> = others.iter().map(|row| row.party.as_deref()).collect();
    let is_one = private.next().is_none() && parties.len() == 1 && others.iter().all(|row| row.external.is_some());
    let is_among_people = others.iter().all(|row| !row.mailing_list && !row.member);
    (is_one && is_among_people && others.len() >= FEWEST_OTHERS).then_some(number)
}

/// People of ours: the sender, internal recipients, internal entries of the address book.
struct Colleagues {
    local_parts: HashSet<String>,
    names: HashSet<String>,
    senders: HashMap<String, BTreeSet<String>>,
}

impl Colleagues {
    fn of(rows: &[RecipientRow], draft: &Draft, own: &Own, acquaintances: &Acquaintances, lists: &Lists) -> Self {
        let mut colleagues = Self { local_parts: HashSet::new(), names: HashSet::new(), senders: HashMap::new() };
        let is_ours = |domain: &str| own.is_external(domain, lists) == Some(false) && !own.is_member(domain);
        for mailbox in &draft.from {
            let Some(address) = FoldedAddress::of_mailbox(mailbox) else { continue };
            if !address.domain.as_deref().is_some_and(is_ours) {
                continue;
            }
            let name = mailbox.display_name.as_ref().map_or("", |name| name.value.as_str());
            let parts = name_parts(&address.local_part);
            colleagues.senders.insert(address.local_part.clone(), parts);
            colleagues.add(&address.local_part, name);
        }
        for row in rows.iter().filter(|row| row.external == Some(false) && !row.member) {
            colleagues.add(row.local_part.as_deref().unwrap_or(""), row.display_name.as_deref().unwrap_or(""));
        }
        for (address, name) in acquaintances.book().people() {
            if let Some((local_part, _)) = address.rsplit_once('@').filter(|(_, domain)| is_ours(domain)) {
                colleagues.add(local_part, name);
            }
        }
        colleagues
    }

    fn add(&mut self, local_part: &str, name: &str) {
        self.local_parts.insert(local_part.to_owned());
        self.names.extend(full_name(name));
    }

    /// The same local part as one of ours. A bare surname may be a customer's: it is certain only for the sender's own.
    fn twin(&self, row: &RecipientRow, lists: &Lists) -> Option<Sign> {
        let local_part = row.local_part.as_deref()?;
        let is_name = local_part.chars().count() >= SHORTEST_LOCAL_PART_CHARS
            && !lists.needed("role-names").has(local_part)
            && !lists.needed("everybody-names").has(local_part);
        let has_marks = local_part.contains(|character: char| !character.is_alphabetic());
        let is_telling = has_marks || local_part.chars().count() >= LONG_LOCAL_PART_CHARS;
        let strength =
            if is_telling || self.senders.contains_key(local_part) { Strength::Sure } else { Strength::Likely };
        (is_name && self.local_parts.contains(local_part)).then_some(("twin", strength))
    }

    /// The same full name as one of ours.
    fn same_name(&self, row: &RecipientRow) -> Option<Sign> {
        let name = full_name(row.display_name.as_deref()?)?;
        self.names.contains(&name).then_some(("same-name", Strength::Sure))
    }

    /// Made of the parts of the sender's own name: `taro.yamada` and `yamadataro1985`.
    fn of_sender(&self, row: &RecipientRow, cargo: Cargo) -> Option<Sign> {
        let local_part = row.local_part.as_deref()?;
        let strength = match cargo {
            Cargo::Text => return None,
            Cargo::File => Strength::Weak,
            Cargo::TellingFile => Strength::Likely,
        };
        let is_made_of =
            |parts: &BTreeSet<String>| parts.len() >= 2 && parts.iter().all(|part| local_part.contains(part));
        self.senders.values().any(is_made_of).then_some(("sender-name", strength))
    }
}

/// The parts of a local part that can be names: `taro.yamada` has two.
fn name_parts(local_part: &str) -> BTreeSet<String> {
    local_part
        .split(|character: char| !character.is_alphabetic())
        .filter(|part| part.chars().count() >= SHORTEST_NAME_PART_CHARS)
        .map(str::to_owned)
        .collect()
}

/// A name that has a surname and a given name, folded; `None` for a surname alone, an office or an address.
fn full_name(name: &str) -> Option<String> {
    let folded = fold(name);
    let bare = folded.trim().trim_end_matches(['様', '殿']).trim_end_matches("さん").trim();
    if bare.contains(['@', '/', '(', '[', '<']) || bare.ends_with(['課', '部', '係', '室', '局']) {
        return None;
    }
    let has_two_words = bare.split_whitespace().filter(|word| !word.is_empty()).count() >= 2;
    let is_long_kanji = !bare.is_ascii() && bare.chars().count() >= SHORTEST_FULL_NAME_CHARS;
    (has_two_words || is_long_kanji).then(|| fold_name(bare))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::recipient;
    use crate::facts::test_draft::draft;
    use crate::facts::thread::ThreadAddresses;
    use crate::settings::{People, Person, Settings};

    fn signs_with(book: &[(&str, &str)], text: &str, cargo: Cargo) -> Vec<Option<(&'static str, &'static str)>> {
        let person = |(address, name): &(&str, &str)| Person {
            address: (*address).to_owned(),
            name: (*name).to_owned(),
            ..Person::default()
        };
        let people = People { address_book: book.iter().map(person).collect(), ..People::default() };
        let settings = Settings { people, ..Settings::default() };
        let (draft, lists) = (draft(text), Lists::builtin());
        let (own, acquaintances) = (Own::of(&draft, &settings, &lists), Acquaintances::new(&settings));
        let mut rows = recipient::rows(&draft, &own, &acquaintances, &lists, &ThreadAddresses::of(&draft));
        judge(&mut rows, &draft, &own, &acquaintances, &lists, cargo);
        rows.iter().map(|row| row.private_mailbox.zip(row.private_mailbox_certainty)).collect()
    }

    fn one(text: &str) -> Option<(&'static str, &'static str)> {
        signs_with(&[], text, Cargo::Text).pop().flatten()
    }

    #[test]
    fn a_colleagues_name_at_a_provider_is_the_colleague() {
        let to = |address: &str| one(&format!("From: taro.yamada@city.example\nTo: {address}\n\nx\n"));
        assert_eq!(to("taro.yamada@gmail.com"), Some(("twin", "sure")));
        assert_eq!(to("taro.yamada@sepia.ocn.ne.jp"), Some(("twin", "likely")));
        assert_eq!(to("hanako.demo@gmail.com"), None);
        let text = "From: ann@city.example\nTo: tanaka@city.example, tanaka@gmail.com\n\nx\n";
        assert_eq!(one(text), Some(("twin", "likely")));
        assert_eq!(one("From: info@city.example\nTo: info@gmail.com\n\nx\n"), None);
    }

    #[test]
    fn a_full_name_is_one_person_and_a_surname_is_not() {
        let to = |name: &str| {
            one(&format!("From: 山田 太郎 <t.yamada@city.example>\nTo: {name} <midori-demo@gmail.com>\n\nx\n"))
        };
        assert_eq!(to("山田　太郎様"), Some(("same-name", "sure")));
        assert_eq!(to("山田"), None);
    }

    #[test]
    fn the_address_book_knows_colleagues_too() {
        let text = "From: ann@city.example\nTo: ken-mori@gmail.com\n\nx\n";
        assert_eq!(signs_with(&[("ken-mori@city.example", "")], text, Cargo::Text), [Some(("twin", "sure"))]);
        let both = [("ken-mori@city.example", ""), ("ken-mori@gmail.com", "")];
        assert_eq!(signs_with(&both, text, Cargo::Text), [Some(("twin", "likely"))]);
    }

    #[test]
    fn the_senders_own_name_counts_with_a_file() {
        let text = "From: taro.yamada@city.example\nTo: yamadataro85-demo@gmail.com\n\nx\n";
        assert_eq!(signs_with(&[], text, Cargo::TellingFile), [Some(("sender-name", "likely"))]);
        assert_eq!(signs_with(&[], text, Cargo::File), [Some(("sender-name", "weak"))]);
        assert_eq!(signs_with(&[], text, Cargo::Text), [None]);
    }

    #[test]
    fn a_file_tells_by_its_name_or_by_the_text() {
        let lists = Lists::builtin();
        let named = |name: &str| {
            let row = AttachmentRow { filename: Some(name.to_owned()), real: true, ..AttachmentRow::default() };
            Cargo::of(&[row], &[], &lists)
        };
        for name in ["生徒名簿.xlsx", "Customer_List_2026.xlsx", "要介護認定の件.pdf"] {
            assert_eq!(named(name), Cargo::TellingFile, "{name}");
        }
        for name in ["地図.pdf", "予算案.xlsx", "outpatient.txt"] {
            assert_eq!(named(name), Cargo::File, "{name}");
        }
        let row = AttachmentRow { real: true, ..AttachmentRow::default() };
        let marker =
            BodyRow::new(Default::default(), BodyKind::ConfidentialityMarker, BodyPlace::Subject, "社外秘".into());
        assert_eq!(Cargo::of(&[row], &[marker], &lists), Cargo::TellingFile);
    }

    #[test]
    fn one_private_address_among_colleagues_is_odd() {
        let among =
            "From: ann@city.example\nTo: a@city.example, b@city.example, c@city.example, midori-demo@gmail.com\n\nx\n";
        assert_eq!(one(among), Some(("odd-one-out", "weak")));
        assert_eq!(
            signs_with(&[("a@city.example", "")], among, Cargo::Text).pop(),
            Some(Some(("odd-one-out", "likely")))
        );
        assert_eq!(signs_with(&[("midori-demo@gmail.com", "")], among, Cargo::Text).pop(), Some(None));
        let customer = "From: ann@city.example\nTo: a@city.example, midori-demo@gmail.com\n\nx\n";
        assert_eq!(one(customer), None);
        let two =
            "From: ann@city.example\nTo: a@city.example, b@beta.example, c@city.example, midori-demo@gmail.com\n\nx\n";
        assert_eq!(one(two), None);
    }

    #[test]
    fn whoever_already_stands_in_the_thread_is_known() {
        let text = "From: taro.yamada@city.example\nTo: taro.yamada@gmail.com\n\nok\n\
                    > From: taro.yamada@gmail.com\n> To: a@city.example\n";
        assert_eq!(one(text), None);
    }
}
