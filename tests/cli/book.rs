//! `mailcheck book lint`: address books, lists and forwarding lists, with findings that name the row.

use super::desk::Desk;

const BOOK: &str = "name,address\n山田 太郎,taro-demo@gmai.com\n\"bob@beta.example\",office@gamma.example\n\
                    花子,hana beta.example\nok,ok@beta.example\nok,OK@beta.example\nx,bob@yamаsemi.example\n";

#[test]
fn each_finding_names_its_file_and_row() {
    let desk = Desk::with(&[("book.csv", BOOK)]);
    let ran = desk.run(&["book", "lint", "book.csv", "--format", "short", "--show", "info"]).expect_code(1);
    ran.expect(&[
        "book.csv:2:7: error[recipient-domain-typo]",
        "book.csv:3:20: error[display-name-disagrees]",
        "book.csv:4:4: error[recipient-malformed]",
        "book.csv:6:4: notice[duplicate-recipient]",
        "book.csv:7:3: error[look-alike-characters]",
        "6 addresses checked: 4 errors, 1 info (5 rules)",
    ]);
}

#[test]
fn the_report_for_people_shows_the_row() {
    let desk = Desk::with(&[("book.csv", BOOK)]);
    desk.run(&["book", "lint", "book.csv"])
        .expect_code(1)
        .expect(&["2: 山田 太郎 <taro-demo@gmai.com>", "1 hidden, --show info"]);
    let japanese = desk.run_with(&[], &["--lang", "ja", "book", "lint", "book.csv"], "");
    japanese.expect(&["打ち間違い", "アドレス 6 件を検査しました。エラー 4 件（ルール 5 件）。"]);
}

#[test]
fn a_book_in_shift_jis_has_the_same_rows() {
    let desk = Desk::new();
    let text = "名前,メールアドレス\r\n山田 太郎,taro-demo@gmai.com\r\n";
    desk.write("book.csv", encoding_rs::SHIFT_JIS.encode(text).0);
    let ran = desk.run(&["book", "lint", "book.csv", "--format", "short"]).expect_code(1);
    ran.expect(&["book.csv:2:7: error[recipient-domain-typo]"]);
}

#[test]
fn a_clean_table_is_clean_and_an_empty_one_is_no_pass() {
    let desk = Desk::with(&[("book.csv", "address,name\nok@beta.example,Ok\n"), ("empty.csv", "address,name\n")]);
    desk.run(&["book", "lint", "book.csv"]).expect_code(0).expect(&["1 address checked: nothing found"]);
    desk.run(&["book", "lint", "empty.csv"]).expect_code(2).expect(&["there is no address in this file"]);
    desk.run(&["book", "lint", "nowhere.csv"]).expect_code(2).expect(&["there is no such file"]);
    desk.run(&["book", "lint", "."]).expect_code(2);
    desk.run(&["book", "lint"]).expect_code(2).expect(&["no file was named"]);
}

#[test]
fn the_tables_of_the_settings_are_checked_though_they_are_broken() {
    let lists = "list,member\nall@city.example,ken@city.example\nall@city.example,hana city.example\n\
                 pta@city.example,ken@city.example\n";
    let settings = "[people]\naddress-book = \"book.csv\"\nlists = \"lists.csv\"\n";
    let desk = Desk::with(&[("mailcheck.toml", settings), ("book.csv", BOOK), ("lists.csv", lists)]);
    let ran = desk.run(&["book", "lint", "--format", "short", "--show", "info"]).expect_code(1);
    let ran = ran.expect(&["book.csv:4:4: error[recipient-malformed]", "lists.csv:3:18: error[recipient-malformed]"]);
    assert!(!ran.out.contains("lists.csv:4"), "to be in two lists is no repetition: {}", ran.out);
}

#[test]
fn aliases_and_forwarding_lists_are_told_by_their_content() {
    let desk = Desk::with(&[
        ("aliases", "postmaster: root\npta: hana-demo@gmial.com,\n\tken@city.example\nx: \"|/bin/x\"\n"),
        (".forward", "\\ann\nann-demo@docomo.co.jp\n"),
    ]);
    let ran = desk.run(&["book", "lint", "aliases", ".forward", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let formats: Vec<_> = document["drafts"].as_array().unwrap().iter().map(|table| &table["format"]).collect();
    assert_eq!(formats, ["aliases", "forwarding-list"]);
    assert_eq!(document["drafts"][0]["findings"][0]["labels"][0]["line"], 2);
    assert_eq!(document["drafts"][1]["findings"][0]["labels"][0]["line"], 2);
    assert_eq!(document["exit-code"], 1);
}

#[test]
fn standard_input_is_read_and_fail_on_is_heeded() {
    let desk = Desk::new();
    let text = "ok@beta.example\nOK@beta.example\n";
    let lint = ["--lang", "en", "book", "lint", "-", "--format", "short"];
    desk.run_with(&[], &lint, text).expect_code(0);
    let ran = desk.run_with(&[], &[&lint[..], &["--fail-on", "info"]].concat(), text);
    ran.expect_code(1).expect(&["<stdin>:2:1: notice[duplicate-recipient]"]);
}

#[test]
fn an_allowed_address_is_left_out() {
    let allow = "[[allow]]\nrule = \"recipient-domain-typo\"\nrecipients = [\"*@gmai.com\"]\nreason = \"a real one\"\n";
    let desk = Desk::with(&[("mailcheck.toml", allow), ("book.csv", "address\ntaro-demo@gmai.com\n")]);
    desk.run(&["book", "lint", "book.csv"]).expect_code(0).expect(&["nothing found"]);
}

#[test]
fn a_ministrys_emergency_list_shows_the_address_that_was_entered_wrongly() {
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/incidents/emergency-list.lists.csv");
    let ran = Desk::new().run(&["book", "lint", list, "--format", "short"]).expect_code(1);
    ran.expect(&["emergency-list.lists.csv:15:41: error[recipient-domain-typo]", "14 addresses checked: 1 error"]);
}
