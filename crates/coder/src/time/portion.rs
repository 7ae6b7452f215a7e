//! Parts of months, years and other spans: "mid-March", "early 2020", "the first half of the year".

use super::calendar::{Days, month_away, plus, week_away, year_of};
use super::reader::{Core, Reader};
use super::words::{self, Unit};
use detente_record::Granularity;
use jiff::civil::Date;

/// Which part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// One of three thirds, from 0.
    Third(i64),
    /// One of two halves, from 0.
    Half(i64),
    /// One of four quarters, from 0.
    Quarter(i64),
    /// A week of a month, from 0.
    Week(i64),
    /// The last seven days.
    LastWeek,
}

impl Reader<'_> {
    /// A part of a longer span that begins at an atom.
    pub fn portion(&self, at: usize) -> Option<Core> {
        self.shaded(at).or_else(|| self.day_of_span(at)).or_else(|| self.part_of(at)).or_else(|| self.numbered_quarter(at))
    }

    /// "early 2020", "late last year", "mid-March", "late in March".
    fn shaded(&self, at: usize) -> Option<Core> {
        let third = match self.word(at) {
            "early" => 0,
            "mid" | "middle" => 1,
            "late" => 2,
            _ => return None,
        };
        let next = self.skip(at + 1, &["in"]);
        // "late this month" and the like are read whole; a shade of a day is no portion.
        let core = self.told(next).or_else(|| self.dated(next)).filter(|c| c.granularity != Granularity::Day && !c.bare)?;
        self.cut(at, &core, Part::Third(third))
    }

    /// "the first day of Ramadan", "the last day of May", "the end of Ramadan".
    fn day_of_span(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the"]);
        let last = matches!(self.word(start), "last" | "final");
        let (nth, of) = match (self.word(start), self.word(start + 1)) {
            ("last" | "final" | "opening", "day") => (1, start + 2),
            (number, "day") => (i64::from(words::ordinal(number)?), start + 2),
            ("end" | "close", "of") => (0, start + 1),
            _ => return None,
        };
        if self.word(of) != "of" {
            return None;
        }
        let inner = self.skip(of + 1, &["the"]);
        let (span, sighted, feast) = match self.feast_named(inner, None) {
            Some((core, feast)) => (core, feast.is_sighted(), true),
            None => {
                (self.told(of + 1).or_else(|| self.dated(of + 1)).filter(|c| c.granularity != Granularity::Day && !c.bare)?, false, false)
            }
        };
        let days = match (nth, span.days) {
            (_, None) => None,
            // The feast that ends a fast is the end of it.
            (0, Some((_, end))) if feast => Some((plus(end, 1), plus(end, 1))),
            (0, _) => return None,
            (_, Some((_, end))) if last => Some((end, end)),
            (n, Some((begin, end))) => Some(plus(begin, n - 1)).filter(|d| *d <= end || feast).map(|d| (d, d)),
        };
        let core = Core { from: start, days, granularity: Granularity::Day, ..span };
        let span = Core { granularity: Granularity::Period, ..core };
        Some(if sighted { span.widened() } else { core })
    }

    /// "the end of January", "the second half of 2020", "the first week of May".
    fn part_of(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the"]);
        let (part, of) = match (self.word(start), self.word(start + 1)) {
            ("start" | "beginning" | "outset", _) => (Part::Third(0), start + 1),
            ("middle", _) => (Part::Third(1), start + 1),
            ("end" | "close", _) => (Part::Third(2), start + 1),
            ("first", "half") => (Part::Half(0), start + 2),
            ("second" | "latter" | "last", "half") => (Part::Half(1), start + 2),
            ("first" | "last" | "final", "days") => (if self.word(start) == "first" { Part::Week(0) } else { Part::LastWeek }, start + 2),
            ("last" | "final", "week") => (Part::LastWeek, start + 2),
            ("last" | "final", "quarter") => (Part::Quarter(3), start + 2),
            (number, unit @ ("quarter" | "week")) => {
                let n = i64::from(words::ordinal(number)?) - 1;
                (if unit == "week" { Part::Week(n) } else { Part::Quarter(n) }, start + 2)
            }
            _ => return None,
        };
        if self.word(of) != "of" {
            return match part {
                // "in the first quarter" without a year: that of the report.
                Part::Quarter(_) if self.before(at) == "in" && of == start + 2 && !matches!(self.upos(of), "NOUN" | "ADP") => {
                    let year = self.context.published.and_then(|on| year_of(on.year()));
                    let core = Core::new(start, of, year, Granularity::Year);
                    self.cut(start, &core, part)
                }
                _ => None,
            };
        }
        let inner = of + 1;
        let core = self
            .current(inner)
            .or_else(|| self.told(inner))
            .or_else(|| self.dated(inner))
            .filter(|c| c.granularity != Granularity::Day && !c.bare)?;
        self.cut(start, &core, part)
    }

    /// "the year", "the month": those of the report.
    fn current(&self, at: usize) -> Option<Core> {
        if self.word(at) != "the" {
            return None;
        }
        let unit = words::unit(self.word(at + 1))?;
        let on = self.context.published;
        let (days, granularity) = match unit {
            Unit::Week => (on.map(|on| week_away(on, 0)), Granularity::Week),
            Unit::Month => (on.map(|on| month_away(on, 0)), Granularity::Month),
            Unit::Year => (on.and_then(|on| year_of(on.year())), Granularity::Year),
            _ => return None,
        };
        Some(Core::new(at, at + 2, days, granularity))
    }

    /// "Q1 2023".
    fn numbered_quarter(&self, at: usize) -> Option<Core> {
        let n: i64 = self.word(at).strip_prefix('q')?.parse().ok().filter(|n| (1..=4).contains(n))?;
        let year = words::year(self.word(at + 1))?;
        let core = Core::new(at, at + 2, year_of(year), Granularity::Year);
        self.cut(at, &core, Part::Quarter(n - 1))
    }

    fn cut(&self, from: usize, core: &Core, part: Part) -> Option<Core> {
        let granularity = match part {
            Part::Quarter(_) if core.granularity == Granularity::Year => Granularity::Season,
            Part::Quarter(_) => return None,
            Part::Week(_) | Part::LastWeek => Granularity::Week,
            _ => Granularity::Period,
        };
        let days = core.days.map(|days| share(days, core.granularity, part));
        Some(Core { from, days, granularity, ..*core })
    }
}

/// The days of a part. Months are cut at the 10th, 15th and 20th, years between months, other spans by days.
fn share((start, end): Days, of: Granularity, part: Part) -> Days {
    let length = i64::from((end - start).get_days()) + 1;
    let months = |first: i64, count: i64| (month_away(start, first).0, month_away(start, first + count - 1).1);
    match (part, of) {
        (Part::Third(n), Granularity::Year) => months(4 * n, 4),
        // The first four, the middle three and the last three years of a decade.
        (Part::Third(n), Granularity::Period) if length > 3600 => {
            let (first, count) = [(0, 48), (48, 36), (84, 36)][usize::try_from(n).unwrap_or_default().min(2)];
            months(first, count)
        }
        (Part::Half(n), Granularity::Year) => months(6 * n, 6),
        (Part::Quarter(n), _) => months(3 * n, 3),
        (Part::Third(2), Granularity::Month) => (plus(start, 20), end),
        (Part::Third(n), Granularity::Month) => (plus(start, 10 * n), plus(start, 10 * n + 9)),
        (Part::Half(0), Granularity::Month) => (start, plus(start, 14)),
        (Part::Half(_), Granularity::Month) => (plus(start, 15), end),
        (Part::Third(n), _) => nth(start, end, length, 3, n),
        (Part::Half(n), _) => nth(start, end, length, 2, n),
        (Part::Week(n), _) => (plus(start, 7 * n).min(end), plus(start, 7 * n + 6).min(end)),
        (Part::LastWeek, _) => (plus(end, -6).max(start), end),
    }
}

fn nth(start: Date, end: Date, length: i64, parts: i64, n: i64) -> Days {
    let last = if n + 1 == parts { end } else { plus(start, length * (n + 1) / parts - 1) };
    (plus(start, length * n / parts), last.max(plus(start, length * n / parts)))
}
