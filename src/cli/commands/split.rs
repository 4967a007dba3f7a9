//! `mailcheck split DRAFT -o FOLDER` and `mailcheck apology DRAFT -o FOLDER`: a draft for each recipient

use super::drafts::{read_table, today};
use super::{language, load_settings};
use crate::cli::args::{Apology, Arguments, Split};
use crate::lang::Lang;
use crate::report::safe;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE};
use crate::run::split::{Letters, apologies, shares};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use reflink_copy::reflink;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// Longest address in a file name, in characters.
const LONGEST_NAME: usize = 100;

/// `mailcheck split`.
pub(in crate::cli) fn run(arguments: &Arguments, split: &Split) -> Result<u8> {
    write(arguments, &Writing { split, letter: Wanted::Same })
}

/// `mailcheck apology`.
pub(in crate::cli) fn apologize(arguments: &Arguments, apology: &Apology) -> Result<u8> {
    write(arguments, &Writing { split: &apology.split, letter: Wanted::Apology(apology.letter.as_deref()) })
}

/// What is to be written to whom.
struct Writing<'a> {
    split: &'a Split,
    letter: Wanted<'a>,
}

enum Wanted<'a> {
    /// The draft itself.
    Same,
    /// A letter about it, from the user's file or ours.
    Apology(Option<&'a Path>),
}

fn write(arguments: &Arguments, wanted: &Writing<'_>) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let roster = wanted.split.roster.as_deref().map(read_table).transpose()?;
    let options = CheckOptions { roster, today: today(None)?, ..CheckOptions::default() };
    let checker = Checker::new(loaded.settings, &options)?;
    let letters = match wanted.letter {
        Wanted::Same => shares(&wanted.split.draft, &checker),
        Wanted::Apology(letter) => {
            let letter = letter.map(read_letter).transpose()?;
            apologies(&wanted.split.draft, letter.as_deref(), lang, &checker)
        }
    };
    let letters = letters.map_err(|why| {
        let path = wanted.split.draft.display().to_string();
        miette!("{}{}{}", safe::line(&path), lang.pick(": ", "："), safe::line(why.get(lang)))
    })?;
    let folder = &wanted.split.output;
    std::fs::create_dir_all(folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())?;
    let digits = letters.heads.len().to_string().len();
    let named = letters.heads.iter().zip(1..).map(|((address, head), number)| {
        (folder.join(format!("{number:0digits$}-{}.eml", file_name(address))), head.as_slice())
    });
    let named: Vec<_> = named.collect();
    // Nothing is written when anything would be written over.
    if let Some((there, _)) = named.iter().find(|(path, _)| path.exists()) {
        let help = lang.pick("name an empty folder", "空のフォルダーを指定してください");
        let message = lang.pick("`{}` is there already", "「{}」はすでにあります");
        return Err(miette!(help = help, "{}", message.replace("{}", &there.display().to_string())));
    }
    for (path, head) in &named {
        let first = named.first().filter(|(first, as_long)| first != path && as_long.len() == head.len());
        let written = write_letter(path, head, &letters, first.map(|(first, _)| first.as_path()));
        written.into_diagnostic().wrap_err_with(|| path.display().to_string())?;
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
    if letters.unusable.is_empty() {
        return Ok(EXIT_CLEAN);
    }
    let line = lang.pick(
        "no letter to these addresses, which cannot be used: ",
        "使えないアドレスのため、次の宛先には作っていません：",
    );
    eprintln!("{line}{}", safe::line(&letters.unusable.join(", ")));
    Ok(EXIT_FAILURE)
}

/// Writes one letter to a new file. `first` has the same rest behind a head of the same length: where the file system can,
/// both keep it in one place.
fn write_letter(path: &Path, head: &[u8], letters: &Letters, first: Option<&Path>) -> std::io::Result<()> {
    if letters.is_rest_worth_sharing() && first.is_some_and(|first| reflink(first, path).is_ok()) {
        return OpenOptions::new().write(true).open(path)?.write_all(head);
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(head)?;
    file.write_all(letters.rest())
}

fn read_letter(file: &Path) -> Result<String> {
    let text = std::fs::read_to_string(file).into_diagnostic().wrap_err_with(|| file.display().to_string())?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Of letters that every file system takes.
fn file_name(address: &str) -> String {
    let sign = |sign: char| if sign.is_alphanumeric() || "@._+-".contains(sign) { sign } else { '_' };
    address.chars().take(LONGEST_NAME).map(sign).collect()
}
