//! How well a grouping of mentions agrees with the gold's: the measures of coreference, as Pradhan et al. ("Scoring
//! coreference partitions of predicted mentions: a reference implementation", ACL 2014) define them, for mentions that both
//! sides have.

use crate::report::{Cell, Row, Table};
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use std::collections::BTreeMap;

/// Precision, recall and F1, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Share of what was grouped that the gold groups so.
    pub precision: f64,
    /// Share of what the gold groups that was grouped so.
    pub recall: f64,
    /// Their harmonic mean; 0 when both are 0.
    pub f1: f64,
}

impl Score {
    fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        Score { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }
}

/// Mentions counted by their class in the gold, by their group, and by both. A mention may be counted more than once.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement<C, G> {
    classes: BTreeMap<C, usize>,
    groups: BTreeMap<G, usize>,
    both: BTreeMap<(C, G), usize>,
}

impl<C: Ord + Clone, G: Ord + Clone> Agreement<C, G> {
    /// Counts mentions, each with its class and its group.
    pub fn of(mentions: impl IntoIterator<Item = (C, G)>) -> Self {
        let mut agreement = Agreement { classes: BTreeMap::new(), groups: BTreeMap::new(), both: BTreeMap::new() };
        for (class, group) in mentions {
            *agreement.classes.entry(class.clone()).or_default() += 1;
            *agreement.groups.entry(group.clone()).or_default() += 1;
            *agreement.both.entry((class, group)).or_default() += 1;
        }
        agreement
    }

    /// How many mentions there are.
    pub fn mentions(&self) -> usize {
        self.classes.values().sum()
    }

    /// B-cubed (Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space model", ACL 1998): the
    /// mean over the mentions. None without mentions.
    pub fn b_cubed(&self) -> Option<Score> {
        let n = self.mentions() as f64;
        let sum = |size: &dyn Fn(&C, &G) -> usize| -> f64 {
            self.both.iter().map(|((c, g), n)| (n * n) as f64 / size(c, g) as f64).sum::<f64>() / n
        };
        (n > 0.0).then(|| Score::new(sum(&|_, g| self.groups[g]), sum(&|c, _| self.classes[c])))
    }

    /// What a mention of this class in this group adds to B-cubed: its precision and its recall.
    pub fn part(&self, class: &C, group: &G) -> [f64; 2] {
        let both = self.both.get(&(class.clone(), group.clone())).copied().unwrap_or(0) as f64;
        let share = |of: Option<&usize>| of.map_or(0.0, |n| both / *n as f64);
        [share(self.groups.get(group)), share(self.classes.get(class))]
    }

    /// MUC's measure (Vilain et al., "A model-theoretic coreference scoring scheme", MUC-6, 1995): links needed and links
    /// made, so that what stands alone counts for nothing. A side without links has 0. None without mentions.
    pub fn muc(&self) -> Option<Score> {
        let [classes, groups] = [self.classes.len(), self.groups.len()];
        // A set of n mentions that lies in p sets of the other side has n - p of its n - 1 links.
        let kept = self.mentions() - self.both.len();
        let share = |sets: usize| if self.mentions() > sets { kept as f64 / (self.mentions() - sets) as f64 } else { 0.0 };
        (self.mentions() > 0).then(|| Score::new(share(groups), share(classes)))
    }

    /// CEAF by entities (Luo, "On coreference resolution performance metrics", HLT 2005, with the similarity φ4): classes and
    /// groups paired one to one so that they have most in common. None without mentions.
    pub fn ceaf_e(&self) -> Option<Score> {
        let similar = |c: &C, g: &G, n: usize| 2.0 * n as f64 / (self.classes[c] + self.groups[g]) as f64;
        // A class and a group of the same mentions are each other's and nobody else's.
        let same = |((c, g), n): &(&(C, G), &usize)| **n == self.classes[c] && **n == self.groups[g];
        let mut sum = self.both.iter().filter(same).count() as f64;
        let rest: Vec<_> = self.both.iter().filter(|pair| !same(pair)).collect();
        let rows = numbered(rest.iter().map(|((c, _), _)| c));
        let columns = numbered(rest.iter().map(|((_, g), _)| g));
        if !rest.is_empty() {
            // The assignment wants no more rows than columns and an order of its weights, which floats have not.
            let turned = rows.len() > columns.len();
            let (height, width) = if turned { (columns.len(), rows.len()) } else { (rows.len(), columns.len()) };
            let mut weights = Matrix::new(height, width, 0_i64);
            for ((c, g), n) in rest {
                let at = if turned { (columns[g], rows[c]) } else { (rows[c], columns[g]) };
                weights[at] = (similar(c, g, *n) * UNIT) as i64;
            }
            sum += kuhn_munkres(&weights).0 as f64 / UNIT;
        }
        (self.mentions() > 0).then(|| Score::new(sum / self.groups.len() as f64, sum / self.classes.len() as f64))
    }

    /// The mean F1 of the three, as the CoNLL shared tasks rank (Pradhan et al., CoNLL 2012).
    pub fn conll(&self) -> Option<f64> {
        let f1 = |score: Option<Score>| score.map(|s| s.f1);
        Some((f1(self.muc())? + f1(self.b_cubed())? + f1(self.ceaf_e())?) / 3.0)
    }

    /// A row of [`table`].
    pub fn row(&self, label: &str) -> Row {
        let b_cubed = self.b_cubed();
        let cells = vec![
            Cell::Count(self.mentions()),
            Cell::Count(self.groups.len()),
            Cell::Score(b_cubed.map(|s| s.precision)),
            Cell::Score(b_cubed.map(|s| s.recall)),
            Cell::Score(b_cubed.map(|s| s.f1)),
            Cell::Score(self.muc().map(|s| s.f1)),
            Cell::Score(self.ceaf_e().map(|s| s.f1)),
            Cell::Score(self.conll()),
        ];
        Row { label: label.to_owned(), cells }
    }
}

/// B-cubed of some mentions by their parts ([`Agreement::part`]), which were found with all mentions there: to draw reports
/// anew must not change how a mention is grouped. None without mentions.
pub fn mean(parts: impl IntoIterator<Item = [f64; 2]>) -> Option<Score> {
    let (mut sum, mut n) = ([0.0; 2], 0.0);
    for [precision, recall] in parts {
        sum = [sum[0] + precision, sum[1] + recall];
        n += 1.0;
    }
    (n > 0.0).then(|| Score::new(sum[0] / n, sum[1] / n))
}

/// Similarities of CEAF are counted in parts of this.
const UNIT: f64 = 1e12;

/// Groupings side by side, one a row.
pub fn table(title: &str, rows: Vec<Row>) -> Table {
    let columns = vec!["mentions", "groups", "B3 P", "B3 R", "B3 F1", "MUC F1", "CEAFe F1", "CoNLL F1"];
    Table { title: title.to_owned(), columns, rows }
}

/// The different keys with a number each, in their order.
fn numbered<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut numbers: BTreeMap<K, usize> = keys.map(|key| (key, 0)).collect();
    for (i, number) in numbers.values_mut().enumerate() {
        *number = i;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Luo's example: twelve mentions of three entities of 5, 2 and 5.
    fn luo(groups: [usize; 12]) -> Agreement<usize, usize> {
        Agreement::of([0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2].into_iter().zip(groups))
    }

    #[test]
    fn the_figures_of_luos_table() {
        let f1 = |groups| {
            let agreement = luo(groups);
            [agreement.muc(), agreement.b_cubed(), agreement.ceaf_e()].map(|score| (score.expect("mentions").f1 * 1000.0).round())
        };
        assert_eq!(f1([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]), [947.0, 865.0, 733.0]);
        assert_eq!(f1([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]), [947.0, 737.0, 667.0]);
        assert_eq!(f1([0; 12]), [900.0, 545.0, 294.0]);
        assert_eq!(f1([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), [0.0, 400.0, 178.0]);
        assert_eq!(f1([7, 7, 7, 7, 7, 3, 3, 5, 5, 5, 5, 5]), [1000.0; 3]);
    }

    #[test]
    fn b_cubed_by_hand() {
        // Three mentions of one strike of which one is apart, and a visit that was put with it.
        let score = Agreement::of([("strike", 1), ("strike", 1), ("strike", 2), ("visit", 2)]).b_cubed().expect("mentions");
        assert!((score.precision - (1.0 + 1.0 + 0.5 + 0.5) / 4.0).abs() < 1e-9);
        assert!((score.recall - (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
    }

    #[test]
    fn ceaf_takes_the_best_of_all_pairings() {
        // Who takes the best pair first, (a, 1) with 2/3, leaves nothing for b; (a, 2) and (b, 1) have 1/2 each.
        let score = Agreement::of([("a", 1), ("a", 1), ("a", 2), ("b", 1)]).ceaf_e().expect("mentions");
        assert!((score.precision - 0.5).abs() < 1e-9 && (score.recall - 0.5).abs() < 1e-9, "{score:?}");
    }

    #[test]
    fn without_mentions_there_is_no_score() {
        let none: Agreement<usize, usize> = Agreement::of([]);
        assert_eq!((none.b_cubed(), none.muc(), none.ceaf_e(), none.conll()), (None, None, None, None));
    }
}
