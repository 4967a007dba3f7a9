//! Real mail programs with mailcheck in their way, set up by the lines of docs/send-path.md, msmtp below them and a server
//! of our own behind it: a good draft arrives as it does without mailcheck, a bad one never does, and the user is told.
//! tests/clients/install.sh installs them; what is missing is skipped aloud.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "clients/libraries.rs"]
mod libraries;
#[path = "clients/mailers.rs"]
mod mailers;
#[path = "clients/post.rs"]
mod post;
#[path = "clients/programs.rs"]
mod programs;
#[path = "clients/screens.rs"]
mod screens;
#[path = "clients/sink.rs"]
mod sink;
#[path = "clients/terminal.rs"]
mod terminal;
