//! A draft's file -> the drafts for each of its recipients. Writes nothing.

use super::checker::Checker;
use super::read::{messages, read};
use crate::fold::fold;
use crate::lang::Bilingual;
use crate::load::Format;
use crate::paths::Input;
use crate::split::{NotSplit, Share, split};
use std::path::Path;

/// The drafts, one for each recipient; names come from the roster of the checker where it has them.
///
/// # Errors
/// In words for people: the file cannot be read or split.
pub fn shares(path: &Path, checker: &Checker) -> Result<Vec<Share>, Bilingual> {
    let input = Input::File(path.to_owned());
    let bytes = read(&input, checker.limits()).map_err(|failure| failure.text)?;
    let loaded = messages(&bytes, checker.limits(), checker.settings().code_page).map_err(|failure| failure.text)?;
    let mut loaded: Vec<_> = loaded.into_iter().take(2).collect();
    let (Some(message), true) = (loaded.pop(), loaded.is_empty()) else {
        return Err(said(
            "the file holds several messages: give one draft",
            "ファイルに複数のメールがあります。下書きを 1 通だけ指定してください",
        ));
    };
    if !matches!(message.format, Format::Eml | Format::Emlx) {
        return Err(said(
            "an Outlook item is not rewritten: save it as .eml first",
            "Outlook のファイルは書き換えません。先に .eml で保存してください",
        ));
    }
    let rows = checker.settings().people.roster.as_ref().map(|roster| roster.rows.as_slice()).unwrap_or_default();
    let name_of = |address: &str| {
        let key = fold(address);
        rows.iter().find(|row| row.address.as_deref() == Some(key.as_str()))?.name.clone()
    };
    split(&bytes[message.start..message.end], &message.draft, &name_of).map_err(|why| match why {
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
    })
}

fn said(en: &str, ja: &str) -> Bilingual {
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}
