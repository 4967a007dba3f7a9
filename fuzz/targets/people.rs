//! Any bytes read as an address book and as a table of distribution lists.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    room::hold(&room::laws::table_problems(bytes));
});
