//! The parts of a workbook by name: which have been read, and where they point, also out of the file.

use super::MAX_LISTED;
use crate::inspect::budget::Budget;
use crate::inspect::package::{Events, Package, resolve};
use crate::inspect::visitor::Obstacle;
use crate::inspect::xml::Event;
use crate::inspect::zip::Stream;
use std::collections::{BTreeMap, HashSet};
use std::io::{BufReader, Read};

/// Bytes of a name that is kept.
const MAX_NAME_BYTES: usize = 4_096;

/// An opened workbook that is a zip.
pub(super) struct Parts<'a> {
    pub(super) package: Package<'a>,
    /// Parts that were opened.
    seen: HashSet<usize>,
}

/// Where a part points.
#[derive(Debug, Clone)]
pub(super) struct Relationship {
    /// `worksheet`, `comments`: the last component of its type.
    pub(super) kind: String,
    /// Name of a part; what is outside as it is written.
    pub(super) target: String,
    /// It points out of the file.
    pub(super) is_external: bool,
}

impl<'a> Parts<'a> {
    /// The parts of the zip in `bytes`.
    ///
    /// # Errors
    /// [`Obstacle::Damaged`] when it is no zip, [`Obstacle::Entries`] when it lists too much.
    pub(super) fn open(bytes: &'a [u8], budget: &Budget) -> Result<Self, Obstacle> {
        Ok(Self { package: Package::open(bytes, budget)?, seen: HashSet::new() })
    }

    /// Names of parts that `is_wanted` accepts in lower case, as written and in order of the name.
    pub(super) fn names(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let names = self.package.names.iter().map(|(name, _)| name);
        let mut names: Vec<String> = names.filter(|name| is_wanted(&name.to_ascii_lowercase())).cloned().collect();
        names.sort();
        names
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.package.find(name).is_some()
    }

    /// Whether a part of this name has been opened.
    pub(super) fn is_seen(&self, name: &str) -> bool {
        self.package.find(name).is_some_and(|index| self.seen.contains(&index))
    }

    /// The XML of a part; `None` when there is no such part.
    pub(super) fn xml<'s>(&'s mut self, name: &str, budget: &'s mut Budget) -> Option<Result<Events<'s>, Obstacle>> {
        let index = self.package.find(name)?;
        self.seen.insert(index);
        Some(self.package.events(index, budget))
    }

    /// The bytes of a part while they are read; `None` when there is no such part.
    pub(super) fn stream<'s>(
        &'s mut self,
        name: &str,
        budget: &'s mut Budget,
    ) -> Option<Result<BufReader<Stream<'s>>, Obstacle>> {
        let index = self.package.find(name)?;
        self.seen.insert(index);
        Some(self.package.bytes(index, budget))
    }

    /// Where the part `name` points, by the ids it uses; what could not be read of that is kept in the package.
    pub(super) fn relationships(&mut self, name: &str, budget: &mut Budget) -> BTreeMap<String, Relationship> {
        let mut relationships = BTreeMap::new();
        let outcome = self.read_relationships(name, budget, &mut relationships);
        self.package.met.extend(outcome.err());
        relationships
    }

    fn read_relationships(
        &mut self,
        name: &str,
        budget: &mut Budget,
        relationships: &mut BTreeMap<String, Relationship>,
    ) -> Result<(), Obstacle> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let gap = if folder.is_empty() { "" } else { "/" };
        let Some(xml) = self.xml(&format!("{folder}{gap}_rels/{file}.rels"), budget) else { return Ok(()) };
        let mut xml = xml?;
        while let Some(event) = xml.next() {
            let Event::Start(element) = event else { continue };
            let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target")) else { continue };
            if relationships.len() >= MAX_LISTED {
                return Err(Obstacle::Entries);
            }
            if id.len() + target.len() > MAX_NAME_BYTES {
                continue;
            }
            let kind = element.attribute("Type").unwrap_or_default();
            let is_external = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
            let target = if is_external { target.into_owned() } else { resolve(folder, &target) };
            let kind = kind.rsplit('/').next().unwrap_or_default().chars().take(64).collect();
            relationships.insert(id.into_owned(), Relationship { kind, target, is_external });
        }
        xml.end()
    }
}

/// Fills `buffer`; false at the end of the part.
///
/// # Errors
/// The limit met, or damage: the part ends within the buffer.
pub(super) fn fill(part: &mut BufReader<Stream<'_>>, buffer: &mut [u8]) -> Result<bool, Obstacle> {
    let mut filled = 0;
    while filled < buffer.len() {
        match part.read(&mut buffer[filled..]) {
            Ok(0) if filled == 0 => return Ok(false),
            Ok(0) => return Err(Obstacle::Damaged),
            Ok(count) => filled += count,
            Err(_) => return Err(part.get_ref().obstacle()),
        }
    }
    Ok(true)
}
