//! Takes what readers of files show, and keeps counts and kinds of it: never a value, and never more than a window of
//! text at a time. Knows no rule and no language.

mod cells;

use super::Known;
use super::addresses::AddressJudge;
use super::headers::HeaderWords;
use super::kind::{ColumnKind, Kinds};
use super::open_place::Open;
use super::passage::Reading;
use super::surveyed::{FileSeen, Key, Numbers, Spot, Surveyed, is_telling, merged, part_word};
use super::table::{Group, MOST_COLUMNS, TableCell};
use crate::facts::addr_spec::placed_addresses_in;
use crate::facts::personal::Signs;
use crate::inspect::{FileType, Hidden, InnerFile, Obstacle, Part, Place, Row, Visitor};
use std::collections::HashMap;

/// Places, files and obstacles told apart in one attachment; more of them are added to the last.
const MOST_ENTRIES: usize = 10_000;
/// Obstacles told apart: a thousand locked files are no more than ten.
const MOST_OBSTACLES: usize = 1_000;
/// Longer cells are prose.
const LONG_CELL_BYTES: usize = 200;

/// The visitor.
pub(super) struct Survey<'a> {
    known: &'a Known<'a>,
    judge: &'a AddressJudge<'a>,
    headers: &'a HeaderWords,
    surveyed: Surveyed,
    /// Number of each place in `surveyed.spots`.
    numbers: HashMap<Key, usize>,
    /// Type of each file by its path.
    types: HashMap<String, FileType>,
    /// Names of messages and files around what is looked into now.
    around: Vec<String>,
    /// Path and name of the sheet shown last: remarks on it follow.
    sheet: (String, String),
    open: Option<Open>,
}

impl<'a> Survey<'a> {
    pub fn new(known: &'a Known<'a>, judge: &'a AddressJudge<'a>, headers: &'a HeaderWords) -> Self {
        Self {
            known,
            judge,
            headers,
            surveyed: Surveyed::default(),
            numbers: HashMap::new(),
            types: HashMap::new(),
            around: Vec::new(),
            sheet: Default::default(),
            open: None,
        }
    }

    /// Runs `look` for a file that lies in `name`.
    pub fn inside(&mut self, name: &str, look: impl FnOnce(&mut Self)) {
        self.around.push(name.to_owned());
        look(self);
        self.around.pop();
    }

    /// Everything that was counted.
    pub fn surveyed(mut self) -> Surveyed {
        self.close();
        self.surveyed
    }

    fn path(&self, place: &Place) -> String {
        self.around.iter().chain(&place.files).map(String::as_str).collect::<Vec<_>>().join("/")
    }

    fn key(&self, place: &Place) -> Key {
        let path = self.path(place);
        let sheet = match &place.part {
            Part::Sheet { name, .. } => name.clone(),
            Part::Comments if self.sheet.0 == path && place.hidden != Some(Hidden::Residue) => self.sheet.1.clone(),
            _ => String::new(),
        };
        Key { path, part: part_word(&place.part), sheet, hidden: place.hidden }
    }

    fn container(&self, path: &str, place: &Place) -> Option<FileType> {
        let last = place.files.last().or(self.around.last())?;
        let parent = path.strip_suffix(last.as_str())?.trim_end_matches('/');
        self.types.get(parent).copied()
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let reading = self.reading();
        open.end_table();
        let text = merged(open.passage.people(&reading), open.listed());
        open.personal.add_all(open.passage.numbers);
        let forms = open.forms.people(&reading);
        // The same rows as a table and as forms: one of them sees the people.
        let larger = |table: Group| if forms.weight() > table.weight() { forms } else { table };
        let (mark, partners) = open.opening.found(self.known);
        let hidden = open.key.hidden;
        let mut parts = vec![(hidden, open.visible, merged(larger(open.people.visible), text))];
        if hidden.is_none() {
            // What is left out of a table that is shown is figures rather than a list to choose from.
            open.hidden_rows.telling_cells += open.figures_of_rows.telling();
            open.hidden_columns.telling_cells += open.figures_of_columns.telling();
            parts.push((Some(Hidden::Rows), open.hidden_rows, open.people.hidden_rows));
            parts.push((Some(Hidden::Columns), open.hidden_columns, open.people.hidden_columns));
        } else {
            // All of a hidden sheet is hidden in one way.
            parts[0].2 = merged(larger(open.people.all), text);
            for count in [open.hidden_rows, open.hidden_columns] {
                parts[0].1.rows += count.rows;
                parts[0].1.cells += count.cells;
            }
        }
        let path = &open.key.path;
        let known_file = self.surveyed.files.iter().rev().find(|file| file.path == *path);
        let (file_type, container) =
            known_file.map_or((FileType::Other, None), |file| (file.file.file_type, file.container));
        let name = known_file.and_then(|file| file.file.name.as_deref());
        let is_published = name.is_some_and(super::published::is_published);
        for (number, (hidden, count, group)) in parts.into_iter().enumerate() {
            if number > 0 && count.cells == 0 {
                continue;
            }
            let is_first = number == 0;
            // Those who read a message or come to a meeting know of each other.
            let is_public = is_letter(file_type) || is_published;
            let group = if is_public && group.kinds.are_names_and_addresses() { Group::default() } else { group };
            let spot = Spot {
                key: Key { hidden, ..open.key.clone() },
                container,
                file_type,
                is_active: open.is_active,
                rows: count.rows,
                cells: count.cells,
                widest_row: count.widest_row,
                telling_cells: count.telling_cells,
                group,
                filled: if is_first { open.filled } else { Numbers::None },
                personal: if is_first { open.personal } else { Numbers::None },
                addresses: if is_first { open.addresses.count() } else { 0 },
                recipient_addresses: if is_first { open.addresses.recipients } else { 0 },
                listed_addresses: if is_first { open.addresses.listed } else { 0 },
                mark: if is_first { mark.clone() } else { None },
                partners: if is_first { partners.clone() } else { Vec::new() },
            };
            self.add(spot);
        }
    }

    fn add(&mut self, spot: Spot) {
        let spots = &mut self.surveyed.spots;
        let number = self.numbers.get(&spot.key).copied().or((spots.len() >= MOST_ENTRIES).then(|| spots.len() - 1));
        match number {
            Some(number) => spots[number].add(spot),
            None => {
                self.numbers.insert(spot.key.clone(), spots.len());
                spots.push(spot);
            }
        }
    }

    fn reading(&self) -> Reading<'_> {
        Reading { key_words: &self.known.vocabulary.personal_key_words, judge: self.judge }
    }
}

impl Visitor for Survey<'_> {
    fn file(&mut self, place: &Place, file: &InnerFile) {
        self.close();
        let path = self.path(place);
        let container = self.container(&path, place);
        if self.surveyed.files.len() < MOST_ENTRIES {
            // What wraps a file for a document is no container of its own.
            let is_wrapper = file.file_type == FileType::Compound;
            self.types.insert(path.clone(), container.filter(|_| is_wrapper).unwrap_or(file.file_type));
            self.surveyed.files.push(FileSeen { path, file: file.clone(), container });
        }
    }

    fn enter(&mut self, place: &Place) {
        let key = self.key(place);
        if let Part::Sheet { name, .. } = &place.part {
            self.sheet = (key.path.clone(), name.clone());
        }
        // The pages of a file are one place: a list goes on from one to the next.
        if self.open.as_ref().is_none_or(|open| open.key != key || matches!(place.part, Part::Sheet { .. })) {
            self.close();
            self.open = Some(Open::new(key, place));
        } else if let Some(open) = &mut self.open {
            open.end_table();
        }
        let number = page_number(&place.part);
        if let Some(open) = &mut self.open {
            open.number = number;
            open.passage.turn(number);
        }
    }

    fn row(&mut self, row: &Row<'_>) {
        let Some(mut open) = self.open.take() else { return };
        if row.number <= open.last_row {
            open.end_table();
        }
        open.last_row = row.number;
        let mut signs = std::mem::take(&mut open.cells);
        signs.clear();
        let (mut visible, mut hidden) = ((0, 0), (0, 0));
        for cell in row.cells {
            let found = self.cell_signs(cell, &mut open.addresses);
            let is_hidden = cell.is_in_hidden_column && !cell.is_computed && row.hidden.is_none();
            if row.hidden.is_some() {
                open.figures_of_rows.add(cell);
            } else if is_hidden {
                open.figures_of_columns.add(cell);
            }
            let (cells, telling) = if is_hidden { &mut hidden } else { &mut visible };
            *cells += u64::from(!cell.text.trim().is_empty());
            *telling += u64::from(is_telling(cell.text, found));
            signs.push(found);
            if cell.text.len() > LONG_CELL_BYTES
                || cell.text.contains('\n')
                || self.is_sentence_about_number(cell.text, found)
            {
                open.passage.line(cell.text, &self.reading());
            }
        }
        self.name_identifiers(row, &mut signs);
        let count = if row.hidden.is_some() { &mut open.hidden_rows } else { &mut open.visible };
        count.add(visible.0, visible.1);
        if visible.0 > 0 {
            open.filled.add(open.number);
        }
        open.hidden_columns.add(hidden.0, hidden.1);
        let cells: Vec<TableCell<'_>> = row
            .cells
            .iter()
            .zip(&signs)
            .map(|(cell, signs)| TableCell {
                column: cell.column,
                text: cell.text,
                signs: *signs,
                is_hidden: cell.is_in_hidden_column && !cell.is_computed,
            })
            .collect();
        if open.table.ends_before(&cells, self.headers) {
            open.end_table();
            open.last_row = row.number;
        }
        if row.hidden.is_none() || open.key.hidden.is_some() {
            open.forms.row(row.number, &cells, self.headers, &self.reading());
        }
        let key_words = &self.known.vocabulary.personal_key_words;
        open.table.row(&cells, row.hidden.is_some(), self.headers, || {
            let mut kinds = Kinds::default();
            let named = row.cells.iter().take(MOST_COLUMNS).flat_map(|cell| key_words.kinds_named_in(cell.text));
            named.for_each(|kind| kinds.add(ColumnKind::of_personal(kind)));
            kinds
        });
        if row.hidden.is_none() {
            open.opening.row(row.cells.iter().filter(|cell| !cell.is_in_hidden_column).map(|cell| cell.text));
        }
        open.cells = signs;
        self.open = Some(open);
    }

    fn text(&mut self, text: &str) {
        let Some(mut open) = self.open.take() else { return };
        let signs = if text.contains(['@', '＠']) {
            let placed = placed_addresses_in(text);
            for (_, address) in &placed {
                open.addresses.add(address, self.judge);
            }
            if let [(range, address)] = placed.as_slice()
                && !self.judge.is_known(address)
                && !(text[..range.start].contains(char::is_alphanumeric)
                    || text[range.end..].contains(char::is_alphanumeric))
            {
                open.bare_addresses += 1;
            }
            Signs::EMAIL
        } else {
            Signs::default()
        };
        let has_text = !text.trim().is_empty();
        open.visible.add(u64::from(has_text), u64::from(has_text && is_telling(text, signs)));
        if has_text {
            open.filled.add(open.number);
        }
        open.passage.line(text, &self.reading());
        open.opening.text(text);
        self.open = Some(open);
    }

    fn leave(&mut self) {
        // The place is closed when another is entered: the next page may go on with it.
    }

    fn obstacle(&mut self, place: &Place, obstacle: Obstacle) {
        let entry = (self.key(place), obstacle);
        if self.surveyed.obstacles.len() < MOST_OBSTACLES && !self.surveyed.obstacles.contains(&entry) {
            self.surveyed.obstacles.push(entry);
        }
    }
}

/// Number of the page or slide.
fn page_number(part: &Part) -> Option<usize> {
    match part {
        Part::Slide(number) | Part::Notes(number) | Part::SlideComments(number) | Part::Page(number) => Some(*number),
        _ => None,
    }
}

/// Messages and invitations, which name their readers.
fn is_letter(file_type: FileType) -> bool {
    matches!(file_type, FileType::Eml | FileType::Msg | FileType::Calendar)
}
