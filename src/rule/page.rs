//! The page of a rule: what it looks for, why, how to tune and to allow it. Printed by `mailcheck explain`, and the
//! body of `docs/rules.md`.

use super::file::{Param, RuleFile};
use crate::lang::Lang;
use crate::severity::Severity;
use std::fmt::Write;

/// The page in Markdown that reads well as plain text. `report` is what the first bad example shows, handed in because
/// a rule does not run itself.
#[must_use]
pub fn page(file: &RuleFile, lang: Lang, report: Option<&str>) -> String {
    let mut page = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(page, "# {}\n", file.id);
    let _ = writeln!(page, "{}\n", heading(file, lang));
    let _ = writeln!(page, "{}\n", file.why.get(lang).trim());
    let _ = writeln!(page, "{} {}\n", lang.pick("What to do:", "対処："), file.help.get(lang));
    if let Some(report) = report {
        // Drafts may quote Markdown: the fence is longer than any in the report.
        let fence = "`".repeat(longest_run(report, '`').max(2) + 1);
        let _ = writeln!(page, "{}\n", lang.pick("## Example", "## 報告の例"));
        let _ = writeln!(page, "{fence}text\n{report}\n{fence}\n");
    }
    if !file.params.is_empty() {
        let _ = writeln!(page, "{}\n", lang.pick("## Parameters", "## 調整できる値"));
        for param in &file.params {
            let default = lang.pick("default", "既定値");
            let _ = writeln!(page, "- `{}`: {} ({default} {})", param.name, param.doc.get(lang), param.default);
        }
        page.push('\n');
    }
    let _ = writeln!(page, "{}\n", lang.pick("## In mailcheck.toml", "## mailcheck.toml の書き方"));
    let _ = writeln!(page, "```toml\n[rule.{}]", file.id);
    let _ = writeln!(page, "severity = \"off\"          # off, info, warning, error");
    for param in &file.params {
        let _ = writeln!(page, "{} = {}", param.name, param.default);
    }
    let _ = writeln!(page, "\n[[allow]]\nrule = \"{}\"", file.id);
    let _ = writeln!(page, "recipients = [\"*@lists.example\"]");
    let _ = writeln!(page, "reason = \"{}\"", lang.pick("they know each other", "互いに面識があるため"));
    let _ = writeln!(page, "```");
    page
}

fn longest_run(text: &str, letter: char) -> usize {
    text.split(|found| found != letter).map(str::len).max().unwrap_or(0)
}

fn heading(file: &RuleFile, lang: Lang) -> String {
    let word = |(severity, _): (Severity, Option<&Param>)| match severity {
        Severity::Info => lang.pick("info", "情報"),
        Severity::Warning => lang.pick("warning", "警告"),
        Severity::Error => lang.pick("error", "エラー"),
    };
    let severity = file.levels().into_iter().map(word).collect::<Vec<_>>().join(lang.pick(", ", "・"));
    match lang {
        Lang::En => format!("{} · {severity} · since {}", file.category.name(), file.since),
        Lang::Ja => format!("分類 {} · {severity} · {} から", file.category.name(), file.since),
    }
}
