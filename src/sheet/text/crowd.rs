//! Recipients as text: a line each, or a group as one paragraph, broken between names and addresses only. Addresses of one
//! domain stand behind it without repeating it.

use super::{BOLD, DIM, INDENT, Pen, YELLOW};
use crate::report::human::wrap::{columns, wrap};
use crate::report::safe;
use crate::sheet::page::{Form, People, PersonLine};
use std::collections::BTreeMap;

/// From so many people of a domain on it is written once.
const SAME_DOMAIN: usize = 3;

/// A group up to this size is a paragraph anyway.
const FEW: usize = 3;

/// Something that is not broken, and its colour.
type Piece = (String, Option<&'static str>);

impl Pen {
    pub(super) fn people(&mut self, people: &People) {
        let outside = if people.is_outside { self.lang.pick("[outside] ", "【外】") } else { "" };
        let heading = safe::line(&people.heading).into_owned();
        let indent = " ".repeat(INDENT);
        let at = INDENT + columns(outside) + columns(&heading) + 2;
        let lead = format!("{indent}{}{}  ", self.painted(YELLOW, outside), self.painted(BOLD, &heading));
        let note = with_marks(people);
        if at + columns(&note) <= self.style.width {
            let note = self.painted(DIM, &note);
            self.line(&format!("{lead}{note}"));
        } else {
            let at = INDENT + columns(outside);
            self.hanging(&format!("{indent}{}", self.painted(YELLOW, outside)), at, &heading, Some(BOLD));
            let lead = format!("{indent}  ");
            self.hanging(&lead, INDENT + 2, &note, Some(DIM));
        }
        let field = people.lines.iter().map(|line| columns(line.field)).max().unwrap_or(0);
        for line in &people.lines {
            let who = safe::line(&line.who).into_owned();
            let marks: Vec<String> = line
                .marks
                .iter()
                .map(|(mark, is_loud)| match is_loud {
                    true => self.painted(YELLOW, &format!("! {}", safe::line(mark))),
                    false => self.painted(DIM, &format!("({})", safe::line(mark))),
                })
                .collect();
            let lead = format!(
                "{indent}  {}{}",
                line.field,
                " ".repeat(if field > 0 { field + 2 - columns(line.field) } else { 0 })
            );
            let at = columns(&lead);
            let marked: usize = line.marks.iter().map(|(mark, _)| columns(&safe::line(mark)) + 4).sum();
            if at + columns(&who) + marked <= self.style.width {
                let marks: String = marks.iter().map(|mark| format!("  {mark}")).collect();
                self.line(&format!("{lead}{who}{marks}"));
            } else {
                self.hanging(&lead, at, &who, None);
                self.line(&format!("{}{}", " ".repeat(at), marks.join("  ")));
            }
        }
        if let Some(more) = &people.more {
            let more = self.painted(DIM, more);
            self.line(&format!("{indent}  {more}"));
        }
    }

    /// A group as one paragraph, and one for each domain that many of it share; a line for each person where that saves
    /// little, since it is read faster.
    pub(super) fn crowd(&mut self, people: &People) {
        let mut pen = Pen { style: self.style, lang: self.lang, text: String::new() };
        pen.paragraphs(people);
        let saves = pen.text.lines().count() * 3 <= people.lines.len() * 2;
        if saves || people.form == Form::Brief || people.lines.len() <= FEW {
            self.text.push_str(&pen.text);
        } else {
            self.people(people);
        }
    }

    fn paragraphs(&mut self, people: &People) {
        let outside = if people.is_outside { self.lang.pick("[outside]", "【外】") } else { "" };
        let heading = safe::line(&people.heading).into_owned();
        let mut note = safe::line(&people.note).into_owned();
        for (mark, _) in &people.marks {
            note.push_str(&format!(
                "{}! {}{}",
                self.lang.pick(" (", "（"),
                safe::line(mark),
                self.lang.pick(")", "）")
            ));
        }
        let mut domains: BTreeMap<&str, Vec<&PersonLine>> = BTreeMap::new();
        for line in &people.lines {
            domains.entry(domain_of(line)).or_default().push(line);
        }
        let is_named = |domain: &str| people.heading.trim_start_matches('@') == domain;
        let is_shared = |line: &&PersonLine| {
            let domain = domain_of(line);
            let are_many = domains.get(domain).is_some_and(|lines| lines.len() >= SAME_DOMAIN);
            people.form == Form::Close && are_many && !domain.is_empty() && !is_named(domain)
        };
        let only = domains.keys().next().filter(|_| domains.len() == 1 && people.lines.len() >= SAME_DOMAIN).copied();
        let only = only.filter(|domain| people.form == Form::Close && !domain.is_empty() && !is_named(domain));
        if let Some(domain) = only {
            note.push_str(&format!("{}@{}", self.lang.pick(", ", "、"), safe::line(domain)));
        }
        let is_shared = |line: &&PersonLine| only.is_none() && is_shared(line);
        let apart: Vec<&PersonLine> = people.lines.iter().filter(|line| !is_shared(line)).collect();
        if !apart.is_empty() {
            note.push_str(self.lang.pick(":", "："));
        }
        let mut pieces: Vec<Piece> = vec![(outside.to_owned(), Some(YELLOW)), (heading, Some(BOLD)), (note, Some(DIM))];
        pieces.retain(|(text, _)| !text.is_empty());
        let strips = only.is_some() || (domains.len() == 1 && domains.keys().all(|domain| is_named(domain)));
        self.listed(&apart, strips, &mut pieces);
        pieces.extend(people.more.iter().map(|more| (more.clone(), Some(DIM))));
        let is_below = people.heading.starts_with('@');
        self.paragraph(if is_below { INDENT + 2 } else { INDENT }, pieces);
        for (domain, lines) in domains.iter().filter(|(_, lines)| lines.first().is_some_and(is_shared)) {
            let label = format!("@{} {}{}", safe::line(domain), lines.len(), self.lang.pick(":", "："));
            let mut pieces = vec![(label, Some(DIM))];
            self.listed(lines, true, &mut pieces);
            self.paragraph(INDENT + 2, pieces);
        }
    }

    /// One behind the other; `strips`: without what stands behind the @.
    fn listed(&self, lines: &[&PersonLine], strips: bool, pieces: &mut Vec<Piece>) {
        let mut field = "";
        for (line, number) in lines.iter().zip(1..) {
            if line.field != field {
                field = line.field;
                pieces.push((field.to_owned(), Some(DIM)));
            }
            let (name, address) = match line.who.rsplit_once(" <") {
                Some((name, address)) => (name, address.trim_end_matches('>')),
                None => ("", line.who.as_str()),
            };
            let address = if strips { address.rsplit_once('@').map_or(address, |(local, _)| local) } else { address };
            let address = if name.is_empty() { address.to_owned() } else { format!("<{address}>") };
            pieces.extend((!name.is_empty()).then(|| (safe::line(name).into_owned(), None)));
            pieces.push((safe::line(&address).into_owned(), None));
            for (mark, is_loud) in &line.marks {
                let mark = safe::line(mark);
                pieces.push(if *is_loud {
                    (format!("(! {mark})"), Some(YELLOW))
                } else {
                    (format!("({mark})"), Some(DIM))
                });
            }
            if let (true, Some((last, _))) = (number < lines.len(), pieces.last_mut()) {
                last.push_str(self.lang.pick(",", "、"));
            }
        }
    }

    /// Pieces in a row, as many on a line as there is room for; further lines stand two columns in.
    fn paragraph(&mut self, indent: usize, pieces: Vec<Piece>) {
        let hanging = indent + 2;
        let (mut line, mut used) = (" ".repeat(indent), indent);
        let mut last: Option<char> = None;
        for (text, colour) in pieces {
            for piece in wrap(&text, self.style.width - hanging) {
                // Nothing stands between a full-width sign and what follows.
                let gap = usize::from(last.is_some_and(|last| !"、：】".contains(last)));
                if last.is_some() && used + gap + columns(piece) > self.style.width {
                    self.line(&line);
                    (line, used) = (" ".repeat(hanging), hanging);
                } else {
                    line.push_str(&" ".repeat(gap));
                    used += gap;
                }
                line.push_str(&colour.map_or_else(|| piece.to_owned(), |colour| self.painted(colour, piece)));
                used += columns(piece);
                last = piece.chars().last();
            }
        }
        self.line(&line);
    }
}

/// The number of a group, and what is to be known about all of it.
fn with_marks(people: &People) -> String {
    let mut note = safe::line(&people.note).into_owned();
    for (mark, is_loud) in &people.marks {
        note.push_str(if *is_loud { "  ! " } else { "  " });
        note.push_str(&safe::line(mark));
    }
    note
}

fn domain_of(line: &PersonLine) -> &str {
    line.who.trim_end_matches('>').rsplit_once('@').map_or("", |(_, domain)| domain)
}
