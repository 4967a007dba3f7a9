//! Walks the tree of parts: text to read goes to the body, everything else becomes an attachment or a message inside.

use super::bodies::{self, body_defect};
use super::budget::Budget;
use super::readings;
use super::smime::{self, Opened};
use super::source::Source;
use super::structure::Entity;
use super::text_part::{self, Segment, TextForm};
use crate::draft::{DefectKind, DefectPart};
use crate::load::met::Met;
use crate::load::parameter;
use crate::load::parts::{Anchor, PartDefect, Parts};
use std::collections::HashSet;

/// What the walk has found so far.
pub(super) struct Contents<'a, 'limits> {
    pub(super) source: Source<'a>,
    pub(super) budget: &'a mut Budget<'limits>,
    /// Messages and multiparts around this one.
    pub(super) depth: usize,
    pub(super) parts: &'a mut Parts,
    /// What stood inside of opaque signed parts.
    pub(super) opened: Opened,
    /// A calendar part names a method of an invitation, be it without a calendar (RFC 6047 2.4).
    pub(super) has_invitation: bool,
    /// See [`readings::of`].
    pub(super) readings: String,
}

impl<'a, 'limits> Contents<'a, 'limits> {
    pub(super) fn new(source: Source<'a>, budget: &'a mut Budget<'limits>, depth: usize, parts: &'a mut Parts) -> Self {
        Self { source, budget, depth, parts, opened: Opened::default(), has_invitation: false, readings: String::new() }
    }

    /// Text of `root` in order; its attachments and nested messages are put into the parts.
    pub(super) fn walk(&mut self, root: &Entity) -> Vec<Segment> {
        self.segments(root, "", 0)
    }

    /// Marks pictures that a page shows: they are no attachments to anyone.
    pub(super) fn mark_inline(&mut self, segments: &[Segment]) {
        let mut shown: HashSet<String> = HashSet::new();
        for page in segments.iter().filter_map(|segment| segment.html.as_ref()) {
            for rest in page.text.split("cid:").skip(1) {
                let end = rest.find(['"', '\'', ')', '>', ' ', '\n', '&']).unwrap_or(0);
                shown.insert(rest[..end].replace("%40", "@"));
            }
        }
        for attachment in &mut self.parts.attachments {
            attachment.is_inline |= attachment.content_id.as_ref().is_some_and(|content_id| shown.contains(content_id));
        }
    }

    fn segments(&mut self, entity: &Entity, parent_type: &str, index: usize) -> Vec<Segment> {
        self.readings.push_str(&readings::of(self.source, entity, parent_type));
        match entity.media_type() {
            "multipart/alternative" if entity.is_split => self.alternative(entity),
            "multipart/encrypted" if entity.is_split => {
                self.parts.defects.push(body_defect(Met::new(DefectKind::Encrypted, "multipart/encrypted")));
                self.all(entity)
            }
            _ if entity.is_split => self.all(entity),
            "message/rfc822" | "message/global" => {
                self.message(entity);
                Vec::new()
            }
            media_type => match TextForm::of(media_type).filter(|_| self.is_body(entity, parent_type, index)) {
                Some(form) => self.text(entity, form),
                None if smime::is_smime(entity) => {
                    self.smime(entity, parent_type);
                    Vec::new()
                }
                None => {
                    self.attachment(entity, parent_type);
                    Vec::new()
                }
            },
        }
    }

    fn text(&mut self, entity: &Entity, form: TextForm) -> Vec<Segment> {
        let read = text_part::read(self.source, entity, form, self.budget);
        self.parts.defects.extend(read.met.into_iter().map(body_defect));
        self.met_at(entity, &Anchor::Body);
        for file in read.files {
            self.file_in_text(file, entity);
        }
        if read.segment == Segment::default() { Vec::new() } else { vec![read.segment] }
    }

    fn all(&mut self, entity: &Entity) -> Vec<Segment> {
        self.children(entity).into_iter().flatten().collect()
    }

    /// The text of each part. What was met in the multipart itself stands where its last part is shown: behind that
    /// something is missing.
    fn children(&mut self, entity: &Entity) -> Vec<Vec<Segment>> {
        let root = if entity.media_type() == "multipart/related" { self.root(entity) } else { 0 };
        let mut texts = Vec::with_capacity(entity.children.len());
        let mut before_last = self.parts.attachments.len();
        for (index, child) in entity.children.iter().enumerate() {
            before_last = self.parts.attachments.len();
            let place = if index == root { 0 } else { index + 1 };
            texts.push(self.segments(child, entity.media_type(), place));
        }
        let anchor = match self.parts.attachments.len() {
            count if count > before_last => Anchor::Attachment(count - 1),
            _ => Anchor::Body,
        };
        self.met_at(entity, &anchor);
        texts
    }

    /// Tells what was met while splitting; the multiparts around a cut are cut by it too, which is one loss.
    pub(super) fn met_at(&mut self, entity: &Entity, anchor: &Anchor) {
        for Met { kind, detail } in &entity.met {
            let is_told = self
                .parts
                .defects
                .iter()
                .any(|defect| defect.kind == *kind && (defect.anchor == *anchor || *kind == DefectKind::PartLimit));
            if !is_told {
                let anchor = anchor.clone();
                let part = DefectPart::Structure;
                self.parts.defects.push(PartDefect { kind: *kind, part, anchor, detail: detail.clone() });
            }
        }
    }

    /// The part of a multipart/related that is shown: the one that `start` names (RFC 2387 3.2), else the first, unless
    /// a picture stands before the text.
    fn root(&self, entity: &Entity) -> usize {
        let children = &entity.children;
        let start = entity.content_type.token("start");
        let named = start.and_then(|start| {
            let start = start.trim().trim_matches(['<', '>']).to_owned();
            children.iter().position(|child| self.content_id(child).is_some_and(|content_id| content_id == start))
        });
        let is_text =
            |child: &Entity| child.media_type().starts_with("multipart/") || TextForm::of(child.media_type()).is_some();
        named.or_else(|| children.iter().position(is_text)).unwrap_or(0)
    }

    /// The last form that has HTML, with the plain text of the others as its twin (RFC 2046 5.1.4).
    fn alternative(&mut self, entity: &Entity) -> Vec<Segment> {
        let mut forms = self.children(entity);
        forms.retain(|form| !form.is_empty());
        let (pages, texts): (Vec<_>, Vec<_>) =
            forms.into_iter().partition(|form| form.iter().any(|segment| segment.html.is_some()));
        if pages.is_empty() {
            return bodies::different(texts, self.budget.limits);
        }
        let mut chosen = bodies::different(pages, self.budget.limits);
        let twin = texts.into_iter().flatten().filter_map(|segment| segment.plain).reduce(|mut first, next| {
            first.text.push_str(&next.text);
            first
        });
        if let Some(segment) = chosen.iter_mut().rfind(|segment| segment.html.is_some())
            && let Some(twin) = twin
        {
            match &mut segment.plain {
                Some(plain) => plain.text.push_str(&twin.text),
                none => *none = Some(twin),
            }
        }
        chosen
    }

    /// Text that a reader sees in the body rather than in the list of attachments.
    fn is_body(&self, entity: &Entity, parent_type: &str, index: usize) -> bool {
        if entity.disposition.value == "attachment" {
            return false;
        }
        match parent_type {
            "" | "multipart/alternative" => true,
            "multipart/related" => index == 0,
            _ => parameter::filename(&entity.disposition, &entity.content_type).is_none(),
        }
    }
}
