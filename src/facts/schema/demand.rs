//! What is asked of a draft at all: facts that cost much are made only for rules that ask for them. Knows no rule.

use super::Collection;

/// What somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Demand {
    /// What is inside the attachments.
    pub contents: bool,
}

/// Fields of `attachments` for which a file must be looked into.
const OF_CONTENT: [&str; 10] = [
    "file-type",
    "type-mismatch",
    "encrypted",
    "has-macros",
    "pages",
    "persons",
    "danger",
    "danger-called",
    "danger-certainty",
    "generic-name-certainty",
];
/// The field that is told by the file's name, and where settings name partners by the file's content as well.
const OF_PARTNERS: &str = "other-organization";

impl Demand {
    /// Everything.
    pub const ALL: Demand = Demand { contents: true };

    /// Adds a field that somebody asks for; `None` is the collection as such.
    pub fn add(&mut self, collection: Collection, field: Option<usize>, has_partners: bool) {
        let name = || field.and_then(|field| collection.fields().get(field).map(|field| field.name));
        self.contents |= match collection {
            Collection::Contents => true,
            Collection::Attachments => {
                name().is_some_and(|name| OF_CONTENT.contains(&name) || name == OF_PARTNERS && has_partners)
            }
            Collection::Mailing => name() == Some("persons"),
            _ => false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sizes_of_attachments_ask_for_nothing_inside() {
        let asks = |field: &str, has_partners| {
            let mut demand = Demand::default();
            demand.add(Collection::Attachments, Collection::Attachments.field_index(field), has_partners);
            demand.contents
        };
        assert!(!asks("filename", true) && !asks("size-bytes", true) && !asks("other-organization", false));
        assert!(asks("other-organization", true));
        for field in OF_CONTENT {
            assert!(asks(field, false), "{field}");
        }
    }
}
