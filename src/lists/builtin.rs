//! The list files of `rules/data`, embedded by `build.rs`. Knows nothing of their format.

/// Name (file stem) and text of every list, in the order of the names.
pub static BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lists.rs"));
