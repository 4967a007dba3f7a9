//! What an Office file says of itself: `docProps/core.xml`, `app.xml`, `custom.xml` (ECMA-376 part 2, 11; part 1, 22.2, 22.3).

use super::super::look::Look;
use super::super::package::Package;
use super::super::place::Part;
use super::super::story::Spent;
use super::super::xml::Event;
use std::fmt::Write as _;

/// Bytes of properties that are kept; they are short.
const BYTES: usize = 256 * 1024;
/// Of `core.xml`: dates and numbers that say nothing of anybody.
const DULL: [&str; 5] = ["created", "modified", "lastPrinted", "revision", "version"];
/// Of `app.xml`: the rest counts words or names the program.
const OF_APPLICATION: [&str; 4] = ["Company", "Manager", "HyperlinkBase", "Template"];

/// Properties of a document.
#[derive(Debug, Default)]
pub(in super::super) struct Properties {
    /// `creator: 見本 太郎`, a line each.
    pub(in super::super) lines: String,
    /// Pages as counted when it was saved.
    pub(in super::super) pages: Option<usize>,
}

/// Reads the properties of an Office file.
pub(in super::super) fn read(package: &mut Package<'_>, look: &mut Look<'_>) -> Properties {
    let mut properties = Properties::default();
    for name in ["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"] {
        if let Some(index) = package.find(name) {
            read_part(package, index, look, name == "docProps/app.xml", &mut properties);
        }
    }
    properties
}

fn read_part(
    package: &mut Package<'_>,
    index: usize,
    look: &mut Look<'_>,
    is_application: bool,
    properties: &mut Properties,
) {
    let mut open: Vec<String> = Vec::new();
    let mut value = String::new();
    package.read(index, look.budget, |event| {
        match event {
            Event::Start(element) => {
                // A custom property has its name in an attribute, and its value in an element named by its type.
                let named = element.attribute("name").filter(|_| element.name() == "property");
                open.push(named.map_or_else(|| element.name().to_owned(), std::borrow::Cow::into_owned));
                value.clear();
            }
            Event::Text(text) => {
                if value.len() + text.len() <= BYTES {
                    value.push_str(&text);
                }
            }
            Event::End(_) => {
                let name = open.get(1).map_or("", String::as_str);
                let text = value.trim();
                if name == "Pages" {
                    properties.pages = text.parse().ok();
                }
                let is_wanted = if is_application { OF_APPLICATION.contains(&name) } else { !DULL.contains(&name) };
                if is_wanted && !text.is_empty() && properties.lines.len() + text.len() <= BYTES {
                    let text = text.replace(['\n', '\r'], " ");
                    // Writing to a String does not fail.
                    let _ = writeln!(properties.lines, "{name}: {text}");
                }
                value.clear();
                open.pop();
            }
        }
        Spent::default()
    });
}

/// Shows them.
pub(in super::super) fn show(properties: &Properties, look: &mut Look<'_>) {
    if !properties.lines.is_empty() {
        look.text(Part::Properties, None, &properties.lines);
    }
}
