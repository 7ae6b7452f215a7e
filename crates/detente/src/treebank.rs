//! A report's sentences as CoNLL-U, with the events that they tell: for those who look at trees, or train on them.

use crate::{Detente, Event, Hints, Problem};
use detente_coder::ParsedBlock;
use detente_nlp::Sentence;
use detente_nlp::conllu::{Notes, write_sentence};
use detente_record::Actor;
use serde::Serialize;
use std::collections::BTreeSet;

/// A report with the events that are to be shown in its trees.
#[derive(Debug, Clone, Copy)]
pub struct TreebankRequest<'a> {
    /// Id of the report.
    pub id: &'a str,
    /// Its text as given, by whose code points the events' spans count.
    pub text: &'a str,
    /// Its events.
    pub events: &'a [Event],
    /// Whether sentences without events are wanted, too.
    pub whole: bool,
}

/// A report's trees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Treebank {
    /// CoNLL-U, beginning with `# newdoc`; empty where no sentence is wanted.
    pub conllu: String,
    /// Number of its sentences.
    pub sentences: usize,
    /// Events and mentions of events whose trigger no sentence has: those of another text.
    pub problems: Vec<Problem>,
}

/// An event in a comment line.
#[derive(Serialize)]
struct Told<'a> {
    id: &'a str,
    sentence: usize,
    event_type: &'a str,
    mode: Option<&'a str>,
    cameo: &'a str,
    factuality: &'static str,
    date: Option<[&'a str; 2]>,
    place: Option<&'a str>,
    source: Vec<&'a str>,
    target: Vec<&'a str>,
    speakers: Vec<&'a str>,
    /// Numbers of the trigger's words, from 1.
    trigger: Vec<usize>,
}

/// Another telling of an event in a comment line.
#[derive(Serialize)]
struct Again<'a> {
    id: &'a str,
    sentence: usize,
    trigger: Vec<usize>,
}

/// A span of the text with what it is to which event.
struct Mark<'a> {
    key: &'static str,
    event: &'a str,
    span: [usize; 2],
}

impl Detente {
    /// Parses a report again, by whose trees its events were coded, and writes those sentences that tell one of them, or all.
    ///
    /// Each event of a sentence is a comment `# detente_event` before it, another telling of it `# detente_mention`; both are
    /// JSON. In the last column the words bear `TokenRange` (code points of the text as given, end exclusive), and
    /// `EventTrigger`, `EventSource`, `EventTarget` and `EventSpeaker` with the ids of the events.
    pub fn treebank(&self, request: TreebankRequest<'_>) -> Treebank {
        let document = self.read(request.text.as_bytes(), &Hints { id: request.id.to_owned(), ..Hints::default() });
        let blocks = self.trees(&document);
        let marks = marks(request.events);
        let mut bank = Treebank::default();
        let mut placed: BTreeSet<[usize; 2]> = BTreeSet::new();
        for (number, block) in blocks.iter().enumerate() {
            let mut begins = true;
            for (i, sentence) in block.sentences.iter().enumerate() {
                let Some(notes) = noted(block, sentence, request, &marks, &mut placed) else { continue };
                // A slash in an id means something else to readers of treebanks.
                let id = format!("{}-{}-{}", request.id.replace('/', "."), number + 1, i + 1);
                write_sentence(&mut bank.conllu, block.block.text.as_str(), &id, begins, sentence, &notes);
                begins = false;
                bank.sentences += 1;
            }
        }
        if bank.sentences > 0 {
            bank.conllu.insert_str(0, &format!("# newdoc id = {}\n", request.id));
        }
        bank.problems = marks
            .iter()
            .filter(|m| m.key == TRIGGER && !placed.contains(&m.span))
            .map(|m| Problem {
                document: request.id.to_owned(),
                span: Some(m.span),
                message: format!("no sentence has the trigger of event {}; expected one of this text", m.event),
            })
            .collect();
        bank
    }
}

const TRIGGER: &str = "EventTrigger";

/// The comments and marks of a sentence; `None` where it is not wanted.
fn noted(
    block: &ParsedBlock<'_>,
    sentence: &Sentence,
    request: TreebankRequest<'_>,
    marks: &[Mark<'_>],
    placed: &mut BTreeSet<[usize; 2]>,
) -> Option<Notes> {
    let text = &block.block.text;
    let spans: Vec<[usize; 2]> = sentence.tokens.iter().map(|t| text.original(t.span)).map(|s| [s.start, s.end]).collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return None };
    let own = |span: [usize; 2]| first[0] <= span[0] && span[1] <= last[1];
    let words = |span: [usize; 2]| -> Vec<usize> { (1..).zip(&spans).filter(|(_, s)| meet(**s, span)).map(|(n, _)| n).collect() };
    let mut comments = vec![("detente_range", format!("{}:{}", first[0], last[1]))];
    let mut told = false;
    for e in request.events {
        let mut comment = |key: &'static str, span: [usize; 2], value: serde_json::Result<String>| {
            if own(span) {
                placed.insert(span);
                told = true;
                comments.extend(value.ok().map(|json| (key, json)));
            }
        };
        comment("detente_event", e.trigger.span, serde_json::to_string(&Told::of(e, words(e.trigger.span))));
        for m in &e.mentions {
            let again = Again { id: &e.id, sentence: m.sentence, trigger: words(m.trigger.span) };
            comment("detente_mention", m.trigger.span, serde_json::to_string(&again));
        }
    }
    if !told && !request.whole {
        return None;
    }
    let misc = spans.iter().map(|&span| features(span, marks.iter().filter(|m| own(m.span) && meet(span, m.span)))).collect();
    Some(Notes { comments, misc })
}

/// Whether two spans have a place in common.
fn meet(a: [usize; 2], b: [usize; 2]) -> bool {
    a[0] < b[1] && b[0] < a[1]
}

/// The features of a word with these marks, by key.
fn features<'m>(span: [usize; 2], marks: impl Iterator<Item = &'m Mark<'m>>) -> Vec<String> {
    let mut of: std::collections::BTreeMap<&str, Vec<&str>> = std::collections::BTreeMap::new();
    for mark in marks {
        let events = of.entry(mark.key).or_default();
        if !events.contains(&mark.event) {
            events.push(mark.event);
        }
    }
    let mut features: Vec<String> = of.into_iter().map(|(key, events)| format!("{key}={}", events.join(","))).collect();
    features.push(format!("TokenRange={}:{}", span[0], span[1]));
    features
}

/// All spans of events that words are marked by.
fn marks(events: &[Event]) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    for e in events {
        let mut mark = |key: &'static str, span: [usize; 2]| marks.push(Mark { key, event: &e.id, span });
        mark(TRIGGER, e.trigger.span);
        e.mentions.iter().for_each(|m| mark(TRIGGER, m.trigger.span));
        e.source.iter().for_each(|a| mark("EventSource", a.span));
        e.target.iter().for_each(|a| mark("EventTarget", a.span));
        e.attribution.iter().chain(e.mentions.iter().flat_map(|m| &m.attribution)).for_each(|a| mark("EventSpeaker", a.span));
    }
    marks
}

impl<'a> Told<'a> {
    fn of(e: &'a Event, trigger: Vec<usize>) -> Self {
        let names = |actors: &'a [Actor]| actors.iter().map(|a| a.name.as_str()).collect();
        Told {
            id: &e.id,
            sentence: e.sentence,
            event_type: &e.event_type,
            mode: e.mode.as_deref(),
            cameo: &e.cameo,
            factuality: e.factuality.name(),
            date: e.date.as_ref().map(|d| [d.start.as_str(), d.end.as_str()]),
            place: e.place.as_ref().map(|p| p.name.as_str()),
            source: names(&e.source),
            target: names(&e.target),
            speakers: e.attribution.iter().map(|a| a.speaker.name.as_str()).collect(),
            trigger,
        }
    }
}
