//! What was found inside each attachment: counts and places for programs, a short list for people. Never a value of a
//! file, and nothing that the facts do not say.

use super::targets;
use crate::draft::{Attachment, Draft};
use crate::facts::Facts;
use crate::facts::schema::ContentRow;
use crate::lang::Lang;
use crate::span::Span;
use serde_json::{Value as Json, json};
use std::collections::HashMap;

/// Places told to people; `show --format json` has all.
const MOST_PLACES: usize = 8;
/// Files told to people.
const MOST_FILES: usize = 6;
/// Obstacles told to people.
const MOST_OBSTACLES: usize = 4;

/// A piece of a draft as people read it. Names are as the files write them: whoever prints makes them safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Lines of the view.
    View(&'a str),
    /// A line about the attachment that stands above, or of a list below the view.
    Inside(String),
    /// The head of a list below the view.
    Heading(String),
}

/// Rows of `contents` by the name of their attachment in the view.
pub(super) type Rows<'a> = HashMap<Span, Vec<&'a ContentRow>>;

/// The rows of every attachment.
pub(super) fn by_attachment(facts: Option<&Facts>) -> Rows<'_> {
    let mut rows = Rows::new();
    for row in facts.into_iter().flat_map(|facts| &facts.contents) {
        rows.entry(row.span).or_default().push(row);
    }
    rows
}

/// The rows of one attachment.
pub(super) fn of<'r, 'a>(attachment: &Attachment, rows: &'r Rows<'a>) -> &'r [&'a ContentRow] {
    let span = attachment.filename.as_ref().map_or(attachment.span, |name| name.span);
    rows.get(&span).map_or(&[], Vec::as_slice)
}

/// How far an attachment was looked into: `none` when nothing of it could be read, `partial` when something could not.
pub(super) fn inspection(rows: &[&ContentRow]) -> &'static str {
    let has_something = entries(rows, "place").chain(inner_files(rows)).next().is_some();
    let has_obstacle = rows.iter().any(|row| row.obstacle.is_some());
    match (rows.is_empty(), has_obstacle, has_something) {
        (true, _, _) | (_, true, false) => "none",
        (_, true, true) => "partial",
        (_, false, _) => "complete",
    }
}

/// Files, places and obstacles of one attachment; an empty object for what was not looked into.
pub(super) fn json(rows: &[&ContentRow]) -> Json {
    let Some(whole) = whole(rows) else { return json!({}) };
    let files = inner_files(rows).map(|row| {
        json!({
            "path": row.file,
            "file-type": row.file_type,
            "container": row.container,
            "size": row.size_bytes,
            "encrypted": row.encrypted.unwrap_or(false),
            "has-macros": row.has_macros.unwrap_or(false),
        })
    });
    let places = entries(rows, "place").map(|row| {
        json!({
            "file": row.file,
            "file-type": row.file_type,
            "part": row.part,
            "sheet": row.sheet,
            "hidden": row.hidden,
            "active": row.active,
            "rows": row.rows,
            "cells": row.cells,
            "persons": row.persons,
            "personal-kinds": row.personal_kinds,
            "identifiers": row.identifiers,
            "addresses": row.addresses,
            "special-category": row.special_category,
        })
    });
    let obstacles = entries(rows, "obstacle").map(|row| json!({ "file": row.file, "obstacle": row.obstacle }));
    json!({
        "file-type": whole.file_type,
        "encrypted": whole.encrypted.unwrap_or(false),
        "has-macros": whole.has_macros.unwrap_or(false),
        "files": files.collect::<Vec<_>>(),
        "places": places.collect::<Vec<_>>(),
        "obstacles": obstacles.collect::<Vec<_>>(),
    })
}

/// The view, below the line of each attachment what is inside of it, and at the end where its links lead.
#[must_use]
pub fn pieces<'a>(draft: &'a Draft, facts: &Facts, lang: Lang) -> Vec<Piece<'a>> {
    let rows = by_attachment(Some(facts));
    let view = draft.view.text();
    let mut pieces = Vec::new();
    let mut start = 0;
    for attachment in &draft.attachments {
        let rows = of(attachment, &rows);
        let Some(whole) = whole(rows) else { continue };
        let rest = view.get(attachment.span.end.max(start)..).unwrap_or_default();
        let end = view.len() - rest.len() + rest.find('\n').map_or(rest.len(), |at| at + 1);
        pieces.push(Piece::View(&view[start..end]));
        pieces.extend(lines(whole, rows, lang).into_iter().map(Piece::Inside));
        start = end;
    }
    pieces.push(Piece::View(&view[start..]));
    pieces.extend(targets::pieces(draft, lang));
    pieces
}

fn lines(whole: &ContentRow, rows: &[&ContentRow], lang: Lang) -> Vec<String> {
    let mut kind = vec![whole.file_type.to_owned()];
    if whole.encrypted == Some(true) {
        kind.push(lang.pick("encrypted", "暗号化").to_owned());
    }
    if whole.has_macros == Some(true) {
        kind.push(lang.pick("with macros", "マクロあり").to_owned());
    }
    let files: Vec<&str> = inner_files(rows).map(|row| row.found_inside.get(lang)).collect();
    if !files.is_empty() {
        kind.push(match lang {
            Lang::En => format!("{}: {}", plural(files.len(), "file inside", "files inside"), few(&files, lang)),
            Lang::Ja => format!("中に {} ファイル：{}", files.len(), few(&files, lang)),
        });
    }
    let mut lines = vec![kind.join(lang.pick(", ", "、"))];
    let places: Vec<&str> = entries(rows, "place").map(|row| row.found_inside.get(lang)).collect();
    lines.extend(places.iter().take(MOST_PLACES).map(|place| (*place).to_owned()));
    lines.extend(left_over(places.len(), MOST_PLACES, lang));
    let obstacles: Vec<&str> = entries(rows, "obstacle").map(|row| row.found_inside.get(lang)).collect();
    let unread = lang.pick("not wholly looked into: ", "調べきれていません：");
    lines.extend(obstacles.iter().take(MOST_OBSTACLES).map(|obstacle| format!("{unread}{obstacle}")));
    lines.extend(left_over(obstacles.len(), MOST_OBSTACLES, lang));
    lines
}

fn few(files: &[&str], lang: Lang) -> String {
    let named = files[..files.len().min(MOST_FILES)].join(lang.pick(", ", "、"));
    if files.len() > MOST_FILES { format!("{named} …") } else { named }
}

pub(super) fn left_over(count: usize, most: usize, lang: Lang) -> Option<String> {
    let rest = count.checked_sub(most).filter(|rest| *rest > 0)?;
    Some(match lang {
        Lang::En => format!("and {rest} more (--format json has all)"),
        Lang::Ja => format!("ほか {rest} 件（--format json ですべて見られます）"),
    })
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn entries<'r, 'a>(
    rows: &'r [&'a ContentRow],
    entry: &'static str,
) -> impl Iterator<Item = &'a ContentRow> + use<'r, 'a> {
    rows.iter().copied().filter(move |row| row.entry == entry)
}

/// Files inside; the attachment itself is none of them.
fn inner_files<'r, 'a>(rows: &'r [&'a ContentRow]) -> impl Iterator<Item = &'a ContentRow> + use<'r, 'a> {
    entries(rows, "file").filter(|row| row.file.is_some())
}

/// The attachment itself.
fn whole<'a>(rows: &[&'a ContentRow]) -> Option<&'a ContentRow> {
    entries(rows, "file").find(|row| row.file.is_none())
}
