//! `mailcheck man`: the manual page, for `man -l -` and for packages. Reads no settings.

use crate::cli::{manual, terminal};
use crate::lang::Lang;
use crate::run::drafts::EXIT_CLEAN;
use clap::Command;
use miette::Result;

pub(in crate::cli) fn run(command: Command, lang: Lang) -> Result<u8> {
    terminal::print(&manual::page(command, lang))?;
    Ok(EXIT_CLEAN)
}
