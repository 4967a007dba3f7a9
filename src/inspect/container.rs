//! Whether a file is whole, and whether it is locked, told from its outermost layer. Looks at no content.

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

/// Whether a file can be opened only with a password or key; `None` for kinds that we cannot tell.
///
/// A zip is encrypted when every file in it is: one that is not can be read by whoever gets it. An Office file with a
/// password is a compound file around an `EncryptedPackage` (MS-OFFCRYPTO 2.3.4.4); old .doc and .xls and .7z are not
/// told apart.
#[must_use]
pub fn is_encrypted(bytes: &[u8]) -> Option<bool> {
    if bytes.starts_with(b"PK\x03\x04") {
        zip_is_encrypted(bytes)
    } else if bytes.starts_with(b"%PDF-") {
        // One letter more than the name: `/EncryptMetadata` is another key.
        let mut names = bytes.windows(PDF_KEY.len() + 1).filter(|window| window.starts_with(PDF_KEY));
        Some(names.any(|window| !window.ends_with(b"M")))
    } else if bytes.starts_with(&COMPOUND_FILE) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name).then_some(true)
    } else if bytes.starts_with(PGP_ARMOR) {
        Some(true)
    } else {
        None
    }
}

/// True for a message of OpenPGP, which opens with a key or password: in ASCII, or, where the name says that it is one, in
/// packets that begin with a session key (RFC 9580 5.1, 5.3, 6.2).
#[must_use]
pub fn is_pgp_message(name: Option<&str>, bytes: &[u8]) -> bool {
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    let is_named_so = extension.is_some_and(|ending| ["pgp", "gpg"].iter().any(|pgp| ending.eq_ignore_ascii_case(pgp)));
    let packet = match bytes.first() {
        Some(first) if first & 0xC0 == 0xC0 => first & 0x3F,
        Some(first) if first & 0x80 == 0x80 => first >> 2 & 0x0F,
        _ => 0,
    };
    bytes.trim_ascii_start().starts_with(PGP_ARMOR) || is_named_so && matches!(packet, 1 | 3)
}

/// First line of an encrypted message in ASCII (RFC 9580 6.2).
const PGP_ARMOR: &[u8] = b"-----BEGIN PGP MESSAGE-----";

/// The key of a PDF's trailer that says how it is encrypted (ISO 32000-1, 7.6.1).
const PDF_KEY: &[u8] = b"/Encrypt";

/// First bytes of a compound file (MS-CFB 2.2).
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Walks the directory at the end of a zip (APPNOTE 4.3.12): flag bit 0 of every entry that is no folder. `None` when
/// the directory is not where it should be, or has no file.
fn zip_is_encrypted(bytes: &[u8]) -> Option<bool> {
    let number = |at: usize, length: usize| {
        let little = bytes.get(at..at.checked_add(length)?)?;
        Some(little.iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte)))
    };
    let end = bytes.windows(4).rposition(|mark| mark == b"PK\x05\x06")?;
    let mut at = number(end + 16, 4)?;
    let mut files = 0;
    for _ in 0..number(end + 10, 2)? {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (flags, name) = (number(at + 8, 2)?, number(at + 28, 2)?);
        let is_folder = name > 0 && bytes.get(at + 45 + name) == Some(&b'/');
        if !is_folder && flags & 1 == 0 {
            return Some(false);
        }
        files += usize::from(!is_folder);
        at += 46 + name + number(at + 30, 2)? + number(at + 32, 2)?;
    }
    (files > 0).then_some(true)
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

    /// A zip with these names and flags, its contents left out.
    fn zip(entries: &[(&str, u8)]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04 contents".to_vec();
        let start = u8::try_from(bytes.len()).unwrap_or_default();
        for (name, flags) in entries {
            let mut header = [0; 46];
            header[..4].copy_from_slice(b"PK\x01\x02");
            (header[8], header[28]) = (*flags, u8::try_from(name.len()).unwrap_or_default());
            bytes.extend(header);
            bytes.extend(name.bytes());
        }
        let mut end = [0; 22];
        end[..4].copy_from_slice(b"PK\x05\x06");
        (end[10], end[16]) = (u8::try_from(entries.len()).unwrap_or_default(), start);
        bytes.extend(end);
        bytes
    }

    #[test]
    fn a_zip_is_encrypted_when_all_its_files_are() {
        assert_eq!(is_encrypted(&zip(&[("a/", 0), ("a/b.csv", 1)])), Some(true));
        assert_eq!(is_encrypted(&zip(&[("a.csv", 1), ("b.csv", 0)])), Some(false));
        assert_eq!(is_encrypted(&zip(&[("a/", 0)])), None);
    }

    #[test]
    fn a_zip_whose_directory_lies_is_not_judged() {
        let mut bytes = zip(&[("a.csv", 1)]);
        let end = bytes.len() - 22;
        bytes[end + 16..end + 20].fill(0xFF);
        assert_eq!(is_encrypted(&bytes), None);
        assert_eq!(is_encrypted(b"PK\x03\x04 PK\x05\x06"), None);
    }

    #[test]
    fn a_pdf_says_so_itself() {
        assert_eq!(is_encrypted(b"%PDF-1.7 trailer << /Encrypt 9 0 R >> %%EOF"), Some(true));
        assert_eq!(is_encrypted(b"%PDF-1.7 << /EncryptMetadata true >> %%EOF"), Some(false));
    }

    #[test]
    fn an_office_file_with_a_password_is_a_compound_file() {
        let mut bytes = COMPOUND_FILE.to_vec();
        assert_eq!(is_encrypted(&bytes), None);
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(is_encrypted(&bytes), Some(true));
    }

    #[test]
    fn a_message_of_openpgp_is_told_by_its_armour_or_first_packet() {
        assert!(is_pgp_message(Some("a.asc"), b"-----BEGIN PGP MESSAGE-----\n"));
        assert!(is_pgp_message(Some("a.pdf.GPG"), &[0x85, 1, 0x0C, 3]));
        assert!(is_pgp_message(Some("a.pgp"), &[0xC1, 1]));
        for (name, bytes) in
            [("a.gpg", &[0x99_u8, 1][..]), ("a.bin", &[0x85, 1]), ("a.asc", b"-----BEGIN PGP PUBLIC KEY")]
        {
            assert!(!is_pgp_message(Some(name), bytes), "{name}");
        }
    }

    #[test]
    fn other_files_are_not_judged() {
        assert_eq!(damage(b"example"), None);
        assert_eq!(damage(b""), None);
        assert_eq!(is_encrypted(b"example"), None);
    }
}
