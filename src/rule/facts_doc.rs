//! `docs/facts.md`: what rules may ask, made from the schema of facts. Knows no draft and no rule.

use super::file::matchers_for;
use crate::facts::schema::{Collection, Field, Kind};
use crate::lang::Lang;
use std::fmt::Write;

/// The page in Markdown.
#[must_use]
pub fn facts_markdown(lang: Lang) -> String {
    let mut page = String::new();
    page.push_str(lang.pick(INTRODUCTION_EN, INTRODUCTION_JA));
    page.push_str(&kinds_table(lang));
    for collection in Collection::ALL {
        let (doc_en, doc_ja) = collection.doc();
        let _ = write!(page, "\n## `{}`\n\n{}\n\n", collection.name(), sentence(lang, doc_en, doc_ja));
        page.push_str(lang.pick("| Field | Kind | Meaning |\n", "| 項目 | 種類 | 意味 |\n"));
        page.push_str("| --- | --- | --- |\n");
        for field in collection.fields() {
            let meaning = cell(lang.pick(field.doc_en, field.doc_ja));
            let _ = writeln!(page, "| `{}` | {} | {meaning} |", field.name, kind_cell(field, lang));
        }
    }
    page
}

const INTRODUCTION_EN: &str = "\
# What rules may ask

Every test in a rule file selects rows of one collection by their fields: `[[when.recipients]]` with `external = true`
holds when some recipient is external. A field without a value satisfies no test but `present = false`. Nothing
beyond these fields can be asked; a rule that wants more needs a new fact with a name.

";

const INTRODUCTION_JA: &str = "\
# ルールで調べられること

ルールファイルの条件は、1 つの集まりから項目の値で行を選びます。`[[when.recipients]]` に `external = true` と書くと、組織外の宛先が
1 件でもあれば成り立ちます。値のない項目は `present = false` のほかは、どの条件にも当てはまりません。ここにない項目は調べられません。
必要なときは、名前を付けて新しい項目を加えます。

";

/// What can be written for a field of each kind.
fn kinds_table(lang: Lang) -> String {
    let mut table = String::from(lang.pick(
        "| Kind | Plain value | In a table |\n| --- | --- | --- |\n",
        "| 種類 | そのまま書くと | テーブルに書けるもの |\n| --- | --- | --- |\n",
    ));
    for (kind, plain_en, plain_ja) in [
        (Kind::Flag, "is that", "その値である"),
        (Kind::Number, "is one of these numbers", "いずれかの数である"),
        (Kind::Text, "contains one of these", "いずれかを含む"),
        (Kind::Name, "is one of these, as a whole", "全体がいずれかと一致する"),
        (Kind::Texts, "-", "-"),
        (Kind::Choice(&[]), "is one of these words", "いずれかの語である"),
    ] {
        let keys: Vec<String> = matchers_for(kind, true, false).iter().map(|key| format!("`{key}`")).collect();
        let _ =
            writeln!(table, "| {} | {} | {} |", kind_word(kind, lang), lang.pick(plain_en, plain_ja), keys.join(", "));
    }
    table
}

const fn kind_word(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Flag => lang.pick("true or false", "真偽"),
        Kind::Number => lang.pick("number", "数"),
        Kind::Text => lang.pick("text", "文章"),
        Kind::Name => lang.pick("name", "名前"),
        Kind::Texts => lang.pick("set of names", "名前の集合"),
        Kind::Choice(_) => lang.pick("word", "決まった語"),
    }
}

/// The kind; of a closed list the words themselves, since they are what one writes.
fn kind_cell(field: &Field, lang: Lang) -> String {
    match field.kind {
        Kind::Choice(words) => {
            words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(lang.pick(", ", "、"))
        }
        kind => kind_word(kind, lang).to_owned(),
    }
}

fn sentence(lang: Lang, en: &str, ja: &str) -> String {
    match lang {
        Lang::En => {
            let mut letters = en.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            format!("{}{}.", first.map(String::from).unwrap_or_default(), letters.as_str())
        }
        Lang::Ja => format!("{ja}。"),
    }
}

/// A text inside of a table: a bar would end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_line_in_both_languages() {
        for lang in Lang::ALL {
            let page = facts_markdown(lang);
            for collection in Collection::ALL {
                assert!(page.contains(&format!("\n## `{}`\n", collection.name())), "{}", collection.name());
                for field in collection.fields() {
                    let meaning = cell(lang.pick(field.doc_en, field.doc_ja));
                    let line = page.lines().find(|line| {
                        line.starts_with(&format!("| `{}` |", field.name)) && line.ends_with(&format!(" {meaning} |"))
                    });
                    assert!(line.is_some(), "{} in {}", field.name, lang.name());
                }
            }
        }
    }

    #[test]
    fn every_line_of_a_table_has_three_cells() {
        for line in facts_markdown(Lang::En).lines().filter(|line| line.starts_with('|')) {
            assert_eq!(line.replace("\\|", "").matches('|').count(), 4, "{line}");
        }
    }
}
