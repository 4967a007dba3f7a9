//! Reads the small files that approvals are about: none that is a pipe, none beyond a limit.

use crate::approval::statement::LONGEST;
use crate::lang::Bilingual;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

pub(super) fn read_text(file: &Path) -> Result<String, Bilingual> {
    String::from_utf8(read_bytes(file)?).map_err(|_| said("is no text in UTF-8", "は UTF-8 のテキストではありません"))
}

pub(super) fn read_bytes(file: &Path) -> Result<Vec<u8>, Bilingual> {
    // A pipe would never end, and neither would some devices.
    if std::fs::metadata(file).is_ok_and(|found| !found.is_file()) {
        return Err(said("is no file", "は通常のファイルではありません"));
    }
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|opened| opened.take(LONGEST + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(said(&format!("cannot be read: {error}"), &format!("を読み込めません：{error}"))),
        Ok(_) if bytes.len() as u64 > LONGEST => Err(said("is too large", "は大きすぎます")),
        Ok(_) => Ok(bytes),
    }
}

pub(super) fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

pub(super) fn said(en: &str, ja: &str) -> Bilingual {
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}
