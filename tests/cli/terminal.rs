//! What reaches the terminal: colours only when wanted, drawing only when wanted, and nothing a draft could slip in.

use super::desk::Desk;
use super::drafts::WARNING;

const ESCAPE: char = '\u{1b}';

#[test]
fn colours_come_only_when_asked_for_in_a_pipe() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    for (variables, option, is_coloured) in [
        ([].as_slice(), "auto", false),
        (&[("CLICOLOR_FORCE", "1")], "auto", true),
        (&[("NO_COLOR", "1")], "auto", false),
        (&[("CLICOLOR_FORCE", "1")], "never", false),
        (&[("NO_COLOR", "1")], "always", true),
    ] {
        let ran = desk.run_with(variables, &["--lang", "en", "--color", option, "a.eml"], "");
        assert_eq!(ran.out.contains(ESCAPE), is_coloured, "{variables:?} --color {option}");
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    let coloured = desk.run(&["--color", "always", "a.eml"]).out;
    let mut plain = String::new();
    for (number, part) in coloured.split(ESCAPE).enumerate() {
        let text = if number == 0 { part } else { part.split_once('m').expect("only colours are escaped").1 };
        plain.push_str(text);
    }
    assert_eq!(plain, desk.run(&["a.eml"]).out);
}

#[test]
fn without_graphics_a_shift_jis_draft_is_read_aloud() {
    let text = "From: 総務課 <soumu@city.example>\nTo: 山田様 <taro@yamada.example>\nSubject: 議事録\n\
                Content-Type: text/plain; charset=Shift_JIS\n\n議事録を添付いたします。能力表もご覧ください。\n";
    let desk = Desk::new();
    desk.write("a.eml", encoding_rs::SHIFT_JIS.encode(text).0);
    let ran = desk.run_with(&[("NO_GRAPHICS", "1")], &["--lang", "ja", "a.eml"], "").expect_code(0);
    let ran = ran.expect(&["missing-attachment", "「添付いたします」"]);
    assert!(!ran.out.contains(['╭', '│', '╰', '─']), "{}", ran.out);
}

#[test]
fn without_graphics_a_broken_rule_is_still_told() {
    let desk = Desk::with(&[("rules/wrong.toml", "category = \"メール\"\n")]);
    let ran = desk.run_with(&[("NO_GRAPHICS", "1")], &["--lang", "en", "rules", "check", "rules"], "");
    ran.expect_code(2).expect(&["unknown category"]);
}
