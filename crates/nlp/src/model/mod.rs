//! The statistical reader: one small encoder with a head for each question, run in process from bytes.
//!
//! `training/README.md` is the specification; `models/en/sample/` holds answers to check against.

mod arborescence;
mod encoder;
mod error;
mod events;
mod heads;
mod kernels;
mod labels;
mod lemma;
mod lemmas;
mod matrix;
mod shape;
mod vocabulary;
mod weights;
mod wordpiece;

use std::borrow::Cow;
use std::ops::Range;

pub use error::ModelError;
pub use labels::MODEL_FORMAT;

use crate::tree::{Segment, Sentence, Token, Word};
use encoder::{Encoder, Pieces, Workspace};
use heads::{Answer, Answers, Heads};
use labels::Labels;
use weights::{Table, Tensors};
use wordpiece::WordPieces;

/// Pieces that are encoded together: enough to keep the matrix product busy, few enough to stay in the cache.
const BATCH_PIECES: usize = 512;
/// A longer segment is read in stretches, since the room for its arcs grows with the square.
const STRETCH_WORDS: usize = 600;

/// A model as it lies in `models/en/`: borrowed for the life of the program, or owned.
pub struct ModelBytes {
    /// `weights.safetensors`, float16.
    pub weights: Cow<'static, [u8]>,
    /// `vocab.txt`, one piece a line.
    pub vocab: Cow<'static, [u8]>,
    /// `labels.json`.
    pub labels: Cow<'static, [u8]>,
}

/// A model ready to read. It keeps no state between calls, so that threads can share it.
pub struct Model {
    pieces: WordPieces,
    encoder: Encoder,
    heads: Heads,
    labels: Labels,
    window: usize,
}

/// The vectors of one sentence: the learned mix of all layers, averaged over each word's pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct WordVectors {
    values: Vec<f32>,
    width: usize,
}

impl WordVectors {
    /// Numbers in each vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.values.len() / self.width - 1
    }

    /// Whether the sentence has no words.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The vector of the sentence as a whole, which stands for the root.
    pub fn root(&self) -> &[f32] {
        &self.values[..self.width]
    }

    /// The vector of a word, counted from 0.
    ///
    /// # Panics
    /// When there is no such word.
    pub fn word(&self, word: usize) -> &[f32] {
        &self.values[(word + 1) * self.width..(word + 2) * self.width]
    }
}

impl Model {
    /// Reads a model from its three files' bytes.
    ///
    /// # Errors
    /// When a file is damaged or doesn't fit the others; the error names the field.
    pub fn from_bytes(bytes: ModelBytes) -> Result<Model, ModelError> {
        let (config, labels) = labels::read(&bytes.labels)?;
        let pieces = WordPieces::read(bytes.vocab, &config)?;
        let tensors = Tensors::read(&bytes.weights)?;
        let heads = Heads::read(&tensors, &config, &labels)?;
        let start = tensors.offset("word_embedding.weight", config.vocabulary, config.hidden)?;
        let encoder = Encoder::read(&tensors, &config)?;
        let encoder = encoder.with_words(Table::new(bytes.weights, start, config.hidden));
        Ok(Model { pieces, encoder, heads, labels, window: config.max_window_pieces })
    }

    /// Adds what the treebanks say of known forms, `lemmas.tsv`. Without it lemmas come from rules alone, and about
    /// one word in forty gets a worse one.
    ///
    /// # Errors
    /// When the table is damaged; the error names the line.
    pub fn with_lemmas(mut self, table: Cow<'static, [u8]>) -> Result<Model, ModelError> {
        self.labels.lemmas.know(table)?;
        Ok(self)
    }

    /// Reads segments into parsed sentences, one for each, in order.
    ///
    /// A segment of more than 600 words is read in stretches of that length; the later stretches' roots depend on the
    /// first's as `parataxis`.
    pub fn parse(&self, segments: &[Segment]) -> Vec<Sentence> {
        let mut answers: Vec<Answers> = Vec::new();
        let stretches: Vec<&[Word]> = stretches(segments).collect();
        self.each_batch(&stretches, |batch, vectors| {
            let lengths: Vec<usize> = batch.iter().map(|words| words.len()).collect();
            answers.extend(self.heads.run(vectors, &lengths, &self.labels));
        });
        let mut answers = answers.into_iter();
        segments.iter().map(|segment| self.sentence(segment, &mut answers)).collect()
    }

    /// The word vectors of each segment, in order: what a classifier over the same encoder needs.
    pub fn encode(&self, segments: &[Segment]) -> Vec<WordVectors> {
        let width = self.encoder.hidden;
        let words: Vec<&[Word]> = segments.iter().map(|s| s.words.as_slice()).collect();
        let mut found = Vec::with_capacity(segments.len());
        self.each_batch(&words, |batch, mut vectors| {
            for words in batch {
                let (own, rest) = vectors.split_at((words.len() + 1) * width);
                found.push(WordVectors { values: own.to_vec(), width });
                vectors = rest;
            }
        });
        found
    }

    /// Encodes sentences in batches and hands over the vectors of each batch, stacked, each sentence's root first.
    fn each_batch(&self, sentences: &[&[Word]], mut take: impl FnMut(&[&[Word]], &[f32])) {
        let mut workspace = Workspace::default();
        let (mut pieces, mut vectors) = (Pieces::default(), Vec::new());
        let cut: Vec<Cut> = sentences.iter().map(|words| self.cut(words)).collect();
        let mut first = 0;
        while first < sentences.len() {
            let mut last = first + 1;
            let mut size = cut[first].ids.len() + 2;
            while last < sentences.len() && size + cut[last].ids.len() + 2 <= BATCH_PIECES {
                size += cut[last].ids.len() + 2;
                last += 1;
            }
            vectors.clear();
            self.encode_batch(&cut[first..last], &mut pieces, &mut workspace, &mut vectors);
            take(&sentences[first..last], &vectors);
            first = last;
        }
    }

    /// Encodes sentences that fit one batch, or one sentence of any length window by window.
    fn encode_batch(&self, batch: &[Cut], pieces: &mut Pieces, workspace: &mut Workspace, vectors: &mut Vec<f32>) {
        let mut pending = Vec::new();
        for sentence in batch {
            for window in sentence.windows(self.window) {
                let length = sentence.ends[window.clone()].last().map_or(0, |end| end - sentence.start(window.start));
                if pieces.ids.len() + length + 2 > BATCH_PIECES && !pieces.ids.is_empty() {
                    self.flush(pieces, &mut pending, workspace, vectors);
                }
                self.stack(sentence, &window, pieces);
                pending.push((sentence, window));
            }
        }
        self.flush(pieces, &mut pending, workspace, vectors);
    }

    /// Puts one window of a sentence on the stack between `[CLS]` and `[SEP]`.
    fn stack(&self, sentence: &Cut, window: &Range<usize>, pieces: &mut Pieces) {
        let start = pieces.ids.len();
        pieces.ids.push(self.pieces.cls);
        pieces.shapes.push(0);
        for word in window.clone() {
            let range = sentence.start(word)..sentence.ends[word];
            pieces.shapes.extend(range.clone().map(|_| sentence.shapes[word]));
            pieces.ids.extend_from_slice(&sentence.ids[range]);
        }
        pieces.ids.push(self.pieces.sep);
        pieces.shapes.push(0);
        pieces.windows.push(start..pieces.ids.len());
    }

    /// Encodes what is stacked and appends its word vectors; `[CLS]` of a sentence's first window is the root.
    fn flush(&self, pieces: &mut Pieces, pending: &mut Vec<(&Cut, Range<usize>)>, workspace: &mut Workspace, vectors: &mut Vec<f32>) {
        self.encoder.run(pieces, workspace);
        let h = self.encoder.hidden;
        for ((sentence, window), place) in pending.drain(..).zip(&pieces.windows) {
            if window.start == 0 {
                vectors.extend_from_slice(&workspace.mixed[place.start * h..(place.start + 1) * h]);
            }
            let offset = sentence.start(window.start);
            for word in window {
                let range = sentence.start(word)..sentence.ends[word];
                let share = 1.0 / range.len() as f32;
                let at = vectors.len();
                vectors.resize(at + h, 0.0);
                for piece in range {
                    let row = place.start + 1 + piece - offset;
                    kernels::add_share(&mut vectors[at..], &workspace.mixed[row * h..(row + 1) * h], share);
                }
            }
        }
        pieces.clear();
    }

    fn cut(&self, words: &[Word]) -> Cut {
        let mut cut = Cut::default();
        for word in words {
            self.pieces.push(&word.form, &mut cut.ids);
            cut.ends.push(cut.ids.len());
            cut.shapes.push(shape::shape(&word.form));
        }
        cut
    }

    fn sentence(&self, segment: &Segment, answers: &mut impl Iterator<Item = Answers>) -> Sentence {
        let mut events = Vec::new();
        let mut tokens = Vec::with_capacity(segment.words.len());
        let mut root = None;
        for words in segment.words.chunks(STRETCH_WORDS) {
            let start = tokens.len();
            let read = answers.next().unwrap_or_default();
            events.extend(read.events.into_iter().map(|event| event.moved(start)));
            for (word, answer) in words.iter().zip(read.words) {
                let mut token = self.token(word, &answer, start);
                if token.head.is_none() {
                    match root {
                        None => root = Some(tokens.len()),
                        first => (token.head, token.deprel) = (first, "parataxis"),
                    }
                }
                tokens.push(token);
            }
        }
        Sentence::new(segment.span, tokens).with_events(events)
    }

    fn token(&self, word: &Word, answer: &Answer, start: usize) -> Token {
        let xpos = self.labels.xpos[answer.xpos];
        Token {
            form: word.form.clone(),
            span: word.span,
            begins_token: word.begins_token,
            lemma: self.labels.lemmas.lemma(&word.form, (answer.xpos, xpos), &answer.lemma),
            upos: self.labels.upos[answer.upos],
            xpos,
            head: answer.head.checked_sub(1).map(|head| start + head),
            deprel: self.labels.deprels[answer.deprel],
            mention: self.labels.mention_types[answer.mention],
        }
    }
}

/// The segments in stretches that can be read at once; an empty segment has none.
fn stretches(segments: &[Segment]) -> impl Iterator<Item = &[Word]> {
    segments.iter().flat_map(|segment| segment.words.chunks(STRETCH_WORDS))
}

/// One sentence's words as pieces.
#[derive(Default)]
struct Cut {
    ids: Vec<u32>,
    /// Where each word's pieces end in `ids`.
    ends: Vec<usize>,
    /// Each word's shape class.
    shapes: Vec<u8>,
}

impl Cut {
    fn start(&self, word: usize) -> usize {
        if word == 0 { 0 } else { self.ends[word - 1] }
    }

    /// Ranges of whole words, filled greedily up to `limit` pieces each; one empty range for no words.
    fn windows(&self, limit: usize) -> Vec<Range<usize>> {
        let (mut ranges, mut first) = (Vec::new(), 0);
        for word in 0..self.ends.len() {
            if self.ends[word] - self.start(first) > limit {
                ranges.push(first..word);
                first = word;
            }
        }
        ranges.push(first..self.ends.len());
        ranges
    }
}
