//! Documents that are zips of XML parts: Office Open XML (ECMA-376 part 2) and OpenDocument (ODF 1.3 part 2).
//! Finds parts and what they refer to, and reads their events; knows no vocabulary.

use super::budget::Budget;
use super::look::Look;
use super::story::Spent;
use super::visitor::Obstacle;
use super::xml::{Element, Event, Fault, Xml};
use super::zip::{Stream, Zip};
use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read};

/// Relations that are looked at, over all parts: a slide has some ten.
const RELATIONS: usize = 50_000;
/// How many bytes of a part are asked for at a time.
const BUFFER_BYTES: usize = 32 * 1024;

/// An opened document.
pub(super) struct Package<'a> {
    zip: Zip<'a>,
    /// Names of its parts and their numbers in the zip.
    pub(super) names: Vec<(String, usize)>,
    /// Some part of it is encrypted as zips do it.
    pub(super) is_encrypted: bool,
    /// What could not be read, each once: a document of a thousand broken parts is one broken document.
    pub(super) met: BTreeSet<Obstacle>,
    /// Relations that may still be looked at.
    relations_left: usize,
}

/// What a part refers to (ECMA-376 part 2, 9.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    /// As the part says it.
    pub(super) id: String,
    /// Last word of its type: `chart`, `notesSlide`.
    pub(super) kind: String,
    /// Name of the other part.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    /// The document in `bytes`.
    ///
    /// # Errors
    /// [`Obstacle::Damaged`] when it is no zip.
    pub(super) fn open(bytes: &'a [u8], budget: &Budget) -> Result<Self, Obstacle> {
        let zip = Zip::open(bytes)?;
        let most = budget.limits().entries;
        let mut met = BTreeSet::new();
        if zip.len() > most {
            met.insert(Obstacle::Entries);
        }
        if zip.has_duplicates() {
            met.insert(Obstacle::Damaged);
        }
        let mut is_encrypted = false;
        let name = |index| {
            let entry = zip.entry(index)?;
            is_encrypted |= entry.is_encrypted;
            // Some writers turn the slash around.
            Some((String::from_utf8_lossy(&entry.name).replace('\\', "/"), index))
        };
        let names = (0..zip.len().min(most)).filter_map(name).collect();
        Ok(Self { zip, names, is_encrypted, met, relations_left: RELATIONS })
    }

    /// The number of a part; case does not matter (ECMA-376 part 2, 7.3.2).
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let same = |other: &&(String, usize)| other.0.eq_ignore_ascii_case(name);
        self.zip.find(name).or_else(|| self.names.iter().find(same).map(|(_, index)| *index))
    }

    /// True when a part is named so.
    pub(super) fn holds(&self, is_wanted: impl Fn(&str) -> bool) -> bool {
        self.names.iter().any(|(name, _)| is_wanted(name))
    }

    /// Reads the events of a part; `listen` hears each and gives what it collected. What ends it early is kept in `met`.
    pub(super) fn read(&mut self, index: usize, budget: &mut Budget, mut listen: impl FnMut(Event<'_>) -> Spent) {
        let obstacle = self.each(index, budget, |event| Ok(listen(event)));
        self.met.extend(obstacle.err());
    }

    /// Reads the events of a part until `listen` does not want more.
    fn each(
        &mut self,
        index: usize,
        budget: &mut Budget,
        mut listen: impl FnMut(Event<'_>) -> Result<Spent, Obstacle>,
    ) -> Result<(), Obstacle> {
        let mut events = self.events(index, budget)?;
        while let Some(event) = events.next() {
            let spent = listen(event)?;
            if spent.text > 0 {
                events.budget().take_text(spent.text)?;
            }
            if spent.cells > 0 {
                events.budget().take_cells(spent.cells)?;
            }
        }
        events.end()
    }

    /// The events of a part, to be asked for one by one.
    ///
    /// # Errors
    /// The limit met, encryption, or damage.
    pub(super) fn events<'s>(&'s mut self, index: usize, budget: &'s mut Budget) -> Result<Events<'s>, Obstacle> {
        Ok(Events { xml: Xml::new(Input::open(&mut self.zip, index, budget)?), elements: 0, met: None })
    }

    /// The bytes of a part while they are inflated.
    ///
    /// # Errors
    /// Encryption or damage.
    pub(super) fn bytes<'s>(
        &'s mut self,
        index: usize,
        budget: &'s mut Budget,
    ) -> Result<BufReader<Stream<'s>>, Obstacle> {
        Ok(BufReader::with_capacity(BUFFER_BYTES, self.zip.stream(index, budget)?))
    }

    /// Reads the events of a part until `listen` has something.
    pub(super) fn search<T>(
        &mut self,
        index: usize,
        budget: &mut Budget,
        mut listen: impl FnMut(&Element<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut found = None;
        let obstacle = self.each(index, budget, |event| {
            if let Event::Start(element) = event {
                found = listen(&element);
            }
            // Ends the reading; that it is no obstacle is known below.
            if found.is_some() { Err(Obstacle::Damaged) } else { Ok(Spent::default()) }
        });
        if found.is_none() {
            self.met.extend(obstacle.err());
        }
        found
    }

    /// What the part with this name refers to inside the document.
    pub(super) fn relations(&mut self, part: &str, budget: &mut Budget) -> Vec<Relation> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let gap = if folder.is_empty() { "" } else { "/" };
        let Some(index) = self.find(&format!("{folder}{gap}_rels/{file}.rels")) else { return Vec::new() };
        let (mut relations, mut left) = (Vec::new(), self.relations_left);
        let obstacle = self.each(index, budget, |event| {
            let Event::Start(element) = event else { return Ok(Spent::default()) };
            if element.name() != "Relationship" {
                return Ok(Spent::default());
            }
            left = left.checked_sub(1).ok_or(Obstacle::Entries)?;
            if element.attribute("TargetMode").is_none_or(|mode| mode != "External")
                && let (Some(id), Some(kind), Some(target)) =
                    (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { id: id.into_owned(), kind, target: resolve(folder, &target) });
            }
            Ok(Spent::default())
        });
        self.relations_left = left;
        self.met.extend(obstacle.err());
        relations
    }

    /// The whole content of a part.
    ///
    /// # Errors
    /// The limit met, encryption, or damage.
    pub(super) fn content(&mut self, index: usize, budget: &mut Budget) -> Result<Vec<u8>, Obstacle> {
        self.zip.read(index, budget)
    }

    /// Tells what could not be read.
    pub(super) fn tell_obstacles(&self, look: &mut Look<'_>) {
        self.met.iter().for_each(|obstacle| look.meet(*obstacle));
    }
}

/// Elements that are counted against the budget at a time.
const ELEMENTS: u64 = 64;

/// The events of one part.
pub(super) struct Events<'s> {
    xml: Xml<Input<'s>>,
    /// Elements that are not counted yet.
    elements: u64,
    met: Option<Obstacle>,
}

impl Events<'_> {
    /// The next event; `None` at the end, and where it cannot go on: see [`Events::end`].
    pub(super) fn next(&mut self) -> Option<Event<'_>> {
        if self.elements >= ELEMENTS {
            let elements = std::mem::take(&mut self.elements);
            self.met = self.budget().take_elements(elements).err();
        }
        if self.met.is_some() {
            return None;
        }
        let event = self.xml.next()?;
        self.elements += u64::from(matches!(event, Event::Start(_)));
        Some(event)
    }

    /// Why there are no more events.
    ///
    /// # Errors
    /// The limit met, or damage.
    pub(super) fn end(&mut self) -> Result<(), Obstacle> {
        if let Some(obstacle) = self.met {
            return Err(obstacle);
        }
        match self.xml.fault() {
            None => Ok(()),
            Some(Fault::Malformed) => Err(Obstacle::Damaged),
            Some(Fault::Limit) => Err(Obstacle::Size),
            Some(Fault::Input) => Err(self.xml.input().stream.get_ref().obstacle()),
        }
    }

    /// Cells and text are counted while a part is read.
    pub(super) fn budget(&mut self) -> &mut Budget {
        self.xml.input().stream.get_mut().budget()
    }
}

/// The name of the part that `target` means, told in a part of `folder`.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The bytes of a part as UTF-8: a part may be UTF-16 as well (ECMA-376 part 2, 8.1.4), which nobody writes.
struct Input<'s> {
    stream: BufReader<Stream<'s>>,
    /// A part in UTF-16, read as a whole.
    recoded: Option<io::Cursor<String>>,
}

impl<'s> Input<'s> {
    fn open(zip: &'s mut Zip<'_>, index: usize, budget: &'s mut Budget) -> Result<Self, Obstacle> {
        let most = budget.part_bytes() / 4;
        let mut stream = BufReader::with_capacity(BUFFER_BYTES, zip.stream(index, budget)?);
        let head = match stream.fill_buf() {
            Ok(head) => head,
            Err(_) => return Err(stream.get_ref().obstacle()),
        };
        let from_bytes: fn([u8; 2]) -> u16 = match head {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => u16::from_le_bytes,
            [0xFE, 0xFF, ..] | [0, b'<', ..] => u16::from_be_bytes,
            _ => return Ok(Self { stream, recoded: None }),
        };
        let mut wide = Vec::new();
        if (&mut stream).take(most).read_to_end(&mut wide).is_err() {
            return Err(stream.get_ref().obstacle());
        }
        if wide.len() as u64 == most {
            return Err(Obstacle::Size);
        }
        let units = wide.chunks_exact(2).map(|pair| from_bytes([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        Ok(Self { stream, recoded: Some(io::Cursor::new(text)) })
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.recoded {
            Some(text) => text.fill_buf(),
            None => self.stream.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        match &mut self.recoded {
            Some(text) => text.consume(count),
            None => self.stream.consume(count),
        }
    }
}

impl Read for Input<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_folder_of_their_part() {
        assert_eq!(resolve("word/charts", "../embeddings/a.xlsx"), "word/embeddings/a.xlsx");
        assert_eq!(resolve("word", "/docProps/app.xml"), "docProps/app.xml");
        assert_eq!(resolve("", "../../ppt/./presentation.xml"), "ppt/presentation.xml");
    }
}
