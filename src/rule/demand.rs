//! What a rule asks of a draft: the fields that its tests look at and its texts print.

use super::template::placeholders;
use super::{Rule, Test};
use crate::facts::schema::{Collection, Demand};

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
        // Only attachments have fields that cost more than others.
        if test.collection != Collection::Attachments {
            return;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;
    use crate::rule::set::RuleSet;
    use crate::settings::Settings;

    fn demand(only: &str) -> Demand {
        let only = [only.to_owned()];
        let set = RuleSet::load(&Settings::default(), &|name| Lists::builtin().get(name), &only, &[]);
        set.expect("the built-in rules are good").demand(false)
    }

    #[test]
    fn a_rule_about_contents_asks_for_them_and_one_about_names_does_not() {
        assert!(demand("uninspectable-attachment").contents);
        assert!(!demand("missing-attachment").contents);
        assert!(!demand("attachment-for-other-organization").contents, "without partners names are all there is");
    }
}
