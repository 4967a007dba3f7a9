//! The page of a rule: what it looks for, why, how to tune and to allow it. Printed by `mailcheck explain`, and the
//! body of `docs/rules.md`.

use super::file::{Category, Param, RuleFile};
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
    let _ = writeln!(page, "{}{}\n", lang.pick("What to do: ", "対処："), file.help.get(lang));
    if let Some(report) = report {
        // Drafts may quote Markdown: the fence is longer than any in the report.
        let fence = "`".repeat(longest_run(report, '`').max(2) + 1);
        let _ = writeln!(page, "{}\n", lang.pick("## Example", "## 報告の例"));
        let _ = writeln!(page, "{fence}text\n{report}\n{fence}\n");
    }
    if !file.params.is_empty() {
        let _ = writeln!(page, "{}\n", lang.pick("## Parameters", "## 調整できる値"));
        for param in &file.params {
            let (name, doc, default) = (&param.name, param.doc.get(lang), param.default);
            let _ = match lang {
                Lang::En => writeln!(page, "- `{name}`: {doc} (default {default})"),
                Lang::Ja => writeln!(page, "- `{name}`：{doc}（既定値 {default}）"),
            };
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
    let (key, value, reason) = allowance(file.category, lang);
    let _ = writeln!(page, "{key} = [\"{value}\"]\nreason = \"{reason}\"");
    let _ = writeln!(page, "```");
    page
}

/// An allowance as somebody could mean it: what is wrong with recipients is allowed by recipients, anything else in the
/// drafts of a folder.
fn allowance(category: Category, lang: Lang) -> (&'static str, &'static str, &'static str) {
    match category {
        Category::Exposure => {
            ("recipients", "*@club.example", lang.pick("they know each other", "互いに面識があるため"))
        }
        Category::Recipients => {
            ("recipients", "hana-demo@gmail.com", lang.pick("asked her by telephone", "電話で本人に確認済み"))
        }
        _ => ("files", "notices/**", lang.pick("agreed with the readers", "相手と打ち合わせ済みのため")),
    }
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
        Lang::Ja => format!("{} · {severity} · {} から", category_in_japanese(file.category), file.since),
    }
}

const fn category_in_japanese(category: Category) -> &'static str {
    match category {
        Category::Exposure => "アドレスの露出",
        Category::Recipients => "宛先",
        Category::Thread => "返信・転送・取り消し",
        Category::Text => "件名・本文",
        Category::Attachments => "添付ファイル",
        Category::Mailing => "一斉送信",
        Category::Reading => "読み取り",
        Category::Policy => "職場の決まり",
        Category::Workflow => "手続き",
    }
}
