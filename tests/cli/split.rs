//! `mailcheck split`: a mail that shows its readers to each other becomes one mail for each of them.

use super::desk::{Desk, project_file};

const LETTER: &str = "From: Ann <ann@tsubame.example>\r\nTo: \"Bell, Bob\" <bob@beta.example>,\r\n carl@gamma.example\r\nCc: BOB@beta.example\r\nMessage-ID: <1@tsubame.example>\r\nSubject: Minutes\r\n\r\nDear all,\r\n\r\nhere they are.\r\n";

#[test]
fn a_leak_becomes_letters_that_pass() {
    let desk = Desk::new();
    let bees = project_file("fixtures/incidents/bees.eml");
    desk.run(&["split", bees.to_str().unwrap(), "-o", "out"]).expect_code(0);
    let report = desk.json(&["--mailing", "out"]);
    assert_eq!((&report["exit-code"], &report["summary"]["drafts"]), (&0.into(), &944.into()));
    assert_eq!(report["summary"]["warnings"], 0);
}

#[test]
fn everybody_gets_the_same_text_and_nobody_sees_another() {
    let desk =
        Desk::with(&[("letter.eml", LETTER), ("roster.csv", "メールアドレス,氏名\ncarl@gamma.example,鈴木 一郎\n")]);
    desk.run(&["split", "letter.eml", "-o", "out", "--roster", "roster.csv"]).expect_code(0);
    let (head, rest) =
        ("From: Ann <ann@tsubame.example>\r\n", "Subject: Minutes\r\n\r\nDear all,\r\n\r\nhere they are.\r\n");
    let bob = format!("{head}To: \"Bell, Bob\" <bob@beta.example>\r\n{rest}");
    assert_eq!(desk.read("out/1-bob@beta.example.eml"), bob);
    let carl = desk.read("out/2-carl@gamma.example.eml");
    assert!(carl.starts_with(&format!("{head}To: =?UTF-8?B?")) && carl.ends_with(rest), "{carl}");
    assert!(!carl.contains("bob@"), "{carl}");
    let shown = desk.run(&["show", "out/2-carl@gamma.example.eml"]).expect_code(0);
    assert!(shown.out.contains("To: 鈴木 一郎 <carl@gamma.example>"), "{}", shown.out);
    assert_eq!(desk.read("letter.eml"), LETTER);
}

#[test]
fn nothing_is_written_over() {
    let desk = Desk::with(&[("letter.eml", LETTER), ("out/2-carl@gamma.example.eml", "mine")]);
    let ran = desk.run(&["split", "letter.eml", "-o", "out"]).expect_code(2);
    assert!(ran.err.contains("is there already"), "{}", ran.err);
    assert_eq!(desk.read("out/2-carl@gamma.example.eml"), "mine");
    assert!(!desk.path("out/1-bob@beta.example.eml").exists());
}

#[test]
fn what_cannot_be_split_is_said() {
    let desk = Desk::with(&[
        ("nobody.eml", "From: a@tsubame.example\nSubject: x\n\nx\n"),
        ("unusable.eml", "From: a@tsubame.example\nTo: b@beta.example, foo@@bar\nSubject: x\n\nx\n"),
        ("passed-on.eml", "From: a@b.example\nTo: b@b.example\nResent-To: c@c.example\nSubject: x\n\nx\n"),
        (
            "two.mbox",
            "From a@b.example Mon Sep 17 00:00:00 2001\nFrom: a@b.example\nTo: b@b.example\n\nx\n\nFrom b@b.example Mon Sep 17 00:00:00 2001\nFrom: a@b.example\nTo: c@b.example\n\nx\n",
        ),
    ]);
    let outlook = project_file("fixtures/incidents/bees.msg");
    for (draft, why) in [
        ("nobody.eml", "nobody would get it"),
        ("unusable.eml", "these addresses cannot be used: foo@@bar"),
        ("passed-on.eml", "Resent"),
        ("two.mbox", "several messages"),
        ("nowhere.eml", "nowhere.eml"),
        (outlook.to_str().unwrap(), "make an .eml of it first"),
    ] {
        let ran = desk.run(&["split", draft, "-o", "out"]).expect_code(2);
        assert!(ran.err.contains(why), "{draft}: {}", ran.err);
    }
    assert!(!desk.path("out").exists());
}

/// Of a large draft the files are laid out so that they can share what is the same: the blanks behind an address.
#[test]
fn a_large_draft_is_the_same_for_everybody_but_for_its_fields() {
    let body = "議事録です。\r\n".repeat(20_000);
    let letter = LETTER.replace("here they are.\r\n", &body);
    let desk = Desk::with(&[("letter.eml", &letter)]);
    desk.run(&["split", "letter.eml", "-o", "out"]).expect_code(0);
    let drafts = ["out/1-bob@beta.example.eml", "out/2-carl@gamma.example.eml"].map(|name| desk.read(name));
    let [bob, carl] = &drafts;
    assert_eq!(bob.len(), carl.len());
    assert!(carl.contains("\r\nTo: carl@gamma.example      "), "{}", &carl[..200]);
    let rest = |draft: &str| draft[draft.find("Subject: ").unwrap()..].to_owned();
    assert_eq!((rest(bob), rest(carl)), (rest(&letter), rest(&letter)));
    let shown = desk.run(&["show", "out/2-carl@gamma.example.eml"]).expect_code(0);
    assert!(shown.out.contains("To: carl@gamma.example\n"), "{}", shown.out);
}
