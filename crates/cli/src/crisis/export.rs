//! `detente export` and `detente import`: the layouts of other programs.

use super::args::{ExportArgs, ImportArgs};
use super::ingest;
use crate::output::Output;
use crate::tell::tell;
use crate::{DONE, PROBLEMS};
use anyhow::{Context, Result, anyhow, ensure};
use detente::Archive;
use detente::store::{Filter, Import, Parquet, ParquetError, StoreError};
use detente_record::export::{ExportError, ExportOptions, Exporter, Format, Records};
use detente_record::import::{ForeignSource, Reader};
use std::io::{BufWriter, IsTerminal};

/// Foreign events that go in with one transaction.
const AT_ONCE: usize = 5000;

/// A layout in which a store's records leave.
enum Layout {
    /// One that takes records one after another, as text.
    Of(Format),
    Parquet,
    Conllu,
}

impl Layout {
    fn from_name(name: &str) -> Result<Self> {
        Ok(match name {
            "parquet" => Layout::Parquet,
            "conllu" => Layout::Conllu,
            other => Layout::Of(Format::from_name(other).map_err(|e| anyhow!("{e}, conllu, parquet"))?),
        })
    }
}

/// Runs `detente export`.
pub fn export(args: &ExportArgs) -> Result<u8> {
    let layout = Layout::from_name(&args.layout)?;
    let incidents = args.incidents || matches!(layout, Layout::Of(Format::Ucdp));
    ensure!(!args.whole || matches!(layout, Layout::Conllu), "--whole with `{}`; only conllu has sentences", args.layout);
    ensure!(!incidents || !matches!(layout, Layout::Conllu), "--incidents with `conllu`; its sentences have events only");
    ensure!(
        !args.coarse_dates || matches!(layout, Layout::Of(_)),
        "--coarse-dates with `{}`; it has every record, with its own days",
        args.layout
    );
    if matches!(layout, Layout::Parquet) && args.out.is_none() {
        ensure!(!std::io::stdout().is_terminal(), "a terminal can't show Parquet; name a file with -o, or use a pipe");
    }
    let mut archive = Archive::existing(&args.db.db)?;
    let filter = args.filter.filter();
    if incidents || filter.asks_incidents() {
        ingest::refresh_to_read(&mut archive)?;
    }
    let out = BufWriter::new(args.out.as_deref().map_or_else(|| Ok(Output::standard()), Output::file)?);
    match layout {
        Layout::Of(format) => records(args, format, incidents, &filter, &mut archive, out),
        Layout::Parquet => parquet(incidents, &filter, &mut archive, out),
        Layout::Conllu => super::trees::write(&mut archive, &filter, args.whole, out),
    }
}

fn records(
    args: &ExportArgs,
    format: Format,
    incidents: bool,
    filter: &Filter,
    archive: &mut Archive,
    out: BufWriter<Output>,
) -> Result<u8> {
    let records = if incidents { Records::Incidents } else { Records::Events };
    let mut options =
        ExportOptions { coarse_dates: args.coarse_dates, version: env!("CARGO_PKG_VERSION").to_owned(), ..ExportOptions::default() };
    if !filter.factuality.is_empty() {
        options.factualities = detente::Factuality::ALL.into_iter().filter(|f| filter.factuality.iter().any(|n| n == f.name())).collect();
    }
    let mut exporter = Exporter::new(format, records, options, out)?;
    let failed = |e: ExportError| match e {
        ExportError::Write(e) => StoreError::Output(e),
        other => StoreError::Value(other.to_string()),
    };
    match records {
        Records::Events => archive.store().events(filter, &mut |e| exporter.event(&e).map_err(failed))?,
        Records::Incidents => archive.store().incidents(filter, &mut |i| exporter.incident(&i).map_err(failed))?,
    }
    let (out, summary) = exporter.finish()?;
    out.into_inner().map_err(std::io::IntoInnerError::into_error)?.keep()?;
    let left: Vec<String> = summary.left_out.iter().map(|(why, n)| format!("{n} {}", why.reason())).collect();
    let left = if left.is_empty() { String::new() } else { format!("; left out: {}", left.join(", ")) };
    tell!("detente: {} records, {} rows{left}", summary.records, summary.rows);
    Ok(DONE)
}

fn parquet(incidents: bool, filter: &Filter, archive: &mut Archive, out: BufWriter<Output>) -> Result<u8> {
    let failed = |e: ParquetError| match e {
        ParquetError::Write(e) => StoreError::Output(e),
        other => StoreError::Value(other.to_string()),
    };
    let (rows, out) = if incidents {
        let mut file = Parquet::incidents(out)?;
        archive.store().incidents(filter, &mut |i| file.put(i).map_err(failed))?;
        file.finish()?
    } else {
        let mut file = Parquet::events(out)?;
        archive.store().events(filter, &mut |e| file.put(e).map_err(failed))?;
        file.finish()?
    };
    out.into_inner().map_err(std::io::IntoInnerError::into_error)?.keep()?;
    tell!("detente: {rows} records, {rows} rows");
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
