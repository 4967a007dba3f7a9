//! A draft, a rule, settings and names of files written to steer the terminal of whoever checks them: no command and no
//! format lets anything of it out.

use super::desk::{Desk, Ran};

/// Title of the window, the direction of text, the bell, a C1 control, isolates, what cannot be seen, and a return to
/// the beginning of the line.
const HOSTILE: &str = "attached \u{1b}]0;owned\u{7} \u{1b}[2J\u{1b}[1;31m\u{1b}[8m\u{1b}[30;40m \u{202e}fdp.exe\u{202c} \u{9b}31m \u{2066}x\u{2069} \u{200b}\u{feff}\u{200f}\u{2028}\u{85} a\rb \u{8}\u{7f}";

/// The same as the name of a file.
const HOSTILE_NAME: &str = "no\u{1b}]0;such\u{7}\u{202e}\u{9b}31m\u{200b}\u{2067}\r.eml";

fn hostile_draft() -> String {
    let encoded = format!("=?UTF-8?B?{}?=", base64(HOSTILE.as_bytes()));
    let escaped: String = HOSTILE.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!(
        "From: {encoded} <ann@city.example>\nTo: {encoded} <taro@yamada.example>, taro@yamada.example,\n {encoded}@x.example,\n \"a{HOSTILE}\"@y.example\n\
         Cc: {encoded}: b@z.example;\nSubject: {encoded}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/html; charset=utf-8\n\nPlease find attached {HOSTILE} &#x1b;]0;x&#7; &#x202e; &#x9b;31m\n\
         --b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''{escaped}\n\nx\n\
         --b\nContent-Type: application/x{HOSTILE}; name=\"{HOSTILE}\"\nContent-Disposition: attachment; filename=\"{encoded}\"\nContent-Transfer-Encoding: x{HOSTILE}\n\nx\n--b--\n"
    )
}

/// The texts of a rule in TOML escapes, since TOML itself takes no controls.
fn hostile_rule() -> String {
    let text = escaped();
    format!(
        "category = \"recipients\"\nseverity = \"warning\"\nsince = \"0.1.0\"\nmessage.en = \"{text}\"\nmessage.ja = \"{text}\"\n\
         help.en = \"{text}\"\nhelp.ja = \"{text}\"\nwhy.en = \"{text}\"\nwhy.ja = \"{text}\"\n\n\
         [[when.recipients]]\nvisible = true\nlabel.en = \"{text}\"\nlabel.ja = \"{text}\"\n\n\
         [[bad]]\npoints-at = [\"{text}\"]\ndraft = \"To: a@b.example\\nSubject: {text}\\n\\nHi\\n\"\n\n\
         [[good]]\nbecause = \"{text}\"\ndraft = \"To: a@b.example\\n\\nHi\\n\"\n"
    )
}

fn escaped() -> String {
    HOSTILE
        .chars()
        .map(|letter| if steers(letter) { format!("\\u{:04X}", u32::from(letter)) } else { letter.into() })
        .collect()
}

/// Every language, with and without drawing, colours on and off.
fn runs(desk: &Desk, arguments: &[&str]) -> Vec<Ran> {
    let mut all = Vec::new();
    for lang in ["en", "ja"] {
        for graphics in [[].as_slice(), &[("NO_GRAPHICS", "1")]] {
            for color in ["never", "always"] {
                let ran = desk.run_with(graphics, &[arguments, &["--lang", lang, "--color", color]].concat(), "");
                let printed = if color == "always" { without_colours(&ran.all()) } else { ran.all() };
                let steering = printed.char_indices().find(|(_, letter)| *letter != '\n' && steers(*letter));
                assert_eq!(steering, None, "{arguments:?} {lang} {graphics:?} {color}:\n{printed:?}");
                all.push(ran);
            }
        }
    }
    all
}

#[test]
fn nothing_in_a_draft_or_its_name_steers_the_terminal() {
    let desk = Desk::with(&[("a.eml", &hostile_draft())]);
    for format in ["human", "short", "json"] {
        for ran in runs(&desk, &["--show", "info", "--format", format, "a.eml", HOSTILE_NAME]) {
            ran.expect_code(2).expect(&["duplicate-recipient"]);
        }
    }
    for arguments in [["show", "a.eml", HOSTILE_NAME].as_slice(), &["show", "--format", "json", "a.eml", HOSTILE_NAME]]
    {
        runs(&desk, arguments);
    }
    runs(&desk, &["sheet", "--all", "--show", "info", "a.eml", HOSTILE_NAME]);
    runs(&desk, &["sheet", "--mailing", "--format", "html", "a.eml", HOSTILE_NAME]);
}

#[test]
fn nothing_in_a_name_steers_the_terminal_wherever_a_name_is_asked_for() {
    let desk = Desk::with(&[("a.eml", "To: a@b.example\n\nHi\n")]);
    let option = format!("--{HOSTILE_NAME}");
    let output = format!("json=gone/{HOSTILE_NAME}");
    for arguments in [
        ["explain", HOSTILE_NAME].as_slice(),
        &["--config", HOSTILE_NAME, "a.eml"],
        &["--files-from", HOSTILE_NAME],
        &["--stdin-filename", HOSTILE_NAME, "-"],
        &["--only", HOSTILE_NAME, "a.eml"],
        &["--skip", HOSTILE_NAME, "a.eml"],
        &["--now", HOSTILE_NAME, "a.eml"],
        &["--output", &output, "a.eml"],
        &["--format", HOSTILE_NAME, "a.eml"],
        &["rules", "test", HOSTILE_NAME],
        &["rules", "check", HOSTILE_NAME],
        &["rules", HOSTILE_NAME],
        &["init", HOSTILE_NAME],
        &[&option],
    ] {
        for ran in runs(&desk, arguments) {
            ran.expect_code(2);
        }
    }
}

#[test]
fn nothing_in_settings_steers_the_terminal() {
    let text = escaped();
    let (broken, unparsed) =
        (format!("lang = \"{text}\"\n\"{text}\" = 1\n"), format!("lang = \"{}\"\n", HOSTILE.replace('\u{7}', "")));
    for settings in
        [broken, unparsed, format!("extends = [\"{text}\"]\n"), format!("[people]\naddress-book = \"{text}\"\n")]
    {
        let desk = Desk::with(&[("a.eml", &hostile_draft()), ("mailcheck.toml", &settings)]);
        for arguments in [["config", "check"].as_slice(), &["config", "show"], &["rules", "list"], &["a.eml"]] {
            for ran in runs(&desk, arguments) {
                ran.expect_code(2);
            }
        }
    }
    let sound = format!(
        "[organization]\nname = \"{text}\"\ndomains = [\"city.example\"]\n\n[[partner]]\nname = \"{text}\"\ndomains = [\"yamada.example\"]\n\n\
         [[allow]]\nrule = \"missing-attachment\"\nreason = \"{text}\"\nuntil = 2020-01-01\n"
    );
    let desk = Desk::with(&[("a.eml", &hostile_draft()), ("mailcheck.toml", &sound)]);
    for arguments in [["config", "check"].as_slice(), &["config", "show"], &["--show", "info", "a.eml"]] {
        runs(&desk, arguments);
    }
}

#[test]
fn nothing_in_a_rule_steers_the_terminal() {
    let desk = Desk::with(&[
        ("a.eml", &hostile_draft()),
        ("mailcheck.toml", "rules = [\"rules\"]\n"),
        ("rules/our-own.toml", &hostile_rule()),
        ("wrong/wrong.toml", &format!("category = \"{}\"\n\"{}\" = 1\n", escaped(), escaped())),
        ("wrong/torn.toml", &format!("category = '{HOSTILE}'\n")),
        (&format!("wrong/{HOSTILE_NAME}.toml"), "category = 1\n"),
    ]);
    for ran in runs(&desk, &["rules", "check", "rules"]) {
        ran.expect_code(0);
    }
    for ran in runs(&desk, &["rules", "check", "wrong"]) {
        ran.expect_code(2);
    }
    for format in ["human", "short", "json"] {
        for ran in runs(&desk, &["--format", format, "a.eml"]) {
            ran.expect(&["our-own"]);
        }
    }
    for arguments in
        [["explain", "our-own"].as_slice(), &["rules", "test"], &["rules", "test", "rules"], &["rules", "list"]]
    {
        runs(&desk, arguments);
    }
}

/// Controls, what turns the direction of text, and what cannot be seen.
fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The text without what only colours it; what hides text (concealed, black, a background) is left in.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let rest = part.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ';');
        let numbers = &part[..part.len() - rest.len()];
        let hides = numbers
            .split(';')
            .any(|number| matches!(number, "7" | "8" | "30" | "37") || number.starts_with('4') && number != "4");
        plain + rest.strip_prefix('m').filter(|_| !hides).unwrap_or("\u{1b}[")
    })
}

pub fn base64(bytes: &[u8]) -> String {
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
