//! Who may approve, by the name of a role.

use crate::keys::{DRAFT, POLICY, SATO, approve, desk};

#[test]
fn a_role_lets_its_people_approve_and_nobody_else() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let settings = |roles: &str| format!("{POLICY}by = [\"role:manager\", \"head@tsubame.example\"]\n{roles}");
    for (roles, code) in [
        ("[approval.roles]\nmanager = [\"someone@tsubame.example\", \"SATO@tsubame.example\"]\n", 0),
        ("[approval.roles]\nmanager = \"@tsubame.example\"\n", 0),
        ("[approval.roles]\nmanager = \"someone@tsubame.example\"\nclerk = \"sato@tsubame.example\"\n", 1),
    ] {
        desk.write("mailcheck.toml", settings(roles));
        desk.run(&["draft.eml"]).expect_code(code);
    }
    assert!(desk.json(&["draft.eml"]).to_string().contains(&format!("{SATO} is not one of those who may")));
    desk.write("mailcheck.toml", settings("[approval.roles]\nmanagers = \"sato@tsubame.example\"\n"));
    for lang in ["en", "ja"] {
        let ran = desk.run_with(&[], &["--lang", lang, "draft.eml"], DRAFT).expect_code(2);
        let told = ran.err.replace(['\n', '│', ' '], "");
        assert!(told.contains("didyoumean`role:managers`?"), "{}", ran.err);
        assert!(told.contains("役割「manager」は[approval.roles]にありません"), "{}", ran.err);
    }
}
