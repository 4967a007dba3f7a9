//! `--baseline`: what was there before is let pass, what is new is not, and the file gives nothing away.

use super::desk::Desk;
use super::drafts::{CLEAN, WARNING, to_parties};

const KNOWN: &str = "known.txt";

/// A desk whose drafts have one error and one warning, both in the baseline.
fn desk() -> Desk {
    let desk = Desk::with(&[("out/a.eml", &to_parties(10)), ("out/b.eml", WARNING), ("out/c.eml", CLEAN)]);
    let ran = desk.run(&["--write-baseline", KNOWN, "out"]).expect_code(0);
    ran.expect(&["nothing found", "2 findings allowed", "known.txt: 2 findings let pass"]);
    desk
}

#[test]
fn what_was_known_does_not_count_and_what_is_new_does() {
    let desk = desk();
    let report = desk.json(&["--baseline", KNOWN, "out"]);
    assert_eq!((&report["exit-code"], &report["summary"]["suppressed"]), (&0.into(), &2.into()));
    assert_eq!(report["drafts"][0]["findings"][0]["suppressed"], "baseline");
    desk.write("out/d.eml", to_parties(11));
    let ran = desk.run(&["--baseline", KNOWN, "out"]).expect_code(1);
    assert!(!ran.out.contains("out/a.eml") && ran.out.contains("out/d.eml"), "{}", ran.out);
}

#[test]
fn a_finding_is_known_when_lines_have_moved() {
    let desk = desk();
    desk.write("out/b.eml", WARNING.replace("Please find", "Dear Taro,\n\nhello.\n\nPlease find"));
    let moved = to_parties(10).replace("Subject:", "X-One: 1\nX-Two: 2\nSubject:");
    desk.write("out/a.eml", moved);
    desk.run(&["--fail-on", "warning", "--baseline", KNOWN, "out"]).expect_code(0);
}

#[test]
fn the_file_holds_no_text_of_a_draft_and_no_path() {
    let text = desk().read(KNOWN);
    for word in ["org1", "@", ".eml", "out/", "Minutes", "taro", "Yamada", "city.example"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    let entries: Vec<_> = text.lines().filter(|line| line.ends_with("mixed-external-domains")).collect();
    assert_eq!(entries.len(), 1, "{text}");
}

#[test]
fn entries_that_match_nothing_any_more_are_told_and_left_out_when_written_anew() {
    let desk = desk();
    desk.write("out/b.eml", CLEAN);
    let told = ["known.txt: 1 entry matches nothing that was checked", "missing-attachment"];
    desk.run(&["--baseline", KNOWN, "out"]).expect_code(0).expect(&told);
    let one = desk.run(&["--baseline", KNOWN, "out/a.eml"]).expect_code(0);
    assert!(!one.all().contains("nothing that was checked"), "one draft rarely meets all: {}", one.all());
    let both = ["--baseline", KNOWN, "--write-baseline", KNOWN, "out"];
    desk.run(&both).expect_code(0).expect(&["1 finding let pass", "nothing matches them any more: 1"]);
    assert!(!desk.read(KNOWN).contains("missing-attachment"));
    let again = desk.read(KNOWN);
    desk.run(&both).expect_code(0);
    assert_eq!(desk.read(KNOWN), again);
    assert_eq!(desk.names(), [KNOWN, "out"], "nothing half written is left");
}

#[test]
fn what_could_not_be_checked_leaves_the_file_as_it_was() {
    let desk = desk();
    let before = desk.read(KNOWN);
    desk.write("out/b.eml", CLEAN);
    desk.run(&["--write-baseline", KNOWN, "out", "nowhere.eml"]).expect_code(2).expect(&["known.txt: not written"]);
    assert_eq!(desk.read(KNOWN), before);
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let desk = Desk::with(&[("a.eml", CLEAN), ("known.txt", "notes\n")]);
    desk.run(&["--baseline", KNOWN, "a.eml"]).expect_code(2).expect(&["known.txt is no baseline", "--write-baseline"]);
    desk.run(&["--baseline", "none.txt", "a.eml"]).expect_code(2).expect(&["none.txt cannot be read"]);
}

#[test]
fn a_mailing_has_a_baseline_too() {
    let desk = Desk::with(&[("a.eml", CLEAN)]);
    let mailing = ["--mailing", "--expect", "3", "a.eml"];
    desk.run(&mailing).expect_code(1);
    desk.run(&[&["--write-baseline", KNOWN], &mailing[..]].concat()).expect_code(0);
    desk.run(&[&["--baseline", KNOWN], &mailing[..]].concat()).expect_code(0);
}

#[test]
fn parts_of_a_mailing_have_the_baseline_of_the_whole() {
    let desk = Desk::with(&[("a.eml", &to_parties(10)), ("b.eml", CLEAN)]);
    let whole = ["--mailing", "--expect", "3", "a.eml", "b.eml"];
    desk.run(&[&["--write-baseline", KNOWN], &whole[..]].concat()).expect_code(0);
    desk.run(&["digest", "--output", "part.digest", "a.eml", "b.eml"]).expect_code(0);
    let parts = ["--mailing", "--expect", "3", "--digests", "part.digest"];
    desk.run(&parts).expect_code(1);
    desk.run(&[&["--baseline", KNOWN], &parts[..]].concat()).expect_code(0).expect(&["findings allowed"]);
}

#[test]
fn who_is_added_to_a_list_that_was_let_pass_is_told() {
    let to = |names: &[&str]| {
        let addresses: Vec<String> = names.iter().map(|name| format!("{name}@gmail.com")).collect();
        format!("From: Ann <ann@city.example>\nTo: {}\nSubject: News\n\nHello all,\nnews.\n", addresses.join(", "))
    };
    let desk = Desk::new();
    desk.write("a.eml", to(&["hana", "taro", "jiro"]));
    desk.run(&["--write-baseline", "known.txt", "a.eml"]).expect_code(0).expect(&["1 finding let pass"]);
    let checked = |names: &[&str]| {
        desk.write("a.eml", to(names));
        desk.run(&["--baseline", "known.txt", "--fail-on", "warning", "a.eml"]).code
    };
    assert_eq!(checked(&["jiro", "hana", "taro"]), 0, "another order");
    assert_eq!(checked(&["hana", "taro", "jiro", "saburo"]), 1, "one more");
}
