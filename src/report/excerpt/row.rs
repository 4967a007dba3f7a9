//! One line of an excerpt: cut to the room around what is marked, safe to print, its marks without overlap.
//! Knows no other line.

use super::{Mark, Room};
use crate::report::safe::{self, Mapped};
use crate::span::Span;
use std::collections::BTreeSet;

/// Marks of one line that may say something; the others only point.
const NOTES: usize = 4;

/// Longest indent that is repeated on a line of ours.
const INDENT: usize = 8;

/// The marks that are left on a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// In order, without overlap; spans in the cut line.
    pub(super) marks: Vec<Mark>,
    /// How many of the given marks they stand for.
    pub(super) kept: usize,
}

/// `line`, safe to print and no wider than the room, with those of `marks` (spans in `line`) that are still on it.
pub(super) fn cut(line: &str, marks: &[Mark], room: Room) -> (String, Kept) {
    let focus = marks.iter().find(|mark| mark.is_primary).or_else(|| marks.iter().min_by_key(|mark| mark.span));
    let window = window(line, focus.map_or(Span::default(), |mark| mark.span), room);
    let mapped = Mapped::new(&line[window.range()]);
    let before = if window.start > 0 { room.ellipsis() } else { "" };
    let after = if window.end < line.len() { room.ellipsis() } else { "" };

    let is_shown = |mark: &&Mark| window.contains(mark.span) || window.overlaps(mark.span);
    let kept = marks.iter().filter(is_shown).count();
    let within = marks.iter().filter(is_shown).map(|mark| {
        let start = mark.span.start.max(window.start) - window.start;
        let end = mark.span.end.min(window.end) - window.start;
        Mark { span: mapped.span(Span::new(start, end)).shifted(before.len()), ..mark.clone() }
    });
    let marks = apart(within.collect());
    (format!("{before}{}{after}", mapped.text()), Kept { marks, kept })
}

/// The blank beginning of a line, for a line of ours above it.
pub(super) fn indent(line: &str) -> &str {
    let width = line.len() - line.trim_start_matches(' ').len();
    &line[..width.min(INDENT)]
}

/// The part of `line` to show: from its beginning when `focus` then fits, else a little before `focus`.
fn window(line: &str, focus: Span, room: Room) -> Span {
    let width = room.width.max(20);
    let sign = room.ellipsis().chars().map(safe::columns).sum::<usize>();
    let all = forward(line, 0, width);
    if all == line.len() {
        return Span::new(0, all);
    }
    let from_beginning = forward(line, 0, width - sign);
    if focus.end <= from_beginning {
        return Span::new(0, from_beginning);
    }
    let room_before = forward_columns(&line[focus.range()], width).min(width - 2 * sign);
    let lead = (width / 3).min(width - 2 * sign - room_before);
    let start = backward(line, focus.start, lead);
    let sign_before = if start > 0 { sign } else { 0 };
    let to_the_end = forward(line, start, width - sign_before);
    if to_the_end == line.len() {
        return Span::new(start, to_the_end);
    }
    Span::new(start, forward(line, start, width - sign_before - sign))
}

/// How far one comes from `start` with so many columns.
fn forward(line: &str, start: usize, columns: usize) -> usize {
    let mut left = columns;
    for (at, character) in line[start..].char_indices() {
        match left.checked_sub(safe::columns(character)) {
            Some(rest) => left = rest,
            None => return start + at,
        }
    }
    line.len()
}

/// How far one comes back from `end` with so many columns.
fn backward(line: &str, end: usize, columns: usize) -> usize {
    let mut left = columns;
    let mut start = end;
    for (at, character) in line[..end].char_indices().rev() {
        match left.checked_sub(safe::columns(character)) {
            Some(rest) => left = rest,
            None => break,
        }
        start = at;
    }
    start
}

/// Columns of `text`, counted no further than `most`.
fn forward_columns(text: &str, most: usize) -> usize {
    let mut columns = 0;
    for character in text.chars() {
        columns += safe::columns(character);
        if columns >= most {
            return most;
        }
    }
    columns
}

/// Marks in order and without overlap, as they can be underlined: equal ones become one that says both notes, a
/// later one begins where the one before ends. Of many on one line the first few keep their notes.
fn apart(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut apart: Vec<Mark> = Vec::with_capacity(marks.len());
    for mut mark in marks {
        match apart.last_mut() {
            Some(last) if mark.span.end <= last.span.end => last.join(mark),
            Some(last) => {
                mark.span.start = mark.span.start.max(last.span.end);
                apart.push(mark);
            }
            None => apart.push(mark),
        }
    }
    let with_notes: BTreeSet<_> = (0..apart.len()).filter(|at| apart[*at].note.is_some()).take(NOTES).collect();
    for (at, mark) in apart.iter_mut().enumerate() {
        if !mark.is_primary && !with_notes.contains(&at) {
            mark.note = None;
        }
    }
    apart
}
