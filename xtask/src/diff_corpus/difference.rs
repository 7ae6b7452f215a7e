//! The difference of two sides: counts by type and field, and each event that is not the same.

use super::side::Side;
use detente_record::Event;
use detente_record::change::{Change, FIELDS, Pair, align, changes};
use std::collections::BTreeMap;

/// How many events are the same, changed, lost and new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The same in every field.
    pub same: usize,
    /// On both sides, but not the same.
    pub changed: usize,
    /// Before only.
    pub lost: usize,
    /// After only.
    pub new: usize,
}

impl Counts {
    /// The four with their names.
    pub fn named(self) -> [(&'static str, usize); 4] {
        [("same", self.same), ("changed", self.changed), ("lost", self.lost), ("new", self.new)]
    }
}

/// An event that is not the same.
#[derive(Debug)]
pub enum Difference<'a> {
    /// It was coded otherwise: the event after, and what differs.
    Changed(&'a Event, Vec<Change>),
    /// It is not coded any more.
    Lost(&'a Event),
    /// It was not coded before.
    New(&'a Event),
}

/// The difference of two sides.
#[derive(Debug)]
pub struct Diff<'a> {
    /// Before and after.
    pub sides: [&'a Side; 2],
    /// All events.
    pub counts: Counts,
    /// By PLOVER type; a changed event stands under the type that it had before.
    pub by_type: BTreeMap<&'a str, Counts>,
    /// How many events differ in each field that any differs in.
    pub by_field: Vec<(&'static str, usize)>,
    /// What is not the same, in order of the reports and triggers.
    pub differences: Vec<Difference<'a>>,
}

impl<'a> Diff<'a> {
    /// Compares two sides.
    pub fn new(old: &'a Side, new: &'a Side) -> Self {
        let mut diff =
            Diff { sides: [old, new], counts: Counts::default(), by_type: BTreeMap::new(), by_field: Vec::new(), differences: Vec::new() };
        let mut fields: BTreeMap<&str, usize> = BTreeMap::new();
        for pair in align(&old.events, &new.events) {
            let Some((kind, counts, difference)) = judge(pair) else { continue };
            let row = diff.by_type.entry(kind).or_default();
            for sum in [&mut diff.counts, row] {
                sum.same += counts.same;
                sum.changed += counts.changed;
                sum.lost += counts.lost;
                sum.new += counts.new;
            }
            if let Some(Difference::Changed(_, changes)) = &difference {
                changes.iter().for_each(|c| *fields.entry(c.field).or_default() += 1);
            }
            diff.differences.extend(difference);
        }
        diff.by_field = FIELDS.iter().filter_map(|(name, _)| Some((*name, *fields.get(name)?))).collect();
        diff
    }
}

/// What a pair counts for under which type, and how it differs.
fn judge(pair: Pair<'_>) -> Option<(&str, Counts, Option<Difference<'_>>)> {
    let one = |of: fn(&mut Counts) -> &mut usize| {
        let mut counts = Counts::default();
        *of(&mut counts) = 1;
        counts
    };
    Some(match pair {
        (Some(old), Some(new)) => {
            let changes = changes(old, new);
            if changes.is_empty() {
                (&old.event_type, one(|c| &mut c.same), None)
            } else {
                (&old.event_type, one(|c| &mut c.changed), Some(Difference::Changed(new, changes)))
            }
        }
        (Some(old), None) => (&old.event_type, one(|c| &mut c.lost), Some(Difference::Lost(old))),
        (None, Some(new)) => (&new.event_type, one(|c| &mut c.new), Some(Difference::New(new))),
        (None, None) => return None,
    })
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use detente_record::{Casualties, Date, DateBasis, Derivation, DocumentRef, EVENT_SCHEMA, Factuality, Granularity, Trigger};

    /// An event of which nothing is known but this.
    pub fn event(id: &str, report: &str, sentence: usize, kind: &str, trigger: [usize; 2]) -> Event {
        Event {
            schema: EVENT_SCHEMA.to_owned(),
            id: id.to_owned(),
            document: DocumentRef { id: report.to_owned(), ..DocumentRef::default() },
            sentence,
            text: "Rebels shelled the port on Sunday.".to_owned(),
            event_type: kind.to_owned(),
            mode: None,
            contexts: Vec::new(),
            cameo: "190".to_owned(),
            quad_class: 4,
            goldstein: -10.0,
            source: Vec::new(),
            target: Vec::new(),
            reciprocal: false,
            date: None,
            place: None,
            casualties: Casualties::default(),
            factuality: Factuality::Actual,
            attribution: Vec::new(),
            trigger: Trigger { text: "shelled".to_owned(), span: trigger },
            confidence: 1.0,
            derivation: Derivation::default(),
            mentions: Vec::new(),
            variants: Vec::new(),
        }
    }

    /// A day of which the report says nothing else.
    pub fn day(day: &str) -> Date {
        Date { start: day.to_owned(), end: day.to_owned(), granularity: Granularity::Day, basis: DateBasis::Dateline, text: None }
    }

    /// A side of these events.
    pub fn side(name: &str, events: Vec<Event>) -> Side {
        Side { name: name.to_owned(), events, problems: 0, is_coded: false }
    }

    #[test]
    fn counts_by_type_and_field() {
        let at = |id: &str, kind: &str, from: usize| event(id, "a", from, kind, [from, from + 4]);
        let old = side("old", vec![at("1", "ASSAULT", 10), at("2", "ASSAULT", 30), at("3", "CONSULT", 50)]);
        let mut dated = at("2", "COERCE", 30);
        dated.date = Some(day("2024-01-16"));
        let new = side("new", vec![at("1", "ASSAULT", 10), dated, at("4", "AID", 70)]);
        let diff = Diff::new(&old, &new);
        assert_eq!(diff.counts, Counts { same: 1, changed: 1, lost: 1, new: 1 });
        assert_eq!(diff.by_type["ASSAULT"], Counts { same: 1, changed: 1, ..Counts::default() });
        assert_eq!(diff.by_type["AID"], Counts { new: 1, ..Counts::default() });
        assert_eq!(diff.by_field, [("type", 1), ("date", 1)]);
    }

    #[test]
    fn confidence_and_derivation_are_no_difference() {
        let old = side("old", vec![event("1", "a", 0, "ASSAULT", [10, 14])]);
        let mut other = event("1", "a", 0, "ASSAULT", [10, 14]);
        other.confidence = 0.2;
        other.derivation.frame = "190#other".to_owned();
        let new = side("new", vec![other]);
        assert!(Diff::new(&old, &new).differences.is_empty());
    }
}
