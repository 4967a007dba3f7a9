//! gzip (RFC 1952): one file, often an archive itself.

use super::super::file_type::FileType;
use super::super::look::Look;
use super::super::visitor::{InnerFile, Obstacle};
use super::{listed, name};
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// How much is inflated at a time.
const CHUNK_BYTES: usize = 64 * 1024;

pub(super) fn read(bytes: &[u8], file: &InnerFile, look: &mut Look<'_>) {
    look.tell(file);
    let mut decoder = MultiGzDecoder::new(bytes);
    let inner = inner_name(decoder.header().and_then(|header| header.filename()), file.name.as_deref(), look);
    let most = look.budget.part_bytes();
    let (mut content, mut chunk) = (Vec::new(), vec![0; CHUNK_BYTES]);
    let obstacle = loop {
        let count = match decoder.read(&mut chunk) {
            Ok(0) => break None,
            Ok(count) => count,
            Err(_) => break Some(Obstacle::Damaged),
        };
        if let Err(obstacle) = look.budget.take_inflated(count as u64) {
            break Some(obstacle);
        }
        if (content.len() + count) as u64 > most {
            break Some(Obstacle::Size);
        }
        content.extend_from_slice(&chunk[..count]);
    };
    match obstacle {
        None => look.inner(&inner, &content),
        Some(obstacle) => {
            // What can be read from its beginning is looked into as far as it goes.
            let file_type = FileType::of(Some(&inner), &content);
            if matches!(file_type, FileType::Tar | FileType::Csv | FileType::Text) {
                look.inner(&inner, &content);
            } else {
                look.inner_unread(&inner, &listed(&inner, None, false), obstacle);
            }
            look.meet(obstacle);
        }
    }
}

/// As the header says; else the name of the file itself without its last ending.
fn inner_name(told: Option<&[u8]>, own: Option<&str>, look: &Look<'_>) -> String {
    if let Some(told) = told.filter(|told| !told.is_empty()) {
        return name(told, look);
    }
    let own = own.unwrap_or_default();
    match own.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("tgz") => format!("{stem}.tar"),
        Some((stem, _)) => stem.to_owned(),
        None => own.to_owned(),
    }
}
