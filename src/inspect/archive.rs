//! Archives: what they list, and the files in them.

mod gzip;
mod locked;
mod tar;
mod zipped;

use super::file_type::FileType;
use super::look::Look;
use super::visitor::InnerFile;

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    match file.file_type {
        FileType::Zip => zipped::read(bytes, file, look),
        FileType::Tar => tar::read(bytes, &file, look),
        FileType::Gzip => gzip::read(bytes, &file, look),
        _ => locked::read(bytes, file, look),
    }
}

/// A name in UTF-8 if it can be, else in the charset that it looks like: archivers in Japan write Windows-31J and say so
/// nowhere.
fn name(bytes: &[u8], look: &Look<'_>) -> String {
    let name = match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => (look.readers.text)(bytes, None).into_owned(),
    };
    name.replace('\\', "/")
}

/// True for what file managers leave behind: of no use to anybody, and no content of its own.
fn is_left_behind(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// What the directory alone says of a file.
fn listed(name: &str, size_bytes: Option<u64>, is_encrypted: bool) -> InnerFile {
    let file_type = FileType::of_name(name);
    let last = name.rsplit('/').next();
    InnerFile { size_bytes, is_encrypted, ..InnerFile::new(last, file_type, 0) }
}

#[cfg(test)]
mod tests {
    use super::super::limits::Limits;
    use super::super::test_visitor::{record, record_within};

    const NESTED: &[u8] = include_bytes!("../../tests/attachments/files/nested.zip");

    #[test]
    fn names_in_windows_31j_are_read_and_what_macos_leaves_is_only_named() {
        let lines = record("a.zip", NESTED);
        assert_eq!(lines[..2], ["file zip", "file 履歴/名簿.csv > csv"]);
        let at = lines.iter().position(|line| line.starts_with("file __MACOSX/")).expect("it is named");
        assert_eq!(lines[at + 1..at + 3], ["file rireki/.DS_Store > other", "file inner.zip > zip"]);
        assert_eq!(lines[at + 3], "file inner.zip > 見本.docx > docx pages=1");
    }

    #[test]
    fn depth_and_entries_have_limits() {
        let lines = record_within(Limits { depth: 1, ..Limits::default() }, "a.zip", NESTED);
        assert!(lines.iter().any(|line| line == "obstacle inner.zip > 見本.docx > depth"), "{lines:?}");
        let lines = record_within(Limits { entries: 1, ..Limits::default() }, "a.zip", NESTED);
        assert_eq!(lines.last().map(String::as_str), Some("obstacle entries"));
    }

    #[test]
    fn an_encrypted_zip_still_tells_names() {
        let mut bytes = NESTED.to_vec();
        // Bit 0 of the flags in the directory.
        let marks: Vec<usize> =
            (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).map(|at| at + 8).collect();
        marks.into_iter().for_each(|at| bytes[at] |= 1);
        let lines = record("a.zip", &bytes);
        assert_eq!(lines[0], "file zip encrypted");
        assert_eq!(lines[1], "file 履歴/名簿.csv > csv encrypted");
        assert_eq!(lines[2], "obstacle 履歴/名簿.csv > encrypted");
    }

    #[test]
    fn a_tar_in_a_gz_tells_long_names() {
        let lines = record("lists.tar.gz", include_bytes!("../../tests/attachments/files/lists.tar.gz"));
        assert_eq!(lines[..3], ["file gz", "file lists.tar > tar", "file lists.tar > 名簿.csv > csv"]);
        let long = format!("file lists.tar > 長い名前/{}.csv > csv", "あ".repeat(60));
        assert!(lines.contains(&long), "{lines:?}");
    }

    #[test]
    fn a_gz_that_is_cut_short_is_damaged_and_its_beginning_is_read() {
        let whole: &[u8] = include_bytes!("../../tests/attachments/files/lists.tar.gz");
        let lines = record("lists.tar.gz", &whole[..whole.len() - 12]);
        assert_eq!(lines.last().map(String::as_str), Some("obstacle damaged"));
    }

    #[test]
    fn seven_zip_and_rar_tell_whether_they_are_encrypted() {
        let mut seven = b"7z\xBC\xAF\x27\x1C\x00\x04".to_vec();
        seven.resize(32, 0);
        seven[20] = 8;
        seven.extend(b"\x17\x06\x24\x06\xF1\x07\x01\x12");
        assert_eq!(record("a.7z", &seven), ["file 7z encrypted", "obstacle encrypted"]);
        seven[37] = 0;
        assert_eq!(record("a.7z", &seven), ["file 7z", "obstacle unknown-kind"]);
        let rar = b"Rar!\x1A\x07\x00\xCF\x90\x73\x80\x00\x0D\x00\0\0\0\0\0\0";
        assert_eq!(record("a.rar", rar), ["file rar encrypted", "obstacle encrypted"]);
        let rar = b"Rar!\x1A\x07\x01\x00\0\0\0\0\x03\x04\x00\x00";
        assert_eq!(record("a.rar", rar), ["file rar encrypted", "obstacle encrypted"]);
        let rar = b"Rar!\x1A\x07\x01\x00\0\0\0\0\x03\x05\x00\x00";
        assert_eq!(record("a.rar", rar), ["file rar", "obstacle unknown-kind"]);
    }
}
