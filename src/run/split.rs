//! A draft's file -> a draft for each of its recipients: the same text, or a letter of apology. Writes nothing.

use super::checker::Checker;
use super::read::{messages, read};
use crate::apology::{self, Writing};
use crate::fold::fold;
use crate::lang::{Bilingual, Lang};
use crate::load::{Format, Loaded};
use crate::paths::Input;
use crate::split::{NotSplit, WORTH_SHARING, split};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A draft for each recipient: what only one gets, and what follows in all of them.
#[derive(Debug, Clone)]
pub struct Letters {
    /// Address, and header fields or all of it.
    pub heads: Vec<(String, Vec<u8>)>,
    /// Recipients who get none, as the draft writes them.
    pub unusable: Vec<String>,
    file: Arc<[u8]>,
    rest: Range<usize>,
}

impl Letters {
    /// What stands behind every head.
    #[must_use]
    pub fn rest(&self) -> &[u8] {
        &self.file[self.rest.clone()]
    }

    /// The heads are made so that files can have the rest in common.
    #[must_use]
    pub fn is_rest_worth_sharing(&self) -> bool {
        self.rest.len() >= WORTH_SHARING
    }
}

/// The drafts, one for each recipient; names come from the roster of the checker where it has them.
///
/// # Errors
/// In words for people: the file cannot be read or split.
pub fn shares(path: &Path, checker: &Checker) -> Result<Letters, Bilingual> {
    let (bytes, message) = one_draft(path, checker)?;
    if !matches!(message.format, Format::Eml | Format::Emlx) {
        return Err(said(
            "an Outlook item is not rewritten: make an .eml of it first with `mailcheck fix DRAFT -o FILE.eml`",
            "Outlook のファイルは書き換えません。先に mailcheck fix 下書き -o ファイル名.eml で .eml にしてください",
        ));
    }
    let name_of = |address: &str| name_in_roster(address, checker);
    let made = split(&bytes[message.start..message.end], &message.draft, &name_of);
    let made = made.map_err(|why| match why {
        NotSplit::NoRecipients => said("nobody would get it", "宛先がありません"),
        NotSplit::Unusable(addresses) => {
            let list = addresses.join(", ");
            said(&format!("these addresses cannot be used: {list}"), &format!("使えないアドレスがあります：{list}"))
        }
        NotSplit::Resent => said(
            "it is passed on with Resent fields: forward it instead",
            "Resent 欄で転送されたメールです。通常の転送にしてください",
        ),
        NotSplit::Invitation => said(
            "the calendar inside shows every attendee: invite them one by one",
            "予定表に参加者全員が書かれています。1 人ずつ招待してください",
        ),
    })?;
    let rest = message.end - made.rest.len()..message.end;
    let heads = made.shares.into_iter().map(|share| (share.address, share.head)).collect();
    Ok(Letters { heads, unusable: Vec::new(), file: bytes, rest })
}

/// Letters of apology to everybody whom the draft at `path` reached. `letter` is the user's own; `None` takes ours.
///
/// # Errors
/// In words for people: the file cannot be read, it reached nobody, or the letter has no subject.
pub fn apologies(path: &Path, letter: Option<&str>, lang: Lang, checker: &Checker) -> Result<Letters, Bilingual> {
    let (_, message) = one_draft(path, checker)?;
    let name_of = |address: &str| name_in_roster(address, checker);
    let writing = Writing { letter: letter.unwrap_or(apology::letter(lang)), lang, name_of: &name_of };
    let apologies = writing.to_all(&message.draft).ok_or_else(|| {
        said("the letter does not begin with `Subject:`", "文面のファイルが「Subject:」で始まっていません")
    })?;
    if apologies.letters.is_empty() && apologies.unusable.is_empty() {
        return Err(said("nobody would get it", "宛先がありません"));
    }
    let heads = apologies.letters.into_iter().map(|letter| (letter.address, letter.message.into_bytes())).collect();
    Ok(Letters { heads, unusable: apologies.unusable, file: Arc::default(), rest: 0..0 })
}

/// The one message of a file.
fn one_draft(path: &Path, checker: &Checker) -> Result<(Arc<[u8]>, Loaded), Bilingual> {
    let input = Input::File(path.to_owned());
    let bytes = read(&input, checker.limits()).map_err(|failure| failure.text)?;
    let loaded = messages(&bytes, checker.limits(), checker.settings().code_page).map_err(|failure| failure.text)?;
    let mut loaded: Vec<_> = loaded.into_iter().take(2).collect();
    match (loaded.pop(), loaded.is_empty()) {
        (Some(message), true) => Ok((bytes, message)),
        _ => Err(said(
            "the file holds several messages: give one draft",
            "ファイルに複数のメールがあります。下書きを 1 通だけ指定してください",
        )),
    }
}

fn name_in_roster(address: &str, checker: &Checker) -> Option<String> {
    let rows = checker.settings().people.roster.as_ref().map(|roster| roster.rows.as_slice()).unwrap_or_default();
    let key = fold(address);
    rows.iter().find(|row| row.address.as_deref() == Some(key.as_str()))?.name.clone()
}

fn said(en: &str, ja: &str) -> Bilingual {
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}
