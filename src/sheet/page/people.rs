//! Who receives a draft and who sees whom, as a page says it: numbers first, then groups; a long list is shortened here
//! and stands whole in the annex.

use super::phrases::{counted, field, people};
use super::{Block, Figure, People, PersonLine, Section, Tone};
use crate::lang::Lang;
use crate::sheet::{Group, GroupKind, Person, Readers};

/// Up to so many people stand in the first section one by one.
const SHORT_LIST: usize = 30;
/// Of a longer list: people of each group that are shown.
const MOST_OF_GROUP: usize = 2;
/// Groups with a name that are shown.
const MOST_GROUPS: usize = 6;
/// People who are not shown by their organization.
const MOST_OF_OTHERS: usize = 8;
/// Domains named beside a group.
const MOST_DOMAINS: usize = 3;

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
    let groups = drawn(readers, lang);
    if is_short(readers) {
        blocks.extend(groups.named.into_iter().chain(groups.others).map(Block::People));
    } else {
        blocks.extend(shortened(groups, lang));
    }
    Section { title: lang.pick("Who receives it", "届く相手").to_owned(), blocks }
}

/// Everybody one by one; `None` when the first section has them.
pub(super) fn annex(readers: &Readers, lang: Lang) -> Option<Section> {
    if is_short(readers) {
        return None;
    }
    let count = people(readers.everybody().count(), lang);
    let title = match lang {
        Lang::En => format!("Annex: all recipients ({count})"),
        Lang::Ja => format!("別紙 宛先の一覧（{count}）"),
    };
    let groups = drawn(readers, lang);
    Some(Section { title, blocks: groups.named.into_iter().chain(groups.others).map(Block::People).collect() })
}

/// What each of them sees of the others.
pub(super) fn sight(readers: &Readers, lang: Lang) -> Section {
    let sentences = sentences(readers, lang).into_iter().map(|(text, tone)| Block::Said(text, tone)).collect();
    Section { title: lang.pick("Who sees whom", "互いに見えるもの").to_owned(), blocks: sentences }
}

fn is_short(readers: &Readers) -> bool {
    readers.everybody().count() <= SHORT_LIST
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
    figures.push(figure(readers.organizations, "organizations", "外部の組織", false));
    let others = [
        (readers.private, "private", "個人アドレス", false),
        (readers.first_time.unwrap_or(0), "first time", "初めて", true),
        (readers.unusable, "unusable", "使用不可", true),
        (readers.lists, "lists", "配信リスト", true),
        (readers.repeated, "twice", "重複", false),
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
            Lang::En => (format!("Among them are {parties} outside parties, who see each other."), Tone::Loud),
            Lang::Ja => (format!("組織外の {parties} 組織・個人が、互いに見えます。"), Tone::Loud),
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

/// Groups as they are drawn.
struct Drawn {
    /// Ours, partners and domains.
    named: Vec<People>,
    /// Organizations of one person each, together, then private mailboxes and what cannot be used.
    others: Vec<People>,
}

fn drawn(readers: &Readers, lang: Lang) -> Drawn {
    let is_single = |group: &&Group| group.kind == GroupKind::Domain && group.people.len() == 1;
    let singles: Vec<&Group> = readers.groups.iter().filter(is_single).collect();
    let merges = singles.len() >= 2;
    let is_named = |group: &&Group| group.kind <= GroupKind::Domain && !(merges && is_single(group));
    let named = readers.groups.iter().filter(is_named).map(|group| whole(group, lang)).collect();
    let lines = singles.iter().flat_map(|group| &group.people).map(|person| line(person, lang));
    let together = merges.then(|| People {
        heading: lang.pick("Organizations with one person each", "1 人ずつの組織").to_owned(),
        note: match lang {
            Lang::En => format!("{} organizations", singles.len()),
            Lang::Ja => format!("{} 組織", singles.len()),
        },
        is_outside: singles.iter().any(|group| group.is_outside()),
        lines: lines.collect(),
        more: None,
    });
    let after = readers.groups.iter().filter(|group| group.kind > GroupKind::Domain).map(|group| whole(group, lang));
    Drawn { named, others: together.into_iter().chain(after).collect() }
}

fn whole(group: &Group, lang: Lang) -> People {
    let heading = match group.kind {
        GroupKind::Own if group.name.is_empty() => lang.pick("Our organization", "自組織").to_owned(),
        GroupKind::Private => lang.pick("Private mailboxes", "個人のアドレス").to_owned(),
        GroupKind::Unusable => lang.pick("Without a usable address", "アドレスがない、または使えないもの").to_owned(),
        GroupKind::Own | GroupKind::Partner | GroupKind::Domain => group.name.clone(),
    };
    let count = people(group.people.len(), lang);
    let domains = group.domains();
    let note = match group.kind {
        GroupKind::Private | GroupKind::Partner if !domains.is_empty() => {
            let listed: Vec<String> = domains
                .iter()
                .take(MOST_DOMAINS)
                .map(|(domain, count)| if domains.len() > 1 { format!("{domain} {count}") } else { domain.clone() })
                .collect();
            let rest = if domains.len() > MOST_DOMAINS { lang.pick(", …", "、…") } else { "" };
            let listed = listed.join(lang.pick(", ", "、"));
            match lang {
                Lang::En => format!("{count}: {listed}{rest}"),
                Lang::Ja => format!("{count}（{listed}{rest}）"),
            }
        }
        _ => count,
    };
    let lines = group.people.iter().map(|person| line(person, lang)).collect();
    People { heading, note, is_outside: group.is_outside(), lines, more: None }
}

/// The first of each group, and how many there are besides.
fn shortened(groups: Drawn, lang: Lang) -> Vec<Block> {
    let rest = groups.named.get(MOST_GROUPS..).unwrap_or_default();
    let people_of_rest: usize = rest.iter().map(|group| group.lines.len()).sum();
    let rest = (!rest.is_empty()).then(|| {
        let people = people(people_of_rest, lang);
        let text = match lang {
            Lang::En => format!("And {} with {people}.", counted(rest.len(), "more group", "more groups")),
            Lang::Ja => format!("ほか {} 組織、{people}。", rest.len()),
        };
        Block::Said(text, Tone::Plain)
    });
    let named = groups.named.into_iter().take(MOST_GROUPS).map(|group| cut(group, MOST_OF_GROUP, lang));
    let others = groups.others.into_iter().map(|group| cut(group, MOST_OF_OTHERS, lang));
    named.chain(rest).chain(others).collect()
}

fn cut(mut group: People, most: usize, lang: Lang) -> Block {
    let is_noticed = |line: &PersonLine| line.marks.iter().any(|(_, is_loud)| *is_loud);
    // Those with a mark are looked at first.
    group.lines.sort_by_key(|line| !is_noticed(line));
    let left = group.lines.len().saturating_sub(most);
    group.lines.truncate(most);
    group.more = (left > 0).then(|| match lang {
        Lang::En => format!("and {left} more"),
        Lang::Ja => format!("ほか {left} 人"),
    });
    Block::People(group)
}

fn line(person: &Person, lang: Lang) -> PersonLine {
    let said = [
        (person.is_unusable, "cannot be used", "使えないアドレス", true),
        (person.is_first_time, "first time", "初めて", true),
        (person.is_list, "list", "配信リスト", true),
        (person.is_resource, "room", "会議室など", false),
        (person.is_sender, "the sender", "差出人本人", false),
        (person.is_only_shown, "gets no mail", "届かない", false),
    ];
    let mut marks: Vec<(String, bool)> = said
        .into_iter()
        .filter(|(holds, ..)| *holds)
        .map(|(_, en, ja, is_loud)| (lang.pick(en, ja).to_owned(), is_loud))
        .collect();
    if !person.findings.is_empty() {
        let numbers: Vec<String> = person.findings.iter().map(usize::to_string).collect();
        marks.push((format!("{} {}", lang.pick("finding", "指摘"), numbers.join(lang.pick(", ", "・"))), true));
    }
    PersonLine { field: field(person.field, lang), who: person.who.text(lang), marks }
}
