//! One incident from its tellings.

use crate::{Telling, disputes, flags, parties, places, toll};
use detente_record::{Account, Actor, Date, Event, Factuality, INCIDENT_SCHEMA, Incident, Place, Precision};
use std::collections::{BTreeMap, BTreeSet};

/// Standings from the best supported on.
const STANDINGS: [Factuality; 10] = [
    Factuality::Actual,
    Factuality::Ongoing,
    Factuality::Alleged,
    Factuality::Denied,
    Factuality::Negated,
    Factuality::Planned,
    Factuality::Threatened,
    Factuality::CalledFor,
    Factuality::Conditional,
    Factuality::Possible,
];

/// The incident that `tellings` tell; `None` of none. The order of the tellings changes nothing.
pub fn incident(tellings: &[&Telling]) -> Option<Incident> {
    let mut tellings = tellings.to_vec();
    tellings.sort_by(|a, b| place_in_time(&a.event).cmp(&place_in_time(&b.event)));
    let first = tellings.iter().map(|t| t.event.id.as_str()).min()?;
    // What is denied says least about what happened: it counts only where nothing else is there.
    let affirmed: Vec<&Telling> =
        tellings.iter().copied().filter(|t| !matches!(t.event.factuality, Factuality::Denied | Factuality::Negated)).collect();
    let told = if affirmed.is_empty() { &tellings } else { &affirmed };
    let model = leading(told);
    let mut contexts: Vec<String> = tellings.iter().flat_map(|t| t.event.contexts.iter().cloned()).collect();
    contexts.sort();
    contexts.dedup();
    let documents: BTreeSet<&str> = tellings.iter().map(|t| t.event.document.id.as_str()).collect();
    let origins: BTreeSet<&str> = tellings.iter().map(|t| t.origin.as_str()).collect();
    Some(Incident {
        schema: INCIDENT_SCHEMA.to_owned(),
        id: format!("i-{first}"),
        event_type: model.event_type.clone(),
        mode: model.mode.clone(),
        contexts,
        cameo: model.cameo.clone(),
        quad_class: model.quad_class,
        goldstein: model.goldstein,
        source: side(told, |e| &e.source),
        target: side(told, |e| &e.target),
        reciprocal: model.reciprocal,
        date: date(told),
        place: place(told),
        factuality: STANDINGS.into_iter().find(|f| tellings.iter().any(|t| t.event.factuality == *f)).unwrap_or(model.factuality),
        killed: toll::toll(told, |e| e.casualties.killed.as_ref()),
        injured: toll::toll(told, |e| e.casualties.injured.as_ref()),
        reports: documents.len(),
        origins: origins.len(),
        disputes: disputes::disputes(&tellings),
        flags: flags::flags(&tellings),
        accounts: tellings.iter().map(|t| Account { origin: t.origin.clone(), event: t.event.clone() }).collect(),
    })
}

/// Day of publication, document and place in it.
fn place_in_time(e: &Event) -> (bool, Option<&str>, &str, usize, usize, &str) {
    let published = e.document.published.as_deref();
    (published.is_none(), published, &e.document.id, e.sentence, e.trigger.span[0], &e.id)
}

/// Number of origins behind each answer, by its key; the first telling that gives an answer stands for it.
fn votes<'t, K: Ord>(tellings: &[&'t Telling], key: impl Fn(&Event) -> Option<K>) -> Vec<(K, usize, &'t Event)> {
    let mut of: BTreeMap<K, (BTreeSet<&str>, &'t Event)> = BTreeMap::new();
    for t in tellings {
        if let Some(k) = key(&t.event) {
            of.entry(k).or_insert((BTreeSet::new(), &t.event)).0.insert(&t.origin);
        }
    }
    of.into_iter().map(|(k, (origins, event))| (k, origins.len(), event)).collect()
}

/// The event whose type, mode and code stand for the incident: the type that most origins give, of it the code that most
/// give, of equals the more specific one.
fn leading<'t>(tellings: &[&'t Telling]) -> &'t Event {
    let types = votes(tellings, |e| Some(e.event_type.clone()));
    let event_type = types.into_iter().rev().max_by_key(|(_, n, _)| *n).map(|(t, ..)| t).unwrap_or_default();
    let of_type: Vec<&Telling> = tellings.iter().copied().filter(|t| t.event.event_type == event_type).collect();
    let specific = |code: &str| code.trim_end_matches('0').len();
    votes(&of_type, |e| Some(e.cameo.clone()))
        .into_iter()
        .rev()
        .max_by_key(|(code, n, _)| (*n, specific(code)))
        .map_or(&tellings[0].event, |(.., event)| event)
}

/// The parties that most origins give; a named party goes before one that is only described.
fn side(tellings: &[&Telling], of: fn(&Event) -> &Vec<Actor>) -> Vec<Actor> {
    let key = |e: &Event| {
        let actors = of(e);
        let named = actors.iter().any(|a| a.id.is_some());
        let known = named || actors.iter().any(|a| a.country.is_some());
        (!actors.is_empty()).then(|| (u8::from(named) + u8::from(known), parties::name(actors)))
    };
    votes(tellings, key)
        .into_iter()
        .rev()
        .max_by_key(|((known, _), n, _)| (*known, *n))
        .map(|(.., event)| of(event).clone())
        .unwrap_or_default()
}

/// The day that most origins give; one that is said goes before one that is only the report's.
fn date(tellings: &[&Telling]) -> Option<Date> {
    // The days of a report that was posted late are not those of the happening.
    let timely: Vec<&Telling> = tellings.iter().copied().filter(|t| t.late().is_none() || !crate::times::is_relative(&t.event)).collect();
    let told = if timely.is_empty() { tellings } else { &timely };
    let key =
        |e: &Event| crate::times::Window::of(e, 0).filter(|_| e.date.is_some()).map(|w| (w.said, std::cmp::Reverse(w.length()), w.start));
    votes(told, key)
        .into_iter()
        .rev()
        .max_by_key(|((said, length, _), n, _)| (*said, *n, *length))
        .and_then(|(.., event)| event.date.clone())
}

/// Of the places that most origins agree with the most exact one.
fn place(tellings: &[&Telling]) -> Option<Place> {
    let key = |e: &Event| e.place.as_ref().map(|p| (p.precision, places::folded(&p.name)));
    let answers = votes(tellings, key);
    let support = |p: &Place| -> usize {
        let agrees = |q: &Place| !matches!(places::relation(Some(p), Some(q)), places::Relation::Apart | places::Relation::Abroad);
        answers.iter().filter(|(.., e)| e.place.as_ref().is_some_and(agrees)).map(|(_, n, _)| n).sum()
    };
    let exactness = |p: &Place| match p.precision {
        Precision::Exact => 3,
        Precision::City => 2,
        Precision::Adm1 => 1,
        Precision::Country => 0,
    };
    answers
        .iter()
        .rev()
        .filter_map(|(_, n, e)| e.place.as_ref().map(|p| (p, *n)))
        .max_by_key(|(p, n)| (support(p), exactness(p), *n))
        .map(|(p, _)| p.clone())
}
