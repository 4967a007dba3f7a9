//! `mailcheck milter`: a mail server asks what may leave. A message that a rule forbids is answered with 550, so that the
//! program that submitted it keeps it; what goes wrong here is answered as the settings say.

use super::outgoing::{self, Options, Refusal, Sending};
use super::post::{Post, tell};
use crate::cli::args::Milter;
use crate::lang::Lang;
use crate::milter::listen::{Endpoint, Listener};
use crate::milter::server::{Bounds, serve};
use crate::run::drafts::EXIT_CLEAN;
use crate::severity::Severity;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

/// Serves until it is told to end (SIGTERM, SIGINT).
pub(in crate::cli) fn run(milter: &Milter, config: Option<&Path>, lang: Lang) -> u8 {
    outgoing::guarded(lang, || {
        let fail_on = milter.fail_on.map(Severity::from);
        let sending = Sending::prepare(&Options { config: config.map(Path::to_owned), fail_on, lang, via: None })?;
        // Postfix and Sendmail leave Bcc in what comes by SMTP.
        let post = Post::new(sending, true)?;
        let listener = Listener::bind(&milter.listen).map_err(|error| unbound(&milter.listen, &error, lang))?;
        let endpoint = listener.endpoint().clone();
        let ends = Arc::new(AtomicBool::new(false));
        let (is_ending, woken) = (Arc::clone(&ends), endpoint.clone());
        let end = move || {
            is_ending.store(true, Ordering::SeqCst);
            woken.wake();
        };
        // Where there are no signals the program ends at once, as it does when it is killed.
        let _ = ctrlc::set_handler(end);
        let bounds = Bounds {
            connections: milter.connections,
            checks: available_parallelism().map_or(1, usize::from),
            message_bytes: post.message_bytes(),
            all_bytes: post.all_bytes(),
        };
        tell(
            &lang
                .pick("mailcheck: listening on {}", "mailcheck：{} で待ち受けています")
                .replace("{}", &endpoint.to_string()),
        );
        serve(listener, &bounds, &ends, &|message| post.judge(message));
        Ok(EXIT_CLEAN)
    })
}

fn unbound(endpoint: &Endpoint, error: &std::io::Error, lang: Lang) -> Refusal {
    let text = lang.pick("cannot listen on {}", "{} で待ち受けられません").replace("{}", &endpoint.to_string());
    Refusal::configuration(format!("{text}: {error}"))
}
