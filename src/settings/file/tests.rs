//! What one file may say, and what is said about its mistakes.

use super::*;
use crate::severity::Severity;

fn read_text(text: &str) -> (Values, Vec<String>) {
    let document = Document::parse("mailcheck.toml", text).expect("the test's TOML is well-formed");
    let (values, findings) = read(&document, Path::new("/office"), false);
    let say = |problem: &Problem| match &problem.help {
        Some(help) => format!("{} ({help})", problem.message),
        None => problem.message.clone(),
    };
    (values, findings.problems.iter().map(say).collect())
}

fn problems_of(text: &str) -> Vec<String> {
    read_text(text).1
}

#[test]
fn everything_in_the_handbook_is_understood() {
    let (values, problems) = read_text(
        r#"
lang = "ja"
rules = ["./rules"]
extends = ["../mailcheck-org.toml"]
[organization]
name = "熊本市"
domains = ["City.Kumamoto.example"]
member-domains = ["stu.example.ac.jp"]
allowed-senders = ["@agency.example"]
[[partner]]
name = "株式会社山田商事"
aliases = ["山田商事", "Yamada Trading"]
domains = ["日本語.example"]
[rule.mixed-external-domains]
severity = "error"
warning = 3
[limits]
mta-bytes = 10_240_000
tool-bytes = 2_000_000
[policy]
bulk = "tool"
[lists]
consumer-domains.add = ["oldisp.example"]
typo-domains.allow = ["ymail.example"]
typo-domains.remove = ["gmial.example"]
[outlook]
code-page = 1252
[[allow]]
rule = "mixed-external-domains"
recipients = ["*@lists.example"]
files = ["notices/consortium/**"]
reason = "公開メーリングリスト"
until = 2027-03-31
"#,
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(values.lang, Some(Lang::Ja));
    assert_eq!(values.extends[0].value, Path::new("/office/../mailcheck-org.toml"));
    assert_eq!(values.organization.domains, Some(vec!["city.kumamoto.example".to_owned()]));
    assert_eq!(values.organization.allowed_senders, Some(vec!["@agency.example".to_owned()]));
    assert_eq!(values.partners[0].domains, ["xn--wgv71a119e.example"]);
    assert_eq!(values.rules[0].settings.severity, Some(Some(Severity::Error)));
    assert_eq!(values.rules[0].settings.params["warning"], 3);
    assert_eq!(values.rules[0].settings.place, "mailcheck.toml:14");
    assert_eq!(
        values.limits,
        SizeLimits { mta_bytes: Some(10_240_000), tool_bytes: Some(2_000_000), ..SizeLimits::default() }
    );
    assert_eq!(values.bulk, Some(BulkPolicy::Tool));
    assert_eq!(values.lists[1].1.remove, ["gmial.example", "ymail.example"]);
    assert_eq!(values.code_page, Some(1252));
    assert_eq!(values.allowances[0].value.until.as_deref(), Some("2027-03-31"));
    assert_eq!(values.allowances[0].value.place, "mailcheck.toml:29");
}

#[test]
fn an_unknown_key_names_the_known_one_wherever_it_stands() {
    assert_eq!(problems_of("organisation = {}"), ["unknown key `organisation` (did you mean `organization`?)"]);
    assert_eq!(
        problems_of("[organization]\ndomain = ['a.example']"),
        ["unknown key `organization.domain` (did you mean `domains`?)"]
    );
    assert_eq!(problems_of("[rule.x]\nseverty = 'off'"), ["unknown key `rule.x.severty` (did you mean `severity`?)"]);
    let near = "[approval]\nsigner = 'x'\n";
    assert_eq!(problems_of(near), ["unknown key `approval.signer` (did you mean `signers`?)"]);
}

#[test]
fn all_mistakes_are_found_in_one_run() {
    let problems = problems_of(
        "lang = 'jp'\n[policy]\nbulk = 'bbc'\n[rule.x]\nseverity = 'eror'\nwarning = -1\n[limits]\nmta-bytes = 0\n\
         [outlook]\ncode-page = 70000\n[[partner]]\naliases = ['  ']\n",
    );
    assert_eq!(problems.len(), 8, "{problems:#?}");
}

#[test]
fn a_loop_guard_has_a_folder_and_remembers_for_some_minutes() {
    let (values, problems) = read_text("[mailing]\nloop-guard = 'guard'\nloop-guard-minutes = 30\n");
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(values.loop_guard.as_deref(), Some(Path::new("/office/guard")));
    assert_eq!(values.loop_guard_minutes, Some(30));
    for minutes in [0, 1441] {
        assert_eq!(problems_of(&format!("[mailing]\nloop-guard-minutes = {minutes}\n")).len(), 1);
    }
}

#[test]
fn an_allowance_needs_a_rule_and_a_reason() {
    let (values, problems) = read_text("[[allow]]\nrule = 'x'\nreason = ' '\n[[allow]]\nreason = 'because'\n");
    assert!(problems[0].contains("`allow.reason` is blank"), "{problems:?}");
    assert!(problems[1].contains("`allow.rule` is missing"), "{problems:?}");
    assert!(values.allowances.is_empty());
}

#[test]
fn an_empty_list_of_recipients_does_not_mean_all_of_them() {
    let problems = problems_of("[[allow]]\nrule = 'x'\nreason = 'r'\nrecipients = []\n");
    assert!(problems[0].contains("`allow.recipients` is empty"), "{problems:?}");
}

#[test]
fn until_is_a_day_without_quotes_or_time() {
    for until in ["'2027-03-31'", "2027-03-31T10:00:00", "10:00:00", "20270331"] {
        let problems = problems_of(&format!("[[allow]]\nrule = 'x'\nreason = 'r'\nuntil = {until}\n"));
        assert_eq!(problems.len(), 1, "{until}");
        assert!(problems[0].contains("without quotes"), "{problems:?}");
    }
    assert!(Document::parse("t.toml", "until = 2027-02-30").is_err(), "a day that does not exist");
}

#[test]
fn a_wildcard_domain_is_told_how_to_be_written() {
    assert_eq!(
        problems_of("[organization]\ndomains = ['*.city.example']"),
        ["`*.city.example` is not a domain name (write `city.example`: sub-domains are included)"]
    );
}

#[test]
fn a_table_of_people_that_is_not_there_is_a_problem_of_this_file() {
    let problems = problems_of("[people]\naddress-book = 'nowhere.csv'");
    assert!(problems[0].starts_with("`nowhere.csv` cannot be read: there is no such file"), "{problems:?}");
}
