//! Every command and option, as clap reads them. The Japanese help stands in `japanese`.

mod approval;
mod beyond;
mod fix;
mod format;
mod living;
mod milter;
mod native_host;
mod rules;
mod shared;
mod sheet;
mod split;

pub use approval::{Approvals, Approve, ListFormatArgument, Verify};
pub use beyond::{Beyond, Digest, Sent};
pub use fix::Fix;
pub use format::{FormatArgument, OutputArgument};
pub use living::Living;
pub use milter::Milter;
pub use native_host::NativeHost;
pub use rules::{ProofFormatArgument, RulesCommand};
pub use shared::{Judging, Reporting, Sources};
pub use sheet::{Sheet, SheetFormatArgument};
pub use split::{Apology, Gate, Split};

use crate::lang::Lang;
use crate::severity::Severity;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Checks e-mail drafts: says what would go wrong if they were sent, before they are sent.
///
/// Reads the network never, writes only what it was told to write, sends no telemetry.
#[derive(Debug, Parser)]
#[command(
    name = "mailcheck",
    version,
    subcommand_precedence_over_arg = true,
    max_term_width = 100,
    override_usage = "mailcheck [OPTIONS] [PATH]...\n       mailcheck [OPTIONS] <COMMAND>"
)]
#[command(disable_help_subcommand = true)]
#[command(
    after_help = "Exit codes: 0 nothing found at or above --fail-on, 1 something was found, 2 something could not be checked.\n\
                        `mailcheck explain RULE` tells what a rule looks for and why."
)]
pub struct Arguments {
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
    /// What to check.
    #[command(flatten)]
    pub check: Check,
    /// Another thing to do than checking.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Language of messages; without it the setting, then the system's locale
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangArgument>,
    /// Colours; NO_COLOR and CLICOLOR_FORCE are heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorArgument,
    /// Use this settings file instead of searching upwards for mailcheck.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Options of checking.
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// Drafts: .eml, .msg, .oft, .emlx, mbox, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What is reported of it.
    #[command(flatten)]
    pub reporting: Reporting,
    /// Show findings from this severity on; without it warning, lower when --fail-on is, and info at --stage template without [[template]]
    #[arg(long, value_name = "SEVERITY")]
    pub show: Option<SeverityArgument>,
    /// Write one more report, FORMAT=FILE; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    pub output: Vec<OutputArgument>,
    /// How they are judged.
    #[command(flatten)]
    pub judging: Judging,
    /// Where more drafts come from.
    #[command(flatten)]
    pub sources: Sources,
    /// The drafts go out together: check what only all of them show
    #[arg(long)]
    pub mailing: bool,
    /// Whom the mailing is for: CSV with a column of addresses and what else the drafts were filled from
    #[arg(long, value_name = "FILE", requires = "mailing")]
    pub roster: Option<PathBuf>,
    /// How many drafts the mailing has
    #[arg(long, value_name = "N", requires = "mailing")]
    pub expect: Option<u64>,
    /// What goes beyond one run.
    #[command(flatten)]
    pub beyond: Beyond,
    /// What is let pass, and what is shown of it.
    #[command(flatten)]
    pub living: Living,
    /// Stop at the first finding at or above --fail-on
    #[arg(long)]
    pub fail_fast: bool,
    /// Nothing to check is no failure
    #[arg(long)]
    pub allow_empty: bool,
    /// No report on standard output when nothing is found
    #[arg(long, short)]
    pub quiet: bool,
}

/// Commands beside checking.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the decoded text of a draft, or everything the rules can see of it
    Show(Show),
    /// List, prove, check and start rules
    Rules {
        /// What to do.
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Tell what a rule looks for, why, and how to allow it
    Explain {
        /// Rule id
        #[arg(value_name = "RULE")]
        rule: String,
    },
    /// Show and check settings
    Config {
        /// What to do.
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Correct drafts: shows what would change, or writes it
    Fix(Fix),
    /// Print one page for the person who checks a draft before it leaves
    Sheet(Sheet),
    /// Start a mailcheck.toml in this folder
    Init(Init),
    /// Check a part of a mailing and write down what `mailcheck --mailing --digests` needs of it
    Digest(Digest),
    /// Record drafts that were sent, for --history
    Sent(Sent),
    /// Serve an editor: checks drafts, rule files and settings while they are written
    Lsp {
        /// Speak over standard input and output; the only way there is, named by some editors
        #[arg(long)]
        stdio: bool,
    },
    /// Check tables of addresses instead of drafts
    Book {
        /// What to do.
        #[command(subcommand)]
        command: BookCommand,
    },
    /// Print the script that completes commands, options and rules in a shell
    Completions {
        /// Which shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Print the manual page, in the language of --lang
    Man,
    /// Stand in for sendmail: check what a mail program hands over, then pass it on, or refuse
    Sendmail {
        /// --via=PROGRAM, --config=FILE, --fail-on=SEVERITY, --lang=LANG, and whatever sendmail understands
        #[arg(value_name = "WORD", trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<OsString>,
    },
    /// Make one draft for each recipient of a draft: nobody sees anybody else
    Split(Split),
    /// Sign that a draft is right: the second pair of eyes
    Approve(Approve),
    /// Say who has approved a draft, and which approvals do not count
    Verify(Verify),
    /// List approvals: in force, expired, without a draft
    Approvals(Approvals),
    /// After a leak: write a letter to each person a mail reached, asking to delete it
    Apology(Apology),
    /// Check the message on standard input, then run a command with it
    Gate(Gate),
    /// Serve a mail server, Postfix or Sendmail: a message that must not leave is answered with 550
    Milter(Milter),
    /// Answer the add-on for Thunderbird, which asks before a mail is sent
    NativeHost(NativeHost),
    /// Filter for OpenSMTPD, which runs it: a message that must not leave is answered with 550
    OpensmtpdFilter {
        /// Refuse from this severity on; without it the setting, or error
        #[arg(long, value_name = "SEVERITY")]
        fail_on: Option<SeverityArgument>,
    },
    /// Check a patch for Git's hook sendemail-validate
    GitValidate {
        /// The patch, and the file with its header fields where Git hands one over
        #[arg(value_name = "FILE", required = true, num_args = 1..=2)]
        files: Vec<PathBuf>,
    },
}

/// `mailcheck book`.
#[derive(Debug, Clone, Subcommand)]
pub enum BookCommand {
    /// Run the rules about addresses over an address book, distribution lists or a forwarding list
    Lint(BookLint),
}

/// `mailcheck book lint`.
#[derive(Debug, Clone, Args)]
pub struct BookLint {
    /// CSV with a header, vCard, aliases, .forward, or one address a line; without it those of the settings
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What is reported of it.
    #[command(flatten)]
    pub reporting: Reporting,
    /// Show findings from this severity on; without it warning, or lower when --fail-on is
    #[arg(long, value_name = "SEVERITY")]
    pub show: Option<SeverityArgument>,
}

/// `mailcheck show`.
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// Drafts, or - for standard input
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// text: the decoded view; json: every fact
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ShowFormatArgument,
}

/// `mailcheck config`.
#[derive(Debug, Clone, Subcommand)]
pub enum ConfigCommand {
    /// Every setting in force and where it comes from
    Show,
    /// Check the settings files
    Check,
    /// Print a JSON Schema
    Schema {
        /// Of what
        #[arg(value_name = "WHAT", default_value = "config")]
        what: SchemaArgument,
    },
}

/// `mailcheck init`.
#[derive(Debug, Clone, Args)]
pub struct Init {
    /// Drafts whose senders tell which domains are yours
    #[arg(value_name = "DRAFT")]
    pub drafts: Vec<PathBuf>,
}

/// `--lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArgument {
    /// English
    En,
    /// 日本語
    Ja,
}

impl From<LangArgument> for Lang {
    fn from(lang: LangArgument) -> Self {
        match lang {
            LangArgument::En => Lang::En,
            LangArgument::Ja => Lang::Ja,
        }
    }
}

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorArgument {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOnArgument {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Anything
    Info,
    /// Nothing that is found
    Never,
}

impl FailOnArgument {
    /// The severity; `None` for never.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            FailOnArgument::Error => Some(Severity::Error),
            FailOnArgument::Warning => Some(Severity::Warning),
            FailOnArgument::Info => Some(Severity::Info),
            FailOnArgument::Never => None,
        }
    }
}

/// `--show`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeverityArgument {
    /// Errors only
    Error,
    /// Warnings and errors
    Warning,
    /// Everything
    Info,
}

impl From<SeverityArgument> for Severity {
    fn from(severity: SeverityArgument) -> Self {
        match severity {
            SeverityArgument::Error => Severity::Error,
            SeverityArgument::Warning => Severity::Warning,
            SeverityArgument::Info => Severity::Info,
        }
    }
}

/// `--stage`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StageArgument {
    /// Placeholders are meant to be there
    Template,
    /// Every placeholder must be filled in
    Rendered,
}

/// `show --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowFormatArgument {
    /// The decoded view
    Text,
    /// Every fact
    Json,
}

/// `config schema WHAT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaArgument {
    /// mailcheck.toml
    Config,
    /// A rule file
    Rule,
    /// `--format json`
    Report,
    /// A line of `--format jsonl`
    Jsonl,
    /// `show --format json`
    Show,
    /// `sheet --format json`
    Sheet,
    /// `verify --format json`
    Verify,
    /// `approvals --format json`
    Approvals,
}
