//! The fields in which two records of one event are compared, each as a reader sees it.
//!
//! What follows from another field (quad class and Goldstein score from the code, contexts) or says how the event was
//! found (derivation, confidence) is no difference of its own.

use crate::{Actor, Event};

/// A field by name, and as text.
pub type Field = (&'static str, fn(&Event) -> String);

/// Nothing stands in a field.
const NOTHING: &str = "–";

/// What is compared, in the order in which it is shown.
pub const FIELDS: [Field; 11] = [
    ("trigger", |e| format!("{} ({}–{})", e.trigger.text, e.trigger.span[0], e.trigger.span[1])),
    ("type", kind),
    ("code", |e| e.cameo.clone()),
    ("source", |e| actors(&e.source)),
    ("target", |e| actors(&e.target)),
    ("direction", |e| if e.reciprocal { "both ways" } else { "one way" }.to_owned()),
    ("date", date),
    ("place", place),
    ("casualties", casualties),
    ("factuality", |e| e.factuality.name().to_owned()),
    ("attribution", attribution),
];

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its name in [`FIELDS`].
    pub field: &'static str,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

/// The fields in which two records differ.
pub fn changes(old: &Event, new: &Event) -> Vec<Change> {
    let change = |(field, shown): &Field| {
        let (old, new) = (shown(old), shown(new));
        (old != new).then_some(Change { field, old, new })
    };
    FIELDS.iter().filter_map(change).collect()
}

/// Type and mode.
pub fn kind(e: &Event) -> String {
    match &e.mode {
        Some(mode) => format!("{}/{mode}", e.event_type),
        None => e.event_type.clone(),
    }
}

/// An event in one line, without its sentence.
pub fn summary(e: &Event) -> String {
    let arrow = if e.reciprocal { "↔" } else { "→" };
    let mut facts =
        vec![format!("{} {} {arrow} {}", kind(e), actors(&e.source), actors(&e.target)), date(e), e.factuality.name().to_owned()];
    facts.extend([place(e), casualties(e), attribution(e)].into_iter().filter(|fact| fact != NOTHING));
    format!("{} {}", e.cameo, facts.join(" · "))
}

fn list(all: Vec<String>, between: &str) -> String {
    if all.is_empty() { NOTHING.to_owned() } else { all.join(between) }
}

fn actors(actors: &[Actor]) -> String {
    list(actors.iter().map(actor).collect(), " + ")
}

/// The words, whom they were resolved to, and the code: `the army = Iran (iran) [IRNMIL]`.
fn actor(a: &Actor) -> String {
    let mut shown = a.text.clone();
    if a.name != a.text {
        shown.push_str(&format!(" = {}", a.name));
    }
    if let Some(id) = &a.id {
        shown.push_str(&format!(" ({id})"));
    }
    let parts: String = a.country.iter().chain(&a.sectors).map(String::as_str).collect();
    let code = a.code.clone().unwrap_or(parts);
    if !code.is_empty() {
        shown.push_str(&format!(" [{code}]"));
    }
    shown
}

fn date(e: &Event) -> String {
    let Some(d) = &e.date else { return NOTHING.to_owned() };
    let days = if d.start == d.end { d.start.clone() } else { format!("{}…{}", d.start, d.end) };
    let basis = format!("{:?}", d.basis).to_lowercase();
    let words = d.text.as_ref().map(|t| format!(" “{t}”")).unwrap_or_default();
    format!("{days} ({}, {basis}{words})", format!("{:?}", d.granularity).to_lowercase())
}

fn place(e: &Event) -> String {
    let Some(p) = &e.place else { return NOTHING.to_owned() };
    let within: Vec<&str> = [&p.adm1, &p.country].into_iter().flatten().map(String::as_str).collect();
    let within = if within.is_empty() { String::new() } else { format!(", {}", within.join(", ")) };
    let pin = p.lat.zip(p.lon).map_or_else(|| "no pin".to_owned(), |(lat, lon)| format!("{lat:.2}, {lon:.2}"));
    format!("{}{within} ({}, {pin})", p.name, format!("{:?}", p.precision).to_lowercase())
}

fn casualties(e: &Event) -> String {
    let c = &e.casualties;
    let counts = [("killed", &c.killed), ("injured", &c.injured), ("arrested", &c.arrested)];
    let shown = counts.into_iter().filter_map(|(name, count)| {
        let n = count.as_ref()?;
        let number = match n.high {
            Some(high) if high == n.low => format!("{high}"),
            Some(high) => format!("{}–{high}", n.low),
            None => format!("{} or more", n.low),
        };
        Some(format!("{number} {name} “{}”", n.text))
    });
    list(shown.collect(), ", ")
}

fn attribution(e: &Event) -> String {
    let speakers = e.attribution.iter().map(|a| format!("{} {} “{}”", actor(&a.speaker), a.stance.name().replace('_', " "), a.cue));
    list(speakers.collect(), ": ")
}
