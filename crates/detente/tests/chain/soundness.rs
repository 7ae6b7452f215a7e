//! What must hold for the events of any report and for the reading of any lexicon file; the tests beside this file and
//! the targets in `fuzz/` hold the same.

use detente::{Actor, Detente, Document, Event};
use detente_lexicon::{Entries, Lexicon, SourceFile};
use detente_record::{EVENT_SCHEMA, Factuality};
use std::collections::BTreeSet;

/// Holds everything that must hold for the events of one report.
#[track_caller]
pub fn events(detente: &Detente, document: &Document, events: &[Event]) {
    let whole = squeezed(&document.text);
    let mut ids = BTreeSet::new();
    for e in events {
        assert!(ids.insert(&e.id), "{}: the id {} stands twice", document.id, e.id);
        evidence(document, &whole, e);
        values(e);
        known(detente, e);
    }
    for e in events {
        for id in &e.variants {
            let other = events.iter().find(|o| o.id == *id).unwrap_or_else(|| panic!("{}: no event is the variant {id}", document.id));
            assert!(other.variants.contains(&e.id), "{}: {id} does not name its variant {}", document.id, e.id);
        }
    }
}

/// Letters as the reader sees them: without white space and soft hyphens, quotes plain. The clean text that events
/// quote differs from the text as given in little else.
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

/// The words that prove an event stand where it says.
fn evidence(document: &Document, whole: &str, e: &Event) {
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
    for m in &e.mentions {
        cuts(document, "mention", m.trigger.span, &m.trigger.text);
        assert_ne!(m.trigger.span, e.trigger.span, "{}: an event is its own mention", document.id);
    }
    let counts = [&e.casualties.killed, &e.casualties.injured, &e.casualties.arrested];
    let quoted = counts.into_iter().flatten().map(|c| &c.text).chain(e.date.as_ref().and_then(|d| d.text.as_ref()));
    for words in quoted {
        assert!(whole.contains(&squeezed(words)), "`{words}` stands not in the report: {e:?}");
    }
    let before: String = document.text.chars().take(e.trigger.span[0]).collect();
    let (from, length, sentence) = (squeezed(&before).len(), squeezed(&e.trigger.text).len(), squeezed(&e.text));
    let inside = whole.match_indices(&sentence).any(|(at, _)| at <= from && from + length <= at + sentence.len());
    assert!(inside, "{}: the trigger `{}` lies outside its sentence: {}", document.id, e.trigger.text, e.text);
}

/// Values lie in their ranges and agree with one another.
fn values(e: &Event) {
    assert_eq!(e.schema, EVENT_SCHEMA);
    assert!((1..=4).contains(&e.quad_class) && (-10.0..=10.0).contains(&e.goldstein) && (0.0..=1.0).contains(&e.confidence), "{e:?}");
    // Only material conflict is told without anybody: "a curfew was in force", "eight missiles hit the plant".
    assert!(!e.source.is_empty() || !e.target.is_empty() || e.quad_class == 4, "an event of nobody: {e:?}");
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
fn known(detente: &Detente, e: &Event) {
    let lexicon = detente.compiled();
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

/// Holds what must hold when one lexicon file is `damaged`: it is read and compiled beside the ontology and the word
/// lists of `files`, whatever is wrong has a line that the file has, and what is no TOML is named.
#[track_caller]
pub fn lexicon(files: &[SourceFile], damaged: SourceFile) {
    let lines = 1 + damaged.text.matches('\n').count();
    let is_toml = toml::from_str::<toml::Table>(&damaged.text).is_ok();
    let path = damaged.path.clone();
    let others = files.iter().filter(|f| f.path != path && (f.path.starts_with("ontology/") || f.path.starts_with("words/")));
    let files: Vec<SourceFile> = others.cloned().chain([damaged]).collect();
    let (entries, mut problems) = Entries::read(&files);
    match Lexicon::compile(&entries) {
        Ok((_, more)) => problems.extend(more),
        Err(e) => {
            assert!(path.starts_with("ontology/") && e.to_string().contains(".toml: "), "{path}: {e}");
            return;
        }
    }
    for p in problems.iter().filter(|p| p.file == path) {
        assert!((1..=lines).contains(&p.line) && !p.reason.is_empty(), "{p}, but the file has {lines} lines");
    }
    assert!(is_toml || problems.iter().any(|p| p.file == path), "{path} is no TOML, and nobody says so");
}
