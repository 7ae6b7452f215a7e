//! Matching of spans, one to one.

/// For each gold span the found one that is it: the same bounds first, then the largest overlap, then the earlier.
///
/// No found span is given twice.
pub fn assign(gold: &[[usize; 2]], found: &[[usize; 2]]) -> Vec<Option<usize>> {
    assign_by(gold, found, |a, b| a[1].min(b[1]).saturating_sub(a[0].max(b[0])))
}

/// As [`assign`] for spans of any form; `shared` counts the code points that two have in common.
pub fn assign_by<T: PartialEq>(gold: &[T], found: &[T], shared: impl Fn(&T, &T) -> usize) -> Vec<Option<usize>> {
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
        assert_eq!(assign(&gold, &found), [Some(0), Some(1), None]);
    }
}
