//! Time expressions and what days they mean, resolved against the report's date.

use detente_nlp::Sentence;
use detente_record::Granularity;
use detente_text::TokenSpan;
use jiff::civil::Date;

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

/// The time expressions of a sentence.
pub fn expressions(_sentence: &Sentence, _context: &TimeContext) -> Vec<TimeExpression> {
    Vec::new()
}
