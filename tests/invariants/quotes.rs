//! What holds for a quoted thread that is cut out of any draft: the author's words, the attachments and all bytes outside
//! the texts stay; all forms of the text lose it; what cannot be cut so is refused.

use super::all_drafts;
use mailcheck::draft::{Content, Draft};
use mailcheck::fix::{Obstacle, Plan, applied, edits};
use mailcheck::load::{Format, Limits, load};
use mailcheck::span::Span;
use std::collections::BTreeMap;

fn words(draft: &Draft, spans: &[Span]) -> String {
    spans.iter().flat_map(|span| draft.view.slice(*span).split_whitespace()).collect()
}

fn files(draft: &Draft) -> Vec<(bool, Vec<u8>)> {
    let files = draft.attachments.iter().map(|file| match &file.content {
        Content::Bytes(bytes) => (file.is_inline, bytes.to_vec()),
        _ => (file.is_inline, Vec::new()),
    });
    files.collect()
}

#[test]
fn a_quote_is_cut_out_as_a_whole_or_stays() {
    let (mut cut, mut refused) = (Vec::new(), BTreeMap::<String, Vec<String>>::new());
    let mut failures = Vec::new();
    for (title, bytes) in all_drafts() {
        let loaded = load(&bytes, &Limits::default(), 932).unwrap().remove(0);
        let before = loaded.draft;
        if before.body.quoted.is_empty() || loaded.format != Format::Eml {
            continue;
        }
        let plan = Plan { cuts_quote: true, ..Plan::default() };
        let edits = match edits(&bytes, &before, &plan) {
            Ok(edits) => edits,
            Err(obstacle) => {
                refused.entry(format!("{obstacle:?}")).or_default().push(title);
                continue;
            }
        };
        let after_bytes = applied(&bytes, &edits);
        let after = load(&after_bytes, &Limits::default(), 932).unwrap().remove(0).draft;
        let mut fail = |what: &str| failures.push(format!("{title}: {what}"));
        if words(&before, &before.body.own) != words(&after, &after.body.own) {
            fail(&format!("own words: {:?}", words(&after, &after.body.own)));
        }
        if words(&before, &before.body.signatures) != words(&after, &after.body.signatures) {
            fail("signature");
        }
        if !after.body.quoted.is_empty() {
            fail(&format!("still quoted: {:?}", words(&after, &after.body.quoted)));
        }
        if files(&before) != files(&after) || before.headers.len() != after.headers.len() {
            fail("attachments or fields");
        }
        if after_bytes.len() >= bytes.len() {
            fail("nothing has gone");
        }
        let plain = after.body.plain_alternative.as_deref().unwrap_or_default();
        let quoted = words(&before, &before.body.quoted);
        let kept = words(&before, &before.body.own) + &words(&before, &before.body.signatures);
        let lines = plain.lines().map(|line| line.split_whitespace().collect::<String>());
        let is_left = lines.into_iter().any(|line| line.len() > 20 && quoted.contains(&line) && !kept.contains(&line));
        if is_left {
            fail("the other form still has it");
        }
        cut.push(title);
    }
    let is_known = |obstacle: &str| obstacle != format!("{:?}", Obstacle::Text);
    for (obstacle, titles) in &refused {
        println!("{obstacle}: {} {titles:?}", titles.len());
        assert!(is_known(obstacle) || titles.len() < cut.len() / 4, "{obstacle}: {titles:#?}");
    }
    println!("cut: {}", cut.len());
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    assert!(cut.len() > 60, "only {} quotes were cut", cut.len());
}
