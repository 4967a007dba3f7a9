//! Tables of people: the address book and the distribution lists, from CSV and vCard. Knows no configuration file.
//!
//! The one place in settings that knows encodings: Excel in Japan writes Shift_JIS unless asked for UTF-8.

mod csv;
mod roster;
mod vcard;

use super::{ListMember, Person};
use crate::document::{DocumentError, Problem, nearest};
use crate::domain_name::{fold_address, fold_domain};
use crate::span::Span;
use csv::Sheet;
pub use roster::{RosterField, read_roster};

/// The largest table that is read, in bytes.
pub const LARGEST_TABLE_BYTES: u64 = 64 * 1024 * 1024;

/// The text of a table: UTF-8 with or without a mark, UTF-16 with one, else Shift_JIS (as Windows has it, code
/// page 932).
///
/// # Errors
/// The place of the first byte that is neither.
pub fn decode_table(name: &str, bytes: &[u8]) -> Result<String, DocumentError> {
    let (encoding, marked) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None if std::str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, bytes),
        None => (encoding_rs::SHIFT_JIS, bytes),
    };
    let (text, had_errors) = encoding.decode_without_bom_handling(marked);
    if !had_errors {
        return Ok(text.into_owned());
    }
    let start = text.find('\u{FFFD}').unwrap_or(0);
    let span = Span::new(start, (start + '\u{FFFD}'.len_utf8()).min(text.len()));
    let problem =
        Problem::new(span, "this is neither UTF-8 nor Shift_JIS".to_owned()).with_help("save the table as UTF-8");
    Err(DocumentError::new(name, &text, vec![problem]))
}

/// Reads an address book: a vCard file when it begins as one, else CSV with the columns `address`, `name`, `kana`,
/// `organization` (or `org`) and `verified` in any order. Rows without an address are left out.
///
/// # Errors
/// All problems of the file, each with its place.
pub fn read_address_book(name: &str, text: &str) -> Result<Vec<Person>, DocumentError> {
    let mut problems = Vec::new();
    let people =
        if vcard::is_vcard(text) { vcard::read(text, &mut problems) } else { read_book_sheet(text, &mut problems) };
    done(name, text, people, problems)
}

/// Reads distribution lists: CSV with the columns `list`, `name`, `audience`, `member` and `external` in any order,
/// one line a member.
///
/// # Errors
/// All problems of the file, each with its place.
pub fn read_lists(name: &str, text: &str) -> Result<Vec<ListMember>, DocumentError> {
    let mut problems = Vec::new();
    let columns = ["list", "name", "audience", "member", "external"];
    let sheet = Sheet::parse(text, &columns, &[], &["list", "member"], &mut problems);
    let mut members = Vec::new();
    for row in &sheet.rows {
        if row.is_blank() {
            continue;
        }
        let list = required_address(row.cell("list"), row.span, "list", &mut problems);
        let member = required_address(row.cell("member"), row.span, "member", &mut problems);
        let external = row.cell("external").map(|(word, span)| read_flag(&word, span, &mut problems));
        let audience = row.cell("audience").map(|(word, span)| read_audience(&word, span, &mut problems));
        if let (Some(list), Some(member)) = (list, member) {
            let name = row.cell("name").map(|(name, _)| name);
            members.push(ListMember { list, name, audience, member, external: external.unwrap_or(false) });
        }
    }
    done(name, text, members, problems)
}

/// Cells of a comma-separated text with their places, one row after another; quotes are taken away.
#[must_use]
pub fn cells_of(text: &str) -> Vec<Vec<(String, Span)>> {
    csv::split_rows(text, &mut Vec::new()).into_iter().map(|(_, cells)| csv::texts_of(cells)).collect()
}

/// The addresses of a vCard file as written, each with its place and the name on its card; `None` for another file.
#[must_use]
pub fn cards_of(text: &str) -> Option<Vec<(String, String, Span)>> {
    vcard::is_vcard(text).then(|| vcard::written_addresses(text))
}

fn done<T>(name: &str, text: &str, rows: Vec<T>, problems: Vec<Problem>) -> Result<Vec<T>, DocumentError> {
    if problems.is_empty() { Ok(rows) } else { Err(DocumentError::new(name, text, problems)) }
}

fn read_book_sheet(text: &str, problems: &mut Vec<Problem>) -> Vec<Person> {
    let columns = ["address", "name", "kana", "organization", "verified"];
    let sheet = Sheet::parse(text, &columns, &[("org", "organization")], &["address"], problems);
    let mut people = Vec::new();
    for row in &sheet.rows {
        let Some((address, span)) = row.cell("address") else { continue };
        let Some(address) = read_address(&address, span, problems) else { continue };
        people.push(Person {
            address,
            name: row.cell("name").map(|(name, _)| name).unwrap_or_default(),
            kana: row.cell("kana").map(|(kana, _)| kana),
            organization: row.cell("organization").map(|(organization, _)| organization),
            verified: row.cell("verified").map(|(verified, _)| verified),
        });
    }
    people
}

/// The address in a cell, folded, or a problem that tells what is wrong without printing the address.
fn read_address(address: &str, span: Span, problems: &mut Vec<Problem>) -> Option<String> {
    if let Some(folded) = fold_address(address) {
        return Some(folded);
    }
    let domain = address.rsplit_once(['@', '＠']).map(|(_, domain)| domain);
    let message = match domain {
        None => "this address has no `@`".to_owned(),
        Some(domain) if fold_domain(domain).is_none() => format!("`{domain}` is not a domain name"),
        Some(_) => "this is not an address".to_owned(),
    };
    problems.push(Problem::new(span, message));
    None
}

fn required_address(
    cell: Option<(String, Span)>,
    row: Span,
    column: &str,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    match cell {
        Some((address, span)) => read_address(&address, span, problems),
        None => {
            problems.push(Problem::new(row, format!("this row has no `{column}`")));
            None
        }
    }
}

fn read_flag(word: &str, span: Span, problems: &mut Vec<Problem>) -> bool {
    match crate::fold::fold(word).as_str() {
        "true" | "yes" | "1" | "はい" | "○" => true,
        "false" | "no" | "0" | "いいえ" | "×" => false,
        _ => {
            let problem = Problem::new(span, format!("`external` must be true or false, not `{word}`"));
            problems.push(problem);
            false
        }
    }
}

/// Any word may stand here; only one that was meant to be `private` and is not would go unseen.
fn read_audience(word: &str, span: Span, problems: &mut Vec<Problem>) -> String {
    let folded = crate::fold::fold(word);
    if folded != "private" && nearest(&folded, ["private"]).is_some() {
        let problem = Problem::new(span, format!("unknown audience `{word}`"));
        problems.push(problem.with_help("did you mean `private`?"));
    }
    folded
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_book_in_shift_jis_reads_as_one_in_utf_8() {
        let text = "name,address,kana,org\n山田太郎,Taro@Yamada.example,ヤマダタロウ,山田商事\n";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
        let decoded = decode_table("book.csv", &bytes).unwrap();
        let people = read_address_book("book.csv", &decoded).unwrap();
        assert_eq!(people.len(), 1);
        assert_eq!(people[0].address, "taro@yamada.example");
        assert_eq!(people[0].name, "山田太郎");
        assert_eq!(people[0].organization.as_deref(), Some("山田商事"));
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_column() {
        let decoded = decode_table("book.csv", b"\xEF\xBB\xBFaddress\na@yamada.example\n").unwrap();
        assert_eq!(read_address_book("book.csv", &decoded).unwrap().len(), 1);
    }

    #[test]
    fn bytes_of_no_encoding_are_pointed_at() {
        let error = decode_table("book.csv", b"address\na@b.example,\xFF\xFE\xFD\n").unwrap_err();
        assert!(error.to_string().contains("neither"), "{error}");
        assert!(error.problems()[0].span.start > 8);
    }

    #[test]
    fn a_misspelt_column_names_the_known_one() {
        let error = read_address_book("book.csv", "adress,name\na@b.example,A\n").unwrap_err();
        assert!(error.problems().iter().any(|problem| problem.help.as_deref() == Some("did you mean `address`?")));
    }

    #[test]
    fn every_bad_address_is_listed_without_its_local_part() {
        let text = "address\nhanako\nhanako@ya mada.example\nok@yamada.example\n";
        let error = read_address_book("book.csv", text).unwrap_err();
        assert_eq!(error.problems().len(), 2);
        assert!(error.problems().iter().all(|problem| !problem.message.contains("hanako")));
        assert_eq!(&text[error.problems()[0].span.range()], "hanako");
    }

    #[test]
    fn a_row_without_an_address_is_no_person() {
        let people = read_address_book("book.csv", "address,name\n,会議室\na@b.example,A\n\n").unwrap();
        assert_eq!(people.len(), 1);
    }

    #[test]
    fn lists_have_one_line_a_member() {
        let text = "list,name,audience,member,external\nPTA@city.example,保護者会,Private,hana@gmail.com,true\n\
                    pta@city.example,保護者会,private,staff@city.example,\n";
        let members = read_lists("lists.csv", text).unwrap();
        assert_eq!(members[0].list, members[1].list);
        assert_eq!(members[0].audience.as_deref(), Some("private"));
        assert!(members[0].external && !members[1].external);
    }

    #[test]
    fn a_slip_in_private_is_not_passed_over() {
        let error = read_lists("l.csv", "list,member,audience\na@b.example,c@b.example,privat\n").unwrap_err();
        assert_eq!(error.problems()[0].help.as_deref(), Some("did you mean `private`?"));
    }
}
