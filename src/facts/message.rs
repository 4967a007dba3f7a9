//! The row of `message`: what holds for a draft as a whole. Counts recipients; judges none.

mod course;
mod recall;

use super::attachment::size::transported_bytes;
use super::headers::subject_span;
use super::own::Own;
use super::schema::{MessageRow, RecipientRow};
use super::thread::ThreadAddresses;
use crate::draft::Draft;
use crate::fold::{fold, is_invisible};
use crate::settings::{BulkPolicy, Settings};
use course::{is_patch_mail, is_reply, is_transported};
use recall::is_recall;
use std::collections::BTreeSet;

/// A private person who writes to as many visible addresses as this is running something.
const PRIVATE_AUDIENCE_LIMIT: usize = 25;

/// How a message is about to leave, for one that is checked on its way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sending {
    /// Whoever gets it next leaves the field Bcc, or Resent-Bcc, in.
    pub keeps_bcc: bool,
}

/// What a draft cannot tell of itself.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Who "we" are.
    pub own: &'a Own,
    /// In force.
    pub settings: &'a Settings,
    /// Whom the quoted text shows.
    pub thread: &'a ThreadAddresses,
    /// Outside addresses in the address book; `None` without one.
    pub outsiders_in_book: Option<u64>,
    /// Whom the greeting speaks to: a word of `audience`.
    pub audience: Option<&'static str>,
    /// Given as a template (`--stage template`).
    pub is_template_stage: bool,
    /// It is on its way out; `None` for a draft that lies somewhere.
    pub sending: Option<Sending>,
    /// One of several drafts that belong together.
    pub is_in_mailing: bool,
    /// Of the people whose data stand in own text.
    pub personal_weight: u64,
    /// Own text has a word of the list `special-category-words`.
    pub is_special_category: bool,
}

/// The row of `message`; `recipients` are the rows of the same draft.
#[must_use]
pub fn message_row(draft: &Draft, recipients: &[RecipientRow], circumstances: &Circumstances<'_>) -> MessageRow {
    let is_patch = is_patch_mail(draft);
    let reply = is_reply(draft);
    let to_public_list = recipients.iter().any(|row| row.visible && row.public_list);
    let to_mailing_list = recipients.iter().any(|row| row.visible && row.mailing_list);
    let bulk_policy = circumstances.settings.policy.bulk;
    let private_sender = circumstances.own.is_private_sender();
    MessageRow {
        span: subject_span(draft),
        subject: draft.subject.as_ref().map(|subject| subject.value.clone()),
        own_text: own_text(draft),
        blank_body: has_blank_body(draft),
        kind: draft.kind.name(),
        message_class: draft.message_class.clone(),
        unsent: draft.is_unsent,
        template: draft.is_template || circumstances.is_template_stage,
        shows_bcc: circumstances.sending.is_some_and(|sending| sending.keeps_bcc)
            && (has_field(draft, "Bcc") || has_field(draft, "Resent-Bcc")),
        sent_as_draft: circumstances.sending.is_some() && has_draft_mark(draft),
        recall: is_recall(draft),
        patch_mail: is_patch,
        transported: is_transported(draft),
        reply,
        internal_only: !recipients.is_empty() && recipients.iter().all(|row| row.external == Some(false)),
        has_external: has_external(recipients),
        reaches_outside_or_list: has_external(recipients)
            || recipients.iter().any(|row| row.list_has_outsiders.is_some()),
        private_sender,
        to_mailing_list,
        to_public_list,
        list_discussion: to_public_list && (reply || is_patch),
        known_audience: is_patch
            || to_mailing_list
            || (reply && !circumstances.thread.names_recipients())
            || (private_sender && visible_count(recipients) < PRIVATE_AUDIENCE_LIMIT),
        audience: circumstances.audience,
        recipient_count: recipient_count(recipients),
        exposed_parties: exposed_parties(recipients),
        exposed_addresses: exposed_addresses(recipients),
        transported_bytes: transported_bytes(draft),
        in_mailing: circumstances.is_in_mailing,
        bulk_policy: bulk_policy.map(BulkPolicy::name),
        bulk_sign: bulk_sign(bulk_policy, circumstances.audience),
        only_to_lists: only_to_lists(recipients),
        outsiders_in_book: circumstances.outsiders_in_book,
        personal_weight: circumstances.personal_weight,
        special_category: circumstances.is_special_category,
    }
}

/// A field of that name that says something.
fn has_field(draft: &Draft, name: &str) -> bool {
    draft.headers.iter().any(|field| field.name.eq_ignore_ascii_case(name) && !field.body.trim().is_empty())
}

/// Outlook opens a message with `X-Unsent: 1` to be edited and sent; Thunderbird keeps its own mark in drafts.
fn has_draft_mark(draft: &Draft) -> bool {
    let is_unsent = |body: &str| body.trim() == "1";
    has_field(draft, "X-Mozilla-Draft-Info")
        || draft.headers.iter().any(|field| field.name.eq_ignore_ascii_case("X-Unsent") && is_unsent(&field.body))
}

/// Also when nothing says who "we" are, as in drafts that Outlook saved without a sender: two parties cannot both
/// be ours.
pub(super) fn has_external(recipients: &[RecipientRow]) -> bool {
    let unknown = recipients.iter().filter(|row| row.external.is_none());
    let parties: BTreeSet<&str> = unknown.filter_map(|row| row.party.as_deref()).collect();
    recipients.iter().any(|row| row.external == Some(true)) || parties.len() >= 2
}

/// Why a message looks like mail to many. The policy comes first: it holds for any text.
fn bulk_sign(policy: Option<BulkPolicy>, audience: Option<&'static str>) -> Option<&'static str> {
    if policy == Some(BulkPolicy::Bcc) {
        return Some("policy");
    }
    audience.filter(|audience| matches!(*audience, "public" | "group"))
}

/// What the author wrote, piece after piece, each on lines of its own.
fn own_text(draft: &Draft) -> String {
    let mut text = String::new();
    for span in &draft.body.own {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(draft.view.slice(*span));
    }
    text
}

/// By what a reader sees: white space of any script, and characters that show nothing, are nothing.
fn has_blank_body(draft: &Draft) -> bool {
    let is_seen = |character: char| !character.is_whitespace() && !is_invisible(character);
    draft.body.own.iter().chain(&draft.body.quoted).all(|span| !draft.view.slice(*span).contains(is_seen))
}

fn folded_subject(draft: &Draft) -> String {
    draft.subject.as_ref().map(|subject| fold(subject.value.trim())).unwrap_or_default()
}

/// Everyone who would get it, the sender's own address included; each address once, and each recipient without a
/// usable one.
fn recipient_count(recipients: &[RecipientRow]) -> u64 {
    recipients.iter().filter(|row| row.delivered && !row.repeated).count() as u64
}

fn visible_count(recipients: &[RecipientRow]) -> usize {
    let visible = recipients.iter().filter(|row| row.visible && !row.sender);
    let addresses: BTreeSet<&str> = visible.filter_map(|row| row.address.as_deref()).collect();
    addresses.len()
}

fn only_to_lists(recipients: &[RecipientRow]) -> bool {
    let mut visible = recipients.iter().filter(|row| row.visible && !row.sender).peekable();
    visible.peek().is_some() && visible.all(|row| row.distribution_list)
}

fn exposed_parties(recipients: &[RecipientRow]) -> u64 {
    let exposed = recipients.iter().filter(|row| row.exposed);
    let parties: BTreeSet<&str> = exposed.filter_map(|row| row.party.as_deref()).collect();
    parties.len() as u64
}

fn exposed_addresses(recipients: &[RecipientRow]) -> u64 {
    let exposed = recipients.iter().filter(|row| row.exposed);
    let addresses: BTreeSet<&str> = exposed.filter_map(|row| row.address.as_deref()).collect();
    addresses.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::MessageKind;
    use crate::facts::recipient;
    use crate::facts::test_draft::draft;
    use crate::lists::Lists;

    fn message_of(draft: &Draft) -> MessageRow {
        let (settings, lists) = (Settings::default(), Lists::builtin());
        let own = Own::of(draft, &settings, &lists);
        let thread = ThreadAddresses::of(draft);
        let rows = recipient::rows(draft, &own, &recipient::Acquaintances::new(&settings), &lists, &thread);
        message_row(
            draft,
            &rows,
            &Circumstances {
                own: &own,
                settings: &settings,
                thread: &thread,
                outsiders_in_book: None,
                audience: None,
                is_template_stage: false,
                sending: None,
                is_in_mailing: false,
                personal_weight: 0,
                is_special_category: false,
            },
        )
    }

    fn message(text: &str) -> MessageRow {
        message_of(&draft(text))
    }

    #[test]
    fn a_reply_whose_quote_names_recipients_has_no_excuse() {
        let head = "From: me@alpha.example\nTo: a@beta.example\nIn-Reply-To: <1@beta.example>\n\nyes\n";
        assert!(message(head).known_audience);
        let quote = "-----Original Message-----\nFrom: a@beta.example\nTo: me@alpha.example\n";
        assert!(!message(&format!("{head}{quote}")).known_audience);
    }

    #[test]
    fn a_visible_list_knows_its_readers_and_a_hidden_one_does_not() {
        let text = |field: &str| format!("From: me@alpha.example\n{field}: dev@lists.beta.example\n\nx\n");
        assert!(message(&text("To")).known_audience);
        assert!(!message(&text("Bcc")).known_audience);
    }

    #[test]
    fn an_answer_and_a_patch_are_a_lists_discussion_and_new_mail_is_not() {
        let mail = |head: &str| message(&format!("From: me@alpha.example\nTo: x-devel@beta.example\n{head}\n\nx\n"));
        assert!(mail("In-Reply-To: <1@beta.example>").list_discussion);
        assert!(mail("Subject: [PATCH] x").list_discussion);
        let new = mail("Subject: x");
        assert!(new.to_public_list && !new.list_discussion);
        assert!(
            !message("From: me@alpha.example\nBcc: x-devel@beta.example\nIn-Reply-To: <1@b.example>\n\n")
                .list_discussion
        );
    }

    #[test]
    fn a_private_sender_is_known_to_fewer_than_25() {
        let to = |count: usize| {
            let list: Vec<String> = (0..count).map(|n| format!("p{n}@gmail.com")).collect();
            format!("From: taro@docomo.ne.jp\nTo: {}\n\nx\n", list.join(", "))
        };
        assert!(message(&to(24)).known_audience);
        assert!(!message(&to(25)).known_audience);
    }

    #[test]
    fn recipients_are_counted_once_and_the_unreadable_too() {
        let row = message(
            "From: me@alpha.example\nTo: a@beta.example, A@Beta.example, {{mail}}, Taro\nBcc: b@beta.example\n\n",
        );
        assert_eq!((row.recipient_count, row.exposed_parties), (4, 1));
    }

    #[test]
    fn a_message_to_oneself_has_a_recipient_and_exposes_nobody() {
        let row = message("From: me@alpha.example\nTo: Me@alpha.example\n\n");
        assert_eq!((row.recipient_count, row.exposed_parties, row.internal_only), (1, 0, true));
    }

    #[test]
    fn internal_only_needs_certainty_and_somebody() {
        assert!(message("From: me@alpha.example\nTo: a@alpha.example, X </o=A/cn=x>\n\n").internal_only);
        assert!(!message("From: me@alpha.example\nTo: a@alpha.example, Taro\n\n").internal_only);
        assert!(!message("From: me@alpha.example\n\n").internal_only);
        let unknown = message("To: a@alpha.example\n\n");
        assert!(!unknown.internal_only && !unknown.has_external);
    }

    #[test]
    fn without_a_sender_two_parties_prove_that_somebody_is_outside() {
        assert!(message("To: a@alpha.example, b@beta.example\n\n").has_external);
        assert!(!message("To: a@alpha.example, b@alpha.example\n\n").has_external);
        assert!(message("To: a@alpha.example, b@beta.example\n\n").reaches_outside_or_list);
        assert!(!message("To: a@alpha.example, b@alpha.example\n\n").reaches_outside_or_list);
    }

    #[test]
    fn a_policy_of_bcc_or_a_text_to_many_is_a_sign_of_bulk() {
        assert_eq!(bulk_sign(Some(BulkPolicy::Bcc), Some("group")), Some("policy"));
        assert_eq!(bulk_sign(Some(BulkPolicy::Tool), Some("public")), Some("public"));
        assert_eq!(bulk_sign(None, Some("internal")), None);
    }

    #[test]
    fn rules_may_name_every_kind_of_message() {
        assert_eq!(crate::facts::schema::MESSAGE_KINDS, MessageKind::ALL.map(MessageKind::name));
    }

    #[test]
    fn a_room_is_delivered_to_and_exposes_nobody() {
        let mut draft = draft("From: me@alpha.example\nTo: room@beta.example, a@gamma.example\n\n");
        draft.recipients[0].is_resource = true;
        let row = message_of(&draft);
        assert_eq!((row.recipient_count, row.exposed_parties, row.has_external), (2, 1, true));
    }

    #[test]
    fn an_attendee_is_seen_and_not_delivered_to() {
        let row =
            message("From: me@alpha.example\nTo: me@alpha.example\nAttendees: a@beta.example, b@gamma.example\n\n");
        assert_eq!((row.recipient_count, row.exposed_parties), (1, 2));
    }

    #[test]
    fn a_body_of_white_space_is_blank_and_a_quote_is_not() {
        assert!(message("Subject: x\n\n \u{3000}\u{200B}\n\n").blank_body);
        assert!(!message("Subject: x\n\n\n> Top\n").blank_body);
        assert!(!message("Subject: x\n\n.\n").blank_body);
    }

    #[test]
    fn own_text_leaves_the_quote_out() {
        assert_eq!(message("Subject: x\n\nhello\n> quote\n").own_text.trim(), "hello");
    }
}
