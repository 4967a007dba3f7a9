//! A second pair of eyes: drafts that need an approval do not pass without one, and ssh-keygen is the other side of every
//! signature. What it says of the same files is what we say.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "approvals/canonical.rs"]
mod canonical;
#[expect(dead_code, reason = "other tests ask for more")]
#[path = "milter/client.rs"]
mod client;
#[path = "approvals/confirm.rs"]
mod confirm;
#[expect(dead_code, reason = "other tests ask for more")]
#[path = "cli/desk.rs"]
mod desk;
#[path = "approvals/fido.rs"]
mod fido;
#[path = "approvals/flow.rs"]
mod flow;
#[path = "approvals/keys.rs"]
mod keys;
#[path = "approvals/places.rs"]
mod places;
#[path = "approvals/programs.rs"]
mod programs;
#[path = "approvals/refused.rs"]
mod refused;
#[path = "approvals/roles.rs"]
mod roles;
#[path = "approvals/running.rs"]
mod running;
#[path = "approvals/send_path.rs"]
mod send_path;
#[path = "approvals/sheet.rs"]
mod sheet;
#[path = "approvals/signers.rs"]
mod signers;
#[path = "approvals/writer.rs"]
mod writer;
#[path = "approvals/zones.rs"]
mod zones;
