//! Any bytes that begin as a compound file, read as an Outlook item.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcheck::load::msg::looks_like_compound_file;
use room::laws::{Depth, problems};

fuzz_target!(|bytes: &[u8]| {
    if looks_like_compound_file(bytes) {
        room::hold(&problems(bytes, &room::CHECKER, Depth::Load));
    }
});
