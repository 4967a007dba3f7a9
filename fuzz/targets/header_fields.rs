//! Any text in the fields that hold addresses, encoded-words and parameters, judged by all rules.
#![no_main]

use libfuzzer_sys::fuzz_target;
use room::laws::{Depth, problems};

fuzz_target!(|text: &[u8]| {
    // A line end would begin another field: that is what the target `eml` tries.
    let line: Vec<u8> = text.iter().map(|byte| if matches!(byte, b'\r' | b'\n') { b' ' } else { *byte }).collect();
    let mut draft = Vec::new();
    for field in ["From: ", "\nTo: ", "\nSubject: ", "\nContent-Type: ", "\nContent-Disposition: attachment; filename="] {
        draft.extend_from_slice(field.as_bytes());
        draft.extend_from_slice(&line);
    }
    draft.extend_from_slice(b"\n\nHi\n");
    room::hold(&problems(&draft, &room::CHECKER, Depth::Report));
});
