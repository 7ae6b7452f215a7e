//! `incidents`: which tellings of many reports are the same happening.
//!
//! The gold is a folder of short reports, `ID.txt` with `ID.json`: `{"published", "publisher", "told": [{"happening",
//! "quote"}]}`; each quote stands once in the text and holds the trigger of one mention of that happening. The measure is
//! B-cubed over the mentions: once over those that the coder found, which is what grouping can be judged by, and once over
//! all, where a mention that was not found stands alone.
//!
//! Two groupings that need no judgement stand beside ours: every mention apart, and all events of a type, a day and a
//! country together, as one who sorts a table of events would have them.

use crate::agreement::{Agreement, Score, mean, table};
use crate::count::share;
use crate::gold::{GoldError, GoldFile};
use crate::grouping::{CodedReport, incidents};
use crate::report::{Cell, Figure, Finding, Row, Table};
use crate::task::Task;
use detente::{Detente, Event, Hints};
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
    report: CodedReport,
    /// Each mention: happening, and the place of the event that tells it among the report's.
    mentions: Vec<(String, Option<usize>)>,
    /// How each mention is grouped among those of all reports.
    parts: Vec<Parts>,
    errors: Vec<Finding>,
}

/// What a mention adds to B-cubed: over all mentions, and where it was found over those found, in our incidents, apart and
/// sorted.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Parts {
    all: [f64; 2],
    found: Option<[[f64; 2]; 3]>,
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
        judge(unit, CodedReport::of(detente, &unit.text, &hints, unit.publisher.as_deref()))
    }

    fn settle(&self, outcomes: &mut [Outcome]) {
        let parts: Vec<Parts> = {
            let all: Vec<&Outcome> = outcomes.iter().collect();
            let mentions = mentions(&all);
            let found = || mentions.iter().filter(|m| m.event.is_some());
            let whole = Agreement::of(mentions.iter().map(|m| (m.happening, m.incident)));
            let own = Agreement::of(found().map(|m| (m.happening, m.incident)));
            let apart = Agreement::of(found().map(|m| (m.happening, m.alone)));
            let sorted = Agreement::of(found().map(|m| (m.happening, m.sorted())));
            let part = |m: &Mention<'_>| Parts {
                all: whole.part(&m.happening, &m.incident),
                found: m.event.is_some().then(|| {
                    [own.part(&m.happening, &m.incident), apart.part(&m.happening, &m.alone), sorted.part(&m.happening, &m.sorted())]
                }),
            };
            mentions.iter().map(part).collect()
        };
        let mut parts = parts.into_iter();
        for outcome in outcomes {
            outcome.parts = parts.by_ref().take(outcome.mentions.len()).collect();
        }
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let parts: Vec<&Parts> = outcomes.iter().flat_map(|o| &o.parts).collect();
        let found: Vec<[[f64; 2]; 3]> = parts.iter().filter_map(|p| p.found).collect();
        let of = |grouping: usize| mean(found.iter().map(|f| f[grouping]));
        let (own, all) = (of(0), mean(parts.iter().map(|p| p.all)));
        let gain = |baseline: Option<Score>| own.zip(baseline).map(|(own, baseline)| own.f1 - baseline.f1);
        vec![
            Figure::share("B-cubed precision", own.map(|b| b.precision)),
            Figure::share("B-cubed recall", own.map(|b| b.recall)),
            Figure::share("B-cubed F1", own.map(|b| b.f1)),
            Figure::share("mentions found", share(found.len(), parts.len())),
            Figure::share("B-cubed F1 over all mentions", all.map(|b| b.f1)),
            Figure::share("B-cubed F1 gained on all apart", gain(of(1))),
            Figure::share("B-cubed F1 gained on type, day and country", gain(of(2))),
        ]
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let outcomes: Vec<&Outcome> = outcomes.iter().collect();
        let mentions = mentions(&outcomes);
        let found: Vec<&Mention> = mentions.iter().filter(|m| m.event.is_some()).collect();
        let groupings = vec![
            Agreement::of(found.iter().map(|m| (m.happening, m.alone))).row("all apart"),
            Agreement::of(found.iter().map(|m| (m.happening, m.sorted()))).row("type, day and country"),
            Agreement::of(found.iter().map(|m| (m.happening, m.incident))).row("detente"),
        ];
        vec![table("mentions found, grouped by", groupings), split_or_mixed(&mentions)]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
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
fn judge(unit: &Unit, report: CodedReport) -> Outcome {
    let (mut mentions, mut errors) = (Vec::new(), Vec::new());
    for (happening, span) in &unit.told {
        let event = report.telling(|trigger| span[0] <= trigger[0] && trigger[1] <= span[1]);
        if event.is_none() {
            let text = unit.text.chars().skip(span[0]).take(span[1] - span[0]).collect();
            errors.push(Finding { unit: unit.id.clone(), span: Some(*span), kind: "missed", text });
        }
        mentions.push((happening.clone(), event));
    }
    Outcome { report, mentions, parts: Vec::new(), errors }
}

/// A mention with the groups that it is put into.
struct Mention<'a> {
    happening: &'a str,
    /// What tells it.
    event: Option<&'a Event>,
    /// By itself: its report, and its number there.
    alone: (&'a str, usize),
    /// By its incident, or by itself where nothing tells it.
    incident: Result<usize, (&'a str, usize)>,
}

impl<'a> Mention<'a> {
    /// By what a table of events can be sorted by: type, first day and country. The country is that of the place, or else of
    /// the first target or source that has one; what is not known is a value like any other.
    fn sorted(&self) -> Option<[Option<&'a str>; 3]> {
        self.event.map(|e| {
            let placed = e.place.as_ref().and_then(|p| p.country.as_deref());
            let party = || e.target.iter().chain(&e.source).find_map(|a| a.country.as_deref());
            [Some(e.event_type.as_str()), e.date.as_ref().map(|d| d.start.as_str()), placed.or_else(party)]
        })
    }
}

/// The mentions with the incident of the event that tells them, in order.
fn mentions<'a>(outcomes: &[&'a Outcome]) -> Vec<Mention<'a>> {
    let of = incidents(outcomes.iter().map(|o| &o.report));
    let mentions = outcomes.iter().flat_map(|o| o.mentions.iter().enumerate().map(move |(i, mention)| (*o, i, mention)));
    mentions
        .map(|(o, i, (happening, event))| {
            let event = event.map(|e| &o.report.events[e]);
            let alone = (o.report.id(), i);
            let incident = event.and_then(|e| of.get(e.id.as_str()).copied()).ok_or(alone);
            Mention { happening, event, alone, incident }
        })
        .collect()
}

/// The happenings whose mentions stand in several incidents, or in one with those of another.
fn split_or_mixed(mentions: &[Mention<'_>]) -> Table {
    let mut of: BTreeMap<&str, (usize, BTreeSet<usize>)> = BTreeMap::new();
    let mut happenings: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for mention in mentions {
        let entry = of.entry(mention.happening).or_default();
        entry.0 += 1;
        if let Ok(incident) = mention.incident {
            entry.1.insert(incident);
            happenings.entry(incident).or_default().insert(mention.happening);
        }
    }
    let rows = of.iter().filter_map(|(happening, (mentions, incidents))| {
        let mixed = incidents.iter().filter(|i| happenings[i].len() > 1).count();
        let wrong = incidents.len() > 1 || mixed > 0;
        let cells = vec![Cell::Count(*mentions), Cell::Count(incidents.len()), Cell::Count(mixed)];
        wrong.then(|| Row { label: (*happening).to_owned(), cells })
    });
    Table { title: "split or mixed".to_owned(), columns: vec!["mentions", "incidents", "mixed"], rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn figures_and_the_groupings_beside_them_by_hand() {
        use crate::grouping::made::{Told, report};
        let text = "The army struck the town at dawn and shelled it at noon.";
        let told = |trigger| Told { kind: "ASSAULT", country: "PER", day: "1990-03-02", trigger };
        let unit = |id: &str, told: &[(&str, [usize; 2])]| Unit {
            id: id.to_owned(),
            text: text.to_owned(),
            published: None,
            publisher: None,
            told: told.iter().map(|(happening, span)| ((*happening).to_owned(), *span)).collect(),
        };
        // Two reports tell the strike; the shelling is coded in the first and was not found in the second.
        let (strike, shelling) = (("strike", [4, 15]), ("shelling", [33, 44]));
        let far = Told { kind: "ASSAULT", country: "FRA", day: "1995-07-01", trigger: [37, 44] };
        let mut outcomes = [
            judge(&unit("a", &[strike, shelling]), report("a", text, &[told([9, 15]), far])),
            judge(&unit("b", &[strike, shelling]), report("b", text, &[told([9, 15])])),
        ];
        assert_eq!(outcomes[1].errors.iter().map(|e| (e.kind, e.text.as_str())).collect::<Vec<_>>(), [("missed", "and shelled")]);
        Incidents.settle(&mut outcomes);
        let figures = Incidents.figures(&[&outcomes[0], &outcomes[1]]);
        let value = |name: &str| figures.iter().find(|f| f.name == name).and_then(|f| f.value).expect(name);
        assert!((value("mentions found") - 0.75).abs() < 1e-9);
        assert!((value("B-cubed F1") - 1.0).abs() < 1e-9);
        // Over all, each mention of the shelling has half of its recall.
        let recall = 3.0 / 4.0;
        assert!((value("B-cubed F1 over all mentions") - 2.0 * recall / (1.0 + recall)).abs() < 1e-9);
        // Apart, each of the strike's two found mentions has half of its recall.
        let recall = 2.0 / 3.0;
        assert!((value("B-cubed F1 gained on all apart") - (1.0 - 2.0 * recall / (1.0 + recall))).abs() < 1e-9);
        assert!(value("B-cubed F1 gained on type, day and country").abs() < 1e-9);
        // A report drawn twice is one report whose mentions count twice: nothing is split by it.
        let values = |drawn: &[&Outcome]| Incidents.figures(drawn).iter().map(|f| f.value).collect::<Vec<_>>();
        assert_eq!(values(&[&outcomes[0], &outcomes[0]]), values(&[&outcomes[0]]));
        let rows = &Incidents.tables(&outcomes)[0].rows;
        assert_eq!(
            rows.iter().map(|r| (r.label.as_str(), r.cells[1])).collect::<Vec<_>>(),
            [("all apart", Cell::Count(3)), ("type, day and country", Cell::Count(2)), ("detente", Cell::Count(2)),]
        );
    }
}
