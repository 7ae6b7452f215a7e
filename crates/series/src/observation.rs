//! One event as a number on a day.

use detente_record::{Event, Factuality, dyads, intensity};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What of an event or incident counts in a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Id of the event or incident.
    pub id: String,
    /// The day it is counted on.
    pub day: Date,
    /// Country of the one who acts, ISO 3166-1 alpha-3.
    pub source: String,
    /// Country of the one to whom it is done.
    pub target: String,
    /// PLOVER 2 type.
    pub event_type: String,
    /// 1 to 4.
    pub quad_class: u8,
    /// Goldstein score, -10 to 10.
    pub goldstein: f64,
    /// PLOVER's intensity of the type, -10 to 10.
    pub intensity: f64,
    /// Whether it happened, and by whose word.
    pub factuality: Factuality,
}

impl Observation {
    /// An event as one observation for each pair of different countries of its sides. Of an act that goes both ways each
    /// pair stands once in each direction. Nothing where no day is known or a date spans more than a month, and nothing
    /// for parties without a country.
    pub fn of(event: &Event) -> Vec<Observation> {
        let Some(day) = event.date.as_ref().and_then(|d| known_day(&d.start, &d.end)) else { return Vec::new() };
        let observation = |source: &str, target: &str| Observation {
            id: event.id.clone(),
            day,
            source: source.to_owned(),
            target: target.to_owned(),
            event_type: event.event_type.clone(),
            quad_class: event.quad_class,
            goldstein: event.goldstein,
            intensity: intensity(&event.event_type).unwrap_or(0.0),
            factuality: event.factuality,
        };
        dyads(event).iter().map(|d| observation(&d.source, &d.target)).collect()
    }
}

/// The day on which a date is counted: its first, if its last is no more than a month away.
pub fn known_day(start: &str, end: &str) -> Option<Date> {
    let (start, end): (Date, Date) = (start.parse().ok()?, end.parse().ok()?);
    let days = start.until(end).ok()?.get_days();
    (0..=31).contains(&days).then_some(start)
}

/// Which events count, by their factuality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What only a party says.
    pub alleged: bool,
    /// What is planned, promised or called for.
    pub planned: bool,
    /// What is threatened, possible or under a condition.
    pub threatened: bool,
}

impl Standing {
    /// Only what happened or is happening, in a report's own voice: the default of every series.
    pub const HAPPENED: Standing = Standing { alleged: false, planned: false, threatened: false };

    /// Whether an event of this factuality counts. What is denied or negated never does.
    pub fn counts(self, factuality: Factuality) -> bool {
        match factuality {
            Factuality::Actual | Factuality::Ongoing => true,
            Factuality::Alleged => self.alleged,
            Factuality::Planned | Factuality::CalledFor => self.planned,
            Factuality::Threatened | Factuality::Possible | Factuality::Conditional => self.threatened,
            Factuality::Denied | Factuality::Negated => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_default_only_what_happened_counts() {
        assert!(Standing::HAPPENED.counts(Factuality::Actual));
        for f in [Factuality::Alleged, Factuality::Planned, Factuality::Threatened, Factuality::Denied, Factuality::Negated] {
            assert!(!Standing::HAPPENED.counts(f), "{f:?}");
        }
        let all = Standing { alleged: true, planned: true, threatened: true };
        assert!(all.counts(Factuality::Alleged) && all.counts(Factuality::CalledFor) && all.counts(Factuality::Possible));
        assert!(!all.counts(Factuality::Denied), "what is denied is no act of the dyad");
    }

    #[test]
    fn a_day_is_known_from_a_month_but_not_from_a_year() {
        assert_eq!(known_day("2024-01-16", "2024-01-18"), Some(jiff::civil::date(2024, 1, 16)));
        assert_eq!(known_day("2024-01-01", "2024-01-31"), Some(jiff::civil::date(2024, 1, 1)));
        assert_eq!(known_day("2024-01-01", "2024-12-31"), None);
        assert_eq!(known_day("2024-01-16", "2024-01-10"), None, "the wrong way round");
    }
}
