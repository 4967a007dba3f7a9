//! `mailcheck approve DRAFT...`: a statement about each, signed by ssh-keygen with the approver's key, which may be behind
//! a passphrase, in ssh-agent or on a token: only that program knows them all.

mod confirm;
mod sign;

use super::drafts::{read_table, today};
use super::{language, load_settings, shown};
use crate::approval::canonical_text::sha256;
use crate::approval::components::MAILING_FORM;
use crate::approval::statement::Statement;
use crate::cli::args::{Approve, Arguments};
use crate::cli::output_file::OutputFile;
use crate::cli::terminal;
use crate::lang::Lang;
use crate::paths::{Input, inputs};
use crate::report::human::Style;
use crate::report::{Texts, safe};
use crate::run;
use crate::run::approvals::{Approvals, MAILING_PREFIX, NAME_DIGITS, SIGNATURE_SUFFIX, SUFFIX};
use crate::run::approve::{Subject, mailing, subject};
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS};
use crate::run::sheet::Making;
use crate::severity::Severity;
use confirm::Asking;
use jiff::{SignedDuration, Timestamp};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

const HOURS_OF_A_DAY: i64 = 24;
/// Bytes of the longest file name.
const LONGEST_NAME: usize = 255;
/// Signs of an address in a file name.
const LONGEST_ADDRESS: usize = 64;

pub(in crate::cli) fn run(arguments: &Arguments, approve: &Approve) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let approver = approver(&approve.approver, lang)?;
    let settings = loaded.settings.approval.clone();
    let roster = approve.roster.as_deref().map(read_table).transpose()?;
    let options = CheckOptions {
        today: today(None)?,
        wants_all_facts: approve.confirm,
        is_mailing: approve.mailing,
        roster: roster.clone(),
        ..CheckOptions::default()
    };
    let approvals = Approvals::new(&settings)
        .map_err(|unusable| miette!("{}: {}", unusable.file.display(), unusable.why.get(lang)))?;
    let checker = Checker::new(loaded.settings, &options)?;
    let roster = roster.as_ref().map(|roster| roster.text.as_str());
    let desk = Desk { approve, checker: &checker, people: approvals.people_of(&approver), roster, lang };
    let found = inputs(&approve.drafts, None).inputs;
    let mut code = EXIT_CLEAN;
    let mut subjects: Vec<(&[Input], Subject)> = Vec::new();
    for inputs in if approve.mailing { vec![found.as_slice()] } else { found.chunks(1).collect() } {
        match desk.subject(inputs) {
            Ok(subject) => subjects.push((inputs, subject)),
            Err(why) => {
                eprintln!("{why}");
                code = EXIT_FAILURE;
            }
        }
    }
    let now = Timestamp::now();
    for (inputs, subject) in subjects {
        let path = inputs.first().and_then(Input::file);
        if subject.is_own {
            let text = lang.pick(
                "whoever sends it cannot approve it: somebody else must look at it",
                "差出人本人は承認できません。別の人に確認してもらってください",
            );
            eprintln!("{}: {text}", inputs.first().map(shown).unwrap_or_default());
            code = code.max(EXIT_FINDINGS);
            continue;
        }
        if approve.confirm && !desk.confirms(inputs, &subject, terminal::style(arguments.common.color))? {
            eprintln!("{}", lang.pick("not approved", "承認しませんでした"));
            code = code.max(EXIT_FINDINGS);
            continue;
        }
        let expires_at = approve.days.map(|days| end_of(now, days)).transpose()?;
        // Whole seconds: nobody reads the rest.
        let approved_at = Timestamp::from_second(now.as_second()).into_diagnostic()?;
        let statement =
            Statement { approver: approver.clone(), approved_at, expires_at, components: subject.components };
        let file = file_for(&statement, path, approve, &settings.folder, lang)?;
        let text = statement.text();
        let signature = sign::sign(&text, &approve.key, lang)?;
        // The signature first: a statement without one would be told as unsigned.
        let mut signature_file = file.as_os_str().to_owned();
        signature_file.push(SIGNATURE_SUFFIX);
        replace(Path::new(&signature_file), &signature, lang)?;
        replace(&file, text.as_bytes(), lang)?;
        eprintln!("{}{}", lang.pick("approved: ", "承認しました："), safe::line(&file.display().to_string()));
        if let Some(flaw) = approvals.read(&file, Timestamp::now()).flaw {
            let text = lang.pick("but it will not count", "ただし、このままでは有効になりません");
            eprintln!("{text}: {approver} {}", flaw.told.get(lang));
            code = code.max(EXIT_FINDINGS);
        }
        if subject.is_writer_unknown {
            let text = lang.pick(
                "no sender is named in it, so nobody can tell whether you wrote it yourself: one approval more is needed",
                "差出人（From）のアドレスがなく、書いた本人でないことを確かめられないため、承認がもう 1 件必要です",
            );
            eprintln!("{}: {text}", inputs.first().map(shown).unwrap_or_default());
        }
    }
    Ok(code)
}

/// What is read for an approval.
struct Desk<'a> {
    approve: &'a Approve,
    checker: &'a Checker,
    /// All addresses of whoever approves.
    people: Vec<String>,
    /// Text of the table that the mailing was made from.
    roster: Option<&'a str>,
    lang: Lang,
}

impl Desk<'_> {
    /// Of one draft, or of all as a mailing; an error is for people, with the file.
    fn subject(&self, inputs: &[Input]) -> Result<Subject, String> {
        let separator = self.lang.pick(": ", "：");
        if self.approve.mailing {
            return mailing(inputs, self.roster.map(str::as_bytes), &self.people, self.checker).map_err(
                |(path, why)| format!("{}{separator}{}", safe::line(&path.display().to_string()), why.get(self.lang)),
            );
        }
        let input = inputs.first().ok_or_else(String::new)?;
        subject(input, &self.people, self.checker)
            .map_err(|why| format!("{}{separator}{}", shown(input), why.get(self.lang)))
    }

    /// Shows the sheet and asks; an error when the drafts were changed in the meantime.
    fn confirms(&self, inputs: &[Input], subject: &Subject, style: Style) -> Result<bool> {
        let texts = Texts::new(self.checker.rules().rules(), self.lang, Severity::Warning, env!("CARGO_PKG_VERSION"));
        let day = today(None)?.to_string();
        let making = Making { checker: self.checker, texts: &texts, checked_on: &day, roster: self.roster };
        let asking = Asking { style, lang: self.lang };
        let agrees = if self.approve.mailing {
            asking.agrees_to_all(&run::sheet::mailing(inputs, &making).0)?
        } else {
            let (sheets, _) = run::sheet::sheets(inputs, &making);
            sheets.first().map_or(Ok(false), |sheet| asking.agrees(sheet))?
        };
        if agrees && self.subject(inputs).ok().as_ref() != Some(subject) {
            let text = self.lang.pick(
                "the draft was changed while it was looked at: nothing is approved",
                "確認している間に下書きが変わりました。承認していません",
            );
            return Err(miette!("{text}"));
        }
        Ok(agrees)
    }
}

/// One person's address: whoever checks takes it from the signed text.
fn approver(written: &str, lang: Lang) -> Result<String> {
    let address = written.trim().to_lowercase();
    let is_address = address.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
    if !is_address
        || address.contains(|sign: char| sign.is_whitespace() || sign.is_control() || "*?!,\"".contains(sign))
    {
        let text = lang.pick("--as takes one person's address", "--as には 1 人のアドレスを指定してください");
        return Err(miette!("{text}"));
    }
    Ok(address)
}

fn end_of(now: Timestamp, days: u64) -> Result<Timestamp> {
    let hours = i64::try_from(days).ok().and_then(|days| days.checked_mul(HOURS_OF_A_DAY));
    let hours = hours.filter(|hours| *hours > 0).ok_or_else(|| miette!("--days {days}"))?;
    let end = now.checked_add(SignedDuration::from_hours(hours)).into_diagnostic()?;
    Timestamp::from_second(end.as_second()).into_diagnostic()
}

/// Where the statement is written: an earlier one of the same person gives way, nobody else's does.
fn file_for(
    statement: &Statement,
    path: Option<&Path>,
    approve: &Approve,
    set_folder: &Option<PathBuf>,
    lang: Lang,
) -> Result<PathBuf> {
    let short: String = statement.digest().trim_start_matches("sha256:").chars().take(NAME_DIGITS).collect();
    let is_mailing = statement.components.form == MAILING_FORM;
    let name = if is_mailing { format!("{MAILING_PREFIX}{short}") } else { short };
    let base = match (&approve.folder, path, set_folder) {
        (Some(folder), _, _) | (None, None, Some(folder)) => folder.join(name),
        (None, Some(path), _) if is_mailing || !can_be_longer(path, &statement.approver) => path.with_file_name(name),
        (None, Some(path), _) => path.to_owned(),
        (None, None, None) => {
            let text = lang.pick(
                "a draft on standard input has no place beside it: name a folder with --folder or [approval] folder",
                "標準入力の下書きには置き場所がありません。--folder または [approval] folder を指定してください",
            );
            return Err(miette!("{text}"));
        }
    };
    if let Some(folder) = base.parent() {
        std::fs::create_dir_all(folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())?;
    }
    let with = |ending: String| {
        let mut name = base.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let first = with(SUFFIX.to_owned());
    let is_free = std::fs::read_to_string(&first).map_or_else(
        |error| error.kind() == std::io::ErrorKind::NotFound,
        |text| Statement::read(&text).is_ok_and(|other| other.approver.eq_ignore_ascii_case(&statement.approver)),
    );
    Ok(if is_free { first } else { with(format!(".{}{SUFFIX}", file_name(&statement.approver))) })
}

/// False for a file whose name no file system makes so much longer, or that is no text.
fn can_be_longer(path: &Path, approver: &str) -> bool {
    let name = path.file_name().and_then(OsStr::to_str);
    let ending = 1 + file_name(approver).len() + SUFFIX.len() + SIGNATURE_SUFFIX.len();
    name.is_some_and(|name| name.len() + ending <= LONGEST_NAME)
}

/// Of letters that every file system takes.
fn file_name(address: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "@._+-".contains(sign);
    let signs = address.chars().take(LONGEST_ADDRESS);
    let name: String = signs.map(|sign| if is_plain(sign) { sign } else { '_' }).collect();
    // Two people must not share a file.
    if name == address { name } else { format!("{name}-{}", &sha256(address.as_bytes())["sha256:".len()..][..8]) }
}

fn replace(file: &Path, bytes: &[u8], lang: Lang) -> Result<()> {
    // In a folder that others write to, a link could lead to any file of ours.
    if std::fs::symlink_metadata(file).is_ok_and(|found| !found.is_file()) {
        let text = lang.pick("is no file, and is not written over", "は通常のファイルではないため、上書きしません");
        return Err(miette!("{} {text}", file.display()));
    }
    let mut output = OutputFile::create(file)?;
    output.writer().write_all(bytes).into_diagnostic()?;
    output.keep()
}
