//! One page about many drafts that go out together: gathered draft by draft, so that no more than a few of them are ever
//! held. Knows only what stands on their sheets.

use super::{Approved, File, GroupKind, Open, Question, Sheet, Who};
use crate::lang::Bilingual;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Lines of a draft that are shown in short.
const MOST_LINES: usize = 5;
/// Recipients of a draft that are named in short.
const MOST_NAMED: usize = 3;
/// Drafts of which the middle one is chosen; of more, every second, fourth ... is kept.
const KEPT: usize = 512;
/// Senders and subjects that are told apart.
const MOST_DIFFERENT: usize = 1_000;

/// What stands on the page of a mailing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailingSheet {
    /// What was named on the command line.
    pub paths: Vec<String>,
    /// Day of the check, `2026-04-01`.
    pub checked_on: String,
    /// What an approval of the mailing is bound to; `None` when something of it could not be read.
    pub digest: Option<String>,
    /// The table that it was made from; `None` when nobody named one.
    pub roster: Option<Table>,
    /// Who has approved it; `None` where nobody is to.
    pub approvals: Option<Vec<Approved>>,
    /// Drafts that were read.
    pub drafts: usize,
    /// Drafts that were not.
    pub unreadable: usize,
    /// Different addresses.
    pub people: usize,
    /// Of them outside; `None`: nothing says who we are.
    pub outside: Option<usize>,
    /// Organizations outside.
    pub organizations: usize,
    /// Addresses at providers.
    pub private: usize,
    /// Addresses that get more than one of the drafts.
    pub several: usize,
    /// Recipients of the draft that has most.
    pub most_people: usize,
    /// Drafts whose To and Cc show two outside parties to each other.
    pub exposing: usize,
    /// Different senders, with how many drafts each has; the most frequent first.
    pub senders: Vec<(String, usize)>,
    /// Different subjects in the same way.
    pub subjects: Vec<(String, usize)>,
    /// Files that every draft has.
    pub shared_files: Vec<File>,
    /// Different files that not every draft has.
    pub own_files: usize,
    /// Drafts without any file.
    pub without_file: usize,
    /// What was found, by rule, the gravest first, with how many drafts have it.
    pub findings: Vec<(Open, usize)>,
    /// What only all of them together show.
    pub together: Vec<Open>,
    /// The first, one from the middle, the last.
    pub samples: Vec<Brief>,
    /// What to ask oneself.
    pub questions: Vec<Question>,
}

/// The table that a mailing was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// As it was named.
    pub name: String,
    /// Rows below the heads.
    pub rows: usize,
    /// `sha256:` and the hash of its text in UTF-8, as an approval has it.
    pub hash: String,
}

/// A draft in short.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brief {
    /// Where it lies.
    pub path: String,
    /// Number in its file, from 1.
    pub message: u32,
    /// Subject.
    pub subject: Option<String>,
    /// The first few whom it goes to.
    pub readers: Vec<Who>,
    /// How many more.
    pub readers_left: usize,
    /// First lines of its text.
    pub beginning: Vec<String>,
    /// Names of its files.
    pub files: Vec<String>,
}

/// What is kept of the drafts that have been seen.
#[derive(Debug, Default)]
pub struct Gathered {
    sheet: MailingSheet,
    /// Address -> how many drafts it gets, and whether it is outside.
    people: HashMap<String, (usize, Option<bool>)>,
    organizations: BTreeSet<(GroupKind, String)>,
    private: HashSet<String>,
    senders: BTreeMap<String, usize>,
    subjects: BTreeMap<String, usize>,
    /// Files by hash and name.
    files: HashMap<(Option<String>, Option<String>), (File, usize)>,
    findings: BTreeMap<String, (Open, usize)>,
    first: Option<Brief>,
    last: Option<Brief>,
    middle: Vec<Brief>,
    stride: usize,
}

impl Gathered {
    /// Takes note of a draft.
    pub fn add(&mut self, sheet: &Sheet) {
        self.sheet.drafts += 1;
        let readers = &sheet.readers;
        self.sheet.most_people = self.sheet.most_people.max(readers.people);
        self.sheet.exposing += usize::from(readers.visible_parties >= 2);
        for group in &readers.groups {
            if matches!(group.kind, GroupKind::Partner | GroupKind::Domain) {
                self.organizations.insert((group.kind, group.name.clone()));
            }
            for person in group.people.iter().filter(|person| !person.is_only_shown) {
                let Some(address) = person.who.address.as_ref().map(|address| address.to_lowercase()) else { continue };
                if group.kind == GroupKind::Private {
                    self.private.insert(address.clone());
                }
                let known = self.people.entry(address).or_insert((0, person.is_outside));
                known.0 += 1;
            }
        }
        if let Some(sender) = sheet.from.first().and_then(|who| who.address.clone()) {
            count(&mut self.senders, sender);
        }
        count(&mut self.subjects, sheet.subject.clone().unwrap_or_default());
        self.sheet.without_file += usize::from(sheet.files.is_empty());
        let mut seen = HashSet::new();
        for file in &sheet.files {
            let key = (file.sha256.clone(), file.name.clone());
            if seen.insert(key.clone()) {
                self.files.entry(key).or_insert_with(|| (file.clone(), 0)).1 += 1;
            }
        }
        let mut rules = BTreeSet::new();
        for open in sheet.findings.iter().filter(|open| rules.insert(open.rule.as_str())) {
            let known = self.findings.entry(open.rule.clone()).or_insert_with(|| (open.clone(), 0));
            known.1 += 1;
            known.0.severity = known.0.severity.max(open.severity);
        }
        self.keep(sheet);
    }

    fn keep(&mut self, sheet: &Sheet) {
        let brief = Brief::of(sheet);
        let number = self.sheet.drafts - 1;
        if number.is_multiple_of(self.stride.max(1)) {
            self.middle.push(brief.clone());
        }
        if self.middle.len() > KEPT {
            self.stride = self.stride.max(1) * 2;
            let mut nth = 0;
            self.middle.retain(|_| {
                nth += 1;
                nth % 2 == 1
            });
        }
        if self.first.is_none() {
            self.first = Some(brief.clone());
        }
        self.last = Some(brief);
    }

    /// The page. `begun` has what is no sum over the drafts: what could not be read, the roster, approvals, and what only all
    /// drafts together show.
    #[must_use]
    pub fn sheet(self, begun: MailingSheet) -> MailingSheet {
        let drafts = self.sheet.drafts;
        let knows_us = self.people.values().any(|(_, is_outside)| is_outside.is_some());
        let outside = self.people.values().filter(|(_, is_outside)| *is_outside == Some(true)).count();
        let mut shared: Vec<File> = Vec::new();
        let mut own_files = 0;
        for (file, count) in self.files.into_values() {
            if count == drafts { shared.push(file) } else { own_files += 1 }
        }
        shared.sort_by(|one, other| one.name.cmp(&other.name));
        let mut findings: Vec<(Open, usize)> = self.findings.into_values().collect();
        findings.sort_by_key(|(open, count)| std::cmp::Reverse((open.severity, *count)));
        let middle = self.middle.get(self.middle.len() / 2).filter(|_| drafts > 2).cloned();
        let last = self.last.filter(|_| drafts > 1);
        let mut sheet = MailingSheet {
            drafts,
            most_people: self.sheet.most_people,
            exposing: self.sheet.exposing,
            without_file: self.sheet.without_file,
            people: self.people.len(),
            outside: knows_us.then_some(outside),
            organizations: self.organizations.len(),
            private: self.private.len(),
            several: self.people.values().filter(|(count, _)| *count > 1).count(),
            senders: by_number(self.senders),
            subjects: by_number(self.subjects),
            shared_files: shared,
            own_files,
            findings,
            samples: self.first.into_iter().chain(middle).chain(last).collect(),
            ..begun
        };
        sheet.questions = questions(&sheet);
        sheet
    }
}

impl Brief {
    fn of(sheet: &Sheet) -> Self {
        let readers: Vec<Who> = sheet.readers.everybody().take(MOST_NAMED).map(|person| person.who.clone()).collect();
        Self {
            path: sheet.path.clone(),
            message: sheet.message,
            subject: sheet.subject.clone(),
            readers_left: sheet.readers.everybody().count() - readers.len(),
            readers,
            beginning: sheet.words.beginning.iter().filter(|line| !line.is_empty()).take(MOST_LINES).cloned().collect(),
            files: sheet.files.iter().filter_map(|file| file.name.clone()).collect(),
        }
    }
}

fn count(counts: &mut BTreeMap<String, usize>, name: String) {
    if counts.len() < MOST_DIFFERENT || counts.contains_key(&name) {
        *counts.entry(name).or_default() += 1;
    }
}

fn by_number(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    sorted
}

/// What a mailing is asked: the samples always, the rest where it fits.
fn questions(sheet: &MailingSheet) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut ask = |id, en: String, ja: String| questions.push(Question { id, text: Bilingual { en, ja } });
    let (drafts, people) = (sheet.drafts, sheet.people);
    ask(
        "first-middle-last",
        "Have you opened the first, the middle and the last draft, and compared name, address and text in each?"
            .to_owned(),
        "最初・中ほど・最後の下書きを開いて、宛名・アドレス・本文が同じ人のものか確かめましたか？".to_owned(),
    );
    // Which folder it lies in stands above.
    let file_name = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    match sheet.roster.as_ref().map(|table| (file_name(&table.name), table.rows)) {
        Some((name, rows)) if rows == drafts => ask(
            "numbers",
            format!("There are {drafts} drafts, as many as {name} has rows. Is it today's list?"),
            format!("下書きは {drafts} 通で、名簿「{name}」の {rows} 行と同じ数です。最新の名簿ですか？"),
        ),
        Some((name, rows)) => ask(
            "numbers",
            format!("There are {drafts} drafts, and {name} has {rows} rows. Why are they not as many?"),
            format!("下書きは {drafts} 通、名簿「{name}」は {rows} 行です。数が違うのはなぜですか？"),
        ),
        None => ask(
            "numbers",
            format!("Are {drafts} drafts to {people} addresses as many as the list you wrote them from has?"),
            format!("{drafts} 通・{people} 件という数は、元の名簿の件数と合っていますか？"),
        ),
    }
    if sheet.exposing > 0 {
        let exposing = sheet.exposing;
        ask(
            "seen-by-each-other",
            format!("In {exposing} of them people outside see each other. May they?"),
            format!("{exposing} 通では、組織外の人どうしのアドレスが見えます。それでよいですか？"),
        );
    }
    if sheet.several > 0 {
        let several = sheet.several;
        ask(
            "several",
            format!("Are {several} addresses meant to get more than one of the drafts?"),
            format!("2 通以上届くアドレスが {several} 件あります。意図どおりですか？"),
        );
    }
    if sheet.own_files > 0 {
        let files = sheet.own_files;
        ask(
            "own-files",
            format!("{files} files go to some only. Does each stand in the draft of the person it is about?"),
            format!("人によって違う添付が {files} 個あります。それぞれ本人の下書きに付いていますか？"),
        );
    }
    if sheet.senders.len() > 1 || sheet.subjects.len() > 1 {
        ask(
            "different",
            "Are sender and subject meant to differ between the drafts?".to_owned(),
            "差出人や件名が下書きによって違います。意図どおりですか？".to_owned(),
        );
    }
    if !sheet.findings.is_empty() || !sheet.together.is_empty() {
        ask(
            "findings",
            "Have the findings been put right? If not: who has decided that?".to_owned(),
            "検査での指摘は直しましたか？ そのまま送るなら、誰の判断ですか？".to_owned(),
        );
    }
    if questions.len() < 3 {
        questions.push(Question {
            id: "last-words",
            text: Bilingual {
                en: "Is this the last version, with nothing left that was meant for yourself?".to_owned(),
                ja: "これが最終版ですか？ 自分用のメモや消し忘れは残っていませんか？".to_owned(),
            },
        });
    }
    questions
}
