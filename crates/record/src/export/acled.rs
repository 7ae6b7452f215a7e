//! Like ACLED: 31 columns between commas with a header; one row a record, for others of a side stand in `assoc_actor`.
//!
//! Which events ACLED has, and as what, stands in `data/acled-events.tsv`, what its actor types are in `data/sectors.tsv`.
//! Two rules of its codebook depend on the event: who demonstrates is `Protesters` or `Rioters`, and a state's forces abroad
//! are `External/Other forces`. The order of actors implies no direction there; here the first is who acts, empty where that
//! is not known. `time_precision`: 1 the day, 2 the week, 3 the month; what is less exact is left out, and so is what has no
//! day of its own. `geo_precision`: 1 a town or spot, 3 a division or country. `fatalities` is 0 where none are reported, as
//! ACLED's codebook wants. Empty: smaller divisions, the scale of the source, tags, and the timestamp, which is ACLED's own.

use super::happening::Happening;
use super::{LeftOut, Tables, day, number::number, shown};
use crate::{Actor, Granularity, Precision};

/// Names of the columns.
pub const ACLED_COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

const TABLE: &str = include_str!("../../data/acled-events.tsv");

/// A line of the table of kinds.
struct Kind {
    event_type: &'static str,
    mode: &'static str,
    cameo: &'static str,
    target: &'static str,
    disorder: &'static str,
    event: &'static str,
    sub_event: &'static str,
}

/// Which events are ACLED's, and of which kind.
pub(crate) struct Kinds(Vec<Kind>);

impl Kinds {
    pub fn built_in() -> Self {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.starts_with("type\t"));
        Kinds(
            lines
                .filter_map(|l| {
                    let cells: Vec<&'static str> = l.split('\t').collect();
                    let [event_type, mode, cameo, target, disorder, event, sub_event] = cells[..] else { return None };
                    Some(Kind { event_type, mode, cameo, target, disorder, event, sub_event })
                })
                .collect(),
        )
    }

    fn of(&self, h: &Happening, target: &str) -> Option<&Kind> {
        self.0.iter().find(|k| {
            k.event_type == h.event_type
                && (k.mode == "*" || k.mode == h.mode.unwrap_or("-"))
                && (k.cameo == "*" || h.cameo.starts_with(k.cameo))
                && (k.target == "*" || k.target == target)
        })
    }
}

/// The sides: first actor with others, second with others. Where all parties stand on one side, the second of them is the
/// second actor.
fn sides<'a>(h: &Happening<'a>) -> (&'a [Actor], &'a [Actor]) {
    if h.target.is_empty() && h.reciprocal && h.source.len() > 1 { h.source.split_at(1) } else { (h.source, h.target) }
}

pub(super) fn row(h: &Happening, t: &Tables) -> Result<Vec<String>, LeftOut> {
    let (first, second) = sides(h);
    let side = |actors: &[Actor]| actors.first().map_or("", |a| t.roles.side(a));
    let target = match side(second) {
        "state" | "group" => "armed",
        other => other,
    };
    let kind = t.acled.of(h, target).ok_or(LeftOut::NotOfFormat)?;
    let (day, precision) = dated(h)?;
    let inter = |actors: &[Actor], acts: bool| actors.first().map_or("", |a| actor_type(a, acts, kind, h, t));
    let (inter1, inter2) = (inter(first, true), inter(second, false));
    let state = h.place.and_then(|p| p.country.as_deref()).and_then(|c| t.countries.iso3(c));
    let name = |actors: &[Actor]| actors.first().map(|a| a.name.clone()).unwrap_or_default();
    let others = |actors: &[Actor]| actors.iter().skip(1).map(|a| a.name.as_str()).collect::<Vec<_>>().join("; ");
    let targeted = kind.disorder == "Political violence" && inter2 == "Civilians";
    let mut row = vec![
        format!("{}{}", state.map_or("", |c| c.iso3), number(h.id, 0)),
        day.iso(),
        day.year.to_string(),
        precision.to_string(),
        kind.disorder.to_owned(),
        kind.event.to_owned(),
        kind.sub_event.to_owned(),
        name(first),
        others(first),
        inter1.to_owned(),
        name(second),
        others(second),
        inter2.to_owned(),
        interaction(inter1, inter2),
        if targeted { "Civilian targeting" } else { "" }.to_owned(),
        shown(state.and_then(|c| c.numeric)),
        state.map_or("", |c| c.region).to_owned(),
        state.map_or("", |c| c.acled).to_owned(),
    ];
    row.extend(place(h));
    row.extend([
        h.of_reports(|d| d.publisher.as_deref()).replace(';', "; "),
        String::new(),
        h.text().to_owned(),
        h.killed.map_or(0, |k| k.best).to_string(),
        String::new(),
        String::new(),
    ]);
    Ok(row)
}

fn dated(h: &Happening) -> Result<(day::Day, u8), LeftOut> {
    let date = h.date.ok_or(LeftOut::NoDate)?;
    let precision = match date.granularity {
        Granularity::Day => 1,
        Granularity::Week => 2,
        Granularity::Month => 3,
        Granularity::Season | Granularity::Year => return Err(LeftOut::CoarseDate),
        Granularity::Period => match day::span(date) {
            Some(..=1) => 1,
            Some(2..=7) => 2,
            Some(8..=31) => 3,
            _ => return Err(LeftOut::CoarseDate),
        },
    };
    Ok((day::Day::parse(&date.start).ok_or(LeftOut::NoDate)?, precision))
}

fn actor_type(actor: &Actor, acts: bool, kind: &Kind, h: &Happening, t: &Tables) -> &'static str {
    if kind.disorder == "Demonstrations" {
        // Those who demonstrate act in a protest, and suffer where it is broken up.
        let theirs = acts == (h.event_type == "PROTEST");
        match kind.event {
            "Riots" if theirs => return "Rioters",
            "Protests" if theirs => return "Protesters",
            _ => {}
        }
    }
    let by_sector = actor.sectors.iter().filter_map(|s| t.roles.of(s)).map(|r| r.acled).find(|w| !w.is_empty());
    let word = by_sector.unwrap_or(if t.roles.side(actor) == "state" { "State forces" } else { "" });
    let abroad = matches!((&actor.country, h.place.and_then(|p| p.country.as_ref())), (Some(a), Some(b)) if a != b);
    if word == "State forces" && abroad { "External/Other forces" } else { word }
}

/// Both types, the lower of ACLED's numbers first; a single one is "only".
fn interaction(one: &str, other: &str) -> String {
    const ORDER: [&str; 8] = [
        "State forces",
        "Rebel group",
        "Political militia",
        "Identity militia",
        "Rioters",
        "Protesters",
        "Civilians",
        "External/Other forces",
    ];
    let rank = |word: &str| ORDER.iter().position(|o| *o == word);
    match (one, other) {
        ("", "") => String::new(),
        (one, "") | ("", one) => format!("{one} only"),
        (a, b) if rank(a) <= rank(b) => format!("{a}-{b}"),
        (a, b) => format!("{b}-{a}"),
    }
}

/// Divisions, location, coordinates and how exact they are.
fn place(h: &Happening) -> [String; 7] {
    let Some(p) = h.place else { return Default::default() };
    let precision = if p.precision <= Precision::City { 1 } else { 3 };
    let adm1 = p.adm1.clone().unwrap_or_default();
    [adm1, String::new(), String::new(), p.name.clone(), shown(p.lat), shown(p.lon), precision.to_string()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(Kinds::built_in().0.len(), lines);
    }

    #[test]
    fn actor_types_are_joined_in_the_order_of_their_numbers() {
        assert_eq!(interaction("Civilians", "State forces"), "State forces-Civilians");
        assert_eq!(interaction("Protesters", ""), "Protesters only");
        assert_eq!(interaction("Rebel group", "Rebel group"), "Rebel group-Rebel group");
        assert_eq!(interaction("", ""), "");
    }
}
