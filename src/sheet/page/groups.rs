//! The groups of recipients on a page: who belongs together under one heading. A short list has a line for each person, a
//! longer one is set close, of a long one each group has a line with its number and its first few.

use super::phrases::{counted, field, finding_numbers, people};
use super::{Block, Form, People, PersonLine, Tone};
use crate::lang::Lang;
use crate::sheet::{Group, GroupKind, Person, Readers};
use std::collections::{BTreeMap, BTreeSet};

/// What is about all of so many people or more is said once, at their heading.
const SAID_ONCE: usize = 4;
/// Domains named beside a group.
const MOST_DOMAINS: usize = 3;
/// Set close: groups up to this size share a heading.
const SMALL_GROUP: usize = 2;
/// Of a long list: groups with a line of their own, organizations and providers each.
const MOST_GROUPS: usize = 7;
/// Of a long list: people of each group that are named.
const MOST_OF_GROUP: usize = 2;
/// The same of many groups that share a line.
const MOST_OF_MANY: usize = 6;
/// So many private mailboxes are told by their providers.
const FEW_PRIVATE: usize = 40;

/// Numbers of the findings that are about everybody, when they are many.
pub(super) fn about_all(people: &[&Person]) -> BTreeSet<usize> {
    let mut sets = people.iter().map(|person| person.findings.iter().copied().collect::<BTreeSet<_>>());
    match sets.next() {
        Some(first) if people.len() >= SAID_ONCE => sets.fold(first, |common, set| &common & &set),
        _ => BTreeSet::new(),
    }
}

/// How the groups of one sheet are written.
pub(super) struct Groups<'a> {
    readers: &'a Readers,
    lang: Lang,
    form: Form,
    /// Findings that were told before, since they are about everybody.
    told: BTreeSet<usize>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(readers: &'a Readers, form: Form, lang: Lang) -> Self {
        let told = about_all(&readers.everybody().collect::<Vec<_>>());
        Self { readers, lang, form, told }
    }

    /// Everybody.
    pub(super) fn whole(&self) -> Vec<Block> {
        let small = if self.form == Form::Close { SMALL_GROUP } else { 1 };
        let is_small = |group: &&Group| {
            let is_organization = matches!(group.kind, GroupKind::Domain | GroupKind::Partner);
            is_organization && group.people.len() <= small && (small > 1 || group.kind == GroupKind::Domain)
        };
        let groups = &self.readers.groups;
        let mut together: Vec<&Group> = groups.iter().filter(is_small).collect();
        if together.len() < 2 {
            together.clear();
        }
        let is_apart = |group: &&Group| together.is_empty() || !is_small(group);
        let (named, others): (Vec<&Group>, Vec<&Group>) =
            groups.iter().filter(is_apart).partition(|group| group.kind <= GroupKind::Domain);
        let mut drawn: Vec<People> = named.into_iter().map(|group| self.group(group)).collect();
        if !together.is_empty() {
            let people: Vec<&Person> = together.iter().flat_map(|group| &group.people).collect();
            let heading = match small {
                1 => self.lang.pick("Organizations with one person each", "1 人ずつの組織"),
                _ => self.lang.pick("Organizations with one or two people each", "1〜2 人ずつの組織"),
            };
            let note = match (self.lang, people.len() == together.len()) {
                (Lang::En, true) => format!("{} organizations", together.len()),
                (Lang::Ja, true) => format!("{} 組織", together.len()),
                (Lang::En, false) => format!("{} organizations, {} people", together.len(), people.len()),
                (Lang::Ja, false) => format!("{} 組織、{} 人", together.len(), people.len()),
            };
            drawn.push(self.people(heading.to_owned(), note, &people));
        }
        drawn.extend(others.into_iter().map(|group| self.group(group)));
        drawn.into_iter().map(Block::People).collect()
    }

    /// A line for each of the largest groups, ours first; private mailboxes by their providers.
    pub(super) fn brief(&self) -> Vec<Block> {
        let (private, others): (Vec<&Group>, Vec<&Group>) =
            self.readers.groups.iter().partition(|group| group.kind == GroupKind::Private);
        let (unusable, named): (Vec<&Group>, Vec<&Group>) =
            others.into_iter().partition(|group| group.kind == GroupKind::Unusable);
        let (large, small): (Vec<&Group>, Vec<&Group>) =
            named.into_iter().partition(|group| group.kind == GroupKind::Own || group.people.len() > SMALL_GROUP);
        let (large, left) = large.split_at(large.len().min(MOST_GROUPS));
        let mut blocks: Vec<Block> = large.iter().map(|group| self.short(self.group(group), MOST_OF_GROUP)).collect();
        for (groups, is_small) in [(left, false), (&small[..], true)] {
            if groups.is_empty() {
                continue;
            }
            let people: Vec<&Person> = groups.iter().flat_map(|group| &group.people).collect();
            let is_one_each = people.len() == groups.len();
            let heading = match (self.lang, is_small) {
                (Lang::En, false) => counted(groups.len(), "more organization", "more organizations"),
                (Lang::Ja, false) => format!("ほかの {} 組織", groups.len()),
                (Lang::En, true) if is_one_each => {
                    format!("{} with one person each", counted(groups.len(), "organization", "organizations"))
                }
                (Lang::Ja, true) if is_one_each => format!("1 人ずつの {} 組織", groups.len()),
                (Lang::En, true) => {
                    format!("{} with one or two people each", counted(groups.len(), "organization", "organizations"))
                }
                (Lang::Ja, true) => format!("1〜2 人ずつの {} 組織", groups.len()),
            };
            let there = self.people(heading, people_of(&people, self.lang), &people);
            blocks.push(self.short(there, MOST_OF_MANY));
        }
        for group in private {
            match group.people.len() {
                ..FEW_PRIVATE => blocks.push(self.short(self.group(group), MOST_OF_MANY)),
                _ => blocks.extend(self.by_provider(group)),
            }
        }
        blocks.extend(unusable.into_iter().map(|group| self.short(self.group(group), MOST_OF_MANY)));
        blocks
    }

    /// The largest providers, then all others, the rarest first: a mistyped one is among them.
    fn by_provider(&self, group: &Group) -> Vec<Block> {
        let mut head = self.group(group);
        head.lines.clear();
        // What the heading says is not said again.
        let told = &self.told | &about_all(&group.people.iter().collect::<Vec<_>>());
        let below = Groups { readers: self.readers, lang: self.lang, form: self.form, told };
        let mut providers: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        for person in &group.people {
            providers.entry(person.who.domain().unwrap_or_default()).or_default().push(person);
        }
        let mut providers: Vec<(String, Vec<&Person>)> = providers.into_iter().collect();
        providers.sort_by_key(|(_, people)| std::cmp::Reverse(people.len()));
        let rest = providers.split_off(providers.len().min(MOST_GROUPS));
        let mut blocks: Vec<Block> = vec![Block::People(head)];
        for (provider, people) in providers {
            let number = people_of(&people, self.lang);
            let there = below.people(format!("@{provider}"), number, &people);
            blocks.push(self.short(People { is_outside: false, ..there }, MOST_OF_GROUP));
        }
        if !rest.is_empty() {
            let people: Vec<&Person> = rest.iter().rev().flat_map(|(_, people)| people.iter().copied()).collect();
            let heading = match self.lang {
                Lang::En => format!("@ {}", counted(rest.len(), "other provider", "other providers")),
                Lang::Ja => format!("@ ほかの {} 事業者", rest.len()),
            };
            let there = below.people(heading, people_of(&people, self.lang), &people);
            blocks.push(self.short(People { is_outside: false, ..there }, MOST_OF_GROUP));
        }
        blocks
    }

    /// The first few, those with a mark before all others.
    fn short(&self, mut group: People, most: usize) -> Block {
        let is_noticed = |line: &PersonLine| line.marks.iter().any(|(_, is_loud)| *is_loud);
        group.lines.sort_by_key(|line| !is_noticed(line));
        let left = group.lines.len().saturating_sub(most);
        group.lines.truncate(most);
        group.more = (left > 0).then(|| match self.lang {
            Lang::En => format!("and {left} more"),
            Lang::Ja => format!("ほか {left} 人"),
        });
        Block::People(group)
    }

    fn group(&self, group: &Group) -> People {
        let lang = self.lang;
        let heading = match group.kind {
            GroupKind::Own if group.name.is_empty() => lang.pick("Our organization", "自組織").to_owned(),
            GroupKind::Private => lang.pick("Private mailboxes", "個人のアドレス").to_owned(),
            GroupKind::Unusable => {
                lang.pick("Without a usable address", "アドレスがない、または使えないもの").to_owned()
            }
            GroupKind::Own | GroupKind::Partner | GroupKind::Domain => group.name.clone(),
        };
        let count = people(group.people.len(), lang);
        let domains = group.domains();
        let note = match group.kind {
            GroupKind::Private | GroupKind::Partner
                if !domains.is_empty() && (self.form != Form::Brief || group.people.len() < FEW_PRIVATE) =>
            {
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
        self.people(heading, note, &group.people.iter().collect::<Vec<_>>())
    }

    fn people(&self, heading: String, note: String, people: &[&Person]) -> People {
        let common: BTreeSet<usize> = &about_all(people) - &self.told;
        let told = &common | &self.told;
        let marks = finding_numbers(&common, self.lang)
            .map(|numbers| format!("{}{numbers}", self.lang.pick("all: ", "全員：")));
        // Where all stand in one field, the numbers above have said so.
        let shows_field = self.form == Form::List || self.readers.fields.len() > 1;
        People {
            heading,
            note,
            marks: marks.into_iter().map(|mark| (mark, true)).collect(),
            is_outside: people.iter().any(|person| person.is_outside == Some(true)),
            lines: people.iter().map(|person| self.line(person, &told, shows_field)).collect(),
            more: None,
            form: self.form,
        }
    }

    fn line(&self, person: &Person, told: &BTreeSet<usize>, shows_field: bool) -> PersonLine {
        let said = [
            (person.is_unusable, "cannot be used", "使えないアドレス", true),
            (person.is_first_time, "not in the address book", "アドレス帳にない", true),
            (person.is_list, "list", "配信リスト", true),
            (person.is_resource, "room", "会議室など", false),
            (person.is_sender, "the sender", "差出人本人", false),
            (person.is_only_shown, "gets no mail", "届かない", false),
        ];
        let said = said.into_iter().filter(|(holds, ..)| *holds);
        let mut marks: Vec<(String, bool)> =
            said.map(|(_, en, ja, is_loud)| (self.lang.pick(en, ja).to_owned(), is_loud)).collect();
        let left: BTreeSet<usize> = person.findings.iter().copied().filter(|number| !told.contains(number)).collect();
        marks.extend(finding_numbers(&left, self.lang).map(|numbers| (numbers, true)));
        let field = if shows_field { field(person.field, self.lang) } else { "" };
        PersonLine { field, who: person.who.text(self.lang), marks }
    }
}

fn people_of(there: &[&Person], lang: Lang) -> String {
    people(there.len(), lang)
}

/// What is about everybody, as a sentence.
pub(super) fn told_of_all(readers: &Readers, lang: Lang) -> Option<Block> {
    let everybody: Vec<&Person> = readers.everybody().collect();
    let common = about_all(&everybody);
    let numbers = finding_numbers(&common, lang)?;
    let count = everybody.len();
    let text = match lang {
        Lang::En if common.len() == 1 => format!("All {count} people: {numbers} is about each of them."),
        Lang::En => format!("All {count} people: {numbers} are about each of them."),
        Lang::Ja => format!("{numbers} は、{count} 人全員についてのものです。"),
    };
    Some(Block::Said(text, Tone::Loud))
}
