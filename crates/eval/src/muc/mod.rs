//! `muc`: reports in capitals with the incidents of their answer keys.
//!
//! The keys hold one template an incident, the chain one record an event, so that not templates but their parts are
//! scored: which reports have an incident at all, which incidents some event tells (one that shares a target, or a
//! perpetrator and the type), what the events that tell an incident say of its type, day, country and victims, and the
//! names of perpetrators and targets of the whole report. Organisations among the perpetrators are sources that the
//! lexicon knows as bodies and no persons; one that the key lists as an individual counts neither way. Names are the same
//! when they share a word that is no article and no word of any group. What the key marks as optional is not missed and
//! not wrong.

mod gold;

pub use gold::{Filler, Incident, Message};

use crate::count::{share, sum_by};
use crate::gold::{GoldError, GoldFile};
use crate::name::share_a_word;
use crate::report::{Cell, Figure, Finding, Row, Table};
use crate::task::Task;
use detente::{Actor, Date, Detente, Event, Factuality, Hints};
use detente_lexicon::{ActorKind, normalize};
use detente_record::{Casualties, Count as Number};
use std::collections::BTreeMap;

/// The evaluation on incidents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Muc;

/// Two sides, either of which may have several to one of the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sides {
    gold: usize,
    gold_right: usize,
    found: usize,
    found_right: usize,
}

impl Sides {
    fn add(&mut self, other: &Sides) {
        self.gold += other.gold;
        self.gold_right += other.gold_right;
        self.found += other.found;
        self.found_right += other.found_right;
    }

    fn figures(&self, name: &str) -> [Figure; 3] {
        let (precision, recall) = (share(self.found_right, self.found), share(self.gold_right, self.gold));
        let f1 = precision.zip(recall).map(|(p, r)| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 });
        [("precision", precision), ("recall", recall), ("F1", f1)].map(|(of, value)| Figure::share(format!("{name} {of}"), value))
    }
}

/// What is scored of the incidents that some event tells. The dead and the injured are two numbers of victims.
const ATTRIBUTES: [&str; 4] = ["type", "day", "country", "number of victims"];

/// How one report went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    reports: Sides,
    incidents: Sides,
    perpetrators: Sides,
    organisations: Sides,
    targets: Sides,
    /// For each of [`ATTRIBUTES`], how many of the incidents that were told have it right, and for how many the key asks.
    attributes: [[usize; 2]; ATTRIBUTES.len()],
    /// By type: required incidents, and those told.
    kinds: BTreeMap<String, [usize; 2]>,
    errors: Vec<Finding>,
}

impl Task for Muc {
    type Unit = Message;
    type Outcome = Outcome;
    const KIND: &'static str = "muc";
    const UNIT: &'static str = "reports";
    const EXTENSIONS: &'static [&'static str] = &[];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Message>, GoldError> {
        gold::read(files)
    }

    fn judge(&self, detente: &Detente, message: &Message) -> Outcome {
        let document = detente.read(message.text.as_bytes(), &Hints { id: message.id.clone(), ..Hints::default() });
        let events = detente.code(&document).0.events;
        judge(message, &events, &|name| country(detente, name))
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let sum = |of: fn(&Outcome) -> &Sides| {
            let mut sum = Sides::default();
            outcomes.iter().for_each(|o| sum.add(of(o)));
            sum
        };
        let mut figures = Vec::new();
        figures.extend(sum(|o| &o.reports).figures("report with an incident"));
        figures.extend(sum(|o| &o.incidents).figures("incident"));
        figures.extend(sum(|o| &o.perpetrators).figures("perpetrator"));
        figures.extend(sum(|o| &o.organisations).figures("perpetrator organisation"));
        figures.extend(sum(|o| &o.targets).figures("target"));
        for (i, name) in ATTRIBUTES.iter().enumerate() {
            let [right, of] = [0, 1].map(|k| outcomes.iter().map(|o| o.attributes[i][k]).sum());
            figures.push(Figure::share(format!("{name}, of incidents told"), share(right, of)));
        }
        figures
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let kinds = sum_by(outcomes.iter().flat_map(|o| &o.kinds));
        let rows = kinds.into_iter().map(|(kind, [gold, told])| Row {
            label: kind.clone(),
            cells: vec![Cell::Count(gold), Cell::Count(told), Cell::Score(share(told, gold))],
        });
        vec![Table { title: "type".to_owned(), columns: vec!["required", "told", "recall"], rows: rows.collect() }]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

/// The code of a country's name, as the lexicon has it.
fn country(detente: &Detente, name: &str) -> Option<String> {
    let actors = &detente.compiled().actors;
    let name = normalize(name);
    let words: Vec<&str> = name.split(' ').collect();
    let states = actors.find(&words).into_iter().map(|m| actors.actor(m.actor)).filter(|a| a.kind == ActorKind::State);
    states.into_iter().find_map(|a| a.country.clone())
}

/// Whether an event is violence that may have happened, or is threatened.
fn is_violent(event: &Event) -> bool {
    event.event_type == "ASSAULT" && !matches!(event.factuality, Factuality::Negated | Factuality::Denied | Factuality::Conditional)
}

/// Whether an event's code is of an incident's type; what has no code of its own is an attack.
fn kind_fits(event: &Event, kinds: &[String]) -> bool {
    let kind = match event.cameo.get(..3) {
        Some("181") => ["KIDNAPPING", "HIJACKING"],
        Some("183") => ["BOMBING", "BOMBING"],
        _ => ["ATTACK", "BOMBING"],
    };
    kinds.iter().any(|k| kind.contains(&k.as_str()))
}

fn names(filler: &Filler, actors: &[Actor]) -> bool {
    actors.iter().any(|a| filler.names.iter().any(|name| share_a_word(name, &a.text) || share_a_word(name, &a.name)))
}

/// Whether an event tells an incident.
fn tells(event: &Event, incident: &Incident) -> bool {
    incident.targets.iter().any(|f| names(f, &event.target))
        || kind_fits(event, &incident.kinds) && incident.perpetrators().any(|f| names(f, &event.source))
}

/// Compares the events of a report with its incidents; `country` gives the code of a country's name.
fn judge(message: &Message, events: &[Event], country: &dyn Fn(&str) -> Option<String>) -> Outcome {
    let events: Vec<&Event> = events.iter().filter(|e| is_violent(e)).collect();
    let required: Vec<&Incident> = message.incidents.iter().filter(|i| !i.optional).collect();
    let mut outcome = Outcome::default();
    let both = usize::from(!events.is_empty() && !message.incidents.is_empty());
    // A report with nothing but optional incidents may go either way.
    let wanted = usize::from(!required.is_empty());
    let found = usize::from(!events.is_empty() && (wanted == 1 || message.incidents.is_empty()));
    outcome.reports = Sides { gold: wanted, gold_right: wanted * both, found, found_right: found * both };
    let mut error = |span, kind, text| outcome.errors.push(Finding { unit: message.id.clone(), span, kind, text });
    for incident in &required {
        let told: Vec<&&Event> = events.iter().filter(|e| tells(e, incident)).collect();
        let kind = incident.kinds.first().cloned().unwrap_or_default();
        let row = outcome.kinds.entry(kind).or_default();
        row[0] += 1;
        outcome.incidents.gold += 1;
        if told.is_empty() {
            let first = |filler: Option<&Filler>| filler.and_then(|f| f.names.first().cloned()).unwrap_or_else(|| "–".to_owned());
            let (by, to) = (first(incident.perpetrators().next()), first(incident.targets.first()));
            error(None, "missed", format!("template {}: {} {by} → {to}", incident.number, incident.kinds.join("/")));
            continue;
        }
        row[1] += 1;
        outcome.incidents.gold_right += 1;
        let day = incident.days.map(|(from, to)| {
            told.iter().any(|e| {
                let own = e.date.as_ref().and_then(|d| Some((d.start.parse::<Date>().ok()?, d.end.parse::<Date>().ok()?)));
                own.is_some_and(|(start, end)| start <= to && from.is_none_or(|from| from <= end))
            })
        });
        let place = incident.country.as_deref().and_then(country);
        let place = place.map(|code| told.iter().any(|e| e.place.as_ref().is_some_and(|p| p.country.as_ref() == Some(&code))));
        let kind = Some(told.iter().any(|e| kind_fits(e, &incident.kinds)));
        let number = |wanted: Option<[u64; 2]>, own: fn(&Casualties) -> &Option<Number>| {
            wanted.map(|[low, high]| {
                told.iter().any(|e| own(&e.casualties).as_ref().is_some_and(|n| n.low <= high && n.high.is_none_or(|h| low <= h)))
            })
        };
        let (killed, injured) = (number(incident.killed, |c| &c.killed), number(incident.injured, |c| &c.injured));
        for (i, right) in [(0, kind), (1, day), (2, place), (3, killed), (3, injured)] {
            let Some(right) = right else { continue };
            let (name, tally) = (ATTRIBUTES[i], &mut outcome.attributes[i]);
            tally[0] += usize::from(right);
            tally[1] += 1;
            if !right {
                let event = told[0];
                error(
                    Some(event.trigger.span),
                    name,
                    format!("template {}: told by {}: {}", incident.number, event.trigger.text, event.text),
                );
            }
        }
    }
    for event in &events {
        outcome.incidents.found += 1;
        if message.incidents.iter().any(|i| tells(event, i)) {
            outcome.incidents.found_right += 1;
        } else {
            error(Some(event.trigger.span), "spurious", format!("{} at {}: {}", event.cameo, event.trigger.text, event.text));
        }
    }
    let none: Slot = |_| Vec::new();
    let bodies: Own = |e| e.source.iter().filter(|a| a.id.as_ref().is_some_and(|id| !id.starts_with("person:"))).collect();
    outcome.perpetrators = fillers(message, &events, |i| i.perpetrators().collect(), none, |e| e.source.iter().collect());
    outcome.organisations = fillers(message, &events, |i| i.organisations.iter().collect(), |i| i.individuals.iter().collect(), bodies);
    outcome.targets = fillers(message, &events, |i| i.targets.iter().collect(), none, |e| e.target.iter().collect());
    outcome
}

/// Fillers of an incident in one role.
type Slot = fn(&Incident) -> Vec<&Filler>;
/// Actors of an event in one role.
type Own = fn(&Event) -> Vec<&Actor>;

/// The names of a role in the whole report; an actor that names a `neutral` filler and none of the role counts neither way.
fn fillers(message: &Message, events: &[&Event], gold: Slot, neutral: Slot, own: Own) -> Sides {
    let mut sides = Sides::default();
    let mut actors: Vec<&Actor> = Vec::new();
    for actor in events.iter().flat_map(|e| own(e)) {
        if !actors.iter().any(|a| a.name == actor.name) {
            actors.push(actor);
        }
    }
    let mut seen: Vec<&Filler> = Vec::new();
    for filler in message.incidents.iter().filter(|i| !i.optional).flat_map(gold).filter(|f| !f.optional) {
        if !seen.contains(&filler) {
            seen.push(filler);
            sides.gold += 1;
            sides.gold_right += usize::from(actors.iter().any(|a| names(filler, std::slice::from_ref(a))));
        }
    }
    for actor in actors {
        let in_slot = |slot: Slot| message.incidents.iter().flat_map(slot).any(|f| names(f, std::slice::from_ref(actor)));
        let right = in_slot(gold);
        if right || !in_slot(neutral) {
            sides.found += 1;
            sides.found_right += usize::from(right);
        }
    }
    sides
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEXTS: &str =
        "TST-MUC9-0001 (WIRE)\n\n   LIMA, 3 MAR 90 -- REBELS SHOT THE MAYOR OF AYNA.\nTST-MUC9-0002 (WIRE)\n\n   A QUIET DAY.\n";
    const KEY: &str = r#"0.  MESSAGE: ID                     TST-MUC9-0001 (WIRE)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  - 03 MAR 90
3.  INCIDENT: LOCATION              PERU: AYNA (TOWN)
4.  INCIDENT: TYPE                  ATTACK
9.  PERP: INDIVIDUAL ID             "REBELS"
10. PERP: ORGANIZATION ID           ? "SHINING PATH"
19. HUM TGT: DESCRIPTION            "MAYOR": "JUAN RIOS"
                                    "GUARD"
21. HUM TGT: NUMBER                 1: "MAYOR": "JUAN RIOS"
                                    2: "GUARD"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "MAYOR": "JUAN RIOS"
                                    DEATH: "GUARD"

0.  MESSAGE: ID                     TST-MUC9-0001 (WIRE)
1.  MESSAGE: TEMPLATE               2
2.  INCIDENT: DATE                  01 MAR 90
4.  INCIDENT: TYPE                  KIDNAPPING
18. HUM TGT: NAME                   "ANA SOSA"

0.  MESSAGE: ID                     TST-MUC9-0002 (WIRE)
1.  MESSAGE: TEMPLATE               *
"#;

    fn files(key: &str) -> [GoldFile; 2] {
        let file = |name: &str, text: &str| GoldFile { name: name.into(), bytes: text.as_bytes().to_vec() };
        [file("key.muc4", key), file("reports", TEXTS)]
    }

    fn event(cameo: &str, source: &str, target: &str, country: &str) -> Event {
        let actor = |name: &str| match name {
            "" => json!([]),
            _ => json!([{ "text": name, "name": name, "id": null, "country": null, "sectors": [], "code": null, "span": [0, 1] }]),
        };
        let event = json!({
            "schema": "detente.event/1", "id": "x", "document": { "id": "a", "title": null, "publisher": null, "published": null,
            "published_basis": null, "uri": null }, "sentence": 0, "text": "…", "event_type": "ASSAULT", "mode": null, "contexts": [],
            "cameo": cameo, "quad_class": 4, "goldstein": -9.0, "source": actor(source), "target": actor(target), "reciprocal": false,
            "date": { "start": "1990-03-02", "end": "1990-03-02", "granularity": "day", "basis": "expression", "text": null },
            "place": { "name": "x", "country": country, "adm1": null, "lat": null, "lon": null, "precision": "country", "geonameid": null,
            "span": null }, "casualties": { "killed": null, "injured": null, "arrested": null }, "factuality": "actual", "attribution": [],
            "trigger": { "text": "shot", "span": [0, 1] }, "confidence": 0.5, "derivation": { "frame": "190#x", "path": [], "notes": [] }
        });
        serde_json::from_value(event).expect("an event record")
    }

    #[test]
    fn figures_by_hand() {
        let messages = Muc.read(&files(KEY)).expect("two reports");
        assert_eq!(messages.iter().map(|m| m.incidents.len()).collect::<Vec<_>>(), [2, 0]);
        let code = |name: &str| (name == "PERU").then(|| "PER".to_owned());
        let events = [event("190", "THE REBELS", "THE MAYOR OF AYNA", "PER"), event("190", "A GANG", "A BAKER", "PER")];
        let outcome = judge(&messages[0], &events, &code);
        assert_eq!(outcome.reports, Sides { gold: 1, gold_right: 1, found: 1, found_right: 1 });
        // The shooting is told, the kidnapping is not; the second event tells of neither.
        assert_eq!(outcome.incidents, Sides { gold: 2, gold_right: 1, found: 2, found_right: 1 });
        // Rebels; the organisation need not be found.
        assert_eq!(outcome.perpetrators, Sides { gold: 1, gold_right: 1, found: 2, found_right: 1 });
        // Mayor, guard and Ana Sosa.
        assert_eq!(outcome.targets, Sides { gold: 3, gold_right: 1, found: 2, found_right: 1 });
        // The rebels are known as individuals, and the lexicon knows no body of the gang's name.
        assert_eq!(outcome.organisations, Sides { gold: 0, gold_right: 0, found: 0, found_right: 0 });
        let mut known = events.clone();
        for actor in known.iter_mut().flat_map(|e| &mut e.source) {
            actor.id = Some(actor.name.to_lowercase());
        }
        assert_eq!(judge(&messages[0], &known, &code).organisations, Sides { gold: 0, gold_right: 0, found: 1, found_right: 0 });
        // No event says that three died.
        assert_eq!(outcome.attributes, [[1, 1], [1, 1], [1, 1], [0, 1]]);
        let mut counted = events.clone();
        counted[0].casualties.killed = Some(Number { low: 3, high: Some(3), text: "THREE".to_owned() });
        assert_eq!(judge(&messages[0], &counted, &code).attributes[3], [1, 1]);
        assert_eq!(outcome.errors.iter().map(|e| e.kind).collect::<Vec<_>>(), ["number of victims", "missed", "spurious"]);
        // A report without an incident: whatever is coded is wrong.
        let quiet = judge(&messages[1], &events[..1], &code);
        assert_eq!(quiet.reports, Sides { gold: 0, gold_right: 0, found: 1, found_right: 0 });
        assert_eq!(quiet.incidents, Sides { gold: 0, gold_right: 0, found: 1, found_right: 0 });
    }

    #[test]
    fn bad_keys_are_named_by_line() {
        let error = |key: &str| Muc.read(&files(key)).unwrap_err().to_string();
        let unknown = error(&KEY.replace("0002", "0009"));
        assert_eq!(unknown, "key.muc4:21: MESSAGE: ID: found `TST-MUC9-0009`, expected a report of that id among the files");
        let slotless = error(&KEY.replacen("1.  MESSAGE", "MESSAGE", 1));
        assert!(
            slotless.starts_with("key.muc4:2: found `MESSAGE: TEMPLATE") && slotless.contains("expected a numbered slot"),
            "{slotless}"
        );
        let headless = error(&format!("1.  MESSAGE: TEMPLATE               1\n{KEY}"));
        assert!(headless.contains("key.muc4:1: ") && headless.contains("expected `0.  MESSAGE: ID` before the other slots"), "{headless}");
        assert!(Muc.read(&files(KEY)[1..]).unwrap_err().to_string().starts_with("reports: found no key, expected templates"));
    }
}
