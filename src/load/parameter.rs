//! Parameters of Content-Type and Content-Disposition (RFC 2045 5.1, RFC 2231), and the file name they give.
//! Knows no part structure.

use crate::draft::DefectKind;
use crate::load::charset;
use crate::load::encoded_word;
use crate::load::met::Met;
use crate::load::transfer_encoding;
use std::collections::HashSet;

/// Sections of one parameter that are read (`filename*0*` ...); no mailer writes as many.
const SECTION_LIMIT: usize = 200;

/// Parameters of one field that are read; as with sections.
const PARAMETER_LIMIT: usize = 1_000;

/// A field of the form `value; name=value; ...`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parameters {
    /// What stands before the first `;`, lower-case (`text/plain`, `attachment`).
    pub value: String,
    entries: Vec<Entry>,
    /// Breaches met while reading the field.
    pub met: Vec<Met>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// Lower-case, without section and asterisks.
    name: String,
    /// `filename*2` is 2.
    section: Option<usize>,
    /// True for `filename*` and `filename*2*`: percent-encoded.
    is_extended: bool,
    value: String,
}

impl Parameters {
    /// Reads the body of a field.
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        let (decoded, mut met) = encoded_word::decode_raw(body, 0);
        let (pieces, is_cut) = pieces(decoded.text());
        met.extend(is_cut.then(|| Met::new(DefectKind::SizeLimit, format!("more than {PARAMETER_LIMIT} parameters"))));
        let mut pieces = pieces.into_iter();
        let value = pieces.next().unwrap_or_default();
        // `text/plain (a comment)` and `text/plain charset=...` without semicolon.
        let value = value.split(|c: char| c.is_whitespace() || c == '(').find(|word| !word.is_empty());
        let value = value.unwrap_or_default().trim_matches('"').to_ascii_lowercase();
        let mut entries: Vec<Entry> = Vec::new();
        for piece in pieces {
            match piece.split_once('=').map(|(name, value)| (name.trim(), value.trim())) {
                Some((name, value)) if !name.contains(char::is_whitespace) => entries.push(entry(name, value)),
                // `filename=a;b.txt`: a semicolon in a name that should have been quoted.
                _ => {
                    if let Some(last) = entries.last_mut().filter(|_| !piece.trim().is_empty()) {
                        last.value.push(';');
                        last.value.push_str(&piece);
                    }
                }
            }
        }
        Self { value, entries, met }
    }

    /// The value of parameter `name` (lower-case), decoded: the extended form wins, then sections, then the plain one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<(String, Vec<Met>)> {
        self.extended(name).or_else(|| self.plain(name))
    }

    /// The value of a parameter that holds no text for people (`charset`, `boundary`).
    #[must_use]
    pub fn token(&self, name: &str) -> Option<String> {
        self.get(name).map(|(value, _)| value).filter(|value| !value.is_empty())
    }

    /// Parameters that were given before, with their values; without names of files (see [`other_names`]).
    pub fn again(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut seen = HashSet::new();
        let entries = self.entries.iter().filter(|entry| !matches!(entry.name.as_str(), "name" | "filename"));
        entries.filter_map(move |entry| {
            let is_new = seen.insert((&entry.name, entry.section, entry.is_extended));
            (!is_new).then_some((entry.name.as_str(), entry.value.as_str()))
        })
    }

    fn plain(&self, name: &str) -> Option<(String, Vec<Met>)> {
        let entry =
            self.entries.iter().find(|entry| entry.name == name && entry.section.is_none() && !entry.is_extended)?;
        // RFC 2047 5 forbids encoded-words here; every mailer reads them.
        Some(encoded_word::decode_text(&entry.value))
    }

    /// RFC 2231: joined before the charset is decoded, since sections split characters.
    fn extended(&self, name: &str) -> Option<(String, Vec<Met>)> {
        let mut sections: Vec<&Entry> =
            self.entries.iter().filter(|e| e.name == name && (e.is_extended || e.section.is_some())).collect();
        if sections.iter().any(|entry| entry.section.is_none()) {
            sections.retain(|entry| entry.section.is_none());
            sections.truncate(1);
        }
        sections.sort_by_key(|entry| entry.section);
        let is_cut = sections.len() > SECTION_LIMIT;
        sections.truncate(SECTION_LIMIT);
        let first = sections.first()?;
        let mut label = None;
        let mut bytes = Vec::new();
        let mut is_damaged = false;
        for (index, section) in sections.iter().enumerate() {
            let mut value = section.value.as_str();
            if index == 0
                && first.is_extended
                && let Some((charset, rest)) = value.split_once('\'')
            {
                label = Some(charset);
                value = rest.split_once('\'').map_or(rest, |(_, text)| text);
            }
            if section.is_extended {
                let decoded = transfer_encoding::percent(value.as_bytes());
                is_damaged |= decoded.is_damaged;
                bytes.extend(decoded.bytes);
            } else {
                bytes.extend_from_slice(value.as_bytes());
            }
        }
        let (text, mut met) = charset::decode(&bytes, label);
        if is_damaged {
            met.push(Met::new(DefectKind::EncodedWord, "percent encoding"));
        }
        if is_cut {
            met.push(Met::new(DefectKind::SizeLimit, format!("more than {SECTION_LIMIT} sections of a parameter")));
        }
        // Sections of encoded-words, as some mailers cut long names.
        if !first.is_extended && text.contains("=?") {
            let (decoded, more) = encoded_word::decode_text(&text);
            met.extend(more);
            return Some((decoded, met));
        }
        Some((text, met))
    }
}

/// The file name of a part: `filename` of Content-Disposition, else `name` of Content-Type. True when it came from
/// Content-Disposition.
#[must_use]
pub fn filename(disposition: &Parameters, content_type: &Parameters) -> Option<(String, bool, Vec<Met>)> {
    let candidates = [
        (disposition, "filename", true),
        (content_type, "name", false),
        (disposition, "name", true),
        (content_type, "filename", false),
    ];
    candidates.into_iter().find_map(|(parameters, name, is_disposition)| {
        let (value, met) = parameters.get(name)?;
        let value = value.replace(char::is_control, " ").trim().to_owned();
        (!value.is_empty()).then_some((value, is_disposition, met))
    })
}

/// The names that the part has besides `chosen`, which other programs may show: of a parameter given twice, of the other
/// field, of the form for programs that know no RFC 2231.
#[must_use]
pub fn other_names(disposition: &Parameters, content_type: &Parameters, chosen: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for parameters in [disposition, content_type] {
        for name in ["filename", "name"] {
            let written = parameters.entries.iter().filter(|entry| entry.name == name && entry.section.is_none());
            let plain =
                written.filter(|entry| !entry.is_extended).map(|entry| encoded_word::decode_text(&entry.value).0);
            let extended = parameters.extended(name).map(|(name, _)| name);
            for name in plain.chain(extended) {
                let name = name.replace(char::is_control, " ").trim().to_owned();
                if !name.is_empty() && name != chosen && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names
}

fn entry(name: &str, value: &str) -> Entry {
    let name = name.to_ascii_lowercase();
    let (name, is_extended) = name.strip_suffix('*').map_or((name.as_str(), false), |name| (name, true));
    let (name, section) = match name.rsplit_once('*').map(|(name, section)| (name, section.parse().ok())) {
        Some((name, Some(section))) => (name, Some(section)),
        _ => (name, None),
    };
    Entry { name: name.to_owned(), section, is_extended, value: unquote(value) }
}

/// Cuts at each `;` outside quotes; true when there are more than are read.
fn pieces(text: &str) -> (Vec<String>, bool) {
    let mut pieces = vec![String::new()];
    let mut is_quoted = false;
    let mut is_escaped = false;
    for character in text.chars() {
        match character {
            '"' if !is_escaped => is_quoted = !is_quoted,
            ';' if !is_quoted => {
                if pieces.len() > PARAMETER_LIMIT {
                    return (pieces, true);
                }
                pieces.push(String::new());
                is_escaped = false;
                continue;
            }
            _ => {}
        }
        is_escaped = character == '\\' && !is_escaped;
        if let Some(last) = pieces.last_mut() {
            last.push(character);
        }
    }
    (pieces, false)
}

/// Without quotes; a backslash quotes only `"` and `\`, since old mailers wrote paths.
fn unquote(value: &str) -> String {
    let Some(quoted) = value.strip_prefix('"') else { return value.to_owned() };
    let mut text = String::with_capacity(quoted.len());
    let mut characters = quoted.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' if characters.peek().is_some_and(|next| matches!(next, '"' | '\\')) => text.extend(characters.next()),
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[track_caller]
    fn check(disposition: &[u8], content_type: &[u8], name: &str) {
        let found = filename(&Parameters::read(disposition), &Parameters::read(content_type));
        assert_eq!(found.unwrap().0, name, "{}", String::from_utf8_lossy(disposition));
    }

    #[test]
    fn a_character_split_over_two_sections_is_whole() {
        check(b"attachment; filename*0*=UTF-8''%E5%B1; filename*1*=%B1.txt", b"", "山.txt");
        check(b"attachment; filename*1*=%B1; filename*2=.txt; filename*0*=UTF-8'ja'%E5%B1", b"", "山.txt");
        check(b"attachment; filename*=cp932''%8eR.txt", b"", "山.txt");
    }

    #[test]
    fn the_extended_name_wins_and_name_comes_last() {
        check(b"attachment; filename=\"a.txt\"; filename*=UTF-8''b.txt", b"x/y; name=c.txt", "b.txt");
        check(b"attachment", b"x/y; name=\"c.txt\"", "c.txt");
        check(b"attachment; filename=\"\"", b"x/y; name*=UTF-8''c.txt", "c.txt");
    }

    #[test]
    fn encoded_words_and_raw_bytes_in_names_are_read() {
        check(b"attachment; filename=\"=?UTF-8?B?5bGx?=.txt\"", b"", "山.txt");
        check(b"attachment; filename=\"=?UTF-8?B?5bGx?=\r\n =?UTF-8?B?5bGx?=\"", b"", "山山");
        check(b"attachment; filename=\"\x95\x5c.txt\"; size=1", b"", "表.txt");
        check(b"attachment; filename=\"\x1b$B;3\x1b(B.txt\"", b"", "山.txt");
    }

    #[test]
    fn careless_names_are_kept_whole() {
        check(b"attachment; filename=my report.pdf", b"", "my report.pdf");
        check(b"attachment; filename=a;b.txt", b"", "a;b.txt");
        check(b"attachment; filename=\"C:\\tmp\\a.txt\"", b"", "C:\\tmp\\a.txt");
        check(b"attachment; filename=\"a.txt", b"", "a.txt");
        check(b"attachment; filename=\"a\\\"b;c.txt\"", b"", "a\"b;c.txt");
    }

    #[test]
    fn the_value_is_lower_case_and_bare() {
        assert_eq!(Parameters::read(b"Text/HTML charset=utf-8").value, "text/html");
        assert_eq!(Parameters::read(b"text/plain; Charset=\"UTF-8\"").token("charset").unwrap(), "UTF-8");
    }
}
