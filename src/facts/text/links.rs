//! Links written out in a text, and who can follow them. Knows no settings.

use crate::domain_name::is_same_or_under;
use std::ops::Range;

/// A link and its host in lower case.
pub(super) struct Link {
    pub(super) range: Range<usize>,
    pub(super) host: String,
}

/// Links that begin with a scheme, and paths of the local network, in order of place.
pub(super) fn found_in(text: &str) -> Vec<Link> {
    let mut links = with_scheme(text);
    links.extend(network_paths(text));
    links.sort_by_key(|link| link.range.start);
    links
}

/// Who can follow a link, where that is not everybody: a word of `reach`.
pub(super) fn reach_of(link: &str, host: &str) -> Option<&'static str> {
    let path = link.split_once("://").map_or(link, |(_, rest)| rest);
    if !link.contains("://") || link.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file://")) {
        return Some("local");
    }
    let is_at = |domain: &str| is_same_or_under(host, domain);
    let is_document =
        ["/document/", "/spreadsheets/", "/presentation/", "/forms/"].iter().any(|kind| path.contains(kind));
    let is_shared = (is_at("docs.google.com") && is_document && path.contains("/edit"))
        || (is_at("sharepoint.com") && [":x:", ":w:", ":p:", ":b:", ":f:"].iter().any(|kind| path.contains(kind)))
        || is_at("1drv.ms")
        || (is_at("drive.google.com") && path.contains("sharing"))
        || ((is_at("dropbox.com") || is_at("box.com")) && (path.contains("dl=") || path.contains("/s/")));
    is_shared.then_some("shared")
}

/// Signs that are a backslash on one code page or another: Japanese mail shows it as a yen sign.
const BACKSLASHES: [char; 4] = ['\\', '¥', '￥', '＼'];

/// `\\server\share\file` (MS-DTYP 2.2.57), also as Japanese mail shows it. A server of one or two letters is more
/// often a regular expression.
fn network_paths(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    if !BACKSLASHES.iter().any(|backslash| text.contains(*backslash)) {
        return links;
    }
    let mut end_of_last = 0;
    for (start, first) in text.char_indices().filter(|(_, character)| BACKSLASHES.contains(character)) {
        let is_apart = text[..start].chars().next_back().is_none_or(|before| {
            before.is_whitespace() || !before.is_ascii() && !BACKSLASHES.contains(&before) || "<(\"'[:".contains(before)
        });
        let Some(rest) =
            text[start + first.len_utf8()..].strip_prefix(first).filter(|_| is_apart && start >= end_of_last)
        else {
            continue;
        };
        let server = rest.split(|sign: char| !(sign.is_ascii_alphanumeric() || ".-_".contains(sign))).next();
        let server =
            server.filter(|server| server.len() >= 3 && server.contains(|sign: char| sign.is_ascii_alphabetic()));
        let Some(share) = server.and_then(|server| rest[server.len()..].strip_prefix(first)) else { continue };
        let length = share.find(|sign: char| sign.is_whitespace() || "<>\"'|)）」』。、，".contains(sign));
        let length = length.unwrap_or(share.len());
        if share[..length].chars().take_while(|sign| sign.is_alphanumeric() || "_-$".contains(*sign)).count() < 2 {
            continue;
        }
        end_of_last = text.len() - share.len() + length;
        links.push(Link { range: start..end_of_last, host: server.unwrap_or_default().to_ascii_lowercase() });
    }
    links
}

fn with_scheme(text: &str) -> Vec<Link> {
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

    #[track_caller]
    fn reaches(text: &str, expected: &[Option<&str>]) {
        let links = found_in(text);
        let found: Vec<_> = links.iter().map(|link| reach_of(&text[link.range.clone()], &link.host)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_path_of_the_network_is_local() {
        reaches(r"資料は\\fsv01\総務課\資料.xlsxにあります", &[Some("local")]);
        reaches("￥￥fsv01￥share￥a.doc をご覧ください", &[Some("local")]);
        reaches("see file://fsv01/share/a.doc", &[Some("local")]);
        reaches(r"match \\d+\s or C:\\dir\\file or \\begin{x}", &[]);
        reaches("￥￥1,000", &[]);
    }

    #[test]
    fn a_document_of_the_cloud_is_shared_and_a_page_is_not() {
        reaches("https://docs.google.com/spreadsheets/d/1demo/edit#gid=0", &[Some("shared")]);
        reaches("https://tsubame.sharepoint.com/:x:/g/Edemo", &[Some("shared")]);
        reaches("https://docs.google.com/forms/d/e/1demo/viewform", &[None]);
        reaches("https://tsubame.example/edit", &[None]);
    }

    #[test]
    fn no_scheme_is_no_link() {
        assert!(found_in("a :// b").is_empty());
    }
}
