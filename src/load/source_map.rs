//! Offsets in the bytes we parse -> offsets in the file on disk. Knows nothing of what the bytes mean.

use std::ops::Range;

/// A run of units of one size: each `unit` bytes of parsed text stand for `file_unit` bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    start: usize,
    file_start: usize,
    unit: usize,
    file_unit: usize,
}

/// Where each parsed byte lies in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
    whole: Option<Range<usize>>,
    file_end: usize,
    cut: usize,
    /// Where the map ends: parsed bytes from the first on lie somewhere behind the second.
    coarse: Option<(usize, usize)>,
}

/// Runs that are kept. Ordinary text needs two for each line, a hostile one a run for each character.
const RUN_LIMIT: usize = 1_000_000;

impl SourceMap {
    /// Parsed bytes lie in the file as they are, `shift` bytes further on; nothing lies beyond `file_end`.
    #[must_use]
    pub fn shifted(shift: usize, file_end: usize) -> Self {
        Self {
            runs: vec![Run { start: 0, file_start: shift, unit: 1, file_unit: 1 }],
            whole: None,
            file_end,
            cut: 0,
            coarse: None,
        }
    }

    /// Everything comes from one range that cannot be told apart (a message inside base64).
    #[must_use]
    pub fn whole(range: Range<usize>) -> Self {
        Self { runs: Vec::new(), file_end: range.end, whole: Some(range), cut: 0, coarse: None }
    }

    /// An empty map to be filled by [`SourceMap::push`].
    #[must_use]
    pub fn empty(file_end: usize) -> Self {
        Self { runs: Vec::new(), whole: None, file_end, cut: 0, coarse: None }
    }

    /// Adds a character of `unit` parsed bytes at `start` that takes `file_unit` bytes of the file from `file_start`.
    pub fn push(&mut self, start: usize, unit: usize, file_start: usize, file_unit: usize) {
        let continues = self.runs.last().is_some_and(|run| {
            (run.unit, run.file_unit) == (unit, file_unit)
                && run.file_start + (start - run.start) / unit * file_unit == file_start
        });
        if self.coarse.is_some() {
            return;
        }
        if !continues && self.runs.len() >= RUN_LIMIT {
            self.coarse = Some((start, file_start));
        } else if !continues {
            self.runs.push(Run { start, file_start, unit, file_unit });
        }
    }

    /// The same map after the first `skipped` parsed bytes were cut off.
    #[must_use]
    pub fn after(mut self, skipped: usize) -> Self {
        self.cut += skipped;
        self
    }

    /// The bytes of the file that `range` came from.
    #[must_use]
    pub fn file_range(&self, range: Range<usize>) -> Range<usize> {
        match &self.whole {
            Some(whole) => whole.clone(),
            None => {
                let start = self.offset(range.start + self.cut, false);
                start..self.offset(range.end + self.cut, true).max(start)
            }
        }
    }

    fn offset(&self, at: usize, rounds_up: bool) -> usize {
        if let Some((_, file_start)) = self.coarse.filter(|(coarse_start, _)| at > *coarse_start) {
            return if rounds_up { self.file_end } else { file_start };
        }
        // An end belongs to the run of the last byte before it.
        let probe = if rounds_up { at.saturating_sub(1) } else { at };
        let after = self.runs.partition_point(|run| run.start <= probe);
        let Some(run) = after.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return at.min(self.file_end);
        };
        let inside = at - run.start;
        let units = if rounds_up { inside.div_ceil(run.unit) } else { inside / run.unit };
        (run.file_start + units * run.file_unit).min(self.file_end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_runs_that_are_kept_a_place_is_the_rest_of_the_file() {
        let mut map = SourceMap::empty(4 * RUN_LIMIT);
        for number in 0..RUN_LIMIT + 10 {
            // Alternately one byte of one and one byte of two: nothing goes on.
            map.push(number, 1, number * 3, 1 + number % 2);
        }
        assert_eq!(map.file_range(3..4), 9..11);
        assert_eq!(map.file_range(RUN_LIMIT + 3..RUN_LIMIT + 4), 3 * RUN_LIMIT..4 * RUN_LIMIT);
    }
}
