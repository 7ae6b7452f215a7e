//! `crisis`: the reports of one crisis, and what an analyst makes of them together.
//!
//! The gold is one TOML file beside the reports (`ID.txt`, a `documents.csv` with their days): happenings, each with the
//! words by which reports tell it, whose word must stand among its accounts, what is disputed about it and what its toll is;
//! and reports whose day contradicts the others. Words are a quote that stands once in the report, or code points, for
//! reports whose words may not be repeated.

use crate::agreement::Agreement;
use crate::count::share;
use crate::gold::{GoldError, GoldFile};
use crate::grouping::{CodedReport, grouped};
use crate::report::{Cell, Figure, Finding, Row, Table};
use crate::task::Task;
use detente::story::{Telling, incident};
use detente::{CATALOGUE, Catalogue, Detente, Event, FlagKind, Hints, Incident};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The evaluation on the reports of one crisis.
#[derive(Debug, Clone, Copy, Default)]
pub struct Crisis;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    #[serde(default)]
    happening: Vec<Happening>,
    /// Reports whose day contradicts what the others say.
    #[serde(default)]
    reposted: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Happening {
    name: String,
    /// Whose word stands among the accounts: a country, the id or name of an actor, or `report` for a report's own voice.
    #[serde(default)]
    accounts: Vec<String>,
    /// What the accounts contradict each other in.
    #[serde(default)]
    disputes: Vec<String>,
    /// The dead: low, best, high.
    killed: Option<[u64; 3]>,
    told: Vec<Told>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    report: String,
    quote: Option<String>,
    span: Option<[usize; 2]>,
}

/// A report with its mentions.
#[derive(Debug)]
pub struct Unit {
    hints: Hints,
    text: String,
    /// The happening and the code points of each mention.
    told: Vec<(usize, [usize; 2])>,
    gold: Arc<Gold>,
}

/// What one report gave.
#[derive(Debug)]
pub struct Outcome {
    report: CodedReport,
    /// Each mention: happening, and the id of the event that tells it.
    mentions: Vec<(usize, Option<String>)>,
    errors: Vec<Finding>,
    gold: Arc<Gold>,
}

impl Task for Crisis {
    type Unit = Unit;
    type Outcome = Outcome;
    const KIND: &'static str = "crisis";
    const UNIT: &'static str = "reports";
    const EXTENSIONS: &'static [&'static str] = &["toml", "txt", "csv"];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Unit>, GoldError> {
        let mut golds = files.iter().filter(|f| f.name.ends_with(".toml"));
        let first = files.first().map_or("", |f| f.name.as_str());
        let Some(file) = golds.next() else { return Err(GoldError::file(first, "no gold", "one .toml file with happenings")) };
        if let Some(second) = golds.next() {
            return Err(GoldError::file(&second.name, format!("a second gold beside {}", file.name), "one .toml file with happenings"));
        }
        let gold: Gold = toml::from_str(file.text()?).map_err(|e| {
            let line = e.span().map_or(1, |s| 1 + file.bytes[..s.start.min(file.bytes.len())].iter().filter(|b| **b == b'\n').count());
            GoldError::line(&file.name, line, e.message().to_owned(), "[[happening]] tables with name and told, and reposted")
        })?;
        let gold = Arc::new(gold);
        let mut tables: BTreeMap<&str, Catalogue> = BTreeMap::new();
        for table in files.iter().filter(|f| base(&f.name) == CATALOGUE) {
            let read = Catalogue::parse(&table.bytes)
                .map_err(|e| GoldError::line(&table.name, usize::try_from(e.line).unwrap_or(0), e.found, e.expected).at_field(e.field))?;
            tables.insert(folder(&table.name), read);
        }
        let texts: BTreeMap<&str, &GoldFile> = files.iter().filter_map(|f| Some((base(&f.name).strip_suffix(".txt")?, f))).collect();
        let named = gold.happening.iter().flat_map(|h| h.told.iter().map(|t| &t.report)).chain(&gold.reposted);
        if let Some(missing) = named.into_iter().find(|r| !texts.contains_key(r.as_str())) {
            return Err(GoldError::file(
                &file.name,
                format!("the report `{missing}`, which is not among the files"),
                "its .txt file given too",
            ));
        }
        texts
            .into_iter()
            .map(|(id, text)| {
                let known = tables.get(folder(&text.name)).and_then(|t| t.get(base(&text.name)));
                let hints = Hints { id: id.to_owned(), ..Hints::default() };
                let hints = known.map_or(hints.clone(), |k| k.hints(hints));
                let told = told(&gold, id, text, &file.name)?;
                Ok(Unit { hints, text: text.text()?.to_owned(), told, gold: Arc::clone(&gold) })
            })
            .collect()
    }

    fn judge(&self, detente: &Detente, unit: &Unit) -> Outcome {
        let document = detente.read(unit.text.as_bytes(), &unit.hints);
        let report = CodedReport::new(detente::reference(&document), &document.text, detente.code(&document).0.events);
        let (mut mentions, mut errors) = (Vec::new(), Vec::new());
        // A headline is not coded: its report tells the same.
        let headline = document.title.as_deref().filter(|title| unit.text.trim_start().starts_with(title));
        let body = headline.map_or(0, |title| unit.text.chars().take_while(|c| c.is_whitespace()).count() + title.chars().count());
        for &(happening, span) in unit.told.iter().filter(|(_, span)| span[0] >= body) {
            let event = report.telling(|trigger| span[0] <= trigger[0] && trigger[1] <= span[1]);
            if event.is_none() {
                let text = unit.text.chars().skip(span[0]).take(span[1] - span[0]).collect();
                errors.push(Finding { unit: unit.hints.id.clone(), span: Some(span), kind: "missed", text });
            }
            mentions.push((happening, event.map(|e| report.events[e].id.clone())));
        }
        Outcome { report, mentions, errors, gold: Arc::clone(&unit.gold) }
    }

    fn is_drawn(&self) -> bool {
        false
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let found = Found::of(outcomes);
        let share = |[n, of]: [usize; 2]| share(n, of);
        let coded: Vec<(usize, usize)> = found.mentions.iter().filter_map(|(h, i)| i.map(|i| (*h, i))).collect();
        let own = Agreement::of(coded.iter().copied()).b_cubed();
        vec![
            Figure::share("mentions coded", share([coded.len(), found.mentions.len()])),
            Figure::share("B-cubed precision", own.map(|b| b.precision)),
            Figure::share("B-cubed recall", own.map(|b| b.recall)),
            Figure::share("B-cubed F1", own.map(|b| b.f1)),
            Figure::share("happenings that are one incident", share(found.whole())),
            Figure::share("accounts found", share(found.accounts())),
            Figure::share("disputes found", share(found.disputes()[0])),
            Figure::share("disputes right", share(found.disputes()[1])),
            Figure::share("tolls right", share(found.tolls())),
            Figure::share("reposts found", share(found.reposts()[0])),
            Figure::share("reposts right", share(found.reposts()[1])),
        ]
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let outcomes: Vec<&Outcome> = outcomes.iter().collect();
        let found = Found::of(&outcomes);
        let rows = found.gold.happening.iter().enumerate().map(|(h, happening)| {
            let all = found.mentions.iter().filter(|(of, _)| *of == h).count();
            let incidents: BTreeSet<usize> = found.mentions.iter().filter(|(of, _)| *of == h).filter_map(|(_, i)| *i).collect();
            let coded = found.mentions.iter().filter(|(of, i)| *of == h && i.is_some()).count();
            let mixed = incidents.iter().filter(|i| found.mentions.iter().any(|(of, at)| at.as_ref() == Some(i) && *of != h)).count();
            let cells = vec![Cell::Count(all), Cell::Count(coded), Cell::Count(incidents.len()), Cell::Count(mixed)];
            Row { label: happening.name.clone(), cells }
        });
        let columns = vec!["mentions", "coded", "incidents", "mixed"];
        vec![Table { title: "happenings".to_owned(), columns, rows: rows.collect() }]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

fn folder(name: &str) -> &str {
    name.rfind(['/', '\\']).map_or("", |end| &name[..end])
}

/// Where a report tells what.
fn told(gold: &Gold, id: &str, text: &GoldFile, file: &str) -> Result<Vec<(usize, [usize; 2])>, GoldError> {
    let (words, mut found) = (text.text()?, Vec::new());
    for (h, happening) in gold.happening.iter().enumerate() {
        for t in happening.told.iter().filter(|t| t.report == id) {
            let span = match (&t.quote, t.span) {
                (Some(quote), None) => {
                    let mut places = words.match_indices(quote.as_str());
                    places.next().filter(|_| places.next().is_none()).map(|(at, _)| {
                        let start = words[..at].chars().count();
                        [start, start + quote.chars().count()]
                    })
                }
                (None, Some(span)) => (span[0] < span[1] && span[1] <= words.chars().count()).then_some(span),
                _ => None,
            };
            let wrong = || {
                let said = t.quote.as_ref().map_or_else(|| format!("{:?}", t.span), |q| format!("`{q}`"));
                let found = format!("{said} for {id}");
                GoldError::field(file, happening.name.clone(), found, "a quote that stands there exactly once, or a span of code points")
            };
            found.push((h, span.ok_or_else(wrong)?));
        }
    }
    Ok(found)
}

/// The incidents of some reports with what the gold says of them.
struct Found {
    gold: Arc<Gold>,
    incidents: Vec<Incident>,
    /// Happening and incident of each mention.
    mentions: Vec<(usize, Option<usize>)>,
    reports: BTreeSet<String>,
}

impl Found {
    fn of(outcomes: &[&Outcome]) -> Found {
        let (tellings, groups) = grouped(outcomes.iter().map(|o| &o.report));
        let mut of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut incidents = Vec::new();
        for members in &groups {
            let members: Vec<&Telling> = members.iter().map(|&i| &tellings[i]).collect();
            of.extend(members.iter().map(|t| (t.event.id.as_str(), incidents.len())));
            incidents.extend(incident(&members));
        }
        let mentions = outcomes
            .iter()
            .flat_map(|o| o.mentions.iter().map(|(h, e)| (*h, e.as_ref().and_then(|e| of.get(e.as_str()).copied()))))
            .collect();
        let gold = outcomes.first().map(|o| Arc::clone(&o.gold)).unwrap_or_default();
        Found { gold, incidents, mentions, reports: outcomes.iter().map(|o| o.report.id().to_owned()).collect() }
    }

    /// The incident that holds most mentions of a happening.
    fn main(&self, happening: usize) -> Option<&Incident> {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, i) in self.mentions.iter().filter(|(h, _)| *h == happening) {
            if let Some(i) = i {
                *votes.entry(*i).or_default() += 1;
            }
        }
        votes.into_iter().max_by_key(|(i, n)| (*n, std::cmp::Reverse(*i))).and_then(|(i, _)| self.incidents.get(i))
    }

    /// The happenings with an incident.
    fn happenings(&self) -> impl Iterator<Item = (&Happening, &Incident)> {
        self.gold.happening.iter().enumerate().filter_map(|(h, happening)| self.main(h).map(|i| (happening, i)))
    }

    /// Happenings whose mentions are all of one incident that holds no other's, of those of which a mention was coded.
    fn whole(&self) -> [usize; 2] {
        let (mut whole, mut all) = (0, 0);
        for h in 0..self.gold.happening.len() {
            let incidents: BTreeSet<usize> = self.mentions.iter().filter(|(of, _)| *of == h).filter_map(|(_, i)| *i).collect();
            let alone = self.mentions.iter().all(|(of, i)| *of == h || i.is_none_or(|i| !incidents.contains(&i)));
            all += usize::from(!incidents.is_empty());
            whole += usize::from(incidents.len() == 1 && alone);
        }
        [whole, all]
    }

    fn accounts(&self) -> [usize; 2] {
        let (mut found, mut all) = (0, 0);
        for (happening, incident) in self.happenings() {
            all += happening.accounts.len();
            found += happening.accounts.iter().filter(|who| incident.accounts.iter().any(|a| is_word_of(&a.event, who))).count();
        }
        [found, all]
    }

    /// Those found of the gold's, those right of the found.
    fn disputes(&self) -> [[usize; 2]; 2] {
        let (mut recall, mut precision) = ([0; 2], [0; 2]);
        for (happening, incident) in self.happenings() {
            let own: Vec<&str> = incident.disputes.iter().map(|d| d.about.name()).collect();
            recall[1] += happening.disputes.len();
            recall[0] += happening.disputes.iter().filter(|d| own.contains(&d.as_str())).count();
            precision[1] += own.len();
            precision[0] += own.iter().filter(|d| happening.disputes.iter().any(|g| g == **d)).count();
        }
        [recall, precision]
    }

    fn tolls(&self) -> [usize; 2] {
        let (mut right, mut all) = (0, 0);
        for (happening, incident) in self.happenings() {
            let Some([low, best, high]) = happening.killed else { continue };
            all += 1;
            right += usize::from(incident.killed.as_ref().is_some_and(|k| (k.low, k.best, k.high) == (low, best, Some(high))));
        }
        [right, all]
    }

    fn reposts(&self) -> [[usize; 2]; 2] {
        let flags = self.incidents.iter().flat_map(|i| &i.flags).filter(|f| f.kind == FlagKind::Reposted);
        let flagged: BTreeSet<&str> = flags.map(|f| f.document.as_str()).collect();
        let gold: BTreeSet<&str> = self.gold.reposted.iter().map(String::as_str).filter(|r| self.reports.contains(*r)).collect();
        let both = flagged.intersection(&gold).count();
        [[both, gold.len()], [both, flagged.len()]]
    }
}

/// Whether an account is the word of this party, or of the report itself.
fn is_word_of(event: &Event, who: &str) -> bool {
    let speaker = event.attribution.first().map(|a| &a.speaker);
    match speaker {
        None => who == "report",
        Some(s) => [s.country.as_deref(), s.id.as_deref(), Some(s.name.as_str())].contains(&Some(who)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> GoldFile {
        GoldFile { name: name.into(), bytes: text.as_bytes().to_vec() }
    }

    const GOLD: &str = r#"
reposted = ["b"]
[[happening]]
name = "the raid"
accounts = ["report"]
told = [{ report = "a", quote = "raided" }, { report = "b", span = [4, 8] }]
"#;

    #[test]
    fn mentions_are_quotes_or_spans_and_days_stand_in_the_table() {
        let files = [
            file("x/gold.toml", GOLD),
            file("x/a.txt", "They raided it."),
            file("x/b.txt", "The raid was short."),
            file("x/documents.csv", "file,published\na.txt,2012-03-04\n"),
        ];
        let units = Crisis.read(&files).expect("two reports");
        assert_eq!(units.iter().map(|u| u.told.clone()).collect::<Vec<_>>(), [vec![(0, [5, 11])], vec![(0, [4, 8])]]);
        assert_eq!(units[0].hints.published.map(|d| d.to_string()).as_deref(), Some("2012-03-04"));
    }

    #[test]
    fn wrong_gold_is_named() {
        let wrong = |gold: &str, text: &str| {
            Crisis.read(&[file("x/gold.toml", gold), file("x/a.txt", text), file("x/b.txt", "The raid.")]).expect_err("wrong").to_string()
        };
        assert!(wrong(GOLD, "They raided it, they raided it.").contains("the raid: found `raided` for a"));
        assert!(wrong("[[happening]]\nname = 'x'\nwhom = 'y'\n", "They raided it.").contains("gold.toml:3: found unknown field `whom`"));
        let missing = Crisis.read(&[file("x/gold.toml", GOLD), file("x/a.txt", "They raided it.")]).expect_err("b is missing").to_string();
        assert!(missing.contains("the report `b`"), "{missing}");
    }
}
