//! Many drafts: an mbox of any size, as a file and on standard input; `--fail-fast`; Ctrl-C. What is reported depends
//! neither on how many are checked at once nor on where the drafts come from.

use super::desk::{Desk, Ran};
use super::drafts::{CLEAN, WARNING, error};
use serde_json::Value;

const FROM_LINE: &str = "From ann@city.example Mon Apr  6 09:00:00 2026\n";

fn mbox<'a>(drafts: impl IntoIterator<Item = &'a str>) -> String {
    drafts.into_iter().map(|draft| format!("{FROM_LINE}{draft}\n")).collect()
}

/// More than one thread takes at once, and one message that is alone.
fn large() -> String {
    let padded = |draft: &str, bytes: usize| format!("{draft}{}", "That is all for today.\n".repeat(bytes / 23));
    let drafts: Vec<String> = (0..60)
        .map(|number| match number {
            7 => padded(WARNING, 300_000),
            _ if number % 3 == 0 => padded(WARNING, number * 2_000),
            _ => padded(CLEAN, number * 500),
        })
        .collect();
    mbox(drafts.iter().map(String::as_str))
}

fn report(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[test]
fn an_mbox_gives_one_report_however_it_is_read() {
    let text = large();
    let desk = Desk::with(&[("Drafts", &text)]);
    let expected = desk.json(&["--jobs", "1", "Drafts"]);
    let drafts = expected["drafts"].as_array().unwrap();
    assert_eq!(drafts.len(), 60);
    let mut labels = 0;
    for (draft, number) in drafts.iter().zip(1..) {
        assert_eq!(draft["message"], number);
        for label in
            draft["findings"].as_array().unwrap().iter().flat_map(|finding| finding["labels"].as_array().unwrap())
        {
            let bytes = label["bytes"].as_array().unwrap();
            let [start, end] = [&bytes[0], &bytes[1]].map(|byte| usize::try_from(byte.as_u64().unwrap()).unwrap());
            assert!(text[start..end].contains(label["text"].as_str().unwrap()), "{label}");
            let line = text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
            assert_eq!(label["line"], line, "{label}");
            labels += 1;
        }
    }
    assert!(labels >= 20, "{labels}");
    for jobs in ["2", "7"] {
        assert!(desk.json(&["--jobs", jobs, "Drafts"]) == expected, "{jobs} jobs");
    }
    let arguments = ["--lang", "en", "--format", "json", "--stdin-filename", "Drafts", "-"];
    assert!(report(&desk.run_with(&[], &arguments, &text)) == expected, "standard input");
}

#[test]
fn a_message_larger_than_a_file_may_be_is_told_and_the_others_are_checked() {
    let long = format!("{CLEAN}{}", "x\n".repeat(2_000));
    let text = mbox([WARNING, &long, CLEAN]);
    let desk = Desk::with(&[("mailcheck.toml", "[limits.reading]\nfile-bytes = 2000\n"), ("Drafts", &text)]);
    let ran = desk.run(&["Drafts"]).expect_code(2);
    ran.expect(&["Drafts, message 2 could not be read: the message has 4", "2 drafts checked: 1 warning"]);
    let report = desk.json(&["Drafts"]);
    let status = |number: usize| (&report["drafts"][number]["status"], &report["drafts"][number]["error"]["code"]);
    assert_eq!(status(1), (&"unreadable".into(), &"too-large".into()));
    assert_eq!(report["drafts"][2]["status"], "checked");
    // A file of one message is bounded as it was.
    desk.write("one.eml", mbox([long.as_str()]));
    desk.run(&["one.eml"]).expect_code(2).expect(&["the file has 4"]);
}

/// A loop that never emptied Cc.
fn accumulating() -> Vec<String> {
    let address = |number: usize| format!("m{number}@member{number}.example");
    (0..6)
        .map(|number| {
            let cc: Vec<String> = (0..number).map(address).collect();
            let cc = if cc.is_empty() { String::new() } else { format!("Cc: {}\n", cc.join(", ")) };
            format!("From: Ann <ann@city.example>\nTo: {}\n{cc}Subject: Notice\n\nHello all.\n", address(number))
        })
        .collect()
}

#[test]
fn labels_of_a_mailing_on_standard_input_have_their_lines() {
    let drafts = accumulating();
    let text = mbox(drafts.iter().map(String::as_str));
    let desk = Desk::with(&[("Drafts", &text), ("mailcheck.toml", "[organization]\ndomains = [\"city.example\"]\n")]);
    let arguments = ["--mailing", "--lang", "en", "--format", "json"];
    let file = report(&desk.run_with(&[], &[&arguments[..], &["Drafts"]].concat(), ""));
    let rules: Vec<&Value> = file["mailing"]["findings"].as_array().unwrap().iter().map(|it| &it["rule"]).collect();
    assert!(rules.contains(&&"mailing-recipient-accumulation".into()), "{rules:?}");
    assert!(file["mailing"]["findings"][0]["labels"][1]["line"].is_u64(), "{file}");
    let stdin = [&arguments[..], &["--stdin-filename", "Drafts", "-"]].concat();
    assert_eq!(report(&desk.run_with(&[], &stdin, &text))["mailing"], file["mailing"]);
}

#[test]
fn a_mailing_may_be_an_mbox_a_maildir_a_folder_or_a_list() {
    let drafts = accumulating();
    let desk = Desk::with(&[
        ("Drafts", &mbox(drafts.iter().map(String::as_str))),
        ("mailcheck.toml", "[organization]\ndomains = [\"city.example\"]\n"),
    ]);
    std::fs::create_dir_all(desk.path("maildir/tmp")).unwrap();
    let mut list = String::new();
    for (number, draft) in drafts.iter().enumerate() {
        let place = if number % 2 == 0 { "cur" } else { "new" };
        desk.write(&format!("maildir/{place}/{number}.host"), draft);
        desk.write(&format!("folder/{}/{number}.eml", number % 3), draft);
        list.push_str(&format!("folder/{}/{number}.eml\n", number % 3));
    }
    desk.write("list.txt", list);
    let rules_of = |arguments: &[&str]| -> Vec<String> {
        let report = desk.json(&[&["--mailing", "--expect", "6"], arguments].concat());
        assert_eq!(report["summary"]["checked"], 6, "{arguments:?}");
        let findings = report["mailing"]["findings"].as_array().unwrap().iter();
        findings.map(|finding| format!("{} {}", finding["rule"], finding["message"])).collect()
    };
    let expected = rules_of(&["Drafts"]);
    assert!(!expected.is_empty());
    for arguments in [&["maildir"][..], &["folder"], &["--files-from", "list.txt"]] {
        assert_eq!(rules_of(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn fail_fast_stops_at_the_first_finding_and_says_what_was_left() {
    let (error, text) = (error(), mbox([CLEAN, WARNING, &error(), CLEAN, CLEAN]));
    let desk =
        Desk::with(&[("a.eml", CLEAN), ("b.eml", &error), ("c.eml", CLEAN), ("d.eml", CLEAN), ("Drafts", &text)]);
    for jobs in ["1", "4"] {
        let short = ["--fail-fast", "--format", "short", "--jobs", jobs];
        let ran = desk.run(&[&short[..], &["a.eml", "b.eml", "c.eml", "d.eml"]].concat()).expect_code(1);
        let stopped = "stopped at the first finding (--fail-fast); not checked: 2 more files";
        ran.expect(&[stopped, "2 drafts checked: 1 error"]);
        desk.run(&[&short[..], &["Drafts", "a.eml"]].concat())
            .expect_code(1)
            .expect(&["not checked: 2 more messages of Drafts and 1 more file", "3 drafts checked: 1 error"]);
    }
    // A warning is below --fail-on; nothing was left behind the last draft.
    desk.run(&["--fail-fast", "Drafts"]).expect_code(1).expect(&["2 more messages"]);
    let ran = desk.run(&["--fail-fast", "a.eml", "b.eml"]).expect_code(1);
    assert!(!ran.all().contains("stopped"), "{}", ran.all());
    desk.run(&["--fail-fast", "--fail-on", "never", "b.eml", "a.eml"]).expect_code(0).expect(&["2 drafts checked"]);
    let report = desk.json(&["--fail-fast", "b.eml", "a.eml"]);
    assert_eq!((&report["summary"]["stopped"], &report["exit-code"]), (&"fail-fast".into(), &1.into()));
    expect_valid(&report);
}

#[test]
fn fail_fast_in_a_mailing_says_that_its_rules_did_not_run() {
    let desk = Desk::with(&[("a.eml", CLEAN), ("b.eml", &error())]);
    let words = ["the rules about the mailing as a whole did not run", "stopped at the first finding"];
    let mailing = ["--fail-fast", "--format", "short", "--mailing", "--expect", "9", "b.eml", "a.eml"];
    desk.run(&mailing).expect_code(2).expect(&words);
    let report = desk.json(&["--fail-fast", "--mailing", "--expect", "9", "a.eml", "b.eml"]);
    assert_eq!((&report["exit-code"], &report["mailing"]), (&2.into(), &Value::Null));
    expect_valid(&report);
    let japanese =
        desk.run_with(&[], &["--lang", "ja", "--format", "short", "--fail-fast", "--mailing", "b.eml", "a.eml"], "");
    japanese.expect(&["最初の問題で止めました", "一斉送信全体に関するルールは実行していません"]);
}

fn expect_valid(report: &Value) {
    let schema = std::fs::read_to_string(super::desk::project_file("docs/report.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let errors: Vec<_> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(report).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// With real signals.
#[cfg(target_os = "linux")]
mod interrupted {
    use super::*;
    use std::io::{BufRead, BufReader, Read, Write};
    use std::process::{Child, Stdio};
    use std::time::Duration;

    /// Formats for other tools, and how a whole report ends.
    const FORMATS: [(&str, &str); 7] = [
        ("sarif", "]\n    }]\n  }]\n}\n"),
        ("gitlab", "}\n]\n"),
        ("rdjson", "}\n  ]\n}\n"),
        ("junit", "\n</testsuites>\n"),
        ("checkstyle", "\n</checkstyle>\n"),
        ("html", "</body>\n</html>\n"),
        ("github", "\n"),
    ];

    fn interrupt(child: &Child) {
        let kill = format!("kill -INT {}", child.id());
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Waits until the program has said that it wants to be told of SIGINT.
    fn wait_for_handler(child: &Child) {
        for _ in 0..2_000 {
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
            let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
            if u64::from_str_radix(caught.trim(), 16).unwrap() & 0b10 != 0 {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("nobody handles SIGINT");
    }

    #[test]
    fn a_run_ends_with_whole_reports_and_says_so() {
        for jobs in ["1", "2"] {
            let desk = Desk::with(&[("Drafts", &mbox(std::iter::repeat_n(WARNING, 100_000))), ("a.eml", CLEAN)]);
            let outputs =
                FORMATS.iter().flat_map(|(format, _)| ["--output".to_owned(), format!("{format}={format}.out")]);
            let arguments =
                ["--mailing", "--output", "json=report.json", "--output", "human=report.txt", "--lang", "en"];
            let mut child = desk
                .command("", &[])
                .args(arguments)
                .args(outputs)
                .args(["--jobs", jobs, "--format", "short", "Drafts", "a.eml"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut out = BufReader::new(child.stdout.take().unwrap());
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            assert!(line.contains("missing-attachment"), "{line}");
            interrupt(&child);
            std::io::copy(&mut out, &mut std::io::sink()).unwrap();
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            assert_eq!(child.wait().unwrap().code(), Some(2), "{said}");
            assert!(said.contains("interrupted; not checked: the rest of Drafts and 1 more file"), "{said}");
            assert!(said.contains("the rules about the mailing as a whole did not run"), "{said}");
            let report: Value = serde_json::from_str(&desk.read("report.json")).unwrap();
            expect_valid(&report);
            let drafts = report["drafts"].as_array().unwrap().len();
            assert!((1..100_000).contains(&drafts), "{drafts}");
            assert_eq!((&report["summary"]["stopped"], &report["exit-code"]), (&"interrupted".into(), &2.into()));
            assert!(desk.read("report.txt").contains("note: interrupted; not checked"));
            for (format, end) in FORMATS {
                let report = desk.read(&format!("{format}.out"));
                assert!(report.ends_with(end) && report.contains("interrupted"), "{format}");
                if end.ends_with("}\n") || end.ends_with("]\n") {
                    assert!(serde_json::from_str::<Value>(&report).is_ok(), "{format}");
                }
            }
            assert_eq!(desk.names().len(), 4 + FORMATS.len(), "{:?}", desk.names());
        }
    }

    /// `script` of util-linux gives the program a terminal of its own, and hands on what is typed.
    #[test]
    fn at_a_terminal_it_tells_how_far_it_has_come_until_ctrl_c_is_typed() {
        let desk = Desk::with(&[("Drafts", &mbox(std::iter::repeat_n(WARNING, 100_000)))]);
        let command = desk.command("", &[]);
        let quoted = format!("exec '{}' --lang en --format json Drafts > report.json", env!("CARGO_BIN_EXE_mailcheck"));
        let mut script = std::process::Command::new("script");
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => script.env(name, value),
                None => script.env_remove(name),
            };
        }
        script.envs([("TERM", "xterm"), ("SHELL", "/bin/sh")]).args(["-qefc", &quoted, "/dev/null"]);
        let spawned = script.current_dir(desk.path("")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Ok(mut child) = spawned else {
            eprintln!("not tried: there is no `script`");
            return;
        };
        let (mut keyboard, mut terminal) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (mut seen, mut piece) = (String::new(), [0; 4096]);
        while !seen.contains("drafts checked, about") {
            let length = terminal.read(&mut piece).unwrap();
            assert!(length > 0, "{seen}");
            seen.push_str(&String::from_utf8_lossy(&piece[..length]));
        }
        assert!(seen.contains(" s left") || seen.contains(" min left"), "{seen}");
        keyboard.write_all(b"\x03").unwrap();
        let mut rest = Vec::new();
        terminal.read_to_end(&mut rest).unwrap();
        let rest = String::from_utf8_lossy(&rest);
        assert!(rest.contains("stopping after the drafts under way; Ctrl-C again ends at once"), "{rest}");
        let (_, end) = rest.split_once("interrupted; not checked: the rest of Drafts").unwrap();
        assert!(!end.contains(" left"), "the bar is gone: {end}");
        assert!(!rest.contains("100 %"), "not all of it was checked: {rest}");
        assert_eq!(child.wait().unwrap().code(), Some(2));
        let report: Value = serde_json::from_str(&desk.read("report.json")).unwrap();
        assert_eq!(report["summary"]["stopped"], "interrupted");
    }

    #[test]
    fn a_second_ctrl_c_ends_at_once_and_leaves_nothing_behind() {
        let desk = Desk::with(&[("a.eml", CLEAN), ("report.json", "old")]);
        // Standard input never ends.
        let mut child = desk
            .command("", &[])
            .args(["--output", "json=report.json", "-", "a.eml"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        wait_for_handler(&child);
        // More than a pipe holds: once it is written, somebody reads.
        stdin.write_all(CLEAN.repeat(10_000).as_bytes()).unwrap();
        interrupt(&child);
        std::thread::sleep(Duration::from_millis(300));
        assert!(child.try_wait().unwrap().is_none(), "it waits for standard input");
        interrupt(&child);
        assert_eq!(child.wait().unwrap().code(), Some(2));
        assert_eq!(
            (desk.names(), desk.read("report.json")),
            (vec!["a.eml".into(), "report.json".into()], "old".into())
        );
    }
}
