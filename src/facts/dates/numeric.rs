//! Dates of numbers alone, as mail in Latin letters has them: 12/31/2026, 31/12/2026, 31.12.2026, Thu 12/31. Which number is
//! the month is told by what can be one, or by the weekday beside it; where nothing tells, the later day is meant, so that
//! nothing is called past that may be to come.

use super::token::{Token, kanji_weekday, latin_weekday};
use super::written_date::WrittenDate;
use jiff::civil::{Date, Weekday};

/// The date that begins at a token, and the token behind it.
pub(super) fn numeric(tokens: &[Token], at: usize) -> Option<(WrittenDate, usize)> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let number = |at: usize| tokens.get(at).and_then(|token| token.number);
    let mut start = at;
    let before = latin_weekday(text(at));
    if before.is_some() {
        start += 1;
        while matches!(text(start), "," | "." | "(") {
            start += 1;
        }
    }
    let mark = text(start + 1);
    let touches = at > 0 && tokens[at - 1].place.end == tokens[at].place.start;
    let is_apart = !touches || !matches!(text(at - 1), "/" | "." | "-" | "+" | "$" | "#");
    if !matches!(mark, "/" | ".") || !is_apart {
        return None;
    }
    let (first, second) = (number(start)?, number(start + 2)?);
    let year = number(start + 4).filter(|year| text(start + 3) == mark && (1900..2200).contains(year));
    let end = start + if year.is_some() { 5 } else { 3 };
    let goes_on = matches!(text(end), "/" | "-") || text(end) == "." && number(end + 1).is_some();
    let behind = kanji_weekday(tokens, end);
    let weekday = before.or(behind.map(|(weekday, _)| weekday));
    let next = behind.map_or(end, |(_, next)| next);
    let year = year.and_then(|year| i16::try_from(year).ok());
    if goes_on || (year.is_none() && (weekday.is_none() || mark == ".")) {
        return None;
    }
    let orders = if mark == "." { vec![(second, first)] } else { vec![(first, second), (second, first)] };
    let (month, day) = choose(&orders, year, weekday)?;
    let place = tokens[at].place.start..tokens.get(next - 1)?.place.end;
    Some((WrittenDate { place, year, month, day, weekday }, next))
}

/// The month and day that are meant. Without a year only one order may be possible.
fn choose(orders: &[(u32, u32)], year: Option<i16>, weekday: Option<Weekday>) -> Option<(i8, i8)> {
    // 29 February is a day of some years.
    let day_of = |(month, day): &(u32, u32)| {
        Date::new(year.unwrap_or(2000), i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()
    };
    let mut days: Vec<Date> = orders.iter().filter_map(day_of).collect();
    days.dedup();
    let day = match (days.as_slice(), weekday) {
        ([day], _) => *day,
        ([], _) => return None,
        (_, _) if year.is_none() => return None,
        (days, Some(weekday)) => *days.iter().find(|day| day.weekday() == weekday).unwrap_or(&days[0]),
        (days, None) => *days.iter().max()?,
    };
    Some((day.month(), day.day()))
}

#[cfg(test)]
mod tests {
    use crate::facts::dates::written::dates_in;

    #[track_caller]
    fn reads(line: &str, expected: Option<(Option<i16>, i8, i8)>) {
        let found: Vec<_> = dates_in(line).into_iter().map(|date| (date.year, date.month, date.day)).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{line}");
    }

    #[test]
    fn what_cannot_be_a_month_is_the_day() {
        reads("by 12/31/2026", Some((Some(2026), 12, 31)));
        reads("by 31/12/2026.", Some((Some(2026), 12, 31)));
        reads("bis 31.12.2026", Some((Some(2026), 12, 31)));
        reads("Thu, 12/31", Some((None, 12, 31)));
    }

    #[test]
    fn the_weekday_tells_the_month_from_the_day() {
        reads("Tuesday, 12/1/2026", Some((Some(2026), 12, 1)));
        reads("Tuesday, 1/12/2026", Some((Some(2026), 12, 1)));
        reads("締切：12/1/2026（火）", Some((Some(2026), 12, 1)));
    }

    #[test]
    fn the_later_day_is_meant_where_nothing_tells() {
        reads("by 1/12/2026", Some((Some(2026), 12, 1)));
        reads("Tue 1/12", None);
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for line in ["1/2", "12/31", "10.1.2.3", "1.2.2026.3", "32/1/2026", "1/2/2026/3", "#1/2/2026", "3/4 of 2026"] {
            reads(line, None);
        }
    }
}
