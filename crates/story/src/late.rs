//! Reports that were posted again: what they call "on Saturday" is the Saturday of weeks before.
//!
//! A report that is put out again under a new date keeps its weekdays, and these come out as the days of the new week. One
//! such day may be chance; two happenings of one report that others date the same number of days earlier are not. A
//! happening that has many like it, as the shellings of a long war have, says nothing here.

use crate::link::without_time;
use crate::times::{days, names_weekday};
use crate::{Telling, Window};
use detente_record::{DateBasis, Event};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Days by which a report is late, at least: less can be the report's own way of counting.
const LEAST: i64 = 7;

/// Days by which a report is late, at most; also how far back others are looked for.
pub const MOST_LATE: i64 = 63;

/// Evidence without time from which two tellings of the same weekday may be one happening.
const ALIKE: f64 = -0.5;

/// How much more like its twin than any other a telling must be.
const MARGIN: f64 = 0.3;

/// Evidence of all pairs together, at least.
const ENOUGH: f64 = 1.0;

/// By how much a report's days are late, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// Days between its own dates and the true ones.
    pub days: i64,
    /// In words.
    pub reason: String,
}

/// The reports among these that were posted late, by id; only those that `asked` wants are looked at. The order of the
/// tellings changes nothing.
pub fn late(tellings: &[Telling], asked: impl Fn(&str) -> bool) -> BTreeMap<String, Late> {
    let mut of_report: BTreeMap<&str, Vec<&Telling>> = BTreeMap::new();
    let mut index: BTreeMap<(&str, &str), Vec<&Telling>> = BTreeMap::new();
    for t in tellings {
        if says_weekday(&t.event) && asked(&t.event.document.id) {
            of_report.entry(&t.event.document.id).or_default().push(t);
        }
        for country in countries(&t.event) {
            index.entry((&t.event.event_type, country)).or_default().push(t);
        }
    }
    of_report.into_iter().filter_map(|(id, own)| late_report(&own, &index).map(|late| (id.to_owned(), late))).collect()
}

/// Countries of an event's parties and place, each once; an empty name where there is none.
fn countries(e: &Event) -> BTreeSet<&str> {
    let parties = e.source.iter().chain(&e.target).filter_map(|a| a.country.as_deref());
    let mut all: BTreeSet<&str> = parties.chain(e.place.as_ref().and_then(|p| p.country.as_deref())).collect();
    if all.is_empty() {
        all.insert("");
    }
    all
}

/// A telling, the one that dates it otherwise, and what speaks for their being one.
struct Twin<'t> {
    own: &'t Telling,
    other: &'t Telling,
    total: f64,
}

fn late_report(own: &[&Telling], index: &BTreeMap<(&str, &str), Vec<&Telling>>) -> Option<Late> {
    let sentences: BTreeSet<usize> = own.iter().map(|t| t.event.sentence).collect();
    if sentences.len() < 2 {
        return None;
    }
    let mut votes: BTreeMap<i64, Vec<Twin<'_>>> = BTreeMap::new();
    for t in own {
        let others = countries(&t.event).into_iter().filter_map(|c| index.get(&(t.event.event_type.as_str(), c))).flatten().copied();
        if let Some((days, twin)) = twin(t, others) {
            votes.entry(days).or_default().push(twin);
        }
    }
    let happenings = |twins: &[Twin<'_>]| twins.iter().map(|t| t.own.event.sentence).collect::<BTreeSet<_>>().len();
    let (days, twins) = votes.into_iter().max_by_key(|(days, twins)| (happenings(twins), std::cmp::Reverse(*days)))?;
    let enough = happenings(&twins) > 1 && twins.iter().map(|t| t.total).sum::<f64>() >= ENOUGH;
    enough.then(|| Late { days, reason: reason(days, &twins) })
}

/// Whether the sentence itself says the weekday: what only shares it with another sentence is no second witness.
fn says_weekday(event: &Event) -> bool {
    names_weekday(event) && event.date.as_ref().is_some_and(|d| d.basis == DateBasis::Expression)
}

/// The telling by another origin that is most like one, if it lies weeks before and no other day has one as like.
fn twin<'t>(own: &'t Telling, others: impl Iterator<Item = &'t Telling>) -> Option<(i64, Twin<'t>)> {
    let when = own.window?;
    let mut best: BTreeMap<i64, Twin<'t>> = BTreeMap::new();
    for other in others.filter(|o| o.origin != own.origin && o.event.document.id != own.event.document.id) {
        let Some(before) = other.window.filter(|w| w.length() == 1).map(|w| days(w.start, when.start)) else { continue };
        // A visit is no telephone call: what says its mode is held against its like.
        if before.abs() > MOST_LATE || own.event.mode.is_some() && own.event.mode != other.event.mode {
            continue;
        }
        let Ok(total) = without_time(own, other) else { continue };
        if best.get(&before).is_none_or(|b| (b.total, &other.event.id) < (total, &b.other.event.id)) {
            best.insert(before, Twin { own, other, total });
        }
    }
    let mut ranked: Vec<(i64, Twin<'t>)> = best.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total.total_cmp(&a.1.total).then(a.0.cmp(&b.0)));
    let mut ranked = ranked.into_iter();
    let (days, first) = ranked.next()?;
    // What the other reports tell a day or two later is the same happening.
    let rival = ranked.find(|(other, _)| other.abs_diff(days) > 2).map_or(f64::NEG_INFINITY, |(_, t)| t.total);
    (days >= LEAST && days % 7 == 0 && first.total >= ALIKE && first.total - rival >= MARGIN).then_some((days, first))
}

fn reason(days: i64, twins: &[Twin<'_>]) -> String {
    let pairs: Vec<String> = twins
        .iter()
        .map(|t| {
            let day = |w: Option<Window>| w.map(|w| w.start.to_string()).unwrap_or_default();
            let words = t.own.event.date.as_ref().and_then(|d| d.text.as_deref()).unwrap_or_default();
            let (own, other) = (day(t.own.window), day(t.other.window));
            format!("`{}` in it is {own} by its own date, {other} in {}", words, t.other.event.document.id)
        })
        .collect();
    format!("its days are {days} late: {}", pairs.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::{days, event, state};

    fn act(document: &str, published: &str, sentence: usize, event_type: &str, text: &str, day: &str) -> Event {
        let made = event(&format!("{document}-{sentence}"), event_type);
        let id = document.to_owned();
        Event {
            document: detente_record::DocumentRef { id, published: Some(published.into()), ..made.document },
            sentence,
            text: text.into(),
            source: vec![state("IRN")],
            target: vec![state("PAK")],
            date: days([day, day], DateBasis::Expression, Some("on Saturday")),
            ..made
        }
    }

    fn tellings(events: Vec<Event>) -> Vec<Telling> {
        events
            .into_iter()
            .map(|e| {
                let origin = e.document.id.clone();
                Telling::new(e, origin)
            })
            .collect()
    }

    const RAID: &str = "Raiders burned the customs post at Taftan on Saturday.";
    const ARREST: &str = "Nine smugglers were held at Mirjaveh on Saturday.";

    #[test]
    fn two_saturdays_that_others_date_three_weeks_earlier_show_a_report_posted_again() {
        let both = |document: &str, published: &str, day: &str| {
            vec![act(document, published, 0, "ASSAULT", RAID, day), act(document, published, 3, "COERCE", ARREST, day)]
        };
        let mut all = both("first", "2024-01-29", "2024-01-27");
        all.extend(both("again", "2024-02-19", "2024-02-17"));
        let late = late(&tellings(all.clone()), |_| true);
        assert_eq!(late.keys().collect::<Vec<_>>(), ["again"]);
        assert_eq!(late["again"].days, 21);
        // One of them alone may be another raid.
        assert!(super::late(&tellings(all[..3].to_vec()), |_| true).is_empty());
    }

    #[test]
    fn the_raids_of_a_long_war_show_nothing() {
        let mut all = vec![
            act("again", "2024-02-19", 0, "ASSAULT", RAID, "2024-02-17"),
            act("again", "2024-02-19", 3, "COERCE", ARREST, "2024-02-17"),
        ];
        for (n, day) in ["2024-01-27", "2024-02-03", "2024-02-17"].into_iter().enumerate() {
            let document = format!("other-{n}");
            all.push(act(&document, day, 0, "ASSAULT", RAID, day));
            all.push(act(&document, day, 3, "COERCE", ARREST, day));
        }
        assert!(late(&tellings(all), |_| true).is_empty());
    }
}
