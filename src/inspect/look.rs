//! Looks into one file and into the files inside it. Knows which reader goes with which kind of file, and how deep it is.

use super::budget::Budget;
use super::file_type::FileType;
use super::place::{Hidden, Part, Place};
use super::readers::Readers;
use super::visitor::{InnerFile, Obstacle, Visitor};
use super::{archive, compound, container, document, message, pdf, plain, presentation, spreadsheet, tnef};
use std::borrow::Cow;

/// Shows everything that the attachment `name` with this content holds to `visitor`.
pub fn look(name: Option<&str>, bytes: &[u8], readers: &Readers<'_>, budget: &mut Budget, visitor: &mut dyn Visitor) {
    Look { readers: *readers, budget, visitor, files: Vec::new(), depth: 0, is_residue: false }.file(name, bytes);
}

/// Bytes of a file's name that are told: a tar may hold one of any length, which would be told with each file inside it.
const NAME_BYTES: usize = 1_024;

/// What goes along while files inside files are looked into.
pub(super) struct Look<'a> {
    pub(super) readers: Readers<'a>,
    pub(super) budget: &'a mut Budget,
    pub(super) visitor: &'a mut dyn Visitor,
    /// Names of the files we are in, without the attachment itself.
    files: Vec<String>,
    depth: usize,
    /// True inside of files that no view shows: the workbook behind a chart.
    is_residue: bool,
}

impl Look<'_> {
    /// A part of the file we are in.
    pub(super) fn place(&self, part: Part, hidden: Option<Hidden>) -> Place {
        let hidden = hidden.or(self.is_residue.then_some(Hidden::Residue));
        Place { files: self.files.clone(), part, hidden }
    }

    /// Tells what the file we are in is.
    pub(super) fn tell(&mut self, file: &InnerFile) {
        let place = self.place(Part::default(), None);
        self.visitor.file(&place, file);
    }

    /// Something of the file we are in could not be looked into.
    pub(super) fn meet(&mut self, obstacle: Obstacle) {
        let place = self.place(Part::default(), None);
        self.visitor.obstacle(&place, obstacle);
    }

    /// One text as a part of its own, as far as the budget goes.
    pub(super) fn text(&mut self, part: Part, hidden: Option<Hidden>, text: &str) {
        let place = self.place(part, hidden);
        if let Err(obstacle) = self.budget.take_text(text.len() as u64) {
            self.visitor.obstacle(&place, obstacle);
            return;
        }
        self.visitor.enter(&place);
        text.lines().for_each(|line| self.visitor.text(line));
        self.visitor.leave();
    }

    /// A file inside the one we are in; `name` is its path there.
    pub(super) fn inner(&mut self, name: &str, bytes: &[u8]) {
        let name = &*short(name);
        let last = name.rsplit(['/', '\\']).next();
        self.budget.hold(bytes.len() as u64);
        self.within(name, |look| look.file(last, bytes));
        self.budget.let_go(bytes.len() as u64);
    }

    /// A file inside the one we are in that no view of it shows.
    pub(super) fn inner_residue(&mut self, name: &str, bytes: &[u8]) {
        let was_residue = std::mem::replace(&mut self.is_residue, true);
        self.inner(name, bytes);
        self.is_residue = was_residue;
    }

    /// Does something as inside the file `name` of the one we are in, unless that is too deep.
    pub(super) fn within(&mut self, name: &str, shown: impl FnOnce(&mut Self)) {
        self.files.push(short(name).into_owned());
        if self.depth >= self.budget.limits().depth {
            self.meet(Obstacle::Depth);
        } else {
            self.depth += 1;
            shown(self);
            self.depth -= 1;
        }
        self.files.pop();
    }

    /// A file inside the one we are in that is named and left alone: what file managers leave behind.
    pub(super) fn inner_named(&mut self, name: &str, file: &InnerFile) {
        self.files.push(short(name).into_owned());
        self.tell(file);
        self.files.pop();
    }

    /// A file inside the one we are in of which only the directory speaks: it is encrypted, or too much.
    pub(super) fn inner_unread(&mut self, name: &str, file: &InnerFile, obstacle: Obstacle) {
        self.files.push(short(name).into_owned());
        self.tell(file);
        self.meet(obstacle);
        self.files.pop();
    }

    fn file(&mut self, name: Option<&str>, bytes: &[u8]) {
        let file_type = FileType::of(name, bytes);
        let file = InnerFile::new(name, file_type, bytes.len() as u64);
        match file_type {
            FileType::Zip | FileType::Tar | FileType::Gzip | FileType::SevenZip | FileType::Rar => {
                archive::read(bytes, file, self);
            }
            FileType::Xlsx | FileType::Xlsb | FileType::Xls | FileType::Ods => spreadsheet::read(bytes, file, self),
            FileType::Docx | FileType::Odt => document::read(bytes, file, self),
            FileType::Pptx | FileType::Odp => presentation::read(bytes, file, self),
            FileType::Pdf => pdf::read(bytes, file, self),
            FileType::Text | FileType::Other if container::is_pgp_message(name, bytes) => {
                self.tell(&InnerFile { is_encrypted: true, ..file });
                self.meet(Obstacle::Encrypted);
            }
            // The name `.mht` says HTML; it is a message whose body is a page.
            FileType::Html if !bytes.trim_ascii_start().starts_with(b"<") && message::show(bytes, &file, self) => {}
            FileType::Csv | FileType::Text | FileType::Html | FileType::Rtf | FileType::VCard | FileType::Calendar => {
                plain::read(bytes, file, self);
            }
            FileType::Eml | FileType::Msg if message::show(bytes, &file, self) => {}
            // Its name said so; the content is some text.
            FileType::Eml => plain::read(bytes, InnerFile { file_type: FileType::Text, ..file }, self),
            FileType::Msg => {
                self.tell(&file);
                self.meet(Obstacle::Damaged);
            }
            FileType::Tnef => tnef::read(bytes, &file, self),
            FileType::EncryptedOffice => {
                self.tell(&InnerFile { is_encrypted: true, ..file });
                self.meet(Obstacle::Encrypted);
            }
            // A workbook that embeds a document has the streams of both.
            FileType::Doc | FileType::Ppt | FileType::Compound if spreadsheet::is_xls(bytes, &self.readers) => {
                spreadsheet::read(bytes, InnerFile { file_type: FileType::Xls, ..file }, self);
            }
            FileType::Doc | FileType::Ppt | FileType::Compound => compound::read(bytes, file, self),
            FileType::Picture | FileType::Media | FileType::Executable | FileType::Other => {
                self.tell(&file);
                self.meet(Obstacle::UnknownKind);
            }
        }
    }
}

/// A name without its middle where it is longer than any file system allows: its end tells the kind of file.
fn short(name: &str) -> Cow<'_, str> {
    if name.len() <= NAME_BYTES {
        return Cow::Borrowed(name);
    }
    let (start, end) = (name.floor_char_boundary(NAME_BYTES / 2), name.ceil_char_boundary(name.len() - NAME_BYTES / 4));
    Cow::Owned(format!("{}…{}", &name[..start], &name[end..]))
}
