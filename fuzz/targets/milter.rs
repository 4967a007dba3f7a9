//! What a mail server says to a milter, as packets.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    room::hold(&room::talks::milter_problems(bytes));
});
