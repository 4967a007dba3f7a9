//! In which text of a draft something was found. Knows nothing of what was.

/// In which text it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyPlace {
    /// The subject.
    Subject,
    /// What the author wrote.
    OwnText,
    /// The quoted thread.
    QuotedText,
    /// A recipient's or the sender's display name.
    DisplayName,
    /// An address.
    Address,
    /// The name of an attachment.
    AttachmentName,
    /// What is inside of an attachment; shown at its name.
    AttachmentContent,
    /// A header field.
    Header,
    /// Where a link, form or frame of an HTML body leads; shown at its text.
    LinkTarget,
    /// From where a picture of an HTML body is loaded; shown at its alternative text or the text beside it.
    PictureSource,
}

impl BodyPlace {
    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            BodyPlace::Subject => "subject",
            BodyPlace::OwnText => "own-text",
            BodyPlace::QuotedText => "quoted-text",
            BodyPlace::DisplayName => "display-name",
            BodyPlace::Address => "address",
            BodyPlace::AttachmentName => "attachment-name",
            BodyPlace::AttachmentContent => "attachment-content",
            BodyPlace::Header => "header",
            BodyPlace::LinkTarget => "link-target",
            BodyPlace::PictureSource => "picture-source",
        }
    }
}
