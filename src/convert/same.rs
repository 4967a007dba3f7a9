//! Whether a message says what the item said that it was made of. Compares what a reader sees, not how it is written.

use crate::draft::{Address, Attachment, Content, Draft, Mailbox};

/// The same people, texts and attachments, and in the messages inside as well.
pub(super) fn is_same(item: &Draft, message: &Draft) -> bool {
    let senders = |draft: &Draft| -> Vec<_> {
        let is_known = |mailbox: &&Mailbox| !matches!(mailbox.address.value, Address::Unresolved | Address::NameOnly);
        let mailboxes = draft.from.iter().chain(&draft.sender).filter(is_known).chain(&draft.reply_to);
        mailboxes.map(|mailbox| (words(name(mailbox)), mailbox.address.value.clone())).collect()
    };
    let recipients = |draft: &Draft| -> Vec<_> {
        let recipients = draft.recipients.iter();
        let known = |mailbox: &Mailbox| (words(name(mailbox)), mailbox.address.value.clone());
        recipients.map(|recipient| (recipient.field, known(&recipient.mailbox))).collect()
    };
    let subject = |draft: &Draft| draft.subject.as_ref().map(|subject| words(&subject.value)).unwrap_or_default();
    let own = |draft: &Draft| draft.body.own.iter().map(|span| words(draft.view.slice(*span))).collect::<String>();
    senders(item) == senders(message)
        && recipients(item) == recipients(message)
        && subject(item) == subject(message)
        && words(item.view.slice(item.body.span)) == words(message.view.slice(message.body.span))
        && own(item) == own(message)
        && has_same_attachments(item, message)
}

/// Pictures of a page may have come before what hangs on the message.
fn has_same_attachments(item: &Draft, message: &Draft) -> bool {
    let mut left: Vec<&Attachment> = message.attachments.iter().collect();
    let is_taken = |attachment: &Attachment| {
        let found = left.iter().position(|other| match (&attachment.content, &other.content) {
            (Content::Bytes(bytes), Content::Bytes(others)) => {
                bytes == others
                    && attachment.content_id == other.content_id
                    && filename(attachment) == filename(other)
                    && (!attachment.is_inline || attachment.is_hidden || other.is_inline)
            }
            (Content::Message(number), Content::Message(others)) => {
                is_same(&item.nested[*number], &message.nested[*others])
            }
            _ => false,
        });
        found.map(|found| left.remove(found)).is_some()
    };
    item.attachments.iter().all(is_taken) && item.attachments.len() == message.attachments.len()
}

fn name(mailbox: &Mailbox) -> &str {
    mailbox.display_name.as_ref().map(|name| name.value.as_str()).unwrap_or_default()
}

fn filename(attachment: &Attachment) -> String {
    attachment.filename.as_ref().map(|name| words(&name.value)).unwrap_or_default()
}

/// White space is another one after it was folded.
fn words(text: &str) -> String {
    text.split_whitespace().collect()
}
