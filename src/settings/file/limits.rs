//! Reads `[limits]`. Knows no file that is read under them.

use super::{File, Values};
use crate::document::TableReader;
use crate::document::{Item, as_number};
use crate::settings::limits::size_in_bytes;
use crate::settings::{InsideLimit, ReadingLimit, SizeLimits};
use std::collections::BTreeMap;

impl File<'_> {
    pub(super) fn read_limits(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("limits", self.problems()) else { return };
        let mta_bytes = self.size(&table, "mta-bytes");
        let tool_bytes = self.size(&table, "tool-bytes");
        let named = table.table_reader("size", self.problems()).map(|sizes| self.named_sizes(sizes));
        values.limits = SizeLimits { mta_bytes, tool_bytes, named: named.unwrap_or_default() };
        if let Some(reading) = table.table_reader("reading", self.problems()) {
            for limit in ReadingLimit::ALL {
                let value =
                    self.bound(&reading, limit.key(), limit.default_value(), limit.largest(), "no draft could be read");
                values.reading.extend(value.map(|value| (limit, value)));
            }
            reading.finish(self.problems());
        }
        if let Some(inside) = table.table_reader("attachments", self.problems()) {
            for limit in InsideLimit::ALL {
                let value = self.bound(
                    &inside,
                    limit.key(),
                    limit.default_value(),
                    limit.largest(),
                    "nothing could be looked into",
                );
                values.inside.extend(value.map(|value| (limit, value)));
            }
            inside.finish(self.problems());
        }
        table.finish(self.problems());
    }

    fn size<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<u64> {
        let number = table.number(key, self.problems())?;
        if number.value == 0 {
            let message = format!("`{}` is 0: nothing could be sent", table.path_of(key));
            self.refuse(number.span, message, "write the limit in bytes, or leave the key out");
        }
        Some(number.value)
    }

    /// Limits by a name of the user's choice; a size is a number of bytes or a text such as `10 MB`.
    fn named_sizes(&mut self, table: TableReader<'_>) -> BTreeMap<String, u64> {
        let mut sizes = BTreeMap::new();
        for (key, node) in &table.table().entries {
            table.node(&key.value);
            let path = table.path_of(&key.value);
            let bytes = match &node.item {
                Item::Text(text) => size_in_bytes(text),
                _ => match as_number(node, &path, self.problems()) {
                    Some(number) => Some(number.value).filter(|bytes| *bytes > 0),
                    None => continue,
                },
            };
            match bytes {
                Some(_) if key.value.trim().is_empty() => {
                    self.refuse(key.span, format!("`{path}` has no name"), "say whose limit it is");
                }
                Some(bytes) => {
                    sizes.insert(key.value.trim().to_owned(), bytes);
                }
                None => {
                    let help = "write a size such as \"10 MB\", or a number of bytes";
                    self.refuse(node.span, format!("`{path}` is no size that a message can have"), help);
                }
            }
        }
        table.finish(self.problems());
        sizes
    }

    /// How much is read of something: from 1 to `largest`; `harm` is what 0 would do.
    fn bound<'t>(
        &mut self,
        table: &TableReader<'t>,
        key: &'t str,
        default: u64,
        largest: u64,
        harm: &str,
    ) -> Option<u64> {
        let number = table.number(key, self.problems())?;
        let path = table.path_of(key);
        if number.value == 0 {
            let help = format!("leave the key out for {default}, or write a number up to {largest}");
            self.refuse(number.span, format!("`{path}` is 0: {harm}"), &help);
            return None;
        }
        if number.value > largest {
            let help = format!("the most is {largest}; without the key {default} holds");
            self.refuse(number.span, format!("`{path}` cannot be {}", number.value), &help);
            return None;
        }
        Some(number.value)
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::{Broken, InsideLimit, ReadingLimit, from_text};
    use std::path::Path;

    fn problems(text: &str) -> Vec<(String, Option<String>)> {
        let Err(error) = from_text("mailcheck.toml", text, Path::new("/office")) else { return Vec::new() };
        let documents = error.broken.iter().filter_map(|broken| match broken {
            Broken::Document(document) => Some(document.problems()),
            _ => None,
        });
        documents.flatten().map(|problem| (problem.message.clone(), problem.help.clone())).collect()
    }

    #[test]
    fn limits_of_reading_are_read() {
        let text = "[limits]\nmta-bytes = 5\n[limits.reading]\nrecipients = 300\ndepth = 32\n";
        let settings = from_text("mailcheck.toml", text, Path::new("/office")).expect("the file is right");
        let expected = [(ReadingLimit::Depth, 32), (ReadingLimit::Recipients, 300)];
        assert_eq!(settings.reading.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_limit_of_nothing_or_beyond_the_most_is_refused_with_the_most() {
        let found = problems("[limits.reading]\nfile-bytes = 0\ndepth = 33\nparts = 100001\n");
        let messages: Vec<_> = found.iter().map(|(message, _)| message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`limits.reading.file-bytes` is 0: no draft could be read",
                "`limits.reading.depth` cannot be 33",
                "`limits.reading.parts` cannot be 100001",
            ]
        );
        assert_eq!(found[1].1.as_deref(), Some("the most is 32; without the key 16 holds"));
    }

    #[test]
    fn limits_of_attachments_are_read() {
        let text = "[limits.attachments]\ndepth = 16\ncells = 5000\n";
        let settings = from_text("mailcheck.toml", text, Path::new("/office")).expect("the file is right");
        let expected = [(InsideLimit::Depth, 16), (InsideLimit::Cells, 5_000)];
        assert_eq!(settings.inside.into_iter().collect::<Vec<_>>(), expected);
        let found = problems("[limits.attachments]\ndepth = 17\npages = 0\nratio = 100\n");
        let messages: Vec<_> = found.iter().map(|(message, _)| message.as_str()).collect();
        assert_eq!(messages[0], "`limits.attachments.depth` cannot be 17");
        assert_eq!(messages[1], "`limits.attachments.pages` is 0: nothing could be looked into");
        assert_eq!(messages.len(), 3);
    }

    #[test]
    fn a_limit_of_size_has_any_name_and_a_size_in_words_or_bytes() {
        let text = "[limits.size]\nrecipient = \"10 MB\"\n\"県のメールサーバー\" = 5000\n";
        let settings = from_text("mailcheck.toml", text, Path::new("/office")).expect("the file is right");
        let expected = [("recipient".to_owned(), 10_000_000), ("県のメールサーバー".to_owned(), 5_000)];
        assert_eq!(settings.limits.named.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for (value, message) in [
            ("\"ten MB\"", "`limits.size.tool` is no size that a message can have"),
            ("0", "`limits.size.tool` is no size that a message can have"),
            ("-5", "`limits.size.tool` must not be negative"),
            ("true", "`limits.size.tool` must be a whole number, not true or false"),
        ] {
            let found = problems(&format!("[limits.size]\ntool = {value}\n"));
            assert_eq!(found.iter().map(|(message, _)| message.as_str()).collect::<Vec<_>>(), [message]);
        }
    }

    #[test]
    fn a_limit_that_does_not_exist_is_refused() {
        assert_eq!(problems("[limits.reading]\nfile-byte = 5\n").len(), 1);
    }
}
