//! A line of POLECAT.

use super::{ForeignEvent, ForeignSource, ImportError, Record, text};
use crate::Countries;
use crate::export::POLECAT_QUADS;

pub(super) const ID: &[&str] = &["Event ID"];
pub(super) const DATE: &[&str] = &["Event Date"];
pub(super) const TYPE: &[&str] = &["Event Type"];
pub(super) const FROM: &[&str] = &["Actor Country"];
pub(super) const TO: &[&str] = &["Recipient Country"];

pub(super) fn events(r: &Record, countries: &Countries) -> Result<Vec<ForeignEvent>, ImportError> {
    let id = r.get(ID).ok_or_else(|| r.wrong("Event ID", None, "an id"))?;
    let date = r.get(DATE);
    let day = date.and_then(text::day).ok_or_else(|| r.wrong("Event Date", date, "a day like 2024-01-16"))?;
    let kind = r.get(TYPE).ok_or_else(|| r.wrong("Event Type", None, "a PLOVER type"))?;
    let quad = match r.get(&["Quad Code"]) {
        None => None,
        Some(text) => Some(quad(text).ok_or_else(|| r.wrong("Quad Code", Some(text), "VERBAL or MATERIAL, COOPERATION or CONFLICT"))?),
    };
    // Codes in some releases, names in others.
    let country = |text: &str| countries.iso3(&text.to_uppercase()).or_else(|| countries.name(text)).map(|c| c.iso3.to_owned());
    let place_country = r.get(&["Country"]).and_then(country);
    let event = ForeignEvent {
        source: ForeignSource::Polecat,
        id: id.to_owned(),
        day,
        from: None,
        to: None,
        quad,
        code: r.get(&["Event Mode"]).map_or(kind.to_owned(), |mode| format!("{kind}.{mode}")),
        score: r.number(&["Intensity", "Event Intensity"], [-10.0, 10.0], "a number from -10 to 10")?,
        place: r.place(&["Placename", "City"], place_country, [&["Latitude"], &["Longitude"]])?,
    };
    let side = |field: &[&str], numbers: &[&str]| -> Vec<Option<String>> {
        let mut found: Vec<Option<String>> = Vec::new();
        let by_name = r.get(field).into_iter().flat_map(|f| f.split([';', '|'])).filter_map(|c| country(c.trim()));
        let by_cow = r.get(numbers).into_iter().flat_map(|f| f.split([';', '|']));
        let by_cow = by_cow.filter_map(|n| countries.cow(n.trim().parse().ok()?)).map(|c| c.iso3.to_owned());
        let names: Vec<String> = by_name.collect();
        for c in if names.is_empty() { by_cow.collect() } else { names } {
            if !found.contains(&Some(c.clone())) {
                found.push(Some(c));
            }
        }
        if found.is_empty() { vec![None] } else { found }
    };
    let mut events = Vec::new();
    let targets = side(TO, &["Recipient COW"]);
    for from in side(FROM, &["Actor COW"]) {
        for to in &targets {
            let id = if events.is_empty() { event.id.clone() } else { format!("{}#{}", event.id, events.len() + 1) };
            events.push(ForeignEvent { id, from: from.clone(), to: to.clone(), ..event.clone() });
        }
    }
    Ok(events)
}

fn quad(text: &str) -> Option<u8> {
    let found = POLECAT_QUADS.iter().position(|q| q.eq_ignore_ascii_case(text))? + 1;
    u8::try_from(found).ok()
}
