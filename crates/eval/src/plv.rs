//! `plv`: sentences with a marked source and target, and one PLOVER root each.
//!
//! The rows are tab-separated with a header; `marked_sentence`, `source`, `target`, `gold_penta` and `gold_root` are
//! read. The labels are the fifteen of the set's authors, who have CONCEDE and RETREAT as one, YIELD. The macro-F1 is
//! the mean over all labels that the gold or the answers have, as the authors report it.

use crate::count::{Count, share};
use crate::gold::{GoldError, GoldFile, shown};
use crate::report::{Figure, Finding, Table};
use crate::task::Task;
use detente::{Detente, PairRequest};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The evaluation on marked pairs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plv;

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The file with the row's number, from 0, or its `uid`.
    pub id: String,
    /// The sentence and where the marks stand.
    pub marked: Marked,
    /// The gold's root, one of [`ROOTS`].
    pub root: usize,
    /// The gold's quad class, 0 for none.
    pub quad: usize,
}

/// A sentence without its marks, and where the first of each stood, in code points.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marked {
    /// The sentence.
    pub text: String,
    /// The source phrase.
    pub source: Option<[usize; 2]>,
    /// The target phrase.
    pub target: Option<[usize; 2]>,
}

/// The set's roots with their quad classes, and none.
const ROOTS: [(&str, usize); 16] = [
    ("NONE", 0),
    ("ACCUSE", 3),
    ("AGREE", 1),
    ("AID", 2),
    ("ASSAULT", 4),
    ("COERCE", 4),
    ("CONSULT", 1),
    ("COOPERATE", 2),
    ("MOBILIZE", 4),
    ("PROTEST", 4),
    ("REJECT", 3),
    ("REQUEST", 3),
    ("SANCTION", 4),
    ("SUPPORT", 1),
    ("THREATEN", 3),
    ("YIELD", 2),
];
/// Types that the set has under another name: of PLOVER 2, and of PLOVER 1.
const ALIASES: [(&str, &str); 6] = [
    ("CONCEDE", "YIELD"),
    ("RETREAT", "YIELD"),
    ("DEMAND", "REQUEST"),
    ("DISAPPROVE", "ACCUSE"),
    ("INVESTIGATE", "ACCUSE"),
    ("FIGHT", "ASSAULT"),
];

/// The root's index; none when the set doesn't know it.
fn root(name: &str) -> Option<usize> {
    let name = name.to_uppercase();
    let name = ALIASES.iter().find(|(other, _)| *other == name).map_or(name.as_str(), |(_, own)| own);
    ROOTS.iter().position(|(own, _)| *own == name)
}

/// How one pair went.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    gold: Labels,
    found: Labels,
    errors: Vec<Finding>,
}

/// A pair's label at three grains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Labels {
    root: usize,
    quad: usize,
    /// 0 none, 1 cooperation, 2 conflict.
    side: usize,
}

/// The grains by name, the coarsest first.
const GRAINS: [(&str, Grain); 3] = [("side", |l| l.side), ("quad class", |l| l.quad), ("root", |l| l.root)];
/// A pair's label at one grain.
type Grain = fn(&Labels) -> usize;

impl Labels {
    fn new(root: usize, quad: usize) -> Self {
        Labels { root, quad, side: [0, 1, 1, 2, 2][quad] }
    }
}

impl Task for Plv {
    type Unit = Pair;
    type Outcome = Outcome;
    const KIND: &'static str = "plv";
    const UNIT: &'static str = "pairs";
    const EXTENSIONS: &'static [&'static str] = &["tsv"];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Pair>, GoldError> {
        let rows = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(rows.into_iter().flatten().collect())
    }

    fn judge(&self, detente: &Detente, pair: &Pair) -> Outcome {
        let Marked { text, source, target } = pair.marked.clone();
        let request = PairRequest { id: serde_json::Value::Null, text, source, target };
        // A row that marks nothing can't be asked, and has no answer.
        let answer = detente.relate(&request).ok();
        judge(pair, answer.as_ref().and_then(|a| a.event_type.as_deref()), answer.as_ref().and_then(|a| a.derivation.as_ref()))
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        GRAINS
            .iter()
            .flat_map(|(name, label)| {
                let counts = tally(outcomes, *label);
                let right = counts.iter().map(|c| c.right).sum();
                // A label that neither side has is none.
                let f1: Vec<f64> = counts.iter().filter_map(Count::f1).collect();
                [
                    Figure::share(format!("{name} macro-F1"), (!f1.is_empty()).then(|| f1.iter().sum::<f64>() / f1.len() as f64)),
                    Figure::share(format!("{name} accuracy"), share(right, outcomes.len())),
                ]
            })
            .collect()
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let outcomes: Vec<&Outcome> = outcomes.iter().collect();
        let counts = tally(&outcomes, |l| l.root);
        let named: BTreeMap<String, Count> = ROOTS.iter().map(|(name, _)| (*name).to_owned()).zip(counts).collect();
        vec![Table::counts("root", named.iter().filter(|(_, c)| c.gold + c.found > 0))]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

/// Counts by label.
fn tally(outcomes: &[&Outcome], label: Grain) -> [Count; ROOTS.len()] {
    let mut counts = [Count::default(); ROOTS.len()];
    for o in outcomes {
        let (gold, found) = (label(&o.gold), label(&o.found));
        counts[gold].gold += 1;
        counts[found].found += 1;
        counts[gold].right += usize::from(gold == found);
    }
    counts
}

/// Compares an answer with the gold; no answer is the label NONE.
fn judge(pair: &Pair, answer: Option<&str>, derivation: Option<&detente_record::Derivation>) -> Outcome {
    let found = answer.and_then(root).unwrap_or(0);
    let mut errors = Vec::new();
    if found != pair.root {
        let by = derivation.map(|d| format!(" ({})", d.frame)).unwrap_or_default();
        let text = format!("expected {}, found {}{by}: {}", ROOTS[pair.root].0, ROOTS[found].0, pair.marked.shown());
        errors.push(Finding { unit: pair.id.clone(), span: None, kind: "root", text });
    }
    Outcome { gold: Labels::new(pair.root, pair.quad), found: Labels::new(found, ROOTS[found].1), errors }
}

#[derive(Deserialize)]
struct Row {
    uid: Option<String>,
    marked_sentence: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    target: String,
    gold_penta: String,
    gold_root: String,
}

fn read(file: &GoldFile) -> Result<Vec<Pair>, GoldError> {
    let expected = "tab-separated rows with marked_sentence, source, target, gold_penta, gold_root";
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(file.text()?.as_bytes());
    let headers = reader.headers().map_err(|e| GoldError::line(&file.name, 1, e.to_string(), expected))?.clone();
    for column in ["marked_sentence", "gold_penta", "gold_root"] {
        if !headers.iter().any(|h| h == column) {
            let found = shown(&headers.iter().collect::<Vec<_>>().join(", "));
            return Err(GoldError::line(&file.name, 1, found, format!("a column {column} among the headers")));
        }
    }
    let mut pairs = Vec::new();
    for (number, record) in reader.records().enumerate() {
        let line = |e: &csv::Error| e.position().map_or(0, csv::Position::line) as usize;
        let record = record.map_err(|e| GoldError::line(&file.name, line(&e), e.to_string(), expected))?;
        let at = record.position().map_or(0, csv::Position::line) as usize;
        let row: Row = record.deserialize(Some(&headers)).map_err(|e| GoldError::line(&file.name, at, e.to_string(), expected))?;
        let wrong = |field: &str, found: &str, expected: String| GoldError::line(&file.name, at, shown(found), expected).at_field(field);
        let quad = row.gold_penta.parse().ok().filter(|q| *q <= 4);
        let quad = quad.ok_or_else(|| wrong("gold_penta", &row.gold_penta, "a quad class from 0 to 4".to_owned()))?;
        let names: Vec<&str> = ROOTS.iter().map(|(name, _)| *name).collect();
        let root = root(&row.gold_root).ok_or_else(|| wrong("gold_root", &row.gold_root, format!("one of {}", names.join(", "))))?;
        let mut marked = Marked::read(&row.marked_sentence);
        marked.source = marked.source.or_else(|| marked.find(&row.source));
        marked.target = marked.target.or_else(|| marked.find(&row.target));
        let id = row.uid.filter(|u| !u.is_empty()).unwrap_or_else(|| number.to_string());
        pairs.push(Pair { id: format!("{}:{id}", file.name), marked, root, quad });
    }
    if pairs.is_empty() {
        return Err(GoldError::file(&file.name, "no row", expected));
    }
    Ok(pairs)
}

impl Marked {
    /// Reads `<s>…</s>` and `<t>…</t>` out of a sentence.
    pub fn read(marked: &str) -> Self {
        let mut found = Marked::default();
        let (mut source_begins, mut target_begins) = (None, None);
        let (mut rest, mut at) = (marked, 0);
        while let Some(c) = rest.chars().next() {
            let mark = ["<s>", "</s>", "<t>", "</t>"].into_iter().find(|m| rest.starts_with(m));
            match mark {
                Some("<s>") => source_begins = source_begins.or(Some(at)),
                Some("<t>") => target_begins = target_begins.or(Some(at)),
                Some("</s>") => found.source = found.source.or(source_begins.map(|from| [from, at])),
                Some(_) => found.target = found.target.or(target_begins.map(|from| [from, at])),
                None => {
                    found.text.push(c);
                    at += 1;
                }
            }
            rest = &rest[mark.map_or(c.len_utf8(), str::len)..];
        }
        found.source = found.source.filter(|s| s[0] < s[1]);
        found.target = found.target.filter(|t| t[0] < t[1]);
        found
    }

    /// Where the words stand first, for the rows that lack a mark.
    pub fn find(&self, words: &str) -> Option<[usize; 2]> {
        let from = self.text.find(words).filter(|_| !words.is_empty())?;
        let from = self.text[..from].chars().count();
        Some([from, from + words.chars().count()])
    }

    /// The sentence with its marks, for the list of errors.
    fn shown(&self) -> String {
        let mut text = String::new();
        let edges = |at: usize| {
            let close = |span: Option<[usize; 2]>, mark| span.filter(|s| s[1] == at).map(|_| mark);
            let open = |span: Option<[usize; 2]>, mark| span.filter(|s| s[0] == at).map(|_| mark);
            [close(self.source, "</s>"), close(self.target, "</t>"), open(self.source, "<s>"), open(self.target, "<t>")]
        };
        for (at, c) in self.text.chars().enumerate() {
            text.extend(edges(at).into_iter().flatten());
            text.push(c);
        }
        text.extend(edges(self.text.chars().count()).into_iter().flatten());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_of_code_points() {
        let sentence = "“<s>Côte d'Ivoire</s>” expelled <t>two envoys</t> and <t>a clerk</t>.";
        let marked = Marked::read(sentence);
        assert_eq!(marked.text, "“Côte d'Ivoire” expelled two envoys and a clerk.");
        assert_eq!((marked.source, marked.target), (Some([1, 14]), Some([25, 35])));
        assert_eq!(marked.shown(), "“<s>Côte d'Ivoire</s>” expelled <t>two envoys</t> and a clerk.");
    }

    #[test]
    fn a_missing_mark_is_looked_up_in_the_text() {
        let marked = Marked::read("<s>Rebels</s> shelled Goma.");
        assert_eq!(marked.target, None);
        assert_eq!(marked.find("Goma"), Some([15, 19]));
        assert_eq!(marked.find("Bukavu"), None);
    }

    fn file(rows: &str) -> GoldFile {
        GoldFile { name: "pairs.tsv".into(), bytes: rows.as_bytes().to_vec() }
    }

    const HEADER: &str = "marked_sentence\tsource\ttarget\tgold_penta\tgold_root\n";

    #[test]
    fn figures_by_hand() {
        let rows = ["3\tACCUSE", "3\tACCUSE", "2\tYIELD", "4\tASSAULT"];
        let rows: String = rows.iter().map(|row| format!("<s>A</s> met <t>B</t>.\tA\tB\t{row}\n")).collect();
        let pairs = Plv.read(&[file(&format!("{HEADER}{rows}"))]).expect("rows");
        let answers = [Some("ACCUSE"), Some("REQUEST"), Some("RETREAT"), None];
        let outcomes: Vec<Outcome> = pairs.iter().zip(answers).map(|(p, a)| judge(p, a, None)).collect();
        let figures: BTreeMap<String, Option<f64>> =
            Plv.figures(&outcomes.iter().collect::<Vec<_>>()).into_iter().map(|f| (f.name, f.value)).collect();
        // Roots: ACCUSE P 1 R 1/2 F1 2/3, YIELD 1, REQUEST 0, ASSAULT 0, NONE 0.
        assert_eq!(figures["root macro-F1"], Some((2.0 / 3.0 + 1.0) / 5.0));
        assert_eq!(figures["root accuracy"], Some(0.5));
        // Quad classes: 3 and 2 are right, 4 was not found, and 0 stands for it.
        assert_eq!(figures["quad class macro-F1"], Some(2.0 / 4.0));
        assert_eq!(figures["quad class accuracy"], Some(0.75));
        // Sides: conflict has F1 4/5, cooperation 1, none 0.
        assert_eq!(figures["side macro-F1"], Some((0.8 + 1.0) / 3.0));
        assert_eq!(outcomes[1].errors[0].to_string(), "pairs.tsv:1: root: expected ACCUSE, found REQUEST: <s>A</s> met <t>B</t>.");
    }

    #[test]
    fn wrong_rows_are_named_by_line_and_field() {
        let error = |rows: &str| Plv.read(&[file(rows)]).unwrap_err().to_string();
        let quad = error(&format!("{HEADER}<s>A</s>\tA\tB\t9\tACCUSE\n"));
        assert_eq!(quad, "pairs.tsv:2: gold_penta: found `9`, expected a quad class from 0 to 4");
        let root = error(&format!("{HEADER}<s>A</s>\tA\tB\t1\tHUG\n"));
        assert!(root.starts_with("pairs.tsv:2: gold_root: found `HUG`, expected one of NONE, ACCUSE"), "{root}");
        assert!(error("a\tb\n").starts_with("pairs.tsv:1: found `a, b`, expected a column marked_sentence"));
        assert!(error(HEADER).starts_with("pairs.tsv: found no row"));
    }
}
