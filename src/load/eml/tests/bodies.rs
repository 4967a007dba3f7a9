//! Texts as real mailers send them, by charset, transfer encoding and multipart; each test is one trap.

use super::*;

#[track_caller]
fn check(file: impl AsRef<[u8]>, text: &str, expected: &[DefectKind]) -> Parts {
    let parts = read(file);
    assert_eq!((own_text(&parts).trim_end(), kinds(&parts)), (text, expected.to_vec()));
    parts
}

fn multipart(kind: &str, parts: &[&str]) -> String {
    let parts: String = parts.iter().map(|part| format!("--b\n{part}\n")).collect();
    format!("To: a@x.example\nContent-Type: multipart/{kind}; boundary=b\n\n{parts}--b--\n")
}

fn filenames(parts: &Parts) -> Vec<&str> {
    let filenames = parts.attachments.iter().filter_map(|attachment| attachment.filename.as_ref());
    filenames.map(|filename| filename.value.as_str()).collect()
}

#[test]
fn every_carrier_of_japanese_is_read() {
    check("Content-Type: text/plain; charset=utf-7\n\n+XHF1MA-", "山田", &[]);
    check("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8BIT\n\n山田", "山田", &[]);
    check("Content-Transfer-Encoding: binary\n\n山田", "山田", &[]);
    check("Content-Transfer-Encoding: Quoted-Printable\n\n=E5=B1=B1=\n=E7=94=B0", "山田", &[]);
    let utf_16 = "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=";
    check(format!("{utf_16}utf-16\n\n/v9ccXUw"), "山田", &[]);
    check(format!("{utf_16}utf-16le\n\ncVwwdQ=="), "山田", &[]);
    check(b"Content-Type: text/plain; charset=cp50221\n\n\x1b$B|b\x1b(I1\x1b(B".as_slice(), "髙ｱ", &[]);
}

#[test]
fn a_page_is_in_the_charset_it_names_when_the_header_lies() {
    let page = b"Content-Type: text/html; charset=us-ascii\n\n<meta charset=shift_jis><p>\x8eR\x93c";
    check(page.as_slice(), "山田", &[]);
    let page = b"Content-Type: text/html; charset=utf-8\n\n<meta charset=\"euc-jp\"><p>\xbb\xb3\xc5\xc4";
    check(page.as_slice(), "山田", &[]);
}

#[test]
fn a_subject_in_utf_7_is_read() {
    let parts = read("Subject: =?UTF-7?Q?+XHF1MA-?= =?utf-7?B?K1hIRjFNQS0=?=\n\n");
    assert_eq!(parts.subject.map(|subject| subject.value).as_deref(), Some("山田山田"));
    assert!(parts.defects.is_empty());
}

#[test]
fn uuencode_is_a_transfer_encoding() {
    let file = multipart(
        "mixed",
        &[
            "\nsee it",
            "Content-Type: text/csv; name=a.csv\nContent-Transfer-Encoding: x-uuencode\n\n\
           begin 644 a.csv\n+:&5L;&\\@=V]R;&0`\n`\nend",
        ],
    );
    let parts = check(file, "see it", &[]);
    assert_eq!(parts.attachments[0].content, PartContent::Bytes(b"hello world".as_slice().into()));
}

#[test]
fn a_file_within_the_text_is_an_attachment() {
    let parts =
        check("To: a@x.example\n\nhere\n\nbegin 644 名簿.txt\n+:&5L;&\\@=V]R;&0`\n`\nend\nbye\n", "here\n\nbye", &[]);
    assert_eq!(filenames(&parts), ["名簿.txt"]);
    assert_eq!((parts.attachments[0].size_bytes, parts.attachments[0].part.as_str()), (11, "1"));
    let cut = "To: a@x.example\n\nhere\nbegin 644 a.txt\n+:&5L;&\\@=V]R;&0`\n";
    check(cut, "here", &[DefectKind::TransferEncoding]);
}

#[test]
fn files_within_a_text_count_as_parts() {
    let file = format!("To: a@x.example\n\n{}", "begin 644 a\n$85\n`\nend\n".repeat(5));
    let parts = parse(file.as_bytes(), &Limits { parts: 3, ..Limits::default() });
    assert_eq!((parts.attachments.len(), kinds(&parts)), (2, vec![DefectKind::PartLimit]));
    assert!(own_text(&parts).starts_with("begin 644 a"));
}

#[test]
fn an_unknown_transfer_encoding_is_told() {
    check("Content-Transfer-Encoding: x-yencode\n\na", "a", &[DefectKind::TransferEncoding]);
}

#[test]
fn of_alternatives_the_last_is_read_and_another_text_stays() {
    check(multipart("alternative", &["\nsame text", "\nsame\ntext"]), "same\ntext", &[]);
    check(multipart("alternative", &["\none", "\ntwo"]), "one\ntwo", &[]);
    check(multipart("alternative", &["\nplain", "Content-Type: text/html\n\n<p>page"]), "page", &[]);
}

#[test]
fn every_text_of_a_mixed_message_is_read() {
    check(multipart("mixed", &["\none", "Content-Type: text/html\n\n<p>two", "\nthree"]), "one\ntwo\nthree", &[]);
}

#[test]
fn the_root_of_related_parts_is_the_one_that_is_named() {
    let parts = [
        "Content-Type: text/html\nContent-ID: <x@y>\n\n<p>frame",
        "Content-Type: text/html\nContent-ID: <r@y>\n\n<p>page",
    ];
    check(multipart("related; start=\"<r@y>\"", &parts), "page", &[]);
    check(multipart("related", &parts), "frame", &[]);
    check(multipart("related", &["Content-Type: image/png\n\nx", "Content-Type: text/html\n\n<p>page"]), "page", &[]);
}

#[test]
fn a_signed_message_is_read_and_its_signature_is_no_attachment_to_anyone() {
    let signature = "Content-Type: application/pgp-signature; name=s.asc\n\nx";
    let parts = check(multipart("signed", &["\ntext", signature]), "text", &[]);
    assert!(parts.attachments[0].is_hidden);
}

#[test]
fn a_report_is_read_and_the_message_it_is_about_hangs_on() {
    let status = "Content-Type: message/delivery-status\n\nAction: failed";
    let returned = "Content-Type: text/rfc822-headers\n\nTo: in@y.example";
    let parts = check(multipart("report", &["\nsorry", status, returned]), "sorry", &[]);
    assert_eq!((to(&parts).len(), parts.attachments.len()), (1, 2));
}

#[test]
fn rarer_forms_of_text_are_read() {
    check("Content-Type: text/markdown\n\n# a", "# a", &[]);
    check("Content-Type: text/enriched\n\n<bold>a</bold>\nb\n\nc", "a b\nc", &[]);
    check("Content-Type: text/rtf\n\n{\\rtf1\\ansi a\\par b}", "a\nb", &[]);
    check("Content-Type: text/rtf\n\nno such thing", "", &[DefectKind::UnreadableProperty]);
    let calendar = read(multipart("mixed", &["\na", "Content-Type: text/calendar\n\nBEGIN:VCALENDAR"]));
    assert_eq!(calendar.attachments.len(), 1);
}

#[test]
fn html_nested_too_deep_is_told() {
    let page = format!("Content-Type: text/html\n\n{}deep", "<div>".repeat(300));
    check(page, "deep", &[DefectKind::DepthLimit]);
}

#[test]
fn a_flowed_text_is_put_together_again() {
    let flowed = "Content-Type: text/plain; charset=utf-8; format=Flowed; DelSp=Yes\n\n本日は \n晴天\n\n From here\n";
    check(flowed, "本日は晴天\n\nFrom here", &[]);
}

#[test]
fn a_page_without_a_word_does_not_hide_the_plain_text() {
    let page = "Content-Type: text/html\n\n<p>&nbsp;</p><img src='cid:a'>";
    check(multipart("alternative", &["\nsee it", page]), "see it", &[]);
    check(multipart("alternative", &["\nsee it", "Content-Type: text/html\n\n<p>page"]), "page", &[]);
}
