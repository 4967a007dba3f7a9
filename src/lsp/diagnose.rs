//! A text -> what is to be shown in it. Each kind of text has its file below; none of them knows the client's messages.

mod draft;
mod rule_file;
mod settings_file;

use super::bench::{Bench, Benches};
use super::client::Client;
use super::documents::Kind;
use super::position::{Encoding, Lines};
use super::protocol::{Diagnostic, Range, TextEdit};
use crate::lang::Lang;
use crate::severity::Severity;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// How much is shown in one text.
const MOST_FOUND: usize = 1000;

/// Something to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub diagnostic: Diagnostic,
    /// The rule that can be explained and allowed; `None` for what could not be done, and in rule files and settings.
    pub rule: Option<String>,
    /// A safe correction of the text.
    pub edits: Vec<TextEdit>,
}

/// A text to look at.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub uri: String,
    pub kind: Kind,
    pub path: Option<std::path::PathBuf>,
    pub text: Arc<str>,
}

/// How what is found is to be told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling {
    pub encoding: Encoding,
    pub show: Severity,
    pub shows_related: bool,
}

impl Telling {
    pub const fn to(client: &Client) -> Self {
        Self { encoding: client.encoding, show: client.show, shows_related: client.shows_related }
    }
}

/// Everything to be shown in a text. A fault of ours is shown as one, so that a draft never passes for checked.
pub(super) fn diagnose(subject: &Subject, benches: &Benches, telling: Telling) -> Vec<Found> {
    let looked = catch_unwind(AssertUnwindSafe(|| {
        let bench = benches.of(subject.path.as_deref());
        match subject.kind {
            Kind::Draft => draft::diagnose(subject, &bench, telling),
            Kind::Settings => settings_file::diagnose(subject, benches, telling.encoding),
            Kind::Toml if is_rule_file(subject.path.as_deref(), &bench) => {
                rule_file::diagnose(subject, telling.encoding)
            }
            Kind::Toml => Vec::new(),
        }
    }));
    let found = looked.unwrap_or_else(|_| {
        let message = benches.lang(None).pick(
            "this text could not be checked: that is a fault of mailcheck",
            "このテキストは検査できませんでした：mailcheck の不具合です",
        );
        vec![at_top(&subject.text, telling.encoding, "fault", message.to_owned())]
    });
    bounded(found, benches.lang(None))
}

/// No editor shows more, and a large mbox or a broken file may have hundreds of thousands.
fn bounded(mut found: Vec<Found>, lang: Lang) -> Vec<Found> {
    let more = found.len().saturating_sub(MOST_FOUND);
    if more > 0 {
        found.truncate(MOST_FOUND);
        let message = lang.pick("{} more are not shown", "ほかに {} 件ありますが、表示していません");
        found.push(failure(Range::default(), "not-shown", message.replace("{}", &more.to_string())));
    }
    found
}

/// What is shown instead of findings of a text that is too large to hold.
pub(super) fn too_large(lang: Lang) -> Found {
    let message = lang.pick(
        "not checked: the texts that are open are too large together; close some of them",
        "検査していません：開いているテキストの合計が大きすぎます。いくつか閉じてください",
    );
    failure(Range::default(), "too-large", message.to_owned())
}

/// A rule file lies in a folder that the settings name, or in one called `rules`.
fn is_rule_file(path: Option<&Path>, bench: &Bench) -> bool {
    let Some(folder) = path.and_then(Path::parent) else { return false };
    let is_named = |checker: &crate::run::checker::Checker| {
        let mut named = checker.settings().rule_folders.iter();
        named.any(|named| named == folder || Some(named.as_path()) == path)
    };
    folder.file_name().is_some_and(|name| name == "rules") || bench.checker.as_ref().is_ok_and(is_named)
}

fn at_top(text: &str, encoding: Encoding, code: &str, message: String) -> Found {
    failure(Lines::new(text, encoding).rest_of_line(0), code, message)
}

fn failure(range: Range, code: &str, message: String) -> Found {
    Found { diagnostic: diagnostic(range, Severity::Error, code, message), rule: None, edits: Vec::new() }
}

fn diagnostic(range: Range, severity: Severity, code: &str, message: String) -> Diagnostic {
    let severity = match severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Info => 3,
    };
    let code = code.to_owned();
    Diagnostic { range, severity, code, source: "mailcheck", message, related_information: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_is_counted() {
        let found = |number| vec![failure(Range::default(), "any", String::new()); number];
        assert_eq!(bounded(found(MOST_FOUND), Lang::En).len(), MOST_FOUND);
        let shown = bounded(found(MOST_FOUND + 7), Lang::En);
        assert_eq!(shown.len(), MOST_FOUND + 1);
        assert_eq!(shown[MOST_FOUND].diagnostic.message, "7 more are not shown");
    }
}
