//! What rows of recipients say, one trap a test.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod in_thread;
mod lists;

use super::*;
use crate::draft::{AddrSpec, AddressProblem};
use crate::facts::schema::RecipientRow;
use crate::facts::test_draft::draft;
use crate::settings::{ListMember, Organization, Partner, People, Person, Settings};

fn rows_with(settings: &Settings, draft: &Draft) -> Vec<RecipientRow> {
    let lists = Lists::builtin();
    let own = Own::of(draft, settings, &lists);
    rows(draft, &own, &Acquaintances::new(settings), &lists, &ThreadAddresses::of(draft))
}

/// Recipients of a mail from me@alpha.example, nothing configured.
fn to(recipients: &str) -> Vec<RecipientRow> {
    to_with(&Settings::default(), recipients)
}

fn to_with(settings: &Settings, recipients: &str) -> Vec<RecipientRow> {
    rows_with(settings, &draft(&format!("From: me@alpha.example\nTo: {recipients}\n\nx\n")))
}

fn one(recipient: &str) -> RecipientRow {
    to(recipient).remove(0)
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn partner(name: &str, domains: &[&str]) -> Partner {
    Partner { name: name.to_owned(), domains: words(domains), ..Partner::default() }
}

fn partners(partners: Vec<Partner>) -> Settings {
    Settings { partners, ..Settings::default() }
}

fn book(address: &str, organization: Option<&str>) -> Settings {
    let organization = organization.map(str::to_owned);
    let person = Person { address: address.to_owned(), name: "Hanako".to_owned(), organization, ..Person::default() };
    Settings { people: People { address_book: vec![person], ..People::default() }, ..Settings::default() }
}

fn parties(rows: &[RecipientRow]) -> Vec<Option<&str>> {
    rows.iter().map(|row| row.party.as_deref()).collect()
}

#[track_caller]
fn typo(domain: &str, expected: Option<(&str, &str)>) {
    let row = one(&format!("taro@{domain}"));
    assert_eq!(row.typo_of.as_deref().zip(row.typo_certainty), expected, "{domain}");
}

#[track_caller]
fn problem(recipient: &str, status: &str, expected: Option<&str>) {
    let row = one(recipient);
    assert_eq!((row.address_status, row.problem), (status, expected), "{recipient}");
}

// Who counts as one

#[test]
fn one_organization_is_one_party_and_each_consumer_is_one() {
    let rows = to("a@x.beta.example, b@y.beta.example, p@gmail.com, q@gmail.com, r@sepia.ocn.ne.jp, c@alpha.example");
    let expected = [
        Some("beta.example"),
        Some("beta.example"),
        Some("p@gmail.com"),
        Some("q@gmail.com"),
        Some("r@sepia.ocn.ne.jp"),
        None,
    ];
    assert_eq!(parties(&rows), expected);
    assert_eq!(rows[4].kind, Some("isp"));
    assert_eq!(rows[0].kind, Some("organization"));
}

#[test]
fn two_domains_of_a_partner_are_one_party() {
    let settings = partners(vec![partner("Beta", &["beta.example", "beta-group.example"])]);
    let rows = to_with(&settings, "a@beta.example, b@jp.beta-group.example, c@notbeta.example");
    assert_eq!(parties(&rows), [Some("Beta"), Some("Beta"), Some("notbeta.example")]);
    assert_eq!(rows[1].organization.as_deref(), Some("Beta"));
}

#[test]
fn a_partner_at_a_provider_is_an_organization() {
    let settings = partners(vec![partner("Minato", &["minato-demo.ocn.ne.jp"])]);
    let rows = to_with(&settings, "a@minato-demo.ocn.ne.jp, b@sora-demo.ocn.ne.jp");
    assert_eq!(rows.iter().map(|row| row.kind).collect::<Vec<_>>(), [Some("organization"), Some("isp")]);
    assert_eq!(parties(&rows), [Some("Minato"), Some("b@sora-demo.ocn.ne.jp")]);
}

#[test]
fn each_member_is_a_party_and_member_wins_over_internal() {
    let organization = Organization {
        name: Some("Alpha".to_owned()),
        domains: words(&["alpha.example"]),
        member_domains: words(&["stu.alpha.example"]),
        ..Organization::default()
    };
    let settings = Settings { organization, ..Settings::default() };
    let rows = to_with(&settings, "s1@stu.alpha.example, s2@stu.alpha.example, t@alpha.example");
    assert_eq!(parties(&rows), [Some("s1@stu.alpha.example"), Some("s2@stu.alpha.example"), None]);
    assert!(rows.iter().all(|row| row.external == Some(false)));
    assert_eq!((rows[0].member, rows[2].member), (true, false));
    assert_eq!(rows[2].organization.as_deref(), Some("Alpha"));
}

#[test]
fn an_unknown_outsider_still_counts_as_a_party() {
    let rows = rows_with(&Settings::default(), &draft("To: a@beta.example\n\nx\n"));
    assert_eq!((rows[0].external, rows[0].party.as_deref()), (None, Some("beta.example")));
}

#[test]
fn prefecture_and_city_are_two_parties_and_tenants_too() {
    let rows = to("a@pref.osaka.lg.jp, b@city.osaka.lg.jp, c@beta.onmicrosoft.com, d@gamma.onmicrosoft.com");
    assert_eq!(rows.iter().filter_map(|row| row.party.as_deref()).collect::<HashSet<_>>().len(), 4);
}

#[test]
fn an_exchange_name_is_internal_and_no_party() {
    let row = one("Yamada </o=Alpha/cn=yamada>");
    assert_eq!((row.address_status, row.external, row.party), ("unresolved", Some(false), None));
    assert_eq!((row.address, row.problem), (None, None));
}

#[test]
fn the_address_book_gives_the_organization() {
    let row = to_with(&book("hanako@gmail.com", Some("Beta")), "Hanako@gmail.com").remove(0);
    assert_eq!(row.organization.as_deref(), Some("Beta"));
}

// What is newly seen

#[test]
fn bcc_and_the_sender_and_the_thread_are_not_exposed() {
    let rows = rows_with(
        &Settings::default(),
        &draft(
            "From: me@alpha.example\nTo: a@beta.example, b@gamma.example\nCc: ME@alpha.example\nBcc: c@delta.example\n\n\
             yes\n-----Original Message-----\nFrom: B@gamma.example\nTo: me@alpha.example\n",
        ),
    );
    let exposed: Vec<bool> = rows.iter().map(|row| row.exposed).collect();
    assert_eq!(exposed, [true, false, false, false]);
    assert!(rows[1].in_thread && rows[2].sender && !rows[3].visible);
    assert_eq!((rows[2].external, rows[2].party.as_deref()), (Some(false), None));
}

#[test]
fn case_and_field_do_not_make_another_address() {
    let rows = rows_with(
        &Settings::default(),
        &draft("From: me@alpha.example\nTo: foo@beta.example\nCc: FOO@Beta.example, bar@beta.example\n\nx\n"),
    );
    assert_eq!(rows.iter().map(|row| row.repeated).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(rows[0].address, rows[1].address);
}

#[test]
fn a_span_points_at_the_address() {
    let draft = draft("From: me@alpha.example\nTo: Taro <Taro@beta.example>, Hanako\n\nx\n");
    let rows = rows_with(&Settings::default(), &draft);
    assert_eq!(draft.view.slice(rows[0].span), "Taro@beta.example");
    assert_eq!(draft.view.slice(rows[1].span), "Hanako");
}

// Malformed addresses

#[test]
fn rules_may_name_every_problem_of_an_address() {
    use crate::facts::schema::{Collection, Kind};
    let fields = Collection::Recipients.fields();
    let Kind::Choice(words) = fields.iter().find(|field| field.name == "problem").unwrap().kind else {
        panic!("problem is a choice");
    };
    assert_eq!(words[..AddressProblem::ALL.len()], AddressProblem::ALL.map(AddressProblem::name));
}

#[test]
fn a_full_width_address_is_judged_as_what_it_stands_for() {
    let row = one("taro＠gmai．com");
    assert_eq!((row.address_status, row.problem), ("malformed", Some("full-width")));
    assert_eq!(row.suggestion.as_deref(), Some("taro@gmai.com"));
    assert_eq!(row.typo_of.as_deref(), Some("gmail.com"));
}

#[test]
fn nothing_is_proposed_for_the_dots_of_old_carrier_addresses() {
    let mut draft = draft("From: me@alpha.example\nTo: a..b@docomo.ne.jp\n\nx\n");
    let repaired = Some(AddrSpec { local_part: "a..b".to_owned(), domain: "docomo.ne.jp".to_owned() });
    draft.recipients[0].mailbox.address.value =
        Address::Malformed { text: "a..b@docomo.ne.jp".to_owned(), problem: AddressProblem::Dots, repaired };
    let row = rows_with(&Settings::default(), &draft).remove(0);
    assert_eq!((row.problem, row.suggestion, row.kind), (Some("dots"), None, Some("carrier")));
}

#[test]
fn names_and_placeholders_have_a_status_and_no_address() {
    problem("Taro Yamada", "unresolved", Some("no-address"));
    problem("{{email}}", "placeholder", None);
    problem("taro@@beta.example", "malformed", Some("at-sign"));
    assert!(!one("Taro Yamada").exposed);
}

#[test]
fn a_top_level_must_exist_or_be_reserved() {
    problem("taro@beta.example", "ok", None);
    problem("taro@beta.test", "ok", None);
    problem("taro@beta.con", "malformed", Some("unknown-top-level"));
    problem("taro@files.beta.local", "ok", Some("private-top-level"));
    problem("taro@[192.0.2.1]", "ok", None);
    problem("taro@192.0.2.1", "malformed", Some("unknown-top-level"));
}

#[test]
fn a_strange_top_level_is_fine_where_we_know_it() {
    let internal = rows_with(&Settings::default(), &draft("From: me@mail.alphanet\nTo: a@mail.alphanet\n\nx\n"));
    assert_eq!(internal[0].problem, None);
    assert_eq!(to_with(&partners(vec![partner("Beta", &["beta.lan"])]), "a@x.beta.lan")[0].problem, None);
    assert_eq!(to_with(&book("a@beta.corpnet", None), "b@beta.corpnet")[0].problem, None);
}

#[test]
fn a_sure_slip_is_proposed_for_a_top_level_that_does_not_exist() {
    assert_eq!(one("Taro@gmail.con").suggestion.as_deref(), Some("taro@gmail.com"));
    assert_eq!(one("taro@beta.con").suggestion, None);
}

// Slips of the pen

#[test]
fn listed_slips_are_sure_unless_the_name_is_registered() {
    typo("gmai.com", Some(("gmail.com", "sure")));
    typo("gmail.co", Some(("gmail.com", "sure")));
    typo("i.softbank.ne.jp", Some(("i.softbank.jp", "sure")));
    typo("yahoo.co", Some(("yahoo.co.jp", "likely")));
    typo("gmailcom", Some(("gmail.com", "sure")));
}

#[test]
fn a_providers_name_under_a_wrong_suffix_is_sure() {
    typo("docomo.ad.jp", None);
    typo("hotmail.or.jp", Some(("hotmail.co.jp", "sure")));
    typo("softbank.or.jp", Some(("softbank.ne.jp", "sure")));
    typo("gmail.vom", Some(("gmail.com", "sure")));
    typo("yahoo.co.jpp", Some(("yahoo.co.jp", "sure")));
}

#[test]
fn real_neighbours_of_providers_are_silent() {
    for domain in [
        "yahoo.ne.jp",
        "yahoo.jp",
        "softbank.co.jp",
        "nifty.co.jp",
        "ymobile1.ne.jp",
        "y-mobile.ne.jp",
        "hotmail.co.jp",
        "rakuten.co.jp",
        "disney.co.jp",
        "ymail.com",
        "email.com",
        "tmail.com",
        "hitmail.com",
        "gotmail.com",
        "au.com",
        "outlook.de",
        "hotmail.co.uk",
        "foxmail.com",
        "yahoo.co.nz",
        "outlook.com.pe",
        "biglobe.co.jp",
        "gmx.jp",
    ] {
        typo(domain, None);
    }
}

#[test]
fn one_letter_away_from_a_provider_is_likely() {
    typo("qmail.com", None);
    typo("gmajl.com", Some(("gmail.com", "likely")));
    typo("docomi.ne.jp", Some(("docomo.ne.jp", "likely")));
    typo("x.docomi.ne.jp", Some(("docomo.ne.jp", "likely")));
    typo("me.cm", None);
}

#[test]
fn look_alikes_of_our_own_domain_are_likely() {
    typo("apha.example", Some(("alpha.example", "likely")));
    typo("tokyo.lapha.example", Some(("alpha.example", "likely")));
    typo("alpha.test", None);
}

#[test]
fn look_alikes_of_partners_and_of_the_book_are_likely() {
    let settings = partners(vec![partner("Yamada", &["yamada.co.jp"])]);
    let typo = |settings: &Settings, domain: &str| to_with(settings, &format!("a@{domain}")).remove(0).typo_of;
    assert_eq!(typo(&settings, "yamda.co.jp").as_deref(), Some("yamada.co.jp"));
    assert_eq!(typo(&settings, "yamada.jp").as_deref(), Some("yamada.co.jp"));
    assert_eq!(typo(&settings, "yamada.com"), None);
    assert_eq!(typo(&book("h@mail.kumagaya.co.jp", None), "kumgaya.co.jp").as_deref(), Some("kumagaya.co.jp"));
}

#[test]
fn a_domain_we_know_is_never_a_slip() {
    let settings = partners(vec![partner("A", &["yamada.co.jp"]), partner("B", &["yamada.jp"])]);
    assert_eq!(to_with(&settings, "a@yamada.jp")[0].typo_of, None);
    assert_eq!(to_with(&book("h@gmeil.com", None), "x@gmeil.com")[0].typo_of, None);
    assert_eq!(to_with(&book("h@yamada.co.jp", None), "x@tokyo.yamada.co.jp")[0].typo_of, None);
}

#[test]
fn neighbouring_towns_and_numbered_schools_are_no_slips() {
    let typo = |settings: &Settings, domain: &str| to_with(settings, &format!("a@{domain}")).remove(0).typo_of;
    assert_eq!(typo(&partners(vec![partner("K", &["kashiwa.lg.jp"])]), "kashima.lg.jp"), None);
    assert_eq!(typo(&partners(vec![partner("K", &["city.kashiwa.lg.jp"])]), "city.kashima.lg.jp"), None);
    assert_eq!(typo(&partners(vec![partner("S", &["school1.example"])]), "school2.example"), None);
}

// Names that speak of somebody else

fn claim(row: &RecipientRow) -> Option<(&str, &str)> {
    row.name_claims.as_deref().zip(row.name_claims_party)
}

#[test]
fn an_address_in_the_name_may_be_another_partys() {
    assert_eq!(claim(&one("\"b@gamma.example\" <a@beta.example>")), Some(("b@gamma.example", "other")));
    assert_eq!(claim(&one("\"b＠beta.example\" <a@x.beta.example>")), Some(("b@beta.example", "same")));
    assert_eq!(claim(&one("\"A@beta.example\" <a@beta.example>")), None);
    assert_eq!(claim(&one("\"b@gmail.com\" <a@gmail.com>")), Some(("b@gmail.com", "other")));
    assert_eq!(claim(&one("\"a@gamma.example\" <a@beta.example>")), Some(("a@gamma.example", "moved")));
    assert_eq!(claim(&one("\"info@gamma.example\" <info@beta.example>")), Some(("info@gamma.example", "other")));
    assert_eq!(claim(&one("\"x-devel@gamma.example\" <x-devel@beta.example>")), None);
    assert_eq!(claim(&one("\"b@alpha.example\" <a@gmail.com>")), Some(("b@alpha.example", "other")));
}

#[test]
fn a_department_at_somewhere_is_a_name() {
    assert_eq!(claim(&one("\"sales@alpha\" <a@beta.example>")), None);
    assert_eq!(claim(&one("\"info@office.tokyoeki\" <a@beta.example>")), None);
}

#[test]
fn a_list_may_name_whom_it_writes_for() {
    assert_eq!(claim(&one("\"'b@gamma.example' via Iinkai\" <iinkai@googlegroups.com>")), None);
}

#[test]
fn a_partners_name_beside_a_strangers_address_is_a_claim() {
    let mut acme = partner("Acme", &["acme.example"]);
    acme.aliases = words(&["アクメ商事"]);
    let settings = partners(vec![acme, partner("Beta", &["beta.example"])]);
    let claims = |recipient: &str| to_with(&settings, recipient).remove(0).name_claims;
    assert_eq!(claims("\"ｱｸﾒ商事 佐藤\" <sato@gamma.example>").as_deref(), Some("Acme"));
    assert_eq!(claims("\"Sato (ACME)\" <sato@gmail.com>").as_deref(), Some("Acme"));
    assert_eq!(claims("\"アクメ商事 佐藤\" <sato@acme.example>"), None);
    assert_eq!(claims("\"Beta アクメ商事担当\" <x@beta.example>"), None);
    assert_eq!(claims("\"アクメ商事担当\" <x@alpha.example>"), None);
    assert_eq!(claims("\"Acmefield\" <x@gmail.com>"), None);
}

// Mailing lists
