//! Corrections of a draft as edits of its bytes: what is to change, and how, so that every other byte stays as it was.
//! Knows neither files nor reports; where an edit would not be faithful, there is none, and an [`Obstacle`] says why.

mod diff;
mod edits;
mod folded;
mod list;
mod plan;
mod quote;

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
    /// The author's words stand below or between the quoted ones.
    Answered,
    /// Without the quote nothing would be left to send.
    OnlyQuote,
    /// Only one form of the text, plain or HTML, shows a quote.
    OtherForm,
    /// Pictures of the quote would stay, as attachments that everybody sees.
    Pictures,
    /// The text is not written as it is read, or is made of several parts.
    Text,
    /// A signature covers the text.
    Signed,
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
                "files of Outlook are not rewritten: `-o FILE.eml` writes a corrected draft, which Outlook opens",
                "Outlook のファイルは書き換えません。`-o ファイル名.eml` を付けると、Outlook で開ける下書きを修正して書き出します",
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
            Obstacle::Answered => (
                "text of your own stands below or within the quote: shorten it by hand",
                "引用の下や間に本文があります。手で削ってください",
            ),
            Obstacle::OnlyQuote => (
                "there is no text of your own above the quote: nothing would be left",
                "引用の上に本文がありません。引用を消すと何も残りません",
            ),
            Obstacle::OtherForm => (
                "only one form of the text, plain or HTML, shows the quote: delete it by hand",
                "テキスト形式と HTML 形式の片方にしか引用がありません。手で削ってください",
            ),
            Obstacle::Pictures => (
                "pictures of the quote would stay attached: delete it by hand",
                "引用の中の画像が添付ファイルとして残ります。手で削ってください",
            ),
            Obstacle::Text => (
                "the quote cannot be taken out without touching the rest of the text: delete it by hand",
                "本文のほかの部分を変えずに引用を消すことができません。手で削ってください",
            ),
            Obstacle::Signed => (
                "the message is signed or encrypted: delete the quote before it is signed",
                "署名または暗号化されたメールです。署名の前に引用を消してください",
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
