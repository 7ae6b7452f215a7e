//! `syntax`: a treebank's trees, words and tags against ours, counted as the CoNLL 2018 shared task counts.

use crate::count::{share, sum_by};
use crate::gold::{GoldError, GoldFile};
use crate::report::{Cell, Figure, Finding, Measure, Row, Table};
use crate::task::Task;
use detente::Detente;
use detente_nlp::conllu::{ConlluError, ConlluSentence, read_conllu};
use detente_nlp::score::{Count, Paragraph, Scores, paragraphs};
use std::collections::BTreeMap;

/// The evaluation on a treebank.
#[derive(Debug, Clone, Copy, Default)]
pub struct Syntax {
    /// Read the treebank's text; otherwise its own words and sentences are read.
    pub raw: bool,
}

/// A paragraph of a treebank.
#[derive(Debug, Clone)]
pub struct Unit {
    file: String,
    sentences: Vec<ConlluSentence>,
}

/// How one paragraph went.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    scores: Scores,
    /// By the gold's relation: words, words with the right head, and with the right head and relation.
    relations: BTreeMap<String, [usize; 3]>,
    errors: Vec<Finding>,
}

/// A count of [`Scores`].
type Column = fn(&Scores) -> Count;

/// What is scored, by its place in [`Scores`].
const COLUMNS: [(&str, Column); 8] = [
    ("tokens F1", |s| s.tokens),
    ("sentences F1", |s| s.sentences),
    ("words F1", |s| s.words),
    ("UPOS F1", |s| s.upos),
    ("XPOS F1", |s| s.xpos),
    ("lemmas F1", |s| s.lemmas),
    ("UAS F1", |s| s.uas),
    ("LAS F1", |s| s.las),
];

impl Task for Syntax {
    type Unit = Unit;
    type Outcome = Outcome;
    const KIND: &'static str = "syntax";
    const UNIT: &'static str = "paragraphs";
    const EXTENSIONS: &'static [&'static str] = &["conllu"];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Unit>, GoldError> {
        let mut units = Vec::new();
        for file in files {
            let sentences = read_conllu(file.text()?).map_err(|e| error(&file.name, e))?;
            if sentences.is_empty() {
                return Err(GoldError::file(&file.name, "no sentence", "a treebank in CoNLL-U"));
            }
            let own = paragraphs(&sentences).into_iter().map(|p| Unit { file: file.name.clone(), sentences: p.gold.to_vec() });
            units.extend(own);
        }
        Ok(units)
    }

    fn judge(&self, detente: &Detente, unit: &Unit) -> Outcome {
        let mut outcome = Outcome::default();
        for paragraph in paragraphs(&unit.sentences) {
            self.paragraph(detente, unit, &paragraph, &mut outcome);
        }
        outcome
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let sum = |of: Column| {
            outcomes.iter().map(|o| of(&o.scores)).fold(Count::default(), |a, b| Count {
                gold: a.gold + b.gold,
                system: a.system + b.system,
                right: a.right + b.right,
            })
        };
        COLUMNS.iter().map(|(name, of)| Figure::new(*name, Measure::Percent, Some(sum(*of).f1()))).collect()
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let relations = sum_by(outcomes.iter().flat_map(|o| &o.relations));
        let rows = relations.into_iter().map(|(relation, [words, heads, both])| Row {
            label: relation.clone(),
            cells: vec![Cell::Count(words), Cell::Score(share(heads, words)), Cell::Score(share(both, words))],
        });
        vec![Table { title: "relation (words read alike)".to_owned(), columns: vec!["words", "head", "both"], rows: rows.collect() }]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

impl Syntax {
    fn paragraph(&self, detente: &Detente, unit: &Unit, paragraph: &Paragraph<'_>, outcome: &mut Outcome) {
        let segments = if self.raw { paragraph.segments() } else { paragraph.gold_segments() };
        let read = detente.read_segments(&segments);
        paragraph.score(&read, &mut outcome.scores);
        for gold in paragraph.gold {
            // Word by word where the sentence was cut as the gold cuts it, which is always so without `raw`.
            let same = |s: &&detente::Sentence| s.tokens.iter().map(|t| &t.form).eq(gold.words.iter().map(|w| &w.form));
            let Some(own) = read.iter().find(same) else { continue };
            for (i, (g, t)) in gold.words.iter().zip(&own.tokens).enumerate() {
                let universal = |relation: &str| relation.split(':').next().unwrap_or(relation).to_owned();
                let head = g.head.checked_sub(1) == t.head;
                let both = head && universal(&g.deprel) == universal(t.deprel);
                let row = outcome.relations.entry(universal(&g.deprel)).or_default();
                row[0] += 1;
                row[1] += usize::from(head);
                row[2] += usize::from(both);
                if !both {
                    let name = |head: Option<usize>| head.map_or("root", |h| gold.words[h].form.as_str());
                    let (wanted, found) = (g.head.checked_sub(1), t.head);
                    let text =
                        format!("{} {}: expected {} of {}, found {} of {}", i + 1, g.form, g.deprel, name(wanted), t.deprel, name(found));
                    outcome.errors.push(Finding { unit: format!("{}: {}", unit.file, gold.id), span: None, kind: "arc", text });
                }
            }
        }
    }
}

fn error(file: &str, error: ConlluError) -> GoldError {
    match error {
        ConlluError::Columns { line, found } => GoldError::line(file, line, format!("{found} columns"), "10 columns of CoNLL-U"),
        ConlluError::Value { line, column, found, expected } => {
            GoldError::line(file, line, crate::gold::shown(&found), expected).at_field(column)
        }
    }
}
