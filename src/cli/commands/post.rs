//! What `mailcheck milter` and `mailcheck opensmtpd-filter` answer a mail server about a message, and what they write into
//! its journal. Knows no protocol.

use super::outgoing::{self, Outgoing, Refusal, Sending};
use crate::lang::Lang;
use crate::mail_server::message::{Excess, Message, Verdict};
use crate::mail_server::reply::Reply;
use crate::report::safe;
use crate::run::handed_over::Route;
use crate::settings::FailMode;
use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// Messages of the largest size that may be on their way at the same time; smaller ones are more.
const LARGEST_AT_ONCE: u64 = 2;

/// Judges one message after another, several at once.
pub(super) struct Post {
    sending: Sending,
    keeps_bcc: bool,
}

impl Post {
    /// `keeps_bcc`: the mail server leaves a field Bcc in.
    pub(super) fn new(sending: Sending, keeps_bcc: bool) -> Result<Self, Refusal> {
        sending.try_rules(keeps_bcc)?;
        // What a mail server is told travels in SMTP, which knows no other letters.
        Ok(Self { sending: sending.speaking(Lang::En), keeps_bcc })
    }

    /// The largest message that is checked.
    pub(super) fn message_bytes(&self) -> u64 {
        self.sending.limit_bytes()
    }

    /// What is held of all messages together.
    pub(super) fn all_bytes(&self) -> u64 {
        self.message_bytes().saturating_mul(LARGEST_AT_ONCE)
    }

    pub(super) fn judge(&self, message: Message) -> Verdict {
        let Message { bytes, sender, envelope, queue_id, excess } = message;
        let name = queue_id.map(|id| format!("{id}: ")).unwrap_or_default();
        let verdict = match excess {
            Some(Excess::Message) => self.too_large(&name),
            Some(Excess::Together) => self.failed(&name, "too many large messages at once"),
            Some(Excess::Nothing) => self.failed(&name, "the message did not come"),
            // Part of it is lost: it must not arrive.
            Some(Excess::Line) => answered(FailMode::Reject, &name, "a line is longer than any line of mail"),
            None => {
                let bytes: Arc<[u8]> = bytes.into();
                let route = Route { sender: sender.as_deref(), recipients: &envelope };
                let outgoing = Outgoing { message: &bytes, route, keeps_bcc: self.keeps_bcc };
                // One message that we cannot bear must not take the others with it.
                match panic::catch_unwind(AssertUnwindSafe(|| self.sending.check(&outgoing).map(drop))) {
                    Ok(Ok(())) => Verdict::Pass { without: outgoing::ALLOW_FIELD },
                    Ok(Err(refusal)) if refusal.is_of_message() => refused(refusal.text()),
                    Ok(Err(refusal)) => self.failed(&name, refusal.text()),
                    Err(_) => self.failed(&name, "something went wrong inside of mailcheck"),
                }
            }
        };
        if let Verdict::Refuse(reply) = &verdict {
            tell(&format!("{name}{}", reply.head()));
        }
        verdict
    }

    fn too_large(&self, name: &str) -> Verdict {
        let text = format!("the message is larger than what can be checked ({} bytes)", self.sending.limit_bytes());
        answered(self.sending.settings().too_large.unwrap_or(FailMode::Reject), name, &text)
    }

    fn failed(&self, name: &str, text: &str) -> Verdict {
        answered(self.sending.settings().fail_mode.unwrap_or(FailMode::Tempfail), name, text)
    }
}

/// What a rule forbids.
fn refused(text: &str) -> Verdict {
    Verdict::Refuse(Reply::new("550", "5.7.1", &format!("mailcheck: not sent: {text}")))
}

/// What could not be checked.
fn answered(mode: FailMode, name: &str, text: &str) -> Verdict {
    let text = format!("mailcheck: not checked: {text}");
    match mode {
        FailMode::Tempfail => Verdict::Refuse(Reply::new("451", "4.7.1", &text)),
        FailMode::Reject => Verdict::Refuse(Reply::new("550", "5.7.1", &text)),
        FailMode::Accept => {
            tell(&format!("{name}accepted: {text}"));
            Verdict::Pass { without: outgoing::ALLOW_FIELD }
        }
    }
}

/// For the journal.
pub(super) fn tell(line: &str) {
    // Nobody reads it: the mail server has its answer all the same.
    let _ = writeln!(std::io::stderr().lock(), "{}", safe::line(line));
}
