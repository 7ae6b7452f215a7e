//! POLECAT: 40 columns between tabs with a header; what is unknown is its own word `None`, several values stand between `;`.
//!
//! One row a record, compound actors included, as there. `Intensity` is PLOVER's of the type. `Quad Code` is the record's, so
//! SANCTION is material conflict, as in the older PLV set; PLOVER 2 has it in both. Always `None`: titles, raw names of places, districts,
//! Wikipedia's ids, GeoNames' kinds of places, what else a story names, and its language. Some releases call the fifth column
//! `Event Intensity` or add `Headline`; the reader here takes all of them.

use super::happening::Happening;
use super::{LeftOut, Tables, day};
use crate::{Actor, Precision, intensity};

/// Names of the columns.
pub const POLECAT_COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// PLOVER's quad classes as POLECAT names them, 1 to 4.
pub(crate) const QUADS: [&str; 4] = ["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"];

fn or_none(value: Option<String>) -> String {
    value.filter(|v| !v.is_empty()).unwrap_or_else(|| "None".to_owned())
}

/// Several values, each once, between `;`.
fn listed(values: impl Iterator<Item = String>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for value in values.map(|v| v.replace(';', ",")) {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    or_none(Some(seen.join(";")))
}

pub(super) fn row(h: &Happening, t: &Tables) -> Result<Vec<String>, LeftOut> {
    let day = day::day(h, &t.options)?;
    let quad = usize::from(h.quad_class).checked_sub(1).and_then(|i| QUADS.get(i)).copied();
    let mut row = vec![
        h.id.to_owned(),
        day.iso(),
        h.event_type.to_owned(),
        or_none(h.mode.map(str::to_owned)),
        or_none(intensity(h.event_type).map(|i| i.to_string())),
        or_none(quad.map(str::to_owned)),
        listed(h.contexts.iter().cloned()),
    ];
    row.extend(side(h.source, t));
    row.extend(side(h.target, t));
    let place = h.place;
    let town = place.filter(|p| p.precision <= Precision::City);
    row.extend([
        or_none(place.map(|p| p.name.clone())),
        or_none(town.map(|p| p.name.clone())),
        or_none(None),
        or_none(place.and_then(|p| p.adm1.clone())),
        or_none(place.and_then(|p| p.country.clone())),
        or_none(place.and_then(|p| p.lat).map(|n| n.to_string())),
        or_none(place.and_then(|p| p.lon).map(|n| n.to_string())),
        or_none(place.and_then(|p| p.geonameid).map(|n| n.to_string())),
        or_none(None),
        or_none(None),
        or_none(Some(h.of_reports(|d| d.publisher.as_deref()))),
        or_none(day::published(h).map(day::Day::iso)),
        or_none(None),
        or_none(None),
        or_none(None),
        or_none(None),
        format!("detente-{}", t.options.version),
    ]);
    Ok(row)
}

fn side(actors: &[Actor], t: &Tables) -> [String; 8] {
    let cow = |a: &Actor| a.country.as_deref().and_then(|c| t.countries.iso3(c)).and_then(|c| c.cow).map(|n| n.to_string());
    [
        listed(actors.iter().map(|a| a.name.clone())),
        listed(actors.iter().filter_map(|a| a.country.clone())),
        listed(actors.iter().filter_map(cow)),
        or_none(actors.iter().find_map(|a| a.sectors.first().cloned())),
        listed(actors.iter().flat_map(|a| a.sectors.iter().cloned())),
        or_none(None),
        listed(actors.iter().map(|a| a.text.clone())),
        or_none(None),
    ]
}
