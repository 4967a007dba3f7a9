//! Whether a line announces something to come, and which of its dates that is said of.

use super::written_date::WrittenDate;
use crate::fold::fold;
use crate::lists::WordIndex;
use crate::pattern::Pattern;
use std::ops::Range;
use std::sync::LazyLock;

static THIS_YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:今年|本年)[ 　]?[（(]((?:[12１２][0-9０-９]{3}|令和[ 　]?[0-9０-９]{1,2})年)[)）]".to_owned())
});

/// Words of a line about the past (folded by lower case).
const PAST: [&str; 24] = [
    "した",
    "ていた",
    "だった",
    "された",
    "でした",
    "ました",
    "済",
    "過去",
    "前回",
    "昨年",
    "去年",
    "先日",
    "先週",
    "先月",
    "was ",
    "were ",
    "had ",
    "has ",
    " held in",
    " last ",
    " ago",
    "wrote:",
    "posted",
    "previous",
];
/// Words that announce a day and its weekday.
const ANNOUNCING: [&str; 27] = [
    "開催",
    "期限",
    "締切",
    "締め切り",
    "〆切",
    "まで",
    "実施",
    "予定",
    "日時",
    "開始",
    "行います",
    "期日",
    "必着",
    "お越し",
    "deadline",
    "due ",
    "will be",
    "will take place",
    "takes place",
    "join us",
    "scheduled",
    "until ",
    " by ",
    "no later than",
    "rsvp",
    "register",
    "meet on",
];
/// What days without a year are named for, when they are still to come.
const EVENTS: [&str; 17] = [
    "次回",
    "お待ち",
    "会議",
    "打合せ",
    "打ち合わせ",
    "ミーティング",
    "説明会",
    "研修",
    "講座",
    "伺い",
    "いかがでしょうか",
    "see you",
    "meeting",
    "meet ",
    "available on",
    "how about",
    "works for",
];
/// What follows a date that asks for something up to then.
const UP_TO: [&str; 4] = ["まで", "必着", "迄", "締切"];
/// What is asked for.
const REQUESTS: [&str; 10] = ["ください", "下さい", "願い", "申込", "申し込み", "提出", "締切", "必着", "返信", "回答"];
/// What is announced in the present tense.
const FUTURE: [&str; 7] = ["開催します", "開催いたし", "開催致し", "行います", "実施します", "実施いたし", "開催予定"];
/// Names of a line's date that is still to come.
const LIMITS: [&str; 8] = ["締切", "締め切り", "〆切", "期限", "期日", "deadline", "due date", "rsvp by"];
/// Signs between such a name and its date.
const END_OF_LABEL: &str = ":：】］]>＞)） \t　";
/// The same in English prose.
const ENGLISH: [&str; 11] = [
    "deadline is",
    "is due",
    "are due",
    "will be held",
    "will take place",
    "takes place on",
    "join us on",
    "is scheduled",
    "no later than",
    "please reply by",
    "please register by",
];

/// What is asked for by a date in English.
const ENGLISH_REQUESTS: [&str; 7] = ["please", "kindly", "let me know", "let us know", "must be", "submit", "respond"];
/// Names of the day in an invitation.
const DAYS: [&str; 6] = ["日時", "開催日", "開催日時", "期日", "date", "when"];
/// Words that name the year of the mail.
const THIS_YEARS: [&str; 2] = ["今年", "本年"];
/// Subjects of invitations, and of what tells how it was.
const INVITATIONS: [&str; 6] = ["案内", "開催", "募集", "招待", "invitation", "invite"];
const REPORTS: [&str; 10] = ["報告", "議事", "結果", "御礼", "お礼", "記録", "資料", "minutes", "report", "summary"];

/// True for the subject of an invitation that its author sends first.
pub(super) fn is_invitation(subject: &str) -> bool {
    let lower = subject.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let is_answer = ["re:", "re：", "fw", "返信", "転送"].iter().any(|prefix| lower.trim_start().starts_with(prefix));
    has(&INVITATIONS) && !has(&REPORTS) && !is_answer
}

/// What the words of a line speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Past,
    Announcing,
    Event,
    /// The name of a day, or 今年.
    Day,
}

/// Every word by which a line is told to announce, ready to be looked for at once.
static WORDS: LazyLock<(WordIndex, Vec<Topic>)> = LazyLock::new(|| {
    let of = |topic, words: &'static [&'static str]| words.iter().map(move |word| (*word, topic));
    let words = of(Topic::Past, &PAST).chain(of(Topic::Announcing, &ANNOUNCING)).chain(of(Topic::Event, &EVENTS));
    let (words, topics): (Vec<&str>, Vec<Topic>) =
        words.chain(of(Topic::Day, &DAYS)).chain(of(Topic::Day, &THIS_YEARS)).unzip();
    (WordIndex::new(words), topics)
});

/// A line that announces, unless it speaks of the past.
#[derive(Debug)]
pub(super) struct Announcement<'a> {
    line: &'a str,
    lower: String,
    topics: Vec<Topic>,
    is_invitation: bool,
}

impl<'a> Announcement<'a> {
    /// `None` for a line that announces nothing. In an invitation, `日時：` announces as well.
    pub(super) fn of(line: &'a str, is_invitation: bool) -> Option<Self> {
        let lower = line.to_lowercase();
        let (index, topics) = &*WORDS;
        let topics: Vec<Topic> = index.found_in(&lower).map(|(number, _)| topics[number]).collect();
        topics.iter().any(|topic| *topic != Topic::Past).then_some(Self { line, lower, topics, is_invitation })
    }

    /// True for a line that speaks of the past: a report may name any date.
    pub(super) fn is_past(&self) -> bool {
        self.topics.contains(&Topic::Past)
    }

    /// The date and its weekday belong to what is announced.
    pub(super) fn announces(&self, date: &WrittenDate, is_to_come: bool) -> bool {
        let has = |topic| self.topics.contains(&topic);
        date.weekday.is_some() && (has(Topic::Announcing) || (is_to_come && has(Topic::Event)))
    }

    /// Years that are said to be this one: 「今年（2025年）」. Business years (年度) are others.
    pub(super) fn this_years(&self) -> Vec<(Range<usize>, i16)> {
        let places = THIS_YEAR.places_in(self.line);
        let years = places.filter_map(|place| {
            let written = &self.line[place.clone()];
            let number: String = fold(written).chars().filter(char::is_ascii_digit).collect();
            let year: i16 = number.parse().ok()?;
            Some((place, if written.starts_with("令和") { year.checked_add(2018)? } else { year }))
        });
        years.collect()
    }

    /// Something is asked for up to this date, or will happen on it.
    pub(super) fn demands(&self, date: &WrittenDate) -> bool {
        let after = self.line[date.place.end..].trim_start();
        let before = self.line[..date.place.start].trim_end();
        let begins_span = ["から", "より", "~", "〜", "～", "-", "－", "–", "以降", "付", "現在", "発"];
        if begins_span.iter().any(|word| after.starts_with(word)) {
            return false;
        }
        let is_limit = LIMITS.iter().any(|word| {
            let label = before.trim_end_matches(|sign| sign == 'は' || END_OF_LABEL.contains(sign)).to_lowercase();
            label.len() < self.line[..date.place.start].len() && label.ends_with(word)
        });
        let is_day_of_invitation = self.is_invitation
            && date.year.is_some()
            && DAYS.iter().any(|word| {
                let label = before.trim_end_matches(|sign| END_OF_LABEL.contains(sign)).to_lowercase();
                label.len() < before.len() && label.ends_with(word)
            });
        let is_asked_by = [" by", " before"].iter().any(|word| before.to_lowercase().ends_with(word))
            && ENGLISH_REQUESTS.iter().any(|word| self.lower.contains(word));
        let has_request = REQUESTS.iter().any(|word| after.contains(word));
        let is_up_to = has_request && near(after, &UP_TO);
        let will_be = near(after, &["に", "、", "(", "（", "午"]) && FUTURE.iter().any(|word| after.contains(word));
        is_limit
            || is_day_of_invitation
            || is_asked_by
            || is_up_to
            || will_be
            || ENGLISH.iter().any(|word| ends_near(before, word))
    }

    /// 「今年」 stands right before it.
    pub(super) fn says_this_year(&self, date: &WrittenDate) -> bool {
        let before = self.line[..date.place.start].trim_end_matches([' ', '　', '（', '(', '、', '・']);
        THIS_YEARS.iter().any(|word| before.ends_with(word))
    }
}

/// One of the words within a few characters: a time of day may come first.
fn near(text: &str, words: &[&str]) -> bool {
    let first: String = text.chars().take(12).collect();
    words.iter().any(|word| first.contains(word))
}

/// The words end before the date, with `on`, `by` or a colon between.
fn ends_near(before: &str, words: &str) -> bool {
    let lower = before.to_lowercase();
    let Some(at) = lower.rfind(words) else { return false };
    let rest = lower[at + words.len()..].trim();
    rest.len() <= 12 && !rest.contains(['.', ';'])
}
