//! What an excerpt shows and leaves out.

use super::*;
use crate::report::sample::{notice, span_of};
use unicode_width::UnicodeWidthStr;

const ROOM: Room = Room { width: 60, unicode: true, lang: Lang::En };

fn mark(span: Span) -> Mark {
    Mark { span, note: None, is_primary: false, kind: 0 }
}

fn excerpt(text: &str, marks: &[Mark]) -> Excerpt {
    Excerpt::new(&View::new(text.to_owned(), Vec::new()), marks, ROOM)
}

fn texts(excerpt: &Excerpt) -> Vec<&str> {
    excerpt.rows.iter().map(Row::text).collect()
}

/// What the marks of a flat excerpt cover.
fn covered(excerpt: &Excerpt) -> Vec<String> {
    let (text, marks) = excerpt.flat();
    marks.iter().map(|mark| text[mark.span.range()].to_owned()).collect()
}

#[test]
fn of_294_addresses_three_the_last_and_a_number_are_shown() {
    let (text, spans) = notice(294);
    let marks: Vec<_> = spans.into_iter().map(mark).collect();
    let excerpt = excerpt(&text, &marks);
    assert_eq!(
        texts(&excerpt),
        [
            "Cc: hana1@gmail.com,",
            "    hana2@gmail.com,",
            "    hana3@gmail.com,",
            "    … 290 more",
            "    hana294@gmail.com"
        ]
    );
    assert_eq!(covered(&excerpt), ["hana1@gmail.com", "hana2@gmail.com", "hana3@gmail.com", "hana294@gmail.com"]);
}

#[test]
fn five_lines_are_not_shortened_to_five_lines() {
    let (text, spans) = notice(5);
    let marks: Vec<_> = spans.into_iter().map(mark).collect();
    assert_eq!(excerpt(&text, &marks).rows.len(), 5);
}

#[test]
fn an_address_further_down_is_shown_with_its_field() {
    let (text, spans) = notice(9);
    assert_eq!(texts(&excerpt(&text, &[mark(spans[6])])), ["Cc: hana1@gmail.com,", "    …", "    hana7@gmail.com,"]);
}

#[test]
fn the_primary_place_is_shown_wherever_it_stands() {
    let (text, spans) = notice(50);
    let mut marks: Vec<_> = spans.into_iter().map(mark).collect();
    marks[20].is_primary = true;
    let excerpt = excerpt(&text, &marks);
    assert_eq!(
        texts(&excerpt)[3..],
        ["    … 17 more", "    hana21@gmail.com,", "    … 28 more", "    hana50@gmail.com"]
    );
}

#[test]
fn places_of_another_kind_are_not_lost_among_many() {
    let (text, spans) = notice(50);
    let mut marks: Vec<_> = spans.into_iter().map(mark).collect();
    marks.push(Mark { kind: 1, ..mark(span_of(&text, "植樹")) });
    let excerpt = excerpt(&text, &marks);
    assert_eq!(texts(&excerpt)[5], "Subject: 植樹イベントのご案内");
}

#[test]
fn lines_that_have_nothing_to_do_with_it_are_left_out() {
    let text = "From: a\nTo: b\nSubject: c\nDate: d\n\nDear\nsee attached\n";
    let marks = [mark(span_of(text, "b")), mark(span_of(text, "attached"))];
    assert_eq!(texts(&excerpt(text, &marks)), ["To: b", "…", "see attached"]);
    let marks = [mark(span_of(text, "c")), mark(span_of(text, "d"))];
    assert_eq!(texts(&excerpt(text, &marks)), ["Subject: c", "Date: d"]);
    let marks = [mark(span_of(text, "d")), mark(span_of(text, "Dear"))];
    assert_eq!(texts(&excerpt(text, &marks)), ["Date: d", "", "Dear"]);
}

#[test]
fn a_long_line_is_cut_around_its_label() {
    let text =
        format!("Subject: a\n\n{}添付ファイルをご覧ください。{}\n", "前置きです。".repeat(900), "あ".repeat(900));
    let excerpt = excerpt(&text, &[mark(span_of(&text, "添付ファイル"))]);
    let shown = texts(&excerpt)[0];
    assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
    assert!(shown.width() <= ROOM.width, "{} columns", shown.width());
    assert_eq!(covered(&excerpt), ["添付ファイル"]);
}

#[test]
fn a_label_wider_than_the_room_is_cut_too() {
    let text = format!("x\n\nsay {} end\n", "word ".repeat(100));
    let excerpt = excerpt(&text, &[mark(span_of(&text, &"word ".repeat(100)))]);
    assert!(texts(&excerpt)[0].width() <= ROOM.width);
    assert!(covered(&excerpt)[0].starts_with("word word"));
}

#[test]
fn labels_beyond_the_cut_are_counted() {
    let text = format!("x\n\nfirst {} second third\n", "-".repeat(100));
    let marks = ["first", "second", "third"].map(|word| mark(span_of(&text, word)));
    let excerpt = excerpt(&text, &marks);
    assert_eq!(covered(&excerpt), ["first"]);
    assert_eq!(texts(&excerpt)[1], "… 2 more");
}

#[test]
fn a_label_over_many_lines_points_at_its_first() {
    let text = "Subject: a\n\nHello\n\n> one\n> two\n> three\n";
    let excerpt = excerpt(text, &[mark(span_of(text, "\n> one\n> two\n> three\n"))]);
    assert_eq!(texts(&excerpt), ["> one", "… 2 more lines"]);
    assert_eq!(covered(&excerpt), ["> one"]);
}

#[test]
fn labels_on_one_text_become_one_that_says_both() {
    let text = "Subject: a\n\nsee the file attached\n";
    let noted = |needle: &str, note: &str| Mark { note: Some(note.into()), ..mark(span_of(text, needle)) };
    let excerpt = excerpt(text, &[noted("file", "x"), noted("file attached", "y"), noted("file", "x")]);
    let (_, marks) = excerpt.flat();
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].note.as_deref(), Some("y\nx"));
}

#[test]
fn escapes_of_a_draft_are_shown_and_labels_stay_in_place() {
    let text = "Subject: \u{1b}]0;x\u{7} \u{202e}evil\n";
    let excerpt = excerpt(text, &[mark(span_of(text, "evil"))]);
    assert_eq!(texts(&excerpt), ["Subject: \\u{1B}]0;x\\u{7} \\u{202E}evil"]);
    assert_eq!(covered(&excerpt), ["evil"]);
}

#[test]
fn no_place_and_an_empty_view_make_no_trouble() {
    assert_eq!(excerpt("", &[]).rows.len(), 0);
    assert_eq!(texts(&excerpt("", &[mark(Span::new(0, 0))])), [""]);
    assert_eq!(covered(&excerpt("\n\n", &[mark(Span::new(0, 2))])), [""]);
}
