//! `detente relate`: marked pairs in, relations out, one line each, in order.

use crate::args::RelateArgs;
use crate::tell::tell;
use crate::{DONE, PROBLEMS};
use anyhow::{Context, Result};
use detente::{Detente, PairAnswer, PairRequest};
use rayon::prelude::*;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};

/// Lines that are worked on together.
const CHUNK: usize = 256;

/// Runs the command; gives the exit code.
pub fn run(args: &RelateArgs) -> Result<u8> {
    let detente = Detente::new(&args.lexicon.options())?;
    let wrong_entries = crate::lexicon::report(&detente);
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.threads.map_or(0, usize::from)).build()?;
    let mut sources: Vec<(String, Box<dyn Read>)> = Vec::new();
    for path in &args.paths {
        sources.push((path.display().to_string(), Box::new(std::fs::File::open(path).with_context(|| path.display().to_string())?)));
    }
    if sources.is_empty() {
        sources.push(("standard input".to_owned(), Box::new(std::io::stdin())));
    }
    let mut out = BufWriter::new(std::io::stdout());
    let mut problems = wrong_entries;
    for (name, source) in sources {
        let mut lines = BufReader::new(source).lines().enumerate();
        loop {
            let chunk: Vec<(usize, String)> = lines
                .by_ref()
                .take(CHUNK)
                .map(|(n, line)| line.map(|line| (n + 1, line)))
                .collect::<std::io::Result<_>>()
                .with_context(|| name.clone())?;
            if chunk.is_empty() {
                break;
            }
            let answers: Vec<Option<Result<PairAnswer, String>>> =
                threads.install(|| chunk.par_iter().map(|(_, line)| answer(&detente, line)).collect());
            for ((n, _), answer) in chunk.iter().zip(answers) {
                match answer {
                    None => {}
                    Some(Ok(answer)) => {
                        serde_json::to_writer(&mut out, &answer)?;
                        out.write_all(b"\n")?;
                    }
                    Some(Err(reason)) => {
                        problems += 1;
                        tell!("{name}:{n}: {reason}");
                    }
                }
            }
        }
    }
    out.flush()?;
    Ok(if problems > 0 { PROBLEMS } else { DONE })
}

fn answer(detente: &Detente, line: &str) -> Option<Result<PairAnswer, String>> {
    if line.trim().is_empty() {
        return None;
    }
    let request: PairRequest = match serde_json::from_str(line) {
        Ok(request) => request,
        Err(e) => return Some(Err(format!("{e}; expected {{\"id\", \"text\", \"source\": [start, end], \"target\": [start, end]}}"))),
    };
    Some(detente.relate(&request).map_err(|e| e.to_string()))
}
