//! How far attachments are looked into. A limit that is met is told as an [`super::Obstacle`], never passed in silence.

/// Limits for all attachments of one draft together, except where a field says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files inside one another: an archive in an archive, a workbook in a document.
    pub depth: usize,
    /// Files listed, over all archives.
    pub entries: usize,
    /// Bytes that come out of compression, over everything looked into.
    pub inflated_bytes: u64,
    /// Bytes held at once of a single part that cannot be streamed (the shared strings of a workbook, a PDF's stream).
    pub part_bytes: u64,
    /// Bytes held at once of files inside one another (a workbook in a document in an archive).
    pub held_bytes: u64,
    /// XML elements, over all documents, presentations and workbooks: an empty one takes few bytes and as long as a full one.
    pub elements: u64,
    /// Table cells with content.
    pub cells: u64,
    /// Bytes of running text in UTF-8.
    pub text_characters: u64,
    /// Pages of a PDF, slides of a presentation.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 4,
            entries: 10_000,
            inflated_bytes: 256 * 1024 * 1024,
            part_bytes: 48 * 1024 * 1024,
            held_bytes: 96 * 1024 * 1024,
            elements: 8_000_000,
            cells: 2_000_000,
            text_characters: 8_000_000,
            pages: 2_000,
        }
    }
}
