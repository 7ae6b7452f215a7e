//! How much a lexicon holds, for its editor to see where it is thin.

use crate::entry::{Entries, Owner};
use crate::name::normalize;
use std::collections::{BTreeMap, BTreeSet};

/// What is counted under one heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// What the rows are.
    pub heading: &'static str,
    /// What the numbers of a row are.
    pub columns: Vec<&'static str>,
    /// Name and numbers of each row.
    pub rows: Vec<(String, Vec<usize>)>,
}

/// Counts in the order in which they are to be read; a heading without rows is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// The headings.
    pub sections: Vec<Section>,
}

impl Stats {
    /// Counts the entries.
    pub fn of(entries: &Entries) -> Self {
        let holders = entries.offices.iter().flat_map(|o| o.holders.iter().map(|_| o.office.clone()));
        let roles = entries.roles.iter().flat_map(|r| {
            let sectors = if r.sectors.is_empty() { "of whoever they speak for".to_owned() } else { r.sectors.join(" ") };
            r.nouns.iter().map(move |_| sectors.clone())
        });
        let one = |counts: Vec<(String, usize)>| counts.into_iter().map(|(name, n)| (name, vec![n])).collect();
        let kinds = entries.counts().into_iter().map(|(kind, n)| (kind.to_owned(), n)).collect();
        let sections = [
            Section { heading: "entries", columns: vec!["number"], rows: one(kinds) },
            Section { heading: "names", columns: vec!["number"], rows: one(names(entries)) },
            Section { heading: "states by file", columns: vec!["states", "with holders", "with groups"], rows: regions(entries) },
            Section { heading: "countries with neither office holder nor group", columns: vec!["number"], rows: uncovered(entries) },
            Section { heading: "groups by kind", columns: vec!["number"], rows: one(most(entries.groups.iter().map(|g| g.kind.clone()))) },
            Section { heading: "office holders by office", columns: vec!["number"], rows: one(most(holders)) },
            Section { heading: "role nouns by sector", columns: vec!["number"], rows: one(most(roles)) },
            Section { heading: "frames by root", columns: vec!["codes", "patterns", "examples", "counter-examples"], rows: roots(entries) },
            Section { heading: "sources of actors", columns: vec!["number"], rows: one(most(sources(entries))) },
        ];
        Stats { sections: sections.into_iter().filter(|s| !s.rows.is_empty()).collect() }
    }
}

/// How often each item stands there, the most frequent first.
fn most(items: impl IntoIterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

fn names(entries: &Entries) -> Vec<(String, usize)> {
    let holders = || entries.offices.iter().flat_map(|o| &o.holders);
    let persons: BTreeSet<String> = holders().map(|h| normalize(&h.name)).collect();
    let counts = [
        ("of states", entries.states.iter().map(|s| 1 + s.names.len()).sum()),
        ("adjectives and peoples of states", entries.states.iter().map(|s| s.adjectives.len() + s.people.len()).sum()),
        ("metonyms of governments and organs", entries.states.iter().map(|s| s.metonyms.len()).sum()),
        ("of groups", entries.groups.iter().map(|g| 1 + g.names.len()).sum()),
        ("persons", persons.len()),
        ("spellings of persons", holders().map(|h| h.also.len()).sum()),
    ];
    counts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect()
}

/// Countries that have an office holder, and those that have a group.
fn covered(entries: &Entries) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let held = entries.offices.iter().filter(|o| !o.holders.is_empty()).filter_map(|o| match &o.owner {
        Owner::Country(c) => Some(c.as_str()),
        _ => None,
    });
    (held.collect(), entries.groups.iter().filter_map(|g| g.country.as_deref()).collect())
}

/// The files that hold states go by part of the world.
fn regions(entries: &Entries) -> Vec<(String, Vec<usize>)> {
    let (held, grouped) = covered(entries);
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for s in &entries.states {
        let row = rows.entry(s.origin.file.clone()).or_insert_with(|| vec![0; 3]);
        row[0] += 1;
        row[1] += usize::from(held.contains(s.id.as_str()));
        row[2] += usize::from(grouped.contains(s.id.as_str()));
    }
    rows.into_iter().collect()
}

fn uncovered(entries: &Entries) -> Vec<(String, Vec<usize>)> {
    let (held, grouped) = covered(entries);
    let bare = entries.states.iter().filter(|s| !s.former && !held.contains(s.id.as_str()) && !grouped.contains(s.id.as_str()));
    let names: Vec<String> = bare.map(|s| s.id.clone()).collect();
    if names.is_empty() { Vec::new() } else { vec![(names.join(" "), vec![names.len()])] }
}

fn roots(entries: &Entries) -> Vec<(String, Vec<usize>)> {
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut codes: BTreeSet<&str> = BTreeSet::new();
    for f in &entries.frames {
        let root = f.code.get(..2).unwrap_or(&f.code);
        let row = rows.entry(root.to_owned()).or_insert_with(|| vec![0; 4]);
        row[0] += usize::from(codes.insert(&f.code));
        row[1] += f.patterns.len();
        row[2] += f.examples.len();
        row[3] += f.counterexamples.len();
    }
    rows.into_iter().collect()
}

fn sources(entries: &Entries) -> Vec<String> {
    let of = |source: &Option<String>| source.clone().unwrap_or_else(|| "none given".to_owned());
    let groups = entries.groups.iter().map(|g| of(&g.source));
    let offices = entries.offices.iter().map(|o| of(&o.source));
    entries.states.iter().map(|s| of(&s.source)).chain(groups).chain(offices).collect()
}
