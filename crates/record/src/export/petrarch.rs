//! What PETRARCH2 writes, and Phoenix, which is made of it: one row for each pair of actors, between tabs, no header.
//!
//! PETRARCH2's line has the actors' and the event's words at its end, as with its options `WriteActorText` and
//! `WriteEventText`, and always the address; what is unknown is its own `---`, an unknown story source `NULL`. Its issues, and Phoenix's,
//! are the record's contexts in capitals, each counted once, for its own list is another. Phoenix's `PentaClass` and roles
//! are made as its pipeline makes them: 01 and 02 are 0, and 16 is verbal conflict.

use super::happening::Happening;
use super::pairs::{Pair, pairs};
use super::roles::{List, code, country};
use super::{LeftOut, Tables, day, gdelt::full_code, number::number, shown};
use crate::Actor;

/// Names of the columns of PETRARCH2's events.
pub const PETRARCH_COLUMNS: [&str; 11] =
    ["date", "source", "target", "code", "issues", "ids", "url", "story_source", "source_text", "target_text", "event_text"];

/// Names of the columns of Phoenix.
pub const PHOENIX_COLUMNS: [&str; 26] = [
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "PentaClass",
    "GoldsteinScore",
    "Issues",
    "Lat",
    "Lon",
    "LocationName",
    "StateName",
    "CountryCode",
    "SentenceID",
    "URLs",
    "NewsSources",
];

/// Roles that Phoenix takes for an actor's first; the others are attributes.
const PRIMARY: [&str; 13] = ["GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"];

fn issues(h: &Happening) -> String {
    h.contexts.iter().map(|c| format!("{},1", c.to_uppercase())).collect::<Vec<_>>().join(";")
}

pub(super) fn rows(h: &Happening, t: &Tables) -> Result<Vec<Vec<String>>, LeftOut> {
    let day = day::day(h, &t.options)?;
    let named = |word: &str| if word.is_empty() { "---".to_owned() } else { word.to_owned() };
    let actor = |a: Option<&Actor>| named(&a.map(|a| code(a, &t.countries, &t.roles, List::Cameo)).unwrap_or_default());
    let words = |a: Option<&Actor>| named(a.map_or("", |a| a.text.as_str()));
    let publishers = h.of_reports(|d| d.publisher.as_deref());
    let row = |p: Pair| {
        vec![
            day.compact(),
            actor(p.source),
            actor(p.target),
            full_code(h.cameo),
            issues(h),
            h.sentences(),
            h.of_reports(|d| d.uri.as_deref()),
            if publishers.is_empty() { "NULL".to_owned() } else { publishers.clone() },
            words(p.source),
            words(p.target),
            named(h.lead().map_or("", |e| e.trigger.text.as_str())),
        ]
    };
    Ok(pairs(h.source, h.target, h.reciprocal).into_iter().map(row).collect())
}

fn penta_class(cameo: &str) -> Option<u8> {
    Some(match cameo.get(..2)?.parse::<u8>().ok()? {
        1 | 2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        9..=13 | 16 => 3,
        14 | 15 | 17..=20 => 4,
        _ => return None,
    })
}

/// Code, entity, role and further attributes.
fn parts(actor: Option<&Actor>, t: &Tables) -> [String; 4] {
    let Some(a) = actor else { return Default::default() };
    let mut entity = country(a, &t.countries, List::Cameo);
    let mut roles = t.roles.cameo(a);
    if entity.is_empty() && roles.first().is_some_and(|r| ["IGO", "NGO", "MNC"].contains(r)) {
        roles.remove(0).clone_into(&mut entity);
    }
    let role = if roles.first().is_some_and(|r| PRIMARY.contains(r)) { roles.remove(0) } else { "" };
    [code(a, &t.countries, &t.roles, List::Cameo), entity, role.to_owned(), roles.join(";")]
}

pub(super) fn phoenix_rows(h: &Happening, t: &Tables) -> Result<Vec<Vec<String>>, LeftOut> {
    let day = day::day(h, &t.options)?;
    let place = h.place;
    let rows = pairs(h.source, h.target, h.reciprocal).into_iter().enumerate().map(|(i, pair)| {
        let mut row = vec![
            format!("{}_v{}", number(h.id, i), t.options.version),
            day.compact(),
            format!("{:04}", day.year),
            format!("{:02}", day.month),
            format!("{:02}", day.day),
        ];
        row.extend(parts(pair.source, t));
        row.extend(parts(pair.target, t));
        row.extend([
            full_code(h.cameo),
            h.cameo.get(..2).unwrap_or_default().to_owned(),
            shown(penta_class(h.cameo)),
            h.goldstein.to_string(),
            issues(h),
            shown(place.and_then(|p| p.lat)),
            shown(place.and_then(|p| p.lon)),
            place.map(|p| p.name.clone()).unwrap_or_default(),
            place.and_then(|p| p.adm1.clone()).unwrap_or_default(),
            place.and_then(|p| p.country.clone()).unwrap_or_default(),
            h.sentences(),
            h.addresses(),
            h.of_reports(|d| d.publisher.as_deref()),
        ]);
        row
    });
    Ok(rows.collect())
}
