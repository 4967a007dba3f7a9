//! What a rule asks of a draft: the fields that its tests look at and its texts print.

use super::template::placeholders;
use super::{Matcher, Rule, Test};
use crate::facts::schema::{BodyKind, BodyPlace, Collection, Demand};

impl Rule {
    /// Adds what this rule asks for. `has_partners`: the settings name some.
    pub fn add_demand(&self, demand: &mut Demand, has_partners: bool) {
        let raised = self.raise.iter().map(|(_, test)| test);
        for test in self.when.iter().chain(&self.unless).chain(raised) {
            self.add_test(test, None, demand, has_partners);
        }
        for named in &self.lets {
            self.add_test(&named.test, Some(named.take), demand, has_partners);
        }
    }

    fn add_test(&self, test: &Test, take: Option<usize>, demand: &mut Demand, has_partners: bool) {
        demand.add(test.collection, None, has_partners);
        if test.collection == Collection::Body {
            add_body(test, demand);
        }
        let conditions = test.conditions.iter().map(|condition| condition.field);
        let counted = test.count.as_ref().and_then(|count| count.distinct);
        for field in conditions.chain(counted).chain(take).chain(self.printed(test)) {
            demand.add(test.collection, Some(field), has_partners);
        }
    }

    /// Fields of the test's rows in the texts of the rule. Those of message and help belong to the primary test; asking
    /// for them of every test does no harm, since texts name what their own collection has.
    fn printed(&self, test: &Test) -> Vec<usize> {
        let texts = [Some(&self.message.en), Some(&self.help.en), test.label.as_ref().map(|label| &label.en)];
        let names = texts.into_iter().flatten().flat_map(|text| placeholders(text));
        names.filter_map(|name| test.collection.field_index(name)).collect()
    }
}

/// Rows of `body` by their kind. Marks such as 社外秘 may also stand inside of attachments.
fn add_body(test: &Test, demand: &mut Demand) {
    let of = |name: &str| {
        let field = test.collection.field_index(name);
        test.conditions.iter().find(move |condition| Some(condition.field) == field).map(|condition| &condition.matcher)
    };
    let (kind, place) = (of("kind"), of("place"));
    match kind {
        None => demand.add_kind(None),
        Some(matcher) => {
            let asked = BodyKind::ALL.into_iter().filter(|kind| allows(matcher, kind.name()));
            asked.for_each(|kind| demand.add_kind(Some(kind)));
        }
    }
    demand.contents |= (kind.is_some() || place.is_some())
        && kind.is_none_or(|kind| allows(kind, BodyKind::ConfidentialityMarker.name()))
        && place.is_none_or(|place| allows(place, BodyPlace::AttachmentContent.name()));
}

fn allows(matcher: &Matcher, word: &str) -> bool {
    match matcher {
        Matcher::Is(words) => words.iter().any(|allowed| allowed == word),
        Matcher::Not(inner) => !allows(inner, word),
        Matcher::All(matchers) => matchers.iter().all(|matcher| allows(matcher, word)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;
    use crate::rule::set::RuleSet;
    use crate::settings::from_text;
    use std::path::Path;

    fn demand(only: &str) -> Demand {
        let only = [only.to_owned()];
        let settings = from_text("mailcheck.toml", "[organization]\ndomains = ['city.example']", Path::new("."));
        let settings = settings.expect("the test's settings are good");
        let set = RuleSet::load(&settings, &|name| Lists::builtin().get(name), &only, &[]);
        set.expect("the built-in rules are good").demand(false, true)
    }

    #[test]
    fn a_rule_about_contents_asks_for_them_and_one_about_names_does_not() {
        assert!(demand("uninspectable-attachment").contents);
        assert!(!demand("missing-attachment").contents);
        assert!(demand("confidential-marker-external").contents, "a mark may stand inside");
        assert!(!demand("quoted-history-external").contents);
        assert!(!demand("attachment-for-other-organization").contents, "without partners names are all there is");
    }

    #[test]
    fn a_rule_about_header_fields_asks_for_no_text() {
        assert_eq!(demand("empty-subject"), Demand::default());
        assert_eq!(demand("mixed-external-domains"), Demand::default());
        assert!(demand("unresolved-placeholder").phrases && !demand("unresolved-placeholder").greetings);
        assert!(demand("missing-bcc").greetings && !demand("missing-bcc").addressees && !demand("missing-bcc").phrases);
        assert!(demand("addresses-in-body").disclosures && !demand("addresses-in-body").contents);
    }

    #[test]
    fn a_private_mailbox_is_weighed_by_what_travels_along() {
        let asked = demand("personal-mailbox-recipient");
        assert!(asked.disclosures && asked.contents);
    }
}
