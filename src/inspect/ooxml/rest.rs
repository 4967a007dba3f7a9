//! What else lies in an Office file: files embedded in it, and the names by which macros are told.

use super::super::file_type::FileType;
use super::super::look::Look;
use super::super::package::Package;
use super::super::visitor::{InnerFile, Obstacle};
use std::collections::HashSet;

/// Endings of parts that hold no text: what pages are drawn with, and what programs keep for themselves.
const SILENT: [&str; 33] = [
    "xml", "rels", "bin", "png", "jpg", "jpeg", "jpe", "gif", "bmp", "tif", "tiff", "emf", "wmf", "emz", "wmz", "svg",
    "wdp", "ico", "webp", "odttf", "ttf", "fntdata", "vml", "glb", "mp3", "mp4", "m4a", "m4v", "wav", "wma", "avi",
    "wmv", "mov",
];

/// True when the file has macros.
pub(in super::super) fn has_macros(package: &Package<'_>) -> bool {
    package.holds(|name| name.rsplit('/').next().is_some_and(|file| file.eq_ignore_ascii_case("vbaProject.bin")))
}

/// Looks into everything that is a file by itself. What stands in `behind_charts` is in no view of the document.
pub(in super::super) fn read(package: &mut Package<'_>, behind_charts: &HashSet<String>, look: &mut Look<'_>) {
    for (name, index) in package.names.clone() {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let is_embedded = name.contains("/embeddings/");
        if name.ends_with('/') || ending.is_empty() || !is_embedded && SILENT.contains(&ending.as_str()) {
            continue;
        }
        match package.content(index, look.budget) {
            Ok(content) if behind_charts.contains(&name) => look.inner_residue(&name, &content),
            Ok(content) => look.inner(&name, &content),
            Err(obstacle) => unread(&name, obstacle, look),
        }
    }
}

fn unread(name: &str, obstacle: Obstacle, look: &mut Look<'_>) {
    let mut file = InnerFile::new(name.rsplit('/').next(), FileType::of_name(name), 0);
    file.size_bytes = None;
    file.is_encrypted = obstacle == Obstacle::Encrypted;
    look.inner_unread(name, &file, obstacle);
}
