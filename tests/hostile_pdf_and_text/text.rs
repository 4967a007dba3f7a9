//! Texts, tables and messages without end.

use super::survive::Hostile;
use mailcheck::inspect::Obstacle::{Cells, Damaged, Depth, Size, Text};

pub fn files() -> Vec<Hostile> {
    let name = "見本 太郎,090-0000-0000,東京都\n";
    vec![
        ("a million rows", "a.csv", name.repeat(times(1_000_000)).into_bytes(), &[Cells]),
        ("a line of 40 MB", "a.csv", b"a,".repeat(times(20_000_000)), &[Cells]),
        ("a cell of 40 MB", "a.csv", b"a".repeat(times(40_000_000)), &[]),
        ("cells of line ends", "a.csv", b"\"\n\",".repeat(times(10_000_000)), &[]),
        ("quotes without end", "a.csv", [&b"a,\"b\n"[..], &b"c,d\n".repeat(times(5_000_000))].concat(), &[Cells]),
        ("only quotes", "a.csv", b"\"".repeat(times(30_000_000)), &[]),
        ("empty lines", "a.csv", b"\n".repeat(times(40_000_000)), &[]),
        ("a table in Shift_JIS", "a.txt", b"\x8c\xa9\x96\x7b\t1\t2\n".repeat(times(4_000_000)), &[Cells]),
        ("a text of 60 MB", "a.txt", b"text text\n".repeat(times(6_000_000)), &[Text]),
        ("a text line of 60 MB", "a.txt", b"text ".repeat(times(12_000_000)), &[Text]),
        ("nested elements", "a.html", [&b"<html>"[..], &b"<div>".repeat(100_000)].concat(), &[]),
        ("a million nested elements", "a.html", [&b"<html>"[..], &b"<b><i>".repeat(times(1_000_000))].concat(), &[]),
        ("hidden elements", "a.html", [&b"<html>"[..], &b"<p hidden>a</p>".repeat(500_000)].concat(), &[]),
        (
            "a million cells",
            "a.html",
            [&b"<html><table>"[..], &b"<tr><td>a<td>b".repeat(times(1_000_000))].concat(),
            &[Size],
        ),
        ("nested groups", "a.rtf", [&b"{\\rtf1"[..], &b"{".repeat(times(5_000_000))].concat(), &[]),
        ("a million cards", "a.vcf", b"BEGIN:VCARD\nFN:a\nTEL:1\nEND:VCARD\n".repeat(times(1_000_000)), &[]),
        ("one card", "a.vcf", [&b"BEGIN:VCARD\n"[..], &b"FN:a\nTEL:1\n".repeat(times(1_000_000))].concat(), &[]),
        ("a folded line", "a.vcf", [&b"BEGIN:VCARD\nFN:"[..], &b"a\n ".repeat(times(5_000_000))].concat(), &[]),
        ("soft ends of lines", "a.vcf", soft_ends(), &[]),
        (
            "parameters",
            "a.ics",
            [&b"BEGIN:VCALENDAR\nATTENDEE"[..], &b";A=\"b\"".repeat(times(3_000_000)), b":c"].concat(),
            &[],
        ),
        (
            "lengths that lie",
            "a.rtf",
            [&b"{\\rtf1 "[..], &br"\bin999999999 x\bin-1 x\bin1000 ".repeat(times(1_000_000))].concat(),
            &[],
        ),
        (
            "words without end",
            "a.rtf",
            [&b"{\\rtf1 "[..], &br"\'8c\'a9\u35211?".repeat(times(3_000_000))].concat(),
            &[Text],
        ),
        (
            "one line of 60 MB",
            "a.ics",
            [&b"BEGIN:VCALENDAR\nSUMMARY:"[..], &b"x".repeat(times(60_000_000))].concat(),
            &[Size, Text],
        ),
        (
            "one line of 60 MB",
            "a.vcf",
            [&b"BEGIN:VCARD\nNOTE:"[..], &b"x;".repeat(times(30_000_000))].concat(),
            &[Size, Text],
        ),
        (
            "ten million columns",
            "a.csv",
            [b"name,".repeat(times(10_000_000)), b"\n".to_vec(), b"1,".repeat(times(1_000))].concat(),
            &[Cells],
        ),
        (
            "UTF-16 without end",
            "a.txt",
            [&b"\xFF\xFE"[..], &b"\x3D\xD8".repeat(times(20_000_000)), b"a"].concat(),
            &[Text, Size],
        ),
        ("UTF-16 of line ends", "a.csv", [&b"\xFE\xFF"[..], &b"\0,\0\n".repeat(times(10_000_000))].concat(), &[]),
        ("escapes without end", "a.txt", b"\x1B$B\x1B(B".repeat(times(6_000_000)), &[]),
        ("a style sheet", "a.html", style_sheet(), &[]),
        ("references", "a.html", [&b"<html>"[..], &b"&amp;&#x898b;".repeat(600_000)].concat(), &[]),
        ("messages in messages", "a.eml", messages(), &[Size, Depth, Text, Damaged]),
        ("many attachments", "a.eml", attachments(), &[]),
    ]
}

/// A tenth without optimization, where everything takes ten times as long.
fn times(count: usize) -> usize {
    if cfg!(debug_assertions) { count / 10 } else { count }
}

fn soft_ends() -> Vec<u8> {
    [&b"BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:"[..], &b"=41=\n".repeat(times(4_000_000))].concat()
}

fn messages() -> Vec<u8> {
    b"To: a@x.example\nContent-Type: message/rfc822\n\n".repeat(10_000)
}

fn attachments() -> Vec<u8> {
    let part = b"--b\nContent-Type: text/csv; name=a.csv\nContent-Disposition: attachment\n\na,b\n1,2\n";
    [&b"To: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n"[..], &part.repeat(20_000)].concat()
}

/// As many rules as elements that each may hide.
fn style_sheet() -> Vec<u8> {
    let rules: String = (0..times(100_000)).map(|number| format!(".a{number}{{display:none}}")).collect();
    let elements: String = (0..times(100_000)).map(|number| format!("<p class='a{number} b'>x")).collect();
    format!("<html><style>{rules}</style>{elements}").into_bytes()
}
