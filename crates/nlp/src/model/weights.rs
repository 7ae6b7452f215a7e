//! Float16 tensors to the float32 matrices that the network multiplies by.

use std::borrow::Cow;

use pulp::Arch;
use safetensors::{Dtype, SafeTensors};

use super::error::ModelError;

/// A linear layer `y = W x + b`, its weight kept as inputs × outputs, which the matrix product reads fastest.
pub(super) struct Linear {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
    pub inputs: usize,
    pub outputs: usize,
}

/// Scale and shift of a normalisation.
pub(super) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

/// A table of float16 rows inside the file's bytes, converted when looked up.
#[derive(Default)]
pub(super) struct Table {
    bytes: Cow<'static, [u8]>,
    start: usize,
    width: usize,
}

impl Table {
    /// Adds a row to `to`; a row outside the table adds nothing.
    pub fn add_row(&self, row: usize, to: &mut [f32]) {
        let start = self.start + row * self.width * 2;
        if let Some(bytes) = self.bytes.get(start..start + self.width * 2) {
            for (t, h) in to.iter_mut().zip(bytes.as_chunks::<2>().0) {
                *t += widened(u16::from_le_bytes(*h));
            }
        }
    }
}

/// The tensors of a file, asked for by name and shape.
pub(super) struct Tensors<'a> {
    file: SafeTensors<'a>,
    all: &'a [u8],
    arch: Arch,
}

impl<'a> Tensors<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        Ok(Tensors { file: SafeTensors::deserialize(bytes)?, all: bytes, arch: Arch::new() })
    }

    /// The numbers of a tensor, row by row.
    pub fn values(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(name, shape)?;
        let mut values = vec![0.0; bytes.len() / 2];
        let finite = self.arch.dispatch(|| widen(bytes, &mut values));
        if finite { Ok(values) } else { Err(ModelError::NotFinite { tensor: name.to_owned() }) }
    }

    pub fn linear(&self, name: &str, inputs: usize, outputs: usize) -> Result<Linear, ModelError> {
        self.stacked(&[(name, outputs)], inputs)
    }

    /// Several layers over the same input as one, their outputs one after the other.
    pub fn stacked(&self, parts: &[(&str, usize)], inputs: usize) -> Result<Linear, ModelError> {
        let mut found = Vec::with_capacity(parts.len());
        for &(name, rows) in parts {
            let bytes = self.bytes(&format!("{name}.weight"), &[rows, inputs])?;
            found.push((name, bytes, self.values(&format!("{name}.bias"), &[rows])?));
        }
        let outputs = parts.iter().map(|p| p.1).sum();
        let mut linear = Linear { weight: vec![0.0; inputs * outputs], bias: Vec::with_capacity(outputs), inputs, outputs };
        for (name, bytes, bias) in found {
            let at = linear.bias.len();
            if !self.arch.dispatch(|| widen_across(bytes, inputs, &mut linear.weight, outputs, at)) {
                return Err(ModelError::NotFinite { tensor: format!("{name}.weight") });
            }
            linear.bias.extend(bias);
        }
        Ok(linear)
    }

    pub fn norm(&self, name: &str, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm { weight: self.values(&format!("{name}.weight"), &[width])?, bias: self.values(&format!("{name}.bias"), &[width])? })
    }

    /// Where a table lies in the file, for [`Table`].
    pub fn offset(&self, name: &str, rows: usize, width: usize) -> Result<usize, ModelError> {
        let bytes = self.bytes(name, &[rows, width])?;
        Ok(bytes.as_ptr().addr() - self.all.as_ptr().addr())
    }

    fn bytes(&self, name: &str, shape: &[usize]) -> Result<&'a [u8], ModelError> {
        let Ok(tensor) = self.file.tensor(name) else {
            return Err(ModelError::MissingTensor { tensor: name.to_owned() });
        };
        if tensor.dtype() != Dtype::F16 {
            return Err(ModelError::TensorType { tensor: name.to_owned(), found: format!("{:?}", tensor.dtype()) });
        }
        if tensor.shape() != shape {
            return Err(ModelError::TensorShape { tensor: name.to_owned(), found: tensor.shape().to_vec(), expected: shape.to_vec() });
        }
        Ok(tensor.data())
    }
}

impl Table {
    /// The table that begins at byte `start` of the file.
    pub fn new(bytes: Cow<'static, [u8]>, start: usize, width: usize) -> Self {
        Table { bytes, start, width }
    }
}

/// Float16 to float32: the bits moved into place, the exponent's offset made good by one product.
#[inline(always)]
fn widened(half: u16) -> f32 {
    const OFFSET: f32 = f32::from_bits((127 + 112) << 23);
    let magnitude = f32::from_bits(u32::from(half & 0x7fff) << 13) * OFFSET;
    f32::from_bits(magnitude.to_bits() | u32::from(half & 0x8000) << 16)
}

/// Widens all; false if one is infinite or no number.
#[inline(always)]
fn widen(bytes: &[u8], values: &mut [f32]) -> bool {
    let mut largest = 0u16;
    for (value, bytes) in values.iter_mut().zip(bytes.as_chunks::<2>().0) {
        let half = u16::from_le_bytes(*bytes);
        largest = largest.max(half & 0x7fff);
        *value = widened(half);
    }
    largest < 0x7c00
}

/// Widens a matrix with rows of `columns` numbers and writes its rows as columns into `out`, whose rows are `stride`
/// long, from column `at`; false if a number is infinite or none.
#[inline(always)]
fn widen_across(bytes: &[u8], columns: usize, out: &mut [f32], stride: usize, at: usize) -> bool {
    const ROWS: usize = 16;
    let mut finite = true;
    let mut tile = vec![0.0; ROWS * columns];
    for (number, rows) in bytes.chunks(ROWS * columns * 2).enumerate() {
        let count = rows.len() / (columns * 2);
        let tile = &mut tile[..count * columns];
        finite &= widen(rows, tile);
        let start = at + number * ROWS;
        for column in 0..columns {
            let target = &mut out[column * stride + start..][..count];
            for (row, t) in target.iter_mut().enumerate() {
                *t = tile[row * columns + column];
            }
        }
    }
    finite
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_widen_exactly() {
        for (half, value) in [
            (0x0000u16, 0.0f32),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x0001, 5.960_464_5e-8),
            (0x7bff, 65504.0),
            (0x8400, -6.103_515_6e-5),
        ] {
            assert_eq!(widened(half), value);
        }
    }
}
