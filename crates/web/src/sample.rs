//! A small made-up crisis for tests: a quarrel about fishing, told by four reports of three origins.

use crate::{Beside, Crisis};
use detente_record::{
    Account, Actor, Aspect, Attribution, Casualties, Count, Date, DateBasis, Derivation, Dispute, DocumentRef, EVENT_SCHEMA, Event,
    Factuality, Flag, FlagKind, Granularity, INCIDENT_SCHEMA, Incident, Origin, Place, Position, Precision, Stance, Toll, TollNumber,
    Trigger,
};
use detente_series::{DayCount, Direction, Kind, Phase, Series, Standing, Unit};
use jiff::civil::date;

/// Where the `nth` place of some words lies, in code points, counted from `start`.
fn span(text: &str, start: usize, (words, nth): (&str, usize)) -> [usize; 2] {
    let (byte, _) = text.match_indices(words).nth(nth - 1).unwrap_or_else(|| panic!("`{words}` is not in `{text}`"));
    let from = start + text[..byte].chars().count();
    [from, from + words.chars().count()]
}

fn actor(text: &str, start: usize, words: (&str, usize)) -> Actor {
    let (name, country) = match words.0 {
        w if w.contains("Iceland") => ("Iceland", Some("ISL")),
        w if w.contains("Brit") => ("United Kingdom", Some("GBR")),
        w => (w, None),
    };
    Actor {
        text: words.0.to_owned(),
        name: name.to_owned(),
        country: country.map(str::to_owned),
        span: span(text, start, words),
        ..Actor::default()
    }
}

/// An event of a sentence that begins at `start` in its report; words by their nth place in the sentence, from 1.
pub(crate) fn told(
    text: &str,
    start: usize,
    trigger: (&str, usize),
    source: &[(&str, usize)],
    target: &[(&str, usize)],
    speakers: &[(&str, usize)],
) -> Event {
    let said = |words: &(&str, usize)| Attribution {
        speaker: actor(text, start, *words),
        stance: Stance::Asserts,
        cue: "says".to_owned(),
        span: span(text, start, *words),
    };
    Event {
        schema: EVENT_SCHEMA.to_owned(),
        id: "event".to_owned(),
        document: DocumentRef::default(),
        sentence: 0,
        text: text.to_owned(),
        event_type: "ASSAULT".to_owned(),
        mode: Some("heavy-weapons".to_owned()),
        contexts: Vec::new(),
        cameo: "194".to_owned(),
        quad_class: 4,
        goldstein: -10.0,
        source: source.iter().map(|w| actor(text, start, *w)).collect(),
        target: target.iter().map(|w| actor(text, start, *w)).collect(),
        reciprocal: false,
        date: Some(day("1973-05-26")),
        place: None,
        casualties: Casualties::default(),
        factuality: Factuality::Actual,
        attribution: speakers.iter().map(said).collect(),
        trigger: Trigger { text: trigger.0.to_owned(), span: span(text, start, trigger) },
        confidence: 0.9,
        derivation: Derivation { frame: "194#fire-at".to_owned(), ..Derivation::default() },
        mentions: Vec::new(),
        variants: Vec::new(),
    }
}

fn day(iso: &str) -> Date {
    Date { start: iso.to_owned(), end: iso.to_owned(), granularity: Granularity::Day, basis: DateBasis::Dateline, text: None }
}

pub(crate) fn document(id: &str, title: &str, publisher: &str, published: &str) -> DocumentRef {
    DocumentRef {
        id: id.to_owned(),
        title: Some(title.to_owned()),
        publisher: Some(publisher.to_owned()),
        published: Some(published.to_owned()),
        ..DocumentRef::default()
    }
}

/// An incident of its accounts, each with its origin, taking what it is from the first.
pub(crate) fn incident(id: &str, accounts: Vec<(&str, Event)>) -> Incident {
    let first = accounts[0].1.clone();
    let origins: std::collections::BTreeSet<&str> = accounts.iter().map(|(o, _)| *o).collect();
    Incident {
        schema: INCIDENT_SCHEMA.to_owned(),
        id: id.to_owned(),
        event_type: first.event_type,
        mode: first.mode,
        contexts: first.contexts,
        cameo: first.cameo,
        quad_class: first.quad_class,
        goldstein: first.goldstein,
        source: first.source,
        target: first.target,
        reciprocal: first.reciprocal,
        date: first.date,
        place: first.place,
        factuality: first.factuality,
        killed: None,
        injured: None,
        reports: accounts.len(),
        origins: origins.len(),
        accounts: accounts.iter().map(|(o, e)| Account { origin: (*o).to_owned(), event: e.clone() }).collect(),
        disputes: Vec::new(),
        flags: Vec::new(),
    }
}

fn shots() -> Incident {
    let post = document("post-27", "Shells off Grimsey", "Harbour Post", "1973-05-27");
    let first = "Iceland said its patrol boat fired two shells at a British trawler off Grimsey.";
    let mut a = told(first, 120, ("fired", 1), &[("its patrol boat", 1)], &[("a British trawler", 1)], &[("Iceland", 1)]);
    (a.id, a.document) = ("a1".to_owned(), post);
    a.place = Some(Place {
        name: "Grímsey".to_owned(),
        country: Some("ISL".to_owned()),
        adm1: Some("Northeast".to_owned()),
        lat: Some(66.54),
        lon: Some(-18.01),
        precision: Precision::City,
        geonameid: None,
        span: None,
    });
    let second = "Britain denied that <b>its</b> sailors were hurt; an owner & his crew counted two injured.";
    let mut b = told(second, 0, ("hurt", 1), &[], &[("sailors", 1)], &[("Britain", 1)]);
    (b.id, b.document) = ("b1".to_owned(), document("wire-28", "London denies", "North Wire", "1973-05-28"));
    b.factuality = Factuality::Denied;
    b.attribution[0].stance = Stance::Denies;
    b.casualties.injured = Some(Count { low: 2, high: Some(2), text: "two injured".to_owned() });
    let mut shots = incident("shots", vec![("post-27", a), ("wire-28", b)]);
    let numbers = vec![TollNumber {
        event: "b1".to_owned(),
        low: 2,
        high: Some(2),
        text: "two injured".to_owned(),
        speaker: None,
        published: Some("1973-05-28".to_owned()),
    }];
    shots.injured = Some(Toll { low: 2, best: 2, high: Some(2), rule: "the only number".to_owned(), numbers });
    shots.disputes = vec![Dispute {
        about: Aspect::Happened,
        positions: vec![
            position("yes", false, vec![shots.accounts[0].event.attribution[0].speaker.clone()], "a1"),
            position("no", true, vec![shots.accounts[1].event.attribution[0].speaker.clone()], "b1"),
        ],
    }];
    shots.flags = vec![Flag {
        kind: FlagKind::PartiesOnly,
        event: "a1".to_owned(),
        document: "post-27".to_owned(),
        reason: "no report tells it in its own voice".to_owned(),
    }];
    shots
}

fn position(value: &str, denied: bool, speakers: Vec<Actor>, event: &str) -> Position {
    Position { value: value.to_owned(), denied, speakers, own_voice: false, origins: 1, events: vec![event.to_owned()] }
}

fn talks() -> Incident {
    let text = "Ministers of Iceland and Britain met in Reykjavik.";
    let mut e = told(text, 0, ("met", 1), &[("Iceland", 1), ("Britain", 1)], &[], &[]);
    (e.id, e.document) = ("c1".to_owned(), document("post-30", "Talks begin", "Harbour Post", "1973-05-30"));
    (e.event_type, e.mode, e.cameo, e.quad_class, e.goldstein) = ("CONSULT".to_owned(), None, "040".to_owned(), 1, 1.0);
    (e.reciprocal, e.date) = (true, Some(day("1973-05-30")));
    e.place = Some(Place {
        name: "Iceland".to_owned(),
        country: Some("ISL".to_owned()),
        adm1: None,
        lat: Some(65.0),
        lon: Some(-18.0),
        precision: Precision::Country,
        geonameid: None,
        span: None,
    });
    incident("talks", vec![("post-27", e)])
}

/// What another program counts.
fn beside(period: [jiff::civil::Date; 2]) -> Beside {
    let count = |d, quads, goldstein| DayCount { day: d, quads, goldstein, intensity: 0.0 };
    let days = [count(date(1973, 5, 26), [2, 0, 9, 4], -61.5), count(date(1973, 5, 30), [5, 1, 0, 0], 12.0)];
    let dyad = ["GBR".to_owned(), "ISL".to_owned()];
    let series = Series::of_days(dyad, Direction::Undirected, Unit::Day, period, &days).expect("the period is the right way round");
    Beside { program: "GDELT".to_owned(), series }
}

/// The whole.
pub(crate) fn crisis() -> Crisis {
    let dyad = ["GBR".to_owned(), "ISL".to_owned()];
    let count = |d, quads, goldstein| DayCount { day: d, quads, goldstein, intensity: 0.0 };
    let days = [count(date(1973, 5, 26), [0, 0, 1, 1], -14.0), count(date(1973, 5, 30), [1, 0, 0, 0], 1.0)];
    let period = [date(1973, 5, 25), date(1973, 5, 31)];
    let series = Series::of_days(dyad.clone(), Direction::Undirected, Unit::Day, period, &days).expect("the period is the right way round");
    let phase = |kind, from, to, steps, events, level| Phase { kind, from, to, steps, events, level, why: format!("level {level}") };
    Crisis {
        title: "Iceland and the United Kingdom, May 1973".to_owned(),
        dyad: Some(dyad),
        names: [("GBR", "United Kingdom"), ("ISL", "Iceland")].map(|(c, n)| (c.to_owned(), n.to_owned())).into(),
        labels: [("194".to_owned(), "Fight with artillery and tanks".to_owned())].into(),
        series: Some(series),
        standing: Standing::HAPPENED,
        phases: vec![
            phase(Kind::Crisis, date(1973, 5, 25), date(1973, 5, 28), [0, 4], 2, -3.5),
            phase(Kind::Rapprochement, date(1973, 5, 29), date(1973, 5, 31), [4, 7], 1, 0.3),
        ],
        turns: vec![vec![], vec!["talks".to_owned()]],
        beside: vec![beside(period)],
        incidents: vec![talks(), shots()],
        origins: vec![
            Origin {
                id: "post-27".to_owned(),
                documents: vec!["post-27".to_owned(), "post-30".to_owned()],
                publishers: vec!["Harbour Post".to_owned()],
                reason: "one publisher".to_owned(),
            },
            Origin { id: "wire-28".to_owned(), documents: vec!["wire-28".to_owned()], publishers: vec![], reason: String::new() },
        ],
        documents: vec![
            document("post-27", "Shells off Grimsey", "Harbour Post", "1973-05-27"),
            document("wire-28", "London denies", "North Wire", "1973-05-28"),
            document("post-30", "Talks begin", "Harbour Post", "1973-05-30"),
        ],
        generated_by: "detente 0.0.0".to_owned(),
    }
}

/// A record of so many incidents, each with two accounts.
pub(crate) fn large(incidents: usize) -> Crisis {
    let mut crisis = crisis();
    let shots = shots();
    crisis.incidents = (0..incidents)
        .map(|n| {
            let mut one = shots.clone();
            one.id = format!("{n:016x}");
            one.date = Some(day(&date(1973, 5, 25).saturating_add(jiff::Span::new().days((n % 7) as i64)).to_string()));
            for (k, account) in one.accounts.iter_mut().enumerate() {
                account.event.id = format!("{:016x}", n * 2 + k + incidents);
                account.event.document.id = format!("report-{n:05}-{k}");
            }
            if n % 9 > 0 {
                one.disputes.clear();
            }
            for position in one.disputes.iter_mut().flat_map(|d| &mut d.positions) {
                position.events = vec![one.accounts[0].event.id.clone()];
            }
            for number in one.injured.iter_mut().flat_map(|t| &mut t.numbers) {
                number.event = one.accounts[1].event.id.clone();
            }
            one
        })
        .collect();
    crisis.documents = crisis.incidents.iter().flat_map(|i| &i.accounts).map(|a| a.event.document.clone()).collect();
    let origin = |d: &DocumentRef| Origin { id: d.id.clone(), documents: vec![d.id.clone()], publishers: vec![], reason: String::new() };
    crisis.origins = crisis.documents.iter().map(origin).collect();
    crisis
}
