//! How much a lexicon holds, for its editor to see where it is thin.

use crate::entry::{Entries, Owner};
use crate::name::normalize;
use std::collections::{BTreeMap, BTreeSet};

/// Counts under headings, in the order in which they are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// Heading, and under it what is counted with its number.
    pub sections: Vec<(&'static str, Vec<(String, usize)>)>,
}

impl Stats {
    /// Counts the entries.
    pub fn of(entries: &Entries) -> Self {
        let mut stats = Stats::default();
        stats.section("entries", entries.counts().into_iter().map(|(kind, n)| (kind.to_owned(), n)));
        stats.section("names", names(entries));
        stats.section("regions: states, and of them with office holders and with groups", regions(entries));
        stats.section("countries with neither office holder nor group", uncovered(entries));
        stats.section("groups by kind", tally(entries.groups.iter().map(|g| g.kind.clone())));
        let holders = entries.offices.iter().flat_map(|o| o.holders.iter().map(|_| o.office.clone()));
        stats.section("office holders by office", most(tally(holders)));
        let roles = entries.roles.iter().flat_map(|r| {
            let sectors = if r.sectors.is_empty() { "of whoever they speak for".to_owned() } else { r.sectors.join(" ") };
            r.nouns.iter().map(move |_| sectors.clone())
        });
        stats.section("role nouns by sector", most(tally(roles)));
        stats.section("frames by root: codes, patterns, examples, counter-examples", roots(entries));
        let bare = entries.frames.iter().filter(|f| f.patterns.is_empty()).map(|f| (f.code.clone(), 0));
        stats.section("codes without a pattern", bare.collect::<Vec<_>>());
        stats.section("sources of actors", most(tally(sources(entries))));
        stats
    }

    fn section(&mut self, heading: &'static str, counts: impl IntoIterator<Item = (String, usize)>) {
        let counts: Vec<(String, usize)> = counts.into_iter().collect();
        if !counts.is_empty() {
            self.sections.push((heading, counts));
        }
    }
}

fn tally(items: impl IntoIterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// Largest first.
fn most(mut counts: Vec<(String, usize)>) -> Vec<(String, usize)> {
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

fn names(entries: &Entries) -> Vec<(String, usize)> {
    let states: usize = entries.states.iter().map(|s| 1 + s.names.len()).sum();
    let forms: usize = entries.states.iter().map(|s| s.adjectives.len() + s.people.len()).sum();
    let metonyms: usize = entries.states.iter().map(|s| s.metonyms.len()).sum();
    let groups: usize = entries.groups.iter().map(|g| 1 + g.names.len()).sum();
    let holders = || entries.offices.iter().flat_map(|o| &o.holders);
    let persons: BTreeSet<String> = holders().map(|h| normalize(&h.name)).collect();
    let spellings: usize = holders().map(|h| h.also.len()).sum();
    vec![
        ("of states".to_owned(), states),
        ("adjectives and peoples of states".to_owned(), forms),
        ("metonyms of governments and organs".to_owned(), metonyms),
        ("of groups".to_owned(), groups),
        ("persons".to_owned(), persons.len()),
        ("spellings of persons".to_owned(), spellings),
    ]
}

/// Countries that have an office holder, and those that have a group.
fn covered(entries: &Entries) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let held = entries.offices.iter().filter(|o| !o.holders.is_empty()).filter_map(|o| match &o.owner {
        Owner::Country(c) => Some(c.as_str()),
        _ => None,
    });
    (held.collect(), entries.groups.iter().filter_map(|g| g.country.as_deref()).collect())
}

/// A region is the file that holds its states.
fn regions(entries: &Entries) -> Vec<(String, usize)> {
    let (held, grouped) = covered(entries);
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for s in &entries.states {
        let file = s.origin.file.rsplit('/').next().unwrap_or_default();
        let region = file.strip_suffix(".toml").unwrap_or(file).trim_start_matches("states-").to_owned();
        let row = counts.entry(region).or_default();
        row[0] += 1;
        row[1] += usize::from(held.contains(s.id.as_str()));
        row[2] += usize::from(grouped.contains(s.id.as_str()));
    }
    let rows = counts.into_iter().flat_map(|(region, [all, held, grouped])| {
        [(region.clone(), all), (format!("{region}, with office holders"), held), (format!("{region}, with groups"), grouped)]
    });
    rows.collect()
}

fn uncovered(entries: &Entries) -> Vec<(String, usize)> {
    let (held, grouped) = covered(entries);
    let bare = entries.states.iter().filter(|s| !s.former && !held.contains(s.id.as_str()) && !grouped.contains(s.id.as_str()));
    let names: Vec<String> = bare.map(|s| s.id.clone()).collect();
    if names.is_empty() { Vec::new() } else { vec![(names.join(" "), names.len())] }
}

fn roots(entries: &Entries) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut codes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for f in &entries.frames {
        let root = f.code.get(..2).unwrap_or(&f.code);
        let row = counts.entry(root).or_default();
        row[0] += f.patterns.len();
        row[1] += f.examples.len();
        row[2] += f.counterexamples.len();
        codes.entry(root).or_default().insert(&f.code);
    }
    let rows = counts.into_iter().flat_map(|(root, [patterns, examples, counter])| {
        let codes = codes.get(root).map_or(0, BTreeSet::len);
        [
            (format!("{root} codes"), codes),
            (format!("{root} patterns"), patterns),
            (format!("{root} examples"), examples),
            (format!("{root} counter-examples"), counter),
        ]
    });
    rows.collect()
}

fn sources(entries: &Entries) -> Vec<String> {
    let of = |source: &Option<String>| source.clone().unwrap_or_else(|| "none given".to_owned());
    let groups = entries.groups.iter().map(|g| of(&g.source));
    let offices = entries.offices.iter().map(|o| of(&o.source));
    entries.states.iter().map(|s| of(&s.source)).chain(groups).chain(offices).collect()
}
