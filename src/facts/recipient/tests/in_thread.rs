//! Who takes part in the quoted thread, and who is new to it.

use super::*;

#[test]
fn a_party_that_the_thread_does_not_show_is_new_to_it() {
    let quote = "\n\nhello\n-----Original Message-----\nFrom: a@beta.example\nTo: me@alpha.example\n";
    let new_to_thread = |to: &str, quote: &str| {
        let draft = draft(&format!("From: me@alpha.example\nTo: {to}{quote}"));
        rows_with(&Settings::default(), &draft)[0].new_to_thread
    };
    assert_eq!(new_to_thread("c@gamma.example", quote), Some(true));
    assert_eq!(new_to_thread("b@tokyo.beta.example", quote), Some(false));
    assert_eq!(new_to_thread("b@alpha.example", quote), Some(false));
    assert_eq!(new_to_thread("c@gamma.example", "\n\nhello\n> x\n"), None);
    assert_eq!(new_to_thread("c@gamma.example", &format!("{quote}Cc: Hana Mori\n")), None);
}
