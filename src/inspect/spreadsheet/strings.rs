//! Strings that cells name by number, one after another in one piece of memory.

use crate::inspect::visitor::Obstacle;

/// A list of strings within a limit.
pub(super) struct Strings {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    most_bytes: usize,
}

impl Strings {
    /// An empty list that may take so much memory.
    pub(super) fn new(most_bytes: u64) -> Self {
        Self { text: String::new(), ends: Vec::new(), most_bytes: usize::try_from(most_bytes).unwrap_or(usize::MAX) }
    }

    /// Adds to the string that is not ended yet.
    ///
    /// # Errors
    /// [`Obstacle::Size`] when it would be more than allowed.
    pub(super) fn push_str(&mut self, text: &str) -> Result<(), Obstacle> {
        if self.held_bytes() + text.len() > self.most_bytes {
            return Err(Obstacle::Size);
        }
        self.text.push_str(text);
        Ok(())
    }

    /// Ends a string.
    ///
    /// # Errors
    /// [`Obstacle::Size`] when it would be more than allowed.
    pub(super) fn end(&mut self) -> Result<(), Obstacle> {
        if self.held_bytes() + size_of::<u32>() > self.most_bytes {
            return Err(Obstacle::Size);
        }
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| Obstacle::Size)?);
        Ok(())
    }

    /// Number `index`; `None` when there are not so many.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }

    /// How many have ended.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn held_bytes(&self) -> usize {
        self.text.len() + self.ends.len() * size_of::<u32>()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_by_number() {
        let mut strings = Strings::new(100);
        strings.push_str("見本").unwrap();
        strings.push_str(" 太郎").unwrap();
        strings.end().unwrap();
        strings.end().unwrap();
        assert_eq!((strings.get(0), strings.get(1), strings.get(2)), (Some("見本 太郎"), Some(""), None));
    }

    #[test]
    fn ten_million_empty_strings_meet_the_limit() {
        let mut strings = Strings::new(400);
        let ended = (0..10_000_000).take_while(|_| strings.end().is_ok()).count();
        assert_eq!(ended, 100);
        assert_eq!(strings.push_str("x"), Err(Obstacle::Size));
    }
}
