//! How large a message is on its way, and whose limit that is: all of it counts, in either file format.

use super::desk::Desk;
use crate::compose_msg::{MsgAttachment, MsgBody, MsgDraft, Person};

/// So many bytes of `%` in lines of base64, 76 letters each (RFC 2045 6.8); a multiple of three.
fn lines(size_bytes: usize) -> String {
    let letters = "JSUl".repeat(size_bytes / 3);
    let whole = format!("{}\n", "JSUl".repeat(19)).repeat(letters.len() / 76);
    format!("{whole}{}\n", &letters[..letters.len() % 76])
}

/// To one outside reader, with an attachment of so many bytes.
fn eml(size_bytes: usize, html: &str) -> String {
    let head = "From: ann@city.example\nTo: bob@beta.example\nSubject: The plan\nMIME-Version: 1.0\n\
                Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n\
                --a\nContent-Type: text/plain; charset=utf-8\n\nThe plan.\n--a\nContent-Type: text/html; charset=utf-8\n\n";
    let file = "--a--\n--m\nContent-Type: application/pdf; name=plan.pdf\nContent-Transfer-Encoding: base64\n\
                Content-Disposition: attachment; filename=plan.pdf\n\n";
    format!("{head}{html}\n{file}{}--m--\n", lines(size_bytes))
}

fn msg(size_bytes: usize, html: &str) -> Vec<u8> {
    let draft = MsgDraft {
        subject: Some("The plan".into()),
        from: Some(Person::smtp("", "ann@city.example")),
        recipients: vec![(1, Person::smtp("", "bob@beta.example"))],
        body: MsgBody::HtmlAndPlain(html.into(), "The plan.".into()),
        attachments: vec![MsgAttachment::file("plan.pdf", &vec![b'%'; size_bytes])],
        ..MsgDraft::default()
    };
    draft.compose()
}

fn page(length: usize) -> String {
    let mut page = "<p>The plan.</p>\n".to_owned();
    while page.len() < length {
        page += "<p style=\"font-family: sans-serif; color: black\"> </p>\n";
    }
    page
}

fn transported_bytes(desk: &Desk, path: &str) -> u64 {
    let ran = desk.run(&["show", "--format", "json", path]).expect_code(0);
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    shown["drafts"][0]["facts"]["message"]["transported-bytes"].as_u64().unwrap()
}

#[test]
fn an_eml_weighs_what_its_file_weighs_with_two_bytes_for_each_line_end() {
    let text = eml(100_000, &page(20_000));
    let desk = Desk::with(&[("a.eml", &text), ("b.eml", &text.replace('\n', "\r\n"))]);
    let expected = text.replace('\n', "\r\n").len() as u64;
    assert_eq!(transported_bytes(&desk, "a.eml"), expected);
    assert_eq!(transported_bytes(&desk, "b.eml"), expected);
}

#[test]
fn the_twin_from_outlook_weighs_the_same_within_reason() {
    for (size_bytes, html) in [(300_000, page(20)), (50_000, page(100_000)), (600_000, page(10_000))] {
        let desk = Desk::with(&[("a.eml", &eml(size_bytes, &html))]);
        desk.write("a.msg", msg(size_bytes, &html));
        let (eml, msg) = (transported_bytes(&desk, "a.eml"), transported_bytes(&desk, "a.msg"));
        // A page in .msg may go out in base64; that makes it a third larger than the same in plain.
        assert!(msg.abs_diff(eml) < eml / 50 + html.len() as u64 / 2, "{eml} and {msg}");
    }
}

#[test]
fn a_file_that_is_not_yet_encoded_weighs_what_it_will() {
    let plain = "x".repeat(90_000);
    let text = eml(9, "").replace(&lines(9), &format!("{plain}\n")).replace("Encoding: base64", "Encoding: 8bit");
    let desk = Desk::with(&[("a.eml", &text)]);
    assert!(transported_bytes(&desk, "a.eml") > 123_000);
}

#[test]
fn the_default_limits_are_those_of_many_servers_and_large_providers() {
    // 7.29 MB become 9.98 MB, 18.3 MB become 25.04 MB.
    for (size_bytes, code, words) in [
        (7_290_000, 0, "nothing found"),
        (
            18_300_000,
            1,
            "over the limit of many mail servers (10 MB) by 15 MB and that of large mail providers (25 MB) by 4",
        ),
    ] {
        let desk = Desk::with(&[("a.eml", &eml(size_bytes, ""))]);
        let ran = desk.run(&["--only", "attachment-size", "a.eml"]).expect_code(code);
        let told = ran.all().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn each_named_limit_says_whose_it_is_and_by_how_much() {
    let desk = Desk::with(&[("a.eml", &eml(819_999, ""))]);
    for (settings, en, ja) in [
        (
            "mail-server",
            "over the limit of your mail server (900 kB) by 222 kB",
            "自組織のメールサーバーの上限（900 kB）を 222 kB",
        ),
        (
            "recipient",
            "over the limit of the readers' mail server (900 kB) by 222 kB",
            "受信側のメールサーバーの上限（900 kB）を 222 kB",
        ),
        ("県の窓口", "over the limit of `県の窓口` (900 kB) by 222 kB", "「県の窓口」の上限（900 kB）を 222 kB"),
    ] {
        desk.write("mailcheck.toml", format!("[limits.size]\n\"{settings}\" = \"900 kB\"\n"));
        for (lang, words) in [("en", en), ("ja", ja)] {
            let ran =
                desk.run_with(&[], &["--lang", lang, "--format", "short", "--only", "attachment-size", "a.eml"], "");
            assert!(ran.out.contains(words) && ran.out.contains("1.1 MB"), "{}", ran.all());
        }
    }
}
