//! What is kept of files that a reader shows, one trap a test.

use super::*;
use crate::facts::recipient;
use crate::facts::test_draft::draft;
use crate::facts::thread::ThreadAddresses;
use crate::inspect::{Cell, Hidden, Row};
use crate::settings::from_text;
use crate::span::{Span, Spanned};
use std::path::Path;
use std::sync::Arc;

const CONFIG: &str = "[organization]\ndomains = ['city.example']\n[[partner]]\nname = '株式会社ヤマセミ'\n\
                      domains = ['yamasemi.example']\nmay-receive = ['顧客_*.csv']\n[[partner]]\nname = '山田商事'\n\
                      domains = ['yamada.example']\n";

/// What `show` shows of an attachment of this name, to these recipients.
fn rows_to(to: &str, name: &str, show: impl FnOnce(&mut dyn Visitor)) -> Vec<ContentRow> {
    let draft = draft(&format!("From: 鈴木 <suzuki@city.example>\nTo: {to}\n\n本文\n"));
    let settings = from_text("mailcheck.toml", CONFIG, Path::new(".")).expect("the test's settings are good");
    let lists = Lists::builtin();
    let own = Own::of(&draft, &settings, &lists);
    let acquaintances = Acquaintances::new(&settings);
    let vocabulary = Vocabulary::new(&|name| lists.get(name));
    let recipients = recipient::rows(&draft, &own, &acquaintances, &lists, &ThreadAddresses::default());
    let known = Known {
        own: &own,
        settings: &settings,
        acquaintances: &acquaintances,
        lists: &lists,
        vocabulary: &vocabulary,
        recipients: &recipients,
    };
    let judge = AddressJudge::new(&known);
    let headers = HeaderWords::new(lists.needed("personal-headers"));
    let mut survey = Survey::new(&known, &judge, &headers);
    show(&mut survey);
    let attachment = Attachment {
        filename: Some(Spanned::new(name.to_owned(), Span::new(0, 4))),
        other_names: Vec::new(),
        media_type: "application/octet-stream".to_owned(),
        size_bytes: 0,
        is_inline: false,
        is_hidden: false,
        content_id: None,
        part: "2".to_owned(),
        span: Span::new(0, 4),
        content: Content::Bytes(Arc::from([])),
    };
    rows::of(&attachment, &survey.surveyed(), &known)
}

fn rows(name: &str, show: impl FnOnce(&mut dyn Visitor)) -> Vec<ContentRow> {
    rows_to("sato@beta.example", name, show)
}

fn file(visitor: &mut dyn Visitor, files: &[&str], file_type: FileType) {
    let name = files.last().copied();
    visitor.file(&place(files, Part::Text, None), &InnerFile::new(name, file_type, 1));
}

fn place(files: &[&str], part: Part, hidden: Option<Hidden>) -> Place {
    Place { files: files.iter().map(|name| (*name).to_owned()).collect(), part, hidden }
}

fn sheet(name: &str) -> Part {
    Part::Sheet { name: name.to_owned(), is_active: true }
}

/// A place with these rows, cells parted by `|`.
fn table(visitor: &mut dyn Visitor, place: &Place, rows: &[&str]) {
    visitor.enter(place);
    for (number, row) in (1..).zip(rows) {
        let cells = (0..).zip(row.split('|'));
        let cells: Vec<Cell<'_>> =
            cells.map(|(column, text)| Cell { column, text, is_in_hidden_column: false, is_computed: false }).collect();
        visitor.row(&Row { number, hidden: None, cells: &cells });
    }
    visitor.leave();
}

fn text(visitor: &mut dyn Visitor, place: &Place, lines: &[&str]) {
    visitor.enter(place);
    lines.iter().for_each(|line| visitor.text(line));
    visitor.leave();
}

const CUSTOMERS: [&str; 4] = [
    "氏名|住所|電話",
    "見本太郎|熊本市1|096-000-0001",
    "見本花子|熊本市2|096-000-0002",
    "見本次郎|熊本市3|096-000-0003",
];

fn places(rows: &[ContentRow]) -> Vec<&ContentRow> {
    rows.iter().filter(|row| row.entry == "place").collect()
}

#[test]
fn the_sentence_names_file_sheet_and_count_and_no_value() {
    let rows = rows("資料.zip", |visitor| {
        file(visitor, &[], FileType::Zip);
        file(visitor, &["2026/顧客.xlsx"], FileType::Xlsx);
        table(visitor, &place(&["2026/顧客.xlsx"], sheet("元データ"), Some(Hidden::Sheet)), &CUSTOMERS);
    });
    let row = places(&rows)[0];
    assert_eq!(
        row.found.en,
        "`資料.zip › 2026/顧客.xlsx`, sheet `元データ` (hidden sheet): 3 people (name, address, telephone)"
    );
    assert_eq!(
        row.found.ja,
        "「資料.zip › 2026/顧客.xlsx」のシート「元データ」（非表示のシート）：3 人分（氏名・住所・電話番号）"
    );
    assert_eq!((row.persons, row.hidden, row.residue), (3, Some("sheet"), Some("hidden-cells")));
    assert_eq!((row.container, row.file_type, row.file.as_deref()), (Some("zip"), "xlsx", Some("2026/顧客.xlsx")));
    let shown = format!("{rows:?}");
    assert!(!shown.contains("見本") && !shown.contains("096") && !shown.contains("熊本"));
}

#[test]
fn a_workbook_inside_of_a_document_is_embedded() {
    let rows = rows("報告.docx", |visitor| {
        file(visitor, &[], FileType::Docx);
        text(visitor, &place(&[], Part::Text, None), &["報告書", "別紙のとおり"]);
        file(visitor, &["word/embeddings/a.xlsx"], FileType::Xlsx);
        table(visitor, &place(&["word/embeddings/a.xlsx"], sheet("Sheet1"), None), &CUSTOMERS);
    });
    let residues: Vec<_> = places(&rows).iter().map(|row| (row.residue, row.persons)).collect();
    assert_eq!(residues, [(Some("embedded"), 3), (None, 0)]);
}

#[test]
fn a_list_goes_on_from_page_to_page() {
    let rows = rows("名簿.pdf", |visitor| {
        file(visitor, &[], FileType::Pdf);
        for page in 1..=3 {
            let line = format!("見本 太郎{page} 〒860-000{page} 熊本県熊本市{page} 090-0000-000{page}");
            text(visitor, &place(&[], Part::Page(page), None), &[&line, &format!("m{page}@gamma.example")]);
        }
    });
    let places = places(&rows);
    assert_eq!((places.len(), places[0].addresses), (1, 3));
}

#[test]
fn running_text_is_read_as_a_body_is() {
    let rows = rows("対象者.docx", |visitor| {
        file(visitor, &[], FileType::Docx);
        text(
            visitor,
            &place(&[], Part::Text, None),
            &[
                "見本 太郎、昭和60年4月1日生、090-0000-0001",
                "見本 花子、平成12年5月2日生",
                "マイナンバー 1234-5678-9018",
            ],
        );
    });
    assert_eq!((rows[0].persons, rows[0].identifiers), (2, 1));
    assert_eq!(rows[0].weight, Some(18));
}

#[test]
fn a_form_names_its_number_in_the_cell_before() {
    let rows = rows("届.xlsx", |visitor| {
        file(visitor, &[], FileType::Xlsx);
        table(
            visitor,
            &place(&[], sheet("様式"), None),
            &[
                "扶養控除等申告書",
                "氏名|見本太郎",
                "個人番号|123456789018",
                "伝票|111111111118",
                "住所|熊本市1",
                "電話|096-000-0001",
                "摘要|なにか",
            ],
        );
    });
    assert_eq!(rows[0].identifiers, 1);
}

#[test]
fn the_readers_own_people_are_not_exposed_to_them() {
    let list =
        ["氏名|メール", "見本太郎|taro@beta.example", "見本花子|hana@beta.example", "見本次郎|jiro@gamma.example"];
    let show = |visitor: &mut dyn Visitor| {
        file(visitor, &[], FileType::Csv);
        table(visitor, &place(&[], sheet(""), None), &list);
    };
    assert_eq!(rows("参加者.csv", show)[0].persons, 1);
    assert_eq!(rows_to("sato@beta.example, x@delta.example", "参加者.csv", show)[0].persons, 3);
}

#[test]
fn a_list_of_those_it_goes_to_is_one() {
    let list = ["a@beta.example|b@beta.example|c@gamma.example|d@gamma.example|e@gamma.example"];
    let show = |visitor: &mut dyn Visitor| {
        file(visitor, &[], FileType::Csv);
        table(visitor, &place(&[], sheet(""), None), &list);
    };
    let found = rows_to("A@beta.example, b@beta.example, c@gamma.example", "x.csv", show);
    assert_eq!((found[0].addresses, found[0].recipient_addresses, found[0].recipient_list), (5, 3, true));
    assert!(!rows_to("z@beta.example", "x.csv", show)[0].recipient_list);
    assert!(rows_to("z@beta.example", "配信リスト.csv", show)[0].recipient_list);
}

#[test]
fn a_file_may_go_to_those_who_handle_it() {
    let show = |visitor: &mut dyn Visitor| {
        file(visitor, &[], FileType::Csv);
        table(visitor, &place(&[], sheet(""), None), &CUSTOMERS);
    };
    assert!(rows_to("sato@yamasemi.example", "顧客_2026.csv", show)[0].entrusted);
    assert!(!rows_to("sato@yamasemi.example", "職員.csv", show)[0].entrusted);
    assert!(!rows_to("sato@yamasemi.example, x@beta.example", "顧客_2026.csv", show)[0].entrusted);
    assert!(!rows_to("x@yamada.example", "顧客_2026.csv", show)[0].entrusted);
}

#[test]
fn a_document_says_at_its_beginning_whom_it_is_for() {
    let partner = |lines: &[&str]| {
        let rows = rows("見積.docx", |visitor| {
            file(visitor, &[], FileType::Docx);
            text(visitor, &place(&[], Part::Text, None), lines);
        });
        rows[0].partner.clone()
    };
    assert_eq!(partner(&["御見積書", "ヤマセミ　御中"]).as_deref(), Some("株式会社ヤマセミ"));
    assert_eq!(partner(&["山田商事の製品について"]), None);
    let late: Vec<&str> = std::iter::repeat_n("前文", 60).chain(["ヤマセミ 御中"]).collect();
    assert_eq!(partner(&late), None);
}

#[test]
fn a_mark_stands_at_either_end_or_in_the_margin() {
    let is_marked = |part: Part, lines: &[&str]| {
        let rows = rows("資料.docx", |visitor| {
            file(visitor, &[], FileType::Docx);
            text(visitor, &place(&[], part, None), lines);
        });
        rows[0].marker
    };
    assert!(is_marked(Part::Margin, &["社外秘"]));
    assert!(is_marked(Part::Text, &["【社外秘】", "予算"]));
    let filled = |count| std::iter::repeat_n("本文の一行", count);
    let middle: Vec<&str> = filled(40).chain(["社外秘"]).chain(filled(40)).collect();
    assert!(!is_marked(Part::Text, &middle));
    let last: Vec<&str> = filled(100).chain(["取扱注意"]).collect();
    assert!(is_marked(Part::Text, &last));
    assert!(!is_marked(Part::Text, &["社外秘の資料は送らないでください。"]));
}

#[test]
fn a_list_to_choose_from_is_no_leak() {
    let lookup_on = |name: &str, rows_of: &[&str]| {
        let rows = rows("様式.xlsx", |visitor| {
            file(visitor, &[], FileType::Xlsx);
            table(visitor, &place(&[], sheet(name), Some(Hidden::Sheet)), rows_of);
        });
        rows[0].lookup
    };
    let lookup = |rows_of: &[&str]| lookup_on("Sheet2", rows_of);
    assert_eq!(lookup(&["北海道|01", "青森県|02", "岩手県|03"]), Some(true));
    assert_eq!(lookup(&["商品A|100", "商品B|200"]), Some(true));
    assert_eq!(lookup(&["月|売上|原価|利益|率", "4|100|80|20|0.2"]), Some(false));
    assert_eq!(lookup(&["見本 太郎|担当"]), Some(false));
    assert_eq!(lookup_on("設定", &["1|2|3|4|5|6"]), Some(true));
}

#[test]
fn obstacles_are_told_once() {
    let rows = rows("a.zip", |visitor| {
        file(visitor, &[], FileType::Zip);
        for _ in 0..3 {
            visitor.obstacle(&place(&["x.pdf"], Part::Page(1), None), Obstacle::UnknownCharacters);
        }
    });
    let obstacles: Vec<_> = rows.iter().filter_map(|row| row.obstacle).collect();
    assert_eq!(obstacles, ["unknown-characters"]);
}

#[test]
fn those_who_come_to_a_meeting_know_of_each_other() {
    let rows = rows("invite.ics", |visitor| {
        file(visitor, &[], FileType::Calendar);
        table(
            visitor,
            &place(&[], Part::Text, None),
            &["Ann|a@beta.example", "Bob|b@gamma.example", "Cat|c@delta.example"],
        );
    });
    assert_eq!((rows[0].persons, rows[0].addresses), (0, 3));
}

#[test]
fn a_column_of_classes_is_no_mark() {
    let marker = |rows_of: &[&str]| {
        let found = rows("a.xlsx", |visitor| {
            file(visitor, &[], FileType::Xlsx);
            table(visitor, &place(&[], sheet("1"), None), rows_of);
        });
        places(&found)[0].marker
    };
    assert!(marker(&["社外秘", "品名|単価"]) && marker(&["売上||社外秘", "品名|単価"]));
    assert!(!marker(&["文書|区分", "計画|社外秘", "予算|社外秘", "名簿|社外秘"]));
    assert!(!marker(&["文書|作成|期限|区分", "計画|総務|5年|社外秘"]));
}

#[test]
fn forms_below_each_other_are_people() {
    let persons = |rows_of: &[&str]| {
        let found = rows("a.xlsx", |visitor| {
            file(visitor, &[], FileType::Xlsx);
            table(visitor, &place(&[], sheet("1"), None), rows_of);
        });
        places(&found).iter().map(|row| row.persons).sum::<u64>()
    };
    assert_eq!(persons(&["申請書", "氏名|山田太郎", "住所|東町1-1", "生年月日|昭和60年4月1日"]), 1);
    let two = [
        "お名前|山田太郎",
        "ご住所|東町1-1",
        "電話|096-000-0001",
        "",
        "お名前|佐藤花子",
        "ご住所|東町2-2",
        "電話|096-000-0002",
    ];
    assert_eq!(persons(&two), 2);
    assert_eq!(persons(&["氏名|山田太郎|電話|096-000-0001", "住所|東町1-1|性別|男"]), 1);
    assert_eq!(persons(&["申請書", "氏名|", "住所|", "生年月日|年　月　日"]), 0, "a blank form");
    assert_eq!(persons(&["名前|株式会社見本", "住所|東町1-1", "電話|096-000-0001"]), 0, "a company");
    assert_eq!(persons(&CUSTOMERS), 3, "rows below a head are counted once");
}

#[test]
fn lines_of_nothing_but_addresses_are_a_list() {
    let persons = |name: &str, count: usize, line: &dyn Fn(usize) -> String| {
        let found = rows(name, |visitor| {
            file(visitor, &[], FileType::Text);
            let lines: Vec<String> = (0..count).map(line).collect();
            text(visitor, &place(&[], Part::Text, None), &lines.iter().map(String::as_str).collect::<Vec<_>>());
        });
        places(&found)[0].persons
    };
    assert_eq!(persons("list.txt", 5, &|n| format!("ann{n}@ex{n}.example,")), 5);
    assert_eq!(persons("list.txt", 4, &|n| format!("ann{n}@ex{n}.example")), 0);
    assert_eq!(persons("list.txt", 50, &|n| format!("ann{n}@city.example")), 0, "ours");
    assert_eq!(persons("AUTHORS", 50, &|n| format!("Ann Marsh <ann{n}@ex{n}.example>")), 0, "published by themselves");
}

#[test]
fn a_line_of_a_log_in_a_cell_is_nobody() {
    let found = rows("mail.csv", |visitor| {
        file(visitor, &[], FileType::Csv);
        let line = "2026-11-22T10:00 host postfix/smtp[123]: A1B2C3D4E5: to=<user@ex.example>, relay=mx.ex.example, status=sent";
        table(visitor, &place(&[], sheet("1"), None), &[line; 5]);
    });
    assert_eq!((places(&found)[0].persons, places(&found)[0].addresses), (0, 1));
}

#[test]
fn who_stands_in_many_rows_is_one() {
    let persons = |rows_of: &[&str]| {
        let found = rows("a.csv", |visitor| {
            file(visitor, &[], FileType::Csv);
            table(visitor, &place(&[], sheet("1"), None), rows_of);
        });
        places(&found)[0].persons
    };
    assert_eq!(persons(&["日時|作業者", "1|ann@ex.example", "2|ann@ex.example", "3|bob@ex.example"]), 2);
    let siblings = ["氏名|生年月日|メール", "見本太郎|H28.4.1|a@ex.example", "見本花子|H30.4.1|a@ex.example"];
    assert_eq!(persons(&siblings), 2, "one address of a family");
    let book = people_kinds(&["name|address", "Ann Marsh|ann@ex.example", "Bob Lister|bob@ex.example"]);
    assert_eq!(book, ["name", "email"], "not a postal address");
}

fn people_kinds(rows_of: &[&str]) -> Vec<String> {
    let found = rows("a.csv", |visitor| {
        file(visitor, &[], FileType::Csv);
        table(visitor, &place(&[], sheet("1"), None), rows_of);
    });
    places(&found)[0].personal_kinds.clone()
}
