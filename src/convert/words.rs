//! What became of an item, in both languages. Knows no item.

use super::{Change, Refusal};
use crate::lang::Bilingual;

impl Change {
    /// It in words, lower case, no full stop.
    #[must_use]
    pub fn text(self) -> Bilingual {
        let (en, ja) = match self {
            Change::Sent => (
                "it had been sent: the new draft is without its date and the traces of its way",
                "送信済みのメールです。日付や配送の記録は新しい下書きに入りません",
            ),
            Change::Layout => (
                "it was rich text: the new draft is plain text",
                "リッチテキスト形式の書式は失われ、テキスト形式になります",
            ),
            Change::Deferred => (
                "it was to be sent later: set the time again in the new draft",
                "配信日時の指定は引き継がれません。新しい下書きで指定し直してください",
            ),
            Change::Receipt => (
                "a receipt was asked for, and no sender stands in the file: ask again in the new draft",
                "差出人がないため、開封確認の要求は引き継がれません。新しい下書きで指定し直してください",
            ),
            Change::Shown => (
                "an attachment that was hidden is to be seen in the new draft",
                "非表示だった添付ファイルが、新しい下書きでは表示されます",
            ),
            Change::Sender => (
                "the sender has no address in the file: Outlook fills in yours",
                "差出人のアドレスがファイルにないため、差出人は空です。送信時に Outlook が補います",
            ),
        };
        Bilingual { en: en.into(), ja: ja.into() }
    }
}

impl Refusal {
    /// The reason in words, lower case, no full stop.
    #[must_use]
    pub fn text(self) -> Bilingual {
        let (en, ja) = match self {
            Refusal::NoMail => (
                "this is an invitation, a task or a contact, no mail: correct it in Outlook",
                "メールではなく、会議出席依頼・タスク・連絡先などです。Outlook で直してください",
            ),
            Refusal::Sealed => (
                "it is signed or encrypted, which a new draft would not be: correct it in Outlook",
                "署名または暗号化されたメールで、新しい下書きでは失われます。Outlook で直してください",
            ),
            Refusal::Damaged => (
                "not all of it could be read: save it from Outlook again",
                "読み取れない部分があります。Outlook からもう一度保存してください",
            ),
            Refusal::NoAddress => (
                "the file has names without an address: save it from Outlook again once the names are resolved",
                "アドレスのない名前があります。Outlook で名前を解決してから、もう一度保存してください",
            ),
            Refusal::NotInFile => (
                "an attachment is a link or an object of another program, whose content is not in the file: correct it in Outlook",
                "添付ファイルの中身がファイル内にありません（リンクや埋め込みオブジェクト）。Outlook で直してください",
            ),
            Refusal::Inside => (
                "an Outlook item is attached that is no mail, or is signed or damaged: correct it in Outlook",
                "メール以外の Outlook アイテム、または署名付きや壊れたメールが添付されています。Outlook で直してください",
            ),
            Refusal::Different => (
                "the new draft would not say the same: correct it in Outlook",
                "同じ内容の下書きを作れません。Outlook で直してください",
            ),
        };
        Bilingual { en: en.into(), ja: ja.into() }
    }
}
