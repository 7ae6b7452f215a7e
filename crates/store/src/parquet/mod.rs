//! Records as Parquet: the columns of the flat table with their types, then what a table can't show, as nested lists.
//!
//! A column that the flat table (CSV) has too holds the same value under the same name, as number, day or truth where it is
//! one, and null where the table's cell is empty. A column `NAME_list` is the record's own list of that name.

mod arrays;
mod events;
mod incidents;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Schema;
use detente_record::{EVENT_SCHEMA, Event, INCIDENT_SCHEMA, Incident};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

/// Records that are turned into columns at once.
const AT_ONCE: usize = 1024;

/// Records of a row group: what a reader takes at once, and what is held in memory, compressed, until it is full.
const ROW_GROUP: usize = 65_536;

/// Why a Parquet file can't be written.
#[derive(Debug, thiserror::Error)]
pub enum ParquetError {
    /// A value that is not of its column's type.
    #[error("record {id}: {column} is `{found}`; expected {expected}")]
    Value {
        /// Id of the record.
        id: String,
        /// The column.
        column: &'static str,
        /// What it has.
        found: String,
        /// What would have been right.
        expected: &'static str,
    },
    /// The writer, or what it writes to.
    #[error("the Parquet file could not be written: {0}")]
    Write(#[source] std::io::Error),
}

impl From<parquet::errors::ParquetError> for ParquetError {
    fn from(e: parquet::errors::ParquetError) -> Self {
        use parquet::errors::ParquetError as Theirs;
        ParquetError::Write(match e {
            Theirs::External(e) => e.downcast::<std::io::Error>().map_or_else(std::io::Error::other, |e| *e),
            other => std::io::Error::other(other),
        })
    }
}

impl From<arrow_schema::ArrowError> for ParquetError {
    fn from(e: arrow_schema::ArrowError) -> Self {
        ParquetError::Write(std::io::Error::other(e))
    }
}

/// A column by its name.
type Column = (&'static str, ArrayRef);

/// The columns of some records.
type Columns<R> = fn(&[&R]) -> Result<Vec<Column>, ParquetError>;

/// Writes records as Parquet, one after another; a row group goes out when it is full.
///
/// ```
/// use detente_store::Parquet;
/// let mut file = Vec::new();
/// let parquet = Parquet::events(&mut file)?;
/// assert_eq!(parquet.finish()?.0, 0);
/// assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
/// # Ok::<(), detente_store::ParquetError>(())
/// ```
pub struct Parquet<W: Write + Send, R> {
    out: ArrowWriter<W>,
    columns: Columns<R>,
    waiting: Vec<R>,
    rows: u64,
}

impl<W: Write + Send> Parquet<W, Event> {
    /// Begins a file of events.
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn events(out: W) -> Result<Self, ParquetError> {
        Self::new(out, events::columns, EVENT_SCHEMA)
    }
}

impl<W: Write + Send> Parquet<W, Incident> {
    /// Begins a file of incidents.
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn incidents(out: W) -> Result<Self, ParquetError> {
        Self::new(out, incidents::columns, INCIDENT_SCHEMA)
    }
}

impl<W: Write + Send, R> Parquet<W, R> {
    fn new(out: W, columns: Columns<R>, schema: &str) -> Result<Self, ParquetError> {
        let known = Some(vec![KeyValue::new("detente.schema".to_owned(), schema.to_owned())]);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROW_GROUP))
            .set_key_value_metadata(known)
            .build();
        // The types of no records are those of all.
        let schema = batch(columns(&[])?)?.schema();
        Ok(Parquet { out: ArrowWriter::try_new(out, schema, Some(properties))?, columns, waiting: Vec::new(), rows: 0 })
    }

    /// Writes a record.
    ///
    /// # Errors
    /// When one of its days is none, or what was handed in does not take it.
    pub fn put(&mut self, record: R) -> Result<(), ParquetError> {
        self.waiting.push(record);
        if self.waiting.len() < AT_ONCE { Ok(()) } else { self.write() }
    }

    /// Ends the file; gives the number of its rows, and what was written to.
    ///
    /// # Errors
    /// As [`Parquet::put`].
    pub fn finish(mut self) -> Result<(u64, W), ParquetError> {
        self.write()?;
        let mut out = self.out.into_inner()?;
        out.flush().map_err(ParquetError::Write)?;
        Ok((self.rows, out))
    }

    fn write(&mut self) -> Result<(), ParquetError> {
        let records = std::mem::take(&mut self.waiting);
        if !records.is_empty() {
            let refs: Vec<&R> = records.iter().collect();
            self.out.write(&batch((self.columns)(&refs)?)?)?;
            self.rows += records.len() as u64;
        }
        Ok(())
    }
}

fn batch(columns: Vec<Column>) -> Result<RecordBatch, ParquetError> {
    let (fields, arrays): (Vec<_>, Vec<_>) = columns.into_iter().map(|(name, array)| (arrays::field(name, &array), array)).unzip();
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::{CSV_COLUMNS, INCIDENT_COLUMNS};

    #[test]
    fn the_columns_of_the_flat_tables_come_first_in_their_order() {
        let names = |columns: Vec<Column>| columns.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        let (of_events, of_incidents) = (names(events::columns(&[]).expect("columns")), names(incidents::columns(&[]).expect("columns")));
        assert_eq!(of_events[..CSV_COLUMNS.len()], CSV_COLUMNS);
        assert_eq!(of_incidents[..INCIDENT_COLUMNS.len()], INCIDENT_COLUMNS);
    }
}
