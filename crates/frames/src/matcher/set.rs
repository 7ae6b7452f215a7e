//! Frames by the lemmas that may trigger them; of the matches at a trigger the most particular one counts.

use super::attempt::Attempt;
use super::stem::{stems_of_ing, verb_stems};
use super::{Classes, Match, Miss, Reading};
use crate::argument::Predicates;
use crate::pattern::{Kind, Pattern, Role};
use crate::words::Words;
use detente_nlp::Sentence;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A pattern with its name, its label and its conditions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// File and pattern, e.g. "195#strike-noun".
    pub id: String,
    /// What a match means, e.g. a code; `#19` in other patterns refers to labels that begin so.
    pub label: String,
    /// The pattern.
    pub pattern: Pattern,
    /// One of these must stand in the clause; empty asks nothing.
    pub with: Words,
    /// None of these may stand in the clause.
    pub without: Words,
    /// Roles without which nothing is coded; `None` takes the default for the kind of trigger.
    pub needs: Option<Vec<Role>>,
    /// Whether an event that the pattern refers to by its label is part of this one and no event of its own.
    pub absorbs: bool,
    /// Whether a match means that nothing happened that could be coded: it keeps weaker frames from the trigger.
    pub veto: bool,
    /// 1 for a reliable pattern, less for one that is often wrong.
    pub weight: f32,
}

/// Frames, indexed by the lemmas that may trigger them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FrameSet {
    pub(super) frames: Vec<Frame>,
    by_lemma: BTreeMap<String, Vec<usize>>,
    /// Verbs with the particles that some frame knows them with.
    pub(super) phrasal: BTreeSet<(String, String)>,
}

/// How often references between frames are followed ("rejected the demand to lift the blockade").
const ROUNDS: usize = 3;

impl FrameSet {
    /// A set of frames in order of preference.
    pub fn new(frames: Vec<Frame>) -> Self {
        let mut by_lemma: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, frame) in frames.iter().enumerate() {
            for head in frame.pattern.words.heads() {
                by_lemma.entry(head.to_lowercase()).or_default().push(i);
            }
        }
        let phrasal = frames
            .iter()
            .filter(|f| f.pattern.kind == Kind::Verb)
            .flat_map(|f| f.pattern.words.pairs())
            .map(|(v, p)| (v.to_owned(), p.to_owned()))
            .collect();
        FrameSet { frames, by_lemma, phrasal }
    }

    /// The frames by index.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Whether any frame may be triggered by a word with this lemma: a cheap filter before parsing.
    pub fn may_trigger(&self, lemma: &str) -> bool {
        self.by_lemma.contains_key(lemma)
    }

    /// Matches every frame; `explain` also keeps the misses.
    pub fn read(&self, sentence: &Sentence, predicates: &Predicates, classes: &dyn Classes, explain: bool) -> Reading {
        let mut best: BTreeMap<usize, Match> = BTreeMap::new();
        let mut misses = Vec::new();
        for round in 0..ROUNDS {
            let mut changed = false;
            for trigger in 0..sentence.tokens.len() {
                for (frame, lemma, gerund) in self.candidates(sentence, trigger) {
                    if (round == 0) == self.frames[frame].pattern.refers_to_codes() {
                        continue;
                    }
                    let attempt = Attempt { set: self, s: sentence, predicates, classes, coded: &best };
                    match attempt.run(frame, trigger, &lemma, gerund) {
                        Ok(found) => {
                            let better = best.get(&trigger).is_none_or(|old| self.rank(&found) > self.rank(old));
                            if better {
                                changed |= best.get(&trigger) != Some(&found);
                                best.insert(trigger, found);
                            }
                        }
                        Err((found, reason)) if explain && round < 2 && !self.frames[frame].veto => {
                            misses.push(Miss { frame, trigger, found, reason })
                        }
                        Err(_) => {}
                    }
                }
            }
            if !changed && round > 0 {
                break;
            }
        }
        let vetoed = best.values().filter(|m| self.frames[m.frame].veto).map(|m| m.trigger).collect();
        let mut matches: Vec<Match> = best.into_values().filter(|m| !self.frames[m.frame].veto).collect();
        matches.sort_by_key(|m| m.trigger);
        self.drop_included(sentence, &mut matches);
        misses.retain(|miss: &Miss| !matches.iter().any(|m| m.frame == miss.frame && m.trigger == miss.trigger));
        misses.sort_by_key(|miss| (std::cmp::Reverse(miss.found), miss.trigger, miss.frame));
        Reading { matches, misses, vetoed }
    }

    /// More particular first; then the more particular code, then the order of the files.
    fn rank(&self, m: &Match) -> (i32, usize, std::cmp::Reverse<usize>) {
        let frame = &self.frames[m.frame];
        ((m.specificity as f32 * frame.weight * 10.0) as i32, frame.label.trim_end_matches('0').len(), std::cmp::Reverse(m.frame))
    }

    /// A match that another includes is not an event of its own.
    fn drop_included(&self, s: &Sentence, matches: &mut Vec<Match>) {
        // "allegations against the mayor were made": the noun that has its target tells more than its verb.
        let told: BTreeSet<usize> = matches.iter().filter(|m| m.target.is_some()).filter_map(|m| m.carrier).collect();
        matches.retain(|m| !m.one_sided || !told.contains(&m.trigger));
        // "accused the group of killing six": under a frame that absorbs nothing a verb stays an act of its own.
        let mut included: BTreeSet<usize> = matches
            .iter()
            .flat_map(|m| {
                let keeps = !self.frames[m.frame].absorbs;
                let words = m.words.iter().filter(move |&&t| !(keeps && s.tokens[t].upos == "VERB"));
                m.absorbed.iter().chain(words).copied().filter(|&t| t != m.trigger)
            })
            .collect();
        // "called on Iran to investigate the killing and bring the killers to justice": asked for is the one and the other.
        for m in matches.iter().filter(|m| self.frames[m.frame].absorbs) {
            let clauses = m.absorbed.iter().chain(&m.words).copied();
            for t in clauses.filter(|&t| s.tokens[t].upos == "VERB" && t != m.trigger && s.is_under(t, m.trigger)) {
                let first = if s.has_relation(t, "conj") { s.tokens[t].head.unwrap_or(t) } else { t };
                let joined = std::iter::once(first).chain(s.children_by(first, "conj"));
                included.extend(joined.filter(|&j| j != m.trigger && s.tokens[j].upos == "VERB" && s.is_under(j, m.trigger)));
            }
        }
        let carried: Vec<(usize, usize)> = matches.iter().filter_map(|m| m.carrier.map(|c| (c, m.trigger))).collect();
        matches.retain(|m| {
            let fills = |t: usize| [&m.source, &m.target, &m.both].into_iter().flatten().any(|f| f.token == t);
            // "held talks": the event is "talks"; a frame of "hold" that took them for its object is wrong.
            let mistaken = carried.iter().any(|&(carrier, noun)| carrier == m.trigger && noun != m.trigger && fills(noun));
            !included.contains(&m.trigger) && !mistaken
        });
    }

    /// The frames that a token may trigger, with the lemma to look up and whether a noun in -ing is
    /// read as its verb ("the bombing of the town").
    fn candidates(&self, s: &Sentence, t: usize) -> Vec<(usize, String, bool)> {
        let token = &s.tokens[t];
        let lemma = token.lemma.to_lowercase();
        let kind = match token.upos {
            "VERB" => Kind::Verb,
            "NOUN" | "PROPN" => Kind::Noun,
            "ADJ" => Kind::Adjective,
            _ => return Vec::new(),
        };
        // "Saudi-led", "Iran-backed": a standing epithet, no act told here.
        if kind == Kind::Verb
            && s.has_relation(t, "amod")
            && t > 1
            && s.tokens[t - 1].form == "-"
            && s.tokens[t - 1].span.end == token.span.start
        {
            return Vec::new();
        }
        let mut found: Vec<(usize, String, bool)> = Vec::new();
        let mut add = |lemma: &str, kind: Kind, gerund: bool| {
            for &i in self.by_lemma.get(lemma).into_iter().flatten() {
                if self.frames[i].pattern.kind == kind {
                    found.push((i, lemma.to_owned(), gerund));
                }
            }
        };
        add(&lemma, kind, false);
        if kind == Kind::Verb && !self.by_lemma.contains_key(&lemma) {
            // A lemma that no frame knows may be wrong; the form decides.
            for stem in verb_stems(&token.form.to_lowercase()) {
                add(&stem, kind, false);
            }
        }
        if kind == Kind::Noun && lemma.ends_with("ing") {
            for stem in stems_of_ing(&lemma) {
                add(&stem, Kind::Verb, true);
            }
        }
        found
    }
}
