//! Every limit that an .eml can meet: it holds, and it is told where the view shows that something is missing.

use super::*;
use crate::load::parts::Anchor;
use std::iter;

/// Kind, part and place of each defect.
fn places(parts: &Parts) -> Vec<(DefectKind, DefectPart, Anchor)> {
    parts.defects.iter().map(|defect| (defect.kind, defect.part, defect.anchor.clone())).collect()
}

fn read_within(file: &str, limits: Limits) -> Parts {
    parse(file.as_bytes(), &limits)
}

/// A message with `inner` as its only attachment.
fn around(inner: &str) -> String {
    format!("To: a@x.example\nContent-Type: message/rfc822\n\n{inner}")
}

#[test]
fn recipients_beyond_the_limit_are_told_once_for_each_field() {
    let limits = Limits { recipients: 2, ..Limits::default() };
    let parts = read_within("To: a@x.example, b@x.example, c@x.example\nTo: d@x.example\n\n", limits);
    assert_eq!(parts.recipients.len(), 2);
    assert_eq!(places(&parts), [(DefectKind::SizeLimit, DefectPart::Recipients, Anchor::Field("To"))]);
}

#[test]
fn as_many_recipients_as_the_limit_are_no_defect() {
    let limits = Limits { recipients: 2, ..Limits::default() };
    let parts = read_within("From: x@x.example\nTo: a@x.example, b@x.example\n\n", limits);
    assert_eq!((parts.recipients.len(), places(&parts)), (2, Vec::new()));
}

#[test]
fn a_header_beyond_the_limit_is_told_as_one_that_may_hide_recipients() {
    let fields = "X-A: a\n".repeat(20);
    for limits in [Limits { header_fields: 10, ..Limits::default() }, Limits { header_bytes: 100, ..Limits::default() }]
    {
        let parts = read_within(&format!("To: a@x.example\n{fields}Bcc: b@x.example\n\nHi\n"), limits);
        assert_eq!((parts.recipients.len(), own_text(&parts).as_str()), (1, "Hi\n"));
        assert_eq!(places(&parts), [(DefectKind::SizeLimit, DefectPart::Header, Anchor::Top)]);
    }
}

#[test]
fn parts_beyond_the_limit_are_told_where_the_last_one_is_shown() {
    let limits = Limits { parts: 3, ..Limits::default() };
    let texts = format!("{MIXED}{}--b--\n", "--b\n\nx\n".repeat(10));
    let limit = (DefectKind::PartLimit, DefectPart::Structure, Anchor::Body);
    assert_eq!(places(&read_within(&texts, limits)), [limit]);
    let files = format!("{MIXED}{}--b--\n", "--b\nContent-Type: image/png\n\nx\n".repeat(10));
    let limit = (DefectKind::PartLimit, DefectPart::Structure, Anchor::Attachment(1));
    assert_eq!(places(&read_within(&files, limits)), [limit]);
}

#[test]
fn messages_inside_count_their_parts_together() {
    let inner = format!("{MIXED}{}--b--\n", "--b\n\nx\n".repeat(4));
    let two = format!(
        "To: a@x.example\nContent-Type: multipart/mixed; boundary=o\n\n{}--o--\n",
        format!("--o\nContent-Type: message/rfc822\n\n{inner}").repeat(2)
    );
    let parts = read_within(&two, Limits { parts: 7, ..Limits::default() });
    assert_eq!(places(&read_within(&two, Limits { parts: 11, ..Limits::default() })), []);
    let limit = (DefectKind::PartLimit, DefectPart::Attachment, Anchor::Attachment(1));
    assert_eq!(places(&parts), [limit], "the first has used them up");
}

#[test]
fn a_depth_met_deep_inside_is_told_at_the_top() {
    let deep = iter::repeat_n("Content-Type: message/rfc822\n\n", 100_000).collect::<String>();
    let parts = read(&deep);
    let limit = (DefectKind::DepthLimit, DefectPart::Attachment, Anchor::Attachment(0));
    assert_eq!(places(&parts), [limit]);
    let mut innermost = &parts;
    let mut depth = 1;
    while let Some(inner) = innermost.nested.first() {
        (innermost, depth) = (inner, depth + 1);
    }
    assert_eq!(depth, Limits::default().depth);
    assert_eq!(places(innermost), [(DefectKind::DepthLimit, DefectPart::Structure, Anchor::Attachment(0))]);
}

#[test]
fn multiparts_beyond_the_depth_are_told_where_they_stand_unsplit() {
    let deep: String = (0..20).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let found = places(&read(&deep));
    assert!(found.contains(&(DefectKind::DepthLimit, DefectPart::Structure, Anchor::Attachment(0))), "{found:?}");
}

#[test]
fn messages_in_quoted_printable_inside_one_another_are_opened_so_often_and_no_more() {
    let mut file = "To: inner@x.example\n\nHi\n".to_owned();
    for _ in 0..4 {
        let encoded = file.replace('=', "=3D");
        file = around(&encoded).replacen("\n\n", "\nContent-Transfer-Encoding: quoted-printable\n\n", 1);
    }
    assert_eq!(places(&read(&file)), []);
    let parts = read_within(&file, Limits { encodings: 3, ..Limits::default() });
    assert_eq!(places(&parts), [(DefectKind::DepthLimit, DefectPart::Attachment, Anchor::Attachment(0))]);
}

#[test]
fn the_deepest_nesting_that_may_be_set_fits_the_stack_of_a_thread() {
    let multiparts: String =
        (0..40).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let deep = format!("{multiparts}Content-Type: message/rfc822\n\n").repeat(40);
    let limits = Limits { depth: 32, ..Limits::default() };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || read_within(&deep, limits));
    assert!(thread.expect("a thread starts").join().is_ok());
}

#[test]
fn text_beyond_the_limit_is_told_in_the_body() {
    let limits = Limits { body_bytes: 10, ..Limits::default() };
    let parts = read_within("To: a@x.example\n\n12345\n12345\n", limits);
    assert_eq!(own_text(&parts), "12345\n");
    assert_eq!(places(&parts), [(DefectKind::SizeLimit, DefectPart::Body, Anchor::Body)]);
}

#[test]
fn a_cut_text_is_told_in_the_body_and_a_cut_file_at_its_line() {
    let text = read(format!("{MIXED}--b\n\nown te"));
    assert_eq!(places(&text), [(DefectKind::Truncated, DefectPart::Structure, Anchor::Body)]);
    let file = read(format!("{MIXED}--b\n\ntext\n--b\nContent-Type: image/png; name=a.png\n\nabc"));
    assert_eq!(places(&file), [(DefectKind::Truncated, DefectPart::Structure, Anchor::Attachment(0))]);
}

#[test]
fn parameters_and_sections_beyond_the_limit_are_told_at_the_attachment() {
    let sections: String = (0..300).map(|n| format!("; filename*{n}=a")).collect();
    let parts = read(format!("{MIXED}--b\nContent-Disposition: attachment{sections}\n\nx\n--b--\n"));
    assert_eq!(places(&parts), [(DefectKind::SizeLimit, DefectPart::Attachment, Anchor::Attachment(0))]);
}

#[test]
fn words_without_end_and_without_comma_cost_no_more_than_recipients() {
    let parts = read(format!("To: {}\n\n", "a ".repeat(200_000)));
    assert_eq!(parts.recipients.len(), 200);
}

#[test]
fn a_recipient_that_is_nobody_is_told_and_an_empty_sender_is_not() {
    let parts = read("From: <>\nTo: a@x.example, <>, b@x.example\n\n");
    assert_eq!(parts.recipients.len(), 2);
    assert_eq!(places(&parts), [(DefectKind::UnreadableField, DefectPart::Recipients, Anchor::Field("To"))]);
}
