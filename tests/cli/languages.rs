//! English and Japanese: which is chosen, and that it changes what we say, never what we look for.

use super::desk::Desk;
use super::drafts::WARNING;

const JAPANESE: &str = "添付";
const ENGLISH: &str = "nothing is attached";

#[test]
fn the_option_decides_before_the_setting_and_the_setting_before_the_locale() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    desk.run_with(&[], &["--lang", "ja", "a.eml"], "").expect(&[JAPANESE, "詳細："]);
    desk.write("mailcheck.toml", "lang = \"ja\"\n");
    desk.run_with(&[("LANG", "en_US.UTF-8")], &["a.eml"], "").expect(&[JAPANESE]);
    desk.run_with(&[], &["--lang", "en", "a.eml"], "").expect(&[ENGLISH]);
    desk.run_with(&[], &["a.eml", "--lang=en"], "").expect(&[ENGLISH]);
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn the_locale_decides_when_nothing_else_does() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    desk.run_with(&[("LANG", "ja_JP.UTF-8")], &["a.eml"], "").expect(&[JAPANESE]);
    desk.run_with(&[("LANG", "de_DE.UTF-8")], &["a.eml"], "").expect(&[ENGLISH]);
    desk.run_with(&[("LANG", "C")], &["a.eml"], "").expect(&[ENGLISH]);
    desk.run_with(&[("LANG", "ja_JP.UTF-8")], &["--help"], "").expect_code(0).expect(&["終了コード"]);
}

#[test]
fn both_languages_find_the_same() {
    let desk = Desk::with(&[("a.eml", WARNING), ("b.eml", &super::drafts::error())]);
    let rules = |lang: &str| {
        let ran = desk.run_with(&[], &["--lang", lang, "--format", "json", "a.eml", "b.eml"], "");
        let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(report["lang"], lang);
        let findings =
            report["drafts"].as_array().unwrap().iter().flat_map(|draft| draft["findings"].as_array().unwrap());
        findings.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules("en"), rules("ja"));
    assert!(rules("en").len() >= 2);
}

#[test]
fn failures_speak_japanese_too() {
    let desk = Desk::new();
    desk.run_with(&[], &["--lang", "ja", "missing.eml"], "").expect_code(2).expect(&["見つかりません"]);
    desk.run_with(&[], &["--lang", "ja"], "").expect_code(2).expect(&["指定されていません"]);
    desk.run_with(&[], &["--lang", "ja", "explain", "nothing"], "").expect_code(2).expect(&["ルールはありません"]);
}
