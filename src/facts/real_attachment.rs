//! Which attachments a person would call one, and which may hold data of others. Looks at names and media types, and at
//! content only as far as it tells what a name leaves open.

use crate::draft::{Attachment, Content};
use crate::fold::fold;
use crate::inspect::{container, tnef};

/// What a person would call an attachment.
pub(super) fn is_real_attachment(attachment: &Attachment) -> bool {
    let extension = attachment.filename.as_ref().and_then(|name| extension_of(&name.value));
    is_real(attachment, extension.as_deref())
}

/// What may hold data of others: every attachment, and cards, which may be those of a whole list.
pub(super) fn is_worth_a_look(attachment: &Attachment) -> bool {
    let is_card = || {
        let extension = attachment.filename.as_ref().and_then(|name| extension_of(&name.value));
        extension.as_deref() == Some("vcf") || matches!(attachment.media_type.as_str(), "text/vcard" | "text/x-vcard")
    };
    is_real_attachment(attachment) || !attachment.is_inline && !attachment.is_hidden && is_card()
}

/// What a person would call an attachment: a forwarded message counts, pictures of the body, signatures, sealed
/// messages, invitations, the business card of one person and what a bounced message brings do not, and Outlook's own
/// containers (`winmail.dat`) only when they hold files.
pub(super) fn is_real(attachment: &Attachment, extension: Option<&str>) -> bool {
    if attachment.is_inline || attachment.is_hidden {
        return false;
    }
    if matches!(attachment.content, Content::Message(_)) {
        return true;
    }
    if let Content::Bytes(bytes) = &attachment.content
        && tnef::is_tnef(&attachment.media_type, bytes)
    {
        return tnef::may_hold_files(bytes);
    }
    let is_signature = matches!(
        attachment.media_type.as_str(),
        "application/pkcs7-signature"
            | "application/x-pkcs7-signature"
            | "application/pgp-signature"
            | "text/rfc822-headers"
            | "message/delivery-status"
            | "application/pkcs7-mime"
            | "application/x-pkcs7-mime"
    );
    // The form of an invitation that mailers read; nobody sees it as a file until it has a name.
    let is_invitation = attachment.media_type == "text/calendar" && attachment.filename.is_none();
    !is_signature
        && !is_invitation
        && !is_card(attachment, extension)
        && !matches!(extension, Some("p7s" | "sig"))
        && (extension != Some("asc") || is_locked(attachment))
        && !is_signature_logo(attachment)
}

/// What stands behind the last dot of a name, folded; `None` when nothing does, or nothing before it.
pub(super) fn extension_of(filename: &str) -> Option<String> {
    let (stem, extension) = filename.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then(|| fold(extension))
}

/// The card of one person, as mailers hang it on; several are a list of contacts.
fn is_card(attachment: &Attachment, extension: Option<&str>) -> bool {
    const BEGIN: &[u8] = b"BEGIN:VCARD";
    let is_card = matches!(attachment.media_type.as_str(), "text/vcard" | "text/x-vcard") || extension == Some("vcf");
    let Content::Bytes(bytes) = &attachment.content else { return is_card };
    let mut begins = bytes.windows(BEGIN.len()).filter(|window| window.eq_ignore_ascii_case(BEGIN));
    is_card && begins.nth(1).is_none()
}

/// An encrypted message of OpenPGP: the same ending is that of signatures and keys.
fn is_locked(attachment: &Attachment) -> bool {
    matches!(&attachment.content, Content::Bytes(bytes) if container::is_pgp_message(None, bytes))
}

/// Word and Outlook call the pictures of a signature `image001.png`.
fn is_signature_logo(attachment: &Attachment) -> bool {
    let Some(name) = attachment.filename.as_ref().map(|name| fold(&name.value)) else { return false };
    let Some(digits) = name.strip_prefix("image").and_then(|rest| rest.split('.').next()) else { return false };
    attachment.media_type.starts_with("image/") && digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
