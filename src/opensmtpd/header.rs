//! Header fields left out of lines that come one by one. Decodes nothing, and needs no more of a message than its next line.

/// Leaves fields of one name out.
#[derive(Debug, Clone)]
pub struct Without {
    name: &'static str,
    most: usize,
    is_over: bool,
    skips: bool,
}

impl Without {
    /// The first `most` fields of that name are left out, however their letters are written.
    #[must_use]
    pub fn new(name: &'static str, most: usize) -> Self {
        Self { name, most, is_over: false, skips: false }
    }

    /// False for a line of such a field. Lines come without their ends, and without a dot that SMTP put before another.
    pub fn keeps(&mut self, line: &[u8]) -> bool {
        if self.is_over {
            return true;
        }
        let is_continuation = matches!(line.first(), Some(b' ' | b'\t')) && !line.trim_ascii().is_empty();
        if !is_continuation {
            let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
            let is_field = name.len() < line.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
            self.is_over = !is_field;
            self.skips = is_field && self.most > 0 && name.eq_ignore_ascii_case(self.name.as_bytes());
            self.most -= usize::from(self.skips);
        }
        !self.skips
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn kept(most: usize, message: &str, expected: &str) {
        let mut without = Without::new("X-Ours", most);
        let lines: Vec<&str> = message.split('\n').filter(|line| without.keeps(line.as_bytes())).collect();
        assert_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn a_field_goes_with_its_continuation_lines_and_only_from_the_header() {
        let message = "X-Ours: a\n b\n\tc\nTo: d\n e\nx-ours:f\n\nX-Ours: g\n h";
        kept(usize::MAX, message, "To: d\n e\n\nX-Ours: g\n h");
        kept(1, message, "To: d\n e\nx-ours:f\n\nX-Ours: g\n h");
        kept(usize::MAX, "To: d\nno field\nX-Ours: a", "To: d\nno field\nX-Ours: a");
        kept(usize::MAX, "X-Ours: a\n \nX-Ours: b", " \nX-Ours: b");
    }
}
