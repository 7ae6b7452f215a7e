//! What a change does to the events of a fixed corpus, for reviewing a change by its effect.

mod difference;
mod page;
mod side;

use anyhow::{Context, Result};
use difference::Diff;
use side::{Corpus, Side};
use std::path::PathBuf;
use std::process::ExitCode;

/// The two sides and what is done with their difference.
#[derive(clap::Args)]
pub struct Arguments {
    /// Before: a detente program, or events as JSON Lines (`detente code --format jsonl`).
    old: PathBuf,
    /// After: the same.
    new: PathBuf,
    /// Reports or folders for the programs to code; the repository's examples/ and corpora/dev when left out.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    corpus: Vec<PathBuf>,
    /// Write the same as Markdown too, for the description of a change.
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// End with exit code 1 when anything differs.
    #[arg(long)]
    exit_code: bool,
}

/// Runs the chore; gives the exit code.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let corpus = Corpus::new(&arguments.corpus);
    let [old, new] = [&arguments.old, &arguments.new].map(|path| Side::read(path, &corpus));
    let (old, new) = (old?, new?);
    anyhow::ensure!(
        arguments.corpus.is_empty() || old.is_coded || new.is_coded,
        "--corpus names reports for a program to code, but {} and {} both hold events",
        old.name,
        new.name
    );
    let diff = Diff::new(&old, &new);
    print!("{}", page::text(&diff));
    if let Some(file) = &arguments.markdown {
        std::fs::write(file, page::markdown(&diff)).with_context(|| file.display().to_string())?;
    }
    Ok(ExitCode::from(u8::from(arguments.exit_code && !diff.differences.is_empty())))
}
