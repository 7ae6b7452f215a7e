//! A small crisis by hand, in which a reader can follow each event into every format: talks, a strike with dead that two
//! reports count differently, a denial, a statement of two states, a demand, and a month known no better than that.

#![allow(dead_code, reason = "each test takes what it needs")]

use detente_record::{
    Account, Actor, Aspect, Attribution, Casualties, Count, Date, DateBasis, Derivation, Dispute, DocumentRef, EVENT_SCHEMA, Event,
    Factuality, Flag, FlagKind, Granularity, INCIDENT_SCHEMA, Incident, Place, Position, Precision, Stance, Toll, TollNumber, Trigger,
};

fn actor(words: &str, name: &str, country: Option<&str>, sectors: &[&str]) -> Actor {
    let sectors: Vec<String> = sectors.iter().map(|s| (*s).to_owned()).collect();
    let code = country.map(|c| c.to_owned() + &sectors.concat());
    Actor {
        text: words.to_owned(),
        name: name.to_owned(),
        id: Some(name.to_lowercase().replace(' ', "-")),
        country: country.map(str::to_owned),
        sectors,
        code,
        span: [0, words.chars().count()],
    }
}

fn iran() -> Actor {
    actor("Tehran", "Iran", Some("IRN"), &["GOV"])
}

fn pakistan() -> Actor {
    actor("Islamabad", "Pakistan", Some("PAK"), &["GOV"])
}

fn day(text: &str) -> Option<Date> {
    let (start, end, granularity) = (text.to_owned(), text.to_owned(), Granularity::Day);
    Some(Date { start, end, granularity, basis: DateBasis::Expression, text: Some(text.to_owned()) })
}

fn report(id: &str, publisher: Option<&str>, published: &str) -> DocumentRef {
    DocumentRef {
        id: id.to_owned(),
        title: Some(format!("Report \"{id}\"")),
        publisher: publisher.map(str::to_owned),
        published: Some(published.to_owned()),
        published_basis: Some("given".to_owned()),
        uri: Some(format!("https://example.org/{id}")),
    }
}

fn village() -> Option<Place> {
    Some(Place {
        name: "Sabz Koh".to_owned(),
        country: Some("PAK".to_owned()),
        adm1: Some("Balochistan".to_owned()),
        lat: Some(26.4),
        lon: Some(64.05),
        precision: Precision::City,
        geonameid: Some(1_234_567),
        span: None,
    })
}

fn event(id: &str, document: DocumentRef, sentence: usize, text: &str, kind: (&str, Option<&str>, &str, u8, f64)) -> Event {
    let (event_type, mode, cameo, quad_class, goldstein) = kind;
    // The trigger is the word that the text has between stars.
    let trigger = text.split('*').nth(1).unwrap_or_default().to_owned();
    let start = text.chars().take_while(|c| *c != '*').count();
    Event {
        schema: EVENT_SCHEMA.to_owned(),
        id: id.to_owned(),
        document,
        sentence,
        text: text.replace('*', ""),
        event_type: event_type.to_owned(),
        mode: mode.map(str::to_owned),
        contexts: Vec::new(),
        cameo: cameo.to_owned(),
        quad_class,
        goldstein,
        source: Vec::new(),
        target: Vec::new(),
        reciprocal: false,
        date: None,
        place: None,
        casualties: Casualties::default(),
        factuality: Factuality::Actual,
        attribution: Vec::new(),
        trigger: Trigger { span: [start, start + trigger.chars().count()], text: trigger },
        confidence: 0.9,
        derivation: Derivation { frame: format!("{cameo}#by-hand"), path: Vec::new(), notes: Vec::new() },
        mentions: Vec::new(),
        variants: Vec::new(),
    }
}

fn killed(low: u64, high: Option<u64>, words: &str) -> Casualties {
    Casualties { killed: Some(Count { low, high, text: words.to_owned() }), ..Casualties::default() }
}

/// The strike as the first report has it.
fn strike() -> Event {
    let text = "Jets *struck*\ttwo houses in Sabz Koh on Tuesday, killing two children.";
    let mut e =
        event("00000000000000b1", report("r1", Some("Daybook Asia"), "2024-01-17"), 0, text, ("ASSAULT", Some("aerial"), "195", 4, -10.0));
    e.contexts = vec!["military".to_owned(), "terrorism".to_owned()];
    e.source = vec![actor("Jets", "Iran", Some("IRN"), &["MIL"])];
    e.target = vec![actor("two children", "children", Some("PAK"), &["CVL"])];
    e.date = day("2024-01-16");
    e.place = village();
    e.casualties = killed(2, Some(2), "two children");
    e
}

/// The same strike in the second report.
fn strike_elsewhere() -> Event {
    let text = "The *raid* on Sabz Koh killed at least three, officials said.";
    let mut e = event("00000000000000b2", report("r2", None, "2024-01-18"), 3, text, ("ASSAULT", Some("aerial"), "195", 4, -10.0));
    e.source = vec![iran()];
    e.target = vec![actor("three", "people", Some("PAK"), &["CVL"])];
    e.date = day("2024-01-16");
    e.place = village();
    e.casualties = killed(3, None, "at least three");
    e
}

/// The strike as its author denies it.
fn denial() -> Event {
    let text = "Tehran denied that its jets had *hit* any house.";
    let mut e = event("00000000000000b3", report("r2", None, "2024-01-18"), 4, text, ("ASSAULT", Some("aerial"), "195", 4, -10.0));
    e.source = vec![iran()];
    e.target = vec![actor("any house", "houses", Some("PAK"), &["CVL"])];
    e.factuality = Factuality::Denied;
    e.attribution = vec![Attribution { speaker: iran(), stance: Stance::Denies, cue: "denied".to_owned(), span: [0, 6] }];
    e
}

/// All events of the crisis.
pub fn events() -> Vec<Event> {
    let talks_text = "\"Neighbours *talk*,\" said the foreign ministers of Iran and Pakistan after meeting in Islamabad on Monday.";
    let mut talks = event(
        "00000000000000a1",
        report("r3", Some("The Harbour Post"), "2024-01-29"),
        1,
        talks_text,
        ("CONSULT", Some("visit"), "042", 1, 1.9),
    );
    talks.contexts = vec!["diplomatic".to_owned()];
    talks.source = vec![iran(), pakistan()];
    talks.reciprocal = true;
    talks.date = day("2024-01-29");
    talks.place = Some(Place {
        name: "Islamabad".to_owned(),
        adm1: None,
        lat: Some(33.72),
        lon: Some(73.04),
        precision: Precision::City,
        geonameid: None,
        ..village().expect("a place")
    });
    let text = "Washington and London *condemned* the militants, who hold no territory, from afar.";
    let mut condemned = event(
        "00000000000000c1",
        report("r3", Some("The Harbour Post"), "2024-01-29"),
        6,
        text,
        ("ACCUSE", Some("disapprove"), "111", 3, -2.0),
    );
    condemned.source =
        vec![actor("Washington", "United States", Some("USA"), &["GOV"]), actor("London", "United Kingdom", Some("GBR"), &["GOV"])];
    condemned.target = vec![actor("the militants", "Jaish al-Adl", None, &["REB"])];
    let text = "Pakistan *wants* an inquiry.";
    let mut demand = event(
        "00000000000000d1",
        report("r3", Some("The Harbour Post"), "2024-01-29"),
        7,
        text,
        ("REQUEST", Some("yield"), "101", 3, -5.0),
    );
    demand.source = vec![pakistan()];
    demand.target = vec![iran()];
    demand.factuality = Factuality::CalledFor;
    let text = "Doctors *marched* through Quetta in December.";
    let mut march = event("00000000000000e1", report("r4", None, "2024-01-30"), 2, text, ("PROTEST", Some("demo"), "141", 4, -6.5));
    march.source = vec![actor("Doctors", "doctors", Some("PAK"), &["MED", "OPP"])];
    march.date = Some(Date {
        start: "2023-12-01".to_owned(),
        end: "2023-12-31".to_owned(),
        granularity: Granularity::Month,
        ..day("2023-12-01").expect("a day")
    });
    march.place = Some(Place {
        name: "Balochistan".to_owned(),
        lat: None,
        lon: None,
        precision: Precision::Adm1,
        geonameid: None,
        ..village().expect("a place")
    });
    vec![talks, strike(), strike_elsewhere(), denial(), condemned, demand, march]
}

/// The strike over all its accounts, with what is disputed, and the talks of one report.
pub fn incidents() -> Vec<Incident> {
    let [first, second, denied] = [strike(), strike_elsewhere(), denial()];
    let number = |e: &Event, speaker: Option<Actor>| {
        let count = e.casualties.killed.clone().expect("dead");
        let (event, published) = (e.id.clone(), e.document.published.clone());
        TollNumber { event, low: count.low, high: count.high, text: count.text, speaker, published }
    };
    let officials = actor("officials", "officials", Some("PAK"), &["GOV"]);
    let position = |value: &str, denied: bool, events: &[&Event], speakers: &[Actor]| Position {
        value: value.to_owned(),
        denied,
        speakers: speakers.to_vec(),
        own_voice: speakers.is_empty(),
        origins: events.len(),
        events: events.iter().map(|e| e.id.clone()).collect(),
    };
    let disputes = vec![
        Dispute {
            about: Aspect::Happened,
            positions: vec![position("yes", false, &[&first, &second], &[]), position("yes", true, &[&denied], &[iran()])],
        },
        Dispute {
            about: Aspect::Killed,
            positions: vec![position("2", false, &[&first], &[]), position("3", false, &[&second], std::slice::from_ref(&officials))],
        },
    ];
    let toll = Toll {
        low: 2,
        best: 3,
        high: None,
        rule: "the newest day's number".to_owned(),
        numbers: vec![number(&first, None), number(&second, Some(officials))],
    };
    let mut struck = alone(&first);
    struck.killed = Some(toll);
    struck.reports = 2;
    struck.origins = 2;
    struck.disputes = disputes;
    struck.flags = Vec::new();
    struck.accounts = [denied, first, second].map(|event| Account { origin: event.document.id.clone(), event }).into();
    vec![struck, alone(&events()[0])]
}

/// An incident of one account.
fn alone(e: &Event) -> Incident {
    let flag = Flag { kind: FlagKind::SingleOrigin, event: e.id.clone(), document: e.document.id.clone(), reason: "one report".to_owned() };
    Incident {
        schema: INCIDENT_SCHEMA.to_owned(),
        id: format!("i{}", &e.id[1..]),
        event_type: e.event_type.clone(),
        mode: e.mode.clone(),
        contexts: e.contexts.clone(),
        cameo: e.cameo.clone(),
        quad_class: e.quad_class,
        goldstein: e.goldstein,
        source: e.source.clone(),
        target: e.target.clone(),
        reciprocal: e.reciprocal,
        date: e.date.clone(),
        place: e.place.clone(),
        factuality: e.factuality,
        killed: None,
        injured: None,
        reports: 1,
        origins: 1,
        accounts: vec![Account { origin: e.document.id.clone(), event: e.clone() }],
        disputes: Vec::new(),
        flags: vec![flag],
    }
}
