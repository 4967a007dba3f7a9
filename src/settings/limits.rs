//! `[limits]`: sizes that rules compare with, and how much of a file is read. Knows nothing of how files are read:
//! `run` hands the numbers over, and holds the defaults told here equal to those of `load`.

/// `[limits]`: transported sizes in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SizeLimits {
    /// What our mail server takes.
    pub mta_bytes: Option<u64>,
    /// What the bulk-mail system takes.
    pub tool_bytes: Option<u64>,
}

/// A key of `[limits.reading]`: how much of a file is read before the rest is told as unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadingLimit {
    /// `file-bytes`.
    FileBytes,
    /// `header-bytes`.
    HeaderBytes,
    /// `header-fields`.
    HeaderFields,
    /// `depth`.
    Depth,
    /// `encodings`.
    Encodings,
    /// `parts`.
    Parts,
    /// `recipients`.
    Recipients,
    /// `body-bytes`.
    BodyBytes,
    /// `html-depth`.
    HtmlDepth,
}

impl ReadingLimit {
    /// Every key, in the order of the handbook.
    pub const ALL: [ReadingLimit; 9] = [
        ReadingLimit::FileBytes,
        ReadingLimit::HeaderBytes,
        ReadingLimit::HeaderFields,
        ReadingLimit::Depth,
        ReadingLimit::Encodings,
        ReadingLimit::Parts,
        ReadingLimit::Recipients,
        ReadingLimit::BodyBytes,
        ReadingLimit::HtmlDepth,
    ];

    /// The key in `[limits.reading]`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            ReadingLimit::FileBytes => "file-bytes",
            ReadingLimit::HeaderBytes => "header-bytes",
            ReadingLimit::HeaderFields => "header-fields",
            ReadingLimit::Depth => "depth",
            ReadingLimit::Encodings => "encodings",
            ReadingLimit::Parts => "parts",
            ReadingLimit::Recipients => "recipients",
            ReadingLimit::BodyBytes => "body-bytes",
            ReadingLimit::HtmlDepth => "html-depth",
        }
    }

    /// What holds where no file says anything.
    #[must_use]
    pub const fn default_value(self) -> u64 {
        match self {
            ReadingLimit::FileBytes => 200 * 1024 * 1024,
            ReadingLimit::HeaderBytes => 8 * 1024 * 1024,
            ReadingLimit::HeaderFields => 100_000,
            ReadingLimit::Depth => 16,
            ReadingLimit::Encodings => 4,
            ReadingLimit::Parts => 2_000,
            ReadingLimit::Recipients => 50_000,
            ReadingLimit::BodyBytes => 4 * 1024 * 1024,
            ReadingLimit::HtmlDepth => 256,
        }
    }

    /// The most that may be set: beyond it places would not fit 32 bits, the stack would not hold the nesting, or
    /// memory would have no bound worth stating.
    #[must_use]
    pub const fn largest(self) -> u64 {
        match self {
            ReadingLimit::FileBytes => 2_000_000_000,
            ReadingLimit::HeaderBytes | ReadingLimit::BodyBytes => 256 * 1024 * 1024,
            ReadingLimit::HeaderFields | ReadingLimit::Recipients => 1_000_000,
            ReadingLimit::Depth => 32,
            ReadingLimit::Encodings => 16,
            ReadingLimit::Parts => 100_000,
            ReadingLimit::HtmlDepth => 1_024,
        }
    }

    /// What it bounds, for the JSON Schema.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            ReadingLimit::FileBytes => "Largest file that is read, in bytes",
            ReadingLimit::HeaderBytes => "Bytes of header that are read, over all parts of a message",
            ReadingLimit::HeaderFields => "Header fields that are read, over all parts of a message",
            ReadingLimit::Depth => "Messages inside messages, and multiparts inside multiparts",
            ReadingLimit::Encodings => "Messages in base64 or quoted-printable inside one another",
            ReadingLimit::Parts => "Parts or attachments of a message",
            ReadingLimit::Recipients => "Mailboxes that are read from a message",
            ReadingLimit::BodyBytes => "Bytes of text that are read of a body",
            ReadingLimit::HtmlDepth => "Depth of HTML elements that is told apart",
        }
    }
}
