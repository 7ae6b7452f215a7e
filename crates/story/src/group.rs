//! Tellings to incidents.
//!
//! Agglomerative clustering with average linkage (Sneath and Sokal, "Numerical Taxonomy", 1973, ch. 5): the best pair of
//! groups is joined while its mean evidence reaches the threshold and nothing between the two excludes it. What is decided
//! by hand comes first and is never undone.

use crate::link::JOINED;
use crate::origins::Sets;
use crate::{Evidence, Hand, LINKED, Telling, evidence, keys};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Why two groups of tellings were joined, or kept apart though two of them are alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Ids of the two events that were held against each other.
    pub events: [String; 2],
    /// Whether they are one incident now.
    pub joined: bool,
    /// What spoke for it; `None` for a decision by hand.
    pub evidence: Option<Evidence>,
    /// In words.
    pub reason: String,
}

/// Incidents as lists of tellings, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    /// Indexes into the tellings; each stands in one group. Groups and members are in the order of the events' ids.
    pub groups: Vec<Vec<usize>>,
    /// Joins, and refusals of pairs that are alike.
    pub log: Vec<Decision>,
}

/// Groups tellings into incidents. The order of `tellings` and `hands` changes no group.
pub fn group(tellings: &[Telling], hands: &[Hand]) -> Grouping {
    let mut order: Vec<usize> = (0..tellings.len()).collect();
    order.sort_by(|&a, &b| tellings[a].event.id.cmp(&tellings[b].event.id));
    let sorted: Vec<&Telling> = order.iter().map(|&i| &tellings[i]).collect();
    let mut work = Work::new(&sorted, hands);
    work.by_hand(hands);
    work.join_all();
    let mut groups: Vec<Vec<usize>> =
        work.members.iter().filter(|m| !m.is_empty()).map(|m| m.iter().map(|&i| order[i]).collect()).collect();
    groups.sort_by(|a, b| tellings[a[0]].event.id.cmp(&tellings[b[0]].event.id));
    Grouping { groups, log: work.log }
}

struct Work<'a> {
    tellings: &'a [&'a Telling],
    /// Evidence of pairs (smaller index first) that share a key; an error excludes.
    pairs: BTreeMap<(usize, usize), Result<Evidence, String>>,
    /// Pairs that are split by hand.
    split: BTreeSet<(usize, usize)>,
    sets: Sets,
    /// Members of the group that an index stands for; empty for those that went into another.
    members: Vec<Vec<usize>>,
    log: Vec<Decision>,
}

impl<'a> Work<'a> {
    fn new(tellings: &'a [&'a Telling], hands: &[Hand]) -> Self {
        let index: BTreeMap<&str, usize> = tellings.iter().enumerate().map(|(i, t)| (t.event.id.as_str(), i)).collect();
        let mut split = BTreeSet::new();
        for hand in hands {
            if let Hand::Split { events, from } = hand {
                let of = |ids: &[String]| -> Vec<usize> { ids.iter().filter_map(|id| index.get(id.as_str()).copied()).collect() };
                let others = of(from);
                split.extend(of(events).iter().flat_map(|&a| others.iter().map(move |&b| (a.min(b), a.max(b)))));
            }
        }
        let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, t) in tellings.iter().enumerate() {
            for key in keys(t) {
                blocks.entry(key).or_default().push(i);
            }
        }
        let mut pairs = BTreeMap::new();
        for block in blocks.values() {
            for (n, &a) in block.iter().enumerate() {
                for &b in &block[n + 1..] {
                    pairs.entry((a, b)).or_insert_with(|| evidence(tellings[a], tellings[b]));
                }
            }
        }
        Work {
            tellings,
            pairs,
            split,
            sets: Sets::new(tellings.len()),
            members: (0..tellings.len()).map(|i| vec![i]).collect(),
            log: Vec::new(),
        }
    }

    fn by_hand(&mut self, hands: &[Hand]) {
        let index: BTreeMap<&str, usize> = self.tellings.iter().enumerate().map(|(i, t)| (t.event.id.as_str(), i)).collect();
        for hand in hands {
            let Hand::Merge { events } = hand else { continue };
            let of: Vec<usize> = events.iter().filter_map(|id| index.get(id.as_str()).copied()).collect();
            for pair in of.windows(2) {
                if self.sets.root(pair[0]) != self.sets.root(pair[1]) {
                    self.unite(pair[0], pair[1]);
                    self.note(pair[0], pair[1], true, None, "by hand".to_owned());
                }
            }
        }
    }

    /// Joins from the best pair on.
    fn join_all(&mut self) {
        let mut linked: Vec<(f64, usize, usize)> =
            self.pairs.iter().filter_map(|(&(a, b), e)| e.as_ref().ok().filter(|e| e.total >= LINKED).map(|e| (e.total, a, b))).collect();
        linked.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
        for (_, a, b) in linked {
            let (x, y) = (self.sets.root(a), self.sets.root(b));
            if x == y {
                continue;
            }
            let evidence = self.pairs.get(&(a, b)).and_then(|e| e.as_ref().ok()).cloned();
            match self.between(x, y) {
                Ok(mean) if mean >= JOINED => {
                    self.unite(a, b);
                    self.note(a, b, true, evidence, format!("mean evidence {mean:.2}"));
                }
                Ok(mean) => self.note(a, b, false, evidence, format!("alike, but the mean evidence of their groups is {mean:.2}")),
                Err(reason) => self.note(a, b, false, evidence, reason),
            }
        }
    }

    /// Mean evidence between two groups, or what excludes that they are one.
    fn between(&self, x: usize, y: usize) -> Result<f64, String> {
        let (mut sum, mut n) = (0.0, 0);
        for &a in &self.members[x] {
            for &b in &self.members[y] {
                let pair = (a.min(b), a.max(b));
                let ids = || format!("{} and {}", self.tellings[pair.0].event.id, self.tellings[pair.1].event.id);
                if self.split.contains(&pair) {
                    return Err(format!("{} are split by hand", ids()));
                }
                let own = || evidence(self.tellings[pair.0], self.tellings[pair.1]).map(|e| e.total);
                // Two that share no key may both hang together with a third.
                let total = self.pairs.get(&pair).map_or_else(own, |e| e.as_ref().map(|e| e.total).map_err(Clone::clone));
                match total {
                    Ok(total) => (sum, n) = (sum + total, n + 1),
                    Err(reason) => return Err(format!("{} exclude each other: {reason}", ids())),
                }
            }
        }
        Ok(sum / f64::from(n.max(1)))
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (x, y) = (self.sets.root(a), self.sets.root(b));
        self.sets.join(x, y);
        let moved = std::mem::take(&mut self.members[x.max(y)]);
        let kept = &mut self.members[x.min(y)];
        kept.extend(moved);
        kept.sort_unstable();
    }

    fn note(&mut self, a: usize, b: usize, joined: bool, evidence: Option<Evidence>, reason: String) {
        let events = [self.tellings[a].event.id.clone(), self.tellings[b].event.id.clone()];
        self.log.push(Decision { events, joined, evidence, reason });
    }
}
