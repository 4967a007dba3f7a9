//! Any text read as a rule file: a rule that can be compiled, run and shown, or mistakes with their places.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    room::hold(&room::laws::rule_problems(text, &room::CHECKER));
});
