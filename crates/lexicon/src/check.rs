//! What a reader of the lexicon should look at: entries that are used, but may be wrong.

use crate::entry::{Entries, Origin};
use crate::name::normalize;
use crate::source::{LexiconProblem, Severity};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A name with the actor that it stands for and the days on which it does.
struct Bearer<'a> {
    /// Who: an id, or a person's name in the form in which names are compared.
    who: String,
    from: Option<Date>,
    to: Option<Date>,
    /// A state that is no longer there; its successor has its capital.
    former: bool,
    origin: &'a Origin,
}

/// Names that two entries share while both are there, dates that can't be, and names that are ordinary words.
/// `is_ordinary` says so of a word in lower case.
pub fn warnings(entries: &Entries, is_ordinary: &dyn Fn(&str) -> bool) -> Vec<LexiconProblem> {
    let mut problems = Vec::new();
    dates(entries, &mut problems);
    names(entries, &mut problems);
    words(entries, is_ordinary, &mut problems);
    problems.sort_by(|a, b| (&a.file, a.line, &a.reason).cmp(&(&b.file, b.line, &b.reason)));
    problems.dedup();
    problems
}

fn warning(at: &Origin, reason: String) -> LexiconProblem {
    LexiconProblem { file: at.file.clone(), line: at.line, severity: Severity::Warning, reason }
}

fn dates(entries: &Entries, problems: &mut Vec<LexiconProblem>) {
    for g in &entries.groups {
        if let (Some(from), Some(to)) = (g.from, g.to)
            && to < from
        {
            problems.push(warning(&g.origin, format!("the group `{}` ends on {to}, before it begins on {from}", g.id)));
        }
    }
    for h in entries.offices.iter().flat_map(|o| &o.holders) {
        if let (Some(from), Some(to)) = (h.from, h.to)
            && to < from
        {
            problems.push(warning(&h.origin, format!("{} leaves office on {to}, before taking it on {from}", h.name)));
        }
    }
}

fn names(entries: &Entries, problems: &mut Vec<LexiconProblem>) {
    let mut bearers: BTreeMap<String, Vec<Bearer<'_>>> = BTreeMap::new();
    let mut add = |name: &str, bearer| {
        let name = normalize(name);
        if !name.is_empty() {
            bearers.entry(name).or_default().push(bearer);
        }
    };
    for s in &entries.states {
        let metonyms = s.metonyms.iter().map(|m| &m.name);
        for name in std::iter::once(&s.name).chain(&s.names).chain(metonyms) {
            add(name, Bearer { who: s.id.clone(), from: None, to: s.until, former: s.former, origin: &s.origin });
        }
    }
    for g in &entries.groups {
        for name in std::iter::once(&g.name).chain(&g.names) {
            add(name, Bearer { who: g.id.clone(), from: g.from, to: g.to, former: false, origin: &g.origin });
        }
    }
    for h in entries.offices.iter().flat_map(|o| &o.holders) {
        // A single name is a surname, which many bear: the coder settles it by date and context.
        for name in std::iter::once(&h.name).chain(h.also.iter().filter(|n| normalize(n).contains(' '))) {
            add(name, Bearer { who: normalize(&h.name), from: h.from, to: h.to, former: false, origin: &h.origin });
        }
    }
    for (name, all) in &bearers {
        let mut said = BTreeSet::new();
        for (i, b) in all.iter().enumerate() {
            let other = all[..i].iter().find(|a| a.who != b.who && overlap(a, b));
            if let Some(a) = other
                && said.insert((&a.who, &b.who))
            {
                let place = format!("{}:{}", a.origin.file, a.origin.line);
                problems.push(warning(b.origin, format!("`{name}` stands for `{}` and for `{}` ({place}) at the same time", b.who, a.who)));
            }
        }
    }
}

fn overlap(a: &Bearer<'_>, b: &Bearer<'_>) -> bool {
    let before = |x: Option<Date>, y: Option<Date>| matches!((x, y), (Some(x), Some(y)) if x < y);
    a.former == b.former && !before(a.to, b.from) && !before(b.to, a.from)
}

fn words(entries: &Entries, is_ordinary: &dyn Fn(&str) -> bool, problems: &mut Vec<LexiconProblem>) {
    let mut check = |name: &str, who: &str, at: &Origin| {
        let word = name.to_lowercase();
        // "LeT" and "WHO" must stand in these capitals.
        let acronym = name.chars().filter(|c| c.is_uppercase()).count() > 1;
        if !acronym && !word.contains([' ', '-']) && is_ordinary(&word) {
            problems.push(warning(at, format!("the name `{name}` of `{who}` is an ordinary word")));
        }
    };
    for s in &entries.states {
        for name in std::iter::once(&s.name).chain(&s.names).chain(s.metonyms.iter().map(|m| &m.name)) {
            check(name, &s.id, &s.origin);
        }
    }
    for g in &entries.groups {
        for name in std::iter::once(&g.name).chain(&g.names) {
            check(name, &g.id, &g.origin);
        }
    }
    for h in entries.offices.iter().flat_map(|o| &o.holders) {
        for name in &h.also {
            check(name, &h.name, &h.origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Group;

    fn group(id: &str, name: &str, from: i16, to: Option<i16>, line: usize) -> Group {
        let day = |y: i16| Date::constant(y, 1, 1);
        let origin = Origin { file: "actors/a.toml".to_owned(), line };
        Group { id: id.to_owned(), name: name.to_owned(), from: Some(day(from)), to: to.map(day), origin, ..Group::default() }
    }

    #[test]
    fn overlaps_dates_and_ordinary_words() {
        let groups = vec![
            group("one", "Grey Lanterns", 1990, Some(2000), 1),
            group("two", "grey-lanterns", 2005, None, 5),
            group("three", "Grey Lanterns", 1995, None, 9),
            group("four", "Shield", 2010, Some(2001), 13),
        ];
        let found = warnings(&Entries { groups, ..Entries::default() }, &|w| w == "shield");
        let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
        let expected = [
            "actors/a.toml:9: warning: `grey lanterns` stands for `three` and for `one` (actors/a.toml:1) at the same time",
            "actors/a.toml:13: warning: the group `four` ends on 2001-01-01, before it begins on 2010-01-01",
            "actors/a.toml:13: warning: the name `Shield` of `four` is an ordinary word",
        ];
        assert_eq!(lines, expected);
    }
}
