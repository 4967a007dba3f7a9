//! Fonts of a document, each read once, and the maps they share. Bounded in how many and how large.

use super::widths::Widths;
use super::{Codes, Cut, Font, byte_codes, descendant, is_symbol_font, stream};
use crate::inspect::budget::Budget;
use crate::inspect::pdf::document::Document;
use hayro_cmap::{CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream, String as PdfString};
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

/// Fonts in one document.
const FONT_LIMIT: usize = 4_000;
/// Bytes of one map in a file: one that names every character has some 1.5 million.
const MAP_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of all maps in a file together.
const MAPS_BYTES: usize = 24 * 1024 * 1024;
/// Maps that one map may be built on.
const BASE_LIMIT: usize = 4;

/// What was read so far.
#[derive(Debug)]
pub(in crate::inspect::pdf) struct Fonts {
    by_id: HashMap<ObjectIdentifier, Rc<Font>>,
    /// The maps that everybody has, by name.
    known: HashMap<Vec<u8>, Option<Rc<CMap>>>,
    count: usize,
    map_bytes_left: usize,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { by_id: HashMap::new(), known: HashMap::new(), count: 0, map_bytes_left: MAPS_BYTES }
    }
}

impl Fonts {
    /// The font of that name among the resources; `None` when there is none, or there were too many.
    pub(in crate::inspect::pdf) fn font(
        &mut self,
        fonts: &Dict<'_>,
        name: &[u8],
        document: &Document<'_>,
        budget: &mut Budget,
    ) -> Option<Rc<Font>> {
        let id = fonts.get_ref(name).map(ObjectIdentifier::from);
        if let Some(font) = id.and_then(|id| self.by_id.get(&id)) {
            return Some(Rc::clone(font));
        }
        if self.count >= FONT_LIMIT {
            return None;
        }
        self.count += 1;
        let dict = fonts.get::<Dict<'_>>(name)?;
        let font = Rc::new(self.read(&dict, document, budget));
        if let Some(id) = id {
            self.by_id.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    fn read(&mut self, dict: &Dict<'_>, document: &Document<'_>, budget: &mut Budget) -> Font {
        let subtype = dict.get::<Name<'_>>("Subtype");
        let base_font = dict.get::<Name<'_>>("BaseFont").map(|name| name.to_vec()).unwrap_or_default();
        let to_unicode = stream(dict, "ToUnicode").and_then(|stream| self.map(&stream, document, budget));
        if subtype.as_deref() == Some(b"Type0")
            && let Some(descendant) = descendant(dict)
        {
            let (cut, is_vertical) = self.cut(dict, document, budget);
            let collection = self.collection(&descendant);
            return Font {
                codes: Codes::Composite { cut, collection },
                to_unicode,
                widths: Widths::of_cids(&descendant),
                is_vertical,
                is_symbol: is_symbol_font(&base_font),
            };
        }
        let is_type_3 = subtype.as_deref() == Some(b"Type3");
        let matrix = dict.get::<Array<'_>>("FontMatrix").and_then(|matrix| matrix.iter::<Number>().next());
        let scale = if is_type_3 { matrix.map_or(1.0, |number| number.as_f64() * 1000.0) } else { 1.0 };
        Font {
            codes: Codes::Bytes(byte_codes(dict, &base_font, is_type_3)),
            to_unicode,
            widths: Widths::of_bytes(dict, &base_font, scale),
            is_vertical: false,
            is_symbol: is_symbol_font(&base_font),
        }
    }

    /// How its encoding cuts codes, and whether it is one for vertical writing.
    fn cut(&mut self, dict: &Dict<'_>, document: &Document<'_>, budget: &mut Budget) -> (Cut, bool) {
        match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => {
                let is_vertical = name.ends_with(b"-V") || *name == *b"V";
                let cut = match name.as_ref() {
                    b"Identity-H" | b"Identity-V" => Cut::Identity,
                    name if name.windows(6).any(|part| part == b"-UTF16" || part == b"-UCS2-") => Cut::Utf16,
                    name => self.known(name).map_or(Cut::Unknown, Cut::Map),
                };
                (cut, is_vertical)
            }
            Some(Object::Stream(stream)) => {
                let Some(map) = self.map(&stream, document, budget) else { return (Cut::Unknown, false) };
                let is_vertical = map.metadata().writing_mode == Some(WritingMode::Vertical);
                (Cut::Map(Rc::new(map)), is_vertical)
            }
            _ => (Cut::Unknown, false),
        }
    }

    /// From CIDs to characters, for the collections of Adobe.
    fn collection(&mut self, descendant: &Dict<'_>) -> Option<Rc<CMap>> {
        let system = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
        let (registry, ordering) = (system.get::<PdfString<'_>>("Registry")?, system.get::<PdfString<'_>>("Ordering")?);
        let family = CidFamily::from_registry_ordering(&registry, &ordering);
        self.known(family.ucs2_cmap()?.to_bytes())
    }

    fn known(&mut self, name: &[u8]) -> Option<Rc<CMap>> {
        if let Some(map) = self.known.get(name) {
            return map.clone();
        }
        let bytes = load_embedded(CMapName::from_bytes(name))?;
        let map = CMap::parse(bytes, load_embedded).map(Rc::new);
        self.known.insert(name.to_vec(), map.clone());
        map
    }

    /// A map that the file brings along.
    fn map(&mut self, stream: &Stream<'_>, document: &Document<'_>, budget: &mut Budget) -> Option<CMap> {
        let content = document.content(stream, budget).bytes;
        // Its own packed format is for the maps that hayro-cmap brings along itself.
        if content.len() > MAP_BYTES.min(self.map_bytes_left) || content.starts_with(b"bcmap") {
            return None;
        }
        self.map_bytes_left -= content.len();
        let bases = Cell::new(0);
        let base = |name: CMapName<'_>| {
            bases.set(bases.get() + 1);
            load_embedded(name).filter(|_| bases.get() <= BASE_LIMIT)
        };
        CMap::parse(&content, base)
    }
}
