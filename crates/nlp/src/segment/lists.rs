//! The word lists in `data/english.txt`, read once.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The lists, by the names of their sections.
pub(super) struct Lists {
    pub titles: HashSet<&'static str>,
    pub numbered: HashSet<&'static str>,
    pub months: HashSet<&'static str>,
    pub closing: HashSet<&'static str>,
    pub measures: HashSet<&'static str>,
    pub starters: HashSet<&'static str>,
    pub prefixes: HashSet<&'static str>,
    pub suffixes: HashSet<&'static str>,
    pub clipped: HashSet<&'static str>,
    pub units: HashSet<&'static str>,
    pub domains: HashSet<&'static str>,
    /// Fused words with the byte where they part.
    pub fused: HashMap<String, usize>,
}

/// The lists of English.
pub(super) fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| read(include_str!("../../data/english.txt")))
}

fn read(text: &'static str) -> Lists {
    let mut sections: HashMap<&str, HashSet<&'static str>> = HashMap::new();
    let mut section = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => section = name,
            None => sections.entry(section).or_default().extend(line.split_whitespace()),
        }
    }
    let mut take = |name: &str| sections.remove(name).unwrap_or_default();
    let fused = take("fused").into_iter().filter_map(|entry| Some((entry.replacen('|', "", 1), entry.find('|')?)));
    Lists {
        fused: fused.collect(),
        titles: take("titles"),
        numbered: take("numbered"),
        months: take("months"),
        closing: take("closing"),
        measures: take("measures"),
        starters: take("starters"),
        prefixes: take("prefixes"),
        suffixes: take("suffixes"),
        clipped: take("clipped"),
        units: take("units"),
        domains: take("domains"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_list_has_entries() {
        let l = super::lists();
        for list in [
            &l.titles,
            &l.numbered,
            &l.months,
            &l.closing,
            &l.measures,
            &l.starters,
            &l.prefixes,
            &l.suffixes,
            &l.clipped,
            &l.units,
            &l.domains,
        ] {
            assert!(list.len() > 2);
        }
        assert_eq!(l.fused["cannot"], 3);
    }
}
