//! Any text read as `mailcheck.toml`: settings that drafts can be judged with, or mistakes with their places.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    room::hold(&room::laws::settings_problems(text));
});
