//! The marks of template languages in a text: where each begins and ends, what stands in it, and marks that are left
//! open. Sources: the handbooks of Mustache, Handlebars, Jinja, Liquid, ERB, PHP, Template Toolkit, Thymeleaf, Smarty,
//! Mailchimp and Word.

use std::ops::Range;

/// What kind of thing a mark holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A value, a section or a call in the manner of Mustache and Handlebars, or a value in that of Jinja.
    Value,
    /// A statement of Jinja, Liquid or Template Toolkit.
    Statement,
    /// Code of Ruby or PHP.
    Code,
    /// A name, and nothing but that.
    Name,
    /// Words for those who write templates.
    Comment,
    /// A sign that people leave by hand; the name is all of it.
    ByHand,
}

/// A mark and what stands between its brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// With its brackets.
    pub range: Range<usize>,
    /// Without.
    pub inner: Range<usize>,
    pub holds: Holds,
}

impl Mark {
    pub(super) fn by_hand(range: Range<usize>) -> Self {
        Self { inner: range.clone(), range, holds: Holds::ByHand }
    }
}

/// Something left open, or closed and never opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub range: Range<usize>,
    /// What would put it right.
    pub missing: String,
}

/// A pair of brackets.
struct Brackets {
    open: &'static str,
    close: &'static str,
    holds: Holds,
    /// Whether it opens a mark where nothing closes it, by what follows; marks that stand for other things as well are
    /// only seen when closed.
    opens: fn(&str) -> bool,
}

const fn brackets(open: &'static str, close: &'static str, holds: Holds, opens: fn(&str) -> bool) -> Brackets {
    Brackets { open, close, holds, opens }
}

/// Longer ones before those that they begin with.
const BRACKETS: &[Brackets] = &[
    brackets("{{!--", "--}}", Holds::Comment, always),
    brackets("{{!", "}}", Holds::Comment, always),
    brackets("{{{", "}}}", Holds::Value, always),
    brackets("{{", "}}", Holds::Value, always),
    brackets("{%", "%}", Holds::Statement, always),
    brackets("{#", "#}", Holds::Comment, never),
    brackets("${", "}", Holds::Value, begins_name),
    brackets("$!{", "}", Holds::Value, begins_name),
    brackets("#{", "}", Holds::Value, begins_name),
    brackets("{$", "}", Holds::Value, begins_name),
    brackets("<%#", "%>", Holds::Comment, always),
    brackets("<%", "%>", Holds::Code, always),
    brackets("<?php", "?>", Holds::Code, always),
    brackets("<?=", "?>", Holds::Code, always),
    brackets("[%", "%]", Holds::Statement, begins_statement),
    brackets("*|", "|*", Holds::Name, begins_capitals),
    brackets("≪", "≫", Holds::Name, never),
    brackets("«", "»", Holds::Name, never),
];

/// Closing brackets that stand for nothing else, with what opens them.
const CLOSERS: [(&str, &str); 4] = [("}}", "{{"), ("%}", "{%"), ("%>", "<%"), ("|*", "*|")];

/// Longest mark, in bytes: a longer one is one that nobody closed.
const LONGEST_BYTES: usize = 2_000;
/// What is shown of a mark that nothing closes, in characters.
const SHOWN_CHARS: usize = 40;

fn always(_: &str) -> bool {
    true
}

fn never(_: &str) -> bool {
    false
}

fn begins_name(rest: &str) -> bool {
    rest.trim_start().starts_with(|first: char| first.is_alphabetic() || matches!(first, '_' | '$' | '@'))
}

fn begins_statement(rest: &str) -> bool {
    rest.starts_with([' ', '-']) && begins_name(rest.trim_start_matches([' ', '-']))
}

fn begins_capitals(rest: &str) -> bool {
    rest.bytes().take_while(u8::is_ascii_uppercase).count() >= 2
}

/// The marks of `text` in its order, at most `most`, and those that are open at one end.
pub(super) fn marks(text: &str, most: usize) -> (Vec<Mark>, Vec<Trouble>) {
    let (mut marks, mut troubles) = (Vec::new(), Vec::new());
    let (mut at, mut free) = (0, 0);
    while let Some(found) = text[at..].find(is_first).map(|found| at + found) {
        if marks.len() + troubles.len() >= most {
            break;
        }
        let rest = &text[found..];
        at = match BRACKETS.iter().find(|brackets| rest.starts_with(brackets.open)) {
            Some(brackets) => match closed(text, found, brackets) {
                Some(mark) => {
                    free = mark.range.end;
                    marks.push(mark);
                    free
                }
                None => {
                    if (brackets.opens)(&rest[brackets.open.len()..]) {
                        let range = found..found + shown_len(rest, brackets.open.len());
                        troubles.push(Trouble { range, missing: brackets.close.to_owned() });
                    }
                    found + brackets.open.len()
                }
            },
            None => match CLOSERS.iter().find(|(close, _)| rest.starts_with(close)) {
                Some((close, open)) => {
                    if let Some(start) = word_before(text, found, free) {
                        troubles.push(Trouble { range: start..found + close.len(), missing: (*open).to_owned() });
                    }
                    free = found + close.len();
                    free
                }
                None => found + rest.chars().next().map_or(1, char::len_utf8),
            },
        };
    }
    (marks, troubles)
}

fn is_first(character: char) -> bool {
    matches!(character, '{' | '$' | '#' | '<' | '[' | '*' | '≪' | '«' | '}' | '%' | '|')
}

/// The mark that opens at `start`, if it closes before another of its kind opens.
fn closed(text: &str, start: usize, brackets: &Brackets) -> Option<Mark> {
    let from = start + brackets.open.len();
    let until = text.floor_char_boundary(from.saturating_add(LONGEST_BYTES));
    let rest = &text[from..until];
    let end = rest.find(brackets.close)?;
    let is_comment = brackets.holds == Holds::Comment;
    if !is_comment && (rest[..end].contains(brackets.open) || rest[..end].contains("\n\n")) {
        return None;
    }
    let holds_name = |inner: &str| !inner.trim().is_empty() && !inner.contains(['\n', '「', '。']);
    if brackets.holds == Holds::Name && !holds_name(&rest[..end]) {
        return None;
    }
    if matches!(brackets.open, "${" | "$!{" | "#{" | "{$") && !begins_name(rest) {
        return None;
    }
    let end = from + end;
    Some(Mark { range: start..end + brackets.close.len(), inner: from..end, holds: brackets.holds })
}

/// How much of an open mark is shown: its name, at most up to the end of the line.
fn shown_len(rest: &str, open: usize) -> usize {
    let after = &rest[open..];
    let blank = after.len() - after.trim_start_matches([' ', '#', '/', '^', '=', '-']).len();
    let is_end =
        |character: char| character == '\n' || (character.is_whitespace() || "、。，,!！<".contains(character));
    let name = &after[blank..];
    let name_len = name.char_indices().take(SHOWN_CHARS).find(|(_, character)| is_end(*character));
    let name_len =
        name_len.map_or_else(|| name.char_indices().nth(SHOWN_CHARS).map_or(name.len(), |(at, _)| at), |(at, _)| at);
    open + blank + name_len
}

/// Where the word that ends at `end` begins, with a bracket that stands before it; `None` when there is none.
fn word_before(text: &str, end: usize, from: usize) -> Option<usize> {
    let before = &text[from..end];
    let trimmed = before.trim_end_matches(' ');
    let is_part =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '-' | '{' | '<' | '%');
    let word = &trimmed[trimmed.trim_end_matches(is_part).len()..];
    word.contains(char::is_alphabetic).then(|| from + trimmed.len() - word.len())
}
