//! What holds for every event of every report, whatever the report says.

use crate::{detente, events, read, read_bytes, reports};
use detente::{Document, Event};
use detente_record::{Actor, EVENT_SCHEMA, Factuality};
use std::collections::BTreeSet;

/// Letters as the reader sees them: without white space and soft hyphens, quotes plain. The clean text that events
/// quote differs from the text as given in nothing else.
fn squeezed(text: &str) -> String {
    let seen = |c: char| match c {
        '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
        c if c.is_whitespace() => None,
        '‘' | '’' | '‛' | '`' => Some('\''),
        '“' | '”' | '„' => Some('"'),
        c => Some(c),
    };
    text.chars().filter_map(seen).collect()
}

/// The code points `span` of the report as given.
#[track_caller]
fn cut(document: &Document, span: [usize; 2]) -> String {
    let length = document.text.chars().count();
    assert!(span[0] < span[1] && span[1] <= length, "{}: the span {span:?} cuts nothing of {length} code points", document.id);
    document.text.chars().skip(span[0]).take(span[1] - span[0]).collect()
}

/// Holds that `span` cuts exactly `text`.
#[track_caller]
fn cuts(document: &Document, what: &str, span: [usize; 2], text: &str) {
    assert_eq!(squeezed(&cut(document, span)), squeezed(text), "{}: the {what}'s span {span:?} cuts other words", document.id);
}

/// Holds everything that must hold for the events of one report.
pub fn hold(document: &Document, events: &[Event]) {
    let mut ids = BTreeSet::new();
    for e in events {
        assert!(ids.insert(&e.id), "{}: the id {} stands twice", document.id, e.id);
        evidence(document, e);
        values(e);
        known(e);
    }
}

/// The words that prove an event stand where it says.
fn evidence(document: &Document, e: &Event) {
    cuts(document, "trigger", e.trigger.span, &e.trigger.text);
    let actor = |what: &str, a: &Actor| cuts(document, what, a.span, &a.text);
    e.source.iter().for_each(|a| actor("source", a));
    e.target.iter().for_each(|a| actor("target", a));
    for a in &e.attribution {
        actor("speaker", &a.speaker);
        cut(document, a.span);
        assert!(!a.cue.is_empty(), "an attribution without a cue: {e:?}");
    }
    if let Some(span) = e.place.as_ref().and_then(|p| p.span) {
        cut(document, span);
    }
    for count in [&e.casualties.killed, &e.casualties.injured, &e.casualties.arrested].into_iter().flatten() {
        assert!(squeezed(&document.text).contains(&squeezed(&count.text)), "`{}` stands not in the report: {e:?}", count.text);
    }
    if let Some(words) = e.date.as_ref().and_then(|d| d.text.as_ref()) {
        assert!(squeezed(&document.text).contains(&squeezed(words)), "`{words}` stands not in the report: {e:?}");
    }
    trigger_inside_sentence(document, e);
}

fn trigger_inside_sentence(document: &Document, e: &Event) {
    let before: String = document.text.chars().take(e.trigger.span[0]).collect();
    let (from, length) = (squeezed(&before).len(), squeezed(&e.trigger.text).len());
    let (whole, sentence) = (squeezed(&document.text), squeezed(&e.text));
    let inside = whole.match_indices(&sentence).any(|(at, _)| at <= from && from + length <= at + sentence.len());
    assert!(inside, "{}: the trigger `{}` lies outside its sentence: {}", document.id, e.trigger.text, e.text);
}

/// Values lie in their ranges and agree with one another.
fn values(e: &Event) {
    assert_eq!(e.schema, EVENT_SCHEMA);
    assert!((1..=4).contains(&e.quad_class) && (-10.0..=10.0).contains(&e.goldstein) && (0.0..=1.0).contains(&e.confidence), "{e:?}");
    assert!(!e.source.is_empty() || !e.target.is_empty(), "an event of nobody: {e:?}");
    if let Some(d) = &e.date {
        let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap_or_else(|x| panic!("{x}: {e:?}"));
        assert!(day(&d.start) <= day(&d.end), "{d:?}");
    }
    for c in [&e.casualties.killed, &e.casualties.injured, &e.casualties.arrested].into_iter().flatten() {
        assert!(c.high.is_none_or(|high| c.low <= high), "{c:?}");
    }
    if let Some(p) = &e.place {
        assert!(p.lat.is_some() == p.lon.is_some(), "{p:?}");
        assert!(p.lat.is_none_or(|x| x.abs() <= 90.0) && p.lon.is_none_or(|x| x.abs() <= 180.0), "{p:?}");
    }
    if e.factuality == Factuality::Alleged {
        // "Reportedly" and an agentless "was accused" name no speaker; the derivation then says which word did it.
        let told = e.derivation.notes.iter().any(|n| n.starts_with("alleged: "));
        assert!(!e.attribution.is_empty() || told, "alleged, but nothing says so: {e:?}");
    }
    let json = serde_json::to_string(e).expect("an event is JSON");
    assert_eq!(&serde_json::from_str::<Event>(&json).expect("and back"), e);
}

/// Types, codes, sectors and frames are those of the lexicon.
fn known(e: &Event) {
    let lexicon = detente().compiled();
    let kind = lexicon.ontology.event_type(&e.event_type).unwrap_or_else(|| panic!("no type {}", e.event_type));
    assert!(e.mode.as_ref().is_none_or(|m| kind.modes.contains_key(m)), "{} has no mode {:?}", e.event_type, e.mode);
    assert!(e.contexts.iter().all(|c| lexicon.ontology.contexts().contains_key(c)), "{:?}", e.contexts);
    assert!(lexicon.ontology.code(&e.cameo).is_some(), "no code {}", e.cameo);
    assert!(lexicon.frames.frames().iter().any(|f| f.id == e.derivation.frame), "no frame {}", e.derivation.frame);
    for a in e.source.iter().chain(&e.target).chain(e.attribution.iter().map(|a| &a.speaker)) {
        assert!(a.sectors.iter().all(|s| lexicon.ontology.has_sector(s)), "{a:?}");
        assert!(!a.name.is_empty(), "{a:?}");
    }
}

#[test]
fn every_event_of_our_reports_is_proved_by_the_text() {
    for path in reports() {
        let document = read(&path);
        hold(&document, &events(&document));
    }
}

#[test]
fn a_second_run_gives_the_same_events() {
    for path in reports() {
        assert_eq!(events(&read(&path)), events(&read(&path)), "{}", path.display());
    }
}

#[test]
fn what_follows_does_not_change_the_ids_of_what_went_before() {
    for path in reports() {
        let bytes = std::fs::read(&path).expect("the report");
        let longer = [&bytes[..], b"\n\nHeavy rain fell on the coast in the afternoon.\n"].concat();
        let ids = |bytes: &[u8]| events(&read_bytes(bytes, "report")).into_iter().map(|e| e.id).collect::<Vec<_>>();
        assert_eq!(ids(&bytes), ids(&longer), "{}", path.display());
    }
}

#[test]
fn the_same_words_in_another_report_have_another_id() {
    let text = b"Iranian jets bombed Iraqi positions on Monday.";
    let (a, b) = (events(&read_bytes(text, "a")), events(&read_bytes(text, "b")));
    assert_eq!(a.len(), 1);
    assert_eq!(b.len(), 1);
    assert_ne!(a[0].id, b[0].id);
}

#[test]
fn line_ends_of_either_kind_give_the_same_events_at_moved_places() {
    let path = reports().into_iter().find(|p| p.ends_with("08-ambassadors-return.txt")).expect("the report with hard-wrapped lines");
    let text = std::fs::read_to_string(&path).expect("the report").replace("\r\n", "\n");
    let (unix, dos) = (read_bytes(text.as_bytes(), "r"), read_bytes(text.replace('\n', "\r\n").as_bytes(), "r"));
    let (a, b) = (events(&unix), events(&dos));
    hold(&dos, &b);
    let facts = |events: &[Event]| events.iter().map(|e| (e.cameo.clone(), e.trigger.text.clone(), e.factuality)).collect::<Vec<_>>();
    assert_eq!(facts(&a), facts(&b));
}

#[test]
fn no_text_gives_no_event_and_a_problem() {
    for bytes in [&b""[..], b"\n\n\n", b"\xff\xfe"] {
        let document = read_bytes(bytes, "empty");
        assert!(!document.problems.is_empty(), "nothing is said of {bytes:?}");
        assert!(events(&document).is_empty());
    }
}
