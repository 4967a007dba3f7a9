//! The words for forms of the report. Knows no report.

use clap::ValueEnum;
use std::path::PathBuf;

/// `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArgument {
    /// For people
    Human,
    /// One line for each finding
    Short,
    /// For programs: one document with everything
    Json,
    /// For programs: one object a line, as soon as a draft is checked
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab code quality
    Gitlab,
    /// JUnit XML, for CI systems
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// reviewdog
    Rdjson,
    /// A page for the browser, in one file
    Html,
}

/// `--output FORMAT=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputArgument {
    /// Form.
    pub format: FormatArgument,
    /// File; replaced only when the report is whole.
    pub file: PathBuf,
}

impl std::str::FromStr for OutputArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (format, file) = text.split_once('=').ok_or("write it as FORMAT=FILE")?;
        if file.is_empty() {
            return Err("write it as FORMAT=FILE".to_owned());
        }
        Ok(Self { format: FormatArgument::from_str(format, false)?, file: PathBuf::from(file) })
    }
}
