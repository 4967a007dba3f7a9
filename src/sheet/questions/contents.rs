//! What is asked about the text and the files of a draft.

use super::said;
use crate::lang::{Bilingual, Lang};
use crate::sheet::{File, Sheet};

pub(super) fn personal_data(sheet: &Sheet) -> Option<Bilingual> {
    let file = sheet.files.iter().max_by_key(|file| file.persons).filter(|file| file.persons > 0)?;
    let (name, persons) = (called(file), file.persons);
    let people = if persons == 1 { "one person".to_owned() } else { format!("{persons} people") };
    let mut readers = sheet.readers.everybody().filter(|person| !person.is_only_shown && !person.is_list);
    let (reader_en, reader_ja) = match (readers.next().and_then(|person| person.who.address.as_ref()), readers.next()) {
        (Some(address), None) if sheet.readers.lists == 0 => (address.clone(), format!(" {address} ")),
        _ => ("everybody who gets it".to_owned(), "宛先の全員".to_owned()),
    };
    said(
        format!("{} holds the data of {people}. May {reader_en} have them?", name.en),
        format!("{}に載っている {persons} 人分の個人情報は、{reader_ja}に渡してよいものですか？", name.ja),
    )
}

pub(super) fn hidden_places(sheet: &Sheet) -> Option<Bilingual> {
    let file = sheet.files.iter().max_by_key(|file| file.hidden()).filter(|file| file.hidden() > 0)?;
    let (name, hidden, sheets) = (called(file), file.hidden(), file.sheets());
    let places = if hidden == 1 { "1 place is".to_owned() } else { format!("{hidden} places are") };
    let (every_en, every_ja) = match sheets {
        0 | 1 => (String::from("all of it"), String::from("全体")),
        sheets => (format!("all of its {sheets} sheets"), format!("{sheets} 枚のシートすべて")),
    };
    said(
        format!("Have you opened {} and looked at {every_en}? {places} hidden from whoever opens it.", name.en),
        format!("{}を開いて、{every_ja}を見ましたか？ 開いただけでは見えない箇所が {hidden} か所あります。", name.ja),
    )
}

pub(super) fn unread_files(sheet: &Sheet) -> Option<Bilingual> {
    let mut unread = sheet.files.iter().filter(|file| is_unread(file));
    let file = unread.next()?;
    let name = called(file);
    let more = unread.count();
    let (more_en, more_ja, them) = match more {
        0 => (String::new(), String::new(), "it"),
        more => (format!(" and {more} more"), format!("ほか {more} 件"), "them"),
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
        format!("{}{more_en} could not be looked into: who has opened {them} and looked?", name.en),
        format!("{}{more_ja}は機械では中を確かめられませんでした。誰が開いて見ましたか？", name.ja),
    )
}

fn is_unread(file: &File) -> bool {
    file.is_encrypted || !file.obstacles.is_empty()
}

pub(super) fn thread_goes_along(sheet: &Sheet) -> Option<Bilingual> {
    let quote = sheet.words.quote.as_ref()?;
    (sheet.readers.outside != Some(0)).then_some(())?;
    let lines = quote.lines;
    let noun = if lines == 1 { "1 line" } else { "lines" };
    let readers = if sheet.readers.people == 1 { "相手" } else { "受け取る全員" };
    let number = if lines == 1 { String::new() } else { format!("{lines} ") };
    said(
        format!(
            "Have you read the {number}{noun} of the old thread below the text? May whoever gets this read all of it?"
        ),
        format!("本文の下に付いている以前のやりとり（{lines} 行）を読みましたか？ {readers}に読まれてよいものですか？"),
    )
}

pub(super) fn greeting(sheet: &Sheet) -> Option<Bilingual> {
    let greeted = sheet.words.greeted.first()?;
    let greeted = greeted.trim_end_matches([',', '、', '，', ':', '：']);
    // Quotes within quotes are of the other kind (JIS X 4051).
    let quoted = if greeted.contains('「') { format!("『{greeted}』") } else { format!("「{greeted}」") };
    let mut readers = sheet.readers.everybody().filter(|person| !person.is_only_shown);
    if let (Some(person), None, true) = (readers.next(), readers.next(), sheet.readers.lists == 0) {
        return said(
            format!("The text speaks to “{greeted}”, and it goes to {}. Are they the same?", person.who.text(Lang::En)),
            format!("宛名は{quoted}、宛先は {} です。同じ相手ですか？", person.who.text(Lang::Ja)),
        );
    }
    said(
        format!("The text speaks to “{greeted}”. Does that fit everybody whom it goes to?"),
        format!("宛名は{quoted}です。受け取る人と合っていますか？"),
    )
}

pub(super) fn empty_text(sheet: &Sheet) -> Option<Bilingual> {
    sheet.words.beginning.is_empty().then_some(())?;
    said("Nothing is written. Shall it go like that?".to_owned(), "本文が空です。このまま送ってよいですか？".to_owned())
}

pub(super) fn open_files(sheet: &Sheet) -> Option<Bilingual> {
    match sheet.files.as_slice() {
        [] => None,
        // It is asked already who has opened it.
        [_] if hidden_places(sheet).is_some() => None,
        files if files.iter().all(is_unread) => None,
        [file] => {
            let name = called(file);
            said(
                format!("Have you opened {} as it is attached here, and read it from beginning to end?", name.en),
                format!("添付されている{}そのものを開いて、最初から最後まで見ましたか？", name.ja),
            )
        }
        files => said(
            format!("Have you opened all {} attachments as they are attached here?", files.len()),
            format!("添付されている {} 個のファイルそのものを、すべて開いて見ましたか？", files.len()),
        ),
    }
}

pub(super) fn shared_links(sheet: &Sheet) -> Option<Bilingual> {
    let link = sheet.words.links.iter().find(|link| link.shares_file)?;
    let host = link.host.as_deref().unwrap_or(&link.target);
    said(
        format!("Who can open the file shared at {host}, and until when?"),
        format!("{host} で共有しているファイルは、誰が、いつまで開けますか？"),
    )
}

pub(super) fn amounts(sheet: &Sheet) -> Option<Bilingual> {
    let amounts = &sheet.words.amounts;
    (!amounts.is_empty()).then_some(())?;
    said(
        format!("Are the amounts right: {}?", amounts.join(", ")),
        format!("金額は合っていますか：{}", amounts.join("、")),
    )
}

pub(super) fn dates(sheet: &Sheet) -> Option<Bilingual> {
    let dates = &sheet.words.dates;
    (!dates.is_empty()).then_some(())?;
    let has_weekday = dates.iter().any(|date| date.contains(['(', '（']));
    let (en, ja) = if has_weekday { ("dates and weekdays", "日付と曜日") } else { ("dates", "日付") };
    said(format!("Are the {en} right: {}?", dates.join(", ")), format!("{ja}は合っていますか：{}", dates.join("、")))
}

pub(super) fn subject(sheet: &Sheet) -> Option<Bilingual> {
    let text = sheet.subject.as_deref().map(str::trim).filter(|text| !text.is_empty());
    match text {
        Some(_) => said(
            "Does the subject say what the text says, and nothing that is not for everybody's eyes?".to_owned(),
            "件名は本文と合っていますか？ 人に見られて困ることを書いていませんか？".to_owned(),
        ),
        None => said("Shall it go without a subject?".to_owned(), "件名なしで送ってよいですか？".to_owned()),
    }
}

pub(super) fn last_words(_: &Sheet) -> Option<Bilingual> {
    said(
        "Is this the last version, with nothing left that was meant for yourself?".to_owned(),
        "これが最終版ですか？ 自分用のメモや消し忘れは残っていませんか？".to_owned(),
    )
}

/// What a file is called in a question.
fn called(file: &File) -> Bilingual {
    match &file.name {
        Some(name) => Bilingual { en: format!("“{name}”"), ja: format!("「{name}」") },
        None if file.media_type == "text/calendar" => {
            Bilingual { en: "the invitation".to_owned(), ja: "予定表（会議の招待）".to_owned() }
        }
        None => Bilingual { en: "the file without a name".to_owned(), ja: "名前のないファイル".to_owned() },
    }
}
