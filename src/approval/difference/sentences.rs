//! Changes as sentences of their own, for somebody who looks at the whole: by kind, with names where there are some and
//! numbers where there are none; who moved to another field, and what was replaced under its name, is told as that.

use super::{Change, kind};
use crate::approval::components::Component;
use crate::lang::Bilingual;
use std::collections::HashMap;

/// Names in one sentence; the rest is counted.
const MOST_NAMED: usize = 6;

/// One sentence for each kind of change, in the order of the changes.
#[must_use]
pub fn sentences(changes: &[Change]) -> Vec<Bilingual> {
    let mut groups: Vec<(What, Vec<String>)> = Vec::new();
    for (what, value) in paired(changes) {
        match groups.iter_mut().find(|(known, _)| *known == what) {
            Some((_, values)) => values.push(value),
            None => groups.push((what, vec![value])),
        }
    }
    groups.into_iter().map(|(what, values)| what.told(&values)).collect()
}

/// What happened, to components of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Added(String),
    Removed(String),
    /// Another under the same name.
    Replaced(String),
    /// From one field to another.
    Moved(String, String),
    /// The one of its kind is another.
    Other(String),
}

/// An addition and a removal that are one change become one.
fn paired(changes: &[Change]) -> Vec<(What, String)> {
    let mut gone: HashMap<(&str, String), Vec<&Component>> = HashMap::new();
    for change in changes.iter().rev() {
        if let Change::Removed(line) = change {
            gone.entry(name(line)).or_default().push(line);
        }
    }
    let mut paired = Vec::new();
    for change in changes {
        match change {
            Change::Other(word) => paired.push((What::Other(word.clone()), String::new())),
            Change::Added(line) | Change::Removed(line) if is_looks(&line.kind) => {
                paired.push((What::Other(line.kind.clone()), String::new()));
            }
            Change::Removed(_) => {}
            Change::Added(line) => {
                let twin = gone.get_mut(&name(line)).and_then(Vec::pop);
                let what = match twin {
                    None => What::Added(line.kind.clone()),
                    Some(twin) if twin.kind == line.kind => What::Replaced(line.kind.clone()),
                    Some(twin) => What::Moved(twin.kind.clone(), line.kind.clone()),
                };
                paired.push((what, value(line)));
            }
        }
    }
    for change in changes {
        if let Change::Removed(line) = change
            && !is_looks(&line.kind)
        {
            let waiting = gone.get_mut(&name(line));
            if waiting.and_then(Vec::pop).is_some() {
                paired.push((What::Removed(line.kind.clone()), value(line)));
            }
        }
    }
    paired
}

/// What a draft has or has not: that there is one now is a change of it.
fn is_looks(kind: &str) -> bool {
    matches!(kind, "page" | "plain-text")
}

/// What a removal and an addition must share to be one change: the address among recipients, else kind and name.
fn name(line: &Component) -> (&str, String) {
    match line.kind.as_str() {
        "to" | "cc" | "bcc" => ("people", line.value.clone()),
        kind => (kind, value(line)),
    }
}

/// The address, the name behind a hash, or a hash that has none.
fn value(line: &Component) -> String {
    match line.value.split_once(' ') {
        Some((hash, name)) if hash.starts_with("sha256:") => name.to_owned(),
        _ => line.value.clone(),
    }
}

impl What {
    fn told(&self, values: &[String]) -> Bilingual {
        let named = named(values);
        let begun = |kind: &Bilingual| {
            let mut letters = kind.en.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
        };
        match self {
            What::Added(word) => {
                let kind = kind(word);
                Bilingual {
                    en: format!("{}: {} added", begun(&kind), named.en),
                    ja: format!("{}：{}が増えました", kind.ja, named.ja),
                }
            }
            What::Removed(word) => {
                let kind = kind(word);
                Bilingual {
                    en: format!("{}: {} removed", begun(&kind), named.en),
                    ja: format!("{}：{}がなくなりました", kind.ja, named.ja),
                }
            }
            What::Replaced(word) if word == "attach" => Bilingual {
                en: format!("Attachment: {} has other contents", named.en),
                ja: format!("添付：{}の中身が変わりました", named.ja),
            },
            What::Replaced(word) => {
                let kind = kind(word);
                Bilingual {
                    en: format!("{}: {} leads elsewhere", begun(&kind), named.en),
                    ja: format!("{}：{}の行き先が変わりました", kind.ja, named.ja),
                }
            }
            What::Moved(from, to) => {
                let (from, to) = (kind(from), kind(to));
                Bilingual {
                    en: format!("{}: moved from {} to {}", named.en, from.en, to.en),
                    ja: format!("{}が {} から {} に移りました", named.ja, from.ja, to.ja),
                }
            }
            What::Other(word) => {
                let kind = kind(word);
                Bilingual {
                    en: format!("The {} has changed", kind.en), ja: format!("{}が変わりました", kind.ja)
                }
            }
        }
    }
}

/// The first few, and how many there are besides; a hash is no name. In Japanese with a space where a particle follows a
/// name or a number.
fn named(values: &[String]) -> Bilingual {
    let names: Vec<&str> =
        values.iter().map(String::as_str).filter(|name| !name.starts_with("sha256:")).take(MOST_NAMED).collect();
    let rest = values.len() - names.len();
    let (en, ja) = (names.join(", "), names.join("、"));
    match (names.is_empty(), rest) {
        (true, rest) => Bilingual { en: rest.to_string(), ja: format!("{rest} 件") },
        (false, 0) => Bilingual { en, ja: format!("{ja} ") },
        (false, rest) => Bilingual { en: format!("{en} and {rest} more"), ja: format!("{ja} ほか {rest} 件") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::components::{Components, DRAFT_FORM};
    use crate::approval::difference::changes;

    fn told(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<Bilingual> {
        let components = |lines: &[(&str, &str)]| {
            let line =
                |(kind, value): &(&str, &str)| Component { kind: (*kind).to_owned(), value: (*value).to_owned() };
            Components { form: DRAFT_FORM, lines: lines.iter().map(line).collect() }
        };
        sentences(&changes(&components(before), &components(after)))
    }

    #[test]
    fn what_is_one_change_is_told_as_one() {
        let before = [("cc", "a@x.example"), ("subject", "sha256:1"), ("attach", "sha256:3 見積.pdf")];
        let after = [("bcc", "a@x.example"), ("subject", "sha256:2"), ("attach", "sha256:4 見積.pdf")];
        let told = told(&before, &after);
        let en: Vec<&str> = told.iter().map(|sentence| sentence.en.as_str()).collect();
        let ja: Vec<&str> = told.iter().map(|sentence| sentence.ja.as_str()).collect();
        let attachment = "Attachment: 見積.pdf has other contents";
        assert_eq!(en, ["a@x.example: moved from Cc to Bcc", "The subject has changed", attachment]);
        let attachment = "添付：見積.pdf の中身が変わりました";
        assert_eq!(ja, ["a@x.example が Cc から Bcc に移りました", "件名が変わりました", attachment]);
    }

    #[test]
    fn a_page_that_was_none_has_changed() {
        let [page] = &told(&[], &[("page", "sha256:1")])[..] else { panic!("one sentence") };
        assert_eq!(page.en, "The look of the text, or what is hidden in it has changed");
    }

    #[test]
    fn many_of_a_kind_are_one_sentence() {
        let people: Vec<String> = (0..9).map(|number| format!("{number}@x.example")).collect();
        let after: Vec<(&str, &str)> = people.iter().map(|address| ("to", address.as_str())).collect();
        let [sentence] = &told(&[], &after)[..] else { panic!("one sentence") };
        assert!(sentence.en.starts_with("To: 0@x.example, ") && sentence.en.ends_with("5@x.example and 3 more added"));
        assert!(sentence.ja.ends_with("5@x.example ほか 3 件が増えました"), "{}", sentence.ja);
        let [gone] = &told(&[("picture", "sha256:1"), ("picture", "sha256:2")], &[])[..] else {
            panic!("one sentence")
        };
        assert_eq!((gone.en.as_str(), gone.ja.as_str()), ("Picture: 2 removed", "画像：2 件がなくなりました"));
    }
}
