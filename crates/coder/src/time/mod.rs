//! Time expressions and what days they mean, resolved against the report's date.
//!
//! `words` cuts a sentence into atoms and knows numbers and names, `dated` reads dates of the calendar, `feast` knows
//! named days, `told` reads days told from the report's day or from another event, `portion` their parts, `reader`
//! puts prepositions and ranges around them, `tense` says which way they point, `calendar` reckons.

mod calendar;
mod dated;
mod feast;
mod portion;
mod reader;
mod tense;
#[cfg(test)]
mod tests;
mod told;
mod words;

pub use tense::is_of_matrix;

use detente_nlp::Sentence;
use detente_record::Granularity;
use detente_text::TokenSpan;
use jiff::civil::Date;
use reader::Reader;

/// A time expression in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its words.
    pub tokens: TokenSpan,
    /// Its syntactic head.
    pub head: usize,
    /// First and last day; none when it can't be resolved.
    pub days: Option<(Date, Date)>,
    /// How exact it is.
    pub granularity: Granularity,
    /// It orders an event relative to another one ("two days earlier") and was resolved against that.
    pub relative: bool,
    /// It is a part of a day ("towards evening") whose day nothing in its sentence tells.
    pub part_of_day: bool,
    /// What the words name, where "since", "until", "before" or "after" made of it the range in `days`.
    pub bound: Option<Bounded>,
}

/// A day or span that bounds another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounded {
    /// Which end it bounds.
    pub bound: Bound,
    /// First and last day of what the words name.
    pub days: Option<(Date, Date)>,
    /// How exact that is.
    pub granularity: Granularity,
}

/// Which side of a day is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// From it on.
    Since,
    /// Up to it.
    Until,
    /// Sooner than it.
    Before,
    /// Later than it.
    After,
}

impl TimeExpression {
    /// What its words name, whatever range a preposition made of it.
    pub fn named(&self) -> (Option<(Date, Date)>, Granularity) {
        self.bound.map_or((self.days, self.granularity), |b| (b.days, b.granularity))
    }
}

/// What expressions are resolved against.
#[derive(Debug, Clone, Copy, Default)]
pub struct TimeContext {
    /// The report's date.
    pub published: Option<Date>,
    /// The day of the event told last, for "two days earlier", "the next day".
    pub previous: Option<Date>,
    /// The sentence heads an entry of a chronicle: a date without a year is the last one.
    pub entry: bool,
}

/// The time expressions of a sentence, left to right.
///
/// Ages, durations ("for two weeks"), habits ("on Fridays") and clock times alone are none.
pub fn expressions(sentence: &Sentence, context: &TimeContext) -> Vec<TimeExpression> {
    Reader::new(sentence, context).expressions()
}

/// Whether a word is the name of a month.
pub fn is_month(form: &str) -> bool {
    words::month(form.to_lowercase().trim_end_matches('.')).is_some()
}
