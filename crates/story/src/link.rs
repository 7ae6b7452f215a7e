//! What speaks for two tellings being the same happening, and what against it.

use crate::times::{FARTHEST, LONG};
use crate::{Telling, parties, places};
use detente_record::{Actor, Count, Event, Factuality};
use serde::{Deserialize, Serialize};

/// Two tellings are linked from this total on.
pub const LINKED: f64 = 0.0;

/// What two tellings have to outweigh: most pairs are two happenings.
const PRIOR: f64 = -1.8;

/// Weight of the words that two sentences share, beyond [`ORDINARY_WORDS`].
const WORDS_WEIGHT: f64 = 3.0;

/// Similarity of two sentences about different happenings of one crisis.
const ORDINARY_WORDS: f64 = 0.15;

/// Days between two tellings of which at least one has no day of its own, at most.
const FARTHEST_GUESS: i64 = FARTHEST;

/// Days between two tellings that both say their day, at most: the night between two days, and a date line's time zone.
pub(crate) const FARTHEST_SAID: i64 = 2;

/// The parts of a score; each is positive where it speaks for one happening.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Type, mode and code.
    pub kind: f64,
    /// Who acts.
    pub source: f64,
    /// To whom.
    pub target: f64,
    /// Where.
    pub place: f64,
    /// When.
    pub time: f64,
    /// How many were harmed.
    pub toll: f64,
    /// The words of the sentences.
    pub words: f64,
    /// The sum with the prior.
    pub total: f64,
}

/// What speaks for two tellings being one happening, or why they can't be.
///
/// # Errors
/// The reason in words why they are two happenings whatever else they share.
pub fn evidence(a: &Telling, b: &Telling) -> Result<Evidence, String> {
    let (x, y) = (&a.event, &b.event);
    if ahead(x.factuality) != ahead(y.factuality) {
        return Err("one happened, the other lies ahead".to_owned());
    }
    let kind = kind(x, y)?;
    let time = time(a, b)?;
    let (source, target) = sides(x, y)?;
    let place = place(x, y);
    let toll = toll(x.casualties.killed.as_ref(), y.casualties.killed.as_ref())
        + 0.5 * toll(x.casualties.injured.as_ref(), y.casualties.injured.as_ref());
    let words = WORDS_WEIGHT * (a.words.similarity(&b.words) - ORDINARY_WORDS);
    let own = if x.document.id == y.document.id { within_report(x, y, time, source) } else { 0.0 };
    let total = PRIOR + kind + source + target + place + time + toll + words + own;
    Ok(Evidence { kind, source, target, place, time, toll, words, total })
}

/// Whether it is an act that has not happened (yet).
fn ahead(factuality: Factuality) -> bool {
    matches!(
        factuality,
        Factuality::Planned | Factuality::CalledFor | Factuality::Threatened | Factuality::Conditional | Factuality::Possible
    )
}

/// Types under which two desks tell one happening.
pub(crate) const TOLD_AS: [[&str; 2]; 16] = [
    ["ASSAULT", "COERCE"],
    ["ASSAULT", "PROTEST"],
    ["ASSAULT", "MOBILIZE"],
    ["COERCE", "SANCTION"],
    ["COERCE", "MOBILIZE"],
    ["COERCE", "REJECT"],
    ["AGREE", "SUPPORT"],
    ["AGREE", "COOPERATE"],
    ["AGREE", "CONSULT"],
    ["AGREE", "RETREAT"],
    ["SUPPORT", "COOPERATE"],
    ["CONCEDE", "RETREAT"],
    ["AID", "COOPERATE"],
    ["ACCUSE", "REJECT"],
    ["REQUEST", "ACCUSE"],
    ["REQUEST", "THREATEN"],
];

fn kind(a: &Event, b: &Event) -> Result<f64, String> {
    let (x, y) = (a.event_type.as_str(), b.event_type.as_str());
    if x != y {
        let pair = |[s, t]: &&[&str; 2]| (*s == x && *t == y) || (*s == y && *t == x);
        return TOLD_AS.iter().find(pair).map(|_| -0.5).ok_or_else(|| format!("{x} and {y} are two acts"));
    }
    let mode = match (&a.mode, &b.mode) {
        (Some(x), Some(y)) if x == y => 0.5,
        (Some(_), Some(_)) => -0.4,
        _ => 0.0,
    };
    Ok(1.0 + mode)
}

fn time(a: &Telling, b: &Telling) -> Result<f64, String> {
    let (Some(x), Some(y)) = (a.window, b.window) else { return Ok(-0.5) };
    if (x.length() > LONG) != (y.length() > LONG) {
        return Err("one has a day, the other only a long time".to_owned());
    }
    let (gap, said) = (x.gap(y), x.said && y.said);
    let farthest = if said { FARTHEST_SAID } else { FARTHEST_GUESS };
    if gap > farthest {
        return Err(format!("{gap} days lie between them"));
    }
    Ok(match (gap, said) {
        (0, true) => 1.0,
        (0, false) if x.length().max(y.length()) <= 2 => 0.7,
        (0, false) => 0.2,
        (1, true) => -1.5,
        (1, false) => -0.4,
        (_, true) => -2.5,
        (days, false) => -0.4 * days as f64,
    })
}

/// Source and target. Of acts that go both ways all parties of one are held against all of the other.
fn sides(a: &Event, b: &Event) -> Result<(f64, f64), String> {
    if a.reciprocal || b.reciprocal {
        let all = |e: &Event| -> Vec<Actor> { e.source.iter().chain(&e.target).cloned().collect() };
        let relation = parties::relation(&all(a), &all(b));
        if relation == parties::Relation::Apart {
            return Err("no party in common".to_owned());
        }
        let second = parties::relation(&a.target, &b.target).max(parties::relation(&a.source, &b.source));
        return Ok((source_weight(relation), target_weight(second) / 2.0));
    }
    let (source, target) = (parties::relation(&a.source, &b.source), parties::relation(&a.target, &b.target));
    if source == parties::Relation::Apart && target == parties::Relation::Apart {
        return Err("other parties on both sides".to_owned());
    }
    Ok((source_weight(source), target_weight(target)))
}

/// Who did it is what accounts differ in most, so it excludes nothing by itself.
fn source_weight(relation: parties::Relation) -> f64 {
    match relation {
        parties::Relation::Same => 1.2,
        parties::Relation::Alike => 0.8,
        parties::Relation::Compatible => 0.3,
        parties::Relation::Unknown => 0.0,
        parties::Relation::Apart => -1.5,
    }
}

fn target_weight(relation: parties::Relation) -> f64 {
    match relation {
        parties::Relation::Same => 1.2,
        parties::Relation::Alike => 0.9,
        parties::Relation::Compatible => 0.3,
        parties::Relation::Unknown => 0.0,
        parties::Relation::Apart => -1.5,
    }
}

fn place(a: &Event, b: &Event) -> f64 {
    match places::relation(a.place.as_ref(), b.place.as_ref()) {
        places::Relation::Same => 1.5,
        places::Relation::Compatible => 0.5,
        places::Relation::Country => 0.1,
        places::Relation::Unknown => 0.0,
        places::Relation::Abroad => -1.5,
        places::Relation::Apart => -4.0,
    }
}

/// Numbers of one kind of harm. An exact number above two that both give is rarely chance.
fn toll(a: Option<&Count>, b: Option<&Count>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return 0.0 };
    let top = |c: &Count| c.high.unwrap_or(u64::MAX);
    if a.low <= top(b) && b.low <= top(a) {
        return match () {
            () if a.low == b.low && a.high == b.high && a.low > 2 => 1.2,
            () if a.low == b.low => 0.6,
            () => 0.3,
        };
    }
    let ratio = a.low.max(b.low) as f64 / a.low.min(b.low).max(1) as f64;
    match ratio {
        r if r <= 1.5 => -0.2,
        r if r <= 3.0 => -0.8,
        _ => -1.6,
    }
}

/// Accounts that the coder set against each other are of one happening. A report that tells violence tells its parts ("opened
/// fire", "set the lorry alight", "nine died") on the same day; everything else it tells apart.
fn within_report(a: &Event, b: &Event, time: f64, source: f64) -> f64 {
    match () {
        () if a.variants.contains(&b.id) || b.variants.contains(&a.id) => 4.0,
        () if a.event_type == "ASSAULT" && b.event_type == "ASSAULT" && time > 0.5 && source >= 0.0 => 0.5,
        () => -2.0,
    }
}
