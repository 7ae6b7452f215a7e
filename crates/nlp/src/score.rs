//! Scores of a reading against a treebank, counted as the CoNLL 2018 shared task counts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::conllu::ConlluSentence;
use crate::segment::segment;
use crate::tree::{Segment, Sentence, Word};
use detente_text::ByteSpan;

/// How many units the treebank has, how many the reading, and how many are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// In the treebank.
    pub gold: usize,
    /// In the reading.
    pub system: usize,
    /// In both.
    pub right: usize,
}

impl Count {
    /// Harmonic mean of precision and recall, in percent.
    pub fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.system).max(1) as f64
    }
}

/// Scores by what was compared. Words count as found when their characters are the same ones of the text; arcs and
/// tags are compared on found words; relations without their subtypes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scores {
    /// Surface tokens.
    pub tokens: Count,
    /// Sentences with the same first and last character.
    pub sentences: Count,
    /// Syntactic words.
    pub words: Count,
    /// Universal parts of speech.
    pub upos: Count,
    /// Language's own tags.
    pub xpos: Count,
    /// Lemmas; where the treebank has `_`, any.
    pub lemmas: Count,
    /// Heads.
    pub uas: Count,
    /// Heads and relations.
    pub las: Count,
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = [
            ("tokens", self.tokens),
            ("sentences", self.sentences),
            ("words", self.words),
            ("UPOS", self.upos),
            ("XPOS", self.xpos),
            ("lemmas", self.lemmas),
            ("UAS", self.uas),
            ("LAS", self.las),
        ];
        let shown: Vec<String> = columns.iter().map(|(name, count)| format!("{name} {:.2}", count.f1())).collect();
        f.write_str(&shown.join("  "))
    }
}

/// A paragraph of a treebank: its text put together, and its sentences.
#[derive(Debug, Clone)]
pub struct Paragraph<'a> {
    /// The sentences' texts with a space between them.
    pub text: String,
    /// The treebank's sentences.
    pub gold: &'a [ConlluSentence],
}

/// The paragraphs of a treebank.
pub fn paragraphs(sentences: &[ConlluSentence]) -> Vec<Paragraph<'_>> {
    sentences
        .chunk_by(|_, next| !next.begins_paragraph)
        .map(|gold| {
            let texts: Vec<&str> = gold.iter().map(|s| s.text.as_str()).collect();
            Paragraph { text: texts.join(" "), gold }
        })
        .collect()
}

impl Paragraph<'_> {
    /// The paragraph cut by rule.
    pub fn segments(&self) -> Vec<Segment> {
        segment(&self.text)
    }

    /// The paragraph cut as the treebank cuts it. Spans lie in [`Paragraph::text`], each word's found after the last.
    pub fn gold_segments(&self) -> Vec<Segment> {
        let mut at = 0;
        let sentences = self.gold.iter().map(|sentence| {
            let words = sentence.words.iter().map(|word| {
                let start = self.text[at..].find(&word.form).map_or(at, |found| at + found);
                let end = self.text.floor_char_boundary((start + word.form.len()).min(self.text.len()));
                at = end;
                Word { form: word.form.clone(), span: ByteSpan::new(start, end), begins_token: word.begins_token }
            });
            let words: Vec<Word> = words.collect();
            let (start, end) = (words.first().map_or(at, |w| w.span.start), words.last().map_or(at, |w| w.span.end));
            Segment { span: ByteSpan::new(start, end), words }
        });
        sentences.collect()
    }

    /// Adds the scores of a reading of this paragraph.
    pub fn score(&self, read: &[Sentence], scores: &mut Scores) {
        let gold = Side::of(self.gold.iter().map(|s| {
            let words = s.words.iter().map(|w| {
                let head = w.head.checked_sub(1);
                (w.form.as_str(), w.begins_token, Reading { head, ..Reading::new(&w.upos, &w.xpos, &w.lemma, &w.deprel) })
            });
            words.collect()
        }));
        let system = Side::of(read.iter().map(|s| {
            let words = s.tokens.iter().map(|t| {
                let reading = Reading { head: t.head, ..Reading::new(t.upos, t.xpos, &t.lemma, t.deprel) };
                (t.form.as_str(), t.begins_token, reading)
            });
            words.collect()
        }));
        compare(&gold, &system, scores);
    }
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    upos: &'a str,
    xpos: &'a str,
    lemma: &'a str,
    /// The relation without its subtype.
    relation: &'a str,
    head: Option<usize>,
}

impl<'a> Reading<'a> {
    fn new(upos: &'a str, xpos: &'a str, lemma: &'a str, deprel: &'a str) -> Self {
        let relation = deprel.split(':').next().unwrap_or(deprel);
        Reading { upos, xpos, lemma, relation, head: None }
    }
}

/// First and last character, counted without white space.
type Place = (usize, usize);

/// One side of the comparison.
#[derive(Default)]
struct Side<'a> {
    sentences: BTreeSet<Place>,
    tokens: BTreeSet<Place>,
    /// Each word's place with its reading and its head's place.
    words: BTreeMap<Place, (Reading<'a>, Option<Place>)>,
}

impl<'a> Side<'a> {
    fn of(sentences: impl Iterator<Item = Vec<(&'a str, bool, Reading<'a>)>>) -> Self {
        let mut side = Side::default();
        let mut at = 0;
        for words in sentences {
            let begin = at;
            let mut places = Vec::with_capacity(words.len());
            for (form, ..) in &words {
                let length = form.chars().filter(|c| !c.is_whitespace()).count();
                places.push((at, at + length));
                at += length;
            }
            for (i, &(_, begins, reading)) in words.iter().enumerate() {
                side.words.insert(places[i], (reading, reading.head.map(|h| places[h])));
                if begins {
                    let last = (i + 1..words.len()).take_while(|&j| !words[j].1).last().unwrap_or(i);
                    side.tokens.insert((places[i].0, places[last].1));
                }
            }
            side.sentences.insert((begin, at));
        }
        side
    }
}

fn compare(gold: &Side<'_>, system: &Side<'_>, scores: &mut Scores) {
    let add = |count: &mut Count, gold: usize, system: usize, right: usize| {
        count.gold += gold;
        count.system += system;
        count.right += right;
    };
    let common = |a: &BTreeSet<Place>, b: &BTreeSet<Place>| a.intersection(b).count();
    let (g, s) = (&gold.sentences, &system.sentences);
    add(&mut scores.sentences, g.len(), s.len(), common(g, s));
    let (g, s) = (&gold.tokens, &system.tokens);
    add(&mut scores.tokens, g.len(), s.len(), common(g, s));
    let both: Vec<_> = gold.words.iter().filter_map(|(place, g)| Some((g, system.words.get(place)?))).collect();
    let mut count = |to: fn(&mut Scores) -> &mut Count, right: usize| {
        add(to(scores), gold.words.len(), system.words.len(), right);
    };
    count(|s| &mut s.words, both.len());
    count(|s| &mut s.upos, both.iter().filter(|(g, s)| g.0.upos == s.0.upos).count());
    count(|s| &mut s.xpos, both.iter().filter(|(g, s)| g.0.xpos == s.0.xpos).count());
    count(|s| &mut s.lemmas, both.iter().filter(|(g, s)| g.0.lemma == s.0.lemma || g.0.lemma == "_").count());
    count(|s| &mut s.uas, both.iter().filter(|(g, s)| g.1 == s.1).count());
    count(|s| &mut s.las, both.iter().filter(|(g, s)| g.1 == s.1 && g.0.relation == s.0.relation).count());
}
