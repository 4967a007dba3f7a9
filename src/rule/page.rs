//! The page of a rule: what it looks for, why, how to tune and to allow it. Printed by `mailcheck explain`, and the
//! body of `docs/rules.md`.

use super::file::RuleFile;
use crate::lang::Lang;
use std::fmt::Write;

/// The page in Markdown that reads well as plain text.
#[must_use]
pub fn page(file: &RuleFile, lang: Lang) -> String {
    let mut page = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(page, "# {}\n", file.id);
    let _ = writeln!(page, "{}\n", heading(file, lang));
    let _ = writeln!(page, "{}\n", file.why.get(lang).trim());
    let _ = writeln!(page, "{} {}\n", lang.pick("What to do:", "対処："), file.help.get(lang));
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

fn heading(file: &RuleFile, lang: Lang) -> String {
    let severity = match lang {
        Lang::En => file.severity.name(),
        Lang::Ja => match file.severity {
            crate::severity::Severity::Info => "情報",
            crate::severity::Severity::Warning => "警告",
            crate::severity::Severity::Error => "エラー",
        },
    };
    match lang {
        Lang::En => format!("{} · {severity} · since {}", file.category.name(), file.since),
        Lang::Ja => format!("分類 {} · {severity} · {} から", file.category.name(), file.since),
    }
}
