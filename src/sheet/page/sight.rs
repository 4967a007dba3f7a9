//! Who sees whom, as a page says it: a sentence each.

use super::phrases::counted;
use super::{Block, Section, Tone};
use crate::lang::Lang;
use crate::sheet::Readers;

/// What each of them sees of the others.
pub(super) fn section(readers: &Readers, lang: Lang) -> Section {
    let sentences = sentences(readers, lang).into_iter().map(|(text, tone)| Block::Said(text, tone)).collect();
    Section { title: lang.pick("Who sees whom", "互いに見えるもの").to_owned(), blocks: sentences }
}

fn sentences(readers: &Readers, lang: Lang) -> Vec<(String, Tone)> {
    let (visible, hidden, parties) = (readers.visible, readers.hidden, readers.visible_parties);
    let mut said = Vec::new();
    let tone = if parties >= 2 { Tone::Loud } else { Tone::Plain };
    let ja = lang == Lang::Ja;
    match (visible, hidden) {
        (0, 0) => said.push((lang.pick("Nobody receives it.", "届く人がいません。").to_owned(), Tone::Loud)),
        (0, 1) => said.push((
            lang.pick("One person receives it, in Bcc.", "Bcc の 1 人だけに届きます。").to_owned(),
            Tone::Plain,
        )),
        (0, _) if ja => said.push((format!("{hidden} 人全員が Bcc です。互いのアドレスは見えません。"), Tone::Plain)),
        (0, _) => said.push((format!("All {hidden} stand in Bcc: nobody sees anybody else."), Tone::Plain)),
        (1, 0) => said.push((
            lang.pick("There is one recipient, who sees nobody else.", "受け取るのは 1 人だけです。").to_owned(),
            Tone::Plain,
        )),
        (1, _) if ja => {
            said.push((format!("宛先・Cc の 1 人のアドレスが、Bcc の {hidden} 人に見えます。"), Tone::Plain))
        }
        (1, _) => said.push((format!("The {hidden} in Bcc see the one address in To and Cc."), Tone::Plain)),
        (_, _) => {
            let attendees = readers.in_field("attendee") > 0;
            said.push(match (lang, attendees) {
                (Lang::En, false) => (format!("Everybody sees all {visible} addresses in To and Cc."), tone),
                (Lang::En, true) => {
                    (format!("Everybody sees all {visible} addresses in To, Cc and the calendar."), tone)
                }
                (Lang::Ja, false) => (format!("宛先と Cc の {visible} 人のアドレスが、受け取る全員に見えます。"), tone),
                (Lang::Ja, true) => {
                    (format!("宛先・Cc・予定表の {visible} 人のアドレスが、受け取る全員に見えます。"), tone)
                }
            });
        }
    }
    if parties >= 2 {
        said.push(match lang {
            Lang::En => {
                (format!("Among them are {parties} outside parties, who see each other's addresses."), Tone::Loud)
            }
            Lang::Ja => (format!("組織外の {parties} 組織・個人が、互いのアドレスを見られます。"), Tone::Loud),
        });
    }
    let hidden = hidden.saturating_sub(readers.betrayed);
    if hidden > 0 && visible > 0 {
        said.push(match lang {
            Lang::En => (format!("{hidden} in Bcc {} hidden from all others.", be(hidden)), Tone::Plain),
            Lang::Ja => (format!("Bcc の {hidden} 人は、ほかの人には見えません。"), Tone::Plain),
        });
    }
    if readers.betrayed > 0 {
        let betrayed = readers.betrayed;
        said.push(match lang {
            Lang::En => (format!("The calendar inside names {betrayed} of those in Bcc to everybody."), Tone::Loud),
            Lang::Ja => (format!("Bcc のうち {betrayed} 人は、添付の予定表に名前があり、全員に見えます。"), Tone::Loud),
        });
    }
    if readers.only_shown > 0 {
        let shown = readers.only_shown;
        said.push(match lang {
            Lang::En => (format!("{shown} {} shown to everybody and get no mail.", be(shown)), Tone::Plain),
            Lang::Ja => (format!("{shown} 人は、全員に見えますが、メールは届きません。"), Tone::Plain),
        });
    }
    if readers.lists > 0 {
        let lists = readers.lists;
        said.push(match lang {
            Lang::En => {
                let lists = counted(lists, "address is a list", "addresses are lists");
                (format!("{lists}: more people get it than are counted here."), Tone::Loud)
            }
            Lang::Ja => (format!("配信リストが {lists} 件あり、実際に届く人数は上の数より多くなります。"), Tone::Loud),
        });
    }
    said
}

const fn be(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
