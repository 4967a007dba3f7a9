//! What `verify` and `approvals` tell programs; each document is held to its published shape.

use crate::desk::Desk;
use crate::keys::{DRAFT, SATO, approve, desk, keygen, signers};
use mailcheck::approval::json_schema::{approvals_schema, verify_schema};
use serde_json::{Value, json};

fn document(desk: &Desk, command: &str, schema: &Value, words: &[&str]) -> Value {
    let ran = desk.run(&[&[command, "--format", "json"], words].concat());
    let document = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{}\n{document:#}", errors.join("\n"));
    document
}

/// `verify`.
pub fn verified(desk: &Desk, words: &[&str]) -> Value {
    document(desk, "verify", &verify_schema(), words)
}

/// `approvals`.
pub fn listed(desk: &Desk, words: &[&str]) -> Value {
    document(desk, "approvals", &approvals_schema(), words)
}

#[test]
fn programs_are_told_who_until_when_and_what_changed() {
    let Some(desk) = desk() else { return };
    assert_eq!(verified(&desk, &["draft.eml"])["drafts"][0]["state"], "none");
    approve(&desk, &["draft.eml", "--days", "7"]);
    let draft = &verified(&desk, &["draft.eml"])["drafts"][0];
    let statement = desk.read("draft.eml.approval");
    let line = |name: &str| statement.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
    let fingerprint = String::from_utf8(keygen(&desk, &["-l", "-f", "sato.pub"], "").stdout).unwrap();
    assert_eq!(
        (&draft["state"], &draft["digest"], &draft["refused"], &draft["error"]),
        (&json!("approved"), &json!(line("draft-digest ")), &json!([]), &Value::Null)
    );
    let approval = json!({
        "approver": SATO,
        "key": fingerprint.split(' ').nth(1).unwrap(),
        "approved-at": line("approved-at "),
        "valid-until": line("expires-at "),
        "file": "./draft.eml.approval",
    });
    assert_eq!(draft["approvals"], json!([approval]));
    assert_eq!(listed(&desk, &["."])["approvals"][0]["state"], "in-force");

    // The key ends earlier than the approval.
    let end = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(30);
    let end = end.strftime("%Y-%m-%dT%H:%M:00Z").to_string();
    let digits: String = end.chars().filter(char::is_ascii_digit).take(12).collect();
    desk.write("allowed_signers", signers(&desk, "", &format!("valid-before=\"{digits}Z\"")));
    assert_eq!(verified(&desk, &["draft.eml"])["drafts"][0]["approvals"][0]["valid-until"], json!(end));
    assert_eq!(listed(&desk, &["."])["approvals"][0]["valid-until"], json!(end));

    let changed = DRAFT.replace("Subject: Minutes", "Cc: carl@gamma.example\nSubject: Hours");
    desk.write("draft.eml", changed);
    let reason = &verified(&desk, &["draft.eml"])["drafts"][0]["refused"][0]["reason"];
    assert_eq!(reason["key"], "draft-changed");
    assert_eq!(
        reason["changes"],
        json!([
            { "change": "added", "component": "cc", "value": "carl@gamma.example" },
            { "change": "changed", "component": "subject", "value": null },
        ])
    );
    let ran = desk.run_with(&[], &["--lang", "ja", "verify", "--format", "json", "draft.eml"], "").expect_code(1);
    assert!(
        ran.out.contains("\"language\": \"ja\"") && ran.out.contains("が承認したときから変わっています"),
        "{}",
        ran.out
    );
}

#[test]
fn what_cannot_be_read_and_lines_that_count_for_nobody_are_told() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    desk.write("allowed_signers", format!("*@a.example {}{}", desk.read("suzuki.pub"), desk.read("allowed_signers")));
    desk.write("nobody.approval", "nonsense\n");
    let document = verified(&desk, &["missing.eml", "draft.eml"]);
    assert_eq!(
        (&document["drafts"][0]["state"], &document["drafts"][1]["state"]),
        (&json!("unreadable"), &json!("approved"))
    );
    assert!(document["drafts"][0]["error"].is_string());
    let left_out = &document["lines-left-out"];
    assert_eq!((left_out.as_array().unwrap().len(), &left_out[0]["line"]), (1, &json!(1)));
    desk.run(&["verify", "--format", "json", "missing.eml", "draft.eml"]).expect_code(2);
    let approvals = &listed(&desk, &["."])["approvals"];
    assert_eq!((&approvals[1]["state"], &approvals[1]["approver"]), (&json!("refused"), &Value::Null));
    assert_eq!(approvals[1]["reason"]["key"], "no-statement");
    desk.run(&["approvals", "--format", "json"]).expect_code(1);
}

#[test]
fn each_draft_of_a_file_is_told_by_itself() {
    let Some(desk) = desk() else { return };
    let one = format!("From x@y Tue Mar  3 10:00:00 2026\n{DRAFT}\n");
    desk.write("both.mbox", format!("{one}{}", one.replace("bob@", "cho@")));
    approve(&desk, &["--mailing", "both.mbox"]);
    desk.write("both.mbox", format!("{one}{}", one.replace("bob@", "dan@")));
    let drafts = &verified(&desk, &["both.mbox"])["drafts"];
    assert_eq!((&drafts[0]["message"], &drafts[0]["state"]), (&json!(1), &json!("approved")));
    assert_eq!((&drafts[1]["message"], &drafts[1]["state"]), (&json!(2), &json!("refused")));
    assert_eq!(drafts[1]["refused"][0]["reason"]["key"], "other-mailing");
    assert_eq!(listed(&desk, &["."])["approvals"][0]["of"], "mailing");
}
