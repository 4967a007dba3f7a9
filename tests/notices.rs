//! examples/notices: the same letter written for six template engines, rendered with whole and with empty records by the
//! engines themselves. Whole ones are silent; what an engine leaves behind for a missing value is found.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the program ran: exit code and findings by draft, as `rule: text`.
struct Ran {
    code: i32,
    found: BTreeMap<String, Vec<String>>,
}

impl Ran {
    fn rules(&self, draft: &str) -> BTreeSet<&str> {
        let found = self.found.get(draft).map(Vec::as_slice).unwrap_or_default();
        found.iter().filter_map(|line| line.split(": ").next()).collect()
    }
}

fn example(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/notices").join(path)
}

/// Findings that would fail a CI run with `--fail-on warning`.
fn check(folder: &Path, stage: &str) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_mailcheck"))
        .args(["--format", "json", "--fail-on", "warning", "--stage", stage, "--config"])
        .args([&example("mailcheck.toml"), folder])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found = BTreeMap::new();
    for draft in report["drafts"].as_array().unwrap() {
        let name = Path::new(draft["path"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
        let weighty = draft["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "info");
        let lines = weighty.map(|finding| {
            let texts = finding["labels"].as_array().unwrap().iter().filter_map(|label| label["text"].as_str());
            format!("{}: {}", finding["rule"].as_str().unwrap(), texts.collect::<Vec<_>>().join(" | "))
        });
        found.insert(name, lines.collect());
    }
    Ran { code: output.status.code().unwrap(), found }
}

/// The templates, with one of them changed, checked as templates.
fn template_with(from: &str, to: &str, template: &str) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    // Where `files` of the settings look for them.
    let below = folder.path().join("templates");
    std::fs::create_dir(&below).unwrap();
    let text = std::fs::read_to_string(example("templates").join(template)).unwrap();
    assert!(text.contains(from), "{template} has no {from}");
    std::fs::write(below.join(template), text.replace(from, to)).unwrap();
    std::fs::copy(example("mailcheck.toml"), folder.path().join("mailcheck.toml")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_mailcheck"))
        .args(["--format", "short", "--stage", "template", "templates"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    Ran { code: output.status.code().unwrap(), found: BTreeMap::from([(template.to_owned(), lines)]) }
}

#[test]
fn the_templates_ask_for_what_is_declared() {
    let ran = check(&example("templates"), "template");
    assert_eq!(ran.code, 0, "{:?}", ran.found);
    assert_eq!(ran.found.len(), 12);
}

#[test]
fn a_slip_in_any_template_fails() {
    for (from, to, template, told) in [
        ("customer.name", "custmer.name", "order.en.jinja.eml", "misspelt-placeholder"),
        ("order.total", "order.totl", "order.ja.mustache.eml", "misspelt-placeholder"),
        ("{{points.balance}}", "{{points.balance}", "order.ja.hbs.eml", "unclosed-placeholder"),
        ("<%= order.arrival %>", "<%= order.arrival", "order.en.erb.eml", "unclosed-placeholder"),
        ("customer.company", "invoice", "order.en.js.eml", "undeclared-placeholder"),
        ("${customer_name}", "○○", "order.ja.dollar.eml", "undeclared-placeholder"),
        ("Dear", "{{#if vip}}Dear", "order.en.hbs.eml", "unclosed-placeholder"),
    ] {
        let ran = template_with(from, to, template);
        let text = ran.found[template].join("\n");
        assert_eq!(ran.code, 1, "{template}: {text}");
        assert!(text.contains(&format!("error[{told}]")), "{template}: {text}");
    }
}

#[test]
fn a_template_that_is_sent_as_it_is_fails() {
    let ran = check(&example("templates"), "rendered");
    assert_eq!(ran.code, 1);
    for template in ran.found.keys() {
        assert!(ran.rules(template).contains("unresolved-placeholder"), "{template}: {:?}", ran.found[template]);
    }
}

#[test]
fn fields_are_listed_when_nothing_is_declared() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = folder.path().join("mailcheck.toml");
    std::fs::write(&nothing, "").unwrap();
    let listed = |more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_mailcheck"))
            .args(["--lang", "en", "--format", "short", "--stage", "template"])
            .args(more)
            .arg(example("templates/order.ja.hbs.eml"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let nothing = nothing.to_str().unwrap();
    let line = listed(&["--config", nothing]);
    let fields = "to be filled in: customer.email, order.id, customer.company, customer.name, order.total, order.arrival, points.balance";
    assert!(line.contains(fields), "{line}");
    assert_eq!(listed(&["--config", nothing, "--show", "warning"]), "");
    let declared = example("mailcheck.toml");
    let declared = declared.to_str().unwrap();
    assert_eq!(listed(&["--config", declared]), "", "they are compared instead");
    assert!(listed(&["--config", declared, "--show", "info"]).contains(fields));
}

/// A program that renders, and how it is called.
struct Renderer {
    /// Kinds of templates that it renders, as the second ending of their names.
    engines: &'static [&'static str],
    /// `None` with the reason when it cannot run here.
    command: Result<Command, String>,
}

fn renderers() -> Vec<Renderer> {
    let python = std::env::var("MAILCHECK_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = |program: &str, arguments: &[&str], reason: &str| {
        let mut command = Command::new(program);
        command.args(arguments);
        if let Some(folder) = std::env::var_os("MAILCHECK_NODE_FOLDER") {
            command.current_dir(folder);
        }
        let is_there = command.output().is_ok_and(|output| output.status.success());
        if is_there { Ok(()) } else { Err(format!("{program}: {reason}")) }
    };
    let command = |program: &str, script: &str| {
        let mut command = Command::new(program);
        command.arg(example(script)).env("PYTHONUTF8", "1").env("LC_ALL", "C.UTF-8");
        command
    };
    let ruby = has("ruby", &["-rerb", "-rjson", "-e", "1"], "not installed").map(|()| command("ruby", "render.rb"));
    let node = has("node", &["-e", "require('handlebars'); require('mustache')"], "no handlebars or mustache here")
        .map(|()| {
            let mut node = command("node", "render.mjs");
            if let Some(folder) = std::env::var_os("MAILCHECK_NODE_FOLDER") {
                node.current_dir(folder);
            }
            node
        });
    let with_packages = has(&python, &["-c", "import jinja2, chevron"], "no jinja2 or chevron here");
    vec![
        Renderer {
            engines: &["jinja", "mustache", "dollar"],
            command: with_packages.map(|()| command(&python, "render.py")),
        },
        Renderer { engines: &["hbs", "mustache", "js"], command: node },
        Renderer { engines: &["erb"], command: ruby },
    ]
}

#[test]
fn what_engines_leave_behind_is_found() {
    let is_ci = std::env::var_os("MAILCHECK_ENGINES").is_some();
    for renderer in renderers() {
        let mut command = match renderer.command {
            Ok(command) => command,
            Err(reason) => {
                assert!(!is_ci, "{reason}");
                let _ =
                    writeln!(std::io::stderr(), "skipped: nobody renders {}: {reason}", renderer.engines.join(", "));
                continue;
            }
        };
        let out = tempfile::tempdir().unwrap();
        let output = command.arg(out.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

        let full = check(&out.path().join("full"), "rendered");
        assert_eq!((full.code, full.found.len()), (0, renderer.engines.len() * 2), "{:?}", full.found);
        for record in ["empty", "missing", "no-amount", "nested"] {
            let ran = check(&out.path().join(record), "rendered");
            assert_eq!((ran.code, ran.found.len()), (1, renderer.engines.len() * 2), "{record}");
            for (draft, found) in &ran.found {
                let rules = ran.rules(draft);
                let is_found = ["unresolved-placeholder", "empty-merge", "escaped-character"]
                    .iter()
                    .any(|rule| rules.contains(rule));
                assert!(is_found, "{record}/{draft}: {found:?}");
            }
            for engine in renderer.engines {
                for (draft, expected) in left_behind(engine, record) {
                    let found = ran.found[&draft].join("\n");
                    assert!(found.contains(expected), "{record}/{draft}: {expected} is not in {found}");
                }
            }
        }
        let special = check(&out.path().join("special"), "rendered");
        for draft in special.found.keys() {
            let escapes = draft.contains(".hbs.") || draft.contains(".mustache.");
            assert_eq!(
                special.rules(draft).contains("escaped-character"),
                escapes,
                "{draft}: {:?}",
                special.found[draft]
            );
        }
    }
}

/// What each engine makes of `null` (`empty`), of a name that is not there (`missing`), of an amount without a value, and
/// of a name that is an object.
fn left_behind(engine: &str, record: &str) -> Vec<(String, &'static str)> {
    let (ja, en): (&[&'static str], &[&'static str]) = match (engine, record) {
        ("jinja", "empty") => (&["None 様", "None円"], &["Dear None", "None yen"]),
        ("js", "empty") => (&["null 様", "null円"], &["Dear null", "null yen"]),
        ("js", "missing") => (&["undefined 様", "undefined円"], &["Dear undefined", "undefined yen", "NaN"]),
        ("js" | "hbs", "nested") => (&["[object Object]"], &["[object Object]"]),
        ("erb", "nested") => (&["#<OpenStruct"], &["#<OpenStruct"]),
        ("jinja" | "dollar", "nested") => (&["{'family': "], &["{'family': "]),
        // One engine of this language escapes what it prints.
        (_, "nested") => (&[], &[]),
        ("dollar", "missing") => (&["${customer_name}", "${order_total}"], &["${customer_name}"]),
        ("jinja", "no-amount") => (&["None円"], &["None yen"]),
        ("js", "no-amount") => (&["null円"], &["null yen"]),
        (_, "no-amount") => (&["：円", "ポイント：ポイント"], &[":  yen"]),
        _ => (&["様", "：円"], &["Dear ,", ":  yen"]),
    };
    let name = |lang: &str| format!("order.{lang}.{engine}.eml");
    let ja = ja.iter().map(|text| (name("ja"), *text));
    ja.chain(en.iter().map(|text| (name("en"), *text))).collect()
}
