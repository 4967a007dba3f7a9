//! Whether a file is what its name and media type say. Knows families of kinds, since a table in HTML called .xls and a
//! document in RTF called .doc are everyday.

use crate::inspect::FileType;

/// Kinds that go under each other's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// Office, OpenDocument, texts, pages, tables.
    Document,
    /// Archives.
    Archive,
    Pdf,
    Picture,
    Media,
    /// Messages, cards, calendars: texts as well.
    Message,
    Program,
}

/// Endings of documents that are zips: one that some program packed in its own way is still a zip.
const ZIPPED: [&str; 12] =
    ["docx", "docm", "dotx", "xlsx", "xlsm", "xlsb", "xltx", "pptx", "pptm", "odt", "ods", "odp"];

/// True when name or media type say a kind of another family than the content. A kind that is not told by its content is
/// never another; a program is another under every name but that of one.
pub(super) fn is_other_kind(file_type: FileType, extension: Option<&str>, media_type: &str) -> bool {
    let Some(content) = family(file_type) else { return false };
    if file_type == FileType::Zip && extension.is_some_and(|extension| ZIPPED.contains(&extension)) {
        return false;
    }
    let said = [extension.and_then(of_extension), of_media_type(media_type)];
    if content == Family::Program {
        return said[0] != Some(Family::Program);
    }
    said.into_iter().flatten().any(|said| said != content && !is_text_in_both(said, content))
}

/// Messages, cards and calendars are texts; so is what content tells as text under a name of theirs.
fn is_text_in_both(one: Family, other: Family) -> bool {
    matches!((one, other), (Family::Document, Family::Message) | (Family::Message, Family::Document))
}

fn family(file_type: FileType) -> Option<Family> {
    match file_type {
        FileType::Zip | FileType::SevenZip | FileType::Rar | FileType::Tar | FileType::Gzip => Some(Family::Archive),
        FileType::Tnef => None,
        FileType::Xlsx
        | FileType::Xlsb
        | FileType::Xls
        | FileType::Ods
        | FileType::Docx
        | FileType::Doc
        | FileType::Pptx
        | FileType::Ppt
        | FileType::Odt
        | FileType::Odp
        | FileType::EncryptedOffice
        | FileType::Html
        | FileType::Rtf => Some(Family::Document),
        FileType::Pdf => Some(Family::Pdf),
        FileType::VCard | FileType::Calendar | FileType::Msg => Some(Family::Message),
        FileType::Picture => Some(Family::Picture),
        FileType::Media => Some(Family::Media),
        FileType::Executable => Some(Family::Program),
        // Texts are told by their name alone, and other compound files by nothing.
        FileType::Csv | FileType::Text | FileType::Eml | FileType::Compound | FileType::Other => None,
    }
}

fn of_extension(extension: &str) -> Option<Family> {
    match extension {
        "xlsx" | "xlsm" | "xlsb" | "xls" | "xltx" | "ods" | "docx" | "docm" | "doc" | "dotx" | "odt" | "pptx"
        | "pptm" | "ppt" | "odp" | "rtf" | "csv" | "tsv" | "txt" | "html" | "htm" => Some(Family::Document),
        "zip" | "7z" | "rar" | "tar" | "gz" | "tgz" | "lzh" => Some(Family::Archive),
        "pdf" => Some(Family::Pdf),
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "heic" => Some(Family::Picture),
        "mp3" | "wav" | "m4a" | "mp4" | "mov" | "avi" | "wmv" => Some(Family::Media),
        "eml" | "msg" | "ics" | "vcf" => Some(Family::Message),
        "exe" | "com" | "scr" | "dll" | "sys" | "msi" | "pif" => Some(Family::Program),
        _ => None,
    }
}

fn of_media_type(media_type: &str) -> Option<Family> {
    match media_type {
        "application/pdf" => Some(Family::Pdf),
        "application/zip" | "application/x-zip-compressed" | "application/x-7z-compressed" => Some(Family::Archive),
        _ if media_type.starts_with("image/") => Some(Family::Picture),
        _ if media_type.starts_with("application/vnd.openxmlformats") => Some(Family::Document),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_called_a_document_is_another_kind() {
        assert!(is_other_kind(FileType::Executable, Some("pdf"), "application/pdf"));
        assert!(is_other_kind(FileType::Executable, None, "application/octet-stream"));
        assert!(!is_other_kind(FileType::Executable, Some("exe"), "application/octet-stream"));
        assert!(is_other_kind(FileType::Zip, Some("jpg"), "application/octet-stream"));
        assert!(is_other_kind(FileType::Pdf, Some("docx"), "application/octet-stream"));
    }

    #[test]
    fn everyday_names_are_no_lie() {
        for (file_type, extension, media_type) in [
            (FileType::Html, "xls", "application/vnd.ms-excel"),
            (FileType::Rtf, "doc", "application/msword"),
            (FileType::Xlsx, "xls", "application/octet-stream"),
            (FileType::EncryptedOffice, "xlsx", "application/octet-stream"),
            (FileType::Zip, "jar", "application/octet-stream"),
            (FileType::Zip, "odt", "application/vnd.oasis.opendocument.text"),
            (FileType::Text, "pdf", "application/pdf"),
            (FileType::Calendar, "txt", "text/plain"),
        ] {
            assert!(!is_other_kind(file_type, Some(extension), media_type), "{extension}");
        }
    }
}
