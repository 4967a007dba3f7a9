//! A plan -> edits of the message's bytes: addresses, address lists, fields that come and go. Edits only lists that
//! are written exactly as they are read.

use super::folded::{FULL, folded};
use super::list::items;
use super::{Edit, Obstacle, Plan, quote};
use crate::draft::{Address, Draft, Origin, Recipient, RecipientField};
use crate::send::header_block::{Field, fields, is_named};
use std::collections::BTreeSet;
use std::ops::Range;

/// Written where nobody is left to be seen (RFC 5322 A.1.3).
const NOBODY: &str = "undisclosed-recipients:;";

/// The edits that make `message`, which `draft` was read from, what the plan says, in their order.
///
/// # Errors
/// Why it cannot be done with every other byte as it is.
pub fn edits(message: &[u8], draft: &Draft, plan: &Plan) -> Result<Vec<Edit>, Obstacle> {
    let mut plan = plan.clone();
    drop_what_is_hidden_twice(draft, &mut plan);
    let editor = Editor { message, draft, plan: &plan };
    let mut edits = editor.lists()?;
    for (number, address) in &plan.replaced {
        if !plan.dropped.contains(number) && !plan.hidden.contains(number) {
            edits.push(Edit { bytes: editor.address(*number)?, replacement: address.clone() });
        }
    }
    if plan.cuts_quote {
        edits.extend(quote::edits(message, draft)?);
    }
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    let overlap = edits.windows(2).any(|pair| pair[0].bytes.end > pair[1].bytes.start);
    if overlap { Err(Obstacle::Unclear) } else { Ok(edits) }
}

/// Somebody in Cc who stands in Bcc as well, or twice in what goes there, is not hidden a second time.
fn drop_what_is_hidden_twice(draft: &Draft, plan: &mut Plan) {
    let address = |number: usize| {
        let written = draft.recipients[number].mailbox.addr_spec().map(ToString::to_string);
        plan.replaced.get(&number).cloned().or(written).map(|address| address.to_lowercase())
    };
    let in_bcc = |number: &usize| draft.recipients[*number].field == RecipientField::Bcc;
    let kept = (0..draft.recipients.len()).filter(in_bcc).filter(|number| !plan.dropped.contains(number));
    let mut known: BTreeSet<String> = kept.filter_map(address).collect();
    let again: Vec<usize> =
        plan.hidden.iter().copied().filter(|number| address(*number).is_some_and(|it| !known.insert(it))).collect();
    plan.dropped.extend(again);
    plan.hidden.retain(|number| !plan.dropped.contains(number));
}

struct Editor<'e> {
    message: &'e [u8],
    draft: &'e Draft,
    plan: &'e Plan,
}

/// An address list that is written as it is read.
struct List<'e> {
    field: Field<'e>,
    kind: RecipientField,
    /// Places of the items in the message, each with the number of its recipient.
    items: Vec<(Range<usize>, usize)>,
}

impl Editor<'_> {
    fn lists(&self) -> Result<Vec<Edit>, Obstacle> {
        let (plan, recipients) = (self.plan, &self.draft.recipients);
        let touched: Vec<&Recipient> =
            plan.dropped.iter().chain(&plan.hidden).map(|number| &recipients[*number]).collect();
        if touched.is_empty() {
            return Ok(Vec::new());
        }
        if plan.hidden.iter().any(|number| recipients[*number].is_invited) {
            return Err(Obstacle::Invited);
        }
        if recipients.iter().any(|recipient| recipient.is_resent) {
            return Err(Obstacle::Resent);
        }
        let is_wanted = |kind: RecipientField| {
            touched.iter().any(|recipient| recipient.field == kind)
                || kind == RecipientField::Bcc && !plan.hidden.is_empty()
        };
        let mut lists = Vec::new();
        let mut named = Vec::new();
        for field in fields(self.message) {
            let kind = RecipientField::HEADERS.into_iter().find(|kind| is_named(&field, kind.header()));
            let Some(kind) = kind else { continue };
            named.push((kind, field.range.clone()));
            if is_wanted(kind) {
                lists.push(self.list(field, kind)?);
            }
        }
        let known: BTreeSet<usize> = lists.iter().flat_map(|list| &list.items).map(|(_, number)| *number).collect();
        if plan.dropped.iter().chain(&plan.hidden).any(|number| !known.contains(number)) {
            return Err(Obstacle::Unclear);
        }
        let mut edits = Vec::new();
        let moved = self.moved(&lists)?;
        let goes_to = self.new_home(&lists, &moved);
        let mut is_someone_in_to = lists
            .iter()
            .filter(|list| list.kind == RecipientField::To)
            .any(|list| list.items.iter().any(|(_, number)| self.stays(*number)));
        for (number, list) in lists.iter().enumerate() {
            let line_end = line_end(self.message, &list.field.range);
            match goes_to {
                Some(Home::Behind(home)) if home == number => {
                    let last = list.items.iter().rev().find(|(_, number)| self.stays(*number));
                    let end = last.map_or(list.field.range.end, |(item, _)| item.end);
                    let replacement = folded(&moved, FULL, true, line_end)?;
                    edits.push(Edit { bytes: end..end, replacement });
                }
                Some(Home::InsteadOf(home)) if home == number => {
                    let name = String::from_utf8_lossy(list.field.name);
                    let text = folded(&moved, name.len() + 1, false, line_end)?;
                    edits.push(Edit {
                        bytes: list.field.range.clone(),
                        replacement: format!("{name}:{text}{line_end}"),
                    });
                    continue;
                }
                _ => {}
            }
            if list.items.iter().all(|(_, number)| self.stays(*number)) {
                continue;
            }
            let is_emptied = !list.items.iter().any(|(_, number)| self.stays(*number));
            match (list.items.first(), list.kind) {
                (Some((first, _)), RecipientField::To) if is_emptied && !is_someone_in_to => {
                    is_someone_in_to = true;
                    let end = list.field.range.start + self.message[list.field.range.clone()].trim_ascii_end().len();
                    edits.push(Edit { bytes: first.start..end, replacement: self.in_place_of_to() });
                }
                _ if is_emptied => {
                    edits.push(Edit { bytes: list.field.range.clone(), replacement: String::new() });
                }
                _ => edits.extend(self.gaps(list)),
            }
        }
        if !moved.is_empty() && goes_to.is_none() {
            edits.push(self.new_field(&named, &moved)?);
        }
        Ok(edits)
    }

    fn stays(&self, number: usize) -> bool {
        !self.plan.dropped.contains(&number) && !self.plan.hidden.contains(&number)
    }

    /// The bytes of an address that is written as it is read.
    fn address(&self, number: usize) -> Result<Range<usize>, Obstacle> {
        let view = &self.draft.view;
        let span = self.draft.recipients[number].mailbox.address.span;
        match view.origin(span) {
            Some(Origin::Raw(bytes)) if self.message.get(bytes.clone()) == Some(view.slice(span).as_bytes()) => {
                Ok(bytes.clone())
            }
            _ => Err(Obstacle::Unclear),
        }
    }

    /// The items of the field, each of them one recipient.
    fn list<'f>(&self, field: Field<'f>, kind: RecipientField) -> Result<List<'f>, Obstacle> {
        let start = field.range.start + field.name.len() + 1;
        let places: Vec<Range<usize>> =
            items(field.body)?.into_iter().map(|item| start + item.start..start + item.end).collect();
        let mut here: Vec<(Range<usize>, usize)> = Vec::new();
        for (number, recipient) in self.draft.recipients.iter().enumerate().filter(|(_, it)| it.field == kind) {
            let Some(Origin::Raw(bytes)) = self.draft.view.origin(recipient.mailbox.address.span) else {
                return Err(Obstacle::Unclear);
            };
            if field.range.start <= bytes.start && bytes.end <= field.range.end {
                if recipient.group.is_some() {
                    return Err(Obstacle::Group);
                }
                let item = places.get(here.len()).ok_or(Obstacle::Unclear)?;
                if bytes.start < item.start || item.end < bytes.end {
                    return Err(Obstacle::Unclear);
                }
                here.push((item.clone(), number));
            }
        }
        if here.len() == places.len() { Ok(List { field, kind, items: here }) } else { Err(Obstacle::Unclear) }
    }

    /// What goes to Bcc, as it is written there.
    fn moved(&self, lists: &[List<'_>]) -> Result<Vec<String>, Obstacle> {
        let items = lists.iter().flat_map(|list| &list.items);
        let hidden = items.filter(|(_, number)| self.plan.hidden.contains(number));
        hidden
            .map(|(item, number)| {
                let mut bytes = self.message[item.clone()].to_vec();
                if let Some(address) = self.plan.replaced.get(number) {
                    let place = self.address(*number)?;
                    bytes.splice(place.start - item.start..place.end - item.start, address.bytes());
                }
                String::from_utf8(bytes).map_err(|_| Obstacle::Unclear)
            })
            .collect()
    }

    /// The field Bcc that takes what is moved; `None` when there is none.
    fn new_home(&self, lists: &[List<'_>], moved: &[String]) -> Option<Home> {
        let in_bcc = |(_, list): &(usize, &List<'_>)| list.kind == RecipientField::Bcc;
        let has_some = |list: &List<'_>| list.items.iter().any(|(_, number)| self.stays(*number));
        let mut fields = lists.iter().enumerate().filter(in_bcc).filter(|_| !moved.is_empty());
        let first = fields.next()?;
        let used = std::iter::once(first).chain(fields).find(|(_, list)| has_some(list));
        Some(used.map_or(Home::InsteadOf(first.0), |(number, _)| Home::Behind(number)))
    }

    /// Takes out what does not stay, with the comma before it, or behind it at the head of the list.
    fn gaps(&self, list: &List<'_>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut kept_end = None;
        let mut gap: Option<Range<usize>> = None;
        for (item, number) in &list.items {
            if !self.stays(*number) {
                let start = gap.map_or(kept_end.unwrap_or(item.start), |gap| gap.start);
                gap = Some(start..item.end);
                continue;
            }
            if let Some(gap) = gap.take() {
                let end = if kept_end.is_some() { gap.end } else { item.start };
                edits.push(gap.start..end);
            }
            kept_end = Some(item.end);
        }
        edits.extend(gap);
        edits.into_iter().map(|bytes| Edit { bytes, replacement: String::new() }).collect()
    }

    /// The sender, who sees the mail then, or nobody when that cannot be.
    fn in_place_of_to(&self) -> String {
        let [from] = self.draft.from.as_slice() else { return NOBODY.to_owned() };
        let Address::Ok(addr_spec) = &from.address.value else { return NOBODY.to_owned() };
        let sender = addr_spec.to_string();
        let is_sender = |recipient: &Recipient| {
            recipient.mailbox.addr_spec().is_some_and(|it| it.to_string().eq_ignore_ascii_case(&sender))
        };
        let is_written_to = self.draft.recipients.iter().any(is_sender);
        if is_written_to || !sender.is_ascii() || sender.len() > WIDEST_SENDER { NOBODY.to_owned() } else { sender }
    }

    /// A new field Bcc behind the other recipients; To as well where the draft has none.
    fn new_field(&self, named: &[(RecipientField, Range<usize>)], moved: &[String]) -> Result<Edit, Obstacle> {
        let (_, last) = named.last().ok_or(Obstacle::Unclear)?;
        let line_end = line_end(self.message, last);
        if !self.message[..last.end].ends_with(b"\n") {
            return Err(Obstacle::Unclear);
        }
        let has_to = named.iter().any(|(kind, _)| *kind == RecipientField::To);
        let to = if has_to { String::new() } else { format!("To: {}{line_end}", self.in_place_of_to()) };
        let text = folded(moved, "Bcc:".len(), false, line_end)?;
        Ok(Edit { bytes: last.end..last.end, replacement: format!("{to}Bcc:{text}{line_end}") })
    }
}

/// Longer ones would need folding, and are nobody's.
const WIDEST_SENDER: usize = 254;

/// The field Bcc that takes what is moved, by its number among the lists.
#[derive(Clone, Copy)]
enum Home {
    /// Behind those in it.
    Behind(usize),
    /// It was empty, or is emptied.
    InsteadOf(usize),
}

/// The line end that the field has, or else the one that the message begins with.
fn line_end(message: &[u8], field: &Range<usize>) -> &'static str {
    let field = &message[field.clone()];
    let first = message.iter().position(|byte| *byte == b'\n').map_or(&message[..0], |end| &message[..=end]);
    let line = if field.ends_with(b"\n") { field } else { first };
    if line.ends_with(b"\n") && !line.ends_with(b"\r\n") { "\n" } else { "\r\n" }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
