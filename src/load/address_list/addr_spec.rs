//! Text that stands where an address should -> addr-spec, or what is wrong with it (RFC 5322 3.4.1, RFC 6531).
//! Knows no display names and no lists.

use super::placeholder::placeholder_len;
use crate::draft::{AddrSpec, Address, AddressProblem};

/// Reads `text`, the literal of one address without angle brackets.
#[must_use]
pub fn read(text: &str) -> Address {
    let text = text.trim();
    if placeholder_len(text) == Some(text.len()) {
        return Address::Placeholder(text.to_owned());
    }
    if text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("/o=")) {
        return Address::Unresolved;
    }
    match check(text) {
        Ok(addr_spec) => Address::Ok(addr_spec),
        Err(problem) => Address::Malformed { text: text.to_owned(), problem, repaired: repair(text) },
    }
}

/// True for an at sign of any width.
pub(super) fn has_at_sign(text: &str) -> bool {
    text.contains(['@', '＠', '﹫'])
}

fn check(text: &str) -> Result<AddrSpec, AddressProblem> {
    if scheme_len(text) > 0 {
        return Err(AddressProblem::Scheme);
    }
    let outside = blank_quoted_string(text);
    if outside.chars().any(is_full_width) {
        return Err(AddressProblem::FullWidth);
    }
    let at_signs = outside.matches('@').count();
    if at_signs != 1 {
        return Err(AddressProblem::AtSign);
    }
    let at = outside.find('@').ok_or(AddressProblem::AtSign)?;
    let (local_part, domain) = (&text[..at], &text[at + 1..]);
    if outside.chars().any(|c| c.is_whitespace() || c.is_control() || is_invisible(c)) {
        return Err(AddressProblem::Space);
    }
    if local_part.is_empty() {
        return Err(AddressProblem::NoLocalPart);
    }
    check_domain(domain)?;
    check_local_part(&outside[..at])?;
    Ok(AddrSpec { local_part: local_part.to_owned(), domain: domain.to_owned() })
}

fn check_domain(domain: &str) -> Result<(), AddressProblem> {
    if let Some(literal) = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let is_literal =
            !literal.is_empty() && literal.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:".contains(&b));
        return if is_literal { Ok(()) } else { Err(AddressProblem::Domain) };
    }
    if domain.contains([',', ';']) {
        return Err(AddressProblem::Separator);
    }
    if domain.chars().any(|c| c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.')) {
        return Err(AddressProblem::Character);
    }
    if !domain.contains('.') || domain.split('.').any(str::is_empty) {
        return Err(AddressProblem::Domain);
    }
    Ok(())
}

/// `local_part` with its quoted string blanked out by `x`.
fn check_local_part(local_part: &str) -> Result<(), AddressProblem> {
    if local_part.contains([',', ';']) {
        return Err(AddressProblem::Separator);
    }
    if local_part.chars().any(|c| c.is_ascii() && !c.is_ascii_alphanumeric() && !"!#$%&'*+-/=?^_`{|}~.".contains(c)) {
        return Err(AddressProblem::Character);
    }
    if local_part.split('.').any(str::is_empty) {
        return Err(AddressProblem::Dots);
    }
    Ok(())
}

/// The addr-spec most likely meant; as written when only the dots of the local part or a missing top-level label are
/// wrong, since carriers really gave out such addresses and in-house hosts have no dot.
fn repair(text: &str) -> Option<AddrSpec> {
    let folded: String = text[scheme_len(text)..].chars().map(fold).filter(|c| !is_dropped(*c)).collect();
    let folded = folded.trim_matches(['<', '>', '"', '\'', '(', ')', ':', ',', ';']);
    let folded = folded.split_once('?').filter(|(before, _)| before.contains('@')).map_or(folded, |(before, _)| before);
    let (local_part, domain) = folded.rsplit_once('@')?;
    let domain = domain.replace([',', ';'], ".");
    let labels: Vec<&str> = domain.split('.').filter(|label| !label.is_empty()).collect();
    let local_part = local_part.trim_end_matches('@');
    let is_usable = !local_part.is_empty()
        && !labels.is_empty()
        && labels
            .iter()
            .all(|label| label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '[' | ']' | ':')));
    is_usable.then(|| AddrSpec { local_part: local_part.to_owned(), domain: labels.join(".") })
}

/// The ASCII character that a full-width one stands for, and a dot for the ideographic full stop.
fn fold(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).expect("full-width forms lie 0xFEE0 above ASCII")
        }
        '。' | '｡' | '・' => '.',
        '﹫' => '@',
        '﹒' => '.',
        '\u{3000}' => ' ',
        other => other,
    }
}

fn is_full_width(character: char) -> bool {
    fold(character) != character && character != '\u{3000}' && character != '・'
}

fn is_dropped(character: char) -> bool {
    character.is_whitespace() || character.is_control() || is_invisible(character)
}

/// Zero-width and direction marks: they come with copied addresses and cannot be seen.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Length of `mailto:` and its like, with the slashes some write after it.
fn scheme_len(text: &str) -> usize {
    ["mailto:", "smtp:", "sip:", "http:", "https:"]
        .iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
        .map_or(0, |scheme| {
            let rest = &text[scheme.len()..];
            scheme.len() + (rest.len() - rest.trim_start_matches('/').len())
        })
}

/// The first quoted string replaced by `x` of the same length, since nothing in it is syntax; only a local part may
/// be quoted, so there is one at most.
fn blank_quoted_string(text: &str) -> String {
    let quoted = text.find('"').and_then(|start| Some((start, start + quoted_len(&text[start..])?)));
    match quoted {
        Some((start, end)) => format!("{}{}{}", &text[..start], "x".repeat(end - start), &text[end..]),
        None => text.to_owned(),
    }
}

fn quoted_len(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().skip(1).find_map(|(at, character)| {
        let ends = character == '"' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        ends.then_some(at + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn malformed(text: &str, problem: AddressProblem, repaired: Option<&str>) {
        match read(text) {
            Address::Malformed { text: written, problem: found, repaired: found_repaired } => {
                assert_eq!(written, text);
                assert_eq!(found, problem, "{text}");
                assert_eq!(found_repaired.map(|addr_spec| addr_spec.to_string()).as_deref(), repaired, "{text}");
            }
            other => panic!("{text} was read as {other:?}"),
        }
    }

    #[test]
    fn ordinary_and_odd_but_right_addresses_are_ok() {
        for text in [
            "a@x.example",
            "a+b_c=d@x-y.example",
            "a@[192.0.2.1]",
            "a@[IPv6:2001:db8::1]",
            "\"foo..\"@docomo.ne.jp",
            "\"a@b, c\"@x.example",
            "山田@日本語.example",
            "a@x_y.example",
        ] {
            assert!(matches!(read(text), Address::Ok(_)), "{text}");
        }
    }

    #[test]
    fn each_slip_is_named_and_put_right() {
        use AddressProblem as P;
        malformed("a＠x.example", P::FullWidth, Some("a@x.example"));
        malformed("a@x．example", P::FullWidth, Some("a@x.example"));
        malformed("mailto:a@x.example", P::Scheme, Some("a@x.example"));
        malformed("foo..@docomo.ne.jp", P::Dots, Some("foo..@docomo.ne.jp"));
        malformed(".foo@x.example", P::Dots, Some(".foo@x.example"));
        malformed("foo.@x.example", P::Dots, Some("foo.@x.example"));
        malformed("a b@x.example", P::Space, Some("ab@x.example"));
        malformed("a\u{200b}@x.example", P::Space, Some("a@x.example"));
        malformed("a.x.example", P::AtSign, None);
        malformed("a@@x.example", P::AtSign, Some("a@x.example"));
        malformed("a@y@x.example", P::AtSign, Some("a@y@x.example"));
        malformed("@x.example", P::NoLocalPart, None);
        malformed("a@", P::Domain, None);
        malformed("a@x.example.", P::Domain, Some("a@x.example"));
        malformed("a@x..example", P::Domain, Some("a@x.example"));
        malformed("a@.x.example", P::Domain, Some("a@x.example"));
        malformed("a@x", P::Domain, Some("a@x"));
        malformed("a@x,example", P::Separator, Some("a@x.example"));
        malformed("'a@x.example'", P::Character, Some("a@x.example"));
        malformed("a@x.example>", P::Character, Some("a@x.example"));
    }

    #[test]
    fn merge_fields_are_no_addresses() {
        for text in ["{{email}}", "<<Mail>>", "%EMAIL%", "${mail}", "*|EMAIL|*", "«Mail»", "[email]", "[[email]]"] {
            assert_eq!(read(text), Address::Placeholder(text.to_owned()));
        }
    }
}
