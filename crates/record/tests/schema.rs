//! The published JSON Schemas say what the types say: each field of a record with everything in it stands in its schema with a
//! fitting type, and each field of the schema occurs in such a record.

#![allow(clippy::disallowed_methods, reason = "a test reads its files")]

mod shared;

use detente_record::change::Changes;
use detente_record::{Actor, Event, FlagKind, Incident, Mention, PlacedProblem, Problem, Stance};
use serde_json::Value;

fn schema(name: &str) -> Value {
    let path = format!("{}/../../docs/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("the schema")).expect("JSON")
}

/// What is wrong with `value` by `schema`: an own reading of the words that the schemas use. A true validator reads them
/// too, in `tests/load/check.py`.
fn wrong(value: &Value, schema: &Value, roots: &[Value], whole: bool, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(reference) = schema["$ref"].as_str() {
        let (file, name) = reference.split_once("#/$defs/").unwrap_or((reference, ""));
        let root = if file.is_empty() {
            roots.iter().find(|r| r["$defs"].get(name).is_some())
        } else {
            roots.iter().find(|r| r["$id"].as_str().is_some_and(|id| id.ends_with(file)))
        };
        let root = root.unwrap_or_else(|| panic!("{reference} leads nowhere"));
        return wrong(value, if name.is_empty() { root } else { &root["$defs"][name] }, roots, whole, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let answers: Vec<Vec<String>> = any.iter().map(|s| wrong(value, s, roots, whole, at)).collect();
        let best = answers.into_iter().min_by_key(|a| (a.iter().any(|w| w.contains("is no ")), a.len()));
        return best.unwrap_or_default();
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_u64() || n.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types: Vec<&str> =
        schema["type"].as_str().into_iter().chain(schema["type"].as_array().into_iter().flatten().filter_map(Value::as_str)).collect();
    let fits = types.contains(&kind) || kind == "integer" && types.contains(&"number");
    if !types.is_empty() && !fits {
        return vec![format!("{at}: {value} is no {}", types.join(" or "))];
    }
    if schema.get("const").is_some_and(|c| c != value) || schema["enum"].as_array().is_some_and(|e| !e.contains(value)) {
        found.push(format!("{at}: {value} is not allowed"));
    }
    if let Some(items) = value.as_array() {
        for (i, item) in items.iter().enumerate() {
            found.extend(wrong(item, &schema["items"], roots, whole, &format!("{at}[{i}]")));
        }
        if whole && items.is_empty() {
            found.push(format!("{at}: the test's record leaves it empty"));
        }
    }
    let (Some(fields), Some(properties)) = (value.as_object(), schema["properties"].as_object()) else { return found };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !fields.contains_key(name) {
            found.push(format!("{at}.{name} is missing"));
        }
    }
    for (name, property) in properties {
        if property["description"].as_str().is_none_or(str::is_empty) {
            found.push(format!("{at}.{name} is not described"));
        }
        if whole && !fields.contains_key(name) {
            found.push(format!("{at}.{name} stands in the schema, but not in the type"));
        }
    }
    for (name, field) in fields {
        match properties.get(name) {
            Some(property) => found.extend(wrong(field, property, roots, whole, &format!("{at}.{name}"))),
            None => found.push(format!("{at}.{name} does not stand in the schema")),
        }
    }
    found
}

fn check(record: &Value, name: &str, whole: bool) {
    let roots = ["event-1", "incident-1", "changes-1", "problem-1"].map(schema);
    let root = roots.iter().find(|r| r["$id"].as_str().is_some_and(|id| id.contains(name))).expect("the schema");
    let found = wrong(record, root, &roots, whole, name);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// An event with something in each field.
fn full() -> Event {
    let mut events = shared::events();
    let denial = events.remove(3);
    let mut e = events.remove(1);
    e.attribution = denial.attribution;
    e.casualties.injured = e.casualties.killed.clone();
    e.casualties.arrested = e.casualties.killed.clone();
    e.place.as_mut().expect("a place").span = Some([3, 5]);
    e.derivation.path = vec!["a step".to_owned()];
    e.derivation.notes = vec!["a note".to_owned()];
    e.variants = vec!["00000000000000b2".to_owned()];
    let (trigger, date, place) = (e.trigger.clone(), e.date.clone(), e.place.clone());
    e.mentions = vec![Mention { sentence: 4, trigger, date, place, casualties: e.casualties.clone(), attribution: e.attribution.clone() }];
    e
}

fn json<T: serde::Serialize>(record: &T) -> Value {
    serde_json::to_value(record).expect("JSON")
}

#[test]
fn every_field_of_an_event_stands_in_its_schema() {
    check(&json(&full()), "event-1", true);
}

#[test]
fn every_field_of_an_incident_stands_in_its_schema() {
    let mut incident: Incident = shared::incidents().remove(0);
    incident.flags = shared::incidents().remove(1).flags;
    incident.injured = incident.killed.clone();
    for account in &mut incident.accounts {
        account.event = full();
    }
    let speaker: Actor = incident.source[0].clone();
    for position in incident.disputes.iter_mut().flat_map(|d| &mut d.positions) {
        position.speakers = vec![speaker.clone()];
    }
    check(&json(&incident), "incident-1", true);
}

#[test]
fn every_field_of_changes_and_problems_stands_in_its_schema() {
    let old = full();
    let new = Event { mode: Some("drone".to_owned()), ..full() };
    let [mut gone, mut fresh] = [full(), full()];
    gone.trigger.span = [70, 77];
    (fresh.trigger.span, fresh.event_type, fresh.text) = ([90, 97], "ACCUSE".to_owned(), "Other words.".to_owned());
    let versions = ["1".to_owned(), "2".to_owned()];
    let changes = Changes::between(old.document.clone(), versions, vec![gone], vec![fresh], vec![(old.clone(), new)]);
    check(&json(&changes), "changes-1", true);
    let problem = Problem { document: "r1".to_owned(), span: Some([0, 3]), message: "no day".to_owned() };
    check(&json(&PlacedProblem::new(problem, old.document, "1".to_owned(), "Some words")), "problem-1", true);
}

#[test]
fn names_of_words_are_those_in_the_record() {
    let words: Vec<(Value, &str)> =
        FlagKind::ALL.iter().map(|f| (json(f), f.name())).chain(Stance::ALL.iter().map(|s| (json(s), s.name()))).collect();
    assert!(words.iter().all(|(json, name)| json == name), "{words:?}");
}

#[test]
fn records_are_valid() {
    for event in shared::events() {
        check(&json(&event), "event-1", false);
    }
    for incident in shared::incidents() {
        check(&json(&incident), "incident-1", false);
    }
    for name in ["event-1", "event-1-mentions"] {
        let path = format!("{}/tests/records/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
        for line in std::fs::read_to_string(path).expect("kept records").lines() {
            check(&serde_json::from_str(line).expect("JSON"), "event-1", false);
        }
    }
}

#[test]
fn a_wrong_record_is_told() {
    let mut event = json(&full());
    event["factuality"] = "rumoured".into();
    event["quad_class"] = "4".into();
    event.as_object_mut().expect("an object").remove("trigger");
    let roots = [schema("event-1"), schema("incident-1")];
    let mut found = wrong(&event, &roots[0], &roots, false, "event");
    found.sort();
    assert_eq!(
        found,
        ["event.factuality: \"rumoured\" is not allowed", "event.quad_class: \"4\" is no integer", "event.trigger is missing"]
    );
}
