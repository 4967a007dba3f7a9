//! Who receives a draft and who sees whom, as a page says it: numbers first, then groups; a long list is shortened here
//! and stands whole in the annex.

use super::groups::{Groups, told_of_all};
use super::phrases::{field, people};
use super::{Block, Figure, Form, Section, Tone};
use crate::lang::Lang;
use crate::sheet::Readers;

/// Up to so many people have a line each.
const SHORT_LIST: usize = 24;
/// Up to so many stand on the page, set close (60, and who sends it); of more it has the first few of each group, and the annex everybody.
const WHOLE_LIST: usize = 61;

pub(super) fn section(readers: &Readers, lang: Lang) -> Section {
    let mut blocks = vec![Block::Figures(figures(readers, lang))];
    blocks.extend(fields(readers, lang).map(|line| Block::Said(line, Tone::Plain)));
    if readers.outside.is_none() && readers.people > 0 {
        let note = lang.pick(
            "Nobody knows who is outside: the draft has no sender, and the settings name no domains of yours.",
            "差出人がなく、設定に自組織のドメインもないため、組織の内外を区別できません。",
        );
        blocks.push(Block::Said(note.to_owned(), Tone::Loud));
    }
    blocks.extend(told_of_all(readers, lang));
    let form = form(readers);
    let groups = Groups::of(readers, form, lang);
    blocks.extend(if form == Form::Brief { groups.brief() } else { groups.whole() });
    Section { title: lang.pick("Who receives it", "届く相手").to_owned(), blocks }
}

/// Everybody one by one; `None` when the first section has them.
pub(super) fn annex(readers: &Readers, lang: Lang) -> Option<Section> {
    if form(readers) != Form::Brief {
        return None;
    }
    let count = people(readers.everybody().count(), lang);
    let title = match lang {
        Lang::En => format!("Annex: all recipients ({count})"),
        Lang::Ja => format!("別紙 宛先の一覧（{count}）"),
    };
    Some(Section { title, blocks: Groups::of(readers, Form::Annex, lang).whole() })
}

/// How close the people are set.
pub(super) fn form(readers: &Readers) -> Form {
    match readers.everybody().count() {
        count if count <= SHORT_LIST => Form::List,
        count if count <= WHOLE_LIST => Form::Close,
        _ => Form::Brief,
    }
}

fn figures(readers: &Readers, lang: Lang) -> Vec<Figure> {
    let figure = |number: usize, en: &str, ja: &str, is_loud: bool| Figure {
        number: number.to_string(),
        label: lang.pick(en, ja).to_owned(),
        is_loud,
    };
    let mut figures = vec![figure(readers.people, "receive it", "届く人数", readers.people == 0)];
    figures.push(match readers.outside {
        Some(outside) => figure(outside, "outside", "うち組織外", outside > 0),
        None => {
            Figure { number: "?".to_owned(), label: lang.pick("outside", "うち組織外").to_owned(), is_loud: true }
        }
    });
    figures.push(figure(readers.organizations, "organizations outside", "外部の組織", false));
    let others = [
        (readers.private, "private mailboxes", "個人のアドレス", false),
        (readers.first_time.unwrap_or(0), "not in the address book", "アドレス帳にない", true),
        (readers.unusable, "unusable addresses", "使えないアドレス", true),
        (readers.lists, "mailing lists", "配信リスト", true),
        (readers.repeated, "named twice", "重複した宛先", false),
    ];
    figures.extend(
        others
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, en, ja, is_loud)| figure(number, en, ja, is_loud)),
    );
    figures
}

/// `To 1, Cc 29 (28 outside), Bcc none`.
fn fields(readers: &Readers, lang: Lang) -> Option<String> {
    if readers.fields.is_empty() {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    for name in ["to", "cc", "bcc", "attendee"] {
        let count = readers.fields.iter().find(|count| count.field == name);
        let label = field(name, lang);
        words.push(match (count, lang) {
            (None, _) if name == "attendee" => continue,
            (None, Lang::En) => format!("{label} none"),
            (None, Lang::Ja) => format!("{label} なし"),
            (Some(count), Lang::En) if count.outside > 0 => {
                format!("{label} {} ({} outside)", count.people, count.outside)
            }
            (Some(count), Lang::En) => format!("{label} {}", count.people),
            (Some(count), Lang::Ja) if count.outside > 0 => {
                format!("{label} {} 人（組織外 {} 人）", count.people, count.outside)
            }
            (Some(count), Lang::Ja) => format!("{label} {} 人", count.people),
        });
    }
    Some(words.join(lang.pick(", ", "、")))
}
