//! Rule files with one mistake each: where it is shown, what is said, what is proposed.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::{Number, RuleFile, WrittenCount, WrittenGrades, WrittenMatcher, WrittenSet};
use crate::document::Problem;
use crate::facts::schema::Collection;
use crate::severity::Severity;

const VALID: &str = r#"category = "exposure"
severity = "warning"
since = "0.1.0"
fix = ["move-to-bcc", "split"]
needs = "partner"
message.en = "{count} outside organizations, more than {warning}: {party}; mine are {ours}"
message.ja = "社外の {count} 組織（{warning} 以上）：{party}。自社は {ours}"
help.en = "move them to Bcc"
help.ja = "Bcc に移してください"
why.en = "They see each other."
why.ja = "互いに見えます。"

[params]
warning = { default = 5, min = 2, doc.en = "from here a warning", doc.ja = "警告する組織数" }
error = { default = 10, max = 50, doc.en = "from here an error", doc.ja = "エラーにする組織数" }

[let.ours]
recipients = { external = false }
take = "organization"

[[when.message]]
subject = { contains = "ＡＢＣ", not = { word = ["draft", "下書き"] } }

[[when.recipients]]
field = ["to", "cc"]
external = true
domain = { glob = "*.Example", list = "consumer-domains" }
count = { distinct = "party", warning = "$warning", error = "$error" }
label.en = "{address} is visible"
label.ja = "{address} が見えます"

[[when.attachments]]
addressees = { none-in = "$ours" }
size-bytes = { at-least = 1 }

[[raise.error.recipients]]
kind = "carrier"
count = { at-least = 3 }

[[unless.message]]
patch-mail = true

[[bad]]
severity = "warning"
points-at = ["a@alpha.example"]
draft = "To: a@alpha.example"

[[good]]
because = "they are in Bcc"
drafts = ["Bcc: a@alpha.example"]
now = 2026-04-01
"#;

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

/// A change to [`VALID`], and the first problem it makes: text under it, message, help.
struct Broken(&'static str, &'static str, &'static str, &'static str, &'static str);

const BROKEN: &[Broken] = &[
    Broken(
        "category = \"exposure\"",
        "category = \"exposures\"",
        "\"exposures\"",
        "unknown category `exposures`",
        "did you mean `exposure`?",
    ),
    Broken("category = \"exposure\"\n", "", "", "`category` is missing", ""),
    Broken(
        "severity = \"warning\"\nsince",
        "severity = \"off\"\nsince",
        "\"off\"",
        "unknown severity `off`",
        "known here: info, warning, error",
    ),
    Broken(
        "since = \"0.1.0\"",
        "since = \"1.0\"",
        "\"1.0\"",
        "`1.0` is no version",
        "three numbers, for example 0.1.0",
    ),
    Broken("\"split\"]", "\"spilt\"]", "\"spilt\"", "unknown fix `spilt`", "did you mean `split`?"),
    Broken(
        "needs = \"partner\"",
        "needs = \"partners\"",
        "\"partners\"",
        "unknown setting `partners`",
        "did you mean `partner`?",
    ),
    Broken(
        "needs = \"partner\"",
        "formerly = \"use-bcc\"",
        "\"use-bcc\"",
        "`use-bcc` begins with `use-`: a rule is named after the slip, not after the remedy",
        "",
    ),
    Broken("needs = \"partner\"", "default = \"no\"", "\"no\"", "unknown default `no`", "did you mean `on`?"),
    Broken("help.ja = \"Bcc に移してください\"\n", "", "help", "`help.ja` is missing", ""),
    Broken(
        "help.en = \"move them to Bcc\"\nhelp.ja = \"Bcc に移してください\"",
        "help = \"move\"",
        "\"move\"",
        "`help` must be a table of two languages, not a string",
        "write help.en and help.ja",
    ),
    Broken("why.en = \"They see each other.\"", "why.en = \" \"", "\" \"", "`why.en` is empty", ""),
    Broken(
        "help.en = \"move them",
        "help.en = \"move {partyy}",
        "{partyy}",
        "unknown placeholder `{partyy}`",
        "did you mean `party`?",
    ),
    Broken(
        "help.en = \"move them to Bcc\"",
        "help.en = \"{count} to Bcc\"",
        "{count}",
        "`{count}` stands in `help.en` but not in `help.ja`",
        "",
    ),
    Broken(
        "help.en = \"move them to Bcc\"",
        "help.en = \"{count to Bcc\"",
        "\"{count to Bcc\"",
        "a brace without its partner",
        "for a brace in the text write it twice",
    ),
    Broken("label.en = \"{address} is", "label.en = \"{count} is", "{count}", "unknown placeholder `{count}`", ""),
    Broken(
        "external = true",
        "externl = true",
        "externl",
        "unknown key `when.recipients.externl`",
        "did you mean `external`?",
    ),
    Broken(
        "label.ja = \"{address} が見えます\"",
        "lable.ja = \"x\"",
        "lable",
        "unknown key `when.recipients.lable`",
        "did you mean `label`?",
    ),
    Broken(
        "external = true",
        "external = \"yes\"",
        "\"yes\"",
        "`when.recipients.external` must be true or false, not a string",
        "",
    ),
    Broken(
        "field = [\"to\", \"cc\"]",
        "field = [\"to\", \"ccc\"]",
        "\"ccc\"",
        "unknown value of `field`: `ccc`",
        "did you mean `cc`?",
    ),
    Broken(
        "field = [\"to\", \"cc\"]",
        "field = []",
        "[]",
        "`when.recipients.field` is an empty list: nothing would match",
        "",
    ),
    Broken(
        "[[when.recipients]]",
        "[[when.recipient]]",
        "recipient",
        "unknown key `when.recipient`",
        "did you mean `recipients`?",
    ),
    Broken(
        "[[unless.message]]",
        "[unless.message]",
        "[unless.message]",
        "`unless.message` must be a list of tables, not a table",
        "write it as [[unless.message]]",
    ),
    Broken(
        "[[raise.error.recipients]]",
        "[[raise.eror.recipients]]",
        "eror",
        "unknown key `raise.eror`",
        "did you mean `error`?",
    ),
    Broken(
        "list = \"consumer-domains\"",
        "list = \"consumer-domain\"",
        "\"consumer-domain\"",
        "unknown list `consumer-domain`",
        "did you mean `consumer-domains`?",
    ),
    Broken(
        "glob = \"*.Example\"",
        "glob = \"[a\"",
        "\"[a\"",
        "`[a` is no glob",
        "unclosed character class; missing ']'",
    ),
    Broken("glob = \"*.Example\"", "regex = '(a'", "'(a'", "`(a` is no regular expression", "unclosed group"),
    Broken(
        "glob = \"*.Example\"",
        "regex = 'a*'",
        "'a*'",
        "`a*` is found in every text",
        "ask for at least one character",
    ),
    Broken("contains = \"ＡＢＣ\"", "contains = ''", "''", "`when.message.subject.contains` holds an empty text", ""),
    Broken(
        "contains = \"ＡＢＣ\"",
        "at-least = 3",
        "at-least",
        "`at-least` does not fit `subject`, which is a text",
        "known here: contains, word, glob, regex, list, present, not",
    ),
    Broken(
        "contains = \"ＡＢＣ\"",
        "contain = 'a'",
        "contain",
        "unknown key `when.message.subject.contain`",
        "did you mean `contains`?",
    ),
    Broken(
        "contains = \"ＡＢＣ\"",
        "contains = '$ours'",
        "'$ours'",
        "`$ours` cannot stand here: `when.message.subject.contains` wants words",
        "for the text itself write regex = '\\$ours'",
    ),
    Broken(
        "{ contains = \"ＡＢＣ\", not = { word = [\"draft\", \"下書き\"] } }",
        "{}",
        "{}",
        "`when.message.subject` asks nothing",
        "known here: contains, word, glob, regex, list, present, not",
    ),
    Broken("word = [\"draft\", \"下書き\"]", "not = 'a'", "not", "a `not` inside a `not`", "take both out"),
    Broken("\"$warning\"", "\"$warnin\"", "\"$warnin\"", "unknown param `$warnin`", "did you mean `$warning`?"),
    Broken(
        "\"$warning\"",
        "12",
        "{ distinct = \"party\", warning = 12, error = \"$error\" }",
        "`warning` begins at 12 and would never be seen: `error` begins at 10",
        "",
    ),
    Broken("\"$ours\"", "\"$our\"", "\"$our\"", "unknown let `$our`", "did you mean `$ours`?"),
    Broken(
        "{ none-in = \"$ours\" }",
        "\"x\"",
        "\"x\"",
        "`when.attachments.addressees` is a set and needs a set comparison",
        "for example addressees = { some-in = [...] }",
    ),
    Broken(
        "distinct = \"party\"",
        "distinct = \"parti\"",
        "\"parti\"",
        "unknown field `parti`",
        "did you mean `party`?",
    ),
    Broken(
        "count = { at-least = 3 }",
        "count = 3",
        "3",
        "`raise.error.recipients.count` must be a table, not a whole number",
        "for example count = { at-least = 3 }",
    ),
    Broken(
        "count = { at-least = 3 }",
        "count = { error = 3 }",
        "error",
        "a grade sets the severity, and only a `when` test can do that",
        "use at-least here",
    ),
    Broken(
        "count = { at-least = 3 }",
        "count = { at-least = -3 }",
        "-3",
        "`raise.error.recipients.count.at-least` must not be negative",
        "",
    ),
    Broken(
        "count = { at-least = 3 }",
        "count = { at-least = 3, at-most = 2 }",
        "{ at-least = 3, at-most = 2 }",
        "`at-least` is above `at-most`: nothing would match",
        "",
    ),
    Broken("patch-mail = true", "label.en = 'x'", "label", "a label is shown only for a `when` test", ""),
    Broken(
        "size-bytes = { at-least = 1 }",
        "size-bytes = { at-least = 1,\n at-most = 3 }",
        "{ at-least = 1,\n at-most = 3 }",
        "an inline table over several lines is TOML 1.1, not 1.0",
        "write it on one line, or as a table of its own",
    ),
    Broken(
        "label.en = \"{address} is visible\"\nlabel.ja = \"{address} が見えます\"\n",
        "",
        "",
        "no test has a label: a finding would point nowhere",
        "give a `when` test label.en and label.ja",
    ),
    Broken(
        "default = 5, ",
        "default = 1, ",
        "1",
        "the default of `warning` lies outside of its own `min` and `max`",
        "",
    ),
    Broken(
        "[params]",
        "[params]\nspare = { default = 1, doc.en = 'x', doc.ja = 'x' }",
        "spare",
        "nothing uses the param `spare`",
        "write `$spare` where it is meant, or take it out",
    ),
    Broken(
        "[params]",
        "[params]\ncount = { default = 1, doc.en = 'x', doc.ja = 'x' }",
        "count",
        "`count` is reserved",
        "choose another name",
    ),
    Broken(
        "take = \"organization\"",
        "take = \"external\"",
        "\"external\"",
        "`external` is true or false: a set is made of names",
        "",
    ),
    Broken("take = \"organization\"\n", "", "[let.ours]", "`let.ours.take` is missing", ""),
    Broken("points-at = [\"a@alpha.example\"]\n", "", "[[bad]]", "`bad.points-at` is missing", ""),
    Broken("draft = \"To: a@alpha.example\"\n", "", "[[bad]]", "`bad.draft` is missing", ""),
    Broken("because = \"they are in Bcc\"\n", "", "[[good]]", "`good.because` is missing", ""),
    Broken(
        "because = \"they are in Bcc\"\n",
        "because = 'x'\nstage = 'final'\n",
        "'final'",
        "unknown stage `final`",
        "known here: template, rendered",
    ),
    Broken(
        "because = \"they are in Bcc\"\n",
        "because = 'x'\nattach = 'a.xlsx'\n",
        "'a.xlsx'",
        "`a.xlsx` names no generator",
        "for example gen:hidden-sheet",
    ),
];

#[test]
fn every_mistake_is_shown_where_it_stands() {
    for Broken(from, to, span_text, message, help) in BROKEN {
        if message.is_empty() {
            continue;
        }
        assert_eq!(VALID.matches(from).count(), 1, "{from} stands once in the valid file");
        let text = VALID.replacen(from, to, 1);
        let problems = parse(&text).expect_err(message);
        let problem = problems.iter().find(|problem| problem.message == *message);
        let problem = problem.unwrap_or_else(|| panic!("{message}\nnot in {problems:#?}"));
        assert_eq!(&text[problem.span.range()], *span_text, "{message}");
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
fn the_file_needs_a_test_and_a_proof() {
    let messages: Vec<String> = parse("").unwrap_err().into_iter().map(|problem| problem.message).collect();
    assert!(messages.contains(&"`when` is missing".to_owned()), "{messages:?}");
    assert!(messages.contains(&"no [[bad]] example: nothing proves the rule".to_owned()), "{messages:?}");
}

#[test]
fn a_file_is_named_after_the_slip() {
    let error = RuleFile::parse("no-bcc", "rules/no-bcc.toml", VALID, &["consumer-domains"]).unwrap_err();
    assert!(error.problems()[0].message.starts_with("`no-bcc` begins with `no-`"));
}

#[test]
fn the_seed_of_the_built_in_rules_is_valid() {
    let text = include_str!("../../../rules/empty-subject.toml");
    let file = RuleFile::parse("empty-subject", "rules/empty-subject.toml", text, &[]).unwrap();
    assert_eq!((file.bad.len(), file.good.len()), (2, 2));
}
