//! Files in which people name themselves for everybody: AUTHORS, ChangeLog, LICENSE. Knows names of files only.

use crate::fold::fold;

/// How the names of such files begin (folded), before a dot, a hyphen or their end.
const BEGINNINGS: [&str; 19] = [
    "authors",
    "changelog",
    "changes",
    "codeowners",
    "committers",
    "contributing",
    "contributors",
    "copying",
    "copyright",
    "credits",
    "history",
    "licence",
    "license",
    "mailmap",
    "maintainers",
    "news",
    "notice",
    "readme",
    "thanks",
];
/// A table of that name is none: `contributors.xlsx` lists who gave money.
const TEXTS: [&str; 9] = ["", "txt", "md", "rst", "adoc", "html", "debian", "gz", "mailmap"];

/// True for a text that lies in every copy of a program, with the names and addresses of those who wrote it.
pub(super) fn is_published(name: &str) -> bool {
    let name = fold(name.rsplit(['/', '\\']).next().unwrap_or(name));
    let name = name.trim_start_matches('.');
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_number = || extension.chars().all(|letter| letter.is_ascii_digit());
    (TEXTS.contains(&extension) || is_number())
        && BEGINNINGS.iter().any(|beginning| {
            name.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_come_with_files_about_who_wrote_them() {
        for name in
            ["AUTHORS", "ChangeLog", "src/LICENSE-MIT", "changelog.Debian", "Changelog.1", "THANKS.md", ".mailmap"]
        {
            assert!(is_published(name), "{name}");
        }
        for name in ["contributors.csv", "newsletter.txt", "license holders.txt", "history of patients.txt", "名簿.txt"]
        {
            assert!(!is_published(name), "{name}");
        }
    }
}
