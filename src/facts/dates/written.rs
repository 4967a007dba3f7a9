//! Dates as people write them: 2026年12月1日（火）, 令和8年12月1日, R8.12.1, 12/1(火), Tuesday, December 1, 2026, 1 Dec 2026.
//! Knows no calendar: a 31 February is found, and is nobody's day.

use super::numeric::numeric;
use super::token::{Token, kanji_weekday, latin_weekday, tokens};
use super::written_date::WrittenDate;
use jiff::civil::Weekday;
use std::ops::Range;

const ERAS: [(&str, i16); 3] = [("令和", 2018), ("平成", 1988), ("昭和", 1925)];
/// The same by their first letters, before a number and a full stop or stroke.
const SHORT_ERAS: [(&str, i16); 3] = [("r", 2018), ("h", 1988), ("s", 1925)];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What follows a time of four digits.
const TIME_WORDS: [&str; 17] = [
    "hrs", "hours", "h", "utc", "gmt", "jst", "cet", "cest", "bst", "est", "edt", "cst", "cdt", "mst", "mdt", "pst",
    "pdt",
];

/// Every date of a line, in order.
pub(in crate::facts) fn dates_in(line: &str) -> Vec<WrittenDate> {
    let tokens = tokens(line);
    let mut dates = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let written = japanese(&tokens, at).or_else(|| short_era(&tokens, at)).or_else(|| english(&tokens, at));
        match written.or_else(|| numeric(&tokens, at)) {
            Some((date, next)) => {
                dates.push(date);
                at = next;
            }
            None => at += 1,
        }
    }
    dates
}

/// `R8.12.1[(W)]`, `R8/12/1[(W)]`.
fn short_era(tokens: &[Token], at: usize) -> Option<(WrittenDate, usize)> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let number = |at: usize| tokens.get(at).and_then(|token| token.number);
    let (_, before) = SHORT_ERAS.iter().find(|(letter, _)| text(at) == *letter)?;
    let (year, month, day) = (number(at + 1)?, number(at + 3)?, number(at + 5)?);
    let mark = text(at + 2);
    let is_one = matches!(mark, "." | "/") && text(at + 4) == mark && text(at + 6) != mark && year < 65;
    let touches = |at: usize| tokens[at].place.end == tokens[at + 1].place.start;
    if !is_one || !(at..at + 5).all(touches) {
        return None;
    }
    let weekday = kanji_weekday(tokens, at + 6);
    let next = weekday.map_or(at + 6, |(_, next)| next);
    let year = i16::try_from(year).ok()?.checked_add(*before);
    date(tokens, at..next, (year, month, day), weekday.map(|(weekday, _)| weekday)).map(|date| (date, next))
}

/// `[令和]Y年M月D日[(W)]`, `M月D日[(W)]`, `Y/M/D[(W)]`, `Y-M-D[(W)]`, `Y.M.D[(W)]`, `M/D(W)`.
fn japanese(tokens: &[Token], at: usize) -> Option<(WrittenDate, usize)> {
    let sign = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.text == text);
    let number = |at: usize| tokens.get(at).and_then(|token| token.number);
    let era = ERAS.iter().find(|(name, _)| {
        let mut signs = name.chars().map(String::from);
        signs.next().is_some_and(|first| sign(at, &first)) && signs.next().is_some_and(|second| sign(at + 1, &second))
    });
    let first = if era.is_some() { at + 2 } else { at };
    let leading = number(first)?;
    let is_apart = at == 0 || !matches!(tokens[at - 1].text.as_str(), "/" | "." | "-");
    let (year, month_at, marks) = if sign(first + 1, "年") {
        (Some(leading), first + 2, ("月", Some("日")))
    } else if let Some(mark) = ["/", "-", "."].into_iter().find(|mark| leading >= 1900 && sign(first + 1, mark)) {
        (Some(leading), first + 2, (mark, None))
    } else if sign(first + 1, "月") {
        (None, first, ("月", Some("日")))
    } else if sign(first + 1, "/") && is_apart {
        (None, first, ("/", None))
    } else {
        return None;
    };
    let (month, day) = (number(month_at)?, number(month_at + 2)?);
    if !sign(month_at + 1, marks.0) || marks.1.is_some_and(|mark| !sign(month_at + 3, mark)) {
        return None;
    }
    let end = month_at + 3 + usize::from(marks.1.is_some());
    let weekday = kanji_weekday(tokens, end);
    // `2026.12.1` may be a version, `v2026.12.1.3` is one.
    let is_version = marks.0 == "."
        && (sign(end, ".") && number(end + 1).is_some()
            || at > 0 && tokens[at - 1].place.end == tokens[at].place.start && tokens[at - 1].text.is_ascii());
    if is_version {
        return None;
    }
    // `1/2` may be a half: only its weekday makes it a date.
    if year.is_none() && marks.0 == "/" && weekday.is_none() {
        return None;
    }
    let year = match (year, era) {
        (Some(year), Some((_, before))) => Some(i16::try_from(year).ok()?.checked_add(*before)?),
        (Some(year), None) if year < 1900 => return None,
        (Some(year), None) => Some(i16::try_from(year).ok()?),
        (None, _) => None,
    };
    let next = weekday.map_or(end, |(_, next)| next);
    date(tokens, at..next, (year, month, day), weekday.map(|(weekday, _)| weekday)).map(|date| (date, next))
}

/// `[Tuesday,] December 1[st][,] 2026`, `[Tue,] 1[st] [of] Dec[.] 2026`, either with `(Tuesday)` behind it.
fn english(tokens: &[Token], at: usize) -> Option<(WrittenDate, usize)> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let number = |at: usize| tokens.get(at).and_then(|token| token.number);
    let mut next = at;
    let mut weekday = latin_weekday(text(next));
    if weekday.is_some() {
        next += 1;
        while matches!(text(next), "," | "." | "the") {
            next += 1;
        }
    }
    let skip = |next: usize, words: &[&str]| (next..).find(|at| !words.contains(&text(*at))).unwrap_or(next);
    let ordinals = ["st", "nd", "rd", "th", "of", "."];
    let (month, day);
    if let Some(found) = month_of(text(next)) {
        next = skip(next + 1, &["."]);
        (month, day) = (found, number(next)?);
        next = skip(next + 1, &["st", "nd", "rd", "th"]);
    } else {
        day = number(next)?;
        next = skip(next + 1, &ordinals);
        month = month_of(text(next))?;
        next = skip(next + 1, &[]);
        next = if text(next) == "." && number(next + 1).is_some() { next + 1 } else { next };
    }
    let year_at = if text(next) == "," { next + 1 } else { next };
    // `May 20, 1930 CET` is half past seven.
    let is_hour = TIME_WORDS.contains(&text(year_at + 1));
    let year = number(year_at).filter(|year| (1900..2200).contains(year) && !is_hour);
    if year.is_some() {
        next = year_at + 1;
    }
    if weekday.is_none() && text(next) == "(" {
        weekday = latin_weekday(text(next + 1)).filter(|_| text(next + 2) == ")");
        next += if weekday.is_some() { 3 } else { 0 };
    }
    // Without a year and a weekday, `may 1` is too little.
    if year.is_none() && weekday.is_none() {
        return None;
    }
    let year = year.and_then(|year| i16::try_from(year).ok());
    date(tokens, at..next, (year, month, day), weekday).map(|date| (date, next))
}

/// The number of a month by its name, whole or its first letters.
fn month_of(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|month| {
        *month == word || (word.len() == 3 && month.starts_with(word)) || (word == "sept" && *month == "september")
    })?;
    u32::try_from(at + 1).ok()
}

fn date(
    tokens: &[Token],
    taken: Range<usize>,
    (year, month, day): (Option<i16>, u32, u32),
    weekday: Option<Weekday>,
) -> Option<WrittenDate> {
    let is_possible = (1..=12).contains(&month) && (1..=31).contains(&day);
    let place = tokens.get(taken.start)?.place.start..tokens.get(taken.end.checked_sub(1)?)?.place.end;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    is_possible.then_some(WrittenDate { place, year, month, day, weekday })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<(String, Option<i16>, i8, i8, bool)> {
        let dates = dates_in(line).into_iter();
        dates
            .map(|date| (line[date.place].to_owned(), date.year, date.month, date.day, date.weekday.is_some()))
            .collect()
    }

    #[track_caller]
    fn reads(line: &str, date: &str, (year, month, day): (Option<i16>, i8, i8), has_weekday: bool) {
        assert_eq!(found(line), [(date.to_owned(), year, month, day, has_weekday)], "{line}");
    }

    #[test]
    fn japanese_dates_have_two_calendars_and_several_signs() {
        reads("日時 2026年12月1日（火） 10時", "2026年12月1日（火）", (Some(2026), 12, 1), true);
        reads("令和元年５月１日", "令和元年５月１日", (Some(2019), 5, 1), false);
        reads("12月1日(火・祝)まで", "12月1日(火・祝)", (None, 12, 1), true);
        reads("2026/12/1(火曜日)", "2026/12/1(火曜日)", (Some(2026), 12, 1), true);
        reads("12/1(火) 10:00", "12/1(火)", (None, 12, 1), true);
        reads("2026-12-01 (Tue)", "2026-12-01 (Tue)", (Some(2026), 12, 1), true);
        reads("R8.12.1（火）まで", "R8.12.1（火）", (Some(2026), 12, 1), true);
        reads("2026.12.1(火)", "2026.12.1(火)", (Some(2026), 12, 1), true);
        reads("12月1日 火曜日", "12月1日 火曜日", (None, 12, 1), true);
    }

    #[test]
    fn english_dates_come_in_two_orders() {
        reads("on Tuesday, December 1st, 2026.", "Tuesday, December 1st, 2026", (Some(2026), 12, 1), true);
        reads("by 1 Dec 2026", "1 Dec 2026", (Some(2026), 12, 1), false);
        reads("Tue, the 1st of December", "Tue, the 1st of December", (None, 12, 1), true);
        reads("Tuesday, December 1, 1930 CET", "Tuesday, December 1", (None, 12, 1), true);
        reads("December 1 (Tuesday)", "December 1 (Tuesday)", (None, 12, 1), true);
    }

    #[test]
    fn numbers_and_words_alone_are_no_dates() {
        for line in
            ["1/2 の確率", "you may 1", "3月", "12月32日", "v2026.12.1", "r 8.1.2", "第2026年度", "sun 3", "1.2/3(火"]
        {
            assert_eq!(found(line), [], "{line}");
        }
    }
}
