//! What the composer writes, another reader reads: extract_msg, when Python has it.

use super::compose_msg::Strings;
use super::*;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Exit code of the script when extract_msg is not installed.
const NOT_INSTALLED: i32 = 3;

#[test]
fn extract_msg_reads_what_was_composed() {
    let folder = tempfile::tempdir().unwrap();
    for strings in [Strings::Unicode, Strings::ShiftJisByCodepage] {
        for has_large_sectors in [false, true] {
            let path = folder.path().join(format!("{strings:?}-{has_large_sectors}.msg"));
            let mut draft = MsgDraft { strings, has_large_sectors, ..circular() };
            if let compose_msg::MsgContent::Message(inner) = &mut draft.attachments[1].content {
                inner.strings = strings;
            }
            std::fs::write(&path, draft.compose()).unwrap();
            let Some(read) = read_back(&path) else { return };
            assert_eq!(read, expected(), "{strings:?} {has_large_sectors}");
        }
    }
    let path = folder.path().join("html.msg");
    let html = "<html><body><p>本文です</p></body></html>";
    std::fs::write(&path, MsgDraft { body: MsgBody::Html(html.into()), ..MsgDraft::default() }.compose()).unwrap();
    assert_eq!(read_back(&path).unwrap()["html"], html);
}

fn expected() -> Value {
    json!({
        "subject": "説明会のご案内",
        "class": "IPM.Note",
        "to": [["山田 花子", "hanako@corp.example"]],
        "cc": [["総務課", "soumu@town.example"]],
        "bcc": [["記録係", "kiroku@town.example"]],
        "body": "山田様\r\n\r\n資料をお送りします。能力表もご覧ください。\r\n",
        "html": null,
        "attachments": [["資料ソ.txt", "content"], ["元の依頼", {
            "subject": "元の依頼",
            "class": "IPM.Note",
            "to": [["内部太郎", "naibu@inner.example"], ["内部次郎", "jiro@inner.example"]],
            "cc": [],
            "bcc": [["内部秘密", "himitsu@inner.example"]],
            "body": "元の本文です。\r\n",
            "html": null,
            "attachments": [["内側.txt", "inner"]],
        }]],
    })
}

/// What extract_msg makes of the file; `None`, with the reason printed, when it is not there to be asked.
fn read_back(path: &Path) -> Option<Value> {
    let named = std::env::var("MAILCHECK_PYTHON");
    let must_be_there = named.is_ok();
    let python = named.unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readback/check_readback.py");
    let skip = |reason: &str| {
        assert!(!must_be_there, "MAILCHECK_PYTHON={python}: {reason}");
        eprintln!("skipped: {python}: {reason}");
    };
    let output = match Command::new(&python).arg(script).arg(path).env("PYTHONUTF8", "1").output() {
        Ok(output) if output.status.code() == Some(NOT_INSTALLED) => {
            skip("no extract_msg (pip install extract-msg; MAILCHECK_PYTHON names another)");
            return None;
        }
        Ok(output) if output.stdout.is_empty() && output.stderr.is_empty() => {
            skip("does not run scripts here");
            return None;
        }
        Ok(output) => output,
        Err(error) => {
            skip(&format!("cannot be started: {error}"));
            return None;
        }
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}
