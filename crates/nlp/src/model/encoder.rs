//! The transformer: pieces in, one vector for each piece out. All windows of a batch are stacked in one matrix
//! without padding; only attention looks at each window by itself.

use std::ops::Range;

use pulp::Arch;

use super::error::ModelError;
use super::kernels;
use super::labels::Config;
use super::matrix::{View, ViewMut, multiply};
use super::weights::{Linear, Norm, Table, Tensors};

/// The encoder's weights.
pub(super) struct Encoder {
    words: Table,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    mix: Vec<f32>,
    heads: usize,
    pub hidden: usize,
    eps: f32,
    pub arch: Arch,
}

struct Layer {
    qkv: Linear,
    attention_output: Linear,
    attention_norm: Norm,
    intermediate: Linear,
    output: Linear,
    output_norm: Norm,
}

/// The stacked windows of a batch.
#[derive(Default)]
pub(super) struct Pieces {
    /// Vocabulary numbers, each window with its `[CLS]` and `[SEP]`.
    pub ids: Vec<u32>,
    /// The shape class of each piece's word.
    pub shapes: Vec<u8>,
    /// Where each window lies in `ids`.
    pub windows: Vec<Range<usize>>,
}

impl Pieces {
    pub fn clear(&mut self) {
        self.ids.clear();
        self.shapes.clear();
        self.windows.clear();
    }
}

/// Room for the values between layers, kept from batch to batch.
#[derive(Default)]
pub(super) struct Workspace {
    x: Vec<f32>,
    qkv: Vec<f32>,
    attended: Vec<f32>,
    scores: Vec<f32>,
    wide: Vec<f32>,
    /// The mix of all layers: the encoder's answer, `hidden` numbers for each piece.
    pub mixed: Vec<f32>,
}

impl Encoder {
    /// Reads all but the word embeddings, which stay in the file's bytes: see [`Encoder::with_words`].
    pub fn read(tensors: &Tensors<'_>, c: &Config) -> Result<Self, ModelError> {
        let h = c.hidden;
        let layers = (0..c.layers).map(|i| Layer::read(tensors, i, c)).collect::<Result<_, _>>()?;
        Ok(Encoder {
            words: Table::default(),
            positions: tensors.values("position_embedding.weight", &[c.positions, h])?,
            shapes: tensors.values("shape_embedding.weight", &[c.shapes, h])?,
            norm: tensors.norm("embedding_norm", h)?,
            layers,
            mix: shares(&tensors.values("mix", &[c.layers + 1])?),
            heads: c.heads,
            hidden: h,
            eps: c.norm_eps,
            arch: Arch::new(),
        })
    }

    /// The encoder with its word embeddings.
    pub fn with_words(self, words: Table) -> Self {
        Encoder { words, ..self }
    }

    /// Encodes a batch into `workspace.mixed`.
    pub fn run(&self, pieces: &Pieces, w: &mut Workspace) {
        let (h, rows) = (self.hidden, pieces.ids.len());
        self.embed(pieces, &mut w.x);
        w.mixed.clear();
        w.mixed.resize(rows * h, 0.0);
        self.arch.dispatch(|| kernels::add_share(&mut w.mixed, &w.x, self.mix[0]));
        w.attended.resize(rows * h, 0.0);
        for (layer, &share) in self.layers.iter().zip(&self.mix[1..]) {
            layer.qkv.apply(&w.x, &mut w.qkv);
            self.attend(&pieces.windows, &w.qkv, &mut w.attended, &mut w.scores);
            layer.attention_output.add(&w.attended, &mut w.x);
            self.arch.dispatch(|| {
                kernels::layer_norm(&mut w.x, &layer.attention_norm.weight, &layer.attention_norm.bias, self.eps);
            });
            layer.intermediate.apply(&w.x, &mut w.wide);
            self.arch.dispatch(|| kernels::gelu(&mut w.wide));
            layer.output.add(&w.wide, &mut w.x);
            self.arch.dispatch(|| {
                kernels::layer_norm(&mut w.x, &layer.output_norm.weight, &layer.output_norm.bias, self.eps);
                kernels::add_share(&mut w.mixed, &w.x, share);
            });
        }
    }

    fn embed(&self, pieces: &Pieces, x: &mut Vec<f32>) {
        let h = self.hidden;
        x.clear();
        x.resize(pieces.ids.len() * h, 0.0);
        self.arch.dispatch(|| {
            for window in &pieces.windows {
                for (position, at) in window.clone().enumerate() {
                    let row = &mut x[at * h..(at + 1) * h];
                    self.words.add_row(pieces.ids[at] as usize, row);
                    kernels::add_share(row, &self.positions[position * h..(position + 1) * h], 1.0);
                    let shape = usize::from(pieces.shapes[at]);
                    kernels::add_share(row, &self.shapes[shape * h..(shape + 1) * h], 1.0);
                }
            }
            kernels::layer_norm(x, &self.norm.weight, &self.norm.bias, self.eps);
        });
    }

    fn attend(&self, windows: &[Range<usize>], qkv: &[f32], attended: &mut [f32], scores: &mut Vec<f32>) {
        let (h, size) = (self.hidden, self.hidden / self.heads);
        let scale = 1.0 / (size as f32).sqrt();
        for window in windows {
            let length = window.len();
            let rows = &qkv[window.start * 3 * h..window.end * 3 * h];
            scores.resize(self.heads * length * length, 0.0);
            let view = |at: usize| View::new(&rows[at..], length, size, 3 * h);
            for (head, scores) in scores.chunks_exact_mut(length * length).enumerate() {
                let (q, k) = (view(head * size), view(h + head * size));
                multiply(ViewMut::new(scores, length, length, length), false, q, k.transposed());
            }
            self.arch.dispatch(|| kernels::softmax(scores, length, scale));
            for (head, scores) in scores.chunks_exact(length * length).enumerate() {
                let out = &mut attended[window.start * h + head * size..];
                let shares = View::new(scores, length, length, length);
                multiply(ViewMut::new(out, length, size, h), false, shares, view(2 * h + head * size));
            }
        }
    }
}

impl Layer {
    fn read(tensors: &Tensors<'_>, number: usize, c: &Config) -> Result<Self, ModelError> {
        let name = |part: &str| format!("layers.{number}.{part}");
        Ok(Layer {
            qkv: tensors.linear(&name("qkv"), c.hidden, 3 * c.hidden)?,
            attention_output: tensors.linear(&name("attention_output"), c.hidden, c.hidden)?,
            attention_norm: tensors.norm(&name("attention_norm"), c.hidden)?,
            intermediate: tensors.linear(&name("intermediate"), c.hidden, c.intermediate)?,
            output: tensors.linear(&name("output"), c.intermediate, c.hidden)?,
            output_norm: tensors.norm(&name("output_norm"), c.hidden)?,
        })
    }
}

impl Linear {
    /// `out = x W + b` for every row of `x`; `out` is made to fit.
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        let rows = x.len() / self.inputs;
        out.resize(rows * self.outputs, 0.0);
        for row in out.chunks_exact_mut(self.outputs) {
            row.copy_from_slice(&self.bias);
        }
        self.product(x, out);
    }

    /// `out += x W + b` for every row of `x`.
    fn add(&self, x: &[f32], out: &mut [f32]) {
        for row in out.chunks_exact_mut(self.outputs) {
            for (o, b) in row.iter_mut().zip(&self.bias) {
                *o += b;
            }
        }
        self.product(x, out);
    }

    fn product(&self, x: &[f32], out: &mut [f32]) {
        let rows = x.len() / self.inputs;
        let weight = View::new(&self.weight, self.inputs, self.outputs, self.outputs);
        let x = View::new(x, rows, self.inputs, self.inputs);
        multiply(ViewMut::new(out, rows, self.outputs, self.outputs), true, x, weight);
    }
}

/// The softmax of a few numbers.
fn shares(values: &[f32]) -> Vec<f32> {
    let highest = values.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = values.iter().map(|v| (v - highest).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|p| p / sum).collect()
}
