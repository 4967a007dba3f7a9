//! What reaches past one run and one machine: parts of a mailing that together are one run, the record of what was sent,
//! the guard of a sending loop. Runs the built binary.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[expect(dead_code, reason = "a desk can do more than these tests need")]
#[path = "cli/desk.rs"]
mod desk;
#[path = "beyond_one_run/guard.rs"]
mod guard;
#[path = "beyond_one_run/history.rs"]
mod history;
#[path = "beyond_one_run/parts.rs"]
mod parts;
