//! Our own list of names of divisions and of regions that are none.

use super::geonames::City;
use anyhow::{Context, Result};
use detente_lexicon::{NewPlace, PlaceKind, normalize};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regions {
    #[serde(default)]
    division: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    region: Vec<Region>,
    /// Names of parts of the world that no town is meant by.
    #[serde(default)]
    nowhere: Vec<String>,
    /// Latitude and longitude of a division's pin, by country and the name shown.
    #[serde(default)]
    pin: BTreeMap<String, BTreeMap<String, (f64, f64)>>,
    /// Latitude and longitude of the middle of a country, by ISO alpha-2.
    #[serde(default)]
    middle: BTreeMap<String, (f64, f64)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    name: String,
    #[serde(default)]
    names: Vec<String>,
    country: String,
    lat: f64,
    lon: f64,
}

impl Regions {
    /// Reads the list.
    ///
    /// # Errors
    /// When it has another form.
    pub fn read(text: &str) -> Result<Self> {
        toml::from_str(text).context("the list of regions has another form than expected")
    }

    /// The names of a division, the one shown first.
    pub fn names(&self, country: &str, source: &str) -> Option<&Vec<String>> {
        self.division.get(country)?.get(source)
    }

    /// Country and source name of each division in the list.
    pub fn divisions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.division.iter().flat_map(|(country, names)| names.keys().map(move |name| (country.as_str(), name.as_str())))
    }

    /// Whether a name means a part of the world that is too large for a pin.
    pub fn is_part_of_the_world(&self, name: &str) -> bool {
        self.nowhere.iter().any(|n| normalize(n) == normalize(name))
    }

    /// Takes the names of parts of the world from the towns that bear them too; a town known by no other name goes.
    pub fn without_parts_of_the_world(&self, cities: Vec<City>) -> Vec<City> {
        let parts: BTreeSet<String> = self.nowhere.iter().map(|n| normalize(n)).collect();
        let is_part = |name: &str| parts.contains(&normalize(name));
        let named = |mut c: City| {
            c.alternatenames.retain(|n| !is_part(n));
            c
        };
        cities.into_iter().filter(|c| !is_part(&c.name)).map(named).collect()
    }

    /// Where the pin of a division is set, in degrees; none where it lies in the middle of its towns.
    pub fn pin(&self, country: &str, shown: &str) -> Option<(f64, f64)> {
        self.pin.get(country)?.get(shown).copied()
    }

    /// The middle of a country in degrees.
    pub fn middle(&self, country: &str) -> Option<(f64, f64)> {
        self.middle.get(country).copied()
    }

    /// The regions as places.
    pub fn places(&self) -> Vec<NewPlace> {
        let place = |r: &Region| NewPlace {
            kind: PlaceKind::Region,
            geonameid: 0,
            name: r.name.clone(),
            names: r.names.clone(),
            alpha2: r.country.clone(),
            adm1: None,
            lat: r.lat,
            lon: r.lon,
            population: 1_000_000,
        };
        self.region.iter().map(place).collect()
    }
}
