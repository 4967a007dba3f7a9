//! The lines of vCard and iCalendar (RFC 6350 3.3, RFC 5545 3.1; vCard 2.1 with its quoted-printable).
//! Knows no property by name.

use super::Look;

/// Parameters of one line.
const PARAMETER_LIMIT: usize = 32;

/// Longer lines are cut: no name, address or remark has a million bytes, and pictures are not looked at.
const LONGEST_LINE_BYTES: usize = 1 << 20;

/// A line with its folds undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContentLine {
    /// Upper case, without its group.
    pub(super) name: String,
    /// Parameters as written, upper-case names.
    pub(super) parameters: Vec<(String, String)>,
    /// Unescaped, in its charset.
    pub(super) value: String,
    /// It went on.
    pub(super) is_cut: bool,
}

impl ContentLine {
    /// The value of that parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// All lines of the file, one by one.
pub(super) fn each(bytes: &[u8], look: &mut Look<'_>, mut take: impl FnMut(&ContentLine, &mut Look<'_>) -> bool) {
    let whole = (look.readers.text)(bytes, None);
    let mut lines = whole.lines().peekable();
    while let Some(line) = lines.next() {
        let mut is_cut = line.len() > LONGEST_LINE_BYTES;
        let mut line = line[..line.floor_char_boundary(LONGEST_LINE_BYTES)].to_owned();
        let is_quoted_printable = line.contains('=') && {
            let head = line.split(':').next().unwrap_or_default().to_ascii_uppercase();
            head.contains("QUOTED-PRINTABLE")
        };
        while let Some(next) = lines.peek() {
            let rest = if is_quoted_printable && line.ends_with('=') {
                line.pop();
                next
            } else if let Some(rest) = next.strip_prefix([' ', '\t']) {
                rest
            } else {
                break;
            };
            let room = rest.floor_char_boundary(LONGEST_LINE_BYTES.saturating_sub(line.len()));
            is_cut |= room < rest.len();
            line.push_str(&rest[..room]);
            lines.next();
        }
        if let Some(line) = parse(&line, is_quoted_printable, look)
            && !take(&ContentLine { is_cut, ..line }, look)
        {
            return;
        }
    }
}

fn parse(line: &str, is_quoted_printable: bool, look: &Look<'_>) -> Option<ContentLine> {
    let colon = colon(line)?;
    let (head, value) = (&line[..colon], &line[colon + 1..]);
    let mut parts = head.split(';');
    let name = parts.next()?.rsplit('.').next()?.trim().to_ascii_uppercase();
    let parameters: Vec<(String, String)> = parts
        .take(PARAMETER_LIMIT)
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (name.trim().to_ascii_uppercase(), value.trim_matches('"').to_owned())
        })
        .collect();
    let mut line = ContentLine { name, parameters, value: String::new(), is_cut: false };
    line.value = if is_quoted_printable {
        let bytes = quoted_printable(value);
        (look.readers.text)(&bytes, line.parameter("CHARSET")).into_owned()
    } else {
        value.to_owned()
    };
    line.value = unescaped(&line.value);
    Some(line)
}

/// The colon behind name and parameters; one in quotes is none.
fn colon(line: &str) -> Option<usize> {
    let mut is_quoted = false;
    line.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b':' && !is_quoted
    })
}

fn quoted_printable(value: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        rest = after;
        if let (b'=', [high, low, after @ ..]) = (first, after)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(first);
        }
    }
    bytes
}

/// `\n`, `\,`, `\;` (RFC 6350 3.4) as lines without blanks around them; the semicolons that part an address or a name become blanks.
fn unescaped(value: &str) -> String {
    if !value.contains(['\\', ';']) {
        return value.trim().to_owned();
    }
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            ';' => text.push(' '),
            other => text.push(other),
        }
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
