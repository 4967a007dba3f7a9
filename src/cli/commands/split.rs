//! `mailcheck split DRAFT -o FOLDER`

use super::drafts::{read_table, today};
use super::{language, load_settings};
use crate::cli::args::{Arguments, Split};
use crate::lang::Lang;
use crate::report::safe;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::EXIT_CLEAN;
use crate::run::split::shares;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::fs::OpenOptions;
use std::io::Write;

/// Longest address in a file name, in characters.
const LONGEST_NAME: usize = 100;

pub(in crate::cli) fn run(arguments: &Arguments, wanted: &Split) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let roster = wanted.roster.as_deref().map(read_table).transpose()?;
    let options = CheckOptions { roster, today: today(None)?, ..CheckOptions::default() };
    let checker = Checker::new(loaded.settings, &options)?;
    let shares = shares(&wanted.draft, &checker).map_err(|why| {
        let path = wanted.draft.display().to_string();
        miette!("{}{}{}", safe::line(&path), lang.pick(": ", "："), safe::line(why.get(lang)))
    })?;
    let folder = &wanted.output;
    std::fs::create_dir_all(folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())?;
    let digits = shares.len().to_string().len();
    let named = shares
        .iter()
        .zip(1..)
        .map(|(share, number)| (folder.join(format!("{number:0digits$}-{}.eml", file_name(&share.address))), share));
    let named: Vec<_> = named.collect();
    // Nothing is written when anything would be written over.
    if let Some((there, _)) = named.iter().find(|(path, _)| path.exists()) {
        let help = lang.pick("name an empty folder", "空のフォルダーを指定してください");
        let message = lang.pick("`{}` is there already", "「{}」はすでにあります");
        return Err(miette!(help = help, "{}", message.replace("{}", &there.display().to_string())));
    }
    for (path, share) in &named {
        let write = || OpenOptions::new().write(true).create_new(true).open(path)?.write_all(&share.message);
        write().into_diagnostic().wrap_err_with(|| path.display().to_string())?;
    }
    let line = lang.pick(
        "{n} in {folder}; check them together: mailcheck --mailing {folder}",
        "{folder} に {n} 通の下書きを作りました。まとめて検査するには：mailcheck --mailing {folder}",
    );
    let folder = folder.display().to_string();
    let count = match (named.len(), lang) {
        (1, Lang::En) => "1 draft".to_owned(),
        (count, Lang::En) => format!("{count} drafts"),
        (count, Lang::Ja) => count.to_string(),
    };
    eprintln!("{}", line.replace("{n}", &count).replace("{folder}", &safe::line(&folder)));
    Ok(EXIT_CLEAN)
}

/// Of letters that every file system takes.
fn file_name(address: &str) -> String {
    let sign = |sign: char| if sign.is_alphanumeric() || "@._+-".contains(sign) { sign } else { '_' };
    address.chars().take(LONGEST_NAME).map(sign).collect()
}
