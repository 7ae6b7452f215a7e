//! An act told again without its day: it took place when and where the report tells it with them, before or after.
//!
//! Coreference brings tellings of an act to one event where nothing parts them; what one party says of it against another
//! stays an event of its own, and still happened on the same day.

use crate::document::has_happened;
use detente_record::{Actor, Count, DateBasis, Event, Place, Precision};

/// Quad class of acts of force.
const MATERIAL_CONFLICT: u8 = 4;

/// Roots of CAMEO under which one act of violence may be told.
const VIOLENCE: [&str; 3] = ["18", "19", "20"];

/// Nouns by which a report speaks of an act of violence that it has told.
const KNOWN_ACTS: [&str; 16] = [
    "attack",
    "attacks",
    "strike",
    "strikes",
    "airstrike",
    "airstrikes",
    "raid",
    "raids",
    "bombing",
    "bombings",
    "shelling",
    "assault",
    "killing",
    "killings",
    "massacre",
    "massacres",
];

/// Sectors that act for a state.
const OF_STATE: [&str; 4] = ["GOV", "MIL", "COP", "SPY"];

/// Words before acts that are many and none of those told.
const MANY: [&str; 6] = ["multiple", "several", "numerous", "repeated", "many", "various"];

/// How two sides stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sides {
    Same,
    Alike,
    Open,
    Apart,
}

/// Gives acts of force without a day of their own the day, and the place if they have none, of the act told with them.
pub fn inherit(events: &mut [Event]) {
    let dated: Vec<usize> =
        (0..events.len()).filter(|&i| events[i].date.as_ref().is_some_and(|d| d.basis == DateBasis::Expression)).collect();
    for i in 0..events.len() {
        let bare = events[i].date.as_ref().is_none_or(|d| d.basis == DateBasis::Dateline);
        if !bare || events[i].quad_class != MATERIAL_CONFLICT || !has_happened(events[i].factuality) || tells_of_many(&events[i].text) {
            continue;
        }
        let told = dated.iter().filter_map(|&j| likeness(&events[i], &events[j]).map(|l| (l, j)));
        let near = |j: usize| (j > i, events[j].sentence.abs_diff(events[i].sentence));
        let Some((_, j)) = told.min_by_key(|&(l, j)| (l, near(j))) else { continue };
        let (date, place, sentence) = (events[j].date.clone(), events[j].place.clone(), events[j].sentence);
        let event = &mut events[i];
        event.date = date.map(|d| detente_record::Date { basis: DateBasis::Inherited, ..d });
        event.derivation.notes.push(format!("the day is that of the act as sentence {sentence} tells it"));
        if event.place.is_none() && place.is_some() {
            event.place = place;
            event.derivation.notes.push(format!("the place is that of the act as sentence {sentence} tells it"));
        }
    }
}

/// How like two tellings are, the likest first; none where they are two acts.
fn likeness(bare: &Event, dated: &Event) -> Option<(Sides, Sides)> {
    let roots = [bare, dated].map(|e| e.cameo.get(..2).unwrap_or_default());
    let one_kind = roots[0] == roots[1] || roots.iter().all(|r| VIOLENCE.contains(r));
    if bare.event_type != dated.event_type || !one_kind || !has_happened(dated.factuality) {
        return None;
    }
    if other_place(bare.place.as_ref(), dated.place.as_ref()) || other_toll(bare, dated) {
        return None;
    }
    let (source, target) = (sides(&bare.source, &dated.source), sides(&bare.target, &dated.target));
    let fits = match (source, target) {
        (Sides::Apart, _) => false,
        // Who is arrested on one day is charged on another.
        (source, target) if bare.event_type != "ASSAULT" => source == Sides::Same && matches!(target, Sides::Same | Sides::Open),
        // The accounts differ in whom it struck.
        (Sides::Same | Sides::Alike, Sides::Apart) => speaks_of_known_act(&bare.text),
        // "denied any role in the massacre"
        (Sides::Open, Sides::Open) => speaks_of_known_act(&bare.text),
        (Sides::Open, Sides::Apart) => false,
        _ => true,
    };
    fits.then_some((target, source))
}

fn sides(a: &[Actor], b: &[Actor]) -> Sides {
    let unknown = |x: &Actor| x.id.is_none() && x.country.is_none() && x.sectors.iter().all(|s| s == "UAF");
    if a.iter().all(unknown) || b.iter().all(unknown) {
        return Sides::Open;
    }
    // "Its forces" are the army that the entry names, and a state's name stands for both.
    let of_state = |x: &Actor| x.sectors.iter().all(|s| OF_STATE.contains(&s.as_str()));
    let alike = |x: &Actor, y: &Actor| {
        let one = x.id.is_none() || y.id.is_none() || of_state(x) && of_state(y);
        let kind = x.sectors.iter().any(|s| y.sectors.contains(s)) || of_state(x) && of_state(y);
        x.country.is_some() && x.country == y.country && one && kind
    };
    let any = |fits: &dyn Fn(&Actor, &Actor) -> bool| a.iter().any(|x| b.iter().any(|y| fits(x, y)));
    match () {
        () if any(&crate::phrase::same_actor) => Sides::Same,
        () if any(&alike) => Sides::Alike,
        () => Sides::Apart,
    }
}

fn other_place(a: Option<&Place>, b: Option<&Place>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let near = |p: &Place| matches!(p.precision, Precision::Exact | Precision::City);
    a.country != b.country || near(a) && near(b) && a.name != b.name || a.adm1.is_some() && b.adm1.is_some() && a.adm1 != b.adm1
}

fn other_toll(a: &Event, b: &Event) -> bool {
    let apart = |x: &Option<Count>, y: &Option<Count>| {
        let (Some(x), Some(y)) = (x, y) else { return false };
        x.low > y.high.unwrap_or(u64::MAX) || y.low > x.high.unwrap_or(u64::MAX)
    };
    apart(&a.casualties.killed, &b.casualties.killed)
}

/// "the missile strikes", "that attack": whether a sentence names an act of violence as one that the reader knows of, without
/// saying whom it befell ("the killing of the workers").
fn speaks_of_known_act(sentence: &str) -> bool {
    let words = words(sentence);
    let known = |w: &str| matches!(w, "the" | "that" | "those" | "this" | "these");
    let specified = |w: Option<&String>| w.is_some_and(|w| matches!(w.as_str(), "of" | "on" | "against"));
    (0..words.len()).any(|i| {
        let before = |n: usize| i.checked_sub(n).and_then(|at| words.get(at)).is_some_and(|w| known(w));
        KNOWN_ACTS.contains(&words[i].as_str()) && (before(1) || before(2)) && !specified(words.get(i + 1))
    })
}

/// "implicated in multiple attacks": whether a sentence tells of many acts.
fn tells_of_many(sentence: &str) -> bool {
    let words = words(sentence);
    words.windows(2).any(|w| MANY.contains(&w[0].as_str()) && KNOWN_ACTS.contains(&w[1].as_str()))
}

fn words(sentence: &str) -> Vec<String> {
    sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::{Date, Granularity};

    fn actor(country: &str, id: Option<&str>, sector: &str) -> Actor {
        Actor { country: Some(country.into()), id: id.map(str::to_owned), sectors: vec![sector.into()], ..Actor::default() }
    }

    fn date(day: &str, basis: DateBasis) -> Option<Date> {
        Some(Date { start: day.into(), end: day.into(), granularity: Granularity::Day, basis, text: None })
    }

    fn strike(sentence: usize, target: Actor, text: &str, date: Option<Date>) -> Event {
        let nothing = serde_json::json!({
            "schema": "", "id": "", "document": {"id": "", "title": null, "publisher": null, "published": null, "uri": null},
            "sentence": sentence, "text": text, "event_type": "ASSAULT", "mode": null, "contexts": [], "cameo": "195", "quad_class": 4,
            "goldstein": -10.0, "source": [], "target": [], "reciprocal": false, "date": null, "place": null,
            "casualties": {"killed": null, "injured": null, "arrested": null}, "factuality": "actual", "attribution": [],
            "trigger": {"text": "", "span": [0, 0]}, "confidence": 1.0, "derivation": {"frame": "", "path": [], "notes": []}
        });
        let event: Event = serde_json::from_value(nothing).expect("an event record");
        Event { source: vec![actor("IRN", Some("IRN"), "GOV")], target: vec![target], date, ..event }
    }

    #[test]
    fn what_another_says_the_strikes_hit_was_hit_on_the_same_day() {
        let group = actor("IRN", Some("jaish-al-adl"), "REB");
        let children = actor("PAK", None, "CVL");
        let told = strike(3, group, "Strikes on 16 January hit the group.", date("2024-01-16", DateBasis::Expression));
        let claim = |text: &str| {
            let mut events = [told.clone(), strike(5, children.clone(), text, date("2024-02-23", DateBasis::Dateline))];
            inherit(&mut events);
            events[1].date.as_ref().map(|d| d.start.clone())
        };
        assert_eq!(claim("Islamabad said the missile strikes killed two children.").as_deref(), Some("2024-01-16"));
        assert_eq!(claim("Islamabad said missiles killed two children.").as_deref(), Some("2024-02-23"));
    }

    #[test]
    fn another_toll_is_another_act() {
        let target = || actor("PAK", None, "LAB");
        let toll = |n: u64| Some(Count { low: n, high: Some(n), text: n.to_string() });
        let mut events = [
            strike(1, target(), "", date("2024-01-27", DateBasis::Expression)),
            strike(4, target(), "", date("2024-01-29", DateBasis::Dateline)),
        ];
        events[0].casualties.killed = toll(9);
        events[1].casualties.killed = toll(2);
        inherit(&mut events);
        assert_eq!(events[1].date, date("2024-01-29", DateBasis::Dateline));
        events[1].casualties.killed = None;
        inherit(&mut events);
        assert_eq!(events[1].date, date("2024-01-27", DateBasis::Inherited));
    }
}
