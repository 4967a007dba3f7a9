//! Who is counted in a table, one trap a test.

use super::*;
use crate::facts::personal::{is_whole_name, signs_of};
use crate::lists::Lists;

fn people(rows: &[&str]) -> People {
    people_of(&rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>(), &[], Kinds::default())
}

/// Cells are parted by `|`; a row that begins with `#` is hidden; `hidden` are hidden columns.
fn people_of(rows: &[String], hidden: &[u32], named: Kinds) -> People {
    let words = HeaderWords::new(Lists::builtin().needed("personal-headers"));
    let mut table = Table::default();
    for row in rows {
        let is_hidden = row.starts_with('#');
        let cells: Vec<TableCell<'_>> = (0_u32..)
            .zip(row.trim_start_matches('#').split('|'))
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| {
                let mut signs = signs_of(text);
                if text.contains('@') {
                    signs = signs.and(Signs::EMAIL);
                }
                if is_whole_name(text, &Lists::builtin().needed("surnames")) {
                    signs = signs.and(Signs::WHOLE_NAME);
                }
                if text.ends_with("@ours.example") {
                    signs = signs.and(Signs::KNOWN_ADDRESS);
                }
                TableCell { column, text, signs, is_hidden: hidden.contains(&column) }
            })
            .collect();
        table.row(&cells, is_hidden, &words, || named);
    }
    table.people()
}

fn persons(rows: &[&str]) -> u64 {
    people(rows).all.persons
}

fn many(count: u64, row: impl Fn(u64) -> String) -> Vec<String> {
    (1..=count).map(row).collect()
}

#[test]
fn rows_below_a_head_are_people() {
    let found = people(&[
        "顧客一覧",
        "",
        "氏名|住所|電話番号",
        "見本太郎|熊本市中央区1|096-000-0001",
        "見本花子|熊本市北区2|",
        "|熊本市南区3|096-000-0003",
    ]);
    assert_eq!(found.all.persons, 2);
    let kinds: Vec<_> = found.all.kinds.iter().collect();
    assert_eq!(kinds, [ColumnKind::Name, ColumnKind::Address, ColumnKind::Phone]);
}

#[test]
fn latin_heads_are_heads() {
    assert_eq!(persons(&["first_name|last_name|dob|notes", "Ann|Marsh|1985-04-01|x", "Bob|Lister|1990-05-02|"]), 2);
}

#[test]
fn without_a_head_most_cells_of_a_column_are_of_one_kind() {
    assert_eq!(
        persons(&[
            "1|見本 太郎|090-0000-0001",
            "2|見本 花子|090-0000-0002",
            "3|見本 次郎|なし",
            "4|見本 三郎|090-0000-0004"
        ]),
        3
    );
    assert_eq!(persons(&["1|見本 太郎|090-0000-0001", "2|見本 花子|090-0000-0002"]), 0, "two rows prove no column");
}

#[test]
fn a_blank_form_is_nobody() {
    assert_eq!(persons(&["申込書", "氏名|フリガナ|住所|電話番号|生年月日", "||||", "1||||", "2||||"]), 0);
}

#[test]
fn a_head_printed_on_each_page_is_nobody() {
    assert_eq!(persons(&["氏名|住所", "見本太郎|熊本市1", "氏名|住所", "見本花子|熊本市2"]), 2);
}

#[test]
fn prices_and_codes_are_nobody() {
    let rows = many(2_000, |n| format!("{:07}|ボルト M{n}|49123456{n:05}|{}|2026-04-01", 1_000_000 + n, n * 10));
    let rows = [vec!["商品コード|品名|JAN|単価|改定日".to_owned()], rows].concat();
    assert_eq!(people_of(&rows, &[], Kinds::default()).all, Group::default());
    let codes = many(500, |n| format!("{:03}-{:04}|棚 {n}", n % 900 + 100, n));
    assert_eq!(people_of(&codes, &[], Kinds::default()).all, Group::default());
}

#[test]
fn slips_of_twelve_digits_are_no_my_numbers() {
    // One in ten of them passes the check.
    let rows = many(1_000, |n| format!("{}|発送済", 300_000_000_000 + n * 7_919));
    assert_eq!(people_of(&rows, &[], Kinds::default()).all, Group::default());
    let headed = [vec!["伝票番号|状態".to_owned()], rows.clone()].concat();
    assert_eq!(people_of(&headed, &[], Kinds::default()).all, Group::default());
    let misnamed = [vec!["氏名|個人番号".to_owned()], rows].concat();
    assert_eq!(people_of(&misnamed, &[], Kinds::default()).all.identifiers, 0, "most do not pass");
}

#[test]
fn a_column_of_my_numbers_needs_its_word() {
    let numbers = ["123456789018", "111111111118", "987654321093"];
    let rows: Vec<String> = numbers.iter().map(|number| format!("x|{number}")).collect();
    assert_eq!(people_of(&rows, &[], Kinds::default()).all.identifiers, 0);
    let mut named = Kinds::default();
    named.add(ColumnKind::MyNumber);
    assert_eq!(people_of(&rows, &[], named).all.identifiers, 3);
    let headed = [vec!["職員|個人番号（マイナンバー）".to_owned()], rows].concat();
    assert_eq!(
        people_of(&headed, &[], Kinds::default()).all,
        Group { persons: 3, identifiers: 3, ..people_of(&headed, &[], Kinds::default()).all }
    );
}

#[test]
fn cards_are_told_by_their_column() {
    assert_eq!(people(&["a|4111 1111 1111 1111", "b|5555555555554444", "c|378282246310005"]).all.identifiers, 3);
    let jan = many(300, |n| format!("4{:012}", n * 7_907));
    assert_eq!(people_of(&jan, &[], Kinds::default()).all.identifiers, 0);
}

#[test]
fn shops_are_nobody_and_their_desks_neither() {
    assert_eq!(
        persons(&[
            "店舗名|所在地|電話",
            "熊本店|熊本県熊本市1-1|096-000-0001",
            "福岡店|福岡県福岡市2-2|092-000-0001",
            "大分店|大分県大分市3-3|097-000-0001"
        ]),
        0
    );
    assert_eq!(persons(&["東京都", "大阪府", "熊本県", "北海道"]), 0);
}

#[test]
fn a_column_of_addresses_is_people_but_ours() {
    assert_eq!(persons(&["a@beta.example", "b@gamma.example", "c@ours.example"]), 2);
    assert_eq!(
        persons(&["氏名|メール|電話", "見本太郎|taro@ours.example|090-0000-0001", "見本花子|hana@beta.example|"]),
        1
    );
}

#[test]
fn hidden_rows_and_columns_are_counted_apart() {
    let rows: Vec<String> =
        ["氏名|住所|電話", "見本太郎|熊本市1|096-000-0001", "#見本花子|熊本市2|096-000-0002", "見本次郎||096-000-0003"]
            .map(str::to_owned)
            .to_vec();
    let found = people_of(&rows, &[1], Kinds::default());
    assert_eq!((found.all.persons, found.visible.persons), (3, 2));
    assert_eq!((found.hidden_rows.persons, found.hidden_columns.persons), (1, 1));
}

#[test]
fn patterns_beyond_the_limit_are_judged_as_they_come() {
    let rows = many(20_000, |n| {
        let cell = |bit: u64| if n >> bit & 1 == 1 { "090-0000-0001" } else { "" };
        let rest: Vec<&str> = (0..14).map(cell).collect();
        format!("見本 太郎|{}", rest.join("|"))
    });
    let heads: Vec<String> = (0..14).map(|n| format!("電話{n}")).collect();
    let rows = [vec![format!("氏名|{}", heads.join("|"))], rows].concat();
    let expected = (1..=20_000_u64).filter(|n| n % (1 << 14) != 0).count() as u64;
    assert_eq!(people_of(&rows, &[], Kinds::default()).all.persons, expected);
}

#[test]
fn a_long_list_without_a_head_is_counted_to_its_end() {
    for row in ["見本 太郎|096-000-0001", "山田太郎|096-000-0001", "見本 太郎|熊本県熊本市中央区1-1"]
    {
        assert_eq!(people_of(&many(100, |_| row.to_owned()), &[], Kinds::default()).all.persons, 100, "{row}");
    }
}

#[test]
fn five_my_numbers_in_a_column_need_no_word() {
    let numbers = ["123456789018", "111111111118", "987654321093", "123456789018", "111111111118"];
    let rows: Vec<String> = numbers.iter().map(|number| format!("x|{number}")).collect();
    assert_eq!(people_of(&rows, &[], Kinds::default()).all.identifiers, 5);
}

#[test]
fn a_head_may_have_two_rows() {
    assert_eq!(
        persons(&["番号|氏名|連絡先||備考", "||電話|生年月日|", "1|見本太郎||S60.4.1|", "2|見本花子||令和元年5月1日|"]),
        2
    );
}

#[test]
fn another_head_begins_another_table() {
    let words = HeaderWords::new(Lists::builtin().needed("personal-headers"));
    let ends = |rows: &[&str], next: &str| {
        let cells = |row: &'static str| {
            (0_u32..)
                .zip(row.split('|'))
                .map(|(column, text)| TableCell { column, text, signs: signs_of(text), is_hidden: false })
                .collect::<Vec<_>>()
        };
        let mut table = Table::default();
        rows.iter()
            .for_each(|row| table.row(&cells(Box::leak((*row).to_owned().into())), false, &words, Kinds::default));
        table.ends_before(&cells(Box::leak(next.to_owned().into())), &words)
    };
    let prices = [&["品名|単価"][..], &["封筒|100"; 12]].concat();
    assert!(ends(&prices, "氏名|住所|電話番号"));
    assert!(!ends(&prices, "名|枚"), "one word of two is no head");
    assert!(ends(&["氏名|住所", "見本太郎|東町1"], "氏名|電話番号"));
    assert!(!ends(&["氏名|住所", "見本太郎|東町1"], "氏名|住所"), "the same, on the next page");
    assert!(!ends(&["氏名|連絡先"], "電話|住所"), "the second row of a head");
}

#[test]
fn companies_below_a_head_for_names_are_nobody() {
    let heads = "名前|電話番号|住所";
    assert_eq!(persons(&[heads, "熊本支店|096-000-0001|熊本市1-1", "株式会社見本|096-000-0002|熊本市2-2"]), 0);
    assert_eq!(persons(&["Name|Address|Phone", "Acme Ltd|1 High Street|020 7946 0001", "sym_1|0x1f2e|"]), 0);
    assert_eq!(persons(&[heads, "服部|096-000-0001|熊本市1-1"]), 1);
}

#[test]
fn numbers_of_other_countries_need_their_head() {
    let expected =
        |head: &str, number: &str| people(&[&format!("Name|{head}"), &format!("Ann Marsh|{number}")]).all.identifiers;
    assert_eq!(expected("Passport number", "501234567"), 1);
    assert_eq!(expected("Passport number", "2026-04-01"), 0, "when it ends");
    assert_eq!(expected("National Insurance No", "QQ123456C"), 1);
    assert_eq!(expected("SSN", "123456789"), 1);
    assert_eq!(expected("Part number", "123456789"), 0);
}

#[test]
fn statistics_of_given_names_are_nobody() {
    assert_eq!(persons(&["Name|Sex|Count", "Ann|F|120000", "Bob|M|110000"]), 0);
    assert_eq!(persons(&["First name|Last name|Sex", "Ann|Marsh|F", "Bob|Lister|M"]), 2);
}
