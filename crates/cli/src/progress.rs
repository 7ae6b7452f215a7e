//! Progress on a terminal: documents, sentences a second, time left; silent in a pipe.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// A bar on standard error, or nothing.
pub struct Progress {
    bar: ProgressBar,
    sentences: AtomicUsize,
    begun: Instant,
}

impl Progress {
    /// Shows a bar for more than one document on a terminal.
    pub fn new(documents: usize) -> Self {
        let shown = documents > 1 && std::io::stderr().is_terminal();
        let bar = if shown { ProgressBar::new(documents as u64) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} reports  {msg}  {eta} left") {
            bar.set_style(style);
        }
        Progress { bar, sentences: AtomicUsize::new(0), begun: Instant::now() }
    }

    /// Shows a bar for more than one unit of another kind, named in the plural, without a rate.
    pub fn of(units: usize, name: &str) -> Self {
        let progress = Progress::new(units);
        if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {name}  {{eta}} left")) {
            progress.bar.set_style(style);
        }
        progress
    }

    /// One more document is done.
    pub fn document(&self, sentences: usize) {
        let all = self.sentences.fetch_add(sentences, Ordering::Relaxed) + sentences;
        self.bar.set_message(format!("{:.0} sentences/s", all as f64 / self.begun.elapsed().as_secs_f64().max(0.001)));
        self.bar.inc(1);
    }

    /// So many units are done in all.
    pub fn at(&self, units: usize) {
        self.bar.set_position(units as u64);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
