//! Documents whose XML says little in many words, or wants to become large by itself.

use super::survive::Hostile;
use super::swelling::{document, zipped};
use mailcheck::inspect::Obstacle::{Cells, Damaged, Size, Text};
use std::fmt::Write as _;

pub fn files() -> Vec<Hostile> {
    vec![
        ("ten million empty runs", "runs.docx", document(&format!("<w:p>{}", "<w:r/>".repeat(10_000_000))), &[Size]),
        ("ten million comments", "comments.docx", document(&"<!---->".repeat(10_000_000)), &[Size, Damaged]),
        ("ten million references", "references.docx", document(&references()), &[Text, Size]),
        ("empty stretches of text", "stretches.docx", document(&"<![CDATA[]]>".repeat(10_000_000)), &[Size, Damaged]),
        ("instructions without end", "instructions.docx", document(&"<?a?>".repeat(10_000_000)), &[Size, Damaged]),
        ("a billion laughs", "laughs.docx", laughs(), &[]),
        ("a kind of document of 40 MB", "doctype.docx", doctype(), &[Size, Damaged]),
        ("a tag of 40 MB", "tag.docx", document(&format!("<w:p {}", "a='1' ".repeat(7_000_000))), &[Size, Damaged]),
        ("changes in changes", "changes.docx", document(&"<w:ins><w:del>".repeat(1_000_000)), &[Size, Damaged]),
        ("tables in tables", "tables.docx", document(&"<w:tbl><w:tr><w:tc>".repeat(1_000_000)), &[Size, Damaged]),
        ("styles based on one with a long name", "based.docx", based_styles(), &[]),
        ("a table for each cell", "tables.docx", document(&TABLE.repeat(400_000)), &[Cells, Text, Size]),
        ("a million styles", "styles.docx", styles(), &[]),
    ]
}

fn references() -> String {
    format!("<w:p><w:r><w:t>{}", "&amp;".repeat(10_000_000))
}

/// A cell that may be the head of a table.
const TABLE: &str = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>電電電電電電電電電電電電電電電電電電電電電電電電</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";

fn based_styles() -> Vec<u8> {
    let styles = format!("<w:style w:styleId='{}'>{}", "a".repeat(4_000_000), "<w:basedOn w:val='b'/>".repeat(20_000));
    zipped([
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", b"<w:document><w:body><w:p/></w:body></w:document>".to_vec()),
        ("word/styles.xml", format!("<w:styles>{styles}</w:style></w:styles>").into_bytes()),
    ])
}

/// Each entity is ten of the one before.
fn laughs() -> Vec<u8> {
    let mut text = "<!DOCTYPE a [<!ENTITY a0 'haha'>".to_owned();
    for number in 1..20 {
        let before = format!("&a{};", number - 1).repeat(10);
        write!(text, "<!ENTITY a{number} '{before}'>").unwrap();
    }
    text += "<!ENTITY b SYSTEM 'file:///etc/passwd'>]><w:document><w:body><w:p><w:r><w:t>&a19;&b;</w:t></w:r></w:p></w:body>\
        </w:document>";
    part(text)
}

fn doctype() -> Vec<u8> {
    part(format!("<!DOCTYPE a [{}]><w:document/>", "<!ENTITY a 'b'>".repeat(2_700_000)))
}

fn styles() -> Vec<u8> {
    let styles: String = (0..1_000_000).fold(String::new(), |mut styles, number| {
        write!(styles, "<w:style w:styleId='a{number}'><w:rPr><w:vanish/></w:rPr></w:style>").unwrap();
        styles
    });
    zipped([
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", b"<w:document><w:body><w:p/></w:body></w:document>".to_vec()),
        ("word/styles.xml", format!("<w:styles>{styles}</w:styles>").into_bytes()),
    ])
}

fn part(text: String) -> Vec<u8> {
    zipped([("[Content_Types].xml", b"<Types/>".to_vec()), ("word/document.xml", text.into_bytes())])
}
