//! What a report tells, read back out of each format, so that they can be compared.

use super::{html, xml};
use serde_json::Value;

/// A finding, or what could not be done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    pub path: String,
    pub rule: String,
    /// Severity; `failure` for what could not be done.
    pub weight: String,
    pub line: Option<u64>,
}

impl Told {
    /// As far as the format can tell it.
    pub fn as_in(&self, format: &str) -> Self {
        let told = self.clone();
        match format {
            // What could not be done is an error like others there, a line is required, and `.` stands for no file.
            "github" | "checkstyle" | "rdjson" => Self {
                weight: if self.weight == "failure" { "error".to_owned() } else { told.weight },
                path: if told.path == "." { String::new() } else { told.path },
                ..told
            },
            "gitlab" => Self {
                line: Some(told.line.unwrap_or(1)),
                path: if told.path == "." { String::new() } else { told.path },
                ..told
            },
            "sarif" => Self { path: if told.path == "." { String::new() } else { told.path }, ..told },
            // Findings about all drafts together stand in a suite or section of their own.
            "junit" | "html" => Self { path: String::new(), line: None, ..told },
            _ => told,
        }
    }
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The JSON report.
pub fn json(report: &Value) -> Vec<Told> {
    let drafts = report["drafts"].as_array().unwrap();
    let mut told: Vec<Told> = drafts.iter().flat_map(draft).collect();
    told.extend(of_mailing(&report["mailing"]));
    told.extend(of_run(&report["summary"], &report["exit-code"]));
    told
}

/// What a run says that did not do what it was to do.
fn of_run(summary: &Value, exit_code: &Value) -> Option<Told> {
    let is_told = *exit_code == 2 && (summary["stopped"].is_string() || summary["unreadable"] == 0);
    let rule = summary["stopped"].as_str().unwrap_or("nothing-checked").to_owned();
    is_told.then(|| Told { path: String::new(), rule, weight: "failure".to_owned(), line: None })
}

/// The report by lines.
pub fn jsonl(text: &str) -> Vec<Told> {
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .flat_map(|line| match line["type"].as_str() {
            Some("draft") => draft(&line),
            Some("mailing") => of_mailing(&line),
            _ => of_run(&line, &line["exit-code"]).into_iter().collect(),
        })
        .collect()
}

fn draft(draft: &Value) -> Vec<Told> {
    if let Some(code) = draft["error"]["code"].as_str() {
        // What nobody may show as it is is an escape in all other formats.
        let path = mailcheck::report::safe::line(draft["path"].as_str().unwrap()).into_owned();
        return vec![Told { path, rule: code.to_owned(), weight: "failure".to_owned(), line: None }];
    }
    findings(&draft["findings"], &string(&draft["path"]))
}

fn of_mailing(mailing: &Value) -> Vec<Told> {
    findings(&mailing["findings"], "")
}

fn findings(findings: &Value, path: &str) -> Vec<Told> {
    let findings = findings.as_array().into_iter().flatten();
    findings
        .map(|finding| {
            let labels = finding["labels"].as_array().unwrap();
            let of_mailing = path.is_empty();
            let primary = labels.iter().filter(|label| label["role"] == "primary").chain(labels);
            let label = primary.into_iter().find(|label| !of_mailing || label["path"].is_string());
            let at = |name: &str| label.and_then(|label| label[name].as_u64());
            Told {
                path: label.map_or_else(|| path.to_owned(), |label| string(&label["path"])),
                rule: string(&finding["rule"]),
                weight: string(&finding["severity"]),
                line: at("line").or(at("roster-row")),
            }
        })
        .collect()
}

pub fn sarif(report: &Value) -> Vec<Told> {
    let run = &report["runs"][0];
    let place = |told: &Value| {
        let place = &told["locations"][0]["physicalLocation"];
        let uri = string(&place["artifactLocation"]["uri"]);
        (mailcheck::report::safe::line(&decoded(&uri)).into_owned(), place["region"]["startLine"].as_u64())
    };
    let result = |result: &Value| {
        let (path, line) = place(result);
        let weight = string(&result["level"]).replace("note", "info");
        Told { path, rule: string(&result["ruleId"]), weight, line }
    };
    let notification = |notification: &Value| {
        let (path, line) = place(notification);
        Told { path, rule: string(&notification["descriptor"]["id"]), weight: "failure".to_owned(), line }
    };
    let results = run["results"].as_array().unwrap().iter().map(result);
    let notifications = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    // Notes are about no draft.
    results.chain(notifications.iter().filter(|it| it["level"] == "error").map(notification)).collect()
}

/// A URI as a path.
fn decoded(uri: &str) -> String {
    let uri = uri.strip_prefix("file://").unwrap_or(uri);
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [high, low, tail @ ..]) => {
                let hex = String::from_utf8(vec![*high, *low]).unwrap();
                bytes.push(u8::from_str_radix(&hex, 16).unwrap());
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// One of the lists.
pub fn of(format: &str, text: &str) -> Vec<Told> {
    let document = || serde_json::from_str::<Value>(text).unwrap();
    match format {
        "github" => text.lines().filter(|line| !line.contains(" title=mailcheck::")).map(annotation).collect(),
        "gitlab" => document().as_array().unwrap().iter().map(issue).collect(),
        "junit" => xml::read(text).children.iter().flat_map(|suite| suite.children.iter().filter_map(test)).collect(),
        "checkstyle" => xml::read(text).children.iter().flat_map(file).collect(),
        "rdjson" => document()["diagnostics"].as_array().unwrap().iter().map(diagnostic).collect(),
        "html" => html::told(text),
        _ => panic!("{format}"),
    }
}

/// As GitHub's runner reads a workflow command: properties between the name and `::`, escapes taken back.
fn annotation(line: &str) -> Told {
    let (command, rest) = line.strip_prefix("::").unwrap().split_once(' ').unwrap();
    let (properties, message) = rest.split_once("::").unwrap();
    assert!(!message.is_empty(), "{line}");
    let unescaped = |text: &str| {
        text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let property = |name: &str| {
        let found = properties.split(',').filter_map(|property| property.split_once('=')).find(|(key, _)| *key == name);
        found.map(|(_, value)| unescaped(value))
    };
    Told {
        path: property("file").unwrap_or_default(),
        rule: property("title").unwrap(),
        weight: command.replace("notice", "info"),
        line: property("line").map(|line| line.parse().unwrap()),
    }
}

fn issue(issue: &Value) -> Told {
    let weight = match issue["severity"].as_str().unwrap() {
        "blocker" => "failure",
        "critical" => "error",
        "major" => "warning",
        other => other,
    };
    Told {
        path: mailcheck::report::safe::line(issue["location"]["path"].as_str().unwrap())
            .trim_start_matches('.')
            .to_owned(),
        rule: string(&issue["check_name"]),
        weight: weight.to_owned(),
        line: issue["location"]["lines"]["begin"].as_u64(),
    }
}

fn diagnostic(diagnostic: &Value) -> Told {
    Told {
        path: mailcheck::report::safe::line(diagnostic["location"]["path"].as_str().unwrap()).into_owned(),
        rule: string(&diagnostic["code"]["value"]),
        weight: diagnostic["severity"].as_str().unwrap().to_lowercase(),
        line: diagnostic["location"]["range"]["start"]["line"].as_u64(),
    }
}

fn file(file: &xml::Node) -> Vec<Told> {
    let error = |error: &xml::Node| Told {
        path: file["name"].to_owned(),
        rule: error["source"].strip_prefix("mailcheck.").unwrap().to_owned(),
        weight: error["severity"].to_owned(),
        line: error.attributes.get("line").map(|line| line.parse().unwrap()),
    };
    file.children.iter().map(error).collect()
}

/// A test that has something to say.
fn test(case: &xml::Node) -> Option<Told> {
    let result = case.children.first().filter(|result| result.name != "skipped")?;
    let rule = case["name"].split(' ').next().unwrap().to_owned();
    let weight = match result.name.as_str() {
        "error" => "failure",
        "failure" => &result["type"],
        // The line of the log says the weight: `a.eml:3:5: warning[rule]: message`.
        _ => ["error", "warning", "info"]
            .into_iter()
            .find(|weight| result.text.contains(&format!("{weight}[{rule}]")))?,
    };
    Some(Told { path: String::new(), weight: weight.to_owned(), rule, line: None })
}
