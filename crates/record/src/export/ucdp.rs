//! Like UCDP's Georeferenced Event Dataset: 49 columns between commas with a header; of incidents with at least one dead.
//!
//! One row an incident; allies on one side are named together, for a row each would count the dead twice. `type_of_violence`
//! is 1 where a state fights a state or a group, 2 between groups, 3 against civilians, and empty where the parties do not
//! tell. Whom the dead belonged to is known only in one-sided violence; elsewhere they are `deaths_unknown`. `best`, `high`
//! and `low` are the incident's toll; `high` is empty where no report has an upper bound. `where_prec`: 1 a spot or town, 4 a
//! division, 6 a country. `date_prec`: 1 the day, 2 up to six days, 3 the week, 4 the month, 5 more. `priogrid_gid` is counted
//! from the coordinates; `country_id`, `gwnoa` and `gwnob` are numbers of Gleditsch and Ward, and the region follows from
//! them. `event_clarity` is 1, as an incident is one happening. Empty is what UCDP alone assigns: ids and names of conflicts,
//! dyads and sides, active years, status of the coding, and second divisions.

use super::happening::Happening;
use super::{LeftOut, Tables, day, number::number, shown};
use crate::{Actor, Granularity, Precision};

/// Names of the columns.
pub const UCDP_COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// Kind of a side by its first actor who tells it.
fn side_kind(actors: &[Actor], t: &Tables) -> &'static str {
    actors.iter().map(|a| t.roles.side(a)).find(|k| !k.is_empty()).unwrap_or_default()
}

fn violence(a: &str, b: &str) -> Option<u8> {
    match (a, b) {
        ("state" | "group", "civilian") => Some(3),
        ("group", "group") => Some(2),
        ("state", "state" | "group") | ("group", "state") => Some(1),
        _ => None,
    }
}

pub(super) fn row(h: &Happening, t: &Tables) -> Result<Vec<String>, LeftOut> {
    let killed = h.killed.filter(|k| k.best > 0).ok_or(LeftOut::NoDead)?;
    let date = h.date.ok_or(LeftOut::NoDate)?;
    let (start, end) = day::Day::parse(&date.start).zip(day::Day::parse(&date.end)).ok_or(LeftOut::NoDate)?;
    let midnight = |d: day::Day| format!("{} 00:00:00.000", d.iso());
    let kind = violence(side_kind(h.source, t), side_kind(h.target, t));
    let name = |actors: &[Actor]| actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", ");
    let (a, b) = (name(h.source), if kind == Some(3) { "Civilians".to_owned() } else { name(h.target) });
    let dyad = if a.is_empty() || b.is_empty() { String::new() } else { format!("{a} - {b}") };
    let gw = |actors: &[Actor]| {
        let state = actors.iter().find(|a| t.roles.side(a) == "state");
        shown(state.and_then(|a| t.countries.iso3(a.country.as_deref()?)).and_then(|c| c.gw))
    };
    let empty = String::new;
    let mut row = vec![number(h.id, 0).to_string(), h.id.to_owned(), start.year.to_string(), empty(), empty(), shown(kind)];
    row.extend([empty(), empty(), empty(), empty(), empty(), dyad]);
    row.extend([empty(), empty(), a, empty(), empty(), b, h.reports.to_string()]);
    row.extend(sources(h));
    row.extend(place(h, t));
    row.extend(["1".to_owned(), precision(date).to_string(), midnight(start), midnight(end)]);
    let of_civilians = kind == Some(3);
    let dead = |theirs: bool| if theirs { killed.best } else { 0 }.to_string();
    row.extend([dead(false), dead(false), dead(of_civilians), dead(!of_civilians)]);
    row.extend([killed.best.to_string(), shown(killed.high), killed.low.to_string(), gw(h.source), gw(h.target)]);
    Ok(row)
}

/// Articles, publishers, days, headlines, and who is quoted.
fn sources(h: &Happening) -> [String; 5] {
    let articles = h.documents().into_iter().map(|d| {
        let parts = [d.publisher.as_deref(), d.published.as_deref(), d.title.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        if parts.is_empty() { d.id.clone() } else { format!("\"{}\"", parts.join(",").replace('"', "'")) }
    });
    let mut speakers: Vec<&str> = Vec::new();
    for speaker in h.told.iter().flat_map(|e| &e.attribution).map(|a| a.speaker.name.as_str()) {
        if !speakers.contains(&speaker) {
            speakers.push(speaker);
        }
    }
    [
        articles.collect::<Vec<_>>().join(";"),
        h.of_reports(|d| d.publisher.as_deref()),
        h.of_reports(|d| d.published.as_deref()),
        h.of_reports(|d| d.title.as_deref()),
        speakers.join(";"),
    ]
}

/// From `where_prec` to `region`.
fn place(h: &Happening, t: &Tables) -> [String; 12] {
    let Some(p) = h.place else { return Default::default() };
    let precision = match p.precision {
        Precision::Exact | Precision::City => "1",
        Precision::Adm1 => "4",
        Precision::Country => "6",
    };
    let state = p.country.as_deref().and_then(|c| t.countries.iso3(c));
    let pin = h.pin();
    [
        precision.to_owned(),
        p.name.clone(),
        String::new(),
        p.adm1.clone().unwrap_or_default(),
        String::new(),
        shown(p.lat),
        shown(p.lon),
        pin.map(|(lat, lon)| format!("POINT ({lon} {lat})")).unwrap_or_default(),
        shown(pin.and_then(|(lat, lon)| grid(lat, lon))),
        state.map_or("", |c| c.name).to_owned(),
        shown(state.and_then(|c| c.gw)),
        state.and_then(|c| c.ucdp_region()).unwrap_or_default().to_owned(),
    ]
}

/// Cell of PRIO-GRID: half degrees, counted from the south-west, 720 a row.
fn grid(lat: f64, lon: f64) -> Option<u32> {
    let cell = |degrees: f64, most: u32| -> Option<u32> {
        // Which half degree: the first whose end lies beyond; the last takes its own border.
        (0..most).find(|i| degrees < f64::from(i + 1) / 2.0).or((degrees <= f64::from(most) / 2.0).then_some(most - 1))
    };
    if lat < -90.0 || lon < -180.0 {
        return None;
    }
    Some(cell(lat + 90.0, 360)? * 720 + cell(lon + 180.0, 720)? + 1)
}

fn precision(date: &crate::Date) -> u8 {
    match date.granularity {
        Granularity::Day => 1,
        Granularity::Week => 3,
        Granularity::Month => 4,
        Granularity::Season | Granularity::Year => 5,
        Granularity::Period => match day::span(date) {
            Some(..=1) => 1,
            Some(2..=6) => 2,
            Some(7) => 3,
            Some(8..=31) => 4,
            _ => 5,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_from_the_south_west() {
        assert_eq!(grid(-90.0, -180.0), Some(1));
        assert_eq!(grid(-89.6, 179.9), Some(720));
        assert_eq!(grid(90.0, 180.0), Some(259_200));
        assert_eq!(grid(34.52, 69.18), Some(179_779), "Kabul");
        assert_eq!(grid(91.0, 0.0), None);
    }

    #[test]
    fn violence_is_one_of_three_kinds_or_untold() {
        assert_eq!(violence("state", "group"), Some(1));
        assert_eq!(violence("group", "group"), Some(2));
        assert_eq!(violence("state", "civilian"), Some(3));
        assert_eq!(violence("civilian", "state"), None);
        assert_eq!(violence("", "civilian"), None);
    }
}
