//! Our own list of names of divisions and of regions that are none.

use anyhow::{Context, Result};
use detente_lexicon::{NewPlace, PlaceKind};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regions {
    #[serde(default)]
    division: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    region: Vec<Region>,
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
