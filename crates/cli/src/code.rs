//! `detente code`: reports in, events out, in the order of the reports.

use crate::args::{CodeArgs, Format};
use crate::inputs::{Input, collect};
use crate::progress::Progress;
use crate::tell::tell;
use crate::{DONE, PROBLEMS, table};
use anyhow::Result;
use detente::{CSV_COLUMNS, Detente, Event, Problem, csv_row};
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

/// What one report gave.
struct Outcome {
    events: Vec<Event>,
    problems: Vec<Problem>,
    discarded: Vec<Problem>,
}

/// Runs the command; gives the exit code.
pub fn run(args: &CodeArgs) -> Result<u8> {
    let inputs = collect(&args.paths)?;
    let allowed = args.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let threads = allowed.min(inputs.len().max(1));
    let detente = Detente::new(&args.lexicon.options())?;
    // A report alone has all threads for its sentences; of many, each has one.
    let detente = if inputs.len() == 1 { detente.with_threads(allowed) } else { detente };
    let wrong_entries = crate::lexicon::report(&detente);
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // A second Ctrl-C ends at once, as the default handler would.
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    })?;
    let progress = Progress::new(inputs.len());
    let mut out = Output::new(args.format)?;
    let mut problems = wrong_entries;
    let (mut sentences_left, mut reports_left) = (0, 0);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel::<(usize, Outcome)>(threads * 4);
    std::thread::scope(|scope| -> Result<()> {
        for _ in 0..threads {
            let (sender, next, stop, inputs, detente, progress) = (sender.clone(), &next, &stop, &inputs, &detente, &progress);
            scope.spawn(move || {
                while !stop.load(Ordering::SeqCst) {
                    let i = next.fetch_add(1, Ordering::SeqCst);
                    let Some(input) = inputs.get(i) else { break };
                    let (outcome, sentences) = one(detente, input, args);
                    progress.document(sentences);
                    if sender.send((i, outcome)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = std::collections::BTreeMap::new();
        let mut expected = 0;
        for (i, outcome) in receiver {
            waiting.insert(i, outcome);
            while let Some(outcome) = waiting.remove(&expected) {
                expected += 1;
                for p in &outcome.problems {
                    let at = p.span.map(|s| format!(":{}-{}", s[0], s[1])).unwrap_or_default();
                    tell!("{}{at}: {}", p.document, p.message);
                }
                problems += outcome.problems.len();
                let sentences = outcome.discarded.iter().filter(|d| d.span.is_some()).count();
                sentences_left += sentences;
                reports_left += outcome.discarded.len() - sentences;
                if let Err(e) = out.write(&outcome.events) {
                    stop.store(true, Ordering::SeqCst);
                    return Err(e);
                }
            }
        }
        Ok(())
    })?;
    progress.finish();
    out.finish()?;
    if sentences_left + reports_left > 0 {
        tell!(
            "detente: {reports_left} reports and {sentences_left} sentences were not coded, by discards of the lexicon; `detente explain --file` names them"
        );
    }
    // The process ends here; the system takes the memory back faster than piece by piece.
    std::mem::forget(detente);
    if stop.load(Ordering::SeqCst) {
        tell!("detente: stopped; the events of the reports before are written");
        return Ok(130);
    }
    Ok(if problems > 0 { PROBLEMS } else { DONE })
}

/// Codes one report; whatever goes wrong stays with it.
fn one(detente: &Detente, input: &Input, args: &CodeArgs) -> (Outcome, usize) {
    let bytes = match input.bytes() {
        Ok(bytes) => bytes,
        Err(e) => {
            let problem = Problem { document: input.uri().unwrap_or_default(), span: None, message: format!("could not be read: {e:#}") };
            return (Outcome { events: Vec::new(), problems: vec![problem], discarded: Vec::new() }, 0);
        }
    };
    let hints = input.hints(input.id(), args.published);
    let document = detente.read(&bytes, &hints);
    let (coded, sentences) = detente.code(&document);
    (Outcome { events: coded.events, problems: coded.problems, discarded: coded.discarded }, sentences)
}

/// Where the events go.
enum Output {
    Table(table::Writer),
    Jsonl(std::io::BufWriter<std::io::Stdout>),
    Csv(Box<csv::Writer<std::io::Stdout>>),
}

impl Output {
    fn new(format: Format) -> Result<Self> {
        Ok(match format {
            Format::Table => Output::Table(table::Writer::default()),
            Format::Jsonl => Output::Jsonl(std::io::BufWriter::new(std::io::stdout())),
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(std::io::stdout());
                writer.write_record(CSV_COLUMNS)?;
                Output::Csv(Box::new(writer))
            }
        })
    }

    fn write(&mut self, events: &[Event]) -> Result<()> {
        match self {
            Output::Table(writer) => writer.write(events)?,
            Output::Jsonl(out) => {
                for event in events {
                    serde_json::to_writer(&mut *out, event)?;
                    out.write_all(b"\n")?;
                }
            }
            Output::Csv(writer) => {
                for event in events {
                    writer.write_record(csv_row(event))?;
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        match self {
            Output::Table(writer) => writer.finish()?,
            Output::Jsonl(mut out) => out.flush()?,
            Output::Csv(mut writer) => writer.flush()?,
        }
        Ok(())
    }
}
