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

/// Title of the window, text direction, bell, C1 control, and a line of its own.
const HOSTILE: &str = "attached \u{1b}]0;owned\u{7} \u{202e}fdp.exe\u{202c} \u{9b}31m \u{2066}x\u{2069} \u{200b}";

fn hostile_draft() -> String {
    let encoded = base64(HOSTILE.as_bytes());
    format!(
        "From: =?UTF-8?B?{encoded}?= <ann@city.example>\nTo: =?UTF-8?B?{encoded}?= <taro@yamada.example>, taro@yamada.example\n\
         Subject: =?UTF-8?B?{encoded}?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n\
         Please find attached {HOSTILE}\n"
    )
}

#[test]
fn nothing_in_a_draft_steers_the_terminal() {
    let desk = Desk::with(&[("a.eml", &hostile_draft())]);
    let name = "no\u{1b}]0;such\u{202e}.eml";
    for format in ["human", "short", "json"] {
        for lang in ["en", "ja"] {
            let arguments = ["--lang", lang, "--show", "info", "--format", format, "a.eml", name];
            let ran = desk.run_with(&[], &arguments, "").expect_code(2).expect(&["missing-attachment"]);
            let steering = ran.all().chars().find(|letter| steers(*letter));
            assert_eq!(steering, None, "{format} {lang}: {:?}", ran.all());
        }
    }
    let ran = desk.run_with(&[("NO_GRAPHICS", "1")], &["--lang", "en", "--show", "info", "a.eml"], "");
    assert!(!ran.all().contains(steers), "{:?}", ran.all());
    for arguments in [["show", "a.eml"].as_slice(), &["show", "--format", "json", "a.eml"], &["explain", name]] {
        let ran = desk.run(arguments);
        assert!(!ran.all().contains(steers), "{arguments:?}: {:?}", ran.all());
    }
}

#[test]
fn nothing_in_settings_or_rules_of_others_steers_the_terminal() {
    let hostile = HOSTILE.replace('\u{7}', "");
    let desk = Desk::with(&[
        ("mailcheck.toml", &format!("lang = \"{hostile}\"\n")),
        ("rules/wrong.toml", &format!("category = '{hostile}'\n")),
    ]);
    for arguments in [["config", "check"].as_slice(), &["rules", "check", "rules"], &["a.eml"]] {
        for color in ["always", "never"] {
            let ran = desk.run(&[arguments, &["--color", color]].concat()).expect_code(2);
            let plain = ran.all().replace("\u{1b}[", "");
            assert!(!plain.contains(steers), "{arguments:?}: {:?}", ran.all());
        }
    }
}

/// Controls but the line end, and characters that turn the direction of text.
fn steers(letter: char) -> bool {
    (letter.is_control() && letter != '\n') || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let is_padding = place > chunk.len();
            let sextet = usize::try_from(group >> (18 - 6 * place) & 63).unwrap();
            text.push(if is_padding { '=' } else { char::from(ALPHABET[sextet]) });
        }
    }
    text
}
