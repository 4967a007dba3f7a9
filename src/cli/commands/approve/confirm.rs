//! Goes through what is to be approved, one question after another. Whoever says no once has not approved.

use crate::approval::components::{Component, Components};
use crate::lang::Lang;
use crate::report::safe;
use dialoguer::Confirm;
use miette::{IntoDiagnostic, Result, miette};
use std::io::IsTerminal;
use std::path::Path;

/// Lines that fit before a question.
const MOST_LINES: usize = 40;

/// What is asked of each kind of component; kinds that nobody can look at here are left to the sheet.
const QUESTIONS: [(&[&str], &str, &str); 5] = [
    (
        &["from", "sender", "reply-to"],
        "Is this who it is from, and whom answers go to?",
        "差出人と返信先はこれで正しいですか？",
    ),
    (
        &["to", "cc"],
        "Are these the people, and may all of them see each other?",
        "宛先はこれで正しく、互いのアドレスが見えてかまいませんか？",
    ),
    (&["bcc"], "Are these the people whom nobody sees?", "Bcc の宛先はこれで正しいですか？"),
    (
        &["attach"],
        "Have you opened this file, and is it for all of them?",
        "このファイルを開いて確かめましたか？全員に送ってよいものですか？",
    ),
    (&["draft"], "Have you looked at some of these drafts?", "これらの下書きのいくつかを開いて確かめましたか？"),
];

/// True when everything was answered with yes.
pub(super) fn agrees(path: Option<&Path>, components: &Components, lang: Lang) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        let text = lang.pick("--confirm asks questions and needs a terminal", "--confirm の質問には端末が必要です");
        return Err(miette!("{text}"));
    }
    if let Some(path) = path {
        eprintln!("{}", safe::line(&path.display().to_string()));
    }
    for (kinds, en, ja) in QUESTIONS {
        let lines: Vec<&Component> =
            components.lines.iter().filter(|line| kinds.contains(&line.kind.as_str())).collect();
        if lines.is_empty() {
            continue;
        }
        // Files are looked at one by one, people together.
        let groups = if kinds == ["attach"] { lines.chunks(1) } else { lines.chunks(lines.len()) };
        for group in groups {
            for line in group.iter().take(MOST_LINES) {
                eprintln!("  {:8} {}", line.kind, safe::line(&line.value));
            }
            if group.len() > MOST_LINES {
                eprintln!(
                    "  {}",
                    lang.pick("and {} more", "ほか {} 件").replace("{}", &(group.len() - MOST_LINES).to_string())
                );
            }
            if !ask(lang.pick(en, ja))? {
                return Ok(false);
            }
        }
    }
    ask(lang.pick("Have you read subject and text?", "件名と本文を読みましたか？"))
}

fn ask(question: &str) -> Result<bool> {
    Confirm::new().with_prompt(question).default(false).interact().into_diagnostic()
}
