//! Events as rows of a flat table: the same fields as columns.

use crate::{Actor, Count, Event};

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

/// The cells of one event; several actors, sectors, contexts or speakers are joined by `;`.
pub fn csv_row(e: &Event) -> [String; 40] {
    let join = |actors: &[Actor], f: &dyn Fn(&Actor) -> String| actors.iter().map(f).collect::<Vec<_>>().join(";");
    let name = |a: &Actor| a.name.clone();
    let id = |a: &Actor| a.id.clone().unwrap_or_default();
    let country = |a: &Actor| a.country.clone().unwrap_or_default();
    let sectors = |a: &Actor| a.sectors.join("+");
    let number = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
    let low = |c: &Option<Count>| c.as_ref().map(|c| c.low.to_string()).unwrap_or_default();
    let high = |c: &Option<Count>| c.as_ref().and_then(|c| c.high).map(|n| n.to_string()).unwrap_or_default();
    let word = |value: Option<serde_json::Value>| value.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
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
        join(&e.source, &name),
        join(&e.source, &id),
        join(&e.source, &country),
        join(&e.source, &sectors),
        join(&e.target, &name),
        join(&e.target, &id),
        join(&e.target, &country),
        join(&e.target, &sectors),
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
