//! `detente lexicon`: what was read, problems by file and line, every frame's examples run; and what the lexicon holds.

use crate::args::{LexiconArgs, LexiconCommand};
use crate::tell::tell;
use crate::{DONE, PROBLEMS};
use anyhow::Result;
use detente::{Detente, ExampleOutcome, LexiconProblem, Options, ReadLexicon, Severity, Stats};
use rayon::prelude::*;

/// How many problems of the lexicon a run names before it refers to the check.
const NAMED: usize = 20;

/// Runs the command; gives the exit code.
pub fn run(args: &LexiconArgs) -> Result<u8> {
    match &args.command {
        LexiconCommand::Check { lexicon, only, verbose, no_examples, strict } => {
            check(&lexicon.options(), only.as_deref(), *verbose, *no_examples, *strict)
        }
        LexiconCommand::Stats { lexicon } => stats(&lexicon.options()),
    }
}

fn stats(options: &Options) -> Result<u8> {
    let read = Detente::read_lexicon(options)?;
    for section in Stats::of(&read.entries).sections {
        anstream::println!("{} ({})", section.heading, section.columns.join(", "));
        for (name, numbers) in section.rows {
            let numbers: String = numbers.iter().map(|n| format!("{n:>8}")).collect();
            anstream::println!("{numbers}  {name}");
        }
        anstream::println!();
    }
    let errors = read.problems.iter().filter(|p| p.severity == Severity::Error).count();
    if errors > 0 {
        tell!("detente: {errors} entries could not be used and are not counted; see `detente lexicon check`");
    }
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}

fn check(options: &Options, only: Option<&str>, verbose: bool, no_examples: bool, strict: bool) -> Result<u8> {
    let ReadLexicon { lexicon: compiled, entries, mut problems, files } = Detente::read_lexicon(options)?;
    // Whoever checks his own folder is not told of ours.
    let own = |p: &LexiconProblem| files.iter().any(|f| p.file == f.file || p.reason.contains(&format!("({}:", f.file)));
    problems.extend(Detente::lexicon_warnings(&entries).into_iter().filter(|p| files.is_empty() || own(p)));
    // Errors last, where they are seen.
    problems.sort_by_key(|p| p.severity);
    for p in &problems {
        anstream::println!("{p}");
    }
    for f in &files {
        let counts: Vec<String> = f.counts.iter().map(|(what, n)| format!("{n} {what}")).collect();
        anstream::println!(
            "{}: {}, {} lines, {} of them reported; read {}",
            f.file,
            f.kind,
            f.lines,
            f.reported,
            if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") }
        );
    }
    let patterns: usize = entries.frames.iter().map(|f| f.patterns.len()).sum();
    let codes: std::collections::BTreeSet<&str> = entries.frames.iter().map(|f| f.code.as_str()).collect();
    let warnings = problems.iter().filter(|p| p.severity == Severity::Warning).count();
    anstream::println!(
        "{} codes, {patterns} patterns, {} actors, {} role tables, {} cues, {} discards; {} problems, {warnings} warnings",
        codes.len(),
        compiled.actors.actors().len(),
        entries.roles.len(),
        entries.cues.len(),
        entries.discards.len(),
        problems.len() - warnings
    );
    let mut failed = problems.len() - if strict { 0 } else { warnings };
    if !no_examples && problems.len() == warnings || verbose {
        let detente = Detente::new(options)?;
        let wanted: Vec<_> = entries.frames.iter().filter(|f| only.is_none_or(|o| f.code.starts_with(o))).collect();
        let results: Vec<Vec<ExampleOutcome>> = wanted.par_iter().map(|f| detente.examples(f)).collect();
        let (mut run, mut wrong) = (0, 0);
        for outcomes in results {
            let bad = outcomes.iter().filter(|o| o.failure.is_some()).count();
            run += outcomes.len();
            wrong += bad;
            for o in outcomes.iter().filter(|o| o.failure.is_some()) {
                anstream::println!("{}:{}: {}", o.file, o.line, o.failure.as_deref().unwrap_or_default());
                if verbose {
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

/// Writes what can't be used of the lexicon to standard error, up to a number; gives how much it is.
pub fn report(detente: &Detente) -> usize {
    let errors: Vec<_> = detente.problems().iter().filter(|p| p.severity == Severity::Error).collect();
    for p in errors.iter().take(NAMED) {
        tell!("lexicon {p}");
    }
    if errors.len() > NAMED {
        tell!("lexicon: {} entries more can't be used; `detente lexicon check` names all", errors.len() - NAMED);
    }
    errors.len()
}
