//! Walks the page tree (ISO 32000-1, 7.7.3), in which a hostile file runs in circles. Reads no page.

use super::document::Document;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use std::collections::HashSet;

/// Nodes inside one another.
const DEPTH_LIMIT: usize = 64;
/// Nodes looked at for each page that may be read.
const NODES_PER_PAGE: usize = 8;
/// Bytes of dictionaries opened on the way.
const DICTIONARY_BYTES: usize = 32 * 1024 * 1024;

/// A page, and what it may show.
#[derive(Debug, Clone)]
pub(super) struct Page<'d> {
    pub(super) dict: Dict<'d>,
    /// Its own or those it inherits.
    pub(super) resources: Dict<'d>,
}

/// How the walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// All pages were shown.
    All,
    /// Whoever was shown the pages had enough.
    Stopped,
    /// There are more than the limit, or the tree is no tree.
    Limit,
}

/// Shows each page to `take`, which answers whether to go on; tells how many there were, too.
pub(super) fn each_page<'d>(
    document: &'d Document<'_>,
    limit: usize,
    mut take: impl FnMut(usize, &Page<'d>) -> bool,
) -> (usize, End) {
    let root = document.xref().get::<Dict<'d>>(document.root());
    let Some(top) = root.and_then(|root| root.get::<Dict<'d>>("Pages")) else { return (0, End::All) };
    let resources = top.get::<Dict<'d>>("Resources").unwrap_or_default();
    let mut seen = HashSet::new();
    let mut stack = vec![(top.get::<Array<'d>>("Kids").unwrap_or_default().raw_iter(), resources)];
    let mut nodes_left = limit.saturating_add(1).saturating_mul(NODES_PER_PAGE);
    let mut bytes_left = DICTIONARY_BYTES;
    let mut count = 0;
    while let Some((kids, inherited)) = stack.last_mut() {
        let Some(kid) = kids.next() else {
            stack.pop();
            continue;
        };
        let inherited = inherited.clone();
        let dict = match kid {
            MaybeRef::Ref(reference) => {
                let id = ObjectIdentifier::from(reference);
                seen.insert(id).then(|| document.xref().get::<Dict<'d>>(id)).flatten()
            }
            MaybeRef::NotRef(Object::Dict(dict)) => Some(dict),
            MaybeRef::NotRef(_) => None,
        };
        let size_bytes = dict.as_ref().map_or(0, |dict| dict.data().len());
        if nodes_left == 0 || size_bytes > bytes_left {
            return (count, End::Limit);
        }
        nodes_left -= 1;
        bytes_left -= size_bytes;
        let Some(dict) = dict else { continue };
        let resources = dict.get::<Dict<'d>>("Resources").inspect(|own| {
            bytes_left = bytes_left.saturating_sub(own.data().len());
        });
        let resources = resources.unwrap_or(inherited);
        let is_node = dict.get::<Name<'_>>("Type").as_deref() == Some(b"Pages") || dict.contains_key("Kids");
        if is_node {
            if stack.len() >= DEPTH_LIMIT {
                return (count, End::Limit);
            }
            stack.push((dict.get::<Array<'d>>("Kids").unwrap_or_default().raw_iter(), resources));
            continue;
        }
        if count >= limit {
            return (count, End::Limit);
        }
        count += 1;
        if !take(count, &Page { dict, resources }) {
            return (count, End::Stopped);
        }
    }
    (count, End::All)
}
