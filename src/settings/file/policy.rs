//! `[policy]` and its `[[policy.KIND]]` tables: rules of the house, each with its own words. What they find in a
//! draft is not known here.

use super::{File, Values};
use crate::document::{Item, TableReader, wrong_type};
use crate::lang::Bilingual;
use crate::settings::pattern::{check_address_glob, check_name_glob, check_text_pattern, check_word};
use crate::settings::policy::ROLE_PREFIX;
use crate::settings::{
    BulkPolicy, EncryptionPolicy, PolicyCondition, PolicyDemand, PolicyEntry, PolicyKind, TextPlace,
};
use crate::severity::Severity;
use crate::span::Spanned;

/// What can be wrong with a member of a list.
type Check = fn(&str) -> Result<(), String>;

impl File<'_> {
    pub(super) fn read_policy(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("policy", self.problems()) else { return };
        values.bulk = self.word(&table, "bulk", &BulkPolicy::ALL.map(|bulk| (bulk.name(), bulk)));
        values.encrypt = self.word(&table, "encrypt", &EncryptionPolicy::ALL.map(|encrypt| (encrypt.name(), encrypt)));
        for kind in PolicyKind::ALL {
            for entry in table.table_readers(kind.name(), self.problems()) {
                values.policy_entries.extend(self.policy_entry(kind, entry));
            }
        }
        table.finish(self.problems());
    }

    /// One entry; `None` when something that it cannot do without is missing or wrong.
    fn policy_entry(&mut self, kind: PolicyKind, table: TableReader<'_>) -> Option<PolicyEntry> {
        let text = self.both_languages(&table);
        let level = self.word(&table, "level", &Severity::ALL.map(|level| (level.name(), level)));
        let demand = self.demand(kind, &table);
        let condition = self.condition(kind, &table);
        table.finish(self.problems());
        Some(PolicyEntry { text: text?, level, condition, demand: demand? })
    }

    /// `text`, or `text.en` and `text.ja`; what is said in one language only stands for both, since its readers are
    /// the people of one house.
    fn both_languages(&mut self, table: &TableReader<'_>) -> Option<Bilingual> {
        let Some(node) = table.node("text") else {
            table.missing("text", self.problems());
            return None;
        };
        let path = table.path_of("text");
        match &node.item {
            Item::Text(_) => {
                let text = self.text(table, "text")?.value;
                Some(Bilingual { en: text.clone(), ja: text })
            }
            Item::Table(languages) => {
                let languages = TableReader::new(languages, node.span, &path);
                let en = self.text(&languages, "en").map(|text| text.value);
                let ja = self.text(&languages, "ja").map(|text| text.value);
                if languages.table().entries.is_empty() {
                    languages.missing("en", self.problems());
                }
                languages.finish(self.problems());
                let either = en.clone().or_else(|| ja.clone())?;
                Some(Bilingual { en: en.unwrap_or_else(|| either.clone()), ja: ja.unwrap_or(either) })
            }
            other => {
                let problem = wrong_type(node.span, &path, "a string", other);
                self.problems().push(problem.with_help("or write text.en and text.ja"));
                None
            }
        }
    }

    fn demand(&mut self, kind: PolicyKind, table: &TableReader<'_>) -> Option<PolicyDemand> {
        match kind {
            PolicyKind::ForbiddenRecipient => {
                let recipients = self.addresses(table, "recipients");
                self.one_of(table, &["recipients"])?;
                Some(PolicyDemand::ForbiddenRecipient { recipients })
            }
            PolicyKind::RequiredRecipient => {
                let recipients = self.addresses(table, "recipients");
                self.one_of(table, &["recipients"])?;
                Some(PolicyDemand::RequiredRecipient { recipients })
            }
            PolicyKind::KeywordRecipient => {
                let words = self.list(table, "words", check_word);
                let places = self.places(table);
                let (required, forbidden) = (self.addresses(table, "required"), self.addresses(table, "forbidden"));
                let has_words = self.one_of(table, &["words"]);
                self.one_of(table, &["required", "forbidden"]).and(has_words)?;
                Some(PolicyDemand::KeywordRecipient { words, places, required, forbidden })
            }
            PolicyKind::ForbiddenText => {
                let words = self.list(table, "words", check_word);
                let pattern = self.pattern(table);
                let places = self.places(table);
                self.one_of(table, &["words", "pattern"])?;
                Some(PolicyDemand::ForbiddenText { words, pattern, places })
            }
            PolicyKind::AttachmentForbidden => Some(PolicyDemand::AttachmentForbidden {
                names: self.list(table, "names", check_name_glob),
                recipients: self.addresses(table, "recipients"),
                unless_encrypted: self.flag(table, "unless-encrypted"),
            }),
            PolicyKind::Approval => Some(PolicyDemand::Approval {
                count: self.at_least_one(table, "count").unwrap_or(1),
                by: self.approvers(table),
                valid_days: self.at_least_one(table, "valid-days"),
            }),
        }
    }

    fn condition(&mut self, kind: PolicyKind, table: &TableReader<'_>) -> PolicyCondition {
        let mut condition = PolicyCondition::default();
        for key in kind.conditions() {
            match *key {
                "when-external" => condition.external = self.flag(table, key),
                "when-attachment" => condition.attachment = self.flag(table, key),
                "when-words" => condition.words = self.list(table, key, check_word),
                "when-outside-recipients" => condition.outside_recipients = self.at_least_one(table, key),
                "when-persons" => condition.persons = self.at_least_one(table, key),
                "when-label" => condition.labels = self.list(table, key, check_word),
                "when-mailing" => condition.mailing = self.flag(table, key),
                _ => condition.senders = self.addresses(table, key),
            }
        }
        condition
    }

    /// Refuses an entry that has none of these keys: it would never say anything.
    fn one_of(&mut self, table: &TableReader<'_>, keys: &[&str]) -> Option<()> {
        if keys.iter().any(|key| table.table().get(key).is_some()) {
            return Some(());
        }
        let names: Vec<String> = keys.iter().map(|key| format!("`{}`", table.path_of(key))).collect();
        self.refuse(table.span(), format!("{} is missing", names.join(" or ")), "without it nothing is ever found");
        None
    }

    /// A switch; absent is off. `false` is refused: it would read as the opposite condition.
    fn flag<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> bool {
        let Some(flag) = table.flag(key, self.problems()) else { return false };
        if !flag.value {
            let message = format!("`{}` can only be true", table.path_of(key));
            self.refuse(flag.span, message, "leave the key out");
        }
        flag.value
    }

    /// A number; 0 is refused: it would ask for nothing.
    fn at_least_one<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<u64> {
        let number = table.number(key, self.problems())?;
        if number.value == 0 {
            let message = format!("`{}` cannot be 0", table.path_of(key));
            self.refuse(number.span, message, "write 1 or more, or leave the key out");
            return None;
        }
        Some(number.value)
    }

    /// Addresses, and roles for `[approval.roles]` to explain.
    fn approvers(&mut self, table: &TableReader<'_>) -> Vec<String> {
        let Some(texts) = self.texts(table, "by") else { return Vec::new() };
        self.refuse_empty(table, "by", "name somebody, or leave the key out");
        for text in &texts {
            match text.value.strip_prefix(ROLE_PREFIX) {
                Some(role) => self.role_uses.push(Spanned::new(role.to_owned(), text.span)),
                None => self.check(text, check_address_glob),
            }
        }
        texts.into_iter().map(|text| text.value).collect()
    }

    pub(super) fn addresses<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Vec<String> {
        self.list(table, key, check_address_glob)
    }

    fn list<'t>(&mut self, table: &TableReader<'t>, key: &'t str, check: Check) -> Vec<String> {
        let Some(texts) = self.texts(table, key) else { return Vec::new() };
        self.refuse_empty(table, key, "name something, or leave the key out");
        for text in &texts {
            self.check(text, check);
        }
        texts.into_iter().map(|text| text.value).collect()
    }

    fn check(&mut self, text: &Spanned<String>, check: Check) {
        if let Err(message) = check(&text.value) {
            self.refuse(text.span, message, "`*` stands for any characters, `@yamada.example` for a whole domain");
        }
    }

    fn pattern(&mut self, table: &TableReader<'_>) -> Option<String> {
        let pattern = self.text(table, "pattern")?;
        if let Err(message) = check_text_pattern(&pattern.value) {
            self.refuse(pattern.span, message, "write it in single quotes; for plain words there is `words`");
        }
        Some(pattern.value)
    }

    fn places(&mut self, table: &TableReader<'_>) -> Vec<TextPlace> {
        let Some(words) = self.texts(table, "in") else { return TextPlace::DEFAULT.to_vec() };
        self.refuse_empty(table, "in", "name a place, or leave the key out");
        let known = TextPlace::ALL.map(|place| (place.name(), place));
        words.iter().filter_map(|word| self.known_word(word, &table.path_of("in"), &known)).collect()
    }
}

#[cfg(test)]
mod tests;
