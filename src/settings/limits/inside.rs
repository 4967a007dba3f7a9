//! `[limits.attachments]`: how far attachments are looked into. Knows no reader; the defaults told here are held equal to
//! those of the readers by a test.

/// A key of `[limits.attachments]`. Counted over all attachments of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InsideLimit {
    /// `depth`.
    Depth,
    /// `files`.
    Files,
    /// `unpacked-bytes`.
    UnpackedBytes,
    /// `part-bytes`.
    PartBytes,
    /// `held-bytes`.
    HeldBytes,
    /// `elements`.
    Elements,
    /// `cells`.
    Cells,
    /// `text-bytes`.
    TextBytes,
    /// `pages`.
    Pages,
}

impl InsideLimit {
    /// Every key, in the order of the handbook.
    pub const ALL: [InsideLimit; 9] = [
        InsideLimit::Depth,
        InsideLimit::Files,
        InsideLimit::UnpackedBytes,
        InsideLimit::PartBytes,
        InsideLimit::HeldBytes,
        InsideLimit::Elements,
        InsideLimit::Cells,
        InsideLimit::TextBytes,
        InsideLimit::Pages,
    ];

    /// The key in `[limits.attachments]`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            InsideLimit::Depth => "depth",
            InsideLimit::Files => "files",
            InsideLimit::UnpackedBytes => "unpacked-bytes",
            InsideLimit::PartBytes => "part-bytes",
            InsideLimit::HeldBytes => "held-bytes",
            InsideLimit::Elements => "elements",
            InsideLimit::Cells => "cells",
            InsideLimit::TextBytes => "text-bytes",
            InsideLimit::Pages => "pages",
        }
    }

    /// What holds where no file says anything.
    #[must_use]
    pub const fn default_value(self) -> u64 {
        match self {
            InsideLimit::Depth => 4,
            InsideLimit::Files => 10_000,
            InsideLimit::UnpackedBytes => 256 * 1024 * 1024,
            InsideLimit::PartBytes => 48 * 1024 * 1024,
            InsideLimit::HeldBytes => 96 * 1024 * 1024,
            InsideLimit::Elements | InsideLimit::TextBytes => 8_000_000,
            InsideLimit::Cells => 2_000_000,
            InsideLimit::Pages => 2_000,
        }
    }

    /// The most that may be set: some sixteen times what holds otherwise, so that time and memory keep a bound worth
    /// stating, and files inside one another as deep as the stack holds.
    #[must_use]
    pub const fn largest(self) -> u64 {
        match self {
            InsideLimit::Depth => 16,
            InsideLimit::Files => 200_000,
            InsideLimit::UnpackedBytes => 4 * 1024 * 1024 * 1024,
            InsideLimit::PartBytes => 768 * 1024 * 1024,
            InsideLimit::HeldBytes => 1536 * 1024 * 1024,
            InsideLimit::Elements | InsideLimit::TextBytes => 128_000_000,
            InsideLimit::Cells => 32_000_000,
            InsideLimit::Pages => 32_000,
        }
    }

    /// What it bounds, for the JSON Schema.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            InsideLimit::Depth => "Files inside one another: an archive in an archive, a workbook in a document",
            InsideLimit::Files => "Files listed, over all archives",
            InsideLimit::UnpackedBytes => "Bytes that come out of compression",
            InsideLimit::PartBytes => "Bytes of one part that is held as a whole",
            InsideLimit::HeldBytes => "Bytes of files inside one another that are held at once",
            InsideLimit::Elements => "XML elements that are read",
            InsideLimit::Cells => "Cells with content that are read",
            InsideLimit::TextBytes => "Bytes of running text that are read",
            InsideLimit::Pages => "Pages of a PDF or slides that are read of one file",
        }
    }
}
