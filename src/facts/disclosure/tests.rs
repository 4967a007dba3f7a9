//! What would be disclosed to whom, one trap a test.

use super::*;
use crate::facts::recipient;
use crate::facts::test_draft::draft;
use crate::settings::Settings;

fn disclosed(text: &str) -> Disclosure {
    let (draft, settings, lists) = (draft(text), Settings::default(), Lists::builtin());
    let own = Own::of(&draft, &settings, &lists);
    let thread = ThreadAddresses::of(&draft);
    let acquaintances = Acquaintances::new(&settings);
    let recipients = recipient::rows(&draft, &own, &acquaintances, &lists, &thread);
    let list = |name| lists.needed(name);
    disclosure(
        &draft,
        &Known {
            own: &own,
            acquaintances: &acquaintances,
            lists: &lists,
            thread: &thread,
            recipients: &recipients,
            key_words: &KeyWords::new(&list("personal-key-words"))
                .with_lists(list("surnames"), list("special-category-words")),
            confidentiality: &Confidentiality::new(list("confidentiality-markers"), list("confidentiality-notices")),
        },
    )
}

fn listed(fields: &str, text: &str) -> Vec<(String, bool)> {
    let disclosure = disclosed(&format!("From: me@alpha.example\n{fields}\n\n{text}\n"));
    let rows = disclosure.rows.into_iter().filter(|row| row.kind == BodyKind::ListedAddress);
    rows.map(|row| (row.text, row.hidden_recipient)).collect()
}

#[test]
fn an_address_of_a_third_party_is_listed() {
    let to = "To: a@beta.example";
    assert_eq!(listed(to, "write to c@gamma.example."), [("c@gamma.example".to_owned(), false)]);
    assert!(listed(to, "a@beta.example b@beta.example me2@alpha.example").is_empty());
}

#[test]
fn a_hidden_recipient_is_listed_although_a_colleague_is_visible() {
    let fields = "To: a@beta.example\nBcc: b@beta.example";
    assert_eq!(listed(fields, "b@beta.example"), [("b@beta.example".to_owned(), true)]);
}

#[test]
fn the_only_hidden_reader_knows_the_address_of_their_own_house() {
    assert!(listed("Bcc: b@beta.example", "c@beta.example").is_empty());
}

#[test]
fn desks_trailers_and_urls_list_nobody() {
    for text in [
        "info@gamma.example, tokyo-sales@gamma.example",
        "Signed-off-by: C <c@gamma.example>",
        "https://c@gamma.example/x ssh://git@gamma.example:22/x git@gamma.example:x/y",
    ] {
        assert!(listed("To: a@beta.example", text).is_empty(), "{text}");
    }
}

fn shows(to: &str, quote: &str) -> Option<&'static str> {
    let text = format!("From: me@alpha.example\nTo: {to}\n\nsee below\n-----Original Message-----\n{quote}\n");
    disclosed(&text).rows.into_iter().find_map(|row| row.shows)
}

#[test]
fn a_talk_among_colleagues_is_internal() {
    let quote = "From: b@alpha.example\nTo: me@alpha.example\n\nno\n";
    assert_eq!(shows("c@gamma.example", quote), Some("internal"));
    assert_eq!(shows("c@alpha.example", quote), None);
    assert_eq!(shows("c@gamma.example", "From: b@alpha.example\nTo: Hana Mori\n\nno\n"), None);
}

#[test]
fn a_talk_by_name_alone_is_internal_when_it_is_passed_on() {
    let told = |subject: &str, to: &str| {
        let quote =
            "差出人: 山田 太郎\n送信日時: 2026年11月16日\n宛先: 佐藤 花子\n件名: 見積\n\n高いですね。\n".repeat(2);
        let fields = format!("From: me@alpha.example\nTo: {to}\nSubject: {subject}");
        let rows = disclosed(&format!("{fields}\n\n下記\n-----Original Message-----\n{quote}")).rows;
        rows.into_iter().find_map(|row| row.shows)
    };
    assert_eq!(told("FW: 見積", "c@gamma.example"), Some("internal"));
    assert_eq!(told("転送：見積", "鈴木 <c@gamma.example>"), Some("internal"));
    assert_eq!(told("FW: 見積", "佐藤 花子 <c@gamma.example>"), None);
    assert_eq!(told("RE: 見積", "c@gamma.example"), None);
}

#[test]
fn a_reader_who_took_part_is_shown_nothing_new() {
    let quote = "From: c@gamma.example\nTo: me@alpha.example\nSubject: [CONFIDENTIAL] x\n\nno\n";
    assert_eq!(shows("c@gamma.example", quote), None);
    assert_eq!(shows("d@delta.example", quote), Some("confidential"));
}

#[test]
fn three_messages_among_others_are_unrelated_and_two_are_not() {
    let message = "From: b@beta.example\nTo: me@alpha.example\nSubject: x\n\nno\n\n";
    assert_eq!(shows("c@gamma.example", &message.repeat(3)), Some("unrelated"));
    assert_eq!(shows("c@gamma.example", &message.repeat(2)), None);
    assert_eq!(shows("c@gamma.example, b@beta.example", &message.repeat(3)), None);
}

#[test]
fn an_identifying_number_in_the_quote_is_personal() {
    let quote = "From: b@beta.example\nTo: me@alpha.example\n\nマイナンバー 123456789018\n";
    assert_eq!(shows("c@gamma.example", quote), Some("personal"));
}

#[test]
fn five_addresses_of_third_parties_are_a_list() {
    let quote = |count: u32| {
        let others: Vec<String> = (0..count).map(|n| format!("p{n}@delta.example")).collect();
        format!("From: b@beta.example\nTo: me@alpha.example, {}\n\nno\n", others.join(", "))
    };
    assert_eq!(shows("c@gamma.example", &quote(4)), Some("third-parties"));
    assert_eq!(shows("c@gamma.example", &quote(3)), None);
}

#[test]
fn a_row_of_personal_data_tells_its_kind_and_not_its_value() {
    let disclosure = disclosed("From: me@alpha.example\nTo: c@gamma.example\n\nマイナンバー 123456789018\n");
    let row = disclosure.rows.iter().find(|row| row.kind == BodyKind::PersonalData).expect("found");
    assert_eq!((row.text.as_str(), disclosure.persons.identifiers), ("My Number", 1));
}

#[test]
fn a_label_of_the_header_is_told_by_its_name() {
    let label = "MSIP_Label_0a1b_Enabled=True; MSIP_Label_0a1b_SiteId=x; MSIP_Label_0a1b_Name=";
    let told = |fields: &str| {
        let rows = disclosed(&format!("{fields}\nFrom: me@alpha.example\nTo: c@gamma.example\n\nno\n")).rows;
        rows.into_iter().map(|row| (row.kind, row.text)).collect::<Vec<_>>()
    };
    let marker = |text: &str| vec![(BodyKind::ConfidentialityMarker, text.to_owned())];
    assert_eq!(told(&format!("msip_labels: {label}Confidential")), marker("Confidential"));
    assert_eq!(told("Sensitivity: Company-Confidential"), marker("Company-Confidential"));
    assert_eq!(told(&format!("msip_labels: {label}General\nSensitivity: Private")), []);
}
