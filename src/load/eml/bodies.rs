//! The text of a message: which forms of it there are, and the one its recipient will read.

use super::source::Source;
use super::text_part::Segment;
use crate::draft::{DefectKind, DefectPart, Origin};
use crate::load::html::Page;
use crate::load::line::Line;
use crate::load::met::Met;
use crate::load::parts::{Anchor, PartBody, PartDefect};
use crate::load::{Limits, html, quote, text};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// Forms of which a reader chooses one, but for those that say the same. Mailers show the last; one that says
/// something else stays with it, since some reader will see it and nobody else would judge it.
pub(super) fn different(forms: Vec<Vec<Segment>>, limits: &Limits) -> Vec<Segment> {
    if forms.len() < 2 {
        return forms.into_iter().flatten().collect();
    }
    let mut seen = HashMap::new();
    let mut kept: Vec<Vec<Segment>> = Vec::new();
    for form in forms.into_iter().rev() {
        let lines = form.iter().flat_map(|segment| lines(segment, limits).lines);
        let words: String = lines.map(|line| line.text.split_whitespace().collect::<String>()).collect();
        match seen.entry(words) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push(form);
            }
            Entry::Occupied(entry) => {
                if let Some(shown) = kept[*entry.get()].first_mut() {
                    shown.also.extend(form.into_iter().filter_map(|segment| segment.html).map(|page| page.text));
                }
            }
        }
    }
    kept.into_iter().rev().flatten().collect()
}

/// The form that is shown, plain text as a page without markup.
fn lines(segment: &Segment, limits: &Limits) -> Page {
    match (&segment.html, &segment.plain) {
        (Some(page), _) => html::read(&page.text, limits.html_depth),
        (None, Some(plain)) => {
            Page { lines: text::lines(&plain.text, plain.is_flowed, plain.del_sp), ..Page::default() }
        }
        (None, None) => Page::default(),
    }
}

/// The body its recipient will look at: HTML where there is some, else plain text; `None` without any text part.
pub(super) fn body(
    source: Source<'_>,
    segments: Vec<Segment>,
    limits: &Limits,
    defects: &mut Vec<PartDefect>,
) -> Option<PartBody> {
    let mut lines = Vec::new();
    let mut plain_alternative: Option<String> = None;
    let mut place: Option<Range<usize>> = None;
    let mut text_bytes = 0usize;
    let (mut targets, mut markup) = (Vec::new(), String::new());
    for segment in segments {
        let Some(shown) = segment.html.as_ref().or(segment.plain.as_ref()) else { continue };
        text_bytes = text_bytes.saturating_add(shown.text.len());
        // A part is cut while decoded; this holds the sum of many parts down.
        if text_bytes > limits.body_bytes {
            defects.push(body_defect(Met::new(
                DefectKind::SizeLimit,
                format!("more than {} bytes of text", limits.body_bytes),
            )));
            break;
        }
        place = Some(match place {
            Some(place) => place.start.min(shown.range.start)..place.end.max(shown.range.end),
            None => shown.range.clone(),
        });
        if shown.text.trim_start().starts_with("-----BEGIN PGP MESSAGE-----") {
            defects.push(body_defect(Met::new(DefectKind::Encrypted, "PGP")));
        }
        let page = match &segment.html {
            Some(page) if limits.keeps_markup => html::read_whole(&page.text, limits.html_depth),
            _ => self::lines(&segment, limits),
        };
        let Page { lines: mut segment_lines, is_too_deep, targets: mut segment_targets, has_too_many_targets, .. } =
            page;
        markup.push_str(&page.markup);
        for page in segment.also.iter().filter(|_| limits.keeps_markup) {
            markup.push_str(&html::read_whole(page, limits.html_depth).markup);
        }
        if let (Some(_), Some(plain)) = (&segment.html, &segment.plain)
            && Line::are_blank(&segment_lines)
        {
            // A page without a word, a picture for instance, leaves the reader of plain text alone with these.
            segment_lines = text::lines(&plain.text, plain.is_flowed, plain.del_sp);
        }
        segment_targets.iter_mut().for_each(|target| target.line += lines.len());
        targets.append(&mut segment_targets);
        append(&mut lines, segment_lines);
        if is_too_deep {
            let detail = format!("more than {} levels of HTML", limits.html_depth);
            defects.push(body_defect(Met::new(DefectKind::DepthLimit, detail)));
        }
        if has_too_many_targets {
            defects.push(body_defect(Met::new(DefectKind::SizeLimit, html::TOO_MANY_TARGETS)));
        }
        if let (Some(_), Some(plain)) = (&segment.html, &segment.plain) {
            plain_alternative.get_or_insert_default().push_str(&plain.text);
        }
    }
    let origin = Origin::Raw(source.map.file_range(place?));
    let targets = html::in_body(targets, &lines);
    Some(PartBody {
        pieces: quote::split(lines),
        origin,
        plain_alternative,
        targets,
        markup: limits.keeps_markup.then_some(markup),
    })
}

/// Adds lines; the first are taken as they are, since millions of blank ones need room only once.
fn append(lines: &mut Vec<Line>, mut more: Vec<Line>) {
    if lines.is_empty() {
        *lines = more;
    } else {
        lines.append(&mut more);
    }
}

/// A defect of the body.
pub(super) fn body_defect(met: Met) -> PartDefect {
    PartDefect { kind: met.kind, part: DefectPart::Body, anchor: Anchor::Body, detail: met.detail }
}
