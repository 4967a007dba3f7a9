//! The properties of one storage: fixed ones from its property stream, the others each from a stream of its own
//! (MS-OXMSG 2.4, 2.1.3). Knows types and code pages, not what a property means.

use super::compound::Compound;
pub use super::compound::UnreadableStream;
use super::tag::Tag;
use crate::load::code_page;
use std::collections::HashMap;

const INTEGER_32: u16 = 0x0003;
const BOOLEAN: u16 = 0x000B;
const OBJECT: u16 = 0x000D;
const STRING_8: u16 = 0x001E;
const STRING: u16 = 0x001F;
const TIME: u16 = 0x0040;
const BINARY: u16 = 0x0102;

const PROPERTY_STREAM: &str = "__properties_version1.0";
const SUBSTORAGE_PREFIX: &str = "__substg1.0_";

/// What a storage stands for; it decides the header of the property stream (MS-OXMSG 2.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The message itself: 32 bytes.
    Message,
    /// A message inside an attachment: 24 bytes.
    EmbeddedMessage,
    /// A recipient or an attachment: 8 bytes.
    RecipientOrAttachment,
}

/// A string property as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PropertyText {
    /// Decoded, without the NULs that end it.
    pub text: String,
    /// Some of its bytes were not valid in the code page.
    pub had_invalid: bool,
}

/// The properties of one storage. Fixed values are in memory; streams are read when asked for.
#[derive(Debug, Clone)]
pub struct PropertySet {
    path: String,
    /// By id and type.
    fixed: HashMap<(u16, u16), [u8; 8]>,
    /// Names of the streams and storages, by id and type.
    named: HashMap<(u16, u16), String>,
    /// Recipients and attachments that the header of the property stream counts; `None` where the header has none.
    counts: Option<(u32, u32)>,
    has_property_stream: bool,
}

impl PropertySet {
    /// Reads the property stream of the storage at `path` (which ends in `/`) and the names beside it.
    #[must_use]
    pub fn read(compound: &mut Compound<'_>, path: &str, holder: Holder) -> Self {
        let mut named = HashMap::new();
        for child in compound.children(path) {
            if let Some(key) = key_of_name(&child.name) {
                named.insert(key, child.name);
            }
        }
        let stream = compound.read(&format!("{path}{PROPERTY_STREAM}"));
        let has_property_stream = stream.is_ok();
        let stream = stream.unwrap_or_default();
        let header_bytes = match holder {
            Holder::Message => 32,
            Holder::EmbeddedMessage => 24,
            Holder::RecipientOrAttachment => 8,
        };
        let counts = (header_bytes > 8 && stream.len() >= 24).then(|| (u32_at(&stream, 16), u32_at(&stream, 20)));
        let mut fixed = HashMap::new();
        for entry in stream.get(header_bytes..).unwrap_or_default().chunks_exact(16) {
            let kind = u16::from_le_bytes([entry[0], entry[1]]);
            let id = u16::from_le_bytes([entry[2], entry[3]]);
            let mut value = [0; 8];
            value.copy_from_slice(&entry[8..]);
            fixed.insert((id, kind), value);
        }
        Self { path: path.to_owned(), fixed, named, counts, has_property_stream }
    }

    /// False when the storage has neither a property stream nor any property beside it: no MAPI object at all.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.has_property_stream || !self.named.is_empty()
    }

    /// False when the property stream is missing or could not be read.
    #[must_use]
    pub fn has_property_stream(&self) -> bool {
        self.has_property_stream
    }

    /// How many recipients and attachments the property stream says there are.
    #[must_use]
    pub fn counts(&self) -> Option<(u32, u32)> {
        self.counts
    }

    /// A PtypInteger32.
    #[must_use]
    pub fn integer(&self, tag: Tag) -> Option<u32> {
        self.fixed.get(&(tag.id, INTEGER_32)).map(|value| u32_at(value, 0))
    }

    /// A PtypBoolean.
    #[must_use]
    pub fn boolean(&self, tag: Tag) -> Option<bool> {
        self.fixed.get(&(tag.id, BOOLEAN)).map(|value| value[0] != 0 || value[1] != 0)
    }

    /// A PtypTime: 100 nanoseconds since 1601, UTC.
    #[must_use]
    pub fn time(&self, tag: Tag) -> Option<u64> {
        self.fixed.get(&(tag.id, TIME)).map(|value| u64::from_le_bytes(*value))
    }

    /// A PtypString, else a PtypString8 in `string_8_code_page`; `None` when there is neither.
    pub fn text(
        &self,
        compound: &mut Compound<'_>,
        tag: Tag,
        string_8_code_page: u16,
    ) -> Result<Option<PropertyText>, UnreadableStream> {
        for (kind, code_page) in [(STRING, 1200), (STRING_8, string_8_code_page)] {
            if let Some(name) = self.named.get(&(tag.id, kind)) {
                let bytes = compound.read(&format!("{}{name}", self.path))?;
                let (mut text, had_invalid) = code_page::decode(&bytes, code_page);
                text.truncate(text.trim_end_matches('\0').len());
                return Ok(Some(PropertyText { text, had_invalid }));
            }
        }
        Ok(None)
    }

    /// The bytes of a PtypString8 whose code page another property names; `None` when there is none, or a PtypString.
    pub fn string_8(&self, compound: &mut Compound<'_>, tag: Tag) -> Result<Option<Vec<u8>>, UnreadableStream> {
        if self.named.contains_key(&(tag.id, STRING)) {
            return Ok(None);
        }
        let Some(name) = self.named.get(&(tag.id, STRING_8)) else { return Ok(None) };
        compound.read(&format!("{}{name}", self.path)).map(Some)
    }

    /// A PtypBinary; `None` when there is none.
    pub fn binary(&self, compound: &mut Compound<'_>, tag: Tag) -> Result<Option<Vec<u8>>, UnreadableStream> {
        let Some(name) = self.named.get(&(tag.id, BINARY)) else { return Ok(None) };
        compound.read(&format!("{}{name}", self.path)).map(Some)
    }

    /// Size that the property stream gives for a PtypBinary, also when its stream is missing.
    #[must_use]
    pub fn stated_binary_bytes(&self, tag: Tag) -> Option<u32> {
        self.fixed.get(&(tag.id, BINARY)).map(|value| u32_at(value, 0))
    }

    /// Path of the storage that holds a PtypObject, with a `/` at its end.
    #[must_use]
    pub fn object_path(&self, tag: Tag) -> Option<String> {
        self.named.get(&(tag.id, OBJECT)).map(|name| format!("{}{name}/", self.path))
    }
}

/// Id and type in `__substg1.0_0037001F`; the names of multiple values (`-00000000` behind) are none of ours.
fn key_of_name(name: &str) -> Option<(u16, u16)> {
    let digits = name.strip_prefix(SUBSTORAGE_PREFIX)?;
    if digits.len() != 8 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let tag = u32::from_str_radix(digits, 16).ok()?;
    Some(((tag >> 16) as u16, tag as u16))
}

fn u32_at(bytes: &[u8], offset: usize) -> u32 {
    u32::from_le_bytes([bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_property_streams_are_hexadecimal_tags() {
        assert_eq!(key_of_name("__substg1.0_0037001F"), Some((0x37, 0x1F)));
        assert_eq!(key_of_name("__substg1.0_3701000d"), Some((0x3701, 0x0D)));
        assert_eq!(key_of_name("__substg1.0_1016102F-00000000"), None);
        assert_eq!(key_of_name("__substg1.0_+037001F"), None);
        assert_eq!(key_of_name("__nameid_version1.0"), None);
    }
}
