//! `cases`: whole reports with what an analyst codes from them; the main figure is the F1 of dyads.
//!
//! An event of the chain is an event of the gold when its type is one of the wanted ones and its trigger lies near the
//! gold's quote, or one of its mentions does; its dyad is right when both sides are. An event is one of the gold's, and
//! another one too where the gold demands a second telling, a mention of its own lies there, and day, place and toll are
//! those that this gold asks for. One that tells a matched event again elsewhere in the report, or finds one that is not
//! required, counts neither way; every other one counts as wrong.

mod coded;
mod fit;
mod gold;

pub use coded::{event_records, read_events};
pub use gold::{Case, GoldEvent, Side, Wanted, WantedAttribution, WantedPlace};

use crate::count::{share, sum_by};
use crate::gold::{GoldError, GoldFile};
use crate::report::{Cell, Figure, Finding, Row, Table};
use crate::task::Task;
use detente::{Detente, Event, Hints};
use fit::{ATTRIBUTES, dyad_fits, particulars_fit, type_fits};
use std::collections::BTreeMap;

/// Code points that may lie between a trigger and the gold's quote.
const NEAR: usize = 40;

/// The evaluation on whole reports.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// Events coded before, by the report's id or the stem of its address; the chain runs when there are none.
    pub events: Option<BTreeMap<String, Vec<Event>>>,
}

/// How one report went.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Required events of the gold.
    pub gold: usize,
    /// Events coded.
    pub found: usize,
    /// Required events whose type was found, and events whose type is wrong.
    pub types: Tally,
    /// Required events whose dyad was found too, and events whose dyad is wrong.
    pub dyads: Tally,
    /// For each attribute, how many of the matched dyads have it right, and for how many the gold asks.
    pub attributes: [[usize; 2]; ATTRIBUTES.len()],
    /// Passages without an event in which one was coded, and all of them.
    pub traps: [usize; 2],
    /// By type: required events, those found by type, those found with their dyad, and wrong dyads coded.
    pub by_type: BTreeMap<String, [usize; 4]>,
    errors: Vec<Finding>,
}

/// What was found, and what was coded too much.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Required events of the gold that were found.
    pub right: usize,
    /// Events coded that are none of the gold's.
    pub wrong: usize,
}

impl Tally {
    fn figures(self, name: &str, gold: usize) -> [Figure; 3] {
        let (precision, recall) = (share(self.right, self.right + self.wrong).unwrap_or(0.0), share(self.right, gold).unwrap_or(0.0));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        [("precision", precision), ("recall", recall), ("F1", f1)].map(|(of, value)| Figure::share(format!("{name} {of}"), Some(value)))
    }
}

impl Task for Cases {
    type Unit = Case;
    type Outcome = Outcome;
    const KIND: &'static str = "cases";
    const UNIT: &'static str = "reports";
    const EXTENSIONS: &'static [&'static str] = &["json", "txt"];

    fn companions(name: &str) -> Vec<String> {
        if name.ends_with(".json") { gold::report_names(name) } else { Vec::new() }
    }

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Case>, GoldError> {
        gold::read(files)
    }

    fn judge(&self, detente: &Detente, case: &Case) -> Outcome {
        match &self.events {
            Some(events) => judge(case, events.get(&case.id).map_or(&[], Vec::as_slice)),
            None => {
                let hints = Hints { id: case.id.clone(), ..Hints::default() };
                let mut events = detente.code(&detente.read(&case.text, &hints)).0.events;
                if case.published.is_some() && events.iter().all(|e| e.document.published.is_none()) {
                    let hints = Hints { published: case.published, ..hints };
                    events = detente.code(&detente.read(&case.text, &hints)).0.events;
                }
                judge(case, &events)
            }
        }
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(|o| of(o)).sum::<usize>();
        let gold = sum(|o| o.gold);
        let types = Tally { right: sum(|o| o.types.right), wrong: sum(|o| o.types.wrong) };
        let dyads = Tally { right: sum(|o| o.dyads.right), wrong: sum(|o| o.dyads.wrong) };
        let mut figures: Vec<Figure> = types.figures("type", gold).into_iter().chain(dyads.figures("dyad", gold)).collect();
        for (i, attribute) in ATTRIBUTES.iter().enumerate() {
            let [right, of] = [0, 1].map(|k| outcomes.iter().map(|o| o.attributes[i][k]).sum());
            figures.push(Figure::share(attribute.name, share(right, of)));
        }
        figures.push(Figure::share("traps fallen for", share(sum(|o| o.traps[0]), sum(|o| o.traps[1]))));
        figures
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let by_type = sum_by(outcomes.iter().flat_map(|o| &o.by_type));
        let rows = by_type.into_iter().map(|(name, [gold, types, dyads, wrong])| Row {
            label: name.clone(),
            cells: vec![
                Cell::Count(gold),
                Cell::Count(types),
                Cell::Count(dyads),
                Cell::Count(wrong),
                Cell::Score(share(dyads, dyads + wrong)),
                Cell::Score(share(dyads, gold)),
            ],
        });
        let columns = vec!["gold", "type", "dyad", "wrong", "precision", "recall"];
        let counts = |i: usize| [0, 1].map(|k| outcomes.iter().map(|o| o.attributes[i][k]).sum::<usize>());
        let attributes = ATTRIBUTES.iter().enumerate().map(|(i, a)| {
            let [right, of] = counts(i);
            Row { label: a.name.to_owned(), cells: vec![Cell::Count(right), Cell::Count(of)] }
        });
        vec![
            Table { title: "type".to_owned(), columns, rows: rows.collect() },
            Table { title: "attribute of matched dyads".to_owned(), columns: vec!["right", "asked"], rows: attributes.collect() },
        ]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

/// Compares the events coded from a report with its gold.
pub fn judge(case: &Case, events: &[Event]) -> Outcome {
    let golds = &case.events;
    let types = assign(golds, events, type_fits);
    let both = |want: &Wanted, event: &Event| type_fits(want, event) && dyad_fits(want, event);
    let dyads = assign(golds, events, both);
    let mut outcome = Outcome { found: events.len(), ..Outcome::default() };
    for (g, gold) in golds.iter().enumerate() {
        if let Some((e, telling)) = dyads[g] {
            attributes(case, gold, &as_told(&events[e], telling), &mut outcome);
        }
        if !gold.event.required {
            continue;
        }
        outcome.gold += 1;
        outcome.types.right += usize::from(types[g].is_some());
        outcome.dyads.right += usize::from(dyads[g].is_some());
        let row = outcome.by_type.entry(gold.event.event_type.first().cloned().unwrap_or_default()).or_default();
        row[0] += 1;
        row[1] += usize::from(types[g].is_some());
        row[2] += usize::from(dyads[g].is_some());
        if dyads[g].is_none() {
            let side = if types[g].is_some() { " (its type was found, a side is wrong)" } else { "" };
            let text = format!("{} {}{side}: {}", gold.event.event_type.join("/"), gold.event.key, gold.event.quote);
            outcome.errors.push(Finding { unit: case.id.clone(), span: Some(gold.quote), kind: "missed", text });
        }
    }
    for (e, event) in events.iter().enumerate() {
        let told = golds.iter().any(|g| both(&g.event, event));
        let near = golds.iter().any(|g| type_fits(&g.event, event) && told_near(g.quote, event) <= NEAR);
        outcome.types.wrong += usize::from(!is_found(&types, e) && !told && !near);
        if !is_found(&dyads, e) && !told {
            outcome.dyads.wrong += 1;
            outcome.by_type.entry(event.event_type.clone()).or_default()[3] += 1;
            let text = format!("{} {} → {}: {}", event.event_type, who(&event.source), who(&event.target), event.text);
            outcome.errors.push(Finding { unit: case.id.clone(), span: Some(event.trigger.span), kind: "wrong", text });
        }
    }
    for trap in &case.not_events {
        let fallen = events.iter().find(|e| tellings(e).any(|span| span[0] < trap[1] && span[1] > trap[0]));
        outcome.traps[0] += usize::from(fallen.is_some());
        outcome.traps[1] += 1;
        if let Some(event) = fallen {
            let text = format!("{} at {}", event.event_type, event.trigger.text);
            outcome.errors.push(Finding { unit: case.id.clone(), span: Some(*trap), kind: "trap", text });
        }
    }
    outcome
}

fn attributes(case: &Case, gold: &GoldEvent, event: &Event, outcome: &mut Outcome) {
    for (attribute, tally) in ATTRIBUTES.iter().zip(&mut outcome.attributes) {
        let Some(right) = (attribute.fits)(&gold.event, event) else { continue };
        tally[0] += usize::from(right);
        tally[1] += 1;
        if !right {
            let text = format!("{}: found {}", gold.event.key, (attribute.shown)(event));
            outcome.errors.push(Finding { unit: case.id.clone(), span: Some(gold.quote), kind: attribute.name, text });
        }
    }
}

/// For each event of the gold the event coded that is it and at which of its tellings: one to one, the nearest telling first; then those that are
/// told a second time, where all particulars that the gold asks for are right.
fn assign(golds: &[GoldEvent], events: &[Event], fits: impl Fn(&Wanted, &Event) -> bool) -> Vec<Option<(usize, usize)>> {
    let mut pairs: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (g, gold) in golds.iter().enumerate() {
        for (e, event) in events.iter().enumerate() {
            if !fits(&gold.event, event) {
                continue;
            }
            let near = tellings(event).enumerate().map(|(telling, span)| (gap(gold.quote, span), g, e, telling));
            pairs.extend(near.filter(|(gap, ..)| *gap <= NEAR));
        }
    }
    pairs.sort_unstable();
    let mut found: Vec<Option<(usize, usize)>> = vec![None; golds.len()];
    for &(_, g, e, telling) in &pairs {
        if found[g].is_none() && !is_found(&found, e) {
            found[g] = Some((e, telling));
        }
    }
    for &(_, g, e, telling) in &pairs {
        if found[g].is_none() && !found.contains(&Some((e, telling))) && particulars_fit(&golds[g].event, &events[e]) {
            found[g] = Some((e, telling));
        }
    }
    found
}

fn is_found(found: &[Option<(usize, usize)>], event: usize) -> bool {
    found.iter().flatten().any(|(e, _)| *e == event)
}

/// The event with who says so at one of the places that tell it; 0 is its main one.
fn as_told(event: &Event, telling: usize) -> Event {
    let mut event = event.clone();
    if let Some(mention) = telling.checked_sub(1).and_then(|i| event.mentions.get(i)) {
        event.attribution.clone_from(&mention.attribution);
    }
    event
}

/// Where an event is told.
fn tellings(event: &Event) -> impl Iterator<Item = [usize; 2]> + '_ {
    std::iter::once(event.trigger.span).chain(event.mentions.iter().map(|m| m.trigger.span))
}

/// Code points between a quote and the nearest place where an event is told.
fn told_near(quote: [usize; 2], event: &Event) -> usize {
    tellings(event).map(|span| gap(quote, span)).min().unwrap_or(usize::MAX)
}

/// Code points between two spans; 0 when they touch or overlap.
fn gap(a: [usize; 2], b: [usize; 2]) -> usize {
    b[0].saturating_sub(a[1]).max(a[0].saturating_sub(b[1]))
}

fn who(actors: &[detente::Actor]) -> String {
    let names: Vec<&str> = actors.iter().map(|a| a.code.as_deref().unwrap_or(&a.text)).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(" + ") }
}
