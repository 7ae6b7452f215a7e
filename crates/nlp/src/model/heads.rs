//! The heads: what word vectors say of tags, lemmas, mentions, arcs and relations.

use pulp::Arch;

use super::arborescence;
use super::error::ModelError;
use super::events::EventHeads;
use super::kernels;
use super::labels::{Config, Labels};
use super::lemmas::CANDIDATES;
use super::matrix::{View, ViewMut, multiply};
use super::weights::{Linear, Tensors};
use crate::tree::EventWord;

/// Words whose relation scores are worked out together; bounds the room they take.
const RELATION_ROWS: usize = 64;

/// The heads' weights. All projections of a word vector are one matrix, their outputs side by side.
pub(super) struct Heads {
    projection: Linear,
    columns: Columns,
    arc_bilinear: Vec<f32>,
    arc_bias: Vec<f32>,
    /// Dependent × (relation, head); its last row stands for the one appended to the dependent.
    label_bilinear: Vec<f32>,
    events: Option<EventHeads>,
    arc: usize,
    label: usize,
    slope: f32,
    arch: Arch,
}

/// Where each projection begins.
#[derive(Default)]
struct Columns {
    upos: usize,
    xpos: usize,
    lemma: usize,
    mention: usize,
    arc_dependent: usize,
    arc_head: usize,
    label_dependent: usize,
    label_head: usize,
    /// The event heads' projections, where there are any.
    events: usize,
    end: usize,
}

/// All answers for one sentence.
#[derive(Default)]
pub(super) struct Answers {
    pub words: Vec<Answer>,
    pub events: Vec<EventWord>,
}

/// The answers for one word, as numbers of labels.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub upos: usize,
    pub xpos: usize,
    pub lemma: [usize; CANDIDATES],
    pub mention: usize,
    /// 0 is the root, words count from 1.
    pub head: usize,
    pub deprel: usize,
}

impl Heads {
    pub fn read(tensors: &Tensors<'_>, c: &Config, labels: &Labels) -> Result<Self, ModelError> {
        let mut parts = vec![
            ("upos", labels.upos.len()),
            ("xpos", labels.xpos.len()),
            ("lemma", labels.lemma_rules),
            ("mention", labels.mention_types.len()),
            ("arc_dependent", c.arc),
            ("arc_head", c.arc),
            ("label_dependent", c.label),
            ("label_head", c.label),
        ];
        let events = (labels.events.len() > 1).then(|| EventHeads::read(tensors, c, labels)).transpose()?;
        if events.is_some() {
            parts.extend(EventHeads::projections(c));
        }
        let projection = tensors.stacked(&parts, c.hidden)?;
        let mut at = 0;
        let mut next = |size: usize| {
            let start = at;
            at += size;
            start
        };
        let columns = Columns {
            upos: next(parts[0].1),
            xpos: next(parts[1].1),
            lemma: next(parts[2].1),
            mention: next(parts[3].1),
            arc_dependent: next(parts[4].1),
            arc_head: next(parts[5].1),
            label_dependent: next(parts[6].1),
            label_head: next(parts[7].1),
            events: next(parts[8..].iter().map(|p| p.1).sum()),
            end: next(0),
        };
        let (relations, side) = (labels.deprels.len(), c.label + 1);
        let given = tensors.values("label_bilinear", &[relations, side, side])?;
        let mut label_bilinear = vec![0.0; given.len()];
        for (row, values) in given.chunks_exact(side).enumerate() {
            let (relation, dependent) = (row / side, row % side);
            let start = (dependent * relations + relation) * side;
            label_bilinear[start..start + side].copy_from_slice(values);
        }
        Ok(Heads {
            projection,
            columns,
            arc_bilinear: tensors.values("arc_bilinear", &[c.arc, c.arc])?,
            arc_bias: tensors.values("arc_bias", &[c.arc])?,
            label_bilinear,
            events,
            arc: c.arc,
            label: c.label,
            slope: c.leaky_slope,
            arch: Arch::new(),
        })
    }

    /// Answers for sentences of `lengths` words, whose vectors are stacked, each sentence's root first.
    pub fn run(&self, vectors: &[f32], lengths: &[usize], labels: &Labels) -> Vec<Answers> {
        let width = self.projection.outputs;
        let mut projected = Vec::new();
        self.projection.apply(vectors, &mut projected);
        self.arch.dispatch(|| {
            for row in projected.chunks_exact_mut(width) {
                kernels::leaky(&mut row[self.columns.arc_dependent..self.columns.end], self.slope);
            }
        });
        let mut answers = Vec::with_capacity(lengths.len());
        let mut start = 0;
        for &length in lengths {
            let rows = &projected[start * width..(start + length + 1) * width];
            start += length + 1;
            let heads = arborescence::tree(&self.arc_scores(rows, length + 1), length);
            let deprels = self.relations(rows, &heads, labels);
            let words = rows.chunks_exact(width).skip(1);
            let events = self.events.as_ref().map(|e| e.run(&rows[self.columns.events..], width, length, labels));
            let words = words.zip(heads.into_iter().zip(deprels)).map(|(row, (h, d))| self.answer(row, h, d)).collect();
            answers.push(Answers { words, events: events.unwrap_or_default() });
        }
        answers
    }

    /// Scores of every arc of one sentence: dependent × head, both with the root as 0.
    pub fn arc_scores(&self, rows: &[f32], nodes: usize) -> Vec<f32> {
        let (width, arc) = (self.projection.outputs, self.arc);
        let dependents = View::new(&rows[self.columns.arc_dependent..], nodes, arc, width);
        let heads = View::new(&rows[self.columns.arc_head..], nodes, arc, width);
        let mut turned: Vec<f32> = self.arc_bias.repeat(nodes);
        let bilinear = View::new(&self.arc_bilinear, arc, arc, arc);
        multiply(ViewMut::new(&mut turned, nodes, arc, arc), true, dependents, bilinear);
        let mut scores = vec![0.0; nodes * nodes];
        let turned = View::new(&turned, nodes, arc, arc);
        multiply(ViewMut::new(&mut scores, nodes, nodes, nodes), false, turned, heads.transposed());
        scores
    }

    /// The best relation of each word to its head: `root` exactly where the head is the root.
    fn relations(&self, rows: &[f32], heads: &[usize], labels: &Labels) -> Vec<usize> {
        let (width, side) = (self.projection.outputs, self.label + 1);
        let relations = labels.deprels.len();
        let columns = relations * side;
        let (bilinear, constant) = self.label_bilinear.split_at(self.label * columns);
        let mut best = Vec::with_capacity(heads.len());
        let mut products = Vec::new();
        for (number, some) in heads.chunks(RELATION_ROWS).enumerate() {
            let first = 1 + number * RELATION_ROWS;
            products.clear();
            for _ in some {
                products.extend_from_slice(constant);
            }
            let dependents = &rows[first * width + self.columns.label_dependent..];
            multiply(
                ViewMut::new(&mut products, some.len(), columns, columns),
                true,
                View::new(dependents, some.len(), self.label, width),
                View::new(bilinear, self.label, columns, columns),
            );
            self.arch.dispatch(|| {
                for (&head, product) in some.iter().zip(products.chunks_exact(columns)) {
                    let at = head * width + self.columns.label_head;
                    let scores = |relation: usize| {
                        let row = &product[relation * side..(relation + 1) * side];
                        kernels::dot(&row[..self.label], &rows[at..at + self.label]) + row[self.label]
                    };
                    let free = (0..relations).filter(|&r| r != labels.root);
                    best.push(if head == 0 { labels.root } else { highest(free.map(|r| (r, scores(r)))) });
                }
            });
        }
        best
    }

    fn answer(&self, row: &[f32], head: usize, deprel: usize) -> Answer {
        let c = &self.columns;
        let best = |from: usize, to: usize| highest(row[from..to].iter().copied().enumerate());
        Answer {
            upos: best(c.upos, c.xpos),
            xpos: best(c.xpos, c.lemma),
            lemma: leaders(&row[c.lemma..c.mention]),
            mention: best(c.mention, c.arc_dependent),
            head,
            deprel,
        }
    }
}

/// The number with the highest score; the first of equals.
fn highest(scores: impl Iterator<Item = (usize, f32)>) -> usize {
    let mut best: Option<(usize, f32)> = None;
    for (number, score) in scores {
        if best.is_none_or(|b| score > b.1) {
            best = Some((number, score));
        }
    }
    best.map_or(0, |b| b.0)
}

/// The numbers with the highest scores, best first; fewer scores than places repeat the last.
fn leaders(scores: &[f32]) -> [usize; CANDIDATES] {
    let mut top: [(usize, f32); CANDIDATES] = [(0, f32::NEG_INFINITY); CANDIDATES];
    for (number, &score) in scores.iter().enumerate() {
        if score > top[CANDIDATES - 1].1 {
            let at = top.partition_point(|t| t.1 >= score);
            top[at..].rotate_right(1);
            top[at] = (number, score);
        }
    }
    top.map(|t| t.0)
}
