//! Writes the storages of a .msg file: properties in streams of their own, fixed ones in the property stream.

use super::{Person, Strings};
use std::io::{Cursor, Write};
use std::time::SystemTime;

pub(super) type File = cfb::CompoundFile<Cursor<Vec<u8>>>;

/// The properties of one storage while they are written.
pub(super) struct Storage<'file> {
    file: &'file mut File,
    path: String,
    strings: Strings,
    entries: Vec<u8>,
}

impl<'file> Storage<'file> {
    pub(super) fn new(file: &'file mut File, path: &str, strings: Strings) -> Self {
        Self { file, path: path.into(), strings, entries: Vec::new() }
    }

    pub(super) fn integer(&mut self, id: u16, value: u32) {
        self.fixed(id, 0x0003, value.into());
    }

    pub(super) fn fixed(&mut self, id: u16, kind: u16, value: u64) {
        self.entries.extend(kind.to_le_bytes());
        self.entries.extend(id.to_le_bytes());
        self.entries.extend(6u32.to_le_bytes());
        self.entries.extend(value.to_le_bytes());
    }

    pub(super) fn text(&mut self, id: u16, text: &str) {
        let (kind, nul_bytes, bytes) = match self.strings {
            Strings::Unicode => (0x001F, 2, text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            _ => (0x001E, 1, encoding_rs::SHIFT_JIS.encode(text).0.into_owned()),
        };
        self.stream(id, kind, &bytes, nul_bytes);
    }

    pub(super) fn binary(&mut self, id: u16, bytes: &[u8]) {
        self.stream(id, 0x0102, bytes, 0);
    }

    pub(super) fn person(&mut self, person: &Option<Person>, [name, address_type, email, smtp]: [u16; 4]) {
        let Some(person) = person else { return };
        for (id, text) in
            [(name, &person.name), (address_type, &person.address_type), (email, &person.email), (smtp, &person.smtp)]
        {
            if !text.is_empty() {
                self.text(id, text);
            }
        }
    }

    pub(super) fn stream(&mut self, id: u16, kind: u16, bytes: &[u8], nul_bytes: u64) {
        write(self.file, &format!("{}__substg1.0_{id:04X}{kind:04X}", self.path), bytes);
        self.fixed(id, kind, bytes.len() as u64 + nul_bytes);
    }

    /// Writes the property stream; `counts` are the recipients and attachments, for a header that has room for them.
    pub(super) fn finish(self, header_bytes: usize, counts: [u32; 2]) {
        let mut stream = vec![0; header_bytes];
        if header_bytes >= 24 {
            for (at, count) in [8, 12, 16, 20].into_iter().zip([counts, counts].concat()) {
                stream[at..at + 4].copy_from_slice(&count.to_le_bytes());
            }
        }
        stream.extend(self.entries);
        write(self.file, &format!("{}__properties_version1.0", self.path), &stream);
    }
}

pub(super) fn create_storage(file: &mut File, path: &str) {
    file.create_storage(path).unwrap();
    file.set_created_time(path, SystemTime::UNIX_EPOCH).unwrap();
    file.set_modified_time(path, SystemTime::UNIX_EPOCH).unwrap();
}

pub(super) fn write(file: &mut File, path: &str, bytes: &[u8]) {
    file.create_stream(path).unwrap().write_all(bytes).unwrap();
}
