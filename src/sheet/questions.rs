//! The questions on a sheet: a table of what is asked when. A draft gets those that fit it, the most telling first, since
//! a list that is always the same is ticked without being read.

use super::{File, GroupKind, Sheet};
use crate::lang::Bilingual;

/// Questions on one sheet at most.
const MOST: usize = 7;
/// Questions on one sheet at least; what fits every draft fills up.
const LEAST: usize = 3;

/// A question that fits a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// A word for programs.
    pub id: &'static str,
    /// The sentence.
    pub text: Bilingual,
}

/// What is asked, and when: `None` where it does not fit.
struct Row {
    id: &'static str,
    ask: fn(&Sheet) -> Option<Bilingual>,
}

/// In the order of what has gone wrong most often.
const QUESTIONS: &[Row] = &[
    Row { id: "changed-since", ask: changed_since },
    Row { id: "unusable-addresses", ask: unusable_addresses },
    Row { id: "seen-by-each-other", ask: seen_by_each_other },
    Row { id: "personal-data", ask: personal_data },
    Row { id: "hidden-places", ask: hidden_places },
    Row { id: "unread-files", ask: unread_files },
    Row { id: "thread-goes-along", ask: thread_goes_along },
    Row { id: "first-time", ask: first_time },
    Row { id: "private-among-offices", ask: private_among_offices },
    Row { id: "right-person", ask: right_person },
    Row { id: "hidden-in-bcc", ask: hidden_in_bcc },
    Row { id: "greeting", ask: greeting },
    Row { id: "open-files", ask: open_files },
    Row { id: "lists", ask: lists },
    Row { id: "reply-to-all", ask: reply_to_all },
    Row { id: "shared-links", ask: shared_links },
    Row { id: "findings", ask: findings },
    Row { id: "amounts", ask: amounts },
    Row { id: "dates", ask: dates },
];

/// What fits every draft.
const ALWAYS: &[Row] = &[
    Row { id: "subject", ask: subject },
    Row { id: "everybody-needed", ask: everybody_needed },
    Row { id: "last-words", ask: last_words },
];

pub(super) fn of(sheet: &Sheet) -> Vec<Question> {
    let ask = |row: &Row| (row.ask)(sheet).map(|text| Question { id: row.id, text });
    let mut questions: Vec<Question> = QUESTIONS.iter().filter_map(ask).take(MOST).collect();
    let missing = LEAST.saturating_sub(questions.len());
    questions.extend(ALWAYS.iter().filter_map(ask).take(missing));
    questions
}

fn said(en: String, ja: String) -> Option<Bilingual> {
    Some(Bilingual { en, ja })
}

fn changed_since(sheet: &Sheet) -> Option<Bilingual> {
    let changes = sheet.since.as_ref()?.changes.as_ref()?;
    (!changes.is_empty()).then_some(())?;
    said(
        "Is every change of section 1 meant, and does all the rest still fit it?".to_owned(),
        "1 の変更は、どれも意図したものですか？ ほかの部分と食い違っていませんか？".to_owned(),
    )
}

fn unusable_addresses(sheet: &Sheet) -> Option<Bilingual> {
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

fn seen_by_each_other(sheet: &Sheet) -> Option<Bilingual> {
    let readers = &sheet.readers;
    (readers.visible_parties >= 2).then_some(())?;
    let (people, parties) = (readers.visible, readers.visible_parties);
    said(
        format!(
            "Do the {people} people in To and Cc, of {parties} parties outside, know each other's addresses already, \
             and may they?"
        ),
        format!(
            "宛先と Cc の {people} 人（組織外は {parties} 組織・個人）は、互いのアドレスを知られてよい間柄ですか？"
        ),
    )
}

fn personal_data(sheet: &Sheet) -> Option<Bilingual> {
    let file = sheet.files.iter().max_by_key(|file| file.persons).filter(|file| file.persons > 0)?;
    let (name, persons) = (called(file), file.persons);
    let people = if persons == 1 { "one person".to_owned() } else { format!("{persons} people") };
    said(
        format!("May everybody who gets {} have the data of {people} in it?", name.en),
        format!("{}に載っている {persons} 人分の個人情報は、宛先の全員に渡してよいものですか？", name.ja),
    )
}

fn hidden_places(sheet: &Sheet) -> Option<Bilingual> {
    let file = sheet.files.iter().max_by_key(|file| file.hidden()).filter(|file| file.hidden() > 0)?;
    let (name, hidden, sheets) = (called(file), file.hidden(), file.sheets());
    let places = if hidden == 1 { "1 place is".to_owned() } else { format!("{hidden} places are") };
    let (every_en, every_ja) = match sheets {
        0 | 1 => (String::from("wholly"), String::from("全体")),
        sheets => (format!("on all of its {sheets} sheets"), format!("{sheets} 枚のシートすべて")),
    };
    said(
        format!("Have you opened {} and looked at it {every_en}? {places} hidden from whoever opens it.", name.en),
        format!("{}を開いて、{every_ja}を見ましたか？ 開いただけでは見えない箇所が {hidden} か所あります。", name.ja),
    )
}

fn unread_files(sheet: &Sheet) -> Option<Bilingual> {
    let mut unread = sheet.files.iter().filter(|file| file.is_encrypted || !file.obstacles.is_empty());
    let file = unread.next()?;
    let name = called(file);
    let more = unread.count();
    let (more_en, more_ja) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" and {more} more"), format!("ほか {more} 件")),
    };
    if file.is_encrypted {
        return said(
            format!("{}{more_en} is locked: who has looked inside, and does the password go another way?", name.en),
            format!(
                "{}{more_ja}は鍵がかかっています。中身は誰が見ましたか？ パスワードは別の手段で伝えますか？",
                name.ja
            ),
        );
    }
    said(
        format!("{}{more_en} could not be looked into: who has opened it and looked?", name.en),
        format!("{}{more_ja}は機械では中を確かめられませんでした。誰が開いて見ましたか？", name.ja),
    )
}

fn thread_goes_along(sheet: &Sheet) -> Option<Bilingual> {
    let quote = sheet.words.quote.as_ref()?;
    (sheet.readers.outside != Some(0)).then_some(())?;
    let lines = quote.lines;
    let noun = if lines == 1 { "1 line" } else { "lines" };
    let number = if lines == 1 { String::new() } else { format!("{lines} ") };
    said(
        format!("Have you read the {number}{noun} of the old thread below the text, and may everybody read them?"),
        format!("本文の下に付いている以前のやりとり（{lines} 行）を読みましたか？ 全員に読まれてよいものですか？"),
    )
}

fn first_time(sheet: &Sheet) -> Option<Bilingual> {
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

fn private_among_offices(sheet: &Sheet) -> Option<Bilingual> {
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

fn right_person(sheet: &Sheet) -> Option<Bilingual> {
    let mut outside = sheet.readers.everybody().filter(|person| person.is_outside == Some(true));
    let (person, None) = (outside.next()?, outside.next()) else { return None };
    // It is asked already whether that one belongs here.
    private_among_offices(sheet).is_none().then_some(())?;
    let address = person.who.address.as_ref()?;
    said(
        format!("Is {address} the person you mean, and nobody with a similar name or domain?"),
        format!("{address} は本当に送りたい相手ですか？ 似た名前・似たドメインの別の人ではありませんか？"),
    )
}

fn hidden_in_bcc(sheet: &Sheet) -> Option<Bilingual> {
    let readers = &sheet.readers;
    (readers.hidden > 0).then_some(())?;
    let shown = readers.visible;
    match shown {
        0 => said(
            format!(
                "All {} stand in Bcc. Is that what the list was meant for, and is To empty on purpose?",
                readers.hidden
            ),
            format!(
                "{} 人全員が Bcc です。この名簿で合っていますか？ 宛先欄が空なのは意図どおりですか？",
                readers.hidden
            ),
        ),
        _ => said(
            format!("{} in Bcc see who stands in To and Cc ({shown}). May they?", readers.hidden),
            format!("Bcc の {} 人には、宛先と Cc の {shown} 人が見えます。それでよいですか？", readers.hidden),
        ),
    }
}

fn greeting(sheet: &Sheet) -> Option<Bilingual> {
    let greeted = sheet.words.greeted.first()?;
    let greeted = greeted.trim_end_matches([',', '、', '，', ':', '：']);
    said(
        format!("The text speaks to “{greeted}”. Does that fit everybody whom it goes to?"),
        format!("宛名は「{greeted}」です。受け取る人と合っていますか？"),
    )
}

fn open_files(sheet: &Sheet) -> Option<Bilingual> {
    match sheet.files.as_slice() {
        [] => None,
        [file] => {
            let name = called(file);
            said(
                format!("Have you opened {} as it is attached here, from the first page to the last?", name.en),
                format!("添付されている{}そのものを開いて、最初から最後まで見ましたか？", name.ja),
            )
        }
        files => said(
            format!("Have you opened all {} attachments as they are attached here?", files.len()),
            format!("添付されている {} 個のファイルそのものを、すべて開いて見ましたか？", files.len()),
        ),
    }
}

fn lists(sheet: &Sheet) -> Option<Bilingual> {
    let list = sheet.readers.everybody().find(|person| person.is_list)?;
    let address = list.who.address.as_ref()?;
    match sheet.readers.lists {
        1 => said(format!("Who stands behind {address} today?"), format!("{address} の先には、今、誰がいますか？")),
        count => said(
            format!("Who stands behind the {count} lists today ({address} and others)?"),
            format!("{count} 件の配信リスト（{address} など）の先には、今、誰がいますか？"),
        ),
    }
}

fn reply_to_all(sheet: &Sheet) -> Option<Bilingual> {
    let visible = sheet.readers.visible;
    (sheet.is_reply && visible >= 3).then_some(())?;
    said(
        format!("This answers a mail. Do all {visible} need to read the answer?"),
        format!("返信（転送）です。{visible} 人全員が読む必要がありますか？"),
    )
}

fn shared_links(sheet: &Sheet) -> Option<Bilingual> {
    let link = sheet.words.links.iter().find(|link| link.shares_file)?;
    let host = link.host.as_deref().unwrap_or(&link.target);
    said(
        format!("Who can open the file shared at {host}, and until when?"),
        format!("{host} で共有しているファイルは、誰が、いつまで開けますか？"),
    )
}

fn findings(sheet: &Sheet) -> Option<Bilingual> {
    match sheet.findings.len() {
        0 => None,
        1 => said(
            "Has the open finding been put right, or who answers for it?".to_owned(),
            "上の指摘は直しましたか？ そのまま送るなら、誰の判断ですか？".to_owned(),
        ),
        count => said(
            format!("Have the {count} open findings been put right, or who answers for them?"),
            format!("上の {count} 件の指摘は直しましたか？ そのまま送るなら、誰の判断ですか？"),
        ),
    }
}

fn amounts(sheet: &Sheet) -> Option<Bilingual> {
    let amounts = &sheet.words.amounts;
    (!amounts.is_empty()).then_some(())?;
    said(
        format!("Are the amounts right: {}?", amounts.join(", ")),
        format!("金額は合っていますか：{}", amounts.join("、")),
    )
}

fn dates(sheet: &Sheet) -> Option<Bilingual> {
    let dates = &sheet.words.dates;
    (!dates.is_empty()).then_some(())?;
    said(
        format!("Are the dates right: {}?", dates.join(", ")),
        format!("日付と曜日は合っていますか：{}", dates.join("、")),
    )
}

fn subject(sheet: &Sheet) -> Option<Bilingual> {
    let text = sheet.subject.as_deref().map(str::trim).filter(|text| !text.is_empty());
    match text {
        Some(_) => said(
            "Does the subject say what the text says, and nothing that is not for everybody's eyes?".to_owned(),
            "件名は本文と合っていますか？ 人に見られて困ることを書いていませんか？".to_owned(),
        ),
        None => said("Shall it go without a subject?".to_owned(), "件名なしで送ってよいですか？".to_owned()),
    }
}

fn everybody_needed(_: &Sheet) -> Option<Bilingual> {
    said(
        "Have you read the addresses aloud, one by one, and does each of them need this mail?".to_owned(),
        "宛先を 1 件ずつ声に出して読みましたか？ どの人にも必要なメールですか？".to_owned(),
    )
}

fn last_words(_: &Sheet) -> Option<Bilingual> {
    said(
        "Is this the last version, with nothing left that was meant for yourself?".to_owned(),
        "これが最終版ですか？ 自分用のメモや消し忘れは残っていませんか？".to_owned(),
    )
}

/// What a file is called in a question.
fn called(file: &File) -> Bilingual {
    match &file.name {
        Some(name) => Bilingual { en: format!("“{name}”"), ja: format!("「{name}」") },
        None => Bilingual {
            en: "the attachment without a name".to_owned(), ja: "名前のない添付ファイル".to_owned()
        },
    }
}

#[cfg(test)]
mod tests;
