//! Arc scores to trees: the spanning arborescence of greatest total score with exactly one arc from the root.

/// Scores are held within this; the heads' own lie within a hundred.
const BOUND: f64 = 1e4;
/// More than any tree of 50,000 words can gain by another arc from the root, and small enough to leave the scores their
/// digits.
const ROOT_PENALTY: f64 = 1e9;
const NONE: usize = usize::MAX;

/// Heads of words 1…n from `scores[dependent · (n + 1) + head]`, where 0 is the root; row 0 is not used.
///
/// The best head of each word, if that is such a tree; else by Chu-Liu and Edmonds, every arc from the root paying the
/// same large penalty so that the best arborescence has exactly one of them.
pub(super) fn tree(scores: &[f32], n: usize) -> Vec<usize> {
    let nodes = n + 1;
    let mut graph = Graph::new(scores, nodes);
    let greedy: Vec<usize> = (0..nodes).map(|v| graph.best_head(v)).collect();
    if greedy[1..].iter().filter(|&&h| h == 0).count() == 1 && !has_cycle(&greedy) {
        return greedy[1..].to_vec();
    }
    for v in 1..nodes {
        graph.score[v * nodes] -= ROOT_PENALTY;
    }
    graph.contract_all();
    graph.expand()
}

fn has_cycle(heads: &[usize]) -> bool {
    let mut seen = vec![NONE; heads.len()];
    seen[0] = 0;
    for start in 1..heads.len() {
        let mut node = start;
        while seen[node] == NONE {
            seen[node] = start;
            node = heads[node];
        }
        if seen[node] == start && node != 0 {
            return true;
        }
    }
    false
}

/// The arcs between nodes that are words, or cycles of words contracted into one.
/// A contracted cycle takes the row and column of one of its nodes.
struct Graph {
    nodes: usize,
    score: Vec<f64>,
    /// For each entry of `score` the arc between words that it stands for: (dependent, head).
    arc: Vec<(u32, u32)>,
    active: Vec<bool>,
    /// For each row its current component: words 0…n, then one for each contraction.
    component: Vec<usize>,
    /// The component that each component was contracted into.
    parent: Vec<usize>,
    contractions: Vec<Contraction>,
    chosen: Vec<usize>,
}

struct Contraction {
    component: usize,
    /// Each member with the arc it had in the cycle.
    members: Vec<(usize, (u32, u32))>,
}

impl Graph {
    fn new(scores: &[f32], nodes: usize) -> Self {
        let mut score: Vec<f64> =
            scores[..nodes * nodes].iter().map(|&s| if s.is_nan() { -BOUND } else { f64::from(s).clamp(-BOUND, BOUND) }).collect();
        for v in 0..nodes {
            score[v * nodes + v] = f64::NEG_INFINITY;
        }
        let arc = (0..nodes as u32).flat_map(|d| (0..nodes as u32).map(move |h| (d, h))).collect();
        Graph {
            nodes,
            score,
            arc,
            active: vec![true; nodes],
            component: (0..nodes).collect(),
            parent: vec![NONE; nodes],
            contractions: Vec::new(),
            chosen: vec![NONE; nodes],
        }
    }

    /// The first head of greatest score among the active nodes.
    fn best_head(&self, v: usize) -> usize {
        let row = &self.score[v * self.nodes..][..self.nodes];
        let mut best = NONE;
        for (head, score) in row.iter().enumerate() {
            if head != v && self.active[head] && (best == NONE || *score > row[best]) {
                best = head;
            }
        }
        if best == NONE { 0 } else { best }
    }

    /// Follows best heads from every node to the root; each cycle met on the way becomes one node.
    fn contract_all(&mut self) {
        let mut walk = vec![NONE; self.nodes]; // which walk saw the node
        walk[0] = 0;
        for start in 1..self.nodes {
            if !self.active[start] || walk[start] != NONE {
                continue;
            }
            let mut path = vec![start];
            walk[start] = start;
            while let Some(&node) = path.last() {
                let head = self.best_head(node);
                self.chosen[node] = head;
                if walk[head] == NONE {
                    walk[head] = start;
                    path.push(head);
                } else if walk[head] == start && path.contains(&head) {
                    let from = path.iter().position(|&p| p == head).unwrap_or(0);
                    let cycle = path.split_off(from);
                    self.contract(&cycle);
                    path.push(cycle[0]);
                } else {
                    break; // leads to the root
                }
            }
        }
    }

    fn contract(&mut self, cycle: &[usize]) {
        let n = self.nodes;
        let kept: Vec<f64> = cycle.iter().map(|&v| self.score[v * n + self.chosen[v]]).collect();
        let members = cycle.iter().map(|&v| (self.component[v], self.arc[v * n + self.chosen[v]])).collect();
        let whole = cycle[0];
        for &v in cycle {
            self.active[v] = false;
        }
        for other in 0..n {
            if !self.active[other] {
                continue;
            }
            // Into the cycle: what the arc gains over the one it replaces.
            let mut best = (f64::NEG_INFINITY, (0, 0));
            for (&v, kept) in cycle.iter().zip(&kept) {
                let gain = self.score[v * n + other] - kept;
                if gain > best.0 {
                    best = (gain, self.arc[v * n + other]);
                }
            }
            // Out of the cycle: any of its words as head.
            let mut out = (f64::NEG_INFINITY, (0, 0));
            for &v in cycle {
                if self.score[other * n + v] > out.0 {
                    out = (self.score[other * n + v], self.arc[other * n + v]);
                }
            }
            (self.score[whole * n + other], self.arc[whole * n + other]) = best;
            (self.score[other * n + whole], self.arc[other * n + whole]) = out;
        }
        let component = self.parent.len();
        for &v in cycle {
            self.parent[self.component[v]] = component;
        }
        self.parent.push(NONE);
        self.active[whole] = true;
        self.component[whole] = component;
        self.contractions.push(Contraction { component, members });
    }

    /// Undoes the contractions, last first: the arc that enters a cycle replaces that of the member it reaches.
    fn expand(&self) -> Vec<usize> {
        let mut arc_of = vec![(0u32, 0u32); self.parent.len()];
        for v in (1..self.nodes).filter(|&v| self.active[v]) {
            arc_of[self.component[v]] = self.arc[v * self.nodes + self.chosen[v]];
        }
        for contraction in self.contractions.iter().rev() {
            let entering = arc_of[contraction.component];
            for &(member, arc) in &contraction.members {
                arc_of[member] = arc;
            }
            let mut reached = entering.0 as usize;
            while self.parent[reached] != contraction.component {
                reached = self.parent[reached];
            }
            arc_of[reached] = entering;
        }
        arc_of[1..self.nodes].iter().map(|arc| arc.1 as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best tree with one root by trying all head assignments.
    fn by_trying(scores: &[f32], n: usize) -> f64 {
        let nodes = n + 1;
        let mut best = f64::NEG_INFINITY;
        for mut code in 0..nodes.pow(n as u32) {
            let heads: Vec<usize> = (0..n)
                .map(|_| {
                    let head = code % nodes;
                    code /= nodes;
                    head
                })
                .collect();
            if is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn is_tree(heads: &[usize]) -> bool {
        let all: Vec<usize> = std::iter::once(0).chain(heads.iter().copied()).collect();
        heads.iter().filter(|&&h| h == 0).count() == 1 && !has_cycle(&all)
    }

    fn total(scores: &[f32], heads: &[usize]) -> f64 {
        let nodes = heads.len() + 1;
        heads.iter().enumerate().map(|(i, &h)| f64::from(scores[(i + 1) * nodes + h])).sum()
    }

    proptest! {
        #[test]
        fn best_of_all_trees(n in 1usize..=5, values in prop::collection::vec(-5.0f32..5.0, 36)) {
            let found = tree(&values, n);
            prop_assert!(is_tree(&found));
            prop_assert!((total(&values, &found) - by_trying(&values, n)).abs() < 1e-4);
        }

        #[test]
        fn any_scores_give_a_tree(n in 1usize..=40, seed in any::<u32>()) {
            let nodes = n + 1;
            let mut state = seed | 1;
            let scores: Vec<f32> = (0..nodes * nodes).map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if state >> 28 == 0 { f32::NAN } else { (state >> 16) as f32 / 6553.6 }
            }).collect();
            prop_assert!(is_tree(&tree(&scores, n)));
        }
    }

    #[test]
    fn large_cycles_do_not_overflow() {
        let nodes = 601;
        let mut scores = vec![0.0f32; nodes * nodes];
        for v in 1..nodes {
            scores[v * nodes + if v == 1 { nodes - 1 } else { v - 1 }] = 10.0;
        }
        assert!(is_tree(&tree(&scores, nodes - 1)));
    }
}
