//! `cases` against figures that the gold's own scoring script gave, and against figures worked out by hand.

#![allow(clippy::disallowed_methods, reason = "a test reads its files")]

use detente::Event;
use detente_eval::cases::{Cases, Outcome, judge, read_events};
use detente_eval::{GoldFile, Task};
use serde_json::json;
use std::collections::BTreeMap;

fn kept() -> Vec<GoldFile> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/agreement");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the kept reports").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|p| GoldFile { name: p.display().to_string(), bytes: std::fs::read(p).expect("a kept file") }).collect()
}

fn figures(outcomes: &[Outcome]) -> BTreeMap<String, Option<f64>> {
    Cases::default().figures(&outcomes.iter().collect::<Vec<_>>()).into_iter().map(|f| (f.name, f.value)).collect()
}

/// Three decimals, as the script prints.
fn rounded(value: Option<f64>) -> f64 {
    (value.expect("a figure") * 1000.0).round() / 1000.0
}

/// What the script said: required events and events found, figures, attributes right and asked, traps fallen for.
const GOLD: usize = 36;
const FOUND: usize = 40;
const SCRIPT: [(&str, f64); 6] = [
    ("type precision", 0.861),
    ("type recall", 0.861),
    ("type F1", 0.861),
    ("dyad precision", 0.824),
    ("dyad recall", 0.778),
    ("dyad F1", 0.8),
];
const ATTRIBUTES: [[usize; 2]; 7] = [[26, 26], [3, 6], [3, 6], [27, 31], [9, 10], [2, 3], [30, 31]];
const TRAPS: [usize; 2] = [0, 6];

#[test]
fn kept_events_score_as_the_script_scored_them() {
    let files = kept();
    let events = files.iter().find(|f| f.has_extension("jsonl")).expect("the kept events");
    let by_report = read_events(events).expect("event records");
    let cases = Cases::default().read(&files).expect("the kept gold");
    let outcomes: Vec<Outcome> = cases.iter().map(|c| judge(c, &by_report[&c.id])).collect();
    let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    assert_eq!((sum(|o| o.gold), sum(|o| o.found)), (GOLD, FOUND));
    let found = figures(&outcomes);
    for (name, value) in SCRIPT {
        assert_eq!(rounded(found[name]), value, "{name}");
    }
    let attributes: Vec<[usize; 2]> = (0..7).map(|i| [0, 1].map(|k| outcomes.iter().map(|o| o.attributes[i][k]).sum())).collect();
    assert_eq!(attributes, ATTRIBUTES);
    assert_eq!([sum(|o| o.traps[0]), sum(|o| o.traps[1])], TRAPS);
}

const REPORT: &str = "Norland shelled Sudmark on Monday. Sudmark condemned the shelling. Envoys met. The talks bombed.";

fn case(events: serde_json::Value, not_events: &[&str]) -> [GoldFile; 2] {
    let gold = json!({ "id": "norland", "events": events, "not_events": not_events });
    [
        GoldFile { name: "gold/norland.json".into(), bytes: gold.to_string().into_bytes() },
        GoldFile { name: "docs/norland.txt".into(), bytes: REPORT.as_bytes().to_vec() },
    ]
}

fn event(event_type: &str, source: &str, target: &str, trigger: &str) -> Event {
    let actor = |country: &str| match country {
        "" => json!([]),
        _ => {
            json!([{ "text": country, "name": country, "id": null, "country": country, "sectors": ["GOV"], "code": null, "span": [0, 1] }])
        }
    };
    let from = REPORT.find(trigger).expect("the trigger stands in the report");
    let event = json!({
        "schema": "detente.event/1", "id": trigger, "document": { "id": "norland", "title": null, "publisher": null,
        "published": null, "published_basis": null, "uri": null }, "sentence": 0, "text": REPORT, "event_type": event_type,
        "mode": null, "contexts": [], "cameo": "190", "quad_class": 4, "goldstein": -10.0, "source": actor(source),
        "target": actor(target), "reciprocal": false, "date": null, "place": null,
        "casualties": { "killed": null, "injured": null, "arrested": null }, "factuality": "actual", "attribution": [],
        "trigger": { "text": trigger, "span": [from, from + trigger.len()] }, "confidence": 0.5,
        "derivation": { "frame": "190#shell", "path": [], "notes": [] }
    });
    serde_json::from_value(event).expect("an event record")
}

#[test]
fn figures_by_hand() {
    let gold = json!([
        { "key": "shelling", "event_type": ["ASSAULT"], "source": { "country": ["NOR"] }, "target": { "country": ["SUD"] },
          "quote": "Norland shelled Sudmark", "factuality": ["actual"], "cameo_root": ["18"], "date": ["2024-01-01", "2024-01-01"] },
        { "key": "condemning", "event_type": ["ACCUSE"], "source": { "country": ["SUD"] }, "target": { "country": ["NOR"] },
          "quote": "Sudmark condemned" },
        { "key": "meeting", "required": false, "event_type": ["CONSULT"], "quote": "Envoys met" },
    ]);
    let cases = Cases::default().read(&case(gold, &["The talks bombed"])).expect("a case");
    let events = [
        event("ASSAULT", "NOR", "SUD", "shelled"),
        event("ACCUSE", "SUD", "SUD", "condemned"), // the target is wrong
        event("CONSULT", "NOR", "SUD", "met"),      // finds what is not required
        event("ASSAULT", "NOR", "SUD", "shelling"), // repeats a matched event
        event("ASSAULT", "", "", "bombed"),         // a trap, and too far for any quote
    ];
    let outcome = judge(&cases[0], &events);
    assert_eq!((outcome.gold, outcome.found, outcome.traps), (2, 5, [1, 1]));
    // Types: both required found, "bombed" is wrong. Dyads: one found, "condemned" and "bombed" are wrong.
    assert_eq!((outcome.types.right, outcome.types.wrong), (2, 1));
    assert_eq!((outcome.dyads.right, outcome.dyads.wrong), (1, 2));
    let found = figures(std::slice::from_ref(&outcome));
    assert_eq!((found["type precision"], found["type recall"]), (Some(2.0 / 3.0), Some(1.0)));
    assert_eq!((found["dyad precision"], found["dyad recall"]), (Some(1.0 / 3.0), Some(0.5)));
    assert_eq!((found["date"], found["factuality"], found["root"], found["place"]), (Some(0.0), Some(1.0), Some(0.0), None));
    let errors: Vec<String> = Cases::errors(outcome).iter().map(|e| format!("{} {:?}", e.kind, e.span)).collect();
    let expected = ["date Some([0, 23])", "root Some([0, 23])", "missed Some([35, 52])", "wrong Some([43, 52])", "wrong Some([89, 95])"];
    assert_eq!(errors[..5], expected);
    assert_eq!(errors[5], "trap Some([79, 95])");
}

#[test]
fn a_side_without_a_name_wants_nobody() {
    let gold = |source| json!([{ "key": "shelling", "event_type": ["ASSAULT"], "source": source, "quote": "Norland shelled Sudmark" }]);
    let right = |source, who: &str| {
        let cases = Cases::default().read(&case(gold(source), &[])).expect("a case");
        judge(&cases[0], &[event("ASSAULT", who, "SUD", "shelled")]).dyads.right
    };
    assert_eq!((right(json!(null), ""), right(json!(null), "NOR")), (1, 0));
    assert_eq!((right(json!({ "country": ["NOR", null] }), ""), right(json!({ "name": "the Nor front" }), "NOR")), (1, 1));
}

#[test]
fn bad_gold_is_named_by_file_line_and_field() {
    let read = |files: &[GoldFile]| Cases::default().read(files).unwrap_err().to_string();
    let gold = json!([{ "key": "a", "event_type": ["ASSAULT"], "quote": "Norland shelled Westland" }]);
    let wrong = read(&case(gold, &[]));
    assert_eq!(wrong, "gold/norland.json: events[0].quote: found `Norland shelled Westland`, expected words of docs/norland.txt");
    assert!(read(&case(json!([{ "key": "a" }]), &[])).starts_with("gold/norland.json:1: found missing field `event_type`"));
    let alone = read(&case(json!([]), &[])[..1]);
    assert_eq!(alone, "gold/norland.json: found no report to it, expected one in gold/norland.txt or docs/norland.txt");
    let events = GoldFile { name: "events.jsonl".into(), bytes: b"\n{}\n".to_vec() };
    assert!(read_events(&events).unwrap_err().to_string().starts_with("events.jsonl:2: found missing field `schema`"));
}
