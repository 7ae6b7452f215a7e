//! Whether two tellings can be of the same day.

use detente_record::{Date, DateBasis, Event, Factuality, Granularity};
use jiff::ToSpan;
use jiff::civil;

/// Windows longer than this say nothing of the day.
pub const LONG: i64 = 62;

/// Days between two tellings of one happening, at most.
pub const FARTHEST: i64 = 7;

/// A report without a day for its event tells of something at most so many days old.
const RECENT: i64 = 7;

/// What a report tells as known from before, without a day, is at most so many days old; not longer than [`LONG`].
const BACKGROUND: i64 = 45;

/// Days of a week.
const WEEK: i64 = 7;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether an event's day was found from a weekday.
pub(crate) fn names_weekday(event: &Event) -> bool {
    let said = event.date.as_ref().filter(|d| d.basis != DateBasis::Dateline).and_then(|d| d.text.as_deref());
    said.is_some_and(|text| is_free_of_calendar(text) && WEEKDAYS.iter().any(|day| text.to_lowercase().contains(day)))
}

/// Whether an event's day depends on the day of its report.
pub(crate) fn is_relative(event: &Event) -> bool {
    let said = event.date.as_ref().filter(|d| d.basis != DateBasis::Dateline).and_then(|d| d.text.as_deref());
    said.is_none_or(is_free_of_calendar)
}

/// Neither a number nor a month: "on Sunday", "today", "last week".
fn is_free_of_calendar(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = |w: &str| MONTHS.iter().any(|m| w.starts_with(m));
    !text.chars().any(|c| c.is_ascii_digit()) && !text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(month)
}

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
    ///
    /// A report that was posted `late` days after it was written means other days by its weekdays; by "today" and where it
    /// gives no day, those of the week before its last weekday.
    pub(crate) fn of(event: &Event, late: i64) -> Option<Window> {
        let window = match &event.date {
            Some(date) => Self::dated(date)?,
            None => {
                let published: civil::Date = event.document.published.as_deref()?.parse().ok()?;
                let happened =
                    matches!(event.factuality, Factuality::Actual | Factuality::Ongoing | Factuality::Alleged | Factuality::Denied);
                let before = if happened { BACKGROUND } else { RECENT };
                Window { start: published.saturating_sub(before.days()), end: published.saturating_add(1.day()), said: false }
            }
        };
        if late == 0 || !is_relative(event) {
            return Some(window);
        }
        let before = |day: civil::Date, n: i64| day.saturating_sub(n.days());
        Some(if names_weekday(event) {
            Window { start: before(window.start, late), end: before(window.end, late), ..window }
        } else {
            Window { start: before(window.start, late + WEEK - 1), end: before(window.end, late), said: false }
        })
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
