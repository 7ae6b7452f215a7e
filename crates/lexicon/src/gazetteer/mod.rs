//! Places by name: cities, first-level divisions, regions and the centres of countries.
//!
//! The asset is built by `cargo xtask gazetteer` and read where it lies; only the checksum touches all of it.

mod build;
mod format;
#[cfg(test)]
mod tests;

pub use build::{GazetteerBuilder, NewCountry, NewPlace, middle};

use format::{COUNTRY, HEADER, MAGIC, NO_DIVISION, PLACE, POSTING};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Why an asset of places can't be read or built.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// It begins with other bytes.
    #[error("these bytes are no gazetteer: they don't begin with `detgaz02`")]
    Magic,
    /// Some byte differs from what was written.
    #[error("the gazetteer is damaged: its checksum is {found:016x}, expected {expected:016x}")]
    Checksum {
        /// What its bytes give.
        found: u64,
        /// What it says itself.
        expected: u64,
    },
    /// The lengths in the header don't fit.
    #[error("the gazetteer is damaged: its sections don't fill its {0} bytes")]
    Sections(usize),
    /// The automaton of names is unsound.
    #[error("the gazetteer's names can't be read or written: {0}")]
    Names(#[source] fst::Error),
    /// A place's country has no entry.
    #[error("no country has the code `{0}`")]
    Country(String),
    /// More than the format can number.
    #[error("there are too many {0} for a gazetteer")]
    TooLarge(&'static str),
}

/// What kind of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A populated place.
    City,
    /// A first-level division.
    Adm1,
    /// A region as the news names it, that need not be a division.
    Region,
    /// A second-level division: a county, a district.
    District,
}

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceRef<'g> {
    /// Number in this gazetteer.
    pub index: u32,
    /// Id in GeoNames.
    pub geonameid: Option<u64>,
    /// Name as shown.
    pub name: &'g str,
    /// ISO 3166-1 alpha-2.
    pub alpha2: &'g str,
    /// ISO 3166-1 alpha-3.
    pub alpha3: &'g str,
    /// First-level division; for a division its own name.
    pub adm1: Option<&'g str>,
    /// Number of that division.
    pub adm1_index: Option<u32>,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// Inhabitants; 0 where not known.
    pub population: u64,
    /// Kind.
    pub kind: PlaceKind,
    /// The seat of its country's government.
    pub capital: bool,
    /// It was found by another name than the one shown.
    pub alternate: bool,
}

/// A country of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountryRef<'g> {
    /// Id in GeoNames.
    pub geonameid: Option<u64>,
    /// Name.
    pub name: &'g str,
    /// ISO 3166-1 alpha-2.
    pub alpha2: &'g str,
    /// ISO 3166-1 alpha-3.
    pub alpha3: &'g str,
    /// Latitude of its middle in degrees.
    pub lat: f64,
    /// Longitude of its middle in degrees.
    pub lon: f64,
    /// Inhabitants of its cities.
    pub population: u64,
}

/// Places by name.
#[derive(Clone)]
pub struct Gazetteer {
    inner: Option<Arc<Inner>>,
}

struct Inner {
    bytes: Cow<'static, [u8]>,
    names: fst::Map<Cow<'static, [u8]>>,
    postings: Range<usize>,
    places: Range<usize>,
    countries: Range<usize>,
    strings: Range<usize>,
    divisions: usize,
    regions: usize,
    districts: usize,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer").field("places", &self.len()).finish_non_exhaustive()
    }
}

impl Default for Gazetteer {
    fn default() -> Self {
        Gazetteer::empty()
    }
}

impl Gazetteer {
    /// A gazetteer without places.
    pub const fn empty() -> Self {
        Gazetteer { inner: None }
    }

    /// Opens an asset where it lies.
    ///
    /// # Errors
    /// When the bytes are no gazetteer or are damaged.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, GazetteerError> {
        let bytes: Cow<'static, [u8]> = bytes.into();
        if !bytes.starts_with(&MAGIC) {
            return Err(GazetteerError::Magic);
        }
        let all = bytes.len();
        let expected = format::u64(&bytes, 8).filter(|_| all >= HEADER).ok_or(GazetteerError::Sections(all))?;
        let found = format::checksum(&bytes[16..]);
        if found != expected {
            return Err(GazetteerError::Checksum { found, expected });
        }
        let [names, postings, places, countries, strings] = format::sections(&bytes).ok_or(GazetteerError::Sections(all))?;
        let count = |at: usize| format::u32(&bytes, at).and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
        let (divisions, regions, districts) = (count(HEADER - 12), count(HEADER - 8), count(HEADER - 4));
        let automaton = match &bytes {
            Cow::Borrowed(b) => Cow::Borrowed(&b[names]),
            Cow::Owned(b) => Cow::Owned(b[names].to_vec()),
        };
        let names = fst::Map::new(automaton).map_err(GazetteerError::Names)?;
        Ok(Gazetteer { inner: Some(Arc::new(Inner { bytes, names, postings, places, countries, strings, divisions, regions, districts })) })
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.inner.as_ref().map_or(0, |i| i.places.len() / PLACE)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The places whose name is the longest that begins at the first of `words` (normalised): how many
    /// words it has, and who bears it: divisions, regions, districts, cities, each from the largest down.
    pub fn find(&self, words: &[&str]) -> Option<(usize, Vec<PlaceRef<'_>>)> {
        let inner = self.inner.as_ref()?;
        let names = inner.names.as_fst();
        let mut node = names.root();
        let mut out = fst::raw::Output::zero();
        let mut best = None;
        'words: for (i, word) in words.iter().enumerate() {
            let space = if i == 0 { &b""[..] } else { &b" "[..] };
            for &b in space.iter().chain(word.as_bytes()) {
                let Some(t) = node.find_input(b) else { break 'words };
                let t = node.transition(t);
                out = out.cat(t.out);
                node = names.node(t.addr);
            }
            if node.is_final() {
                best = Some((i + 1, out.cat(node.final_output()).value()));
            }
        }
        let (length, value) = best?;
        Some((length, inner.bearers(value)))
    }

    /// A place by its number.
    pub fn place(&self, index: u32) -> Option<PlaceRef<'_>> {
        self.inner.as_ref()?.place(index)
    }

    /// The seat of a country's government, by the country's ISO alpha-2 or alpha-3.
    pub fn capital(&self, code: &str) -> Option<PlaceRef<'_>> {
        let inner = self.inner.as_ref()?;
        let mut countries = (0..inner.countries.len() / COUNTRY).filter_map(|i| inner.country(i));
        let (_, seat) = countries.find(|(c, _)| c.alpha3 == code || c.alpha2 == code)?;
        inner.place(seat)
    }

    /// A country by ISO alpha-2 or alpha-3.
    pub fn country(&self, code: &str) -> Option<CountryRef<'_>> {
        let inner = self.inner.as_ref()?;
        (0..inner.countries.len() / COUNTRY).filter_map(|i| inner.country(i)).map(|(c, _)| c).find(|c| c.alpha3 == code || c.alpha2 == code)
    }
}

impl Inner {
    fn bearers(&self, value: u64) -> Vec<PlaceRef<'_>> {
        let entry = |e: u32| self.place(e >> 1).map(|p| PlaceRef { alternate: e & 1 == 1, ..p });
        let Ok(value) = u32::try_from(value) else { return Vec::new() };
        if value & 1 == 0 {
            return entry(value >> 1).into_iter().collect();
        }
        let postings = &self.bytes[self.postings.clone()];
        let at = (value >> 1) as usize;
        let count = format::u24(postings, at * POSTING).unwrap_or_default() as usize;
        (at + 1..at + 1 + count).map_while(|i| format::u24(postings, i * POSTING)).filter_map(entry).collect()
    }

    fn string(&self, at: u32) -> Option<&str> {
        let strings = &self.bytes[self.strings.clone()];
        let at = at as usize;
        let length = usize::from(*strings.get(at)?);
        std::str::from_utf8(strings.get(at + 1..at + 1 + length)?).ok()
    }

    fn place(&self, index: u32) -> Option<PlaceRef<'_>> {
        let at = (index as usize).checked_mul(PLACE)?;
        let r = self.bytes[self.places.clone()].get(at..at + PLACE)?;
        let (country, seat) = self.country(usize::from(r[15]))?;
        let division = Some(format::u16(r, 16)?).filter(|&d| d != NO_DIVISION).map(u32::from);
        let position = index as usize;
        let kind = if position < self.divisions {
            PlaceKind::Adm1
        } else if position < self.divisions + self.regions {
            PlaceKind::Region
        } else if position < self.divisions + self.regions + self.districts {
            PlaceKind::District
        } else {
            PlaceKind::City
        };
        let name = self.string(format::u24(r, 4)?)?;
        let adm1 = match kind {
            PlaceKind::Adm1 => Some(name),
            _ => division
                .and_then(|d| self.bytes[self.places.clone()].get(d as usize * PLACE + 4..))
                .and_then(|r| self.string(format::u24(r, 0)?)),
        };
        Some(PlaceRef {
            index,
            geonameid: Some(u64::from(format::u32(r, 0)?)).filter(|&id| id != 0),
            name,
            alpha2: country.alpha2,
            alpha3: country.alpha3,
            adm1,
            adm1_index: if kind == PlaceKind::Adm1 { Some(index) } else { division },
            lat: format::bits_to_degrees(format::u24(r, 7)?, 90.0),
            lon: format::bits_to_degrees(format::u24(r, 10)?, 180.0),
            population: format::bits_to_population(format::u16(r, 13)?),
            kind,
            capital: seat == index,
            alternate: false,
        })
    }

    /// A country and the number of its capital.
    fn country(&self, index: usize) -> Option<(CountryRef<'_>, u32)> {
        let at = index * COUNTRY;
        let r = self.bytes[self.countries.clone()].get(at..at + COUNTRY)?;
        let country = CountryRef {
            alpha2: std::str::from_utf8(&r[..2]).ok()?,
            alpha3: std::str::from_utf8(&r[2..5]).ok()?,
            geonameid: Some(u64::from(format::u32(r, 5)?)).filter(|&id| id != 0),
            name: self.string(format::u24(r, 9)?)?,
            lat: format::bits_to_degrees(format::u24(r, 12)?, 90.0),
            lon: format::bits_to_degrees(format::u24(r, 15)?, 180.0),
            population: u64::from(format::u32(r, 18)?),
        };
        Some((country, format::u24(r, 22)?))
    }
}
