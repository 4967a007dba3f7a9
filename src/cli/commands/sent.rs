//! `mailcheck sent [PATH]... --history FILE`

use super::drafts::{named_inputs, today};
use super::{language, load_settings};
use crate::cli::args::{Arguments, Sent};
use crate::report::safe;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::EXIT_FAILURE;
use crate::run::history::append;
use crate::run::sent::sendings;
use miette::Result;

/// The only rule that asks for what is recorded: nothing else needs to be judged.
const RULE: &str = "already-sent";

pub(in crate::cli) fn run(arguments: &Arguments, sent: &Sent) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let inputs = named_inputs(&sent.paths, &sent.sources)?;
    let day = today(sent.now.as_deref())?;
    let options = CheckOptions {
        only: vec![RULE.to_owned()],
        is_mailing: true,
        wants_sendings: true,
        today: day,
        ..CheckOptions::default()
    };
    let checker = Checker::new(loaded.settings, &options)?;
    let sendings = sendings(&inputs, &checker, sent.sources.jobs.map(usize::from))?;
    // What was sent was sent: drafts that cannot be read do not keep the others from being recorded.
    append(&sent.history, &sendings.keys, day)?;
    for (path, why) in &sendings.unreadable {
        eprintln!(
            "{}",
            lang.pick("{path}: not recorded: {why}", "{path}：記録できません：{why}")
                .replace("{path}", &safe::line(path))
                .replace("{why}", why.get(lang))
        );
    }
    let (recorded, left_out) = (sendings.keys.len(), sendings.left_out);
    let line = lang.pick("{} recorded", "{} 通を記録しました").replace("{}", &recorded.to_string());
    let left = match left_out {
        0 => String::new(),
        _ => lang
            .pick(", {} without recipients left out", "（宛先のない {} 通を除く）")
            .replace("{}", &left_out.to_string()),
    };
    eprintln!("{line}{left}");
    Ok(if sendings.unreadable.is_empty() { 0 } else { EXIT_FAILURE })
}
