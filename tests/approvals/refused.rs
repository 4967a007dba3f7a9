//! Whatever is not a good approval of this draft by this person, now: refused, and the reason is told.

use crate::keys::{DRAFT, POLICY, SATO, approve, desk, keygen, signers};
use crate::programs::{listed, verified};

/// How the desk is spoilt, and what is told.
struct Case {
    name: &'static str,
    /// The reason for programs; empty where the approval itself is good.
    key: &'static str,
    told: (&'static str, &'static str),
    spoil: fn(&crate::desk::Desk),
}

const SIGN: [&str; 6] = ["-q", "-Y", "sign", "-n", "mailcheck-approval", "-f"];

fn resign(desk: &crate::desk::Desk, words: &[&str], statement: &str) {
    desk.write("draft.eml.approval", statement);
    desk.write("draft.eml.approval.sig", keygen(desk, words, statement).stdout);
}

const CASES: &[Case] = &[
    Case {
        name: "wrong person",
        key: "other-person",
        told: ("somebody else's key", "別の人の鍵"),
        spoil: |desk| resign(desk, &[&SIGN[..], &["suzuki"]].concat(), &desk.read("draft.eml.approval")),
    },
    Case {
        name: "wrong namespace",
        key: "other-namespace",
        told: ("for another use", "別の用途"),
        spoil: |desk| {
            let words = ["-q", "-Y", "sign", "-n", "git", "-f", "sato"];
            resign(desk, &words, &desk.read("draft.eml.approval"));
        },
    },
    Case {
        name: "a key that is not for it",
        key: "key-other-use",
        told: ("a key that is not for this use", "この用途に使えません"),
        spoil: |desk| desk.write("allowed_signers", signers(desk, "", "namespaces=\"git\"")),
    },
    Case {
        name: "expired key",
        key: "key-expired",
        told: ("a key that counts no more", "鍵は期限が切れています"),
        spoil: |desk| desk.write("allowed_signers", signers(desk, "", "valid-before=\"20250101Z\"")),
    },
    Case {
        name: "key of the future",
        key: "key-not-yet",
        told: ("a key that does not count yet", "まだ有効ではありません"),
        spoil: |desk| desk.write("allowed_signers", signers(desk, "", "valid-after=\"29990101Z\"")),
    },
    Case {
        name: "revoked",
        key: "key-revoked",
        told: ("a key that was revoked", "失効しています"),
        spoil: |desk| {
            desk.write("revoked", desk.read("sato.pub"));
            desk.write("mailcheck.toml", POLICY.replace("folder =", "revoked = \"revoked\"\nfolder ="));
        },
    },
    Case {
        name: "wildcard principal",
        key: "not-one-person",
        told: ("not one person's", "ワイルドカード"),
        spoil: |desk| desk.write("allowed_signers", signers(desk, "*@tsubame.example", "")),
    },
    Case {
        name: "certificate authority",
        key: "not-one-person",
        told: ("not one person's", "認証局"),
        spoil: |desk| desk.write("allowed_signers", signers(desk, "", "cert-authority")),
    },
    Case {
        name: "edited statement",
        key: "statement-edited",
        told: ("its digest is not that of its lines", "書き換えられています"),
        spoil: |desk| {
            let statement = desk.read("draft.eml.approval").replace("to bob@", "to bop@");
            desk.write("draft.eml.approval", statement);
        },
    },
    Case {
        name: "edited time",
        key: "text-changed",
        told: ("did not sign this text", "書き換えられています"),
        spoil: |desk| {
            let statement = desk.read("draft.eml.approval").replace("approved-at 20", "approved-at 19");
            desk.write("draft.eml.approval", statement);
        },
    },
    Case {
        name: "edited draft",
        key: "draft-changed",
        told: ("approved something else (Cc carl@gamma.example added)", "Cc carl@gamma.example が増えた"),
        spoil: |desk| desk.write("draft.eml", DRAFT.replace("Subject:", "Cc: carl@gamma.example\nSubject:")),
    },
    Case {
        name: "line ends of the signature",
        key: "signature-line-ends",
        told: ("*.sig -text", "*.sig -text"),
        spoil: |desk| desk.write("draft.eml.approval.sig", desk.read("draft.eml.approval.sig").replace('\n', "\r\n")),
    },
    Case {
        name: "line ends of the statement",
        key: "statement-line-ends",
        told: ("*.approval -text", "*.approval -text"),
        spoil: |desk| desk.write("draft.eml.approval", desk.read("draft.eml.approval").replace('\n', "\r\n")),
    },
    Case {
        name: "no signature",
        key: "unsigned",
        told: ("there is no .sig file", ".sig ファイル"),
        spoil: |desk| std::fs::remove_file(desk.path("draft.eml.approval.sig")).unwrap(),
    },
    Case {
        name: "something else",
        key: "signature-unreadable",
        told: ("no readable signature", "署名が読めません"),
        spoil: |desk| desk.write("draft.eml.approval.sig", "yes\n"),
    },
    Case {
        name: "expired approval",
        key: "expired",
        told: ("until 2020-01-01T00:00:00Z only", "期限が切れています"),
        spoil: |desk| {
            let statement = desk.read("draft.eml.approval");
            let old = statement.replace("\ndraft-digest", "\nexpires-at 2020-01-01T00:00:00Z\ndraft-digest");
            resign(desk, &[&SIGN[..], &["sato"]].concat(), &old);
        },
    },
    Case {
        name: "approved in the future",
        key: "in-future",
        told: ("in the future", "未来"),
        spoil: |desk| {
            let old = desk.read("draft.eml.approval").replace("approved-at 20", "approved-at 29");
            resign(desk, &[&SIGN[..], &["sato"]].concat(), &old);
        },
    },
    Case {
        name: "too long ago",
        key: "",
        told: ("too long ago", "期限が切れています"),
        spoil: |desk| {
            desk.write("mailcheck.toml", format!("{POLICY}valid-days = 3\n"));
            let old = desk.read("draft.eml.approval").replace("approved-at 20", "approved-at 19");
            resign(desk, &[&SIGN[..], &["sato"]].concat(), &old);
        },
    },
];

#[test]
fn each_flaw_is_refused_with_its_reason() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let kept: Vec<(String, String)> =
        ["draft.eml", "draft.eml.approval", "draft.eml.approval.sig", "allowed_signers", "mailcheck.toml"]
            .map(|name| (name.to_owned(), desk.read(name)))
            .into();
    for case in CASES {
        (case.spoil)(&desk);
        for (lang, told) in [("en", case.told.0), ("ja", case.told.1)] {
            let words: &[&str] = match case.name {
                // The policy says so, not the approval.
                "too long ago" => &["--lang", lang, "--format", "json", "draft.eml"],
                _ => &["--lang", lang, "verify", "draft.eml"],
            };
            let ran = desk.run_with(&[], words, "");
            assert_eq!(ran.code, 1, "{}: {}{}", case.name, ran.out, ran.err);
            assert!(ran.out.contains(told), "{}: {}", case.name, ran.out);
            assert!(ran.out.contains(SATO) || case.name.contains("statement"), "{}: {}", case.name, ran.out);
        }
        desk.run(&["draft.eml"]).expect_code(1);
        if !case.key.is_empty() {
            let draft = &verified(&desk, &["draft.eml"])["drafts"][0];
            assert_eq!((&draft["state"], &draft["refused"][0]["reason"]["key"]), (&"refused".into(), &case.key.into()));
            assert!(draft["refused"][0]["file"].as_str().unwrap().ends_with("draft.eml.approval"), "{draft}");
            let approval = &listed(&desk, &["."])["approvals"][0];
            let is_of_draft = matches!(case.key, "draft-changed");
            let (state, key) = if is_of_draft { ("orphaned", None) } else { ("refused", Some(case.key)) };
            assert_eq!((&approval["state"], approval["reason"]["key"].as_str()), (&state.into(), key), "{}", case.name);
        }
        for (name, text) in &kept {
            desk.write(name, text);
        }
        desk.run(&["draft.eml"]).expect_code(0);
    }
}

/// Nothing that lies there instead of an approval holds a check up, or makes a good one void.
#[test]
fn folders_and_pipes_are_no_approvals() {
    let Some(desk) = desk() else { return };
    std::fs::create_dir(desk.path("draft.eml.folder.approval")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(desk.path("draft.eml.pipe.approval")).status().unwrap();
    assert!(pipe.success());
    desk.write("draft.eml.bytes.approval", [0xff_u8; 100]);
    let ran = desk.run(&["verify", "draft.eml"]).expect_code(1);
    assert_eq!(ran.out.matches("is no file").count(), 2, "{}", ran.out);
    assert!(desk.run(&["approvals"]).expect_code(1).out.contains("./draft.eml.bytes.approval: is no text in UTF-8"));
    approve(&desk, &["draft.eml"]);
    desk.run(&["draft.eml"]).expect_code(0);
}

#[test]
fn nobody_approves_for_themselves_under_another_address() {
    let Some(desk) = desk() else { return };
    // Who has both addresses is one person.
    approve(&desk, &["draft.eml"]);
    desk.write("allowed_signers", signers(&desk, "sato@tsubame.example,suzuki@tsubame.example", ""));
    assert!(desk.run(&["verify", "draft.eml"]).expect_code(1).out.contains("is who sends it"));
    desk.write("mailcheck.toml", format!("{POLICY}count = 2\n"));
    desk.write("allowed_signers", signers(&desk, "sato@tsubame.example,office@tsubame.example", ""));
    approve(&desk, &["draft.eml"]);
    desk.run(&["approve", "draft.eml", "--as", "office@tsubame.example", "--key", "sato"]).expect_code(0);
    assert!(desk.json(&["draft.eml"]).to_string().contains("1 of 2 have approved it"));
}

/// What nobody read nobody agreed to: it could be changed afterwards.
#[test]
fn a_draft_that_was_not_read_whole_cannot_be_approved() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    desk.write("mailcheck.toml", format!("{POLICY}[limits.reading]\nbody-bytes = 10\n"));
    let ran = desk.run(&["approve", "draft.eml", "--as", SATO, "--key", "sato"]).expect_code(2);
    assert!(ran.err.contains("not everything in it could be read"), "{}", ran.err);
    desk.run(&["--only", "approval-required", "draft.eml"]).expect_code(1);
    assert!(desk.run(&["verify", "draft.eml"]).expect_code(1).out.contains("not read whole"));
}

#[test]
fn a_link_among_the_approvals_is_not_written_through() {
    let Some(desk) = desk() else { return };
    desk.write("mine", "mine");
    std::os::unix::fs::symlink(desk.path("mine"), desk.path("draft.eml.approval.sig")).unwrap();
    desk.run(&["approve", "draft.eml", "--as", SATO, "--key", "sato"]).expect_code(2);
    assert_eq!(desk.read("mine"), "mine");
}
