//! Door for opening with `hayro-syntax`: a copy of the file that is safe to read, made from the objects that were found.
//!
//! hayro reads objects lazily and decrypts, and is good at both. What it does on its own while it opens a file has no
//! bound: it inflates streams of objects and of cross-references to any size, follows page trees of any width, and
//! searches a file with broken tables in quadratic time. So it is given a copy with one plain table, without any
//! filter that it knows, with a page tree of a single empty page; and it is never asked to unpack anything.

use super::filters::{self, PACKED_NAMES};
use super::scan::{Found, Id, Kind, NUMBER_LIMIT, Scan, scan};
use super::syntax::{entries, integer, is_regular, reference, unescaped};
use crate::inspect::budget::Budget;
use crate::inspect::inflate::Inflated;
use crate::inspect::visitor::Obstacle;
use hayro_syntax::object::{Dict, ObjectIdentifier, Stream};
use hayro_syntax::xref::XRef;
use hayro_syntax::{LoadPdfError, Pdf};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Bytes of all streams of objects in the file: they are held as long as it is open, and twice.
const PACKED_BYTES: usize = 24 * 1024 * 1024;
/// Objects inside of streams of objects, in the whole file.
const PACKED_OBJECT_LIMIT: usize = 400_000;

/// An opened file.
pub(super) struct Document<'a> {
    pdf: Pdf,
    bytes: &'a [u8],
    /// Where contents of streams stand in the file; empty for an encrypted one, which hayro decrypts from the copy.
    streams: HashMap<Id, Range<usize>>,
    root: ObjectIdentifier,
    /// It has a password, but an empty one.
    pub(super) is_locked: bool,
    /// What could not be read of it as a whole.
    pub(super) met: Vec<Obstacle>,
}

impl<'a> Document<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// It needs a password, or is damaged beyond reading.
    pub(super) fn open(bytes: &'a [u8], budget: &mut Budget) -> Result<Self, Obstacle> {
        let scan = scan(bytes);
        let trailer = Trailer::of(bytes, &scan).ok_or(Obstacle::Damaged)?;
        let mut met = Vec::new();
        if !scan.is_whole {
            met.push(Obstacle::Size);
        }
        let mut copy = Copy::of(bytes, &scan, &trailer);
        let mut streams = HashMap::new();
        if !trailer.is_locked() {
            let found = scan.objects.iter().filter_map(|object| Some((object.id, object.stream.clone()?)));
            streams.extend(found);
        }
        let root = identifier(trailer.roots[0]);
        let mut document =
            Self { pdf: copy.open(&trailer)?, bytes, streams, root, is_locked: trailer.is_locked(), met };
        if scan.objects.iter().any(|object| object.kind == Kind::ObjectStream) {
            document.unpack_objects(&scan, &mut copy, budget);
            document.pdf = copy.open(&trailer)?;
        }
        let mut roots = trailer.roots.iter().map(|root| identifier(*root));
        let is_catalog = |root: &ObjectIdentifier| {
            document.xref().get::<Dict<'_>>(*root).is_some_and(|root| root.contains_key("Pages"))
        };
        document.root = roots.find(is_catalog).unwrap_or(document.root);
        Ok(document)
    }

    /// Adds the objects inside of streams to the copy.
    fn unpack_objects(&mut self, scan: &Scan, copy: &mut Copy, budget: &mut Budget) {
        let most_bytes = usize::try_from(budget.part_bytes()).unwrap_or(usize::MAX);
        let mut bytes_left = most_bytes.min(PACKED_BYTES);
        let mut objects_left = PACKED_OBJECT_LIMIT;
        let mut unpacked = BTreeMap::new();
        for (order, object) in scan.objects.iter().enumerate() {
            if object.kind != Kind::ObjectStream {
                continue;
            }
            let Some(stream) = self.xref().get::<Stream<'_>>(identifier(object.id)) else {
                self.met.push(Obstacle::Damaged);
                continue;
            };
            let content = filters::unpacked(&stream, &self.raw(&stream), bytes_left, budget);
            let (count, first) = (stream.dict().get::<u32>("N"), stream.dict().get::<u32>("First"));
            drop(stream);
            bytes_left = bytes_left.saturating_sub(content.bytes.len());
            self.met.extend(content.met);
            let (Some(count), Some(first)) = (count, first) else {
                self.met.push(Obstacle::Damaged);
                continue;
            };
            let numbers = numbers(&content.bytes, count as usize, first as usize);
            if numbers.len() > objects_left {
                self.met.push(Obstacle::Size);
                break;
            }
            objects_left -= numbers.len();
            unpacked.insert(order, (numbers, first as usize, content.bytes));
        }
        copy.add_packed(&scan.objects, unpacked);
    }

    pub(super) fn xref(&self) -> &XRef {
        self.pdf.xref()
    }

    pub(super) fn pdf(&self) -> &Pdf {
        &self.pdf
    }

    /// The catalogue (ISO 32000-1, 7.7.2) that the file itself names.
    pub(super) fn root(&self) -> ObjectIdentifier {
        self.root
    }

    /// The content of a stream, unpacked as far as limits and budget go.
    pub(super) fn content(&self, stream: &Stream<'_>, budget: &mut Budget) -> Inflated {
        let most_bytes = usize::try_from(budget.part_bytes()).unwrap_or(usize::MAX);
        filters::unpacked(stream, &self.raw(stream), most_bytes, budget)
    }

    fn raw<'s>(&'s self, stream: &Stream<'s>) -> std::borrow::Cow<'s, [u8]> {
        if self.is_locked {
            return stream.raw_data();
        }
        let ObjectIdentifier { obj_number, gen_number } = stream.obj_id();
        let id = u16::try_from(gen_number).ok().map(|generation| (obj_number, generation));
        let range = id.and_then(|id| self.streams.get(&id)).cloned().unwrap_or_default();
        std::borrow::Cow::Borrowed(&self.bytes[range])
    }
}

fn identifier((number, generation): Id) -> ObjectIdentifier {
    ObjectIdentifier::new(number, i32::from(generation))
}

/// The numbers of the objects in a stream of them, in order (ISO 32000-1, 7.5.7).
fn numbers(content: &[u8], count: usize, first: usize) -> Vec<u32> {
    let head = &content[..first.min(content.len())];
    let mut words = head.split(|byte| !is_regular(*byte)).filter(|word| !word.is_empty());
    let pair = || {
        let number = u32::try_from(integer(words.next()?)?).ok().filter(|number| *number <= NUMBER_LIMIT)?;
        integer(words.next()?).map(|_| number)
    };
    std::iter::from_fn(pair).take(count.min(PACKED_OBJECT_LIMIT + 1)).collect()
}

/// What the end of the file says.
struct Trailer {
    /// Catalogues that trailers name, newest first, and those that nobody names.
    roots: Vec<Id>,
    /// `/Encrypt`, `/ID` and `/Info` as written.
    rest: Vec<u8>,
}

impl Trailer {
    fn of(bytes: &[u8], scan: &Scan) -> Option<Self> {
        let mut roots = Vec::new();
        let mut rest: BTreeMap<&[u8], &[u8]> = BTreeMap::new();
        // The newest comes last; what it leaves out an older one may say.
        for trailer in scan.trailers.iter().rev().take(64) {
            for (key, value) in entries(bytes, trailer.clone()) {
                let value = &bytes[value];
                if value == b"null" {
                    continue;
                }
                match key.as_ref() {
                    b"Root" => roots.extend(reference(value)),
                    b"Encrypt" => drop(rest.entry(b"/Encrypt ").or_insert(value)),
                    b"ID" => drop(rest.entry(b"/ID ").or_insert(value)),
                    b"Info" => drop(rest.entry(b"/Info ").or_insert(value)),
                    _ => {}
                }
            }
        }
        let catalogs = scan.objects.iter().rev().filter(|object| object.kind == Kind::Catalog);
        roots.extend(catalogs.take(16).map(|object| object.id));
        if roots.is_empty() {
            return None;
        }
        let mut trailer = Self { roots, rest: Vec::new() };
        for (key, value) in rest {
            trailer.rest.extend_from_slice(key);
            trailer.rest.extend_from_slice(value);
        }
        Some(trailer)
    }

    fn is_locked(&self) -> bool {
        self.rest.starts_with(b"/Encrypt")
    }
}

/// Where an object stands in the copy.
#[derive(Debug, Clone, Copy)]
enum Entry {
    At(usize),
    /// In that stream of objects, the how-manieth of it.
    In(u32, usize),
}

/// The copy that hayro reads.
struct Copy {
    bytes: Arc<Vec<u8>>,
    /// Where the objects end and a table begins.
    end: usize,
    entries: BTreeMap<Id, Entry>,
    next_number: u32,
}

impl Copy {
    /// All objects one after another. Pictures are left out, and so are all streams of a file that is not encrypted:
    /// they are read where they are.
    fn of(bytes: &[u8], scan: &Scan, trailer: &Trailer) -> Self {
        let mut copy = Self { bytes: Arc::default(), end: 0, entries: BTreeMap::new(), next_number: 1 };
        let mut written = b"%PDF-1.7\n".to_vec();
        for object in &scan.objects {
            copy.entries.insert(object.id, Entry::At(written.len()));
            copy.next_number = copy.next_number.max(object.id.0 + 1);
            written.extend(format!("{} {} obj\n", object.id.0, object.id.1).bytes());
            match &object.stream {
                Some(stream) => {
                    let is_kept = trailer.is_locked() && object.kind != Kind::Picture;
                    let content = if is_kept { &bytes[stream.clone()] } else { &[] };
                    write_stream(bytes, object, content, &mut written);
                }
                None => {
                    let start = written.len();
                    written.extend_from_slice(&bytes[object.value.clone()]);
                    rename(&PACKED_NAMES, &mut written[start..]);
                }
            }
            written.extend_from_slice(b"\nendobj\n");
        }
        copy.end = written.len();
        copy.bytes = Arc::new(written);
        copy
    }

    /// Writes what streams of objects held, plain, and enters all objects in the order of the file, so that the last
    /// one of a number counts wherever it stands.
    fn add_packed(&mut self, objects: &[Found], mut unpacked: BTreeMap<usize, (Vec<u32>, usize, Vec<u8>)>) {
        let highest = unpacked.values().flat_map(|(numbers, ..)| numbers).max().copied().unwrap_or(0);
        self.next_number = self.next_number.max(highest.saturating_add(1));
        let old = std::mem::take(&mut self.entries);
        let bytes = Arc::make_mut(&mut self.bytes);
        bytes.truncate(self.end);
        // Within the file's own order: places in the copy rise with it.
        let mut rising = BTreeMap::new();
        for (order, object) in objects.iter().enumerate() {
            if let Some(entry) = old.get(&object.id) {
                rising.insert(object.id, *entry);
            }
            let Some((numbers, first, mut content)) = unpacked.remove(&order) else { continue };
            let number = self.next_number;
            self.next_number += 1;
            rename(&PACKED_NAMES, &mut content);
            self.entries.insert((number, 0), Entry::At(bytes.len()));
            let head = format!(
                "{number} 0 obj\n<</Type/ObjStm/N {}/First {first}/Filter/Crypt/DecodeParms<</Name/Identity>>\
                 /Length {}>>stream\n",
                numbers.len(),
                content.len()
            );
            bytes.extend(head.bytes());
            bytes.extend(content);
            bytes.extend_from_slice(b"\nendstream\nendobj\n");
            for (index, packed) in numbers.into_iter().enumerate() {
                rising.insert((packed, 0), Entry::In(number, index));
            }
        }
        self.end = bytes.len();
        self.entries.append(&mut rising);
    }

    /// Opens the copy with a table and a trailer of its own.
    fn open(&mut self, trailer: &Trailer) -> Result<Pdf, Obstacle> {
        let mut entries = self.entries.clone();
        let [root, pages, page, table] = [0, 1, 2, 3].map(|step| self.next_number + step);
        let bytes = Arc::make_mut(&mut self.bytes);
        bytes.truncate(self.end);
        for (number, value) in [
            (root, format!("<</Type/Catalog/Pages {pages} 0 R>>")),
            (pages, format!("<</Type/Pages/Count 1/Kids[{page} 0 R]>>")),
            (page, "<</Type/Page>>".to_owned()),
        ] {
            entries.insert((number, 0), Entry::At(bytes.len()));
            bytes.extend(format!("{number} 0 obj\n{value}\nendobj\n").bytes());
        }
        let start = bytes.len();
        let (index, rows) = table_rows(&entries);
        let head = format!(
            "{table} 0 obj\n<</Type/XRef/Size {}/W[1 4 4]/Index[{index}]/Root {root} 0 R/Length {}",
            table + 1,
            rows.len()
        );
        bytes.extend(head.bytes());
        bytes.extend_from_slice(&trailer.rest);
        bytes.extend_from_slice(b">>stream\n");
        bytes.extend(rows);
        bytes.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
        Pdf::new(Arc::clone(&self.bytes)).map_err(|error| match error {
            LoadPdfError::Decryption(_) => Obstacle::Encrypted,
            LoadPdfError::Invalid => Obstacle::Damaged,
        })
    }
}

/// A stream with its own length and no word on where its content else may be.
fn write_stream(bytes: &[u8], object: &Found, content: &[u8], written: &mut Vec<u8>) {
    let start = written.len();
    written.extend(format!("<</Length {}", content.len()).bytes());
    for (key, value) in entries(bytes, object.value.clone()) {
        // `/Type /ObjStm` is left out, too: hayro would open the stream by itself.
        if matches!(key.as_ref(), b"Length" | b"F") || key.as_ref() == b"Type" && object.kind == Kind::ObjectStream {
            continue;
        }
        written.push(b'/');
        for byte in key.iter() {
            match byte {
                byte if is_regular(*byte) && *byte != b'#' => written.push(*byte),
                byte => written.extend(format!("#{byte:02X}").bytes()),
            }
        }
        written.push(b' ');
        written.extend_from_slice(&bytes[value]);
    }
    written.extend_from_slice(b">>");
    rename(&PACKED_NAMES, &mut written[start..]);
    written.extend_from_slice(b"stream\n");
    let start = written.len();
    written.extend_from_slice(content);
    // Should hayro search the copy after all, it finds no stream of objects in the content of another one.
    rename(&[b"ObjStm"], &mut written[start..]);
    written.extend_from_slice(b"\nendstream");
}

/// Makes names mean nothing, wherever they stand.
fn rename(names: &[&[u8]], bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'/') {
        let start = at + found + 1;
        let length = bytes[start..].iter().take(64).take_while(|byte| is_regular(**byte)).count();
        if (2..64).contains(&length) && names.contains(&unescaped(&bytes[start..start + length]).as_ref()) {
            bytes[start] = b'x';
        }
        at = start;
    }
}

/// The rows of a cross-reference stream (ISO 32000-1, 7.5.8.3), and for which numbers they are.
fn table_rows(entries: &BTreeMap<Id, Entry>) -> (String, Vec<u8>) {
    let mut rows = Vec::with_capacity(entries.len() * 9);
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for ((number, generation), entry) in entries {
        match runs.last_mut() {
            Some((first, count)) if *first + *count == *number => *count += 1,
            _ => runs.push((*number, 1)),
        }
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
        let (kind, second, third) = match entry {
            Entry::At(offset) => (1, number(*offset), u32::from(*generation).to_be_bytes()),
            Entry::In(stream, index) => (2, stream.to_be_bytes(), number(*index)),
        };
        rows.push(kind);
        rows.extend(second);
        rows.extend(third);
    }
    let index: Vec<String> = runs.iter().map(|(first, count)| format!("{first} {count}")).collect();
    (index.join(" "), rows)
}
