//! `docs/accuracy.md`: every evaluation on every set, its figures beside what is asked of them, on one page.
//!
//! The page is made of the sets in [`sets`], each scored in this process as `detente eval` scores it. It says nothing
//! of the day, the machine or the version, so that two pages differ only where the figures do.

mod gold;
mod kind;
mod page;
mod sets;

use crate::own;
use anyhow::{Context, Result};
use detente::{Detente, Options};
use detente_eval::Report;
use kind::Gold;
use sets::{SETS, Set};
use std::path::{Path, PathBuf};

/// Where the gold lies and where the page goes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder with the evaluation data, which are no part of the repository; what is missing there is said to be.
    #[arg(long, value_name = "DIR", default_value = "../shared")]
    shared: PathBuf,
    /// Where to write the page; docs/accuracy.md of the repository when left out.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// A set with its scores; none where it is missing.
type Scored = (&'static Set, Option<Report>);

/// Scores every set and writes the page.
///
/// # Errors
/// When gold that is there can't be read, or a goal names a figure that an evaluation does not give.
pub fn write(arguments: &Arguments) -> Result<()> {
    let out = arguments.out.clone().unwrap_or_else(|| own::root().join("docs/accuracy.md"));
    // All gold is read before any is scored: a broken file shows in a second, not after minutes.
    let golds = SETS.iter().map(|set| read(set, &arguments.shared).with_context(|| named(set)));
    let golds: Vec<Option<Gold>> = golds.collect::<Result<_>>()?;
    let detente = Detente::new(&Options::default())?;
    let mut scored = Vec::new();
    for (set, gold) in SETS.iter().zip(golds) {
        let report = gold.map(|gold| gold(&detente)).transpose().with_context(|| named(set))?;
        let said = report.as_ref().map_or_else(|| "missing".to_owned(), |r| format!("{} {}", r.units, r.unit));
        eprintln!("{}: {said}", named(set));
        scored.push((set, report));
    }
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::write(&out, page::write(&scored)?).with_context(|| out.display().to_string())?;
    eprintln!("{} sets in {}", SETS.len(), out.display());
    Ok(())
}

fn read(set: &Set, shared: &Path) -> Result<Option<Gold>> {
    gold::read(&set.place, &own::root(), shared)?.map(|files| set.kind.read(files)).transpose()
}

fn named(set: &Set) -> String {
    format!("{}, {}", set.kind.name(), set.name)
}
