//! Bootstrap intervals: the spread of a figure when the units of an evaluation are drawn anew.
//!
//! The percentile method (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13), with a fixed seed,
//! so that the same outcomes give the same interval on every machine.

use oorandom::Rand32;
use rayon::prelude::*;

/// Lower and upper bound for each figure; none for a figure that too few resamples define.
///
/// `figures` gives the values of one resample, always the same ones in the same order. Fewer than two units have no
/// spread, and no interval.
pub fn intervals<T: Sync>(units: &[T], resamples: usize, figures: impl Fn(&[&T]) -> Vec<Option<f64>> + Sync) -> Vec<Option<(f64, f64)>> {
    if units.len() < 2 || resamples == 0 {
        return Vec::new();
    }
    // No set of gold has four billion units.
    let count = u32::try_from(units.len()).unwrap_or(u32::MAX);
    let drawn: Vec<Vec<Option<f64>>> = (0..resamples as u64)
        .into_par_iter()
        .map(|number| {
            // A sequence of its own for each resample: the result does not depend on the order of the threads.
            // The odd factor lays neighbouring numbers far apart among the seeds.
            let mut chance = Rand32::new(number.wrapping_mul(0xd1b5_4a32_d192_ed03));
            let sample: Vec<&T> = units.iter().map(|_| &units[chance.rand_range(0..count) as usize]).collect();
            figures(&sample)
        })
        .collect();
    let width = drawn.first().map_or(0, Vec::len);
    (0..width)
        .map(|i| {
            let mut values: Vec<f64> = drawn.iter().filter_map(|figures| figures[i]).collect();
            values.sort_by(f64::total_cmp);
            // Undefined in most resamples: a spread of the rest would say nothing.
            (2 * values.len() > resamples).then(|| (quantile(&values, 0.025), quantile(&values, 0.975)))
        })
        .collect()
}

/// The value below which a share of the sorted values lies, the two nearest mixed.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = share * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(sample: &[&f64]) -> Vec<Option<f64>> {
        vec![Some(sample.iter().copied().sum::<f64>() / sample.len() as f64)]
    }

    #[test]
    fn the_interval_of_a_mean_is_about_two_standard_errors_wide_on_each_side() {
        let units: Vec<f64> = (0..100).map(|i| f64::from(i % 2)).collect();
        let (low, high) = intervals(&units, 1000, mean)[0].expect("an interval");
        assert!((0.38..0.42).contains(&low) && (0.58..0.62).contains(&high), "{low} to {high}");
    }

    #[test]
    fn the_same_units_give_the_same_interval_with_any_number_of_threads() {
        let units: Vec<f64> = (0..37).map(f64::from).collect();
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
        let four = rayon::ThreadPoolBuilder::new().num_threads(4).build().expect("a pool");
        assert_eq!(one.install(|| intervals(&units, 200, mean)), four.install(|| intervals(&units, 200, mean)));
    }

    #[test]
    fn one_unit_has_no_interval() {
        assert!(intervals(&[1.0], 1000, mean).is_empty());
    }
}
