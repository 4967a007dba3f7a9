//! Fills the placeholders of a message, a help or a label text. Knows neither rules nor drafts.

use crate::finding::Filler;
use crate::lang::Lang;
use std::collections::BTreeMap;

/// How many values of a set are named before "and N more".
const NAMED: usize = 3;

/// `text` with each `{name}` replaced by its value.
///
/// A placeholder without a value stays as it is: the check of the rule file refuses those, so one that is seen here
/// should be seen by the user too.
#[must_use]
pub fn fill(text: &str, values: &BTreeMap<String, Filler>, lang: Lang) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from_brace)) = rest.split_once('{') {
        filled.push_str(before);
        match from_brace.split_once('}').and_then(|(name, after)| Some((values.get(name)?, after))) {
            Some((filler, after)) => {
                filled.push_str(&spoken(filler, lang));
                rest = after;
            }
            None => {
                filled.push('{');
                rest = from_brace;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A value as it stands in a sentence: `a, b, c and 288 more`.
fn spoken(filler: &Filler, lang: Lang) -> String {
    match filler {
        Filler::Number(number) => number.to_string(),
        Filler::Texts(texts) => {
            let named = texts.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(lang.pick(", ", "、"));
            match texts.len().saturating_sub(NAMED) {
                0 => named,
                more => lang
                    .pick("{named} and {more} more", "{named} ほか {more} 件")
                    .replace("{more}", &more.to_string())
                    .replace("{named}", &named),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(filler: Filler) -> BTreeMap<String, Filler> {
        BTreeMap::from([("domain".to_owned(), filler)])
    }

    fn texts(count: usize) -> Filler {
        Filler::Texts((1..=count).map(|number| format!("{number}.example")).collect())
    }

    #[test]
    fn three_values_are_named_and_the_others_counted() {
        assert_eq!(fill("to {domain}!", &values(texts(3)), Lang::En), "to 1.example, 2.example, 3.example!");
        assert_eq!(fill("{domain}", &values(texts(291)), Lang::En), "1.example, 2.example, 3.example and 288 more");
        assert_eq!(
            fill("宛先：{domain}", &values(texts(291)), Lang::Ja),
            "宛先：1.example、2.example、3.example ほか 288 件"
        );
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_is_not_filled_again() {
        let values = values(Filler::Texts(vec!["{more}{domain}".to_owned(), "b".into(), "c".into(), "d".into()]));
        assert_eq!(fill("{domain}", &values, Lang::En), "{more}{domain}, b, c and 1 more");
    }

    #[test]
    fn an_unknown_placeholder_and_a_lone_brace_stay_visible() {
        assert_eq!(fill("{name} { {domain}", &values(Filler::Number(7)), Lang::En), "{name} { 7");
    }
}
