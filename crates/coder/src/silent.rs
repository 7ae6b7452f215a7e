//! Where the frames are silent: what the model's event heads say of the words that no pattern speaks of.
//!
//! A word read so becomes a match like those of the patterns, of a frame without words (`classifier#190`), so that
//! everything after it is the same; its derivation says that the classifier spoke and how sure it was. What a frame has
//! said of a word, a veto too, stands.

use crate::sentence::Analysis;
use detente_frames::{Argument, Filler, Function, Match, Predicates, Reading};
use detente_lexicon::Lexicon;
use detente_nlp::{EventWord, Sentence};

/// A word is taken for an event of a type when that is at least this probable. Set on `corpora/dev` and `examples/`: dyad F1
/// is best from 0.3 on for the reports that nobody had read for the lexicon, from 0.4 on for those read once, from 0.6 on
/// for those that the lexicon was mended by, where the classifier has least to add.
const LIKELY: f32 = 0.45;
/// From here on an event that includes others takes even a frame's out of the record.
const SURE: f32 = 0.6;
/// A phrase is taken for a party when that is at least this probable.
const PARTY: f32 = 0.5;
/// What is asked for, promised, refused or threatened is part of the asking, and no event of its own.
const INCLUDING: [&str; 5] = ["REQUEST", "AGREE", "REJECT", "THREATEN", "CONCEDE"];

/// Adds the event words of which no frame has spoken.
pub fn fill(mut reading: Reading, a: &Analysis<'_>, predicates: &Predicates, lexicon: &Lexicon) -> Reading {
    let silent: Vec<&EventWord> = a.s.events.iter().filter(|word| !is_spoken_of(word.token, &reading, predicates)).collect();
    let mut found: Vec<Match> = silent.into_iter().filter_map(|word| read(word, a, predicates, lexicon)).collect();
    let includes = |m: &Match| INCLUDING.contains(&lexicon.info[m.frame].event_type.as_str());
    found.retain(|m| !reading.matches.iter().any(|outer| includes(outer) && is_complement(a.s, m.trigger, outer.trigger)));
    for outer in found.iter_mut().filter(|m| includes(m) && m.likelihood.is_some_and(|l| l >= SURE)) {
        let inner = reading.matches.iter().map(|m| m.trigger).filter(|&t| is_complement(a.s, t, outer.trigger));
        outer.absorbed = inner.collect();
    }
    reading.matches.retain(|m| !found.iter().any(|outer| outer.absorbed.contains(&m.trigger)));
    reading.matches.extend(found);
    reading.matches.sort_by_key(|m| m.trigger);
    reading
}

fn is_spoken_of(token: usize, reading: &Reading, predicates: &Predicates) -> bool {
    let carried = predicates.at(token).carrier;
    reading.vetoed.contains(&token)
        || reading.matches.iter().any(|m| {
            m.trigger == token
                || Some(m.trigger) == carried
                || m.carrier == Some(token)
                || m.words.contains(&token)
                || m.absorbed.contains(&token)
        })
}

/// An event word as a match of the frame without words for its likeliest code.
fn read(word: &EventWord, a: &Analysis<'_>, predicates: &Predicates, lexicon: &Lexicon) -> Option<Match> {
    let (s, t) = (a.s, word.token);
    if s.tokens[t].upos == "VERB" && lexicon.cues.is_plain_saying(&s.tokens[t].lemma.to_lowercase()) {
        return None;
    }
    let named = a.mention_at(t).is_some() || a.toponym_at(t).is_some() || a.times.iter().any(|time| time.tokens.range().contains(&t));
    if named || !matches!(s.tokens[t].upos, "VERB" | "NOUN" | "ADJ" | "PROPN") {
        return None;
    }
    let type_of = |label: &str| lexicon.ontology.code(label).and_then(|c| c.plover.as_deref());
    let share = |event_type: &str| -> f32 { word.labels.iter().filter(|(l, _)| type_of(l) == Some(event_type)).map(|(_, p)| p).sum() };
    let (code, likelihood) = word
        .labels
        .iter()
        .filter_map(|(label, _)| Some((*label, share(type_of(label)?))))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    if likelihood < LIKELY {
        return None;
    }
    let mut path = vec![format!("trigger {}", s.tokens[t].form), format!("by the word classifier, {likelihood:.2}")];
    let mut party = |name: &str, said: Option<(usize, f32)>, argument: Option<&Argument>| {
        let filler = match said.filter(|(_, share)| *share >= PARTY) {
            Some((token, share)) => Filler { token, path: format!("the classifier, {share:.2}") },
            None => argument.map(|a| Filler { token: a.token, path: a.path.clone() })?,
        };
        path.push(format!("{name} {} by {}", s.tokens[filler.token].form, filler.path));
        Some(filler)
    };
    let logical = |function: Function| predicates.at(t).with(&function).next();
    // The subject of a verb of violence may be its victim ("two soldiers perished"): there the classifier alone speaks.
    let violent = type_of(code).and_then(|t| lexicon.ontology.event_type(t)).is_some_and(|t| t.quad == 4);
    // "…, the junta confirmed": whoever speaks of it did not do it, unless the grammar says so.
    let speaks = |t: usize| {
        let head = s.tokens[t].head.filter(|&h| h != word.token && s.has_relation(t, "nsubj"));
        head.is_some_and(|h| s.tokens[h].upos == "VERB" && lexicon.cues.is_reporting(&s.tokens[h].lemma.to_lowercase()))
    };
    let doer = word.source.filter(|(t, _)| !(violent && speaks(*t)));
    let source = party("source", doer, logical(Function::Subject).filter(|_| !violent));
    // "boarded them, wounding three": the wounded are another verb's, and this one has an object of its own.
    let of_another = |x: usize| {
        let above = std::iter::successors(s.tokens[x].head, |&h| s.tokens[h].head).take_while(|&h| h != t);
        logical(Function::Object).is_some() && above.into_iter().any(|h| s.tokens[h].upos == "VERB")
    };
    let done_to = word.target.filter(|(x, _)| !of_another(*x));
    let target = party("target", done_to, logical(Function::Object)).filter(|f| source.as_ref().is_none_or(|x| x.token != f.token));
    Some(Match {
        frame: lexicon.classified(code)?,
        trigger: t,
        carrier: predicates.at(t).carrier,
        words: Vec::new(),
        source,
        target,
        both: None,
        absorbed: Vec::new(),
        // "does not want an escalation": the classifier has read the negation with the word.
        negation_used: type_of(code) == Some("REJECT"),
        one_sided: false,
        specificity: 0,
        likelihood: Some(likelihood),
        path,
    })
}

/// Whether a word is what another asks for, promises or refuses: its clause, its object, or joined to one of these.
fn is_complement(s: &Sentence, inner: usize, outer: usize) -> bool {
    let mut at = inner;
    for _ in 0..4 {
        let part = ["xcomp", "ccomp", "obj", "conj", "nmod", "obl"].iter().any(|r| s.has_relation(at, r));
        match s.tokens[at].head.filter(|_| part) {
            Some(head) if head == outer => return !s.has_relation(at, "conj"),
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}
