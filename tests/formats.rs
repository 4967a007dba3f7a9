//! Every format of the report over every draft of the repository, a mailing, and what cannot be read: each is a valid
//! document of its kind, all say the same as the JSON report, and none says more than people may read.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "formats/browser.rs"]
mod browser;
#[path = "formats/consumers.rs"]
mod consumers;
#[expect(dead_code, reason = "a fixture says more of itself than is asked here")]
#[path = "support/fixture.rs"]
mod fixture;
#[path = "formats/html.rs"]
mod html;
#[expect(dead_code, reason = "verdicts are compared elsewhere")]
#[path = "support/judge.rs"]
mod judge;
#[path = "formats/junit_schema.rs"]
mod junit_schema;
#[path = "formats/page.rs"]
mod page;
#[path = "formats/privacy.rs"]
mod privacy;
#[path = "formats/proofs.rs"]
mod proofs;
#[path = "formats/reports.rs"]
mod reports;
#[path = "formats/told.rs"]
mod told;
#[path = "formats/xml.rs"]
mod xml;

use mailcheck::report::json_schema::jsonl_schema;
use reports::{Reports, project_file, runs};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write;
use told::Told;

/// For people and lists in tools: what an allowance covers is left out.
const LISTS: [&str; 6] = ["github", "gitlab", "junit", "checkstyle", "rdjson", "html"];

#[test]
fn every_format_tells_what_json_tells() {
    for run in runs() {
        let expected = told::json(&run.json());
        assert!(!expected.is_empty(), "{}", run.name);
        let of_sarif = told::sarif(&run.document("sarif"));
        same(run, "sarif", &expected, &of_sarif);
        assert_eq!(told::jsonl(run.text("jsonl")), expected, "{}", run.name);
        for format in LISTS {
            same(run, format, &expected, &told::of(format, run.text(format)));
        }
    }
}

#[track_caller]
fn same(run: &Reports, format: &str, expected: &[Told], actual: &[Told]) {
    let comparable = |told: &[Told]| {
        let mut told: Vec<Told> = told.iter().map(|told| told.as_in(format)).collect();
        told.sort();
        told
    };
    let (expected, actual) = (comparable(expected), comparable(actual));
    let missing: Vec<_> = expected.iter().filter(|told| !actual.contains(told)).take(3).collect();
    let noisy: Vec<_> = actual.iter().filter(|told| !expected.contains(told)).take(3).collect();
    assert!(missing.is_empty() && noisy.is_empty(), "{} {format}: missing {missing:?}, noisy {noisy:?}", run.name);
    assert_eq!(actual.len(), expected.len(), "{} {format}", run.name);
}

#[test]
fn nothing_in_a_report_steers_a_terminal() {
    for run in runs() {
        for (format, text) in run.texts() {
            let steering = text.chars().find(|letter| {
                (letter.is_control() && *letter != '\n')
                    || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            });
            assert_eq!(steering, None, "{} {format}", run.name);
        }
    }
}

#[test]
fn sarif_holds_to_the_schema_of_oasis() {
    let beside = project_file("target/ci/schemas/vendor/serde-sarif/src/schema.json");
    let named = std::env::var_os("MAILCHECK_SARIF_SCHEMA").map(std::path::PathBuf::from);
    let path = named.clone().unwrap_or(beside);
    let Ok(schema) = std::fs::read_to_string(&path) else {
        assert!(named.is_none() && std::env::var_os("CI").is_none(), "{}: no schema", path.display());
        let _ = writeln!(std::io::stderr(), "skipped: SARIF's schema is not here; .ci/run brings it");
        return;
    };
    // One of its patterns, that of languages, has a bracket without its other half.
    let schema = schema.replace("{2}]?$", "{2}$");
    let schema = validator(&schema);
    for run in runs() {
        assert_valid(&schema, &run.document("sarif"), run.name);
    }
}

#[test]
fn sarif_tells_where_and_which_rule() {
    for run in runs() {
        let document = run.document("sarif");
        let sarif = &document["runs"][0];
        let rules: Vec<&Value> = sarif["tool"]["driver"]["rules"].as_array().unwrap().iter().collect();
        let results = sarif["results"].as_array().unwrap();
        let mut fingerprints = BTreeSet::new();
        for result in results {
            let rule = rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(rule["id"], result["ruleId"]);
            assert!(rule["help"]["markdown"].as_str().unwrap().contains("[[allow]]"), "{rule}");
            assert!(fingerprints.insert(result["partialFingerprints"]["mailcheck/v1"].to_string()), "twice: {result}");
            for location in result["locations"].as_array().unwrap() {
                let region = location["physicalLocation"]["region"].is_object();
                let is_of_all = location["physicalLocation"]["artifactLocation"]["uri"] == ".";
                assert!(region || is_of_all || location["logicalLocations"].is_array(), "nowhere: {result}");
            }
        }
        // GitHub refuses a whole file for one result without.
        let places =
            results.iter().map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
        assert!(places.into_iter().all(Value::is_string), "{}", run.name);
        let invocation = &sarif["invocations"][0];
        assert_eq!(invocation["exitCode"], run.json()["exit-code"]);
        assert_eq!(invocation["executionSuccessful"], invocation["exitCode"] != 2);
    }
}

#[test]
fn regions_hold_what_the_labels_hold() {
    let run = &runs()[0];
    let mut compared = 0;
    for result in run.document("sarif")["runs"][0]["results"].as_array().unwrap() {
        let location = &result["locations"][0]["physicalLocation"];
        let number = |name: &str| location["region"][name].as_u64().map(|number| usize::try_from(number).unwrap());
        let (Some(line), Some(column), Some(end_line), Some(end)) =
            (number("startLine"), number("startColumn"), number("endLine"), number("endColumn"))
        else {
            continue;
        };
        let Ok(text) = std::fs::read_to_string(project_file(location["artifactLocation"]["uri"].as_str().unwrap()))
        else {
            continue;
        };
        if line != end_line || !text.is_ascii() {
            continue;
        }
        let marked = &text.lines().nth(line - 1).unwrap()[column - 1..end - 1];
        assert!(marked.trim() == marked && !marked.is_empty(), "`{marked}` in {result}");
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn gitlab_and_reviewdog_get_the_fields_they_document() {
    for (format, schema) in [("gitlab", "gitlab.schema.json"), ("rdjson", "rdjson.schema.json")] {
        let schema = validator(&std::fs::read_to_string(project_file("tests/formats").join(schema)).unwrap());
        for run in runs() {
            assert_valid(&schema, &run.document(format), run.name);
        }
    }
    for run in runs() {
        let document = run.document("gitlab");
        let issues = document.as_array().unwrap();
        let fingerprints: BTreeSet<_> = issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
        assert_eq!(fingerprints.len(), issues.len(), "GitLab shows one of those that are equal");
    }
}

#[test]
fn every_line_of_jsonl_holds_to_its_schema() {
    let schema = validator(&jsonl_schema().to_string());
    for run in runs() {
        let lines: Vec<Value> = run.text("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for line in &lines {
            assert_valid(&schema, line, run.name);
        }
        let (last, drafts) = lines.split_last().unwrap();
        assert_eq!((&last["type"], &last["exit-code"]), (&"summary".into(), &run.json()["exit-code"]));
        assert_eq!(drafts.iter().filter(|line| line["type"] == "mailing").count(), usize::from(run.is_mailing));
        assert_eq!(drafts.len() - usize::from(run.is_mailing), run.json()["drafts"].as_array().unwrap().len());
    }
}

#[test]
fn github_shows_the_weightiest_first() {
    for run in runs() {
        let weights: Vec<usize> = run
            .text("github")
            .lines()
            .filter(|line| !line.contains("title=mailcheck::"))
            .map(|line| ["::error ", "::warning ", "::notice "].iter().position(|kind| line.starts_with(kind)).unwrap())
            .collect();
        assert!(weights.is_sorted(), "{}", run.name);
        let counted = run.text("github").lines().filter(|line| line.contains("title=mailcheck::")).count();
        let is_beyond = (0..3).any(|kind| weights.iter().filter(|weight| **weight == kind).count() > 10);
        assert_eq!(counted, usize::from(is_beyond), "{}", run.name);
    }
}

#[test]
fn junit_counts_its_tests() {
    for run in runs() {
        let report = xml::read(run.text("junit"));
        junit_schema::assert_valid(&report);
        for suite in &report.children {
            let count = |name: &str| {
                suite.children.iter().filter(|case| case.children.iter().any(|it| it.name == name)).count()
            };
            assert_eq!(suite["tests"], suite.children.len().to_string());
            assert_eq!(suite["failures"], count("failure").to_string());
            assert_eq!(suite["errors"], count("error").to_string());
            assert_eq!(suite["skipped"], count("skipped").to_string());
            let names: BTreeSet<&str> = suite.children.iter().map(|case| &case["name"]).collect();
            assert_eq!(names.len(), suite.children.len(), "{}: two tests of one name", &suite["name"]);
        }
        let failures = report.children.iter().map(|suite| suite["failures"].parse::<u64>().unwrap()).sum::<u64>();
        assert_eq!(failures, run.json()["summary"]["errors"], "{}: what is below --fail-on has passed", run.name);
    }
}

fn validator(schema: &str) -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

#[track_caller]
fn assert_valid(validator: &jsonschema::Validator, document: &Value, name: &str) {
    let errors: Vec<String> =
        validator.iter_errors(document).take(10).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}\n{}", errors.join("\n"));
}
