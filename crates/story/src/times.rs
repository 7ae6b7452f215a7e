//! Whether two tellings can be of the same day.

use detente_record::{Date, DateBasis, Event, Granularity};
use jiff::ToSpan;
use jiff::civil;

/// Windows longer than this say nothing of the day.
pub const LONG: i64 = 62;

/// Days between two tellings of one happening, at most.
pub const FARTHEST: i64 = 7;

/// A report without a day for its event tells of something at most so many days old.
const RECENT: i64 = 7;

/// When an event was, with how much that is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub start: civil::Date,
    /// The last day.
    pub end: civil::Date,
    /// Whether the text says the very day.
    pub said: bool,
}

impl Window {
    /// The days in which an event lies: as dated, or the days before its report.
    pub(crate) fn of(event: &Event) -> Option<Window> {
        match &event.date {
            Some(date) => Self::dated(date),
            None => {
                let published: civil::Date = event.document.published.as_deref()?.parse().ok()?;
                Some(Window { start: published.saturating_sub(RECENT.days()), end: published.saturating_add(1.day()), said: false })
            }
        }
    }

    fn dated(date: &Date) -> Option<Window> {
        let (start, end) = (date.start.parse().ok()?, date.end.parse().ok()?);
        let said = date.granularity == Granularity::Day && matches!(date.basis, DateBasis::Expression | DateBasis::Inherited);
        (start <= end).then_some(Window { start, end, said })
    }

    /// Days between the windows; 0 where they overlap.
    pub(crate) fn gap(self, other: Window) -> i64 {
        if self.end < other.start {
            days(self.end, other.start)
        } else if other.end < self.start {
            days(other.end, self.start)
        } else {
            0
        }
    }

    /// Length in days, at least 1.
    pub fn length(self) -> i64 {
        days(self.start, self.end) + 1
    }
}

/// Days from `a` to `b`.
pub(crate) fn days(a: civil::Date, b: civil::Date) -> i64 {
    b.duration_since(a).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_gap_of_overlapping_windows_is_none() {
        let w = |a, b| Window { start: date(2024, 1, a), end: date(2024, 1, b), said: true };
        assert_eq!(w(16, 18).gap(w(18, 20)), 0);
        assert_eq!(w(16, 16).gap(w(18, 18)), 2);
        assert_eq!(w(18, 18).gap(w(16, 16)), 2);
        assert_eq!(w(1, 31).length(), 31);
    }
}
