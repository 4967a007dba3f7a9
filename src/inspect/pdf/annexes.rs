//! What a PDF holds beside its pages: files, remarks, fields of forms, who made it (ISO 32000-1, 7.11.4, 12.5, 12.7,
//! 14.3.3).

use super::document::Document;
use super::pages::Page;
use super::strings::text;
use crate::inspect::look::Look;
use crate::inspect::place::Part;
use crate::inspect::visitor::Obstacle;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use std::collections::HashSet;

/// Nodes of a tree inside one another.
const DEPTH_LIMIT: usize = 32;
/// Nodes of all trees, and remarks of all pages.
const NODE_LIMIT: usize = 50_000;

/// Shows who made the file and what it is called.
pub(super) fn properties(document: &Document<'_>, look: &mut Look<'_>) {
    let metadata = document.pdf().metadata();
    let told = [
        ("Title", &metadata.title),
        ("Author", &metadata.author),
        ("Subject", &metadata.subject),
        ("Keywords", &metadata.keywords),
        ("Creator", &metadata.creator),
        ("Producer", &metadata.producer),
    ];
    let lines = told.iter().filter_map(|(name, value)| Some(format!("{name}: {}", text(value.as_deref()?))));
    let lines: Vec<String> = lines.filter(|line| !line.ends_with(": ")).collect();
    if !lines.is_empty() {
        look.text(Part::Properties, None, &lines.join("\n"));
    }
}

/// What is gathered on the way through the pages, and told when they are left.
pub(super) struct Annexes<'d, 'f> {
    document: &'d Document<'f>,
    /// Remarks as they stand on the page.
    remarks: Vec<String>,
    /// Marks for redaction (ISO 32000-2, 12.5.6.23): they go when they are applied.
    redactions: usize,
    /// Descriptions of files.
    files: Vec<Dict<'d>>,
    seen: HashSet<ObjectIdentifier>,
    node_count: usize,
    met: Option<Obstacle>,
}

impl<'d, 'f> Annexes<'d, 'f> {
    pub(super) fn new(document: &'d Document<'f>) -> Self {
        let seen = HashSet::new();
        Self { document, remarks: Vec::new(), redactions: 0, files: Vec::new(), seen, node_count: 0, met: None }
    }

    /// Gathers the remarks of a page, and the files pinned to it.
    pub(super) fn take_page(&mut self, page: &Page<'d>) {
        for remark in page.dict.get::<Array<'d>>("Annots").iter().flat_map(|remarks| remarks.iter::<Object<'d>>()) {
            if !self.count() {
                return;
            }
            let Some(remark) = remark.into_dict() else { continue };
            match remark.get::<Name<'_>>("Subtype").as_deref() {
                Some(b"FileAttachment") => self.files.extend(remark.get::<Dict<'d>>("FS")),
                Some(b"Redact") => {
                    self.redactions += 1;
                    continue;
                }
                // What a field says is told with the form; what a link says describes it to those who cannot see it, and
                // so do pictures, films and sounds (ISO 32000-2, 12.5.2).
                Some(b"Widget" | b"Popup" | b"Link" | b"Screen" | b"Movie" | b"Sound" | b"RichMedia") => continue,
                _ => {}
            }
            let contents = remark.get::<PdfString<'_>>("Contents").map(|contents| text(&contents));
            let author = remark.get::<PdfString<'_>>("T").map(|author| text(&author));
            if let Some(contents) = contents.filter(|contents| !contents.trim().is_empty()) {
                let author = author.filter(|author| !author.trim().is_empty());
                self.remarks.push(author.map_or(contents.clone(), |author| format!("{author}: {contents}")));
            }
        }
    }

    /// Shows remarks, fields and files.
    pub(super) fn show(mut self, look: &mut Look<'_>) {
        let document = self.document;
        let root = document.xref().get::<Dict<'d>>(document.root()).unwrap_or_default();
        if !self.remarks.is_empty() {
            look.text(Part::Comments, None, &self.remarks.join("\n"));
        }
        if self.redactions > 0 {
            look.text(Part::Redactions, None, &"redaction\n".repeat(self.redactions));
        }
        let mut fields = Vec::new();
        if let Some(form) = root.get::<Dict<'d>>("AcroForm") {
            self.fields(&form, "Fields", "", 0, &mut fields);
        }
        if !fields.is_empty() {
            look.text(Part::Text, None, &fields.join("\n"));
        }
        if let Some(files) = root.get::<Dict<'d>>("Names").and_then(|names| names.get::<Dict<'d>>("EmbeddedFiles")) {
            self.names(&files, 0);
        }
        self.files.extend(root.get::<Array<'d>>("AF").iter().flat_map(|files| files.iter::<Dict<'d>>()).take(1000));
        if let Some(obstacle) = self.met {
            look.meet(obstacle);
        }
        let mut shown = HashSet::new();
        for file in std::mem::take(&mut self.files) {
            if let Err(obstacle) = show_file(&file, document, &mut shown, look) {
                look.meet(obstacle);
                return;
            }
        }
    }

    /// Values of fields with their names, those of a parent before its own.
    fn fields(&mut self, parent: &Dict<'d>, key: &str, path: &str, depth: usize, fields: &mut Vec<String>) {
        if depth > DEPTH_LIMIT {
            self.met = Some(Obstacle::Depth);
            return;
        }
        for kid in parent.get::<Array<'d>>(key).iter().flat_map(Array::raw_iter) {
            let Some(field) = self.node(kid) else { continue };
            let name = field.get::<PdfString<'_>>("T").map(|name| text(&name)).unwrap_or_default();
            let path = match (path, name.as_str()) {
                (path, "") => path.to_owned(),
                ("", name) => name.to_owned(),
                (path, name) => format!("{path}.{name}"),
            };
            let value = match field.get::<Object<'_>>("V") {
                Some(Object::String(value)) => text(&value),
                Some(Object::Name(value)) if *value != *b"Off" => text(&value),
                Some(Object::Array(values)) => {
                    let values: Vec<String> =
                        values.iter::<PdfString<'_>>().take(100).map(|value| text(&value)).collect();
                    values.join(", ")
                }
                _ => String::new(),
            };
            if !value.trim().is_empty() {
                fields.push(format!("{path}: {value}"));
            }
            if path.len() < 1000 && field.contains_key("Kids") {
                self.fields(&field, "Kids", &path, depth + 1, fields);
            }
        }
    }

    /// A tree of names (ISO 32000-1, 7.9.6).
    fn names(&mut self, node: &Dict<'d>, depth: usize) {
        if depth > DEPTH_LIMIT {
            self.met = Some(Obstacle::Depth);
            return;
        }
        for file in node.get::<Array<'d>>("Names").iter().flat_map(|names| names.iter::<Object<'d>>()) {
            if !self.count() {
                return;
            }
            self.files.extend(file.into_dict());
        }
        for kid in node.get::<Array<'d>>("Kids").iter().flat_map(Array::raw_iter) {
            if let Some(kid) = self.node(kid) {
                self.names(&kid, depth + 1);
            }
        }
    }

    /// A node of a tree, unless it was met before.
    fn node(&mut self, kid: MaybeRef<Object<'d>>) -> Option<Dict<'d>> {
        if !self.count() {
            return None;
        }
        match kid {
            MaybeRef::Ref(reference) => {
                let id = ObjectIdentifier::from(reference);
                self.seen.insert(id).then(|| self.document.xref().get::<Dict<'d>>(id)).flatten()
            }
            MaybeRef::NotRef(object) => object.into_dict(),
        }
    }

    fn count(&mut self) -> bool {
        self.node_count += 1;
        if self.node_count > NODE_LIMIT {
            self.met = Some(Obstacle::Entries);
        }
        self.node_count <= NODE_LIMIT
    }
}

/// Shows the content of a file that is described here; each content once.
fn show_file(
    file: &Dict<'_>,
    document: &Document<'_>,
    shown: &mut HashSet<ObjectIdentifier>,
    look: &mut Look<'_>,
) -> Result<(), Obstacle> {
    let Some(contents) = file.get::<Dict<'_>>("EF") else { return Ok(()) };
    let Some(stream) = ["UF", "F"].iter().find_map(|key| contents.get::<Stream<'_>>(key)) else { return Ok(()) };
    if !shown.insert(stream.obj_id()) {
        return Ok(());
    }
    look.budget.take_entry()?;
    let name = ["UF", "F"].iter().find_map(|key| file.get::<PdfString<'_>>(key)).map(|name| text(&name));
    let content = document.content(&stream, look.budget);
    look.inner(name.as_deref().unwrap_or_default(), &content.bytes);
    content.met.map_or(Ok(()), Err)
}
