//! `mailcheck apology`: letters to everybody whom a leak reached, with nothing of it.

use super::desk::{Desk, project_file};

#[test]
fn everybody_gets_a_letter_that_passes_and_says_nothing_of_the_mail() {
    let bees = project_file("fixtures/incidents/bees.eml");
    for (lang, told) in [("ja", "削除してください"), ("en", "to delete that mail")] {
        let desk = Desk::new();
        desk.run_with(&[], &["--lang", lang, "apology", bees.to_str().unwrap(), "-o", "out"], "").expect_code(0);
        let report = desk.json(&["--fail-on", "warning", "--mailing", "out"]);
        assert_eq!((&report["exit-code"], &report["summary"]["drafts"]), (&0.into(), &944.into()));
        let shown = desk.run(&["show", "out/002-shirokuma_5_rei@gmail.com.eml"]).expect_code(0).out;
        assert!(shown.contains("To: shirokuma_5_rei@gmail.com\n") && shown.contains(told), "{shown}");
        assert!(shown.contains("2025"), "the day of the mail: {shown}");
        let others = shown.matches('@').count();
        assert_eq!(others, 2, "its sender and its reader: {shown}");
    }
}

#[test]
fn names_come_from_the_roster_and_an_outlook_item_will_do() {
    let desk = Desk::with(&[("roster.csv", "メールアドレス,氏名\nshirokuma_5_rei@gmail.com,白熊 五郎\n")]);
    let bees = project_file("fixtures/incidents/bees.msg");
    let words = ["--lang", "ja", "apology", bees.to_str().unwrap(), "-o", "out", "--roster", "roster.csv"];
    desk.run_with(&[], &words, "").expect_code(0);
    let shown = desk.run(&["show", "out/002-shirokuma_5_rei@gmail.com.eml"]).expect_code(0).out;
    assert!(
        shown.contains("To: 白熊 五郎 <shirokuma_5_rei@gmail.com>") && shown.contains("\n白熊 五郎 様\n"),
        "{shown}"
    );
}

#[test]
fn a_letter_of_ones_own_takes_the_place_of_ours() {
    let draft = "From: a@tsubame.example\nTo: Bob <b@beta.example>\nDate: Tue, 3 Mar 2026 10:00:00 +0900\nSubject: Secret\n\nx\n";
    let desk = Desk::with(&[
        ("draft.eml", draft),
        ("letter.txt", "Subject: About {{date}}\n\nHello {{name}},\n\nplease delete it.\n"),
        ("broken.txt", "Hello {{name}}\n"),
    ]);
    desk.run(&["apology", "draft.eml", "-o", "out", "--letter", "letter.txt"]).expect_code(0);
    let letter = desk.read("out/1-b@beta.example.eml");
    assert!(letter.contains("Subject: About 2026-03-03\r\n"), "{letter}");
    assert!(
        letter.ends_with("\r\n\r\nHello Bob,\r\n\r\nplease delete it.\r\n") && !letter.contains("Secret"),
        "{letter}"
    );
    let ran = desk.run(&["apology", "draft.eml", "-o", "other", "--letter", "broken.txt"]).expect_code(2);
    assert!(ran.err.contains("does not begin with `Subject:`"), "{}", ran.err);
}

#[test]
fn who_cannot_be_written_to_is_named() {
    let draft = "From: a@tsubame.example\nTo: Bob <b@beta.example>, foo@@bar\nSubject: Secret\n\nx\n";
    let desk = Desk::with(&[("draft.eml", draft)]);
    let ran = desk.run(&["apology", "draft.eml", "-o", "out"]).expect_code(2);
    assert!(ran.err.contains("1 draft in out") && ran.err.contains("which cannot be used: foo@@bar"), "{}", ran.err);
    assert!(desk.path("out/1-b@beta.example.eml").exists());
}
