//! Whether a file is whole, told from its first and last bytes. Looks at no content.

/// How far from the end a zip's directory may end: a comment of 65,535 bytes can follow (APPNOTE 4.3.16).
const ZIP_TAIL_BYTES: usize = 65_535 + 22;
/// How far from the end readers look for a PDF's end mark (ISO 32000-1, implementation note 18).
const PDF_TAIL_BYTES: usize = 1_024;

/// Says in a word what kind of file is cut short or damaged; `None` for a whole file and for kinds we cannot tell.
///
/// A zip (and so every .xlsx, .docx, .pptx) ends with its directory, a PDF with `%%EOF`: without these no program
/// opens them, and nobody can look into them before they are sent.
#[must_use]
pub fn damage(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") && !tail(bytes, ZIP_TAIL_BYTES).windows(4).any(|mark| mark == b"PK\x05\x06") {
        return Some("zip");
    }
    if bytes.starts_with(b"%PDF-") && !tail(bytes, PDF_TAIL_BYTES).windows(5).any(|mark| mark == b"%%EOF") {
        return Some("pdf");
    }
    None
}

fn tail(bytes: &[u8], length: usize) -> &[u8] {
    &bytes[bytes.len().saturating_sub(length)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zip_without_its_directory_is_damaged() {
        assert_eq!(damage(b"PK\x03\x04 cut short"), Some("zip"));
        assert_eq!(damage(b"PK\x03\x04 whole PK\x05\x06 0123456789abcdef"), None);
    }

    #[test]
    fn a_pdf_without_its_end_is_damaged() {
        assert_eq!(damage(b"%PDF-1.7\n1 0 obj"), Some("pdf"));
        assert_eq!(damage(b"%PDF-1.7\n1 0 obj\n%%EOF\n"), None);
    }

    #[test]
    fn other_files_are_not_judged() {
        assert_eq!(damage(b"example"), None);
        assert_eq!(damage(b""), None);
    }
}
