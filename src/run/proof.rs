//! Runs the examples inside rule files: every bad one must be reported where it says, every good one must be silent,
//! and no condition may be idle.

pub mod compose;

use super::checker::{CheckOptions, CheckerError, RosterText, Sending, Workbench};
use super::mailing::pieces::Pieces;
use super::mailing::view::{Name, NamedDraft, compose};
use crate::check::check;
use crate::draft::View;
use crate::facts::Facts;
use crate::finding::Finding;
use crate::load::Limits;
use crate::report::Outcome;
use crate::rule::Rule;
use crate::rule::compile::{Context as CompileContext, compile};
use crate::rule::file::{Example, RuleFile};
use crate::settings::{Roster, RuleSettings, Settings, from_text, read_address_book, read_lists};
use crate::severity::Severity;
use crate::span::Span;
use jiff::civil::Date;
use std::borrow::Cow;
use std::path::Path;

/// What an example showed, when it is not what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// Where the example (or the rule's file) stands in the rule file.
    pub span: Span,
    /// What went wrong.
    pub kind: FailureKind,
    /// What was seen and what was expected.
    pub detail: String,
}

/// The four ways a proof fails, and an example that cannot be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// A bad draft passed.
    Missing,
    /// A good one was reported.
    Noisy,
    /// Wrong labels or wrong level.
    Misplaced,
    /// A condition that no example needs.
    Idle,
    /// The example itself is broken.
    Broken,
}

impl FailureKind {
    /// The word in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            FailureKind::Missing => "missing",
            FailureKind::Noisy => "noisy",
            FailureKind::Misplaced => "misplaced",
            FailureKind::Idle => "idle",
            FailureKind::Broken => "broken",
        }
    }
}

/// What an example must show: nothing for a good one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Level of the finding.
    pub severity: Severity,
    /// Text under each label, in order.
    pub labels: Vec<String>,
}

/// An example with everything it needs, ready to be judged.
#[derive(Debug)]
pub struct Stage {
    rule: Rule,
    facts: Vec<(Facts, View)>,
    /// What the drafts show together, and the roster they are compared with.
    mailing: Facts,
    roster: Option<Roster>,
    is_mailing: bool,
}

impl Stage {
    /// Sets an example up: its settings, its people, its drafts as they stand in the rule file.
    ///
    /// # Errors
    /// The example's `config`, `book` or `lists` is broken, or a draft cannot be read.
    pub fn of(file: &RuleFile, example: &Example) -> Result<Self, String> {
        let carried = example.drafts.iter().map(|draft| compose::eml(draft, &example.attach)).collect::<Vec<_>>();
        Self::carried(file, example, &carried)
    }

    /// The same with the drafts in another carrier: bytes of .eml or .msg files.
    ///
    /// # Errors
    /// As [`Stage::of`].
    pub fn carried(file: &RuleFile, example: &Example, drafts: &[Vec<u8>]) -> Result<Self, String> {
        let settings = settings_of(example)?;
        let tuning = settings.rules.get(&file.id).cloned().unwrap_or_default();
        let options = CheckOptions {
            is_template_stage: example.stage.as_deref() == Some("template"),
            sending: (example.stage.as_deref() == Some("sending")).then_some(Sending { keeps_bcc: true }),
            is_mailing: example.is_mailing,
            expected_drafts: example.expected,
            roster: example.roster.clone().map(|text| RosterText { name: "members.csv".to_owned(), text }),
            today: example.now.as_deref().map_or(Ok(Date::default()), day_of)?,
            ..CheckOptions::default()
        };
        let mut workbench = Workbench::new(settings, &options).map_err(|error: CheckerError| error.to_string())?;
        let rule = compiled(file, &tuning, &workbench)?;
        if let Some(sent) = &example.history {
            let sent = compose::eml(sent, &example.attach);
            for message in crate::load::load(&sent, &Limits::default(), 932).map_err(|error| error.to_string())? {
                workbench.add_to_history(&message.draft, options.today);
            }
        }
        let (mut facts, mut digests) = (Vec::new(), Vec::new());
        for bytes in drafts {
            let loaded = crate::load::load(bytes, &Limits::default(), 932).map_err(|error| error.to_string())?;
            for message in loaded {
                let mut of_draft = workbench.facts(&message.draft, None);
                workbench.add_what_went_before(&message.draft, &mut of_draft);
                digests.extend(workbench.digest(&message.draft, &of_draft));
                facts.push((of_draft, message.draft.view));
            }
        }
        let mailing = workbench.mailing_facts(&digests);
        let roster = workbench.settings().people.roster.clone();
        Ok(Self { rule, facts, mailing, roster, is_mailing: example.is_mailing })
    }

    /// What the rule shows; for several drafts the first that it reports.
    #[must_use]
    pub fn shown(&self) -> Option<Shown> {
        self.shown_by(&self.rule)
    }

    /// The rule with the example's settings.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// What the rule finds, and the view it points into; for several drafts the first that it reports.
    #[must_use]
    pub fn finding(&self) -> Option<(Finding, Cow<'_, View>)> {
        self.found_by(&self.rule)
    }

    fn found_by(&self, rule: &Rule) -> Option<(Finding, Cow<'_, View>)> {
        if rule.is_about_mailing() && self.is_mailing {
            let finding = check(&self.mailing, rule, &|_| false)?;
            return Some(self.composed(finding));
        }
        self.facts.iter().find_map(|(facts, view)| Some((check(facts, rule, &|_| false)?, Cow::Borrowed(view))))
    }

    /// A finding about all drafts, and the lines of them it points at.
    fn composed(&self, mut finding: Finding) -> (Finding, Cow<'_, View>) {
        let mut draft = |number: u32, places: &[Span]| {
            let (_, view) = self.facts.get(number as usize)?;
            let name = Name { path: format!("{:02}.eml", number + 1), message: 1 };
            let outcome = Outcome { view: Some(view.clone()), ..Outcome::default() };
            Some(NamedDraft { name, pieces: Some(Pieces::of(&outcome, places)) })
        };
        let findings = std::slice::from_mut(&mut finding);
        let composed = compose(findings, &self.mailing.mailing, self.roster.as_ref(), &mut draft);
        (finding, Cow::Owned(composed.view))
    }

    fn shown_by(&self, rule: &Rule) -> Option<Shown> {
        let (finding, view) = self.found_by(rule)?;
        Some(Shown { severity: finding.severity, labels: label_texts(&finding, &view) })
    }
}

/// The day of an example's `now`: a date, or the day that a time in RFC 3339 begins with.
fn day_of(now: &str) -> Result<Date, String> {
    now.get(.."2026-04-01".len()).unwrap_or(now).parse().map_err(|_| format!("`now = {now}` is no date"))
}

fn label_texts(finding: &Finding, view: &View) -> Vec<String> {
    finding.labels.iter().map(|label| view.slice(label.span).to_owned()).collect()
}

fn compiled(file: &RuleFile, tuning: &RuleSettings, workbench: &Workbench) -> Result<Rule, String> {
    compile(
        file,
        &CompileContext {
            settings: tuning,
            configured: workbench.settings(),
            lists: &|name| workbench.lists().get(name),
        },
    )
    .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

fn settings_of(example: &Example) -> Result<Settings, String> {
    let mut settings = match &example.config {
        Some(text) => from_text("config", text, Path::new("."))
            .map_err(|error| error.broken.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?,
        None => Settings::default(),
    };
    if let Some(book) = &example.book {
        settings.people.address_book = read_address_book("book", book).map_err(|error| error.to_string())?;
    }
    if let Some(lists) = &example.lists {
        settings.people.lists = read_lists("lists", lists).map_err(|error| error.to_string())?;
    }
    Ok(settings)
}

/// Runs every example of a rule file and drops each condition in turn.
#[must_use]
pub fn prove(file: &RuleFile) -> Vec<Failure> {
    let mut failures = Vec::new();
    let mut stages = Vec::new();
    for (example, is_bad) in
        file.bad.iter().map(|example| (example, true)).chain(file.good.iter().map(|example| (example, false)))
    {
        match Stage::of(file, example) {
            Ok(stage) => {
                failures.extend(judge(file, example, is_bad, stage.shown()));
                stages.push(stage);
            }
            Err(detail) => failures.push(failure(file, example.span, FailureKind::Broken, detail)),
        }
    }
    if failures.is_empty() {
        failures.extend(idle_conditions(file, &stages));
    }
    failures
}

/// Compares what an example showed with what it says.
#[must_use]
pub fn judge(file: &RuleFile, example: &Example, is_bad: bool, shown: Option<Shown>) -> Option<Failure> {
    match (is_bad, shown) {
        (true, None) => Some(failure(file, example.span, FailureKind::Missing, "nothing was reported".to_owned())),
        (false, Some(shown)) => {
            Some(failure(file, example.span, FailureKind::Noisy, format!("reported at {:?}", shown.labels)))
        }
        (true, Some(shown)) => {
            if let Some(severity) = example.severity
                && severity != shown.severity
            {
                let detail = format!("level is {}, expected {}", shown.severity.name(), severity.name());
                return Some(failure(file, example.span, FailureKind::Misplaced, detail));
            }
            (shown.labels != example.points_at).then(|| {
                let detail = format!("points at {:?}, expected {:?}", shown.labels, example.points_at);
                failure(file, example.span, FailureKind::Misplaced, detail)
            })
        }
        (false, None) => None,
    }
}

/// Conditions without which every example shows the same.
fn idle_conditions(file: &RuleFile, stages: &[Stage]) -> Vec<Failure> {
    let mut failures = Vec::new();
    let Some(first) = stages.first() else { return failures };
    for place in condition_places(&first.rule) {
        let is_idle = stages.iter().all(|stage| {
            let mut weaker = stage.rule.clone();
            place.remove_from(&mut weaker);
            stage.shown_by(&weaker) == stage.shown()
        });
        if is_idle {
            let detail = format!("no example needs {}", place.describe(&first.rule));
            failures.push(failure(file, Span::default(), FailureKind::Idle, detail));
        }
    }
    failures
}

/// One condition of a rule: in which table, and which.
#[derive(Debug, Clone, Copy)]
struct ConditionPlace {
    table: Table,
    number: usize,
    condition: usize,
}

#[derive(Debug, Clone, Copy)]
enum Table {
    When,
    Raise,
    Unless,
}

impl ConditionPlace {
    fn remove_from(self, rule: &mut Rule) {
        let test = match self.table {
            Table::When => &mut rule.when[self.number],
            Table::Raise => &mut rule.raise[self.number].1,
            Table::Unless => &mut rule.unless[self.number],
        };
        test.conditions.remove(self.condition);
    }

    fn describe(self, rule: &Rule) -> String {
        let (word, test) = match self.table {
            Table::When => ("when", &rule.when[self.number]),
            Table::Raise => ("raise", &rule.raise[self.number].1),
            Table::Unless => ("unless", &rule.unless[self.number]),
        };
        let field = test.collection.fields()[test.conditions[self.condition].field].name;
        format!("`{field}` of {word}.{} (table {})", test.collection.name(), self.number + 1)
    }
}

fn condition_places(rule: &Rule) -> Vec<ConditionPlace> {
    let places = |table: Table, counts: Vec<usize>| {
        counts.into_iter().enumerate().flat_map(move |(number, count)| {
            (0..count).map(move |condition| ConditionPlace { table, number, condition })
        })
    };
    places(Table::When, rule.when.iter().map(|test| test.conditions.len()).collect())
        .chain(places(Table::Raise, rule.raise.iter().map(|(_, test)| test.conditions.len()).collect()))
        .chain(places(Table::Unless, rule.unless.iter().map(|test| test.conditions.len()).collect()))
        .collect()
}

fn failure(file: &RuleFile, span: Span, kind: FailureKind, detail: String) -> Failure {
    Failure { rule: file.id.clone(), span, kind, detail }
}
