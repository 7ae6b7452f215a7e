//! What speaks for two tellings being the same happening, and what against it.

use crate::times::{FARTHEST, LONG};
use crate::{Telling, parties, places};
use detente_record::{Actor, Count, Event, Factuality};
use serde::{Deserialize, Serialize};

/// Two tellings are linked from this total on.
pub const LINKED: f64 = 0.0;

/// Two groups with a link between them are joined from this mean on: accounts of one happening that share little with each
/// other both share much with a third.
pub(crate) const JOINED: f64 = -1.0;

/// What two tellings have to outweigh: most pairs are two happenings.
const PRIOR: f64 = -1.8;

/// What two words or meetings have to outweigh besides: the same parties speak to each other day after day.
const PRIOR_OF_WORDS: f64 = -0.5;

/// Weight of the words that two sentences share, beyond [`ORDINARY_WORDS`].
const WORDS_WEIGHT: f64 = 3.0;

/// Similarity of two sentences about different happenings of one crisis.
const ORDINARY_WORDS: f64 = 0.15;

/// Both tell of force of one country in another, the same two.
const ACROSS: f64 = 0.6;

/// Two accounts of violence that name others as struck.
const STRUCK_OTHERS: f64 = -0.5;

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
    if let (Some(x), Some(y)) = (ahead(x.factuality), ahead(y.factuality))
        && x != y
    {
        return Err("one happened, the other lies ahead".to_owned());
    }
    let kind = kind(x, y)?;
    if x.document.id == y.document.id && x.sentence == y.sentence && !is_scene(x, y) {
        return Err("two acts of one sentence".to_owned());
    }
    let time = time(a, b)?;
    let (source, target) = sides(x, y)?;
    let place = place(x, y);
    let toll = toll(x.casualties.killed.as_ref(), y.casualties.killed.as_ref())
        + 0.5 * toll(x.casualties.injured.as_ref(), y.casualties.injured.as_ref());
    let one_report = x.document.id == y.document.id;
    // The words of one sentence say nothing of whether two acts in it are one.
    let words = match WORDS_WEIGHT * (a.words.similarity(&b.words) - ORDINARY_WORDS) {
        _ if one_report && x.sentence == y.sentence => 0.0,
        // A report does not say the same thing in the same words twice.
        words if one_report => words.max(0.0),
        words => words,
    };
    let own = if one_report { within_report(x, y, time, source, target) } else { 0.0 };
    let across = if is_violence(x, y) && across(x).is_some() && across(x) == across(y) { ACROSS } else { 0.0 };
    let total = prior(x, y) + across + kind + source + target + place + time + toll + words + own;
    Ok(Evidence { kind, source, target, place, time, toll, words, total })
}

/// What speaks for two tellings of different reports being one happening, whenever they were; the prior counts.
///
/// # Errors
/// The reason in words why they are two.
pub(crate) fn without_time(a: &Telling, b: &Telling) -> Result<f64, String> {
    let (x, y) = (&a.event, &b.event);
    if ahead(x.factuality) != ahead(y.factuality) {
        return Err("one happened, the other lies ahead".to_owned());
    }
    let (source, target) = sides(x, y)?;
    let toll = toll(x.casualties.killed.as_ref(), y.casualties.killed.as_ref());
    let words = WORDS_WEIGHT * (a.words.similarity(&b.words) - ORDINARY_WORDS);
    Ok(prior(x, y) + kind(x, y)? + source + target + place(x, y) + toll + words)
}

/// Whether it is an act that has not happened (yet); nobody knows of what may be: "may have killed", "may strike again".
fn ahead(factuality: Factuality) -> Option<bool> {
    match factuality {
        Factuality::Possible => None,
        Factuality::Planned | Factuality::CalledFor | Factuality::Threatened | Factuality::Conditional => Some(true),
        _ => Some(false),
    }
}

fn is_violence(a: &Event, b: &Event) -> bool {
    a.event_type == "ASSAULT" && b.event_type == "ASSAULT"
}

/// Whether both tell of what crowds and armed men do in a row: marched and shouted, opened fire and set alight.
fn is_scene(a: &Event, b: &Event) -> bool {
    a.event_type == b.event_type && matches!(a.event_type.as_str(), "ASSAULT" | "PROTEST" | "COERCE")
}

/// From which country's force in which other country: rarer than violence at home.
fn across(e: &Event) -> Option<(&str, &str)> {
    let from = e.source.iter().find_map(|a| a.country.as_deref())?;
    let place = e.place.as_ref().filter(|p| p.span.is_some()).and_then(|p| p.country.as_deref());
    let to = place.or_else(|| e.target.iter().find_map(|a| a.country.as_deref()))?;
    (from != to).then_some((from, to))
}

/// What two tellings have to outweigh.
fn prior(a: &Event, b: &Event) -> f64 {
    if is_force(a) || is_force(b) { PRIOR } else { PRIOR + PRIOR_OF_WORDS }
}

/// Deeds and not words.
fn is_force(e: &Event) -> bool {
    e.quad_class == 4 || e.quad_class == 2
}

/// Modes of violence that one desk calls a missile strike, another an air raid or shelling.
const FROM_AFAR: [&str; 3] = ["aerial", "drone", "heavy-weapons"];

/// Types under which two desks tell one happening.
pub(crate) const TOLD_AS: [[&str; 2]; 17] = [
    ["ASSAULT", "COERCE"],
    ["ASSAULT", "PROTEST"],
    ["ASSAULT", "MOBILIZE"],
    ["COERCE", "SANCTION"],
    ["COERCE", "MOBILIZE"],
    ["COERCE", "REJECT"],
    ["MOBILIZE", "REJECT"],
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
        (Some(x), Some(y)) if FROM_AFAR.contains(&x.as_str()) && FROM_AFAR.contains(&y.as_str()) => 0.2,
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
    // What is said is said again on the next day; what was done is told on the days after.
    let per_day = if is_force(&a.event) && is_force(&b.event) { -0.3 } else { -1.0 };
    Ok(match (gap, said) {
        (0, true) => 1.0,
        (0, false) if x.length().max(y.length()) <= 2 => 0.7,
        (0, false) => 0.2,
        (1, true) => -1.5,
        (_, true) => -2.5,
        (days, false) => per_day * days as f64,
    })
}

/// Source and target. Of acts that go both ways all parties of one are held against all of the other.
fn sides(a: &Event, b: &Event) -> Result<(f64, f64), String> {
    if a.reciprocal || b.reciprocal {
        let all = |e: &Event| -> Vec<Actor> { e.source.iter().chain(&e.target).cloned().collect() };
        let (x, y) = (all(a), all(b));
        let relation = parties::relation(&x, &y);
        if relation == parties::Relation::Apart {
            return Err("no party in common".to_owned());
        }
        // Who meets whom: all parties of the one that names fewer.
        let (fewer, more) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        let worst = fewer.iter().map(|p| parties::relation(std::slice::from_ref(p), &more)).min().unwrap_or(parties::Relation::Unknown);
        let second = if fewer.len() > 1 { worst } else { parties::Relation::Unknown };
        return Ok((source_weight(relation), target_weight(second)));
    }
    let (mut source, mut target) = (parties::relation(&a.source, &b.source), parties::relation(&a.target, &b.target));
    if is_violence(a, b) {
        // Whoever shot down a jet of India's is not India.
        if source == parties::Relation::Unknown && (is_own(&a.source, b) || is_own(&b.source, a)) {
            source = parties::Relation::Apart;
        }
        // A jet that is shot down is no camp that is bombed.
        if is_aircraft(a).zip(is_aircraft(b)).is_some_and(|(x, y)| x != y) {
            target = parties::Relation::Apart;
        }
    }
    if source == parties::Relation::Apart && target == parties::Relation::Apart {
        return Err("other parties on both sides".to_owned());
    }
    // Whom an act of violence struck is what the accounts of it differ in: "terrorists", "two children".
    let target = match target {
        parties::Relation::Apart if is_violence(a, b) && source != parties::Relation::Apart && is_aircraft(a) == is_aircraft(b) => {
            STRUCK_OTHERS
        }
        other => target_weight(other),
    };
    Ok((source_weight(source), target))
}

/// Whether an act whose doer is not known was done to the state that these act for.
fn is_own(side: &[Actor], act: &Event) -> bool {
    let country = |a: &Actor| a.country.clone().filter(|_| parties::is_of_state(a));
    let mut struck = act.target.iter().filter_map(country).peekable();
    act.source.is_empty() && struck.peek().is_some() && struck.all(|c| side.iter().any(|a| country(a).as_ref() == Some(&c)))
}

/// Whether the words for the target name manned aircraft; `None` where nothing is named but a state.
fn is_aircraft(e: &Event) -> Option<bool> {
    const AIRCRAFT: [&str; 12] = [
        "jet",
        "jets",
        "aircraft",
        "plane",
        "planes",
        "warplane",
        "warplanes",
        "helicopter",
        "helicopters",
        "airliner",
        "bomber",
        "bombers",
    ];
    let is = |a: &Actor| {
        let last = a.text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        AIRCRAFT.contains(&last.as_str()) || is_type_of_aircraft(&a.text)
    };
    let state = e.target.iter().all(|a| parties::is_state(a) && a.text == a.name);
    (!state).then(|| e.target.iter().any(is))
}

/// "an F-16", "His MiG", "Indian MiG-21", "a Su-24".
fn is_type_of_aircraft(text: &str) -> bool {
    const MAKES: [&str; 8] = ["MiG", "Su", "Mi", "Il", "An", "Tu", "F", "JF"];
    text.split_whitespace().next_back().is_some_and(|w| {
        let (make, number) = w.split_once('-').unwrap_or((w, ""));
        make == "MiG" || MAKES.contains(&make) && number.starts_with(|c: char| c.is_ascii_digit())
    })
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
        places::Relation::Unlike => -0.8,
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
fn within_report(a: &Event, b: &Event, time: f64, source: f64, target: f64) -> f64 {
    match () {
        () if a.variants.contains(&b.id) || b.variants.contains(&a.id) => 4.0,
        // "Observers speculate that rebels may have killed them": a guess is at what was told.
        () if is_violence(a, b) && (a.factuality == Factuality::Possible) != (b.factuality == Factuality::Possible) && target > 0.5 => 0.5,
        () if is_violence(a, b) && time > 0.5 && source >= 0.0 => 0.5,
        () if a.sentence == b.sentence && is_scene(a, b) && time > 0.5 && source > 0.0 => 0.5,
        () => -2.0,
    }
}
