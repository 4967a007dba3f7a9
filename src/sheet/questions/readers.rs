//! What is asked about those who receive a draft.

use super::said;
use crate::lang::Bilingual;
use crate::sheet::{GroupKind, Sheet};

/// From so many people on nobody compares them one by one: their number is asked about.
const MANY: usize = 30;

pub(super) fn unusable_addresses(sheet: &Sheet) -> Option<Bilingual> {
    match sheet.readers.unusable {
        0 => None,
        1 => said(
            "One address cannot be used as it is written. Whom is it meant for?".to_owned(),
            "このままでは届かないアドレスが 1 件あります。誰に宛てたものですか？".to_owned(),
        ),
        count => said(
            format!("{count} addresses cannot be used as they are written. Whom are they meant for?"),
            format!("このままでは届かないアドレスが {count} 件あります。誰に宛てたものですか？"),
        ),
    }
}

pub(super) fn seen_by_each_other(sheet: &Sheet) -> Option<Bilingual> {
    let readers = &sheet.readers;
    (readers.visible_parties >= 2).then_some(())?;
    let (people, parties) = (readers.visible, readers.visible_parties);
    said(
        format!(
            "May the {people} people in To and Cc, {parties} parties outside, see each other's addresses? Do they know \
             each other already?"
        ),
        format!(
            "宛先と Cc の {people} 人（組織外は {parties} 組織・個人）は、互いのアドレスを知られてよい間柄ですか？"
        ),
    )
}

pub(super) fn first_time(sheet: &Sheet) -> Option<Bilingual> {
    let count = sheet.readers.first_time.filter(|count| *count > 0)?;
    let person = sheet.readers.everybody().find(|person| person.is_first_time)?;
    match (count, &person.who.address) {
        (1, Some(address)) => said(
            format!("{address} is not in the address book. With what did you compare it (card, earlier mail, call)?"),
            format!("{address} はアドレス帳にありません。何と照らし合わせましたか？（名刺・以前のメール・電話）"),
        ),
        _ => said(
            format!("{count} addresses are not in the address book. With what did you compare them?"),
            format!("アドレス帳にないアドレスが {count} 件あります。何と照らし合わせましたか？"),
        ),
    }
}

pub(super) fn many(sheet: &Sheet) -> Option<Bilingual> {
    let people = sheet.readers.people;
    (people > MANY).then_some(())?;
    said(
        format!(
            "Are {people} people as many as the list has that you took the addresses from, and is it today's list?"
        ),
        format!("{people} 人という数は、元の名簿の件数と合っていますか？ 最新の名簿ですか？"),
    )
}

pub(super) fn private_among_offices(sheet: &Sheet) -> Option<Bilingual> {
    let readers = &sheet.readers;
    (readers.private > 0 && readers.private * 2 < readers.people).then_some(())?;
    let group = readers.groups.iter().find(|group| group.kind == GroupKind::Private)?;
    let address = group.people.first()?.who.address.clone()?;
    match readers.private {
        1 => said(
            format!("{address} is a private mailbox. Is it meant to be among the others?"),
            format!("{address} は個人のアドレスです。この中に入っていてよいですか？"),
        ),
        count => said(
            format!("{count} addresses are private mailboxes. Are they meant to be among the others?"),
            format!("個人のアドレスが {count} 件あります。この中に入っていてよいですか？"),
        ),
    }
}

pub(super) fn right_person(sheet: &Sheet) -> Option<Bilingual> {
    let mut outside = sheet.readers.everybody().filter(|person| person.is_outside == Some(true));
    let (person, None) = (outside.next()?, outside.next()) else { return None };
    // It is asked already whether that one belongs here.
    private_among_offices(sheet).is_none().then_some(())?;
    let address = person.who.address.as_ref()?;
    said(
        format!("Is {address} the one you mean, and nobody with a similar name or domain?"),
        format!("{address} は本当に送りたい相手ですか？ 似た名前・似たドメインの別の人ではありませんか？"),
    )
}

pub(super) fn hidden_in_bcc(sheet: &Sheet) -> Option<Bilingual> {
    let readers = &sheet.readers;
    let (hidden, is_sent_to_oneself) =
        (readers.hidden, readers.everybody().all(|person| person.field == "bcc" || person.is_sender));
    match (hidden, readers.visible) {
        (0, _) => None,
        (1, 0) => said(
            "It goes to one person, in Bcc. Is To empty on purpose?".to_owned(),
            "Bcc の 1 人だけに送られます。宛先欄が空なのは意図どおりですか？".to_owned(),
        ),
        (hidden, 0) => said(
            format!("All {hidden} stand in Bcc. Is that the right list, and is To empty on purpose?"),
            format!("{hidden} 人全員が Bcc です。この名簿で合っていますか？ 宛先欄が空なのは意図どおりですか？"),
        ),
        (hidden, _) if is_sent_to_oneself => said(
            format!("Is the list in Bcc, {hidden} people, the one that this is meant for?"),
            format!("Bcc の {hidden} 人は、このメールを送る名簿で合っていますか？"),
        ),
        (hidden, _) => said(
            format!(
                "The people in To and Cc do not know of the {hidden} in Bcc, until one of these answers to all. Is that meant?"
            ),
            format!(
                "Bcc の {hidden} 人のことは、宛先・Cc の人には知らされません（Bcc の人が全員に返信すると知られます）。意図どおりですか？"
            ),
        ),
    }
}

pub(super) fn lists(sheet: &Sheet) -> Option<Bilingual> {
    let list = sheet.readers.everybody().find(|person| person.is_list)?;
    let address = list.who.address.as_ref()?;
    match sheet.readers.lists {
        1 => said(
            format!("{address} is a list. Who is on it today?"),
            format!("{address} は配信リストです。今、誰が入っていますか？"),
        ),
        count => said(
            format!("Who is on the {count} lists today ({address} and others)?"),
            format!("{count} 件の配信リスト（{address} など）には、今、誰が入っていますか？"),
        ),
    }
}

pub(super) fn reply_to_all(sheet: &Sheet) -> Option<Bilingual> {
    let visible = sheet.readers.visible;
    (sheet.is_reply && visible >= 3).then_some(())?;
    said(
        format!("This answers or forwards a mail. Do all {visible} people in To and Cc need it?"),
        format!("ほかのメールへの返信か転送です。宛先と Cc の {visible} 人全員に必要ですか？"),
    )
}

pub(super) fn everybody_needed(sheet: &Sheet) -> Option<Bilingual> {
    match sheet.readers.people {
        0 => None,
        1 => said(
            "Have you compared the address, letter by letter, with one that you know to be right?".to_owned(),
            "アドレスを、正しいと分かっているもの（名刺・以前のメール）と 1 文字ずつ見比べましたか？".to_owned(),
        ),
        _ => said(
            "Have you read the addresses aloud, one by one, and does each of them need this mail?".to_owned(),
            "宛先を 1 件ずつ声に出して読みましたか？ どの人にも必要なメールですか？".to_owned(),
        ),
    }
}

pub(super) fn nobody(sheet: &Sheet) -> Option<Bilingual> {
    (sheet.readers.people == 0).then_some(())?;
    said(
        "Nobody receives it as it stands. Whom is it meant for?".to_owned(),
        "このままでは誰にも届きません。誰に宛てたものですか？".to_owned(),
    )
}
