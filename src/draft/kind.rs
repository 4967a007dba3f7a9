//! What a draft is: mail, an invitation, a contact, a note to oneself. Knows neither message classes nor MIME.

/// The kind of item (MS-OXCMSG PidTagMessageClass; for .eml: Content-Type, Content-Class and calendars inside).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum MessageKind {
    /// Mail.
    #[default]
    Note,
    /// An invitation, its cancellation, or an answer to one: its attendees see each other (MS-OXOCAL, RFC 5546).
    Meeting,
    /// An entry in the author's own calendar; nobody is invited.
    Appointment,
    /// A task assigned to somebody, or the answer (MS-OXOTASK).
    TaskRequest,
    /// A task of the author's own.
    Task,
    /// A person or company in the address book (MS-OXOCNTC).
    Contact,
    /// A list of contacts in the address book (MS-OXOCNTC).
    DistributionList,
    /// Something put into a folder (MS-OXOPOST).
    Post,
    /// A yellow note (MS-OXONOTE).
    StickyNote,
    /// An entry in the journal (MS-OXOJRNL).
    Journal,
    /// A try to take a message back (MS-OXOMSG).
    Recall,
    /// Told by a machine about another message: delivered, not delivered, read (RFC 6522).
    Report,
    /// Signed and readable (MS-OXOSMIME, RFC 1847).
    Signed,
    /// Readable by its recipients only: S/MIME, PGP/MIME, rights management.
    Encrypted,
    /// An item of which we do not know what it is for.
    Other,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [MessageKind; 15] = [
        MessageKind::Note,
        MessageKind::Meeting,
        MessageKind::Appointment,
        MessageKind::TaskRequest,
        MessageKind::Task,
        MessageKind::Contact,
        MessageKind::DistributionList,
        MessageKind::Post,
        MessageKind::StickyNote,
        MessageKind::Journal,
        MessageKind::Recall,
        MessageKind::Report,
        MessageKind::Signed,
        MessageKind::Encrypted,
        MessageKind::Other,
    ];

    /// The word rules and reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            MessageKind::Note => "note",
            MessageKind::Meeting => "meeting",
            MessageKind::Appointment => "appointment",
            MessageKind::TaskRequest => "task-request",
            MessageKind::Task => "task",
            MessageKind::Contact => "contact",
            MessageKind::DistributionList => "distribution-list",
            MessageKind::Post => "post",
            MessageKind::StickyNote => "sticky-note",
            MessageKind::Journal => "journal",
            MessageKind::Recall => "recall",
            MessageKind::Report => "report",
            MessageKind::Signed => "signed",
            MessageKind::Encrypted => "encrypted",
            MessageKind::Other => "other",
        }
    }
}
