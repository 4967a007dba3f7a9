//! `mailcheck lsp` as an editor meets it: the built program, spoken to over its streams.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[expect(dead_code, reason = "an editor needs less of a desk than a shell")]
#[path = "cli/desk.rs"]
mod desk;
#[path = "lsp/editor.rs"]
mod editor;
#[path = "lsp/protocol.rs"]
mod protocol;

use desk::{Desk, project_file};
use editor::{Editor, edited, uri};
use serde_json::{Value, json};

const GOOD: &str = "From: Ann <ann@tsubame.example>\nTo: Bob <bob@beta.example>\nSubject: 見積\n\nHello Bob,\n\nSee you on Monday.\n\nAnn\n";

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let position = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
    json!({ "start": position(start), "end": position(end) })
}

#[test]
fn a_bad_draft_is_marked_where_it_is_bad_until_it_is_good() {
    let desk = Desk::new();
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let path = desk.path("下書き.eml");
    // What lies on disk does not count.
    desk.write("下書き.eml", GOOD);
    let bad = GOOD.replace("Hello Bob,", "𠮷野 {{company}} 様");
    let shown = editor.open(&path, "eml", &bad);
    assert_eq!(shown.len(), 1, "{shown:#?}");
    assert_eq!(shown[0]["code"], "unresolved-placeholder");
    assert_eq!(shown[0]["source"], "mailcheck");
    assert_eq!(shown[0]["severity"], 1);
    // 𠮷 is two units of UTF-16.
    assert_eq!(shown[0]["range"], range((4, 4), (4, 15)), "{shown:#?}");
    assert_eq!(editor.change(&path, GOOD), [] as [Value; 0]);
    let shown = editor.change(&path, &bad.replace('\n', "\r\n"));
    assert_eq!(shown[0]["range"], range((4, 4), (4, 15)), "{shown:#?}");
    editor.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri(&path) } }));
    assert_eq!(editor.published(&path), [] as [Value; 0]);
    editor.quit();
}

#[test]
fn the_client_chooses_what_characters_are_counted_in() {
    let desk = Desk::new();
    for (encoding, characters) in [("utf-8", (8, 19)), ("utf-16", (4, 15)), ("utf-32", (3, 14))] {
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut editor = Editor::open_on(&desk, "", &capabilities);
        let shown = editor.open(&desk.path("a.eml"), "eml", &GOOD.replace("Hello Bob,", "𠮷野 {{company}} 様"));
        assert_eq!(shown[0]["range"], range((4, characters.0), (4, characters.1)), "{encoding}");
        editor.quit();
    }
}

#[test]
fn the_marks_stand_where_the_json_report_has_them() {
    let desk = Desk::new();
    let encoded = "From: Ann <ann@tsubame.example>\nTo: bob@gmial.com,\n =?UTF-8?B?5bGx55Sw?= <bob2@beta.example>\nSubject: =?UTF-8?B?e3tjb21wYW55fX0=?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nSGVsbG8ge3tuYW1lfX0sCgpwbGVhc2Ugc2VlIFREDQo=\n";
    desk.write("a.eml", encoded);
    let report = desk.json(&["a.eml"]);
    let mut expected: Vec<(Value, Value)> = Vec::new();
    for finding in report["drafts"][0]["findings"].as_array().unwrap() {
        if finding["severity"] != "info" {
            let primary =
                finding["labels"].as_array().unwrap().iter().find(|label| label["role"] == "primary").unwrap();
            let [line, column] = [&primary["line"], &primary["column"]].map(|number| number.as_u64().unwrap() - 1);
            expected.push((finding["rule"].clone(), json!({ "line": line, "character": column })));
        }
    }
    assert!(expected.len() > 1, "{report:#}");
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let shown = editor.open(&desk.path("a.eml"), "eml", encoded);
    let shown: Vec<_> = shown.iter().map(|shown| (shown["code"].clone(), shown["range"]["start"].clone())).collect();
    assert_eq!(shown, expected);
    editor.quit();
}

#[test]
fn a_typo_in_a_rule_file_is_marked_with_what_was_meant() {
    let desk = Desk::new();
    let rule = std::fs::read_to_string(project_file("rules/empty-subject.toml")).unwrap().replace("\r\n", "\n");
    let path = desk.path("rules/no-subject.toml");
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let shown =
        editor.open(&path, "toml", &rule.replace("severity = \"warning\"\nsince", "severty = \"warning\"\nsince"));
    let typo = shown.iter().find(|shown| shown["message"].as_str().unwrap().contains("severty")).unwrap();
    assert_eq!(typo["range"], range((1, 0), (1, 7)), "{shown:#?}");
    assert_eq!(typo["message"], "unknown key `severty`\ndid you mean `severity`?");
    assert_eq!(editor.change(&path, &rule), [] as [Value; 0]);
    // An example that does not show what it should is as wrong as a typo.
    let shown = editor.change(&path, &rule.replacen("Subject:\n\nSee you", "Subject: x\n\nSee you", 1));
    assert_eq!(shown[0]["code"], "missing", "{shown:#?}");
    // The settings may name another folder.
    desk.write("mailcheck.toml", "rules = [\"house\"]\n");
    std::fs::create_dir(desk.path("house")).unwrap();
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    assert!(!editor.open(&desk.path("house/x.toml"), "toml", "a = 1").is_empty());
    // Other TOML is nobody's business.
    assert_eq!(editor.open(&desk.path("Cargo.toml"), "toml", "[packag"), [] as [Value; 0]);
    editor.quit();
}

#[test]
fn a_settings_file_is_checked_as_it_stands_in_the_editor() {
    let desk = Desk::with(&[("mailcheck.toml", "")]);
    let path = desk.path("mailcheck.toml");
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let shown = editor.open(&path, "toml", "lang = \"ja\"\n[organisation]\ndomains = [\"city.example\"]\n");
    assert_eq!(shown[0]["message"], "unknown key `organisation`\ndid you mean `organization`?");
    assert_eq!(shown[0]["range"], range((1, 1), (1, 13)));
    let shown = editor
        .change(&path, "[rule.empty-subjct]\nseverity = \"off\"\n\n[[allow]]\nrule = \"stale-dat\"\nreason = \"x\"\n");
    let places: Vec<_> =
        shown.iter().map(|shown| (shown["range"].clone(), shown["message"].as_str().unwrap())).collect();
    assert_eq!(places[0].0, range((0, 6), (0, 18)));
    assert!(places[0].1.contains("did you mean `empty-subject`?"), "{places:?}");
    assert_eq!(places[1].0, range((4, 7), (4, 18)));
    let shown = editor.change(&path, "a = [1,\n");
    assert!(!shown.is_empty());
    assert_eq!(editor.change(&path, "[rule.empty-subject]\nseverity = \"off\"\n"), [] as [Value; 0]);
    let page = editor.hover(&path, 0, 8);
    assert!(page["contents"]["value"].as_str().unwrap().starts_with("# empty-subject\n"), "{page}");
    assert_eq!(page["range"], range((0, 6), (0, 19)));
    assert_eq!(editor.hover(&path, 1, 2), Value::Null);
    editor.quit();
}

#[test]
fn the_page_of_a_rule_is_shown_in_the_language_of_the_user() {
    let desk = Desk::new();
    let path = desk.path("a.eml");
    let bad = GOOD.replace("見積", "");
    for (arguments, locale, settings, expected) in [
        (["--lang", "en"].as_slice(), "ja", "", "the subject is empty"),
        (&[], "ja", "", "件名"),
        (&[], "en-US", "", "the subject is empty"),
        (&[], "en-US", "lang = \"ja\"\n", "件名"),
    ] {
        desk.write("mailcheck.toml", settings);
        let mut editor = Editor::start_with(&desk, arguments);
        editor.initialize(
            &json!({ "locale": locale, "workspaceFolders": [{ "uri": uri(&desk.path("")), "name": "desk" }] }),
        );
        let shown = editor.open(&path, "eml", &bad);
        assert!(shown[0]["message"].as_str().unwrap().contains(expected), "{shown:?}");
        let page = editor.hover(&path, 2, 3);
        assert_eq!(page["contents"]["kind"], "markdown");
        let page = page["contents"]["value"].as_str().unwrap();
        assert!(page.starts_with("# empty-subject\n") && page.contains(expected), "{page}");
        assert_eq!(editor.hover(&path, 7, 0), Value::Null);
        editor.quit();
    }
}

#[test]
fn a_finding_is_allowed_with_a_reason_in_the_settings() {
    let settings = "[organization]\nname = \"𠮷\"";
    let desk = Desk::with(&[("mailcheck.toml", settings)]);
    let capabilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut editor = Editor::open_on(&desk, "", &capabilities);
    let watched = editor.wait_for(|message| message["method"] == "client/registerCapability");
    assert_eq!(watched["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    let (draft, own) = (desk.path("notices/a[1].eml"), desk.path("mailcheck.toml"));
    let shown = editor.open(&draft, "eml", &GOOD.replace("見積", ""));
    let actions = editor.actions(&draft, &shown[0]["range"]);
    assert_eq!(actions.len(), 1, "{actions:#?}");
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "empty-subject");
    assert!(editor.actions(&draft, &range((7, 0), (7, 3))).is_empty());
    let added = edited(settings, &actions[0]["edit"]["changes"][uri(&own)][0]);
    assert!(added.starts_with(settings) && added.contains("files = [\"notices/a[[]1[]].eml\"]"), "{added}");
    // Without a reason it does not hold, and the editor says where it is missing.
    let shown = editor.open(&own, "toml", &added);
    assert!(shown[0]["message"].as_str().unwrap().contains("reason"), "{shown:#?}");
    let allowed = added.replace("reason = \"\"", "reason = \"agreed\"");
    assert_eq!(editor.change(&own, &allowed), [] as [Value; 0]);
    desk.write("mailcheck.toml", &allowed);
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": uri(&own), "type": 2 }] }));
    assert_eq!(editor.published(&draft), [] as [Value; 0]);
    editor.quit();
}

#[test]
fn settings_that_cannot_be_used_are_no_pass() {
    let desk = Desk::with(&[("mailcheck.toml", "severty = 1\n")]);
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let shown = editor.open(&desk.path("a.eml"), "eml", GOOD);
    assert_eq!((shown.len(), &shown[0]["code"]), (1, &json!("settings")));
    let message = shown[0]["message"].as_str().unwrap();
    assert!(message.starts_with("nothing can be checked") && message.contains("unknown key `severty`"), "{message}");
    desk.write("mailcheck.toml", "");
    editor.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri(&desk.path("mailcheck.toml")) } }));
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    assert_eq!(editor.published(&desk.path("a.eml")), [] as [Value; 0]);
    assert!(editor.open(&desk.path("b.eml"), "eml", "")[0]["message"].as_str().unwrap().contains("empty"));
    editor.quit();
}

#[test]
fn the_page_of_editors_has_the_same_set_ups_in_both_languages() {
    let blocks = |page: &str| -> Vec<String> {
        let text = std::fs::read_to_string(project_file(page)).unwrap().replace("\r\n", "\n");
        text.split("\n```").skip(1).step_by(2).map(str::to_owned).collect()
    };
    let [english, japanese] = ["docs/editors.md", "docs/editors.ja.md"].map(blocks);
    assert_eq!(english, japanese);
    let code = |language: &str| english.iter().find_map(|block| block.strip_prefix(language)).unwrap();
    let vs_code: Value = serde_json::from_str(code("json\n")).unwrap();
    let helix: toml::Table = code("toml\n").parse().unwrap();
    assert_eq!(vs_code["glspc.server.commandArguments"], json!(["lsp"]));
    assert_eq!(helix["language-server"]["mailcheck"]["args"][0].as_str(), Some("lsp"));
}

#[test]
fn a_large_draft_keeps_nobody_waiting() {
    let desk = Desk::new();
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let path = desk.path("a.eml");
    let large = format!("{GOOD}{}{{{{name}}}}\n", "Nothing to see on this line, 何もありません。\n".repeat(60_000));
    editor.open_unheard(&path, "eml", &large);
    // Answered while it is checked.
    assert_eq!(editor.hover(&path, 0, 0), Value::Null);
    let shown = editor.diagnostics(&path);
    assert_eq!(
        (&shown[0]["code"], &shown[0]["range"]["start"]["line"]),
        (&json!("unresolved-placeholder"), &json!(60_009))
    );
    editor.quit();
}

#[test]
fn values_that_nobody_may_print_are_not_shown_and_marked_where_they_stand() {
    let desk = Desk::with(&[("mailcheck.toml", "[organization]\ndomains = [\"tsubame.example\"]\n")]);
    let mut editor = Editor::open_on(
        &desk,
        "",
        &json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } }),
    );
    let text = GOOD.replace("See you on Monday.", "個人番号 123456789018 です。");
    let shown = editor.open(&desk.path("a.eml"), "eml", &text);
    let personal =
        shown.iter().find(|shown| shown["code"] == "personal-data-in-body").unwrap_or_else(|| panic!("{shown:#?}"));
    assert_eq!(personal["range"], range((6, 5), (6, 17)), "{personal:#}");
    assert!(!json!(shown).to_string().contains("123456789018"), "{shown:#?}");
    editor.quit();
}
