//! `mailcheck lsp`: drafts, rule files and settings checked while somebody writes them. Speaks the Language Server
//! Protocol 3.17 over two streams; knows no file format and no rule, and leaves every judgement to `run`.

mod actions;
mod bench;
mod client;
mod diagnose;
mod documents;
mod hover;
mod position;
mod protocol;
mod queue;
mod server;
mod transport;
mod trouble;
mod uri;

pub use bench::Surroundings;
pub use server::serve;
