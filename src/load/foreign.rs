//! Files that are no draft, though people save them for one: told apart, so that the refusal can say what to do instead.

use super::calendar;

/// A file that people take for their draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignFile {
    /// An appointment or invitation without the mail around it (.ics).
    Calendar,
    /// A page that a browser saved, of webmail for one (.html, .mht).
    WebPage,
    /// A business card (.vcf).
    ContactCard,
    /// All of somebody's mail as Outlook keeps it (.pst, .ost).
    OutlookDataFile,
}

impl ForeignFile {
    /// A word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            ForeignFile::Calendar => "calendar-file",
            ForeignFile::WebPage => "web-page",
            ForeignFile::ContactCard => "contact-card",
            ForeignFile::OutlookDataFile => "outlook-data-file",
        }
    }

    /// What it is called in English.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ForeignFile::Calendar => "a calendar file",
            ForeignFile::WebPage => "a saved web page",
            ForeignFile::ContactCard => "a contact card",
            ForeignFile::OutlookDataFile => "an Outlook data file",
        }
    }

    /// Tells them by how they begin; `None` for everything else.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        const HEAD_BYTES: usize = 1024;
        let head = &bytes[..bytes.len().min(HEAD_BYTES)];
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start().to_ascii_lowercase();
        let begins = |starts: &[&str]| starts.iter().any(|start| head.starts_with(start.as_bytes()));
        if calendar::is_calendar_file(bytes) {
            Some(ForeignFile::Calendar)
        } else if begins(&["<!doctype html", "<html", "<head", "<body", "from: <saved by "]) {
            Some(ForeignFile::WebPage)
        } else if begins(&["begin:vcard"]) {
            Some(ForeignFile::ContactCard)
        } else if begins(&["!bdn"]) {
            Some(ForeignFile::OutlookDataFile)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_take_for_their_draft_is_named() {
        let code = |bytes: &[u8]| ForeignFile::of(bytes).map_or("none", ForeignFile::code);
        assert_eq!(code(b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"), "calendar-file");
        assert_eq!(code(b"\xEF\xBB\xBF\n<!DOCTYPE html>\n<title>Gmail - Notice</title>"), "web-page");
        assert_eq!(code(b"From: <Saved by Blink>\nSubject: Notice\nMIME-Version: 1.0\n\n"), "web-page");
        assert_eq!(code(b"BEGIN:VCARD\nEND:VCARD\n"), "contact-card");
        assert_eq!(code(b"!BDN\0\0\0\0"), "outlook-data-file");
        assert_eq!(code(b"From: Ann <ann@x.example>\n\n<html>"), "none");
    }
}
