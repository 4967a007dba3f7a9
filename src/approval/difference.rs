//! What changed between what was approved and what is to be sent, in words for people.

mod sentences;

pub use sentences::sentences;

use super::components::{Component, Components};
use crate::lang::Bilingual;
use std::collections::HashMap;

/// What is said in full; the rest is counted.
const MOST_TOLD: usize = 8;

/// A change of one component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It was not there when it was approved.
    Added(Component),
    /// It is there no more.
    Removed(Component),
    /// There is one of the kind, and it is another.
    Other(String),
}

/// Every change from `approved` to `present`, in the order of the components.
#[must_use]
pub fn changes(approved: &Components, present: &Components) -> Vec<Change> {
    let mut removed = without(&approved.lines, &present.lines);
    let mut changes = Vec::new();
    for added in without(&present.lines, &approved.lines) {
        let is_single = matches!(added.kind.as_str(), "subject" | "text" | "page" | "plain-text" | "roster");
        let twin = is_single.then(|| removed.iter().position(|gone| gone.kind == added.kind));
        match twin.flatten() {
            Some(at) => {
                removed.remove(at);
                changes.push(Change::Other(added.kind));
            }
            None => changes.push(Change::Added(added)),
        }
    }
    changes.extend(removed.into_iter().map(Change::Removed));
    // The page holds the words and the links, too: whoever is told of these knows.
    let is_said = changes.iter().any(|change| matches!(change.component(), "text" | "link"));
    changes.retain(|change| !(is_said && change.component() == "page"));
    let is_moved = changes.is_empty() && approved.lines != present.lines;
    changes.extend(is_moved.then(|| Change::Other("order".to_owned())));
    changes
}

/// Lines of `lines` that `others` has fewer of.
fn without(lines: &[Component], others: &[Component]) -> Vec<Component> {
    // Mail may go to tens of thousands: each line is looked up, not searched for.
    let mut rest: HashMap<&Component, usize> = HashMap::new();
    for other in others {
        *rest.entry(other).or_default() += 1;
    }
    let mut new = Vec::new();
    for line in lines {
        match rest.get_mut(line) {
            Some(left) if *left > 0 => *left -= 1,
            _ => new.push(line.clone()),
        }
    }
    new
}

/// The changes as one sentence's list: `cc rival@x.example added, the text is another`.
#[must_use]
pub fn told(changes: &[Change]) -> Bilingual {
    let rest = changes.len().saturating_sub(MOST_TOLD);
    let shown = || changes.iter().take(MOST_TOLD).map(Change::told);
    let mut en: Vec<String> = shown().map(|told| told.en).collect();
    let mut ja: Vec<String> = shown().map(|told| told.ja).collect();
    if rest > 0 {
        en.push(format!("and {rest} more"));
        ja.push(format!("ほか {rest} 件"));
    }
    Bilingual { en: en.join(", "), ja: ja.join("、") }
}

impl Change {
    /// `added`, `removed` or `changed`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Change::Added(_) => "added",
            Change::Removed(_) => "removed",
            Change::Other(_) => "changed",
        }
    }

    /// Of which kind it is, as a statement names it; `order` when only the order is another.
    #[must_use]
    pub fn component(&self) -> &str {
        match self {
            Change::Added(line) | Change::Removed(line) => &line.kind,
            Change::Other(kind) => kind,
        }
    }

    /// An address, a link, the name of a file, else the beginning of a hash; `None` where that tells nothing.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        match self {
            Change::Added(line) | Change::Removed(line) => value(line),
            Change::Other(_) => None,
        }
    }

    fn told(&self) -> Bilingual {
        match self {
            Change::Added(line) => {
                let thing = thing(line);
                Bilingual { en: format!("{} added", thing.en), ja: format!("{}が増えた", thing.ja) }
            }
            Change::Removed(line) => {
                let thing = thing(line);
                Bilingual { en: format!("{} removed", thing.en), ja: format!("{}がなくなった", thing.ja) }
            }
            Change::Other(kind_word) => {
                let kind = kind(kind_word);
                Bilingual { en: format!("the {} is another", kind.en), ja: format!("{}が変わった", kind.ja) }
            }
        }
    }
}

/// What the line is about: `Cc rival@x.example`.
fn thing(line: &Component) -> Bilingual {
    let kind = kind(&line.kind);
    match value(line) {
        Some(value) => Bilingual { en: format!("{} {value}", kind.en), ja: format!("{} {value} ", kind.ja) },
        None => kind,
    }
}

/// A hash tells nobody anything: of a file there is its name, of a draft or a file without one the beginning of the hash, of a
/// text no more than that it is one.
fn value(line: &Component) -> Option<String> {
    match line.value.split_once(' ') {
        Some((hash, name)) if hash.starts_with("sha256:") => Some(name.to_owned()),
        _ if !line.value.starts_with("sha256:") => Some(line.value.clone()),
        _ if matches!(line.kind.as_str(), "attach" | "draft" | "roster") => {
            Some(line.value.chars().take("sha256:".len() + 12).collect())
        }
        _ => None,
    }
}

fn kind(word: &str) -> Bilingual {
    let (en, ja) = match word {
        "from" => ("From", "差出人"),
        "sender" => ("Sender", "送信者（Sender）"),
        "reply-to" => ("Reply-To", "返信先"),
        "to" => ("To", "宛先"),
        "cc" => ("Cc", "Cc"),
        "bcc" => ("Bcc", "Bcc"),
        "subject" => ("subject", "件名"),
        "text" => ("text", "本文"),
        "plain-text" => ("plain text beside the HTML", "HTML に添えたテキスト"),
        "page" => ("look of the text, or what is hidden in it", "本文の見た目か、見えない部分"),
        "link" => ("link", "リンク"),
        "picture" => ("picture", "画像"),
        "form" => ("form", "フォーム"),
        "frame" => ("frame", "フレーム"),
        "attach" => ("attachment", "添付"),
        "attach-again" => ("second name of an attachment", "添付のもう一つの名前"),
        "subject-again" => ("second subject", "二つ目の件名"),
        "draft" => ("draft", "下書き"),
        "roster" => ("roster", "名簿"),
        "order" => ("order of the links", "リンクの順序"),
        other => (other, other),
    };
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::components::DRAFT_FORM;

    fn components(lines: &[(&str, &str)]) -> Components {
        let line = |(kind, value): &(&str, &str)| Component { kind: (*kind).to_owned(), value: (*value).to_owned() };
        Components { form: DRAFT_FORM, lines: lines.iter().map(line).collect() }
    }

    #[test]
    fn every_change_is_told() {
        let approved = components(&[
            ("to", "a@x.example"),
            ("subject", "sha256:1"),
            ("text", "sha256:2"),
            ("attach", "sha256:3 見積.pdf"),
        ]);
        let present = components(&[
            ("to", "a@x.example"),
            ("cc", "rival@x.example"),
            ("subject", "sha256:1"),
            ("text", "sha256:4"),
        ]);
        let told = told(&changes(&approved, &present));
        assert_eq!(told.en, "Cc rival@x.example added, the text is another, attachment 見積.pdf removed");
        assert_eq!(told.ja, "Cc rival@x.example が増えた、本文が変わった、添付 見積.pdf がなくなった");
        assert_eq!(changes(&approved, &approved), []);
    }

    #[test]
    fn links_that_changed_places_are_a_change() {
        let one = components(&[("link", "https://a.example/"), ("link", "https://b.example/")]);
        let other = components(&[("link", "https://b.example/"), ("link", "https://a.example/")]);
        assert_eq!(told(&changes(&one, &other)).en, "the order of the links is another");
    }
}
