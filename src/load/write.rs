//! Parts -> [`Draft`]: the one writer of the view. Every span is recorded while it is written, so that
//! `view.slice(span)` is the value. Knows no file format.

mod fields;
mod headers;
mod page;

use super::parts::{Anchor, PartAttachment, PartContent, PartDefect, PartTarget, Parts, PieceKind};
use crate::draft::{Attachment, Body, Content, Defect, Draft, LinkTarget, Origin, RecipientField};
use crate::span::{Span, Spanned};
use fields::{mailbox_field, recipient_fields};
use page::Page;

/// Writes the view of `parts` and of the messages inside it.
///
/// Order of the view: From, Sender, Reply-To, Date, To, Cc, Bcc, Subject, attachments, blank line, body. From, To
/// and Subject are written even when the message lacks them, so that a finding about what is missing has a place.
#[must_use]
pub fn write(parts: Parts) -> Draft {
    let mut page = Page::default();
    let mut lines = Lines::default();
    let mut draft = Draft {
        kind: parts.kind,
        message_class: parts.message_class.clone(),
        is_unsent: parts.is_unsent,
        is_template: parts.is_template,
        text_bytes: parts.text_bytes,
        ..Draft::default()
    };

    (lines.from, draft.from) = mailbox_field(&mut page, "From", &parts.from, header_origin(&parts, "From"));
    if let Some(sender) = &parts.sender {
        let (span, mailboxes) =
            mailbox_field(&mut page, "Sender", std::slice::from_ref(sender), header_origin(&parts, "Sender"));
        lines.others.push(("Sender", span));
        draft.sender = mailboxes.into_iter().next();
    }
    if !parts.reply_to.is_empty() {
        let (span, mailboxes) =
            mailbox_field(&mut page, "Reply-To", &parts.reply_to, header_origin(&parts, "Reply-To"));
        lines.others.push(("Reply-To", span));
        draft.reply_to = mailboxes;
    }
    if let Some(date) = &parts.date {
        let (line, value) = page.field("Date", &date.value, Some(&date.origin));
        lines.others.push(("Date", line));
        draft.date = Some(Spanned::new(page.value(value), value));
    }
    let recipients = recipient_fields(&mut page, &parts);
    draft.recipients = recipients.recipients;
    lines.recipients = recipients.lines;
    let subject = parts.subject.as_ref();
    let (line, value) = page.field(
        "Subject",
        subject.map_or("", |subject| subject.value.as_str()),
        subject.map(|subject| &subject.origin),
    );
    lines.subject = line;
    draft.subject = subject.map(|_| Spanned::new(page.value(value), value));

    for attachment in &parts.attachments {
        let (line, filename) = attachment_line(&mut page, attachment);
        lines.attachments.push(line);
        draft.attachments.push(draft_attachment(attachment, line, filename));
    }
    page.plain("\n");
    draft.body = write_body(&mut page, &parts, lines.subject);
    draft.headers = headers::header_fields(&page, &parts, &lines);
    draft.defects =
        parts.defects.iter().map(|defect| place_defect(defect, &lines, &recipients.positions, &draft)).collect();
    draft.view = page.finish();
    draft.nested = parts.nested.into_iter().map(write).collect();
    draft
}

/// Lines of the view by what they show.
#[derive(Debug, Default)]
struct Lines {
    from: Span,
    subject: Span,
    recipients: Vec<(RecipientField, Span)>,
    others: Vec<(&'static str, Span)>,
    attachments: Vec<Span>,
}

impl Lines {
    fn of_field(&self, name: &str) -> Option<Span> {
        if name.eq_ignore_ascii_case("From") {
            return Some(self.from);
        }
        if name.eq_ignore_ascii_case("Subject") {
            return Some(self.subject);
        }
        let recipients = self.recipients.iter().map(|(field, span)| (field.header(), *span));
        recipients
            .chain(self.others.iter().copied())
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, span)| span)
    }
}

fn header_origin<'a>(parts: &'a Parts, name: &str) -> Option<&'a Origin> {
    parts.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| &header.origin)
}

fn attachment_line(page: &mut Page, attachment: &PartAttachment) -> (Span, Option<Span>) {
    let start = page.position();
    page.plain(if attachment.is_inline { "Inline: " } else { "Attachment: " });
    let filename = attachment.filename.as_ref().map(|name| page.one_line(&name.value, Some(&name.origin)));
    if filename.is_some() {
        page.plain(" ");
    }
    page.plain(&format!("({}, {})", attachment.media_type, readable_size(attachment.size_bytes)));
    let line = Span::new(start, page.position());
    page.origin(line, &attachment.origin);
    page.plain("\n");
    (line, filename)
}

/// A size as people read it: bytes below 1,000, then kB and MB in steps of 1,000.
fn readable_size(size_bytes: u64) -> String {
    match size_bytes {
        0..1_000 => format!("{size_bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", size_bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", size_bytes / 1_000_000, size_bytes % 1_000_000 / 100_000),
    }
}

fn draft_attachment(attachment: &PartAttachment, line: Span, filename: Option<Span>) -> Attachment {
    Attachment {
        filename: attachment
            .filename
            .as_ref()
            .zip(filename)
            .map(|(name, span)| Spanned::new(page::one_line(&name.value), span)),
        media_type: attachment.media_type.clone(),
        size_bytes: attachment.size_bytes,
        is_inline: attachment.is_inline,
        is_hidden: attachment.is_hidden,
        other_names: attachment.other_names.clone(),
        content_id: attachment.content_id.clone(),
        part: attachment.part.clone(),
        span: line,
        content: match &attachment.content {
            PartContent::Bytes(bytes) => Content::Bytes(bytes.clone()),
            PartContent::Message(index) => Content::Message(*index),
            PartContent::Absent => Content::Absent,
        },
    }
}

fn write_body(page: &mut Page, parts: &Parts, subject: Span) -> Body {
    let start = page.position();
    let mut body = Body { markup: Some(String::new()), ..Body::default() };
    if let Some(part_body) = &parts.body {
        for piece in &part_body.pieces {
            let span = page.plain(&piece.text);
            match piece.kind {
                PieceKind::Own => body.own.push(span),
                PieceKind::Quoted => body.quoted.push(span),
                PieceKind::Signature => body.signatures.push(span),
            }
        }
        body.plain_alternative = part_body.plain_alternative.clone();
        body.markup = part_body.markup.clone();
        page.origin(Span::new(start, page.position()), &part_body.origin);
        body.targets = part_body.targets.iter().map(|target| link_target(target, &body, start, subject)).collect();
    }
    body.span = Span::new(start, page.position());
    body
}

/// `start` is where the body begins in the view; a body without text has its targets at the Subject.
fn link_target(part_target: &PartTarget, body: &Body, start: usize, subject: Span) -> LinkTarget {
    let span = Span::from(part_target.place.clone()).shifted(start);
    let before = body.quoted.partition_point(|quoted| quoted.end <= span.start);
    let is_quoted = body.quoted.get(before).is_some_and(|quoted| quoted.start <= span.start);
    LinkTarget {
        target: part_target.target.clone(),
        kind: part_target.kind,
        span: if span.is_empty() { subject } else { span },
        is_quoted,
    }
}

fn place_defect(defect: &PartDefect, lines: &Lines, positions: &[usize], draft: &Draft) -> Defect {
    let top = lines.from;
    let span = match &defect.anchor {
        Anchor::Field(name) => lines.of_field(name).unwrap_or(top),
        Anchor::Recipient(index) => positions
            .get(*index)
            .and_then(|position| draft.recipients.get(*position))
            .map_or(top, |recipient| recipient.mailbox.span),
        Anchor::Attachment(index) => lines.attachments.get(*index).copied().unwrap_or(top),
        Anchor::Body if draft.body.span.is_empty() => top,
        Anchor::Body => first_line(draft),
        Anchor::Top => top,
    };
    Defect { kind: defect.kind, part: defect.part, span, detail: defect.detail.clone() }
}

/// The first piece of the body: a whole body under a caret would be a wall.
fn first_line(draft: &Draft) -> Span {
    let first = draft.body.own.first().or(draft.body.quoted.first()).copied().unwrap_or(draft.body.span);
    Span::new(first.start, first.end)
}
