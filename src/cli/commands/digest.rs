//! `mailcheck digest PATH... --output FILE`

use super::drafts::{named_inputs, read_table, today};
use super::{language, request};
use crate::cli::args::{Arguments, Digest, StageArgument};
use crate::cli::output_file::OutputFile;
use crate::cli::output_place;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::digest::write;
use crate::run::part::MadeWith;
use crate::settings::load;
use miette::Result;
use std::path::{Path, PathBuf};

/// Ends well when the part was written: what was found, and what could not be read, counts when the parts are joined.
pub(in crate::cli) fn run(arguments: &Arguments, digest: &Digest) -> Result<u8> {
    let mut request = request(arguments)?;
    request.command_line.skip.clone_from(&digest.judging.skip);
    let loaded = load(&request)?;
    let lang = language(&arguments.common, &loaded);
    let inputs = named_inputs(&digest.paths, &digest.sources)?;
    let read = [&digest.sources.files_from, &digest.roster, &arguments.common.config];
    let read: Vec<&Path> = read.into_iter().flatten().map(PathBuf::as_path).collect();
    output_place::hold(&[&digest.output], &inputs, &read, lang)?;
    let judging = &digest.judging;
    let options = CheckOptions {
        // Whoever puts the parts together says in which form they are reported.
        wants_edits: true,
        only: judging.only.clone(),
        skip: judging.skip.clone(),
        is_template_stage: judging.stage == StageArgument::Template,
        today: today(judging.now.as_deref())?,
        is_mailing: true,
        is_part: true,
        roster: digest.roster.as_deref().map(read_table).transpose()?,
        ..CheckOptions::default()
    };
    let checker = Checker::new(loaded.settings, &options)?;
    let made_with = MadeWith::of(&checker, &options);
    let mut file = OutputFile::create(&digest.output)?;
    let written = write(&inputs, &checker, &made_with, digest.sources.jobs.map(usize::from), file.writer())?;
    file.keep()?;
    let line = match written.unreadable {
        0 => lang.pick("{output}: drafts: {drafts}", "{output}：下書き {drafts} 通"),
        _ => lang.pick(
            "{output}: drafts: {drafts}, of these unreadable: {unreadable}",
            "{output}：下書き {drafts} 通（うち {unreadable} 通は読み取れません）",
        ),
    };
    let line =
        line.replace("{drafts}", &written.drafts.to_string()).replace("{unreadable}", &written.unreadable.to_string());
    eprintln!("{}", line.replace("{output}", &digest.output.display().to_string()));
    Ok(0)
}
