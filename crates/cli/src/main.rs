//! The `detente` command: reads reports and gives back their events.

mod args;
mod code;
mod codebook;
mod crisis;
mod eval;
mod explain;
mod inputs;
mod lexicon;
mod output;
mod parse;
mod progress;
mod relate;
mod table;
mod tell;

use args::{Command, Detente as Arguments};
use clap::Parser;
use std::process::ExitCode;
use tell::tell;

/// Threads that read and threads that write hand each other many small pieces, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Everything was read.
pub const DONE: u8 = 0;
/// The command could not run at all.
pub const FAILED: u8 = 1;
/// Some input could not be read as expected; problems went to standard error.
pub const PROBLEMS: u8 = 3;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Code(args) => code::run(&args),
        Command::Relate(args) => relate::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Codebook(args) => codebook::run(&args),
        Command::Ingest(args) => crisis::ingest(&args),
        Command::Events(args) => crisis::events(&args),
        Command::Incidents(args) => crisis::incidents(&args),
        Command::Disputes(args) => crisis::disputes(&args),
        Command::Dyad(args) => crisis::dyad(&args),
        Command::Alerts(args) => crisis::alerts(&args),
        Command::Changes(args) => crisis::changes(&args),
        Command::Problems(args) => crisis::problems(&args),
        Command::Report(args) => crisis::report(&args),
        Command::Export(args) => crisis::export(&args),
        Command::Import(args) => crisis::import(&args),
        Command::Incident(args) => crisis::incident(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Eval(args) => eval::run(&args),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        // A reader that closes the pipe early ("| head") is no error of ours.
        Err(e) if e.chain().any(is_closed_pipe) => ExitCode::from(DONE),
        Err(e) => {
            tell!("detente: {e:#}");
            ExitCode::from(FAILED)
        }
    }
}

fn is_closed_pipe(e: &(dyn std::error::Error + 'static)) -> bool {
    let closed = |kind: std::io::ErrorKind| kind == std::io::ErrorKind::BrokenPipe;
    e.downcast_ref::<std::io::Error>().is_some_and(|e| closed(e.kind()))
        || e.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind).is_some_and(closed)
}
