//! `mailcheck explain`: the same page that stands in docs/rules.md.

use super::desk::Desk;
use mailcheck::lang::Lang;
use mailcheck::rule::builtin::{builtin_file, builtin_ids};
use mailcheck::run::pages::rule_page;

#[test]
fn the_page_is_that_of_the_documentation() {
    let desk = Desk::new();
    for id in builtin_ids() {
        for lang in Lang::ALL {
            let ran = desk.run_with(&[], &["explain", id, "--lang", lang.name()], "").expect_code(0);
            assert_eq!(ran.out, rule_page(&builtin_file(id).unwrap(), lang), "{id}");
        }
    }
}

#[test]
fn an_unknown_rule_is_refused_with_the_nearest() {
    let desk = Desk::new();
    desk.run(&["explain", "mising-bcc"]).expect_code(2).expect(&["did you mean `missing-bcc`?"]);
    desk.run(&["explain", "zzzzzzzz"]).expect_code(2).expect(&["mailcheck rules list"]);
}
