//! Plain reckoning with days: weeks, months, years, and the one nearest to another day.

use super::tense::Direction;
use jiff::ToSpan;
use jiff::civil::Date;

/// First and last day.
pub type Days = (Date, Date);

/// A day some days away; the ends of the calendar hold.
pub fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// The month that lies some months away from that of `day`.
pub fn month_away(day: Date, months: i64) -> Days {
    let other = day.first_of_month().saturating_add(months.months());
    (other, other.last_of_month())
}

/// A month of a year.
pub fn month_of(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// A year from its first to its last day.
pub fn year_of(year: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The week, Monday to Sunday, some weeks away from that of `day`.
pub fn week_away(day: Date, weeks: i64) -> Days {
    let monday = plus(day, 7 * weeks - i64::from(day.weekday().to_monday_zero_offset()));
    (monday, plus(monday, 6))
}

/// The weekend, Saturday and Sunday, of the week some weeks away from that of `day`.
pub fn weekend_away(day: Date, weeks: i64) -> Days {
    let (_, sunday) = week_away(day, weeks);
    (plus(sunday, -1), sunday)
}

/// The last such weekday on or before `day`; 0 is Monday.
pub fn weekday_before(day: Date, weekday: i8) -> Date {
    plus(day, -i64::from((day.weekday().to_monday_zero_offset() - weekday).rem_euclid(7)))
}

/// The first such weekday on or after `day`; 0 is Monday.
pub fn weekday_after(day: Date, weekday: i8) -> Date {
    plus(day, i64::from((weekday - day.weekday().to_monday_zero_offset()).rem_euclid(7)))
}

/// The distance in days, without sign.
fn apart(a: Date, b: Date) -> i32 {
    (a - b).get_days().abs()
}

/// Of the same days in the years around `reference` the one that is meant: the last that has begun for
/// the past, the first that is not over for the future, else the nearest.
pub fn yearly(reference: Date, direction: Direction, days_in: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let year = reference.year();
    // Eight years cover the gap between two 29ths of February.
    let mut all = (year.saturating_sub(8)..=year.saturating_add(8)).filter_map(days_in);
    match direction {
        Direction::Past => all.take_while(|d| d.0 <= reference).last(),
        Direction::Future => all.find(|d| d.1 >= reference),
        Direction::Unknown => all.min_by_key(|d| apart(d.0, reference)),
    }
}

/// A season of the northern half of the world by its number from 0 (spring); winter begins in its year.
pub fn season_of(year: i16, season: i8) -> Option<Days> {
    let first = Date::new(year, 3 + 3 * season, 1).ok()?;
    Some((first, first.saturating_add(2.months()).last_of_month()))
}
