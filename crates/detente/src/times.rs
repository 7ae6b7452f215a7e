//! The time expressions of a report, each with the days that it means.

use crate::chain::Detente;
use detente_record::Granularity;
use detente_text::Document;
use jiff::civil::Date;

/// A time expression as it stands in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Where it stands without the preposition before it, `[start, end)` in code points of the report.
    pub span: [usize; 2],
    /// Its words in the report.
    pub text: String,
    /// First and last day; none when it can't be resolved.
    pub days: Option<(Date, Date)>,
    /// How exact it is.
    pub granularity: Granularity,
}

impl Detente {
    /// The time expressions in a report's running text, in order.
    pub fn times(&self, document: &Document) -> Vec<TimeMention> {
        let mut found = Vec::new();
        self.readings(document, false, |reading, _| {
            let a = &reading.analysis;
            found.extend(a.times.iter().map(|t| {
                let preposition = |t: &usize| matches!(a.s.tokens[*t].upos, "ADP" | "SCONJ");
                let start = t.tokens.range().find(|t| !preposition(t)).unwrap_or(t.tokens.start);
                let (days, granularity) = t.named();
                TimeMention { span: a.span_between(start, t.tokens.end), text: a.text_between(start, t.tokens.end), days, granularity }
            }));
        });
        found
    }
}
