//! Text of an address book or a forwarding list -> its addresses, each with the line it stands on. Told apart by what
//! the text says, never by its name. Judges nothing: an address that is wrong is a row like any other.

use crate::draft::{Address, Origin};
use crate::fold::fold;
use crate::load::address_list::{parse_text, read_addr_spec};
use crate::settings::{cards_of, cells_of};
use crate::span::Span;

/// Header cells that stand above addresses (folded): ours, and those of Outlook, Google and Thunderbird exports.
const ADDRESS_COLUMNS: [&str; 14] = [
    "address",
    "member",
    "email",
    "e-mail",
    "mail",
    "email address",
    "e-mail address",
    "primary email",
    "secondary email",
    "e-mail 1 - value",
    "電子メール アドレス",
    "電子メールアドレス",
    "メールアドレス",
    "アドレス",
];
/// Header cells that stand above names. In a table of lists `name` is the list's.
const NAME_COLUMNS: [&str; 8] =
    ["name", "display name", "full name", "e-mail display name", "表示名", "名前", "氏名", "電子メール表示名"];
/// What a forwarding list may name instead of an address: a program, a file, another list, a mailbox of this machine.
const OTHER_TARGETS: [&str; 4] = ["|", "/", ":include:", "\\"];

/// What a file holds.
#[derive(Debug)]
pub(super) struct Table {
    /// `address-book`, `distribution-lists`, `aliases` or `forwarding-list`.
    pub(super) kind: &'static str,
    /// In file order; those of one list together.
    pub(super) rows: Vec<Row>,
}

/// One address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The list or alias it is a member of.
    pub(super) list: Option<String>,
    /// The name beside it.
    pub(super) name: Option<String>,
    pub(super) address: Address,
    /// Line of the file, from 1.
    pub(super) line: usize,
    /// The address in the text.
    pub(super) span: Span,
}

/// Reads `text`; no rows when it names no address.
pub(super) fn read(text: &str) -> Table {
    let (kind, mut rows) = match cards_of(text) {
        Some(cards) => ("address-book", cards.into_iter().filter_map(|card| of_card(text, card)).collect()),
        None => sheet(text).unwrap_or_else(|| lines(text)),
    };
    let (mut line, mut counted) = (1, 0);
    for row in &mut rows {
        line += text.get(counted..row.span.start).map_or(0, |between| between.matches(['\n']).count());
        counted = counted.max(row.span.start);
        row.line = line;
    }
    // Whoever sorts a table of lists by member tears the lists apart.
    rows.sort_by(|one, other| one.list.cmp(&other.list));
    Table { kind, rows }
}

fn row(list: Option<&str>, name: &str, address: Address, span: Span) -> Row {
    let name = Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    Row { list: list.map(str::to_owned), name, address, line: 0, span }
}

fn of_card(text: &str, (name, address, card): (String, String, Span)) -> Option<Row> {
    // The line of the card holds parameters before the address.
    let start = text.get(card.range())?.find(&address).map_or(card.start, |at| card.start + at);
    let end = if start == card.start { card.end } else { start + address.len() };
    Some(row(None, &name, read_addr_spec(&address), Span::new(start, end)))
}

/// Rows of a comma-separated table; `None` when its first row is no header with a column of addresses.
fn sheet(text: &str) -> Option<(&'static str, Vec<Row>)> {
    let first_line = text.trim_start_matches(['\r', '\n']).lines().next()?;
    if first_line.contains('@') {
        return None;
    }
    let mut rows = cells_of(text).into_iter().skip_while(|cells| cells.iter().all(|(cell, _)| cell.trim().is_empty()));
    let header: Vec<String> = rows.next()?.iter().map(|(cell, _)| fold(cell.trim())).collect();
    let list_column = header.iter().position(|name| name == "list").filter(|_| header.iter().any(|n| n == "member"));
    let is_address = |name: &String| ADDRESS_COLUMNS.contains(&name.as_str());
    let address_columns: Vec<usize> = (0..header.len()).filter(|column| is_address(&header[*column])).collect();
    if address_columns.is_empty() {
        return None;
    }
    let name_column = header.iter().position(|name| NAME_COLUMNS.contains(&name.as_str()));
    let name_column = name_column.filter(|_| list_column.is_none());
    let mut found = Vec::new();
    for cells in rows {
        let cell = |column: usize| cells.get(column).map_or("", |(cell, _)| cell.trim());
        let list = list_column.map(|column| fold(cell(column)));
        for column in &address_columns {
            let Some((_, span)) = cells.get(*column).filter(|(cell, _)| !cell.trim().is_empty()) else { continue };
            let name = name_column.map_or("", cell);
            found.push(row(list.as_deref(), name, read_addr_spec(cell(*column)), *span));
        }
    }
    Some((if list_column.is_some() { "distribution-lists" } else { "address-book" }, found))
}

/// Rows of a plain list, a `.forward` or an aliases file: addresses one a line or with commas, `#` before comments,
/// `name:` before the members of an alias, which may go on in lines that begin with a blank.
fn lines(text: &str) -> (&'static str, Vec<Row>) {
    let is_aliases = text.lines().any(|line| alias_of(line).is_some());
    let mut rows = Vec::new();
    let mut alias = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_start = start;
        start += line.len();
        if line.trim_start().starts_with('#') {
            continue;
        }
        let mut targets = 0..line.len();
        if let Some((name, after)) = alias_of(line).filter(|_| is_aliases) {
            (alias, targets) = (Some(name.to_owned()), after..line.len());
        }
        for piece in pieces(line, targets) {
            push_targets(&line[piece.clone()], line_start + piece.start, alias.as_deref(), is_aliases, &mut rows);
        }
    }
    (if is_aliases { "aliases" } else { "forwarding-list" }, rows)
}

/// The name before the colon of an alias, and where its members begin. `mailto:ann@city.example` is an address.
fn alias_of(line: &str) -> Option<(&str, usize)> {
    let (name, members) = line.split_once(':')?;
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
    let bare = name.trim_end().trim_matches('"');
    let has_room = members.starts_with([' ', '\t', '\r', '\n']) || !members.contains('@') || name.ends_with(' ');
    (!bare.is_empty() && is_name(bare) && has_room).then_some((bare, name.len() + 1))
}

/// What stands between the commas outside of quotes, without blanks around it.
fn pieces(line: &str, within: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = within.start;
    let mut is_quoted = false;
    for (at, character) in line[within.clone()].char_indices().map(|(at, character)| (within.start + at, character)) {
        is_quoted ^= character == '"';
        if character == ',' && !is_quoted {
            pieces.push(start..at);
            start = at + 1;
        }
    }
    pieces.push(start..within.end);
    let trimmed = pieces.into_iter().map(|piece| {
        let text = &line[piece.clone()];
        let start = piece.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    });
    trimmed.filter(|piece| !piece.is_empty()).collect()
}

fn push_targets(text: &str, start: usize, alias: Option<&str>, is_aliases: bool, rows: &mut Vec<Row>) {
    let bare = text.trim_matches('"').trim_start();
    // Somebody on this machine; in a plain list a dot means that an at sign was forgotten.
    let is_user = !bare.contains('@')
        && bare.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-+".contains(&b) || (is_aliases && b == b'.'));
    if is_user || OTHER_TARGETS.iter().any(|target| bare.starts_with(target)) {
        return;
    }
    for (_, mailbox) in parse_text(text) {
        let Origin::Raw(range) = &mailbox.address.origin else { continue };
        let span = Span::new(start + range.start, start + range.end);
        let name = mailbox.display_name.map(|name| name.value).unwrap_or_default();
        rows.push(row(alias, &name, mailbox.address.value, span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `line list name address` of each row.
    fn rows(text: &str) -> Vec<String> {
        let shown = |row: &Row| {
            let address = match &row.address {
                Address::Ok(addr_spec) => addr_spec.to_string(),
                Address::Malformed { text, .. } => format!("!{text}"),
                other => format!("{other:?}"),
            };
            assert!(text.get(row.span.range()).is_some(), "{row:?}");
            format!(
                "{} {} {} {address}",
                row.line,
                row.list.as_deref().unwrap_or("-"),
                row.name.as_deref().unwrap_or("-")
            )
        };
        read(text).rows.iter().map(shown).collect()
    }

    #[test]
    fn a_table_has_a_header_and_keeps_what_is_wrong() {
        let text = "name,address\n\"山田, 太郎\",taro@beta.example\n花子,hana beta.example\n,\n";
        assert_eq!(rows(text), ["2 - 山田, 太郎 taro@beta.example", "3 - 花子 !hana beta.example"]);
        assert_eq!(read(text).kind, "address-book");
        assert_eq!(rows("姓名,電子メール アドレス\nx,a@beta.example\n"), ["2 - - a@beta.example"]);
    }

    #[test]
    fn members_stand_with_their_list() {
        let text = "list,name,member\nb@city.example,B,x@beta.example\na@city.example,A,y@beta.example\n\
                    b@city.example,B,z@beta.example\n";
        let expected = [
            "3 a@city.example - y@beta.example",
            "2 b@city.example - x@beta.example",
            "4 b@city.example - z@beta.example",
        ];
        assert_eq!(rows(text), expected);
        assert_eq!(read(text).kind, "distribution-lists");
    }

    #[test]
    fn cards_are_read_with_the_line_of_their_address() {
        let text = "BEGIN:VCARD\nFN:Taro\nEMAIL;TYPE=work:taro@beta,example\nEND:VCARD\n";
        assert_eq!(rows(text), ["3 - Taro !taro@beta,example"]);
    }

    #[test]
    fn an_aliases_file_names_programs_files_and_users_beside_addresses() {
        let text = "# comment: x\npostmaster: root\nstaff: ann@city.example, \"|/bin/vacation, now\",\n\tken@city.example, \\ann\n\
                    pta:  hana-demo@gmai.com\nall: :include:/etc/all, /var/mail/x, tanaka.k\n";
        let expected = ["5 pta - hana-demo@gmai.com", "3 staff - ann@city.example", "4 staff - ken@city.example"];
        assert_eq!(rows(text), expected);
        assert_eq!(read(text).kind, "aliases");
    }

    #[test]
    fn a_plain_list_has_one_address_a_line() {
        let text = "# members\nTaro <taro@beta.example>\n\\taro\nhana.beta.example\n\nmailto:ken@beta.example\r\na@beta.example, b@beta.example";
        let expected = [
            "2 - Taro taro@beta.example",
            "4 - hana.beta.example NameOnly",
            "6 - - !mailto:ken@beta.example",
            "7 - - a@beta.example",
            "7 - - b@beta.example",
        ];
        assert_eq!(rows(text), expected);
        assert_eq!(read(text).kind, "forwarding-list");
    }

    #[test]
    fn nothing_but_comments_is_nothing() {
        assert!(rows("").is_empty());
        assert!(rows("# a@beta.example\n").is_empty());
    }
}
