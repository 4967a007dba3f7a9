//! Everything that is made ready once and then asked about each draft: lists, vocabulary, rules, allowances.

mod error;
mod options;

pub use error::CheckerError;
pub use options::{CheckOptions, RosterText, Sending};

use super::approvals::Approvals;
use super::baseline::Keeper;
use super::guard::Guard;
use super::limits::{inside_limits, limits};
use super::readers::with_readers;
use crate::approval::standing::Standing;
use crate::check::check;
use crate::draft::Draft;
use crate::facts::mailing::digest::DraftDigest;
use crate::facts::mailing::inside::Looking;
use crate::facts::mailing::members::Members;
use crate::facts::mailing::remembering::Remembering;
use crate::facts::mailing::sending::{History, sending};
use crate::facts::mailing::{self, Mailing};
use crate::facts::own::Own;
use crate::facts::policy::Policies;
use crate::facts::recipient::{self, Acquaintances};
use crate::facts::schema::{Demand, RecipientRow, Row};
use crate::facts::text::Vocabulary;
use crate::facts::thread::ThreadAddresses;
use crate::facts::{Context, Facts};
use crate::finding::{Finding, Suppression};
use crate::lists::Lists;
use crate::load::Limits;
use crate::rule::Rule;
use crate::rule::set::RuleSet;
use crate::settings::allowance::Allowances;
use crate::settings::overrides::Overrides;
use crate::settings::templates::Templates;
use crate::settings::{PolicyKind, Settings};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::Path;

/// What facts are made with: settings, lists and vocabulary.
#[derive(Debug)]
pub struct Workbench {
    settings: Settings,
    acquaintances: Acquaintances,
    lists: Lists,
    vocabulary: Vocabulary,
    policies: Policies,
    /// When the settings ask for approvals.
    approvals: Option<Approvals>,
    templates: Templates,
    today: Date,
    is_template_stage: bool,
    sending: Option<Sending>,
    limits: Limits,
    mailing: Option<MailingBench>,
    history: Option<History>,
    wants_sendings: bool,
    guard: Option<Guard>,
    /// Everything, until rules say that they ask for less.
    demand: Demand,
}

/// What the drafts of a mailing are compared with.
#[derive(Debug)]
struct MailingBench {
    /// The roster, when there is one.
    members: Option<Members>,
    expected_drafts: Option<u64>,
    is_part: bool,
}

/// Judges drafts one by one, from any thread.
#[derive(Debug)]
pub struct Checker {
    workbench: Workbench,
    rules: RuleSet,
    allowances: Allowances,
    overrides: Overrides,
    baseline: Option<Keeper>,
    wants_edits: bool,
}

impl Workbench {
    /// Reads the lists with the user's changes.
    ///
    /// # Errors
    /// A change to a list that does not exist, or a pattern that is none.
    pub fn new(mut settings: Settings, options: &CheckOptions) -> Result<Self, CheckerError> {
        let changes = settings.lists.iter();
        let lists = Lists::with_changes(
            changes.map(|(name, change)| (name.as_str(), change.add.as_slice(), change.remove.as_slice())),
        )?;
        for (list, change) in settings.lists.iter().filter(|(list, _)| Lists::has_patterns(list)) {
            let mut patterns = change.add.iter().filter_map(|line| line.split('\t').nth(1));
            if let Some(pattern) = patterns.find(|pattern| !Vocabulary::takes(pattern)) {
                return Err(CheckerError::ListPattern { list: list.clone(), pattern: pattern.to_owned() });
            }
        }
        let vocabulary = Vocabulary::new(&|name| lists.get(name));
        if let Some(table) = &options.roster {
            settings.people.roster = Some(options::roster(table, &settings, &lists)?);
        }
        let asks_for_approval = settings.policy.has(PolicyKind::Approval);
        let roster = options.roster.as_ref().map(|table| table.text.as_str());
        let approvals = asks_for_approval.then(|| Approvals::new(&settings.approval)).transpose();
        let approvals = approvals.map(|approvals| approvals.map(|approvals| approvals.with_roster(roster)));
        let mailing = options.is_mailing.then(|| MailingBench {
            members: settings.people.roster.as_ref().map(|roster| Members::new(roster, &vocabulary.names)),
            expected_drafts: options.expected_drafts,
            is_part: options.is_part,
        });
        Ok(Self {
            mailing,
            history: options.history.clone(),
            wants_sendings: options.wants_sendings || options.is_part,
            guard: options.loop_guard.clone().filter(|_| !options.is_mailing).map(Guard::new),
            acquaintances: Acquaintances::new(&settings),
            policies: Policies::new(&settings.policy),
            approvals: approvals.map_err(CheckerError::Approvals)?,
            templates: Templates::new(&settings.templates),
            limits: limits(&settings),
            settings,
            lists,
            vocabulary,
            today: options.today,
            is_template_stage: options.is_template_stage,
            sending: options.sending,
            demand: Demand::ALL,
        })
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Word and domain lists in force.
    #[must_use]
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// What the rules can see of a draft. `path` is `None` for standard input.
    #[must_use]
    pub fn facts(&self, draft: &Draft, path: Option<&Path>) -> Facts {
        let declared = self.templates.declared(path);
        let standing = self.standing(draft, path).unwrap_or_default();
        with_readers(&self.limits, self.settings.code_page, |readers| {
            let context = Context {
                settings: &self.settings,
                acquaintances: &self.acquaintances,
                lists: &self.lists,
                vocabulary: &self.vocabulary,
                policies: &self.policies,
                today: self.today,
                is_template_stage: self.is_template_stage,
                sending: self.sending,
                declared: declared.as_deref(),
                in_mailing: self.mailing.is_some(),
                standing: &standing,
                demand: self.demand,
                readers: *readers,
                inside_limits: inside_limits(&self.settings),
            };
            Facts::of(draft, &context)
        })
    }

    /// Every approval of a draft that can be found; `None` when the settings ask for none.
    fn standing(&self, draft: &Draft, path: Option<&Path>) -> Option<Standing> {
        self.approvals.as_ref().map(|approvals| approvals.standing(draft, path, Timestamp::now()))
    }

    /// What a draft leaves for the judgement of its mailing; `None` when it is none.
    #[must_use]
    pub fn digest(&self, draft: &Draft, facts: &Facts) -> Option<DraftDigest> {
        self.mailing.as_ref()?;
        Some(self.remembered(draft, facts))
    }

    fn remembered(&self, draft: &Draft, facts: &Facts) -> DraftDigest {
        let members = self.mailing.as_ref().and_then(|mailing| mailing.members.as_ref());
        with_readers(&self.limits, self.settings.code_page, |readers| {
            let looking = Looking { readers, limits: inside_limits(&self.settings) };
            let has_history = self.history.is_some() || self.wants_sendings;
            Remembering { draft, facts, vocabulary: &self.vocabulary, members, looking, has_history }.digest()
        })
    }

    /// Adds what a draft that is checked alone shows together with what was sent before it. The loop guard remembers it
    /// from then on.
    pub fn add_what_went_before(&self, draft: &Draft, facts: &mut Facts) {
        if self.mailing.is_some() || (self.history.is_none() && self.guard.is_none()) {
            return;
        }
        let digest = self.remembered(draft, facts);
        let drafts = match &self.guard {
            Some(guard) => guard.messages_up_to(draft, &digest),
            None => vec![digest],
        };
        facts.mailing = mailing::rows_of_last(&drafts, self.history.as_ref());
    }

    /// Takes a draft for one that was sent on that day.
    pub fn add_to_history(&mut self, draft: &Draft, day: Date) {
        let sent = sending(draft, &self.recipients(draft)).map(|sending| (sending, day));
        self.history = Some(History::new(sent.into_iter().collect()));
    }

    /// What the rules can see of a mailing.
    #[must_use]
    pub fn mailing_facts(&self, drafts: &[DraftDigest]) -> Facts {
        let mailing = Mailing {
            drafts,
            roster: self.settings.people.roster.as_ref(),
            expected: self.mailing.as_ref().and_then(|mailing| mailing.expected_drafts),
            history: self.history.as_ref(),
        };
        Facts { mailing: mailing::rows(&mailing), ..Facts::default() }
    }

    /// What is known of the recipients alone, as they stand in a table of addresses.
    #[must_use]
    pub fn recipients(&self, draft: &Draft) -> Vec<RecipientRow> {
        let own = Own::of(draft, &self.settings, &self.lists);
        recipient::rows(draft, &own, &self.acquaintances, &self.lists, &ThreadAddresses::default())
    }
}

impl Checker {
    /// Makes everything ready.
    ///
    /// # Errors
    /// All broken rule files and all names that nobody knows.
    pub fn new(settings: Settings, options: &CheckOptions) -> Result<Self, CheckerError> {
        let mut workbench = Workbench::new(settings, options)?;
        let settings = &workbench.settings;
        let rules = RuleSet::load(settings, &|name| workbench.lists.get(name), &options.only, &options.skip)
            .map_err(CheckerError::Rules)?;
        let id_of = |id: &str| rules.find(id).map_or_else(|| id.to_owned(), |rule| rule.file.id.clone());
        let allowances = Allowances::new(&settings.allowances, &id_of, options.today);
        let overrides = Overrides::new(&settings.overrides, &id_of);
        let baseline = options.baseline.clone().map(|options| Keeper::new(options, settings, &rules));
        if !options.wants_all_facts {
            workbench.demand = rules.demand(!settings.partners.is_empty(), options.is_mailing);
            // Who must approve may hang on whose data stand in it.
            let asks_for_persons = settings.policy.entries.iter().any(|entry| entry.condition.persons.is_some());
            workbench.demand.contents |= asks_for_persons;
            workbench.demand.disclosures |= asks_for_persons;
        }
        Ok(Self { rules, allowances, overrides, baseline, wants_edits: options.wants_edits, workbench })
    }

    /// The rules in force.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.workbench.settings
    }

    /// Every approval of a draft that can be found; `None` when the settings ask for none.
    #[must_use]
    pub fn standing(&self, draft: &Draft, path: Option<&Path>) -> Option<Standing> {
        self.workbench.standing(draft, path)
    }

    /// What allowances were left over, after the last draft.
    #[must_use]
    pub fn allowances(&self) -> &Allowances {
        &self.allowances
    }

    /// Findings that are known, when there is a baseline.
    #[must_use]
    pub fn baseline(&self) -> Option<&Keeper> {
        self.baseline.as_ref()
    }

    /// Limits of loading.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.workbench.limits
    }

    /// The same for drafts of which nobody asks more than a check.
    pub(super) fn check_limits(&self) -> Limits {
        Limits { keeps_markup: self.workbench.approvals.is_some(), ..self.workbench.limits }
    }

    /// What the rules can see of a draft; settings for some paths count, unless `path` is `None`, as for standard input.
    #[must_use]
    pub fn facts(&self, draft: &Draft, path: Option<&Path>) -> Facts {
        self.workbench.facts(draft, path)
    }

    /// Corrections are asked for.
    #[must_use]
    pub fn wants_edits(&self) -> bool {
        self.wants_edits
    }

    /// The drafts go out together.
    #[must_use]
    pub fn is_mailing(&self) -> bool {
        self.workbench.mailing.is_some()
    }

    /// The drafts are a part of a mailing.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.workbench.mailing.as_ref().is_some_and(|mailing| mailing.is_part)
    }

    /// What a draft leaves for the judgement of its mailing; `None` when it is none.
    #[must_use]
    pub fn digest(&self, draft: &Draft, facts: &Facts) -> Option<DraftDigest> {
        self.workbench.digest(draft, facts)
    }

    /// What the rules can see of a mailing.
    #[must_use]
    pub fn mailing_facts(&self, drafts: &[DraftDigest]) -> Facts {
        self.workbench.mailing_facts(drafts)
    }

    /// The loop guard, when there is one.
    #[must_use]
    pub fn guard(&self) -> Option<&Guard> {
        self.workbench.guard.as_ref()
    }

    /// Adds what a draft that is checked alone shows together with what was sent before it. The loop guard remembers it
    /// from then on.
    pub fn add_what_went_before(&self, draft: &Draft, facts: &mut Facts) {
        self.workbench.add_what_went_before(draft, facts);
    }

    /// What is known of the recipients alone.
    #[must_use]
    pub fn recipients(&self, draft: &Draft) -> Vec<RecipientRow> {
        self.workbench.recipients(draft)
    }

    /// What these rules find, as far as they are in force, in the order of the rules.
    #[must_use]
    pub fn findings_of(&self, ids: &[&str], facts: &Facts, path: Option<&Path>) -> Vec<Finding> {
        let named = self.rules.rules().iter().filter(|rule| ids.contains(&rule.id.as_str()));
        named.filter_map(|rule| self.finding(rule, facts, path)).collect()
    }

    /// What the rules in force find, the gravest first, then in the order of the view. `path` is `None` for
    /// standard input.
    #[must_use]
    pub fn findings(&self, facts: &Facts, path: Option<&Path>) -> Vec<Finding> {
        // A draft that is checked alone has such rows when something went before it.
        let is_asked = |rule: &&Rule| !rule.is_about_mailing() || !facts.mailing.is_empty();
        let rules = self.rules.rules().iter().filter(is_asked);
        sorted(rules.filter_map(|rule| self.finding(rule, facts, path)))
    }

    /// What the rules in force find in a mailing, the gravest first.
    #[must_use]
    pub fn mailing_findings(&self, facts: &Facts) -> Vec<Finding> {
        let rules = self.rules.rules().iter().filter(|rule| rule.is_about_mailing());
        sorted(rules.filter_map(|rule| self.finding(rule, facts, None)))
    }

    fn finding(&self, rule: &Rule, facts: &Facts, path: Option<&Path>) -> Option<Finding> {
        let is_exempt =
            |row: &dyn Row| row.address().is_some_and(|address| self.allowances.exempts(&rule.id, path, address));
        let mut finding = check(facts, rule, &is_exempt)?;
        if let Some(level) = self.overrides.level(&rule.id, path) {
            finding.severity = level?;
        }
        if self.allowances.covers_draft(&rule.id, path).is_some() {
            finding.suppressed = Some(Suppression::Allow);
        }
        Some(finding)
    }
}

fn sorted(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = findings.collect();
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), primary_start(finding)));
    findings
}

fn primary_start(finding: &Finding) -> usize {
    finding.labels.iter().find(|label| label.is_primary).map_or(0, |label| label.span.start)
}
