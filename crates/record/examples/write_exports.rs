//! Writes the tests' small crisis in every format into a folder, for `tests/load/check.py`:
//! `cargo run -p detente-record --example write_exports -- FOLDER`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "an example reads its arguments and writes files")]

#[path = "../tests/shared/mod.rs"]
mod shared;

use detente_record::export::{ExportOptions, Exporter, Format, Records};
use std::fs::File;
use std::path::{Path, PathBuf};

fn write(folder: &Path, format: Format, records: Records) -> Result<(String, u64), Box<dyn std::error::Error>> {
    let kind = if records == Records::Events { "events" } else { "incidents" };
    let name = format!("{kind}.{}.{}", format.name(), format.extension());
    let mut export = Exporter::new(format, records, ExportOptions::default(), File::create(folder.join(&name))?)?;
    match records {
        Records::Events => shared::events().iter().try_for_each(|e| export.event(e))?,
        Records::Incidents => shared::incidents().iter().try_for_each(|i| export.incident(i))?,
    }
    Ok((name, export.finish()?.1.rows))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("expected a folder to write into")?);
    std::fs::create_dir_all(&folder)?;
    let mut rows = Vec::new();
    for format in Format::ALL {
        if format != Format::Ucdp {
            rows.push(write(&folder, format, Records::Events)?);
        }
        rows.push(write(&folder, format, Records::Incidents)?);
    }
    let rows: serde_json::Map<String, serde_json::Value> = rows.into_iter().map(|(name, n)| (name, n.into())).collect();
    std::fs::write(folder.join("rows.json"), serde_json::to_string_pretty(&rows)?)?;
    Ok(())
}
