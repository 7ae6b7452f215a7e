//! Time expressions and what days they mean, resolved against the report's date.
//!
//! `words` cuts a sentence into atoms and knows numbers and names, `dated` reads dates of the calendar,
//! `told` reads days told from the report's day or from another event, `portion` their parts, `reader`
//! puts prepositions and ranges around them, `tense` says which way they point, `calendar` reckons.

mod calendar;
mod dated;
mod portion;
mod reader;
mod tense;
#[cfg(test)]
mod tests;
mod told;
mod words;

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
}

/// What expressions are resolved against.
#[derive(Debug, Clone, Copy, Default)]
pub struct TimeContext {
    /// The report's date.
    pub published: Option<Date>,
    /// The day of the event told last, for "two days earlier", "the next day".
    pub previous: Option<Date>,
}

/// The time expressions of a sentence, left to right.
///
/// Ages, durations ("for two weeks"), habits ("on Fridays") and clock times alone are none.
pub fn expressions(sentence: &Sentence, context: &TimeContext) -> Vec<TimeExpression> {
    Reader::new(sentence, context).expressions()
}
