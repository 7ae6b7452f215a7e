//! `detente ingest`: reports and coded events into a store.

use super::args::{CodingArgs, IngestArgs};
use super::coded;
use crate::inputs::{Input, collect_with};
use crate::progress::Progress;
use crate::tell::tell;
use crate::{DONE, PROBLEMS};
use anyhow::Result;
use detente::store::{Put, StoreError};
use detente::{Archive, ArchiveError, Detente, Read, Version};
use std::collections::BTreeMap;
use std::path::{Component, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

/// What was done, in numbers.
#[derive(Default)]
pub(super) struct Tally {
    new: usize,
    recoded: usize,
    unchanged: usize,
    pub(super) events: usize,
    problems: usize,
}

/// Runs the command; gives the exit code.
pub fn run(args: &IngestArgs) -> Result<u8> {
    // A path that is wrong leaves no empty store behind.
    let inputs = inputs(&args.paths)?;
    let mut archive = Archive::open(&args.db.db)?;
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    })?;
    let code = into(&mut archive, inputs, &args.coding, &stop)?;
    if !args.no_incidents && !stop.load(Ordering::SeqCst) {
        refresh(&mut archive, &stop)?;
    }
    Ok(if stop.load(Ordering::SeqCst) { 130 } else { code })
}

/// The reports and files of coded events behind paths.
///
/// # Errors
/// When a path doesn't exist or a folder has neither.
pub(super) fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>> {
    collect_with(paths, &["txt", "jsonl"])
}

/// Puts reports and coded events in; gives the exit code.
pub(super) fn into(archive: &mut Archive, inputs: Vec<Input>, coding: &CodingArgs, stop: &AtomicBool) -> Result<u8> {
    let (coded, reports): (Vec<Input>, Vec<Input>) = inputs.into_iter().partition(is_coded);
    let mut tally = Tally::default();
    for input in &coded {
        if !stop.load(Ordering::SeqCst) {
            coded::put(archive, input, threads(coding), &mut tally, stop)?;
        }
    }
    if !reports.is_empty() {
        tally.problems += code_all(archive, &reports, coding, &mut tally, stop)?;
    }
    tell!(
        "detente: {} reports new, {} coded anew, {} unchanged; {} events went in{}",
        tally.new,
        tally.recoded,
        tally.unchanged,
        tally.events,
        if stop.load(Ordering::SeqCst) { "; stopped, the next run goes on from here" } else { "" }
    );
    Ok(if tally.problems > 0 { PROBLEMS } else { DONE })
}

/// Finds the incidents of what came in since the last time.
pub(super) fn refresh(archive: &mut Archive, stop: &AtomicBool) -> Result<()> {
    let waiting = usize::try_from(archive.store().waiting_count()?).unwrap_or(usize::MAX);
    let progress = Progress::of(waiting, "events to incidents");
    let done = archive.refresh(&mut |events| {
        progress.at(events);
        !stop.load(Ordering::SeqCst)
    })?;
    progress.finish();
    if done.events > 0 {
        let all = archive.store().incident_count()?;
        tell!("detente: {all} incidents; {} were made or made anew", done.incidents);
    }
    Ok(())
}

/// The same before incidents are read. Where the store can't be written, those that are there are read, and it is said that
/// some are missing.
pub(super) fn refresh_to_read(archive: &mut Archive) -> Result<()> {
    if archive.store().read_only() && archive.store().waiting(1)?.is_empty() {
        return Ok(());
    }
    match refresh(archive, &AtomicBool::new(false)) {
        Err(e) if is_shut(&e) => {
            let waiting = archive.store().counts()?.waiting;
            tell!("detente: {waiting} events still wait for their incidents, which are shown as they were found before: {e:#}");
            Ok(())
        }
        done => done,
    }
}

/// Whether a store can't be written now and can be read.
fn is_shut(e: &anyhow::Error) -> bool {
    matches!(e.downcast_ref(), Some(ArchiveError::Store(e)) if matches!(e.kind(), StoreError::ReadOnly | StoreError::Busy { .. }))
}

fn is_coded(input: &Input) -> bool {
    matches!(input, Input::File(path, _) if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl")))
}

/// How many threads may work.
fn threads(args: &CodingArgs) -> usize {
    args.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// A report's id in the store: its path as given, without ending, so that two folders may hold files of one name.
fn id(input: &Input) -> String {
    match input {
        Input::File(path, _) => {
            let path = path.with_extension("");
            let parts: Vec<String> = path
                .components()
                .filter(|c| !matches!(c, Component::CurDir))
                .map(|c| if c == Component::RootDir { String::new() } else { c.as_os_str().to_string_lossy().into_owned() })
                .collect();
            parts.join("/")
        }
        Input::Standard => input.id(),
    }
}

/// Codes reports on all threads; the caller's thread puts them in, in their order.
fn code_all(archive: &mut Archive, reports: &[Input], args: &CodingArgs, tally: &mut Tally, stop: &AtomicBool) -> Result<usize> {
    let allowed = threads(args);
    let detente = Detente::new(&args.lexicon.options())?;
    let mut problems = crate::lexicon::report(&detente);
    let version = detente.version();
    let progress = Progress::new(reports.len());
    let next = AtomicUsize::new(0);
    let shared = Mutex::new(archive);
    let (sender, receiver) = mpsc::sync_channel::<(usize, Result<Option<Read>>)>(allowed * 4);
    std::thread::scope(|scope| -> Result<()> {
        for _ in 0..allowed.min(reports.len()) {
            let (sender, next, detente, shared, version, progress) = (sender.clone(), &next, &detente, &shared, &version, &progress);
            scope.spawn(move || {
                while !stop.load(Ordering::SeqCst) {
                    let i = next.fetch_add(1, Ordering::SeqCst);
                    let Some(input) = reports.get(i) else { break };
                    let read = one(detente, shared, version, input, args);
                    progress.document(read.as_ref().ok().and_then(Option::as_ref).map_or(0, |r| r.sentences));
                    if sender.send((i, read)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut expected = 0;
        for (i, read) in receiver {
            waiting.insert(i, read);
            while let Some(read) = waiting.remove(&expected) {
                problems += put(&shared, &version, &reports[expected], read, tally).inspect_err(|_| stop.store(true, Ordering::SeqCst))?;
                expected += 1;
            }
        }
        Ok(())
    })?;
    progress.finish();
    // The process ends soon; the system takes the memory back faster than piece by piece.
    std::mem::forget(detente);
    Ok(problems)
}

/// Reads and codes one report; `None` where the store has it already.
fn one(detente: &Detente, archive: &Mutex<&mut Archive>, version: &Version, input: &Input, args: &CodingArgs) -> Result<Option<Read>> {
    let bytes = input.bytes()?;
    let hints = input.hints(id(input), args.published);
    let known = archive.lock().map_err(|_| anyhow::anyhow!("another thread failed"))?.has(&bytes, &hints, version)?;
    Ok(if known { None } else { Some(Read::new(detente, &bytes, &hints)) })
}

/// Puts one report in and tells its problems; gives their number.
fn put(archive: &Mutex<&mut Archive>, version: &Version, input: &Input, read: Result<Option<Read>>, tally: &mut Tally) -> Result<usize> {
    let read = match read {
        Ok(Some(read)) => read,
        Ok(None) => {
            tally.unchanged += 1;
            return Ok(0);
        }
        // What the store says ends the run; a report that can't be read does not.
        Err(e) if e.is::<ArchiveError>() => return Err(e),
        Err(e) => {
            tell!("{}: could not be read: {e:#}", input.uri().unwrap_or_default());
            return Ok(1);
        }
    };
    let put = archive.lock().map_err(|_| anyhow::anyhow!("another thread failed"))?.put(&read, version)?;
    match put {
        Put::New => tally.new += 1,
        Put::Unchanged => tally.unchanged += 1,
        Put::Recoded { .. } => tally.recoded += 1,
    }
    tally.events += read.events.len();
    for p in &read.problems {
        let at = p.span.map(|s| format!(":{}-{}", s[0], s[1])).unwrap_or_default();
        tell!("{}{at}: {}", p.document, p.message);
    }
    Ok(read.problems.len())
}
