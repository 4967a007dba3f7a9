//! Whom a text speaks to: the first lines of own text, and a subject that names its readers.
//! Evidence only: a line that is not clearly a greeting says nothing.

use super::Vocabulary;
use super::groups::one_spelling;
use crate::draft::Draft;
use crate::facts::name::NameMark;
use crate::facts::schema::{BodyKind, BodyPlace, BodyRow};
use crate::fold::fold;
use crate::span::Span;
use std::ops::Range;

/// Lines looked at; a greeting stands at the top or nowhere.
const GREETING_LINES: usize = 8;
/// Longest greeting line, in characters.
const GREETING_CHARACTERS: usize = 48;
/// Longest line that may fold to one: folding joins a kana and its mark, or drops what cannot be seen.
pub(super) const GREETING_BYTES: usize = 16 * GREETING_CHARACTERS;

/// Greetings in the first lines of own text, and groups addressed in the subject.
pub(in crate::facts) fn rows(draft: &Draft, vocabulary: &Vocabulary) -> Vec<BodyRow> {
    let mut rows = Vec::new();
    if let Some(subject) = &draft.subject
        && let Some(audience) = group_in_subject(&subject.value, vocabulary)
    {
        rows.push(row(draft, subject.span, BodyPlace::Subject, audience));
    }
    let mut has_greeted_someone = false;
    for span in opening_lines(draft) {
        match audience_of(draft.view.slice(span), vocabulary) {
            Some(audience) => rows.push(row(draft, span, BodyPlace::OwnText, audience)),
            // 「佐藤様」, then prose: a greeting further down is one that the text talks about.
            None if has_greeted_someone => break,
            None => {}
        }
        has_greeted_someone |= rows.last().is_some_and(|row| row.audience == Some("person"));
    }
    rows
}

/// The audience of a draft: the first greeting of own text, else the group its subject names.
#[must_use]
pub fn audience(rows: &[BodyRow]) -> Option<&'static str> {
    let greetings = || rows.iter().filter(|row| row.kind == BodyKind::Greeting);
    // A name above the group (「山田様　各位」 over two lines) does not make the mail a personal one.
    let group = greetings()
        .filter(|row| row.place == BodyPlace::OwnText)
        .find(|row| matches!(row.audience, Some("public" | "group" | "internal")));
    group
        .or_else(|| greetings().find(|row| row.place == BodyPlace::OwnText))
        .or_else(|| greetings().next())
        .and_then(|row| row.audience)
}

fn row(draft: &Draft, span: Span, place: BodyPlace, audience: &'static str) -> BodyRow {
    let text = draft.view.slice(span).to_owned();
    BodyRow { audience: Some(audience), ..BodyRow::new(span, BodyKind::Greeting, place, text) }
}

/// The first lines of own text that are not empty, trimmed, up to the opening phrase of the letter.
pub(crate) fn opening_lines(draft: &Draft) -> Vec<Span> {
    let mut lines = Vec::new();
    for span in &draft.body.own {
        let mut start = span.start;
        for line in draft.view.slice(*span).split_inclusive('\n') {
            let text = line.trim();
            let offset = start + (line.len() - line.trim_start().len());
            start += line.len();
            if text.is_empty() {
                continue;
            }
            if is_opening_phrase(text) || lines.len() == GREETING_LINES {
                return lines;
            }
            lines.push(Span::new(offset, offset + text.len()));
        }
    }
    lines
}

/// The words a letter goes on with after its greeting.
fn is_opening_phrase(line: &str) -> bool {
    const PHRASES: [&str; 16] = [
        "いつも",
        "お世話に",
        "お世話さま",
        "平素",
        "日頃",
        "拝啓",
        "前略",
        "突然",
        "はじめまして",
        "初めまして",
        "お疲れ",
        "このたび",
        "Thank",
        "I hope",
        "Please",
        "I am writing",
    ];
    PHRASES.iter().any(|phrase| line.starts_with(phrase))
}

fn group_in_subject(subject: &str, vocabulary: &Vocabulary) -> Option<&'static str> {
    let subject = one_spelling(&fold(subject));
    // 「会員の皆様の声」 speaks about them: only a subject that turns to them counts.
    let after = vocabulary.groups.after_public(&subject)?;
    (after.is_empty() || after.starts_with(['へ', '】', '」', ' ', ',', ':', '!'])).then_some("public")
}

/// Whom one line speaks to, or `None` when it is no greeting.
#[must_use]
pub fn audience_of(line: &str, vocabulary: &Vocabulary) -> Option<&'static str> {
    let line = line.trim();
    if line.len() > GREETING_BYTES {
        return None;
    }
    let folded = fold(line);
    if folded.is_empty() || folded.chars().count() > GREETING_CHARACTERS || folded.contains('。') {
        return None;
    }
    if let Some(audience) = vocabulary.groups.greeted(&folded) {
        return Some(audience);
    }
    let (name, rest) = split_honorific(&folded, vocabulary)?;
    if !rest.is_empty() && !rest.starts_with(['、', ',', '(', ' ', '・', '/']) {
        return None;
    }
    if vocabulary.greeting_stop_words.has(name.split([' ', '　']).next_back().unwrap_or_default()) {
        return None;
    }
    if folded.contains("御中") {
        return Some("organization");
    }
    Some("person")
}

/// Name with honorific, and what follows: 「山田商事 佐藤様、」, "Dear Ms Sato,".
fn split_honorific<'l>(folded: &'l str, vocabulary: &Vocabulary) -> Option<(&'l str, &'l str)> {
    let honorifics = || {
        let marks = vocabulary.names.marks_in(folded).filter(|(mark, _)| *mark != NameMark::Title);
        marks.map(|(_, place)| place)
    };
    // A word that the line begins with is no honorific further on either.
    let at_start: Vec<&str> = honorifics().take_while(|place| place.start == 0).map(|place| &folded[place]).collect();
    let is_honorific = |place: &Range<usize>| place.start > 0 && !at_start.contains(&&folded[place.clone()]);
    let found = honorifics().filter(is_honorific).map(|place| (place.start, place.end)).min();
    if let Some((_, end)) = found {
        return Some((&folded[..end], &folded[end..]));
    }
    let name = ["dear ", "hi ", "hello "].iter().find_map(|word| folded.strip_prefix(word))?;
    let end = name.find([',', ':', '!']).unwrap_or(name.len());
    let is_name = end > 0 && name[..end].split(' ').count() <= 4;
    is_name.then_some((&name[..end], ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;

    fn said(line: &str) -> Option<&'static str> {
        audience_of(line, &Vocabulary::new(&|name| Lists::builtin().get(name)))
    }

    #[test]
    fn members_are_the_public_and_kakui_is_a_group() {
        assert_eq!(said("会員の皆様へ"), Some("public"));
        assert_eq!(said("みつばちプロジェクト 会員各位"), Some("public"));
        assert_eq!(said("関係者各位"), Some("group"));
        assert_eq!(said("Dear all,"), Some("group"));
        assert_eq!(said("Dear members,"), Some("public"));
    }

    #[test]
    fn colleagues_are_internal() {
        assert_eq!(said("職員各位"), Some("internal"));
    }

    #[test]
    fn a_name_is_a_person_and_onchu_an_organization() {
        assert_eq!(said("株式会社ヤマセミ 佐藤様"), Some("person"));
        assert_eq!(said("株式会社ヤマセミ　御中"), Some("organization"));
        assert_eq!(said("Dear Ms Sato,"), Some("person"));
    }

    fn audience_of_text(text: &str) -> Option<&'static str> {
        let draft = crate::facts::test_draft::draft(&format!("From: a@alpha.example\n\n{text}"));
        audience(&rows(&draft, &Vocabulary::new(&|name| Lists::builtin().get(name))))
    }

    #[test]
    fn a_greeting_below_a_name_and_prose_is_only_talked_about() {
        assert_eq!(audience_of_text("佐藤様\n会報の文面です。\n会員の皆様\n"), Some("person"));
        assert_eq!(audience_of_text("佐藤様\n会員の皆様\n"), Some("public"));
        assert_eq!(audience_of_text("環境課からのお知らせ\n会員の皆様\n"), Some("public"));
    }

    #[test]
    fn prose_about_people_is_no_greeting() {
        assert_eq!(said("皆様のご協力をお願いいたします。"), None);
        assert_eq!(said("仕様を変更しました"), None);
        assert_eq!(said("お客様の声をまとめました"), None);
    }
}
