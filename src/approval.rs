//! What a second person has agreed to, and whether it is still the same: the canonical form of a draft, statements about it,
//! and the signatures below them (OpenSSH's SSHSIG). Reads no file and runs no program.

pub mod allowed_signers;
pub mod canonical_text;
pub mod components;
pub mod difference;
pub mod envelope;
pub mod json;
pub mod json_schema;
mod page;
pub mod pattern_list;
pub mod reason;
pub mod signature;
pub mod standing;
pub mod statement;
mod twin;
pub mod writer;
