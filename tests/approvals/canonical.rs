//! One digest for a draft and for everything that the post makes of it; another one for any other change.

use crate::desk::Desk;
use crate::keys::{approve, desk};

/// Header fields, then the body with its own fields.
fn message(fields: &str, body: &str) -> String {
    format!(
        "From: Suzuki <suzuki@tsubame.example>\nTo: Bob <bob@beta.example>, carl@gamma.example\n{fields}\nSubject: =?UTF-8?B?6K2w5LqL6Yyy44Gu5Lu2?=\nMIME-Version: 1.0\n{body}"
    )
}

const PLAIN: &str = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nDear Bob and Carl, here are the minutes of our talk about the price of ten thousand things.\n\n議事録です。価格は 10～20 円、税込 1 000 円です。\n";

/// Parts with a file, in two ways.
const PARTS: &str = "Content-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n議事録です。\n--b1\nContent-Type: text/csv; charset=utf-8; name=\"=?UTF-8?B?5LiA6KanLmNzdg==?=\"\nContent-Disposition: attachment; filename=\"=?UTF-8?B?5LiA6KanLmNzdg==?=\"\nContent-Transfer-Encoding: base64\n\n5ZCN5YmNCuWxseeUsAo=\n--b1--\n";
/// A page of which readers do not see all.
const PAGE: &str = "Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html; charset=utf-8\n\n<html><head><base href=\"https://tsubame.example/a/\"><style>.x { display: none } .y { color: red }</style></head><body><p class=x>Hidden</p><p class=y>Pay <a href=\"https://tsubame.example/1\">today</a> or <a href=\"https://tsubame.example/2\">later</a>: 10<sup>2</sup> yen, <s>not</s> more.</p><form action=\"https://tsubame.example/f\"><input name=n value=\"100\"><button formaction=\"https://tsubame.example/g\">Go</button></form><img src=\"cid:1@x\"><img src=\"cid:2@x\"></body></html>\n--r\nContent-Type: image/png\nContent-ID: <1@x>\nContent-Disposition: inline; filename=1.png\nContent-Transfer-Encoding: base64\n\nAQ==\n--r\nContent-Type: image/png\nContent-ID: <2@x>\nContent-Disposition: inline; filename=2.png\nContent-Transfer-Encoding: base64\n\nAg==\n--r--\n";
/// A message inside.
const ATTACHED: &str = "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\nSee below.\n--m\nContent-Type: message/rfc822\n\nFrom: Carl <carl@gamma.example>\nTo: dora@delta.example\nDate: Mon, 02 Mar 2026 09:00:00 +0900\nSubject: Order\n\nTen.\n--m--\n";
/// Two forms of one text.
const TWO_FORMS: &str = "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nPay 1.5 <https://tsubame.example/1> or 2 <https://tsubame.example/2>.\n--a\nContent-Type: text/html\n\n<p>Pay <a href=\"https://tsubame.example/1\">1.5</a> or <a href=\"https://tsubame.example/2\">2</a>.</p>\n--a--\n";
const OTHER_PARTS: &str = "Content-Type: multipart/mixed;\n boundary=\"=_other\"\n\npreamble\n--=_other\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n6K2w5LqL6Yyy44Gn44GZ44CCCg==\n--=_other\nContent-Disposition: attachment;\n filename*=utf-8''%E4%B8%80%E8%A6%A7.csv\nContent-Type: text/csv\nContent-Transfer-Encoding: quoted-printable\n\n=E5=90=8D=E5=89=8D\n=E5=B1=B1=E7=94=B0\n\n--=_other--\n";

const HTML: &str = "Content-Type: text/html; charset=utf-8\n\n<html><body><p>Dear <b>Bob</b>, the <a href=\"https://tsubame.example/minutes\">minutes</a> are here.</p></body></html>\n";
/// As a mail program writes it anew: other tags, other breaks, a text beside it.
const OTHER_HTML: &str = "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nDear *Bob*, the minutes <https://tsubame.example/minutes> \nare here.\n\n--a\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<!DOCTYPE html>\n<html>\n  <head><meta http-equiv=3D\"content-type\" content=3D\"text/html; charset=3DUTF-8\"></head>\n  <body text=3D\"#000000\">\n    <p>Dear=C2=A0<strong>Bob</strong>,\n      the <a moz-do-not-send=3D\"true\" href=3D\"HTTPS://Tsubame.example/minutes\">minutes</a>\n      are here.</p>\n  </body>\n</html>\n--a--\n";

/// A page between parts, whose links and pictures other fields lead elsewhere.
const PLACED: &str = "Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html; charset=utf-8\n\n<p><a href=pay>Pay</a><img src=\"CID:1@x\"><img src=\"CID:2@x\"><img src=\"3.png\"></p>\n--r\nContent-Type: image/png\nContent-ID: <1@x>\nContent-Transfer-Encoding: base64\n\nAQ==\n--r\nContent-Type: image/png\nContent-ID: <2@x>\nContent-Location: 3.png\nContent-Transfer-Encoding: base64\n\nAg==\n--r--\n";

/// A page alone.
fn page(html: &str) -> String {
    message("X-A: b", &format!("Content-Type: text/html; charset=utf-8\n\n{html}\n"))
}

fn same() -> Vec<(&'static str, String, String)> {
    let plain = || message("Date: Tue, 3 Mar 2026 10:00:00 +0900", PLAIN);
    let body = |fields: &str, text: &str| message("", &format!("Content-Type: text/plain; {fields}\n\n{text}"));
    let text = PLAIN.split_once("\n\n").unwrap().1;
    // A blank line in `fields` would end the header.
    let message_of = |text: String| text.replace("\n\nSubject", "\nSubject");
    vec![
        ("line ends", plain(), plain().replace('\n', "\r\n")),
        (
            "another day",
            plain(),
            plain().replace("3 Mar", "4 Mar").replace("Subject:", "Message-ID: <1@x.example>\nUser-Agent: x\nSubject:"),
        ),
        ("names", plain(), plain().replace("Bob <bob@beta.example>", "\"Bob Bell\" <BOB@Beta.example>")),
        (
            "order of recipients",
            plain(),
            plain().replace("Bob <bob@beta.example>, carl@gamma.example", "carl@gamma.example,\n\tbob@beta.example"),
        ),
        ("order of fields", plain(), {
            let subject = "Subject: =?UTF-8?B?6K2w5LqL6Yyy44Gu5Lu2?=\n";
            format!("{subject}{}", plain().replace(subject, ""))
        }),
        (
            "words of the subject",
            plain(),
            plain().replace(
                "=?UTF-8?B?6K2w5LqL6Yyy44Gu5Lu2?=",
                "=?UTF-8?Q?=E8=AD=B0=E4=BA=8B?=\n =?ISO-2022-JP?B?GyRCTz8kTjdvGyhC?=",
            ),
        ),
        (
            "wrapped",
            plain(),
            message_of(body(
                "charset=utf-8",
                &text
                    .replace("of our talk", "of our\ntalk")
                    .replace("議事録です。価", "議事録です。\n価")
                    .replace("1 000", "1\n000"),
            )),
        ),
        (
            "flowed",
            plain(),
            message_of(body(
                "charset=utf-8; format=flowed",
                &text.replace("of our talk", "of our \ntalk").replace("1 000", "1 \n000"),
            )),
        ),
        ("blanks at the end", plain(), plain().replace(".\n", ".  \n")),
        ("twins of Microsoft's tables", plain(), plain().replace('～', "〜")),
        (
            "quoted-printable",
            plain(),
            message_of(body("charset=utf-8\nContent-Transfer-Encoding: quoted-printable", &quoted_printable(text))),
        ),
        (
            "parts, names and encodings",
            message("", PARTS).replace("\n\nSubject", "\nSubject"),
            message("", OTHER_PARTS).replace("\n\nSubject", "\nSubject"),
        ),
        (
            "pictures with other Content-IDs, a page ended properly",
            message_of(message("", PAGE)),
            message_of(message("", PAGE).replace("1@x", "part1.abc@y").replace("2@x", "part2.abc@y"))
                .replace(".x { display: none } .y", ".x {display:none}\n.y")
                .replace("<p class=y>", "\n<p class=\"y\">\n"),
        ),
        ("HTML written anew", message_of(message("", HTML)), message_of(message("", OTHER_HTML))),
    ]
}

fn quoted_printable(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'\n' => "\n".to_owned(),
        b'=' | 128.. => format!("={byte:02X}"),
        _ => char::from(byte).to_string(),
    };
    text.bytes().map(sign).collect()
}

const LOOK: &str = "the look of the text, or what is hidden in it is another";

#[test]
fn what_the_post_does_changes_nothing() {
    let Some(desk) = desk() else { return };
    for (name, draft, arrives) in same() {
        assert_ne!(draft, arrives, "{name}");
        desk.write("draft.eml", &draft);
        approve(&desk, &["draft.eml"]);
        desk.write("draft.eml", &arrives);
        let ran = desk.run(&["verify", "draft.eml"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.out);
    }
}

#[test]
fn any_other_change_is_one() {
    let Some(desk) = desk() else { return };
    let plain = message("Date: Tue, 3 Mar 2026 10:00:00 +0900", PLAIN);
    let (parts, html) = (message("X-A: b", PARTS), message("X-A: b", HTML));
    let with_bcc = plain.replace("Subject:", "Bcc: dora@delta.example\nSubject:");
    let [page, attached, two_forms] = [PAGE, ATTACHED, TWO_FORMS].map(|body| message("X-A: b", body));
    for (draft, from, to, told) in [
        (&plain, "Subject:", "Cc: dora@delta.example\nSubject:", "Cc dora@delta.example added"),
        (&with_bcc, "Bcc: dora@delta.example\n", "", "Bcc dora@delta.example removed"),
        (&plain, "To: Bob <bob@beta.example>, carl", "To: carl", "To bob@beta.example removed"),
        (&plain, "Subject:", "Reply-To: dora@delta.example\nSubject:", "Reply-To dora@delta.example added"),
        (&plain, "6K2w5LqL6Yyy44Gu5Lu2", "6K2w5LqL6Yyy", "the subject is another"),
        (&plain, "MIME-Version", "Subject: Pay\nMIME-Version", "second subject added"),
        (&plain, "talk", "walk", "the text is another"),
        (&plain, "1 000", "1000", "the text is another"),
        (&plain, "10～20", "10～30", "the text is another"),
        (&html, "/minutes\"", "/minute\"", "link https://tsubame.example/minute added"),
        (&html, "<b>Bob</b>", "<b>Bop</b>", "the text is another"),
        (&plain, "10～20", "\u{202e}10～20", "the text is another"),
        (&plain, "things.", "things", "the text is another"),
        (&page, "Hidden", "Shown", LOOK),
        (&page, "display: none", "display: none !important", LOOK),
        (&page, ".y { color: red }", ".y { color: white }", LOOK),
        (&page, "class=y", "class=x", "the text is another"),
        (&page, "<base href=\"https://tsubame.example/a/", "<base href=\"https://tsubame.example/b/", LOOK),
        (&page, "formaction=\"https://tsubame.example/g", "formaction=\"https://tsubame.example/h", LOOK),
        (&page, "value=\"100\"", "value=\"900\"", LOOK),
        (&page, "10<sup>2</sup>", "102", LOOK),
        (&page, "<s>not</s>", "not", LOOK),
        (&page, "today</a> or", "today or</a>", LOOK),
        (&page, "cid:1@x\"><img src=\"cid:2@x", "cid:2@x\"><img src=\"cid:1@x", LOOK),
        (&page, "filename=1.png", "filename=1.png; filename=1.exe", "second name of an attachment 1.exe added"),
        (&two_forms, "1.5 <", "15 <", "plain text beside the HTML"),
        (
            &two_forms,
            "Pay 1.5 <https://tsubame.example/1",
            "Pay 1.5 <https://tsubame.example/2",
            "plain text beside the HTML",
        ),
        (&attached, "Carl <carl", "Boss <carl", "attachment"),
        (&attached, "09:00", "10:00", "attachment"),
        (&attached, "Subject: Order", "Subject: Order\nX-Priority: 1", "attachment"),
        (&parts, "5ZCN5YmNCuWxseeUsAo=", "5ZCN5YmNCuWxseeUsgo=", "attachment 一覧.csv added"),
        (&parts, "5LiA6KanLmNzdg==", "5LiA6KanMi5jc3Y=", "attachment 一覧2.csv added"),
    ] {
        desk.write("draft.eml", draft);
        approve(&desk, &["draft.eml"]);
        assert!(draft.contains(from), "{from}");
        desk.write("draft.eml", draft.replace(from, to));
        let ran = desk.run(&["verify", "draft.eml"]).expect_code(1);
        assert!(ran.out.contains(told), "{from}: {}", ran.out);
    }
}

#[test]
fn what_another_program_reads_otherwise_is_a_change() {
    let Some(desk) = desk() else { return };
    let [parts, placed] = [PARTS, PLACED].map(|body| message("X-A: b", body));
    for (draft, from, to) in [
        (&placed, "ID: <1@x>", "ID: <2@x>"),
        (&placed, "Location: 3.png", "Location: 4.png"),
        (&placed, "boundary=r\n", "boundary=r\nContent-Base: https://delta.example/\n"),
        (&placed, "charset=utf-8\n", "charset=utf-8\nContent-Location: https://delta.example/\n"),
        (&placed, "charset=utf-8\n", "charset=utf-8\nContent-Type: text/plain\n"),
        (&placed, "charset=utf-8\n", "charset=utf-8; charset=utf-7\n"),
        (&parts, "Encoding: 8bit\n", "Encoding: 8bit\nContent-Disposition: inline\nContent-Disposition: attachment\n"),
        (&parts, "multipart/mixed", "multipart/alternative"),
        (&parts, "multipart/mixed", "multipart/report"),
        (&parts, "text/csv", "text/x-amp-html"),
        (&parts, "text/csv", "application/ms-tnef"),
        (&parts, "text/plain", "text/enriched"),
    ] {
        changed(&desk, draft, &draft.replacen(from, to, 1));
    }
}

#[test]
fn what_a_page_shows_otherwise_is_a_change() {
    let Some(desk) = desk() else { return };
    for (html, from, to) in [
        ("<p>x", "<p>", "<html style='display:none'><p>"),
        ("<p>x", "<p>", "<meta charset=utf-8 http-equiv=refresh content='0;url=https://delta.example/'><p>"),
        ("<body><a href=u>x</a>", "<body>", "<body link=white>"),
        ("<svg><title/><p>Ten</p></title></svg>", "Ten", "Two"),
        ("<style>head, title { display: block }</style><title>Ten</title>", "Ten", "Two"),
        ("<head style='display:block'><title style='display:block'>Ten</title></head>", "Ten", "Two"),
        ("<plaintext>Ten", "Ten", "Ten<!-- Two -->"),
        ("<style>[data-x] { color: white }</style><p>x", "<p>", "<p data-x>"),
        ("<style>:lang(fr) { color: white }</style><p>x", "<p>", "<p lang=fr>"),
        ("<style>.moz-x { color: white }</style><p>x", "<p>", "<p class=moz-x>"),
        ("<style>q:after { content: attr(cite) }</style><q cite=Ten>x", "Ten", "Two"),
        ("<style>p: first-child { color: white }</style><p>x", ": f", ":f"),
        ("<p style='color:\u{a0}white'>x", "\u{a0}", " "),
        ("<p style='col\u{200b}or:white'>x", "\u{200b}", ""),
        ("<button formaction='https://tsubame.example/x'>x", "/x", "/x\u{200b}"),
        ("<a href='https://tsubame.example\\AbC'>x", "AbC", "abc"),
        ("<base href='https://tsubame.example/'><a href='to?id=AbC&u=http://x'>x", "AbC", "abc"),
        ("<table><tr><td>Ann<td>Bob<tr><td>yes<td></table>", "<td>yes<td>", "<td><td>yes"),
        ("<table><tr><td>Ten<tbody><tr><td>Two</table>", "<tbody>", "<thead>"),
        ("<p>x<p>I agree", "<p>I", "<blockquote>I"),
        ("<ul><li>a<li>b</ul>", "<li>b", "<ul><li>b</ul>"),
        ("<p>\u{fa19}", "\u{fa19}", "\u{795e}"),
    ] {
        let draft = page(html);
        changed(&desk, &draft, &page(&html.replacen(from, to, 1)));
    }
}

#[test]
fn a_plain_text_with_another_number_says_something_else() {
    let Some(desk) = desk() else { return };
    for (html, from, to) in [
        ("<p>Rooms 5 10 are free", "5 10", "510"),
        ("<p>Balance:<br>5 yen", "Balance: 5", "Balance:\n- 5"),
        ("<p>and or", "and or", "and/or"),
    ] {
        let plain = html.replace("<p>", "").replace("<br>", " ");
        let alternative = |plain: &str| {
            message(
                "X-A: b",
                &format!(
                    "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\n{plain}\n--a\nContent-Type: text/html\n\n{html}\n--a--\n"
                ),
            )
        };
        changed(&desk, &alternative(&plain), &alternative(&plain.replacen(from, to, 1)));
    }
}

/// Approves one and sends the other.
#[track_caller]
fn changed(desk: &Desk, draft: &str, sent: &str) {
    assert_ne!(draft, sent);
    desk.write("draft.eml", draft);
    approve(desk, &["draft.eml"]);
    desk.run(&["verify", "draft.eml"]).expect_code(0);
    desk.write("draft.eml", sent);
    let ran = desk.run(&["verify", "draft.eml"]);
    assert_eq!(ran.code, 1, "{sent}: {}", ran.out);
}
