//! Times of allowed_signers: `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, in the time of this machine or, with `Z` behind it,
//! in UTC.
//!
//! ssh-keygen reads a time without `Z` as *standard* time, in summer as well (it asks mktime(3) with `tm_isdst` 0): in New York
//! `20260701` is 01:00 on clocks. So do we.

use super::Flaw;
use crate::zone;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// glibc looks for the nearest standard time in such steps, the earlier one first.
const STEP: SignedDuration = SignedDuration::from_secs(601_200);
/// Some seventeen years: who has had summer that long has no standard time.
const MOST_STEPS: i32 = 892;

pub(super) fn time(text: &str) -> Result<Timestamp, Flaw> {
    time_in(text, zone::try_system)
}

fn time_in(text: &str, zone: impl FnOnce() -> Option<TimeZone>) -> Result<Timestamp, Flaw> {
    let told = || Flaw::Time(text.chars().take(40).collect());
    let (digits, is_utc) = text.strip_suffix(['Z', 'z']).map_or((text, false), |digits| (digits, true));
    let civil = civil(digits).ok_or_else(told)?;
    let zone = if is_utc { TimeZone::UTC } else { zone().ok_or(Flaw::Zone)? };
    // OpenSSH counts seconds from 1970 on, and 0 is none.
    standard_time(civil, &zone).filter(|time| time.as_second() > 0).ok_or_else(told)
}

fn civil(digits: &str) -> Option<DateTime> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits.len(), 8 | 12 | 14) {
        return None;
    }
    let two = |from: usize| digits.get(from..from + 2).map_or(Some(0), |two| two.parse::<i8>().ok());
    let date = Date::new(digits[..4].parse().ok()?, two(4)?, two(6)?).ok()?;
    Some(date.to_datetime(Time::new(two(8)?, two(10)?, two(12)?, 0).ok()?))
}

fn standard_time(civil: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let found = zone.to_ambiguous_timestamp(civil).compatible().ok()?;
    if !zone.to_offset_info(found).dst().is_dst() {
        return Some(found);
    }
    let near = (1..=MOST_STEPS).flat_map(|steps| [found.checked_sub(STEP * steps), found.checked_add(STEP * steps)]);
    let standard = near.flatten().map(|time| zone.to_offset_info(time)).find(|zone| !zone.dst().is_dst())?;
    standard.offset().to_timestamp(civil).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    /// New York, as POSIX writes it.
    fn new_york() -> Option<TimeZone> {
        Some(TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap())
    }

    #[test]
    fn a_time_without_z_is_standard_time() {
        for (text, time) in [
            ("20260101", "2026-01-01T05:00:00Z"),
            ("20260701", "2026-07-01T05:00:00Z"),
            ("202607010130", "2026-07-01T06:30:00Z"),
            ("20260701013059", "2026-07-01T06:30:59Z"),
            // The hour that is left out in March, and the one that comes twice in November.
            ("202603080230", "2026-03-08T07:30:00Z"),
            ("202611010130", "2026-11-01T06:30:00Z"),
            ("20260701Z", "2026-07-01T00:00:00Z"),
            ("202607010130z", "2026-07-01T01:30:00Z"),
        ] {
            assert_eq!(time_in(text, new_york).unwrap(), time.parse().unwrap(), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "Z",
            "2026",
            "20260230",
            "20261301",
            "202601012400",
            "20260101010160",
            "2026010１",
            "+2026010",
            "19691231Z",
        ] {
            assert_eq!(time_in(text, new_york), Err(Flaw::Time(text.to_owned())), "{text}");
        }
        assert_eq!(time_in("20260101", || None), Err(Flaw::Zone));
        assert!(time_in("20260101Z", || None).is_ok());
    }
}
