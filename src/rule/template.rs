//! Texts with `{placeholders}`: splits them and fills them in. Knows no rule; which names exist is said elsewhere.

use crate::finding::Filler;
use crate::lang::Lang;
use std::collections::BTreeMap;

/// How many values of a [`Filler::Texts`] are spelled out before "and 288 more".
const SPELLED_OUT: usize = 3;
/// What follows the name where all values are to be spelled out, and how many "all" are at most.
const ALL: (&str, usize) = (":all", 100);

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// To be printed as it is; `{{` and `}}` are already one brace.
    Literal(&'a str),
    /// What stands between braces: a name, perhaps with `:all`.
    Placeholder(&'a str),
}

/// A brace without its partner, at this byte of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoneBrace(pub usize);

/// Splits `text` into literals and placeholders, in order.
///
/// # Errors
/// The first brace that has no partner. A brace that is meant as such is written twice.
pub fn split(text: &str) -> Result<Vec<Piece<'_>>, LoneBrace> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(offset) = text[start..].find(['{', '}']) {
        let at = start + offset;
        if at > start {
            pieces.push(Piece::Literal(&text[start..at]));
        }
        let rest = &text[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            pieces.push(Piece::Literal(&rest[..1]));
            start = at + 2;
        } else {
            let name = rest.strip_prefix('{').ok_or(LoneBrace(at))?;
            let length = name.find(['{', '}']).filter(|end| name[*end..].starts_with('}')).ok_or(LoneBrace(at))?;
            pieces.push(Piece::Placeholder(&name[..length]));
            start = at + length + 2;
        }
    }
    if start < text.len() {
        pieces.push(Piece::Literal(&text[start..]));
    }
    Ok(pieces)
}

/// The names between braces, in order, repeated ones repeated; none when a brace has no partner.
#[must_use]
pub fn placeholders(text: &str) -> Vec<&str> {
    let pieces = split(text).unwrap_or_default();
    pieces
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Placeholder(written) => Some(name_of(written).0),
            Piece::Literal(_) => None,
        })
        .collect()
}

/// `text` with every placeholder replaced by its value.
///
/// A placeholder without a value stays as it is, and so does a text with a lone brace: rule files were checked for
/// both, and a report is no place to fail.
#[must_use]
pub fn fill(text: &str, values: &BTreeMap<String, Filler>, lang: Lang) -> String {
    let Ok(pieces) = split(text) else { return text.to_owned() };
    let mut filled = String::with_capacity(text.len());
    for piece in pieces {
        match piece {
            Piece::Literal(literal) => filled.push_str(literal),
            Piece::Placeholder(written) => match values.get(name_of(written).0) {
                Some(Filler::Number(number)) => filled.push_str(&number.to_string()),
                Some(Filler::Texts(texts)) => filled.push_str(&listed(texts, name_of(written).1, lang)),
                Some(Filler::Sentences(sentences)) => {
                    let sentences: Vec<&str> = sentences.iter().map(|sentence| sentence.get(lang)).collect();
                    filled.push_str(&sentences.join(lang.pick("; ", "／")));
                }
                None => {
                    filled.push('{');
                    filled.push_str(written);
                    filled.push('}');
                }
            },
        }
    }
    filled
}

/// The name, and how many of its values are spelled out.
fn name_of(written: &str) -> (&str, usize) {
    written.strip_suffix(ALL.0).map_or((written, SPELLED_OUT), |name| (name, ALL.1))
}

/// `a, b, c and 288 more`.
fn listed(texts: &[String], most: usize, lang: Lang) -> String {
    let spelled_out = &texts[..texts.len().min(most)];
    let mut listed = spelled_out.join(lang.pick(", ", "、"));
    let more = texts.len() - spelled_out.len();
    if more > 0 {
        listed.push_str(&match lang {
            Lang::En => format!(" and {more} more"),
            Lang::Ja => format!(" ほか {more} 件"),
        });
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Bilingual;

    fn values() -> BTreeMap<String, Filler> {
        let domains = (1..=291).map(|number| format!("d{number}.example")).collect();
        BTreeMap::from([("count".to_owned(), Filler::Number(291)), ("domain".to_owned(), Filler::Texts(domains))])
    }

    #[test]
    fn the_first_three_are_named_and_the_rest_counted() {
        assert_eq!(
            fill("{count}: {domain}", &values(), Lang::En),
            "291: d1.example, d2.example, d3.example and 288 more"
        );
        assert_eq!(
            fill("{count} 件：{domain}", &values(), Lang::Ja),
            "291 件：d1.example、d2.example、d3.example ほか 288 件"
        );
    }

    #[test]
    fn all_are_named_where_the_text_asks_for_it() {
        let texts = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
        let values = BTreeMap::from([("x".to_owned(), Filler::Texts(texts))]);
        assert_eq!(fill("{x:all}", &values, Lang::En), "a, b, c, d, e");
        assert_eq!(placeholders("{x:all}"), ["x"]);
    }

    #[test]
    fn three_values_are_all_of_them() {
        let texts = ["a", "b", "c"].map(str::to_owned).to_vec();
        let values = BTreeMap::from([("x".to_owned(), Filler::Texts(texts))]);
        assert_eq!(fill("{x}", &values, Lang::En), "a, b, c");
    }

    #[test]
    fn sentences_are_all_said_in_the_language_of_the_report() {
        let sentence = |number: usize| Bilingual { en: format!("ask {number}"), ja: format!("確認 {number}") };
        let values = BTreeMap::from([("text".to_owned(), Filler::Sentences((1..=4).map(sentence).collect()))]);
        assert_eq!(fill("{text}", &values, Lang::En), "ask 1; ask 2; ask 3; ask 4");
        assert_eq!(fill("{text}", &values, Lang::Ja), "確認 1／確認 2／確認 3／確認 4");
    }

    #[test]
    fn a_doubled_brace_is_a_brace() {
        assert_eq!(fill("{{count}} is {count}", &values(), Lang::En), "{count} is 291");
        assert_eq!(placeholders("{{a}} {b}"), ["b"]);
    }

    #[test]
    fn a_lone_brace_is_found() {
        assert_eq!(split("ab{c"), Err(LoneBrace(2)));
        assert_eq!(split("ab}c"), Err(LoneBrace(2)));
        assert_eq!(split("社{a{b}"), Err(LoneBrace(3)));
    }
}
