//! What every target shares: the laws of the tests, a checker, and a limit on memory.

#[path = "../../tests/hostile/laws.rs"]
pub mod laws;
#[path = "../../tests/invariants/spans.rs"]
pub mod spans;
#[path = "../../tests/hostile/talks.rs"]
pub mod talks;

use cap::Cap;
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::settings::Settings;
use std::alloc::System;
use std::sync::LazyLock;

/// What one input may make us hold at a time, in bytes, beyond what the fuzzer itself holds.
const MOST_BYTES: usize = 256 << 20;

/// Counts what Rust code allocates. The fuzzer's own memory (coverage, corpus) is C++ and not in it.
#[global_allocator]
static ALLOCATED: Cap<System> = Cap::new(System, MOST_BYTES);

/// All default rules, with nothing set.
pub static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    Checker::new(Settings::default(), &CheckOptions::default()).expect("the built-in rules are sound")
});

/// Ends the run with what is wrong, if anything is.
#[track_caller]
pub fn hold(problems: &[String]) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
