//! PDF files made of a few objects each: whole ones, broken ones, and ones that go in circles.

use crate::inspect::Limits;
use crate::inspect::test_visitor::{record, record_within};

/// A file of these objects, without any table.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    bytes.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    bytes
}

fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{content}\nendstream", content.len())
}

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>";
const PAGE: &str = "<</Type/Page/Contents 4 0 R>>";
const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

fn page(content: &str, font: &str) -> Vec<String> {
    record("a.pdf", &pdf(&[CATALOG, PAGES, PAGE, &stream("", content), font]))
}

fn text_of(told: &[String]) -> Vec<&str> {
    told.iter().filter_map(|line| line.strip_prefix("text ")).collect()
}

#[test]
fn a_page_shows_its_lines() {
    let content =
        "BT /F 10 Tf 50 700 Td (Mihon Taro) Tj 200 0 Td (090-0000-0000) Tj -200 -12 Td [(To) -300 (kyo)] TJ ET";
    assert_eq!(
        page(content, HELVETICA),
        ["file pdf pages=1", "enter page 1", "text Mihon Taro\t090-0000-0000", "text To kyo"]
    );
}

#[test]
fn every_way_to_move_the_line_is_followed() {
    let content = "BT /F 10 Tf 12 TL 1 0 0 1 50 700 Tm (a) Tj T* (b) Tj (c) ' 1 2 (d) \" 0 -20 TD (e) Tj T* (f) Tj ET";
    assert_eq!(text_of(&page(content, HELVETICA)), ["a", "b", "c", "d", "e", "f"]);
}

#[test]
fn japanese_is_read_through_the_maps_that_everybody_has() {
    for (encoding, codes) in [
        ("90ms-RKSJ-H", "8ca9967b91be9859"),
        ("EUC-H", "b8abcbdcc2c0cfba"),
        ("UniJIS-UTF16-H", "898b672c592a90ce"),
        ("UniJIS-UCS2-H", "898b672c592a90ce"),
        ("H", "382b4b5c42404f3a"),
    ] {
        let font = format!(
            "<</Type/Font/Subtype/Type0/BaseFont/Mincho/Encoding/{encoding}/DescendantFonts[<</Type/Font/Subtype\
             /CIDFontType0/BaseFont/Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>>>]>>"
        );
        let told = page(&format!("BT /F 10 Tf 50 700 Td <{codes}> Tj ET"), &font);
        assert_eq!(text_of(&told), ["見本太郎"], "{encoding}: {told:?}");
    }
}

fn identity_font(rest: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2\
         /BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]{rest}>>"
    )
}

#[test]
fn glyph_numbers_are_read_through_the_map_of_the_file() {
    let map = stream(
        "",
        "1 begincodespacerange<0000><FFFF>endcodespacerange 2 beginbfchar<0001><898b><0002><672c>endbfchar \
         1 beginbfrange<0010><0011><592a>endbfrange",
    );
    let content = stream("", "BT /F 10 Tf <000100020010> Tj ET");
    let told =
        record("a.pdf", &pdf(&[CATALOG, PAGES, PAGE, &content, &identity_font("/ToUnicode 7 0 R"), "null", &map]));
    assert_eq!(told[1..], ["enter page 1", "text 見本太"]);
}

#[test]
fn glyph_numbers_without_a_map_are_no_text() {
    let told = page("BT /F 10 Tf <00410042> Tj ET", &identity_font(""));
    assert_eq!(told, ["file pdf pages=1", "enter page 1", "obstacle page 1: unknown-characters"]);
}

#[test]
fn names_of_glyphs_change_a_table() {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</BaseEncoding/WinAnsiEncoding/Differences\
        [65/eacute/uni898B 70/g17]>>>>";
    let told = page("BT /F 10 Tf (ABCF) Tj ET", font);
    assert_eq!(told[2..], ["text é見C\u{FFFD}", "obstacle page 1: unknown-characters"]);
}

#[test]
fn forms_are_part_of_the_page_and_do_not_go_in_circles() {
    let form =
        stream("/Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>", "BT /F 9 Tf (in) Tj ET /X Do");
    let content = stream("", "BT /F 10 Tf 0 90 Td (on) Tj ET /X Do");
    let told = record("a.pdf", &pdf(&[CATALOG, PAGES, PAGE, &content, HELVETICA, &form]));
    assert_eq!(told[1..], ["enter page 1", "text on", "text in"]);
}

#[test]
fn what_describes_a_link_is_no_remark() {
    let page = "<</Type/Page/Contents 4 0 R/Annots[\
                <</Type/Annot/Subtype/Link/Contents(https://beta.example)>> <</Type/Annot/Subtype/Text/Contents(why?)>>]>>";
    let told = record("a.pdf", &pdf(&[CATALOG, PAGES, page, &stream("", "BT /F 9 Tf (a) Tj ET"), HELVETICA]));
    assert_eq!(text_of(&told), ["a", "why?"]);
}

#[test]
fn a_page_tree_in_circles_ends() {
    let circle = "<</Type/Pages/Kids[3 0 R 2 0 R 3 0 R]/Resources<</Font<</F 5 0 R>>>>>>";
    let told = record("a.pdf", &pdf(&[CATALOG, circle, PAGE, &stream("", "BT /F 9 Tf (a) Tj ET"), HELVETICA]));
    assert_eq!(told, ["file pdf pages=1", "enter page 1", "text a"]);
}

#[test]
fn pages_end_at_their_limit() {
    let many = format!("<</Type/Pages/Kids[{}]>>", "<</Type/Page>>".repeat(50));
    let told = record_within(Limits { pages: 10, ..Limits::default() }, "a.pdf", &pdf(&[CATALOG, &many]));
    assert_eq!(told, ["file pdf pages=10", "obstacle pages"]);
}

#[test]
fn trees_that_branch_into_themselves_end() {
    let level = |next: usize| format!("[{}]", format!("<</Type/Pages/Kids {next} 0 R>>").repeat(10));
    let levels: Vec<String> = (4..24).map(level).collect();
    let mut objects = vec![CATALOG, "<</Type/Pages/Kids 3 0 R>>"];
    objects.extend(levels.iter().map(String::as_str));
    let told = record("a.pdf", &pdf(&objects));
    assert!(told.contains(&"obstacle pages".to_owned()), "{told:?}");
}

#[test]
fn what_is_no_document_is_damaged() {
    for bytes in
        [&b"%PDF-1.4"[..], b"%PDF-1.4\n1 0 obj<<>>endobj trailer<<>>", b"%PDF-\n1 0 obj<</Type/Catalog>>endobj"]
    {
        assert!(record("a.pdf", bytes).contains(&"obstacle damaged".to_owned()));
    }
}

const PEOPLE: [&str; 5] = [
    "氏名\t電話\t住所\tメール",
    "見本 太郎\t090-0000-0001\t東京都千代田区見本町1-1\ttaro@client.example",
    "見本 花子\t090-0000-0002\t大阪府大阪市見本区2-2\thanako@client.example",
    "例示 次郎\t090-0000-0003\t北海道札幌市例示区3-3\tjiro@client.example",
    "社外秘 二枚目",
];

macro_rules! file {
    ($name:literal) => {
        record($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/attachments/files/", $name)))
    };
}

#[test]
fn a_list_of_people_is_read_however_it_is_packed() {
    for told in [file!("people.pdf"), file!("people-object-streams.pdf"), file!("people-owner-password.pdf")] {
        assert_eq!(told[0], "file pdf pages=2");
        let text = text_of(&told);
        let pages: Vec<String> = text[..5].iter().map(|line| line.replace('\u{3000}', " ")).collect();
        assert_eq!(pages, PEOPLE);
        assert_eq!(
            text[5..],
            [
                "Title: 名簿",
                "Author: 見本 太郎",
                "Subject: unspecified",
                "Creator: anonymous",
                "Producer: ReportLab PDF Library - (opensource)"
            ]
        );
        assert!(!told.iter().any(|line| line.starts_with("obstacle")), "{told:?}");
    }
}

#[test]
fn a_password_that_is_not_empty_locks_the_file() {
    assert_eq!(file!("people-user-password.pdf"), ["file pdf encrypted", "obstacle encrypted"]);
}

#[test]
fn latin_fonts_are_read_by_table_and_by_map() {
    let told = file!("latin.pdf");
    assert_eq!(text_of(&told)[..3], ["Müller & Søn: “quoted” text", "Café in Helvetica", "up along the page"]);
}

#[test]
fn pages_that_are_pictures_are_told() {
    assert_eq!(file!("picture.pdf")[..2], ["file pdf image-only pages=1", "obstacle image-only"]);
}

#[test]
fn fields_of_forms_are_told_with_their_names() {
    assert!(text_of(&file!("form.pdf")).contains(&"name: Mihon Taro"));
}

#[test]
fn remarks_and_files_inside_are_told() {
    let told = file!("annexes.pdf");
    let start = told.iter().position(|line| line == "enter comments").unwrap_or_default();
    assert_eq!(
        told[start..start + 10],
        [
            "enter comments",
            "text 見本: ここは極秘です",
            "text note",
            "file note.txt > text",
            "enter note.txt > text",
            "text pinned to the page",
            "file 名簿.csv > csv",
            "enter 名簿.csv > sheet \"\" active=true",
            "row 1: 氏名 | 電話",
            "row 2: 見本 太郎 | 090-0000-0001",
        ]
    );
}

#[test]
fn objects_inside_of_streams_may_have_any_number() {
    let head = "90 0 5 30 ";
    let inside = format!("{head}{:30}{}", "<</Type/Catalog/Pages 5 0 R>>", "<</Type/Pages/Kids[6 0 R]>>");
    let objects = stream(&format!("/Type/ObjStm/N 2/First {}", head.len()), &inside);
    let bytes = format!("%PDF-1.7\n4 0 obj\n{objects}\nendobj\n6 0 obj<</Type/Page>>endobj\ntrailer<</Root 90 0 R>>");
    assert_eq!(record("a.pdf", bytes.as_bytes()), ["file pdf pages=1"]);
}

#[test]
fn an_older_catalogue_is_taken_when_the_newest_is_none() {
    let mut bytes = pdf(&[CATALOG, PAGES, PAGE, &stream("", "BT /F 9 Tf (a) Tj ET"), HELVETICA]);
    bytes.extend(b"\n9 0 obj<<>>endobj trailer<</Root 9 0 R>>");
    assert_eq!(record("a.pdf", &bytes)[2], "text a");
}
