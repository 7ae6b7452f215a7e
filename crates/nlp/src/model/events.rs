//! The event heads: which words may stand for an event, of which label, and which words head its parties' phrases.

use super::error::ModelError;
use super::kernels;
use super::labels::{Config, Labels};
use super::matrix::{View, ViewMut, multiply};
use super::weights::{Linear, Tensors};
use crate::tree::EventWord;

/// A word is kept when it stands for some event with at least this probability.
const LEAST: f32 = 0.1;
/// A label is listed from this probability on.
const LISTED: f32 = 0.01;
/// Source and target.
const PARTIES: usize = 2;

/// The heads' weights; their projections of a word vector stand beside those of the other heads.
pub(super) struct EventHeads {
    /// Event projection → scores of the labels.
    scores: Linear,
    /// Source and target: trigger × argument.
    role_bilinear: Vec<f32>,
    role_bias: Vec<f32>,
    hidden: usize,
    role: usize,
}

impl EventHeads {
    pub fn read(tensors: &Tensors<'_>, c: &Config, labels: &Labels) -> Result<Self, ModelError> {
        Ok(EventHeads {
            scores: tensors.linear("event", c.event_hidden, labels.events.len())?,
            role_bilinear: tensors.values("role_bilinear", &[PARTIES, c.role, c.role])?,
            role_bias: tensors.values("role_bias", &[PARTIES])?,
            hidden: c.event_hidden,
            role: c.role,
        })
    }

    /// The projections of a word vector that [`EventHeads::run`] asks for, side by side in this order.
    pub fn projections(c: &Config) -> [(&'static str, usize); 3] {
        [("event_hidden", c.event_hidden), ("role_trigger", PARTIES * c.role), ("role_argument", PARTIES * c.role)]
    }

    /// Event words of a sentence of `length` words. `rows` holds the projections, `width` numbers from word to word,
    /// the root's first.
    pub fn run(&self, rows: &[f32], width: usize, length: usize, labels: &Labels) -> Vec<EventWord> {
        let count = labels.events.len();
        let mut scores = self.scores.bias.repeat(length);
        if length > 0 {
            let hidden = View::new(&rows[width..], length, self.hidden, width);
            let weight = View::new(&self.scores.weight, self.hidden, count, count);
            multiply(ViewMut::new(&mut scores, length, count, count), true, hidden, weight);
        }
        let words = scores.chunks_exact_mut(count).enumerate();
        words.filter_map(|(token, scores)| self.word(rows, width, length, token, scores, labels)).collect()
    }

    fn word(&self, rows: &[f32], width: usize, length: usize, token: usize, scores: &mut [f32], labels: &Labels) -> Option<EventWord> {
        let count = scores.len();
        kernels::softmax(scores, count, 1.0);
        if 1.0 - scores[0] < LEAST {
            return None;
        }
        let mut listed: Vec<(&'static str, f32)> =
            labels.events.iter().zip(scores.iter()).skip(1).filter(|(_, share)| **share >= LISTED).map(|(l, s)| (*l, *s)).collect();
        listed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        let party = |which: usize| {
            let trigger = (token + 1) * width + self.hidden + which * self.role;
            let bilinear = &self.role_bilinear[which * self.role * self.role..(which + 1) * self.role * self.role];
            let mut turned = vec![0.0; self.role];
            for (t, row) in rows[trigger..trigger + self.role].iter().zip(bilinear.chunks_exact(self.role)) {
                kernels::add_share(&mut turned, row, *t);
            }
            let score = |word: usize| {
                let argument = (word + 1) * width + self.hidden + (PARTIES + which) * self.role;
                kernels::dot(&turned, &rows[argument..argument + self.role]) + self.role_bias[which]
            };
            let best = (0..length).filter(|&w| w != token).map(|w| (w, score(w))).reduce(|a, b| if b.1 > a.1 { b } else { a })?;
            (best.1 > 0.0).then(|| (best.0, 1.0 / (1.0 + (-best.1).exp())))
        };
        Some(EventWord { token, labels: listed, source: party(0), target: party(1) })
    }
}
