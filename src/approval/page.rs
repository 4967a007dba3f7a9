//! What of an HTML body is part of a canonical form beside its visible text. Knows the page only as loading wrote it down.

use crate::draft::Draft;
use crate::link::percent_decoded;
use std::collections::HashMap;

/// `cid:` in front of a Content-ID (RFC 2392).
const SCHEME: &str = "cid:";

/// The markup of the body, each picture in it named by what it shows: mail programs give parts new Content-IDs. `hashes` are
/// those of the attachments, in their order.
pub(super) fn with_pictures(draft: &Draft, hashes: &[String]) -> String {
    let ids = draft.attachments.iter().map(|attachment| attachment.content_id.as_deref());
    // Of two parts with one Content-ID mail programs show the first.
    let pictures: HashMap<&str, &String> = ids.zip(hashes).rev().filter_map(|(id, hash)| Some((id?, hash))).collect();
    let mut page = String::with_capacity(draft.body.markup.len());
    let mut rest = draft.body.markup.as_str();
    while let Some(at) = rest.find(SCHEME) {
        let (before, reference) = rest.split_at(at + SCHEME.len());
        page.push_str(before);
        let ends = |sign: char| matches!(sign, '"' | '\'' | '(' | ')' | '<' | '>' | '&') || sign.is_whitespace();
        let (id, after) = reference.split_at(reference.find(ends).unwrap_or(reference.len()));
        match pictures.get(percent_decoded(id).as_str()) {
            // No value in the markup can hold such a sign.
            Some(hash) => page.push_str(&format!("<{hash}>")),
            None => page.push_str(id),
        }
        rest = after;
    }
    page.push_str(rest);
    page
}
