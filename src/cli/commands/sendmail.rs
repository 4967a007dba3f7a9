//! `mailcheck sendmail`, also under the name `sendmail`: checks what a mail program hands over, then hands the same bytes
//! to the program that really sends, or says why not. Says nothing on success, since some mail programs take any word for a
//! failure; never asks, since none of them has a terminal left.

use super::outgoing::{self, Outgoing, Refusal, Sending};
use crate::lang::Lang;
use crate::run::handed_over::Route;
use crate::send::arguments::{Mode, SendmailArguments};
use crate::send::{downstream, header_block};
use crate::settings::StripBcc;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is said to a program that wants to speak SMTP: at once, since it waits for a first line.
const NO_SMTP: &[u8] = b"554 5.3.2 mailcheck: -bs is not supported, use -t\r\n";
/// Where a system keeps the program that really sends when nobody names it.
const USUAL_PROGRAMS: [&str; 2] = ["/usr/sbin/sendmail", "/usr/lib/sendmail"];

/// Runs with the words behind the name; the exit code is one of sysexits.h, or that of the program that sent.
pub(in crate::cli) fn run(words: &[OsString], lang: Lang) -> u8 {
    outgoing::guarded(lang, || match Call::read(words, lang) {
        Ok(call) => call.run(),
        Err(refusal) => Err(refusal),
    })
}

/// Our own options, and the words that are for the program that sends.
struct Call {
    options: outgoing::Options,
    passed: Vec<OsString>,
    arguments: SendmailArguments,
}

impl Call {
    /// Options of ours are single words with two hyphens: mutt puts its own before a `--`, and splits at blanks.
    fn read(words: &[OsString], lang: Lang) -> Result<Self, Refusal> {
        let mut options = outgoing::Options { lang, ..outgoing::Options::default() };
        let mut passed = Vec::new();
        let mut is_behind = false;
        for word in words {
            let text = word.to_str().unwrap_or_default();
            is_behind |= text == "--";
            match text.split_once('=').filter(|_| !is_behind) {
                Some(("--via", program)) => options.via = Some(PathBuf::from(program)),
                Some(("--config", file)) => options.config = Some(PathBuf::from(file)),
                Some(("--fail-on", level)) => options.fail_on = Some(outgoing::level(level, lang)?),
                Some(("--lang", _)) => {}
                _ => passed.push(word.clone()),
            }
        }
        let arguments = SendmailArguments::read(&passed);
        Ok(Self { options, passed, arguments })
    }

    fn run(mut self) -> Result<u8, Refusal> {
        if self.arguments.mode == Mode::Smtp {
            // Who does not read it is told by the code.
            let _ = std::io::stdout().lock().write_all(NO_SMTP);
            return Ok(outgoing::EX_USAGE);
        }
        let sending = Sending::prepare(&self.options)?;
        let via = via(self.options.via.as_deref().or(sending.settings().via.as_deref()), self.options.lang)?;
        if self.arguments.mode == Mode::Other {
            return outgoing::ended(downstream::run(&via, &self.passed, None), &via, self.options.lang);
        }
        let message = outgoing::read_message(sending.limit_bytes(), self.options.lang)?;
        let is_bcc_kept = sending.settings().strip_bcc == Some(StripBcc::Never);
        let keeps_bcc = match self.arguments.takes_from_message {
            true => leaves_resent_bcc(&via) && !header_block::bodies(&message, "Resent-Bcc").is_empty(),
            false => is_bcc_kept,
        };
        let route = Route { sender: self.arguments.sender.as_deref(), recipients: &self.arguments.recipients };
        let handed_over = Outgoing { message: &message, route, keeps_bcc };
        let checked = sending.check(&handed_over)?;
        let message = checked.message(!self.arguments.takes_from_message);
        if !self.arguments.ignores_dots {
            // Without it some programs end the message at a line with a dot alone.
            self.passed.insert(0, "-i".into());
        }
        outgoing::ended(downstream::run(&via, &self.passed, Some(&message)), &via, self.options.lang)
    }
}

/// msmtp takes recipients from Resent-Bcc as others do, and sends the field with the message (1.8.23).
fn leaves_resent_bcc(via: &Path) -> bool {
    std::fs::canonicalize(via).is_ok_and(|program| program.file_stem().is_some_and(|name| name == "msmtp"))
}

/// The program that really sends, which must not be this one.
fn via(named: Option<&Path>, lang: Lang) -> Result<PathBuf, Refusal> {
    let own = std::env::current_exe().and_then(std::fs::canonicalize).ok();
    let is_own = |program: &Path| own.is_some() && std::fs::canonicalize(program).ok() == own;
    if std::env::var_os(downstream::RUNNING).is_some() || named.is_some_and(is_own) {
        return Err(Refusal::configuration(lang.pick(
            "the program that is to send leads back to mailcheck: name the real one with --via=PROGRAM or [send] via",
            "送信を任せるプログラムが mailcheck 自身に戻っています。--via=プログラム または [send] via で本来のものを指定してください",
        )));
    }
    let usual = || USUAL_PROGRAMS.iter().map(PathBuf::from).find(|program| program.exists() && !is_own(program));
    named.map(Path::to_owned).or_else(usual).ok_or_else(|| {
        Refusal::configuration(lang.pick(
            "no program is known that sends: name it with --via=PROGRAM or [send] via",
            "送信を任せるプログラムが分かりません。--via=プログラム または [send] via で指定してください",
        ))
    })
}
