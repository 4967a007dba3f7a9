//! Tells TNEF (`winmail.dat`, MS-OXTNEF) from other attachments. Does not look into it: see ARCHITECTURE.md.

/// Word for it in findings.
pub const NAME: &str = "TNEF (winmail.dat)";

/// TNEFSignature (MS-OXTNEF 2.1.3.3), low byte first.
const SIGNATURE: [u8; 4] = [0x78, 0x9f, 0x3e, 0x22];

/// Whether an attachment is TNEF, by what it is called or by how it begins.
#[must_use]
pub fn is_tnef(media_type: &str, bytes: &[u8]) -> bool {
    matches!(media_type, "application/ms-tnef" | "application/vnd.ms-tnef") || bytes.starts_with(&SIGNATURE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tnef_is_told_under_any_name() {
        assert!(is_tnef("application/ms-tnef", b""));
        assert!(is_tnef("application/octet-stream", b"\x78\x9f\x3e\x22\x01\x00"));
        assert!(!is_tnef("application/octet-stream", b"\x78\x9f\x3e"));
    }
}
