//! Chores of the project, one module each: `cargo xtask --help` lists them.

mod accuracy;
mod corpus;
mod diff_corpus;
mod gazetteer;
mod own;
mod samples;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Chores of the project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Score every set with every kind of evaluation and write docs/accuracy.md.
    Accuracy(accuracy::Arguments),
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
    /// Show what a change does to the events of a fixed corpus.
    #[command(
        name = "diff-corpus",
        after_help = "Examples:\n  cargo xtask diff-corpus before.jsonl target/release/detente\n  cargo xtask diff-corpus OLD NEW --corpus reports/ --markdown change.md --exit-code\n\nExit codes: 0 compared; 1 compared, with --exit-code and something differs; 2 could not run."
    )]
    DiffCorpus(diff_corpus::Arguments),
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

/// A chore could not run.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let done = |outcome: Result<()>| outcome.map(|()| ExitCode::SUCCESS);
    let outcome = match Arguments::parse().chore {
        Chore::Accuracy(arguments) => done(accuracy::write(&arguments)),
        Chore::Corpus { folder, reports, words } => done(corpus::write(&folder, reports, words)),
        Chore::DiffCorpus(arguments) => diff_corpus::run(&arguments),
        Chore::Samples { out, marked } => done(samples::write(&marked, &out)),
        Chore::Gazetteer(sources) => done(gazetteer::write(&sources)),
    };
    outcome.unwrap_or_else(|e| {
        eprintln!("xtask: {e:#}");
        ExitCode::from(FAILED)
    })
}
