//! Texts and presentations of OpenDocument (ODF 1.3 part 3): the document, its styles, objects in it, who wrote it.

mod flow;
mod hidden;

use super::file_type::FileType;
use super::look::Look;
use super::package::Package;
use super::place::Part;
use super::story::Spent;
use super::visitor::{InnerFile, Obstacle};
use super::xml::Event;
use flow::Flow;
use std::fmt::Write as _;

/// Bytes of properties that are kept; they are short.
const PROPERTIES_BYTES: usize = 256 * 1024;
/// Folders of pictures and of settings.
const SILENT: [&str; 7] =
    ["META-INF/", "Pictures/", "Thumbnails/", "ObjectReplacements/", "Configurations2/", "Media/", "Fonts/"];
/// Files that are read by name, or hold no text.
const KNOWN: [&str; 8] = [
    "mimetype",
    "content.xml",
    "styles.xml",
    "meta.xml",
    "settings.xml",
    "layout-cache",
    "manifest.rdf",
    "Basic/script-lc.xml",
];

/// Shows what the document holds.
pub(super) fn read(mut package: Package<'_>, file: InnerFile, look: &mut Look<'_>) {
    let is_encrypted = package.is_encrypted || is_encrypted(&mut package, look);
    let has_macros = has_macros(&package);
    if is_encrypted {
        look.tell(&InnerFile { is_encrypted, has_macros, ..file });
        look.meet(Obstacle::Encrypted);
        return;
    }
    let (properties, pages) = properties(&mut package, look);
    look.tell(&InnerFile { has_macros, pages: pages.or(file.pages), ..file });
    // Styles come first: what they hide is hidden in the document.
    let mut hidden = hidden::Styles::default();
    for name in ["styles.xml", "content.xml"] {
        if let Some(index) = package.find(name) {
            read_part(&mut package, index, Part::Text, &mut hidden, look);
        }
    }
    if !properties.is_empty() {
        look.text(Part::Properties, None, &properties);
    }
    read_rest(&mut package, look);
    package.tell_obstacles(look);
}

fn read_part(package: &mut Package<'_>, index: usize, part: Part, hidden: &mut hidden::Styles, look: &mut Look<'_>) {
    let place = look.place(part, None);
    let most = look.budget.limits().pages;
    let mut flow = Flow::new(look.visitor, place, hidden, most);
    package.read(index, look.budget, |event| flow.hear(event));
    if flow.finish() {
        package.met.insert(Obstacle::Pages);
    }
}

/// Objects (charts, sheets, formulas) are folders with a document of their own; other files are what they are.
fn read_rest(package: &mut Package<'_>, look: &mut Look<'_>) {
    for (name, index) in package.names.clone() {
        let is_silent = SILENT.iter().any(|folder| name.contains(folder));
        if is_silent || KNOWN.contains(&name.as_str()) || name.starts_with("Basic/") || name.starts_with("Scripts/") {
            continue;
        }
        match name.rsplit_once('/') {
            Some((object, "content.xml")) => {
                let mut file = InnerFile::new(None, FileType::Ods, 0);
                file.size_bytes = None;
                look.within(object, |look| {
                    look.tell(&file);
                    read_part(package, index, Part::Text, &mut hidden::Styles::default(), look);
                });
            }
            Some((_, "styles.xml" | "meta.xml" | "settings.xml" | "mimetype")) => {}
            _ => match package.content(index, look.budget) {
                Ok(content) => look.inner(&name, &content),
                Err(obstacle) => {
                    let mut file = InnerFile::new(name.rsplit('/').next(), FileType::of_name(&name), 0);
                    file.size_bytes = None;
                    look.inner_unread(&name, &file, obstacle);
                }
            },
        }
    }
}

/// True when the document has macros.
pub(super) fn has_macros(package: &Package<'_>) -> bool {
    package.holds(|name| name.starts_with("Basic/") || name.starts_with("Scripts/"))
}

/// Every file is encrypted by itself and the manifest says how, or there is only one and it is encrypted (ODF 1.3 part 2,
/// 3.4 and 4.8).
pub(super) fn is_encrypted(package: &mut Package<'_>, look: &mut Look<'_>) -> bool {
    let Some(index) = package.find("META-INF/manifest.xml") else { return false };
    let is_mark = |name: &str| name == "encryption-data" || name == "encrypted-key";
    package.search(index, look.budget, |element| is_mark(element.name()).then_some(())).is_some()
}

/// Lines like `creator: 見本 太郎`, and how many pages it had when it was saved.
pub(super) fn properties(package: &mut Package<'_>, look: &mut Look<'_>) -> (String, Option<usize>) {
    let (mut lines, mut pages) = (String::new(), None);
    let Some(index) = package.find("meta.xml") else { return (lines, pages) };
    let (mut name, mut value) = (String::new(), String::new());
    package.read(index, look.budget, |event| {
        match event {
            Event::Start(element) => {
                if element.name() == "document-statistic" {
                    pages = element.attribute("page-count").and_then(|count| count.parse().ok());
                }
                let named = element.attribute("name").filter(|_| element.name() == "user-defined");
                name = named.map_or_else(|| element.name().to_owned(), std::borrow::Cow::into_owned);
                value.clear();
            }
            Event::Text(text) => {
                if value.len() + text.len() <= PROPERTIES_BYTES {
                    value.push_str(&text);
                }
            }
            Event::End(_) => {
                let text = value.trim();
                let is_dull = matches!(name.as_str(), "generator" | "editing-cycles" | "editing-duration");
                if !text.is_empty() && !is_dull && lines.len() + text.len() <= PROPERTIES_BYTES {
                    // Writing to a String does not fail.
                    let _ = writeln!(lines, "{name}: {}", text.replace(['\n', '\r'], " "));
                }
                value.clear();
            }
        }
        Spent::default()
    });
    (lines, pages)
}
