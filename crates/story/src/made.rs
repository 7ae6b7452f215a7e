//! Events of our own making for the tests of this crate.

use detente_record::{Actor, Casualties, DateBasis, Derivation, DocumentRef, EVENT_SCHEMA, Event, Factuality, Granularity, Trigger};

/// An act of violence of which a report of its own tells nothing but the type.
pub(crate) fn event(id: &str, event_type: &str) -> Event {
    Event {
        schema: EVENT_SCHEMA.to_owned(),
        id: id.to_owned(),
        document: DocumentRef { id: id.to_owned(), ..DocumentRef::default() },
        sentence: 0,
        text: String::new(),
        event_type: event_type.to_owned(),
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
        trigger: Trigger { text: String::new(), span: [0, 0] },
        confidence: 1.0,
        derivation: Derivation::default(),
        mentions: Vec::new(),
        variants: Vec::new(),
    }
}

/// Days that the sentence says, or that are the report's.
pub(crate) fn days([start, end]: [&str; 2], basis: DateBasis, text: Option<&str>) -> Option<detente_record::Date> {
    let (start, end, text) = (start.to_owned(), end.to_owned(), text.map(str::to_owned));
    Some(detente_record::Date { start, end, granularity: Granularity::Day, basis, text })
}

/// A country's government.
pub(crate) fn state(code: &str) -> Actor {
    Actor { name: code.into(), id: Some(code.into()), country: Some(code.into()), ..Actor::default() }
}
