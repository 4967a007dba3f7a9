//! `[[override]]`: a rule has another level where drafts of some kind lie.

use super::desk::Desk;
use super::drafts::{WARNING, to_parties};

fn desk(settings: &str) -> Desk {
    let drafts =
        [("templates/a.eml", to_parties(10)), ("out/a.eml", to_parties(10)), ("out/b.eml", WARNING.to_owned())];
    let desk = Desk::with(&[("mailcheck.toml", settings)]);
    for (name, text) in drafts {
        desk.write(name, text);
    }
    desk
}

#[test]
fn a_rule_has_another_level_in_some_folders() {
    let desk = desk("[[override]]\nfiles = [\"templates/**\"]\nseverity.mixed-external-domains = \"off\"\n");
    desk.run(&["templates"]).expect_code(0).expect(&["nothing found"]);
    desk.run(&["out"]).expect_code(1);
    let inside = desk.run_in("templates", &[], &["a.eml"], "");
    assert_eq!(inside.code, 0, "{}", inside.all());
    desk.write("mailcheck.toml", "[[override]]\nfiles = [\"out/b*\"]\nseverity.missing-attachment = \"error\"\n");
    desk.run(&["out/b.eml"]).expect_code(1);
    desk.run(&["config", "show"]).expect_code(0).expect(&["override[1] = ", "missing-attachment"]);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    for (settings, words) in [
        ("[[override]]\nseverity.missing-bcc = \"off\"\n", ["override", "files"]),
        ("[[override]]\nfiles = []\nseverity.missing-bcc = \"off\"\n", ["files", "empty"]),
        ("[[override]]\nfiles = [\"a/**\"]\n", ["severity", "missing"]),
        ("[[override]]\nfiles = [\"a/**\"]\nseverity.missing-bcc = \"of\"\n", ["did you mean", "off"]),
        ("[[override]]\nfiles = [\"a/**\"]\nseverity.missing-bc = \"off\"\n", ["no rule `missing-bc`", "missing-bcc"]),
    ] {
        desk(settings).run(&["out"]).expect_code(2).expect(&words);
    }
}
