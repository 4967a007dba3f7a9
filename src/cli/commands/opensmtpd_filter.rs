//! `mailcheck opensmtpd-filter`: OpenSMTPD runs it, and asks it what may leave. A message that a rule forbids is answered
//! with 550, so that the program that submitted it keeps it; what goes wrong here is answered as the settings say.

use super::outgoing::{self, Options, Refusal, Sending};
use super::post::Post;
use crate::cli::args::SeverityArgument;
use crate::lang::Lang;
use crate::opensmtpd::server::{Bounds, serve};
use crate::run::drafts::EXIT_CLEAN;
use crate::severity::Severity;
use std::path::Path;
use std::thread::available_parallelism;

/// Serves until the mail server ends.
pub(in crate::cli) fn run(fail_on: Option<SeverityArgument>, config: Option<&Path>, lang: Lang) -> u8 {
    outgoing::guarded(lang, || {
        let fail_on = fail_on.map(Severity::from);
        let sending = Sending::prepare(&Options { config: config.map(Path::to_owned), fail_on, lang, via: None })?;
        // OpenSMTPD takes the field Bcc out of whatever it accepts.
        let post = Post::new(sending, false)?;
        let bounds = Bounds {
            checks: available_parallelism().map_or(1, usize::from),
            message_bytes: post.message_bytes(),
            all_bytes: post.all_bytes(),
        };
        let served = serve(std::io::stdin().lock(), std::io::stdout(), &bounds, outgoing::ALLOW_FIELD, &|message| {
            post.judge(message)
        });
        served.map_err(|error| gone(&error, lang))?;
        Ok(EXIT_CLEAN)
    })
}

fn gone(error: &std::io::Error, lang: Lang) -> Refusal {
    Refusal::internal(format!("{}{error}", lang.pick("OpenSMTPD is gone: ", "OpenSMTPD との接続が切れました：")))
}
