//! Links as they are compared, and what is written in them with `%`. Knows no characters that look like others.

/// Without white space around it, scheme and host in lower case, and a path, however short: what mail programs make of a
/// link that they keep as it is.
#[must_use]
pub fn link_form(target: &str) -> String {
    let target = target.trim_matches(|sign: char| sign <= ' ');
    let is_scheme = |scheme: &str| scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || "+-.".contains(sign));
    let Some((scheme, rest)) = target.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) else {
        return target.to_owned();
    };
    // Browsers take a backslash for a slash.
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let slash = if path.starts_with(['/', '\\']) { "" } else { "/" };
    format!("{}://{}{slash}{path}", scheme.to_lowercase(), host.to_lowercase())
}

/// `%40` as the sign it stands for (RFC 3986 2.1); the Content-ID in a `cid:` URL is written so (RFC 2392). What is no UTF-8
/// afterwards stays as written.
#[must_use]
pub fn percent_decoded(url: &str) -> String {
    let mut decoded = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let [byte, after @ ..] = rest {
        let escaped = match after {
            [high, low, after @ ..] if *byte == b'%' => hex(*high).zip(hex(*low)).map(|digits| (digits, after)),
            _ => None,
        };
        let (value, after) = escaped.map_or((*byte, after), |((high, low), after)| (high * 16 + low, after));
        decoded.push(value);
        rest = after;
    }
    String::from_utf8(decoded).unwrap_or_else(|_| url.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scheme_and_host_have_no_case() {
        assert_eq!(link_form(" HTTPS://A.Example"), "https://a.example/");
        assert_eq!(link_form("https://a.example?Q"), "https://a.example/?Q");
        assert_eq!(link_form("mailto:A@b.example"), "mailto:A@b.example");
        assert_eq!(link_form("mailto:A@b.example?body=Http://C.example"), "mailto:A@b.example?body=Http://C.example");
        assert_eq!(link_form("/Go?to=HTTP://C.example"), "/Go?to=HTTP://C.example");
        assert_eq!(link_form("https://B.example\\Path"), "https://b.example\\Path");
    }

    #[test]
    fn escapes_that_are_none_stay() {
        assert_eq!(percent_decoded("a%40b%2"), "a@b%2");
        assert_eq!(percent_decoded("%ff"), "%ff");
    }
}
