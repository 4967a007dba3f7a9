//! Zip (APPNOTE): names are told even where contents are encrypted.

use super::super::container;
use super::super::look::Look;
use super::super::visitor::{InnerFile, Obstacle};
use super::super::zip::{Entry, Zip};
use super::{is_left_behind, listed, name};

pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    let is_encrypted = container::is_encrypted(bytes) == Some(true);
    look.tell(&InnerFile { is_encrypted, ..file });
    let mut zip = match Zip::open(bytes) {
        Ok(zip) => zip,
        Err(obstacle) => return look.meet(obstacle),
    };
    if zip.has_duplicates() {
        look.meet(Obstacle::Damaged);
    }
    for index in 0..zip.len() {
        let Some(entry) = zip.entry(index) else { continue };
        if let Err(obstacle) = look.budget.take_entry() {
            return look.meet(obstacle);
        }
        read_entry(&mut zip, index, &entry, look);
    }
}

fn read_entry(zip: &mut Zip<'_>, index: usize, entry: &Entry, look: &mut Look<'_>) {
    let name = name(&entry.name, look);
    let file = listed(&name, Some(entry.size_bytes), entry.is_encrypted);
    if is_left_behind(&name) {
        look.inner_named(&name, &file);
    } else if entry.is_encrypted {
        look.inner_unread(&name, &file, Obstacle::Encrypted);
    } else {
        match zip.read(index, look.budget) {
            Ok(content) => look.inner(&name, &content),
            Err(obstacle) => look.inner_unread(&name, &file, obstacle),
        }
    }
}
