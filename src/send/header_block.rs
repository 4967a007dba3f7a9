//! The header fields of a message as bytes: found and taken out, while every other byte stays as it is. Decodes nothing.

use std::ops::Range;

/// A field and its continuation lines (RFC 5322 2.2.3), with the line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'m> {
    /// Before the colon, as written.
    pub name: &'m [u8],
    /// Behind the colon.
    pub body: &'m [u8],
    /// With its line end, in the message.
    pub range: Range<usize>,
}

/// The message without the fields of these names, however their letters are written.
#[must_use]
pub fn without(message: &[u8], names: &[&str]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(message.len());
    let mut from = 0;
    for field in fields(message).into_iter().filter(|field| names.iter().any(|name| is_named(field, name))) {
        kept.extend_from_slice(&message[from..field.range.start]);
        from = field.range.end;
    }
    kept.extend_from_slice(&message[from..]);
    kept
}

/// `message` without the fields of these names, and with `field`, a line with its end, where the first of them stood; in
/// front of all others when there was none.
#[must_use]
pub fn with_field_instead(message: &[u8], names: &[&str], field: &str) -> Vec<u8> {
    let is_asked = |found: &Field<'_>| names.iter().any(|name| is_named(found, name));
    let first = fields(message).into_iter().find(is_asked).map(|found| found.range.start);
    let at = first.unwrap_or_else(|| from_line_len(message));
    // All that is taken out stands behind it.
    let mut whole = message[..at].to_vec();
    whole.extend_from_slice(field.as_bytes());
    whole.extend_from_slice(&without(message, names)[at..]);
    whole
}

/// `message` with the fields of `header`, which take the place of its own of the same names.
#[must_use]
pub fn with_fields_of(message: &[u8], header: &[u8]) -> Vec<u8> {
    let stronger = fields(header);
    let names: Vec<String> = stronger.iter().map(|field| String::from_utf8_lossy(field.name).into_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let rest = without(message, &names);
    let from_line = from_line_len(&rest);
    let mut whole = rest[..from_line].to_vec();
    for field in stronger {
        whole.extend_from_slice(&header[field.range]);
        if !whole.ends_with(b"\n") {
            whole.push(b'\n');
        }
    }
    whole.extend_from_slice(&rest[from_line..]);
    whole
}

/// Bytes of the header fields, up to the blank line or whatever else is no field.
#[must_use]
pub fn len(message: &[u8]) -> usize {
    fields(message).last().map_or_else(|| from_line_len(message), |last| last.range.end)
}

/// Length of the line by which an mbox begins a message; 0 without one.
fn from_line_len(message: &[u8]) -> usize {
    if !message.starts_with(b"From ") {
        return 0;
    }
    message.iter().position(|byte| *byte == b'\n').map_or(message.len(), |end| end + 1)
}

/// The bodies of the fields of that name, unfolded and trimmed.
#[must_use]
pub fn bodies(message: &[u8], name: &str) -> Vec<String> {
    let fields = fields(message).into_iter().filter(|field| is_named(field, name));
    fields.map(|field| String::from_utf8_lossy(field.body).replace(['\r', '\n'], "").trim().to_owned()).collect()
}

/// True for a field of that name, however its letters are written.
#[must_use]
pub fn is_named(field: &Field<'_>, name: &str) -> bool {
    field.name.eq_ignore_ascii_case(name.as_bytes())
}

/// The fields in their order, up to the first line that is no field: the blank one, or text that a program put there without one.
#[must_use]
pub fn fields(message: &[u8]) -> Vec<Field<'_>> {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut at = 0;
    while at < message.len() {
        let end = message[at..].iter().position(|byte| *byte == b'\n').map_or(message.len(), |end| at + end + 1);
        let line = &message[at..end];
        let is_from_line = at == 0 && (line.starts_with(b"From ") || line.starts_with(b">From "));
        match (line.first(), fields.last_mut()) {
            (Some(b' ' | b'\t'), Some(last)) if !line.trim_ascii().is_empty() => {
                last.range.end = end;
                last.body = &message[last.range.start + last.name.len() + 1..end];
            }
            _ if is_from_line => {}
            _ => match field_name(line) {
                Some(name) => fields.push(Field { name, body: &line[name.len() + 1..], range: at..end }),
                None => return fields,
            },
        }
        at = end;
    }
    fields
}

/// Printable ASCII before a colon; blanks before the colon are an old way to write it (RFC 5322 4.5), and belong to no name
/// that is asked for here.
fn field_name(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = &line[..colon];
    (colon > 0 && name.iter().all(u8::is_ascii_graphic)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_with_their_continuation_lines_and_nothing_else() {
        let message =
            b"From x\r\nTo: a@b.example\r\nBCC: c@d.example,\r\n\te@f.example\r\nSubject: Bcc: x\r\n\r\nBcc: text\r\n";
        let expected = b"From x\r\nTo: a@b.example\r\nSubject: Bcc: x\r\n\r\nBcc: text\r\n";
        assert_eq!(without(message, &["Bcc", "Resent-Bcc"]), expected);
        assert_eq!(without(expected, &["Bcc"]), expected);
        assert_eq!(without(b"Bcc: a", &["bcc"]), b"");
        assert_eq!(without(b"", &["bcc"]), b"");
    }

    #[test]
    fn fields_of_another_file_take_the_place_of_the_own_ones() {
        let patch = b"From 1a2b Mon Sep 17 00:00:00 2001\nFrom: a@b.example\nSubject: old\n\n---\n";
        let header = b"From: c@d.example\nTo: e@f.example\nSubject: new";
        let expected = b"From 1a2b Mon Sep 17 00:00:00 2001\nFrom: c@d.example\nTo: e@f.example\nSubject: new\n\n---\n";
        assert_eq!(with_fields_of(patch, header), expected);
    }

    #[test]
    fn bodies_are_unfolded() {
        let message =
            b"Mailcheck-Allow: missing-bcc;\n a reason\nmailcheck-allow: x; y\nto: z\n\nMailcheck-Allow: no\n";
        assert_eq!(bodies(message, "Mailcheck-Allow"), ["missing-bcc; a reason", "x; y"]);
    }
}
