//! Named thoughts about a draft: what rules may ask. Knows no rule and no language of messages.

pub mod addr_spec;
pub mod addressing;
mod alternatives;
pub mod attachment;
pub mod confidentiality;
pub mod contents;
mod dates;
pub mod defects;
pub mod disclosure;
pub mod domain;
pub mod filename;
pub mod headers;
mod labels;
pub mod mailing;
pub mod message;
pub mod name;
pub mod own;
pub mod partner_name;
pub mod personal;
pub mod policy;
mod promised;
mod real_attachment;
pub mod recipient;
pub mod schema;
mod template;
pub mod text;
pub mod thread;

#[cfg(test)]
mod test_draft;

use crate::approval::standing::Standing;
use crate::draft::Draft;
use crate::inspect::{Limits, Readers};
use crate::lists::Lists;
use crate::settings::Settings;
use contents::Contents;
use disclosure::Disclosure;
use jiff::civil::Date;
use message::Circumstances;
use own::Own;
use schema::{
    AttachmentRow, BodyRow, Collection, ContentRow, DefectRow, Demand, HeaderRow, MailingRow, MessageRow, PolicyRow,
    RecipientRow, Row,
};

/// What a draft is looked at with: made ready once, used for every draft.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// In force.
    pub settings: &'a Settings,
    /// The people and partners of the settings.
    pub acquaintances: &'a recipient::Acquaintances,
    /// Word and domain lists, with the user's changes.
    pub lists: &'a Lists,
    /// The lists that texts are searched with.
    pub vocabulary: &'a text::Vocabulary,
    /// The entries of `[policy]`, compiled.
    pub policies: &'a policy::Policies,
    /// Local date of the check, for drafts without a Date of their own.
    pub today: Date,
    /// `--stage template`.
    pub is_template_stage: bool,
    /// The message is on its way out.
    pub sending: Option<message::Sending>,
    /// Placeholders that `[[template]]` declares for this draft; `None` when none speaks of it.
    pub declared: Option<&'a [&'a str]>,
    /// One of several drafts that belong together.
    pub in_mailing: bool,
    /// Who has approved the draft.
    pub standing: &'a Standing,
    /// What is asked for: nothing else that costs much is made.
    pub demand: Demand,
    /// How texts and messages inside of attachments are read.
    pub readers: Readers<'a>,
    /// How far attachments are looked into.
    pub inside_limits: Limits,
}

/// Every row of every collection for one draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The one row of `message`.
    pub message: MessageRow,
    /// In the order of the view.
    pub recipients: Vec<RecipientRow>,
    /// In file order.
    pub attachments: Vec<AttachmentRow>,
    /// By attachment; empty unless somebody asks.
    pub contents: Vec<ContentRow>,
    /// In the order of the view.
    pub body: Vec<BodyRow>,
    /// In file order.
    pub headers: Vec<HeaderRow>,
    /// In the order met.
    pub defects: Vec<DefectRow>,
    /// In the order of the view.
    pub policy: Vec<PolicyRow>,
    /// Of a draft that is checked alone only what went before it: `--history`, `--loop-guard`.
    pub mailing: Vec<MailingRow>,
}

impl Facts {
    /// Everything rules may ask about `draft`.
    #[must_use]
    pub fn of(draft: &Draft, context: &Context<'_>) -> Self {
        let own = Own::of(draft, context.settings, context.lists);
        let thread = thread::ThreadAddresses::of(draft);
        let mut recipients = recipient::rows(draft, &own, context.acquaintances, context.lists, &thread);
        let intranet_hosts = &context.settings.organization.intranet_hosts;
        let demand = context.demand;
        let mut body = Vec::new();
        if demand.phrases {
            body.extend(text::rows(draft, &text::Searching { vocabulary: context.vocabulary, intranet_hosts }));
            body.extend(dates::rows(draft, context.today));
            if context.is_template_stage || draft.is_template {
                body.extend(template::rows(draft, context.vocabulary, context.declared));
            }
        }
        if demand.greetings {
            body.extend(text::greeting::rows(draft, context.vocabulary));
        }
        let addressing = addressing::Addressing {
            draft,
            own: &own,
            settings: context.settings,
            acquaintances: context.acquaintances,
            lists: context.lists,
            vocabulary: context.vocabulary,
        };
        if demand.addressees {
            addressing.add(&mut body, &mut recipients);
        }
        let known = disclosure::Known {
            own: &own,
            acquaintances: context.acquaintances,
            lists: context.lists,
            thread: &thread,
            recipients: &recipients,
            key_words: &context.vocabulary.personal_key_words,
            confidentiality: &context.vocabulary.confidentiality,
        };
        let disclosure = if demand.disclosures { disclosure::disclosure(draft, &known) } else { Disclosure::default() };
        let personal_weight = disclosure.persons.weight();
        body.extend(disclosure.rows);
        body.sort_by_key(|row| (row.span, row.kind));
        let circumstances = Circumstances {
            own: &own,
            settings: context.settings,
            thread: &thread,
            outsiders_in_book: context.acquaintances.outsiders_in_book(&own, context.lists),
            audience: text::greeting::audience(&body),
            is_template_stage: context.is_template_stage,
            sending: context.sending,
            is_in_mailing: context.in_mailing,
            personal_weight,
            is_special_category: disclosure.is_special_category,
        };
        let judging = contents::Known {
            own: &own,
            settings: context.settings,
            acquaintances: context.acquaintances,
            lists: context.lists,
            vocabulary: context.vocabulary,
            recipients: &recipients,
        };
        let inside = if demand.contents && !draft.attachments.is_empty() {
            contents::contents(draft, &judging, &context.readers, context.inside_limits)
        } else {
            Contents::default()
        };
        let contents = inside.rows(draft, &judging);
        body.extend(inside.marks(draft, &context.vocabulary.confidentiality));
        let known_names = attachment::Known {
            settings: context.settings,
            partner_names: context.acquaintances.partner_names(&context.vocabulary.names),
            vocabulary: context.vocabulary,
        };
        let attachments = attachment::rows(draft, &recipients, known_names, &inside);
        let (acquaintances, lists) = (context.acquaintances, context.lists);
        let cargo = recipient::private_mailbox::Cargo::of(&attachments, &body, lists);
        recipient::private_mailbox::judge(&mut recipients, draft, &own, acquaintances, lists, cargo);
        if demand.phrases {
            body.extend(alternatives::rows(draft, &body, context.vocabulary));
            body.extend(promised::rows(draft, &attachments, &contents, &body));
        }
        body.sort_by_key(|row| (row.span, row.kind));
        let message = message::message_row(draft, &recipients, &circumstances);
        let locked = context.settings.approval.organization.as_ref();
        let locked = locked.filter(|organization| **organization != context.settings.organization);
        let own_by_lock = locked.map(|organization| Own::in_organization(draft, organization, context.lists));
        let rows_by_lock =
            own_by_lock.as_ref().map(|own| recipient::rows(draft, own, context.acquaintances, context.lists, &thread));
        let policy = context.policies.rows(&policy::KnownDraft {
            draft,
            message: &message,
            recipients: &recipients,
            of_approvals: policy::Outside {
                own: own_by_lock.as_ref().unwrap_or(&own),
                recipients: rows_by_lock.as_deref().unwrap_or(&recipients),
                lists: context.lists,
            },
            attachments: &attachments,
            contents: &contents,
            standing: context.standing,
        });
        Self {
            headers: headers::rows(draft, &own, context.acquaintances, context.lists),
            defects: defects::rows(draft),
            message,
            recipients,
            attachments,
            contents,
            body,
            policy,
            mailing: Vec::new(),
        }
    }

    /// The rows of a collection.
    #[must_use]
    pub fn rows(&self, collection: Collection) -> Vec<&dyn Row> {
        fn all<R: Row>(rows: &[R]) -> Vec<&dyn Row> {
            rows.iter().map(|row| row as &dyn Row).collect()
        }
        match collection {
            Collection::Message => vec![&self.message],
            Collection::Recipients => all(&self.recipients),
            Collection::Attachments => all(&self.attachments),
            Collection::Contents => all(&self.contents),
            Collection::Body => all(&self.body),
            Collection::Headers => all(&self.headers),
            Collection::Defects => all(&self.defects),
            Collection::Policy => all(&self.policy),
            Collection::Mailing => all(&self.mailing),
        }
    }
}
