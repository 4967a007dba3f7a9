//! A date as it stands in a line. Knows no calendar.

use jiff::civil::Weekday;
use std::ops::Range;

/// A date in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::facts) struct WrittenDate {
    /// In the line, its weekday included.
    pub(in crate::facts) place: Range<usize>,
    /// In the common era; `None` when it is not written.
    pub(in crate::facts) year: Option<i16>,
    /// From 1.
    pub(in crate::facts) month: i8,
    /// From 1.
    pub(in crate::facts) day: i8,
    /// As written.
    pub(in crate::facts) weekday: Option<Weekday>,
}
