//! The page in Markdown.

use super::Scored;
use super::sets::{Goal, Set, Told};
use anyhow::{Context, Result};
use detente_eval::{Figure, Report, Table};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A table with more rows than this is folded away.
const LONG: usize = 12;

/// Writes the page on scores in the order of the sets.
///
/// # Errors
/// When a goal names a figure that the report has not.
pub fn write(scored: &[Scored]) -> Result<String> {
    let mut out = String::from(INTRODUCTION);
    goals(&mut out, scored)?;
    let mut kind = None;
    for (set, report) in scored {
        if kind != Some(set.kind) {
            kind = Some(set.kind);
            write!(out, "\n## {}\n\n{}\n", set.kind.title(), wrapped(set.kind.meaning()))?;
        }
        section(&mut out, set, report.as_ref())?;
    }
    Ok(out)
}

const INTRODUCTION: &str = "\
<!-- Written by `cargo xtask accuracy`; a change by hand is lost with the next run. -->

# How accurate detente is

Every figure on this page comes from one run of `cargo xtask accuracy`, which scores each set as `detente eval KIND PATH`
does. The command beside a set gives the same figures, and with `--errors` every error behind them.

In brackets stand 95 % intervals: how far a figure would move on other reports of the same kind, had others been chosen
(the units of the set, drawn anew again and again). A difference between two versions that is much
smaller than the interval is none.

A *goal* is what the project asks of a figure, at least; where none stands, none was set.
";

/// The goals of all sets in one table.
fn goals(out: &mut String, scored: &[Scored]) -> Result<()> {
    out.push_str("\n## Goals\n\n| set | figure | result | goal | |\n|---|---|---:|---:|---|\n");
    for (set, report) in scored {
        for goal in set.goals {
            let (result, met) = match report {
                Some(report) => {
                    let figure = figure(report, goal)?;
                    let met = figure.value.is_some_and(|value| value >= goal.least);
                    (shown(figure), if met { "met" } else { "not met" })
                }
                None => ("–".to_owned(), "missing"),
            };
            writeln!(out, "| {} | {} | {result} | {} | {met} |", set.name, goal.figure, goal.least)?;
        }
    }
    Ok(())
}

fn figure<'a>(report: &'a Report, goal: &Goal) -> Result<&'a Figure> {
    let found = report.figures.iter().find(|f| f.name == goal.figure);
    let names = || report.figures.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
    found.with_context(|| format!("{}: no figure `{}`; there are {}", report.kind, goal.figure, names()))
}

fn section(out: &mut String, set: &Set, report: Option<&Report>) -> Result<()> {
    writeln!(out, "\n### {}\n\n{}\n\n{}", set.name, wrapped(set.about), wrapped(set.licence))?;
    let Some(report) = report else {
        let path = set.place.paths();
        writeln!(out, "\n**Missing:** `{path}` was not there when this page was written, so that there are no figures.")?;
        return Ok(());
    };
    let intervals = if report.units > 1 && report.resamples > 0 {
        format!(", drawn {} times for the intervals", report.resamples)
    } else {
        String::new()
    };
    writeln!(out, "\n`detente eval {} {}`: {} {}{intervals}.", set.kind.name(), set.paths, report.units, report.unit)?;
    out.push_str("\n| figure | result | 95 % interval | goal |\n|---|---:|---|---:|\n");
    for figure in &report.figures {
        let goal = set.goals.iter().find(|g| g.figure == figure.name).map(|g| g.least.to_string()).unwrap_or_default();
        let text = shown(figure);
        let (value, interval) = text.split_once(" [").map_or((text.as_str(), String::new()), |(v, i)| (v, format!("[{i}")));
        writeln!(out, "| {} | {value} | {interval} | {goal} |", figure.name)?;
    }
    if set.told == Told::Figures {
        return Ok(());
    }
    for table in report.tables.iter().filter(|t| !t.rows.is_empty()) {
        by_type(out, table)?;
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for error in &report.errors {
        *kinds.entry(error.kind).or_default() += 1;
    }
    let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    if !kinds.is_empty() {
        out.push_str("\n| errors by kind | |\n|---|---:|\n");
        for (kind, count) in kinds {
            writeln!(out, "| {kind} | {count} |")?;
        }
    }
    Ok(())
}

fn by_type(out: &mut String, table: &Table) -> Result<()> {
    let long = table.rows.len() > LONG;
    if long {
        writeln!(out, "\n<details>\n<summary>By {}: {} rows</summary>", table.title, table.rows.len())?;
    }
    writeln!(out, "\n| {} | {} |\n|---|{}", table.title, table.columns.join(" | "), "---:|".repeat(table.columns.len()))?;
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(ToString::to_string).collect();
        writeln!(out, "| {} | {} |", row.label.replace('|', "\\|"), cells.join(" | "))?;
    }
    if long {
        out.push_str("\n</details>\n");
    }
    Ok(())
}

/// A figure with its interval, in one space each.
fn shown(figure: &Figure) -> String {
    figure.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Running text in lines of at most 120 characters, as the other documents have it.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 {
            let fits = width + 1 + length <= 120;
            out.push(if fits { ' ' } else { '\n' });
            width = if fits { width + 1 } else { 0 };
        }
        out.push_str(word);
        width += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accuracy::kind::Kind;
    use crate::accuracy::sets::{Place, SETS};
    use detente_eval::{Cell, Finding, Measure, REPORT_SCHEMA, Row};

    fn set(kind: Kind) -> &'static Set {
        SETS.iter().find(|s| s.kind == kind && s.told == Told::All && !s.goals.is_empty()).expect("a set with goals")
    }

    fn report(figures: &[(&str, f64)]) -> Report {
        let figures = figures.iter().map(|(name, value)| {
            let mut figure = Figure::new(*name, Measure::Points, Some(*value));
            (figure.low, figure.high) = (Some(value - 0.1), Some(value + 0.1));
            figure
        });
        let rows = (0..3).map(|i| Row { label: format!("a|{i}"), cells: vec![Cell::Count(i), Cell::Score(None)] });
        let error = |kind| Finding { unit: "u".into(), span: None, kind, text: "secret words".into() };
        Report {
            schema: REPORT_SCHEMA,
            kind: "factuality",
            units: 2,
            unit: "sentences",
            resamples: 10,
            figures: figures.collect(),
            tables: vec![Table { title: "found".into(), columns: vec!["targets", "mean"], rows: rows.collect() }],
            errors: vec![error("missed"), error("degree"), error("degree")],
        }
    }

    #[test]
    fn figures_stand_beside_their_goals_and_errors_are_counted() {
        let page = write(&[(set(Kind::Factuality), Some(report(&[("Pearson's r", 0.7), ("other", 1.0)])))]).expect("a page");
        assert!(page.contains("| UW factuality, development half | Pearson's r | 0.700 [0.600, 0.800] | 0.65 | met |\n"), "{page}");
        assert!(page.contains("| Pearson's r | 0.700 | [0.600, 0.800] | 0.65 |\n| other | 1.000 | [0.900, 1.100] |  |\n"), "{page}");
        assert!(page.contains("| found | targets | mean |\n|---|---:|---:|\n| a\\|0 | 0 | – |\n"), "{page}");
        assert!(page.contains("| errors by kind | |\n|---|---:|\n| degree | 2 |\n| missed | 1 |\n"), "{page}");
        assert!(!page.contains("secret words"), "{page}");
    }

    #[test]
    fn a_missing_set_is_said_to_be_missing() {
        let page = write(&[(set(Kind::Factuality), None)]).expect("a page");
        assert!(page.contains("| Pearson's r | – | 0.65 | missing |\n"), "{page}");
        assert!(page.contains("**Missing:** `data/eval/factuality-uw-train-dev.tar.xz` was not there"), "{page}");
    }

    #[test]
    fn of_reports_held_back_only_figures_are_told() {
        let held = SETS.iter().find(|s| s.told == Told::Figures).expect("a set held back");
        let page = write(&[(held, Some(report(&[("dyad F1", 0.5)])))]).expect("a page");
        assert!(page.contains("| dyad F1 | 0.500 | [0.400, 0.600] | 0.75 |\n"), "{page}");
        assert!(!page.contains("errors by kind") && !page.contains("| found |"), "{page}");
        let back = |set: &Set| matches!(set.place, Place::Own(path) if path.contains("/held"));
        assert!(SETS.iter().all(|s| !back(s) || s.told == Told::Figures));
    }

    #[test]
    fn a_goal_without_its_figure_is_an_error() {
        let error = write(&[(set(Kind::Factuality), Some(report(&[("other", 1.0)])))]).expect_err("no page");
        assert_eq!(error.to_string(), "factuality: no figure `Pearson's r`; there are other");
    }
}
