//! The program as people and scripts meet it: what it prints, where, and with which exit code. Runs the built binary
//! in folders of its own, where nobody's settings matter.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "cli/allowances.rs"]
mod allowances;
#[path = "cli/apology.rs"]
mod apology;
#[path = "cli/baseline.rs"]
mod baseline;
#[path = "cli/book.rs"]
mod book;
#[expect(dead_code, reason = "the composer writes more than these tests need")]
#[path = "support/compose_msg.rs"]
mod compose_msg;
#[path = "cli/containers.rs"]
mod containers;
#[path = "cli/desk.rs"]
mod desk;
#[path = "cli/drafts.rs"]
mod drafts;
#[path = "cli/example_rule.rs"]
mod example_rule;
#[path = "cli/exit_codes.rs"]
mod exit_codes;
#[path = "support/expected.rs"]
mod expected;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/fix.rs"]
mod fix;
#[path = "cli/guide.rs"]
mod guide;
#[path = "cli/init.rs"]
mod init;
#[path = "cli/inputs.rs"]
mod inputs;
#[path = "cli/inside_limits.rs"]
mod inside_limits;
#[path = "cli/languages.rs"]
mod languages;
#[path = "cli/long_runs.rs"]
mod long_runs;
#[path = "cli/odd_files.rs"]
mod odd_files;
#[path = "cli/outputs.rs"]
mod outputs;
#[path = "cli/overrides.rs"]
mod overrides;
#[path = "cli/redact.rs"]
mod redact;
#[path = "cli/rules.rs"]
mod rules;
#[path = "cli/settings.rs"]
mod settings;
#[path = "cli/sheet.rs"]
mod sheet;
#[path = "cli/sheet_since.rs"]
mod sheet_since;
#[path = "cli/show.rs"]
mod show;
#[path = "cli/sizes.rs"]
mod sizes;
#[path = "cli/split.rs"]
mod split;
#[path = "cli/steering.rs"]
mod steering;
#[path = "cli/terminal.rs"]
mod terminal;
#[path = "cli/unreadable.rs"]
mod unreadable;
