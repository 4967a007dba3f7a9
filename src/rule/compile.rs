//! What a rule file says -> [`Rule`]: numbers filled in, lists looked up. Cheap, since it happens at every start:
//! patterns stay uncompiled until a draft comes near them. Knows no TOML.

use super::file::{
    ConfiguredSet, Number, RuleFile, WrittenCondition, WrittenCount, WrittenGrades, WrittenMatcher, WrittenSet,
    WrittenTest,
};
use super::{Condition, Count, Grades, Let, Matcher, Rule, SetSource, Test};
use crate::document::nearest;
use crate::fold::fold_name;
use crate::lists::List;
use crate::pattern::Pattern;
use crate::settings::{RuleSettings, Settings};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::sync::Arc;

/// Finds a word or domain list, the user's changes applied.
pub type ListLookup<'a> = &'a dyn Fn(&str) -> Option<Arc<List>>;

/// What a rule is compiled with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// `[rule.ID]`.
    pub settings: &'a RuleSettings,
    /// All settings, for sets such as `$organization.domains`.
    pub configured: &'a Settings,
    /// Word and domain lists.
    pub lists: ListLookup<'a>,
}

/// Why a valid rule file does not go with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
pub enum CompileError {
    /// `[rule.ID]` sets a number that the rule does not have.
    #[error("the rule `{rule}` has no param `{param}`")]
    UnknownParam {
        /// Rule id.
        rule: String,
        /// As written.
        param: String,
        /// The nearest one, or all of them.
        #[help]
        help: String,
    },
    /// `[rule.ID]` sets a number outside of its limits.
    #[error("`{param}` of the rule `{rule}` cannot be {number}")]
    OutOfRange {
        /// Rule id.
        rule: String,
        /// Its param.
        param: String,
        /// The number set.
        number: u64,
        /// The limits.
        #[help]
        help: String,
    },
    /// A list that was there when the file was checked is not.
    #[error("the rule `{rule}` asks for the list `{list}`, which does not exist")]
    UnknownList {
        /// Rule id.
        rule: String,
        /// As written.
        list: String,
    },
    /// Globs that are valid one by one cannot be searched for together.
    #[error("the globs of the rule `{rule}` cannot be compiled: {cause}")]
    Globs {
        /// Rule id.
        rule: String,
        /// What globset says.
        cause: String,
    },
}

/// The rule that `file` describes under the settings of `context`. Whether it is in force is not asked here.
///
/// # Errors
/// Every setting that does not fit the rule.
pub fn compile(file: &RuleFile, context: &Context<'_>) -> Result<Rule, Vec<CompileError>> {
    let mut compiler = Compiler { file, context, numbers: Vec::new(), errors: Vec::new() };
    compiler.read_params();
    let lets: Vec<Let> = file
        .lets
        .iter()
        .map(|named| Let { name: named.name.clone(), test: compiler.test(&named.test), take: named.take })
        .collect();
    let rule = Rule {
        id: file.id.clone(),
        severity: file.severity,
        fixed_severity: context.settings.severity.flatten(),
        fix: file.fix.clone(),
        params: file.params.iter().map(|param| param.name.clone()).zip(compiler.numbers.iter().copied()).collect(),
        message: file.message.clone(),
        help: file.help.clone(),
        lets,
        when: file.when.iter().map(|test| compiler.test(test)).collect(),
        raise: file.raise.iter().map(|(severity, test)| (*severity, compiler.test(test))).collect(),
        unless: file.unless.iter().map(|test| compiler.test(test)).collect(),
    };
    if compiler.errors.is_empty() { Ok(rule) } else { Err(compiler.errors) }
}

struct Compiler<'a> {
    file: &'a RuleFile,
    context: &'a Context<'a>,
    /// Values of the params, by their number.
    numbers: Vec<u64>,
    errors: Vec<CompileError>,
}

impl Compiler<'_> {
    fn read_params(&mut self) {
        let (file, set) = (self.file, &self.context.settings.params);
        for param in &file.params {
            let number = set.get(&param.name).copied().unwrap_or(param.default);
            if number < param.min || param.max.is_some_and(|max| number > max) {
                let help = match param.max {
                    Some(max) => format!("from {} to {max}", param.min),
                    None => format!("{} or more", param.min),
                };
                let (rule, param) = (file.id.clone(), param.name.clone());
                self.errors.push(CompileError::OutOfRange { rule, param, number, help });
            }
            self.numbers.push(number);
        }
        let known: Vec<&str> = file.params.iter().map(|param| param.name.as_str()).collect();
        for name in set.keys().filter(|name| !known.contains(&name.as_str())) {
            let help = match nearest(name, known.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None if known.is_empty() => "only `severity` and `locked` can be set for it".to_owned(),
                None => format!("known here: {}", known.join(", ")),
            };
            self.errors.push(CompileError::UnknownParam { rule: file.id.clone(), param: name.clone(), help });
        }
    }

    fn number(&self, number: Number) -> u64 {
        match number {
            Number::Literal(number) => number,
            Number::Param(param) => self.numbers.get(param).copied().unwrap_or_default(),
        }
    }

    fn test(&mut self, test: &WrittenTest) -> Test {
        Test {
            collection: test.collection,
            conditions: test.conditions.iter().map(|condition| self.condition(condition)).collect(),
            count: test.count.as_ref().map(|count| self.count(count)),
            label: test.label.clone(),
        }
    }

    fn condition(&mut self, condition: &WrittenCondition) -> Condition {
        Condition { field: condition.field, matcher: self.matcher(&condition.matcher) }
    }

    fn count(&self, count: &WrittenCount) -> Count {
        Count {
            distinct: count.distinct,
            at_least: count.at_least.map(|number| self.number(number)),
            at_most: count.at_most.map(|number| self.number(number)),
            grades: count.grades.map(|grades| self.grades(grades)),
        }
    }

    fn grades(&self, grades: WrittenGrades) -> Grades {
        let number = |number: Option<Number>| number.map(|number| self.number(number));
        Grades { info: number(grades.info), warning: number(grades.warning), error: number(grades.error) }
    }

    fn matcher(&mut self, matcher: &WrittenMatcher) -> Matcher {
        match matcher {
            WrittenMatcher::Flag(flag) => Matcher::Flag(*flag),
            WrittenMatcher::NumberIs(numbers) => {
                Matcher::NumberIs(numbers.iter().map(|number| self.number(*number)).collect())
            }
            WrittenMatcher::AtLeast(number) => Matcher::AtLeast(self.number(*number)),
            WrittenMatcher::AtMost(number) => Matcher::AtMost(self.number(*number)),
            WrittenMatcher::Graded(grades) => Matcher::Graded(self.grades(*grades)),
            WrittenMatcher::Is(words) => Matcher::Is(words.clone()),
            WrittenMatcher::Contains(words) => Matcher::Contains(words.clone()),
            WrittenMatcher::Word(words) => Matcher::Word(words.clone()),
            WrittenMatcher::Glob(globs) => Matcher::Glob(self.glob_set(globs)),
            WrittenMatcher::Regex(sources) => {
                Matcher::Regex(sources.iter().map(|source| Pattern::new(source.clone())).collect())
            }
            WrittenMatcher::InList(name) => Matcher::InList(self.list(name)),
            WrittenMatcher::ContainsListed(name) => Matcher::ContainsListed(self.list(name)),
            WrittenMatcher::SomeIn(set) => Matcher::SomeIn(self.set(set)),
            WrittenMatcher::NoneIn(set) => Matcher::NoneIn(self.set(set)),
            WrittenMatcher::AllIn(set) => Matcher::AllIn(self.set(set)),
            WrittenMatcher::SomeNotIn(set) => Matcher::SomeNotIn(self.set(set)),
            WrittenMatcher::Present(is_present) => Matcher::Present(*is_present),
            WrittenMatcher::Not(matcher) => Matcher::Not(Box::new(self.matcher(matcher))),
            WrittenMatcher::All(matchers) => {
                Matcher::All(matchers.iter().map(|matcher| self.matcher(matcher)).collect())
            }
        }
    }

    fn set(&mut self, set: &WrittenSet) -> SetSource {
        match set {
            WrittenSet::Names(names) => SetSource::Fixed(names.iter().cloned().collect()),
            WrittenSet::Let(number) => SetSource::Let(*number),
            WrittenSet::Configured(set) => {
                let names = configured(*set, self.context.configured);
                SetSource::Fixed(names.into_iter().map(fold_name).collect())
            }
            WrittenSet::List(name) => {
                SetSource::Fixed(self.list(name).entries.iter().map(|entry| fold_name(&entry.key)).collect())
            }
        }
    }

    fn list(&mut self, name: &str) -> Arc<List> {
        (self.context.lists)(name).unwrap_or_else(|| {
            self.errors.push(CompileError::UnknownList { rule: self.file.id.clone(), list: name.to_owned() });
            Arc::default()
        })
    }

    fn glob_set(&mut self, globs: &[String]) -> GlobSet {
        let mut builder = GlobSetBuilder::new();
        let built = globs
            .iter()
            .try_for_each(|glob| {
                builder.add(GlobBuilder::new(glob).case_insensitive(true).build()?);
                Ok(())
            })
            .and_then(|()| builder.build());
        built.unwrap_or_else(|error: globset::Error| {
            self.errors.push(CompileError::Globs { rule: self.file.id.clone(), cause: error.to_string() });
            GlobSet::empty()
        })
    }
}

/// The names of a set that the settings give.
fn configured(set: ConfiguredSet, settings: &Settings) -> Vec<&str> {
    let organization = &settings.organization;
    match set {
        ConfiguredSet::OrganizationDomains => organization.domains.iter().map(String::as_str).collect(),
        ConfiguredSet::MemberDomains => organization.member_domains.iter().map(String::as_str).collect(),
        ConfiguredSet::OrganizationNames => {
            organization.name.iter().chain(&organization.aliases).map(String::as_str).collect()
        }
        ConfiguredSet::PartnerNames => settings
            .partners
            .iter()
            .flat_map(|partner| std::iter::once(&partner.name).chain(&partner.aliases))
            .map(String::as_str)
            .collect(),
        ConfiguredSet::PartnerDomains => {
            settings.partners.iter().flat_map(|partner| &partner.domains).map(String::as_str).collect()
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::lists::Entry;
    use crate::settings::Partner;
    use crate::severity::Severity;

    const FILE: &str = r#"category = "exposure"
severity = "info"
since = "0.1.0"
message = { en = "x", ja = "x" }
help = { en = "x", ja = "x" }
why = { en = "x", ja = "x" }
params = { warning = { default = 5, min = 2, max = 90, doc = { en = "x", ja = "x" } } }
[[when.recipients]]
domain = { glob = "*.EXAMPLE", list = "consumer-domains" }
count = { distinct = "party", warning = "$warning" }
label = { en = "x", ja = "x" }
[[when.attachments]]
addressees = { some-in = { list = "consumer-domains" } }
[[bad]]
points-at = "x"
draft = "x"
"#;

    fn file() -> RuleFile {
        RuleFile::parse("wide-audience", "wide-audience.toml", FILE, &["consumer-domains"]).unwrap()
    }

    fn list(name: &str) -> Option<Arc<List>> {
        let entries = vec![Entry { key: "docomo. ne.jp".into(), rest: "".into() }];
        (name == "consumer-domains").then(|| Arc::new(List::new(name, entries)))
    }

    fn compiled(settings: &RuleSettings) -> Result<Rule, Vec<CompileError>> {
        compile(&file(), &Context { settings, configured: &Settings::default(), lists: &list })
    }

    #[test]
    fn defaults_hold_until_the_user_sets_another_number() {
        let rule = compiled(&RuleSettings::default()).unwrap();
        let warning = |rule: &Rule| rule.when[0].count.as_ref().unwrap().grades.unwrap().warning;
        assert_eq!(warning(&rule), Some(5));
        let params = [("warning".to_owned(), 3)].into();
        let settings = RuleSettings { params, severity: Some(Some(Severity::Error)), ..RuleSettings::default() };
        let rule = compiled(&settings).unwrap();
        assert_eq!((warning(&rule), rule.fixed_severity), (Some(3), Some(Severity::Error)));
    }

    #[test]
    fn globs_fold_case_and_lists_are_looked_up() {
        let rule = compiled(&RuleSettings::default()).unwrap();
        let Matcher::All(matchers) = &rule.when[0].conditions[0].matcher else { panic!("two matchers") };
        let [Matcher::Glob(globs), Matcher::InList(list)] = matchers.as_slice() else { panic!("{matchers:?}") };
        assert!(globs.is_match("alpha.Example") && !globs.is_match("alpha.example.org"));
        assert_eq!(list.name, "consumer-domains");
        let Matcher::SomeIn(SetSource::Fixed(names)) = &rule.when[1].conditions[0].matcher else { panic!("a set") };
        assert!(names.contains("docomo.ne.jp"), "members are folded names");
    }

    #[test]
    fn every_setting_that_does_not_fit_is_listed() {
        let params = [("warning".to_owned(), 1), ("warnin".to_owned(), 7)].into();
        let errors = compiled(&RuleSettings { params, ..RuleSettings::default() }).unwrap_err();
        let [CompileError::OutOfRange { help, .. }, CompileError::UnknownParam { help: meant, .. }] = errors.as_slice()
        else {
            panic!("{errors:?}")
        };
        assert_eq!((help.as_str(), meant.as_str()), ("from 2 to 90", "did you mean `warning`?"));
    }

    #[test]
    fn a_set_can_come_from_the_settings() {
        let text = FILE.replace("{ list = \"consumer-domains\" } }\n[[bad]]", "\"$partner.names\" }\n[[bad]]");
        let file = RuleFile::parse("wide-audience", "wide-audience.toml", &text, &["consumer-domains"]).unwrap();
        let partner = Partner { name: "山田 商事".into(), aliases: vec!["Yamada".into()], ..Partner::default() };
        let configured = Settings { partners: vec![partner], ..Settings::default() };
        let settings = RuleSettings::default();
        let rule = compile(&file, &Context { settings: &settings, configured: &configured, lists: &list }).unwrap();
        let Matcher::SomeIn(SetSource::Fixed(names)) = &rule.when[1].conditions[0].matcher else { panic!("a set") };
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), ["yamada", "山田商事"]);
    }

    #[test]
    fn a_set_that_no_setting_gives_is_a_mistake() {
        let text = FILE.replace("{ list = \"consumer-domains\" } }\n[[bad]]", "\"$partner.name\" }\n[[bad]]");
        let error = RuleFile::parse("wide-audience", "w.toml", &text, &["consumer-domains"]).unwrap_err();
        assert_eq!(error.problems()[0].message, "unknown setting `partner.name`");
        assert_eq!(error.problems()[0].help.as_deref(), Some("did you mean `partner.names`?"));
    }
}
