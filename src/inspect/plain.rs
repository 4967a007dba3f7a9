//! Texts: plain, tables in CSV, HTML, RTF, business cards, calendars.

mod calendar;
mod card;
mod content_line;
mod delimiter;
mod table;

use super::look::Look;
use super::place::{Hidden, Part};
use super::visitor::{Cell, InnerFile, Obstacle, Row};
use super::{Budget, FileType};
use std::borrow::Cow;

/// HTML that is read of one file: its tags take a hundred times as long as the letters between them.
const HTML_BYTES: usize = 8 * 1024 * 1024;

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    look.tell(&file);
    let most = usize::try_from(look.budget.part_bytes()).unwrap_or(usize::MAX);
    if bytes.len() > most {
        look.meet(Obstacle::Size);
    }
    let bytes = &bytes[..bytes.len().min(most)];
    match file.file_type {
        FileType::Html => html(bytes, look),
        FileType::Rtf => rtf(bytes, look),
        FileType::VCard => card::show(bytes, look),
        FileType::Calendar => calendar::show(bytes, look),
        file_type => {
            let text = decoded(bytes, look);
            let wanted = file.name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
            let is_tabbed =
                wanted.is_some_and(|wanted| ["tsv", "tab"].iter().any(|tab| wanted.eq_ignore_ascii_case(tab)));
            match delimiter::of(&text, file_type == FileType::Csv, is_tabbed) {
                Some(delimiter) => table::show(&text, delimiter, look),
                None => lines(Part::Text, None, &text, look),
            }
        }
    }
}

/// Text in whatever charset. Zero bytes that are no UTF-16 stand for nothing.
fn decoded<'a>(bytes: &'a [u8], look: &Look<'_>) -> Cow<'a, str> {
    (look.readers.text)(bytes, None)
}

fn html(bytes: &[u8], look: &mut Look<'_>) {
    if bytes.len() > HTML_BYTES {
        look.meet(Obstacle::Size);
    }
    let bytes = &bytes[..bytes.len().min(HTML_BYTES)];
    let label = charset_label(bytes);
    let html = (look.readers.text)(bytes, label.as_deref());
    let page = (look.readers.html)(&html);
    drop(html);
    lines(Part::Text, None, &page.text, look);
    if !page.hidden.trim().is_empty() {
        lines(Part::Text, Some(Hidden::Text), &page.hidden, look);
    }
}

/// The charset that a page names in its head (HTML 4.2.5.4).
fn charset_label(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4096)];
    let head: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let at = head.windows(8).position(|window| window == b"charset=")? + 8;
    let label = head[at..].iter().skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '));
    let label: Vec<u8> =
        label.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)).copied().collect();
    String::from_utf8(label).ok().filter(|label| !label.is_empty())
}

fn rtf(bytes: &[u8], look: &mut Look<'_>) {
    let text = (look.readers.rtf)(bytes);
    lines(Part::Text, None, &text, look);
    // A file or a workbook packed into the text (RTF 1.9.1, "Objects").
    if bytes.windows(8).any(|window| window == b"\\objdata") {
        look.meet(Obstacle::UnknownKind);
    }
}

/// Shows lines of text; a line with tabs is a row of a table.
fn lines(part: Part, hidden: Option<Hidden>, text: &str, look: &mut Look<'_>) {
    let place = look.place(part, hidden);
    let mut met = None;
    look.visitor.enter(&place);
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_end();
        if line.is_empty() {
            continue;
        }
        if let Err(obstacle) = look.budget.take_text(line.len() as u64) {
            met = Some(obstacle);
            break;
        }
        if line.contains('\t') {
            met = row(number, line.split('\t'), look).err();
            if met.is_some() {
                break;
            }
        } else {
            look.visitor.text(line);
        }
    }
    look.visitor.leave();
    if let Some(obstacle) = met {
        look.visitor.obstacle(&place, obstacle);
    }
}

/// Shows one row, without its empty cells; nothing when all are.
fn row<'t>(number: u64, cells: impl Iterator<Item = &'t str>, look: &mut Look<'_>) -> Result<(), Obstacle> {
    let cells: Vec<Cell<'_>> = (0..)
        .zip(cells)
        .map(|(column, text)| Cell { column, text: text.trim(), is_in_hidden_column: false, is_computed: false })
        .filter(|cell| !cell.text.is_empty())
        .collect();
    if cells.is_empty() {
        return Ok(());
    }
    take_cells(look.budget, cells.len())?;
    look.visitor.row(&Row { number, hidden: None, cells: &cells });
    Ok(())
}

fn take_cells(budget: &mut Budget, count: usize) -> Result<(), Obstacle> {
    budget.take_cells(count as u64)
}

#[cfg(test)]
mod tests {
    use crate::inspect::Limits;
    use crate::inspect::test_visitor::{record, record_within};

    #[test]
    fn text_is_shown_line_by_line_in_any_charset() {
        let sjis = b"\x8c\xa9\x96\x7b \x91\xbe\x98\x59\r\n\r\n\x93\x8c\x8b\x9e\x93\x73";
        assert_eq!(record("a.txt", sjis), ["file text", "enter text", "text 見本 太郎", "text 東京都"]);
        let utf_16: Vec<u8> = [0xFEFF].into_iter().chain("見本".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(record("a.txt", &utf_16), ["file text", "enter text", "text 見本"]);
    }

    #[test]
    fn html_shows_rows_and_tells_what_is_hidden() {
        let html = "<html><meta charset=utf-8><p>名簿<table><tr><td>見本<td>090</table><p style='display:none'>極秘";
        assert_eq!(
            record("a.html", html.as_bytes()),
            ["file html", "enter text", "text 名簿", "row 2: 見本 | 090", "enter text hidden=Text", "text 極秘"]
        );
    }

    #[test]
    fn html_is_read_in_the_charset_it_names() {
        let html = b"<html><meta http-equiv=Content-Type content='text/html; charset=EUC-JP'><p>\xb8\xab\xcb\xdc";
        assert!(record("a.html", html).contains(&"text 見本".to_owned()));
    }

    #[test]
    fn a_page_saved_as_a_message_shows_its_text() {
        let mht = b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Mihon Taro";
        let told = record("a.mht", mht);
        assert!(told.contains(&"text Mihon Taro".to_owned()), "{told:?}");
    }

    #[test]
    fn rtf_shows_its_text_and_tells_of_packed_objects() {
        let rtf = br"{\rtf1\ansi\ansicpg932 \'8c\'a9\'96\'7b\par b{\object{\*\objdata 0105}}}";
        assert_eq!(record("a.rtf", rtf), ["file rtf", "enter text", "text 見本", "text b", "obstacle unknown-kind"]);
    }

    #[test]
    fn text_ends_at_its_limit() {
        let limits = Limits { text_characters: 5, ..Limits::default() };
        assert_eq!(
            record_within(limits, "a.txt", b"abc\ndefg\nh"),
            ["file text", "enter text", "text abc", "obstacle text"]
        );
    }
}
