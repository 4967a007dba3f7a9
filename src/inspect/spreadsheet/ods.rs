//! Sheets of OpenDocument (.ods; ODF 1.3 part 3, 9), in one pass over `content.xml`.
//!
//! calamine gives no hidden rows, and lays out every repetition that a file declares: 682 bytes are enough to ask for
//! 8.4 GB. Here an empty repetition costs nothing and a row that is repeated is shown once.

mod cell;
mod content;
mod styles;

use super::office::{texts, told};
use super::parts::Parts;
use crate::inspect::budget::Budget;
use crate::inspect::look::Look;
use crate::inspect::odf;
use crate::inspect::place::Part;
use crate::inspect::visitor::{InnerFile, Obstacle};
use crate::inspect::xml::Event;

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    let mut parts = match Parts::open(bytes, look.budget) {
        Ok(parts) => parts,
        Err(obstacle) => {
            look.tell(&file);
            return look.meet(obstacle);
        }
    };
    let is_encrypted = parts.package.is_encrypted || odf::is_encrypted(&mut parts.package, look);
    let has_macros = odf::has_macros(&parts.package);
    look.tell(&InnerFile { has_macros, is_encrypted, ..file });
    if is_encrypted {
        return look.meet(Obstacle::Encrypted);
    }
    let active = told(active_sheet(&mut parts, look.budget), look);
    content::show(&mut parts, &active, look);
    let place = look.place(Part::Margin, None);
    texts(&mut parts, "styles.xml", place, "p", "p", look);
    let (properties, _) = odf::properties(&mut parts.package, look);
    if !properties.is_empty() {
        look.text(Part::Properties, None, &properties);
    }
    // A chart keeps the cells that it draws: they are in the sheet as well.
    for name in parts.names(|name| name.starts_with("object ") && !name.contains('/')) {
        match parts
            .package
            .find(&name)
            .ok_or(Obstacle::Damaged)
            .and_then(|index| parts.package.content(index, look.budget))
        {
            Ok(bytes) => look.inner(&name, &bytes),
            Err(obstacle) => look.meet(obstacle),
        }
    }
    parts.package.tell_obstacles(look);
}

/// Name of the sheet that was in front when the file was saved; empty when it is not told.
fn active_sheet(parts: &mut Parts<'_>, budget: &mut Budget) -> Result<String, Obstacle> {
    let Some(xml) = parts.xml("settings.xml", budget) else { return Ok(String::new()) };
    let (mut xml, mut name, mut is_name) = (xml?, String::new(), false);
    while let Some(event) = xml.next() {
        match event {
            Event::Start(element) => {
                is_name = name.is_empty() && element.attribute("name").is_some_and(|name| name == "ActiveTable");
            }
            Event::Text(text) if is_name && name.len() < 1_024 => name.push_str(&text),
            Event::Text(_) => {}
            Event::End(_) => is_name = false,
        }
    }
    xml.end()?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use crate::inspect::test_visitor::{fixture, record, zip};

    #[test]
    fn what_an_open_document_hides_is_told() {
        assert_eq!(
            record("hidden.ods", &fixture("hidden.ods")),
            [
                "file ods",
                "enter sheet \"顧客\" active=false hidden=Sheet",
                "row 1: 氏名 | ~電話番号 | 生年月日 | 郵便番号",
                "row 2 hidden=Rows: 見本 太郎 | ~090-0000-1111 | 1980-04-01 | 1000001",
                "row 3 hidden=Rows: 見本 花子 | ~080-0000-2222 | 1991-12-31 | 1500002",
                "row 4: 例示 次郎 | ~070-0000-3333 | 2001-02-03 | 5300003",
                "enter sheet \"申込\" active=true",
                "row 1: 氏名 | ~電話番号 | 生年月日 | 郵便番号",
                "row 2 hidden=Rows: 見本 太郎 | ~090-0000-1111 | 1980-04-01 | 1000001",
                "row 3 hidden=Rows: 見本 花子 | ~080-0000-2222 | 1991-12-31 | 1500002",
                "row 4: 例示 次郎 | ~070-0000-3333 | 2001-02-03 | 5300003",
                // Below a million empty rows, which cost nothing.
                "row 1048575: 済 | ~済 | 済",
                "enter comments",
                "text 確認済み",
                "enter definednames",
                "text 担当=$申込.$A$2",
                "enter properties",
                "text creator: 見本 花子",
            ]
        );
    }

    const MIME_TYPE: (&str, &str) = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");

    #[test]
    fn a_password_is_told_from_the_list_of_files() {
        let manifest = "<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>";
        let bytes = zip(&[MIME_TYPE, ("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}\u{2}")]);
        assert_eq!(record("a.ods", &bytes), ["file ods encrypted", "obstacle encrypted"]);
    }

    #[test]
    fn texts_beside_the_cells_are_told_where_they_stand() {
        let content = "<a:body><t:tracked-changes><t:deletion><x:p>例示 三郎</x:p></t:deletion></t:tracked-changes>\
            <t:table t:name='A'><t:shapes><d:frame><x:p>社外秘</x:p></d:frame></t:shapes><t:table-row><t:table-cell>\
            <x:p>a<x:s x:c='2'/>b<x:line-break/>c</x:p><x:p>d</x:p></t:table-cell></t:table-row></t:table>\
            <t:table t:name=\"'file:///server/職員.ods'#$A\"><t:table-row><t:table-cell><x:p>例示 四郎</x:p></t:table-cell>\
            </t:table-row></t:table></a:body>";
        let told = record("a.ods", &zip(&[MIME_TYPE, ("content.xml", content)]));
        assert_eq!(
            told,
            [
                "file ods",
                "enter sheet \"A\" active=true",
                "row 1: a  b\nc\nd",
                "text 社外秘",
                "enter externallink hidden=Residue",
                "row 1: 例示 四郎",
                "enter trackedchanges",
                "text 例示 三郎",
            ]
        );
    }
}
