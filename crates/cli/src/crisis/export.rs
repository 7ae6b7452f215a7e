//! `detente export` and `detente import`: the layouts of other programs.

use super::args::{ExportArgs, ImportArgs};
use super::ingest;
use crate::output::Output;
use crate::tell::tell;
use crate::{DONE, PROBLEMS};
use anyhow::{Context, Result};
use detente::Archive;
use detente::store::{Import, StoreError};
use detente_record::export::{ExportOptions, Exporter, Format, Records};
use detente_record::import::{ForeignSource, Reader};
use std::io::BufWriter;

/// Foreign events that go in with one transaction.
const AT_ONCE: usize = 5000;

/// Runs `detente export`.
pub fn export(args: &ExportArgs) -> Result<u8> {
    let format = Format::from_name(&args.format)?;
    let records = if args.incidents || format == Format::Ucdp { Records::Incidents } else { Records::Events };
    let mut archive = Archive::existing(&args.db.db)?;
    let out = args.out.as_deref().map_or_else(|| Ok(Output::standard()), Output::file)?;
    let mut options =
        ExportOptions { coarse_dates: args.coarse_dates, version: env!("CARGO_PKG_VERSION").to_owned(), ..ExportOptions::default() };
    let filter = args.filter.filter();
    if !args.filter.factuality.is_empty() {
        options.factualities =
            detente::Factuality::ALL.into_iter().filter(|f| args.filter.factuality.iter().any(|n| n == f.name())).collect();
    }
    let mut exporter = Exporter::new(format, records, options, BufWriter::new(out))?;
    let failed = |e: detente_record::export::ExportError| StoreError::Value(e.to_string());
    match records {
        Records::Events => archive.store().events(&filter, &mut |e| exporter.event(&e).map_err(failed))?,
        Records::Incidents => {
            ingest::refresh_to_read(&mut archive)?;
            archive.store().incidents(&filter, &mut |i| exporter.incident(&i).map_err(failed))?;
        }
    }
    let (out, summary) = exporter.finish()?;
    out.into_inner().map_err(std::io::IntoInnerError::into_error)?.keep()?;
    let left: Vec<String> = summary.left_out.iter().map(|(why, n)| format!("{n} {}", why.reason())).collect();
    let left = if left.is_empty() { String::new() } else { format!("; left out: {}", left.join(", ")) };
    tell!("detente: {} records, {} rows{left}", summary.records, summary.rows);
    Ok(DONE)
}

/// Runs `detente import`.
pub fn import(args: &ImportArgs) -> Result<u8> {
    let source = ForeignSource::from_name(&args.source)?;
    let mut archive = Archive::open(&args.db.db)?;
    let (mut read, mut wrong) = (0_usize, 0_usize);
    for path in &args.files {
        let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
        let mut batch: Vec<Import> = Vec::with_capacity(AT_ONCE);
        for event in Reader::new(source, std::io::BufReader::new(file)).with_context(|| path.display().to_string())? {
            match event {
                Ok(e) => batch.push(Import {
                    source: e.source.name().to_owned(),
                    id: e.id,
                    day: e.day,
                    from: e.from,
                    to: e.to,
                    quad: e.quad,
                    code: Some(e.code),
                    score: e.score,
                }),
                Err(e) => {
                    tell!("{}: {e}", path.display());
                    wrong += 1;
                }
            }
            if batch.len() == AT_ONCE {
                read += batch.len();
                archive.store().put_imports(&batch)?;
                batch.clear();
            }
        }
        read += batch.len();
        archive.store().put_imports(&batch)?;
    }
    tell!("detente: {read} events of {} read, {wrong} lines could not be", source.name());
    Ok(if wrong > 0 { PROBLEMS } else { DONE })
}
