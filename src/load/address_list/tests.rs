//! What an address list of real life is read as.

use super::*;
use crate::load::encoded_word;

/// Each mailbox as `[group:]name|address`, with its origin's bytes when they differ from the address.
fn read(field: &[u8]) -> (Vec<String>, Vec<DefectKind>) {
    let (decoded, mut all_met) = encoded_word::decode(field, 0);
    let list = parse(&decoded, &SourceMap::shifted(0, field.len()), usize::MAX);
    all_met.extend(list.met.into_iter().map(|(_, met)| met));
    let shown = list.mailboxes.iter().map(|(group, part_mailbox)| {
        let group = group.as_ref().map(|group| format!("{group}:")).unwrap_or_default();
        let name = part_mailbox.display_name.as_ref().map(|name| format!("{}|", name.value)).unwrap_or_default();
        let Origin::Raw(range) = &part_mailbox.address.origin else { unreachable!("text has no properties") };
        let raw = String::from_utf8_lossy(&field[range.clone()]);
        let address = match &part_mailbox.address.value {
            Address::Ok(addr_spec) => {
                let literal = addr_spec.to_string();
                if raw == literal { literal } else { format!("{literal} from {raw}") }
            }
            Address::Malformed { text, problem, repaired } => {
                let repaired = repaired.as_ref().map(|addr_spec| format!(" -> {addr_spec}")).unwrap_or_default();
                format!("{}({text}){repaired}", problem.name())
            }
            Address::Placeholder(text) => format!("placeholder({text})"),
            Address::NameOnly => "name-only".to_owned(),
            Address::Unresolved => "unresolved".to_owned(),
        };
        format!("{group}{name}{address}")
    });
    (shown.collect(), all_met.iter().map(|met| met.kind).collect())
}

#[track_caller]
fn check(field: &str, mailboxes: &[&str]) {
    assert_eq!(read(field.as_bytes()).0, mailboxes, "{field}");
}

#[track_caller]
fn check_met(field: &[u8], mailboxes: &[&str], met: &[DefectKind]) {
    let (found, found_met) = read(field);
    assert_eq!(found, mailboxes, "{}", String::from_utf8_lossy(field));
    assert_eq!(found_met, met, "{}", String::from_utf8_lossy(field));
}

#[test]
fn ordinary_lists_are_read_without_a_word() {
    check_met(
        b"Ann <a@x.example>, \"B, b\" <b@x.example>,\r\n c@x.example (Carol), <d@x.example>",
        &["Ann|a@x.example", "B, b|b@x.example", "Carol|c@x.example", "d@x.example"],
        &[],
    );
    check("\"O\\\"Hara\" <o@x.example>", &["O\"Hara|o@x.example"]);
    check("a@x.example <a@x.example>", &["a@x.example|a@x.example"]);
    check("<@a.example,@b.example:c@d.example>", &["c@d.example"]);
    check("Ann (the boss) <a@x.example>", &["Ann|a@x.example"]);
    check("a@[192.0.2.1], \"foo..\"@docomo.ne.jp", &["a@[192.0.2.1]", "\"foo..\"@docomo.ne.jp"]);
    check("=?UTF-8?Q?Doe=2C_John?= <j@x.example>", &["Doe, John|j@x.example"]);
}

#[test]
fn groups_name_their_members() {
    check(
        "Team: a@x.example, Bob <b@x.example>; c@x.example",
        &["Team:a@x.example", "Team:Bob|b@x.example", "c@x.example"],
    );
    check("undisclosed-recipients:;", &[]);
    check("Team: a@x.example", &["Team:a@x.example"]);
}

#[test]
fn outlook_and_japanese_separators_divide() {
    check("a@x.example; b@x.example", &["a@x.example", "b@x.example"]);
    check(
        "a@x.example、b@x.example，c@x.example；d@x.example",
        &["a@x.example", "b@x.example", "c@x.example", "d@x.example"],
    );
    check("山田、鈴木 <s@x.example>", &["山田、鈴木|s@x.example"]);
    check("山田 <y@x.example>、鈴木 <s@x.example>", &["山田|y@x.example", "鈴木|s@x.example"]);
    check("山田、鈴木", &["山田|name-only", "鈴木|name-only"]);
}

#[test]
fn full_width_signs_are_put_right() {
    check("a＠x．example", &["full-width(a＠x．example) -> a@x.example"]);
    check("山田＜a@x.example＞", &["山田|full-width(＜a@x.example＞) -> a@x.example"]);
}

#[test]
fn a_missing_comma_glues_no_mailboxes() {
    let comma = [DefectKind::MissingComma];
    check_met(b"a@y.example b@y.example", &["a@y.example", "b@y.example"], &comma);
    check_met(b"<a@x.example> <b@x.example>", &["a@x.example", "b@x.example"], &comma);
    check_met(b"\"A\" <a@x.example> \"B\" <b@x.example>", &["A|a@x.example", "B|b@x.example"], &comma);
    check_met(b"a@x.example b@x.example <b@x.example>", &["a@x.example", "b@x.example|b@x.example"], &comma);
    check_met(b"<a@x.example><b@x.example>", &["a@x.example", "b@x.example"], &comma);
}

#[test]
fn a_mailbox_inside_an_encoded_word_is_found() {
    // 山田 <y@x.example>, s@x.example
    let word = "=?UTF-8?B?5bGx55SwIDx5QHguZXhhbXBsZT4sIHNAeC5leGFtcGxl?=";
    check_met(
        word.as_bytes(),
        &[&format!("山田|y@x.example from {word}"), &format!("s@x.example from {word}")],
        &[DefectKind::EncodedWord],
    );
}

#[test]
fn raw_bytes_that_look_like_syntax_are_none() {
    // 表 is 95 5C in Shift_JIS: a backslash before the closing quote.
    check_met(b"\"\x95\x5c\" <a@x.example>, b@x.example", &["表|a@x.example", "b@x.example"], &[DefectKind::RawBytes]);
    // ISO-2022-JP: 、 is `!"`, and ` is part of other characters.
    check_met(b"\x1b$B;3!\"ED\x1b(B <a@x.example>", &["山、田|a@x.example"], &[DefectKind::RawBytes]);
    check_met("山田 <a@x.example>".as_bytes(), &["山田|a@x.example"], &[]);
}

#[test]
fn names_without_address_stay() {
    check("山田, Ann B", &["山田|name-only", "Ann B|name-only"]);
    check("Ann <>", &["Ann|name-only"]);
    check("\"a@x.example\"", &["character(\"a@x.example\") -> a@x.example"]);
    check("Ann (a@x.example)", &["Ann|character(a@x.example) -> a@x.example"]);
    check("\"ann@y.example\"  (<a@x.example>)", &["ann@y.example|character(<a@x.example>) -> a@x.example"]);
}

#[test]
fn slips_of_the_pen_are_malformed() {
    check("mailto:a@x.example", &["scheme(mailto:a@x.example) -> a@x.example"]);
    check("foo..@docomo.ne.jp", &["dots(foo..@docomo.ne.jp) -> foo..@docomo.ne.jp"]);
    check("a @ x.example", &["space(a @ x.example) -> a@x.example"]);
    check("Ann a@x.example", &["space(Ann a@x.example) -> a@x.example"]);
    check("a@x  . example", &["space(a@x  . example) -> a@x.example"]);
    check("<a@(her host)x.example>", &["a@x.example from a@(her host)x.example"]);
    check("<a (Ann)@ (her host) x.example>", &["a@x.example from a (Ann)@ (her host) x.example"]);
    check("a@x,example", &["separator(a@x,example) -> a@x.example"]);
    check("<a@x,example>", &["separator(a@x,example) -> a@x.example"]);
    check("Ann <ann>", &["Ann|at-sign(ann)"]);
    check("a@x, Ann", &["domain(a@x) -> a@x", "Ann|name-only"]);
    check("<a@x.example", &["a@x.example"]);
    check("Ann <a@x.example, Bob <b@x.example>", &["Ann|a@x.example", "Bob|b@x.example"]);
    check("\"Ann <a@x.example>, \"Bob\" <b@x.example>", &["\"Ann|a@x.example", "Bob|b@x.example"]);
    check("<a@x.example, b@x.example>", &["a@x.example", "b@x.example"]);
    check("Ann <Mrs. Bell <a@x.example>>", &["Ann <Mrs. Bell|a@x.example"]);
    check("Ann <a@x.example>&?>", &["Ann|a@x.example"]);
    check("Ann for a@y.example <a@x.example>", &["Ann for a@y.example|a@x.example"]);
    check("\"Ann <a@x.example>", &["\"Ann|a@x.example"]);
}

#[test]
fn merge_fields_are_placeholders() {
    for text in ["{{email}}", "<<Mail>>", "%EMAIL%", "${mail}", "*|EMAIL|*", "«Mail»", "[email]", "{{first name}}"] {
        check(text, &[&format!("placeholder({text})")]);
        check(&format!("Ann <{text}>, b@x.example"), &[&format!("Ann|placeholder({text})"), "b@x.example"]);
    }
    check("<%= mail %>", &["placeholder(<%= mail %>)"]);
    check("Ann <<%= @user.mail %>>, b@x.example", &["Ann|placeholder(<%= @user.mail %>)", "b@x.example"]);
    check("<%a@x.example>", &["%a@x.example"]);
    check("{{name}} <a@x.example>", &["{{name}}|a@x.example"]);
    check("{{user}}@x.example", &["placeholder({{user}}@x.example)"]);
}

#[test]
fn long_and_hostile_lists_take_linear_time() {
    let list: String = (0..20_000).map(|n| format!("\"N, {n}\" <n{n}@x.example>,\r\n ")).collect();
    assert_eq!(read(list.as_bytes()).0.len(), 20_000);
    for piece in ["\"", "(", "<", "<\"", "((\"", ":", "a:", "a@x ", "[x]", "%", "<,", "\">,", "=?a?Q?"] {
        read(piece.repeat(30_000).as_bytes());
    }
}
