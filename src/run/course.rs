//! The way of a run through its inputs: what comes of each draft is counted, kept for the mailing and handed to the
//! reports, in order; and the run may end before the last of them. Knows nothing of how a draft is judged.

use super::checker::Checker;
use super::drafts::{EXIT_FAILURE, RunError, RunOptions, Sink, count, count_findings, exit_code, shown_path};
use super::guard::Guard;
use super::judge::{Judged, Work, judge};
use super::mailing::{Gathered, Source};
use super::mbox::Mbox;
use super::notes::{Left, notes, stopped, without_draft};
use super::stored::Stored;
use super::stream::in_order;
use super::watch::{Progress, Watch};
use crate::finding::Finding;
use crate::paths::{Input, Inputs};
use crate::report::{Stopped, Summary};
use std::ops::ControlFlow;
use std::sync::Arc;

/// A run that is under way.
pub(super) struct Course<'a, 'r> {
    inputs: &'a Inputs,
    checker: &'a Checker,
    options: RunOptions,
    watch: &'a dyn Watch,
    sinks: &'a mut [Sink<'r>],
    summary: Summary,
    gathered: Gathered,
    knows_who_we_are: bool,
    /// Inputs whose turn has come.
    reached: usize,
    /// Of the input in which the run ended early: its path, and its messages that were not checked.
    rest: Option<(String, Option<u64>)>,
}

impl<'a, 'r> Course<'a, 'r> {
    pub(super) fn new(
        inputs: &'a Inputs,
        checker: &'a Checker,
        options: RunOptions,
        watch: &'a dyn Watch,
        sinks: &'a mut [Sink<'r>],
    ) -> Self {
        let summary = Summary {
            rules: checker.rules().rules().len(),
            ignored: inputs.ignored,
            fail_on: options.fail_on,
            ..Summary::default()
        };
        Self {
            inputs,
            checker,
            options,
            watch,
            sinks,
            summary,
            gathered: Gathered::default(),
            knows_who_we_are: true,
            reached: 0,
            rest: None,
        }
    }

    /// Checks drafts until there is none any more, or somebody has enough.
    pub(super) fn check(&mut self) -> Result<(), RunError> {
        let Self { inputs, checker, watch, .. } = *self;
        if inputs.inputs.len() > 1 {
            watch.begins();
        }
        let mut left = inputs.inputs.iter();
        in_order(
            std::iter::from_fn(|| left.next().filter(|_| !watch.is_interrupted())),
            self.options.jobs,
            |_| 0,
            |input| judge(input, checker),
            |(work, stored)| self.take(work, stored),
        )?;
        if self.summary.stopped.is_none() && self.reached < inputs.inputs.len() {
            self.summary.stopped = Some(Stopped::Interrupted);
        }
        let is_all_seen = self.reached == inputs.inputs.len() && matches!(self.rest, None | Some((_, Some(0))));
        // The finding that ended the run was in the last draft, and no other rules were to run.
        if is_all_seen && !checker.is_mailing() {
            self.summary.stopped = None;
        }
        Ok(())
    }

    /// Judges the mailing when all of it was seen, and ends the reports.
    pub(super) fn end(mut self) -> Result<Summary, RunError> {
        let Self { inputs, checker, options, watch, .. } = self;
        if checker.is_mailing() && self.summary.stopped.is_none() {
            match self.gathered.judge(&inputs.inputs, checker, &|| watch.is_interrupted()) {
                None => self.summary.stopped = Some(Stopped::Interrupted),
                Some(mut mailing) => {
                    if let Some(baseline) = checker.baseline() {
                        baseline.take_mailing(&mut mailing);
                    }
                    count_findings(&mailing.outcome.findings, options, &mut self.summary);
                    for sink in &mut *self.sinks {
                        sink.report.mailing(&mailing, &mut sink.out)?;
                    }
                }
            }
        }
        let is_whole = self.summary.stopped.is_none();
        let mut summary = self.summary;
        summary.notes = notes(checker, self.knows_who_we_are, inputs.has_walked && is_whole);
        summary.notes.extend(inputs.without_draft.iter().map(|folder| without_draft(folder)));
        summary.exit_code = exit_code(&summary, options);
        if !inputs.without_draft.is_empty() && !options.is_empty_allowed {
            summary.exit_code = EXIT_FAILURE;
        }
        for note in checker.guard().map(Guard::notes).unwrap_or_default() {
            summary.notes.push(note.text);
            if note.is_failure {
                summary.exit_code = EXIT_FAILURE;
            }
        }
        if let Some(why) = summary.stopped {
            let files = inputs.inputs.len() - self.reached;
            let left = Left { rest: self.rest, files, is_mailing: checker.is_mailing() };
            summary.notes.push(stopped(why, &left));
            if why == Stopped::Interrupted || checker.is_mailing() {
                summary.exit_code = EXIT_FAILURE;
            }
        }
        for sink in self.sinks {
            sink.report.end(&summary, &mut sink.out)?;
            sink.out.flush()?;
        }
        Ok(summary)
    }

    /// Takes what came of the next input.
    fn take(&mut self, work: Work, stored: Option<Arc<Stored>>) -> Result<ControlFlow<()>, RunError> {
        let number = u32::try_from(self.reached).unwrap_or(u32::MAX);
        self.reached += 1;
        if let Some(stored) = stored {
            self.gathered.keep(number, stored);
        }
        let flow = match work {
            Work::Mbox(mbox) => self.take_mbox(number, *mbox)?,
            Work::Drafts(drafts) => {
                let messages = drafts.len();
                let (taken, flow) = self.take_drafts(number, drafts)?;
                if flow.is_break() && messages > 1 {
                    self.rest = Some((self.path_of(number), Some((messages - taken) as u64)));
                }
                flow
            }
        };
        if flow.is_continue() {
            self.tell(0.0);
        }
        Ok(flow)
    }

    fn take_mbox(&mut self, number: u32, mbox: Mbox) -> Result<ControlFlow<()>, RunError> {
        let Mbox { input, stored, mut batches } = mbox;
        let (checker, watch) = (self.checker, self.watch);
        watch.begins();
        self.reached -= 1;
        let size_bytes = stored.size_bytes().unwrap_or(0).max(1);
        let mut taken = 0;
        in_order(
            std::iter::from_fn(|| if watch.is_interrupted() { None } else { batches.next() }),
            self.options.jobs,
            |batch| batch.size_bytes(checker),
            |batch| (batch.end(), batch.judge(&input, &stored, checker)),
            |(end, drafts)| {
                let (more, flow) = self.take_drafts(number, drafts)?;
                taken += more as u64;
                self.tell(end as f64 / size_bytes as f64);
                Ok::<_, RunError>(flow)
            },
        )?;
        self.reached += 1;
        let messages = match self.summary.stopped {
            Some(_) => batches.count_all(&|| watch.is_interrupted()).map(|all| all.saturating_sub(taken)),
            None if watch.is_interrupted() && batches.has_more() => None,
            None => return Ok(ControlFlow::Continue(())),
        };
        self.summary.stopped.get_or_insert(Stopped::Interrupted);
        self.rest = Some((self.path_of(number), messages));
        Ok(ControlFlow::Break(()))
    }

    /// Takes drafts of one input; how many were taken, and whether that is enough.
    fn take_drafts(&mut self, number: u32, drafts: Vec<Judged>) -> Result<(usize, ControlFlow<()>), RunError> {
        let mut taken = 0;
        for Judged { mut outcome, is_sender_known, left, .. } in drafts {
            taken += 1;
            if let Some(baseline) = self.checker.baseline() {
                baseline.take_draft(&mut outcome);
            }
            self.knows_who_we_are &= is_sender_known;
            count(&outcome, self.options, &mut self.summary);
            if let Some((digest, source)) = left {
                self.gathered.add(digest, Source { input: number, ..source });
            }
            for sink in &mut *self.sinks {
                sink.report.draft(&outcome, &mut sink.out)?;
            }
            if self.options.is_fail_fast && outcome.findings.iter().any(|finding| self.fails(finding)) {
                self.summary.stopped = Some(Stopped::FailFast);
                return Ok((taken, ControlFlow::Break(())));
            }
        }
        Ok((taken, ControlFlow::Continue(())))
    }

    /// Whether a finding makes the run fail.
    fn fails(&self, finding: &Finding) -> bool {
        finding.suppressed.is_none() && self.options.fail_on.is_some_and(|fail_on| finding.severity >= fail_on)
    }

    /// Tells how far the run has come: `within` is the share of the input whose turn it is.
    fn tell(&self, within: f64) {
        let share = (self.reached as f64 + within) / self.inputs.inputs.len().max(1) as f64;
        self.watch.came(Progress { drafts: self.summary.drafts, share });
    }

    fn path_of(&self, number: u32) -> String {
        let input = self.inputs.inputs.get(number as usize);
        input.map_or_else(String::new, |input| {
            let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
            shown_path(path).0
        })
    }
}

/// Judges the drafts of these inputs and hands over what comes of each, with the number of its input, in order.
pub(super) fn each(
    inputs: &[Input],
    checker: &Checker,
    jobs: Option<usize>,
    take: &mut dyn FnMut(u32, Judged) -> Result<(), RunError>,
) -> Result<(), RunError> {
    let mut number = 0;
    let mut left = inputs.iter();
    in_order(
        std::iter::from_fn(|| left.next()),
        jobs,
        |_| 0,
        |input| judge(input, checker),
        |(work, _)| {
            match work {
                Work::Drafts(drafts) => drafts.into_iter().try_for_each(|judged| take(number, judged))?,
                Work::Mbox(mbox) => each_of_mbox(*mbox, checker, jobs, &mut |judged| take(number, judged))?,
            }
            number += 1;
            Ok(ControlFlow::Continue(()))
        },
    )
}

fn each_of_mbox(
    mbox: Mbox,
    checker: &Checker,
    jobs: Option<usize>,
    take: &mut dyn FnMut(Judged) -> Result<(), RunError>,
) -> Result<(), RunError> {
    let Mbox { input, stored, mut batches } = mbox;
    in_order(
        std::iter::from_fn(|| batches.next()),
        jobs,
        |batch| batch.size_bytes(checker),
        |batch| batch.judge(&input, &stored, checker),
        |drafts| {
            drafts.into_iter().try_for_each(&mut *take)?;
            Ok(ControlFlow::Continue(()))
        },
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::paths::inputs;
    use crate::run::checker::CheckOptions;
    use crate::settings::Settings;
    use crate::severity::Severity;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    /// Somebody who has enough when so many questions about it have been asked after the last draft.
    struct Impatient {
        questions: AtomicUsize,
        patience: usize,
        has_seen_all: AtomicBool,
    }

    impl Watch for Impatient {
        fn ends(&self) {
            self.has_seen_all.store(true, Ordering::SeqCst);
        }

        fn is_interrupted(&self) -> bool {
            self.has_seen_all.load(Ordering::SeqCst) && self.questions.fetch_add(1, Ordering::SeqCst) >= self.patience
        }
    }

    #[test]
    fn the_judgement_of_a_mailing_can_be_interrupted_and_is_then_not_reported() {
        let draft = tempfile::NamedTempFile::with_suffix(".eml").unwrap();
        std::fs::write(draft.path(), "From: a@city.example\nTo: b@club.example\nSubject: Notice\n\nHello.\n").unwrap();
        let inputs = inputs(&[draft.path().to_owned()], None);
        let options = CheckOptions { is_mailing: true, expected_drafts: Some(9), ..CheckOptions::default() };
        let checker = Checker::new(Settings::default(), &options).unwrap();
        let run_options = RunOptions {
            fail_on: Some(Severity::Error),
            show: Severity::Info,
            jobs: Some(1),
            is_empty_allowed: false,
            is_fail_fast: false,
        };
        let mut interrupted = 0;
        for patience in 0..9 {
            let watch = Impatient { questions: AtomicUsize::new(0), patience, has_seen_all: false.into() };
            let summary = crate::run::drafts::run(&inputs, &checker, run_options, &watch, &mut []).unwrap();
            let has_note = summary.notes.iter().any(|note| note.en.contains("mailing as a whole did not run"));
            match summary.stopped {
                Some(Stopped::Interrupted) => {
                    assert_eq!((summary.errors, summary.exit_code, has_note), (0, EXIT_FAILURE, true));
                    interrupted += 1;
                }
                _ => assert_eq!((summary.errors, has_note), (1, false), "one draft of nine: {patience}"),
            }
        }
        assert!((3..9).contains(&interrupted), "{interrupted}");
    }
}
