//! The files of an approval: statement, allowed_signers, signature, revoked keys.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    room::hold(&room::talks::approval_problems(text));
});
