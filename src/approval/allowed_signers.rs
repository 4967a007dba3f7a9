//! Whose keys count (ssh-keygen(1), ALLOWED SIGNERS): one line for each key, read as OpenSSH reads it, and stricter: a line
//! for everybody at a domain, or for a certificate authority, approves nothing, since it says of nobody who they are.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use ssh_key::PublicKey;

/// The lines of an allowed_signers file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedSigners {
    /// In order.
    pub signers: Vec<Signer>,
}

/// A line: whose key, for what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Addresses; a pattern among them makes the line one that counts for nobody.
    pub principals: Vec<String>,
    /// Uses that the key is meant for; empty for all.
    pub namespaces: Vec<String>,
    /// The key counts from then on.
    pub valid_after: Option<Timestamp>,
    /// The key counts until then.
    pub valid_before: Option<Timestamp>,
    /// The key signs certificates, not texts.
    pub is_authority: bool,
    /// Whose signatures are meant.
    pub key: PublicKey,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// From 1.
    pub line: usize,
    /// What in it.
    pub part: String,
}

impl AllowedSigners {
    /// Reads a file.
    ///
    /// # Errors
    /// The first line that OpenSSH would not read either.
    pub fn read(text: &str) -> Result<Self, BadLine> {
        let mut signers = Vec::new();
        for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            signers.push(signer(line).map_err(|part| BadLine { line: number, part })?);
        }
        Ok(Self { signers })
    }
}

impl Signer {
    /// A pattern such as `*@audit.example` stands for people whom nobody has named.
    #[must_use]
    pub fn has_pattern(&self) -> bool {
        self.principals.iter().any(|principal| principal.contains(['*', '?', '!']))
    }

    /// True when the line names `principal`; the case of letters makes no difference in an address.
    #[must_use]
    pub fn names(&self, principal: &str) -> bool {
        self.principals.iter().any(|named| named.eq_ignore_ascii_case(principal))
    }
}

fn signer(line: &str) -> Result<Signer, String> {
    let (principals, rest) = word(line);
    let mut signer_options = Options::default();
    let mut rest = rest;
    loop {
        // Key types begin so; everything before is an option.
        if ["ssh-", "ecdsa-", "sk-"].iter().any(|begin| rest.starts_with(begin)) {
            break;
        }
        let (options, behind) = word(rest);
        if options.is_empty() {
            return Err(line.to_owned());
        }
        split_outside_quotes(options).into_iter().try_for_each(|option| signer_options.take(option))?;
        rest = behind;
    }
    let key = PublicKey::from_openssh(rest).map_err(|_| rest.chars().take(40).collect::<String>())?;
    Ok(Signer {
        principals: split_list(principals.trim_matches('"')),
        namespaces: signer_options.namespaces,
        valid_after: signer_options.valid_after,
        valid_before: signer_options.valid_before,
        is_authority: signer_options.is_authority,
        key,
    })
}

#[derive(Default)]
struct Options {
    namespaces: Vec<String>,
    valid_after: Option<Timestamp>,
    valid_before: Option<Timestamp>,
    is_authority: bool,
}

impl Options {
    fn take(&mut self, option: &str) -> Result<(), String> {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let value = value.trim_matches('"');
        let time = || time(value).ok_or_else(|| option.to_owned());
        match name.to_ascii_lowercase().as_str() {
            "cert-authority" => self.is_authority = true,
            // An empty list lets the key be used for nothing.
            "namespaces" if self.namespaces.is_empty() && !split_list(value).is_empty() => {
                self.namespaces = split_list(value);
            }
            "valid-after" if self.valid_after.is_none() => self.valid_after = Some(time()?),
            "valid-before" if self.valid_before.is_none() => self.valid_before = Some(time()?),
            _ => return Err(option.to_owned()),
        }
        Ok(())
    }
}

/// `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, in the time of this machine or, with a `Z` behind, in UTC.
fn time(text: &str) -> Option<Timestamp> {
    let (digits, zone) = match text.strip_suffix(['Z', 'z']) {
        Some(digits) => (digits, TimeZone::UTC),
        None => (text, TimeZone::system()),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let full = match digits.len() {
        8 => format!("{digits}000000"),
        12 => format!("{digits}00"),
        14 => digits.to_owned(),
        _ => return None,
    };
    let time = DateTime::strptime("%Y%m%d%H%M%S", &full).ok()?;
    time.to_zoned(zone).ok().as_ref().map(Zoned::timestamp)
}

/// The first word, and what stands behind it; blanks between quotes belong to the word.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let mut is_quoted = false;
    let end = text.find(|sign: char| {
        is_quoted ^= sign == '"';
        !is_quoted && sign.is_ascii_whitespace()
    });
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    (word, rest.trim_start())
}

/// Options stand behind commas; a comma between quotes belongs to a value.
fn split_outside_quotes(text: &str) -> Vec<&str> {
    let mut is_quoted = false;
    let pieces = text.split(|sign: char| {
        is_quoted ^= sign == '"';
        !is_quoted && sign == ','
    });
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn split_list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    #[test]
    fn lines_are_read_as_ssh_keygen_reads_them() {
        let text = format!(
            "# people\n\nann@tsubame.example,bob@tsubame.example {KEY} comment here\n\
             cho@tsubame.example namespaces=\"mailcheck-approval,git\",valid-after=\"20260101Z\" {KEY}\n\
             \"dan@tsubame.example\" cert-authority valid-before=\"202601020304Z\" {KEY}\n*@audit.example {KEY}\n"
        );
        let signers = AllowedSigners::read(&text).unwrap().signers;
        assert_eq!(signers.len(), 4);
        assert!(signers[0].names("BOB@tsubame.example") && !signers[0].names("bo@tsubame.example"));
        assert_eq!(signers[1].namespaces, ["mailcheck-approval", "git"]);
        assert_eq!(signers[1].valid_after, Some("2026-01-01T00:00:00Z".parse().unwrap()));
        assert!(signers[2].is_authority && signers[2].names("dan@tsubame.example"));
        assert_eq!(signers[2].valid_before, Some("2026-01-02T03:04:00Z".parse().unwrap()));
        assert!(signers[3].has_pattern());
    }

    #[test]
    fn a_line_that_cannot_be_read_is_told() {
        for (line, part) in [
            (format!("ann@tsubame.example sometimes {KEY}"), "sometimes"),
            (format!("ann@tsubame.example valid-after=\"soon\" {KEY}"), "valid-after=\"soon\""),
            ("ann@tsubame.example ssh-ed25519 AAAA".to_owned(), "ssh-ed25519 AAAA"),
        ] {
            let error = AllowedSigners::read(&format!("# one\n{line}\n")).unwrap_err();
            assert_eq!((error.line, error.part.as_str()), (2, part));
        }
        assert!(AllowedSigners::read("ann@tsubame.example").is_err());
    }
}
