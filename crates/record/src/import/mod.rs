//! Other programs' event files, a record at a time, as far as the course of a pair of countries needs them.
//!
//! [`Reader`] takes whatever can be read and gives a [`ForeignEvent`] or a problem for each; a bad line does not end the file.
//! Columns are found by their names where a file has a header, so that releases with more, fewer or renamed columns are read.

mod acled;
mod gdelt;
mod icews;
mod polecat;
mod text;

use crate::Countries;
use std::collections::BTreeMap;
use std::io::Read;

/// Whose file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForeignSource {
    /// GDELT events, 2.0 (61 columns) or 1.0 (58, and 57 before April 2013); tabs, no header.
    Gdelt,
    /// POLECAT; tabs, header.
    Polecat,
    /// ICEWS; tabs, header.
    Icews,
    /// ACLED; commas, header.
    Acled,
}

impl ForeignSource {
    /// All.
    pub const ALL: [ForeignSource; 4] = [ForeignSource::Acled, ForeignSource::Gdelt, ForeignSource::Icews, ForeignSource::Polecat];

    /// The name by which it is asked for and kept.
    pub fn name(self) -> &'static str {
        match self {
            ForeignSource::Gdelt => "gdelt",
            ForeignSource::Polecat => "polecat",
            ForeignSource::Icews => "icews",
            ForeignSource::Acled => "acled",
        }
    }

    /// The source of a name.
    ///
    /// # Errors
    /// Names what was asked for and what there is.
    pub fn from_name(name: &str) -> Result<Self, ImportError> {
        let names = || ForeignSource::ALL.map(ForeignSource::name).join(", ");
        ForeignSource::ALL
            .into_iter()
            .find(|s| s.name() == name)
            .ok_or_else(|| ImportError::Unknown { name: name.to_owned(), names: names() })
    }
}

/// An event that another program coded.
///
/// A compound actor is one event for each pair of countries; the first keeps the id, the next ones have `#2`, `#3` after it.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignEvent {
    /// Whose file.
    pub source: ForeignSource,
    /// Its id there. ICEWS's is unique together with the day only.
    pub id: String,
    /// Its day, ISO 8601.
    pub day: String,
    /// Country of the one who acts, ISO 3166-1 alpha-3. In ACLED the first actor, whose place implies no direction.
    pub from: Option<String>,
    /// Country of the one to whom it is done.
    pub to: Option<String>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: Option<u8>,
    /// CAMEO code; PLOVER type with its mode after a point in POLECAT; event type and sub-type in ACLED.
    pub code: String,
    /// Goldstein score (GDELT, ICEWS) or PLOVER intensity (POLECAT), -10 to 10; ACLED has none.
    pub score: Option<f64>,
    /// Where.
    pub place: Option<ForeignPlace>,
}

/// A place as another program has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ForeignPlace {
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
}

/// What could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A source that doesn't exist.
    #[error("there is no import format `{name}`; there are {names}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        names: String,
    },
    /// A column that must be there is not.
    #[error("line {line}: the header has no column `{column}`; it has {found}")]
    Column {
        /// Line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// What the header has.
        found: String,
    },
    /// A record with too few or too many fields.
    #[error("line {line}: {found} fields, expected {expected}")]
    Fields {
        /// Line, from 1.
        line: u64,
        /// How many there are.
        found: usize,
        /// How many there must be.
        expected: String,
    },
    /// A field that is not what it must be.
    #[error("line {line}: {field} is `{found}`, expected {expected}")]
    Field {
        /// Line, from 1.
        line: u64,
        /// The field's name.
        field: &'static str,
        /// What it says.
        found: String,
        /// What it must say.
        expected: &'static str,
    },
    /// What was handed in can't be read.
    #[error("the file could not be read: {0}")]
    Read(String),
}

/// A record's fields with its line, found by the names of columns.
pub(crate) struct Record<'a> {
    line: u64,
    fields: &'a [String],
    columns: &'a Columns,
}

/// Where each column stands.
#[derive(Default)]
pub(crate) struct Columns {
    names: Vec<String>,
    by_name: BTreeMap<String, usize>,
}

/// In lower case, with low lines for spaces: some releases write `Event.ID` or `event_id`.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '.', '-'], "_")
}

impl Columns {
    fn new(names: Vec<String>) -> Self {
        let by_name = names.iter().enumerate().rev().map(|(i, n)| (plain(n), i)).collect();
        Columns { names, by_name }
    }

    fn position(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|n| self.by_name.get(&plain(n)).copied())
    }
}

impl Record<'_> {
    /// A field under the first of `names` that the file has; what stands for missing is none.
    fn get(&self, names: &[&str]) -> Option<&str> {
        let field = self.fields.get(self.columns.position(names)?)?.trim();
        (!["", "None", "NULL", "NA", "nan", "---"].contains(&field)).then_some(field)
    }

    fn wrong(&self, field: &'static str, found: Option<&str>, expected: &'static str) -> ImportError {
        ImportError::Field { line: self.line, field, found: found.unwrap_or_default().to_owned(), expected }
    }

    /// A number within bounds, or none where the field is missing.
    fn number(&self, names: &[&'static str], bounds: [f64; 2], expected: &'static str) -> Result<Option<f64>, ImportError> {
        let Some(text) = self.get(names) else { return Ok(None) };
        match text.parse::<f64>() {
            Ok(n) if (bounds[0]..=bounds[1]).contains(&n) => Ok(Some(n)),
            _ => Err(self.wrong(names[0], Some(text), expected)),
        }
    }

    /// A place, if the file says any of it.
    fn place(&self, name: &[&str], country: Option<String>, lat_lon: [&[&'static str]; 2]) -> Result<Option<ForeignPlace>, ImportError> {
        let lat = self.number(lat_lon[0], [-90.0, 90.0], "degrees from -90 to 90")?;
        let lon = self.number(lat_lon[1], [-180.0, 180.0], "degrees from -180 to 180")?;
        let name = self.get(name).unwrap_or_default().to_owned();
        let said = !name.is_empty() || country.is_some() || lat.is_some();
        Ok(said.then_some(ForeignPlace { name, country, lat, lon }))
    }
}

/// The events of a file.
///
/// ```
/// use detente_record::import::{ForeignSource, Reader};
/// let file = "event_id_cnty,event_date,event_type,actor1,actor2,iso\n\
///             PAK7,2024-01-16,Explosions/Remote violence,Military Forces of Iran (1989-),Civilians (Pakistan),586\n\
///             PAK8,soon,Battles,,,586\n";
/// let events: Vec<_> = Reader::new(ForeignSource::Acled, file.as_bytes())?.collect();
/// let strike = events[0].as_ref().expect("the first is in order");
/// assert_eq!((strike.from.as_deref(), strike.to.as_deref(), strike.quad), (Some("IRN"), Some("PAK"), Some(4)));
/// let error = events[1].as_ref().expect_err("the second has no day").to_string();
/// assert_eq!(error, "line 3: event_date is `soon`, expected a day like 2024-01-16 or 16 January 2024");
/// # Ok::<(), detente_record::import::ImportError>(())
/// ```
pub struct Reader<R: Read> {
    source: ForeignSource,
    records: csv::Reader<R>,
    record: csv::ByteRecord,
    columns: Columns,
    countries: Countries,
    ready: std::vec::IntoIter<ForeignEvent>,
    done: bool,
}

impl<R: Read> Reader<R> {
    /// Begins a file, with its header where it has one.
    ///
    /// # Errors
    /// When it can't be read, or its header lacks a column that must be there.
    pub fn new(source: ForeignSource, file: R) -> Result<Self, ImportError> {
        let commas = source == ForeignSource::Acled;
        let mut records = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(if commas { b',' } else { b'\t' })
            // Tab files are not quoted: a lone quotation mark must not swallow the lines after it.
            .quoting(commas)
            .from_reader(file);
        let mut columns = Columns::default();
        if source != ForeignSource::Gdelt {
            let mut header = csv::ByteRecord::new();
            records.read_byte_record(&mut header).map_err(|e| ImportError::Read(e.to_string()))?;
            columns =
                Columns::new(header.iter().map(|f| text::unquoted(&text::decoded(f)).trim_start_matches('\u{feff}').to_owned()).collect());
            for names in required(source) {
                if columns.position(names).is_none() {
                    return Err(ImportError::Column { line: 1, column: names[0], found: columns.names.join(", ") });
                }
            }
        }
        let countries = Countries::built_in();
        Ok(Reader { source, records, record: csv::ByteRecord::new(), columns, countries, ready: Vec::new().into_iter(), done: false })
    }

    /// Events of the next record; `None` at the end.
    fn read(&mut self) -> Result<Option<Vec<ForeignEvent>>, ImportError> {
        match self.records.read_byte_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(e) => {
                self.done = true;
                return Err(ImportError::Read(e.to_string()));
            }
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        let fields: Vec<String> = self.record.iter().map(|f| text::unquoted(&text::decoded(f)).to_owned()).collect();
        if self.source == ForeignSource::Gdelt {
            if self.columns.names.len() != fields.len() {
                self.columns = gdelt::columns(line, fields.len())?;
            }
            let record = Record { line, fields: &fields, columns: &self.columns };
            return gdelt::event(&record, &self.countries).map(|e| Some(vec![e]));
        }
        // More fields than columns happen in some releases of POLECAT, whose last ones are empty.
        let last = fields.iter().rposition(|f| !f.is_empty()).map_or(0, |i| i + 1);
        if last > self.columns.names.len() || fields.len() < self.columns.names.len() {
            return Err(ImportError::Fields { line, found: fields.len(), expected: self.columns.names.len().to_string() });
        }
        let record = Record { line, fields: &fields, columns: &self.columns };
        match self.source {
            ForeignSource::Polecat => polecat::events(&record, &self.countries),
            ForeignSource::Icews => icews::event(&record, &self.countries).map(|e| vec![e]),
            _ => acled::event(&record, &self.countries).map(|e| vec![e]),
        }
        .map(Some)
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<ForeignEvent, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(event) = self.ready.next() {
                return Some(Ok(event));
            }
            if self.done {
                return None;
            }
            match self.read() {
                Ok(Some(events)) => self.ready = events.into_iter(),
                Ok(None) => self.done = true,
                Err(e) => return Some(Err(e)),
            }
        }
    }
}

/// Columns that a file must have, each by its names.
fn required(source: ForeignSource) -> &'static [&'static [&'static str]] {
    match source {
        ForeignSource::Gdelt => &[],
        ForeignSource::Polecat => &[polecat::ID, polecat::DATE, polecat::TYPE, polecat::FROM, polecat::TO],
        ForeignSource::Icews => &[icews::ID, icews::DATE, icews::FROM, icews::TO],
        ForeignSource::Acled => &[acled::ID, acled::DATE, acled::TYPE, acled::FROM, acled::TO],
    }
}

/// The quad class of a CAMEO code, as GDELT and ICEWS have it.
fn cameo_quad(code: &str) -> Option<u8> {
    crate::export::cameo_quad(code)
}
