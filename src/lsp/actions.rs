//! What can be done about a finding: a safe correction, and an `[[allow]]` in mailcheck.toml that waits for its reason.
//! Knows no rule.

use super::diagnose::Found;
use super::documents::Document;
use super::position::{Encoding, Lines};
use super::protocol::{Range, TextEdit};
use crate::lang::Lang;
use crate::settings::quoted;
use serde_json::{Value, json};
use std::path::{Component, Path};

/// The settings file that an allowance is written into.
pub(super) struct Target<'t> {
    pub path: &'t Path,
    pub uri: String,
    /// `None` when there is no such file.
    pub text: Option<&'t str>,
    /// The client creates files in an edit.
    pub creates_files: bool,
    pub encoding: Encoding,
}

/// A correction for each finding that carries one.
pub(super) fn fixes(uri: &str, found: &[&Found], lang: Lang) -> Vec<Value> {
    let fix = |found: &&&Found| {
        let rule = found.rule.as_deref().unwrap_or_default();
        json!({
            "title": lang.pick("Fix: {}", "修正：{}").replace("{}", rule),
            "kind": "quickfix",
            "diagnostics": [found.diagnostic],
            "isPreferred": true,
            "edit": { "changes": { uri: found.edits } },
        })
    };
    found.iter().filter(|found| !found.edits.is_empty()).map(|found| fix(&found)).collect()
}

/// An allowance for each rule that found something.
pub(super) fn allowances(draft: &Document, found: &[&Found], target: &Target<'_>, lang: Lang) -> Vec<Value> {
    let Some(path) = draft.path.as_deref() else { return Vec::new() };
    let Some(glob) = glob_of(path, target.path.parent().unwrap_or(target.path)) else { return Vec::new() };
    let mut rules: Vec<&str> = Vec::new();
    for rule in found.iter().filter_map(|found| found.rule.as_deref()) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    let allowance = |rule: &str| {
        let of_rule = found.iter().filter(|found| found.rule.as_deref() == Some(rule));
        let title = lang.pick(
            "Allow `{}` in this draft: write the reason in mailcheck.toml",
            "この下書きで「{}」を許可（理由を mailcheck.toml に書く）",
        );
        json!({
            "title": title.replace("{}", rule),
            "kind": "quickfix",
            "diagnostics": of_rule.map(|found| &found.diagnostic).collect::<Vec<_>>(),
            "edit": target.edit(&entry(rule, &glob, lang)),
        })
    };
    rules.into_iter().map(allowance).collect()
}

/// The reason is left empty, and a settings file with an empty reason is refused: nobody allows anything in passing.
fn entry(rule: &str, glob: &str, lang: Lang) -> String {
    let why = lang.pick("say why", "理由を書いてください");
    format!("[[allow]]\nrule = {}\nfiles = [{}]\nreason = \"\"  # {why}\n", quoted(rule), quoted(glob))
}

impl Target<'_> {
    fn edit(&self, entry: &str) -> Value {
        let text = self.text.unwrap_or_default();
        let end = Lines::new(text, self.encoding).end();
        let gap = match text {
            "" => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let mut new_text = format!("{gap}{entry}");
        if text.contains("\r\n") {
            new_text = new_text.replace('\n', "\r\n");
        }
        let edit = TextEdit { range: Range { start: end, end }, new_text };
        if self.text.is_none() && self.creates_files {
            let creation = json!({ "kind": "create", "uri": self.uri, "options": { "ignoreIfExists": true } });
            let named = json!({ "uri": self.uri, "version": null });
            return json!({ "documentChanges": [creation, { "textDocument": named, "edits": [edit] }] });
        }
        json!({ "changes": { &self.uri: [edit] } })
    }
}

/// The glob that matches this path and no other: relative to the folder when it lies below, else whole. `None` when
/// the path cannot be written as text.
fn glob_of(path: &Path, folder: &Path) -> Option<String> {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let is_plain = path.components().all(|part| !matches!(part, Component::ParentDir));
    let text = path.to_str().filter(|_| is_plain)?;
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() };
    // `/` is the only separator of globs, and none of them takes a backslash.
    let mut glob = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '*' | '?' | '[' | ']' | '{' | '}' => glob.extend(['[', letter, ']']),
            '\\' => glob.push('?'),
            other => glob.push(other),
        }
    }
    Some(glob)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_glob_names_the_draft_alone() {
        let glob = |path: &str| glob_of(Path::new(path), Path::new("/srv/mail")).unwrap();
        assert_eq!(glob("/srv/mail/notices/見積.eml"), "notices/見積.eml");
        assert_eq!(glob("/srv/mail/a[1]*.eml"), "a[[]1[]][*].eml");
        assert_eq!(glob("/tmp/a.eml"), "/tmp/a.eml");
    }

    #[test]
    fn an_entry_goes_to_the_end_of_the_file() {
        let added = |text: Option<&str>| {
            let target = Target {
                path: Path::new("/srv/mailcheck.toml"),
                uri: "file:///srv/mailcheck.toml".into(),
                text,
                creates_files: true,
                encoding: Encoding::Utf16,
            };
            target.edit("[[allow]]\n")
        };
        let place = |line: u32, character: u32| json!({ "line": line, "character": character });
        let changed = |text: &str| added(Some(text))["changes"]["file:///srv/mailcheck.toml"][0].clone();
        assert_eq!(
            changed("a = 1\r\n"),
            json!({ "range": { "start": place(1, 0), "end": place(1, 0) }, "newText": "\r\n[[allow]]\r\n" })
        );
        assert_eq!(
            changed("a = '𠮷'"),
            json!({ "range": { "start": place(0, 8), "end": place(0, 8) }, "newText": "\n\n[[allow]]\n" })
        );
        assert_eq!(added(None)["documentChanges"][0]["kind"], "create");
        assert_eq!(added(None)["documentChanges"][1]["edits"][0]["newText"], "[[allow]]\n");
    }

    #[test]
    fn an_allowance_without_a_reason_is_refused_and_with_one_it_holds() {
        let text = entry("empty-subject", "a.eml", Lang::Ja);
        let read = |text: &str| crate::settings::from_text("mailcheck.toml", text, Path::new("/srv"));
        assert!(read(&text).is_err());
        let settings = read(&text.replace("\"\"", "\"because\"")).unwrap();
        assert_eq!(
            (settings.allowances[0].rule.as_str(), settings.allowances[0].files.as_slice()),
            ("empty-subject", ["a.eml".to_owned()].as_slice())
        );
    }
}
