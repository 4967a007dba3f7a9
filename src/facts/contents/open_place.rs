//! The place of an attachment that is being shown now, and what has been counted there.

use super::addresses::Addresses;
use super::figures::Figures;
use super::form::Forms;
use super::kind::{ColumnKind, Kinds};
use super::opening::Opening;
use super::passage::Passage;
use super::surveyed::{Key, Numbers, merged};
use super::table::{Group, People, Table};
use crate::facts::personal::Signs;
use crate::inspect::{Part, Place};

/// Lines that are an address and nothing else, from which on they are a list.
const LISTED_ADDRESSES: u64 = 5;

/// The place that rows and texts belong to.
pub(super) struct Open {
    pub(super) key: Key,
    pub(super) is_active: Option<bool>,
    /// Page or slide that is passing by.
    pub(super) number: Option<usize>,
    pub(super) filled: Numbers,
    pub(super) personal: Numbers,
    pub(super) table: Table,
    pub(super) last_row: u64,
    pub(super) people: People,
    pub(super) forms: Forms,
    pub(super) passage: Passage,
    /// Lines of text that are somebody's address and nothing else.
    pub(super) bare_addresses: u64,
    pub(super) addresses: Addresses,
    pub(super) opening: Opening,
    pub(super) visible: Count,
    pub(super) hidden_rows: Count,
    pub(super) hidden_columns: Count,
    pub(super) figures_of_rows: Figures,
    pub(super) figures_of_columns: Figures,
    pub(super) cells: Vec<Signs>,
}

#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Count {
    pub(super) rows: u64,
    pub(super) cells: u64,
    pub(super) widest_row: u64,
    pub(super) telling_cells: u64,
}

impl Count {
    pub(super) fn add(&mut self, cells: u64, telling_cells: u64) {
        self.rows += u64::from(cells > 0);
        self.cells += cells;
        self.telling_cells += telling_cells;
        self.widest_row = self.widest_row.max(cells);
    }
}

impl Open {
    pub(super) fn new(key: Key, place: &Place) -> Self {
        let is_active = if let Part::Sheet { is_active, .. } = place.part { Some(is_active) } else { None };
        let opening = Opening::new(matches!(place.part, Part::Margin));
        Self {
            key,
            is_active,
            number: None,
            filled: Numbers::None,
            personal: Numbers::None,
            opening,
            table: Table::default(),
            last_row: 0,
            people: People::default(),
            forms: Forms::default(),
            passage: Passage::default(),
            bare_addresses: 0,
            addresses: Addresses::default(),
            visible: Count::default(),
            hidden_rows: Count::default(),
            hidden_columns: Count::default(),
            figures_of_rows: Figures::default(),
            figures_of_columns: Figures::default(),
            cells: Vec::new(),
        }
    }

    /// The people of a text that is a list of addresses.
    pub(super) fn listed(&self) -> Group {
        let persons = self.bare_addresses.min(self.addresses.count());
        let mut kinds = Kinds::default();
        if persons < LISTED_ADDRESSES {
            return Group::default();
        }
        kinds.add(ColumnKind::Email);
        Group { persons, kinds, ..Group::default() }
    }

    pub(super) fn end_table(&mut self) {
        let people = std::mem::take(&mut self.table).people();
        if people.all.persons > 0 {
            self.personal.add(self.number);
        }
        for (sum, group) in [
            (&mut self.people.visible, people.visible),
            (&mut self.people.hidden_columns, people.hidden_columns),
            (&mut self.people.hidden_rows, people.hidden_rows),
            (&mut self.people.all, people.all),
        ] {
            *sum = merged(*sum, group);
        }
        self.last_row = 0;
    }
}
