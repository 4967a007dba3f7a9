//! `mailcheck native-host`: an add-on asks what may leave, one draft after the other, and gets an answer to each. Standard
//! output carries nothing else. What cannot be checked is never `ok`.

mod install;

use super::outgoing::{Options, Outgoing, Refusal, Sending, too_large};
use crate::cli::args::NativeHost;
use crate::cli::terminal;
use crate::lang::Lang;
use crate::native_host::draft::{DraftError, Request};
use crate::native_host::framing::{self, FramingError, REQUEST_BYTES};
use crate::native_host::reply::{Finding, Reply};
use crate::report::safe;
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE};
use crate::run::handed_over::Route;
use miette::{Result, miette};
use std::io::{IsTerminal, stdin, stdout};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Arc;

/// Answers until the mail program closes its end, or makes it known to the mail program (`--install`).
pub(in crate::cli) fn run(host: &NativeHost, config: Option<&Path>, lang: Lang) -> Result<u8> {
    if host.install {
        let written = install::install(lang)?;
        terminal::print(&format!("{}\n", safe::line(&written)))?;
        return Ok(EXIT_CLEAN);
    }
    if stdin().is_terminal() {
        let help = lang.pick(
            "`mailcheck native-host --install` makes it known to Thunderbird",
            "Thunderbird から使えるようにするには mailcheck native-host --install を実行します",
        );
        let text = lang.pick("mail programs call this, not people", "このコマンドはメールソフトから呼ばれるものです");
        return Err(miette!(help = help, "{text}"));
    }
    let mut output = stdout().lock();
    loop {
        let (reply, ends) = match framing::read(&mut stdin().lock(), REQUEST_BYTES) {
            Ok(None) => return Ok(EXIT_CLEAN),
            // A draft that we cannot bear gets its answer, and must not take the next one with it.
            Ok(Some(request)) => {
                let judged = panic::catch_unwind(AssertUnwindSafe(|| judge(request, config, lang)));
                let broken =
                    lang.pick("something went wrong inside of mailcheck", "mailcheck の内部で問題が起きました");
                (judged.unwrap_or_else(|_| failed(broken, lang)), false)
            }
            Err(FramingError::TooLong(_)) => (failed(too_large(u64::from(REQUEST_BYTES), lang).text(), lang), false),
            Err(FramingError::Broken(error)) => (failed(&error.to_string(), lang), true),
        };
        // A mail program that takes no answer sends nothing.
        if framing::write(&mut output, &reply.to_json()).is_err() || ends {
            return Ok(EXIT_FAILURE);
        }
    }
}

/// What may become of one draft.
fn judge(request: Vec<u8>, config: Option<&Path>, lang: Lang) -> Reply {
    let asked = match serde_json::from_slice::<Request<'_>>(&request) {
        Ok(asked) => asked,
        Err(error) => return failed(&safe::line(&error.to_string()), lang),
    };
    let lang = asked.locale.as_deref().map_or(lang, Lang::from_locale);
    let message = asked.message();
    // A large attachment is held no longer than it must be.
    drop(asked);
    drop(request);
    match message {
        Ok(message) => match check(&message.into(), config, lang) {
            Ok(()) => Reply::passed(),
            Err(refusal) if refusal.objections().is_empty() => failed(refusal.text(), lang),
            Err(refusal) => refused(&refusal),
        },
        Err(DraftError::NotBase64(name)) => {
            let text = lang.pick("the attachment {} cannot be read", "添付ファイル「{}」を読み込めません");
            failed(&text.replace("{}", &safe::line(&name)), lang)
        }
        Err(DraftError::NoBody) => failed(lang.pick("the draft has no text", "下書きに本文がありません"), lang),
    }
}

/// The settings are read for each draft: who changes them need not start the mail program anew.
fn check(message: &Arc<[u8]>, config: Option<&Path>, lang: Lang) -> Result<(), Refusal> {
    let sending = Sending::prepare(&Options { config: config.map(Path::to_owned), lang, ..Options::default() })?;
    if message.len() as u64 > sending.limit_bytes() {
        return Err(too_large(sending.limit_bytes(), lang));
    }
    sending.check(&Outgoing { message, route: Route::default(), keeps_bcc: false }).map(drop)
}

fn refused(refusal: &Refusal) -> Reply {
    let findings = refusal.objections().iter().map(|objection| Finding {
        rule: objection.rule.clone(),
        severity: objection.severity.name(),
        message: objection.message.clone(),
        help: objection.help.clone(),
        place: objection.place.clone(),
    });
    Reply::refused(findings.collect(), refusal.text().to_owned())
}

fn failed(why: &str, lang: Lang) -> Reply {
    let head = lang.pick("the draft could not be checked: ", "下書きを検査できませんでした：");
    Reply::failed(format!("{head}{}", safe::block(why.trim_end())))
}
