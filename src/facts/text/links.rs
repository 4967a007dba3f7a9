//! Links written out in a text.

use std::ops::Range;

/// A link and its host in lower case.
pub(super) struct Link {
    pub(super) range: Range<usize>,
    pub(super) host: String,
}

/// Links that begin with a scheme, in order of place.
pub(super) fn found_in(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find("://") {
        let middle = from + offset;
        let scheme_start = text[..middle]
            .rfind(|character: char| !character.is_ascii_alphanumeric())
            .map_or(0, |index| index + text[index..].chars().next().map_or(1, char::len_utf8));
        let scheme_start = scheme_start.max(from);
        let rest = &text[middle + 3..];
        let length = rest.find(|character: char| !is_link_character(character)).unwrap_or(rest.len());
        let end = middle + 3 + rest[..length].trim_end_matches(['.', ',', ')', ';', '\'', '"']).len();
        if scheme_start < middle && end > middle + 3 {
            let authority = text[middle + 3..end].split(['/', '?', '#']).next().unwrap_or_default();
            let host = authority.rsplit('@').next().unwrap_or_default();
            let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
            links.push(Link { range: scheme_start..end, host });
        }
        from = (middle + 3).max(end);
    }
    links
}

fn is_link_character(character: char) -> bool {
    character.is_ascii_graphic() && !matches!(character, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_ends_where_japanese_begins() {
        let text = "こちら（https://Drive.Google.com/file/d/1a）をご覧ください";
        let links = found_in(text);
        assert_eq!(links[0].host, "drive.google.com");
        assert_eq!(&text[links[0].range.clone()], "https://Drive.Google.com/file/d/1a");
    }

    #[test]
    fn no_scheme_is_no_link() {
        assert!(found_in("a :// b").is_empty());
    }
}
