//! The rule that CONTRIBUTING.md adds as an example: one file, no line of Rust, and the text there is that file.

use super::desk::{Desk, project_file};
use super::drafts::CLEAN;

const PATH: &str = "examples/rules/internal-file-sent-outside.toml";
const ID: &str = "internal-file-sent-outside";

const DRAFT: &str = "\
From: Ann <ann@city.example>
To: Taro Yamada <taro@yamada.example>
Subject: Minutes
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"=_parts\"

--=_parts
Content-Type: text/plain; charset=utf-8

The minutes are attached.
--=_parts
Content-Type: application/pdf
Content-Disposition: attachment; filename=\"minutes (Internal Only).pdf\"
Content-Transfer-Encoding: base64

ZXhhbXBsZQ==
--=_parts--
";

fn folder() -> String {
    project_file("examples/rules").to_str().unwrap().to_owned()
}

#[test]
fn the_file_is_fine_and_proves_itself() {
    let desk = Desk::new();
    desk.run(&["rules", "check", &folder()]).expect_code(0).expect(&["nothing is wrong"]);
    desk.run(&["rules", "test", &folder()]).expect_code(0).expect(&["0 failures"]);
}

#[test]
fn one_file_in_a_folder_is_enough_to_check_drafts_with_it() {
    let desk = Desk::with(&[("a.eml", DRAFT), ("clean.eml", CLEAN), ("mailcheck.toml", "rules = [\"./rules\"]\n")]);
    desk.write(&format!("rules/{ID}.toml"), std::fs::read(project_file(PATH)).unwrap());
    desk.run(&["a.eml"]).expect_code(1).expect(&["minutes (Internal Only).pdf", &format!("mailcheck explain {ID}")]);
    desk.run(&["clean.eml"]).expect_code(0).expect(&["nothing found"]);
    desk.run(&["rules", "list"]).expect_code(0).expect(&[ID]);
    desk.run(&["explain", ID]).expect_code(0).expect(&["file picker", "社外秘_見積書.pdf"]);
    desk.run(&["--skip", ID, "a.eml"]).expect_code(0);
}

#[test]
fn a_rule_of_ones_own_is_tuned_and_allowed_like_any_other() {
    let settings = format!("rules = [\"./rules\"]\n[rule.{ID}]\nseverity = \"info\"\n");
    let desk = Desk::with(&[("a.eml", DRAFT), ("mailcheck.toml", &settings)]);
    desk.write(&format!("rules/{ID}.toml"), std::fs::read(project_file(PATH)).unwrap());
    assert_eq!(desk.json(&["a.eml"])["summary"]["infos"], 1);
    let allowed = format!("rules = [\"./rules\"]\n[[allow]]\nrule = \"{ID}\"\nreason = \"signed for\"\n");
    desk.write("mailcheck.toml", allowed);
    assert_eq!(desk.json(&["a.eml"])["summary"]["suppressed"], 1);
}

#[test]
fn the_guide_for_contributors_shows_the_file_as_it_is() {
    let rule = std::fs::read_to_string(project_file(PATH)).unwrap().replace("\r\n", "\n");
    let guide = std::fs::read_to_string(project_file("CONTRIBUTING.md")).unwrap().replace("\r\n", "\n");
    assert!(guide.contains(rule.trim_end()), "CONTRIBUTING.md does not hold {PATH} word for word");
}
