//! A report file that takes its place only when it is whole: a run that is cut off leaves the old one. A device or a pipe
//! is written to as it is: nothing may take its place.

use miette::{IntoDiagnostic, Result, WrapErr};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The file while it is written, under another name in the same folder.
pub(super) struct OutputFile {
    target: PathBuf,
    /// `None` for a device or a pipe.
    temporary: Option<PathBuf>,
    writer: BufWriter<File>,
    is_kept: bool,
}

impl OutputFile {
    pub(super) fn create(target: &Path) -> Result<Self> {
        let cannot_be_written = || cannot_be_written(target);
        let found = std::fs::metadata(target).ok().map(|metadata| metadata.file_type());
        if found.is_some_and(|found| !found.is_file() && !found.is_dir()) {
            let file =
                OpenOptions::new().write(true).open(target).into_diagnostic().wrap_err_with(cannot_be_written)?;
            let writer = BufWriter::new(file);
            return Ok(Self { target: target.to_owned(), temporary: None, writer, is_kept: false });
        }
        // What a link leads to is replaced, not the link.
        let target = std::fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = target.with_file_name(name);
        let file = File::create(&temporary).into_diagnostic().wrap_err_with(cannot_be_written)?;
        Ok(Self { target, temporary: Some(temporary), writer: BufWriter::new(file), is_kept: false })
    }

    /// What it is called until it is whole.
    pub(super) fn temporary(&self) -> Option<&Path> {
        self.temporary.as_deref()
    }

    pub(super) fn writer(&mut self) -> &mut impl Write {
        &mut self.writer
    }

    /// Puts the file in its place.
    pub(super) fn keep(mut self) -> Result<()> {
        self.writer.flush().into_diagnostic().wrap_err_with(|| cannot_be_written(&self.target))?;
        if let Some(temporary) = &self.temporary {
            std::fs::rename(temporary, &self.target)
                .into_diagnostic()
                .wrap_err_with(|| cannot_be_written(&self.target))?;
        }
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if let Some(temporary) = self.temporary.as_ref().filter(|_| !self.is_kept) {
            // Best effort: the run has failed already and says why.
            let _ = std::fs::remove_file(temporary);
        }
    }
}

fn cannot_be_written(target: &Path) -> String {
    format!("`{}` cannot be written", target.display())
}
