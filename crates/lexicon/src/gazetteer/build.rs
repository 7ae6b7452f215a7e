//! Makes the asset of places; the reader is its counterpart.

use super::format::{self, MAGIC, NO_DIVISION, PLACE, push_u24};
use super::{GazetteerError, PlaceKind};
use crate::name::normalize;
use std::collections::{BTreeMap, HashMap};

/// A country as the builder takes it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewCountry {
    /// ISO 3166-1 alpha-2.
    pub alpha2: String,
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    /// Name.
    pub name: String,
    /// Id in GeoNames, 0 for none.
    pub geonameid: u32,
    /// Capital.
    pub capital: String,
    /// Its middle in degrees; without it, the middle of its cities.
    pub point: Option<(f64, f64)>,
}

/// A place as the builder takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPlace {
    /// Kind.
    pub kind: PlaceKind,
    /// Id in GeoNames, 0 for none.
    pub geonameid: u32,
    /// Name as shown.
    pub name: String,
    /// Other names; those not in Latin letters and those of one or two letters are left out.
    pub names: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub alpha2: String,
    /// Name of the first-level division that it lies in.
    pub adm1: Option<String>,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// Inhabitants, 0 where not known.
    pub population: u64,
}

/// Gathers places and countries.
#[derive(Debug, Clone, Default)]
pub struct GazetteerBuilder {
    /// Countries.
    pub countries: Vec<NewCountry>,
    /// Cities, divisions and regions in any order.
    pub places: Vec<NewPlace>,
}

/// Strings stored once.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Strings {
    fn put(&mut self, text: &str) -> Result<u32, GazetteerError> {
        if let Some(&at) = self.known.get(text) {
            return Ok(at);
        }
        let at = u32::try_from(self.bytes.len()).ok().filter(|&at| at < 1 << 24).ok_or(GazetteerError::TooLarge("names"))?;
        let mut cut = text.len().min(255);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        self.bytes.push(u8::try_from(cut).unwrap_or(u8::MAX));
        self.bytes.extend_from_slice(&text.as_bytes()[..cut]);
        self.known.insert(text.to_owned(), at);
        Ok(at)
    }
}

impl GazetteerBuilder {
    /// The asset's bytes.
    ///
    /// # Errors
    /// When there are more places, countries or letters than the format can number.
    pub fn build(mut self) -> Result<Vec<u8>, GazetteerError> {
        // Divisions first so that two bytes number them; then the largest first, so that postings are in order.
        self.places.sort_by(|a, b| {
            let rank = |p: &NewPlace| match p.kind {
                PlaceKind::Adm1 => 0,
                PlaceKind::Region => 1,
                PlaceKind::District => 2,
                PlaceKind::City => 3,
            };
            rank(a)
                .cmp(&rank(b))
                .then(b.population.cmp(&a.population))
                .then_with(|| (&a.alpha2, &a.name, a.geonameid).cmp(&(&b.alpha2, &b.name, b.geonameid)))
        });
        let count = |kind| self.places.iter().filter(|p| p.kind == kind).count();
        let (divisions, regions, districts) = (count(PlaceKind::Adm1), count(PlaceKind::Region), count(PlaceKind::District));
        if divisions >= usize::from(NO_DIVISION) || self.places.len() >= 1 << 22 {
            return Err(GazetteerError::TooLarge("places"));
        }
        if self.countries.len() > 255 {
            return Err(GazetteerError::TooLarge("countries"));
        }
        let country: HashMap<&str, u8> =
            self.countries.iter().enumerate().filter_map(|(i, c)| Some((c.alpha2.as_str(), u8::try_from(i).ok()?))).collect();
        let division: HashMap<(&str, &str), u16> = self.places[..divisions]
            .iter()
            .enumerate()
            .filter_map(|(i, p)| Some(((p.alpha2.as_str(), p.name.as_str()), u16::try_from(i).ok()?)))
            .collect();
        let mut strings = Strings::default();
        let mut records = Vec::with_capacity(self.places.len() * PLACE);
        for p in &self.places {
            let own = country.get(p.alpha2.as_str()).ok_or_else(|| GazetteerError::Country(p.alpha2.clone()))?;
            let adm1 = p.adm1.as_ref().and_then(|a| division.get(&(p.alpha2.as_str(), a.as_str()))).copied().unwrap_or(NO_DIVISION);
            records.extend_from_slice(&p.geonameid.to_le_bytes());
            push_u24(&mut records, strings.put(&p.name)?);
            push_u24(&mut records, format::degrees_to_bits(p.lat, 90.0));
            push_u24(&mut records, format::degrees_to_bits(p.lon, 180.0));
            records.extend_from_slice(&format::population_to_bits(p.population).to_le_bytes());
            records.push(*own);
            records.extend_from_slice(&adm1.to_le_bytes());
        }
        let countries = self.country_records(&mut strings)?;
        let (names, postings) = self.names()?;
        let mut out = Vec::new();
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&[0; 8]);
        for section in [&names, &postings, &records, &countries, &strings.bytes] {
            out.extend_from_slice(&(section.len() as u64).to_le_bytes());
        }
        for count in [divisions, regions, districts] {
            out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
        }
        for section in [names, postings, records, countries, strings.bytes] {
            out.extend_from_slice(&section);
        }
        let sum = format::checksum(&out[16..]);
        out[8..16].copy_from_slice(&sum.to_le_bytes());
        Ok(out)
    }

    /// Countries with their middle.
    fn country_records(&self, strings: &mut Strings) -> Result<Vec<u8>, GazetteerError> {
        let mut out = Vec::new();
        for c in &self.countries {
            let own = || self.places.iter().enumerate().filter(|(_, p)| p.kind == PlaceKind::City && p.alpha2 == c.alpha2);
            let (lat, lon) = c.point.unwrap_or_else(|| middle(own().map(|(_, p)| (p.lat, p.lon))));
            let total: u64 = own().map(|(_, p)| p.population).sum();
            let capital = normalize(&c.capital);
            let named = |p: &NewPlace| normalize(&p.name) == capital || p.names.iter().any(|n| normalize(n) == capital);
            let seat = own().find(|(_, p)| !capital.is_empty() && named(p)).and_then(|(i, _)| u32::try_from(i).ok()).unwrap_or(0x00ff_ffff);
            let mut code = [0u8; 5];
            for (slot, b) in code.iter_mut().zip(c.alpha2.bytes().take(2).chain(c.alpha3.bytes().take(3))) {
                *slot = b;
            }
            out.extend_from_slice(&code);
            out.extend_from_slice(&c.geonameid.to_le_bytes());
            push_u24(&mut out, strings.put(&c.name)?);
            push_u24(&mut out, format::degrees_to_bits(lat, 90.0));
            push_u24(&mut out, format::degrees_to_bits(lon, 180.0));
            out.extend_from_slice(&u32::try_from(total).unwrap_or(u32::MAX).to_le_bytes());
            push_u24(&mut out, seat);
        }
        Ok(out)
    }

    /// The automaton of names and the lists of places behind names that several bear.
    fn names(&self) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
        let mut bearers: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (i, p) in self.places.iter().enumerate() {
            let index = u32::try_from(i).map_err(|_| GazetteerError::TooLarge("places"))?;
            let canonical = normalize(&p.name);
            let others = p.names.iter().filter(|n| is_useful(n)).map(|n| normalize(n)).filter(|n| is_latin(n));
            for key in others {
                if key != canonical {
                    let list = bearers.entry(key).or_default();
                    if list.last().is_none_or(|last| last >> 1 != index) {
                        list.push(index << 1 | 1);
                    }
                }
            }
            // "Calif.", "W.Va.": a division's abbreviation is found with its dots alone; without them it is a word.
            for short in p.names.iter().filter(|n| p.kind == PlaceKind::Adm1 && n.ends_with('.')) {
                bearers.entry(short.to_lowercase()).or_default().push(index << 1 | 1);
            }
            if is_latin(&canonical) {
                bearers.entry(canonical).or_default().push(index << 1);
            }
        }
        let mut postings = Vec::new();
        let mut map = fst::MapBuilder::memory();
        for (key, list) in &mut bearers {
            list.sort_unstable();
            list.dedup();
            let value = match list[..] {
                [only] => u64::from(only) << 1,
                _ => {
                    let at = postings.len() / format::POSTING;
                    push_u24(&mut postings, u32::try_from(list.len()).unwrap_or(u32::MAX));
                    for &entry in list.iter() {
                        push_u24(&mut postings, entry);
                    }
                    (at as u64) << 1 | 1
                }
            };
            map.insert(key, value).map_err(GazetteerError::Names)?;
        }
        Ok((map.into_inner().map_err(GazetteerError::Names)?, postings))
    }
}

/// The middle of the land that places cover: the mean of the quarter-degree cells that hold one, so that a crowded corner
/// does not draw it; longitudes are taken round the globe.
pub fn middle(points: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
    const CELL: f64 = 0.25;
    #[allow(clippy::cast_possible_truncation)]
    let cells: BTreeMap<(i32, i32), (f64, f64)> =
        points.map(|(lat, lon)| (((lat / CELL).floor() as i32, (lon / CELL).floor() as i32), (lat, lon))).collect();
    let (mut x, mut y, mut z) = (0.0, 0.0, 0.0);
    for (lat, lon) in cells.values().map(|(lat, lon)| (lat.to_radians(), lon.to_radians())) {
        x += lat.cos() * lon.cos();
        y += lat.cos() * lon.sin();
        z += lat.sin();
    }
    (z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees())
}

/// Whether an alternate is a name and not a code or a letter-for-letter rendering from another script.
fn is_useful(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let code = letters <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
    letters > 2
        && !code
        && !name.ends_with('.')
        && name.starts_with(char::is_uppercase)
        && !name.contains(|c: char| c.is_ascii_digit())
        && name.split_whitespace().count() <= 4
}

fn is_latin(key: &str) -> bool {
    !key.is_empty() && key.len() <= 48 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ')
}
