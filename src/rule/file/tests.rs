//! Rule files with one mistake each: where it is shown, what is said, what is proposed.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

pub(crate) mod broken;

use super::{Number, RuleFile, WrittenCount, WrittenGrades, WrittenMatcher, WrittenSet};
use crate::document::Problem;
use crate::facts::schema::Collection;
use crate::severity::Severity;
use broken::{BROKEN, Broken, VALID};

fn parse(text: &str) -> Result<RuleFile, Vec<Problem>> {
    RuleFile::parse("mixed-domains", "rules/mixed-domains.toml", text, &["consumer-domains", "honorifics"])
        .map_err(|error| error.problems().to_vec())
}

#[test]
fn a_valid_file_says_what_it_says() {
    let file = parse(VALID).unwrap();
    assert_eq!(file.primary(), Some(1), "the first test with a label");
    assert_eq!(file.when[1].collection, Collection::Recipients);
    let grades = WrittenGrades { info: None, warning: Some(Number::Param(0)), error: Some(Number::Param(1)) };
    let party = Collection::Recipients.field_index("party");
    assert_eq!(file.when[1].count, Some(WrittenCount { distinct: party, grades: Some(grades), ..Default::default() }));
    let not = WrittenMatcher::Not(Box::new(WrittenMatcher::Word(vec!["draft".into(), "下書き".into()])));
    let subject = WrittenMatcher::All(vec![WrittenMatcher::Contains(vec!["abc".into()]), not]);
    assert_eq!(file.when[0].conditions[0].matcher, subject, "words are folded");
    assert_eq!(file.when[2].conditions[1].matcher, WrittenMatcher::NoneIn(WrittenSet::Let(0)));
    assert_eq!(file.raise[0].0, Severity::Error);
    assert!(file.is_on_by_default && file.good[0].is_mailing);
    assert_eq!(file.good[0].now.as_deref(), Some("2026-04-01"));
}

#[test]
fn a_compact_rule_keeps_all_but_prose_and_examples() {
    let file = parse(VALID).unwrap();
    let bytes = postcard::to_stdvec(&file).unwrap();
    let mut compact: RuleFile = postcard::from_bytes(&bytes).unwrap();
    assert!(compact.bad.is_empty() && compact.why.en.is_empty());
    compact.why.clone_from(&file.why);
    compact.bad.clone_from(&file.bad);
    compact.good.clone_from(&file.good);
    for (param, whole) in compact.params.iter_mut().zip(&file.params) {
        param.doc.clone_from(&whole.doc);
    }
    assert_eq!(compact, file);
}

#[test]
fn every_mistake_is_shown_where_it_stands() {
    for Broken { from, to, at, message, help } in BROKEN {
        assert_eq!(VALID.matches(from).count(), 1, "{from} stands once in the valid file");
        let text = VALID.replacen(from, to, 1);
        let problems = parse(&text).expect_err(message);
        let problem = problems.iter().find(|problem| problem.message == *message);
        let problem = problem.unwrap_or_else(|| panic!("{message}\nnot in {problems:#?}"));
        assert_eq!(&text[problem.span.range()], *at, "{message}");
        if !help.is_empty() {
            assert_eq!(problem.help.as_deref(), Some(*help), "{message}");
        }
    }
}

#[test]
fn all_mistakes_of_a_file_are_listed() {
    let text = VALID
        .replace("external = true", "externl = true")
        .replace("\"split\"]", "\"spilt\"]")
        .replace("take = \"organization\"", "take = \"organisation\"");
    let messages: Vec<String> = parse(&text).unwrap_err().into_iter().map(|problem| problem.message).collect();
    for message in ["unknown fix `spilt`", "unknown field `organisation`", "unknown key `when.recipients.externl`"] {
        assert!(messages.iter().any(|found| found == message), "{message} not in {messages:?}");
    }
}

#[test]
fn a_mistake_makes_no_others() {
    for (from, to) in [
        ("take = \"organization\"", "take = \"organisation\""),
        ("default = 5, ", "default = \"5\", "),
        ("none-in = ", "none-im = "),
        ("[[when.attachments]]", "[[when.attachment]]"),
        ("label.ja = ", "label.jp = "),
    ] {
        let problems = parse(&VALID.replacen(from, to, 1)).unwrap_err();
        let one = if from.starts_with("label") { 2 } else { 1 };
        assert_eq!(problems.len(), one, "{to}: {problems:#?}");
    }
}

#[test]
fn problems_of_a_file_cut_anywhere_lie_in_it() {
    for (end, _) in VALID.char_indices() {
        for problem in parse(&VALID[..end]).err().unwrap_or_default() {
            assert!(VALID[..end].get(problem.span.range()).is_some(), "{problem:?}");
        }
    }
}

#[test]
fn nesting_has_a_limit() {
    for (open, close) in [("[", "]"), ("{ a = ", "}")] {
        let text = format!("fix = {}1{}", open.repeat(20_000), close.repeat(20_000));
        assert!(parse(&text).is_err());
    }
    let text = format!("a.{}b = 1", "a.".repeat(20_000));
    assert!(parse(&text).is_err());
}

#[test]
fn the_file_needs_a_test_and_a_proof() {
    let messages: Vec<String> = parse("").unwrap_err().into_iter().map(|problem| problem.message).collect();
    assert!(messages.contains(&"`when` is missing".to_owned()), "{messages:?}");
    assert!(messages.contains(&"no [[bad]] example: nothing proves the rule".to_owned()), "{messages:?}");
}

#[test]
fn a_file_is_named_after_the_slip() {
    let error = RuleFile::parse("use-bcc", "rules/use-bcc.toml", VALID, &["consumer-domains"]).unwrap_err();
    assert!(error.problems()[0].message.starts_with("`use-bcc` begins with `use-`"));
}
