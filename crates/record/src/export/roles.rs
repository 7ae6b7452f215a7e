//! PLOVER's sectors in the words of other formats, and actors as CAMEO codes.

use crate::{Actor, Countries};
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../../data/sectors.tsv");

/// What a sector is elsewhere; empty where it is nothing there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Role {
    pub cameo: &'static str,
    pub icews: &'static str,
    pub acled: &'static str,
    pub side: &'static str,
}

/// The table of sectors.
pub(crate) struct Roles(BTreeMap<&'static str, Role>);

impl Roles {
    pub fn built_in() -> Self {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.starts_with("sector\t"));
        Roles(
            lines
                .filter_map(|l| {
                    let cells: Vec<&'static str> = l.split('\t').map(|c| if c == "-" { "" } else { c }).collect();
                    let [sector, cameo, icews, acled, side] = cells[..] else { return None };
                    Some((sector, Role { cameo, icews, acled, side }))
                })
                .collect(),
        )
    }

    pub fn of(&self, sector: &str) -> Option<&Role> {
        self.0.get(sector)
    }

    /// An actor's CAMEO roles in their order, each once.
    pub fn cameo(&self, actor: &Actor) -> Vec<&'static str> {
        self.each(actor, |r| r.cameo)
    }

    /// An actor's sectors in ICEWS's words, each once.
    pub fn icews(&self, actor: &Actor) -> Vec<&'static str> {
        self.each(actor, |r| r.icews)
    }

    fn each(&self, actor: &Actor, word: impl Fn(&Role) -> &'static str) -> Vec<&'static str> {
        let mut words = Vec::new();
        for w in actor.sectors.iter().filter_map(|s| self.of(s)).map(word) {
            if !w.is_empty() && !words.contains(&w) {
                words.push(w);
            }
        }
        words
    }

    /// What kind of party an actor is in UCDP's three types of violence: the first of its sectors that says so.
    pub fn side(&self, actor: &Actor) -> &'static str {
        actor.sectors.iter().filter_map(|s| self.of(s)).map(|r| r.side).find(|s| !s.is_empty()).unwrap_or_else(|| {
            // A country without a sector is its government.
            if actor.sectors.is_empty() && actor.country.is_some() { "state" } else { "" }
        })
    }
}

/// Whose list of country codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// The CAMEO dictionaries.
    Cameo,
    /// GDELT.
    Gdelt,
}

/// An actor's country in a list of CAMEO codes, empty without one.
pub(crate) fn country(actor: &Actor, countries: &Countries, list: List) -> String {
    let Some(id) = &actor.country else { return String::new() };
    match (countries.iso3(id), list) {
        (Some(c), List::Cameo) => c.cameo.to_owned(),
        (Some(c), List::Gdelt) => c.gdelt.to_owned(),
        (None, _) => id.clone(),
    }
}

/// An actor's code: country, then roles; "PAKMIL".
pub(crate) fn code(actor: &Actor, countries: &Countries, roles: &Roles, list: List) -> String {
    country(actor, countries, list) + &roles.cameo(actor).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(Roles::built_in().0.len(), lines);
    }

    #[test]
    fn media_and_health_change_their_letters() {
        let (roles, countries) = (Roles::built_in(), Countries::built_in());
        let actor = |country: &str, sectors: &[&str]| Actor {
            country: Some(country.to_owned()),
            sectors: sectors.iter().map(|s| (*s).to_owned()).collect(),
            ..Actor::default()
        };
        assert_eq!(code(&actor("PAK", &["JRN"]), &countries, &roles, List::Cameo), "PAKMED");
        assert_eq!(code(&actor("ROU", &["MED", "CVL", "SOC"]), &countries, &roles, List::Gdelt), "ROMHLHCVL");
        assert_eq!(code(&actor("XKX", &["UNK"]), &countries, &roles, List::Cameo), "KSV");
        assert_eq!(roles.side(&actor("IRN", &["UNK", "REB"])), "group");
        assert_eq!(roles.side(&actor("IRN", &[])), "state");
    }
}
