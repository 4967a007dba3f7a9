//! Reads `[limits]`. Knows no file that is read under them.

use super::{File, Values};
use crate::document::TableReader;
use crate::settings::{ReadingLimit, SizeLimits};

impl File<'_> {
    pub(super) fn read_limits(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("limits", self.problems()) else { return };
        let mta_bytes = self.size(&table, "mta-bytes");
        let tool_bytes = self.size(&table, "tool-bytes");
        values.limits = SizeLimits { mta_bytes, tool_bytes };
        if let Some(reading) = table.table_reader("reading", self.problems()) {
            for limit in ReadingLimit::ALL {
                values.reading.extend(self.reading_limit(&reading, limit).map(|value| (limit, value)));
            }
            reading.finish(self.problems());
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

    fn reading_limit(&mut self, table: &TableReader<'_>, limit: ReadingLimit) -> Option<u64> {
        let number = table.number(limit.key(), self.problems())?;
        let path = table.path_of(limit.key());
        let (default, largest) = (limit.default_value(), limit.largest());
        if number.value == 0 {
            let help = format!("leave the key out for {default}, or write a number up to {largest}");
            self.refuse(number.span, format!("`{path}` is 0: no draft could be read"), &help);
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
    use crate::settings::{Broken, ReadingLimit, from_text};
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
    fn a_limit_that_does_not_exist_is_refused() {
        assert_eq!(problems("[limits.reading]\nfile-byte = 5\n").len(), 1);
    }
}
