//! Files of coded events into a store, as a stream: while one batch is written the next is read, on all threads.

use super::ingest::Tally;
use crate::inputs::Input;
use crate::progress::Progress;
use anyhow::{Context, Result, anyhow};
use detente::store::EventRows;
use detente::{Archive, coded_line};
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Coded events that go in with one transaction: what a kill loses. The pages of the indexes by id that a batch touches are
/// nearly all of them, so that fewer would cost more.
const AT_ONCE: usize = 20_000;

/// Puts the events of one file in; what is in already stays as it is.
pub(super) fn put(archive: &mut Archive, input: &Input, threads: usize, tally: &mut Tally, stop: &AtomicBool) -> Result<()> {
    let Input::File(path, _) = input else { return Ok(()) };
    let version = format!("events of {}", path.file_name().unwrap_or_default().to_string_lossy());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let mut lines = Lines::open(path)?;
    let progress = Progress::of(lines.megabytes, "MB of coded events");
    let mut ready = pool.install(|| lines.batch())?;
    while !ready.is_empty() && !stop.load(Ordering::SeqCst) {
        let (written, next) = pool.join(|| archive.store().put_events(&version, ready), || lines.batch());
        tally.events += written?;
        progress.at(lines.read >> 20);
        ready = next?;
    }
    progress.finish();
    Ok(())
}

/// The lines of a file that is being read.
struct Lines<'p> {
    path: &'p Path,
    file: BufReader<File>,
    megabytes: usize,
    /// Bytes so far.
    read: usize,
    /// Number of the last line.
    number: usize,
}

impl<'p> Lines<'p> {
    fn open(path: &'p Path) -> Result<Self> {
        let file = File::open(path).with_context(|| path.display().to_string())?;
        let megabytes = file.metadata().map_or(0, |m| usize::try_from(m.len() >> 20).unwrap_or(usize::MAX));
        Ok(Lines { path, file: BufReader::with_capacity(1 << 20, file), megabytes, read: 0, number: 0 })
    }

    /// The next events, made ready for the store; none at the end.
    fn batch(&mut self) -> Result<Vec<EventRows>> {
        let mut lines: Vec<(usize, String)> = Vec::with_capacity(AT_ONCE);
        while lines.len() < AT_ONCE {
            let mut line = String::new();
            let read = self.file.read_line(&mut line).with_context(|| self.place(self.number + 1))?;
            if read == 0 {
                break;
            }
            (self.read, self.number) = (self.read + read, self.number + 1);
            line.truncate(line.trim_end().len());
            if !line.is_empty() {
                lines.push((self.number, line));
            }
        }
        let read: Vec<Result<EventRows, String>> = lines.par_iter().map(|(_, line)| coded_line(line)).collect();
        // The first wrong line is told, whatever thread saw one first.
        lines.iter().zip(read).map(|((number, _), rows)| rows.map_err(|e| anyhow!("{}: {e}", self.place(*number)))).collect()
    }

    fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }
}
