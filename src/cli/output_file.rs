//! A report file that takes its place only when it is whole: a run that is cut off leaves the old one.

use miette::{IntoDiagnostic, Result, WrapErr};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The file while it is written, under another name in the same folder.
pub(super) struct OutputFile {
    target: PathBuf,
    temporary: PathBuf,
    writer: BufWriter<File>,
    is_kept: bool,
}

impl OutputFile {
    pub(super) fn create(target: &Path) -> Result<Self> {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = target.with_file_name(name);
        let file = File::create(&temporary).into_diagnostic().wrap_err_with(|| cannot_be_written(target))?;
        Ok(Self { target: target.to_owned(), temporary, writer: BufWriter::new(file), is_kept: false })
    }

    pub(super) fn writer(&mut self) -> &mut impl Write {
        &mut self.writer
    }

    /// Puts the file in its place.
    pub(super) fn keep(mut self) -> Result<()> {
        self.writer.flush().into_diagnostic().wrap_err_with(|| cannot_be_written(&self.target))?;
        std::fs::rename(&self.temporary, &self.target)
            .into_diagnostic()
            .wrap_err_with(|| cannot_be_written(&self.target))?;
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if !self.is_kept {
            // Best effort: the run has failed already and says why.
            let _ = std::fs::remove_file(&self.temporary);
        }
    }
}

fn cannot_be_written(target: &Path) -> String {
    format!("`{}` cannot be written", target.display())
}
