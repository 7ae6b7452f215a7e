//! Events and incidents as rows of a flat table: the same fields as columns.

use crate::{Actor, Count, Event, Incident, Toll};

/// Names of the columns, in the order of [`csv_row`].
pub const CSV_COLUMNS: [&str; 40] = [
    "id",
    "document",
    "publisher",
    "published",
    "sentence",
    "event_type",
    "mode",
    "contexts",
    "cameo",
    "quad_class",
    "goldstein",
    "source",
    "source_id",
    "source_country",
    "source_sectors",
    "target",
    "target_id",
    "target_country",
    "target_sectors",
    "reciprocal",
    "date_start",
    "date_end",
    "date_granularity",
    "date_basis",
    "place",
    "place_country",
    "place_adm1",
    "lat",
    "lon",
    "place_precision",
    "killed_low",
    "killed_high",
    "injured_low",
    "injured_high",
    "factuality",
    "attribution",
    "confidence",
    "text",
    "mentions",
    "variants",
];

fn join(actors: &[Actor], f: fn(&Actor) -> String) -> String {
    actors.iter().map(f).collect::<Vec<_>>().join(";")
}

fn name(a: &Actor) -> String {
    a.name.clone()
}

fn id(a: &Actor) -> String {
    a.id.clone().unwrap_or_default()
}

fn country(a: &Actor) -> String {
    a.country.clone().unwrap_or_default()
}

fn sectors(a: &Actor) -> String {
    a.sectors.join("+")
}

fn number(n: Option<f64>) -> String {
    n.map(|n| n.to_string()).unwrap_or_default()
}

/// The name that a value has in the record.
fn word(value: Option<serde_json::Value>) -> String {
    value.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The cells of one event; several actors, sectors, contexts or speakers are joined by `;`.
pub fn csv_row(e: &Event) -> [String; 40] {
    let low = |c: &Option<Count>| c.as_ref().map(|c| c.low.to_string()).unwrap_or_default();
    let high = |c: &Option<Count>| c.as_ref().and_then(|c| c.high).map(|n| n.to_string()).unwrap_or_default();
    let place = e.place.as_ref();
    let date = e.date.as_ref();
    [
        e.id.clone(),
        e.document.id.clone(),
        e.document.publisher.clone().unwrap_or_default(),
        e.document.published.clone().unwrap_or_default(),
        e.sentence.to_string(),
        e.event_type.clone(),
        e.mode.clone().unwrap_or_default(),
        e.contexts.join(";"),
        e.cameo.clone(),
        e.quad_class.to_string(),
        e.goldstein.to_string(),
        join(&e.source, name),
        join(&e.source, id),
        join(&e.source, country),
        join(&e.source, sectors),
        join(&e.target, name),
        join(&e.target, id),
        join(&e.target, country),
        join(&e.target, sectors),
        e.reciprocal.to_string(),
        date.map(|d| d.start.clone()).unwrap_or_default(),
        date.map(|d| d.end.clone()).unwrap_or_default(),
        word(date.and_then(|d| serde_json::to_value(d.granularity).ok())),
        word(date.and_then(|d| serde_json::to_value(d.basis).ok())),
        place.map(|p| p.name.clone()).unwrap_or_default(),
        place.and_then(|p| p.country.clone()).unwrap_or_default(),
        place.and_then(|p| p.adm1.clone()).unwrap_or_default(),
        number(place.and_then(|p| p.lat)),
        number(place.and_then(|p| p.lon)),
        word(place.and_then(|p| serde_json::to_value(p.precision).ok())),
        low(&e.casualties.killed),
        high(&e.casualties.killed),
        low(&e.casualties.injured),
        high(&e.casualties.injured),
        e.factuality.name().to_owned(),
        e.attribution.iter().map(|a| format!("{} {}", a.speaker.name, a.stance.name())).collect::<Vec<_>>().join(";"),
        e.confidence.to_string(),
        e.text.clone(),
        // Where else it is told: the triggers' code points.
        e.mentions.iter().map(|m| format!("{}-{}", m.trigger.span[0], m.trigger.span[1])).collect::<Vec<_>>().join(";"),
        e.variants.join(";"),
    ]
}

/// Names of the columns, in the order of [`incident_row`].
pub const INCIDENT_COLUMNS: [&str; 40] = [
    "id",
    "event_type",
    "mode",
    "contexts",
    "cameo",
    "quad_class",
    "goldstein",
    "source",
    "source_id",
    "source_country",
    "source_sectors",
    "target",
    "target_id",
    "target_country",
    "target_sectors",
    "reciprocal",
    "date_start",
    "date_end",
    "date_granularity",
    "date_basis",
    "place",
    "place_country",
    "place_adm1",
    "lat",
    "lon",
    "place_precision",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
    "factuality",
    "reports",
    "origins",
    "disputes",
    "flags",
    "documents",
    "events",
    "text",
];

/// The cells of one incident; several actors, sectors, disputes, flags or reports are joined by `;`.
///
/// A dispute is what it is about, then its answers with the best supported first: `killed: 2 | 3`, `source: not Iran | Iran`.
pub fn incident_row(i: &Incident) -> [String; 40] {
    let toll = |t: &Option<Toll>, of: &dyn Fn(&Toll) -> Option<u64>| t.as_ref().and_then(of).map(|n| n.to_string()).unwrap_or_default();
    let (place, date) = (i.place.as_ref(), i.date.as_ref());
    let answer = |p: &crate::Position| if p.denied { format!("not {}", p.value) } else { p.value.clone() };
    let dispute = |d: &crate::Dispute| format!("{}: {}", d.about.name(), d.positions.iter().map(answer).collect::<Vec<_>>().join(" | "));
    let mut documents: Vec<&str> = i.accounts.iter().map(|a| a.event.document.id.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let lead = i.accounts.iter().find(|a| a.event.factuality == i.factuality).or(i.accounts.first());
    [
        i.id.clone(),
        i.event_type.clone(),
        i.mode.clone().unwrap_or_default(),
        i.contexts.join(";"),
        i.cameo.clone(),
        i.quad_class.to_string(),
        i.goldstein.to_string(),
        join(&i.source, name),
        join(&i.source, id),
        join(&i.source, country),
        join(&i.source, sectors),
        join(&i.target, name),
        join(&i.target, id),
        join(&i.target, country),
        join(&i.target, sectors),
        i.reciprocal.to_string(),
        date.map(|d| d.start.clone()).unwrap_or_default(),
        date.map(|d| d.end.clone()).unwrap_or_default(),
        word(date.and_then(|d| serde_json::to_value(d.granularity).ok())),
        word(date.and_then(|d| serde_json::to_value(d.basis).ok())),
        place.map(|p| p.name.clone()).unwrap_or_default(),
        place.and_then(|p| p.country.clone()).unwrap_or_default(),
        place.and_then(|p| p.adm1.clone()).unwrap_or_default(),
        number(place.and_then(|p| p.lat)),
        number(place.and_then(|p| p.lon)),
        word(place.and_then(|p| serde_json::to_value(p.precision).ok())),
        toll(&i.killed, &|t| Some(t.low)),
        toll(&i.killed, &|t| Some(t.best)),
        toll(&i.killed, &|t| t.high),
        toll(&i.injured, &|t| Some(t.low)),
        toll(&i.injured, &|t| Some(t.best)),
        toll(&i.injured, &|t| t.high),
        i.factuality.name().to_owned(),
        i.reports.to_string(),
        i.origins.to_string(),
        i.disputes.iter().map(dispute).collect::<Vec<_>>().join(";"),
        i.flags.iter().map(|f| word(serde_json::to_value(f.kind).ok())).collect::<Vec<_>>().join(";"),
        documents.join(";"),
        i.accounts.iter().map(|a| a.event.id.as_str()).collect::<Vec<_>>().join(";"),
        // The first account with the incident's standing.
        lead.map(|a| a.event.text.clone()).unwrap_or_default(),
    ]
}
