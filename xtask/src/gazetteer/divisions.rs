//! Names the first-level divisions: GeoNames' cities carry only codes, so the cities vote with the name
//! that the crate `reverse_geocoder` has for where they lie.
#![allow(clippy::type_complexity)] // one grouping by two names, used here alone

use super::geonames::City;
use super::regions::Regions;
use anyhow::{Result, bail};
use detente_lexicon::{NewPlace, PlaceKind, middle, normalize};
use reverse_geocoder::ReverseGeocoder;
use std::collections::{BTreeMap, BTreeSet};

/// Country and code of a division.
type Key = (String, String);

/// Names by country and code.
pub struct Divisions {
    names: BTreeMap<Key, String>,
    /// Cities of each second-level division, by the division's country, code and name.
    districts: BTreeMap<(String, String, String), Vec<Seat>>,
}

/// Where a city of a district lies and how many live there.
struct Seat {
    point: (f64, f64),
    population: u64,
}

/// Words around the name proper.
const BEFORE: [&str; 11] = [
    "Muhafazat al ",
    "Muhafazat ",
    "Wilayat-e ",
    "Mintaqat ",
    "Sha`biyat al ",
    "Sha`biyat ",
    "Changwat ",
    "Provincia de ",
    "Departamento de ",
    "Republic of ",
    "Estado de ",
];
/// Words around the name proper.
const AFTER: [&str; 12] =
    [" Governorate", " Rayonu", " Rayon", " Marz", " Sheng", " Shi", " Province", " Region", " Oblast", " City", " District", " Krai"];

impl Divisions {
    /// Lets the cities vote.
    pub fn vote(cities: &[City]) -> Self {
        let geocoder = ReverseGeocoder::new();
        let mut votes: BTreeMap<Key, BTreeMap<String, u64>> = BTreeMap::new();
        let mut districts: BTreeMap<(String, String, String), Vec<Seat>> = BTreeMap::new();
        for c in cities.iter().filter(|c| !c.admin1code.is_empty()) {
            let nearest = geocoder.search((c.latitude, c.longitude)).record;
            let close = (nearest.lat - c.latitude).abs() < 0.02 && (nearest.lon - c.longitude).abs() < 0.02;
            if close && nearest.cc == c.countrycode && !nearest.admin1.is_empty() {
                // A city that both know by the same name is a surer voter than a neighbour.
                let weight = if nearest.name == c.name { 10 } else { 1 };
                *votes.entry((c.countrycode.clone(), c.admin1code.clone())).or_default().entry(nearest.admin1.clone()).or_default() +=
                    weight;
                if !nearest.admin2.is_empty() {
                    let key = (c.countrycode.clone(), c.admin1code.clone(), nearest.admin2.clone());
                    districts.entry(key).or_default().push(Seat { point: (c.latitude, c.longitude), population: c.population });
                }
            }
        }
        let elected = votes.into_iter().filter_map(|(key, names)| {
            let (name, _) = names.into_iter().max_by_key(|(_, n)| *n)?;
            Some((key, name))
        });
        Divisions { names: elected.collect(), districts }
    }

    /// The name shown for a division.
    fn shown<'a>(&'a self, key: &Key, regions: &'a Regions) -> Option<&'a str> {
        let name = self.names.get(key)?;
        // "South Region" of Cameroon stays whole: bare it would be a point of the compass.
        let short = Some(bare(name)).filter(|short| !regions.is_part_of_the_world(short)).unwrap_or(name);
        Some(regions.names(&key.0, name).and_then(|n| n.first()).map_or(short, String::as_str))
    }

    /// A city with the name of its division.
    pub fn place(&self, city: City, regions: &Regions) -> NewPlace {
        let key = (city.countrycode, city.admin1code);
        let adm1 = self.shown(&key, regions).map(str::to_owned);
        NewPlace {
            kind: PlaceKind::City,
            geonameid: city.geonameid,
            name: city.name,
            names: city.alternatenames,
            alpha2: key.0,
            adm1,
            lat: city.latitude,
            lon: city.longitude,
            population: city.population,
        }
    }

    /// The second-level divisions as places. One that only bears the name of a town of its country is left out: the
    /// town stands for it.
    pub fn districts(&self, cities: &[City], regions: &Regions) -> Vec<NewPlace> {
        let towns: BTreeSet<(&str, String)> = cities.iter().map(|c| (c.countrycode.as_str(), normalize(&c.name))).collect();
        let is_town = |country: &str, name: &str| towns.contains(&(country, normalize(name)));
        let place = |((country, code, name), seats): (&(String, String, String), &Vec<Seat>)| {
            let proper = proper_district(name);
            if proper == name && is_town(country, name) {
                return None;
            }
            let (lat, lon) = middle(seats.iter().map(|s| s.point));
            Some(NewPlace {
                kind: PlaceKind::District,
                geonameid: 0,
                name: name.clone(),
                names: if is_town(country, proper) { Vec::new() } else { vec![proper.to_owned()] },
                alpha2: country.clone(),
                adm1: self.shown(&(country.clone(), code.clone()), regions).map(str::to_owned),
                lat,
                lon,
                population: seats.iter().map(|s| s.population).sum(),
            })
        };
        self.districts.iter().filter_map(place).collect()
    }

    /// The divisions as places, each in the middle of its cities.
    ///
    /// # Errors
    /// When our list names a division that there is not.
    pub fn places(&self, cities: &[City], regions: &Regions, ids: &BTreeMap<String, u32>) -> Result<Vec<NewPlace>> {
        let known: BTreeSet<(&str, &str)> = self.names.iter().map(|(key, name)| (key.0.as_str(), name.as_str())).collect();
        let missing: Vec<String> =
            regions.divisions().filter(|d| !known.contains(d)).map(|(country, name)| format!("{name} ({country})")).collect();
        if !missing.is_empty() {
            bail!("the list of regions names divisions that the source does not have: {}", missing.join(", "));
        }
        let mut members: BTreeMap<(&str, &str), (BTreeSet<&str>, Vec<NewPlace>)> = BTreeMap::new();
        for c in cities {
            let key = (c.countrycode.clone(), c.admin1code.clone());
            let (Some(shown), Some((stored, name))) = (self.shown(&key, regions), self.names.get_key_value(&key)) else { continue };
            let entry = members.entry((stored.0.as_str(), shown)).or_default();
            entry.0.insert(name);
            entry.1.push(NewPlace {
                kind: PlaceKind::City,
                geonameid: 0,
                name: String::new(),
                names: Vec::new(),
                alpha2: String::new(),
                adm1: None,
                lat: c.latitude,
                lon: c.longitude,
                population: c.population,
            });
        }
        let place = |((country, shown), (sources, members)): ((&str, &str), (BTreeSet<&str>, Vec<NewPlace>))| {
            let (lat, lon) = regions.pin(country, shown).unwrap_or_else(|| middle(members.iter().map(|m| (m.lat, m.lon))));
            let mut names: Vec<String> = Vec::new();
            for source in sources {
                names.extend(regions.names(country, source).into_iter().flatten().cloned());
                names.extend([source.to_owned(), bare(source).to_owned()]);
            }
            names.retain(|n| !regions.is_part_of_the_world(n));
            NewPlace {
                kind: PlaceKind::Adm1,
                geonameid: if country == "US" { ids.get(shown).copied().unwrap_or_default() } else { 0 },
                name: shown.to_owned(),
                names,
                alpha2: country.to_owned(),
                adm1: None,
                lat,
                lon,
                population: members.iter().map(|m| m.population).sum(),
            }
        };
        Ok(members.into_iter().map(place).collect())
    }
}

/// The name proper.
fn bare(name: &str) -> &str {
    let name = BEFORE.iter().find_map(|b| name.strip_prefix(b)).unwrap_or(name);
    AFTER
        .iter()
        .find_map(|a| name.strip_suffix(a))
        .filter(|rest| rest.len() > 2 && !matches!(*rest, "Northern" | "Southern" | "Central" | "Eastern" | "Western"))
        .unwrap_or(name)
}

/// The name of a district without the word for its kind.
fn proper_district(name: &str) -> &str {
    const KINDS: [&str; 8] = [" County", " Parish", " District", " Rayon", " municipality", " Municipality", " Borough", " Subdistrict"];
    let name = KINDS.iter().find_map(|k| name.strip_suffix(k)).unwrap_or(name);
    name.strip_prefix("Province of ").unwrap_or(name)
}
