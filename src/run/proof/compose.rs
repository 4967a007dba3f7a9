//! A draft as it stands in a rule file -> the bytes of an .eml. Knows no rule.

use std::fmt::Write;

/// The draft's text with `attachments` as small files. Header fields stay raw UTF-8 (RFC 6532), line ends LF.
#[must_use]
pub fn eml(draft: &str, attachments: &[String]) -> Vec<u8> {
    let draft = draft.strip_prefix('\n').unwrap_or(draft);
    if attachments.is_empty() {
        return draft.as_bytes().to_vec();
    }
    let (head, body) = draft.split_once("\n\n").unwrap_or((draft, ""));
    let mut text = format!(
        "{head}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"{BOUNDARY}\"\n\n--{BOUNDARY}\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
    );
    for name in attachments {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "--{BOUNDARY}\nContent-Type: {}\nContent-Disposition: attachment; filename=\"{name}\"\n\
             Content-Transfer-Encoding: base64\n\n{CONTENT}\n",
            media_type(name)
        );
    }
    let _ = writeln!(text, "--{BOUNDARY}--");
    text.into_bytes()
}

const BOUNDARY: &str = "=_example";
/// "example" in base64.
const CONTENT: &str = "ZXhhbXBsZQ==";

/// Media type by name ending, as a mail program would set it.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("pdf") => "application/pdf",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("zip") => "application/zip",
        Some("csv") => "text/csv",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
