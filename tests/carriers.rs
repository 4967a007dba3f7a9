//! One draft in every carrier that can hold it gives one set of findings: rules, levels and label texts (law 2).
//! The drafts are the examples of all built-in rules and the small fixtures. What a carrier cannot hold is skipped,
//! and the skip is printed.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "support/carriers.rs"]
mod carriers;
#[expect(dead_code, reason = "the composer writes more than these laws need")]
#[path = "support/compose_msg.rs"]
mod compose_msg;
#[path = "carriers/converted.rs"]
mod converted;
#[path = "support/fixture.rs"]
mod fixture;
#[path = "support/judge.rs"]
mod judge;
#[path = "support/mime.rs"]
mod mime;
#[path = "support/outlook.rs"]
mod outlook;
#[path = "support/page.rs"]
mod page;
#[path = "support/skips.rs"]
mod skips;

use carriers::{MIME_CARRIERS, with_line_ends};
use compose_msg::{MsgBody, MsgDraft, Strings};
use judge::{default_checker, draft_of, verdicts};
use mailcheck::draft::Draft;
use mailcheck::rule::builtin::{builtin_file, builtin_ids};
use mailcheck::rule::file::Example;
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::run::proof::{Stage, compose};
use mailcheck::settings::Settings;
use outlook::{fits_shift_jis, outlook_item};
use page::page;
use skips::Skips;
use std::collections::BTreeMap;

/// Fixtures up to this size; the larger ones say the same in more lines.
const SMALL_BYTES: usize = 16_000;

/// A draft in one carrier.
struct Carried {
    carrier: &'static str,
    /// `Err`: why this carrier cannot hold it.
    bytes: Result<Vec<u8>, String>,
    /// A template is judged as one: then the original is as well.
    is_template: bool,
}

/// One draft in every carrier.
fn carry(original: &[u8]) -> Vec<Carried> {
    let draft = draft_of(original).unwrap();
    let mut carried = Vec::new();
    let mut add = |carrier, bytes| carried.push(Carried { carrier, bytes, is_template: false });
    add("LF", Ok(with_line_ends(original, b"\n")));
    add("CR LF", Ok(with_line_ends(original, b"\r\n")));
    let lost = draft.defects.iter().find(|defect| defect.kind.is_loss());
    let about_the_carrier = lost
        .map(|defect| format!("about its carrier itself ({})", defect.kind.name()))
        .or_else(|| has_two_texts(&draft).then(|| "two forms of the body that say different things".to_owned()));
    for carrier in MIME_CARRIERS {
        let bytes = about_the_carrier.clone().map_or_else(|| carrier.carry(&draft), Err);
        let bytes = bytes.and_then(|bytes| if carrier.is_html() { same_text(&draft, bytes) } else { Ok(bytes) });
        add(carrier.name, bytes);
    }
    let item = about_the_carrier.map_or_else(|| item_with_links(&draft), Err);
    add(".msg", item.clone().and_then(|item| same_text(&draft, item.compose())));
    add(
        ".msg cp932",
        item.clone().and_then(|mut item| {
            item.strings = Strings::ShiftJisByCodepage;
            fits_shift_jis(&item)
                .then(|| item.compose())
                .ok_or_else(|| "cp932 has no room for every character".to_owned())
        }),
    );
    let template = item.map(|mut item| {
        item.is_template = true;
        item.compose()
    });
    carried.push(Carried { carrier: ".oft", bytes: template, is_template: true });
    carried
}

/// The item, as a page where the draft has links: plain text shows no targets.
fn item_with_links(draft: &Draft) -> Result<MsgDraft, String> {
    let mut item = outlook_item(draft)?;
    if !draft.body.targets.is_empty() {
        item.body = MsgBody::Html(page(draft)?);
    }
    Ok(item)
}

/// The text form has other words than the page: a carrier with one body cannot hold both.
fn has_two_texts(draft: &Draft) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let page = words(draft.view.slice(draft.body.span));
    draft.body.plain_alternative.as_deref().is_some_and(|plain| words(plain) != page)
}

/// The bytes, when the author's words are the same in them as in `draft`.
fn same_text(draft: &Draft, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let other = draft_of(&bytes)?;
    let own = |draft: &Draft| -> Vec<String> {
        let pieces = draft.body.own.iter().map(|span| draft.view.slice(*span).trim_end().to_owned());
        pieces.filter(|text| !text.is_empty()).collect()
    };
    if own(draft) == own(&other) { Ok(bytes) } else { Err("the layout of the text does not survive".to_owned()) }
}

/// How often each carrier held a draft, and what it could not hold.
struct Tally {
    held: BTreeMap<&'static str, usize>,
    skips: Skips,
    failures: Vec<String>,
}

impl Tally {
    fn new(law: &'static str) -> Self {
        Self { held: BTreeMap::new(), skips: Skips::new(law), failures: Vec::new() }
    }

    /// The bytes of a carrier that holds the draft.
    fn take(&mut self, carried: &Carried, title: &str) -> Option<Vec<u8>> {
        match &carried.bytes {
            Ok(bytes) => {
                *self.held.entry(carried.carrier).or_default() += 1;
                Some(bytes.clone())
            }
            Err(reason) => {
                self.skips.add(reason, carried.carrier, title);
                None
            }
        }
    }

    fn finish(self, least: usize) {
        self.skips.print();
        assert!(self.failures.is_empty(), "\n{}", self.failures.join("\n"));
        let idle: Vec<_> = self.held.iter().filter(|(_, count)| **count < least).collect();
        assert!(idle.is_empty() && self.held.len() == MIME_CARRIERS.len() + 5, "idle carriers: {:?}", self.held);
    }
}

#[test]
fn examples_of_rules_show_the_same_in_every_carrier() {
    let mut tally = Tally::new("carriers of examples");
    for id in builtin_ids() {
        let file = builtin_file(id).unwrap();
        for (number, example) in (1..).zip(file.bad.iter().chain(&file.good)) {
            let kind = if number <= file.bad.len() { "bad" } else { "good" };
            let title = format!("{id} {kind} {number}");
            let originals: Vec<Vec<u8>> =
                example.drafts.iter().map(|draft| compose::eml(draft, &example.attach)).collect();
            let in_carriers: Vec<Vec<Carried>> = originals.iter().map(|original| carry(original)).collect();
            for carrier in 0..in_carriers[0].len() {
                let drafts: Option<Vec<Vec<u8>>> =
                    in_carriers.iter().map(|carried| tally.take(&carried[carrier], &title)).collect();
                let Some(drafts) = drafts else { continue };
                let Carried { carrier, is_template, .. } = &in_carriers[0][carrier];
                if example.stage.as_deref() == Some("sending") && carrier.starts_with('.') {
                    tally.skips.add("what is on its way is no Outlook item", carrier, &title);
                    continue;
                }
                let stage = is_template.then(|| "template".to_owned()).or_else(|| example.stage.clone());
                let original =
                    Stage::carried(&file, &Example { stage, ..example.clone() }, &originals).unwrap().shown();
                let shown = Stage::carried(&file, example, &drafts).unwrap().shown();
                if shown != original {
                    tally.failures.push(format!("{title}, {carrier}: {shown:?}, not {original:?}"));
                }
            }
        }
    }
    tally.finish(20);
}

#[test]
fn small_fixtures_show_the_same_in_every_carrier() {
    let checker = default_checker();
    let options = CheckOptions { is_template_stage: true, ..CheckOptions::default() };
    let template_checker = Checker::new(Settings::default(), &options).unwrap();
    let mut tally = Tally::new("carriers of fixtures");
    for fixture in fixture::fixtures() {
        if fixture.bytes.len() > SMALL_BYTES || fixture.path.extension().is_none_or(|ending| ending != "eml") {
            continue;
        }
        if fixture.folder == "malformed" {
            tally.skips.add("about its carrier itself", "all", &fixture.title());
            continue;
        }
        let draft = draft_of(&fixture.bytes).unwrap();
        for carried in carry(&fixture.bytes) {
            let Some(bytes) = tally.take(&carried, &fixture.title()) else { continue };
            let original = verdicts(&draft, if carried.is_template { &template_checker } else { &checker });
            let shown = verdicts(&draft_of(&bytes).unwrap(), &checker);
            for difference in judge::differences(&original, &shown) {
                tally.failures.push(format!("{}, {}: {difference}", fixture.title(), carried.carrier));
            }
        }
    }
    tally.finish(10);
}
