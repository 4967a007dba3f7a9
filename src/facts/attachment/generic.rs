//! Names that scanners, cameras and programs give, and words such as 「資料」: they say nothing of what is in the file.
//! Knows the name alone.

use super::stem_and_extension;
use crate::fold::fold;
use crate::lists::List;

/// Endings of pictures and films: a photo may be called what the camera calls it.
const PICTURES: [&str; 17] = [
    "jpg", "jpeg", "png", "gif", "heic", "heif", "bmp", "webp", "svg", "avif", "dng", "mov", "mp4", "m4v", "avi",
    "3gp", "emf",
];

/// True for a name that could be any file's; `names` is the list `generic-file-names`. A name without letters, a date
/// or a counter, is one of these.
#[must_use]
pub(super) fn is_generic(filename: &str, names: &List) -> bool {
    let (stem, extension) = stem_and_extension(filename);
    let extension = extension.map(fold);
    let is_picture = extension.as_deref().is_some_and(|extension| PICTURES.contains(&extension));
    let shape = shape(&fold(stem));
    let mut entries = names.entries.iter().filter(|entry| !(is_picture && entry.column(0) == Some("photo")));
    !shape.is_empty() && entries.any(|entry| is_shape(&shape, &entry.key))
}

/// The letters of a folded name, with `#` for numbers, which may have signs in them: `scan 2026-04-01_2` is `scan#`.
fn shape(folded: &str) -> String {
    let mut shape = String::new();
    for character in folded.chars() {
        if character.is_ascii_digit() {
            if !shape.ends_with('#') {
                shape.push('#');
            }
        } else if character.is_alphanumeric() || character == 'ー' {
            shape.push(character);
        }
    }
    shape
}

fn is_shape(shape: &str, key: &str) -> bool {
    match key.strip_suffix('*') {
        Some(start) => shape.starts_with(start),
        // Programs count: `untitled 2`, `無題 (3)`. A word of the user's own may have spaces and signs in it.
        None => {
            let is_key = |shape: &str| shape == key || (!key.contains('#') && self::shape(key) == shape);
            is_key(shape) || shape.strip_suffix('#').is_some_and(is_key)
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::lists::Lists;

    #[track_caller]
    fn assert_all(names: &[&str], expected: bool) {
        let list = Lists::builtin().get("generic-file-names").unwrap();
        for name in names {
            assert_eq!(is_generic(name, &list), expected, "{name}");
        }
    }

    #[test]
    fn what_a_scanner_or_program_calls_it_says_nothing() {
        assert_all(
            &[
                "scan0001.pdf",
                "Scan 2026-04-01 (2).pdf",
                "SKM_C250i26040110200.pdf",
                "SKM_28726040112340.pdf",
                "20260401123456_001.pdf",
                "doc00012320260401.pdf",
                "Book1.xlsx",
                "Document1.docx",
                "文書 1.docx",
                "新規 Microsoft Excel ワークシート (2).xlsx",
                "新しいテキスト ドキュメント.txt",
                "無題.pdf",
                "資料.pdf",
                "添付ファイル２.zip",
                "untitled",
            ],
            true,
        );
    }

    #[test]
    fn photos_may_be_called_what_the_camera_calls_them() {
        assert_all(&["IMG_1234.JPG", "20260401_101112.jpg", "写真1.png", "DSC00012.heic", "image.png"], false);
        assert_all(&["IMG_1234.pdf", "image.pdf", "scan0001.jpg"], true);
    }

    #[test]
    fn a_word_more_says_what_it_is() {
        assert_all(
            &[
                "Scan of the contract.pdf",
                "資料_道路工事.pdf",
                "20260401_議事録.pdf",
                "Book1 budget.xlsx",
                "documentation.pdf",
                "別紙1.pdf",
                "p2p.pdf",
                "",
                ".pdf",
            ],
            false,
        );
    }

    #[test]
    fn a_word_of_ones_own_may_have_spaces_and_signs() {
        assert!(is_generic("New-File 2.pdf", &List::parse("names", "new file 2\n")));
        assert!(is_generic("new file.pdf", &List::parse("names", "new file\n")));
    }
}
