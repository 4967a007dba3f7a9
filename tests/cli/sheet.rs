//! `mailcheck sheet`: the page for the person who checks a draft before it leaves. Whole pages stand in tests/sheets.

use super::desk::{Desk, project_file};
use super::expected;
use super::show::with_files;
use mailcheck::sheet::json_schema::sheet_schema;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// Drafts whose sheets are kept, with the settings and tables that lie beside them.
const KEPT: [(&str, &[&str]); 4] = [
    ("wrong-file.eml", &[]),
    ("nursery.eml", &["nursery.toml", "nursery.lists.csv"]),
    ("wrong-recipient.eml", &["wrong-recipient.toml", "people.book.csv"]),
    ("bees.eml", &[]),
];

/// A desk with an incident, its settings being those of the desk.
fn desk_with(draft: &str, beside: &[&str]) -> Desk {
    let desk = Desk::new();
    for name in std::iter::once(&draft).chain(beside) {
        let bytes = std::fs::read(project_file(&format!("fixtures/incidents/{name}"))).unwrap();
        desk.write(if name.ends_with(".toml") { "mailcheck.toml" } else { name }, bytes);
    }
    desk
}

pub(super) fn json(desk: &Desk, arguments: &[&str]) -> Value {
    let ran = desk.run(&[&["sheet", "--format", "json"], arguments].concat());
    let document: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let validator = jsonschema::validator_for(&sheet_schema()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    document
}

pub(super) fn questions(sheet: &Value) -> Vec<&str> {
    sheet["questions"].as_array().unwrap().iter().map(|question| question["id"].as_str().unwrap()).collect()
}

#[test]
fn whole_sheets_are_as_they_were_looked_at() {
    let mut differences = Vec::new();
    for (draft, beside) in KEPT {
        let desk = desk_with(draft, beside);
        for lang in ["en", "ja"] {
            let ran = desk.run_with(&[], &["--lang", lang, "sheet", "--now", "2026-04-01", draft], "");
            assert_eq!(ran.code, 0, "{ran:?}");
            let name = format!("tests/sheets/{}.{lang}.txt", draft.trim_end_matches(".eml"));
            differences.extend(expected::difference(&project_file(&name), ran.out.as_bytes()));
        }
    }
    assert!(differences.is_empty(), "\n{}\nMAILCHECK_UPDATE=1 cargo test rewrites them", differences.join("\n"));
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    for (draft, beside) in KEPT {
        let desk = desk_with(draft, beside);
        for lang in ["en", "ja"] {
            let ran = desk.run_with(&[], &["--lang", lang, "sheet", "--all", draft], "");
            let wide = ran.out.lines().find(|line| line.width() > 80);
            assert_eq!(wide, None);
        }
    }
}

#[test]
fn numbers_come_first_and_strangers_in_sight_are_asked_about() {
    let desk = desk_with("bees.eml", &[]);
    let document = json(&desk, &["bees.eml"]);
    let sheet = &document["sheets"][0];
    assert_eq!((&sheet["readers"]["people"], &sheet["readers"]["visible-parties"]), (&944.into(), &944.into()));
    assert_eq!(sheet["readers"]["groups"][0]["people"].as_array().unwrap().len(), 944);
    assert_eq!(questions(sheet)[0], "seen-by-each-other");
    let short = desk.run(&["sheet", "bees.eml"]).expect_code(0);
    assert!(short.out.lines().count() < 80, "{}", short.out);
    let all = desk.run(&["sheet", "--all", "bees.eml"]).expect_code(0);
    assert!(all.out.contains("Annex: all recipients (944 people)") && all.out.lines().count() > 944);
}

/// A draft to sixty people, most of them outside, on one page of 66 lines.
fn to_sixty(local: impl Fn(usize) -> String) -> String {
    let people: Vec<String> = (0..60)
        .map(|number| format!("{}@{}.example", local(number), ["city", "beta", "gamma", "delta"][number % 4]))
        .collect();
    format!(
        "From: a@city.example\nTo: {}\nCc: {}\nSubject: x\n\nDear all,\nplease come.\n",
        people[..50].join(",\n "),
        people[50..].join(",\n ")
    )
}

#[test]
fn sixty_people_stand_on_one_page() {
    let desk = Desk::with(&[("a.eml", &to_sixty(|number| format!("first.last{number:02}")))]);
    for lang in ["en", "ja"] {
        let ran = desk.run_with(&[], &["--lang", lang, "sheet", "a.eml"], "").expect_code(0);
        assert!(ran.out.lines().count() <= 66, "{}", ran.out);
        for number in 0..60 {
            assert!(ran.out.contains(&format!("first.last{number:02}")), "{number}: {}", ran.out);
        }
        assert!(!ran.out.contains("--all"), "{}", ran.out);
    }
    desk.run(&["sheet", "--format", "html", "-o", "a.html", "a.eml"]).expect_code(0);
    let page = desk.read("a.html");
    assert!(page.contains("<article class=\"close\"") && !page.contains("class=\"annex\""));
}

#[test]
fn where_a_paragraph_saves_little_each_has_a_line() {
    let desk =
        Desk::with(&[("a.eml", &to_sixty(|number| format!("a-very-long-name-of-somebody-or-other-{number:02}")))]);
    let ran = desk.run(&["sheet", "a.eml"]).expect_code(0);
    assert!(ran.out.contains("\n     To  a-very-long-name-of-somebody-or-other-00@city.example\n"), "{}", ran.out);
}

#[test]
fn what_is_about_everybody_is_said_once() {
    let desk = desk_with("nursery.eml", &["nursery.toml", "nursery.lists.csv"]);
    let document = json(&desk, &["nursery.eml"]);
    let people = document["sheets"][0]["readers"]["groups"][0]["people"].as_array().unwrap();
    assert!(people.iter().all(|person| person["findings"] == serde_json::json!([1, 2, 3])));
    let ran = desk.run(&["sheet", "nursery.eml"]).expect_code(0);
    assert_eq!(ran.out.matches("findings 1, 2, 3 are about each of them").count(), 1);
    assert!(!ran.out.contains("! finding"), "{}", ran.out);
}

#[test]
fn of_a_long_list_each_large_group_has_a_line() {
    let mut people: Vec<String> = (0..70).map(|number| format!("n{number}@d{number}.example")).collect();
    people.extend((0..9).map(|number| format!("n{number}@large.example")));
    people.extend((0..50).map(|number| format!("n{number}@{}", ["gmail.com", "docomo.ne.jp"][number % 2])));
    let draft = format!("From: a@city.example\nBcc: {}\nSubject: x\n\nHello.\n", people.join(",\n "));
    let desk = Desk::with(&[("a.eml", &draft)]);
    let ran = desk.run(&["sheet", "a.eml"]).expect_code(0);
    for line in [
        "   [outside] large.example 9 people: n0, n1 and 7 more\n",
        "   [outside] 70 organizations with one person each 70 people: n0@d0.example,\n",
        "   [outside] Private mailboxes 50 people\n     @docomo.ne.jp 25 people: n1, n3 and 23 more\n",
    ] {
        assert!(ran.out.contains(line), "{line}: {}", ran.out);
    }
}

#[test]
fn who_is_in_no_address_book_is_marked() {
    let settings = "[organization]\ndomains = [\"city.example\"]\n[people]\naddress-book = \"book.csv\"\n";
    let desk = Desk::with(&[
        ("mailcheck.toml", settings),
        ("book.csv", "address,name\nbob@beta.example,Bob\n"),
        ("a.eml", "From: a@city.example\nTo: bob@beta.example, eve@beta.example\nSubject: x\n\nHello.\n"),
    ]);
    let ran = desk.run(&["sheet", "a.eml"]).expect_code(0);
    assert!(ran.out.contains("eve@beta.example  ! not in the address book"), "{}", ran.out);
    assert!(!ran.out.contains("bob@beta.example  !"), "{}", ran.out);
    assert!(ran.out.contains("eve@beta.example is not in the address book"), "{}", ran.out);
}

#[test]
fn files_are_told_with_hash_sheets_and_what_is_hidden() {
    let desk = Desk::with(&[("a.eml", &with_files(&["hidden.xlsx", "people-user-password.pdf"]))]);
    let document = json(&desk, &["a.eml"]);
    let sheet = &document["sheets"][0];
    let [workbook, locked] = sheet["attachments"].as_array().unwrap().as_slice() else { panic!("{sheet}") };
    assert_eq!(workbook["sha256"].as_str().unwrap().len(), 64);
    assert!(workbook["places"].as_array().unwrap().iter().any(|place| place["hidden"] == true), "{workbook}");
    assert_eq!(locked["encrypted"], true);
    assert_eq!(&questions(sheet)[..3], ["personal-data", "hidden-places", "unread-files"]);
    let ran = desk.run(&["sheet", "a.eml"]).expect_code(0);
    let hash = &workbook["sha256"].as_str().unwrap()[..16];
    assert!(ran.out.contains(&format!("SHA-256 {hash}…")), "{}", ran.out);
}

#[test]
fn a_page_for_paper_loads_nothing_and_says_what_the_draft_says() {
    let draft = "From: a@city.example\nTo: \"<img src=x onerror=alert(1)>\" <b@beta.example>\nSubject: <script>alert(1)</script>\n\n\
                 https://beta.example/?a=1&b=2 \u{202e}abc\n";
    let desk = Desk::with(&[("a.eml", draft)]);
    desk.run(&["sheet", "--format", "html", "-o", "a.html", "a.eml"]).expect_code(0);
    let page = desk.read("a.html");
    assert!(page.contains("Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("\\u{202E}abc"), "{page}");
    let body = page.split_once("</style>").unwrap().1;
    for loading in ["<script", "<img", "<link", "<iframe", "<a ", " href=", "url(", "style="] {
        assert!(!body.contains(loading), "{loading}: {body}");
    }
    assert!(page.contains("@page { size: A4"));
}

#[test]
fn nothing_is_written_over_a_draft() {
    let draft = "From: a@city.example\nTo: b@beta.example\nSubject: x\n\nHello.\n";
    let desk = Desk::with(&[("a.eml", draft)]);
    desk.run(&["sheet", "-o", "a.eml", "a.eml"]).expect_code(2);
    desk.run(&["sheet", "-o", "other.eml", "a.eml"]).expect_code(2);
    assert_eq!(desk.read("a.eml"), draft);
}

#[test]
fn a_draft_that_cannot_be_read_keeps_no_sheet_from_the_others() {
    let desk = Desk::with(&[("a.eml", "From: a@city.example\nTo: b@beta.example\nSubject: x\n\nHello.\n")]);
    let ran = desk.run(&["sheet", "missing.eml", "a.eml"]).expect_code(2);
    assert!(ran.err.contains("missing.eml: there is no such file"), "{}", ran.err);
    assert!(ran.out.contains("b@beta.example"), "{}", ran.out);
    desk.run(&["sheet", "missing.eml"]).expect_code(2);
}

#[test]
fn a_mailing_has_one_page() {
    let desk = Desk::new();
    let mailing = project_file("fixtures/mailings/career-forum");
    let document = json(&desk, &["--mailing", mailing.to_str().unwrap()]);
    assert_eq!(document["sheets"].as_array().unwrap().len(), 0);
    let mailing = &document["mailing"];
    assert_eq!((&mailing["drafts"], &mailing["people"]), (&10.into(), &20.into()));
    assert_eq!(mailing["samples"].as_array().unwrap().len(), 3);
    assert_eq!(mailing["findings-together"][0]["rule"], "mailing-recipient-accumulation");
    assert_eq!(questions(mailing)[0], "first-middle-last");
}

#[test]
fn fifty_thousand_recipients_are_still_one_page() {
    let mut draft = String::from("From: a@city.example\nSubject: x\nBcc: x@beta.example");
    for number in 0..50_000 {
        draft.push_str(&format!(",\n n{number}@d{}.example", number % 20_000));
    }
    draft.push_str("\n\nHello.\n");
    let desk = Desk::with(&[("a.eml", &draft), ("mailcheck.toml", "[limits.reading]\nrecipients = 100000\n")]);
    let ran = desk.run(&["sheet", "a.eml"]).expect_code(0);
    assert!(ran.out.contains("50001"), "{}", ran.out);
    assert!(ran.out.len() < 10_000, "{} bytes", ran.out.len());
}

#[test]
fn every_line_below_a_file_says_what_it_counts() {
    let desk = Desk::with(&[("a.eml", &with_files(&["latin.pdf", "people.rtf", "everything.docx"]))]);
    let told = |lang: &str, words: &[&str]| {
        let ran = desk.run_with(&[], &["--lang", lang, "sheet", "a.eml"], "").expect_code(0);
        for words in words {
            assert!(ran.out.contains(words), "{words}: {}", ran.out);
        }
    };
    told(
        "en",
        &["- text in 3 places\n", "- properties (author, title ...): 3 fields\n", "! personal data of 3 people ("],
    );
    told(
        "ja",
        &["- 文章 3 か所\n", "- プロパティ（作成者・題名など）：3 項目\n", "! 個人情報 3 人分（", "- コメント：1 件\n"],
    );
}
