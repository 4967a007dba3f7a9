//! One file for each command; what they share.

pub(super) mod approve;
pub(super) mod book;
pub(super) mod completions;
pub(super) mod config;
pub(super) mod digest;
pub(super) mod drafts;
pub(super) mod explain;
pub(super) mod fix;
pub(super) mod gate;
pub(super) mod init;
pub(super) mod lsp;
pub(super) mod man;
pub(super) mod milter;
pub(super) mod native_host;
pub(super) mod opensmtpd_filter;
mod outgoing;
mod post;
pub(super) mod rules;
pub(super) mod sendmail;
pub(super) mod sent;
pub(super) mod sheet;
pub(super) mod show;
pub(super) mod split;
pub(super) mod verify;

use super::args::{Arguments, Common};
use super::terminal;
use crate::lang::Lang;
use crate::paths::Input;
use crate::report::safe;
use crate::run::drafts::shown_path;
use crate::settings::{Loaded, Request, load};
use miette::{IntoDiagnostic, Result, WrapErr};

/// The settings in force, with the options of this run.
fn load_settings(arguments: &Arguments) -> Result<Loaded> {
    Ok(load(&request(arguments)?)?)
}

/// Which settings files to read.
fn request(arguments: &Arguments) -> Result<Request> {
    let working_directory =
        std::env::current_dir().into_diagnostic().wrap_err("the working directory cannot be read")?;
    let mut request = Request::from_environment(working_directory);
    request.config.clone_from(&arguments.common.config);
    request.command_line.lang = arguments.common.lang.map(Lang::from);
    request.command_line.skip.clone_from(&arguments.check.judging.skip);
    Ok(request)
}

/// The language of messages: `--lang`, the setting, the system's locale.
fn language(common: &Common, loaded: &Loaded) -> Lang {
    common.lang.map(Lang::from).or(loaded.settings.lang).unwrap_or_else(terminal::locale_language)
}

/// An input as messages name it.
fn shown(input: &Input) -> String {
    let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
    safe::line(&shown_path(path).0).into_owned()
}
