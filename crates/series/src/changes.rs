//! Where the level of a series changes.
//!
//! PELT (Killick, Fearnhead and Eckley, "Optimal detection of changepoints with a linear computational cost", JASA 107,
//! 2012) over two counts at once, conflict (quad classes 3 and 4) and cooperation (1 and 2). The cost of a segment is
//! twice its negative Poisson log-likelihood, divided by how much more the counts scatter than Poisson's (quasi-likelihood;
//! McCullagh and Nelder 1989, ch. 9): events come in bursts. The penalty is BIC's for three free values a change: its place
//! and the two means after it.

use crate::Series;

/// Shortest segment, in steps.
const SHORTEST: usize = 2;

/// Free values of a change: its place and two means.
const FREE_VALUES: f64 = 3.0;

/// The indexes of the points at which a new level begins, ascending; never 0.
pub fn change_points(series: &Series) -> Vec<usize> {
    let counts: Vec<[f64; 2]> = series
        .points
        .iter()
        .map(|p| {
            let (cooperation, conflict) = p.balance();
            [cooperation as f64, conflict as f64]
        })
        .collect();
    pelt(&Cost::new(&counts), FREE_VALUES * (counts.len().max(1) as f64).ln())
}

/// Costs of segments in constant time.
struct Cost {
    /// Sums of the counts before each step.
    sums: Vec<[f64; 2]>,
    /// Scatter of each count, 1 for Poisson's.
    scatter: [f64; 2],
}

impl Cost {
    fn new(counts: &[[f64; 2]]) -> Cost {
        let mut sums = vec![[0.0; 2]];
        for &[a, b] in counts {
            let [x, y] = sums[sums.len() - 1];
            sums.push([x + a, y + b]);
        }
        Cost { sums, scatter: [scatter(counts.iter().map(|c| c[0])), scatter(counts.iter().map(|c| c[1]))] }
    }

    fn len(&self) -> usize {
        self.sums.len() - 1
    }

    /// Twice the negative log-likelihood of steps `from..to`, without what no segmentation changes.
    fn of(&self, from: usize, to: usize) -> f64 {
        let steps = (to - from) as f64;
        let one = |i: usize| {
            let sum = self.sums[to][i] - self.sums[from][i];
            if sum > 0.0 { 2.0 * (sum - sum * (sum / steps).ln()) / self.scatter[i] } else { 0.0 }
        };
        one(0) + one(1)
    }
}

/// How much more the counts scatter than Poisson's, at least 1. From neighbours' differences, so that changes of the level
/// weigh little: for neighbours of one mean, the expected square of the difference is the scatter times their sum.
fn scatter(counts: impl Iterator<Item = f64>) -> f64 {
    let counts: Vec<f64> = counts.collect();
    let ratios: Vec<f64> = counts.windows(2).filter(|w| w[0] + w[1] > 0.0).map(|w| (w[1] - w[0]).powi(2) / (w[0] + w[1])).collect();
    if ratios.is_empty() { 1.0 } else { (ratios.iter().sum::<f64>() / ratios.len() as f64).max(1.0) }
}

/// The segmentation of least total cost plus `penalty` for each change.
fn pelt(cost: &Cost, penalty: f64) -> Vec<usize> {
    let n = cost.len();
    if n < 2 * SHORTEST {
        return Vec::new();
    }
    let mut best = vec![f64::INFINITY; n + 1];
    let mut last = vec![0; n + 1];
    best[0] = -penalty;
    // Where the last segment may begin, with the step from which on the place can no longer win.
    let mut starts: Vec<(usize, Option<usize>)> = vec![(0, None)];
    for to in SHORTEST..=n {
        if let Some(new) = to.checked_sub(SHORTEST).filter(|new| *new >= SHORTEST) {
            starts.push((new, None));
        }
        starts.retain(|(_, until)| until.is_none_or(|until| to < until));
        for &(from, _) in &starts {
            let total = best[from] + cost.of(from, to) + penalty;
            if total < best[to] {
                (best[to], last[to]) = (total, from);
            }
        }
        // Cutting at `to` is then at least as good as going on from `from`, once the next segment has its shortest length.
        for (from, until) in &mut starts {
            if until.is_none() && best[*from] + cost.of(*from, to) >= best[to] {
                *until = Some(to + SHORTEST);
            }
        }
    }
    let mut changes = Vec::new();
    let mut at = last[n];
    while at > 0 {
        changes.push(at);
        at = last[at];
    }
    changes.reverse();
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn changes(conflict: &[u64]) -> Vec<usize> {
        let counts: Vec<[f64; 2]> = conflict.iter().map(|&n| [1.0, n as f64]).collect();
        pelt(&Cost::new(&counts), FREE_VALUES * (counts.len() as f64).ln())
    }

    #[test]
    fn a_burst_of_violence_has_a_beginning_and_an_end() {
        let mut days = vec![0; 30];
        days[14..18].copy_from_slice(&[9, 12, 11, 8]);
        assert_eq!(changes(&days), [14, 18]);
    }

    #[test]
    fn a_level_that_holds_has_no_change() {
        assert_eq!(changes(&[2, 1, 3, 2, 2, 1, 2, 3, 1, 2, 2, 3, 1, 2]), [] as [usize; 0]);
        assert_eq!(changes(&[0; 50]), [] as [usize; 0]);
        assert_eq!(changes(&[7]), [] as [usize; 0], "too short for two levels");
    }

    #[test]
    fn one_busy_day_among_noisy_ones_is_no_new_level() {
        let noisy = [3, 0, 5, 1, 7, 0, 4, 1, 8, 0, 3, 6, 0, 5];
        assert_eq!(changes(&noisy), [] as [usize; 0]);
    }

    /// Every segmentation tried.
    fn exhaustive(cost: &Cost, penalty: f64) -> f64 {
        let n = cost.len();
        let mut best = vec![f64::INFINITY; n + 1];
        best[0] = -penalty;
        for to in SHORTEST..=n {
            for from in 0..=to - SHORTEST {
                best[to] = best[to].min(best[from] + cost.of(from, to) + penalty);
            }
        }
        best[n]
    }

    fn total(cost: &Cost, changes: &[usize], penalty: f64) -> f64 {
        let mut ends = changes.to_vec();
        ends.push(cost.len());
        let mut from = 0;
        let mut sum = penalty * changes.len() as f64;
        for to in ends {
            sum += cost.of(from, to);
            from = to;
        }
        sum
    }

    proptest! {
        #[test]
        fn no_segmentation_is_cheaper(counts in prop::collection::vec((0u8..20, 0u8..20), 4..60), penalty in 0.1f64..30.0) {
            let counts: Vec<[f64; 2]> = counts.iter().map(|&(a, b)| [f64::from(a), f64::from(b)]).collect();
            let cost = Cost::new(&counts);
            let found = pelt(&cost, penalty);
            prop_assert!(found.windows(2).all(|w| w[1] - w[0] >= SHORTEST));
            prop_assert!((total(&cost, &found, penalty) - exhaustive(&cost, penalty)).abs() < 1e-6);
        }
    }
}
