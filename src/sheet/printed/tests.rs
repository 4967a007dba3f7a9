//! What a sheet keeps of its draft, and what a later one makes of it.

use super::*;
use crate::approval::difference::sentences;
use crate::sheet::since::Earlier;
use crate::sheet::{File, Group, GroupKind, Person, Readers, Who};

const LINES: &[&str] = &[
    "from a@city.example",
    "sender secretary@city.example",
    "to b@beta.example",
    "subject sha256:1",
    "text sha256:2",
    "link https://beta.example/letters?token=12345",
    "picture https://track.example/p.gif?who=b@beta.example",
    "attach sha256:3 見積.pdf",
    "attach sha256:4 花子.png",
];

fn sheet(lines: &[&str]) -> Sheet {
    let line = |line: &&str| {
        let (kind, value) = line.split_once(' ').unwrap();
        Component { kind: kind.to_owned(), value: value.to_owned() }
    };
    let who = |address: &str| Who { name: None, address: Some(address.to_owned()) };
    let person = |line: &&str| Person {
        field: "to",
        who: who(line.split_once(' ').unwrap().1),
        is_outside: Some(true),
        is_first_time: false,
        is_unusable: false,
        is_list: false,
        is_resource: false,
        is_sender: false,
        is_only_shown: false,
        findings: Vec::new(),
    };
    let people = lines.iter().filter(|line| line.starts_with("to ") || line.starts_with("cc ")).map(person).collect();
    let groups = vec![Group { kind: GroupKind::Domain, name: "beta.example".to_owned(), people }];
    Sheet {
        path: "post/a.eml".to_owned(),
        message: 1,
        checked_on: "2026-04-01".to_owned(),
        from: vec![who("A@city.example")],
        readers: Readers { groups, ..Readers::default() },
        files: vec![File { name: Some("見積.pdf".to_owned()), ..File::default() }],
        components: Some(Components { form: DRAFT_FORM, lines: lines.iter().map(line).collect() }),
        ..Sheet::default()
    }
}

fn page(sheet: &Sheet) -> String {
    format!("<!DOCTYPE html>\n<article {ATTRIBUTE}=\"{}\">", kept(sheet, Lang::En))
}

fn told(earlier: &Sheet, present: &Sheet) -> Vec<String> {
    let earlier =
        Earlier { file: "a.html".to_owned(), printed: Printed::all_in(&page(earlier)).unwrap(), is_found: false };
    let changes = earlier.since(present, true).unwrap().changes.unwrap();
    sentences(&changes).into_iter().map(|sentence| sentence.en).collect()
}

#[test]
fn what_a_sheet_hides_it_keeps_as_a_hash() {
    let kept = kept(&sheet(LINES), Lang::En);
    for shown in ["a@city.example", "to b@beta.example", "見積.pdf", " beta.example&quot;", " track.example&quot;"] {
        assert!(kept.contains(shown), "{shown}: {kept}");
    }
    for hidden in ["secretary", "token", "12345", "who=", "花子"] {
        assert!(!kept.contains(hidden), "{hidden}: {kept}");
    }
}

#[test]
fn what_is_kept_is_read_again() {
    let mut sheet = sheet(LINES);
    sheet.path = "<\"&'\u{202e}\u{e0041}\\.eml".to_owned();
    let [read] = &Printed::all_in(&page(&sheet)).unwrap()[..] else { panic!("one sheet") };
    assert_eq!(Some(read), Printed::of(&sheet).as_ref());
    assert!(!page(&sheet)[20..].contains('\u{202e}'));
}

#[test]
fn the_same_draft_has_not_changed() {
    assert_eq!(told(&sheet(LINES), &sheet(LINES)), [""; 0]);
}

#[test]
fn what_was_hidden_and_is_shown_now_is_no_change() {
    let before = sheet(LINES);
    let lines: Vec<&str> = LINES.iter().copied().chain(["cc secretary@city.example"]).collect();
    assert_eq!(told(&before, &sheet(&lines)), ["Cc: secretary@city.example added"]);
    assert_eq!(told(&sheet(&lines), &before), ["Cc: secretary@city.example removed"]);
}

#[test]
fn links_are_told_by_their_host() {
    let other: Vec<String> = LINES.iter().map(|line| line.replace("12345", "67890")).collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    assert_eq!(told(&sheet(LINES), &sheet(&other)), ["Link: beta.example leads elsewhere"]);
}

#[test]
fn anything_else_is_no_sheet() {
    let mailing = r#"{"version":1,"sheets":[],"mailing":{"paths":[]}}"#;
    let old = r#"{"version":1,"sheets":[{"path":"a.eml","message":1}],"mailing":null}"#;
    let other = page(&sheet(LINES)).replace(DRAFT_FORM, "mailcheck-canon-9");
    for (text, why) in [
        ("", NotPrinted::NoSheet),
        ("{", NotPrinted::NoSheet),
        ("<p>Check sheet</p>", NotPrinted::NoSheet),
        ("Check sheet   1 April 2026", NotPrinted::NoSheet),
        ("{\"version\": 1}", NotPrinted::NoSheet),
        (mailing, NotPrinted::Mailing),
        (old, NotPrinted::OtherVersion),
        (&other, NotPrinted::OtherVersion),
    ] {
        assert_eq!(Printed::all_in(text), Err(why), "{text}");
    }
}

#[test]
fn a_sheet_that_is_printed_again_says_what_it_said() {
    let found = |sheet: &Sheet| {
        let printed = Printed::all_in(&page(sheet)).unwrap();
        Earlier { file: "a.html".to_owned(), printed, is_found: true }
    };
    let lines: Vec<&str> = LINES.iter().copied().chain(["cc c@gamma.example"]).collect();
    let changed = sheet(&lines);
    assert_eq!(found(&sheet(LINES)).since(&sheet(LINES), true), None);
    let since = found(&sheet(LINES)).since(&changed, true);
    assert_eq!(since.as_ref().unwrap().changes.as_ref().unwrap().len(), 1);
    let changed = Sheet { since: since.clone(), ..changed };
    assert_eq!(found(&changed).since(&changed, true), since);
    let elsewhere = Sheet { path: "b.eml".to_owned(), ..changed };
    assert_eq!(found(&sheet(LINES)).since(&elsewhere, true), None);
}
