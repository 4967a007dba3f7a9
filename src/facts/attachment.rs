//! Attachments and whom their names speak of. Looks at names only; content is `inspect`'s.

pub mod addressee;
mod circle;

use super::schema::{AttachmentRow, RecipientRow};
use super::text::Vocabulary;
use crate::draft::{Attachment, Content, Draft};
use crate::fold::fold;
use crate::settings::Settings;
use addressee::Addressee;
use circle::Circle;

/// Rows of `attachments`.
#[must_use]
pub fn rows(
    draft: &Draft,
    recipients: &[RecipientRow],
    settings: &Settings,
    vocabulary: &Vocabulary,
) -> Vec<AttachmentRow> {
    let named: Vec<Vec<Addressee>> =
        draft.attachments.iter().map(|attachment| addressees(attachment, settings, vocabulary)).collect();
    // Who the readers are is asked only for a file that names somebody: there may be 100,000 of them.
    let circle = named
        .iter()
        .any(|addressees| !addressees.is_empty())
        .then(|| Circle::of(draft, recipients, settings, vocabulary));
    let attachments = draft.attachments.iter().zip(named);
    attachments.map(|(attachment, addressees)| row(attachment, addressees, circle.as_ref())).collect()
}

/// Whom the name of a real attachment speaks of.
fn addressees(attachment: &Attachment, settings: &Settings, vocabulary: &Vocabulary) -> Vec<Addressee> {
    match &attachment.filename {
        Some(name) if is_real(attachment) => addressee::named_in(&name.value, settings, vocabulary),
        _ => Vec::new(),
    }
}

fn row(attachment: &Attachment, addressees: Vec<Addressee>, circle: Option<&Circle>) -> AttachmentRow {
    let other = circle.and_then(|circle| circle.first_stranger(&addressees));
    AttachmentRow {
        span: attachment.filename.as_ref().map_or(attachment.span, |name| name.span),
        extension: extension(attachment),
        filename: attachment.filename.as_ref().map(|name| name.value.clone()),
        media_type: attachment.media_type.clone(),
        size_bytes: attachment.size_bytes,
        inline: attachment.is_inline,
        hidden: attachment.is_hidden,
        real: is_real(attachment),
        other_organization: other.map(|addressee| addressee.spelling.clone()),
        other_organization_configured: other.is_some_and(|addressee| addressee.partner.is_some()),
        addressees: addressees.into_iter().map(|Addressee { name, .. }| name).collect(),
    }
}

/// What follows the last dot of the name, folded.
fn extension(attachment: &Attachment) -> Option<String> {
    let (stem, extension) = attachment.filename.as_ref()?.value.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then(|| fold(extension))
}

/// What a person would call an attachment: a forwarded message counts, pictures of the body, signatures, business
/// cards and Outlook's own containers do not.
fn is_real(attachment: &Attachment) -> bool {
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
    );
    !is_signature
        && !matches!(extension(attachment).as_deref(), Some("p7s" | "vcf" | "asc" | "sig"))
        && !is_signature_logo(attachment)
}

/// Word and Outlook call the pictures of a signature `image001.png`.
fn is_signature_logo(attachment: &Attachment) -> bool {
    let Some(name) = attachment.filename.as_ref().map(|name| fold(&name.value)) else { return false };
    let Some(digits) = name.strip_prefix("image").and_then(|rest| rest.split('.').next()) else { return false };
    attachment.media_type.starts_with("image/") && digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
