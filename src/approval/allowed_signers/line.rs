//! One line of allowed_signers, cut where OpenSSH cuts it (sshsig.c, strdelimw, opt_dequote). Where that program is lenient by
//! accident, the line is a flawed one.

use super::time::time;
use super::{Flaw, Signer};
use crate::approval::pattern_list::PatternList;
use jiff::Timestamp;
use ssh_key::PublicKey;
use ssh_key::public::KeyData;

/// Characters of a line that are repeated when it is told.
const SHOWN: usize = 40;
const BLANKS: [char; 2] = [' ', '\t'];
const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];
/// How types of keys begin; everything else before the key is an option.
const KEY_TYPES: [&str; 3] = ["ssh-", "ecdsa-sha2-", "sk-"];

/// `None` for an empty line and a comment.
pub(super) fn signer(line: &[u8], number: usize) -> Option<Signer> {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_matches(SPACES);
    let (behind_mark, has_mark) = text.strip_prefix('\u{feff}').map_or((text, false), |text| (text.trim(), true));
    if behind_mark.is_empty() || behind_mark.starts_with('#') {
        return None;
    }
    let mut signer = Signer {
        line: number,
        principals: PatternList::new(""),
        namespaces: None,
        valid_after: None,
        valid_before: None,
        flaw: None,
        key: None,
    };
    signer.flaw = signer.take(behind_mark).err();
    if has_mark {
        signer.flaw = Some(Flaw::Bytes);
    }
    Some(signer)
}

impl Signer {
    /// Takes what can be read; the key first, since a key with a flawed line is known all the same.
    fn take(&mut self, line: &str) -> Result<(), Flaw> {
        let (principals, rest) = principals(line)?;
        self.principals = PatternList::new(&principals);
        let (options, key) = match KEY_TYPES.iter().any(|begin| rest.starts_with(begin)) {
            true => ("", rest),
            false => options_and_key(rest)?,
        };
        self.key = Some(key_of(key)?);
        // A comment behind the key may be in any charset.
        if principals.contains(is_no_text) || options.contains(is_no_text) {
            return Err(Flaw::Bytes);
        }
        let options = Options::read(options)?;
        self.namespaces = options.namespaces.as_deref().map(PatternList::new);
        self.valid_after = options.valid_after;
        self.valid_before = options.valid_before;
        match (options.is_authority, self.principals.is_for_many()) {
            (true, _) => Err(Flaw::Authority),
            (_, true) => Err(Flaw::Pattern),
            _ => Ok(()),
        }
    }
}

fn is_no_text(sign: char) -> bool {
    sign == '\u{fffd}' || sign == '\0'
}

/// The first word; a quotation mark in it begins a part that ends it.
fn principals(line: &str) -> Result<(String, &str), Flaw> {
    let Some(end) = line.find(|sign| sign == '"' || SPACES.contains(&sign)) else { return Err(Flaw::Key) };
    let (word, rest) = line.split_at(end);
    match rest.strip_prefix('"') {
        Some(quoted) => {
            let (inside, rest) = quoted.split_once('"').ok_or(Flaw::Quote)?;
            Ok((format!("{word}{inside}"), rest.trim_start_matches(SPACES)))
        }
        None => Ok((word.to_owned(), rest.trim_start_matches(SPACES))),
    }
}

/// Options end at the first blank that is not between quotation marks.
fn options_and_key(text: &str) -> Result<(&str, &str), Flaw> {
    let (mut is_quoted, mut follows_backslash) = (false, false);
    let end = text.find(|sign: char| {
        is_quoted ^= sign == '"' && !follows_backslash;
        follows_backslash = sign == '\\' && !follows_backslash;
        !is_quoted && BLANKS.contains(&sign)
    });
    match end {
        Some(end) => Ok((&text[..end], text[end..].trim_start_matches(BLANKS))),
        None if is_quoted => Err(Flaw::Quote),
        None => Err(Flaw::Key),
    }
}

/// Type and key; what stands behind them is a comment.
fn key_of(text: &str) -> Result<PublicKey, Flaw> {
    let mut words = text.split(BLANKS).filter(|word| !word.is_empty());
    let (Some(kind), Some(key)) = (words.next(), words.next()) else { return Err(Flaw::Key) };
    if kind.contains("-cert-v") {
        return Err(Flaw::Certificate);
    }
    let key = PublicKey::from_openssh(&format!("{kind} {key}")).map_err(|_| Flaw::Key)?;
    if matches!(key.key_data(), KeyData::Other(_)) { Err(Flaw::Key) } else { Ok(key) }
}

#[derive(Default)]
struct Options {
    namespaces: Option<String>,
    valid_after: Option<Timestamp>,
    valid_before: Option<Timestamp>,
    is_authority: bool,
}

impl Options {
    fn read(text: &str) -> Result<Self, Flaw> {
        let mut options = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            let told = || Flaw::Option(rest.split(',').next().unwrap_or_default().chars().take(SHOWN).collect());
            let behind = if let Some(behind) = behind(rest, "cert-authority") {
                options.is_authority = true;
                behind
            } else if let Some(value) = behind(rest, "namespaces=") {
                let (value, behind) = quoted(value).ok_or_else(told)?;
                once(&mut options.namespaces, "namespaces", value)?;
                behind
            } else if let Some(value) = behind(rest, "valid-after=") {
                let (value, behind) = quoted(value).ok_or_else(told)?;
                once(&mut options.valid_after, "valid-after", time(&value)?)?;
                behind
            } else if let Some(value) = behind(rest, "valid-before=") {
                let (value, behind) = quoted(value).ok_or_else(told)?;
                once(&mut options.valid_before, "valid-before", time(&value)?)?;
                behind
            } else {
                rest
            };
            rest = match behind {
                "" => "",
                // A comma says that something follows.
                behind => behind.strip_prefix(',').filter(|rest| !rest.is_empty()).ok_or_else(told)?,
            };
        }
        match (options.valid_after, options.valid_before) {
            (Some(after), Some(before)) if before <= after => Err(Flaw::Order),
            _ => Ok(options),
        }
    }
}

/// What stands behind `name`, in whatever case of letters.
fn behind<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let begin = text.get(..name.len())?;
    begin.eq_ignore_ascii_case(name).then(|| &text[name.len()..])
}

/// What stands between quotation marks, and behind them; `\"` is one of the text.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut signs = inside.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return Some((value, &inside[at + 1..])),
            '\\' if signs.peek().is_some_and(|(_, next)| *next == '"') => {
                signs.next();
                value.push('"');
            }
            other => value.push(other),
        }
    }
    None
}

fn once<T>(option: &mut Option<T>, name: &'static str, value: T) -> Result<(), Flaw> {
    match option.replace(value) {
        Some(_) => Err(Flaw::Twice(name)),
        None => Ok(()),
    }
}
