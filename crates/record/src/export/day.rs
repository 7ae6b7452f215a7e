//! Days as other formats write them.

use super::happening::Happening;
use super::{ExportOptions, LeftOut};
use crate::{Date, Granularity};

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub year: i64,
    pub month: i64,
    pub day: i64,
}

impl Day {
    /// Of `2024-01-16`, or of a time that begins so.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.split('-');
        let mut next = |digits: usize| parts.next().filter(|p| p.len() == digits).and_then(|p| p.parse().ok());
        let day = Day { year: next(4)?, month: next(2)?, day: next(2)? };
        ((1..=12).contains(&day.month) && (1..=31).contains(&day.day)).then_some(day)
    }

    /// `20240116`.
    pub fn compact(self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month, self.day)
    }

    /// `2024-01-16`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `2024.0438`: GDELT's fraction of the year, which takes months of 30 days and years of 365.
    pub fn fraction(self) -> String {
        let thirties = u32::try_from((self.month - 1) * 30 + self.day).map_or(0.0, f64::from);
        format!("{:04}.{:04.0}", self.year, thirties / 365.0 * 10_000.0)
    }

    /// Days since 1970 (Hinnant's count by eras of 400 years that begin in March).
    pub fn number(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = year.div_euclid(400);
        let of_year = (153 * (self.month + if self.month > 2 { -3 } else { 9 }) + 2) / 5 + self.day - 1;
        let of_era = year.rem_euclid(400) * 365 + year.rem_euclid(400) / 4 - year.rem_euclid(400) / 100 + of_year;
        era * 146_097 + of_era - 719_468
    }
}

/// How many days a date leaves open, from 1.
pub(crate) fn span(date: &Date) -> Option<i64> {
    Some(Day::parse(&date.end)?.number() - Day::parse(&date.start)?.number() + 1)
}

/// Whether a date is known only to the month or worse.
fn coarse(date: &Date) -> bool {
    match date.granularity {
        Granularity::Day | Granularity::Week => false,
        Granularity::Month | Granularity::Season | Granularity::Year => true,
        Granularity::Period => span(date).is_none_or(|days| days > 7),
    }
}

/// The day for a format that has nothing but a day: the event's first, or its report's where the event's is not known.
pub(crate) fn day(h: &Happening, options: &ExportOptions) -> Result<Day, LeftOut> {
    if let Some(date) = h.date {
        if coarse(date) && !options.coarse_dates {
            return Err(LeftOut::CoarseDate);
        }
        if let Some(day) = Day::parse(&date.start) {
            return Ok(day);
        }
    }
    published(h).ok_or(LeftOut::NoDate)
}

/// The day on which the report to show was published.
pub(crate) fn published(h: &Happening) -> Option<Day> {
    Day::parse(h.lead()?.document.published.as_deref()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        let number = |text: &str| Day::parse(text).map(Day::number);
        assert_eq!(number("1970-01-01"), Some(0));
        assert_eq!(number("2024-03-01").zip(number("2024-02-28")).map(|(a, b)| a - b), Some(2));
        assert_eq!(number("1900-03-01").zip(number("1900-02-28")).map(|(a, b)| a - b), Some(1));
        assert_eq!(number("2024-13-01"), None);
        assert_eq!(number("soon"), None);
    }

    #[test]
    fn gdelt_counts_months_of_thirty_days() {
        assert_eq!(Day::parse("2015-02-18").map(Day::fraction).as_deref(), Some("2015.1315"));
        assert_eq!(Day::parse("2024-01-01").map(Day::fraction).as_deref(), Some("2024.0027"));
    }
}
