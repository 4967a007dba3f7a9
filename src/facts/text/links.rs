//! Links written out in a text or in markup, and who can follow them. Knows no settings.

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

/// Where the target of a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination {
    /// In lower case; empty for one without.
    pub(super) host: String,
    /// See [`reach_of`].
    pub(super) reach: Option<&'static str>,
}

/// Reads a target as it stands in markup; `None` for what leads nowhere by itself: a place in the page, a relative path.
pub(super) fn destination(target: &str) -> Option<Destination> {
    let is_slash = |sign: char| sign == '/' || BACKSLASHES.contains(&sign);
    let local = |path: &str| {
        let server = path.split(is_slash).next().unwrap_or_default();
        let host = if server.contains([':', '|']) { String::new() } else { server.to_lowercase() };
        Some(Destination { host, reach: Some("local") })
    };
    let without_slashes = target.trim_start_matches(is_slash);
    if target.starts_with(BACKSLASHES) {
        return local(without_slashes);
    }
    if target.starts_with("//") {
        let host = host_of(without_slashes);
        return Some(Destination { reach: reach_of(&format!("https:{target}"), &host), host });
    }
    let (scheme, rest) = target.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if !is_scheme {
        return None;
    }
    if scheme.len() == 1 {
        // `C:\`.
        return local(target).filter(|_| rest.starts_with(is_slash));
    }
    let path = rest.trim_start_matches(is_slash);
    if scheme.eq_ignore_ascii_case("file") {
        // `file:///path` is of this computer (RFC 8089), two slashes or more than three come before a server.
        let is_of_this_computer = rest.starts_with("///") && path.len() + 3 == rest.len();
        return if is_of_this_computer { local(":") } else { local(path) };
    }
    if !rest.starts_with(is_slash) {
        return Some(Destination { host: String::new(), reach: None });
    }
    let host = host_of(path);
    Some(Destination { reach: reach_of(&format!("{scheme}://{path}"), &host), host })
}

/// The host of what follows `//`, in lower case.
fn host_of(link: &str) -> String {
    let authority = link.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default().to_ascii_lowercase()
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
            links.push(Link { range: scheme_start..end, host: host_of(&text[middle + 3..end]) });
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

    #[track_caller]
    fn leads(target: &str, host: &str, reach: Option<&'static str>) {
        assert_eq!(destination(target), Some(Destination { host: host.to_owned(), reach }), "{target}");
    }

    #[test]
    fn a_target_on_this_computer_or_network_is_local() {
        leads(r"\\srv01\人事", "srv01", Some("local"));
        leads("file://SRV01/人事/名簿.xlsx", "srv01", Some("local"));
        leads(r"file:///\\srv01\人事\名簿.xlsx", "srv01", Some("local"));
        leads("file:////srv01/share", "srv01", Some("local"));
        leads("file:///home/ann/list.ods", "", Some("local"));
        leads("file:///C:/Users/ann/list.xlsx", "", Some("local"));
        leads(r"C:\Users\ann\list.xlsx", "", Some("local"));
    }

    #[test]
    fn a_target_on_the_web_has_its_host() {
        leads("HTTPS://ann@Tsubame.example:8080/x", "tsubame.example", None);
        leads("//tsubame.example/x", "tsubame.example", None);
        leads("https://docs.google.com/spreadsheets/d/1demo/edit", "docs.google.com", Some("shared"));
        leads("mailto:ann@tsubame.example", "", None);
    }

    #[test]
    fn a_place_in_the_page_or_beside_it_leads_nowhere() {
        for target in ["#top", "page.html", "{{url}}", "/a:b", "?a=b:c", "あ:い", "C:x"] {
            assert_eq!(destination(target), None, "{target}");
        }
    }

    #[test]
    fn no_scheme_is_no_link() {
        assert!(found_in("a :// b").is_empty());
    }
}
