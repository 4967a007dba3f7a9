//! Header blocks that Outlook and others put above the text they reply to or forward, and `Original Message` lines.
//! Knows the field names of mailers, not the header of this message.

use super::{attribution, is_blank, notes, words};
use crate::load::line::Line;
use crate::load::scan;

/// Lines with text, after the first of a block, in which its other fields must stand.
const FIELD_LINES: usize = 6;
/// Lines looked at in all, blank ones too.
const LOOK_AHEAD: usize = 16;
/// The shortest line of signs that is a rule.
const RULE_LENGTH: usize = 4;
/// Bytes in which a field name must end.
const NAME_LENGTH: usize = 40;
/// Bytes that a line of dashes around words has at most.
const SEPARATOR_LENGTH: usize = 400;
/// Bytes that a line which announces a forward has at most.
const LINE_LENGTH: usize = 120;

/// Marks header blocks and what stands below them.
///
/// Everything below is quoted, unless the text below carries quote marks of its own: then lines without them are
/// answers between the quoted lines. `is_marked` are the lines that such marks quote; an attribution right below the
/// block belongs to the quoted thread.
pub(super) fn mark(lines: &[Line], is_excerpt: &[bool], is_marked: &[bool], is_quoted: &mut [bool]) {
    let fields: Vec<Option<(Field, &str)>> = lines.iter().map(|line| field(&line.text)).collect();
    let body = Body { lines, fields: &fields };
    let mut index = 0;
    while index < lines.len() {
        if is_quoted[index] || is_excerpt[index] {
            index += 1;
            continue;
        }
        let starts = starts_quotation(body, is_quoted, index);
        let limit = if starts { lines.len() } else { lines.len().min(index + LOOK_AHEAD) };
        let below = end_of_fields(body, is_quoted, index, limit);
        let has_marks_below = is_marked.get(below).is_some_and(|is_marked| *is_marked);
        if !(starts || has_marks_below && is_beginning_of_header(body, is_quoted, index)) {
            index += 1;
            continue;
        }
        let first = rule_above(lines, is_quoted, index).unwrap_or(index);
        if !has_marks_below {
            is_quoted[first..].fill(true);
            return;
        }
        is_quoted[first..below].fill(true);
        index = below;
    }
}

/// The lines, and the field that each may hold: read once, since neighbours ask for it again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'lines> {
    pub(super) lines: &'lines [Line],
    pub(super) fields: &'lines [Option<(Field, &'lines str)>],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    From,
    /// The day under a name that only mailers write.
    Sent,
    Date,
    To,
    Copies,
    Subject,
    Other,
}

fn starts_quotation(body: Body<'_>, is_quoted: &[bool], index: usize) -> bool {
    let text = body.lines[index].text.trim();
    is_dashed_separator(text)
        || (is_forward_line(text) && is_field_next(body, index))
        || is_header_block(body, is_quoted, index)
        || notes::is_wrapped_separator(body, index)
        || notes::is_head(body, index)
}

fn is_field_next(body: Body<'_>, index: usize) -> bool {
    let end = body.lines.len().min(index + LOOK_AHEAD);
    let next = (index + 1..end).find(|index| !is_blank(&body.lines[*index]));
    next.is_some_and(|next| body.fields[next].is_some())
}

/// What a run of fields shows.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    from: bool,
    day: bool,
    to: bool,
    subject: bool,
    hour: bool,
    address: bool,
    sent: bool,
}

impl Shown {
    fn add(&mut self, field: Field, value: &str) {
        let has_text = !value.is_empty();
        match field {
            Field::From => self.from |= has_text,
            Field::Sent | Field::Date => {
                self.day |= value.contains(is_digit);
                // People leave the year out of the hour of a meeting, mailers never do.
                self.hour |= attribution::has_hour(value) && (field == Field::Sent || has_year(value));
                self.sent |= field == Field::Sent;
            }
            Field::To => self.to |= has_text,
            Field::Subject => self.subject = true,
            Field::Copies | Field::Other => {}
        }
        self.address |= matches!(field, Field::From | Field::To) && value.contains('@');
    }

    fn has_all(self) -> bool {
        self.from && self.day && self.to
    }

    /// A journey and a parcel go from one town to another on a day, a memo has a subject too: none of them has an
    /// address, or the minute together with a name that belongs to mail.
    fn is_of_mail(self) -> bool {
        self.address || (self.hour && (self.sent || self.subject))
    }
}

/// Whether From, Date and To of a message stand here; From first, or nothing but fields before all three are met.
fn is_header_block(body: Body<'_>, is_quoted: &[bool], first: usize) -> bool {
    let lines = body.lines;
    let Some((first_field, _)) = body.fields[first] else { return false };
    let mut shown = Shown::default();
    let mut is_all_fields = true;
    let end = lines.len().min(first + LOOK_AHEAD);
    let with_text = (first..end).filter(|index| !is_blank(&lines[*index])).take(FIELD_LINES + 1);
    for index in with_text {
        if is_quoted[index] {
            break;
        }
        match body.fields[index] {
            Some((field, value)) => shown.add(field, value),
            None if shown.has_all() => break,
            None => is_all_fields = false,
        }
        if shown.has_all() && shown.is_of_mail() {
            return first_field == Field::From || is_all_fields;
        }
    }
    // Some mailers name no reader, and draw a line instead.
    first_field == Field::From
        && shown.day
        && shown.hour
        && shown.address
        && is_field_next(body, first)
        && rule_above(lines, is_quoted, first).is_some()
}

/// Whether From and another field stand here: little alone, but enough above quote marks (Al-Mail, Mew).
fn is_beginning_of_header(body: Body<'_>, is_quoted: &[bool], first: usize) -> bool {
    let Some((Field::From, value)) = body.fields[first] else { return false };
    let has_next = body.fields.get(first + 1).is_some_and(Option::is_some) && !is_quoted[first + 1];
    !value.is_empty() && has_next
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// Whether four digits stand together.
fn has_year(value: &str) -> bool {
    value.split(|character| !is_digit(character)).any(|digits| digits.chars().count() == 4)
}

/// `*From:* Ann`, `差出人： 山田`, `From:\tAnn`.
fn field(text: &str) -> Option<(Field, &str)> {
    let is_ornament = |character: char| character.is_whitespace() || matches!(character, '*' | '【' | '】' | '|' | '■');
    let text = text.trim_start_matches(is_ornament);
    let head = &text[..text.floor_char_boundary(NAME_LENGTH + '：'.len_utf8())];
    // The second is the first byte of a wide colon.
    let may_be = scan::find_any(head.as_bytes(), [b':', 0xef, b':'])?;
    let end = may_be + head[may_be..].find([':', '：']).filter(|end| may_be + end <= NAME_LENGTH)?;
    let name = text[..end].trim_matches(is_ornament);
    let value = text[end..].trim_start_matches([':', '：']).trim_matches(is_ornament);
    let field = match () {
        () if words::FROM.has(name) => Field::From,
        () if words::SENT.has(name) => Field::Sent,
        () if words::DATE.has(name) => Field::Date,
        () if words::TO.has(name) => Field::To,
        () if words::SUBJECT.has(name) => Field::Subject,
        () if words::COPIES.has(name) => Field::Copies,
        () if words::OTHER.has(name) => Field::Other,
        () => return None,
    };
    Some((field, value))
}

/// The first line with text below the header block or separator, not beyond `limit`.
fn end_of_fields(body: Body<'_>, is_quoted: &[bool], first: usize, limit: usize) -> usize {
    (first + 1..limit)
        .find(|index| is_quoted[*index] || !(is_blank(&body.lines[*index]) || body.fields[*index].is_some()))
        .unwrap_or(limit)
}

/// The rule that Outlook draws above the block belongs to it; the second of two alike ends a signature.
fn rule_above(lines: &[Line], is_quoted: &[bool], first: usize) -> Option<usize> {
    let above = (first.saturating_sub(3)..first).rev().find(|index| !is_blank(&lines[*index]))?;
    let text = &lines[above].text;
    let before = &lines[above.saturating_sub(LOOK_AHEAD)..above];
    let is_of_block = !is_quoted[above] && is_rule(text.trim()) && !before.iter().any(|line| line.text == *text);
    is_of_block.then_some(above)
}

fn is_rule(text: &str) -> bool {
    text.chars().count() >= RULE_LENGTH && text.chars().all(is_dash)
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '_' | '=' | '─' | '━' | '―' | '—' | '－' | '＿' | '＝' | 'ー')
}

/// `-----Original Message-----`, `---------- Forwarded message ---------`, `----- Forwarded by Ann on 2026/02/01 -----`.
fn is_dashed_separator(text: &str) -> bool {
    if text.len() > SEPARATOR_LENGTH {
        return false;
    }
    let named = text.trim_start_matches(is_dash);
    if text.len() - named.len() < 3 || !named.ends_with(is_dash) {
        return false;
    }
    let name = named.trim_end_matches(is_dash).trim().trim_end_matches([':', '：']).to_lowercase();
    words::SEPARATORS.has(&name) || words::SEPARATOR_STARTS.start(&name)
}

fn is_forward_line(text: &str) -> bool {
    text.len() <= LINE_LENGTH
        && text.strip_suffix([':', '：']).is_some_and(|name| words::FORWARD_LINES.has(&name.trim().to_lowercase()))
}
