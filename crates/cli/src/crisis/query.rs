//! `detente events`, `incidents` and `disputes`: what a store holds, by filters.

use super::args::{Form, QueryArgs};
use super::{ingest, show};
use crate::{DONE, table};
use anyhow::Result;
use detente::store::StoreError;
use detente::{Archive, CSV_COLUMNS, Event, Incident, csv_row};
use detente_record::{INCIDENT_COLUMNS, incident_row};
use std::io::Write;

/// Runs `detente events`.
pub fn events(args: &QueryArgs) -> Result<u8> {
    let mut archive = Archive::existing(&args.db.db)?;
    let filter = args.filter.filter();
    if filter.asks_incidents() {
        ingest::refresh_to_read(&mut archive)?;
    }
    match args.format {
        Form::Table => {
            let mut writer = table::Writer::default();
            let mut of_document: Vec<Event> = Vec::new();
            archive.store().events(&filter, &mut |e| {
                if of_document.first().is_some_and(|first| first.document.id != e.document.id) {
                    writer.write(&std::mem::take(&mut of_document)).map_err(failed)?;
                }
                of_document.push(e);
                Ok(())
            })?;
            writer.write(&of_document)?;
            writer.finish()?;
        }
        Form::Jsonl => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            archive.store().events(&filter, &mut |e| line(&mut out, &e))?;
            out.flush()?;
        }
        Form::Csv => {
            let mut out = csv::Writer::from_writer(std::io::stdout().lock());
            out.write_record(CSV_COLUMNS)?;
            archive.store().events(&filter, &mut |e| out.write_record(csv_row(&e)).map_err(|e| StoreError::Output(e.into())))?;
            out.flush()?;
        }
    }
    Ok(DONE)
}

/// Runs `detente incidents`.
pub fn incidents(args: &QueryArgs) -> Result<u8> {
    each(args, false, &mut |out, incident| show::incident(out, incident))
}

/// Runs `detente disputes`.
pub fn disputes(args: &QueryArgs) -> Result<u8> {
    each(args, true, &mut |out, incident| show::disputes(out, incident))
}

fn each(args: &QueryArgs, disputed: bool, table: &mut dyn FnMut(&mut dyn Write, &Incident) -> std::io::Result<()>) -> Result<u8> {
    let mut archive = Archive::existing(&args.db.db)?;
    ingest::refresh_to_read(&mut archive)?;
    let filter = detente::store::Filter { disputed, ..args.filter.filter() };
    let mut n = 0;
    match args.format {
        Form::Table => {
            let mut out = anstream::stdout().lock();
            archive.store().incidents(&filter, &mut |i| {
                n += 1;
                table(&mut out, &i).map_err(failed)
            })?;
            if n == 0 {
                writeln!(out, "{}", if disputed { "no disputes" } else { "no incidents" })?;
            }
            out.flush()?;
        }
        Form::Jsonl => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            archive.store().incidents(&filter, &mut |i| line(&mut out, &i))?;
            out.flush()?;
        }
        Form::Csv => {
            let mut out = csv::Writer::from_writer(std::io::stdout().lock());
            out.write_record(INCIDENT_COLUMNS)?;
            archive.store().incidents(&filter, &mut |i| out.write_record(incident_row(&i)).map_err(|e| StoreError::Output(e.into())))?;
            out.flush()?;
        }
    }
    Ok(DONE)
}

pub(super) fn line<T: serde::Serialize>(out: &mut impl Write, record: &T) -> Result<(), StoreError> {
    let text = serde_json::to_string(record).map_err(|e| StoreError::Value(e.to_string()))?;
    writeln!(out, "{text}").map_err(failed)
}

/// Standard output that fails is told as what it is.
pub(super) fn failed(e: std::io::Error) -> StoreError {
    StoreError::Output(e)
}
