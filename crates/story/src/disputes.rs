//! In what the accounts of one incident contradict each other.

use crate::times::Window;
use crate::{Telling, parties, places};
use detente_record::{Actor, Aspect, Count, Dispute, Event, Factuality, Position, Precision, Stance};
use std::collections::BTreeSet;

/// All disputes about one incident, in the order of [`Aspect::ALL`].
pub(crate) fn disputes(tellings: &[&Telling]) -> Vec<Dispute> {
    let claims: [Vec<Claim<'_>>; 7] = [
        happened(tellings),
        sides(tellings, |e| &e.source, true),
        sides(tellings, |e| &e.target, false),
        numbers(tellings, |e| e.casualties.killed.as_ref()),
        numbers(tellings, |e| e.casualties.injured.as_ref()),
        wheres(tellings),
        whens(tellings),
    ];
    Aspect::ALL.into_iter().zip(claims).filter_map(|(about, claims)| dispute(about, claims)).collect()
}

/// One answer of one account.
struct Claim<'a> {
    telling: &'a Telling,
    value: String,
    denied: bool,
    /// Number of the position: claims of one position can all be true together.
    position: usize,
}

/// Positions of claims, if there are two that exclude each other.
fn dispute(about: Aspect, claims: Vec<Claim<'_>>) -> Option<Dispute> {
    let mut numbers: Vec<usize> = claims.iter().map(|c| c.position).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.len() < 2 {
        return None;
    }
    let mut positions: Vec<Position> = numbers.iter().map(|n| position(claims.iter().filter(|c| c.position == *n).collect())).collect();
    positions.sort_by(|a, b| {
        b.origins.cmp(&a.origins).then(b.own_voice.cmp(&a.own_voice)).then(a.denied.cmp(&b.denied)).then(a.value.cmp(&b.value))
    });
    Some(Dispute { about, positions })
}

fn position(claims: Vec<&Claim<'_>>) -> Position {
    let mut speakers: Vec<Actor> = Vec::new();
    for speaker in claims.iter().filter_map(|c| speaker(&c.telling.event)) {
        if !speakers.iter().any(|s| s.name == speaker.name) {
            speakers.push(speaker.clone());
        }
    }
    speakers.sort_by(|a, b| a.name.cmp(&b.name));
    let origins: BTreeSet<&str> = claims.iter().map(|c| c.telling.origin.as_str()).collect();
    let mut events: Vec<String> = claims.iter().map(|c| c.telling.event.id.clone()).collect();
    events.sort();
    events.dedup();
    // The fullest wording stands for the position.
    let value =
        claims.iter().map(|c| c.value.as_str()).max_by(|a, b| a.chars().count().cmp(&b.chars().count()).then(b.cmp(a))).unwrap_or_default();
    Position {
        value: value.to_owned(),
        denied: claims.iter().any(|c| c.denied),
        own_voice: claims.iter().any(|c| speaker(&c.telling.event).is_none()),
        speakers,
        origins: origins.len(),
        events,
    }
}

/// Whose word an account is: the outermost speaker, unless the report says it in its own voice.
fn speaker(event: &Event) -> Option<&Actor> {
    match event.factuality {
        Factuality::Actual | Factuality::Ongoing => event.attribution.first().filter(|a| a.stance == Stance::Denies).map(|a| &a.speaker),
        _ => event.attribution.first().map(|a| &a.speaker),
    }
}

/// Whether a denial is of the doer's part only: who denies is the doer, so that the rest may stand.
fn denies_own_part(event: &Event) -> bool {
    event.factuality == Factuality::Denied
        && event.attribution.iter().any(|a| {
            a.stance == Stance::Denies && parties::relation(std::slice::from_ref(&a.speaker), &event.source) >= parties::Relation::Alike
        })
}

fn happened<'a>(tellings: &[&'a Telling]) -> Vec<Claim<'a>> {
    tellings
        .iter()
        .filter(|t| !denies_own_part(&t.event))
        .map(|t| {
            let denied = matches!(t.event.factuality, Factuality::Denied | Factuality::Negated);
            Claim { telling: t, value: if denied { "no" } else { "yes" }.to_owned(), denied, position: usize::from(denied) }
        })
        .collect()
}

/// Answers to who did it or to whom. Answers that may be the same party are one position; a party's denial of its own part
/// is one of its own.
fn sides<'a>(tellings: &[&'a Telling], side: fn(&Event) -> &Vec<Actor>, denials: bool) -> Vec<Claim<'a>> {
    let mut claims: Vec<Claim<'a>> = Vec::new();
    let mut known: Vec<(&[Actor], bool)> = Vec::new();
    for t in tellings {
        let actors = side(&t.event).as_slice();
        let named = actors.iter().any(|a| a.id.is_some() || a.country.is_some());
        let denied = denials && denies_own_part(&t.event);
        let other_denial = matches!(t.event.factuality, Factuality::Denied | Factuality::Negated) && !denied;
        if !named || other_denial {
            continue;
        }
        let same = |(k, d): &(&[Actor], bool)| *d == denied && parties::relation(k, actors) > parties::Relation::Unknown;
        let position = known.iter().position(same).unwrap_or_else(|| {
            known.push((actors, denied));
            known.len() - 1
        });
        let name = parties::name(actors);
        let value = if denied { format!("not {name}") } else { name };
        claims.push(Claim { telling: t, value, denied, position });
    }
    claims
}

/// Numbers that exclude each other. A later report of the same origin replaces its earlier ones: a toll that rises is no
/// dispute.
fn numbers<'a>(tellings: &[&'a Telling], kind: fn(&Event) -> Option<&Count>) -> Vec<Claim<'a>> {
    let voice = |t: &Telling| (t.origin.clone(), speaker(&t.event).map(|s| s.name.clone()));
    let newest = |t: &&&Telling| {
        tellings
            .iter()
            .all(|o| kind(&o.event).is_none() || voice(o) != voice(t) || o.event.document.published <= t.event.document.published)
    };
    let mut given: Vec<(&'a Telling, &Count)> = tellings.iter().filter(newest).filter_map(|t| kind(&t.event).map(|c| (*t, c))).collect();
    given.sort_by_key(|(t, c)| (c.low, t.event.id.clone()));
    let mut claims = Vec::new();
    let (mut position, mut until) = (0, None::<u64>);
    for (telling, count) in given {
        // Sorted by their lowest: a number that begins above all before it is another answer.
        match until {
            Some(top) if count.low > top => (position, until) = (position + 1, Some(count.high.unwrap_or(u64::MAX))),
            Some(top) => until = Some(top.min(count.high.unwrap_or(u64::MAX))),
            None => until = Some(count.high.unwrap_or(u64::MAX)),
        }
        claims.push(Claim { telling, value: count.text.clone(), denied: false, position });
    }
    claims
}

fn wheres<'a>(tellings: &[&'a Telling]) -> Vec<Claim<'a>> {
    let mut claims: Vec<Claim<'a>> = Vec::new();
    let mut known = Vec::new();
    let exact = |e: &Event| e.place.clone().filter(|p| matches!(p.precision, Precision::Exact | Precision::City));
    for t in tellings.iter().filter(|t| !matches!(t.event.factuality, Factuality::Denied | Factuality::Negated)) {
        let Some(place) = exact(&t.event) else { continue };
        let same = |k: &detente_record::Place| places::relation(Some(k), Some(&place)) == places::Relation::Same;
        let position = known.iter().position(same).unwrap_or_else(|| {
            known.push(place.clone());
            known.len() - 1
        });
        claims.push(Claim { telling: t, value: place.name, denied: false, position });
    }
    claims
}

fn whens<'a>(tellings: &[&'a Telling]) -> Vec<Claim<'a>> {
    let mut said: Vec<(&'a Telling, Window)> =
        tellings.iter().filter_map(|t| Window::of(&t.event).filter(|w| w.said).map(|w| (*t, w))).collect();
    said.sort_by(|a, b| a.1.start.cmp(&b.1.start).then_with(|| a.0.event.id.cmp(&b.0.event.id)));
    let mut claims = Vec::new();
    let (mut position, mut until) = (0, None);
    for (telling, w) in said {
        match until {
            // A night belongs to two days.
            Some(end) if crate::times::days(end, w.start) > 1 => (position, until) = (position + 1, Some(w.end)),
            Some(end) => until = Some(w.end.min(end)),
            None => until = Some(w.end),
        }
        let value = if w.start == w.end { w.start.to_string() } else { format!("{} to {}", w.start, w.end) };
        claims.push(Claim { telling, value, denied: false, position });
    }
    claims
}
