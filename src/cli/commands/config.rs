//! `mailcheck config show|check|schema`

use super::{language, load_settings};
use crate::approval::json_schema::{approvals_schema, verify_schema};
use crate::cli::args::{Arguments, ConfigCommand, SchemaArgument};
use crate::cli::terminal;
use crate::report::json_schema::{jsonl_schema, report_schema};
use crate::rule::builtin::rule_params;
use crate::rule::json_schema::rule_file_schema;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::EXIT_CLEAN;
use crate::settings::{self, settings_schema};
use crate::sheet::json_schema::sheet_schema;
use crate::show::json_schema::show_schema;
use miette::{IntoDiagnostic, Result};

pub(in crate::cli) fn run(arguments: &Arguments, command: &ConfigCommand) -> Result<u8> {
    match command {
        ConfigCommand::Show => {
            let loaded = load_settings(arguments)?;
            terminal::print(&settings::show(&loaded, language(&arguments.common, &loaded)))?;
        }
        ConfigCommand::Check => {
            let loaded = load_settings(arguments)?;
            let lang = language(&arguments.common, &loaded);
            let checker = Checker::new(loaded.settings, &CheckOptions::default())?;
            let text =
                lang.pick("the settings are fine ({} rules in force)", "設定に問題はありません（有効なルール {} 件）");
            terminal::print(&(text.replace("{}", &checker.rules().rules().len().to_string()) + "\n"))?;
        }
        ConfigCommand::Schema { what } => {
            let schema = match what {
                SchemaArgument::Config => settings_schema(&rule_params()),
                SchemaArgument::Rule => rule_file_schema(),
                SchemaArgument::Report => report_schema(),
                SchemaArgument::Jsonl => jsonl_schema(),
                SchemaArgument::Show => show_schema(),
                SchemaArgument::Sheet => sheet_schema(),
                SchemaArgument::Verify => verify_schema(),
                SchemaArgument::Approvals => approvals_schema(),
            };
            terminal::print(&(serde_json::to_string_pretty(&schema).into_diagnostic()? + "\n"))?;
        }
    }
    Ok(EXIT_CLEAN)
}
