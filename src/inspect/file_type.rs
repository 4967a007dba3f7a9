//! What kind of file some bytes are, told by content first and by name where content says nothing.
//! Says nothing of what is in it.

/// A kind of file that is told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileType {
    /// An archive of files.
    Zip,
    /// An archive whose list of names may itself be encrypted.
    SevenZip,
    /// RAR 4 or 5.
    Rar,
    /// Files one after another, uncompressed.
    Tar,
    /// One compressed file.
    Gzip,
    /// Excel 2007 and later, with or without macros.
    Xlsx,
    /// Excel's binary parts in a zip.
    Xlsb,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument sheet.
    Ods,
    /// Word 2007 and later.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// PowerPoint 2007 and later.
    Pptx,
    /// PowerPoint 97 to 2003.
    Ppt,
    /// OpenDocument text.
    Odt,
    /// OpenDocument presentation.
    Odp,
    /// An Office file with a password: its own kind is inside.
    EncryptedOffice,
    /// A compound file that is none of the above.
    Compound,
    /// Portable Document Format.
    Pdf,
    /// Text with commas, tabs or semicolons between cells.
    Csv,
    /// Any other text.
    Text,
    /// HTML.
    Html,
    /// Rich Text Format.
    Rtf,
    /// Business cards.
    VCard,
    /// Calendar entries.
    Calendar,
    /// A message as in RFC 5322.
    Eml,
    /// A message of Outlook.
    Msg,
    /// Files and text packed by Outlook (`winmail.dat`).
    Tnef,
    /// A picture.
    Picture,
    /// Sound or film.
    Media,
    /// Windows, Linux or macOS program.
    Executable,
    /// Anything else.
    Other,
}

impl FileType {
    /// The kind of `bytes`; the name decides only among texts and what content does not tell.
    #[must_use]
    pub fn of(name: Option<&str>, bytes: &[u8]) -> Self {
        let extension =
            name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension.to_ascii_lowercase());
        by_magic(bytes).unwrap_or_else(|| by_text(extension.as_deref(), bytes))
    }

    /// The kind that a name promises, where the content cannot be seen; [`FileType::Other`] when it promises none.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref().unwrap_or_default() {
            "zip" => FileType::Zip,
            "7z" => FileType::SevenZip,
            "rar" => FileType::Rar,
            "tar" => FileType::Tar,
            "gz" | "tgz" => FileType::Gzip,
            "xlsx" | "xlsm" | "xltx" | "xltm" => FileType::Xlsx,
            "xlsb" => FileType::Xlsb,
            "xls" => FileType::Xls,
            "ods" => FileType::Ods,
            "docx" | "docm" | "dotx" | "dotm" => FileType::Docx,
            "doc" => FileType::Doc,
            "pptx" | "pptm" | "ppsx" | "potx" => FileType::Pptx,
            "ppt" => FileType::Ppt,
            "odt" => FileType::Odt,
            "odp" => FileType::Odp,
            "pdf" => FileType::Pdf,
            "rtf" => FileType::Rtf,
            "msg" => FileType::Msg,
            _ => by_name(extension.as_deref()),
        }
    }

    /// The word in rule files and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            FileType::Zip => "zip",
            FileType::SevenZip => "7z",
            FileType::Tnef => "tnef",
            FileType::Rar => "rar",
            FileType::Tar => "tar",
            FileType::Gzip => "gz",
            FileType::Xlsx => "xlsx",
            FileType::Xlsb => "xlsb",
            FileType::Xls => "xls",
            FileType::Ods => "ods",
            FileType::Docx => "docx",
            FileType::Doc => "doc",
            FileType::Pptx => "pptx",
            FileType::Ppt => "ppt",
            FileType::Odt => "odt",
            FileType::Odp => "odp",
            FileType::EncryptedOffice => "encrypted-office",
            FileType::Compound => "compound",
            FileType::Pdf => "pdf",
            FileType::Csv => "csv",
            FileType::Text => "text",
            FileType::Html => "html",
            FileType::Rtf => "rtf",
            FileType::VCard => "vcard",
            FileType::Calendar => "calendar",
            FileType::Eml => "eml",
            FileType::Msg => "msg",
            FileType::Picture => "picture",
            FileType::Media => "media",
            FileType::Executable => "executable",
            FileType::Other => "other",
        }
    }
}

/// First bytes that belong to one kind alone.
fn by_magic(bytes: &[u8]) -> Option<FileType> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    match () {
        () if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") => Some(in_zip(bytes)),
        () if starts(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) => Some(in_compound_file(bytes)),
        () if starts(b"%PDF-") => Some(FileType::Pdf),
        () if starts(b"\x78\x9F\x3E\x22") => Some(FileType::Tnef),
        () if starts(b"7z\xBC\xAF\x27\x1C") => Some(FileType::SevenZip),
        () if starts(b"Rar!\x1A\x07") => Some(FileType::Rar),
        () if starts(&[0x1F, 0x8B]) => Some(FileType::Gzip),
        () if bytes.get(257..262) == Some(b"ustar") => Some(FileType::Tar),
        () if starts(b"{\\rtf") => Some(FileType::Rtf),
        () if starts(b"\x89PNG") || starts(b"GIF8") || starts(&[0xFF, 0xD8, 0xFF]) || starts(b"II*\0") => {
            Some(FileType::Picture)
        }
        () if starts(b"MM\0*") || starts(b"BM") && is_bitmap(bytes) || starts(b"RIFF") && has(bytes, 8, b"WEBP") => {
            Some(FileType::Picture)
        }
        () if has(bytes, 4, b"ftypheic") || has(bytes, 4, b"ftypmif1") => Some(FileType::Picture),
        () if starts(b"RIFF") || starts(b"ID3") || starts(b"OggS") || has(bytes, 4, b"ftyp") => Some(FileType::Media),
        () if starts(b"MZ") && is_portable_executable(bytes) || starts(b"\x7FELF") => Some(FileType::Executable),
        () if starts(&[0xFE, 0xED, 0xFA]) || starts(&[0xCF, 0xFA, 0xED, 0xFE]) => Some(FileType::Executable),
        () => None,
    }
}

fn has(bytes: &[u8], at: usize, magic: &[u8]) -> bool {
    bytes.get(at..at + magic.len()) == Some(magic)
}

/// `BM` begins words too: a bitmap says its own size next (BITMAPFILEHEADER).
fn is_bitmap(bytes: &[u8]) -> bool {
    let size = bytes.get(2..6).map(|size| u32::from_le_bytes([size[0], size[1], size[2], size[3]]));
    size.is_some_and(|size| size as usize == bytes.len())
}

/// The header at 0x3C points at `PE\0\0`; older programs of DOS are told by their name.
fn is_portable_executable(bytes: &[u8]) -> bool {
    let at = bytes.get(0x3C..0x40).map(|at| u32::from_le_bytes([at[0], at[1], at[2], at[3]]) as usize);
    at.is_some_and(|at| at.checked_add(4).and_then(|end| bytes.get(at..end)) == Some(b"PE\0\0"))
}

/// An Office file is told by the parts that it must have (ECMA-376 part 2), by their names in the archive's directory;
/// an OpenDocument file by the `mimetype` that stands first and uncompressed (ODF 1.3 part 2, 3.3).
fn in_zip(bytes: &[u8]) -> FileType {
    let directory = zip_directory(bytes).unwrap_or(bytes);
    let holds = |name: &[u8]| directory.windows(name.len()).any(|window| window == name);
    if has(bytes, 30, b"mimetypeapplication/vnd.oasis.opendocument.") {
        let kind = &bytes[30 + b"mimetypeapplication/vnd.oasis.opendocument.".len()..];
        return match () {
            () if kind.starts_with(b"spreadsheet") => FileType::Ods,
            () if kind.starts_with(b"presentation") => FileType::Odp,
            () if kind.starts_with(b"text") => FileType::Odt,
            () => FileType::Zip,
        };
    }
    if !holds(b"[Content_Types].xml") {
        return FileType::Zip;
    }
    match () {
        () if holds(b"xl/workbook.bin") => FileType::Xlsb,
        () if holds(b"word/document") => FileType::Docx,
        () if holds(b"ppt/presentation.xml") => FileType::Pptx,
        // Some programs write `xl\\workbook.xml`, or put it elsewhere: Excel opens what relationships point at.
        () if holds(b"workbook.xml") => FileType::Xlsx,
        () => FileType::Zip,
    }
}

/// Where a zip lists its files (APPNOTE 4.3.12): the names of an Office file that lies in it uncompressed stand elsewhere.
/// `None` when it is not where the end says.
fn zip_directory(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.windows(4).rposition(|mark| mark == b"PK\x05\x06")?;
    let size = bytes.get(end + 12..end + 16)?;
    let size = u32::from_le_bytes([size[0], size[1], size[2], size[3]]) as usize;
    bytes.get(end.checked_sub(size)?..end).filter(|directory| directory.starts_with(b"PK\x01\x02"))
}

/// By the names of the streams (MS-XLS 2.1, MS-DOC 2.1, MS-PPT 2.1, MS-OFFCRYPTO 2.3.4.4, MS-OXMSG 2.2), which stand in
/// the directory as UTF-16.
fn in_compound_file(bytes: &[u8]) -> FileType {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    match () {
        () if holds("EncryptedPackage") => FileType::EncryptedOffice,
        () if holds("__properties_version1.0") => FileType::Msg,
        () if holds("WordDocument") => FileType::Doc,
        () if holds("PowerPoint Document") => FileType::Ppt,
        () if holds("Workbook") || holds("Book") || holds("WORKBOOK") || holds("BOOK") => FileType::Xls,
        () => FileType::Compound,
    }
}

/// How much of a text is looked at.
const TEXT_BYTES: usize = 4 * 1024;

/// Texts are told by how they begin, and where that is not enough by their name.
fn by_text(extension: Option<&str>, bytes: &[u8]) -> FileType {
    let head = &bytes[..bytes.len().min(TEXT_BYTES)];
    let text: Vec<u8> = head
        .iter()
        .copied()
        .filter(|byte| *byte != 0)
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF | 0xFF | 0xFE))
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let is_text = is_wide || !head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31));
    let starts = |magic: &[u8]| text.starts_with(magic);
    match () {
        () if !is_text => by_name(extension),
        () if starts(b"<!doctype html") || starts(b"<html") => FileType::Html,
        () if starts(b"begin:vcard") => FileType::VCard,
        () if starts(b"begin:vcalendar") => FileType::Calendar,
        () => match by_name(extension) {
            // ESC stands in ISO-2022-JP; a text is read as one whatever its name pretends.
            FileType::Other | FileType::Picture | FileType::Media => FileType::Text,
            named => named,
        },
    }
}

/// What the name alone says.
fn by_name(extension: Option<&str>) -> FileType {
    match extension.unwrap_or_default() {
        "csv" | "tsv" | "tab" => FileType::Csv,
        "txt" | "log" | "md" | "json" | "xml" | "sql" | "ini" | "yaml" | "yml" => FileType::Text,
        "htm" | "html" | "xhtml" | "mht" => FileType::Html,
        "eml" | "emlx" => FileType::Eml,
        "vcf" => FileType::VCard,
        "ics" => FileType::Calendar,
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "heic" | "svg" => FileType::Picture,
        "mp3" | "wav" | "m4a" | "mp4" | "mov" | "avi" | "wmv" | "ogg" => FileType::Media,
        "com" | "exe" => FileType::Executable,
        _ => FileType::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        assert_eq!(FileType::of(Some("list.txt"), b"%PDF-1.7\n"), FileType::Pdf);
        assert_eq!(FileType::of(Some("photo.jpg"), b"name,phone\n"), FileType::Text);
        assert_eq!(FileType::of(Some("list.csv"), b"name,phone\n"), FileType::Csv);
        assert_eq!(FileType::of(None, "氏名".as_bytes()), FileType::Text);
        assert_eq!(FileType::of(Some("card"), b"BEGIN:VCARD\r\n"), FileType::VCard);
        assert_eq!(FileType::of(Some("page"), b"\xEF\xBB\xBF <!DOCTYPE html>"), FileType::Html);
        assert_eq!(FileType::of(Some("x.csv"), b"\xFF\xFEa\0,\0b\0"), FileType::Csv);
        assert_eq!(FileType::of(Some("a.dat"), &[0, 1, 2, 3]), FileType::Other);
    }

    #[test]
    fn a_name_alone_promises_a_kind() {
        assert_eq!(FileType::of_name("2026/名簿.XLSX"), FileType::Xlsx);
        assert_eq!(FileType::of_name("photo.jpg"), FileType::Picture);
        assert_eq!(FileType::of_name(".DS_Store"), FileType::Other);
    }

    #[test]
    fn words_that_begin_like_pictures_and_programs_are_text() {
        assert_eq!(FileType::of(Some("a.txt"), b"BMW and others"), FileType::Text);
        assert_eq!(FileType::of(Some("a.txt"), b"MZ"), FileType::Text);
    }

    #[test]
    fn an_archive_with_a_document_stored_in_it_is_an_archive() {
        let packed = include_bytes!("../../tests/attachments/files/leaks/stored.zip");
        assert!(packed.windows(19).any(|window| window == b"[Content_Types].xml"));
        assert_eq!(FileType::of(Some("a.zip"), packed), FileType::Zip);
    }

    #[test]
    fn open_documents_are_told_by_their_first_entry() {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(30, 0);
        bytes.extend(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
        assert_eq!(FileType::of(Some("a.zip"), &bytes), FileType::Ods);
    }
}
