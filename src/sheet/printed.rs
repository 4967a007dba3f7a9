//! What a printed sheet keeps of its draft, so that a later one can say what changed: the components of its canonical form
//! as far as the sheet shows them anyway, the rest as hashes. Nobody signs it: it helps whoever checks, and proves nothing.

use super::Sheet;
use super::since::Since;
use crate::approval::canonical_text::sha256;
use crate::approval::components::{Component, Components, DRAFT_FORM};
use crate::approval::difference::{Change, sentences};
use crate::fold::composed;
use crate::lang::Lang;
use crate::report::safe::is_unsafe;
use serde_json::{Value, json};
use std::collections::HashSet;

/// Where a page for the browser keeps it.
pub(super) const ATTRIBUTE: &str = "data-mailcheck";

/// What an earlier sheet keeps of one draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Where the draft lay.
    pub path: String,
    /// Its number in that file, from 1.
    pub message: u32,
    /// Day of the check, `2026-04-01`; `None` for a draft that stands for its sheet.
    pub checked_on: Option<String>,
    /// Digest of the canonical form.
    pub digest: Option<String>,
    /// The components, see [`shown`].
    pub components: Components,
    /// What that sheet said had changed before.
    pub since: Option<Since>,
}

/// Why a text holds no sheet that something can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPrinted {
    /// It is no sheet of ours, or one as text.
    NoSheet,
    /// It is the page of a mailing.
    Mailing,
    /// It has no list of components, or one of another form.
    OtherVersion,
}

impl Printed {
    /// What the sheet keeps; `None` as long as its components are not filled in.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Option<Self> {
        Some(Self {
            path: sheet.path.clone(),
            message: sheet.message,
            checked_on: Some(sheet.checked_on.clone()),
            digest: sheet.digest.clone(),
            components: shown(sheet)?,
            since: sheet.since.clone(),
        })
    }

    /// The sheets that a document of ours holds: JSON, or pages for the browser.
    ///
    /// # Errors
    /// See [`NotPrinted`].
    pub fn all_in(text: &str) -> Result<Vec<Self>, NotPrinted> {
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        let found: Vec<Value> = match text.chars().next() {
            Some('{') => {
                let document: Value = serde_json::from_str(text).map_err(|_| NotPrinted::NoSheet)?;
                if document["mailing"].is_object() {
                    return Err(NotPrinted::Mailing);
                }
                document["sheets"].as_array().cloned().unwrap_or_default()
            }
            Some('<') => attributes(text).filter_map(|kept| serde_json::from_str(&kept).ok()).collect(),
            _ => Vec::new(),
        };
        if found.is_empty() {
            return Err(NotPrinted::NoSheet);
        }
        found.iter().map(|sheet| read(sheet).ok_or(NotPrinted::OtherVersion)).collect()
    }
}

/// The components as far as the sheet shows them: addresses and names of files that stand on it as they are, of links the
/// host, of everything else the hash.
pub(super) fn shown(sheet: &Sheet) -> Option<Components> {
    let components = sheet.components.as_ref()?;
    let mailboxes = sheet.readers.everybody().map(|person| &person.who);
    let mailboxes = mailboxes.chain(&sheet.from).chain(&sheet.reply_to);
    let addresses: HashSet<String> =
        mailboxes.filter_map(|who| who.address.as_ref().map(|address| address.to_lowercase())).collect();
    let names: HashSet<String> =
        sheet.files.iter().filter_map(|file| file.name.as_ref().map(|name| composed(name))).collect();
    let lines = components.lines.iter().map(|line| {
        let is_shown = match line.kind.trim_start_matches("resent-") {
            "from" | "sender" | "reply-to" | "to" | "cc" | "bcc" | "attendee" => addresses.contains(&line.value),
            "attach" => line.value.split_once(' ').is_none_or(|(_, name)| names.contains(name)),
            "subject" | "subject-again" | "text" | "page" | "plain-text" => true,
            kind => kind.starts_with("long-"),
        };
        if is_shown { line.clone() } else { Component { kind: line.kind.clone(), value: hidden(line) } }
    });
    Some(Components { form: components.form, lines: lines.collect() })
}

/// A value that is not shown: its hash, and of a link the host.
pub(super) fn hidden(line: &Component) -> String {
    let hash = sha256(line.value.as_bytes());
    let leads = matches!(line.kind.as_str(), "link" | "picture" | "form" | "frame");
    let host = line.value.split_once("://").filter(|_| leads).and_then(|(_, rest)| {
        let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
        (!host.is_empty()).then_some(host)
    });
    host.map_or_else(|| hash.clone(), |host| format!("{hash} {host}"))
}

/// The list in JSON; a form and a line each.
pub(super) fn components(components: &Components) -> Value {
    let lines: Vec<String> = components.lines.iter().map(|line| format!("{} {}", line.kind, line.value)).collect();
    json!({ "form": components.form, "lines": lines })
}

/// What changed, for programs and in words.
pub(super) fn since(since: &Since, lang: Lang) -> Value {
    // As in the report of approvals, but for the whole value: a later sheet reads it again.
    let change = |change: &Change| {
        let value = match change {
            Change::Added(line) | Change::Removed(line) => Some(&line.value),
            Change::Other(_) => None,
        };
        json!({ "change": change.name(), "component": change.component(), "value": value })
    };
    let said = since.changes.as_deref().map(sentences).unwrap_or_default();
    json!({
        "file": since.file,
        "checked-on": since.checked_on,
        "changes": since.changes.as_ref().map(|changes| changes.iter().map(change).collect::<Vec<_>>()),
        "text": said.iter().map(|sentence| sentence.get(lang)).collect::<Vec<_>>(),
    })
}

/// What a page for the browser keeps, ready to stand in an attribute; empty when there is nothing.
pub(super) fn kept(sheet: &Sheet, lang: Lang) -> String {
    let Some(printed) = Printed::of(sheet) else { return String::new() };
    let kept = json!({
        "path": printed.path,
        "message": printed.message,
        "checked-on": printed.checked_on,
        "digest": printed.digest,
        "components": components(&printed.components),
        "since": printed.since.as_ref().map(|changed| since(changed, lang)),
    });
    let mut attribute = String::new();
    let mut units = [0; 2];
    for sign in kept.to_string().chars() {
        match sign {
            '"' => attribute.push_str("&quot;"),
            // These stand in strings alone, where JSON has a notation of its own for them.
            '<' | '>' | '&' | '\'' => attribute.push_str(&format!("\\u{:04x}", u32::from(sign))),
            sign if is_unsafe(sign) => {
                sign.encode_utf16(&mut units).iter().for_each(|unit| attribute.push_str(&format!("\\u{unit:04x}")));
            }
            sign => attribute.push(sign),
        }
    }
    attribute
}

/// What stands in the attributes of ours; a text of a draft cannot look like one, since its quotes are written otherwise.
fn attributes(page: &str) -> impl Iterator<Item = String> {
    let opening = format!("{ATTRIBUTE}=\"");
    let opened: Vec<&str> = page.split(&*opening).skip(1).collect();
    opened
        .into_iter()
        .filter_map(|rest| rest.split_once('"'))
        .map(|(kept, _)| kept.replace("&quot;", "\"").replace("&amp;", "&"))
}

fn read(sheet: &Value) -> Option<Printed> {
    let text = |name: &str| sheet[name].as_str().map(str::to_owned);
    let written = &sheet["components"];
    if written["form"] != DRAFT_FORM {
        return None;
    }
    let line = |line: &Value| {
        let (kind, value) = line.as_str()?.split_once(' ')?;
        Some(Component { kind: kind.to_owned(), value: value.to_owned() })
    };
    let lines = written["lines"].as_array()?.iter().map(line).collect::<Option<_>>()?;
    Some(Printed {
        path: text("path")?,
        message: sheet["message"].as_u64().and_then(|number| u32::try_from(number).ok())?,
        checked_on: text("checked-on"),
        digest: text("digest"),
        components: Components { form: DRAFT_FORM, lines },
        since: read_since(&sheet["since"]),
    })
}

fn read_since(since: &Value) -> Option<Since> {
    let change = |change: &Value| {
        let kind = change["component"].as_str()?.to_owned();
        let line = || Some(Component { kind: kind.clone(), value: change["value"].as_str()?.to_owned() });
        match change["change"].as_str()? {
            "added" => line().map(Change::Added),
            "removed" => line().map(Change::Removed),
            "changed" => Some(Change::Other(kind)),
            _ => None,
        }
    };
    Some(Since {
        file: since["file"].as_str()?.to_owned(),
        checked_on: since["checked-on"].as_str().map(str::to_owned),
        changes: since["changes"].as_array().and_then(|changes| changes.iter().map(change).collect()),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
