//! What is wrong with rules that can be read: one that can never be reported, one whose every report another makes as
//! well, two that ask the same. Knows no draft: whether the examples hold is asked elsewhere. Conditions are compared
//! as they are written, so what is told is certain, and what only reasoning would show is not told.

use super::file::{Number, Param, RuleFile, WrittenCount, WrittenGrades, WrittenMatcher, WrittenTest};
use crate::lang::Bilingual;
use crate::severity::Severity;

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// The word for it.
    pub kind: LintKind,
    /// The fact.
    pub text: Bilingual,
}

/// The ways a readable rule can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LintKind {
    /// No draft can meet its conditions.
    NeverMatching,
    /// Wherever it is reported, another rule is reported at least as gravely.
    Shadowed,
    /// Another rule asks the same.
    Duplicate,
}

impl LintKind {
    /// The word in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            LintKind::NeverMatching => "never-matching",
            LintKind::Shadowed => "shadowed",
            LintKind::Duplicate => "duplicate",
        }
    }
}

/// What is wrong with `rule` beside `others`, each with the name its file goes by.
#[must_use]
pub fn lint(rule: &RuleFile, others: &[(&RuleFile, &str)]) -> Vec<Lint> {
    let mut lints: Vec<Lint> = contradiction(rule).into_iter().collect();
    for (other, name) in others {
        let (kind, text) = if other.id == rule.id {
            let en = format!("there is a rule of that name already: {name}");
            (LintKind::Duplicate, Bilingual { en, ja: format!("同じ名前のルールがすでにあります：{name}") })
        } else if shadows(other, rule) && shadows(rule, other) {
            let en = format!("`{}` ({name}) asks the same", other.id);
            (LintKind::Duplicate, Bilingual { en, ja: format!("「{}」（{name}）と同じ条件です", other.id) })
        } else if shadows(other, rule) {
            let en = format!("wherever this is reported, `{}` ({name}) is reported as well", other.id);
            let ja = format!("これが報告されるときは、必ず「{}」（{name}）も報告されます", other.id);
            (LintKind::Shadowed, Bilingual { en, ja })
        } else {
            continue;
        };
        lints.push(Lint { kind, text });
    }
    lints
}

/// Conditions that cannot hold together.
fn contradiction(rule: &RuleFile) -> Option<Lint> {
    let never = |en: String, ja: String| Some(Lint { kind: LintKind::NeverMatching, text: Bilingual { en, ja } });
    let whens: Vec<WrittenTest> = rule.when.iter().map(|test| filled(test, &rule.params)).collect();
    for (test, number) in whens.iter().zip(1..) {
        let name = test.collection.name();
        if test.conditions.iter().any(|condition| is_impossible(&condition.matcher)) {
            return never(
                format!("the conditions of when.{name} (table {number}) cannot hold together"),
                format!("when.{name}（{number} 番目）の条件は同時には成り立ちません"),
            );
        }
    }
    for (test, number) in rule.unless.iter().map(|test| filled(test, &rule.params)).zip(1..) {
        if whens.iter().any(|when| implies(when, &test)) {
            let name = test.collection.name();
            return never(
                format!("unless.{name} (table {number}) holds whenever the rule does"),
                format!("ルールが当てはまるときは、必ず unless.{name}（{number} 番目）も当てはまります"),
            );
        }
    }
    None
}

/// True when no value meets the matcher.
fn is_impossible(matcher: &WrittenMatcher) -> bool {
    let WrittenMatcher::All(matchers) = matcher else { return false };
    let is_refused = |one: &WrittenMatcher| {
        let refused = WrittenMatcher::Not(Box::new(one.clone()));
        matchers.contains(&refused)
    };
    // An unknown value meets nothing but `present = false`.
    let is_nothing = matchers.len() > 1 && matchers.contains(&WrittenMatcher::Present(false));
    is_nothing || matchers.iter().any(is_refused) || matchers.iter().any(is_impossible)
}

/// True when `rule` is reported of every draft that `other` is reported of, and at least as gravely.
fn shadows(rule: &RuleFile, other: &RuleFile) -> bool {
    let is_in_force = (rule.needs.is_none() || rule.needs == other.needs)
        && (rule.is_on_by_default || !other.is_on_by_default)
        && rule.lets == other.lets;
    let level = |file: &RuleFile, most: bool| {
        let levels = file.levels().into_iter().map(|(level, _)| level);
        let level = if most { levels.max() } else { levels.min() };
        level.unwrap_or(Severity::Info)
    };
    let tests = |file: &RuleFile, tests: &[WrittenTest]| -> Vec<WrittenTest> {
        tests.iter().map(|test| filled(test, &file.params)).collect()
    };
    let (whens, other_whens) = (tests(rule, &rule.when), tests(other, &other.when));
    let (unless, other_unless) = (tests(rule, &rule.unless), tests(other, &other.unless));
    is_in_force
        && level(rule, false) >= level(other, true)
        && whens.iter().all(|test| other_whens.iter().any(|stronger| implies(stronger, test)))
        && unless.iter().all(|test| other_unless.iter().any(|weaker| implies(test, weaker)))
}

/// True when `weaker` holds wherever `stronger` does. A test without a count, or with one from 1 on, has a row; with fewer
/// conditions that row is selected as well.
fn implies(stronger: &WrittenTest, weaker: &WrittenTest) -> bool {
    let has_each = |one: &WrittenTest, other: &WrittenTest| {
        one.conditions.iter().all(|condition| other.conditions.contains(condition))
    };
    if stronger.collection != weaker.collection || !has_each(weaker, stronger) {
        return false;
    }
    if stronger.count == weaker.count && (weaker.count.is_none() || has_each(stronger, weaker)) {
        return true;
    }
    let has_row = stronger.count.as_ref().is_none_or(|count| {
        let from_one = |number: Option<Number>| number.is_some_and(|number| literal(number) > 0);
        from_one(count.at_least) || count.grades.is_some()
    });
    weaker.count.is_none() && has_row
}

/// The test with the defaults of its params for their names, and without its label.
fn filled(test: &WrittenTest, params: &[Param]) -> WrittenTest {
    let mut test = test.clone();
    test.label = None;
    for condition in &mut test.conditions {
        fill_matcher(&mut condition.matcher, params);
    }
    if let Some(count) = &mut test.count {
        let WrittenCount { at_least, at_most, grades, .. } = count;
        [at_least, at_most].into_iter().flatten().for_each(|number| fill(number, params));
        grades.iter_mut().for_each(|grades| fill_grades(grades, params));
    }
    test
}

fn fill_matcher(matcher: &mut WrittenMatcher, params: &[Param]) {
    match matcher {
        WrittenMatcher::NumberIs(numbers) => numbers.iter_mut().for_each(|number| fill(number, params)),
        WrittenMatcher::AtLeast(number) | WrittenMatcher::AtMost(number) => fill(number, params),
        WrittenMatcher::Graded(grades) => fill_grades(grades, params),
        WrittenMatcher::Not(inner) => fill_matcher(inner, params),
        WrittenMatcher::All(matchers) => matchers.iter_mut().for_each(|matcher| fill_matcher(matcher, params)),
        _ => {}
    }
}

fn fill_grades(grades: &mut WrittenGrades, params: &[Param]) {
    let WrittenGrades { info, warning, error } = grades;
    [info, warning, error].into_iter().flatten().for_each(|number| fill(number, params));
}

fn fill(number: &mut Number, params: &[Param]) {
    if let Number::Param(at) = number {
        *number = Number::Literal(params.get(*at).map_or(0, |param| param.default));
    }
}

/// The number; params are filled in before.
const fn literal(number: Number) -> u64 {
    match number {
        Number::Literal(number) => number,
        Number::Param(_) => 0,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn rule(id: &str, conditions: &str) -> RuleFile {
        let head = "category = \"text\"\nseverity = \"warning\"\nsince = \"0.1.0\"\nmessage = { en = \"m\", ja = \"m\" }\n\
                    help = { en = \"h\", ja = \"h\" }\nwhy = { en = \"w\", ja = \"w\" }\n";
        let example = "[[bad]]\npoints-at = [\"b@beta.example\"]\ndraft = '''\nTo: b@beta.example\n\nx\n'''\n";
        RuleFile::parse(id, id, &format!("{head}{conditions}\n{example}"), &[]).unwrap()
    }

    fn kinds(rule: &RuleFile, other: &RuleFile) -> Vec<LintKind> {
        lint(rule, &[(other, "other.toml")]).into_iter().map(|lint| lint.kind).collect()
    }

    const OUTSIDE: &str = "[[when.recipients]]\nexternal = true\nlabel = { en = \"l\", ja = \"l\" }\n";

    #[test]
    fn a_rule_with_one_more_condition_is_shadowed() {
        let wide = rule("wide", OUTSIDE);
        let narrow = rule("narrow", &OUTSIDE.replace("external", "field = \"cc\"\nexternal"));
        assert_eq!(kinds(&narrow, &wide), [LintKind::Shadowed]);
        assert_eq!(kinds(&wide, &narrow), []);
        let excepted = rule("excepted", &format!("{OUTSIDE}[[unless.message]]\npatch-mail = true\n"));
        assert_eq!(kinds(&excepted, &wide), [LintKind::Shadowed]);
        assert_eq!(kinds(&narrow, &excepted), [], "a patch is reported by the narrow one alone");
    }

    #[test]
    fn a_graver_rule_is_not_shadowed() {
        let wide = rule("wide", OUTSIDE);
        let mut grave = rule("grave", &OUTSIDE.replace("external", "field = \"cc\"\nexternal"));
        grave.severity = Severity::Error;
        assert_eq!(kinds(&grave, &wide), []);
    }

    #[test]
    fn the_same_conditions_are_told_of_both() {
        let label = OUTSIDE.replace("\"l\"", "\"other words\"");
        assert_eq!(kinds(&rule("one", OUTSIDE), &rule("two", &label)), [LintKind::Duplicate]);
        assert_eq!(kinds(&rule("one", OUTSIDE), &rule("one", &label)), [LintKind::Duplicate]);
    }

    #[test]
    fn conditions_that_cannot_hold_together_are_told() {
        let other = rule("other", &OUTSIDE.replace("external = true", "field = \"bcc\""));
        for conditions in [
            format!("{OUTSIDE}domain = {{ glob = \"*.example\", not = {{ glob = \"*.example\" }} }}\n"),
            format!("{OUTSIDE}[[unless.recipients]]\nexternal = true\n"),
            format!("{OUTSIDE}domain = {{ glob = \"*.example\", present = false }}\n"),
        ] {
            assert_eq!(kinds(&rule("never", &conditions), &other), [LintKind::NeverMatching], "{conditions}");
        }
        let possible = format!("{OUTSIDE}[[unless.recipients]]\nexternal = true\nfield = \"bcc\"\n");
        assert_eq!(kinds(&rule("possible", &possible), &other), []);
    }
}
