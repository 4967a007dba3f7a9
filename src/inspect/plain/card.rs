//! Business cards (vCard 2.1 to 4.0): a row for each card, below a row that names the columns.

use super::content_line::{self, ContentLine};
use super::{Look, row};
use crate::inspect::place::Part;
use crate::inspect::visitor::Obstacle;
use std::collections::BTreeMap;

/// Columns, and the properties that stand in them.
const COLUMNS: [(&str, &[&str]); 8] = [
    ("Name", &["FN", "N"]),
    ("Phone", &["TEL"]),
    ("E-mail", &["EMAIL"]),
    ("Address", &["ADR"]),
    ("Birthday", &["BDAY"]),
    ("Company", &["ORG"]),
    ("Title", &["TITLE"]),
    ("Note", &["NOTE"]),
];

/// Shows the cards, counted from 1; number 0 are the names of the columns.
pub(super) fn show(bytes: &[u8], look: &mut Look<'_>) {
    let place = look.place(Part::Sheet { name: String::new(), is_active: true }, None);
    look.visitor.enter(&place);
    let mut met = row(0, COLUMNS.iter().map(|(name, _)| *name), look).err();
    let mut cards = Cards::default();
    if met.is_none() {
        content_line::each(bytes, look, |line, look| {
            met = cards.take(line, look).err();
            met.is_none()
        });
    }
    if met.is_none() {
        met = cards.finish(look).err();
    }
    look.visitor.leave();
    if let Some(obstacle) = met {
        look.visitor.obstacle(&place, obstacle);
    }
}

#[derive(Default)]
struct Cards {
    number: u64,
    /// By column.
    cells: BTreeMap<usize, String>,
    has_full_name: bool,
}

impl Cards {
    fn take(&mut self, line: &ContentLine, look: &mut Look<'_>) -> Result<(), Obstacle> {
        if matches!(line.name.as_str(), "BEGIN" | "END") {
            return self.finish(look);
        }
        let Some(column) = COLUMNS.iter().position(|(_, names)| names.contains(&line.name.as_str())) else {
            return Ok(());
        };
        if line.is_cut {
            return Err(Obstacle::Text);
        }
        if line.value.is_empty() || line.name == "N" && self.has_full_name {
            return Ok(());
        }
        let value = line.value.strip_prefix("tel:").or(line.value.strip_prefix("mailto:")).unwrap_or(&line.value);
        let cell = self.cells.entry(column).or_default();
        if line.name == "FN" {
            self.has_full_name = true;
            cell.clear();
        } else if !cell.is_empty() {
            cell.push_str(", ");
        }
        cell.extend(value.chars().map(|character| if character == '\n' { ' ' } else { character }));
        Ok(())
    }

    fn finish(&mut self, look: &mut Look<'_>) -> Result<(), Obstacle> {
        self.has_full_name = false;
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(());
        }
        self.number += 1;
        row(self.number, (0..COLUMNS.len()).map(|column| cells.get(&column).map_or("", String::as_str)), look)
    }
}

#[cfg(test)]
mod tests {
    use crate::inspect::test_visitor::record;

    #[test]
    fn a_line_without_end_is_told_and_a_large_picture_is_nothing() {
        let long = "a ".repeat(600_000);
        let card = |property: &str| format!("BEGIN:VCARD\r\nFN:見本 太郎\r\n{property}:{long}\r\nEND:VCARD\r\n");
        let told = record("a.vcf", card("NOTE").as_bytes());
        assert_eq!(told.last().map(String::as_str), Some("obstacle sheet \"\" active=true: text"));
        let shown = record("a.vcf", card("PHOTO").as_bytes());
        assert_eq!(shown.last().map(String::as_str), Some("row 1: 見本 太郎"));
    }

    #[test]
    fn each_card_is_a_row() {
        let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:見本;太郎;;;\r\nFN:見本 太郎\r\nitem1.TEL;TYPE=CELL:090-0000-0000\r\n\
            TEL:03-0000-0000\r\nEMAIL:taro@corp.exa\r\n mple\r\nADR:;;千代田1-1;東京;;100-0001;日本\r\nBDAY:1990-01-02\r\n\
            END:VCARD\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8C=A9=\r\n\
            =96=7B\r\nEND:VCARD\r\n";
        assert_eq!(
            record("cards.vcf", cards.as_bytes())[2..],
            [
                "row 0: Name | Phone | E-mail | Address | Birthday | Company | Title | Note",
                "row 1: 見本 太郎 | 090-0000-0000, 03-0000-0000 | taro@corp.example | \
                 千代田1-1 東京 100-0001 日本 | 1990-01-02",
                "row 2: 見本"
            ]
        );
    }
}
