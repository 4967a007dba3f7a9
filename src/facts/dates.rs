//! Dates that cannot be meant: on another day of the week, or announced and long past. A date with its year has one
//! weekday wherever it stands; all else is judged only where the text announces (まで, 開催します, "deadline"). Knows no
//! holidays.

mod announcement;
mod numeric;
mod token;
pub(super) mod written;
mod written_date;

use super::schema::{BodyKind, BodyPlace, BodyRow, Certainty};
use crate::draft::Draft;
use crate::span::Span;
use announcement::Announcement;
use jiff::civil::{Date, Weekday};
use written::dates_in;
use written_date::WrittenDate;

/// A date as far back as this may be one that the reader was told before.
const GRACE_DAYS: i32 = 7;
/// A date without a year that is nearer in the past than in the future is a past one, up to here.
const LONGEST_PAST_DAYS: i32 = 120;
/// Longest line that is read, in bytes, and most lines with an announcement: nobody announces more.
const LONGEST_LINE_BYTES: usize = 2_000;
const MOST_LINES: usize = 500;

/// Dates in subject and own text. "Now" is the draft's own Date where it has one: a report about a file then stays the
/// same from day to day, and mailers renew it with every change of the draft. Else it is `today`.
pub(super) fn rows(draft: &Draft, today: Date) -> Vec<BodyRow> {
    let own_date = draft.date.as_ref().and_then(|date| date.value.get(.."2026-04-01".len())?.parse().ok());
    let now = own_date.unwrap_or(today);
    let subject = draft.subject.iter().map(|subject| (BodyPlace::Subject, subject.span));
    let own = draft.body.own.iter().map(|span| (BodyPlace::OwnText, *span));
    let is_invitation = draft.subject.as_ref().is_some_and(|subject| announcement::is_invitation(&subject.value));
    let mut rows = Vec::new();
    for (place, passage) in subject.chain(own) {
        let text = draft.view.slice(passage);
        let mut start = passage.start;
        let mut read = 0;
        for line in text.split_inclusive('\n') {
            if read < MOST_LINES
                && line.len() <= LONGEST_LINE_BYTES
                && has_number(line)
                && let announcement = Announcement::of(line, is_invitation)
                && (announcement.is_some() || may_have_weekday(line))
            {
                read += 1;
                let announcement = announcement.filter(|announcement| !announcement.is_past());
                let dates = dates_in(line).into_iter();
                rows.extend(dates.filter_map(|date| row(&date, announcement.as_ref(), now, place, (line, start))));
                let years = announcement.iter().flat_map(|announcement| announcement.this_years());
                rows.extend(years.filter_map(|year| year_row(year, now, place, (line, start))));
            }
            start += line.len();
        }
    }
    rows
}

fn row(
    date: &WrittenDate,
    announcement: Option<&Announcement<'_>>,
    now: Date,
    place: BodyPlace,
    (line, start): (&str, usize),
) -> Option<BodyRow> {
    let is_japanese = !line[date.place.clone()].is_ascii();
    let (problem, actual) = problem(date, announcement, now, is_japanese)?;
    if problem == "weekday" && is_one_of_several(&line[date.place.end..]) {
        return None;
    }
    let span = Span::from(date.place.clone()).shifted(start);
    let row = BodyRow::new(span, BodyKind::StaleDate, place, line[date.place.clone()].to_owned());
    Some(BodyRow { certainty: Certainty::Likely, problem: Some(problem), actual: Some(actual), ..row })
}

/// 「今年（2025年）」 in another year.
fn year_row(
    (range, year): (std::ops::Range<usize>, i16),
    now: Date,
    place: BodyPlace,
    (line, start): (&str, usize),
) -> Option<BodyRow> {
    let span = Span::from(range.clone()).shifted(start);
    let row = BodyRow::new(span, BodyKind::StaleDate, place, line[range].to_owned());
    let actual = Some(now.year().to_string());
    (now.year() > 0 && year != now.year()).then_some(BodyRow {
        certainty: Certainty::Likely,
        problem: Some("this-year"),
        actual,
        ..row
    })
}

/// 「Thursday or Friday, June 1 or 2」: which weekday is whose is not said.
fn is_one_of_several(after: &str) -> bool {
    let after = after.trim_start();
    let rest = ["&", "and ", "or ", "-", "–"].iter().find_map(|joint| after.strip_prefix(joint));
    rest.is_some_and(|rest| rest.trim_start().starts_with(|next: char| next.is_ascii_digit()))
}

/// True for a line with a number of any script. Kana and kanji are letters to Unicode, and are not looked up.
fn has_number(line: &str) -> bool {
    let is_letter = |sign| matches!(sign, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4E00}'..='\u{9FFF}');
    let is_numeric = |sign: char| !is_letter(sign) && sign.is_numeric();
    line.bytes().any(|byte| byte.is_ascii_digit()) || !line.is_ascii() && line.chars().any(is_numeric)
}

/// True for a line that a weekday may stand on.
fn may_have_weekday(line: &str) -> bool {
    line.contains(['月', '火', '水', '木', '金', '土', '日'])
        || ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().any(|day| line.contains(day))
}

/// What is wrong, and what is the case: in the language of the date, since whoever wrote it reads that.
fn problem(
    date: &WrittenDate,
    announcement: Option<&Announcement<'_>>,
    now: Date,
    is_japanese: bool,
) -> Option<(&'static str, String)> {
    let day = day_of(date, now)?;
    if let Some(weekday) = date.weekday
        && (date.year.is_some() || announcement.is_some_and(|announcement| announcement.announces(date, day >= now)))
        && day.weekday() != weekday
    {
        let actual = match weekday_names(day.weekday()) {
            (_, japanese) if is_japanese => format!("{day}（{japanese}）"),
            (english, _) => format!("{day}, {english}"),
        };
        return Some(("weekday", actual));
    }
    let announcement = announcement?;
    if announcement.says_this_year(date) && date.year.is_some_and(|year| year != now.year()) && now.year() > 0 {
        return Some(("this-year", now.year().to_string()));
    }
    let past_days = day.until(now).ok()?.get_days();
    let is_past = past_days > GRACE_DAYS && (date.year.is_some() || past_days <= LONGEST_PAST_DAYS);
    (now.year() > 0 && is_past && announcement.demands(date)).then(|| ("past", day.to_string()))
}

/// The date that is written; without a year, the nearest one to now.
fn day_of(date: &WrittenDate, now: Date) -> Option<Date> {
    let at = |year: i16| Date::new(year, date.month, date.day).ok();
    match date.year {
        Some(year) => at(year),
        // Without a now nothing is near.
        None if now.year() <= 0 => None,
        None => {
            let days = |day: &Date| day.until(now).map_or(i32::MAX, |span| span.get_days().abs());
            [now.year() - 1, now.year(), now.year() + 1].into_iter().filter_map(at).min_by_key(days)
        }
    }
}

fn weekday_names(weekday: Weekday) -> (&'static str, &'static str) {
    match weekday {
        Weekday::Monday => ("Monday", "月"),
        Weekday::Tuesday => ("Tuesday", "火"),
        Weekday::Wednesday => ("Wednesday", "水"),
        Weekday::Thursday => ("Thursday", "木"),
        Weekday::Friday => ("Friday", "金"),
        Weekday::Saturday => ("Saturday", "土"),
        Weekday::Sunday => ("Sunday", "日"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::test_draft::draft;

    fn problems(text: &str) -> Vec<(String, &'static str)> {
        let draft = draft(&format!("Subject: x\n\n{text}\n"));
        let rows = rows(&draft, jiff::civil::date(2026, 11, 22)).into_iter();
        rows.filter_map(|row| Some((row.text, row.problem?))).collect()
    }

    #[track_caller]
    fn wrong(text: &str, date: &str, problem: &'static str) {
        assert_eq!(problems(text), [(date.to_owned(), problem)], "{text}");
    }

    #[test]
    fn a_number_is_one_in_any_script() {
        for (line, expected) in
            [("第１回", true), ("③", true), ("the 5th", true), ("二十日まで", false), ("may", false)]
        {
            assert_eq!(has_number(line), expected, "{line}");
        }
    }

    #[test]
    fn an_announced_date_falls_on_its_day_of_the_week() {
        wrong("説明会を2026年12月1日（月）に開催します。", "2026年12月1日（月）", "weekday");
        wrong("令和８年１２月１日（月）までに提出してください。", "令和８年１２月１日（月）", "weekday");
        wrong("次回の会議は12月1日(月)10時からです。", "12月1日(月)", "weekday");
        wrong("Let's meet on Monday, December 1.", "Monday, December 1", "weekday");
        wrong("日時：12月1日(月) 10時", "12月1日(月)", "weekday");
        wrong("The deadline is Monday, December 1, 2026.", "Monday, December 1, 2026", "weekday");
        wrong("It will be held on Mon, 1 December 2026.", "Mon, 1 December 2026", "weekday");
        assert_eq!(problems("説明会を2026年12月1日（火）に開催します。"), []);
        assert_eq!(problems("The deadline is Tuesday, December 1, 2026."), []);
    }

    #[test]
    fn a_date_with_its_year_has_one_weekday_wherever_it_stands() {
        wrong("2025年12月5日(月)に開催しました。", "2025年12月5日(月)", "weekday");
        assert_eq!(problems("12月5日(月)に開催しました。"), []);
        assert_eq!(problems("How about Tuesday or Wednesday, December 1 or 2?"), []);
    }

    #[test]
    fn an_invitation_is_to_what_is_to_come() {
        let told = |subject: &str, text: &str| {
            let draft = draft(&format!("Subject: {subject}\n\n{text}\n"));
            rows(&draft, jiff::civil::date(2026, 11, 22)).len()
        };
        assert_eq!(told("説明会のご案内", "日時：2025年12月5日(金) 10時"), 1);
        assert_eq!(told("Invitation: workshop", "Date: 5 December 2025"), 1);
        assert_eq!(told("説明会の議事録のご案内", "日時：2025年12月5日(金) 10時"), 0);
        assert_eq!(told("Re: 説明会のご案内", "日時：2025年12月5日(金) 10時"), 0);
    }

    #[test]
    fn what_is_to_come_is_not_long_past() {
        wrong("2025年12月5日までにご提出ください。", "2025年12月5日", "past");
        wrong("申込締切：令和7年12月5日", "令和7年12月5日", "past");
        wrong("回答期限 10/30(金)", "10/30(金)", "past");
        wrong("申込期限は令和7年12月1日です。", "令和7年12月1日", "past");
        wrong("R7.12.1までに提出してください。", "R7.12.1", "past");
        wrong("The deadline is 10/31/2026.", "10/31/2026", "past");
        wrong("Please send your answers by Friday, October 30.", "Friday, October 30", "past");
        assert_eq!(problems("The deadline is 11/12/2026."), []);
        wrong("11月5日までにご回答ください。", "11月5日", "past");
        wrong("Please reply by 5 December 2025.", "5 December 2025", "past");
        wrong("The workshop will be held on December 5, 2025.", "December 5, 2025", "past");
        assert_eq!(problems("11月20日までにご回答ください。"), []);
        assert_eq!(problems("4月10日までにご回答ください。"), []);
    }

    #[test]
    fn this_year_is_the_year_of_the_mail() {
        wrong("今年2025年12月5日の総会は延期です。", "2025年12月5日", "this-year");
        wrong("今年（2025年）の総会は12月1日です。", "2025年", "this-year");
        wrong("本年（令和7年）もよろしくお願いします。", "令和7年", "this-year");
        assert_eq!(problems("今年（2026年）の総会は12月1日です。今年度（2025年度）の決算です。"), []);
        assert_eq!(problems("今年2026年12月5日の総会は延期です。"), []);
    }

    #[test]
    fn reports_speak_of_the_past() {
        for text in [
            "2025年12月5日に開催しました。",
            "2025年12月5日までに入会された方が対象です。",
            "日時：2025年12月5日(金) 10時",
            "2025年4月1日から2027年3月31日まで有効です。ご確認ください。",
            "The meeting was held on December 5, 2025.",
            "On Mon, 1 December 2025, Bob wrote:",
            "The deadline was 5 December 2025.",
            "10月30日までにご提出をお願いしていた件はいかがでしょうか。",
            "今年は2025年の実績を上回りました。",
            "版 1.2/3 まで対応してください。",
        ] {
            assert_eq!(problems(text), [], "{text}");
        }
    }

    #[test]
    fn the_drafts_own_date_is_now() {
        let mut draft = draft("Subject: x\n\n2025年12月5日までにご提出ください。\n");
        draft.date = Some(crate::span::Spanned::new("2025-11-30T09:00:00+09:00".to_owned(), Span::default()));
        assert_eq!(rows(&draft, jiff::civil::date(2026, 11, 22)), []);
    }
}
