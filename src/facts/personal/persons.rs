//! How many people a text's personal data are about: rows and paragraphs are counted, not hits. Knows neither who may
//! read them nor whether that is a slip.

use super::name::{names_an_organization, names_somebody};
use super::{Datum, KeyWords, PersonalKind, phone};
use crate::lists::List;
use std::collections::{BTreeMap, BTreeSet};

/// People whose data stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Persons {
    /// Named with a date of birth, a postal address or a bank account.
    pub described: u64,
    /// Named with a telephone number only: as a rule, business contacts.
    pub contacts: u64,
    /// Different numbers that identify somebody: My Number, payment card, passport ...
    pub identifiers: u64,
    /// Of `described`, those who stand on one line each.
    pub rows: u64,
}

/// From here on contacts are a list: five rows, as with addresses.
const LIST_OF_CONTACTS: u64 = 5;
/// One My Number or card does the harm of several addresses.
const IDENTIFIER_WEIGHT: u64 = 4;

impl Persons {
    /// How much is at stake, in people: contacts count from five on, and an identifying number as four.
    ///
    /// So 3, where a body is worth a second look, is three people or one number, and 10 is ten people or three numbers.
    #[must_use]
    pub fn weight(self) -> u64 {
        let contacts = if self.contacts >= LIST_OF_CONTACTS { self.contacts } else { 0 };
        self.described + contacts + IDENTIFIER_WEIGHT * self.identifiers
    }

    /// The same for a quoted thread, where a paragraph with a name, an address and a telephone is somebody's signature: rows
    /// of tables and identifying numbers only.
    #[must_use]
    pub fn weight_of_rows(self) -> u64 {
        self.rows + IDENTIFIER_WEIGHT * self.identifiers
    }
}

/// Counts the people that `data`, found in `text`, are about. A line for which `is_known` holds - it has the address of
/// somebody of ours, or of a recipient - is left out.
///
/// A line that names somebody and holds a datum is a row. Where a paragraph has no such line, it is one record
/// (氏名, 住所 and 電話 below each other) or several, as many as its second most frequent kind of data says.
#[must_use]
pub fn persons(text: &str, data: &[Datum], key_words: &KeyWords, is_known: &dyn Fn(&str) -> bool) -> Persons {
    let identifiers: BTreeSet<&str> =
        data.iter().filter(|datum| datum.kind.is_identifier()).map(|datum| datum.value.as_str()).collect();
    let mut counted = Persons { identifiers: identifiers.len() as u64, ..Persons::default() };
    let mut rest = data;
    let mut paragraph = Paragraph::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let here = rest.partition_point(|datum| datum.range.start < end);
        let (of_line, later) = rest.split_at(here);
        rest = later;
        start = end;
        if line.trim().is_empty() {
            std::mem::take(&mut paragraph).count_into(&mut counted);
        } else if !is_known(line) {
            paragraph.add(line, of_line, key_words.surnames());
        }
    }
    paragraph.count_into(&mut counted);
    counted
}

/// Lines without a blank one between them.
#[derive(Default)]
struct Paragraph {
    described_rows: u64,
    contact_rows: u64,
    names: u64,
    values: BTreeMap<PersonalKind, BTreeSet<String>>,
}

impl Paragraph {
    fn add(&mut self, line: &str, data: &[Datum], surnames: &List) {
        let personal = || data.iter().filter(|datum| !datum.kind.is_identifier());
        let has = |kind| personal().any(|datum: &Datum| datum.kind == kind);
        let is_private =
            has(PersonalKind::BirthDate) || has(PersonalKind::BankAccount) || has(PersonalKind::SpecialCategory);
        let is_addressed = has(PersonalKind::PostalCode) || has(PersonalKind::Address);
        // The address of a branch with the name of somebody there is a business contact.
        let describes = is_private || (is_addressed && !names_an_organization(line));
        // Names are looked for last: it costs most.
        let is_named = (data.is_empty() || personal().next().is_some()) && names_somebody(line, surnames);
        self.names += u64::from(is_named);
        let has_mobile = personal().any(|datum| datum.kind == PersonalKind::Phone && phone::is_mobile(&datum.value));
        let is_somebody = is_named || has(PersonalKind::BirthDate) || has_mobile;
        if describes && is_somebody && (is_named || personal().nth(1).is_some()) {
            self.described_rows += 1;
        } else if is_named && (has(PersonalKind::Phone) || is_addressed) {
            self.contact_rows += 1;
        }
        for datum in personal() {
            self.values.entry(datum.kind).or_default().insert(datum.value.clone());
        }
    }

    fn count_into(self, counted: &mut Persons) {
        if self.described_rows + self.contact_rows > 0 {
            counted.described += self.described_rows;
            counted.rows += self.described_rows;
            counted.contacts += self.contact_rows;
            return;
        }
        // Three branches and one who answers for them are one person.
        let births = self.values.get(&PersonalKind::BirthDate).map_or(0, |dates| dates.len() as u64);
        let most = self.names.max(births);
        let mut numbers: Vec<u64> = self.values.values().map(|values| values.len() as u64).collect();
        if self.names > 0 {
            numbers.push(self.names);
        }
        numbers.sort_unstable();
        let people = if numbers.len() > 1 { numbers[numbers.len() - 2].min(most) } else { 0 };
        let is_only_telephone = self.values.keys().all(|kind| *kind == PersonalKind::Phone);
        let is_somebody = self.names > 0 || self.values.contains_key(&PersonalKind::BirthDate);
        match (is_somebody, is_only_telephone) {
            (true, true) => counted.contacts += people,
            (true, false) => counted.described += people,
            (false, _) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::personal_data;
    use super::*;

    fn counted(text: &str) -> Persons {
        let key_words = super::super::tests::key_words();
        persons(text, &personal_data(text, &key_words), &key_words, &|line| line.contains("@city.example"))
    }

    fn described(text: &str) -> u64 {
        counted(text).described
    }

    #[test]
    fn each_row_of_a_table_is_a_person() {
        let rows = "山田 太郎,〒860-0001,090-0000-0001\n佐藤 花子,〒860-0002,090-0000-0002\n鈴木 次郎,〒860-0003,\n";
        assert_eq!(described(&format!("氏名,郵便番号,電話\n{rows}")), 3);
    }

    #[test]
    fn lines_below_each_other_are_one_record() {
        let record = "氏名：山田太郎\n住所：〒860-0001 熊本県熊本市\n電話：096-000-0001\n";
        assert_eq!(described(record), 1);
        assert_eq!(described(&format!("{record}\n{record}\n{record}")), 3);
        assert_eq!(described("お届け先\n山田太郎様\n〒860-0001 熊本県熊本市\nTEL 096-000-0001"), 1);
    }

    #[test]
    fn companies_shops_and_venues_are_nobody() {
        assert_eq!(
            counted("本社 〒100-0001 東京都 TEL 03-1234-5678\n大阪支店 〒530-0001 大阪府 TEL 06-1234-5678").weight(),
            0
        );
        assert_eq!(counted("会場\n〒860-0001 熊本県熊本市\nTEL 096-000-0001").weight(), 0);
    }

    #[test]
    fn the_people_of_branches_are_contacts() {
        let branches = "熊本支店 熊本県熊本市中央区1-1 担当：山田様\n福岡支店 福岡県福岡市中央区1-1 担当：佐藤様\n";
        assert_eq!((counted(branches).described, counted(branches).contacts), (0, 2));
        let office = "担当：山田様\n本館 〒860-0001 TEL 096-000-0001\n別館 〒860-0002 TEL 096-000-0002\n";
        assert!(counted(office).described <= 1);
    }

    #[test]
    fn a_name_with_an_address_an_illness_or_a_birthday_is_a_person() {
        assert_eq!(described("山田太郎 熊本県熊本市中央区1-1\n佐藤花子 熊本県熊本市東区3-4\n"), 2);
        assert_eq!(described("山田太郎 昭和60年4月1日生\n佐藤花子 平成2年5月3日生\n"), 2);
        assert_eq!(described("山田太郎 卵アレルギー\n"), 1);
    }

    #[test]
    fn contacts_weigh_from_five_on() {
        let contacts = |count: u32| (1..=count).map(|n| format!("山田様 03-0000-000{n}\n")).collect::<String>();
        assert_eq!(counted(&contacts(4)).weight(), 0);
        assert_eq!(counted(&contacts(5)).weight(), 5);
    }

    #[test]
    fn our_own_people_do_not_count() {
        assert_eq!(counted("山田 太郎 〒860-0001 taro@city.example"), Persons::default());
    }

    #[test]
    fn an_identifying_number_weighs_as_four_people_and_counts_once() {
        let text = "マイナンバー 123456789018\n（再掲 1234-5678-9018）";
        assert_eq!((counted(text).identifiers, counted(text).weight()), (1, 4));
    }
}
