//! Which event before is which event after.
//!
//! An event of a report is known again by the span of its trigger; where that has moved, by its sentence and type. Of
//! several that could be the same, the two that differ in the fewest fields are paired first, each once.

use super::fields::changes;
use crate::Event;
use std::collections::{BTreeMap, BTreeSet};

/// An event before with the same event after; one of the two is missing where it was lost or is new.
pub type Pair<'a> = (Option<&'a Event>, Option<&'a Event>);

/// Pairs the events of two sides, in order of the reports' ids and of the triggers.
pub fn align<'a>(old: &'a [Event], new: &'a [Event]) -> Vec<Pair<'a>> {
    let several = ambiguous_ids(old, new);
    let mut reports: BTreeMap<(&str, &str), [Vec<&Event>; 2]> = BTreeMap::new();
    for (side, events) in [old, new].into_iter().enumerate() {
        for event in events {
            let id = event.document.id.as_str();
            let address = if several.contains(id) { address(event) } else { "" };
            reports.entry((id, address)).or_default()[side].push(event);
        }
    }
    reports.into_values().flat_map(|[old, new]| report(&old, &new)).collect()
}

fn address(event: &Event) -> &str {
    event.document.uri.as_deref().unwrap_or_default()
}

/// Ids that several reports of one side have, which only their addresses tell apart.
fn ambiguous_ids<'a>(old: &'a [Event], new: &'a [Event]) -> BTreeSet<&'a str> {
    let mut several = BTreeSet::new();
    for events in [old, new] {
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        for event in events {
            let id = event.document.id.as_str();
            if *first.entry(id).or_insert_with(|| address(event)) != address(event) {
                several.insert(id);
            }
        }
    }
    several
}

/// Pairs the events of one report.
fn report<'a>(old: &[&'a Event], new: &[&'a Event]) -> Vec<Pair<'a>> {
    let mut partner: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    for same in [same_trigger, same_sentence_and_type] {
        let mut candidates = Vec::new();
        for (o, before) in old.iter().enumerate().filter(|(o, _)| partner[*o].is_none()) {
            for (n, after) in new.iter().enumerate().filter(|(n, after)| !taken[*n] && same(before, after)) {
                let moved = before.trigger.span[0].abs_diff(after.trigger.span[0]);
                candidates.push((changes(before, after).len(), moved, o, n));
            }
        }
        candidates.sort_unstable();
        for (_, _, o, n) in candidates {
            if partner[o].is_none() && !taken[n] {
                partner[o] = Some(n);
                taken[n] = true;
            }
        }
    }
    let mut pairs: Vec<Pair<'a>> = old.iter().zip(partner).map(|(o, n)| (Some(*o), n.map(|n| new[n]))).collect();
    pairs.extend(new.iter().zip(taken).filter(|(_, taken)| !taken).map(|(n, _)| (None, Some(*n))));
    pairs.sort_by_key(|(o, n)| n.or(*o).map(|e| e.trigger.span));
    pairs
}

fn same_trigger(old: &Event, new: &Event) -> bool {
    old.trigger.span == new.trigger.span
}

/// The same sentence by its number or, where sentences before it were cut otherwise, by its words.
fn same_sentence_and_type(old: &Event, new: &Event) -> bool {
    (old.sentence == new.sentence || old.text == new.text) && old.event_type == new.event_type
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// An event of which nothing is known but this.
    fn event(id: &str, report: &str, sentence: usize, kind: &str, trigger: [usize; 2]) -> Event {
        let event = json!({
            "schema": crate::EVENT_SCHEMA, "id": id, "document": {"id": report}, "sentence": sentence,
            "text": "Rebels shelled the port on Sunday.", "event_type": kind, "mode": null, "contexts": [], "cameo": "190",
            "quad_class": 4, "goldstein": -10.0, "source": [], "target": [], "reciprocal": false, "date": null, "place": null,
            "casualties": {}, "factuality": "actual", "attribution": [], "trigger": {"text": "shelled", "span": trigger},
            "confidence": 1.0, "derivation": {"frame": "", "path": [], "notes": []}
        });
        serde_json::from_value(event).expect("an event")
    }

    fn day(day: &str) -> crate::Date {
        let date = json!({"start": day, "end": day, "granularity": "day", "basis": "dateline", "text": null});
        serde_json::from_value(date).expect("a date")
    }

    /// The pairs by the ids of their events.
    fn ids<'a>(pairs: &[Pair<'a>]) -> Vec<[&'a str; 2]> {
        pairs.iter().map(|(o, n)| [o.map_or("", |e| &e.id), n.map_or("", |e| &e.id)]).collect()
    }

    #[test]
    fn the_trigger_is_stronger_than_sentence_and_type() {
        let old = [event("o1", "a", 0, "ASSAULT", [10, 14]), event("o2", "a", 0, "ASSAULT", [30, 34])];
        let new = [event("n1", "a", 0, "ACCUSE", [30, 34]), event("n2", "a", 0, "ASSAULT", [50, 54])];
        assert_eq!(ids(&align(&old, &new)), [["o2", "n1"], ["o1", "n2"]]);
    }

    #[test]
    fn of_several_at_one_trigger_those_that_differ_least_are_the_same() {
        let with = |id: &str, cameo: &str, date: Option<&str>| {
            let mut e = event(id, "a", 0, "ASSAULT", [10, 14]);
            e.cameo = cameo.to_owned();
            e.date = date.map(day);
            e
        };
        let old = [with("o1", "190", None), with("o2", "195", Some("2024-01-16"))];
        let new = [with("n1", "195", Some("2024-01-17")), with("n2", "190", None)];
        let mut found = ids(&align(&old, &new));
        found.sort_unstable();
        assert_eq!(found, [["o1", "n2"], ["o2", "n1"]]);
    }

    #[test]
    fn another_report_or_type_in_the_sentence_is_another_event() {
        let old = [event("o1", "a", 0, "ASSAULT", [10, 14]), event("o2", "a", 3, "CONSULT", [90, 94])];
        let new = [event("n1", "b", 0, "ASSAULT", [10, 14]), event("n2", "a", 3, "AGREE", [99, 104])];
        assert_eq!(ids(&align(&old, &new)), [["o1", ""], ["o2", ""], ["", "n2"], ["", "n1"]]);
    }

    #[test]
    fn a_sentence_with_another_number_is_known_by_its_words() {
        let mut new = event("n1", "a", 4, "ASSAULT", [12, 16]);
        let old = event("o1", "a", 3, "ASSAULT", [10, 14]);
        assert_eq!(ids(&align(std::slice::from_ref(&old), std::slice::from_ref(&new))), [["o1", "n1"]]);
        new.text = "Other words.".to_owned();
        assert_eq!(ids(&align(&[old], &[new])), [["o1", ""], ["", "n1"]]);
    }

    #[test]
    fn reports_of_one_id_are_told_apart_by_their_addresses() {
        let at = |id: &str, address: &str| {
            let mut e = event(id, "a", 0, "ASSAULT", [10, 14]);
            e.document.uri = Some(address.to_owned());
            e
        };
        let old = [at("o1", "x/a.txt"), at("o2", "y/a.txt")];
        let new = [at("n2", "y/a.txt"), at("n1", "x/a.txt")];
        assert_eq!(ids(&align(&old, &new)), [["o1", "n1"], ["o2", "n2"]]);
        // One report a side: the folder that it was coded in does not matter.
        assert_eq!(ids(&align(&old[..1], &new[..1])), [["o1", "n2"]]);
    }
}
