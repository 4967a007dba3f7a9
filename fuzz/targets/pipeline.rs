//! Any file: loaded, judged by all rules, and told in every report.
#![no_main]

use libfuzzer_sys::fuzz_target;
use room::laws::{Depth, problems};

fuzz_target!(|bytes: &[u8]| {
    room::hold(&problems(bytes, &room::CHECKER, Depth::Report));
});
