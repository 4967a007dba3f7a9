//! Properties that a name stands for instead of a fixed id (MS-OXMSG 2.2.3), such as header fields without a property of
//! their own. Knows names that are strings, whatever set they belong to: those we ask for stand in one set only.

use super::compound::Compound;

/// The mapping of names, once for a file and the messages inside it.
const ENTRIES: &str = "/__nameid_version1.0/__substg1.0_00030102";
const STRINGS: &str = "/__nameid_version1.0/__substg1.0_00040102";
/// Ids of named properties begin here (MS-OXPROPS 1.3.2).
const FIRST_ID: u16 = 0x8000;
/// Kind of an entry whose name is a string (MS-OXMSG 2.2.3.1.2).
const IS_STRING: u16 = 1;

/// The id that this file gives the property `name`, in any case; `None` when the file does not name it.
#[must_use]
pub fn id_of(compound: &mut Compound<'_>, name: &str) -> Option<u16> {
    let entries = compound.read(ENTRIES).ok()?;
    let strings = compound.read(STRINGS).ok()?;
    entries.chunks_exact(8).find_map(|entry| {
        let kind = u16::from_le_bytes([entry[4], entry[5]]);
        let index = u16::from_le_bytes([entry[6], entry[7]]);
        let offset = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
        let is_it = kind & 1 == IS_STRING && string_at(&strings, offset).is_some_and(|found| is_name(found, name));
        if is_it { FIRST_ID.checked_add(index) } else { None }
    })
}

/// The UTF-16 name at `offset` of the string stream: its length in bytes, then itself (MS-OXMSG 2.2.3.1.3).
fn string_at(strings: &[u8], offset: u32) -> Option<&[u8]> {
    let rest = strings.get(usize::try_from(offset).ok()?..)?;
    let length = u32::from_le_bytes(rest.get(..4)?.try_into().ok()?);
    rest.get(4..)?.get(..usize::try_from(length).ok()?)
}

fn is_name(utf_16: &[u8], name: &str) -> bool {
    let letters = utf_16.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    utf_16.len() == 2 * name.len()
        && letters
            .zip(name.bytes())
            .all(|(letter, byte)| u8::try_from(letter).is_ok_and(|letter| letter.eq_ignore_ascii_case(&byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_in_any_case_and_within_its_stream() {
        let name: Vec<u8> = "MSIP_Labels".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let strings = [&[0xFF, 0xFF, 0xFF, 0xFF], &22_u32.to_le_bytes()[..], &name].concat();
        assert!(string_at(&strings, 4).is_some_and(|found| is_name(found, "msip_labels")));
        assert!(string_at(&strings, 4).is_some_and(|found| !is_name(found, "msip_label")));
        assert_eq!((string_at(&strings, 0), string_at(&strings, 900)), (None, None));
    }
}
