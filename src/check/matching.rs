//! One value against one matcher.

use super::Sets;
use crate::facts::schema::Value;
use crate::fold::{fold, fold_name};
use crate::rule::{Matcher, SetSource};
use crate::severity::Severity;

/// True when `value` satisfies `matcher`. An unknown value satisfies `Present(false)` and nothing else: what we do
/// not know proves nothing. A graded number writes the grade it reached to `grade`.
pub(super) fn matches(matcher: &Matcher, value: Value<'_>, sets: &Sets, grade: &mut Option<Severity>) -> bool {
    if let Matcher::Present(wanted) = matcher {
        return *wanted == is_present(value);
    }
    if let Matcher::All(matchers) = matcher {
        return matchers.iter().all(|matcher| matches(matcher, value, sets, grade));
    }
    if value == Value::Unknown {
        return false;
    }
    if let Matcher::Not(inner) = matcher {
        return !matches(inner, value, sets, &mut None);
    }
    match value {
        Value::Unknown => false,
        Value::Flag(flag) => matches!(matcher, Matcher::Flag(wanted) if *wanted == flag),
        Value::Number(number) => matches_number(matcher, number, grade),
        Value::Text(text) => matches_text(matcher, text, sets),
        Value::Texts(texts) => matches_set(matcher, texts, sets),
    }
}

fn is_present(value: Value<'_>) -> bool {
    match value {
        Value::Unknown => false,
        Value::Text(text) => !text.trim().is_empty(),
        Value::Texts(texts) => !texts.is_empty(),
        Value::Flag(_) | Value::Number(_) => true,
    }
}

fn matches_number(matcher: &Matcher, number: u64, grade: &mut Option<Severity>) -> bool {
    match matcher {
        Matcher::NumberIs(numbers) => numbers.contains(&number),
        Matcher::AtLeast(least) => number >= *least,
        Matcher::AtMost(most) => number <= *most,
        Matcher::Graded(grades) => {
            let reached = grades.reached(number);
            *grade = (*grade).max(reached);
            reached.is_some()
        }
        _ => false,
    }
}

fn matches_text(matcher: &Matcher, text: &str, sets: &Sets) -> bool {
    match matcher {
        Matcher::Is(words) => {
            let folded = fold(text);
            words.contains(&folded)
        }
        Matcher::Contains(words) => {
            let folded = fold(text);
            words.iter().any(|word| folded.contains(word.as_str()))
        }
        Matcher::Word(words) => {
            let folded = fold(text);
            words.iter().any(|word| stands_alone(&folded, word))
        }
        Matcher::Glob(globs) => globs.is_match(fold(text)),
        Matcher::Regex(patterns) => patterns.iter().any(|pattern| pattern.is_found_in(text)),
        Matcher::InList(list) => list.has(&fold(text)) || list.domain(&fold(text)).is_some(),
        Matcher::ContainsListed(list) => list.word_in(&fold(text)).is_some(),
        Matcher::SomeIn(_) | Matcher::NoneIn(_) | Matcher::AllIn(_) | Matcher::SomeNotIn(_) => {
            matches_set(matcher, &[text.to_owned()], sets)
        }
        _ => false,
    }
}

fn matches_set(matcher: &Matcher, texts: &[String], sets: &Sets) -> bool {
    let is_in = |source: &SetSource, text: &String| {
        let name = fold_name(text);
        match source {
            SetSource::Fixed(names) => names.contains(&name),
            SetSource::Let(number) => sets.get(*number).is_some_and(|set| set.contains_key(&name)),
        }
    };
    match matcher {
        Matcher::SomeIn(source) => texts.iter().any(|text| is_in(source, text)),
        Matcher::NoneIn(source) => !texts.iter().any(|text| is_in(source, text)),
        Matcher::AllIn(source) => !texts.is_empty() && texts.iter().all(|text| is_in(source, text)),
        Matcher::SomeNotIn(source) => texts.iter().any(|text| !is_in(source, text)),
        Matcher::Is(_) | Matcher::Contains(_) | Matcher::Word(_) | Matcher::Glob(_) | Matcher::Regex(_) => {
            texts.iter().any(|text| matches_text(matcher, text, sets))
        }
        Matcher::InList(_) | Matcher::ContainsListed(_) => texts.iter().any(|text| matches_text(matcher, text, sets)),
        _ => false,
    }
}

/// True when `word` stands in `text` with no character of its own script beside it.
fn stands_alone(text: &str, word: &str) -> bool {
    let Some((first, last)) = word.chars().next().zip(word.chars().next_back()) else { return false };
    text.match_indices(word).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        !before.is_some_and(|before| joins(before, first)) && !after.is_some_and(|after| joins(last, after))
    })
}

/// Two characters that make one word when they stand side by side.
fn joins(left: char, right: char) -> bool {
    script(left).is_some_and(|left| script(right) == Some(left))
}

#[derive(PartialEq)]
enum Script {
    Latin,
    Hiragana,
    Katakana,
    Han,
    Other,
}

fn script(character: char) -> Option<Script> {
    match character {
        '_' => Some(Script::Latin),
        '\u{3041}'..='\u{309F}' => Some(Script::Hiragana),
        '\u{30A1}'..='\u{30FF}' => Some(Script::Katakana),
        '々' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => Some(Script::Han),
        _ if character.is_ascii_alphanumeric() || ('\u{C0}'..='\u{24F}').contains(&character) => Some(Script::Latin),
        _ if character.is_alphanumeric() => Some(Script::Other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_value_proves_nothing() {
        let not_external = Matcher::Not(Box::new(Matcher::Flag(true)));
        assert!(!matches(&not_external, Value::Unknown, &Vec::new(), &mut None));
        assert!(matches(&Matcher::Present(false), Value::Unknown, &Vec::new(), &mut None));
    }

    #[test]
    fn a_word_is_bounded_by_another_script() {
        assert!(stands_alone("添付のpdfを", "pdf"));
        assert!(!stands_alone("pdfs", "pdf"));
        assert!(!stands_alone("秘密保持", "秘密"));
        assert!(stands_alone("【秘密】", "秘密"));
    }

    #[test]
    fn contains_folds_width_and_case() {
        assert!(matches(
            &Matcher::Contains(vec!["draft".into()]),
            Value::Text("【ＤＲＡＦＴ】"),
            &Vec::new(),
            &mut None
        ));
    }

    #[test]
    fn a_set_with_a_stranger_is_told() {
        let known = SetSource::Fixed(["山田商事".to_owned()].into());
        let texts = ["山田商事".to_owned(), "鈴木工業".to_owned()];
        assert!(matches(&Matcher::SomeNotIn(known.clone()), Value::Texts(&texts), &Vec::new(), &mut None));
        assert!(!matches(&Matcher::AllIn(known), Value::Texts(&texts), &Vec::new(), &mut None));
    }
}
