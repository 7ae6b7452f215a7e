//! Matching of spans, one to one, and what it counts.

use crate::count::Count;

/// Which found span is which of the gold, and how many of both are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// For each gold span the found one that is it; no found span stands twice.
    pub partner: Vec<Option<usize>>,
    /// Right is what has the gold's bounds.
    pub exact: Count,
    /// Right is what shares a code point with its partner.
    pub overlap: Count,
}

impl Alignment {
    /// Spans of one piece.
    pub fn of(gold: &[[usize; 2]], found: &[[usize; 2]]) -> Self {
        Alignment::by(gold, found, shared)
    }

    /// Spans of any form; `shared` counts the code points that two have in common.
    pub fn by<T: PartialEq>(gold: &[T], found: &[T], shared: impl Fn(&T, &T) -> usize) -> Self {
        let partner = assign(gold, found, shared);
        let count = |right| Count { gold: gold.len(), found: found.len(), right };
        let exact = partner.iter().zip(gold).filter(|(p, g)| p.is_some_and(|f| found[f] == **g)).count();
        let overlap = partner.iter().flatten().count();
        Alignment { exact: count(exact), overlap: count(overlap), partner }
    }

    /// The found spans that are none of the gold's, in order.
    pub fn spurious(&self) -> impl Iterator<Item = usize> {
        (0..self.overlap.found).filter(|f| !self.partner.contains(&Some(*f)))
    }
}

/// Code points that two spans have in common.
pub fn shared(a: &[usize; 2], b: &[usize; 2]) -> usize {
    a[1].min(b[1]).saturating_sub(a[0].max(b[0]))
}

/// The words at a span of a text; a span that reaches over the end gives what is there.
pub fn words(text: &[char], span: [usize; 2]) -> String {
    text[span[0]..span[1].min(text.len())].iter().collect()
}

/// For each gold span the found one that is it: the same bounds first, then the largest overlap, then the earlier.
fn assign<T: PartialEq>(gold: &[T], found: &[T], shared: impl Fn(&T, &T) -> usize) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (f, b) in found.iter().enumerate() {
            let common = shared(a, b);
            if common > 0 {
                pairs.push((a != b, usize::MAX - common, g, f));
            }
        }
    }
    pairs.sort_unstable();
    let mut partner = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for (_, _, g, f) in pairs {
        if partner[g].is_none() && !taken[f] {
            partner[g] = Some(f);
            taken[f] = true;
        }
    }
    partner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_found_span_serves_one_gold_span_and_the_same_bounds_win() {
        let gold = [[0, 4], [5, 9], [20, 25]];
        let found = [[0, 9], [5, 9], [25, 30]];
        let alignment = Alignment::of(&gold, &found);
        assert_eq!(alignment.partner, [Some(0), Some(1), None]);
        assert_eq!(alignment.exact, Count { gold: 3, found: 3, right: 1 });
        assert_eq!(alignment.overlap, Count { gold: 3, found: 3, right: 2 });
        assert_eq!(alignment.spurious().collect::<Vec<_>>(), [2]);
    }
}
