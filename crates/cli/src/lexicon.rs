//! `detente lexicon check`: problems by file and line, and every frame's examples run.

use crate::args::{LexiconArgs, LexiconCommand};
use crate::{DONE, PROBLEMS};
use anyhow::Result;
use detente::{Detente, ExampleOutcome, Options, Severity};
use rayon::prelude::*;

/// Runs the command; gives the exit code.
pub fn run(args: &LexiconArgs) -> Result<u8> {
    let LexiconCommand::Check { lexicon, only, verbose, no_examples } = &args.command;
    let options = Options { lexicons: lexicon.clone() };
    let (compiled, entries, problems) = Detente::lexicon(&options)?;
    for p in &problems {
        anstream::println!("{p}");
    }
    let patterns: usize = entries.frames.iter().map(|f| f.patterns.len()).sum();
    let codes = entries.frames.len();
    anstream::println!(
        "{codes} codes, {patterns} patterns, {} actors, {} role tables, {} cues; {} problems",
        compiled.actors.actors().len(),
        entries.roles.len(),
        entries.cues.len(),
        problems.len()
    );
    let mut failed = problems.iter().filter(|p| p.severity == Severity::Error).count();
    if !no_examples && failed == 0 || *verbose {
        let detente = Detente::new(&options)?;
        let wanted: Vec<_> = entries.frames.iter().filter(|f| only.as_deref().is_none_or(|o| f.code.starts_with(o))).collect();
        let results: Vec<Vec<ExampleOutcome>> = wanted.par_iter().map(|f| detente.examples(f)).collect();
        let (mut run, mut wrong) = (0, 0);
        for outcomes in results {
            let bad = outcomes.iter().filter(|o| o.failure.is_some()).count();
            run += outcomes.len();
            wrong += bad;
            for o in outcomes.iter().filter(|o| o.failure.is_some()) {
                anstream::println!("{}:{}: {}", o.file, o.line, o.failure.as_deref().unwrap_or_default());
                if *verbose {
                    anstream::println!("    {}", o.text);
                    for line in &o.coded {
                        anstream::println!("    coded {line}");
                    }
                }
            }
        }
        anstream::println!("{run} examples and counter-examples run, {wrong} wrong");
        failed += wrong;
    }
    Ok(if failed > 0 { PROBLEMS } else { DONE })
}

/// Writes what is wrong in the lexicon to standard error; gives how much.
pub fn report(detente: &Detente) -> usize {
    for p in detente.problems() {
        anstream::eprintln!("lexicon {p}");
    }
    detente.problems().len()
}
