//! The year of a report that is dated by day and month alone, from the holders of offices that it names: the one year in
//! which most of them were in office on that day.

use crate::document::ParsedBlock;
use crate::mention::{Known, mentions};
use detente_lexicon::{ActorIndex, ActorKind};
use detente_text::DayOfYear;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The first and last year that are tried: those whose office holders the lexicon may know.
const YEARS: std::ops::RangeInclusive<i16> = 1945..=2060;

/// The day with its year, and the names that told it; none where no year or more than one fits best.
pub fn dated(day: DayOfYear, blocks: &[ParsedBlock<'_>], index: &ActorIndex) -> Option<(Date, Vec<String>)> {
    let mut known = Known::default();
    let sentences = blocks.iter().filter(|b| !b.block.kind.is_dateline()).flat_map(|b| &b.sentences);
    let people: BTreeSet<usize> = sentences
        .flat_map(|s| mentions(s, index, None, &mut known))
        .map(|m| m.actor)
        .filter(|&a| index.actor(a).kind == ActorKind::Person && known_term(index, a))
        .collect();
    let candidates =
        YEARS.filter_map(|year| Date::new(year, day.month, day.day).ok()).filter(|date| day.weekday.is_none_or(|w| w == date.weekday()));
    let in_office = |date: Date| people.iter().filter(|&&a| index.in_office(index.actor(a), date)).count();
    let scored: Vec<(usize, Date)> = candidates.map(|date| (in_office(date), date)).collect();
    let most = scored.iter().map(|(n, _)| *n).max().filter(|&n| n > 0)?;
    let mut best = scored.into_iter().filter(|(n, _)| *n == most);
    let (_, date) = best.next()?;
    if best.next().is_some() {
        return None;
    }
    let names = people.iter().map(|&a| index.actor(a)).filter(|a| index.in_office(a, date)).map(|a| a.name.clone()).collect();
    Some((date, names))
}

/// Whether an office's beginning is known: without it a holder tells nothing.
fn known_term(index: &ActorIndex, actor: usize) -> bool {
    index.actor(actor).terms.iter().any(|t| t.from.is_some())
}
