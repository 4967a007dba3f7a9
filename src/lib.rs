//! mailcheck: says what would go wrong if this draft were sent. One straight pipeline, see ARCHITECTURE.md.

pub mod apology;
pub mod check;
pub mod cli;
pub mod document;
pub mod domain_name;
pub mod draft;
pub mod facts;
pub mod finding;
pub mod fold;
pub mod inspect;
pub mod lang;
pub mod lists;
pub mod load;
pub mod lsp;
pub mod milter;
pub mod paths;
pub mod pattern;
pub mod report;
pub mod rule;
pub mod run;
pub mod send;
pub mod settings;
pub mod severity;
pub mod show;
pub mod span;
pub mod split;
