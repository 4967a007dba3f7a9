//! `mailcheck sent` and `--history`.

use super::desk::Desk;

const HANA: &str = "From: Club <club@club.example>\nTo: hana@north.example\nSubject: Meeting\n\nDear members,\n\nwe meet on 10 April.\n";
const KEN: &str = "From: Club <club@club.example>\nTo: ken@south.example\nSubject: Meeting\n\nDear members,\n\nwe meet on 10 April.\n";

fn desk() -> Desk {
    Desk::with(&[("hana.eml", HANA), ("ken.eml", KEN)])
}

#[test]
fn what_was_sent_is_told_of_one_draft_and_of_a_mailing() {
    let desk = desk();
    desk.run(&["sent", "hana.eml", "--history", "sent.history", "--now", "2026-04-01"])
        .expect_code(0)
        .expect(&["1 recorded"]);
    desk.run(&["--history", "sent.history", "--fail-on", "warning", "hana.eml"])
        .expect_code(1)
        .expect(&["already-sent", "went out on 2026-04-01"]);
    desk.run(&["--history", "sent.history", "--fail-on", "warning", "ken.eml"]).expect_code(0);
    let report = desk.json(&["--history", "sent.history", "--mailing", "hana.eml", "ken.eml"]);
    let found = &report["mailing"]["findings"][0];
    assert_eq!((&found["rule"], &found["labels"][0]["path"]), (&"already-sent".into(), &"hana.eml".into()));
    assert_eq!((&found["labels"][0]["text"], &found["labels"][0]["line"]), (&"Meeting".into(), &3.into()));
}

#[test]
fn the_record_tells_neither_people_nor_texts() {
    let desk = desk();
    desk.run(&["sent", "hana.eml", "ken.eml", "--history", "sent.history", "--now", "2026-04-01"]).expect_code(0);
    let text = desk.read("sent.history");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.len(), lines[0]), (3, "mailcheck-history 1"));
    for line in &lines[1..] {
        let (key, day) = line.split_once(' ').unwrap();
        assert!(key.len() == 16 && key.bytes().all(|byte| byte.is_ascii_hexdigit()), "{line}");
        assert_eq!(day, "2026-04-01");
    }
}

#[test]
fn a_record_grows_and_begins_empty() {
    let desk = desk();
    desk.run(&["--history", "sent.history", "hana.eml"]).expect_code(2).expect(&["sent.history", "mailcheck sent"]);
    desk.run(&["sent", "--history", "sent.history"]).expect_code(0).expect(&["0 recorded"]);
    desk.run(&["--history", "sent.history", "--fail-on", "warning", "hana.eml"]).expect_code(0);
    desk.run(&["sent", "hana.eml", "--history", "sent.history"]).expect_code(0);
    desk.run(&["sent", "ken.eml", "--history", "sent.history"]).expect_code(0);
    desk.run(&["--history", "sent.history", "--fail-on", "warning", "hana.eml", "ken.eml"]).expect_code(1);
    assert_eq!(desk.read("sent.history").lines().count(), 3);
}

#[test]
fn what_cannot_be_read_keeps_nothing_else_from_being_recorded() {
    let desk = desk();
    desk.run(&["sent", "missing.eml", "hana.eml", "--history", "sent.history"])
        .expect_code(2)
        .expect(&["missing.eml: not recorded", "1 recorded"]);
    desk.write("foreign.txt", "To: hana@north.example\n");
    desk.run(&["sent", "hana.eml", "--history", "foreign.txt"]).expect_code(2).expect(&["no history of mailcheck"]);
    desk.run(&["--history", "foreign.txt", "hana.eml"]).expect_code(2).expect(&["no history of mailcheck"]);
    assert_eq!(desk.read("foreign.txt"), "To: hana@north.example\n");
}

#[test]
fn parts_are_compared_with_the_record_when_they_are_joined() {
    let desk = desk();
    desk.run(&["sent", "hana.eml", "--history", "sent.history", "--now", "2026-04-01"]).expect_code(0);
    desk.run(&["digest", "ken.eml", "hana.eml", "-o", "part.digest", "--now", "2026-04-02"]).expect_code(0);
    let more = ["--mailing", "--history", "sent.history", "--now", "2026-04-02", "--format", "json"];
    let joined = desk.run(&[more.as_slice(), &["--digests", "part.digest"]].concat());
    let single = desk.run(&[more.as_slice(), &["ken.eml", "hana.eml"]].concat());
    assert!(single.out.contains("already-sent"));
    assert_eq!(joined.out, single.out);
}
