//! The version or the date in the name of a file, and what is left of the name without it: two files of one rest are two
//! editions of one document. Knows names alone.

/// An edition of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edition {
    /// The name without it and without signs.
    pub rest: String,
    /// What orders it.
    pub mark: Mark,
    /// As written (folded).
    pub text: String,
}

/// Reads what begins at a character, and says where it ends.
type Reader = fn(&[char], usize) -> Option<(Mark, usize)>;

/// What orders editions; of two kinds neither is older.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// `v1.2`, `第2版`.
    Version(Vec<u32>),
    /// Digits of a date, and how many: 20260401, 260401.
    Date(u32, usize),
}

impl Edition {
    /// The edition that a folded stem speaks of: its last version, else its last date. `None` when nothing but that is
    /// in the name.
    pub(super) fn of(stem: &str) -> Option<Self> {
        let characters: Vec<char> = stem.chars().collect();
        let found = |read: Reader| {
            (0..characters.len()).rev().find_map(|at| read(&characters, at).map(|(mark, end)| (mark, at, end)))
        };
        let (mark, start, end) = found(version).or_else(|| found(date))?;
        let around = characters[..start].iter().chain(&characters[end..]);
        let rest: String = around.filter(|character| character.is_alphanumeric()).collect();
        let text = characters[start..end].iter().collect();
        (!rest.is_empty()).then_some(Self { rest, mark, text })
    }

    /// True when the other is a newer edition of the same document.
    pub(super) fn is_older_than(&self, other: &Self) -> bool {
        self.rest == other.rest
            && match (&self.mark, &other.mark) {
                (Mark::Version(this), Mark::Version(other)) => this < other,
                (Mark::Date(this, length), Mark::Date(other, others)) => length == others && this < other,
                _ => false,
            }
    }
}

/// `v2`, `ver.2.1`, `version 3`, `rev 4`, 第2版, 2稿 that begin here, and where they end. `r8` is a year of Reiwa.
fn version(characters: &[char], at: usize) -> Option<(Mark, usize)> {
    if at > 0 && characters[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let begins = |word: &str| {
        word.chars().enumerate().all(|(offset, character)| characters.get(at + offset) == Some(&character))
    };
    if let Some(word) = ["version", "ver.", "ver", "rev.", "rev", "v"].into_iter().find(|word| begins(word)) {
        let start = at + word.len();
        let start = start + usize::from(matches!(characters.get(start), Some(' ' | '_' | '.')));
        let (numbers, end) = numbers(characters, start)?;
        let goes_on = characters.get(end).is_some_and(char::is_ascii_alphanumeric);
        return (!goes_on).then_some((Mark::Version(numbers), end));
    }
    let start = at + usize::from(characters[at] == '第');
    if at > 0 && characters[at - 1] == '第' {
        return None;
    }
    let (numbers, end) = numbers(characters, start)?;
    matches!(characters.get(end), Some('版' | '稿')).then_some((Mark::Version(numbers), end + 1))
}

/// Numbers with dots between them.
fn numbers(characters: &[char], start: usize) -> Option<(Vec<u32>, usize)> {
    let mut numbers = Vec::new();
    let mut at = start;
    loop {
        let digits = digits(characters, at);
        numbers.push(characters[at..at + digits].iter().collect::<String>().parse().ok()?);
        at += digits;
        if characters.get(at) != Some(&'.') || self::digits(characters, at + 1) == 0 {
            return Some((numbers, at));
        }
        at += 1;
    }
}

/// 20260401, 2026-04-01, 2026年4月1日 and 260401 that begin here, and where they end.
fn date(characters: &[char], at: usize) -> Option<(Mark, usize)> {
    if at > 0 && characters[at - 1].is_ascii_digit() {
        return None;
    }
    let length = digits(characters, at);
    let number = |start: usize, length: usize| -> Option<u32> {
        characters.get(start..start + length)?.iter().collect::<String>().parse().ok()
    };
    let day = |year: u32, month: u32, day: u32, length: usize, end: usize| {
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
        is_day.then_some((Mark::Date(year * 10_000 + month * 100 + day, length), end))
    };
    match length {
        8 if (1990..2100).contains(&number(at, 4)?) => {
            day(number(at, 4)?, number(at + 4, 2)?, number(at + 6, 2)?, 8, at + 8)
        }
        6 => day(number(at, 2)?, number(at + 2, 2)?, number(at + 4, 2)?, 6, at + 6),
        4 if (1990..2100).contains(&number(at, 4)?) => {
            let sign = characters.get(at + 4).filter(|sign| matches!(sign, '-' | '_' | '.' | '年'))?;
            let months = digits(characters, at + 5);
            let month = number(at + 5, months.min(2))?;
            let between = if *sign == '年' { '月' } else { *sign };
            let start = at + 5 + months;
            if characters.get(start) != Some(&between) {
                return None;
            }
            let days = digits(characters, start + 1);
            let end = start + 1 + days;
            let end = end + usize::from(characters.get(end) == Some(&'日'));
            (months <= 2 && days <= 2).then_some(())?;
            day(number(at, 4)?, month, number(start + 1, days)?, 8, end)
        }
        _ => None,
    }
}

/// How many digits stand here.
fn digits(characters: &[char], at: usize) -> usize {
    characters.iter().skip(at).take_while(|character| character.is_ascii_digit()).count()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn edition(stem: &str) -> Option<(String, String)> {
        Edition::of(stem).map(|edition| (edition.rest, edition.text))
    }

    #[track_caller]
    fn assert_older(older: &str, newer: &str, expected: bool) {
        let (older, newer) = (Edition::of(older).unwrap(), Edition::of(newer).unwrap());
        assert_eq!(older.is_older_than(&newer), expected);
    }

    #[test]
    fn a_version_is_read_in_its_spellings() {
        for (stem, text) in [
            ("plan_v1", "v1"),
            ("plan ver.2.10", "ver.2.10"),
            ("plan-version 3 final", "version 3"),
            ("plan rev_4", "rev_4"),
            ("計画第2版", "第2版"),
            ("計画2稿", "2稿"),
        ] {
            assert_eq!(edition(stem).map(|(_, text)| text).as_deref(), Some(text), "{stem}");
        }
        for stem in ["r8予算", "ipv4", "covid19", "v1beta plan", "v2", "tv", "第3回"] {
            assert_eq!(edition(stem), None, "{stem}");
        }
    }

    #[test]
    fn a_date_is_read_in_its_spellings() {
        for (stem, text) in [
            ("plan_20260401", "20260401"),
            ("2026-04-01 plan", "2026-04-01"),
            ("計画(2026年4月1日)", "2026年4月1日"),
            ("260401計画", "260401"),
        ] {
            assert_eq!(edition(stem).map(|(_, text)| text).as_deref(), Some(text), "{stem}");
        }
        for stem in ["plan_20261301", "plan_123456789", "plan_999999", "2026年度計画", "plan_2026-4", "20260401"] {
            assert_eq!(edition(stem), None, "{stem}");
        }
    }

    #[test]
    fn of_one_document_the_lower_version_and_the_earlier_date_are_older() {
        assert_older("plan_v1", "plan v2", true);
        assert_older("plan_v1.9", "plan_v1.10", true);
        assert_older("plan_v2", "plan_v1", false);
        assert_older("計画_20260401", "計画_2026年4月15日", true);
        assert_older("計画_260401", "計画_260415", true);
        assert_older("計画_260401", "計画_20260415", false);
        assert_older("plan_v1", "budget_v2", false);
        assert_older("plan_v1", "plan_20260401", false);
        assert_older("plan_v1_20260401", "plan_v2_20260401", true);
    }

    #[test]
    fn endless_numbers_are_none() {
        assert_eq!(edition(&format!("v{}", "9".repeat(5_000))), None);
        assert_eq!(edition(&format!("plan v1{}", ".1".repeat(100))).unwrap().0, "plan");
    }
}
