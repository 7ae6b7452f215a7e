//! What two codings of the same report differ in: which events are the same, and in which fields they say something else.

mod align;
mod fields;

pub use align::{Pair, align};
pub use fields::{Change, FIELDS, Field, changes, kind, summary};

use crate::{DocumentRef, Event};
use serde::{Deserialize, Serialize};

/// Version of the record of changes; stands in every line.
pub const CHANGES_SCHEMA: &str = "detente.changes/1";

/// What the newer of two codings of a report changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// Always [`CHANGES_SCHEMA`].
    pub schema: String,
    /// The report.
    pub document: DocumentRef,
    /// Version of coder, model and lexicon of the older coding.
    pub before: String,
    /// The same of the newer one.
    pub after: String,
    /// Whether the report's text, or the day that was given with it, is another one, too.
    pub text_changed: bool,
    /// Events that only the older coding has.
    pub gone: Vec<Event>,
    /// Events that only the newer coding has.
    pub new: Vec<Event>,
    /// Events that both have, but not alike.
    pub changed: Vec<ChangedEvent>,
}

/// An event of which two codings say something else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangedEvent {
    /// Fields of the record that differ, in the record's order.
    pub fields: Vec<String>,
    /// The event in the older coding.
    pub before: Event,
    /// The event in the newer coding.
    pub after: Event,
}

impl ChangedEvent {
    /// The same event in two codings.
    pub fn new(before: Event, after: Event) -> Self {
        let value = |e: &Event| serde_json::to_value(e).unwrap_or_default();
        let (old, new) = (value(&before), value(&after));
        let differs = |name: &&str| old.get(name) != new.get(name);
        ChangedEvent { fields: RECORD.iter().filter(|name| differs(name)).map(|name| (*name).to_owned()).collect(), before, after }
    }

    /// Whether the codings differ only in how the event was found and how sure that is, in nothing that it says.
    pub fn says_the_same(&self) -> bool {
        changes(&self.before, &self.after).is_empty()
    }
}

/// Fields of the event record in its order.
const RECORD: [&str; 24] = [
    "schema",
    "id",
    "document",
    "sentence",
    "text",
    "event_type",
    "mode",
    "contexts",
    "cameo",
    "quad_class",
    "goldstein",
    "source",
    "target",
    "reciprocal",
    "date",
    "place",
    "casualties",
    "factuality",
    "attribution",
    "trigger",
    "confidence",
    "derivation",
    "mentions",
    "variants",
];

impl Changes {
    /// What stands between two codings, of the events that only one of them has, and of those that both have under one id.
    /// What has another id but the same trigger, or the same sentence and type, is a changed event ([`align`]).
    pub fn between(document: DocumentRef, versions: [String; 2], gone: Vec<Event>, new: Vec<Event>, same: Vec<(Event, Event)>) -> Self {
        let [before, after] = versions;
        let mut found = Changes {
            schema: CHANGES_SCHEMA.to_owned(),
            document,
            before,
            after,
            text_changed: false,
            gone: Vec::new(),
            new: Vec::new(),
            changed: same.into_iter().map(|(old, new)| ChangedEvent::new(old, new)).collect(),
        };
        for (old, new) in align(&gone, &new) {
            match (old.cloned(), new.cloned()) {
                (Some(old), Some(new)) => found.changed.push(ChangedEvent::new(old, new)),
                (Some(old), None) => found.gone.push(old),
                (None, Some(new)) => found.new.push(new),
                (None, None) => {}
            }
        }
        found.changed.sort_by_key(|c| c.after.trigger.span);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_record_is_compared() {
        let line = include_str!("../../tests/records/event-1-mentions.jsonl").lines().next().expect("a kept record");
        let event: Event = serde_json::from_str(line).expect("an event");
        let value = serde_json::to_value(&event).expect("JSON");
        let mut names: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
        let mut compared = RECORD.to_vec();
        names.sort_unstable();
        compared.sort_unstable();
        assert_eq!(compared, names);
    }

    #[test]
    fn an_event_with_another_id_at_the_same_trigger_is_a_changed_one() {
        let line = include_str!("../../tests/records/event-1-mentions.jsonl").lines().next().expect("a kept record");
        let old: Event = serde_json::from_str(line).expect("an event");
        let new = Event { id: "another".to_owned(), cameo: "190".to_owned(), reciprocal: !old.reciprocal, ..old.clone() };
        let versions = ["1".to_owned(), "2".to_owned()];
        let found = Changes::between(old.document.clone(), versions, vec![old.clone()], vec![new.clone()], Vec::new());
        assert_eq!((found.gone.len(), found.new.len()), (0, 0));
        assert_eq!(found.changed, [ChangedEvent { fields: found.changed[0].fields.clone(), before: old, after: new }]);
        assert_eq!(found.changed[0].fields, ["id", "cameo", "reciprocal"]);
    }
}
