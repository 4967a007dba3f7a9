//! Holds the house in shape: who may import whom, where outside crates come in, and what no file may hold.
//! The tables are in `architecture/layers.rs` and `architecture/doors.rs`; this file only compares.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "architecture/doors.rs"]
mod doors;
#[path = "architecture/layers.rs"]
mod layers;
#[path = "architecture/scan.rs"]
mod scan;
#[path = "architecture/source.rs"]
mod source;

use scan::code_only;
use source::{Source, rust_files, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

/// A file over this is two files.
const MOST_LINES: usize = 400;
/// From here the test says that a file is growing.
const MANY_LINES: usize = 300;

fn fail_with(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn every_import_is_in_the_table() {
    let mut problems = Vec::new();
    for source in sources() {
        let Some(layer) = layers::layer_of(&source.module) else {
            problems.push(format!("{}: no layer has `{}`; add it to the table", source.path, source.module));
            continue;
        };
        for import in &source.imports {
            let Some(imported) = layers::layer_of(&import.module) else {
                problems.push(format!("{}:{}: no layer has `{}`", source.path, import.line, import.module));
                continue;
            };
            if !layer.may_import(imported) {
                let because = layer.because(imported);
                problems.push(format!(
                    "{}:{}: {} -> {} (`{}`): {because}",
                    source.path, import.line, layer.name, imported.name, import.module
                ));
            }
        }
    }
    fail_with(&problems);
}

#[test]
fn no_line_of_the_table_is_idle() {
    let sources = sources();
    let mut used = BTreeSet::new();
    for source in &sources {
        let Some(layer) = layers::layer_of(&source.module) else { continue };
        let imports = source.imports.iter().filter_map(|import| layers::layer_of(&import.module));
        used.extend(imports.map(|imported| (layer.name, imported.name)));
    }
    let mut problems = Vec::new();
    for layer in layers::LAYERS {
        for name in layer.may {
            assert!(
                layers::LAYERS.iter().any(|other| other.name == *name),
                "{} may import `{name}`: no layer",
                layer.name
            );
            if !used.contains(&(layer.name, *name)) {
                problems.push(format!("{} may import {name}, and does not: take it out of the table", layer.name));
            }
        }
    }
    fail_with(&problems);
}

#[test]
fn no_circle_runs_through_the_rooms() {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        let room = top(&source.module);
        let others = source.imports.iter().map(|import| top(&import.module)).filter(|other| *other != room);
        edges.entry(room.clone()).or_default().extend(others);
    }
    let mut problems = Vec::new();
    for start in edges.keys() {
        if let Some(circle) = circle_from(start, &edges) {
            problems.push(format!("a circle: {}", circle.join(" -> ")));
        }
    }
    fail_with(&problems);
}

fn top(module: &str) -> String {
    module.split("::").next().unwrap_or_default().to_owned()
}

/// The way from `start` back to it, if there is one.
fn circle_from(start: &str, edges: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start.to_owned()]];
    while let Some(way) = ways.pop() {
        for next in way.last().and_then(|last| edges.get(last)).into_iter().flatten() {
            let mut longer = way.clone();
            longer.push(next.clone());
            if next == start {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                ways.push(longer);
            }
        }
    }
    None
}

#[test]
fn every_outside_crate_stands_at_its_door() {
    let sources = sources();
    let mut problems = Vec::new();
    for name in dependencies() {
        let Some(door) = doors::DOORS.iter().find(|door| door.name == name) else {
            problems.push(format!("Cargo.toml has `{name}`, and no door is named for it"));
            continue;
        };
        for source in &sources {
            for line in source.uses_of(&name) {
                if !door.is_open_to(&source.module) {
                    problems.push(format!("{}:{line}: `{name}`: {}", source.path, door.because));
                }
            }
        }
        for room in door.rooms {
            let is_used =
                sources.iter().any(|source| doors::is_in(&source.module, room) && !source.uses_of(&name).is_empty());
            if !is_used {
                problems.push(format!("`{name}` does not come in at {room}: take that out of the table"));
            }
        }
    }
    fail_with(&problems);
}

/// Names of the crates in `[dependencies]`, as Rust writes them.
fn dependencies() -> Vec<String> {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    manifest["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect()
}

#[test]
fn only_two_places_draw_with_miette() {
    let drawers = ["report::human", "cli::terminal"];
    let mut problems = Vec::new();
    for source in sources() {
        let is_drawer = drawers.iter().any(|room| doors::is_in(&source.module, room));
        if source.code.contains("ReportHandler") && !is_drawer {
            problems.push(format!("{}: only {drawers:?} render reports", source.path));
        }
    }
    fail_with(&problems);
}

#[test]
fn every_file_says_what_it_is_and_is_no_longer_than_one_thought() {
    let mut problems = Vec::new();
    for (path, text) in every_rust_file() {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            problems.push(format!("{path}: {lines} lines; {MOST_LINES} is the most"));
        } else if lines > MANY_LINES {
            // The harness keeps what `eprintln!` writes.
            let _ = writeln!(std::io::stderr(), "warning: {path}: {lines} lines, soon two files");
        }
        if !text.starts_with("//! ") {
            problems.push(format!("{path}: does not begin with `//!` and what the file does"));
        }
        if path.ends_with("/mod.rs") {
            problems.push(format!("{path}: `x.rs` beside the folder `x`, not `x/mod.rs`"));
        }
    }
    fail_with(&problems);
}

#[test]
fn nothing_panics_or_is_silenced_in_passing() {
    let mut problems = Vec::new();
    for Source { path, code, .. } in sources() {
        for (word, because) in [
            (".unwrap()", "say why it holds with `expect`, or handle it"),
            (".unwrap_err()", "say why it holds with `expect_err`, or handle it"),
            ("todo!(", "not a finished thought"),
            ("unimplemented!(", "not a finished thought"),
            ("dbg!(", "left over from looking for a bug"),
        ] {
            problems.extend(lines_with(&code, word).map(|line| format!("{path}:{line}: `{word}`: {because}")));
        }
    }
    for (path, text) in every_rust_file() {
        let code = code_only(&text);
        for word in ["#[allow(", "#![allow("] {
            let lines = lines_with(&code, word);
            problems.extend(
                lines.map(|line| format!("{path}:{line}: `#[expect(..., reason = \"...\")]` instead of `{word}`")),
            );
        }
    }
    fail_with(&problems);
}

#[test]
fn what_is_for_one_system_has_its_twin() {
    let mut problems = Vec::new();
    for Source { path, code, .. } in sources() {
        for (system, twins) in [
            ("unix", ["cfg(not(unix))", "cfg(windows)"]),
            ("windows", ["cfg(not(windows))", "cfg(unix)"]),
            ("linux", ["cfg(not(target_os", "cfg(windows)"]),
        ] {
            let is_used = code.contains(&format!("std::os::{system}"));
            let is_guarded = code.contains(&format!("cfg({system})")) || code.contains("cfg(target_os");
            if is_used && !(is_guarded && twins.iter().any(|twin| code.contains(twin))) {
                problems.push(format!("{path}: `std::os::{system}` needs a `cfg`, and a twin for other systems"));
            }
        }
    }
    fail_with(&problems);
}

/// Path and text of every Rust file of the project.
fn every_rust_file() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "tests", "benches", "examples"].map(|folder| root.join(folder));
    let mut files: Vec<_> =
        folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| rust_files(folder)).collect();
    files.push(root.join("build.rs"));
    let shown = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    files.iter().map(|path| (shown(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn lines_with<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.lines().enumerate().filter(move |(_, line)| line.contains(word)).map(|(number, _)| number + 1)
}
