//! The files of `src/` with their modules and what they import. Knows no layers.

use super::scan::{code_only, without_tests};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A file of `src/` that is not only for tests.
pub struct Source {
    /// `src/load/eml.rs`
    pub path: String,
    /// `load::eml`; `lib` and `main` for the two roots.
    pub module: String,
    /// Without comments, literals and tests; every line where it was.
    pub code: String,
    /// What it takes from elsewhere in the crate.
    pub imports: Vec<Import>,
}

/// One path into the crate.
pub struct Import {
    /// Line, from 1.
    pub line: usize,
    /// `draft::view::View`
    pub module: String,
}

impl Source {
    /// Lines on which a path begins with this crate's name.
    pub fn uses_of(&self, name: &str) -> Vec<usize> {
        let begins = |path: &&(usize, String)| path.1.split("::").next() == Some(name);
        // `crate`, `self` and `super` are words of the language, so no crate can be meant.
        paths(&self.code).iter().filter(begins).map(|(line, _)| *line).collect()
    }
}

/// Every Rust file below `folder`, in order.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Every file of `src/` that is part of the program.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut read = Vec::new();
    let mut only_for_tests = BTreeSet::new();
    for path in rust_files(&root) {
        let relative = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let module = relative.trim_end_matches(".rs").replace('/', "::");
        let (code, test_modules) = without_tests(&code_only(&std::fs::read_to_string(&path).unwrap()));
        let parent = if module == "lib" { String::new() } else { format!("{module}::") };
        only_for_tests.extend(test_modules.into_iter().map(|name| format!("{parent}{name}")));
        read.push((format!("src/{relative}"), module, code));
    }
    let is_test = |module: &str| only_for_tests.iter().any(|test| super::doors::is_in(module, test));
    read.retain(|(_, module, _)| !is_test(module));
    assert!(read.len() > 100, "the scan finds {} files", read.len());
    let with_imports = |(path, module, code): (String, String, String)| {
        let imports = imports(&module, &code);
        Source { path, module, code, imports }
    };
    read.into_iter().map(with_imports).collect()
}

/// Paths that lead out of `module`; those into it and its parts are its own business.
fn imports(module: &str, code: &str) -> Vec<Import> {
    let found =
        paths(code).into_iter().filter_map(|(line, path)| Some(Import { line, module: absolute(module, &path)? }));
    found.collect()
}

/// A path as seen from the crate; `None` when it does not say where it begins.
fn absolute(module: &str, path: &str) -> Option<String> {
    let mut here: Vec<&str> = module.split("::").collect();
    let mut rest: Vec<&str> = path.split("::").collect();
    match rest.remove(0) {
        "crate" => here.clear(),
        // The binary names the library from outside.
        "mailcheck" if module == "main" => here.clear(),
        "self" => {}
        "super" => {
            here.pop();
            while rest.first() == Some(&"super") {
                rest.remove(0);
                here.pop();
            }
        }
        _ => return None,
    }
    here.extend(rest);
    Some(here.join("::")).filter(|path| !path.is_empty())
}

/// Every path of two or more words with its line; those of `use` trees written out.
pub fn paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let bytes = code.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let (mut at, mut line, mut counted) = (0, 1, 0);
    while at < bytes.len() {
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && is_word(bytes[at]) {
            at += 1;
        }
        line += code[counted..start].matches('\n').count();
        counted = start;
        let word = &code[start..at];
        if word == "use" {
            let end = code[at..].find(';').map_or(code.len(), |end| at + end);
            // `impl Trait + use<'a>` is no import.
            if !code[at..].trim_start().starts_with('<') {
                spread("", code[at..end].trim(), &mut |path| found.push((line, path)));
                at = end;
            }
            continue;
        }
        // A word behind `::` or `.` goes on with a path that was begun.
        let is_continued = code[..start].ends_with("::") || code[..start].ends_with('.');
        if code[at..].starts_with("::") && !is_continued {
            let length = code[start..].find(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)));
            let end = length.map_or(code.len(), |length| start + length);
            found.push((line, code[start..end].trim_end_matches(':').to_owned()));
            at = end;
        }
    }
    found
}

/// `a::{b, c::d as e}` -> `a::b`, `a::c::d`.
fn spread(prefix: &str, tree: &str, take: &mut dyn FnMut(String)) {
    let tree = tree.trim();
    if let Some((head, inside)) = tree.split_once('{') {
        let prefix = format!("{prefix}{}", head.trim());
        for part in split_outside_braces(inside.trim_end().trim_end_matches('}')) {
            spread(&prefix, part, take);
        }
        return;
    }
    let path = tree.split(" as ").next().unwrap_or_default().trim();
    let path = path.trim_end_matches("::*").trim_end_matches("::self");
    let whole = if path == "self" { prefix.trim_end_matches(':').to_owned() } else { format!("{prefix}{path}") };
    if !path.is_empty() {
        take(whole);
    }
}

fn split_outside_braces(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[test]
fn a_tree_of_imports_is_written_out() {
    let found: Vec<_> = paths("use crate::{a::{self, b}, c::D as E};\nfn f() -> super::g::H<i::J> { x.k::<L>() }");
    let found: Vec<_> = found.iter().map(|(line, path)| (*line, path.as_str())).collect();
    assert_eq!(found, [(1, "crate::a"), (1, "crate::a::b"), (1, "crate::c::D"), (2, "super::g::H"), (2, "i::J")]);
}

#[test]
fn a_relative_path_is_seen_from_the_crate() {
    assert_eq!(absolute("load::eml::headers", "super::super::parts::Parts").as_deref(), Some("load::parts::Parts"));
    assert_eq!(absolute("load::eml", "crate::span::Span").as_deref(), Some("span::Span"));
    assert_eq!(absolute("load::eml", "Vec::new"), None);
}
