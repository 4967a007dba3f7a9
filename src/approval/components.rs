//! What a draft consists of for whoever approves it, one line each: people, subject, text, links, attachments. What the
//! post may change on the way (encodings, order of fields, dates, boundaries) is no part of it.

use super::canonical_text::{canonical, sha256};
use super::page::with_pictures;
use super::twin::{Page, repeats};
use crate::draft::{Address, Attachment, Content, Draft, Mailbox, Recipient, RecipientField, TargetKind};
use crate::fold::composed;
use crate::link::link_form;
use std::collections::HashSet;

/// First line of the canonical form of a draft.
pub const DRAFT_FORM: &str = "mailcheck-canon-1";
/// First line of the canonical form of a mailing.
pub const MAILING_FORM: &str = "mailcheck-canon-mailing-1";
/// Longest value that stands in a line as it is, in bytes; a longer one is told by its hash.
const LONGEST_VALUE: usize = 1000;

/// One line of a canonical form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Component {
    /// `from`, `to`, `subject`, `attach` ...: what it is, one word.
    pub kind: String,
    /// On one line.
    pub value: String,
}

/// All that was approved, in the order in which it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Components {
    /// [`DRAFT_FORM`] or [`MAILING_FORM`].
    pub form: &'static str,
    /// In order.
    pub lines: Vec<Component>,
}

impl Components {
    /// The components of one draft.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        let hashes: Vec<String> = draft.attachments.iter().map(|attachment| hash(attachment, draft)).collect();
        let mut lines = people(draft);
        lines.extend(subjects(draft));
        lines.extend(body(draft, &hashes));
        lines.extend(files(draft, &hashes));
        Self { form: DRAFT_FORM, lines }
    }

    /// The components of a message that is attached: what stands in its header is a text like any other, names and dates
    /// included, and no post on its way changes it.
    fn of_attached(inner: &Draft) -> Self {
        let mut components = Self::of(inner);
        let fields = inner.headers.iter().filter(|field| field.is_present);
        // How its parts are encoded may be changed by the post.
        let fields = fields.filter(|field| {
            !field.name.to_ascii_lowercase().starts_with("content-") && !field.name.eq_ignore_ascii_case("mime-version")
        });
        components.lines.extend(fields.map(|field| {
            component("field", &format!("{} {}", field.name.to_ascii_lowercase(), canonical(&field.body)))
        }));
        components
    }

    /// The components of a mailing: its drafts by their digests, and the text of the roster that they were made from.
    #[must_use]
    pub fn of_mailing(drafts: &[String], roster: Option<&[u8]>) -> Self {
        let mut drafts: Vec<&String> = drafts.iter().collect();
        drafts.sort_unstable();
        let mut lines: Vec<Component> = drafts.into_iter().map(|digest| component("draft", digest)).collect();
        lines.extend(roster.map(|roster| component("roster", &sha256(roster))));
        Self { form: MAILING_FORM, lines }
    }

    /// The text that is hashed, and that stands in a statement.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.form);
        for Component { kind, value } in &self.lines {
            text.push_str(&format!("{kind} {value}\n"));
        }
        text
    }

    /// `sha256:` and the hash of [`Components::text`].
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(self.text().as_bytes())
    }
}

/// False when something of the draft, or of a message inside, lies behind a limit of reading or is not there: nobody can
/// agree to what was not read.
#[must_use]
pub fn is_whole(draft: &Draft) -> bool {
    // Messages nest as deep as the limit of reading lets them.
    draft.body.markup.is_some()
        && draft.defects.iter().all(|defect| !defect.kind.is_limit())
        && draft.attachments.iter().all(|attachment| attachment.content != Content::Absent)
        && draft.nested.iter().all(is_whole)
}

/// Who writes, and who receives it.
fn people(draft: &Draft) -> Vec<Component> {
    let mut lines = Vec::new();
    let mut people = |kind: &str, mailboxes: &mut dyn Iterator<Item = &Mailbox>| {
        let mut addresses: Vec<String> = mailboxes.map(|mailbox| address(mailbox, draft)).collect();
        addresses.sort_unstable();
        addresses.dedup();
        lines.extend(addresses.into_iter().map(|address| component(kind, &address)));
    };
    people("from", &mut draft.from.iter());
    people("sender", &mut draft.sender.iter().filter(|sender| !draft.from.iter().any(|from| same(from, sender))));
    people("reply-to", &mut draft.reply_to.iter());
    let shown = shown(draft);
    for (is_resent, prefix) in [(false, ""), (true, "resent-")] {
        for field in RecipientField::ALL {
            let stands = |recipient: &&Recipient| {
                recipient.field == field
                    && recipient.is_resent == is_resent
                    // An address in To and in Bcc is no secret: what an envelope tells beside the fields is the same.
                    && (field != RecipientField::Bcc || !is_shown(recipient, &shown))
            };
            let kind = format!("{prefix}{}", field.name().to_ascii_lowercase());
            people(&kind, &mut draft.recipients.iter().filter(stands).map(|recipient| &recipient.mailbox));
        }
    }
    lines
}

/// The Subject; with more than one, programs differ in which they show.
fn subjects(draft: &Draft) -> Vec<Component> {
    let subject = draft.subject.as_ref().map(|subject| subject.value.as_str()).unwrap_or_default();
    let fields = draft.headers.iter().filter(|field| field.is_present && field.name.eq_ignore_ascii_case("subject"));
    let again = fields.skip(1).map(|field| component("subject-again", &sha256(canonical(&field.body).as_bytes())));
    std::iter::once(component("subject", &sha256(canonical(subject).as_bytes()))).chain(again).collect()
}

/// The text as it is shown, what a page says beyond it, and where it leads. `hashes` are those of the attachments.
fn body(draft: &Draft, hashes: &[String]) -> Vec<Component> {
    let text = draft.view.slice(draft.body.span);
    let mut lines = vec![component("text", &sha256(canonical(text).as_bytes()))];
    let is_repeated = |plain: &&str| {
        let shown = Page::shown(text, &draft.body.targets, draft.body.span.start);
        repeats(plain, &shown) || repeats(plain, &Page::written(draft.body.markup.as_deref().unwrap_or_default()))
    };
    let plain = draft.body.plain_alternative.as_deref().filter(|plain| !is_repeated(plain));
    lines.extend(plain.map(|plain| component("plain-text", &sha256(canonical(plain).as_bytes()))));
    // In the order of the text: two links that changed places are a change. A picture inside is an attachment.
    let targets = draft.body.targets.iter();
    let targets = targets.filter(|target| target.kind != TargetKind::Picture || !target.target.starts_with("cid:"));
    lines.extend(targets.map(|target| component(target.kind.name(), &link_form(&target.target))));
    let page = Some(with_pictures(draft, hashes)).filter(|page| !page.is_empty());
    lines.extend(page.map(|page| component("page", &sha256(canonical(&page).as_bytes()))));
    lines
}

/// The attachments, each with every name that it has.
fn files(draft: &Draft, hashes: &[String]) -> Vec<Component> {
    let mut lines = Vec::new();
    for (attachment, hash) in draft.attachments.iter().zip(hashes) {
        lines.push(component("attach", &file(attachment, hash)));
        let name = attachment.filename.as_ref().map(|name| composed(&name.value)).unwrap_or_default();
        let others = attachment.other_names.iter().map(|name| composed(name)).filter(|other| *other != name);
        lines.extend(others.map(|other| component("attach-again", &format!("{hash} {other}"))));
    }
    lines.sort_unstable();
    lines
}

fn component(kind: &str, value: &str) -> Component {
    let value = value.replace(|sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}'), " ");
    if value.len() > LONGEST_VALUE {
        // Of another kind: a short value could be written so that it looks like a hash.
        return Component { kind: format!("long-{kind}"), value: sha256(value.as_bytes()) };
    }
    Component { kind: kind.to_owned(), value }
}

/// In lower case, or as it stands in the draft when it is no address.
fn address(mailbox: &Mailbox, draft: &Draft) -> String {
    match &mailbox.address.value {
        Address::Ok(addr_spec) => addr_spec.to_string().to_lowercase(),
        _ => canonical(draft.view.slice(mailbox.address.span)),
    }
}

fn same(one: &Mailbox, other: &Mailbox) -> bool {
    comparable(one).is_some_and(|address| comparable(other) == Some(address))
}

/// Whether from a Resent block, and address, of everybody in To and Cc: mail may go to tens of thousands.
fn shown(draft: &Draft) -> HashSet<(bool, String)> {
    let shown = draft.recipients.iter().filter(|other| other.field != RecipientField::Bcc && other.is_delivered);
    shown.filter_map(|other| Some((other.is_resent, comparable(&other.mailbox)?))).collect()
}

/// True for somebody who stands in To or Cc as well.
fn is_shown(hidden: &Recipient, shown: &HashSet<(bool, String)>) -> bool {
    comparable(&hidden.mailbox).is_some_and(|address| shown.contains(&(hidden.is_resent, address)))
}

fn comparable(mailbox: &Mailbox) -> Option<String> {
    match &mailbox.address.value {
        Address::Ok(addr_spec) => Some(addr_spec.to_string().to_ascii_lowercase()),
        _ => None,
    }
}

/// Hash and name, and the media type where mail programs show or do something by it.
fn file(attachment: &Attachment, hash: &str) -> String {
    let name = attachment.filename.as_ref().map(|name| composed(&name.value)).unwrap_or_default();
    let media_type = attachment.media_type.as_str();
    let acts = media_type.starts_with("message/")
        || matches!(
            media_type,
            "text/html"
                | "text/x-amp-html"
                | "text/watch-html"
                | "application/xhtml+xml"
                | "image/svg+xml"
                | "text/calendar"
                | "application/ms-tnef"
                | "application/vnd.ms-tnef"
        );
    let media_type = if acts { format!("({media_type}) ") } else { String::new() };
    format!("{hash} {media_type}{name}").trim_end().to_owned()
}

/// Texts are hashed with one kind of line end: the post may change it.
fn hash(attachment: &Attachment, draft: &Draft) -> String {
    match &attachment.content {
        Content::Bytes(bytes) if attachment.media_type.starts_with("text/") => sha256(&one_line_end(bytes)),
        Content::Bytes(bytes) => sha256(bytes),
        Content::Message(index) => draft
            .nested
            .get(*index)
            .map_or_else(|| "absent".to_owned(), |inner| Components::of_attached(inner).digest()),
        Content::Absent => "absent".to_owned(),
    }
}

fn one_line_end(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            text.push(*byte);
        }
    }
    text
}
