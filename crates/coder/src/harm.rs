//! Tolls that a sentence gives beside its acts, whatever its grammar: "205 dead", "two injured", "the toll rose to 40".
//!
//! The frames see who was killed by whom. What they leave, because the sentence has no verb or the tree is not what it
//! should be, is read here word by word and belongs to the violence that the sentence or the one before it tells.

use crate::event::Toll;
use crate::quantity;
use crate::sentence::Analysis;
use detente_record::{Casualties, Count};
use std::ops::Range;

/// A number of dead or injured.
#[derive(Debug, Clone, PartialEq)]
pub struct Harm {
    /// What became of them.
    pub toll: Toll,
    /// How many, with the words.
    pub count: Count,
    /// The word that says it.
    pub word: usize,
    /// It counts all victims so far ("the toll rose to 31", "a fourth died").
    pub total: bool,
}

impl Harm {
    /// Whether it counts more than "a soldier", who may be anybody's victim.
    pub fn is_number(&self) -> bool {
        self.count.low > 1
            || self.count.high != Some(1)
            || self.count.text.to_lowercase().split_whitespace().any(|w| matches!(w, "one" | "1"))
    }
}

fn toll_of(form: &str) -> Option<Toll> {
    match form {
        "killed" | "dead" | "died" | "martyred" | "slain" | "perished" | "massacred" => Some(Toll::Killed),
        "injured" | "wounded" | "hurt" => Some(Toll::Injured),
        _ => None,
    }
}

/// The tolls of a sentence, from left to right.
pub fn harms(a: &Analysis<'_>) -> Vec<Harm> {
    let mut found = Vec::new();
    for word in 0..a.s.tokens.len() {
        let form = a.s.tokens[word].form.to_lowercase();
        let said = match form.as_str() {
            "toll" => {
                number_after(a, word, &["to", "at", "of", "is", "was", "stands", "stood", "reached", "hit"]).map(|n| (Toll::Killed, n))
            }
            "death" | "deaths" | "killing" | "killings" | "murder" | "murders" => number_after(a, word, &["of"]).map(|n| (Toll::Killed, n)),
            "injury" | "injuries" | "wounding" => number_after(a, word, &["of", "to"]).map(|n| (Toll::Injured, n)),
            "died" if ordinal(a, word).is_some() => ordinal(a, word).map(|n| (Toll::Killed, n)),
            "lost" if loses_life(a, word) => subject(a, word).map(|n| (Toll::Killed, n)),
            "dead" | "killed" | "injured" | "wounded" if is_reckoned(a, word) => {
                toll_of(&form).and_then(|toll| Some((toll, number_after(a, word, &["at", "to", "is", "was", "stands", "reached"])?)))
            }
            _ => toll_of(&form).and_then(|toll| Some((toll, who(a, word)?))),
        };
        let total = form == "toll" || ordinal(a, word).is_some() || is_reckoned(a, word);
        let Some((toll, (bounds, range))) = said.filter(|(_, (bounds, _))| bounds.high != Some(0)) else { continue };
        let text = a.text_between(range.start, range.end);
        found.push(Harm { toll, count: quantity::record(bounds, text), word, total });
    }
    found
}

/// "lost their lives"
fn loses_life(a: &Analysis<'_>, verb: usize) -> bool {
    a.s.children_by(verb, "obj").any(|o| a.s.tokens[o].lemma.eq_ignore_ascii_case("life"))
}

/// "puts the dead at 24", "the number of injured has risen to 60": a word of harm with its number behind it.
fn is_reckoned(a: &Analysis<'_>, word: usize) -> bool {
    let lemma = |t: usize| a.s.tokens[t].lemma.to_lowercase();
    let put = a.s.tokens[word].head.is_some_and(|h| h < word && matches!(lemma(h).as_str(), "put" | "estimate" | "bring"));
    let number = (word.saturating_sub(3)..word).any(|t| lemma(t) == "number");
    number || put && word > 0 && lemma(word - 1) == "the"
}

/// "A fourth died": so many in all.
fn ordinal(a: &Analysis<'_>, verb: usize) -> Option<Number> {
    const ORDINALS: [&str; 9] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let s = a.s;
    let subject = s.children_by(verb, "nsubj").next()?;
    let lemma = |t: usize| s.tokens[t].lemma.to_lowercase();
    let place = |t: usize| ORDINALS.iter().position(|o| *o == lemma(t));
    let indefinite = s.children_by(subject, "det").any(|d| lemma(d) == "a");
    let n = place(subject).or_else(|| s.children_by(subject, "amod").find_map(place)).filter(|_| indefinite)?;
    let number = n as u64 + 2;
    Some((quantity::Bounds { low: number, high: Some(number) }, subject..subject + 1))
}

/// The number of a verb's subjects.
fn subject(a: &Analysis<'_>, verb: usize) -> Option<Number> {
    let head = a.s.children_by(verb, "nsubj").next()?;
    let mut all = quantity::listed(a.s, head).into_iter().filter_map(|t| people(a, t));
    let first = all.next()?;
    Some(all.fold(first, |(sum, range), (more, own)| (sum.and(more), range.start.min(own.start)..range.end.max(own.end))))
}

type Number = (quantity::Bounds, Range<usize>);

/// The people of whom a word of harm is said: its object or subject, or the number right before it.
fn who(a: &Analysis<'_>, word: usize) -> Option<Number> {
    let s = a.s;
    let beside = (0..word).rev().take(3).take_while(|&t| !matches!(s.tokens[t].upos, "PUNCT" | "ADP" | "CCONJ" | "VERB")).last();
    let number = |t: usize| {
        (s.tokens[t].upos == "NUM").then(|| quantity::count(s, t)).flatten().map(|(b, r)| (b, r.start..core_end(s, r.end, word)))
    };
    // "30 wounded", "205 people dead": before the grammar, which is seldom right here.
    if let Some(found) = beside.and_then(|from| (from..word).find_map(number)).filter(|(_, r)| r.end <= word) {
        return Some(found);
    }
    // "killed at least 40", "killed between 97 and 106 of them"
    let objects = ["obj", "nsubj:pass", "nsubj"].iter().flat_map(|r| s.children_by(word, r)).find_map(|t| people(a, t));
    objects.or_else(|| {
        let after =
            s.tokens.get(word + 1).is_some_and(|t| matches!(t.form.to_lowercase().as_str(), "between" | "nearly" | "some" | "about"));
        after.then(|| range_after(a, word)).flatten()
    })
}

/// One past the last noun or number between a number and the word of harm ("1,000 people have died").
fn core_end(s: &detente_nlp::Sentence, from: usize, word: usize) -> usize {
    (from..word).rev().find(|&t| matches!(s.tokens[t].upos, "NOUN" | "NUM" | "PROPN")).map_or(from, |t| t + 1)
}

/// The number of a phrase: in figures, in words or by "a"; "the driver" has none.
fn people(a: &Analysis<'_>, t: usize) -> Option<Number> {
    let (bounds, range) = quantity::count(a.s, t)?;
    let article = a.s.children_by(t, "det").any(|d| matches!(a.s.tokens[d].lemma.to_lowercase().as_str(), "a" | "an" | "another"));
    let said = article || a.s.tokens[t].upos == "PRON" || range.clone().any(|t| a.s.tokens[t].upos == "NUM") || bounds.low > 1;
    said.then(|| (bounds, range.start..range.end.max(t + 1)))
}

/// "between 97 and 106", "some 40": the numbers of the next words.
fn range_after(a: &Analysis<'_>, word: usize) -> Option<Number> {
    let s = a.s;
    let near: Vec<usize> = (word + 1..s.tokens.len().min(word + 6)).filter(|&t| s.tokens[t].upos == "NUM").collect();
    let values: Vec<u64> = near.iter().filter_map(|&t| quantity::number(&s.tokens[t].form)).collect();
    let (low, high) = (*values.iter().min()?, *values.iter().max()?);
    Some((quantity::Bounds { low, high: Some(high) }, near[0]..near[near.len() - 1] + 1))
}

/// "toll rose to 40", "deaths of two Indians and one Pakistani": the numbers behind a preposition that follows.
fn number_after(a: &Analysis<'_>, word: usize, links: &[&str]) -> Option<Number> {
    let s = a.s;
    let lower = |t: usize| s.tokens[t].form.to_lowercase();
    let end = (word + 1..s.tokens.len()).find(|&t| s.tokens[t].upos == "PUNCT").unwrap_or(s.tokens.len());
    let link = (word + 1..end.min(word + 7)).find(|&t| links.contains(&lower(t).as_str()))?;
    let first = (link + 1..end.min(link + 5)).find(|&t| s.tokens[t].upos == "NUM")?;
    let head = s.tokens[first].head.filter(|&h| s.has_relation(first, "nummod") && h > first).unwrap_or(first);
    let (mut bounds, range) = quantity::count(s, head)?;
    let mut last = range.end.max(head + 1);
    for t in s.children_by(head, "conj").filter(|&t| s.tokens[t].upos != "NUM") {
        if let Some((more, _)) = people(a, t) {
            bounds = bounds.and(more);
            last = t + 1;
        }
    }
    Some((bounds, range.start..last))
}

/// Puts a toll into its place, unless one is there.
pub fn add(casualties: &mut Casualties, harm: &Harm) {
    let slot = match harm.toll {
        Toll::Killed => &mut casualties.killed,
        Toll::Injured => &mut casualties.injured,
        Toll::Arrested => &mut casualties.arrested,
    };
    if slot.is_none() {
        *slot = Some(harm.count.clone());
    }
}
