//! What every command in the send path does with a message: checks it with the settings of the system and the user, and
//! refuses in few words. Whatever goes wrong here keeps the message from leaving.

use super::drafts::today;
use crate::lang::Lang;
use crate::report::tools::remark::Remarks;
use crate::report::{Texts, safe};
use crate::run::checker::{CheckOptions, Checker, Sending as SendingStage};
use crate::run::guard::{DEFAULT_MINUTES, GuardOptions};
use crate::run::handed_over::{Route, judge_handed_over};
use crate::send::header_block;
use crate::settings::{Allowance, Request, SendSettings, Settings, StripBcc, load};
use crate::severity::Severity;
use jiff::Timestamp;
use jiff::civil::Date;
use std::io::{Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::{Arc, Mutex, PoisonError};

/// The command was used wrongly (sysexits.h).
pub(super) const EX_USAGE: u8 = 64;
/// The message is not sent: a rule forbids it, or nobody can read it.
const EX_DATAERR: u8 = 65;
/// The program that sends could not be run.
const EX_UNAVAILABLE: u8 = 69;
/// Something went wrong here.
const EX_SOFTWARE: u8 = 70;
/// The settings cannot be used.
const EX_CONFIG: u8 = 78;
/// A delivery to be tried again: some callers take it for success, so it is never said here.
const EX_TEMPFAIL: i32 = 75;

/// By which a draft lets one rule pass: `Mailcheck-Allow: rule-id; reason`.
pub(super) const ALLOW_FIELD: &str = "Mailcheck-Allow";

/// The rule that asks for recipients.
const NO_RECIPIENT: &str = "no-recipient";

/// Options that all commands in the send path have.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    /// `--via`.
    pub via: Option<PathBuf>,
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--fail-on`; `None` leaves it to the settings.
    pub fail_on: Option<Severity>,
    /// Of messages.
    pub lang: Lang,
}

/// Why a message does not leave.
#[derive(Debug)]
pub(super) struct Refusal {
    /// sysexits.h.
    code: u8,
    /// For people, safe to print; several lines.
    text: String,
    /// What of it rules have found; the text tells it as well.
    objections: Vec<Objection>,
}

/// One finding that keeps a message back, in words.
#[derive(Debug)]
pub(super) struct Objection {
    pub rule: String,
    pub severity: Severity,
    /// In one line, safe to print.
    pub message: String,
    /// What to do; in one line, safe to print.
    pub help: Option<String>,
    /// Where in the message, in words; `None` for no place in particular.
    pub place: Option<String>,
}

impl Refusal {
    fn new(code: u8, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), objections: Vec::new() }
    }

    /// What rules have found; empty when no rule is to blame.
    pub(super) fn objections(&self) -> &[Objection] {
        &self.objections
    }

    /// The message is to blame, not us.
    pub(super) fn is_of_message(&self) -> bool {
        self.code == EX_DATAERR
    }

    /// For people; several lines.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Something went wrong here.
    pub(super) fn internal(text: impl Into<String>) -> Self {
        Self::new(EX_SOFTWARE, text)
    }

    /// The settings, or the call, cannot be used.
    pub(super) fn configuration(text: impl Into<String>) -> Self {
        Self::new(EX_CONFIG, text)
    }
}

/// Runs a command so that its end is always told: in words on standard error and by a code that means "not sent".
pub(super) fn guarded(lang: Lang, command: impl FnOnce() -> Result<u8, Refusal>) -> u8 {
    let refusal = match panic::catch_unwind(AssertUnwindSafe(command)) {
        Ok(Ok(code)) => return code,
        Ok(Err(refusal)) => refusal,
        Err(_) => Refusal::new(
            EX_SOFTWARE,
            lang.pick("something went wrong inside of mailcheck", "mailcheck の内部で問題が起きました"),
        ),
    };
    let head = lang.pick("mailcheck: not sent", "mailcheck：送信していません");
    let separator = lang.pick(": ", "：");
    // Nobody is left to tell when standard error is closed; the code tells as well.
    let _ = writeln!(std::io::stderr().lock(), "{head}{separator}{}", safe::block(refusal.text.trim_end()));
    refusal.code
}

/// `error`, `warning` or `info`.
pub(super) fn level(word: &str, lang: Lang) -> Result<Severity, Refusal> {
    Severity::ALL.into_iter().find(|level| level.name() == word).ok_or_else(|| {
        let text = lang.pick(
            "--fail-on cannot be `{}`: error, warning or info",
            "--fail-on に「{}」は使えません。error、warning、info のどれかです",
        );
        Refusal::new(EX_USAGE, text.replace("{}", word))
    })
}

/// The whole message on standard input.
pub(super) fn read_message(limit_bytes: u64, lang: Lang) -> Result<Arc<[u8]>, Refusal> {
    let mut message = Vec::new();
    let read = std::io::stdin().lock().take(limit_bytes.saturating_add(1)).read_to_end(&mut message);
    read.map_err(|error| unreadable(&error.to_string(), lang))?;
    if message.len() as u64 > limit_bytes {
        return Err(too_large(limit_bytes, lang));
    }
    Ok(message.into())
}

/// What was to be checked cannot be read.
pub(super) fn unreadable(error: &str, lang: Lang) -> Refusal {
    let text = lang.pick("the message cannot be read: ", "メールを読み込めません：");
    Refusal::new(EX_SOFTWARE, format!("{text}{error}"))
}

/// More bytes than the limit for a file.
pub(super) fn too_large(limit_bytes: u64, lang: Lang) -> Refusal {
    let text = lang.pick("the message is larger than what can be checked", "メールが大きすぎて検査できません");
    Refusal::new(EX_DATAERR, format!("{text} ({limit_bytes} bytes)"))
}

/// How the program that sends ended, for who called us.
pub(super) fn ended(status: std::io::Result<ExitStatus>, program: &Path, lang: Lang) -> Result<u8, Refusal> {
    match status {
        Ok(status) => match status.code() {
            Some(EX_TEMPFAIL) => Ok(EX_SOFTWARE),
            Some(code) => Ok(u8::try_from(code).unwrap_or(EX_SOFTWARE)),
            // Ended by a signal.
            None => Ok(EX_SOFTWARE),
        },
        Err(error) => {
            let text = lang.pick("the program that sends cannot be run", "送信するプログラムを実行できません");
            Err(Refusal::new(EX_UNAVAILABLE, format!("{text}: {}: {error}", program.display())))
        }
    }
}

/// A message and its envelope.
pub(super) struct Outgoing<'m> {
    pub message: &'m Arc<[u8]>,
    /// Who was named beside the message.
    pub route: Route<'m>,
    /// Whoever gets it next leaves the field Bcc in; the same for all messages of a run.
    pub keeps_bcc: bool,
}

/// A message that may leave.
pub(super) struct Checked<'m> {
    message: &'m [u8],
    strips_bcc: bool,
}

impl Checked<'_> {
    /// What is handed on: every byte as it came, but for our own field, and for Bcc when the program that sends is not
    /// told to take recipients from the message (`keeps_bcc`): some of them leave the field in then.
    pub(super) fn message(&self, keeps_bcc: bool) -> Vec<u8> {
        let bcc: &[&str] = if keeps_bcc && self.strips_bcc { &["Bcc", "Resent-Bcc"] } else { &[] };
        header_block::without(self.message, &[&[ALLOW_FIELD], bcc].concat())
    }
}

/// Everything made ready to check messages.
pub(super) struct Sending {
    settings: Settings,
    options: Options,
    /// Made ready for the first message, and for the first one of the next day.
    ready: Mutex<Option<(Date, Arc<Checker>)>>,
}

impl Sending {
    /// Reads the settings of the system and the user; what lies in a folder beside a message does not count.
    pub(super) fn prepare(options: &Options) -> Result<Self, Refusal> {
        let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
        let mut request = Request::from_environment(folder);
        request.trust_project = false;
        request.config.clone_from(&options.config);
        let loaded = load(&request).map_err(|error| unusable(&error.into(), options.lang))?;
        let lang = loaded.settings.lang.unwrap_or(options.lang);
        Ok(Self { settings: loaded.settings, options: Options { lang, ..options.clone() }, ready: Mutex::default() })
    }

    /// The same, with messages in `lang`.
    pub(super) fn speaking(mut self, lang: Lang) -> Self {
        self.options.lang = lang;
        self
    }

    /// Rules and settings with mistakes, before the first message comes. `keeps_bcc` as for all messages of the run.
    pub(super) fn try_rules(&self, keeps_bcc: bool) -> Result<(), Refusal> {
        self.checker(Vec::new(), keeps_bcc).map(drop)
    }

    pub(super) fn settings(&self) -> &SendSettings {
        &self.settings.send
    }

    pub(super) fn limit_bytes(&self) -> u64 {
        crate::run::limits::limits(&self.settings).file_bytes
    }

    /// Asks for no recipients: whoever gets the message is named after this check.
    pub(super) fn before_recipients(mut self) -> Self {
        let reason = "recipients are named later".to_owned();
        self.settings.allowances.push(Allowance { rule: NO_RECIPIENT.to_owned(), reason, ..Allowance::default() });
        self
    }

    /// Checks the message; an `Err` says what is wrong with it.
    pub(super) fn check<'m>(&self, outgoing: &Outgoing<'m>) -> Result<Checked<'m>, Refusal> {
        let (lang, send) = (self.options.lang, &self.settings.send);
        let asked = header_block::bodies(outgoing.message, ALLOW_FIELD);
        let (mut notes, mut allowances) = (Vec::new(), Vec::new());
        if send.allow_in_draft == Some(true) {
            for allowance in asked.iter().filter_map(|body| allowance(body)) {
                if self.settings.rules.get(&allowance.rule).is_some_and(|rule| rule.is_locked) {
                    let text = lang.pick(
                        "`{}` is locked and cannot be allowed in a message",
                        "「{}」はロックされているため、メールの中では許可できません",
                    );
                    notes.push(text.replace("{}", &allowance.rule));
                } else {
                    self.log(&format!("allowed[{}]: {}", allowance.rule, allowance.reason));
                    allowances.push(allowance);
                }
            }
        } else if !asked.is_empty() {
            notes.push(
                lang.pick(
                    "Mailcheck-Allow does not count here: [send] allow-in-draft is not set",
                    "Mailcheck-Allow は、[send] allow-in-draft を設定していないため効きません",
                )
                .to_owned(),
            );
        }
        let fail_on = self.options.fail_on.or(send.fail_on).unwrap_or(Severity::Error);
        let checker = self.checker(allowances, outgoing.keeps_bcc)?;
        let outcome = judge_handed_over(outgoing.message, &outgoing.route, &checker);
        let mut remarks =
            Remarks::new(Texts::new(checker.rules().rules(), lang, Severity::Info, env!("CARGO_PKG_VERSION")));
        let (mut lines, mut objections) = (Vec::new(), Vec::new());
        for remark in remarks.shown(&outcome) {
            let line = format!("{}[{}]: {}", remark.severity.name(), remark.rule, remark.placed_message(lang));
            if remark.severity >= fail_on {
                lines.push(line);
                lines.extend(remark.help.iter().map(|help| format!("  {}{help}", lang.pick("help: ", "対処："))));
                objections.push(Objection {
                    rule: remark.rule.to_owned(),
                    severity: remark.severity,
                    place: remark.logical.words(lang).map(|words| safe::line(&words).into_owned()),
                    message: remark.message,
                    help: remark.help,
                });
            } else {
                self.log(&line);
            }
        }
        if let Some(guard) = checker.guard() {
            let failed = guard.notes().into_iter().find(|note| note.is_failure);
            if let Some(note) = failed {
                return Err(Refusal::new(EX_SOFTWARE, note.text.get(lang)));
            }
        }
        if !objections.is_empty() {
            lines.extend(notes);
            self.log(&format!("refused: {}", lines.first().map(String::as_str).unwrap_or_default()));
            return Err(Refusal { objections, ..Refusal::new(EX_DATAERR, lines.join("\n")) });
        }
        Ok(Checked { message: outgoing.message, strips_bcc: send.strip_bcc != Some(StripBcc::Never) })
    }

    /// What judges messages today. A message with allowances of its own gets one of its own, and so does each where a loop
    /// guard looks at the clock.
    fn checker(&self, allowances: Vec<Allowance>, keeps_bcc: bool) -> Result<Arc<Checker>, Refusal> {
        let options = self.check_options(keeps_bcc)?;
        let make = |allowances| {
            let mut settings = self.settings.clone();
            settings.allowances.extend(allowances);
            let checker = Checker::new(settings, &options);
            checker.map(Arc::new).map_err(|error| unusable(&error.into(), self.options.lang))
        };
        if !allowances.is_empty() || options.loop_guard.is_some() {
            return make(allowances);
        }
        // Whoever panicked here has left nothing half done.
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, checker)) = ready.as_ref().filter(|(day, _)| *day == options.today) {
            return Ok(Arc::clone(checker));
        }
        let checker = make(allowances)?;
        *ready = Some((options.today, Arc::clone(&checker)));
        Ok(checker)
    }

    fn check_options(&self, keeps_bcc: bool) -> Result<CheckOptions, Refusal> {
        let now = Timestamp::now();
        let guard = self.settings.loop_guard.as_ref().map(|folder| GuardOptions {
            folder: folder.clone(),
            minutes: self.settings.loop_guard_minutes.unwrap_or(DEFAULT_MINUTES),
            now: now.as_second(),
        });
        let today = today(None).map_err(|error| unusable(&error, self.options.lang))?;
        Ok(CheckOptions {
            today,
            sending: Some(SendingStage { keeps_bcc }),
            loop_guard: guard,
            ..CheckOptions::default()
        })
    }

    /// One line in the log that the settings name; a log that cannot be written keeps no message back.
    fn log(&self, line: &str) {
        let Some(file) = &self.settings.send.log else { return };
        let opened = std::fs::OpenOptions::new().create(true).append(true).open(file);
        let line = format!("{} {}\n", Timestamp::now(), safe::line(line));
        let _ = opened.and_then(|mut file| file.write_all(line.as_bytes()));
    }
}

/// `rule-id; reason`: both must be there.
fn allowance(body: &str) -> Option<Allowance> {
    let (rule, reason) = body.split_once(';')?;
    let (rule, reason) = (rule.trim().to_owned(), reason.trim().to_owned());
    (!rule.is_empty() && !reason.is_empty()).then(|| Allowance {
        rule,
        reason,
        place: ALLOW_FIELD.to_owned(),
        ..Allowance::default()
    })
}

/// Settings or rules with mistakes: each in one line.
fn unusable(error: &miette::Report, lang: Lang) -> Refusal {
    let text = lang.pick("the settings cannot be used", "設定が使えません");
    let mut lines = vec![text.to_owned()];
    let place = place(error.as_ref()).unwrap_or_default();
    lines.extend(error.chain().map(|cause| format!("  {place}{cause}")));
    for problem in error.related().into_iter().flatten() {
        lines.push(format!("  {}{problem}", self::place(problem).unwrap_or_default()));
        let others = problem.related().into_iter().flatten();
        lines.extend(others.map(|other| format!("  {}{other}", self::place(other).unwrap_or_default())));
    }
    Refusal::configuration(lines.join("\n"))
}

/// `mailcheck.toml:12: `, for a problem that stands in a text.
fn place(problem: &dyn miette::Diagnostic) -> Option<String> {
    let label = problem.labels()?.next()?;
    let contents = problem.source_code()?.read_span(label.inner(), 0, 0).ok()?;
    Some(format!("{}:{}: ", contents.name()?, contents.line() + 1))
}
