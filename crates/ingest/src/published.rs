//! The day of publication, chosen among the dates a report gives.

use crate::date::Spoken;
use crate::date_line::Label;
use detente_text::{CharSpan, DayOfYear, Problem, Published, PublishedBasis};
use jiff::civil::Date;

/// A date that stands where a report dates itself.
#[derive(Debug, Clone, Copy)]
pub struct Dated {
    pub spoken: Spoken,
    pub span: CharSpan,
    pub source: Source,
}

/// Where such a date stands; the first is believed before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Header(Label),
    Dateline,
}

/// Chooses the day of publication. Dates that disagree, that have two readings or that cannot be
/// completed go to `problems`. `told` is the latest full date that the report tells of.
pub fn choose(dates: &[Dated], given: Option<Date>, told: Option<Date>, problems: &mut Vec<Problem>) -> Option<Published> {
    let reading = |dated: &Dated, known: Option<Date>| Dated { spoken: dated.spoken.settled(known), ..*dated };
    let full = |dated: &Dated| dated.spoken.full().map(|date| (date, *dated));
    let firm = dates.iter().map(|d| reading(d, given)).filter(|d| d.spoken.swapped.is_none()).filter_map(|d| full(&d));
    let known = given.or(firm.min_by_key(|(_, d)| d.source).map(|(date, _)| date));
    let dates: Vec<Dated> = dates.iter().map(|d| reading(d, known)).collect();
    for dated in &dates {
        check(dated, problems);
    }
    let own = dates.iter().filter_map(full).min_by_key(|(_, dated)| dated.source);
    let published = match (given, own) {
        (Some(date), _) => Some(Published { date, basis: PublishedBasis::Given, span: None }),
        (None, Some((date, dated))) => {
            let basis = match dated.source {
                Source::Header(_) => PublishedBasis::Header,
                Source::Dateline => PublishedBasis::Dateline,
            };
            Some(Published { date, basis, span: Some(dated.span) })
        }
        (None, None) => told.and_then(|told| inferred(&dates, told, problems)),
    };
    match published {
        Some(published) => compare(&dates, published, problems),
        None => dates.iter().for_each(|dated| incomplete(dated, problems)),
    }
    published.map(|published| with_span(published, &dates))
}

/// The day without its year by which a report dates itself.
pub fn undated(dates: &[Dated]) -> Option<DayOfYear> {
    let day = |dated: &Dated| {
        let (month, day) = dated.spoken.month_day.filter(|_| dated.spoken.year.is_none())?;
        Some((dated.source, DayOfYear { month, day, weekday: dated.spoken.weekday, span: dated.span }))
    };
    dates.iter().filter_map(day).min_by_key(|(source, _)| *source).map(|(_, day)| day)
}

/// A day without its year is the first such day after what the report tells of.
fn inferred(dates: &[Dated], told: Date, problems: &mut Vec<Problem>) -> Option<Published> {
    let next = |dated: &Dated| {
        let (month, day) = dated.spoken.month_day.filter(|_| dated.spoken.year.is_none())?;
        let date = (0..=8).filter_map(|years| Date::new(told.year() + years, month, day).ok()).find(|date| *date >= told)?;
        dated.spoken.weekday.is_none_or(|w| w == date.weekday()).then_some((date, *dated))
    };
    let (date, dated) = dates.iter().filter_map(next).min_by_key(|(_, dated)| dated.source)?;
    let message = format!("a date without a year: taken as {date}, the first after {told}, which the text tells of");
    problems.push(Problem { span: Some(dated.span), message });
    Some(Published { date, basis: PublishedBasis::Inferred, span: Some(dated.span) })
}

/// A given date has a place in the text too, where the text agrees.
fn with_span(published: Published, dates: &[Dated]) -> Published {
    let said = dates.iter().filter(|d| d.spoken.completed(published.date) == Some(published.date)).min_by_key(|d| d.source);
    Published { span: published.span.or(said.map(|d| d.span)), ..published }
}

fn check(dated: &Dated, problems: &mut Vec<Problem>) {
    let spoken = dated.spoken;
    let mut report = |message| problems.push(Problem { span: Some(dated.span), message });
    if let (Some((month, day)), Some(other), Some(year)) = (spoken.month_day, spoken.swapped, spoken.year) {
        report(format!("a date with two readings: taken as {year}-{month:02}-{day:02}, could be {year}-{:02}-{:02}", other.0, other.1));
    }
    match (spoken.full(), spoken.weekday) {
        (Some(date), Some(weekday)) if date.weekday() != weekday => {
            report(format!("{date} was a {:?}, the text says {weekday:?}", date.weekday()));
        }
        (None, _) if spoken.year.is_some() => {
            let (month, day) = spoken.month_day.unwrap_or_default();
            report(format!("no such day: {}-{month:02}-{day:02}", spoken.year.unwrap_or_default()));
        }
        _ => {}
    }
}

/// Reports the dates that differ from the one chosen. An update is later by its nature.
fn compare(dates: &[Dated], published: Published, problems: &mut Vec<Problem>) {
    let chosen = published.date;
    let by = match published.basis {
        PublishedBasis::Given => "given is",
        PublishedBasis::Header => "the header says",
        PublishedBasis::Dateline => "the dateline says",
        PublishedBasis::Inferred => "inferred is",
    };
    for dated in dates.iter().filter(|d| d.source != Source::Header(Label::Updated)) {
        let place = match dated.source {
            Source::Header(_) => "the text",
            Source::Dateline => "the dateline",
        };
        match dated.spoken.completed(chosen) {
            Some(date) if date != chosen => {
                problems.push(Problem { span: Some(dated.span), message: format!("{place} says {date}, {by} {chosen}") });
            }
            _ => {}
        }
    }
}

fn incomplete(dated: &Dated, problems: &mut Vec<Problem>) {
    let message = match (dated.spoken.month_day, dated.spoken.weekday) {
        (Some((month, day)), _) if dated.spoken.year.is_none() => {
            format!("a date without a year (month {month}, day {day}), and no year is known")
        }
        (None, Some(weekday)) => format!("the report is dated by a weekday only ({weekday:?})"),
        _ => return,
    };
    problems.push(Problem { span: Some(dated.span), message });
}
