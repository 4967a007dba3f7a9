//! What the rules of the house find in a draft, and where.

use super::*;
use crate::approval::standing::Standing;
use crate::draft::{Defect, DefectKind, DefectPart};
use crate::facts::schema::{Collection, Kind};
use crate::facts::test_draft::draft;
use crate::facts::{Context, Facts};
use crate::lists::Lists;
use crate::settings::{Organization, PolicyKind, Settings, from_text};
use crate::span::{Span, Spanned};
use std::path::Path;

fn settings_of(config: &str) -> Settings {
    let config = format!("[organization]\ndomains = ['city.example']\n{config}");
    from_text("mailcheck.toml", &config, Path::new(".")).expect("the test's settings are good")
}

fn rows_of(config: &str, draft: &Draft) -> Vec<PolicyRow> {
    rows_by(settings_of(config), &Standing::default(), draft)
}

fn rows_by(settings: Settings, standing: &Standing, draft: &Draft) -> Vec<PolicyRow> {
    let lists = Lists::builtin();
    let context = Context {
        acquaintances: &crate::facts::recipient::Acquaintances::new(&settings),
        vocabulary: &crate::facts::text::Vocabulary::new(&|name| lists.get(name)),
        policies: &Policies::new(&settings.policy),
        lists: &lists,
        settings: &settings,
        today: jiff::civil::Date::default(),
        is_template_stage: false,
        declared: None,
        sending: None,
        in_mailing: false,
        standing,
        demand: crate::facts::schema::Demand::default(),
        readers: crate::facts::test_draft::READERS,
        inside_limits: crate::inspect::Limits::default(),
    };
    Facts::of(draft, &context).policy
}

/// What is pointed at.
#[track_caller]
fn finds(config: &str, text: &str, expected: &[&str]) {
    let draft = draft(text);
    let rows = rows_of(config, &draft);
    let found: Vec<&str> = rows.iter().map(|row| draft.view.slice(row.span)).collect();
    assert_eq!(found, expected);
}

const OUTWARD: &str =
    "From: ann@city.example\nTo: bob@beta.example\nSubject: 見積\n\n本文です。社外\n秘\n> Top secret\n";

#[test]
fn settings_and_facts_name_the_same_kinds() {
    let fields = Collection::Policy.fields();
    let Kind::Choice(words) = fields[0].kind else { panic!("kind is a choice") };
    assert_eq!(PolicyKind::ALL.map(PolicyKind::name), words);
    assert_eq!(fields[1].name, "text");
}

#[test]
fn every_forbidden_recipient_is_a_row_with_its_address() {
    let config = "[[policy.forbidden-recipient]]\ntext = 'x'\nrecipients = ['@beta.example']\n";
    let draft = draft("From: ann@city.example\nTo: Bob@Beta.example, c@sub.beta.example\nBcc: d@gamma.example\n\nx\n");
    let rows = rows_of(config, &draft);
    let addresses: Vec<Option<&str>> = rows.iter().map(|row| row.address.as_deref()).collect();
    assert_eq!(addresses, [Some("bob@beta.example"), Some("c@sub.beta.example")]);
    assert_eq!(rows[1].entry, "forbidden-recipient[1]");
}

#[test]
fn the_subject_stands_for_who_is_missing() {
    let config = "[[policy.required-recipient]]\ntext = 'x'\nrecipients = ['archive@city.example']\n";
    finds(config, OUTWARD, &["見積"]);
    finds(config, "From: ann@city.example\nTo: b@beta.example\nBcc: Archive@city.example\nSubject: s\n\nx\n", &[]);
}

#[test]
fn nobody_needs_a_copy_of_his_own_mail() {
    let text = "From: boss@city.example\nTo: b@beta.example\nSubject: s\n\nx\n";
    finds("[[policy.required-recipient]]\ntext = 'x'\nrecipients = ['boss@city.example']\n", text, &[]);
    finds("[[policy.required-recipient]]\ntext = 'x'\nrecipients = ['@city.example']\n", text, &["s"]);
}

#[test]
fn all_conditions_of_an_entry_must_hold() {
    let entry = |conditions: &str| {
        format!("[[policy.required-recipient]]\ntext = 'x'\nrecipients = ['archive@city.example']\n{conditions}\n")
    };
    finds(&entry("when-external = true\nwhen-words = ['見積']\nwhen-sender = ['ann@*']"), OUTWARD, &["見積"]);
    finds(&entry("when-external = true\nwhen-words = ['契約']"), OUTWARD, &[]);
    finds(&entry("when-words = ['secret']"), OUTWARD, &[]);
    finds(&entry("when-sender = ['@other.example']"), OUTWARD, &[]);
    finds(&entry("when-attachment = true"), OUTWARD, &[]);
    finds(&entry("when-external = true"), "From: a@city.example\nTo: b@city.example\nSubject: s\n\nx\n", &[]);
}

#[test]
fn labels_are_compared_whole_and_by_their_parts() {
    let config = "[[policy.approval]]\ntext = 'x'\nwhen-label = ['社外秘', 'Company-Confidential', 'confidential']\n";
    let mut labelled = draft(OUTWARD);
    assert_eq!(rows_of(config, &labelled).len(), 0, "a word in the text is no label");
    for (name, body, count) in [
        ("Sensitivity", "company-confidential", 1),
        ("Sensitivity", "Private", 0),
        ("Keywords", "budget, 社外秘", 1),
        ("Keywords", "社外秘の資料", 0),
        ("msip_labels", "MSIP_Label_1_Enabled=True; MSIP_Label_1_Name=Confidential\\All staff", 1),
    ] {
        let (name, body) = (name.to_owned(), body.to_owned());
        labelled.headers.push(crate::draft::HeaderField { name, body, span: None, is_present: true });
        assert_eq!(rows_of(config, &labelled).len(), count, "{:?}", labelled.headers.last());
        labelled.headers.pop();
    }
}

#[test]
fn words_are_pointed_at_where_they_count() {
    let entry =
        |place: &str| format!("[[policy.forbidden-text]]\ntext = 'x'\nwords = ['top secret', '見積']\n{place}\n");
    finds(&entry(""), OUTWARD, &["見積"]);
    finds(&entry("in = ['quoted-text']"), OUTWARD, &["Top secret"]);
    finds(&entry("in = ['own-text']"), OUTWARD, &[]);
}

#[test]
fn a_pattern_is_tried_on_the_text_as_written() {
    let entry = |pattern: &str| format!("[[policy.forbidden-text]]\ntext = 'x'\npattern = '{pattern}'\n");
    finds(&entry("社外\\s*秘"), OUTWARD, &["社外\n秘"]);
    finds(&entry("社外秘"), OUTWARD, &[]);
}

#[test]
fn a_keyword_wants_its_people_and_refuses_others() {
    let entry = |keys: &str| format!("[[policy.keyword-recipient]]\ntext = 'x'\nwords = ['見積']\n{keys}\n");
    finds(&entry("required = ['@alpha.example']"), OUTWARD, &["見積"]);
    finds(&entry("required = ['@alpha.example', '@beta.example']"), OUTWARD, &[]);
    finds(&entry("forbidden = ['@beta.example']"), OUTWARD, &["bob@beta.example"]);
    finds(&entry("forbidden = ['@beta.example']").replace("見積", "契約"), OUTWARD, &[]);
}

#[test]
fn attachments_are_forbidden_by_name_reader_and_lack_of_encryption() {
    let mut draft = draft("From: ann@city.example\nTo: bob@beta.example\nSubject: s\nAttachment: 名簿.XLSX\n\nx\n");
    let start = draft.view.text().find("名簿").unwrap_or_default();
    let span = crate::span::Span::new(start, start + "名簿.XLSX".len());
    draft.attachments.push(crate::draft::Attachment {
        filename: Some(Spanned::new("名簿.XLSX".to_owned(), span)),
        other_names: Vec::new(),
        media_type: "application/octet-stream".to_owned(),
        size_bytes: 7,
        is_inline: false,
        is_hidden: false,
        content_id: None,
        part: "2".to_owned(),
        span,
        content: crate::draft::Content::Bytes(b"example".as_slice().into()),
    });
    let count = |keys: &str, draft: &Draft| {
        rows_of(&format!("[[policy.attachment-forbidden]]\ntext = 'x'\n{keys}\n"), draft).len()
    };
    assert_eq!(count("", &draft), 1);
    assert_eq!(count("names = ['*.xlsx']\nunless-encrypted = true", &draft), 1);
    assert_eq!(count("names = ['*.pdf']", &draft), 0);
    assert_eq!(count("recipients = ['@gamma.example']", &draft), 0);
    draft.attachments[0].content = crate::draft::Content::Bytes(b"-----BEGIN PGP MESSAGE-----".as_slice().into());
    assert_eq!((count("", &draft), count("unless-encrypted = true", &draft)), (1, 0));
    draft.attachments[0].is_inline = true;
    assert_eq!(count("", &draft), 0);
}

const APPROVAL: &str = "[[policy.approval]]\ntext = 'x'\n";

#[test]
fn under_the_lock_the_system_says_who_is_outside() {
    let draft = draft(OUTWARD);
    for condition in ["when-external = true", "when-outside-recipients = 1"] {
        let weakened = |of_system: Option<&str>| {
            let mut settings = settings_of(&format!("{APPROVAL}{condition}\n"));
            settings.organization.domains.push("beta.example".to_owned());
            let domains = of_system.map(|domain| vec![domain.to_owned()]);
            settings.approval.organization = domains.map(|domains| Organization { domains, ..Organization::default() });
            rows_by(settings, &Standing::default(), &draft).len()
        };
        assert_eq!(weakened(None), 0, "{condition}");
        assert_eq!(weakened(Some("city.example")), 1, "{condition}");
        assert_eq!(weakened(Some("beta.example")), 0, "{condition}");
    }
}

#[test]
fn an_outsider_who_is_named_as_sender_too_is_outside_of_an_approval() {
    let text = "From: ann@city.example\nSender: bob@beta.example\nTo: bob@beta.example\nCc: ann@city.example\n\nx\n";
    for condition in ["when-external = true", "when-outside-recipients = 1"] {
        assert_eq!(rows_of(&format!("{APPROVAL}{condition}\n"), &draft(text)).len(), 1, "{condition}");
        let inside = draft(&text.replace("beta.example", "city.example"));
        assert_eq!(rows_of(&format!("{APPROVAL}{condition}\n"), &inside).len(), 0, "{condition}");
    }
}

#[test]
fn a_draft_of_a_mailing_that_somebody_approved_is_one_of_a_mailing() {
    let draft = draft(OUTWARD);
    let rows = |is_in_mailing| {
        let standing = Standing { is_in_mailing, ..Standing::default() };
        rows_by(settings_of(&format!("{APPROVAL}when-mailing = true\n")), &standing, &draft).len()
    };
    assert_eq!((rows(false), rows(true)), (0, 1));
}

/// Whoever may lower a limit could hide a file behind it.
#[test]
fn what_was_not_read_may_be_what_an_approval_is_asked_for() {
    let mut draft = draft("From: ann@city.example\nTo: bea@city.example\nSubject: x\n\ny\n");
    let rows = |draft: &Draft| rows_of(&format!("{APPROVAL}when-attachment = true\nwhen-persons = 3\n"), draft).len();
    assert_eq!(rows(&draft), 0);
    draft.defects.push(Defect {
        kind: DefectKind::PartLimit,
        part: DefectPart::Structure,
        span: Span::default(),
        detail: String::new(),
    });
    assert_eq!(rows(&draft), 1);
}
