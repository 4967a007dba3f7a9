//! What an add-on of a mail program says, framed.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    room::hold(&room::talks::native_host_problems(bytes));
});
