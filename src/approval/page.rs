//! What of an HTML body is part of a canonical form beside its visible text. Knows the page only as loading wrote it down.

use crate::draft::Draft;
use crate::link::percent_decoded;
use std::collections::HashMap;

/// `cid:` in front of a Content-ID (RFC 2392).
const SCHEME: &str = "cid:";

/// The markup of the body, each picture in it named by what it shows: mail programs give parts new Content-IDs. `hashes` are
/// those of the attachments, in their order. Where a reference names none of them as it is read here, another program may
/// read it otherwise: then all Content-IDs stand behind it.
pub(super) fn with_pictures(draft: &Draft, hashes: &[String]) -> String {
    let ids = || draft.attachments.iter().map(|attachment| attachment.content_id.as_deref()).zip(hashes);
    // Of two parts with one Content-ID mail programs show the first.
    let pictures: HashMap<&str, &String> = ids().rev().filter_map(|(id, hash)| Some((id?, hash))).collect();
    let markup = draft.body.markup.as_deref().unwrap_or_default();
    let mut page = String::with_capacity(markup.len());
    let (mut named, mut done) = (0, 0);
    // Letters of ASCII have the same length in lower case.
    for (at, _) in markup.to_ascii_lowercase().match_indices(SCHEME) {
        let start = at + SCHEME.len();
        if start < done {
            continue;
        }
        page.push_str(&markup[done..start]);
        let reference = &markup[start..];
        let ends = |sign: char| matches!(sign, '"' | '\'' | '(' | ')' | '<' | '>' | '&') || sign.is_whitespace();
        let (id, _) = reference.split_at(reference.find(ends).unwrap_or(reference.len()));
        done = start + id.len();
        match pictures.get(percent_decoded(id).as_str()) {
            // No value in the markup can hold such a sign.
            Some(hash) => {
                named += 1;
                page.push_str(&format!("<{hash}>"));
            }
            None => page.push_str(id),
        }
    }
    page.push_str(&markup[done..]);
    // Browsers take white space out of a scheme.
    let dense = markup.replace("&#32;", "").to_ascii_lowercase();
    if dense.matches(SCHEME).count() > named {
        page.extend(ids().filter_map(|(id, hash)| Some(format!("<{hash}|{}>", id?))));
    }
    page
}
