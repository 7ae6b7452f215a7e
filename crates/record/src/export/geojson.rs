//! GeoJSON (RFC 7946): one feature a record, a point where the place has one, else without geometry.
//!
//! Properties are flat, as drawing programs want them: names and countries of several actors stand between `;`. `precision`
//! says what a point is worth: that of a country is its middle. Claims, plans and denials are there too, as `factuality`.

use super::happening::Happening;
use crate::{Actor, Factuality, Granularity, Precision};
use serde::Serialize;

pub(super) const HEAD: &str = "{\"type\":\"FeatureCollection\",\"features\":[\n";
pub(super) const FOOT: &str = "\n]}\n";

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<Geometry>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Geometry {
    r#type: &'static str,
    /// Longitude first.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    id: &'a str,
    record: &'static str,
    event_type: &'a str,
    mode: Option<&'a str>,
    contexts: Option<String>,
    cameo: &'a str,
    quad_class: u8,
    goldstein: f64,
    source: Option<String>,
    source_country: Option<String>,
    target: Option<String>,
    target_country: Option<String>,
    reciprocal: bool,
    date_start: Option<&'a str>,
    date_end: Option<&'a str>,
    date_granularity: Option<Granularity>,
    place: Option<&'a str>,
    place_country: Option<&'a str>,
    place_adm1: Option<&'a str>,
    precision: Option<Precision>,
    killed_low: Option<u64>,
    killed_best: Option<u64>,
    killed_high: Option<u64>,
    injured_low: Option<u64>,
    injured_best: Option<u64>,
    injured_high: Option<u64>,
    factuality: Factuality,
    reports: usize,
    origins: usize,
    publisher: Option<String>,
    published: Option<&'a str>,
    url: Option<String>,
    text: Option<&'a str>,
}

fn said(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn joined(actors: &[Actor], of: impl Fn(&Actor) -> Option<&str>) -> Option<String> {
    said(actors.iter().filter_map(of).collect::<Vec<_>>().join(";"))
}

/// A feature as one line.
///
/// # Errors
/// What the writer of JSON says.
pub(super) fn feature(h: &Happening) -> Result<String, serde_json::Error> {
    let (date, place) = (h.date, h.place);
    serde_json::to_string(&Feature {
        r#type: "Feature",
        id: h.id,
        geometry: h.pin().map(|(lat, lon)| Geometry { r#type: "Point", coordinates: [lon, lat] }),
        properties: Properties {
            id: h.id,
            record: if h.single { "event" } else { "incident" },
            event_type: h.event_type,
            mode: h.mode,
            contexts: said(h.contexts.join(";")),
            cameo: h.cameo,
            quad_class: h.quad_class,
            goldstein: h.goldstein,
            source: joined(h.source, |a| Some(&a.name)),
            source_country: joined(h.source, |a| a.country.as_deref()),
            target: joined(h.target, |a| Some(&a.name)),
            target_country: joined(h.target, |a| a.country.as_deref()),
            reciprocal: h.reciprocal,
            date_start: date.map(|d| d.start.as_str()),
            date_end: date.map(|d| d.end.as_str()),
            date_granularity: date.map(|d| d.granularity),
            place: place.map(|p| p.name.as_str()),
            place_country: place.and_then(|p| p.country.as_deref()),
            place_adm1: place.and_then(|p| p.adm1.as_deref()),
            precision: place.map(|p| p.precision),
            killed_low: h.killed.map(|k| k.low),
            killed_best: h.killed.map(|k| k.best),
            killed_high: h.killed.and_then(|k| k.high),
            injured_low: h.injured.map(|k| k.low),
            injured_best: h.injured.map(|k| k.best),
            injured_high: h.injured.and_then(|k| k.high),
            factuality: h.factuality,
            reports: h.reports,
            origins: h.origins,
            publisher: said(h.of_reports(|d| d.publisher.as_deref())),
            published: h.lead().and_then(|e| e.document.published.as_deref()),
            url: said(h.of_reports(|d| d.uri.as_deref())),
            text: h.lead().map(|e| e.text.as_str()),
        },
    })
}
