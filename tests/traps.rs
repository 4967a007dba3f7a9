//! Files that make a careless reader lose recipients, through the whole pipeline: the recipients are right, or a finding
//! says what could not be read; nothing that was lost passes. And the everyday mail that must not be troubled.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "support/collect.rs"]
mod collect;
#[expect(dead_code, reason = "the composer writes more than these laws need")]
#[path = "support/compose_msg.rs"]
mod compose_msg;

use collect::{Run, default_checker, run};
use compose_msg::{MsgDraft, Person};
use encoding_rs::SHIFT_JIS;
use std::path::Path;

/// Five strangers' private addresses: whoever loses one of them reports fewer.
const STRANGERS: [&str; 5] = [
    "ann-demo@gmail.com",
    "bob-demo@outlook.com",
    "midori-demo@docomo.ne.jp",
    "aoi-demo@yahoo.co.jp",
    "sora-demo@nifty.com",
];

fn check(name: &str, bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    run(&[path], &default_checker(), None)
}

fn strangers(separator: &str) -> String {
    STRANGERS.join(separator)
}

/// A notice with `cc` as its Cc field.
fn notice(cc: &str) -> String {
    format!(
        "From: office@city.example\nTo: office@city.example\nCc: {cc}\nSubject: Notice\n\nThe festival is on Sunday.\n"
    )
}

/// Every stranger was read: the error names all five, in order.
fn assert_all_seen(run: &Run) {
    let expected = format!("error exposed-personal-addresses: {}", strangers(" | "));
    assert!(run.outcomes[0].contains(&expected), "{run:?}");
    assert_eq!(run.exit_code, 1);
}

#[test]
fn a_byte_order_mark_hides_no_recipient() {
    assert_all_seen(&check("draft.eml", &[b"\xEF\xBB\xBF", notice(&strangers(", ")).as_bytes()].concat()));
}

#[test]
fn line_ends_of_cr_alone_hide_no_recipient() {
    assert_all_seen(&check("draft.eml", notice(&strangers(", ")).replace('\n', "\r").as_bytes()));
}

#[test]
fn a_leading_blank_line_hides_no_recipient() {
    assert_all_seen(&check("draft.eml", format!("\r\n\n{}", notice(&strangers(", "))).as_bytes()));
}

#[test]
fn utf_16_hides_no_recipient() {
    let units = notice(&strangers(", ")).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    assert_all_seen(&check("draft.eml", &[b"\xFF\xFE", units.as_slice()].concat()));
}

#[test]
fn an_mbox_line_hides_no_recipient() {
    let text = format!("From office@city.example Mon Apr  6 09:00:00 2026\n{}", notice(&strangers(", ")));
    assert_all_seen(&check("draft.eml", text.as_bytes()));
}

#[test]
fn missing_commas_hide_no_recipient() {
    assert_all_seen(&check("draft.eml", notice(&strangers(" ")).as_bytes()));
}

#[test]
fn semicolons_hide_no_recipient() {
    assert_all_seen(&check("draft.eml", notice(&strangers("; ")).as_bytes()));
}

#[test]
fn full_width_separators_hide_no_recipient() {
    assert_all_seen(&check("draft.eml", notice(&strangers("、")).as_bytes()));
}

#[test]
fn a_full_width_at_sign_is_an_error_and_its_owner_is_counted() {
    let cc = strangers(", ").replacen('@', "＠", 1);
    let run = check("draft.eml", notice(&cc).as_bytes());
    assert!(run.outcomes[0].contains("error recipient-malformed: ann-demo＠gmail.com"), "{run:?}");
    assert!(run.outcomes[0].contains("error exposed-personal-addresses: ann-demo＠gmail.com | bob-demo"), "{run:?}");
    assert_eq!(run.exit_code, 1);
}

#[test]
fn raw_shift_jis_names_hide_no_recipient() {
    // The second byte of 表 and of ソ is a backslash: here it would quote the quote.
    let cc = STRANGERS.map(|address| format!("\"佐藤 表\" <{address}>")).join(", ");
    assert_all_seen(&check("draft.eml", &SHIFT_JIS.encode(&notice(&cc)).0));
}

#[test]
fn raw_iso_2022_jp_names_hide_no_recipient() {
    // 5, 8 and J in two-byte mode, and bytes that are a quote and a comma.
    let cc = STRANGERS.map(|address| format!("あ、山田 <{address}>")).join(", ");
    assert_all_seen(&check("draft.eml", &encoding_rs::ISO_2022_JP.encode(&notice(&cc)).0));
}

#[test]
fn a_name_split_inside_a_character_hides_no_recipient() {
    // 山田 in UTF-8, cut after the fourth of its six bytes.
    let cc = STRANGERS.map(|address| format!("=?UTF-8?B?5bGx5w==?= =?UTF-8?B?lLA=?= <{address}>")).join(",\n ");
    assert_all_seen(&check("draft.eml", notice(&cc).as_bytes()));
}

#[test]
fn mailboxes_inside_of_an_encoded_word_are_read() {
    let cc = STRANGERS.map(|address| format!("=?UTF-8?Q?Demo_=3C{}=3E?=", address.replace('@', "=40"))).join(", ");
    assert_all_seen(&check("draft.eml", notice(&cc).as_bytes()));
}

#[test]
fn a_file_that_ends_inside_of_the_header_hides_no_recipient() {
    let text = format!("From: office@city.example\nSubject: Notice\nCc: {}", strangers(", "));
    assert_all_seen(&check("draft.eml", text.as_bytes()));
}

#[test]
fn a_second_to_field_hides_no_recipient() {
    let text = notice(&STRANGERS[2..].join(", ")).replace("Cc:", &format!("Cc: {}\nCc:", STRANGERS[..2].join(", ")));
    assert_all_seen(&check("draft.eml", text.as_bytes()));
}

#[test]
fn a_recipient_field_that_yields_nobody_is_an_error() {
    let run = check("draft.eml", notice(",;").replace("To: office@city.example\n", "").as_bytes());
    assert!(run.outcomes[0].contains("error unreadable-part"), "{run:?}");
    assert_eq!(run.exit_code, 1);
}

#[test]
fn a_truncated_outlook_item_is_never_clean() {
    let recipients = STRANGERS.map(|address| (2, Person::smtp("名前", address))).to_vec();
    let whole = MsgDraft {
        subject: Some("お知らせ".to_owned()),
        from: Some(Person::smtp("市民課", "office@city.example")),
        recipients,
        ..MsgDraft::default()
    }
    .compose();
    assert_all_seen(&check("draft.msg", &whole));
    for end in (0..whole.len()).step_by(512).chain([whole.len() - 1]) {
        let run = check("draft.msg", &whole[..end]);
        assert_ne!(run.exit_code, 0, "cut at {end}: {run:?}");
    }
}

#[test]
fn a_recipient_that_the_table_of_an_item_lacks_is_told() {
    let item = MsgDraft {
        subject: Some("Notice".to_owned()),
        from: Some(Person::smtp("Office", "office@city.example")),
        recipients: vec![(1, Person::smtp("Ken", "ken@city.example"))],
        recipients_missing: 2,
        ..MsgDraft::default()
    };
    let run = check("draft.msg", &item.compose());
    assert!(run.outcomes[0].contains("unreadable-part"), "{run:?}");
    assert_eq!(run.exit_code, 1);
}

#[test]
fn a_file_that_is_no_mail_is_not_clean() {
    for bytes in [&b""[..], b"\n\n", b"Good morning, this is a letter.\n", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
        let run = check("draft.eml", bytes);
        assert_eq!(run.exit_code, 2, "{run:?}");
    }
    assert_eq!(run(&[Path::new("no-such-draft.eml").to_owned()], &default_checker(), None).exit_code, 2);
}

fn assert_silent(run: &Run) {
    assert_eq!((run.exit_code, run.outcomes[0].lines().count()), (0, 1), "{run:?}");
}

#[test]
fn seven_private_addresses_in_cc_are_an_error() {
    let cc = (1..=7).map(|number| format!("member{number}-demo@gmail.com")).collect::<Vec<_>>().join(", ");
    let run = check("draft.eml", notice(&cc).as_bytes());
    assert!(run.outcomes[0].contains("error exposed-personal-addresses"), "{run:?}");
    assert_eq!(run.exit_code, 1);
}

#[test]
fn two_people_of_one_company_and_one_of_another_are_silent() {
    assert_silent(&check("draft.eml", notice("a@alpha.example, b@alpha.example, c@beta.example").as_bytes()));
}

#[test]
fn thirty_colleagues_are_silent() {
    let cc = (1..=30).map(|number| format!("colleague{number}@city.example")).collect::<Vec<_>>().join(", ");
    assert_silent(&check("draft.eml", notice(&cc).as_bytes()));
}

#[test]
fn an_answer_to_a_client_with_colleagues_in_cc_is_silent() {
    let text = "From: 鈴木 一郎 <suzuki@tsubame.example>\n\
        To: 佐藤 花子 様 <sato@yamasemi.example>\n\
        Cc: ken@tsubame.example, 高橋 <takahashi@tsubame.example>, yui@tsubame.example\n\
        Subject: Re: 御見積の件\n\
        In-Reply-To: <1@yamasemi.example>\n\
        MIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=\"=_b\"\n\
        \n\
        --=_b\n\
        Content-Type: text/plain; charset=utf-8\n\
        Content-Transfer-Encoding: 8bit\n\
        \n\
        佐藤様\n\
        \n\
        お世話になっております。御見積書を添付いたします。\n\
        \n\
        -- \n\
        株式会社つばめ 鈴木 一郎\n\
        suzuki@tsubame.example\n\
        \n\
        2026年4月6日(月) 9:00 佐藤 花子 <sato@yamasemi.example>:\n\
        > 会員の皆様への資料を添付いたします。○○様 にもお伝えください。\n\
        \n\
        --=_b\n\
        Content-Type: application/pdf\n\
        Content-Disposition: attachment; filename=\"mitsumori.pdf\"\n\
        Content-Transfer-Encoding: base64\n\
        \n\
        JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBv\n\
        Ymo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlw\n\
        ZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgMjAwIDIwMF0vQ29udGVudHMgNCAwIFIv\n\
        UmVzb3VyY2VzPDwvRm9udDw8L0YgNSAwIFI+Pj4+Pj5lbmRvYmoKNCAwIG9iajw8L0xlbmd0aCAz\n\
        OT4+c3RyZWFtCkJUIC9GIDEyIFRmIDIwIDEwMCBUZCAoUXVvdGF0aW9uKSBUaiBFVAplbmRzdHJl\n\
        YW1lbmRvYmoKNSAwIG9iajw8L1R5cGUvRm9udC9TdWJ0eXBlL1R5cGUxL0Jhc2VGb250L0hlbHZl\n\
        dGljYS9FbmNvZGluZy9XaW5BbnNpRW5jb2Rpbmc+PmVuZG9iagp4cmVmCjAgNgowMDAwMDAwMDAw\n\
        IDY1NTM1IGYgCjAwMDAwMDAwMDkgMDAwMDAgbiAKMDAwMDAwMDA1MiAwMDAwMCBuIAowMDAwMDAw\n\
        MTAxIDAwMDAwIG4gCjAwMDAwMDAyMTAgMDAwMDAgbiAKMDAwMDAwMDI5NCAwMDAwMCBuIAp0cmFp\n\
        bGVyPDwvU2l6ZSA2L1Jvb3QgMSAwIFI+PgpzdGFydHhyZWYKMzgwCiUlRU9GCg==\n\
        --=_b--\n";
    assert_silent(&check("draft.eml", text.as_bytes()));
}
