//! What every kind of evaluation has in common, and the run from gold files to a report.

use crate::gold::{GoldError, GoldFile};
use crate::interval::intervals;
use crate::report::{Figure, Finding, REPORT_SCHEMA, Report, Table};
use detente::Detente;
use rayon::prelude::*;

/// How often the units are drawn anew for the intervals, unless the caller wants another number.
pub const RESAMPLES: usize = 1000;

/// A kind of evaluation.
pub trait Task: Sync {
    /// What is judged on its own and drawn anew as a whole: a report with its gold.
    type Unit: Send + Sync;
    /// What judging a unit gives: tallies that add up, and errors.
    type Outcome: Send + Sync;

    /// The kind's name.
    const KIND: &'static str;
    /// What a unit is, in the plural.
    const UNIT: &'static str;
    /// Extensions of the files that are read of a folder; all its files when there are none.
    const EXTENSIONS: &'static [&'static str];

    /// Names of further files that belong to this one and are read if they are there.
    fn companions(_name: &str) -> Vec<String> {
        Vec::new()
    }

    /// Whether a file of a folder is of the kind, by its name.
    fn takes(name: &str) -> bool {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        Self::EXTENSIONS.is_empty() || Self::EXTENSIONS.iter().any(|own| extension.is_some_and(|e| e.eq_ignore_ascii_case(own)))
    }

    /// Reads gold files.
    ///
    /// # Errors
    /// When a file is not in the form of the kind, its text is missing, or no file has gold.
    fn read(&self, files: &[GoldFile]) -> Result<Vec<Self::Unit>, GoldError>;

    /// Runs the chain on a unit and compares.
    fn judge(&self, detente: &Detente, unit: &Self::Unit) -> Self::Outcome;

    /// Whether units may be drawn anew for intervals: not where they are judged together as one whole.
    fn is_drawn(&self) -> bool {
        true
    }

    /// Judges what only all outcomes together show, once, before any scores; for most kinds nothing.
    fn settle(&self, _outcomes: &mut [Self::Outcome]) {}

    /// The scores of some outcomes: always the same figures in the same order.
    fn figures(&self, outcomes: &[&Self::Outcome]) -> Vec<Figure>;

    /// The scores by type.
    fn tables(&self, outcomes: &[Self::Outcome]) -> Vec<Table>;

    /// The errors of a unit, in order.
    fn errors(outcome: Self::Outcome) -> Vec<Finding>;
}

/// Reads the gold, judges every unit on the threads of the caller's pool, and sums up.
///
/// `begun` is told the number of units and `judged` each one that is done.
///
/// # Errors
/// When the gold can't be read.
pub fn run<T: Task>(
    task: &T,
    detente: &Detente,
    files: &[GoldFile],
    resamples: usize,
    begun: impl FnOnce(usize),
    judged: impl Fn() + Sync,
) -> Result<Report, GoldError> {
    let units = task.read(files)?;
    begun(units.len());
    let judge = |unit| {
        let outcome = task.judge(detente, unit);
        judged();
        outcome
    };
    let outcomes: Vec<T::Outcome> = units.par_iter().map(judge).collect();
    Ok(report(task, outcomes, resamples))
}

/// The report on outcomes in order.
pub fn report<T: Task>(task: &T, mut outcomes: Vec<T::Outcome>, resamples: usize) -> Report {
    task.settle(&mut outcomes);
    let resamples = if task.is_drawn() { resamples } else { 0 };
    let all: Vec<&T::Outcome> = outcomes.iter().collect();
    let mut figures = task.figures(&all);
    let values = |sample: &[&T::Outcome]| task.figures(sample).iter().map(|f| f.value).collect();
    for (figure, bounds) in figures.iter_mut().zip(intervals(&outcomes, resamples, values)) {
        (figure.low, figure.high) = bounds.filter(|_| figure.value.is_some()).unzip();
    }
    let tables = task.tables(&outcomes);
    let units = outcomes.len();
    let errors = outcomes.into_iter().flat_map(T::errors).collect();
    Report { schema: REPORT_SCHEMA, kind: T::KIND, units, unit: T::UNIT, resamples, figures, tables, errors }
}
