//! Embeds `rules/`: reads every rule with the code that reads a user's rules, and fails with the problem rendered.
//!
//! Writes to `OUT_DIR`: `rules.bin` (the rules in compact form, without examples and prose), `rules.rs` (id -> text
//! of the file) and `lists.rs` (name -> text of the word or domain list in `rules/data`).

#[expect(dead_code, unused_imports, reason = "only what reads rule files is used here")]
mod src {
    pub mod document;
    pub mod finding;
    pub mod fold;
    pub mod lang;
    pub mod severity;
    pub mod span;
    pub mod facts {
        pub mod schema;
    }
    pub mod rule {
        pub mod file;
        pub mod template;
    }
}

// The modules call each other by their paths in the library.
use src::{document, facts, finding, fold, lang, rule, severity, span};

use miette::NarratableReportHandler;
use rule::file::RuleFile;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=rules");
    for source in [
        "document",
        "document.rs",
        "facts/schema",
        "facts/schema.rs",
        "finding.rs",
        "fold",
        "fold.rs",
        "lang.rs",
        "rule/file",
    ] {
        println!("cargo::rerun-if-changed=src/{source}");
    }
    for source in ["rule/file.rs", "rule/template.rs", "severity.rs", "span.rs"] {
        println!("cargo::rerun-if-changed=src/{source}");
    }
    match embed() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(broken) => {
            println!("cargo::error={broken} of the built-in rules cannot be read; the problems are printed below");
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("cargo::error=the built-in rules cannot be embedded: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the three files; the number of broken rules, each of which was printed.
fn embed() -> io::Result<usize> {
    let target = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?);
    let lists = files(Path::new("rules/data"), "tsv")?;
    fs::write(target.join("lists.rs"), table_of("rules/data", "tsv", &lists))?;
    let known: Vec<&str> = lists.iter().map(String::as_str).collect();
    let ids = files(Path::new("rules"), "toml")?;
    let mut rules = Vec::new();
    for id in &ids {
        let name = format!("rules/{id}.toml");
        let text = fs::read_to_string(&name)?;
        match RuleFile::parse(id, &name, &text, &known) {
            Ok(rule) => rules.push(rule),
            Err(error) => {
                let mut rendered = String::new();
                NarratableReportHandler::new().render_report(&mut rendered, &error).map_err(io::Error::other)?;
                eprintln!("{rendered}");
            }
        }
    }
    fs::write(target.join("rules.rs"), table_of("rules", "toml", &ids))?;
    fs::write(target.join("rules.bin"), postcard::to_stdvec(&rules).map_err(io::Error::other)?)?;
    Ok(ids.len() - rules.len())
}

/// Stems of the files in `folder` with that extension, in the order of their names; none when there is no folder.
fn files(folder: &Path, extension: &str) -> io::Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut stems = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension)
            && let Some(stem) = path.file_stem()
        {
            let stem = stem.to_str().ok_or_else(|| io::Error::other(format!("{}: no UTF-8 name", path.display())))?;
            stems.push(stem.to_owned());
        }
    }
    stems.sort();
    Ok(stems)
}

/// Rust source of a table from name to the text of the file.
fn table_of(folder: &str, extension: &str, stems: &[String]) -> String {
    let mut table = "&[\n".to_owned();
    for stem in stems {
        let path = format!("/{folder}/{stem}.{extension}");
        let _ = writeln!(table, "    ({stem:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),");
    }
    table.push(']');
    table
}
