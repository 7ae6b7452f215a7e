//! The same behaviour of both databases. PostgreSQL is tested where `DETENTE_TEST_POSTGRES` holds a server's URL, as in
//! `.ci/run`.

use detente_record::{
    Account, Actor, Attribution, Casualties, Count, Date, DateBasis, Derivation, DocumentRef, EVENT_SCHEMA, Event, Factuality, Granularity,
    INCIDENT_SCHEMA, Incident, Place, Precision, Problem, Stance, Trigger,
};
use detente_store::{Coding, Days, Direction, EventRows, Filter, Put, Sides, Store, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Runs a test on a fresh store of each kind.
fn each(test: impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("a folder");
    test(&folder.path().join("crisis.db").display().to_string());
    let Ok(server) = std::env::var("DETENTE_TEST_POSTGRES") else { return };
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let schema = format!("detente_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
    let mut client = postgres::Client::connect(&server, postgres::NoTls).expect("the server of DETENTE_TEST_POSTGRES");
    client.batch_execute(&format!("CREATE SCHEMA {schema}")).expect("a schema");
    let sign = if server.contains('?') { '&' } else { '?' };
    test(&format!("{server}{sign}options=-c%20search_path%3D{schema}"));
    client.batch_execute(&format!("DROP SCHEMA {schema} CASCADE")).expect("the schema goes");
}

fn state(country: &str) -> Actor {
    Actor {
        text: country.to_owned(),
        name: country.to_owned(),
        id: Some(country.to_owned()),
        country: Some(country.to_owned()),
        sectors: vec!["GOV".to_owned()],
        ..Actor::default()
    }
}

fn strike(id: &str, document: &str, day: &str, [source, target]: [&str; 2]) -> Event {
    let published = Some("2024-01-19".to_owned());
    Event {
        schema: EVENT_SCHEMA.to_owned(),
        id: id.to_owned(),
        document: DocumentRef { id: document.to_owned(), publisher: Some("Border Wire".to_owned()), published, ..DocumentRef::default() },
        sentence: 0,
        text: format!("{source} struck 100% of {target}'s bases."),
        event_type: "ASSAULT".to_owned(),
        mode: Some("aerial".to_owned()),
        contexts: Vec::new(),
        cameo: "195".to_owned(),
        quad_class: 4,
        goldstein: -10.0,
        source: vec![state(source)],
        target: vec![state(target)],
        reciprocal: false,
        date: Some(Date {
            start: day.to_owned(),
            end: day.to_owned(),
            granularity: Granularity::Day,
            basis: DateBasis::Expression,
            text: None,
        }),
        place: None,
        casualties: Casualties { killed: Some(Count { low: 2, high: Some(2), text: "two".to_owned() }), ..Casualties::default() },
        factuality: Factuality::Actual,
        attribution: Vec::new(),
        trigger: Trigger { text: "struck".to_owned(), span: [4, 10] },
        confidence: 0.9,
        derivation: Derivation::default(),
        mentions: Vec::new(),
        variants: Vec::new(),
    }
}

fn put(store: &mut Store, version: &str, document: &str, events: &[Event]) -> Put {
    let reference = DocumentRef { id: document.to_owned(), publisher: Some("Border Wire".to_owned()), ..DocumentRef::default() };
    let coding = Coding { document: &reference, text: "Text.", hash: "h", signature: &[1, 2], version, events, problems: &[] };
    store.put(&coding).expect("a document goes in")
}

fn found(store: &mut Store, filter: &Filter) -> Vec<String> {
    let mut ids = Vec::new();
    store
        .events(filter, &mut |e| {
            ids.push(e.id);
            Ok(())
        })
        .expect("an answer");
    ids
}

#[test]
fn what_goes_in_comes_out_unchanged() {
    each(|location| {
        let event = strike("a", "d1", "2024-01-16", ["IRN", "PAK"]);
        put(&mut Store::open(location).expect("a store"), "1", "d1", std::slice::from_ref(&event));
        let mut again = Store::existing(location).expect("it lasts");
        assert_eq!(again.events_by_id(&["a".to_owned()]).expect("an answer"), [event]);
        let counts = again.counts().expect("counts");
        assert_eq!((counts.documents, counts.events, counts.waiting), (1, 1, 1));
    });
}

#[test]
fn a_document_put_in_again_changes_nothing() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let events = [strike("a", "d1", "2024-01-16", ["IRN", "PAK"])];
        assert_eq!(put(&mut store, "1", "d1", &events), Put::New);
        let before = store.counts().expect("counts");
        assert_eq!(put(&mut store, "1", "d1", &events), Put::Unchanged);
        assert_eq!(store.counts().expect("counts"), before);
        assert!(store.has("d1", "h", "1").expect("an answer") && !store.has("d1", "other", "1").expect("an answer"));
    });
}

#[test]
fn a_newer_coding_stands_beside_the_older_one_and_shows_what_changed() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let (a, b) = (strike("a", "d1", "2024-01-16", ["IRN", "PAK"]), strike("b", "d1", "2024-01-18", ["PAK", "IRN"]));
        put(&mut store, "1", "d1", &[a.clone(), b.clone()]);
        let mut later = b.clone();
        later.mode = Some("drone".to_owned());
        let c = strike("c", "d1", "2024-01-19", ["IRN", "PAK"]);
        assert_eq!(put(&mut store, "2", "d1", &[later.clone(), c.clone()]), Put::Recoded { before: "1".to_owned() });
        assert_eq!(found(&mut store, &Filter::default()), ["b", "c"]);
        let difference = store.difference("d1").expect("an answer").expect("two codings");
        assert_eq!((difference.before.as_str(), difference.after.as_str()), ("1", "2"));
        assert_eq!((difference.gone, difference.new, difference.changed), (vec![a], vec![c], vec![(b, later)]));
        // The older version comes again: its coding counts again.
        let events = [strike("a", "d1", "2024-01-16", ["IRN", "PAK"]), strike("b", "d1", "2024-01-18", ["PAK", "IRN"])];
        put(&mut store, "1", "d1", &events);
        assert_eq!(found(&mut store, &Filter::default()), ["a", "b"]);
    });
}

#[test]
fn filters_find_what_they_name() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let mut talks = strike("t", "d2", "2024-01-29", ["IRN", "PAK"]);
        (talks.event_type, talks.quad_class, talks.cameo, talks.reciprocal) = ("CONSULT".to_owned(), 1, "046".to_owned(), true);
        put(&mut store, "1", "d1", &[strike("a", "d1", "2024-01-16", ["IRN", "PAK"]), strike("b", "d1", "2024-01-18", ["PAK", "IRN"])]);
        put(&mut store, "1", "d2", &[talks, strike("x", "d2", "2024-01-15", ["IRN", "IRQ"])]);
        let mut ids = |filter: Filter| found(&mut store, &filter).join(" ");
        assert_eq!(ids(Filter::default()), "x a b t");
        assert_eq!(ids(Filter { from: Some("2024-01-17".into()), ..Filter::default() }), "b t");
        assert_eq!(ids(Filter { cameo: vec!["04".into()], ..Filter::default() }), "t");
        assert_eq!(ids(Filter { quads: vec![4], to: Some("2024-01-16".into()), ..Filter::default() }), "x a");
        let dyad = |direction| Filter { dyad: Some((["IRN".into(), "PAK".into()], direction)), ..Filter::default() };
        assert_eq!(ids(dyad(Direction::Undirected)), "a b t");
        assert_eq!(ids(dyad(Direction::Directed)), "a t");
        let source = Sides { countries: vec!["PAK".into()], sectors: vec!["GOV".into()], ..Sides::default() };
        assert_eq!(ids(Filter { source, ..Filter::default() }), "b");
        assert_eq!(ids(Filter { text: Some("100% of pak".into()), ..Filter::default() }), "a t", "a percent sign is no joker");
        assert_eq!(ids(Filter { limit: Some(2), ..Filter::default() }), "x a");
        assert_eq!(ids(Filter { killed: Some(3), ..Filter::default() }), "");
    });
}

#[test]
fn filters_read_what_stands_in_no_column() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let mut a = strike("a", "d1", "2024-01-16", ["IRN", "PAK"]);
        a.contexts = vec!["military".to_owned(), "territory".to_owned()];
        a.casualties.injured = Some(Count { low: 12, high: None, text: "a dozen".to_owned() });
        a.place = Some(Place {
            name: "Sabz Koh".to_owned(),
            country: Some("PAK".to_owned()),
            adm1: None,
            lat: None,
            lon: None,
            precision: Precision::City,
            geonameid: None,
            span: None,
        });
        a.attribution =
            vec![Attribution { speaker: state("PAK"), stance: Stance::ClaimsResponsibility, cue: "claimed".to_owned(), span: [0, 3] }];
        a.derivation.frame = "195#strike_verb".to_owned();
        let mut b = strike("b", "d1", "2024-01-18", ["PAK", "IRN"]);
        b.date.as_mut().expect("a date").granularity = Granularity::Week;
        put(&mut store, "1", "d1", &[a, b]);
        let mut ids = |filter: Filter| found(&mut store, &filter).join(" ");
        let one = |word: &str| vec![word.to_owned()];
        assert_eq!(ids(Filter { contexts: one("territory"), ..Filter::default() }), "a");
        assert_eq!(ids(Filter { contexts: vec!["other".into(), "military".into()], ..Filter::default() }), "a");
        assert_eq!(ids(Filter { stances: one("claims_responsibility"), ..Filter::default() }), "a");
        assert_eq!(ids(Filter { stances: one("denies"), ..Filter::default() }), "");
        assert_eq!(ids(Filter { own_voice: true, ..Filter::default() }), "b");
        assert_eq!(ids(Filter { precisions: one("city"), ..Filter::default() }), "a");
        assert_eq!(ids(Filter { place_names: one("SABZ"), ..Filter::default() }), "a");
        assert_eq!(ids(Filter { granularities: one("week"), ..Filter::default() }), "b");
        assert_eq!(ids(Filter { injured: Some(12), ..Filter::default() }), "a");
        assert_eq!(ids(Filter { injured: Some(13), ..Filter::default() }), "");
        assert_eq!(ids(Filter { frames: one("195#strike_"), ..Filter::default() }), "a");
        assert_eq!(ids(Filter { frames: one("195#strike%"), ..Filter::default() }), "", "a percent sign is no joker");
        assert_eq!(ids(Filter { text: Some("goldstein".into()), ..Filter::default() }), "", "a field's name is no word of the sentence");
        assert_eq!(ids(Filter { published_from: Some("2024-01-20".into()), ..Filter::default() }), "");
        assert_eq!(ids(Filter { published_to: Some("2024-01-19".into()), ..Filter::default() }), "a b");
    });
}

#[test]
fn differences_are_of_the_documents_and_events_that_are_asked_for() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let talks = Event { event_type: "CONSULT".to_owned(), ..strike("t", "d2", "2024-01-29", ["IRN", "PAK"]) };
        put(&mut store, "1", "d1", &[strike("a", "d1", "2024-01-16", ["IRN", "PAK"])]);
        put(&mut store, "1", "d2", std::slice::from_ref(&talks));
        put(&mut store, "1", "d3", &[]);
        put(&mut store, "2", "d1", &[]);
        put(&mut store, "2", "d2", &[Event { cameo: "040".to_owned(), ..talks }]);
        let mut documents = |filter: Filter| {
            let mut found = Vec::new();
            store
                .differences(&filter, &mut |d| {
                    found.push((d.document.id, d.gone.len(), d.new.len(), d.changed.len(), d.text_changed));
                    Ok(())
                })
                .expect("an answer");
            found
        };
        let (d1, d2) = (("d1".to_owned(), 1, 0, 0, false), ("d2".to_owned(), 0, 0, 1, false));
        assert_eq!(documents(Filter::default()), [d1.clone(), d2.clone()], "d3 was coded once");
        assert_eq!(
            documents(Filter { types: vec!["ASSAULT".into()], ..Filter::default() }),
            vec![d1.clone()],
            "an event that is gone is found"
        );
        assert_eq!(documents(Filter { cameo: vec!["04".into()], ..Filter::default() }), vec![d2.clone()]);
        assert_eq!(documents(Filter { documents: vec!["d2".into()], ..Filter::default() }), [d2]);
        assert_eq!(documents(Filter { limit: Some(1), ..Filter::default() }), [d1]);
    });
}

#[test]
fn problems_come_with_their_documents() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let document = DocumentRef { id: "d1".to_owned(), publisher: Some("Border Wire".to_owned()), ..DocumentRef::default() };
        let problem = |span, message: &str| Problem { document: "d1".to_owned(), span, message: message.to_owned() };
        let problems = [problem(Some([0, 4]), "No day"), problem(None, "no letters")];
        let coding =
            |version, problems| Coding { document: &document, text: "Text.", hash: "h", signature: &[], version, events: &[], problems };
        store.put(&coding("1", &problems)).expect("it goes in");
        let found = |store: &mut Store, filter: Filter| {
            let mut found = Vec::new();
            store
                .problems(&filter, &mut |p| {
                    found.push((p.document.id, p.text, p.problem.span, p.problem.message, p.version));
                    Ok(())
                })
                .expect("an answer");
            found
        };
        let day = ("d1".to_owned(), "Text.".to_owned(), Some([0, 4]), "No day".to_owned(), "1".to_owned());
        assert_eq!(found(&mut store, Filter::default()).len(), 2);
        assert_eq!(found(&mut store, Filter { text: Some("no DAY".into()), ..Filter::default() }), [day]);
        assert_eq!(found(&mut store, Filter { publishers: vec!["Other".into()], ..Filter::default() }), []);
        store.put(&coding("2", &[])).expect("it goes in");
        assert_eq!(found(&mut store, Filter::default()), [], "those of a coding before no longer count");
    });
}

#[test]
fn of_a_dyad_acts_that_go_both_ways_stand_once() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let mut talks = strike("t", "d2", "2024-01-16", ["IRN", "PAK"]);
        (talks.quad_class, talks.goldstein, talks.reciprocal) = (1, 4.0, true);
        let strikes = [strike("a", "d1", "2024-01-16", ["IRN", "PAK"]), strike("b", "d1", "2024-01-16", ["PAK", "IRN"])];
        put(&mut store, "1", "d1", &strikes);
        put(&mut store, "1", "d2", std::slice::from_ref(&talks));
        let incidents: Vec<Incident> = strikes.iter().chain([&talks]).map(incident_of).collect();
        store.put_incidents(&[], &incidents, &BTreeMap::new()).expect("they go in");
        let dyad = ["PAK".to_owned(), "IRN".to_owned()];
        let mut found = |direction, period: [&str; 2], filter: &Filter| -> Vec<(String, u8)> {
            let found = store.dyad_incidents(&dyad, direction, period, filter).expect("an answer");
            found.into_iter().map(|i| (i.id, i.quad)).collect()
        };
        let (year, whole) = (["2024-01-01", "2024-12-31"], Filter::default());
        let is = |id: &str, quad| (format!("i-{id}"), quad);
        assert_eq!(found(Direction::Undirected, year, &whole), [is("b", 4), is("a", 4), is("t", 1)]);
        assert_eq!(found(Direction::Directed, year, &whole), [is("b", 4), is("t", 1)]);
        assert_eq!(found(Direction::Directed, ["2023-01-01", "2023-12-31"], &whole), []);
        assert_eq!(found(Direction::Undirected, year, &Filter { documents: vec!["d2".into()], ..Filter::default() }), [is("t", 1)]);
    });
}

/// The incident of a single event.
fn incident_of(event: &Event) -> Incident {
    Incident {
        schema: INCIDENT_SCHEMA.to_owned(),
        id: format!("i-{}", event.id),
        event_type: event.event_type.clone(),
        mode: event.mode.clone(),
        contexts: Vec::new(),
        cameo: event.cameo.clone(),
        quad_class: event.quad_class,
        goldstein: event.goldstein,
        source: event.source.clone(),
        target: event.target.clone(),
        reciprocal: event.reciprocal,
        date: event.date.clone(),
        place: None,
        factuality: event.factuality,
        killed: None,
        injured: None,
        reports: 1,
        origins: 1,
        accounts: vec![Account { event: event.clone(), origin: event.document.id.clone() }],
        disputes: Vec::new(),
        flags: Vec::new(),
    }
}

#[test]
fn decisions_by_hand_can_be_taken_back() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        store.put_hand("{}", &["a".to_owned()]).expect("it is kept");
        let hands = store.hands().expect("an answer");
        assert_eq!(hands.len(), 1);
        assert!(store.undo_hand(hands[0].0, &["a".to_owned()]).expect("an answer"));
        assert!(!store.undo_hand(hands[0].0, &[]).expect("an answer"), "it is gone");
        assert_eq!(store.waiting(10).expect("an answer"), ["a"]);
    });
}

fn rows(events: &[Event]) -> Vec<EventRows> {
    events.iter().map(|e| EventRows::of(e).expect("it can be written")).collect()
}

#[test]
fn events_of_elsewhere_go_in_once() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        // More than go to a server with one statement, and a rest.
        let events: Vec<Event> =
            (0..450).map(|n| strike(&format!("e{n:03}"), &format!("d{}", n / 3), "2024-01-16", ["IRN", "PAK"])).collect();
        assert_eq!(store.put_events("x", rows(&events)).expect("they go in"), 450);
        assert_eq!(store.put_events("x", rows(&events)).expect("an answer"), 0);
        let counts = store.counts().expect("counts");
        assert_eq!((counts.documents, counts.events, counts.waiting), (150, 450, 450));
        assert_eq!((store.waiting_count().expect("a number"), store.incident_count().expect("a number")), (450, 0));
        // A document that is known gets the event that is new.
        let more = [events[0].clone(), strike("more", "d0", "2024-01-17", ["IRN", "PAK"])];
        assert_eq!(store.put_events("x", rows(&more)).expect("it goes in"), 1);
        assert_eq!(store.events_by_id(&["e449".to_owned(), "more".to_owned()]).expect("an answer"), [events[449].clone(), more[1].clone()]);
    });
}

#[test]
fn an_event_that_stands_twice_in_one_batch_goes_in_once() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let event = strike("a", "d", "2024-01-16", ["IRN", "PAK"]);
        assert_eq!(store.put_events("x", rows(&[event.clone(), event])).expect("it goes in"), 1);
        assert_eq!(store.counts().expect("counts").events, 1);
    });
}

#[test]
fn events_of_elsewhere_change_nothing_of_a_document_that_was_coded_here() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        put(&mut store, "1", "d1", &[strike("a", "d1", "2024-01-16", ["IRN", "PAK"])]);
        let others = [strike("b", "d1", "2024-01-16", ["IRN", "PAK"]), strike("c", "d2", "2024-01-16", ["IRN", "PAK"])];
        assert_eq!(store.put_events("x", rows(&others)).expect("one goes in"), 1);
        assert_eq!(found(&mut store, &Filter::default()), ["a", "c"]);
    });
}

#[test]
fn fields_of_a_newer_version_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crisis.db");
    let event = strike("a", "d", "2024-01-16", ["IRN", "PAK"]);
    let line = serde_json::to_string(&event).expect("it can be written").replacen('{', r#"{"weather":"snow","#, 1);
    let mut store = Store::open(&path.display().to_string()).expect("a store");
    store.put_events("x", vec![EventRows::with_body(&event, line.clone())]).expect("it goes in");
    assert_eq!(store.events_by_id(&["a".to_owned()]).expect("an answer"), [event]);
    let kept: String = rusqlite::Connection::open(&path)
        .and_then(|c| c.query_row("SELECT body FROM event", [], |row| row.get(0)))
        .expect("the file has one");
    assert_eq!(kept, line);
}

/// Dates of an event: from, to.
fn lasting(mut event: Event, days: Option<[&str; 2]>) -> Event {
    event.date = event.date.zip(days).map(|(d, [start, end])| Date { start: start.to_owned(), end: end.to_owned(), ..d });
    event
}

/// Ids of what is looked up in a country around the middle of January 2024, and of what has no day there.
fn looked_up(store: &mut Store, country: Option<&str>) -> [String; 2] {
    let days = Days::Between { first: "2024-01-10", last: "2024-01-20", ending: "2024-01-15" };
    [days, Days::None].map(|days| {
        let mut ids: Vec<String> =
            store.events_of(country, days, &mut BTreeSet::new()).expect("an answer").into_iter().map(|e| e.id).collect();
        ids.sort();
        ids.join(" ")
    })
}

#[test]
fn events_are_looked_up_by_country_and_day() {
    each(|location| {
        let mut store = Store::open(location).expect("a store");
        let of = |id: &str, days| lasting(strike(id, id, "2024-01-01", ["IRN", "PAK"]), days);
        let mut nowhere = of("nowhere", Some(["2024-01-16", "2024-01-16"]));
        nowhere.source.iter_mut().chain(&mut nowhere.target).for_each(|a| a.country = None);
        let mut never = of("never", None);
        never.document.published = None;
        let events = [
            of("day", Some(["2024-01-16", "2024-01-16"])),
            of("early", Some(["2024-01-12", "2024-01-13"])),
            of("week", Some(["2024-01-12", "2024-01-18"])),
            of("month", Some(["2024-01-01", "2024-01-31"])),
            of("year", Some(["2024-01-12", "2024-12-31"])),
            of("reported", None),
            of("late", Some(["2024-02-16", "2024-02-16"])),
            nowhere,
            never,
        ];
        store.put_events("x", rows(&events)).expect("they go in");
        for country in ["IRN", "PAK"] {
            assert_eq!(looked_up(&mut store, Some(country)), ["day reported week", "never year"]);
        }
        assert_eq!(looked_up(&mut store, None), ["nowhere", ""]);
        assert_eq!(looked_up(&mut store, Some("IRQ")), ["", ""]);
        let days = Days::Between { first: "2024-01-10", last: "2024-01-20", ending: "2024-01-15" };
        let mut known = BTreeSet::from(["day".to_owned()]);
        let new: Vec<String> = store.events_of(Some("IRN"), days, &mut known).expect("an answer").into_iter().map(|e| e.id).collect();
        assert_eq!(new, ["week", "reported"]);
        assert!(store.events_of(Some("PAK"), days, &mut known).expect("an answer").is_empty(), "all of them are known now");
        let waiting: Vec<String> =
            store.waiting_by_day().expect("an answer").into_iter().map(|(day, id)| format!("{} {id}", day.unwrap_or_default())).collect();
        let expected = [
            " never",
            " year",
            "2024-01-01 month",
            "2024-01-12 early",
            "2024-01-12 week",
            "2024-01-16 day",
            "2024-01-16 nowhere",
            "2024-01-19 reported",
            "2024-02-16 late",
        ];
        assert_eq!(waiting, expected);
    });
}

/// A store as version 1 of the schema wrote it: `sqlite3 crisis.db .dump`. Two reports' events are one incident; three events
/// wait, of which one has no day, one lasts a year and one names no country.
const VERSION_1: &str = include_str!("kept/v1-waiting.sql");

#[test]
fn a_store_of_version_1_is_read_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crisis.db");
    rusqlite::Connection::open(&path).and_then(|c| c.execute_batch(VERSION_1)).expect("the dump is whole");
    let mut store = Store::existing(&path.display().to_string()).expect("it opens");
    let counts = store.counts().expect("counts");
    assert_eq!((counts.documents, counts.events, counts.incidents, counts.waiting), (5, 5, 1, 3));
    let waiting = store.waiting_by_day().expect("an answer");
    let ids: Vec<&str> = waiting.iter().map(|(_, id)| &id[15..]).collect();
    assert_eq!((ids, &waiting[0].0), (vec!["4", "3", "5"], &None), "the one that lasts a year has no day");
    let days = Days::Between { first: "2014-01-01", last: "2014-01-31", ending: "2014-01-01" };
    let mut of = |country, days| -> Vec<String> {
        let found = store.events_of(country, days, &mut BTreeSet::new()).expect("an answer");
        found.into_iter().map(|e| e.id[15..].to_owned()).collect()
    };
    assert_eq!(of(None, days), ["5"]);
    let country = "AIA";
    assert_eq!(of(Some(country), days), ["1", "2", "3"]);
    assert_eq!(of(Some(country), Days::None), ["4"]);
    let mut event = strike("new", "report-6", "2014-01-02", ["IRN", "PAK"]);
    event.document.published = None;
    assert_eq!(store.put_events("x", rows(&[event])).expect("it goes in"), 1);
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crisis.db");
    let location = path.display().to_string();
    drop(Store::open(&location).expect("a store"));
    let connection = rusqlite::Connection::open(&path).expect("a file");
    connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'", []).expect("changed");
    drop(connection);
    let Err(refused @ StoreError::Newer { .. }) = Store::open(&location).map(|_| ()) else { panic!("it opened") };
    assert!(refused.to_string().contains("has schema 99"), "{refused}");
}

#[test]
fn a_file_that_is_no_store_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "These are notes of an analyst and no database at all, as the first bytes show to anyone.").expect("written");
    let refused = Store::open(&path.display().to_string()).map(|_| ()).expect_err("no store");
    assert!(matches!(refused, StoreError::Foreign { .. } | StoreError::Damaged(_)), "{refused:?}");
    assert!(std::fs::read_to_string(&path).expect("still there").starts_with("These are notes"));
    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).expect("a file").execute("CREATE TABLE guests (name TEXT)", []).expect("made");
    let refused = Store::open(&other.display().to_string()).map(|_| ()).expect_err("of somebody else");
    assert!(refused.to_string().contains("guests"), "{refused}");
}

#[test]
fn a_folder_that_is_not_there_and_a_file_that_is_not_there_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("nowhere/crisis.db").display().to_string();
    let refused = Store::open(&missing).map(|_| ()).expect_err("no folder").to_string();
    assert!(refused.contains("nowhere does not exist"), "{refused}");
    let refused = Store::existing(&folder.path().join("crisis.db").display().to_string()).map(|_| ()).expect_err("no file").to_string();
    assert!(refused.contains("there is no such file"), "{refused}");
}

#[test]
fn readers_do_not_wait_for_a_writer() {
    let folder = tempfile::tempdir().expect("a folder");
    let location = folder.path().join("crisis.db").display().to_string();
    let mut writer = Store::open(&location).expect("a store");
    put(&mut writer, "1", "d1", &[strike("a", "d1", "2024-01-16", ["IRN", "PAK"])]);
    let lock = rusqlite::Connection::open(&location).expect("a second connection");
    lock.execute_batch("BEGIN IMMEDIATE").expect("it writes");
    let mut reader = Store::existing(&location).expect("it opens");
    assert_eq!(found(&mut reader, &Filter::default()), ["a"]);
    lock.execute_batch("ROLLBACK").expect("it ends");
}
