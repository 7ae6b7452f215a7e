//! How many the gold has, how many were found and how many of them are right; precision, recall and F1 from that.

use std::collections::BTreeMap;
use std::iter::Sum;
use std::ops::AddAssign;

/// Units of the gold, units found, and units of each side that have a partner on the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// In the gold.
    pub gold: usize,
    /// Found by the chain.
    pub found: usize,
    /// Gold units that were found.
    pub right: usize,
}

impl Count {
    /// Share of what was found that is right; none when nothing was found.
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.found)
    }

    /// Share of the gold that was found; none when the gold has nothing.
    pub fn recall(&self) -> Option<f64> {
        share(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall; none when neither side has anything.
    pub fn f1(&self) -> Option<f64> {
        share(2 * self.right, self.gold + self.found)
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Count::default(), |mut sum, count| {
            sum += count;
            sum
        })
    }
}

/// Tallies by type, as the outcomes of many units have them, added up.
pub fn sum_by<'a, const N: usize>(tallies: impl IntoIterator<Item = (&'a String, &'a [usize; N])>) -> BTreeMap<&'a String, [usize; N]> {
    let mut sums = BTreeMap::new();
    for (label, tally) in tallies {
        let sum = sums.entry(label).or_insert([0; N]);
        (0..N).for_each(|i| sum[i] += tally[i]);
    }
    sums
}

/// A part of a whole, 0 to 1; none of nothing.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_recall_and_f1_by_hand() {
        let count = Count { gold: 4, found: 3, right: 2 };
        assert_eq!((count.precision(), count.recall(), count.f1()), (Some(2.0 / 3.0), Some(0.5), Some(4.0 / 7.0)));
        assert_eq!(Count::default().f1(), None);
        assert_eq!([count, count].into_iter().sum::<Count>(), Count { gold: 8, found: 6, right: 4 });
    }

    #[test]
    fn tallies_are_added_by_type() {
        let (date, time) = ("DATE".to_owned(), "TIME".to_owned());
        let sums = sum_by([(&date, &[3, 2]), (&time, &[1, 0]), (&date, &[1, 1])]);
        assert_eq!(sums, BTreeMap::from([(&date, [4, 3]), (&time, [1, 0])]));
    }
}
