//! The pages of all rules as one document, and their table for the README. Knows no rule by name.

use mailcheck::lang::Lang;
use mailcheck::rule::builtin::{builtin_file, builtin_ids};
use mailcheck::rule::file::{Category, Param, RuleFile};
use mailcheck::run::pages::{example_report, rule_page};
use mailcheck::severity::Severity;

const BEGIN: &str = "<!-- rules -->";
const END: &str = "<!-- /rules -->";

/// `docs/rules.md` or `docs/rules.ja.md`.
pub fn rules_page(lang: Lang) -> String {
    let mut page = lang
        .pick(
            "# Rules\n\nWhat mailcheck looks for, and why. `mailcheck explain RULE` prints the same page of a rule. What people \
             promise after an incident, and which of these rules help: [countermeasures.md](countermeasures.md).\n\n",
            "# ルール\n\nmailcheck が何を見て、なぜ知らせるのかをまとめています。`mailcheck explain ルール名` でも同じ内容を読めます。\
             事故のあとに約束される再発防止策と、役に立つルールの対応は [countermeasures.ja.md](countermeasures.ja.md) にあります。\n\n",
        )
        .to_owned();
    page.push_str(&table("", lang));
    for file in rules() {
        page.push('\n');
        page.push_str(&one_level_lower(&rule_page(&file, lang)));
    }
    page
}

/// `text` with the table between its two marks written anew.
pub fn with_rules_table(text: &str, path: &str, lang: Lang) -> String {
    let (before, rest) = text.split_once(BEGIN).unwrap_or_else(|| panic!("{path} has no line `{BEGIN}`"));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("{path} has no line `{END}`"));
    let document = lang.pick("docs/rules.md", "docs/rules.ja.md");
    format!("{before}{BEGIN}\n{}{END}{after}", table(document, lang))
}

/// One line for each rule, with what it says of its first bad example.
fn table(document: &str, lang: Lang) -> String {
    let mut table = lang
        .pick(
            "| Rule | Level | Says, for example |\n| --- | --- | --- |\n",
            "| ルール | レベル | 報告の例 |\n| --- | --- | --- |\n",
        )
        .to_owned();
    for file in rules() {
        let report =
            example_report(&file, lang).expect("tests/rules.rs holds that every first bad example is reported");
        let message = report.message.replace('|', "\\|").replace('<', "&lt;");
        let id = &file.id;
        table.push_str(&format!("| [{id}]({document}#{id}) | {} | {message} |\n", levels(&file, lang)));
    }
    table
}

/// Every level that a finding of the rule may have, with the number from which it holds.
fn levels(file: &RuleFile, lang: Lang) -> String {
    let level = |(severity, param): (Severity, Option<&Param>)| {
        let word = match severity {
            Severity::Info => lang.pick("info", "情報"),
            Severity::Warning => lang.pick("warning", "警告"),
            Severity::Error => lang.pick("error", "エラー"),
        };
        match param {
            Some(param) => lang
                .pick("{word} from {number}", "{number} から{word}")
                .replace("{word}", word)
                .replace("{number}", &param.default.to_string()),
            None => word.to_owned(),
        }
    };
    file.levels().into_iter().map(level).collect::<Vec<_>>().join(lang.pick(", ", "、"))
}

/// In the order of their categories, so that like stands beside like.
fn rules() -> Vec<RuleFile> {
    let file = |id| builtin_file(id).expect("build.rs refuses rules that cannot be read");
    let mut rules: Vec<RuleFile> = builtin_ids().map(file).collect();
    rules.sort_by_key(|file| Category::ALL.iter().position(|category| *category == file.category));
    rules
}

/// Headings one level down, so that a page can stand among others; what is inside fences stays.
fn one_level_lower(page: &str) -> String {
    let mut lowered = String::new();
    let mut fence: Option<&str> = None;
    for line in page.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None if line.starts_with('#') => lowered.push('#'),
            _ => {}
        }
        lowered.push_str(line);
        lowered.push('\n');
    }
    lowered
}
