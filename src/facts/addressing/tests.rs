//! Whom greetings fit, whom they miss, and where nothing can be said.

use super::*;
use crate::facts::recipient;
use crate::facts::schema::Certainty;
use crate::facts::test_draft::draft;
use crate::facts::text;
use crate::facts::thread::ThreadAddresses;
use crate::settings::{Partner, Person};

fn facts(settings: &Settings, text: &str) -> (Vec<BodyRow>, Vec<RecipientRow>) {
    let (draft, lists) = (draft(&format!("From: me@alpha.example\n{text}\n")), Lists::builtin());
    let vocabulary = Vocabulary::new(&|name| lists.get(name));
    let own = Own::of(&draft, settings, &lists);
    let acquaintances = Acquaintances::new(settings);
    let mut recipients = recipient::rows(&draft, &own, &acquaintances, &lists, &ThreadAddresses::of(&draft));
    let mut body = text::rows(&draft, &text::Searching { vocabulary: &vocabulary, intranet_hosts: &[] });
    body.extend(text::greeting::rows(&draft, &vocabulary));
    let addressing = Addressing {
        draft: &draft,
        own: &own,
        settings,
        acquaintances: &acquaintances,
        lists: &lists,
        vocabulary: &vocabulary,
    };
    addressing.add(&mut body, &mut recipients);
    (body, recipients)
}

#[track_caller]
fn misses_with(settings: &Settings, text: &str, expected: &[Option<&str>]) {
    let (body, _) = facts(settings, text);
    let addressees = body.iter().filter(|row| row.kind == BodyKind::Addressee);
    assert_eq!(addressees.map(|row| row.misses).collect::<Vec<_>>(), expected, "{text}");
}

#[track_caller]
fn misses(text: &str, expected: &[Option<&str>]) {
    misses_with(&Settings::default(), text, expected);
}

fn partners(names: &[(&str, &str)]) -> Settings {
    let partner = |(name, domain): &(&str, &str)| Partner {
        name: (*name).to_owned(),
        domains: vec![(*domain).to_owned()],
        ..Partner::default()
    };
    Settings { partners: names.iter().map(partner).collect(), ..Settings::default() }
}

fn book(people: &[(&str, &str)]) -> Settings {
    let mut settings = Settings::default();
    settings.people.address_book = people
        .iter()
        .map(|(address, name)| Person { address: (*address).to_owned(), name: (*name).to_owned(), ..Person::default() })
        .collect();
    settings
}

#[test]
fn another_name_than_the_recipients_is_a_miss() {
    misses("To: 佐藤 一郎 <a@beta.example>\n\n山田様\n", &[Some("person")]);
    misses("To: 佐藤 一郎 <a@beta.example>\n\n佐藤様\n", &[None]);
    misses("To: Robert Smith <a@beta.example>\n\nDear Alice,\n", &[Some("person")]);
    misses("To: Robert Smith <a@beta.example>\n\nHi Bob,\n", &[None]);
    misses("To: robert.smith@beta.example\n\nHi Alice,\n", &[Some("person")]);
}

#[test]
fn two_who_are_named_are_not_three_parties() {
    let to = "To: 佐藤 <a@beta.example>, 鈴木 <b@gamma.example>";
    misses(&format!("{to}, 森 <c@delta.example>\n\n佐藤様、鈴木様\n"), &[Some("others"), None]);
    misses(&format!("{to}, c@delta.example\n\n佐藤様、鈴木様\n"), &[None, None]);
    misses(&format!("{to}, 森 <info@delta.example>\n\n佐藤様、鈴木様\n"), &[None, None]);
    misses(&format!("{to}, 森 <c@gamma.example>\n\n佐藤様、鈴木様\n"), &[None, None]);
    misses(&format!("{to}\nCc: 森 <c@delta.example>\n\n佐藤様、鈴木様\n"), &[None, None]);
    misses(&format!("{to}, 森 <c@delta.example>\n\n佐藤様、鈴木様、森様\n"), &[None, None, None]);
}

#[test]
fn pet_names_and_plurals_accuse_nobody() {
    for greeting in ["Hey Sparky,", "hi gorgeous,", "Hey you..", "Hi Bob!"] {
        let (body, _) = facts(&Settings::default(), &format!("To: Robert Smith <a@beta.example>\n\n{greeting}\n"));
        assert!(body.iter().all(|row| row.misses.is_none()), "{greeting}");
    }
    let two = "To: Robert Smith <a@beta.example>, Carol King <b@beta.example>";
    misses(&format!("{two}\n\nDear Traders,\n"), &[None]);
    misses(&format!("{two}\n\nDear James,\n"), &[Some("person")]);
    misses(&format!("{two}\n\nDear Mr. Hobbs,\n"), &[Some("person")]);
    misses("To: Robert Smith <a@beta.example>\n\nHey Alex,\n", &[Some("person")]);
}

#[test]
fn what_people_call_themselves_at_a_provider_is_no_name() {
    misses("To: green.energy@gmail.com\n\nDear Joe,\n", &[None]);
    misses("To: green.energy@beta.example\n\nDear Joe,\n", &[Some("person")]);
}

#[test]
fn who_is_not_known_may_be_meant() {
    misses("To: a@beta.example\n\n山田様\n", &[None]);
    misses("To: Taro Yamada <yamada@beta.example>\n\n山田様\n", &[None]);
    misses("To: 佐藤 一郎 <a@beta.example>, b@beta.example\n\n山田様\n", &[None]);
    misses("To: 佐藤 一郎 <a@beta.example>\nCc: b@gamma.example\n\n山田様\n", &[None]);
    misses("To: 佐藤 一郎 <info@beta.example>\n\n山田様\n", &[None]);
    misses("To: Robert Smith <a@beta.example>\nCc: dev@lists.gamma.example\n\nHi Alice,\n", &[None]);
}

#[test]
fn each_of_several_is_compared() {
    misses("To: 佐藤 一郎 <a@beta.example>\n\n佐藤様、鈴木様\n", &[None, Some("person")]);
    misses("To: Bob Hart <a@beta.example>, Carol King <b@beta.example>\n\nDear Bob and Carol,\n", &[None, None]);
}

#[test]
fn who_is_only_in_copy_is_copied() {
    misses("To: 佐藤 一郎 <a@beta.example>\nCc: 山田 <b@beta.example>\n\n山田様\n", &[Some("copied")]);
    misses("To: a@beta.example\nCc: 山田 <b@beta.example>\n\n山田様\n", &[None]);
    misses("Cc: 山田 <b@beta.example>\n\n山田様\n", &[None]);
    let both = "To: 佐藤 一郎 <a@beta.example>\nCc: 山田 <b@beta.example>\n\n佐藤様、山田様\n";
    misses(both, &[None, None]);
    misses("To: me@alpha.example\nBcc: 佐藤 一郎 <a@beta.example>\n\n山田様\n", &[Some("person")]);
}

#[test]
fn what_is_sent_on_greets_its_first_readers() {
    misses("To: 佐藤 一郎 <a@beta.example>\nResent-To: 田中 <b@gamma.example>\n\n山田様\n", &[]);
}

#[test]
fn who_signs_so_in_the_thread_is_called_so() {
    let reply = |signed: &str| format!("To: Wei Zhang <a@beta.example>\n\nHi Kevin,\n\nyes.\n> Shall we?\n> {signed}");
    misses(&reply("Kevin"), &[None]);
    misses(&reply("Kevin told me that it is fine"), &[Some("person")]);
}

#[test]
fn the_address_book_knows_names_too() {
    let settings = book(&[("a@beta.example", "佐藤 一郎")]);
    misses_with(&settings, "To: a@beta.example\n\n山田様\n", &[Some("person")]);
    misses_with(&settings, "To: Ichiro Sato <a@beta.example>\n\n佐藤様\n", &[None]);
}

#[test]
fn a_partner_is_known_by_its_domains() {
    let settings = partners(&[("株式会社ヤマセミ", "yamasemi.example"), ("山田商事", "yamada.example")]);
    let to = |domain: &str| format!("To: a@{domain}\n\n株式会社ヤマセミ\n佐藤様\n");
    misses_with(&settings, &to("yamada.example"), &[Some("partner"), None]);
    misses_with(&settings, &to("mail.yamasemi.example"), &[None, None]);
    misses_with(&settings, &to("gmail.com"), &[Some("organization"), None]);
    misses_with(&settings, &to("alpha.example"), &[None, None]);
    misses_with(&settings, "To: a@yamada.example\n\nヤマセミ 佐藤様\n", &[Some("partner")]);
}

#[test]
fn a_company_is_compared_with_the_recipients_companies() {
    let to = |name: &str| format!("To: {name} <a@beta.example>\n\n株式会社ヤマセミ 佐藤様\n");
    misses(&to("株式会社つばめ 佐藤"), &[Some("organization")]);
    misses(&to("(株)ヤマセミ 佐藤"), &[None]);
    misses(&to("佐藤"), &[None]);
}

#[test]
fn colleagues_are_not_all_outside() {
    misses("To: a@gmail.com, b@gmail.com\n\n職員各位\n", &[Some("audience")]);
    misses("To: a@gmail.com, b@alpha.example\n\n職員各位\n", &[None]);
    misses("To: a@gmail.com\n\nDear team,\n", &[]);
}

#[test]
fn half_a_name_may_be_several_peoples() {
    let settings =
        book(&[("a@beta.example", "佐藤 一郎"), ("b@gamma.example", "佐藤 花子"), ("c@alpha.example", "佐藤 次郎")]);
    let namesakes = |text: &str| facts(&settings, text).1[0].namesakes;
    assert_eq!(namesakes("To: a@beta.example\n\n佐藤様\n"), Some(1));
    assert_eq!(namesakes("To: a@beta.example\n\n佐藤一郎様\n"), None);
    assert_eq!(namesakes("To: a@beta.example\n\n鈴木様\n"), None);
}

#[test]
fn a_partner_that_is_named_is_read_or_not() {
    let settings = partners(&[("株式会社ヤマセミ", "yamasemi.example"), ("Acme Trading Ltd", "acme.example")]);
    let named = |text: &str| {
        let rows = facts(&settings, text).0.into_iter().filter(|row| row.kind == BodyKind::PartnerName);
        rows.map(|row| (row.text, row.certainty, row.reads == Some(true))).collect::<Vec<_>>()
    };
    let found = |text: &str, certainty, reads| vec![(text.to_owned(), certainty, reads)];
    let other = "To: a@beta.example\n\n鈴木です。\n";
    assert_eq!(named(&format!("{other}ヤマセミ様のお見積りです\n")), found("ヤマセミ", Certainty::Sure, false));
    assert_eq!(
        named(&format!("{other}株式会社ヤマセミの件です\n")),
        found("株式会社ヤマセミ", Certainty::Likely, false)
    );
    assert_eq!(named(&format!("{other}ヤマセミの件です\n")), found("ヤマセミ", Certainty::Weak, false));
    assert_eq!(named("To: a@beta.example\n\nquote for Acme Trading\n"), found("Acme Trading", Certainty::Sure, false));
    let to_them = "To: a@yamasemi.example\n\n鈴木です。\nヤマセミ様のお見積りです\n";
    assert_eq!(named(to_them), found("ヤマセミ", Certainty::Sure, true));
    assert_eq!(named(&format!("{other}ヤマセミ様の件\n> ヤマセミ様\n")), found("ヤマセミ", Certainty::Sure, true));
}

#[test]
fn a_partner_that_wants_to_be_named_is_missed() {
    let mut settings = partners(&[("株式会社ヤマセミ", "beta.example")]);
    settings.partners[0].is_name_required = true;
    let unnamed = |text: &str| facts(&settings, text).1.remove(0).unnamed_partner;
    assert_eq!(unnamed("To: a@beta.example\n\n資料を送ります。\n").as_deref(), Some("株式会社ヤマセミ"));
    assert_eq!(unnamed("To: a@beta.example\n\nヤマセミ 佐藤様\n資料を送ります。\n"), None);
    assert_eq!(unnamed("To: a@beta.example\nSubject: ヤマセミ様の件\n\n資料を送ります。\n"), None);
    assert_eq!(unnamed("To: a@beta.example\n\n承知しました。\n\n> ヤマセミの佐藤です。\n"), None);
    assert_eq!(unnamed("Cc: a@beta.example\n\n資料を送ります。\n"), None);
    assert_eq!(unnamed("To: a@gamma.example\n\n資料を送ります。\n"), None);
}
