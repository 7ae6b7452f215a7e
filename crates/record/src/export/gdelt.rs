//! GDELT 2.0 events: 61 columns between tabs, no header.
//!
//! One row for each pair of actors. `EventBaseCode`, `EventRootCode` and `QuadClass` follow from the CAMEO code as GDELT makes
//! them (01 to 05 verbal cooperation, 06 to 08 material, 09 to 13 verbal conflict, 14 to 20 material), so that the quad class
//! can differ from the record's, which is PLOVER's. `IsRootEvent` is 1 for a report's first sentence. `DATEADDED` is the day of
//! publication at midnight. Empty, because a record does not know them: known group, ethnic and religious codes, tone, the
//! actors' places, divisions' codes, and the feature id, which is not GeoNames'.

use super::happening::Happening;
use super::pairs::pairs;
use super::roles::{List, code, country};
use super::{LeftOut, Tables, day, number::number, shown};
use crate::{Actor, Place, Precision};

/// Names of the columns.
pub const GDELT_COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// GDELT's quad class of a CAMEO code.
pub(crate) fn quad_class(cameo: &str) -> Option<u8> {
    Some(match cameo.get(..2)?.parse::<u8>().ok()? {
        1..=5 => 1,
        6..=8 => 2,
        9..=13 => 3,
        14..=20 => 4,
        _ => return None,
    })
}

/// A CAMEO code as these formats have it: a root alone is its "not specified below".
pub(super) fn full_code(cameo: &str) -> String {
    if cameo.len() == 2 { format!("{cameo}0") } else { cameo.to_owned() }
}

pub(super) fn rows(h: &Happening, t: &Tables) -> Result<Vec<Vec<String>>, LeftOut> {
    let day = day::day(h, &t.options)?;
    let event_code = full_code(h.cameo);
    let mentions: usize = h.told.iter().map(|e| 1 + e.mentions.len()).sum();
    let rows = pairs(h.source, h.target, h.reciprocal).into_iter().enumerate().map(|(i, pair)| {
        let mut row =
            vec![number(h.id, i).to_string(), day.compact(), day.compact()[..6].to_owned(), day.compact()[..4].to_owned(), day.fraction()];
        row.extend(actor(pair.source, t));
        row.extend(actor(pair.target, t));
        row.extend([
            u8::from(h.lead().is_some_and(|e| e.sentence == 0)).to_string(),
            event_code.clone(),
            event_code.get(..3).unwrap_or(&event_code).to_owned(),
            event_code.get(..2).unwrap_or(&event_code).to_owned(),
            shown(quad_class(h.cameo)),
            h.goldstein.to_string(),
            mentions.to_string(),
            h.origins.to_string(),
            h.reports.to_string(),
            String::new(),
        ]);
        row.extend(geography(None, t));
        row.extend(geography(None, t));
        row.extend(geography(h.place, t));
        row.push(day::published(h).map(|d| d.compact() + "000000").unwrap_or_default());
        row.push(h.addresses());
        row
    });
    Ok(rows.collect())
}

fn actor(actor: Option<&Actor>, t: &Tables) -> [String; 10] {
    let Some(a) = actor else { return Default::default() };
    let types = t.roles.cameo(a);
    let role = |i: usize| types.get(i).map(|r| (*r).to_owned()).unwrap_or_default();
    let empty = String::new;
    [
        code(a, &t.countries, &t.roles, List::Gdelt),
        a.name.to_uppercase(),
        country(a, &t.countries, List::Gdelt),
        empty(),
        empty(),
        empty(),
        empty(),
        role(0),
        role(1),
        role(2),
    ]
}

/// Kind of place (1 country, 2 a state of the USA, 3 a town there, 4 a town elsewhere, 5 a division elsewhere, 0 none), name,
/// codes, coordinates.
fn geography(place: Option<&Place>, t: &Tables) -> [String; 8] {
    let mut cells: [String; 8] = Default::default();
    cells[0] = "0".to_owned();
    let Some(p) = place else { return cells };
    let state = p.country.as_deref().and_then(|c| t.countries.iso3(c));
    let american = p.country.as_deref() == Some("USA");
    let kind = match p.precision {
        Precision::Country => 1,
        Precision::Adm1 => {
            if american {
                2
            } else {
                5
            }
        }
        Precision::City | Precision::Exact => {
            if american {
                3
            } else {
                4
            }
        }
    };
    let fips = state.and_then(|c| c.fips.first().copied()).unwrap_or_default();
    let mut names = vec![p.name.as_str()];
    names.extend(p.adm1.as_deref().filter(|a| *a != p.name));
    names.extend(state.map(|c| c.name).filter(|c| *c != p.name));
    cells[0] = kind.to_string();
    cells[1] = names.join(", ");
    fips.clone_into(&mut cells[2]);
    if p.precision == Precision::Country {
        // A country's division and feature have its own code.
        fips.clone_into(&mut cells[3]);
        fips.clone_into(&mut cells[7]);
    }
    cells[5] = shown(p.lat);
    cells[6] = shown(p.lon);
    cells
}
