//! Ticks of axes: round numbers, and days that begin something.

use crate::words::month;
use jiff::ToSpan;
use jiff::civil::Date;

/// A round step (1, 2 or 5 times a power of ten, at least `least`) that cuts `range` into at most `parts`.
pub(crate) fn step(range: f64, parts: usize, least: f64) -> f64 {
    let rough = (range / parts.max(1) as f64).max(least);
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough - 1e-9).unwrap_or(10.0 * power)
}

/// How far apart the ticks of a time axis are.
#[derive(Debug, Clone, Copy)]
enum Every {
    Days(i64),
    Months(i16),
}

const CHOICES: [Every; 16] = [
    Every::Days(1),
    Every::Days(2),
    Every::Days(3),
    Every::Days(5),
    Every::Days(7),
    Every::Days(14),
    Every::Months(1),
    Every::Months(2),
    Every::Months(3),
    Every::Months(6),
    Every::Months(12),
    Every::Months(24),
    Every::Months(60),
    Every::Months(120),
    Every::Months(240),
    Every::Months(600),
];

/// Days to label between `from` and `to`, at most `parts`, with their labels.
pub(crate) fn days(from: Date, to: Date, parts: usize) -> Vec<(Date, String)> {
    let mut ticks = Vec::new();
    for every in CHOICES {
        ticks = with(from, to, every);
        if ticks.len() <= parts.max(1) {
            break;
        }
    }
    if ticks.is_empty() { vec![(from, label(from, Every::Days(1)))] } else { ticks }
}

fn with(from: Date, to: Date, every: Every) -> Vec<(Date, String)> {
    let mut ticks = Vec::new();
    let mut at = Some(first(from, every));
    while let Some(day) = at.filter(|day| *day <= to) {
        if day >= from {
            ticks.push((day, label(day, every)));
        }
        at = match every {
            Every::Days(n) => day.checked_add(n.days()).ok(),
            Every::Months(n) => day.checked_add(i64::from(n).months()).ok(),
        };
    }
    ticks
}

fn first(from: Date, every: Every) -> Date {
    match every {
        Every::Days(7 | 14) => {
            let since = from.weekday().since(jiff::civil::Weekday::Monday);
            from.saturating_sub(i64::from(since).days())
        }
        Every::Days(_) => from,
        Every::Months(12) => from.first_of_year(),
        Every::Months(n) if n > 12 => {
            let years = n / 12;
            Date::new(from.year() - from.year().rem_euclid(years), 1, 1).unwrap_or(from)
        }
        Every::Months(_) => from.first_of_year(),
    }
}

fn label(day: Date, every: Every) -> String {
    let short = &month(day)[..3];
    match every {
        Every::Days(_) => format!("{} {short}", day.day()),
        Every::Months(n) if n < 12 => format!("{short} {}", day.year()),
        Every::Months(_) => day.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn steps_are_round() {
        assert_eq!(step(9.0, 4, 1.0), 5.0);
        assert_eq!(step(3.0, 4, 1.0), 1.0);
        assert_eq!(step(120.0, 4, 1.0), 50.0);
    }

    #[test]
    fn ticks_begin_weeks_months_and_years() {
        let labels = |from, to, parts| days(from, to, parts).into_iter().map(|(_, l)| l).collect::<Vec<_>>().join(", ");
        assert_eq!(labels(date(2024, 1, 10), date(2024, 2, 6), 5), "15 Jan, 22 Jan, 29 Jan, 5 Feb");
        assert_eq!(labels(date(2023, 11, 10), date(2024, 3, 6), 6), "Dec 2023, Jan 2024, Feb 2024, Mar 2024");
        assert_eq!(labels(date(2014, 1, 1), date(2023, 12, 31), 6), "2014, 2016, 2018, 2020, 2022");
    }
}
