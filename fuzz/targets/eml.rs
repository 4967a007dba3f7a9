//! Any bytes that are no compound file, read as mail.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcheck::load::msg::looks_like_compound_file;
use room::laws::{Depth, problems};

fuzz_target!(|bytes: &[u8]| {
    if !looks_like_compound_file(bytes) {
        room::hold(&problems(bytes, &room::CHECKER, Depth::Load));
    }
});
