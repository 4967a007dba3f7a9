//! The sentence at the end of a run: what was read, what could not be, how many rules were in force, what they
//! found. Knows no terminal: every report for people ends with it, and machine formats may print it beside.

use crate::lang::Lang;
use crate::report::outcome::Summary;
use crate::severity::Severity;

/// The whole summary in one line; `show` says which findings the reader has seen.
#[must_use]
pub fn line(summary: &Summary, show: Severity, lang: Lang) -> String {
    match lang {
        Lang::En => english(summary, show),
        Lang::Ja => japanese(summary, show),
    }
}

/// The same for tables of addresses, whose files are counted as drafts.
#[must_use]
pub fn addresses_line(summary: &Summary, addresses: usize, show: Severity, lang: Lang) -> String {
    let found = shown(summary, show);
    let nothing_found = lang.pick("nothing found", "問題は見つかりませんでした").to_owned();
    let counts = found.into_iter().map(|(severity, number)| match lang {
        Lang::En => format!("{number} {}{}", severity.name(), if number == 1 { "" } else { "s" }),
        Lang::Ja => format!("{} {number} 件", japanese_name(severity)),
    });
    let counts = counts.reduce(|one, next| one + lang.pick(", ", "、") + &next).unwrap_or(nothing_found);
    let mut line = match lang {
        Lang::En => format!(
            "{addresses} address{} checked: {counts} ({} rules)",
            if addresses == 1 { "" } else { "es" },
            summary.rules
        ),
        Lang::Ja => format!("アドレス {addresses} 件を検査しました。{counts}（ルール {} 件）。", summary.rules),
    };
    let mut add = |number: usize, en: &str, ja: &str| {
        if number > 0 {
            line += &lang.pick(en, ja).replace("{}", &number.to_string());
        }
    };
    add(summary.unreadable, "; files that could not be read: {}", "読み取れなかったファイルが {} 件あります。");
    add(summary.hidden, "; {} hidden, --show info", "情報 {} 件は表示していません（--show info で表示します）。");
    add(summary.suppressed, "; {} allowed", "許可済みのため除いたものが {} 件あります。");
    line
}

fn english(summary: &Summary, show: Severity) -> String {
    let count = |number: usize, one: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{number} {one}s"),
    };
    let found: Vec<_> =
        shown(summary, show).into_iter().map(|(severity, number)| count(number, severity.name())).collect();
    let rules = count(summary.rules, "rule");
    let mut line = match (summary.checked, found.is_empty(), summary.hidden, show) {
        (0, ..) => format!("no draft checked ({rules})"),
        (checked, true, 0, _) => format!("{} checked, nothing found ({rules})", count(checked, "draft")),
        (checked, true, _, Severity::Error) => format!("{} checked, no errors ({rules})", count(checked, "draft")),
        (checked, true, ..) => format!("{} checked, no errors or warnings ({rules})", count(checked, "draft")),
        (checked, false, ..) => format!("{} checked: {} ({rules})", count(checked, "draft"), found.join(", ")),
    };
    let mut add = |number: usize, text: String| {
        if number > 0 {
            line.push_str("; ");
            line.push_str(&text);
        }
    };
    let kind = if show == Severity::Error { "finding" } else { "info" };
    add(summary.unreadable, format!("{} could not be read", count(summary.unreadable, "draft")));
    add(summary.hidden, format!("{} hidden, --show info", count(summary.hidden, kind)));
    let partly = count(summary.partly_inspected, "draft");
    add(summary.partly_inspected, format!("attachments of {partly} inspected only in part"));
    add(summary.suppressed, format!("{} allowed", count(summary.suppressed, "finding")));
    add(summary.skipped, format!("{} marked as deleted skipped", count(summary.skipped, "draft")));
    add(summary.ignored, format!("{} left out by ignore files", count(summary.ignored, "file")));
    line
}

fn japanese(summary: &Summary, show: Severity) -> String {
    let found: Vec<_> = shown(summary, show)
        .into_iter()
        .map(|(severity, number)| format!("{} {number} 件", japanese_name(severity)))
        .collect();
    let rules = format!("（ルール {} 件）。", summary.rules);
    let mut line = match summary.checked {
        0 => format!("検査した下書きはありません{rules}"),
        checked => format!("下書き {checked} 通を検査しました。"),
    };
    match (summary.checked, found.is_empty(), summary.hidden, show) {
        (0, ..) => {}
        (_, true, 0, _) => line.push_str(&format!("問題は見つかりませんでした{rules}")),
        (_, true, _, Severity::Error) => line.push_str(&format!("エラーはありません{rules}")),
        (_, true, ..) => line.push_str(&format!("エラーと警告はありません{rules}")),
        (_, false, ..) => line.push_str(&format!("{}{rules}", found.join("、"))),
    }
    let mut add = |number: usize, before: &str, after: &str| {
        if number > 0 {
            line.push_str(&format!("{before}{number} {after}"));
        }
    };
    let kind = if show == Severity::Error { "ほかに " } else { "情報 " };
    add(summary.unreadable, "読み取れなかった下書きが ", "通あります。");
    add(summary.hidden, kind, "件は表示していません（--show info で表示します）。");
    add(summary.partly_inspected, "添付ファイルの一部を検査できなかった下書きが ", "通あります。");
    add(summary.suppressed, "許可済みのため除いたものが ", "件あります。");
    add(summary.skipped, "削除の印が付いた ", "通は検査していません。");
    add(summary.ignored, "無視ファイル（.gitignore など）により ", "ファイルを除きました。");
    line
}

/// Severities the reader has seen findings of, heaviest first, with their number.
fn shown(summary: &Summary, show: Severity) -> Vec<(Severity, usize)> {
    let counts =
        [(Severity::Error, summary.errors), (Severity::Warning, summary.warnings), (Severity::Info, summary.infos)];
    counts.into_iter().filter(|(severity, number)| *severity >= show && *number > 0).collect()
}

/// The word for a severity in Japanese.
#[must_use]
pub const fn japanese_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "エラー",
        Severity::Warning => "警告",
        Severity::Info => "情報",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::summary;

    fn both(summary: &Summary, show: Severity) -> [String; 2] {
        Lang::ALL.map(|lang| line(summary, show, lang))
    }

    #[test]
    fn a_clean_draft_is_one_short_sentence() {
        assert_eq!(
            both(&summary(), Severity::Warning),
            [
                "1 draft checked, nothing found (17 rules)",
                "下書き 1 通を検査しました。問題は見つかりませんでした（ルール 17 件）。"
            ]
        );
    }

    #[test]
    fn what_was_found_hidden_or_not_done_is_counted() {
        let summary = Summary {
            drafts: 4,
            checked: 2,
            unreadable: 1,
            skipped: 1,
            errors: 1,
            warnings: 2,
            infos: 2,
            hidden: 2,
            partly_inspected: 1,
            ..summary()
        };
        assert_eq!(
            both(&summary, Severity::Warning),
            [
                "2 drafts checked: 1 error, 2 warnings (17 rules); 1 draft could not be read; \
                 2 infos hidden, --show info; attachments of 1 draft inspected only in part; \
                 1 draft marked as deleted skipped",
                "下書き 2 通を検査しました。エラー 1 件、警告 2 件（ルール 17 件）。読み取れなかった下書きが 1 通あります。\
                 情報 2 件は表示していません（--show info で表示します）。\
                 添付ファイルの一部を検査できなかった下書きが 1 通あります。削除の印が付いた 1 通は検査していません。"
            ]
        );
    }

    #[test]
    fn nothing_found_is_not_said_when_something_is_hidden() {
        let summary = Summary { warnings: 3, hidden: 3, ..summary() };
        assert_eq!(
            both(&summary, Severity::Error)[0],
            "1 draft checked, no errors (17 rules); 3 findings hidden, --show info"
        );
    }

    #[test]
    fn a_run_that_checked_nothing_does_not_sound_like_a_pass() {
        let summary = Summary { drafts: 1, checked: 0, unreadable: 1, ..summary() };
        let [english, japanese] = both(&summary, Severity::Warning);
        assert_eq!(english, "no draft checked (17 rules); 1 draft could not be read");
        assert!(!japanese.contains("見つかりません"), "{japanese}");
    }
}
