//! Where in an attachment something stands. Knows no file format: the words are what the programs that open it say.

/// A place inside an attachment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Names of the files inside one another, outermost first, without the attachment itself: `["2026/list.xlsx"]` for
    /// a workbook in a zip.
    pub files: Vec<String>,
    /// Which part of the innermost file.
    pub part: Part,
    /// Why nobody sees it who opens the file; `None` for what everybody sees.
    pub hidden: Option<Hidden>,
}

/// A part of a document as its program shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Part {
    /// Running text, and tables in it.
    #[default]
    Text,
    /// A sheet of a workbook, by its name; a CSV file is one without a name.
    Sheet {
        /// As the tab says.
        name: String,
        /// True for the sheet that is in front when the file is opened, and for a CSV.
        is_active: bool,
    },
    /// A slide, counted from 1.
    Slide(usize),
    /// Notes for the speaker below a slide.
    Notes(usize),
    /// A page of a PDF, counted from 1.
    Page(usize),
    /// Headers, footers, footnotes.
    Margin,
    /// Remarks of reviewers.
    Comments,
    /// Remarks of reviewers on a slide, counted from 1.
    SlideComments(usize),
    /// Marks for redaction that were not applied: what they cover is still there.
    Redactions,
    /// Text that was inserted, moved or deleted while changes were recorded.
    TrackedChanges,
    /// Rows that a pivot table keeps of the data it was made from (`pivotCacheRecords`).
    PivotCache,
    /// Cells that a chart or a link keeps of another workbook.
    ExternalLink,
    /// Author, company, last person to save it.
    Properties,
    /// Names given to cells.
    DefinedNames,
}

/// Why a part is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hidden {
    /// The sheet is hidden; its tab can be brought back by a click.
    Sheet,
    /// The sheet is very hidden: only a macro or the editor brings it back.
    VerySheet,
    /// Rows are hidden, filtered out or without height.
    Rows,
    /// Columns are hidden or without width.
    Columns,
    /// The slide is left out of the show.
    Slide,
    /// Text with the attribute hidden (`w:vanish`), invisible HTML.
    Text,
    /// It stands in no view of the file at all (pivot caches, links, chart data).
    Residue,
}
