//! Documents, codings and events as rows of the tables.

use crate::StoreError;
use crate::database::Value;
use detente_record::{Actor, DocumentRef, Event, dyads, intensity};

/// An event made ready for the tables: what a thread can do without the store.
#[derive(Debug, Clone)]
pub struct EventRows {
    pub(crate) id: String,
    pub(crate) document: DocumentRef,
    /// Key and coding are set when it goes in.
    pub(crate) event: Vec<Value>,
    pub(crate) parties: Vec<Vec<Value>>,
    pub(crate) dyads: Vec<Vec<Value>>,
}

impl EventRows {
    /// The rows of an event.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn of(event: &Event) -> Result<EventRows, StoreError> {
        let body = serde_json::to_string(event)
            .map_err(|reason| StoreError::Value(format!("the event {} can't be written: {reason}", event.id)))?;
        Ok(EventRows::with_body(event, body))
    }

    /// The rows of an event that is kept as the JSON object `body`, which must say the same and may say more: fields of a
    /// newer version stay.
    pub fn with_body(event: &Event, body: String) -> EventRows {
        EventRows {
            id: event.id.clone(),
            document: event.document.clone(),
            event: event_row(event, body),
            parties: party_rows(event),
            dyads: dyad_rows(event),
        }
    }

    /// Sets what is known only when it goes in.
    pub(crate) fn keyed(&mut self, key: i64, coding: i64) {
        (self.event[0], self.event[1]) = (key.into(), coding.into());
        self.parties.iter_mut().for_each(|row| row[PARTY_EVENT] = key.into());
        self.dyads.iter_mut().for_each(|row| row[DYAD_EVENT] = key.into());
    }
}

pub(crate) const DOCUMENT_COLUMNS: [&str; 10] =
    ["id", "uri", "title", "publisher", "published", "published_basis", "hash", "text", "signature", "origin"];
pub(crate) const CODING_COLUMNS: [&str; 5] = ["key", "document", "version", "hash", "current"];

pub(crate) fn document_row(d: &DocumentRef, text: &str, hash: &str, signature: &[u8]) -> Vec<Value> {
    vec![
        d.id.as_str().into(),
        d.uri.as_deref().into(),
        d.title.as_deref().into(),
        d.publisher.as_deref().into(),
        d.published.as_deref().into(),
        d.published_basis.as_deref().into(),
        hash.into(),
        text.into(),
        Value::Blob(signature.to_vec()),
        Value::Null,
    ]
}

pub(crate) fn coding_row(key: i64, document: &str, version: &str, hash: &str) -> Vec<Value> {
    vec![key.into(), document.into(), version.into(), hash.into(), 1.into()]
}

pub(crate) const EVENT_COLUMNS: [&str; 22] = [
    "key",
    "coding",
    "id",
    "document",
    "current",
    "event_type",
    "mode",
    "quad",
    "cameo",
    "goldstein",
    "factuality",
    "start_day",
    "end_day",
    "place_country",
    "place_adm1",
    "lat",
    "lon",
    "killed",
    "confidence",
    "publisher",
    "published",
    "body",
];
pub(crate) const PARTY_COLUMNS: [&str; 8] = ["event", "side", "place", "id", "country", "sectors", "name", "day"];
pub(crate) const DYAD_COLUMNS: [&str; 11] =
    ["source", "target", "day", "event", "back", "current", "factuality", "event_type", "quad", "goldstein", "intensity"];

/// Days from its first to its last beyond which a date says a long time and no day; stands in step 2 of the schema too.
const LONGEST: i32 = 61;

/// Where the key of the event stands in [`PARTY_COLUMNS`] and [`DYAD_COLUMNS`].
const PARTY_EVENT: usize = 0;
const DYAD_EVENT: usize = 3;

/// Sides of [`PARTY_COLUMNS`].
pub(crate) const SOURCE: i64 = 0;
pub(crate) const TARGET: i64 = 1;
pub(crate) const SPEAKER: i64 = 2;
/// The country of the place, so that everything of a country is found in one index.
pub(crate) const PLACE: i64 = 3;
/// That no country is named at all, so that this is found in one index too.
pub(crate) const NOWHERE: i64 = 4;
/// The country of [`NOWHERE`].
pub(crate) const NO_COUNTRY: &str = "-";

fn event_row(e: &Event, body: String) -> Vec<Value> {
    let place = e.place.as_ref();
    vec![
        Value::Null,
        Value::Null,
        e.id.as_str().into(),
        e.document.id.as_str().into(),
        1.into(),
        e.event_type.as_str().into(),
        e.mode.as_deref().into(),
        i64::from(e.quad_class).into(),
        e.cameo.as_str().into(),
        e.goldstein.into(),
        e.factuality.name().into(),
        e.date.as_ref().map(|d| d.start.as_str()).into(),
        e.date.as_ref().map(|d| d.end.as_str()).into(),
        place.and_then(|p| p.country.as_deref()).into(),
        place.and_then(|p| p.adm1.as_deref()).into(),
        place.and_then(|p| p.lat).into(),
        place.and_then(|p| p.lon).into(),
        e.casualties.killed.as_ref().and_then(|k| i64::try_from(k.low).ok()).into(),
        e.confidence.into(),
        e.document.publisher.as_deref().into(),
        e.document.published.as_deref().into(),
        body.into(),
    ]
}

fn party_rows(e: &Event) -> Vec<Vec<Value>> {
    let day = day(e.date.as_ref().map(|d| (d.start.as_str(), d.end.as_str())), e.document.published.as_deref());
    let row = |side: i64, n: usize, a: &Actor| {
        let sectors = if a.sectors.is_empty() { String::new() } else { format!(" {} ", a.sectors.join(" ")) };
        vec![
            Value::Null,
            side.into(),
            i64::try_from(n).unwrap_or(i64::MAX).into(),
            a.id.as_deref().into(),
            a.country.as_deref().into(),
            sectors.into(),
            a.name.as_str().into(),
            day.into(),
        ]
    };
    let mut rows: Vec<Vec<Value>> = e.source.iter().enumerate().map(|(n, a)| row(SOURCE, n, a)).collect();
    rows.extend(e.target.iter().enumerate().map(|(n, a)| row(TARGET, n, a)));
    rows.extend(e.attribution.iter().enumerate().map(|(n, a)| row(SPEAKER, n, &a.speaker)));
    let place = e.place.as_ref().map(|p| Actor { name: p.name.clone(), country: p.country.clone(), ..Actor::default() });
    rows.extend(place.iter().map(|p| row(PLACE, 0, p)));
    if e.source.iter().chain(&e.target).chain(&place).all(|a| a.country.is_none()) {
        rows.push(row(NOWHERE, 0, &Actor { country: Some(NO_COUNTRY.to_owned()), ..Actor::default() }));
    }
    rows
}

/// The day by which an event is looked up: its first, or that of its report where it has none; none for a long time, so that
/// what has a day is found by days alone.
pub(crate) fn day<'d>(date: Option<(&'d str, &'d str)>, published: Option<&'d str>) -> Option<&'d str> {
    match date {
        Some((start, end)) => length(start, end).filter(|n| (0..=LONGEST).contains(n)).map(|_| start),
        None => published.filter(|d| d.parse::<jiff::civil::Date>().is_ok()),
    }
}

fn dyad_rows(e: &Event) -> Vec<Vec<Value>> {
    // A date that spans more than a month is no day of a series.
    let Some(day) = e.date.as_ref().filter(|d| is_a_day(&d.start, &d.end)) else { return Vec::new() };
    dyads(e)
        .into_iter()
        .map(|d| {
            vec![
                d.source.into(),
                d.target.into(),
                day.start.as_str().into(),
                Value::Null,
                i64::from(d.back).into(),
                1.into(),
                e.factuality.name().into(),
                e.event_type.as_str().into(),
                i64::from(e.quad_class).into(),
                e.goldstein.into(),
                intensity(&e.event_type).unwrap_or(0.0).into(),
            ]
        })
        .collect()
}

/// Whether a date is known to a month at least.
fn is_a_day(start: &str, end: &str) -> bool {
    length(start, end).is_some_and(|n| (0..=31).contains(&n))
}

/// Days from the first to the last.
fn length(start: &str, end: &str) -> Option<i32> {
    let (start, end): (jiff::civil::Date, jiff::civil::Date) = (start.parse().ok()?, end.parse().ok()?);
    start.until(end).ok().map(|s| s.get_days())
}
