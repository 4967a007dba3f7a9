//! Finds the objects of a PDF in its bytes, from first to last, without its cross-reference tables: those say where a
//! reader is to look, and a hostile one sends it in circles. Reads nothing that is compressed.

use super::syntax::{Syntax, entries, is_space, reference, unescaped};
use std::collections::HashMap;
use std::ops::Range;

/// Objects in a file; more is no document.
const OBJECT_LIMIT: usize = 400_000;
/// Object numbers (ISO 32000-1, annex C.2).
pub(super) const NUMBER_LIMIT: u32 = 8_388_607;
/// Bytes that may be looked at in vain, after values without end.
const VAIN_BYTES: usize = 64 * 1024 * 1024;

/// Number and generation of an object.
pub(super) type Id = (u32, u16);

/// An object in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) id: Id,
    /// Its value.
    pub(super) value: Range<usize>,
    /// What stands between `stream` and `endstream`.
    pub(super) stream: Option<Range<usize>>,
    pub(super) kind: Kind,
}

/// What matters here of what an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `/Type /ObjStm`: holds objects.
    ObjectStream,
    /// `/Type /XRef`: its dictionary is a trailer.
    CrossReferences,
    /// `/Subtype /Image`.
    Picture,
    /// `/Type /Catalog`.
    Catalog,
    Other,
}

/// What the file holds.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// In the order of the file: of two with the same number the last counts.
    pub(super) objects: Vec<Found>,
    /// Where dictionaries of trailers stand, those of cross-reference streams too.
    pub(super) trailers: Vec<Range<usize>>,
    /// False when a limit ended the search.
    pub(super) is_whole: bool,
}

/// Searches the whole file.
pub(super) fn scan(bytes: &[u8]) -> Scan {
    let mut scan = Scan { is_whole: true, ..Scan::default() };
    let mut numbers = None;
    let mut vain_bytes = 0;
    let mut at = 0;
    while let Some(found) = next_word(bytes, at) {
        let (word_end, word) = match found {
            Word::Object(word_end, id) => (word_end, Some(id)),
            Word::Trailer(word_end) => (word_end, None),
        };
        let mut syntax = Syntax::new(bytes, word_end);
        syntax.skip_space();
        let Some(value) = syntax.skip_value() else {
            vain_bytes += syntax.at - word_end;
            if vain_bytes > VAIN_BYTES {
                scan.is_whole = false;
                return scan;
            }
            at = word_end;
            continue;
        };
        at = syntax.at;
        let is_dictionary = bytes[value.clone()].starts_with(b"<<");
        match word {
            None if is_dictionary => scan.trailers.push(value),
            None => {}
            Some(id) => {
                if scan.objects.len() >= OBJECT_LIMIT {
                    scan.is_whole = false;
                    return scan;
                }
                let mut object = Found { id, value, stream: None, kind: Kind::Other };
                if is_dictionary {
                    at = complete(bytes, &mut object, syntax, &mut numbers);
                }
                if object.kind == Kind::CrossReferences {
                    scan.trailers.push(object.value);
                } else {
                    scan.objects.push(object);
                }
            }
        }
    }
    scan
}

enum Word {
    /// Behind `12 0 obj`.
    Object(usize, Id),
    /// Behind `trailer`.
    Trailer(usize),
}

fn next_word(bytes: &[u8], from: usize) -> Option<Word> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|byte| matches!(byte, b'o' | b't'))?;
        let rest = &bytes[at..];
        if rest.starts_with(b"obj")
            && let Some(id) = id_before(&bytes[from..at])
        {
            return Some(Word::Object(at + 3, id));
        }
        if rest.starts_with(b"trailer") {
            return Some(Word::Trailer(at + 7));
        }
        at += 1;
    }
}

/// The two numbers at the end of these bytes.
fn id_before(bytes: &[u8]) -> Option<Id> {
    let back = |end: usize, wanted: fn(u8) -> bool| {
        let count = bytes[..end].iter().rev().take(32).take_while(|byte| wanted(**byte)).count();
        end - count
    };
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let generation_end = back(bytes.len(), is_space);
    let generation_start = back(generation_end, is_digit);
    let number_end = back(generation_start, is_space);
    let number_start = back(number_end, is_digit);
    let generation = super::syntax::integer(&bytes[generation_start..generation_end])?;
    let number = super::syntax::integer(&bytes[number_start..number_end])?;
    let number =
        u32::try_from(number).ok().filter(|number| *number <= NUMBER_LIMIT && number_end < generation_start)?;
    Some((number, u16::try_from(generation).ok()?))
}

/// Finds out what kind of object it is and where its stream ends; gives the place behind it.
fn complete(
    bytes: &[u8],
    object: &mut Found,
    mut syntax: Syntax<'_>,
    numbers: &mut Option<HashMap<Id, usize>>,
) -> usize {
    let mut length = None;
    for (key, value) in entries(bytes, object.value.clone()) {
        let value = &bytes[value];
        let name = value.strip_prefix(b"/").map(unescaped);
        match (key.as_ref(), name.as_deref()) {
            (b"Type", Some(b"ObjStm")) => object.kind = Kind::ObjectStream,
            (b"Type", Some(b"XRef")) => object.kind = Kind::CrossReferences,
            (b"Type", Some(b"Catalog")) => object.kind = Kind::Catalog,
            (b"Subtype", Some(b"Image")) => object.kind = Kind::Picture,
            (b"Length", None) => {
                length = match reference(value) {
                    Some(id) => numbers.get_or_insert_with(|| whole_numbers(bytes)).get(&id).copied(),
                    None => super::syntax::integer(value),
                };
            }
            _ => {}
        }
    }
    let end = syntax.at;
    syntax.skip_space();
    if !syntax.rest().starts_with(b"stream") {
        return end;
    }
    syntax.at += b"stream".len();
    match syntax.rest() {
        [b'\r', b'\n', ..] => syntax.at += 2,
        [b'\r' | b'\n', ..] => syntax.at += 1,
        _ => {}
    }
    let start = syntax.at;
    if let Some(stated) = length.and_then(|length| start.checked_add(length)).filter(|stated| *stated <= bytes.len()) {
        let mut behind = Syntax::new(bytes, stated);
        behind.skip_space();
        if behind.rest().starts_with(b"endstream") {
            object.stream = Some(start..stated);
            return behind.at;
        }
    }
    // A wrong length: up to the next end there is.
    let found = find(&bytes[start..], b"endstream").unwrap_or(bytes.len() - start);
    let mut end = start + found;
    if bytes[start..end].ends_with(b"\r\n") {
        end -= 2;
    } else if bytes[start..end].ends_with(b"\n") || bytes[start..end].ends_with(b"\r") {
        end -= 1;
    }
    object.stream = Some(start..end);
    start + found
}

/// Objects that are nothing but a whole number: lengths of streams.
fn whole_numbers(bytes: &[u8]) -> HashMap<Id, usize> {
    let mut numbers = HashMap::new();
    let mut at = 0;
    while let Some(word) = next_word(bytes, at) {
        let (Word::Object(word_end, _) | Word::Trailer(word_end)) = word;
        at = word_end;
        let mut syntax = Syntax::new(bytes, word_end);
        syntax.skip_space();
        if let (Word::Object(_, id), Some(number)) = (word, syntax.integer())
            && numbers.len() < OBJECT_LIMIT
        {
            numbers.insert(id, number);
        }
    }
    numbers
}

/// Where `wanted` stands first.
pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == wanted[0])?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(bytes: &[u8]) -> Vec<Id> {
        scan(bytes).objects.iter().map(|object| object.id).collect()
    }

    #[test]
    fn objects_are_found_without_tables() {
        let bytes = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj 2 0 obj[1]endobj\ntrailer<</Root 1 0 R>>";
        let scan = scan(bytes);
        assert_eq!(
            scan.objects.iter().map(|object| (object.id, object.kind)).collect::<Vec<_>>(),
            [((1, 0), Kind::Catalog), ((2, 0), Kind::Other)]
        );
        assert_eq!(&bytes[scan.trailers[0].clone()], b"<</Root 1 0 R>>");
    }

    #[test]
    fn what_stands_in_strings_and_streams_is_no_object() {
        assert_eq!(ids(b"1 0 obj(2 0 obj 3 endobj)endobj"), [(1, 0)]);
        let inside = b"3 0 obj 4 endobj endstream endobj ";
        let stream =
            [b"1 0 obj<</Length 2 0 R>>stream\n", &inside[..], b"\nendstream endobj 2 0 obj 34 endobj"].concat();
        assert_eq!(ids(&stream), [(1, 0), (2, 0)]);
    }

    #[test]
    fn a_stream_with_a_wrong_length_ends_at_its_end() {
        let bytes = b"1 0 obj<</Length 999>>stream\r\nabc\r\nendstream endobj";
        let scan = scan(bytes);
        assert_eq!(scan.objects[0].stream.clone().map(|stream| &bytes[stream]), Some(&b"abc"[..]));
    }

    #[test]
    fn values_without_end_are_not_looked_for_without_end() {
        assert!(!scan(&b"1 0 obj(".repeat(100_000)).is_whole);
        assert!(ids(b"1 0 obj").is_empty());
        assert!(ids(b"endobj obj 0 obj").is_empty());
    }
}
