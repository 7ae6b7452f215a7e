//! The arithmetic between matrix products, written so that the compiler makes vectors of it.
//!
//! Every function is meant to be inlined into a closure given to [`pulp::Arch::dispatch`], which picks the widest
//! vectors the machine has. Sums go through sixteen lanes in a fixed order, so that machines agree.

const LANES: usize = 16;

/// `x` normalised to mean 0 and variance 1, then scaled and shifted, row by row.
#[inline(always)]
pub(super) fn layer_norm(x: &mut [f32], weight: &[f32], bias: &[f32], eps: f32) {
    let width = weight.len();
    for row in x.chunks_exact_mut(width) {
        let mean = sum(row, |v| v) / width as f32;
        let variance = sum(row, |v| (v - mean) * (v - mean)) / width as f32;
        let scale = 1.0 / (variance + eps).sqrt();
        for ((v, w), b) in row.iter_mut().zip(weight).zip(bias) {
            *v = (*v - mean) * scale * w + b;
        }
    }
}

/// `x · Φ(x)`, with the error function to about 1e-7.
#[inline(always)]
pub(super) fn gelu(x: &mut [f32]) {
    for v in x {
        *v = 0.5 * *v * (1.0 + erf(*v * std::f32::consts::FRAC_1_SQRT_2));
    }
}

/// `x` where positive, else `slope · x`.
#[inline(always)]
pub(super) fn leaky(x: &mut [f32], slope: f32) {
    for v in x {
        *v = if *v > 0.0 { *v } else { *v * slope };
    }
}

/// Rows of `width` numbers to shares that sum to one, after scaling.
#[inline(always)]
pub(super) fn softmax(x: &mut [f32], width: usize, scale: f32) {
    for row in x.chunks_exact_mut(width) {
        let highest = maximum(row);
        for v in row.iter_mut() {
            *v = exp((*v - highest) * scale);
        }
        let inverse = 1.0 / sum(row, |v| v);
        for v in row.iter_mut() {
            *v *= inverse;
        }
    }
}

/// `to += share · from`.
#[inline(always)]
pub(super) fn add_share(to: &mut [f32], from: &[f32], share: f32) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += share * f;
    }
}

/// Scalar product.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (a_chunks, a_rest) = a.as_chunks::<LANES>();
    let (b_chunks, b_rest) = b.as_chunks::<LANES>();
    for (x, y) in a_chunks.iter().zip(b_chunks) {
        for i in 0..LANES {
            lanes[i] += x[i] * y[i];
        }
    }
    folded(lanes) + a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum::<f32>()
}

#[inline(always)]
fn sum(x: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (chunks, rest) = x.as_chunks::<LANES>();
    for chunk in chunks {
        for i in 0..LANES {
            lanes[i] += of(chunk[i]);
        }
    }
    folded(lanes) + rest.iter().map(|&v| of(v)).sum::<f32>()
}

#[inline(always)]
fn folded(mut lanes: [f32; LANES]) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
        width /= 2;
    }
    lanes[0]
}

#[inline(always)]
fn maximum(x: &[f32]) -> f32 {
    let larger = |a: f32, b: f32| if b > a { b } else { a };
    let mut lanes = [f32::NEG_INFINITY; LANES];
    let (chunks, rest) = x.as_chunks::<LANES>();
    for chunk in chunks {
        for i in 0..LANES {
            lanes[i] = larger(lanes[i], chunk[i]);
        }
    }
    lanes.iter().chain(rest).copied().fold(f32::NEG_INFINITY, larger)
}

/// The error function as a ratio of polynomials (the one of Eigen and XLA), within 4e-7 of the true value.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let x = x.clamp(-3.832_507, 3.832_507);
    let s = x * x;
    let mut p = -2.726_142_3e-10;
    for c in [2.770_681_4e-8, -2.101_024e-6, -5.692_506_5e-5, -7.349_906_5e-4, -2.954_600_1e-3, -1.609_603_3e-2] {
        p = p * s + c;
    }
    let mut q = -1.456_607_2e-5;
    for c in [-2.133_740_6e-4, -1.682_827e-3, -7.373_329_3e-3, -1.426_473_9e-2] {
        q = q * s + c;
    }
    x * p / q
}

/// `e` to the power `x` for `x` ≤ 0, relative error below 3e-7; 0 where it would be smaller than any normal number.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 · 2^23: adding it rounds to a whole number
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let r = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut p = 1.987_569_1e-4;
    for c in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_66, 0.5] {
        p = p * r + c;
    }
    let fraction = p * r * r + r + 1.0;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(1.0f32.to_bits()));
    fraction * power
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The error function by its series in double precision.
    fn erf_by_series(x: f64) -> f64 {
        let (mut term, mut sum) = (x, x);
        for n in 1..200 {
            term *= -x * x / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        sum * std::f64::consts::FRAC_2_SQRT_PI
    }

    #[test]
    fn erf_is_close() {
        for i in -4500..=4500 {
            let x = i as f32 / 1000.0;
            let error = f64::from(erf(x)) - erf_by_series(f64::from(x));
            assert!(error.abs() < 1e-6, "erf({x}) off by {error}");
        }
    }

    #[test]
    fn exp_is_close() {
        for i in 0..=86_000 {
            let x = -(i as f32) / 1000.0;
            let true_value = f64::from(x).exp();
            let error = (f64::from(exp(x)) - true_value) / true_value;
            assert!(error.abs() < 5e-7, "exp({x}) off by {error}");
        }
        assert!(exp(-1e30) < 1e-37);
    }

    #[test]
    fn softmax_sums_to_one() {
        let mut x: Vec<f32> = (0..54).map(|i| i as f32 * 0.3).collect();
        softmax(&mut x, 27, 0.5);
        for row in x.chunks(27) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
    }
}
