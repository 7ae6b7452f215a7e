//! `incidents`: which tellings of many reports are the same happening.
//!
//! The gold is a folder of short reports, `ID.txt` with `ID.json`: `{"published", "publisher", "told": [{"happening",
//! "quote"}]}`; each quote stands once in the text and holds the trigger of one mention of that happening. The measure is
//! B-cubed (Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space model", ACL 1998) over the
//! mentions: once over those that the coder found, which is what grouping can be judged by, and once over all, where a
//! mention that was not found stands alone.

use crate::gold::{GoldError, GoldFile};
use crate::report::{Cell, Figure, Finding, Row, Table};
use crate::task::Task;
use detente::story::{Families, ReportKey, Signature, Telling, group, late, origins};
use detente::{Detente, DocumentRef, Event, Hints};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The evaluation on happenings told by many reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Incidents;

/// A report with its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    id: String,
    text: String,
    published: Option<jiff::civil::Date>,
    publisher: Option<String>,
    /// The happening and the code points of each mention.
    told: Vec<(String, [usize; 2])>,
}

/// What one report gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    key: (DocumentRef, Signature),
    judged: Judged<String>,
}

#[derive(Deserialize)]
struct Form {
    published: Option<jiff::civil::Date>,
    publisher: Option<String>,
    told: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    happening: String,
    quote: String,
}

impl Task for Incidents {
    type Unit = Unit;
    type Outcome = Outcome;
    const KIND: &'static str = "incidents";
    const UNIT: &'static str = "reports";
    const EXTENSIONS: &'static [&'static str] = &["json", "txt"];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Unit>, GoldError> {
        let texts: BTreeMap<&str, &GoldFile> = files.iter().filter_map(|f| Some((f.name.strip_suffix(".txt")?, f))).collect();
        let golds = files.iter().filter_map(|f| Some((f.name.strip_suffix(".json")?, f)));
        let units = golds.map(|(stem, file)| {
            let text = texts.get(stem).ok_or_else(|| GoldError::file(&file.name, "no text beside it", format!("{stem}.txt")))?;
            unit(stem, file, text)
        });
        let units: Vec<Unit> = units.collect::<Result<_, _>>()?;
        if units.is_empty() {
            let name = files.first().map_or("", |f| f.name.as_str());
            return Err(GoldError::file(name, "no gold", "ID.json beside ID.txt"));
        }
        Ok(units)
    }

    fn judge(&self, detente: &Detente, unit: &Unit) -> Outcome {
        let hints = Hints { id: unit.id.clone(), published: unit.published, ..Hints::default() };
        let document = detente.read(unit.text.as_bytes(), &hints);
        let (coded, _) = detente.code(&document);
        let key = DocumentRef {
            id: unit.id.clone(),
            publisher: unit.publisher.clone(),
            published: unit.published.map(|d| d.to_string()),
            ..DocumentRef::default()
        };
        let judged = told_by(&unit.id, &unit.text, &unit.told, coded.events);
        Outcome { key: (key, Signature::of(&unit.text)), judged }
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let grouped = grouped(outcomes);
        let found: Vec<(&str, usize)> = grouped.mentions.iter().filter_map(|(h, c)| c.map(|c| (*h, c))).collect();
        // What was not found stands alone.
        let all: Vec<(&str, usize)> =
            grouped.mentions.iter().enumerate().map(|(i, (h, c))| (*h, c.unwrap_or(grouped.groups + i))).collect();
        let (own, total) = (b_cubed(&found), b_cubed(&all));
        let share = |n: usize, of: usize| (of > 0).then(|| n as f64 / of as f64);
        vec![
            Figure::share("B-cubed precision", own.map(|b| b[0])),
            Figure::share("B-cubed recall", own.map(|b| b[1])),
            Figure::share("B-cubed F1", own.map(|b| b[2])),
            Figure::share("mentions found", share(found.len(), all.len())),
            Figure::share("B-cubed F1 over all mentions", total.map(|b| b[2])),
        ]
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let outcomes: Vec<&Outcome> = outcomes.iter().collect();
        let grouped = grouped(&outcomes);
        let mut of: BTreeMap<&str, (usize, BTreeSet<usize>)> = BTreeMap::new();
        let mut happenings: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for (happening, cluster) in &grouped.mentions {
            let entry = of.entry(happening).or_default();
            entry.0 += 1;
            if let Some(c) = cluster {
                entry.1.insert(*c);
                happenings.entry(*c).or_default().insert(happening);
            }
        }
        let rows = of.iter().filter_map(|(happening, (mentions, clusters))| {
            let mixed = clusters.iter().filter(|c| happenings[c].len() > 1).count();
            let wrong = clusters.len() > 1 || mixed > 0;
            let cells = vec![Cell::Count(*mentions), Cell::Count(clusters.len()), Cell::Count(mixed)];
            wrong.then(|| Row { label: (*happening).to_owned(), cells })
        });
        vec![Table { title: "split or mixed".to_owned(), columns: vec!["mentions", "incidents", "mixed"], rows: rows.collect() }]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.judged.errors
    }
}

fn unit(stem: &str, file: &GoldFile, text: &GoldFile) -> Result<Unit, GoldError> {
    let expected = "{\"published\", \"publisher\", \"told\": [{\"happening\", \"quote\"}]}";
    let form: Form = serde_json::from_str(file.text()?).map_err(|e| GoldError::file(&file.name, e.to_string(), expected))?;
    let text = text.text()?.to_owned();
    let mut told = Vec::new();
    for (i, t) in form.told.into_iter().enumerate() {
        let mut places = text.match_indices(t.quote.as_str());
        let (Some((at, _)), None) = (places.next(), places.next()) else {
            let found = format!("told[{i}].quote `{}`, which does not stand once in the text", t.quote);
            return Err(GoldError::file(&file.name, found, "words that stand there exactly once"));
        };
        let start = text[..at].chars().count();
        told.push((t.happening, [start, start + t.quote.chars().count()]));
    }
    let id = stem.rsplit(['/', '\\']).next().unwrap_or(stem).to_owned();
    Ok(Unit { id, text, published: form.published, publisher: form.publisher, told })
}

/// Which event tells each mention: the first whose trigger, there or at another place where it is told, lies in the quote.
pub(crate) fn told_by<H: Clone>(unit: &str, text: &str, told: &[(H, [usize; 2])], events: Vec<Event>) -> Judged<H> {
    let (mut mentions, mut errors) = (Vec::new(), Vec::new());
    for (happening, span) in told {
        let within = |s: [usize; 2]| span[0] <= s[0] && s[1] <= span[1];
        let event = events.iter().find(|e| within(e.trigger.span) || e.mentions.iter().any(|m| within(m.trigger.span)));
        if event.is_none() {
            let text = text.chars().skip(span[0]).take(span[1] - span[0]).collect();
            errors.push(Finding { unit: unit.to_owned(), span: Some(*span), kind: "missed", text });
        }
        mentions.push((happening.clone(), event.map(|e| e.id.clone())));
    }
    Judged { events, mentions, errors }
}

/// The events of a report and which of them tells each mention.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judged<H> {
    pub events: Vec<Event>,
    /// The happening of each mention, and the event that tells it.
    pub mentions: Vec<(H, Option<String>)>,
    /// The mentions that no event tells.
    pub errors: Vec<Finding>,
}

/// Mentions with the group of the event that tells them.
struct Grouped<'a> {
    mentions: Vec<(&'a str, Option<usize>)>,
    groups: usize,
}

/// Groups the events of all reports. A report that was drawn twice is one report, its mentions count twice.
fn grouped<'a>(outcomes: &[&'a Outcome]) -> Grouped<'a> {
    let reports: BTreeMap<&str, (&'a Outcome, &'a (DocumentRef, Signature))> =
        outcomes.iter().map(|o| (o.key.0.id.as_str(), (*o, &o.key))).collect();
    let keys: Vec<ReportKey> = reports.values().map(|(_, (d, s))| ReportKey { document: d.clone(), signature: s.clone() }).collect();
    let origins = origins(&keys, &Families::default());
    let origin = |id: &str| origins.iter().find(|o| o.documents.iter().any(|d| d == id)).map(|o| o.id.clone()).unwrap_or_default();
    let tellings: Vec<Telling> = reports
        .iter()
        .flat_map(|(id, (o, _))| o.judged.events.iter().map(|e| Telling::new(e.clone(), origin(id))).collect::<Vec<_>>())
        .collect();
    let tellings = with_late(tellings);
    let groups = group(&tellings, &[]).groups;
    let of: BTreeMap<&str, usize> = groups
        .iter()
        .enumerate()
        .flat_map(|(g, members)| members.iter().map(move |&i| (i, g)))
        .map(|(i, g)| (tellings[i].event.id.as_str(), g))
        .collect();
    let mentions = outcomes
        .iter()
        .flat_map(|o| o.judged.mentions.iter().map(|(h, event)| (h.as_str(), event.as_ref().and_then(|e| of.get(e.as_str()).copied()))))
        .collect();
    Grouped { mentions, groups: groups.len() }
}

/// The same, with what was posted late compared by its true days.
pub(crate) fn with_late(tellings: Vec<Telling>) -> Vec<Telling> {
    let late = late(&tellings);
    let of = |t: &Telling| late.get(&t.event.document.id).cloned();
    tellings
        .into_iter()
        .map(|t| {
            let late = of(&t);
            t.posted_late(late)
        })
        .collect()
}

/// B-cubed precision, recall and F1 of items with a gold class and a group.
pub(crate) fn b_cubed<H: Ord + Copy>(items: &[(H, usize)]) -> Option<[f64; 3]> {
    let mut classes: BTreeMap<H, f64> = BTreeMap::new();
    let mut groups: BTreeMap<usize, f64> = BTreeMap::new();
    let mut both: BTreeMap<(H, usize), f64> = BTreeMap::new();
    for (class, group) in items {
        *classes.entry(*class).or_default() += 1.0;
        *groups.entry(*group).or_default() += 1.0;
        *both.entry((*class, *group)).or_default() += 1.0;
    }
    let n = items.len() as f64;
    let precision = both.iter().map(|((_, g), n)| n * n / groups[g]).sum::<f64>() / n;
    let recall = both.iter().map(|((c, _), n)| n * n / classes[c]).sum::<f64>() / n;
    (!items.is_empty()).then(|| [precision, recall, 2.0 * precision * recall / (precision + recall)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b_cubed_by_hand() {
        // Three mentions of one strike of which one is apart, and a visit that was put with it.
        let items = [("strike", 1), ("strike", 1), ("strike", 2), ("visit", 2)];
        let [p, r, f] = b_cubed(&items).expect("items");
        assert!((p - (1.0 + 1.0 + 0.5 + 0.5) / 4.0).abs() < 1e-9);
        assert!((r - (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
        assert!((f - 2.0 * p * r / (p + r)).abs() < 1e-9);
        assert_eq!(b_cubed::<usize>(&[]), None);
    }

    fn file(name: &str, text: &str) -> GoldFile {
        GoldFile { name: name.into(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_quote_stands_once_in_its_text() {
        let gold = r#"{"published": "2012-03-04", "publisher": null, "told": [{"happening": "gao", "quote": "a bomb"}]}"#;
        let read = |text: &str| Incidents.read(&[file("a.json", gold), file("a.txt", text)]);
        assert_eq!(read("At Gao a bomb went off.").expect("a report")[0].told, [("gao".to_owned(), [7, 13])]);
        let wrong = read("Now a bomb, then a bomb.").expect_err("twice").to_string();
        assert!(wrong.contains("told[0].quote `a bomb`"), "{wrong}");
        assert!(Incidents.read(&[file("a.json", gold)]).expect_err("no text").to_string().contains("a.txt"));
    }
}
