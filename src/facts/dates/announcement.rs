//! Whether a line announces something to come, and which of its dates that is said of.

use super::written::WrittenDate;

/// Words of a line about the past (folded by lower case): a report may name any date.
const PAST: [&str; 22] = [
    "した",
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
/// What follows a date that asks for something up to then.
const UP_TO: [&str; 4] = ["まで", "必着", "迄", "締切"];
/// What is asked for.
const REQUESTS: [&str; 10] = ["ください", "下さい", "願い", "申込", "申し込み", "提出", "締切", "必着", "返信", "回答"];
/// What is announced in the present tense.
const FUTURE: [&str; 7] = ["開催します", "開催いたし", "開催致し", "行います", "実施します", "実施いたし", "開催予定"];
/// Names of a line's date that is still to come.
const LIMITS: [&str; 8] = ["締切", "締め切り", "〆切", "期限", "期日", "deadline", "due date", "rsvp by"];
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

/// A line that announces.
#[derive(Debug)]
pub(super) struct Announcement<'a> {
    line: &'a str,
    lower: String,
}

impl<'a> Announcement<'a> {
    /// `None` for a line that announces nothing, or speaks of the past.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        let lower = line.to_lowercase();
        let is_about_years = ["今年", "本年"].iter().any(|word| lower.contains(word));
        let announces = is_about_years || ANNOUNCING.iter().any(|word| lower.contains(word));
        (announces && !PAST.iter().any(|word| lower.contains(word))).then_some(Self { line, lower })
    }

    /// The date and its weekday belong to what is announced.
    pub(super) fn announces(&self, date: &WrittenDate) -> bool {
        date.weekday.is_some() && ANNOUNCING.iter().any(|word| self.lower.contains(word))
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
            let label = before.trim_end_matches([':', '：', '】', '］', ']', '>', '＞', ' ', '　']).to_lowercase();
            label.len() < before.len() && label.ends_with(word)
        });
        let has_request = REQUESTS.iter().any(|word| after.contains(word));
        let is_up_to = has_request && near(after, &UP_TO);
        let will_be = near(after, &["に", "、", "(", "（", "午"]) && FUTURE.iter().any(|word| after.contains(word));
        is_limit || is_up_to || will_be || ENGLISH.iter().any(|word| ends_near(before, word))
    }

    /// 「今年」 stands right before it.
    pub(super) fn says_this_year(&self, date: &WrittenDate) -> bool {
        let before = self.line[..date.place.start].trim_end_matches([' ', '　', '（', '(', '、', '・']);
        ["今年", "本年"].iter().any(|word| before.ends_with(word))
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
