//! ICEWS: 20 columns between tabs with a header; one row for each pair of actors.
//!
//! `Intensity` is the Goldstein score of the code. `Event Text` is the code's meaning where the export was given the
//! ontology, else empty. Sentences are counted from 1. `District` stays empty.

use super::happening::Happening;
use super::pairs::pairs;
use super::{LeftOut, Tables, day, gdelt::full_code, number::number, shown};
use crate::{Actor, Precision};

/// Names of the columns.
pub const ICEWS_COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

pub(super) fn rows(h: &Happening, t: &Tables) -> Result<Vec<Vec<String>>, LeftOut> {
    let day = day::day(h, &t.options)?;
    let country = |id: Option<&str>| id.map(|id| t.countries.iso3(id).map_or(id.to_owned(), |c| c.icews[0].to_owned())).unwrap_or_default();
    let actor = |a: Option<&Actor>| -> [String; 3] {
        let Some(a) = a else { return Default::default() };
        [a.name.clone(), t.roles.icews(a).join(","), country(a.country.as_deref())]
    };
    let text = t.options.ontology.as_ref().and_then(|o| o.code(h.cameo)).map(|c| c.label.clone()).unwrap_or_default();
    let town = h.place.filter(|p| p.precision <= Precision::City);
    let rows = pairs(h.source, h.target, h.reciprocal).into_iter().enumerate().map(|(i, pair)| {
        let mut row = vec![number(h.id, i).to_string(), day.iso()];
        row.extend(actor(pair.source));
        row.extend([text.clone(), full_code(h.cameo), h.goldstein.to_string()]);
        row.extend(actor(pair.target));
        row.extend([
            h.lead().map(|e| number(&e.document.id, 0).to_string()).unwrap_or_default(),
            h.lead().map(|e| (e.sentence + 1).to_string()).unwrap_or_default(),
            h.of_reports(|d| d.publisher.as_deref()),
            town.map(|p| p.name.clone()).unwrap_or_default(),
            String::new(),
            h.place.and_then(|p| p.adm1.clone()).unwrap_or_default(),
            country(h.place.and_then(|p| p.country.as_deref())),
            shown(h.place.and_then(|p| p.lat)),
            shown(h.place.and_then(|p| p.lon)),
        ]);
        row
    });
    Ok(rows.collect())
}
