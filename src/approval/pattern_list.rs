//! Pattern lists (ssh_config(5), PATTERNS): `*@city.example,!tax@city.example`. Knows not what is matched. Letters are compared
//! as they are, as ssh-keygen does for principals and namespaces.

/// A longer pattern matches nothing, and neither does a list that has one.
const LONGEST_PATTERN: usize = 1023;

/// Patterns behind commas, each perhaps with `!` before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternList(String);

/// What a list says of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Nothing.
    No,
    /// It is meant.
    Yes,
    /// A pattern with `!` leaves it out, whatever the others say.
    Excluded,
}

impl PatternList {
    /// The list as it is written.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What the list says of `text`.
    #[must_use]
    pub fn matches(&self, text: &str) -> Match {
        let mut found = Match::No;
        for piece in self.0.split(',') {
            let pattern = piece.strip_prefix('!').unwrap_or(piece);
            if pattern.len() >= LONGEST_PATTERN {
                return Match::No;
            }
            if is_match(pattern.as_bytes(), text.as_bytes()) && !self.0.is_empty() {
                if piece.starts_with('!') {
                    return Match::Excluded;
                }
                found = Match::Yes;
            }
        }
        found
    }

    /// Patterns that stand for one text each, and without `!`.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.0.split(',').filter(|piece| !piece.is_empty() && !piece.starts_with('!') && !is_wild(piece))
    }

    /// True when a pattern without `!` stands for many texts.
    #[must_use]
    pub fn is_for_many(&self) -> bool {
        self.0.split(',').any(|piece| !piece.starts_with('!') && is_wild(piece))
    }
}

fn is_wild(pattern: &str) -> bool {
    pattern.contains(['*', '?'])
}

/// `*` is any bytes, `?` is one. Goes back to the last `*` only, so that time is bounded by the product of the lengths.
fn is_match(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut in_text) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while in_text < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, in_text));
                at += 1;
            }
            Some(sign) if *sign == b'?' || *sign == text[in_text] => {
                at += 1;
                in_text += 1;
            }
            _ => {
                let Some((star_at, from)) = star else { return false };
                star = Some((star_at, from + 1));
                at = star_at + 1;
                in_text = from + 1;
            }
        }
    }
    pattern[at..].iter().all(|sign| *sign == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_match_as_openssh_matches_them() {
        for (list, text, expected) in [
            ("ann@city.example", "ann@city.example", Match::Yes),
            ("ann@city.example", "Ann@city.example", Match::No),
            ("*@city.example,!tax@city.example", "ann@city.example", Match::Yes),
            ("*@city.example,!tax@city.example", "tax@city.example", Match::Excluded),
            ("!tax@city.example,*@city.example", "tax@city.example", Match::Excluded),
            ("!tax@city.example", "ann@city.example", Match::No),
            ("a??@city.example", "ann@city.example", Match::Yes),
            ("a*n*@*", "anna@city.example", Match::Yes),
            ("a*nn*a", "annb", Match::No),
            ("**", "", Match::Yes),
            ("", "", Match::No),
            ("", "a", Match::No),
            ("!!a", "!a", Match::Excluded),
        ] {
            assert_eq!(PatternList::new(list).matches(text), expected, "{list} {text}");
        }
        assert_eq!(PatternList::new(&format!("a,{}", "b".repeat(1023))).matches("a"), Match::No);
        // Would take longer than the world with a search that goes back to every star.
        assert_eq!(PatternList::new(&"*a".repeat(400)).matches(&"a".repeat(399)), Match::No);
    }

    #[test]
    fn who_is_named_and_who_is_meant_are_two_things() {
        let list = PatternList::new("ann@city.example,!*@tax.example,bob@city.example");
        assert!(!list.is_for_many());
        assert_eq!(list.literals().collect::<Vec<_>>(), ["ann@city.example", "bob@city.example"]);
        assert!(PatternList::new("ann@city.example,*@city.example").is_for_many());
    }
}
