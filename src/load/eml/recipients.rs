//! From, Sender, Reply-To and everyone the message goes to, Resent blocks told apart (RFC 5322 3.6). Judges nobody.

use super::budget::Budget;
use super::headers::{Field, HeaderSection};
use super::source::Source;
use crate::draft::{Address, DefectKind, DefectPart, Origin, RecipientField};
use crate::load::address_list::{self, AddressList};
use crate::load::decoded_text::DecodedText;
use crate::load::met::Met;
use crate::load::parts::{Anchor, PartDefect, PartMailbox, PartRecipient, Parts, Sourced, UnreadableField};

/// Fills the mailboxes of `parts` from every field that holds some, however often it stands there.
pub(super) fn read(source: Source<'_>, header: &HeaderSection, budget: &mut Budget<'_>, parts: &mut Parts) {
    let mut reader = Reader { source, budget, parts, cut_fields: Vec::new() };
    for field in header.fields.iter().filter(|field| field.is("From")) {
        let mailboxes = reader.mailboxes(field, "From");
        reader.parts.from.extend(mailboxes);
    }
    for field in header.fields.iter().filter(|field| field.is("Reply-To")) {
        let mailboxes = reader.mailboxes(field, "Reply-To");
        reader.parts.reply_to.extend(mailboxes);
    }
    if let Some(field) = header.first("Sender") {
        let sender = reader.mailboxes(field, "Sender").into_iter().next();
        let is_author = |sender: &PartMailbox| {
            reader.parts.from.iter().any(|from| is_same_address(&from.address.value, &sender.address.value))
        };
        reader.parts.sender = sender.filter(|sender| !is_author(sender));
    }
    let resent = newest_resent_block(header);
    for field in &header.fields {
        let (name, is_resent_field) = match field.name.split_at_checked(7) {
            Some((prefix, name)) if prefix.eq_ignore_ascii_case("Resent-") => (name, true),
            _ => (field.name.as_str(), false),
        };
        // Sendmail sends to them with `-t` as to those in To.
        let is_apparent = !is_resent_field && name.eq_ignore_ascii_case("Apparently-To");
        let is_kind = |kind: &RecipientField| kind.header().eq_ignore_ascii_case(name);
        let Some(kind) =
            RecipientField::HEADERS.into_iter().find(is_kind).or(is_apparent.then_some(RecipientField::To))
        else {
            continue;
        };
        let is_resent = is_resent_field && resent.binary_search(&field.whole.start).is_ok();
        reader.recipients(field, kind, is_resent, is_resent || (resent.is_empty() && !is_resent_field));
    }
}

/// Starts, in rising order, of the recipient fields in the newest Resent block, which is the first in the file: a block
/// ends where one of its fields comes again or a trace field begins the next one. Empty when nobody was resent to.
fn newest_resent_block(header: &HeaderSection) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for field in &header.fields {
        let name = field.name.to_ascii_lowercase();
        if let Some(resent_name) = name.strip_prefix("resent-") {
            let is_once = matches!(resent_name, "from" | "sender" | "date" | "message-id");
            if is_once && seen.iter().any(|seen| seen == resent_name) {
                break;
            }
            if matches!(resent_name, "to" | "cc" | "bcc") {
                starts.push(field.whole.start);
            }
            seen.push(resent_name.to_owned());
        } else if matches!(name.as_str(), "received" | "return-path") && !starts.is_empty() {
            break;
        }
    }
    starts
}

fn is_same_address(left: &Address, right: &Address) -> bool {
    match (left, right) {
        (Address::Ok(left), Address::Ok(right)) => {
            left.local_part == right.local_part && left.domain.eq_ignore_ascii_case(&right.domain)
        }
        (left, right) => left == right,
    }
}

struct Reader<'a, 'limits> {
    source: Source<'a>,
    budget: &'a mut Budget<'limits>,
    parts: &'a mut Parts,
    /// Fields of which it was told that mailboxes were left unread.
    cut_fields: Vec<&'static str>,
}

impl Reader<'_, '_> {
    fn mailboxes(&mut self, field: &Field, name: &'static str) -> Vec<PartMailbox> {
        let (list, _, met) = self.list(field, self.budget.authors);
        self.budget.authors = self.budget.authors.saturating_sub(list.mailboxes.len());
        let met = met
            .into_iter()
            .chain(self.cut(list.is_cut, name))
            .chain(list.met.into_iter().map(|(_, met)| met).filter(is_about_sender));
        self.parts.defects.extend(met.map(|met| defect(DefectPart::Header, Anchor::Field(name), met)));
        list.mailboxes.into_iter().map(|(_, mailbox)| mailbox).collect()
    }

    fn recipients(&mut self, field: &Field, kind: RecipientField, is_resent: bool, is_delivered: bool) {
        let first = self.parts.recipients.len();
        let (list, decoded, met) = self.list(field, self.budget.recipients);
        self.budget.recipients = self.budget.recipients.saturating_sub(list.mailboxes.len());
        let anchor = Anchor::Field(kind.header());
        let mut defects: Vec<PartDefect> =
            met.into_iter().map(|met| defect(DefectPart::Recipients, anchor.clone(), met)).collect();
        for (index, met) in list.met {
            // Of a field in which nobody can be read that is told as a whole.
            if met.kind == DefectKind::UnreadableField && list.mailboxes.is_empty() {
                continue;
            }
            let anchor = index.map_or_else(|| anchor.clone(), |index| Anchor::Recipient(first + index));
            defects.push(defect(DefectPart::Recipients, anchor, met));
        }
        defects.extend(
            self.cut(list.is_cut, kind.header()).map(|met| defect(DefectPart::Recipients, anchor.clone(), met)),
        );
        let text = decoded.text().trim();
        if list.mailboxes.is_empty() && !list.has_group && !list.is_cut && !text.is_empty() {
            let met = Met::new(DefectKind::UnreadableField, field.name.clone());
            defects.push(defect(DefectPart::Recipients, anchor, met));
            let origin = Origin::Raw(self.source.map.file_range(field.whole.clone()));
            let text = Sourced { value: text.to_owned(), origin };
            self.parts.unreadable_fields.push(UnreadableField { field: kind, text });
        }
        self.parts.defects.extend(defects);
        let recipients = list.mailboxes.into_iter().map(|(group, mailbox)| PartRecipient {
            field: kind,
            mailbox,
            group,
            is_resent,
            is_delivered,
            is_resource: false,
            is_invited: false,
        });
        self.parts.recipients.extend(recipients);
    }

    fn list(&self, field: &Field, limit: usize) -> (AddressList, DecodedText, Vec<Met>) {
        let (decoded, met) = self.source.decode(&field.body);
        (address_list::parse(&decoded, self.source.map, limit), decoded, met)
    }

    /// That mailboxes of the field were left unread: told once, however often the field stands there.
    fn cut(&mut self, is_cut: bool, field: &'static str) -> Option<Met> {
        let is_first = is_cut && !self.cut_fields.contains(&field);
        is_first.then(|| {
            self.cut_fields.push(field);
            Met::new(DefectKind::SizeLimit, format!("more than {} recipients", self.budget.limits.recipients))
        })
    }
}

/// `From: <>` is how a bounce says that nobody wrote it (RFC 5321 4.5.5): nothing was lost.
fn is_about_sender(met: &Met) -> bool {
    met.kind != DefectKind::UnreadableField
}

fn defect(part: DefectPart, anchor: Anchor, met: Met) -> PartDefect {
    PartDefect { kind: met.kind, part, anchor, detail: met.detail }
}
