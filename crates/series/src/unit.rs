//! Days, weeks and months as the steps of a series.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

/// The step of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A day.
    Day,
    /// A week from Monday on, as ISO 8601 counts them.
    Week,
    /// A calendar month.
    Month,
}

impl Unit {
    /// The first day of the step in which `day` lies.
    pub fn start(self, day: Date) -> Date {
        match self {
            Unit::Day => day,
            Unit::Week => {
                let since = day.weekday().since(Weekday::Monday);
                day.saturating_sub(i64::from(since).days())
            }
            Unit::Month => day.first_of_month(),
        }
    }

    /// The first day of the step after the one that begins on `start`; the calendar's last day has none after it.
    pub fn next(self, start: Date) -> Option<Date> {
        start.checked_add(self.span()).ok()
    }

    /// The unit in which a period of so many days is best looked at: days up to four months, weeks up to three years.
    pub fn for_period(days: u32) -> Unit {
        match days {
            0..=120 => Unit::Day,
            121..=1100 => Unit::Week,
            _ => Unit::Month,
        }
    }

    fn span(self) -> Span {
        match self {
            Unit::Day => 1.day(),
            Unit::Week => 1.week(),
            Unit::Month => 1.month(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_week_begins_on_monday_and_a_month_on_its_first() {
        assert_eq!(Unit::Week.start(date(2024, 1, 21)), date(2024, 1, 15), "a Sunday");
        assert_eq!(Unit::Week.start(date(2024, 1, 15)), date(2024, 1, 15), "a Monday");
        assert_eq!(Unit::Month.start(date(2024, 2, 29)), date(2024, 2, 1));
        assert_eq!(Unit::Month.next(date(2023, 12, 1)), Some(date(2024, 1, 1)));
    }

    #[test]
    fn the_last_day_of_the_calendar_has_no_next() {
        assert_eq!(Unit::Day.next(Date::MAX), None);
    }
}
