//! Days told from the report's day ("yesterday", "last month") or from another event ("two days earlier").

use super::calendar::{
    Days, month_away, month_of, plus, season_of, week_away, weekday_after, weekday_before, weekend_away, year_of, yearly,
};
use super::reader::{Core, Reader};
use super::tense::Direction;
use super::words::{self, Unit};
use detente_record::Granularity;
use jiff::civil::Date;

/// How many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Count {
    low: i64,
    high: i64,
    to: usize,
}

/// From which day an expression counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Report,
    Event,
}

impl Reader<'_> {
    /// A day or span told from another day, that begins at an atom.
    pub fn told(&self, at: usize) -> Option<Core> {
        self.today(at)
            .or_else(|| self.shifted(at))
            .or_else(|| self.day_before_or_after(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.window(at))
            .or_else(|| self.recent(at))
            .or_else(|| self.within_unit(at))
            .or_else(|| self.part_of_a_day(at))
    }

    fn day(&self, from: usize, to: usize, day: Option<Date>) -> Core {
        Core::new(from, to, day.map(|d| (d, d)), Granularity::Day)
    }

    /// The last event's day, else the report's.
    fn event_day(&self) -> Option<Date> {
        self.context.previous.or(self.context.published)
    }

    fn origin(&self, origin: Origin) -> Option<Date> {
        match origin {
            Origin::Report => self.context.published,
            Origin::Event => self.event_day(),
        }
    }

    /// "today", "yesterday evening", "this morning", "last night".
    fn today(&self, at: usize) -> Option<Core> {
        let on = self.context.published;
        let part = |p: usize| words::is_day_part(self.word(p));
        let simple = match self.word(at) {
            "today" | "tonight" => Some(0),
            "yesterday" => Some(-1),
            "tomorrow" => Some(1),
            _ => None,
        };
        if let Some(days) = simple {
            // A paper's name, not a day: "Russia Today".
            if at > 0 && self.atoms[at].capital && self.upos(at - 1) == "PROPN" && self.upos(at) == "PROPN" {
                return None;
            }
            let to = if part(at + 1) { at + 2 } else { at + 1 };
            return Some(self.day(at, to, on.map(|on| plus(on, days))));
        }
        let days = match self.word(at) {
            "this" if part(at + 1) => 0,
            "last" if matches!(self.word(at + 1), "night" | "evening") => -1,
            _ => return None,
        };
        Some(self.day(at, at + 2, on.map(|on| plus(on, days))))
    }

    /// "last week", "next Friday", "the following day", "this month", "over the weekend".
    fn shifted(&self, at: usize) -> Option<Core> {
        let start = self.skip(self.skip(at, &["the"]), &["very"]);
        let unit_at = start + 1;
        let the = start > at;
        let (origin, shift) = match self.word(start) {
            "last" => (Origin::Report, -1),
            "past" if the || self.before(at) == "this" => (Origin::Report, -1),
            "this" | "current" => (Origin::Report, 0),
            "coming" if the || self.before(at) == "this" => (Origin::Report, 1),
            "next" if !the => (Origin::Report, 1),
            "next" | "following" | "ensuing" => (Origin::Event, 1),
            "previous" | "preceding" => (Origin::Event, -1),
            "same" | "that" => (Origin::Event, 0),
            "weekend" if the => return self.weekend(at, start + 1, 0, true),
            _ => return None,
        };
        if origin == Origin::Event && self.word(start) != "that" && !the {
            return None;
        }
        let word = self.word(unit_at);
        let counts_from = self.origin(origin);
        let mark = |core: Core| if origin == Origin::Event { core.relative() } else { core };
        if let Some((weekday, false)) = words::weekday(word) {
            let day = counts_from.map(|day| match (shift, origin) {
                (-1, _) => weekday_before(plus(day, -1), weekday),
                (1, _) => weekday_after(plus(day, 1), weekday),
                (_, Origin::Event) => weekday_after(plus(day, -3), weekday),
                _ if self.direction(start, unit_at + 1) == Direction::Past => weekday_before(day, weekday),
                _ => weekday_after(day, weekday),
            });
            return Some(mark(self.day(start, unit_at + 1, day)));
        }
        // "last May 31": the day's own month and number.
        if let Some(core) = self.day_with_month(unit_at).filter(|_| origin == Origin::Report) {
            let days = counts_from
                .zip(core.days)
                .and_then(|(on, (day, _))| self.shifted_year(on, shift, |y| Date::new(y, day.month(), day.day()).ok().map(|d| (d, d))));
            return Some(Core { from: start, days, ..core });
        }
        if let Some((core, feast)) = self.feast_named(unit_at, Some(shift)).filter(|_| origin == Origin::Report) {
            let core = Core { from: start, ..core };
            return Some(if feast.is_sighted() { core.widened() } else { core });
        }
        if let Some(month) = self.month_name(unit_at).filter(|_| words::day_number(self.word(unit_at + 1)).is_none()) {
            let days = counts_from.and_then(|day| self.shifted_year(day, shift, |y| month_of(y, month)));
            return Some(mark(Core::new(start, unit_at + 1, days, Granularity::Month)));
        }
        if let Some(season) = words::season(word).filter(|_| self.xpos(unit_at) != "NNS" && !matches!(self.upos(unit_at), "VERB")) {
            let days = counts_from.and_then(|day| self.shifted_year(day, shift, |y| season_of(y, season)));
            return Some(mark(Core::new(start, unit_at + 1, days, Granularity::Season)));
        }
        // "that afternoon", "the same evening", "the next morning"
        if words::is_day_part(word) && origin == Origin::Event && !matches!(self.upos(unit_at + 1), "NOUN" | "PROPN") {
            return Some(self.day(start, unit_at + 1, counts_from.map(|d| plus(d, shift))).relative());
        }
        let unit = words::unit(word).filter(|_| !word.ends_with('s'))?;
        // "that day" points; "that year-long siege" and "this day" mostly don't.
        let end = unit_at + 1;
        if self.glued(end) {
            return None;
        }
        // "next week" may stand in for the days after the event: "over the next week" is a window.
        let (days, granularity) = match unit {
            Unit::Day if word == "day" && (origin == Origin::Event || shift != 0) => {
                (counts_from.map(|d| (plus(d, shift), plus(d, shift))), Granularity::Day)
            }
            Unit::Day if word == "night" && origin == Origin::Event => {
                (counts_from.map(|d| (plus(d, shift), plus(d, shift))), Granularity::Day)
            }
            Unit::Weekend => return self.weekend(start, end, shift, false),
            // "in the past week", "over the last month": up to the report's day.
            Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Day
                if the && matches!(self.word(start), "last" | "past" | "coming") =>
            {
                return self.window(at);
            }
            Unit::Week => (counts_from.map(|d| week_away(d, shift)), Granularity::Week),
            Unit::Month => (counts_from.map(|d| month_away(d, shift)), Granularity::Month),
            Unit::Year => (counts_from.and_then(|d| year_of(d.year() + i16::try_from(shift).ok()?)), Granularity::Year),
            Unit::Quarter if origin == Origin::Report => (counts_from.map(|d| quarter_away(d, shift)), Granularity::Season),
            _ => return None,
        };
        Some(mark(Core::new(start, end, days, granularity)))
    }

    /// The occurrence in the year before, of or after that of `day`, by where it stands to `day`.
    fn shifted_year(&self, day: Date, shift: i64, days_in: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        match shift {
            // "last December" never means the month that the report is written in.
            -1 => (0..3).filter_map(|back| days_in(day.year() - back)).find(|d| d.1 < day),
            1 => (0..3).filter_map(|ahead| days_in(day.year() + ahead)).find(|d| d.0 > day),
            _ => yearly(day, Direction::Unknown, days_in),
        }
    }

    fn weekend(&self, from: usize, to: usize, shift: i64, bare: bool) -> Option<Core> {
        if bare && !matches!(self.before(from), "over" | "at" | "on" | "during" | "throughout" | "for") {
            return None;
        }
        let days = self.context.published.map(|on| {
            let own = weekend_away(on, 0);
            let weeks = match shift {
                0 if bare || self.direction(from, to) == Direction::Past => {
                    i64::from(own.0 > on && self.direction(from, to) != Direction::Future).saturating_neg()
                }
                other => other,
            };
            weekend_away(on, weeks)
        });
        Some(Core::new(from, to, days, Granularity::Week))
    }

    /// "the day before yesterday", "the day before", "a day after", "the month before".
    fn day_before_or_after(&self, at: usize) -> Option<Core> {
        if self.word(at) != "the" {
            return None;
        }
        let unit = words::unit(self.word(at + 1)).filter(|_| !self.word(at + 1).ends_with('s'))?;
        let shift = match self.word(at + 2) {
            "before" | "earlier" => -1,
            "after" | "later" => 1,
            _ => return None,
        };
        if unit == Unit::Day && matches!(self.word(at + 3), "yesterday" | "tomorrow") {
            return Some(self.day(at, at + 4, self.context.published.map(|on| plus(on, 2 * shift))));
        }
        // "the week before": the seven days up to it.
        if unit == Unit::Week {
            let days = self.event_day().map(|d| if shift < 0 { (plus(d, -7), plus(d, -1)) } else { (plus(d, 1), plus(d, 7)) });
            return Some(Core::new(at, at + 3, days, Granularity::Week).relative());
        }
        self.away(at, at + 3, unit, Count { low: 1, high: 1, to: at + 1 }, shift, Origin::Event)
    }

    /// A number of units: "two", "a couple of", "several"; vague ones have bounds.
    fn count(&self, at: usize) -> Option<Count> {
        let at = self.skip(at, &["just", "only", "about", "some", "nearly", "almost", "around", "over", "exactly"]);
        let exact = |n: i64, to: usize| Some(Count { low: n, high: n, to });
        match (self.word(at), self.word(at + 1)) {
            ("a", "couple") => exact(2, self.skip(at + 2, &["of"])),
            ("a", "few") => Some(Count { low: 2, high: 7, to: at + 2 }),
            ("few" | "several", _) => Some(Count { low: 2, high: 7, to: at + 1 }),
            ("half", "a") | ("a", "half") => None,
            (word, _) => words::cardinal(word).filter(|n| *n > 0 && *n < 1000).and_then(|n| exact(n, at + 1)),
        }
    }

    /// "two days ago", "a week earlier", "days later", "three days after the raid".
    fn counted(&self, at: usize) -> Option<Core> {
        let count = match self.count(at) {
            Some(count) => count,
            None if matches!(self.word(at), "days" | "weeks") => {
                Count { low: 2, high: if self.word(at) == "days" { 7 } else { 6 }, to: at }
            }
            // "hours later": on the same day, for all that the report says.
            None if matches!(self.word(at), "hours" | "minutes" | "moments")
                && matches!(self.word(at + 1), "later" | "earlier" | "afterwards") =>
            {
                return Some(self.day(at, at + 2, self.event_day()).relative());
            }
            None => return None,
        };
        let unit = words::unit(self.word(count.to))?;
        let mut to = count.to + 1;
        if matches!(unit, Unit::Weekend) || self.glued(to) {
            return None;
        }
        // "a year and a half ago" can't be put on a day.
        if self.word(to) == "and" && self.word(to + 2) == "half" {
            to += 3;
            return matches!(self.word(to), "ago" | "earlier" | "later").then(|| Core::new(at, to + 1, None, Granularity::Period));
        }
        match self.word(to) {
            "ago" => self.away(at, to + 1, unit, count, -1, Origin::Report),
            "earlier" | "previously" | "later" if self.word(to + 1) != "than" => {
                self.away(at, to + 1, unit, count, if self.word(to) == "later" { 1 } else { -1 }, Origin::Event)
            }
            "from" if self.word(to + 1) == "now" => self.away(at, to + 2, unit, count, 1, Origin::Report),
            // "a week before.", "had demanded days before that they leave"
            word @ ("before" | "after") if self.word(to + 1) == "that" || self.upos(to + 1).is_empty() || self.upos(to + 1) == "PUNCT" => {
                self.away(at, to + 1, unit, count, if word == "after" { 1 } else { -1 }, Origin::Event)
            }
            word @ ("before" | "after") => self.anchored(at, to, unit, count, if word == "after" { 1 } else { -1 }),
            // "in two weeks" with a verb of the future.
            _ if self.before(at) == "in" && self.direction(at, to) == Direction::Future && self.word(to) != "of" => {
                self.away(at, to, unit, count, 1, Origin::Report)
            }
            _ => None,
        }
    }

    /// "a day after Sunday's raid": the day in the phrase is the anchor, else the last event.
    fn anchored(&self, from: usize, preposition: usize, unit: Unit, count: Count, sign: i64) -> Option<Core> {
        if unit == Unit::Hour {
            return None;
        }
        let mut inner = self.skip(preposition + 1, &["the", "a", "its"]);
        inner = self.skip(inner, &["late", "early"]);
        if let Some(core) = self.dated(inner).filter(|c| c.granularity == Granularity::Day) {
            let days = core.days.and_then(|(day, _)| moved(day, unit, count, sign));
            return Some(Core::new(from, core.to, days.map(|d| d.0), days.map_or(Granularity::Day, |d| d.1)));
        }
        // "met on Monday, two weeks after Iran struck": the phrase says when the act behind it was, reckoned back from the
        // day before it. Without either nobody knows which day is meant.
        let days = match self.named_here {
            Some(day) => moved(day, unit, count, -sign),
            // "has set out its plan, a week after a bomb went off": the act before it is that of the report.
            None if self.is_news(preposition) => self.context.published.and_then(|day| moved(day, unit, count, -sign)),
            None => self.context.previous.and_then(|day| moved(day, unit, count, sign)),
        };
        Some(Core::new(from, preposition + 1, days.map(|d| d.0), days.map_or(granularity_of(unit), |d| d.1)).relative())
    }

    /// Whether "after" or "before" introduces something not told before, a clause or a thing with "a", in a sentence that has
    /// begun with what it is about.
    fn is_news(&self, preposition: usize) -> bool {
        let token = self.atoms[preposition].token;
        let clause = self.s.has_relation(token, "mark");
        let root = self.s.root().is_some_and(|root| root < token);
        root && (clause || matches!(self.word(preposition + 1), "a" | "an"))
    }

    fn away(&self, from: usize, to: usize, unit: Unit, count: Count, sign: i64, origin: Origin) -> Option<Core> {
        let days = self.origin(origin).and_then(|day| moved(day, unit, count, sign));
        let core = Core::new(from, to, days.map(|d| d.0), days.map_or(granularity_of(unit), |d| d.1));
        Some(if origin == Origin::Event { core.relative() } else { core })
    }

    /// "the past three days", "the last 24 hours", "the next two weeks".
    fn window(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the"]);
        let back = match self.word(start) {
            "last" | "past" | "previous" => true,
            "next" | "coming" => false,
            _ => return None,
        };
        let count = match self.count(start + 1) {
            Some(count) => count,
            None => Count { low: 1, high: 1, to: start + 1 },
        };
        let vague = count.to == start + 1 && self.word(start + 1).ends_with('s');
        let unit = words::unit(self.word(count.to))?;
        if vague && !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) {
            return None;
        }
        let far = match unit {
            _ if vague => vague_days(unit),
            Unit::Hour => (count.high + 23) / 24,
            _ => length(unit) * count.high,
        };
        let days = self.context.published.map(|on| if back { (plus(on, -far), on) } else { (on, plus(on, far)) });
        Some(Core::new(start, count.to + 1, days, Granularity::Period))
    }

    /// "in recent days", "in the coming weeks".
    fn recent(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the"]);
        let start = self.skip(start, &["most"]);
        let back = match self.word(start) {
            "recent" => true,
            "coming" | "upcoming" => false,
            _ => return None,
        };
        let unit = words::unit(self.word(start + 1)).filter(|_| self.word(start + 1).ends_with('s'))?;
        let far = vague_days(unit);
        let days = self.context.published.map(|on| if back { (plus(on, -far), on) } else { (on, plus(on, far)) });
        Some(Core::new(start, start + 2, days, Granularity::Period))
    }

    /// "earlier this month", "later in the week", "later that day", "earlier in the day".
    pub fn within_unit(&self, at: usize) -> Option<Core> {
        let early = match self.word(at) {
            "earlier" => true,
            "later" => false,
            _ => return None,
        };
        let next = self.skip(at + 1, &["in", "on"]);
        let unit = words::unit(self.word(next + 1))?;
        match (self.word(next), unit) {
            ("that" | "the" | "same", Unit::Day) if self.word(next + 1) == "day" => {
                Some(self.day(at, next + 2, self.event_day()).relative())
            }
            ("this" | "the", Unit::Week | Unit::Month | Unit::Year) => {
                let days = self.context.published.and_then(|on| {
                    let (start, end) = match unit {
                        Unit::Week => week_away(on, 0),
                        Unit::Month => month_away(on, 0),
                        _ => year_of(on.year())?,
                    };
                    Some(if early { (start, on) } else { (on, end) })
                });
                Some(Core::new(at, next + 2, days, Granularity::Period))
            }
            _ => None,
        }
    }

    /// "at dawn", "in the evening", "overnight": a day that another expression or the narration tells.
    fn part_of_a_day(&self, at: usize) -> Option<Core> {
        let follows = |p: usize| matches!(self.upos(p), "NOUN" | "PROPN") || self.word(p) == "of" || self.core(p).is_some();
        let bare = |to: usize| Some(Core { bare: true, ..self.day(at, to, self.event_day()).relative() });
        match (self.word(at), self.before(at)) {
            ("dawn" | "dusk" | "nightfall" | "daybreak" | "sunrise" | "sunset" | "noon" | "midnight", "at") if !follows(at + 1) => {
                bare(at + 1)
            }
            ("the", "in") if matches!(self.word(at + 1), "morning" | "afternoon" | "evening") && !follows(at + 2) => bare(at + 2),
            (word, "towards" | "toward" | "by") if words::is_day_part(word) && !follows(at + 1) => bare(at + 1),
            ("overnight", _) if matches!(self.upos(at), "ADV" | "NOUN") && !matches!(self.upos(at + 1), "NOUN" | "PROPN") => {
                let days = self.context.published.map(|on| (plus(on, -1), on));
                Some(Core::new(at, at + 1, days, Granularity::Period))
            }
            _ => None,
        }
    }
}

fn granularity_of(unit: Unit) -> Granularity {
    match unit {
        Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Week | Unit::Fortnight | Unit::Weekend => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Season,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Period,
    }
}

/// Days in a unit, for windows.
fn length(unit: Unit) -> i64 {
    match unit {
        Unit::Hour => 0,
        Unit::Day => 1,
        Unit::Weekend => 2,
        Unit::Week => 7,
        Unit::Fortnight => 14,
        Unit::Month => 30,
        Unit::Quarter => 91,
        Unit::Year => 365,
        Unit::Decade => 3652,
    }
}

/// How far "recent" and "coming" reach: a convention, not a measurement.
fn vague_days(unit: Unit) -> i64 {
    match unit {
        Unit::Hour => 1,
        Unit::Day | Unit::Weekend => 7,
        Unit::Week | Unit::Fortnight => 42,
        Unit::Month | Unit::Quarter => 183,
        Unit::Year => 5 * 365,
        Unit::Decade => 30 * 365,
    }
}

/// The days that lie a number of units before or after a day. Weeks are told loosely, so that three days
/// on each side are meant; months and years are those of the calendar.
fn moved(day: Date, unit: Unit, count: Count, sign: i64) -> Option<(Days, Granularity)> {
    let vague = count.low != count.high;
    let span = |unit_days: i64| {
        let (near, far) = (plus(day, sign * count.low * unit_days), plus(day, sign * count.high * unit_days));
        (near.min(far), near.max(far))
    };
    Some(match unit {
        Unit::Hour => {
            let other = plus(day, sign * (count.high / 24));
            ((other, other), Granularity::Day)
        }
        Unit::Day if vague => (span(1), Granularity::Period),
        Unit::Day => (span(1), Granularity::Day),
        Unit::Week | Unit::Fortnight if vague => (span(length(unit)), Granularity::Period),
        Unit::Week | Unit::Fortnight => {
            let (middle, _) = span(length(unit));
            ((plus(middle, -3), plus(middle, 3)), Granularity::Week)
        }
        Unit::Month | Unit::Quarter if !vague => {
            (month_away(day, sign * count.low * if unit == Unit::Month { 1 } else { 3 }), Granularity::Month)
        }
        Unit::Month => {
            let (a, b) = (month_away(day, sign * count.low), month_away(day, sign * count.high));
            ((a.0.min(b.0), a.1.max(b.1)), Granularity::Period)
        }
        Unit::Year => {
            let year = |n: i64| i16::try_from(i64::from(day.year()) + sign * n).ok().and_then(year_of);
            let (a, b) = (year(count.low)?, year(count.high)?);
            ((a.0.min(b.0), a.1.max(b.1)), if vague { Granularity::Period } else { Granularity::Year })
        }
        Unit::Weekend | Unit::Decade | Unit::Quarter => return None,
    })
}

fn quarter_away(day: Date, quarters: i64) -> Days {
    let own = i64::from((day.month() - 1) % 3);
    let (first, _) = month_away(day, 3 * quarters - own);
    (first, month_away(first, 2).1)
}
