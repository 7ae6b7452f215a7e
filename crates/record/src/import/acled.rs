//! A record of ACLED.

use super::{ForeignEvent, ForeignSource, ImportError, Record, text};
use crate::Countries;

pub(super) const ID: &[&str] = &["event_id_cnty", "data_id"];
pub(super) const DATE: &[&str] = &["event_date"];
pub(super) const TYPE: &[&str] = &["event_type"];
pub(super) const FROM: &[&str] = &["actor1"];
pub(super) const TO: &[&str] = &["actor2"];

pub(super) fn event(r: &Record, countries: &Countries) -> Result<ForeignEvent, ImportError> {
    let id = r.get(ID).ok_or_else(|| r.wrong("event_id_cnty", None, "an id like PAK7"))?;
    let date = r.get(DATE);
    let day = date.and_then(text::day).ok_or_else(|| r.wrong("event_date", date, "a day like 2024-01-16 or 16 January 2024"))?;
    let kind = r.get(TYPE).ok_or_else(|| r.wrong("event_type", None, "an event type"))?;
    let sub = r.get(&["sub_event_type"]);
    let by_number = r.number(&["iso"], [0.0, 999.0], "a number of ISO 3166-1")?.map(|n| n.to_string());
    let by_number = by_number.and_then(|n| countries.numeric(n.parse().ok()?));
    let place = by_number.or_else(|| countries.name(r.get(&["country"])?)).map(|c| c.iso3.to_owned());
    Ok(ForeignEvent {
        source: ForeignSource::Acled,
        id: id.to_owned(),
        day,
        from: r.get(FROM).and_then(|a| actor_country(a, countries)),
        to: r.get(TO).and_then(|a| actor_country(a, countries)),
        quad: quad(kind, sub),
        code: sub.map_or(kind.to_owned(), |s| format!("{kind}/{s}")),
        score: None,
        place: r.place(&["location"], place, [&["latitude"], &["longitude"]])?,
    })
}

/// The country that an actor's name tells: "Military Forces of Iran (1989-)", "Civilians (Pakistan)", or plainly "Iran". Rebels
/// and militias bear none.
fn actor_country(name: &str, countries: &Countries) -> Option<String> {
    let (before, within) = match name.rsplit_once(" (") {
        Some((before, within)) => (before, within.trim_end_matches(')')),
        None => (name, name),
    };
    let found = countries.name(within).or_else(|| {
        // Each " of " may begin the country's name: "Police Forces of the Republic of Korea".
        let official = ["Military Forces", "Police Forces", "Government", "Security Forces"].iter().any(|f| before.starts_with(f));
        let mut tails = before.match_indices(" of ").map(|(i, of)| &before[i + of.len()..]).filter(|_| official);
        tails.find_map(|t| countries.name(t.strip_prefix("the ").unwrap_or(t)))
    });
    found.map(|c| c.iso3.to_owned())
}

/// Violence and protest are material conflict; of strategic developments some are of a class.
fn quad(kind: &str, sub: Option<&str>) -> Option<u8> {
    match (kind, sub) {
        ("Battles" | "Explosions/Remote violence" | "Violence against civilians" | "Protests" | "Riots", _) => Some(4),
        (_, Some("Agreement")) => Some(1),
        (_, Some("Arrests" | "Looting/property destruction" | "Disrupted weapons use")) => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_s_country_stands_after_of_or_in_brackets() {
        let countries = Countries::built_in();
        for (name, expected) in [
            ("Military Forces of Iran (1989-)", Some("IRN")),
            ("Military Forces of Pakistan (2022-) Special Services", Some("PAK")),
            ("Police Forces of the United States (2021-2025)", Some("USA")),
            ("Protesters (Ivory Coast)", Some("CIV")),
            ("Civilians (Democratic Republic of Congo)", Some("COD")),
            ("Jaish al-Adl", None),
            ("Unidentified Armed Group (Pakistan)", Some("PAK")),
            ("League of Chad", None),
            ("Chad", Some("TCD")),
        ] {
            assert_eq!(actor_country(name, &countries).as_deref(), expected, "{name}");
        }
    }
}
