//! What the cells of a row look like, with what the lists, the settings and the rest of the row say of them.

use super::Survey;
use crate::facts::addr_spec::placed_addresses_in;
use crate::facts::contents::addresses::Addresses;
use crate::facts::contents::table::MOST_COLUMNS;
use crate::facts::personal::{PersonalKind, Signs, is_whole_name, signs_of};
use crate::inspect::{Cell, Row};

/// What stands around an address in a cell; a line of a log has more.
const AROUND_ADDRESS_BYTES: usize = 60;

impl Survey<'_> {
    /// Marks numbers that other cells of their row name.
    pub(super) fn name_identifiers(&self, row: &Row<'_>, signs: &mut [Signs]) {
        const IDENTIFIERS: [(Signs, PersonalKind); 4] = [
            (Signs::MY_NUMBER, PersonalKind::MyNumber),
            (Signs::PAYMENT_CARD, PersonalKind::PaymentCard),
            (Signs::PASSPORT, PersonalKind::Passport),
            (Signs::SOCIAL_SECURITY, PersonalKind::SocialSecurity),
        ];
        if !signs.iter().any(|signs| IDENTIFIERS.iter().any(|(sign, _)| signs.has(*sign))) {
            return;
        }
        let key_words = &self.known.vocabulary.personal_key_words;
        let named: Vec<PersonalKind> =
            row.cells.iter().take(MOST_COLUMNS).flat_map(|cell| key_words.kinds_named_in(cell.text)).collect();
        for signs in signs {
            if IDENTIFIERS.iter().any(|(sign, kind)| signs.has(*sign) && named.contains(kind)) {
                *signs = signs.and(Signs::NAMED);
            }
        }
    }

    /// 「個人番号は123456789018です」 in a cell.
    pub(super) fn is_sentence_about_number(&self, text: &str, signs: Signs) -> bool {
        signs.has(Signs::MANY_DIGITS.and(Signs::LETTERS))
            && !signs.has_any(Signs::ADDRESS.and(Signs::EMAIL))
            && self
                .known
                .vocabulary
                .personal_key_words
                .kinds_named_in(text)
                .into_iter()
                .any(PersonalKind::is_identifier)
    }

    pub(super) fn cell_signs(&self, cell: &Cell<'_>, addresses: &mut Addresses) -> Signs {
        let mut signs = signs_of(cell.text);
        if signs.has(Signs::LETTERS) && is_whole_name(cell.text, self.known.vocabulary.personal_key_words.surnames()) {
            signs = signs.and(Signs::WHOLE_NAME);
        }
        if cell.text.contains(['@', '＠']) {
            let placed = placed_addresses_in(cell.text);
            let around = cell.text.len() - placed.iter().map(|(range, _)| range.len()).sum::<usize>();
            for (_, address) in placed {
                let is_new = addresses.add(&address, self.judge);
                if around <= AROUND_ADDRESS_BYTES {
                    signs = signs.and(if is_new { Signs::EMAIL } else { Signs::EMAIL.and(Signs::REPEATED) });
                }
                if self.judge.is_known(&address) {
                    signs = signs.and(Signs::KNOWN_ADDRESS);
                }
            }
        }
        signs
    }
}
