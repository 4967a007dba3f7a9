//! What holds for any draft: every place in the view is the value it stands for (law 1), the order of drafts and the
//! number of jobs change nothing (law 5). What holds for any bytes is in `hostile.rs`.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "support/collect.rs"]
mod collect;
#[path = "invariants/fixes.rs"]
mod fixes;
#[path = "support/fixture.rs"]
mod fixture;
#[path = "invariants/quotes.rs"]
mod quotes;
#[path = "invariants/spans.rs"]
mod spans;

use collect::run;
use mailcheck::draft::Draft;
use mailcheck::facts::Facts;
use mailcheck::facts::schema::Demand;
use mailcheck::load::{Limits, load};
use mailcheck::rule::builtin::{builtin_file, builtin_ids};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::run::proof::compose;
use mailcheck::settings::from_text;
use std::path::{Path, PathBuf};

/// Every fixture, and every example of every rule, with a title.
fn all_drafts() -> Vec<(String, Vec<u8>)> {
    let fixtures = fixture::fixtures().into_iter().map(|fixture| (fixture.title(), fixture.bytes));
    let examples = builtin_ids().flat_map(|id| {
        let file = builtin_file(id).unwrap();
        let examples: Vec<_> = file.bad.into_iter().chain(file.good).collect();
        examples.into_iter().enumerate().flat_map(move |(number, example)| {
            let drafts: Vec<_> = example.drafts.iter().map(|draft| compose::eml(draft, &example.attach)).collect();
            drafts.into_iter().map(move |bytes| (format!("{id} example {}", number + 1), bytes))
        })
    });
    fixtures.chain(examples).collect()
}

#[test]
fn every_place_in_the_view_is_the_value_it_stands_for() {
    let checker = collect::default_checker();
    let mut broken = Vec::new();
    for (title, bytes) in all_drafts() {
        for loaded in load(&bytes, &Limits::default(), 932).unwrap() {
            let facts = checker.facts(&loaded.draft, None);
            let findings = checker.findings(&facts, None);
            let problems = spans::problems(&loaded.draft, &bytes, &facts, &findings);
            broken.extend(problems.into_iter().map(|problem| format!("{title}: {problem}")));
        }
    }
    assert!(broken.is_empty(), "{} broken\n{}", broken.len(), broken[..broken.len().min(40)].join("\n"));
}

#[test]
fn a_place_that_is_off_by_one_is_seen() {
    let bytes = "From: a@alpha.example\nTo: 佐藤 <b@beta.example>\nSubject: 打ち合わせ\n\nよろしく。\n".as_bytes();
    let sound = load(bytes, &Limits::default(), 932).unwrap().remove(0).draft;
    let problems = |change: fn(&mut Draft)| {
        let mut draft = sound.clone();
        change(&mut draft);
        spans::problems(&draft, bytes, &Facts::default(), &[]).len()
    };
    assert_eq!(problems(|_| {}), 0);
    assert!(problems(|draft| draft.subject.as_mut().unwrap().span.start += 1) > 0);
    assert!(problems(|draft| draft.recipients[0].mailbox.address.span.end -= 1) > 0);
    assert!(problems(|draft| draft.from[0].address.span = draft.recipients[0].mailbox.address.span) > 0);
    assert!(problems(|draft| draft.body.own[0].end -= 1) > 0);
    assert!(problems(|draft| draft.headers[1].span = draft.headers[2].span) > 0);
}

#[test]
fn a_draft_is_judged_the_same_in_any_order_and_with_any_number_of_jobs() {
    let checker = collect::default_checker();
    let paths: Vec<PathBuf> = fixture::fixtures().into_iter().map(|fixture| fixture.path).collect();
    let in_order = run(&paths, &checker, Some(1));
    assert_eq!(in_order.outcomes.len(), paths.len());
    for jobs in [Some(2), Some(7), None] {
        let mut other = paths.clone();
        // Neither sorted nor reversed: every seventh first.
        other.sort_by_key(|path| paths.iter().position(|known| known == path).map(|at| (at % 7, at)));
        let mut shuffled = run(&other, &checker, jobs);
        assert_ne!(shuffled.outcomes, in_order.outcomes, "this order is another one");
        assert_eq!(shuffled.exit_code, in_order.exit_code);
        shuffled.outcomes.sort();
        let mut sorted = in_order.outcomes.clone();
        sorted.sort();
        assert!(shuffled.outcomes == sorted, "{jobs:?}");
    }
}

#[test]
fn a_draft_is_judged_the_same_alone_and_among_others() {
    let checker = collect::default_checker();
    let paths: Vec<PathBuf> = fixture::fixtures()
        .into_iter()
        .filter(|fixture| fixture.folder == "slips")
        .map(|fixture| fixture.path)
        .collect();
    let together = run(&paths, &checker, None).outcomes;
    let alone: Vec<String> =
        paths.iter().flat_map(|path| run(std::slice::from_ref(path), &checker, None).outcomes).collect();
    assert_eq!(alone, together);
}

#[test]
fn a_rule_alone_finds_what_it_finds_among_all() {
    let settings = "organization.domains = ['city.example', 'alpha.example']\npartner = [{ name = 'Beta', domains = ['beta.example'], name-required = true }]";
    let checker = |only: &[String]| {
        let settings = from_text("mailcheck.toml", settings, Path::new(".")).unwrap();
        Checker::new(settings, &CheckOptions { only: only.to_vec(), ..CheckOptions::default() }).unwrap()
    };
    let all = checker(&[]);
    let in_force = || all.rules().rules().iter().filter(|rule| !rule.is_about_mailing());
    // Rules that ask for the same facts are tried together.
    let mut groups: Vec<(Demand, Vec<String>)> = Vec::new();
    for rule in in_force() {
        let mut demand = Demand::default();
        rule.add_demand(&mut demand, true);
        match groups.iter_mut().find(|(other, _)| *other == demand) {
            Some((_, rules)) => rules.push(rule.id.clone()),
            None => groups.push((demand, vec![rule.id.clone()])),
        }
    }
    assert!(groups.len() >= 4 && in_force().count() > 50, "there is something to compare");
    let groups: Vec<(Vec<String>, Checker)> =
        groups.into_iter().map(|(_, rules)| (rules.clone(), checker(&rules))).collect();
    let found = |checker: &Checker, draft: &Draft| checker.findings(&checker.facts(draft, None), None);
    let mut found_alone = 0;
    for (title, bytes) in all_drafts() {
        for loaded in load(&bytes, &Limits::default(), 932).unwrap() {
            let among_all = found(&all, &loaded.draft);
            for (rules, checker) in &groups {
                let alone = found(checker, &loaded.draft);
                let of_these = among_all.iter().filter(|finding| rules.contains(&finding.rule.to_string()));
                assert!(alone.iter().eq(of_these), "{title}: {rules:?}");
                found_alone += alone.len();
            }
        }
    }
    assert!(found_alone > 500, "only {found_alone} findings");
}
