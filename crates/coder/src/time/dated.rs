//! Dates of the calendar: figures, days of months, months, years, decades, weekdays, seasons, feasts.

use super::calendar::{Days, month_of, plus, season_of, week_away, weekday_after, weekday_before, year_of, yearly};
use super::feast::{self, Feast};
use super::reader::{Core, Reader};
use super::tense::Direction;
use super::words;
use detente_record::Granularity;
use jiff::civil::Date;

/// Words that make a weekday a name: "Black Friday", "Bloody Sunday".
const NAMED_BEFORE: [&str; 7] = ["black", "bloody", "super", "palm", "ash", "good", "easter"];

/// Words before a feast's name of one word that could be a person's or a thing's.
const FEAST_FRAME: [&str; 20] = [
    "in",
    "on",
    "during",
    "of",
    "before",
    "after",
    "since",
    "until",
    "over",
    "at",
    "for",
    "by",
    "around",
    "throughout",
    "ahead",
    "early",
    "late",
    "last",
    "next",
    "this",
];

/// Words before a month that stands alone.
const MONTH_FRAME: [&str; 15] =
    ["as", "in", "since", "until", "till", "during", "through", "throughout", "early", "late", "mid", "by", "from", "between", "of"];

/// What may stand before a bare year.
const YEAR_FRAME: [&str; 14] =
    ["in", "since", "until", "till", "by", "during", "of", "from", "before", "after", "through", "early", "late", "mid"];

impl Reader<'_> {
    /// A date of the calendar that begins at an atom.
    pub fn dated(&self, at: usize) -> Option<Core> {
        self.in_figures(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.month(at))
            .or_else(|| self.season(at))
            .or_else(|| self.year(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.ordinal_day(at))
    }

    fn in_figures(&self, at: usize) -> Option<Core> {
        let (day, other) = self.atoms.get(at)?.figures?;
        let day = match (other, self.context.published) {
            (Some(other), Some(on)) if day > on && other <= on => other,
            _ => day,
        };
        Some(Core::new(at, at + 1, Some((day, day)), Granularity::Day))
    }

    fn weekday(&self, at: usize) -> Option<Core> {
        let (weekday, short) = words::weekday(self.word(at))?;
        if !self.atoms[at].capital || NAMED_BEFORE.contains(&self.before(at)) {
            return None;
        }
        // "Monday, January 15": the date decides.
        let part = if words::is_day_part(self.word(at + 1)) { at + 2 } else { at + 1 };
        let date = self.skip(part, &[",", "("]);
        if let Some(inner) = self
            .in_figures(date)
            .or_else(|| self.month_first(date))
            .or_else(|| self.day_first(date))
            .filter(|c| c.granularity == Granularity::Day)
        {
            let to = if self.word(date.wrapping_sub(1)) == "(" { self.skip(inner.to, &[")"]) } else { inner.to };
            return Some(Core { from: at, to, ..inner });
        }
        if short {
            return None;
        }
        let of = self.skip(at + 1, &["of"]);
        let weeks = match self.word(of) {
            "last" => Some(-1),
            "this" => Some(0),
            "next" => Some(1),
            _ => None,
        };
        if let Some(weeks) = weeks.filter(|_| self.word(of + 1) == "week") {
            let day = self.context.published.map(|on| plus(week_away(on, weeks).0, i64::from(weekday)));
            return Some(Core::new(at, of + 2, day.map(|d| (d, d)), Granularity::Day));
        }
        let day = self.context.published.map(|on| match self.direction(at, at + 1) {
            Direction::Future => weekday_after(on, weekday),
            _ => {
                let nearest = weekday_before(on, weekday);
                // "Last Saturday", said on a Sunday, is no word for yesterday.
                let week_before = self.before(at) == "last" && plus(nearest, 1) >= on;
                if week_before { plus(nearest, -7) } else { nearest }
            }
        });
        Some(Core::new(at, at + 1, day.map(|d| (d, d)), Granularity::Day))
    }

    fn matches(&self, at: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(i, w)| self.word(at + i) == *w)
    }

    /// "on Easter Sunday", "during Ramadan", "on Eid al-Adha 2023".
    fn feast(&self, at: usize) -> Option<Core> {
        let (core, feast) = self.feast_named(at, None)?;
        Some(if feast.is_sighted() { core.widened() } else { core })
    }

    /// A feast with the days that the calendar gives, not widened; `shift` picks the one before, at or after the report.
    pub fn feast_named(&self, at: usize, shift: Option<i64>) -> Option<(Core, Feast)> {
        if !self.atoms.get(at)?.capital {
            return None;
        }
        let (length, feasts) = feast::named(|name| self.matches(at, name))?;
        let end = at + length;
        // "the Christmas market", "a Christmas truce" name things, not days; "Ramadan Abdullah" is a person.
        let framed = matches!(self.word(at), "christmas") || FEAST_FRAME.contains(&self.before(self.back_over_the(at)));
        if length == 1 && (matches!(self.upos(end), "NOUN" | "PROPN") || !framed) {
            return None;
        }
        let (year, to) = self.year_after(end).map_or((None, end), |(y, to)| (Some(y), to));
        // "on the second day of Eid": the verb tells which one.
        let part = self.before(self.back_over_the(at)) == "of";
        let direction = if part { self.direction(at, end) } else { self.yearly_direction(at, end) };
        let mut candidates: Vec<(Days, Feast)> = Vec::new();
        let on = self.context.published;
        let (first, last) = match (year, on) {
            (Some(y), _) => (y, y),
            (None, Some(on)) => (on.year().saturating_sub(2), on.year().saturating_add(2)),
            (None, None) => return Some((Core::new(at, to, None, feasts[0].granularity()), feasts[0])),
        };
        for feast in &feasts {
            candidates.extend(feast.days(first, last).into_iter().map(|days| (days, *feast)));
        }
        candidates.sort_by_key(|(days, _)| days.0);
        let chosen = match (year, on, shift) {
            (None, Some(on), Some(-1)) => candidates.into_iter().rfind(|(d, _)| d.1 < on),
            (None, Some(on), Some(1)) => candidates.into_iter().find(|(d, _)| d.0 > on),
            (None, Some(on), Some(_)) => candidates.into_iter().min_by_key(|(d, _)| (d.0 - on).get_days().abs()),
            (None, Some(on), None) => match direction {
                // What has begun, and what begins tomorrow by the moon that was not seen yet.
                Direction::Past => candidates.into_iter().rfind(|(d, f)| plus(d.0, -i64::from(f.is_sighted())) <= on),
                Direction::Future => candidates.into_iter().find(|(d, _)| d.1 >= on),
                Direction::Unknown => candidates.into_iter().min_by_key(|(d, _)| (d.0 - on).get_days().abs()),
            },
            _ => candidates.into_iter().next(),
        };
        let feast = chosen.map_or(feasts[0], |(_, feast)| feast);
        Some((Core::new(at, to, chosen.map(|(days, _)| days), feast.granularity()), feast))
    }

    /// The place of an article before an atom, else the atom.
    fn back_over_the(&self, at: usize) -> usize {
        if matches!(self.before(at), "the" | "a") { at - 1 } else { at }
    }

    /// A month's name that is no verb, no modal and no person.
    pub fn month_name(&self, at: usize) -> Option<i8> {
        let (month, _) = words::month(self.word(at))?;
        let atom = &self.atoms[at];
        let person = self.s.tokens[atom.token].mention == Some("person");
        let verb = matches!(self.upos(at), "VERB" | "AUX") && !(at > 0 && self.day_at(at + 1).is_some());
        (atom.capital && !person && !verb).then_some(month)
    }

    /// The year after a date: "2024", ", 2024", "of 2024".
    fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        let at = self.skip(at, &[",", "of"]);
        words::year(self.word(at)).map(|y| (y, at + 1))
    }

    fn day_at(&self, at: usize) -> Option<i8> {
        words::day_number(self.word(at))
            .or_else(|| words::ordinal(self.word(at)).filter(|_| self.word(at).starts_with(|c: char| c.is_ascii_digit())))
    }

    fn day_of(&self, year: Option<i16>, month: i8, day: i8, from: usize, to: usize) -> Option<Days> {
        let in_year = |y: i16| Date::new(y, month, day).ok().map(|d| (d, d));
        match year {
            Some(y) => in_year(y),
            None => yearly(self.context.published?, self.yearly_direction(from, to), in_year),
        }
    }

    /// The verb's direction; a date that describes a noun is nearest to the report.
    fn yearly_direction(&self, from: usize, to: usize) -> Direction {
        if self.describes(from, to) { Direction::Unknown } else { self.direction(from, to) }
    }

    /// A single day of a month or, with a second number, the days between.
    fn days_of(&self, core: (usize, usize), year: Option<i16>, month: i8, days: (i8, Option<i8>)) -> Option<Core> {
        let (from, to) = core;
        Date::new(2024, month, days.0).ok()?;
        let first = self.day_of(year, month, days.0, from, to);
        let Some(last) = days.1 else {
            // These two stand in the news for one day each.
            let first = match (year, month, days.0, self.word(to)) {
                (None, 9, 11, "attacks" | "attack" | "terror" | "terrorist") => self.day_of(Some(2001), 9, 11, from, to),
                (None, 10, 7, "attacks" | "attack" | "massacre") if self.context.published.is_some_and(|on| on.year() >= 2023) => {
                    self.day_of(Some(2023), 10, 7, from, to)
                }
                _ => first,
            };
            return Some(Core::new(from, to, first, Granularity::Day));
        };
        let end = first.and_then(|(first, _)| Date::new(first.year(), month, last).ok());
        (last > days.0).then(|| Core::new(from, to, first.zip(end).map(|((first, _), last)| (first, last)), Granularity::Period))
    }

    /// A second day number after "to", "and" or a hyphen.
    fn second_day(&self, at: usize) -> Option<(i8, usize)> {
        let next = if self.glued(at) { at } else { self.skip(at, &["to", "and", "until", "through"]) };
        if next == at && !self.glued(at) {
            return None;
        }
        let day = self.day_at(next)?;
        let counts = matches!(self.xpos(next + 1), "NNS" | "NN") && words::month(self.word(next + 1)).is_none();
        (!counts).then_some((day, next + 1))
    }

    /// "January 16", "Jan. 16, 2024", "February, 23, 2024", "May 3-5".
    fn month_first(&self, at: usize) -> Option<Core> {
        let month = self.month_name(at)?;
        let mut number = at + 1;
        if self.word(number) == "," && words::day_number(self.word(number + 1)).is_some() && self.year_after(number + 2).is_some() {
            number += 1;
        }
        number = self.skip(number, &["the"]);
        let day = self.day_at(number)?;
        let mut to = number + 1;
        if matches!(self.word(to), ":" | "%" | "percent") {
            return None;
        }
        let second = self.second_day(to);
        if let Some((_, end)) = second {
            to = end;
        }
        let year = self.year_after(to);
        // "In January 20 people were killed": the number counts the people.
        if year.is_none() && matches!(self.before(at), "in" | "since") && self.xpos(to) == "NNS" {
            return None;
        }
        let to = year.map_or(to, |(_, end)| end);
        self.days_of((at, to), year.map(|(y, _)| y), month, (day, second.map(|(d, _)| d)))
    }

    /// A day of a month in either order.
    pub fn day_with_month(&self, at: usize) -> Option<Core> {
        self.month_first(at).or_else(|| self.day_first(at)).filter(|c| c.granularity == Granularity::Day)
    }

    /// "16 January 2024", "the 16th of January", "3 to 5 May", "the third of May".
    fn day_first(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the"]);
        let spelled = words::ordinal(self.word(start)).filter(|_| self.word(start + 1) == "of");
        let day = self.day_at(start).or(spelled)?;
        let second = self.second_day(start + 1);
        let next = second.map_or(start + 1, |(_, end)| end);
        let name = self.skip(next, &["of"]);
        let month = self.month_name(name)?;
        let year = self.year_after(name + 1);
        let to = year.map_or(name + 1, |(_, end)| end);
        self.days_of((start, to), year.map(|(y, _)| y), month, (day, second.map(|(d, _)| d)))
    }

    /// "December 2023", "in December".
    fn month(&self, at: usize) -> Option<Core> {
        let (_, short) = words::month(self.word(at))?;
        let month = self.month_name(at)?;
        if let Some((year, to)) = self.year_after(at + 1) {
            return Some(Core::new(at, to, month_of(year, month), Granularity::Month));
        }
        let framed = MONTH_FRAME.contains(&self.before(at));
        let doubtful = matches!(self.word(at), "may" | "march" | "april" | "june" | "august") || short;
        let closely = matches!(self.before(at), "as" | "in" | "since" | "until" | "during" | "early" | "late" | "mid" | "through");
        let in_name = self.atoms.get(at + 1).is_some_and(|a| a.capital && self.upos(at + 1) == "PROPN" && !framed)
            || at
                .checked_sub(1)
                .is_some_and(|p| self.upos(p) == "PROPN" && self.atoms[p].capital && !matches!(self.word(p), "early" | "mid" | "late"));
        if in_name || (doubtful && !closely && !self.ranged(at)) {
            return None;
        }
        let direction = self.yearly_direction(at, at + 1);
        let direction = if direction == Direction::Unknown && framed { Direction::Past } else { direction };
        let days = self.context.published.and_then(|on| yearly(on, direction, |y| month_of(y, month)));
        Some(Core::new(at, at + 1, days, Granularity::Month))
    }

    /// Whether a month is the end of a range: "from January to March".
    fn ranged(&self, at: usize) -> bool {
        matches!(self.before(at), "to" | "and" | "from" | "between")
            && (1..6).any(|back| at.checked_sub(back).is_some_and(|p| matches!(self.word(p), "from" | "between")))
    }

    /// "in the spring", "last" and "this" are read elsewhere; "summer 2020", "the winter of 2019".
    fn season(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the"]);
        let season = words::season(self.word(start))?;
        if let Some((year, to)) = self.year_after(start + 1).filter(|_| self.word(start + 1) != ",") {
            return Some(Core::new(start, to, season_of(year, season), Granularity::Season));
        }
        let framed = matches!(self.before(at), "in" | "during" | "since" | "early" | "late" | "mid" | "over" | "for" | "by" | "until")
            || matches!(self.before(start), "early" | "late" | "mid");
        let follows = matches!(self.upos(start + 1), "NOUN" | "PROPN");
        if !framed || follows || self.xpos(start) == "NNS" {
            return None;
        }
        let direction = match self.direction(start, start + 1) {
            Direction::Unknown => Direction::Past,
            known => known,
        };
        let days = self.context.published.and_then(|on| yearly(on, direction, |y| season_of(y, season)));
        Some(Core::new(start, start + 1, days, Granularity::Season))
    }

    fn year(&self, at: usize) -> Option<Core> {
        let year = words::year(self.word(at))?;
        let before = self.before(at);
        let ends = matches!(before, "to" | "and")
            && (1..6).any(|back| at.checked_sub(back + 1).is_some_and(|p| matches!(self.word(p), "from" | "between")));
        let glued_end = self.glued(at) && at.checked_sub(1).is_some_and(|p| words::year(self.word(p)).is_some());
        let framed = YEAR_FRAME.contains(&before) || before == "year" || ends || glued_end;
        let bracketed = before == "(" && matches!(self.word(at + 1), ")" | "-" | "–");
        let counts = matches!(self.xpos(at + 1), "NNS" | "NN")
            && self.s.tokens[self.atoms[at + 1].token].head != self.s.tokens[self.atoms[at].token].head;
        let describes = matches!(before, "the" | "its" | "his" | "their" | "a")
            && self.upos(at + 1) == "NOUN"
            && (1900..2050).contains(&year)
            && !(self.xpos(at + 1) == "NNS" && year % 100 == 0);
        if (!framed || counts) && !bracketed && !describes {
            return None;
        }
        // "2011/12" and "2010-14" end in the same hundred years.
        if self.glued(at + 1)
            && let Some(short) = self.word(at + 1).parse::<i16>().ok().filter(|_| self.word(at + 1).len() == 2)
            && let Some(end) = year_of(year - year % 100 + short).filter(|_| short > year % 100)
        {
            return Some(Core::new(at, at + 2, year_of(year).map(|(start, _)| (start, end.1)), Granularity::Period));
        }
        Some(Core::new(at, at + 1, year_of(year), Granularity::Year))
    }

    /// "the 1990s", also where the "s" was cut off.
    fn decade(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the"]);
        let cut = matches!(self.word(start + 1), "s" | "'s") && start > at && words::year(self.word(start)).is_some();
        let (text, to) = if cut { (format!("{}s", self.word(start)), start + 2) } else { (self.word(start).to_owned(), start + 1) };
        let year = words::decade(&text).filter(|_| start > at || matches!(self.before(at), "the" | "early" | "late" | "mid" | "in"))?;
        let days = year_of(year).zip(year_of(year + 9)).map(|(first, last)| (first.0, last.1));
        Some(Core::new(start, to, days, Granularity::Period))
    }

    /// "on the 16th", of the month that the report or its last event is in.
    fn ordinal_day(&self, at: usize) -> Option<Core> {
        let word = self.word(at + 1);
        if self.word(at) != "the" || !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let day = words::ordinal(word)?;
        let framed = matches!(self.before(at), "on" | "by" | "until" | "since" | "from" | "before" | "after");
        // "On the 27th Lisbon replied": a name that begins the clause is not what the number counts.
        let clause = self.before(at) == "on" && self.upos(at + 2) == "PROPN";
        if !framed
            || !clause && matches!(self.upos(at + 2), "NOUN" | "PROPN" | "ADJ" | "NUM")
            || self.glued(at + 2)
            || self.word(at + 2) == "of"
        {
            return None;
        }
        let in_month = |first: Date| Date::new(first.year(), first.month(), day).ok();
        let days = self.context.published.and_then(|on| {
            let months = [-2, -1, 0, 1, 2].map(|m| super::calendar::month_away(on, m).0);
            match self.direction(at, at + 2) {
                Direction::Future => months.into_iter().filter_map(in_month).find(|d| *d >= on),
                _ => months.into_iter().rev().filter_map(in_month).find(|d| *d <= on),
            }
        });
        Some(Core::new(at, at + 2, days.map(|d| (d, d)), Granularity::Day))
    }
}
