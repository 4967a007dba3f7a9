//! Whether a placeholder is among those that are declared.

use super::names::Sections;
use crate::facts::recipient::resemblance::is_misspelling;

/// The names of `[[template]] placeholders`.
#[derive(Debug)]
pub(super) struct Declared<'a> {
    names: Vec<&'a str>,
}

/// What a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing<'a> {
    Declared,
    /// Nearly the one given.
    Misspelt(&'a str),
    Unknown,
}

impl<'a> Declared<'a> {
    pub(super) fn new(names: &[&'a str]) -> Self {
        Self { names: names.to_vec() }
    }

    /// `order` declares everything below it, unless fields below it are declared one by one; `order.total` declares
    /// that `order` exists.
    pub(super) fn standing(&self, field: &str) -> Standing<'a> {
        if self.names.iter().any(|name| *name == field || is_below(name, field) || self.covers(name, field)) {
            return Standing::Declared;
        }
        match self.names.iter().copied().find(|name| is_respelt(field, name)) {
            Some(name) => Standing::Misspelt(name),
            None => match self.names.iter().copied().find(|name| is_misspelling(field, name)) {
                Some(name) => Standing::Misspelt(name),
                None => Standing::Unknown,
            },
        }
    }

    /// As [`standing`](Self::standing), for a field that may be one of the elements of a section: `price` between
    /// `{{#each items}}` and its end is declared as `items.price`, and by `items`. A section that may be a condition
    /// declares nothing by its own name.
    pub(super) fn standing_in(&self, field: &str, sections: &Sections) -> Standing<'a> {
        let is_of = |section: &str| format!("{section}.{field}");
        let is_declared = |name: &str| self.names.iter().any(|known| *known == name || is_below(known, name));
        let is_element = sections.objects.iter().any(|object| self.standing(&is_of(object)) == Standing::Declared)
            || sections.conditions.iter().any(|condition| is_declared(&is_of(condition)));
        if is_element { Standing::Declared } else { self.standing(field) }
    }

    fn covers(&self, name: &str, field: &str) -> bool {
        is_below(field, name) && !self.names.iter().any(|other| is_below(other, name))
    }
}

/// True for `order.total` and `order`.
fn is_below(field: &str, above: &str) -> bool {
    field.strip_prefix(above).is_some_and(|rest| rest.starts_with('.'))
}

/// The same letters, with other capitals or separators: `customerName`, `customer_name`.
fn is_respelt(field: &str, name: &str) -> bool {
    let bare = |text: &str| {
        let letters = text.chars().filter(|character| !matches!(character, '_' | '-' | '.' | ' '));
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    bare(field) == bare(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_declares_what_is_below_it_until_that_is_declared_itself() {
        let declared = Declared::new(&["name", "order", "customer.name", "customer.city"]);
        for field in ["name", "order", "order.total", "order.items.0", "customer", "customer.name"] {
            assert_eq!(declared.standing(field), Standing::Declared, "{field}");
        }
        for field in ["amount", "customer.email", "city", "orders.total"] {
            assert_eq!(declared.standing(field), Standing::Unknown, "{field}");
        }
    }

    #[test]
    fn what_was_meant_is_told() {
        let declared = Declared::new(&["name", "customer_name", "order.total", "会社名"]);
        for (written, meant) in [
            ("Name", "name"),
            ("nmae", "name"),
            ("customerName", "customer_name"),
            ("cutsomer_name", "customer_name"),
            ("order.totl", "order.total"),
            ("order_total", "order.total"),
        ] {
            assert_eq!(declared.standing(written), Standing::Misspelt(meant), "{written}");
        }
        for other in ["id", "date", "会社", "氏名"] {
            assert_eq!(declared.standing(other), Standing::Unknown, "{other}");
        }
    }
}
