//! `factuality`: whether events happened, on the scale from −3 (certainly not) to 3 (certainly) of the UW set (Lee,
//! Artzi, Choi and Zettlemoyer 2015).
//!
//! A line of the gold is `{"text", "targets": [{"span1": [first, end], "label": 2.4}]}`; spans count the words between
//! the text's spaces. The chain's names are put on the scale by [`SCALE`].

use crate::count::share;
use crate::gold::{GoldError, GoldFile, shown};
use crate::report::{Cell, Figure, Finding, Measure, Row, Table};
use crate::span::words;
use crate::task::Task;
use detente::{Detente, Factuality as Name, Hints};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The evaluation on targets with a degree of factuality.
#[derive(Debug, Clone, Copy, Default)]
pub struct Factuality;

/// Where each name lies on the scale: what the targets that get the name have on average in the set's training half,
/// to a tenth; for the rare `threatened` and `denied` nothing known.
const SCALE: [(Name, f64); 10] = [
    (Name::Actual, 2.7),
    (Name::Ongoing, 2.2),
    (Name::Alleged, 2.5),
    (Name::Planned, 1.9),
    (Name::Possible, 1.6),
    (Name::CalledFor, 1.6),
    (Name::Threatened, 0.0),
    (Name::Conditional, 1.4),
    (Name::Denied, 0.0),
    (Name::Negated, -0.9),
];

/// A sentence with its targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    id: String,
    text: String,
    /// Code points of each target, and its degree.
    targets: Vec<([usize; 2], f64)>,
}

/// How one sentence went.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    targets: usize,
    /// The gold's degree, the chain's, and its name, of every target that was found.
    pairs: Vec<(f64, f64, Name)>,
    errors: Vec<Finding>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    span1: [usize; 2],
    label: f64,
}

impl Task for Factuality {
    type Unit = Unit;
    type Outcome = Outcome;
    const KIND: &'static str = "factuality";
    const UNIT: &'static str = "sentences";
    const EXTENSIONS: &'static [&'static str] = &["jsonl"];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Unit>, GoldError> {
        let mut units = Vec::new();
        for file in files {
            for (number, line) in file.text()?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                units.push(unit(file, number + 1, line)?);
            }
        }
        if units.is_empty() {
            let name = files.first().map_or("", |f| f.name.as_str());
            return Err(GoldError::file(name, "no line", "sentences, one JSON object a line"));
        }
        Ok(units)
    }

    fn judge(&self, detente: &Detente, unit: &Unit) -> Outcome {
        let document = Detente::paragraph(&unit.text, &Hints { id: unit.id.clone(), ..Hints::default() });
        let spans: Vec<[usize; 2]> = unit.targets.iter().map(|(span, _)| *span).collect();
        judge(unit, &detente.happened(&document, &spans))
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let pairs: Vec<(f64, f64)> = outcomes.iter().flat_map(|o| o.pairs.iter().map(|p| (p.0, p.1))).collect();
        let targets = outcomes.iter().map(|o| o.targets).sum();
        let off = pairs.iter().map(|(gold, own)| (gold - own).abs()).sum::<f64>();
        vec![
            Figure::new("Pearson's r", Measure::Points, correlation(&pairs)),
            Figure::new("mean absolute error", Measure::Points, (!pairs.is_empty()).then(|| off / pairs.len() as f64)),
            Figure::share("targets found", share(pairs.len(), targets)),
        ]
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let mut names: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for (gold, _, name) in outcomes.iter().flat_map(|o| &o.pairs) {
            names.entry(name.name()).or_default().push(*gold);
        }
        let rows = SCALE.iter().filter_map(|(name, own)| {
            let gold = names.get(name.name())?;
            let mean = gold.iter().sum::<f64>() / gold.len() as f64;
            let cells = vec![Cell::Count(gold.len()), Cell::Score(Some(*own)), Cell::Score(Some(mean))];
            Some(Row { label: name.name().to_owned(), cells })
        });
        vec![Table { title: "found".to_owned(), columns: vec!["targets", "own", "mean gold"], rows: rows.collect() }]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

fn unit(file: &GoldFile, number: usize, line: &str) -> Result<Unit, GoldError> {
    let expected = "{\"text\", \"targets\": [{\"span1\": [first, end], \"label\"}]}";
    let line: Line = serde_json::from_str(line).map_err(|e| GoldError::line(&file.name, number, e.to_string(), expected))?;
    let mut words = Vec::new();
    let mut at = 0;
    for word in line.text.split(' ') {
        let length = word.chars().count();
        words.push([at, at + length]);
        at += length + 1;
    }
    let targets = line.targets.iter().enumerate().map(|(i, target)| {
        let wrong = |field: &str, found: String, expected: String| {
            GoldError::line(&file.name, number, found, expected).at_field(format!("targets[{i}].{field}"))
        };
        let [first, end] = target.span1;
        if first >= end || end > words.len() {
            return Err(wrong("span1", format!("{first}-{end}"), format!("[first, end) within the text's {} words", words.len())));
        }
        if !(-3.0..=3.0).contains(&target.label) {
            return Err(wrong("label", shown(&target.label.to_string()), "a degree from -3 to 3".to_owned()));
        }
        Ok(([words[first][0], words[end - 1][1]], target.label))
    });
    let targets = targets.collect::<Result<_, _>>()?;
    Ok(Unit { id: format!("{}:{number}", file.name), text: line.text, targets })
}

/// Compares names found with the gold's degrees; a target off by more than 1.5 is an error.
fn judge(unit: &Unit, found: &[Option<Name>]) -> Outcome {
    let mut outcome = Outcome { targets: unit.targets.len(), ..Outcome::default() };
    let chars: Vec<char> = unit.text.chars().collect();
    for ((span, gold), found) in unit.targets.iter().zip(found) {
        let words = words(&chars, *span);
        let mut error = |kind, text| outcome.errors.push(Finding { unit: unit.id.clone(), span: Some(*span), kind, text });
        let Some(name) = found else {
            error("missed", words);
            continue;
        };
        let own = SCALE.iter().find(|(n, _)| n == name).map_or(0.0, |(_, degree)| *degree);
        if (own - gold).abs() > 1.5 {
            error("degree", format!("{words}: expected {gold}, found {} ({own}): {}", name.name(), unit.text));
        }
        outcome.pairs.push((*gold, own, *name));
    }
    outcome
}

/// Pearson's correlation; none where one side does not vary.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let (x, y) = (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (a, b) in pairs {
        xy += (a - x) * (b - y);
        xx += (a - x) * (a - x);
        yy += (b - y) * (b - y);
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(lines: &str) -> GoldFile {
        GoldFile { name: "degrees.jsonl".into(), bytes: lines.as_bytes().to_vec() }
    }

    #[test]
    fn figures_by_hand() {
        let line = r#"{"text": "Envoys « met » , but did not sign .", "targets": [{"span1": [2, 3], "label": 3.0}, {"span1": [7, 8], "label": -2.0}, {"span1": [0, 1], "label": 1.0}]}"#;
        let units = Factuality.read(&[file(line)]).expect("a sentence");
        assert_eq!(units[0].targets[0].0, [9, 12]);
        let outcome = judge(&units[0], &[Some(Name::Actual), Some(Name::Actual), None]);
        let value = |name: &str| Factuality.figures(&[&outcome]).into_iter().find(|f| f.name == name).expect("a figure").value;
        // 0.3 and 4.7 off; one side does not vary.
        assert!((value("mean absolute error").expect("two targets") - 2.5).abs() < 1e-9);
        assert_eq!((value("Pearson's r"), value("targets found")), (None, Some(2.0 / 3.0)));
        assert_eq!(outcome.errors.iter().map(|e| e.kind).collect::<Vec<_>>(), ["degree", "missed"]);
    }

    #[test]
    fn correlation_by_hand() {
        // Deviations −1 0 1 and −1 1 0: 1 over the root of 2 · 2.
        assert_eq!(correlation(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0)]), Some(0.5));
    }

    #[test]
    fn wrong_lines_are_named_by_field() {
        let error = |line: &str| Factuality.read(&[file(line)]).unwrap_err().to_string();
        let span = error(r#"{"text": "a b", "targets": [{"span1": [1, 3], "label": 0}]}"#);
        assert_eq!(span, "degrees.jsonl:1: targets[0].span1: found 1-3, expected [first, end) within the text's 2 words");
        assert!(error(r#"{"text": "a", "targets": [{"span1": [0, 1], "label": 4}]}"#).contains("label: found `4`, expected a degree"));
        assert!(error("{}").starts_with("degrees.jsonl:1: found missing field `text`"));
        assert!(error("").contains("found no line"));
    }
}
