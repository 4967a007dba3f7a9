//! `mailcheck milter`: a mail server asks what may leave. A message that a rule forbids is answered with 550, so that the
//! program that submitted it keeps it; what goes wrong here is answered as the settings say.

use super::outgoing::{self, Options, Outgoing, Refusal, Sending};
use crate::cli::args::Milter;
use crate::lang::Lang;
use crate::milter::listen::{Endpoint, Listener};
use crate::milter::reply;
use crate::milter::server::{Bounds, serve};
use crate::milter::session::{Excess, Message, Verdict};
use crate::report::safe;
use crate::run::drafts::EXIT_CLEAN;
use crate::settings::FailMode;
use crate::severity::Severity;
use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

/// Messages of the largest size that may be on their way at the same time; smaller ones are more.
const LARGEST_AT_ONCE: u64 = 2;

/// Serves until it is told to end (SIGTERM, SIGINT).
pub(in crate::cli) fn run(milter: &Milter, config: Option<&Path>, lang: Lang) -> u8 {
    outgoing::guarded(lang, || {
        let fail_on = milter.fail_on.map(Severity::from);
        let sending = Sending::prepare(&Options { config: config.map(Path::to_owned), fail_on, lang, via: None })?;
        sending.try_rules()?;
        // What a mail server is told travels in SMTP, which knows no other letters.
        let post = Post { sending: sending.speaking(Lang::En) };
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
        let message_bytes = post.sending.limit_bytes();
        let bounds = Bounds {
            connections: milter.connections,
            checks: available_parallelism().map_or(1, usize::from),
            message_bytes,
            all_bytes: message_bytes.saturating_mul(LARGEST_AT_ONCE),
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

struct Post {
    sending: Sending,
}

impl Post {
    fn judge(&self, message: Message) -> Verdict {
        let Message { bytes, envelope, excess } = message;
        let verdict = match excess {
            Some(Excess::Message) => self.too_large(),
            Some(Excess::Together) => self.failed("too many large messages at once"),
            None => {
                let bytes: Arc<[u8]> = bytes.into();
                let outgoing = Outgoing { message: &bytes, envelope: &envelope, keeps_bcc: true };
                // One message that we cannot bear must not take the others with it.
                match panic::catch_unwind(AssertUnwindSafe(|| self.sending.check(&outgoing).map(drop))) {
                    Ok(Ok(())) => Verdict::Pass { without: outgoing::ALLOW_FIELD },
                    Ok(Err(refusal)) if refusal.is_of_message() => refused(refusal.text()),
                    Ok(Err(refusal)) => self.failed(refusal.text()),
                    Err(_) => self.failed("something went wrong inside of mailcheck"),
                }
            }
        };
        if let Verdict::Refuse(lines) = &verdict {
            tell(lines.lines().next().unwrap_or_default());
        }
        verdict
    }

    fn too_large(&self) -> Verdict {
        let text = format!("the message is larger than what can be checked ({} bytes)", self.sending.limit_bytes());
        answered(self.sending.settings().too_large.unwrap_or(FailMode::Reject), &text)
    }

    fn failed(&self, text: &str) -> Verdict {
        answered(self.sending.settings().fail_mode.unwrap_or(FailMode::Tempfail), text)
    }
}

/// What a rule forbids.
fn refused(text: &str) -> Verdict {
    Verdict::Refuse(reply::lines("550", "5.7.1", &format!("mailcheck: not sent: {text}")))
}

/// What could not be checked.
fn answered(mode: FailMode, text: &str) -> Verdict {
    let text = format!("mailcheck: not checked: {text}");
    match mode {
        FailMode::Tempfail => Verdict::Refuse(reply::lines("451", "4.7.1", &text)),
        FailMode::Reject => Verdict::Refuse(reply::lines("550", "5.7.1", &text)),
        FailMode::Accept => {
            tell(&format!("accepted: {text}"));
            Verdict::Pass { without: outgoing::ALLOW_FIELD }
        }
    }
}

fn unbound(endpoint: &Endpoint, error: &std::io::Error, lang: Lang) -> Refusal {
    let text = lang.pick("cannot listen on {}", "{} で待ち受けられません").replace("{}", &endpoint.to_string());
    Refusal::configuration(format!("{text}: {error}"))
}

/// For the journal.
fn tell(line: &str) {
    // Nobody reads it: the mail server has its answer all the same.
    let _ = writeln!(std::io::stderr().lock(), "{}", safe::line(line));
}
