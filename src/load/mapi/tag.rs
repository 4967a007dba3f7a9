//! Property ids that we read, by their names in MS-OXPROPS. Knows neither types nor values.

/// A property: its id, and the canonical name that reports show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Upper half of the property tag.
    pub id: u16,
    /// Canonical name (MS-OXPROPS).
    pub name: &'static str,
}

macro_rules! tags {
    ($($(#[$doc:meta])+ $constant:ident = $id:literal, $name:literal;)+) => {
        $($(#[$doc])+ pub const $constant: Tag = Tag { id: $id, name: $name };)+
    };
}

tags! {
    /// What kind of item this is: `IPM.Note` is mail.
    MESSAGE_CLASS = 0x001A, "PidTagMessageClass";
    /// 0 low, 1 normal, 2 high.
    IMPORTANCE = 0x0017, "PidTagImportance";
    /// The sender wants to be told when it is read.
    READ_RECEIPT_REQUESTED = 0x0029, "PidTagReadReceiptRequested";
    /// 1 personal, 2 private, 3 confidential.
    SENSITIVITY = 0x0036, "PidTagSensitivity";
    /// Subject with its prefix.
    SUBJECT = 0x0037, "PidTagSubject";
    /// When the sender pressed Send.
    CLIENT_SUBMIT_TIME = 0x0039, "PidTagClientSubmitTime";
    /// Name of the one in whose name the message is sent.
    SENT_REPRESENTING_NAME = 0x0042, "PidTagSentRepresentingName";
    /// Address type of that one.
    SENT_REPRESENTING_ADDRESS_TYPE = 0x0064, "PidTagSentRepresentingAddressType";
    /// Address of that one, in its address type.
    SENT_REPRESENTING_EMAIL_ADDRESS = 0x0065, "PidTagSentRepresentingEmailAddress";
    /// SMTP address of that one.
    SENT_REPRESENTING_SMTP_ADDRESS = 0x5D02, "PidTagSentRepresentingSmtpAddress";
    /// Where replies go: a FLATENTRYLIST.
    REPLY_RECIPIENT_ENTRIES = 0x004F, "PidTagReplyRecipientEntries";
    /// Where replies go: names parted by `;`.
    REPLY_RECIPIENT_NAMES = 0x0050, "PidTagReplyRecipientNames";
    /// The header the message came with.
    TRANSPORT_MESSAGE_HEADERS = 0x007D, "PidTagTransportMessageHeaders";
    /// To, Cc or Bcc, in the low four bits.
    RECIPIENT_TYPE = 0x0C15, "PidTagRecipientType";
    /// Name of the one who sends.
    SENDER_NAME = 0x0C1A, "PidTagSenderName";
    /// Address type of the one who sends.
    SENDER_ADDRESS_TYPE = 0x0C1E, "PidTagSenderAddressType";
    /// Address of the one who sends, in its address type.
    SENDER_EMAIL_ADDRESS = 0x0C1F, "PidTagSenderEmailAddress";
    /// SMTP address of the one who sends.
    SENDER_SMTP_ADDRESS = 0x5D01, "PidTagSenderSmtpAddress";
    /// Names of the Bcc recipients, for display.
    DISPLAY_BCC = 0x0E02, "PidTagDisplayBcc";
    /// Names of the Cc recipients, for display.
    DISPLAY_CC = 0x0E03, "PidTagDisplayCc";
    /// Names of the To recipients, for display.
    DISPLAY_TO = 0x0E04, "PidTagDisplayTo";
    /// Bits; 0x8 is MSGFLAG_UNSENT.
    MESSAGE_FLAGS = 0x0E07, "PidTagMessageFlags";
    /// Not to be sent before.
    DEFERRED_SEND_TIME = 0x3FEF, "PidTagDeferredSendTime";
    /// Size of an attachment with its properties.
    ATTACH_SIZE = 0x0E20, "PidTagAttachSize";
    /// Plain text body.
    BODY = 0x1000, "PidTagBody";
    /// RTF body, LZFu-compressed (MS-OXRTFCP).
    RTF_COMPRESSED = 0x1009, "PidTagRtfCompressed";
    /// HTML body.
    HTML = 0x1013, "PidTagHtml";
    /// Which body was written by the author: 1 plain, 2 RTF, 3 HTML.
    NATIVE_BODY = 0x1016, "PidTagNativeBody";
    /// Message-ID.
    INTERNET_MESSAGE_ID = 0x1035, "PidTagInternetMessageId";
    /// References.
    INTERNET_REFERENCES = 0x1039, "PidTagInternetReferences";
    /// In-Reply-To.
    IN_REPLY_TO_ID = 0x1042, "PidTagInReplyToId";
    /// Name of a recipient or an attachment.
    DISPLAY_NAME = 0x3001, "PidTagDisplayName";
    /// `SMTP`, `EX` ...
    ADDRESS_TYPE = 0x3002, "PidTagAddressType";
    /// Address in its address type.
    EMAIL_ADDRESS = 0x3003, "PidTagEmailAddress";
    /// Content of an attachment: bytes (0102) or a storage (000D).
    ATTACH_DATA = 0x3701, "PidTagAttachDataBinary";
    /// 8.3 name of an attachment.
    ATTACH_FILENAME = 0x3704, "PidTagAttachFilename";
    /// How the content is held.
    ATTACH_METHOD = 0x3705, "PidTagAttachMethod";
    /// Name of an attachment.
    ATTACH_LONG_FILENAME = 0x3707, "PidTagAttachLongFilename";
    /// Media type of an attachment.
    ATTACH_MIME_TAG = 0x370E, "PidTagAttachMimeTag";
    /// Content-ID of an attachment.
    ATTACH_CONTENT_ID = 0x3712, "PidTagAttachContentId";
    /// Bits; 0x4 says that the body refers to it.
    ATTACH_FLAGS = 0x3714, "PidTagAttachFlags";
    /// Not shown in the list of attachments.
    ATTACHMENT_HIDDEN = 0x7FFE, "PidTagAttachmentHidden";
    /// Bits; 0x2 says that a recipient is the organizer of the meeting.
    RECIPIENT_FLAGS = 0x5FFD, "PidTagRecipientFlags";
    /// SMTP address of a recipient.
    SMTP_ADDRESS = 0x39FE, "PidTagSmtpAddress";
    /// Code page of PidTagHtml, and of nothing else.
    INTERNET_CODEPAGE = 0x3FDE, "PidTagInternetCodepage";
    /// Locale of the author (MS-LCID).
    MESSAGE_LOCALE_ID = 0x3FF1, "PidTagMessageLocaleId";
    /// Code page of the strings that are not Unicode.
    MESSAGE_CODEPAGE = 0x3FFD, "PidTagMessageCodepage";
}
