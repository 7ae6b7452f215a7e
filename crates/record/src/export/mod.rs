//! Records as the files that programs and people already load: GDELT, Phoenix, PETRARCH, POLECAT, ICEWS, ACLED, UCDP, GeoJSON,
//! tables and JSON Lines.
//!
//! What a format wants and a record does not know stays empty, or gets the format's own word for missing. What a format can't
//! hold is left out and counted, with the reason. Each format's file here says what its columns are taken from.

mod acled;
mod day;
mod gdelt;
mod geojson;
mod happening;
mod icews;
mod number;
mod pairs;
mod petrarch;
mod polecat;
mod roles;
mod ucdp;

pub use acled::ACLED_COLUMNS;
pub use gdelt::GDELT_COLUMNS;
pub use icews::ICEWS_COLUMNS;
pub use pairs::{Pair, pairs};
pub use petrarch::{PETRARCH_COLUMNS, PHOENIX_COLUMNS};
pub use polecat::POLECAT_COLUMNS;
pub use ucdp::UCDP_COLUMNS;

use crate::{CSV_COLUMNS, Countries, Event, Factuality, INCIDENT_COLUMNS, Incident, Ontology, csv_row, incident_row};
pub(crate) use gdelt::quad_class as cameo_quad;
pub(crate) use polecat::QUADS as POLECAT_QUADS;

use happening::Happening;
use roles::Roles;
use std::collections::BTreeMap;
use std::io::Write;

/// A form in which records leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// GDELT 2.0 events: 61 columns, tabs, no header.
    Gdelt,
    /// Phoenix: 26 columns, tabs, no header.
    Phoenix,
    /// The events file of PETRARCH2: 11 columns, tabs, no header.
    Petrarch,
    /// POLECAT: 40 columns, tabs, header.
    Polecat,
    /// ICEWS: 20 columns, tabs, header.
    Icews,
    /// Like ACLED: 31 columns, commas, header.
    Acled,
    /// Like UCDP GED: 49 columns, commas, header; incidents with dead only.
    Ucdp,
    /// GeoJSON, one feature a record.
    GeoJson,
    /// The record itself, one a line.
    JsonLines,
    /// Our own flat table: commas, header.
    Csv,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Records {
    /// Single reports' events.
    Events,
    /// Incidents, each told by one report or many.
    Incidents,
}

impl Format {
    /// All, in the order of their names.
    pub const ALL: [Format; 10] = [
        Format::Acled,
        Format::Csv,
        Format::Gdelt,
        Format::GeoJson,
        Format::Icews,
        Format::JsonLines,
        Format::Petrarch,
        Format::Phoenix,
        Format::Polecat,
        Format::Ucdp,
    ];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Format::Gdelt => "gdelt",
            Format::Phoenix => "phoenix",
            Format::Petrarch => "petrarch",
            Format::Polecat => "polecat",
            Format::Icews => "icews",
            Format::Acled => "acled",
            Format::Ucdp => "ucdp",
            Format::GeoJson => "geojson",
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
        }
    }

    /// The format of a name.
    ///
    /// # Errors
    /// Names what was asked for and what there is.
    pub fn from_name(name: &str) -> Result<Self, ExportError> {
        Format::ALL.into_iter().find(|f| f.name() == name).ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
            ExportError::Unknown { name: name.to_owned(), names: names.join(", ") }
        })
    }

    /// How files of it end, as their users know them.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Gdelt => "export.CSV",
            Format::Phoenix | Format::Petrarch | Format::Polecat => "txt",
            Format::Icews => "tab",
            Format::Acled | Format::Ucdp | Format::Csv => "csv",
            Format::GeoJson => "geojson",
            Format::JsonLines => "jsonl",
        }
    }

    /// Names of its columns in their order; none for GeoJSON and JSON Lines.
    pub fn columns(self, records: Records) -> &'static [&'static str] {
        match self {
            Format::Gdelt => &GDELT_COLUMNS,
            Format::Phoenix => &PHOENIX_COLUMNS,
            Format::Petrarch => &PETRARCH_COLUMNS,
            Format::Polecat => &POLECAT_COLUMNS,
            Format::Icews => &ICEWS_COLUMNS,
            Format::Acled => &ACLED_COLUMNS,
            Format::Ucdp => &UCDP_COLUMNS,
            Format::GeoJson | Format::JsonLines => &[],
            Format::Csv => match records {
                Records::Events => &CSV_COLUMNS,
                Records::Incidents => &INCIDENT_COLUMNS,
            },
        }
    }

    /// Whether the first line names the columns.
    pub fn has_header(self) -> bool {
        matches!(self, Format::Polecat | Format::Icews | Format::Acled | Format::Ucdp | Format::Csv)
    }

    /// Whether the format tells facts from claims, plans and denials; what doesn't gets only [`ExportOptions::factualities`].
    pub fn knows_factuality(self) -> bool {
        matches!(self, Format::GeoJson | Format::JsonLines | Format::Csv)
    }

    fn separator(self) -> char {
        if matches!(self, Format::Acled | Format::Ucdp | Format::Csv) { ',' } else { '\t' }
    }
}

/// What goes out and how.
#[derive(Debug, Clone)]
pub struct ExportOptions {
    /// What goes into a format that knows facts only; `actual` and `ongoing` if not said otherwise.
    pub factualities: Vec<Factuality>,
    /// Whether what is known only to the month or worse goes into formats that have nothing but a day, under its first day.
    /// A series by day would show a peak there that never was; so not if not said otherwise.
    pub coarse_dates: bool,
    /// The version that files name as their maker's.
    pub version: String,
    /// What the codes are called, for formats that have the name beside the code.
    pub ontology: Option<Ontology>,
}

impl Default for ExportOptions {
    fn default() -> Self {
        ExportOptions {
            factualities: vec![Factuality::Actual, Factuality::Ongoing],
            coarse_dates: false,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ontology: None,
        }
    }
}

/// Why a record is not in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// The format knows facts only, and this is none of those asked for.
    Factuality,
    /// Neither its day nor its report's is known, and the format can't be without.
    NoDate,
    /// Its day is known only to the month or worse.
    CoarseDate,
    /// The format has no such events.
    NotOfFormat,
    /// The format has only events with dead.
    NoDead,
}

impl LeftOut {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            LeftOut::Factuality => "not told as a fact",
            LeftOut::NoDate => "no day is known",
            LeftOut::CoarseDate => "the day is known only to the month or worse",
            LeftOut::NotOfFormat => "the format has no such events",
            LeftOut::NoDead => "no dead are reported",
        }
    }
}

/// What became of the records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportSummary {
    /// Records that came in.
    pub records: u64,
    /// Lines or features that went out; a format with one actor a side has one for each pair.
    pub rows: u64,
    /// Records that are not in the file, by reason.
    pub left_out: BTreeMap<LeftOut, u64>,
}

/// Why an export ends.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A format that doesn't exist.
    #[error("there is no export format `{name}`; there are {names}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        names: String,
    },
    /// A record of the other kind.
    #[error("the export {format} is of {expected}, but was given {found}")]
    Kind {
        /// The format.
        format: &'static str,
        /// What it takes.
        expected: &'static str,
        /// What came.
        found: &'static str,
    },
    /// The record has no JSON.
    #[error("record {id}: {message}")]
    Json {
        /// Id of the record.
        id: String,
        /// What the writer says.
        message: String,
    },
    /// What was handed in to write to does not take it.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// What all formats look up.
pub(crate) struct Tables {
    pub countries: Countries,
    pub roles: Roles,
    pub acled: acled::Kinds,
    pub options: ExportOptions,
}

/// Writes records in one format, one after another.
///
/// ```
/// use detente_record::{Event, export::{ExportOptions, Exporter, Format, Records}};
/// let events: Vec<Event> = Vec::new();
/// let mut export = Exporter::new(Format::Icews, Records::Events, ExportOptions::default(), Vec::new())?;
/// for event in &events {
///     export.event(event)?;
/// }
/// let (file, summary) = export.finish()?;
/// assert!(file.starts_with(b"Event ID\tEvent Date\tSource Name"));
/// assert_eq!(summary.rows, 0);
/// # Ok::<(), detente_record::export::ExportError>(())
/// ```
pub struct Exporter<W: Write> {
    format: Format,
    records: Records,
    tables: Tables,
    out: W,
    summary: ExportSummary,
}

impl<W: Write> Exporter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When `out` does not take it, or the format is not one of such records: UCDP's is of incidents.
    pub fn new(format: Format, records: Records, options: ExportOptions, out: W) -> Result<Self, ExportError> {
        if format == Format::Ucdp && records == Records::Events {
            return Err(ExportError::Kind { format: "ucdp", expected: "incidents", found: "events" });
        }
        let tables = Tables { countries: Countries::built_in(), roles: Roles::built_in(), acled: acled::Kinds::built_in(), options };
        let mut export = Exporter { format, records, tables, out, summary: ExportSummary::default() };
        if format.has_header() {
            export.line(format.columns(records).iter().map(|c| (*c).to_owned()))?;
        }
        if format == Format::GeoJson {
            export.out.write_all(geojson::HEAD.as_bytes())?;
        }
        Ok(export)
    }

    /// Writes an event, or counts why not.
    ///
    /// # Errors
    /// When the export is one of incidents, or what was handed in does not take it.
    pub fn event(&mut self, event: &Event) -> Result<(), ExportError> {
        if self.records == Records::Incidents {
            return Err(ExportError::Kind { format: self.format.name(), expected: "incidents", found: "an event" });
        }
        match self.format {
            Format::JsonLines => self.json(&event.id, event),
            Format::Csv => self.rows(Ok(vec![csv_row(event).to_vec()])),
            _ => self.happening(&Happening::of_event(event)),
        }
    }

    /// Writes an incident, or counts why not.
    ///
    /// # Errors
    /// When the export is one of events, or what was handed in does not take it.
    pub fn incident(&mut self, incident: &Incident) -> Result<(), ExportError> {
        if self.records == Records::Events {
            return Err(ExportError::Kind { format: self.format.name(), expected: "events", found: "an incident" });
        }
        match self.format {
            Format::JsonLines => self.json(&incident.id, incident),
            Format::Csv => self.rows(Ok(vec![incident_row(incident).to_vec()])),
            _ => self.happening(&Happening::of_incident(incident)),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When what was handed in does not take it.
    pub fn finish(mut self) -> Result<(W, ExportSummary), ExportError> {
        if self.format == Format::GeoJson {
            self.out.write_all(geojson::FOOT.as_bytes())?;
        }
        self.out.flush()?;
        Ok((self.out, self.summary))
    }

    fn happening(&mut self, h: &Happening) -> Result<(), ExportError> {
        if !self.format.knows_factuality() && !self.tables.options.factualities.contains(&h.factuality) {
            return self.rows(Err(LeftOut::Factuality));
        }
        let t = &self.tables;
        let rows = match self.format {
            Format::Gdelt => gdelt::rows(h, t),
            Format::Phoenix => petrarch::phoenix_rows(h, t),
            Format::Petrarch => petrarch::rows(h, t),
            Format::Polecat => polecat::row(h, t).map(|r| vec![r]),
            Format::Icews => icews::rows(h, t),
            Format::Acled => acled::row(h, t).map(|r| vec![r]),
            Format::Ucdp => ucdp::row(h, t).map(|r| vec![r]),
            Format::GeoJson | Format::JsonLines | Format::Csv => {
                let comma = if self.summary.rows > 0 { ",\n" } else { "" };
                let feature = geojson::feature(h).map_err(|e| ExportError::Json { id: h.id.to_owned(), message: e.to_string() })?;
                self.out.write_all(format!("{comma}{feature}").as_bytes())?;
                self.summary.records += 1;
                self.summary.rows += 1;
                return Ok(());
            }
        };
        self.rows(rows)
    }

    fn json<T: serde::Serialize>(&mut self, id: &str, record: &T) -> Result<(), ExportError> {
        let line = serde_json::to_string(record).map_err(|e| ExportError::Json { id: id.to_owned(), message: e.to_string() })?;
        self.out.write_all(line.as_bytes())?;
        self.out.write_all(b"\n")?;
        self.summary.records += 1;
        self.summary.rows += 1;
        Ok(())
    }

    fn rows(&mut self, rows: Result<Vec<Vec<String>>, LeftOut>) -> Result<(), ExportError> {
        self.summary.records += 1;
        match rows {
            Ok(rows) => {
                for row in rows {
                    debug_assert_eq!(row.len(), self.format.columns(self.records).len(), "a cell for each column");
                    self.line(row.into_iter())?;
                    self.summary.rows += 1;
                }
            }
            Err(why) => *self.summary.left_out.entry(why).or_default() += 1,
        }
        Ok(())
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> Result<(), ExportError> {
        let separator = self.format.separator();
        let mut line = String::new();
        for (i, cell) in cells.enumerate() {
            if i > 0 {
                line.push(separator);
            }
            line.push_str(&if separator == '\t' { unbroken(&cell) } else { quoted(&cell) });
        }
        line.push('\n');
        Ok(self.out.write_all(line.as_bytes())?)
    }
}

/// A cell between tabs. These formats have no way to write a tab, a line's end or a quotation mark within a cell, and many
/// loaders take a quotation mark at its beginning for the start of a quoted one.
fn unbroken(cell: &str) -> String {
    cell.split(['\t', '\n', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").replace('"', "'")
}

/// A cell between commas, by RFC 4180.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// A number, or nothing.
fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_breaks_its_line() {
        assert_eq!(unbroken("said:\t\"no\"\r\nand left"), "said: 'no' and left");
        assert_eq!(quoted("said: \"no\",\nand left"), "\"said: \"\"no\"\",\nand left\"");
        assert_eq!(quoted("Kabul"), "Kabul");
    }

    #[test]
    fn a_format_is_found_by_its_name_and_an_unknown_one_told_with_those_there_are() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()).expect("its own name"), format);
        }
        let error = Format::from_name("spss").expect_err("no such format").to_string();
        assert_eq!(
            error,
            "there is no export format `spss`; there are acled, csv, gdelt, geojson, icews, jsonl, petrarch, phoenix, polecat, ucdp"
        );
    }

    #[test]
    fn columns_are_as_many_as_the_formats_have() {
        let counts = [Format::Gdelt, Format::Phoenix, Format::Petrarch, Format::Polecat, Format::Icews, Format::Acled, Format::Ucdp]
            .map(|f| f.columns(Records::Incidents).len());
        assert_eq!(counts, [61, 26, 11, 40, 20, 31, 49]);
    }
}
