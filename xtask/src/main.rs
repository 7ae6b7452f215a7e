//! Chores of the project, one module each: `cargo xtask --help` lists them.

mod corpus;
mod gazetteer;
mod samples;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Chores of the project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Write a folder of made-up reports, recombined from the paragraphs of our own, to measure speed on.
    Corpus {
        /// Folder to write to; made where it is not there.
        folder: PathBuf,
        /// How many reports.
        #[arg(long, default_value_t = 1000)]
        reports: usize,
        /// Words in each report, about.
        #[arg(long, default_value_t = 300)]
        words: usize,
    },
    /// Write what the word classifier learns from as JSON Lines: `corpora/marked/` and the frames' examples, parsed.
    Samples {
        /// File to write.
        out: PathBuf,
        /// Folder of marked sentences.
        #[arg(long, default_value = "corpora/marked")]
        marked: PathBuf,
    },
    /// Build `lexicons/places/gazetteer.bin`, the asset of places.
    Gazetteer(gazetteer::Sources),
}

fn main() -> Result<()> {
    match Arguments::parse().chore {
        Chore::Corpus { folder, reports, words } => corpus::write(&folder, reports, words),
        Chore::Samples { out, marked } => samples::write(&marked, &out),
        Chore::Gazetteer(sources) => gazetteer::write(&sources),
    }
}
