//! What `[[policy.KIND]]` may say, and what is said about its mistakes.

use super::super::read;
use super::*;
use crate::document::{Document, Problem};
use std::path::Path;

fn read_text(text: &str) -> (Vec<PolicyEntry>, Vec<String>) {
    let document = Document::parse("mailcheck.toml", text).expect("the test's TOML is well-formed");
    let (values, findings) = read(&document, Path::new("/office"), false);
    let say = |problem: &Problem| match &problem.help {
        Some(help) => format!("{} ({help})", problem.message),
        None => problem.message.clone(),
    };
    (values.policy_entries, findings.problems.iter().map(say).collect())
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let problems = read_text(text).1;
    assert!(problems.len() == 1 && problems[0].contains(expected), "{problems:?}");
}

#[test]
fn every_kind_is_understood() {
    let (entries, problems) = read_text(
        r#"
[policy]
bulk = "bcc"
[[policy.forbidden-recipient]]
text = "競合です"
level = "warning"
recipients = "@rival.example"
[[policy.required-recipient]]
text.en = "copy your head of section"
text.ja = "課長を Cc に入れてください"
recipients = ["kacho@city.example"]
when-external = true
when-attachment = true
when-words = ["契約"]
when-sender = ["*@city.example"]
[[policy.keyword-recipient]]
text = "x"
words = ["入札"]
required = ["nyusatsu@city.example"]
[[policy.forbidden-text]]
text = "x"
pattern = '(?i)internal use only'
in = ["quoted-text"]
[[policy.attachment-forbidden]]
text = "x"
names = ["*.xlsx"]
unless-encrypted = true
[[policy.approval]]
text = "x"
count = 2
by = ["kacho@city.example"]
valid-days = 7
when-outside-recipients = 10
when-persons = 5
when-mailing = true
"#,
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(entries.iter().map(|entry| entry.demand.kind()).collect::<Vec<_>>(), PolicyKind::ALL);
    assert_eq!((entries[0].level, entries[1].level), (Some(Severity::Warning), None));
    assert_eq!(entries[0].text, Bilingual { en: "競合です".to_owned(), ja: "競合です".to_owned() });
    assert_eq!(entries[1].text.en, "copy your head of section");
    let PolicyCondition { external, attachment, words, senders, .. } = &entries[1].condition;
    assert_eq!((*external, *attachment, words.len(), senders.len()), (true, true, 1, 1));
    let PolicyDemand::KeywordRecipient { places, .. } = &entries[2].demand else { panic!("a keyword") };
    assert_eq!(places, &TextPlace::DEFAULT);
    let PolicyDemand::Approval { count: 2, by, valid_days: Some(7) } = &entries[5].demand else {
        panic!("an approval")
    };
    assert_eq!(by, &["kacho@city.example"]);
    let PolicyCondition { outside_recipients, persons, mailing, .. } = &entries[5].condition;
    assert_eq!((*outside_recipients, *persons, *mailing), (Some(10), Some(5), true));
    refused("[[policy.approval]]\ntext = 'x'\ncount = 0\n", "cannot be 0");
}

#[test]
fn a_key_of_another_kind_is_unknown() {
    refused(
        "[[policy.forbidden-recipient]]\ntext = 'x'\nrecipient = ['@a.example']\nrecipients = ['@a.example']\n",
        "unknown key `policy.forbidden-recipient.recipient` (did you mean `recipients`?)",
    );
    refused("[[policy.forbidden-text]]\ntext = 'x'\nwords = ['a']\nwhen-words = ['b']\n", "unknown key");
    refused("[[policy.forbidden-recipients]]\n", "did you mean `forbidden-recipient`?");
}

#[test]
fn an_entry_that_could_find_nothing_is_refused() {
    refused("[[policy.forbidden-recipient]]\ntext = 'x'\n", "`policy.forbidden-recipient.recipients` is missing");
    refused("[[policy.forbidden-text]]\ntext = 'x'\n", "`policy.forbidden-text.pattern` is missing");
    refused("[[policy.keyword-recipient]]\ntext = 'x'\nwords = ['a']\n", "`policy.keyword-recipient.required` or");
    refused("[[policy.attachment-forbidden]]\ntext = 'x'\nnames = []\n", "is empty");
}

#[test]
fn an_entry_without_words_for_the_user_is_refused() {
    refused("[[policy.attachment-forbidden]]\n", "`policy.attachment-forbidden.text` is missing");
    refused("[[policy.attachment-forbidden]]\ntext = ' '\n", "`policy.attachment-forbidden.text` is blank");
    refused("[[policy.attachment-forbidden]]\ntext = {}\n", "text.en` is missing");
    refused("[[policy.attachment-forbidden]]\ntext = 1\n", "or write text.en and text.ja");
}

#[test]
fn what_can_never_match_is_refused_where_it_stands() {
    refused("[[policy.forbidden-recipient]]\ntext = 'x'\nrecipients = ['rival.example']\n", "matches no address");
    refused("[[policy.forbidden-text]]\ntext = 'x'\npattern = '(a'\n", "is no regular expression: unclosed group");
    refused("[[policy.forbidden-text]]\ntext = 'x'\nwords = ['a']\nin = ['suject']\n", "did you mean `subject`?");
    refused("[[policy.attachment-forbidden]]\ntext = 'x'\nwhen-external = false\n", "can only be true");
    refused("[[policy.attachment-forbidden]]\ntext = 'x'\nlevel = 'off'\n", "cannot be `off`");
}
