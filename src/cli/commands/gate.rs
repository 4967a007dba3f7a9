//! `mailcheck gate -- COMMAND` and `mailcheck git-validate`: a message is checked before something else gets it.

use super::outgoing::{self, Options, Outgoing, Refusal, Sending};
use crate::cli::args::Gate;
use crate::lang::Lang;
use crate::run::drafts::EXIT_CLEAN;
use crate::run::handed_over::Route;
use crate::send::{downstream, header_block};
use crate::severity::Severity;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Checks standard input, then runs the command with the same bytes; its exit code, or one of sysexits.h.
pub(in crate::cli) fn run(gate: &Gate, config: Option<&Path>, lang: Lang) -> u8 {
    outgoing::guarded(lang, || {
        let fail_on = gate.fail_on.map(Severity::from);
        let sending = Sending::prepare(&Options { config: config.map(Path::to_owned), fail_on, lang, via: None })?;
        let message = outgoing::read_message(sending.limit_bytes(), lang)?;
        let route = Route { sender: gate.envelope_sender.as_deref(), recipients: &gate.envelope };
        let checked = sending.check(&Outgoing { message: &message, route, keeps_bcc: false })?;
        let Some((program, words)) = gate.command.split_first() else { return Ok(outgoing::EX_USAGE) };
        let program = PathBuf::from(program);
        outgoing::ended(downstream::run(&program, words, Some(&checked.message(false))), &program, lang)
    })
}

/// Checks what Git is about to send: the patch, with the fields of the second file where there is one (Git 2.41 and
/// later hand over what the patch itself does not say: To, Cc).
pub(in crate::cli) fn validate(files: &[PathBuf], config: Option<&Path>, lang: Lang) -> u8 {
    outgoing::guarded(lang, || {
        let options = Options { config: config.map(Path::to_owned), lang, ..Options::default() };
        let mut sending = Sending::prepare(&options)?;
        if files.len() == 1 {
            sending = sending.before_recipients();
        }
        let read = |file: &PathBuf| read_file(file, sending.limit_bytes(), lang);
        let message = match files {
            [patch, header, ..] => header_block::with_fields_of(&read(patch)?, &read(header)?),
            [patch] => read(patch)?,
            [] => return Ok(outgoing::EX_USAGE),
        };
        sending.check(&Outgoing { message: &message.into(), route: Route::default(), keeps_bcc: false })?;
        Ok(EXIT_CLEAN)
    })
}

fn read_file(path: &Path, limit_bytes: u64, lang: Lang) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(limit_bytes.saturating_add(1)).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 <= limit_bytes => Ok(bytes),
        Ok(_) => Err(outgoing::too_large(limit_bytes, lang)),
        Err(error) => Err(outgoing::unreadable(&format!("{}: {error}", path.display()), lang)),
    }
}
