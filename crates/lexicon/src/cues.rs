//! Cues by word: who says so, and whether it happened.

use crate::asset::sorted;
use crate::entry::{Cue, Entries};
use detente_record::Stance;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Where the event stands beneath a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complement {
    /// A finite or reported clause, quotations among them.
    Clause,
    /// An infinitive or -ing clause.
    Infinitive,
    /// The object (or the passive subject).
    Object,
    /// The subject.
    Subject,
    /// Behind this preposition.
    Preposition(String),
}

impl Complement {
    fn name(&self) -> &str {
        match self {
            Complement::Clause => "clause",
            Complement::Infinitive => "infinitive",
            Complement::Object => "object",
            Complement::Subject => "subject",
            Complement::Preposition(p) => p,
        }
    }
}

/// A cue that applies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CueMatch<'a> {
    /// The entry.
    pub cue: &'a Cue,
}

/// Cues by kind and lemma.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CueIndex {
    cues: Vec<Cue>,
    /// Verb lemma to (cue, other word of the entry).
    #[serde(serialize_with = "sorted")]
    verbs: HashMap<String, Vec<(usize, Option<String>)>>,
    #[serde(serialize_with = "sorted")]
    nouns: HashMap<String, Vec<usize>>,
    #[serde(serialize_with = "sorted")]
    adjectives: HashMap<String, usize>,
    #[serde(serialize_with = "sorted")]
    adverbs: HashMap<String, usize>,
    #[serde(serialize_with = "sorted")]
    modals: HashMap<String, usize>,
    #[serde(serialize_with = "sorted")]
    marks: HashMap<String, usize>,
}

impl CueIndex {
    /// Indexes the entries; the first cue that lists a word has it.
    pub fn new(entries: &Entries) -> Self {
        let mut index = CueIndex { cues: entries.cues.clone(), ..CueIndex::default() };
        for (i, cue) in entries.cues.iter().enumerate() {
            for verb in &cue.verbs {
                let (lemma, other) = match verb.split_once(' ') {
                    Some((lemma, other)) => (lemma, Some(other.to_owned())),
                    None => (verb.as_str(), None),
                };
                index.verbs.entry(lemma.to_owned()).or_default().push((i, other));
            }
            for noun in &cue.nouns {
                index.nouns.entry(noun.clone()).or_default().push(i);
            }
            for (words, map) in [
                (&cue.adjectives, &mut index.adjectives),
                (&cue.adverbs, &mut index.adverbs),
                (&cue.modals, &mut index.modals),
                (&cue.marks, &mut index.marks),
            ] {
                for word in words {
                    map.entry(word.clone()).or_insert(i);
                }
            }
        }
        for entries in index.verbs.values_mut() {
            entries.sort_by_key(|(_, other)| other.is_none());
        }
        index
    }

    fn takes(&self, i: usize, complement: &Complement) -> bool {
        let list = &self.cues[i].complements;
        list.iter().any(|c| c == complement.name())
    }

    /// The cue of a verb above the event; `has` says whether another word (object noun or particle)
    /// stands with the verb.
    pub fn verb(&self, lemma: &str, complement: &Complement, has: impl Fn(&str) -> bool) -> Option<CueMatch<'_>> {
        let found = self.verbs.get(lemma)?.iter().find(|(i, other)| self.takes(*i, complement) && other.as_deref().is_none_or(&has))?;
        Some(CueMatch { cue: &self.cues[found.0] })
    }

    /// Whether a verb reports speech (takes a clause, with a speaker).
    pub fn is_reporting(&self, lemma: &str) -> bool {
        self.verb(lemma, &Complement::Clause, |_| false).is_some_and(|m| m.cue.stance.is_some())
    }

    /// Whether a verb only says that something is so ("said", "reported"), and does nothing by saying it.
    pub fn is_plain_saying(&self, lemma: &str) -> bool {
        self.verb(lemma, &Complement::Clause, |_| false).is_some_and(|m| m.cue.stance() == Some(Stance::Asserts))
    }

    /// The cue of a noun above the event.
    pub fn noun(&self, lemma: &str, complement: &Complement) -> Option<CueMatch<'_>> {
        let i = self.nouns.get(lemma)?.iter().find(|&&i| self.takes(i, complement))?;
        Some(CueMatch { cue: &self.cues[*i] })
    }

    /// The cue of an adjective or participle on the event noun, or with the event beneath it.
    pub fn adjective(&self, lemma: &str) -> Option<CueMatch<'_>> {
        self.adjectives.get(lemma).map(|&i| CueMatch { cue: &self.cues[i] })
    }

    /// The cue of an adverb on the event.
    pub fn adverb(&self, lemma: &str) -> Option<CueMatch<'_>> {
        self.adverbs.get(lemma).map(|&i| CueMatch { cue: &self.cues[i] })
    }

    /// The cue of a modal auxiliary.
    pub fn modal(&self, lemma: &str) -> Option<CueMatch<'_>> {
        self.modals.get(lemma).map(|&i| CueMatch { cue: &self.cues[i] })
    }

    /// The cue of a clause's introduction.
    pub fn mark(&self, lemma: &str) -> Option<CueMatch<'_>> {
        self.marks.get(lemma).map(|&i| CueMatch { cue: &self.cues[i] })
    }
}
