//! Corrections of a draft as edits of its bytes: what is to change, and how, so that every other byte stays as it was.
//! Knows neither files nor reports; where an edit would not be faithful, there is none, and an [`Obstacle`] says why.

mod diff;
mod edits;
mod folded;
mod list;
mod plan;

pub use diff::diff;
pub use edits::edits;
pub use plan::{Plan, Reach};

use crate::lang::Bilingual;
use std::ops::Range;

/// One replacement in the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the message.
    pub bytes: Range<usize>,
    /// What comes in their place.
    pub replacement: String,
}

/// `message` with the edits, which lie apart and stand in the order of the message.
#[must_use]
pub fn applied(message: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(message.len());
    let mut from = 0;
    for edit in edits {
        whole.extend_from_slice(&message[from..edit.bytes.start]);
        whole.extend_from_slice(edit.replacement.as_bytes());
        from = edit.bytes.end;
    }
    whole.extend_from_slice(&message[from..]);
    whole
}

/// Why a correction is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// A file of Outlook, which is never rewritten.
    Outlook,
    /// A file of several messages.
    Mbox,
    /// The recipients are those of a Resent block (RFC 5322 3.6.6).
    Resent,
    /// A calendar inside the message invites them: whoever reads it sees them, in Bcc or not.
    Invited,
    /// A group stands in the field (RFC 5322 3.4).
    Group,
    /// What stands in the field is not written as it is read: encoded-words, another charset, a missing comma.
    Unclear,
    /// A line would be longer than a message can hold (RFC 5322 2.1.1).
    TooLong,
    /// Read again, the corrected draft would not be what was meant, or something else would be wrong with it.
    Unproven,
}

impl Obstacle {
    /// The reason in words, lower case, no full stop.
    #[must_use]
    pub fn text(self) -> Bilingual {
        let (en, ja) = match self {
            Obstacle::Outlook => (
                "files of Outlook are not rewritten: correct it in Outlook",
                "Outlook のファイルは書き換えません。Outlook で直してください",
            ),
            Obstacle::Mbox => (
                "the file holds several messages: save the draft in a file of its own",
                "複数のメールが入ったファイルです。下書きを単独のファイルに保存してください",
            ),
            Obstacle::Resent => (
                "the recipients are those of a resent message: correct them where it is resent",
                "再送（Resent）の宛先です。再送する画面で直してください",
            ),
            Obstacle::Invited => (
                "the calendar inside names them even when they are in Bcc: send invitations one by one",
                "Bcc に移しても、招待の中に名前が残ります。招待は 1 人ずつ送ってください",
            ),
            Obstacle::Group => {
                ("a group stands in the field: correct it by hand", "宛先欄にグループがあります。手で直してください")
            }
            Obstacle::Unclear => (
                "the field cannot be changed without touching the rest of it: correct it by hand",
                "宛先欄のほかの部分を変えずに直すことができません。手で直してください",
            ),
            Obstacle::TooLong => (
                "a line would become longer than a message may have: correct it by hand",
                "1 行がメールの上限より長くなります。手で直してください",
            ),
            Obstacle::Unproven => (
                "the corrected draft would have another problem: correct it by hand",
                "直すと別の問題が生じます。手で直してください",
            ),
        };
        Bilingual { en: en.into(), ja: ja.into() }
    }
}
