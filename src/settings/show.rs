//! `mailcheck config show`: every value in force and where it comes from. Knows nothing of how values are found.

use super::layers::Loaded;
use super::limits::{DEFAULT_SIZES, InsideLimit, ReadingLimit};
use super::merge::SECTIONS;
use super::source::{Layer, Place, Source};
use crate::lang::Lang;

/// What holds where no file says anything; `None`: there is nothing.
const DEFAULTS: [(&str, Option<&str>); 31] = [
    ("lang", None),
    ("rules", Some("[]")),
    ("organization.name", None),
    ("organization.aliases", Some("[]")),
    ("organization.domains", Some("[]")),
    ("organization.member-domains", Some("[]")),
    ("organization.intranet-hosts", Some("[]")),
    ("organization.allowed-senders", Some("[]")),
    ("partner", Some("[]")),
    ("people.address-book", None),
    ("people.lists", None),
    ("override", Some("[]")),
    ("limits.mta-bytes", None),
    ("limits.tool-bytes", None),
    ("policy.bulk", Some("\"any\"")),
    ("policy.encrypt", Some("\"any\"")),
    ("policy.forbidden-recipient", Some("[]")),
    ("policy.required-recipient", Some("[]")),
    ("policy.keyword-recipient", Some("[]")),
    ("policy.forbidden-text", Some("[]")),
    ("policy.attachment-forbidden", Some("[]")),
    ("policy.approval", Some("[]")),
    ("mailing.columns", Some("{}")),
    ("mailing.loop-guard", None),
    ("mailing.loop-guard-minutes", Some("10")),
    ("approval.signers", None),
    ("approval.revoked", None),
    ("approval.folder", None),
    ("approval.roles", Some("{}")),
    ("outlook.code-page", Some("932")),
    ("allow", Some("[]")),
];

/// One line for each value: `key = value  # mailcheck.toml:12 (project)`, with what it takes the place of; what no file
/// sets is there too, as a default. Ends with a line end.
#[must_use]
pub fn show(loaded: &Loaded, lang: Lang) -> String {
    let mut lines: Vec<(usize, String)> =
        loaded.sources.iter().map(|source| (section_of(&source.key), line_of(source, lang))).collect();
    let reading = ReadingLimit::ALL
        .map(|limit| (format!("limits.reading.{}", limit.key()), Some(limit.default_value().to_string())));
    let inside = InsideLimit::ALL
        .map(|limit| (format!("limits.attachments.{}", limit.key()), Some(limit.default_value().to_string())));
    let defaults = DEFAULTS.map(|(key, default)| (key.to_owned(), default.map(str::to_owned)));
    let sizes = DEFAULT_SIZES.map(|(name, bytes)| (format!("limits.size.{name}"), Some(bytes.to_string())));
    for (key, default) in defaults.into_iter().chain(sizes).chain(reading).chain(inside) {
        let is_it = |name: &str| name.strip_prefix(&key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let is_set = loaded.sources.iter().any(|source| is_it(name_of(&source.key)));
        if !is_set {
            lines.push((section_of(&key), default_line(&key, default.as_deref(), lang)));
        }
    }
    lines.sort_by_key(|(section, _)| *section);
    lines.into_iter().map(|(_, line)| line + "\n").collect()
}

fn line_of(source: &Source, lang: Lang) -> String {
    let mut line = format!("{} = {}  # {}", source.key, source.value, place_in(&source.place, lang));
    if !source.overrides.is_empty() {
        let places: Vec<String> = source.overrides.iter().map(|place| place_in(place, lang)).collect();
        match lang {
            Lang::En => line += &format!(", instead of {}", places.join(", ")),
            Lang::Ja => line += &format!("、{} より優先", places.join("、")),
        }
    }
    line
}

fn default_line(key: &str, default: Option<&str>, lang: Lang) -> String {
    match default {
        Some(value) => format!("{key} = {value}  # {}", lang.pick("default", "既定値")),
        None if key == "lang" => {
            format!(
                "# {key}  # {}",
                lang.pick("default: as the system's locale says", "既定値：システムのロケールに従います")
            )
        }
        None => format!("# {key}  # {}", lang.pick("default: not set", "既定値：設定なし")),
    }
}

fn place_in(place: &Place, lang: Lang) -> String {
    let layer = match (lang, place.layer) {
        (Lang::En, layer) => layer.name(),
        (Lang::Ja, Layer::System) => "システム",
        (Lang::Ja, Layer::User) => "ユーザー",
        (Lang::Ja, Layer::Project) => "プロジェクト",
        (Lang::Ja, Layer::Config) => "--config",
        (Lang::Ja, Layer::CommandLine) => "コマンドライン",
    };
    match place.line {
        Some(line) => format!("{}:{line} ({layer})", place.file),
        None => format!("{} ({layer})", place.file),
    }
}

fn name_of(key: &str) -> &str {
    key.split('[').next().unwrap_or(key)
}

fn section_of(key: &str) -> usize {
    let section = key.split(['.', '[']).next().unwrap_or_default();
    SECTIONS.iter().position(|known| *known == section).unwrap_or(SECTIONS.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(layer: Layer, file: &str, line: usize) -> Place {
        Place { layer, file: file.to_owned(), line: Some(line) }
    }

    #[test]
    fn each_value_says_where_it_comes_from_and_what_it_replaces() {
        let source = Source {
            key: "policy.bulk".to_owned(),
            value: "\"bcc\"".to_owned(),
            place: place(Layer::Project, "mailcheck.toml", 12),
            overrides: vec![place(Layer::System, "/etc/mailcheck/mailcheck.toml", 3)],
        };
        let loaded = Loaded { sources: vec![source], ..Loaded::default() };
        let shown = show(&loaded, Lang::En);
        assert!(shown.contains(
            "policy.bulk = \"bcc\"  # mailcheck.toml:12 (project), instead of /etc/mailcheck/mailcheck.toml:3 (system)\n"
        ));
        assert!(!shown.contains("policy.bulk = \"any\""));
        assert!(show(&loaded, Lang::Ja).contains("mailcheck.toml:12 (プロジェクト)"));
    }

    #[test]
    fn defaults_are_listed_in_the_order_of_the_handbook() {
        let shown = show(&Loaded::default(), Lang::En);
        assert!(shown.starts_with("# lang  # default: as the system's locale says\nrules = []  # default\n"));
        assert!(shown.contains("limits.reading.depth = 16  # default\n"));
        assert!(shown.contains("outlook.code-page = 932  # default\n"));
        assert!(shown.contains("limits.attachments.cells = 2000000  # default\n"));
        let limits = DEFAULT_SIZES.len() + ReadingLimit::ALL.len() + InsideLimit::ALL.len();
        assert_eq!(shown.lines().count(), DEFAULTS.len() + limits);
    }
}
