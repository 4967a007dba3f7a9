//! Address books as vCard (RFC 6350, and the 2.1 and 3.0 that phones write): names,
//! addresses, organization and the reading of the name. Knows no configuration file.

use super::read_address;
use crate::document::Problem;
use crate::settings::Person;
use crate::span::Span;

/// True when the text begins as a vCard file does.
pub(super) fn is_vcard(text: &str) -> bool {
    text.trim_start().get(..11).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// One person for each address of each card; cards without an address are left out.
pub(super) fn read(text: &str, problems: &mut Vec<Problem>) -> Vec<Person> {
    let mut people = Vec::new();
    for card in cards(text, problems) {
        people.extend(card.people(problems));
    }
    people
}

/// Name, address as written and its place, of every address of every card.
pub(super) fn written_addresses(text: &str) -> Vec<(String, String, Span)> {
    let cards = cards(text, &mut Vec::new());
    let addresses = |card: Card| {
        let name = card.formatted_name.unwrap_or_default();
        card.addresses.into_iter().map(move |(address, span)| (name.clone(), address, span))
    };
    cards.into_iter().flat_map(addresses).collect()
}

fn cards(text: &str, problems: &mut Vec<Problem>) -> Vec<Card> {
    let mut cards = Vec::new();
    let mut card = None;
    for line in unfold_lines(text) {
        let Some(property) = Property::parse(&line) else { continue };
        match (property.name.as_str(), &mut card) {
            ("BEGIN", Some((open, _))) => {
                problems.push(Problem::new(*open, "this card has no `END:VCARD`".to_owned()));
                card = Some((line.span, Card::default()));
            }
            ("BEGIN", None) => card = Some((line.span, Card::default())),
            ("END", _) => cards.extend(card.take().map(|(_, card)| card)),
            (_, Some((_, card))) => card.take(&property, line.span, problems),
            (_, None) => {}
        }
    }
    if let Some((open, _)) = card {
        problems.push(Problem::new(open, "this card has no `END:VCARD`".to_owned()));
    }
    cards
}

/// The properties that are read; all others are passed over.
const TAKEN: [&str; 6] = ["FN", "EMAIL", "ORG", "SORT-STRING", "X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME"];

#[derive(Debug, Default)]
struct Card {
    formatted_name: Option<String>,
    kana: Option<String>,
    phonetic: [Option<String>; 2],
    organization: Option<String>,
    addresses: Vec<(String, Span)>,
}

impl Card {
    fn take(&mut self, property: &Property, span: Span, problems: &mut Vec<Problem>) {
        if property.is_quoted_printable && TAKEN.contains(&property.name.as_str()) {
            let problem = Problem::new(span, format!("`{}` is written in quoted-printable", property.name));
            problems.push(problem.with_help("export the address book as vCard 3.0 or 4.0"));
            return;
        }
        let text = property.text();
        if text.is_empty() {
            return;
        }
        if let Some(sort_as) = &property.sort_as {
            self.kana.get_or_insert_with(|| sort_as.clone());
        }
        match property.name.as_str() {
            "FN" => self.formatted_name = Some(text),
            "EMAIL" => self.addresses.push((text.trim_start_matches("mailto:").to_owned(), span)),
            "ORG" => self.organization = Some(text),
            "SORT-STRING" => self.kana = Some(text),
            "X-PHONETIC-LAST-NAME" => self.phonetic[0] = Some(text),
            "X-PHONETIC-FIRST-NAME" => self.phonetic[1] = Some(text),
            _ => {}
        }
    }

    fn people(self, problems: &mut Vec<Problem>) -> Vec<Person> {
        let phonetic = self.phonetic.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let kana = if phonetic.is_empty() { self.kana } else { Some(phonetic) };
        let name = self.formatted_name.unwrap_or_default();
        let organization = self.organization;
        self.addresses
            .into_iter()
            .filter_map(|(address, span)| {
                let address = read_address(&address, span, problems)?;
                let (name, kana, organization) = (name.clone(), kana.clone(), organization.clone());
                Some(Person { address, name, kana, organization, verified: None })
            })
            .collect()
    }
}

/// A content line with its continuations joined (RFC 6350 3.2).
#[derive(Debug)]
struct Line {
    text: String,
    span: Span,
}

fn unfold_lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let content = raw.trim_end_matches(['\r', '\n']);
        let span = Span::new(start, start + content.len());
        start += raw.len();
        match (lines.last_mut(), content.strip_prefix([' ', '\t'])) {
            (Some(line), Some(continuation)) => {
                line.text.push_str(continuation);
                line.span.end = span.end;
            }
            _ => lines.push(Line { text: content.to_owned(), span }),
        }
    }
    lines
}

/// `item1.EMAIL;TYPE=work:taro@yamada.example` without its group and most parameters.
#[derive(Debug)]
struct Property {
    name: String,
    sort_as: Option<String>,
    is_quoted_printable: bool,
    value: String,
}

impl Property {
    fn parse(line: &Line) -> Option<Self> {
        let (head, value) = split_outside_quotes(&line.text)?;
        let mut parts = head.split(';');
        let name = parts.next()?.rsplit('.').next()?.trim().to_ascii_uppercase();
        let mut sort_as = None;
        let mut is_quoted_printable = false;
        for parameter in parts {
            let (key, parameter_value) = parameter.split_once('=').unwrap_or(("ENCODING", parameter));
            if key.eq_ignore_ascii_case("SORT-AS") {
                sort_as = Some(parameter_value.trim_matches('"').replace(',', " "));
            }
            is_quoted_printable |=
                key.eq_ignore_ascii_case("ENCODING") && parameter_value.eq_ignore_ascii_case("QUOTED-PRINTABLE");
        }
        Some(Self { name, sort_as, is_quoted_printable, value: value.to_owned() })
    }

    /// The value without escapes; of a value in components (`ORG`) the first, which is the organization itself.
    fn text(&self) -> String {
        let mut text = String::new();
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match character {
                ';' if self.name == "ORG" => break,
                '\\' => match characters.next() {
                    Some('n' | 'N') => text.push(' '),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                other => text.push(other),
            }
        }
        text.trim().to_owned()
    }
}

fn split_outside_quotes(line: &str) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    let colon = line.find(|character| {
        is_quoted ^= character == '"';
        character == ':' && !is_quoted
    })?;
    Some((&line[..colon], &line[colon + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_of_a_card_is_an_entry() {
        let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:山田 太郎\r\nX-PHONETIC-LAST-NAME:ヤマダ\r\n\
                    X-PHONETIC-FIRST-NAME:タロウ\r\nORG:山田商事\\, 本店;営業部\r\nitem1.EMAIL;TYPE=work:Taro@Yama\r\n da.example\r\n\
                    EMAIL:taro@gmail.com\r\nEND:VCARD\r\n";
        assert!(is_vcard(text));
        let mut problems = Vec::new();
        let people = read(text, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(people.len(), 2);
        assert_eq!(people[0].address, "taro@yamada.example");
        assert_eq!(people[0].name, "山田 太郎");
        assert_eq!(people[0].kana.as_deref(), Some("ヤマダ タロウ"));
        assert_eq!(people[0].organization.as_deref(), Some("山田商事, 本店"));
    }

    #[test]
    fn a_card_that_is_cut_off_is_a_problem() {
        let mut problems = Vec::new();
        read("BEGIN:VCARD\nFN:A\nEMAIL:a@b.example\n", &mut problems);
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn quoted_printable_is_refused_rather_than_read_wrongly() {
        let mut problems = Vec::new();
        read("BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=B1=B1\nEND:VCARD\n", &mut problems);
        assert_eq!(problems.len(), 1);
    }
}
