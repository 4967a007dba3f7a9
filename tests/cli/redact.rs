//! `--redact`: whatever the format, no report tells what a draft says or to whom it goes.

use super::desk::Desk;
use super::drafts::{CLEAN, WARNING, to_parties};

const FORMATS: &[&str] =
    &["human", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "html"];

/// Words of the drafts and of a path.
const SECRETS: [&str; 7] = ["org3", "p3@", "city.example", "quokka", "Quokka", "Zebra", "hana@"];

fn desk() -> Desk {
    let [warning, error] = [WARNING.to_owned(), to_parties(10)]
        .map(|draft| draft.replace("Minutes", "Zebra").replace("Yamada", "Quokka").replace("yamada", "quokka"));
    Desk::with(&[("out/hana@gmail.com.eml", &warning), ("out/b.eml", &error), ("out/c.eml", "Zebra")])
}

#[test]
fn no_format_tells_what_a_draft_says() {
    let desk = desk();
    for format in FORMATS {
        for lang in ["en", "ja"] {
            let arguments = ["--lang", lang, "--redact", "--show", "info", "--format", format, "out"];
            let ran = desk.run_with(&[], &arguments, "");
            let told: Vec<_> = SECRETS.iter().filter(|secret| ran.all().contains(**secret)).collect();
            assert!(told.is_empty(), "{format}: {told:?}");
            let open = desk.run_with(&[], &[&arguments[..2], &arguments[3..]].concat(), "");
            assert_eq!(ran.code, open.code, "{format}");
        }
    }
}

#[test]
fn no_format_tells_what_an_attachment_is_called() {
    let attachment = |name: &str| {
        format!(
            "--b\nContent-Type: application/octet-stream; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n\nMZ\n"
        )
    };
    let draft = CLEAN.replacen("\n\n", "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n", 1);
    let attachments = ["Quokka.xlsx", "Quokka_v2_old.docx", "Zebra.pdf.exe"].map(attachment).concat();
    let desk = Desk::with(&[("a.eml", &format!("{draft}\n{attachments}--b--\n"))]);
    for format in FORMATS {
        for lang in ["en", "ja"] {
            let ran =
                desk.run_with(&[], &["--lang", lang, "--redact", "--show", "info", "--format", format, "a.eml"], "");
            let told: Vec<_> = SECRETS.iter().filter(|secret| ran.all().contains(**secret)).collect();
            assert!(ran.all().contains("uninspectable-attachment") && told.is_empty(), "{format}: {told:?}");
        }
    }
}

#[test]
fn rules_severities_counts_and_lines_are_told_as_ever() {
    let desk = desk();
    let facts = |report: &serde_json::Value| {
        let drafts = report["drafts"].as_array().unwrap().iter();
        let findings = drafts.flat_map(|draft| draft["findings"].as_array().unwrap());
        let facts = findings.map(|finding| {
            let label = &finding["labels"][0];
            let [rule, severity, count] =
                [&finding["rule"], &finding["severity"], &finding["values"]["count"]].map(ToString::to_string);
            [rule, severity, count, label["line"].to_string(), label["column"].to_string(), label["bytes"].to_string()]
        });
        facts.collect::<Vec<_>>()
    };
    let (open, redacted) = (desk.json(&["out"]), desk.json(&["--redact", "out"]));
    assert!(facts(&open).len() >= 2);
    assert_eq!(facts(&open), facts(&redacted));
    assert_eq!(open["summary"], redacted["summary"]);
    assert_eq!(redacted["drafts"][0]["path"], "out/b.eml");
    let paths: Vec<_> = redacted["drafts"].as_array().unwrap().iter().map(|draft| &draft["path"]).collect();
    assert!(paths.iter().any(|path| **path == "out/***"), "{paths:?}");
}

#[test]
fn a_fingerprint_tells_no_address() {
    // Names of the same length: that is all that is left of them.
    let [one, other] = ["hana", "nana"].map(|name| {
        let desk = Desk::new();
        desk.write("a.eml", to_parties(10).replace("p1@", &format!("{name}@")));
        let ran = desk.run(&["--redact", "--format", "gitlab", "a.eml"]);
        let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        report[0]["fingerprint"].to_string()
    });
    assert_eq!(one, other);
}
