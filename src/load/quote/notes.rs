//! The heads that HCL Notes (Lotus Notes) puts above the text it replies to or forwards.
//! Knows only their form: who wrote and when without field names, then To, cc and Subject.

use super::attribution::{has_hour, starts_with_numeric_day};
use super::reply_header::{Body, Field};
use super::{is_blank, words};

/// Blank lines, an enterprise's name and a line about where to answer may stand between the parts of a head.
const LINES_ABOVE_TO: usize = 6;
/// Lines over which the names of a field may run on: a head with more is no head.
const FIELD_LINES: usize = 400;
/// Words of letters in a line that is only a day and an hour: `Sat 07/27/2000 11:45 AM ZE9`.
const WORDS_OF_DAY: usize = 3;

/// Whether a head of Notes begins at line `first`.
///
/// ```text
/// "Ann Smith" <ann@alpha.example> on 01/12/2026 10:52:53 AM      Ann Smith
/// Please respond to ann@alpha.example                            01/12/2026 10:52 AM
/// To: Bob Brown/HQ/Beta@Beta, carol@gamma.example                To: Bob Brown/HQ/Beta@Beta
/// cc:                                                            cc:
/// Subject: Monday                                                Subject: Monday
/// ```
pub(super) fn is_head(body: Body<'_>, first: usize) -> bool {
    if is_blank(&body.lines[first]) {
        return false;
    }
    let end = body.lines.len().min(first + LINES_ABOVE_TO);
    // Nearly every line of every mail leaves here.
    let Some(to) = (first + 1..end).find(|index| matches!(body.fields[*index], Some((Field::To, _)))) else {
        return false;
    };
    let is_dated = ends_with_moment(&body.lines[first].text) || is_moment(body, first + 1);
    let has_other_field_between = (first + 1..to).any(|index| body.fields[index].is_some());
    is_dated && !has_other_field_between && has_copies_and_subject(body, to)
}

/// Whether a separator that Notes wrapped starts here: `------ Forwarded by Ann/HQ/Alpha on 08/01/2026`, `08:44 AM ------`.
pub(super) fn is_wrapped_separator(body: Body<'_>, first: usize) -> bool {
    let text = body.lines[first].text.trim();
    let named = text.trim_start_matches('-');
    if text.len() - named.len() < 3 || !words::SEPARATOR_STARTS.start(&named.trim_start().to_lowercase()) {
        return false;
    }
    body.lines.get(first + 1).is_some_and(|next| {
        let next = next.text.trim();
        next.ends_with("---") && has_hour(next)
    })
}

/// Notes always shows cc, though it be empty, and the subject below it.
fn has_copies_and_subject(body: Body<'_>, to: usize) -> bool {
    let end = body.lines.len().min(to + FIELD_LINES);
    let mut has_copies = false;
    for index in to + 1..end {
        match body.fields[index] {
            Some((Field::Subject, _)) => return has_copies,
            Some((Field::Copies, _)) => has_copies = true,
            Some(_) => {}
            None if is_blank(&body.lines[index]) => return false,
            None => {}
        }
    }
    false
}

/// `… on 01/12/2026 10:52:53 AM`, `From: Ann Smith    10/17/2026 10:13 AM`.
fn ends_with_moment(text: &str) -> bool {
    let mut words = text.split_whitespace().rev().peekable();
    words.next_if(|word| word.chars().all(char::is_alphabetic) && word.len() <= 4);
    words.next().is_some_and(has_hour) && words.next().is_some_and(starts_with_numeric_day)
}

/// A line that is a day and an hour.
fn is_moment(body: Body<'_>, index: usize) -> bool {
    let text = body.lines[index].text.trim();
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    has_hour(text)
        && text.split_whitespace().any(starts_with_numeric_day)
        && text.split_whitespace().filter(is_word).count() <= WORDS_OF_DAY
}
