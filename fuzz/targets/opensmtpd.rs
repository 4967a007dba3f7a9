//! Lines that OpenSMTPD says to its filter.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    room::hold(&room::talks::opensmtpd_problems(bytes));
});
