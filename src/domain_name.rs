//! Domain names as they are compared: lower-case A-labels, whole labels only. The one door to the `idna` crate;
//! knows no public suffixes and nothing of mail but the `@`.

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

/// All of ASCII but letters, digits, `-`, `.` and `_`.
const FORBIDDEN: AsciiDenyList = AsciiDenyList::new(true, "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~");

/// The domain as lower-case A-labels without a trailing dot (UTS 46): `日本語.Example.` gives
/// `xn--wgv71a119e.example`, and full-width letters and `。` count as what they stand for.
///
/// `None` when this cannot be a domain name: empty, an empty label, a label of more than 63 bytes, a sign such as
/// a space, `@` or `*`, or an address literal in brackets (RFC 5321 4.1.3). An underscore is let pass.
#[must_use]
pub fn fold_domain(domain: &str) -> Option<String> {
    let folded =
        Uts46::new().to_ascii(domain.as_bytes(), FORBIDDEN, Hyphens::Allow, DnsLength::VerifyAllowRootDot).ok()?;
    let folded = folded.strip_suffix('.').unwrap_or(&folded);
    (!folded.is_empty()).then(|| folded.to_owned())
}

/// The domain as people read it, A-labels in their own letters (UTS 46); as written where a label cannot be read.
#[must_use]
pub fn unfold_domain(domain: &str) -> String {
    Uts46::new().to_unicode(domain.as_bytes(), AsciiDenyList::EMPTY, Hyphens::Allow).0.into_owned()
}

/// True when `domain` is `parent` or a sub-domain of it; both folded.
///
/// Compares whole labels: `notcorp.example` is not part of `corp.example` (RFC 1034 3.1).
#[must_use]
pub fn is_same_or_under(domain: &str, parent: &str) -> bool {
    match domain.strip_suffix(parent) {
        Some(rest) => !parent.is_empty() && (rest.is_empty() || rest.ends_with('.')),
        None => false,
    }
}

/// The addr-spec for comparison: domain as [`fold_domain`], local part in lower case and ASCII width.
///
/// RFC 5321 2.4 lets a server tell `Taro@` from `taro@`; none that people write to does, and no one means two
/// people by it. `None` without a local part or without a domain name.
#[must_use]
pub fn fold_address(addr_spec: &str) -> Option<String> {
    let folded = crate::fold::fold(addr_spec.trim());
    let (local_part, domain) = folded.rsplit_once('@')?;
    if local_part.is_empty() || local_part.contains(char::is_whitespace) && !local_part.starts_with('"') {
        return None;
    }
    Some(format!("{local_part}@{}", fold_domain(domain)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_labels_become_a_labels() {
        assert_eq!(fold_domain("日本語.example").as_deref(), Some("xn--wgv71a119e.example"));
        assert_eq!(fold_domain("XN--WGV71A119E.Example").as_deref(), Some("xn--wgv71a119e.example"));
    }

    #[test]
    fn width_case_and_the_root_dot_do_not_matter() {
        assert_eq!(fold_domain("Ｃｉｔｙ。Example．").as_deref(), Some("city.example"));
        assert_eq!(fold_domain("CITY.example.").as_deref(), Some("city.example"));
    }

    #[test]
    fn a_labels_are_read_in_their_own_letters() {
        assert_eq!(unfold_domain("xn--wgv71a119e.example"), "日本語.example");
        assert_eq!(unfold_domain("city.example"), "city.example");
    }

    #[test]
    fn what_cannot_be_a_domain_is_none() {
        let long = format!("{}.example", "a".repeat(64));
        for text in ["", ".", "a..example", ".example", "a b.example", "[192.0.2.1]", "a@b.example", "*.example", &long]
        {
            assert_eq!(fold_domain(text), None, "{text}");
        }
    }

    #[test]
    fn sub_domains_are_compared_by_whole_labels() {
        assert!(is_same_or_under("corp.example", "corp.example"));
        assert!(is_same_or_under("mail.corp.example", "corp.example"));
        assert!(!is_same_or_under("notcorp.example", "corp.example"));
        assert!(!is_same_or_under("corp.example", "mail.corp.example"));
        assert!(!is_same_or_under("corp.example", ""));
    }

    #[test]
    fn addresses_fold_on_both_sides_of_the_at_sign() {
        assert_eq!(fold_address(" Ｔaro＠City.EXAMPLE ").as_deref(), Some("taro@city.example"));
        assert_eq!(fold_address("taro"), None);
        assert_eq!(fold_address("@city.example"), None);
    }
}
