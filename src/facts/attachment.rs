//! Attachments and whom their names speak of. Looks at names only; content is `inspect`'s.

pub mod addressee;
mod circle;
pub mod danger;

use super::partner_name::PartnerNames;
use super::schema::{AttachmentRow, RecipientRow};
use super::text::Vocabulary;
use crate::draft::{Attachment, Content, Draft};
use crate::fold::fold;
use crate::settings::Settings;
use addressee::Addressee;
use circle::Circle;
use danger::Danger;
use std::cell::LazyCell;

/// What the names of files are read with.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// In force.
    pub settings: &'a Settings,
    /// Its partners.
    pub partner_names: &'a PartnerNames,
    /// Words of names.
    pub vocabulary: &'a Vocabulary,
}

/// Rows of `attachments`.
#[must_use]
pub fn rows(draft: &Draft, recipients: &[RecipientRow], known: Known<'_>) -> Vec<AttachmentRow> {
    let Known { settings, vocabulary, .. } = known;
    // Hundreds of recipients are looked at only for a file name that speaks of somebody.
    let circle = LazyCell::new(|| Circle::of(draft, recipients, settings, vocabulary));
    let stranger_among = |addressees: &[Addressee]| match addressees {
        [] => None,
        _ => circle.first_stranger(addressees).cloned(),
    };
    // Without any recipient nobody knows who will be one.
    let goes_outside = recipients.is_empty() || recipients.iter().any(|row| row.external != Some(false));
    let row = |attachment| {
        let danger = danger_of(attachment, vocabulary);
        AttachmentRow {
            danger: danger.map(Danger::name),
            danger_called: danger.map(Danger::called),
            danger_certainty: danger.map(|danger| danger.certainty(goes_outside)),
            ..row(attachment, &stranger_among, known)
        }
    };
    draft.attachments.iter().map(row).collect()
}

/// Of files that a reader could open from the list of attachments: no pictures of the body, no forwarded messages.
fn danger_of(attachment: &Attachment, vocabulary: &Vocabulary) -> Option<Danger> {
    let is_file = !attachment.is_inline && !attachment.is_hidden && !matches!(attachment.content, Content::Message(_));
    let filename = attachment.filename.as_ref().filter(|_| is_file)?;
    Danger::of(&filename.value, &vocabulary.dangerous_file_types)
}

fn row(
    attachment: &Attachment,
    stranger_among: &dyn Fn(&[Addressee]) -> Option<Addressee>,
    known: Known<'_>,
) -> AttachmentRow {
    let filename = attachment.filename.as_ref().map(|name| name.value.clone());
    let extension = filename
        .as_deref()
        .and_then(|name| name.rsplit_once('.'))
        .filter(|(stem, extension)| !stem.is_empty() && !extension.is_empty())
        .map(|(_, extension)| fold(extension));
    let is_real = is_real(attachment, extension.as_deref());
    let addressees = match &filename {
        Some(name) if is_real => addressee::named_in(name, known),
        _ => Vec::new(),
    };
    let other = stranger_among(&addressees);
    AttachmentRow {
        span: attachment.filename.as_ref().map_or(attachment.span, |name| name.span),
        extension,
        filename,
        media_type: attachment.media_type.clone(),
        size_bytes: attachment.size_bytes,
        inline: attachment.is_inline,
        hidden: attachment.is_hidden,
        real: is_real,
        other_organization_configured: other.as_ref().is_some_and(|addressee| addressee.partner.is_some()),
        other_organization: other.map(|addressee| addressee.spelling),
        addressees: addressees.into_iter().map(|Addressee { name, .. }| name).collect(),
        ..AttachmentRow::default()
    }
}

/// What a person would call an attachment: a forwarded message counts, pictures of the body, signatures, sealed
/// messages, invitations, business cards and Outlook's own containers do not.
fn is_real(attachment: &Attachment, extension: Option<&str>) -> bool {
    if attachment.is_inline || attachment.is_hidden {
        return false;
    }
    if matches!(attachment.content, Content::Message(_)) {
        return true;
    }
    let is_signature = matches!(
        attachment.media_type.as_str(),
        "application/pkcs7-signature"
            | "application/x-pkcs7-signature"
            | "application/pgp-signature"
            | "text/vcard"
            | "text/x-vcard"
            | "application/ms-tnef"
            | "application/pkcs7-mime"
            | "application/x-pkcs7-mime"
    );
    // The form of an invitation that mailers read; nobody sees it as a file until it has a name.
    let is_invitation = attachment.media_type == "text/calendar" && attachment.filename.is_none();
    !is_signature
        && !is_invitation
        && !matches!(extension, Some("p7s" | "vcf" | "asc" | "sig"))
        && !is_signature_logo(attachment)
}

/// Word and Outlook call the pictures of a signature `image001.png`.
fn is_signature_logo(attachment: &Attachment) -> bool {
    let Some(name) = attachment.filename.as_ref().map(|name| fold(&name.value)) else { return false };
    let Some(digits) = name.strip_prefix("image").and_then(|rest| rest.split('.').next()) else { return false };
    attachment.media_type.starts_with("image/") && digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
