//! The macro for Outlook: the command line that stands in it works with this program. Outlook itself is not asked.

use std::fs;
use std::process::Command;

const MACRO: &str = include_str!("../../extras/outlook/mailcheck.bas");

/// Words behind the program, as the macro puts them together for these files.
fn arguments(report: &str, draft: &str) -> String {
    let line = MACRO.lines().find(|line| line.starts_with("Private Const ARGUMENTS As String = ")).unwrap();
    let literal = line.split_once("= \"").unwrap().1.strip_suffix('"').unwrap();
    literal.replace("\"\"", "\"").replace("{report}", report).replace("{draft}", draft)
}

#[test]
fn its_command_line_writes_the_reasons_in_utf_8_and_tells_by_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("the draft.msg");
    let report = folder.path().join("the report.txt");
    let run = |fixture: &str| {
        fs::copy(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture), &draft).unwrap();
        let words = arguments(report.to_str().unwrap(), draft.to_str().unwrap());
        let mut shell = Command::new("sh");
        shell.env("MAILCHECK", env!("CARGO_BIN_EXE_mailcheck")).env("LC_ALL", "ja_JP.UTF-8").env_remove("LANGUAGE");
        let ran = shell.current_dir(folder.path()).args(["-c", &format!("\"$MAILCHECK\"{words}")]).output().unwrap();
        (ran.status.code(), fs::read_to_string(&report).unwrap_or_default())
    };
    let (code, reasons) = run("fixtures/slips/unresolved-placeholder-ja.msg");
    assert_eq!(code, Some(1), "{reasons}");
    // What the macro takes away before it shows the rest.
    let behind = reasons.strip_prefix(&format!("{}:", draft.display())).unwrap();
    assert!(behind.contains(" error[unresolved-placeholder]: 差"), "{behind}");
    fs::write(&draft, "nothing").unwrap();
    let words = arguments(report.to_str().unwrap(), "/nowhere/draft.msg");
    let mut shell = Command::new("sh");
    shell.env("MAILCHECK", env!("CARGO_BIN_EXE_mailcheck")).args(["-c", &format!("\"$MAILCHECK\"{words}")]);
    assert_eq!(shell.output().unwrap().status.code(), Some(2));
}

#[test]
fn it_is_written_in_letters_that_every_code_page_has() {
    assert!(MACRO.is_ascii() && MACRO.lines().all(|line| line.len() < 1000));
    let shown: String = MACRO
        .split("FromHex(\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .flat_map(|codes| {
            codes.split(' ').map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap())
        })
        .collect();
    assert!(shown.contains("もう一度送信してください。") && shown.contains("検査できなかったため"), "{shown}");
}
