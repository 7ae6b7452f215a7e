//! What an evaluation gives: figures with their intervals, tables, and the errors one by one.

use serde::{Serialize, Serializer};
use std::fmt;

/// Version of a report in JSON; a field that is renamed or dropped, or means something else, makes it another one.
pub const REPORT_SCHEMA: &str = "detente.eval/1";

/// The result of an evaluation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Always [`REPORT_SCHEMA`].
    pub schema: &'static str,
    /// The kind of evaluation.
    pub kind: &'static str,
    /// How many units were judged; the intervals come from drawing these anew.
    pub units: usize,
    /// What a unit is, in the plural ("reports").
    pub unit: &'static str,
    /// How many times they were drawn.
    pub resamples: usize,
    /// The scores.
    pub figures: Vec<Figure>,
    /// Scores by type.
    pub tables: Vec<Table>,
    /// What is wrong, one by one, in order of the units.
    pub errors: Vec<Finding>,
}

/// What a figure counts, which settles how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// 0 to 1.
    Share,
    /// 0 to 100.
    Percent,
    /// Kilometres.
    Kilometres,
    /// Steps of the gold's own scale, or a correlation.
    Points,
}

/// One score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What is scored.
    pub name: String,
    /// What it counts.
    pub measure: Measure,
    /// The score; none when the gold has nothing to score.
    pub value: Option<f64>,
    /// Lower bound of the 95 % interval.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
}

impl Figure {
    /// A figure without an interval.
    pub fn new(name: impl Into<String>, measure: Measure, value: Option<f64>) -> Self {
        Figure { name: name.into(), measure, value, low: None, high: None }
    }

    /// A share, 0 to 1.
    pub fn share(name: impl Into<String>, value: Option<f64>) -> Self {
        Figure::new(name, Measure::Share, value)
    }

    /// Precision, recall and F1 of a count.
    pub fn of(name: &str, count: &crate::Count) -> [Self; 3] {
        [
            Figure::share(format!("{name} precision"), count.precision()),
            Figure::share(format!("{name} recall"), count.recall()),
            Figure::share(format!("{name} F1"), count.f1()),
        ]
    }
}

impl Measure {
    fn write(self, value: f64) -> String {
        match self {
            Measure::Share | Measure::Points => format!("{value:.3}"),
            Measure::Percent => format!("{value:.2}"),
            Measure::Kilometres => format!("{value:.1}"),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(value) = self.value else { return f.write_str("–") };
        write!(f, "{:>7}", self.measure.write(value))?;
        if let (Some(low), Some(high)) = (self.low, self.high) {
            write!(f, "  [{}, {}]", self.measure.write(low), self.measure.write(high))?;
        }
        Ok(())
    }
}

/// Scores by type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What a row stands for.
    pub title: String,
    /// What the columns hold.
    pub columns: Vec<&'static str>,
    /// The rows, in order.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The type.
    pub label: String,
    /// Its scores, one a column.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A number of units.
    Count(usize),
    /// A score; none where there is nothing to score.
    Score(Option<f64>),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Count(count) => count.serialize(serializer),
            Cell::Score(score) => score.serialize(serializer),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Count(count) => f.pad(&count.to_string()),
            Cell::Score(Some(score)) => f.pad(&format!("{score:.3}")),
            Cell::Score(None) => f.pad("–"),
        }
    }
}

impl Table {
    /// The columns of [`Table::counts`].
    const COUNTS: [&'static str; 6] = ["gold", "found", "right", "precision", "recall", "F1"];

    /// A table of counts by type.
    pub fn counts<'a>(title: &str, counts: impl IntoIterator<Item = (&'a String, &'a crate::Count)>) -> Self {
        let row = |(label, c): (&String, &crate::Count)| Row {
            label: label.clone(),
            cells: vec![
                Cell::Count(c.gold),
                Cell::Count(c.found),
                Cell::Count(c.right),
                Cell::Score(c.precision()),
                Cell::Score(c.recall()),
                Cell::Score(c.f1()),
            ],
        };
        Table { title: title.to_owned(), columns: Self::COUNTS.to_vec(), rows: counts.into_iter().map(row).collect() }
    }
}

/// One error: what the gold has and was not found, what was found and the gold has not, or what differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The unit.
    pub unit: String,
    /// Where in it, `[start, end)` in code points.
    pub span: Option<[usize; 2]>,
    /// What kind of error ("missed", "spurious", or the attribute that differs).
    pub kind: &'static str,
    /// What was expected and what was found.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.unit)?;
        if let Some([from, to]) = self.span {
            write!(f, ":{from}-{to}")?;
        }
        write!(f, ": {}: {}", self.kind, self.text)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.kind, self.units, self.unit)?;
        if self.units > 1 && self.resamples > 0 {
            write!(f, "; in brackets 95 % of {} resamples of the {}", self.resamples, self.unit)?;
        }
        f.write_str("\n\n")?;
        let width = self.figures.iter().map(|x| x.name.chars().count()).max().unwrap_or(0);
        for figure in &self.figures {
            writeln!(f, "  {:width$}  {figure}", figure.name)?;
        }
        for table in self.tables.iter().filter(|t| !t.rows.is_empty()) {
            let width = table.rows.iter().map(|r| r.label.chars().count()).chain([table.title.chars().count()]).max().unwrap_or(0);
            write!(f, "\n  {:width$}", table.title)?;
            for column in &table.columns {
                write!(f, "  {column:>9}")?;
            }
            f.write_str("\n")?;
            for row in &table.rows {
                write!(f, "  {:width$}", row.label)?;
                for cell in &row.cells {
                    write!(f, "  {cell:>9}")?;
                }
                f.write_str("\n")?;
            }
        }
        Ok(())
    }
}
