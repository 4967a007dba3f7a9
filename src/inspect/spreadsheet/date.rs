//! Days and times as spreadsheets count them, written as ISO 8601 does.

use std::fmt::Write;

/// Days from 0000-03-01 to 1899-12-30, from where Excel counts after its 1900-02-29 that never was.
const DAYS_TO_1900: i64 = 693_899;
/// Day 0 of workbooks that count from 1904-01-01 (`date1904`).
const DAYS_TO_1904: i64 = 695_361;
/// The last day Excel shows: 9999-12-31.
const LAST_DAY: f64 = 2_958_466.0;
const DAY_SECONDS: i64 = 86_400;

/// What of a point in time a format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The day.
    Date,
    /// Hours, minutes, seconds.
    Time,
    /// Both.
    DateTime,
}

/// Appends the point in time that `serial` means; false when Excel shows no date for it either.
pub(super) fn write(serial: f64, shown: Shown, is_1904: bool, text: &mut String) -> bool {
    if !(0.0..LAST_DAY).contains(&serial) {
        return false;
    }
    #[expect(clippy::cast_possible_truncation, reason = "it is a day before the year 10000")]
    let (mut day, mut second) =
        (serial.floor() as i64, ((serial - serial.floor()) * DAY_SECONDS as f64).round() as i64);
    if second == DAY_SECONDS {
        (day, second) = (day + 1, 0);
    }
    let has_date = shown == Shown::Date || shown == Shown::DateTime && day > 0;
    if has_date {
        let days = match is_1904 {
            true => day + DAYS_TO_1904,
            // Before 1900-03-01 the count is one less off.
            false if day < 60 => day + 1 + DAYS_TO_1900,
            false => day + DAYS_TO_1900,
        };
        let (year, month, day) = civil(days);
        let _ = write!(text, "{year:04}-{month:02}-{day:02}");
    }
    if shown == Shown::Time || shown == Shown::DateTime && (second > 0 || !has_date) {
        let joint = if has_date { "T" } else { "" };
        let _ = write!(text, "{joint}{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    }
    true
}

/// Year, month and day of a day counted from 0000-03-01: years that begin in March have their leap day last.
fn civil(days: i64) -> (i64, i64, i64) {
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_from_march + 2) / 5 + 1;
    let month = if months_from_march < 10 { months_from_march + 3 } else { months_from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(serial: f64, shown: Shown, is_1904: bool) -> String {
        let mut text = String::new();
        if write(serial, shown, is_1904, &mut text) { text } else { "no date".into() }
    }

    #[test]
    fn days_are_those_that_excel_shows() {
        assert_eq!(text(1.0, Shown::Date, false), "1900-01-01");
        assert_eq!(text(59.0, Shown::Date, false), "1900-02-28");
        assert_eq!(text(61.0, Shown::Date, false), "1900-03-01");
        assert_eq!(text(46_113.0, Shown::Date, false), "2026-04-01");
        assert_eq!(text(2_958_465.0, Shown::Date, false), "9999-12-31");
        assert_eq!(text(0.0, Shown::Date, true), "1904-01-01");
        assert_eq!(text(44_651.0, Shown::Date, true), "2026-04-01");
    }

    #[test]
    fn times_are_told_where_there_are_any() {
        assert_eq!(text(46_113.375, Shown::DateTime, false), "2026-04-01T09:00:00");
        assert_eq!(text(46_113.0, Shown::DateTime, false), "2026-04-01");
        assert_eq!(text(0.5, Shown::Time, false), "12:00:00");
        assert_eq!(text(0.5, Shown::DateTime, false), "12:00:00");
        assert_eq!(text(46_112.999_999_99, Shown::DateTime, false), "2026-04-01");
    }

    #[test]
    fn what_no_calendar_has_is_no_date() {
        assert_eq!(text(-1.0, Shown::Date, false), "no date");
        assert_eq!(text(f64::NAN, Shown::Date, false), "no date");
        assert_eq!(text(1e300, Shown::Date, false), "no date");
    }
}
