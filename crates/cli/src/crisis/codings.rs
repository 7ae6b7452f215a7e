//! `detente changes` and `detente problems`: what a newer coding changed, and what could not be read.

use super::args::{Form, ProblemsArgs, QueryArgs};
use super::ingest;
use super::query::{failed, line};
use super::show::one_line;
use crate::DONE;
use anyhow::Result;
use detente::store::StoreError;
use detente::{Archive, Event};
use detente_record::PlacedProblem;
use detente_record::change::{ChangedEvent, Changes, changes as differences, kind, summary};
use std::io::{BufWriter, Write};

/// So many letters of a problem's words are shown.
const WORDS: usize = 100;

/// Runs `detente changes`.
pub fn changes(args: &QueryArgs) -> Result<u8> {
    let mut archive = Archive::existing(&args.db.db)?;
    let filter = args.filter.filter();
    if filter.asks_incidents() {
        ingest::refresh_to_read(&mut archive)?;
    }
    let mut out = BufWriter::new(anstream::stdout().lock());
    let mut n = 0;
    match args.format {
        Form::Table => {
            archive.changes(&filter, &mut |c| {
                n += 1;
                changes_table(&mut out, &c).map_err(failed)
            })?;
            if n == 0 {
                writeln!(out, "no report of these was coded more than once")?;
            }
        }
        Form::Jsonl => archive.changes(&filter, &mut |c| line(&mut out, &c))?,
        Form::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(CHANGES_COLUMNS)?;
            archive.changes(&filter, &mut |c| {
                changes_rows(&c).into_iter().try_for_each(|row| csv.write_record(row)).map_err(|e| StoreError::Output(e.into()))
            })?;
            csv.flush()?;
        }
    }
    out.flush()?;
    Ok(DONE)
}

fn changes_table(out: &mut impl Write, c: &Changes) -> std::io::Result<()> {
    let alike = c.changed.iter().filter(|c| c.says_the_same()).count();
    writeln!(out, "{}", c.document.id)?;
    writeln!(out, "  {} → {}{}", c.before, c.after, if c.text_changed { ", of another text" } else { "" })?;
    writeln!(
        out,
        "  {} gone, {} new, {} changed, {alike} found otherwise but saying the same",
        c.gone.len(),
        c.new.len(),
        c.changed.len() - alike
    )?;
    for (word, events) in [("gone", &c.gone), ("new ", &c.new)] {
        for e in events {
            writeln!(out, "  {word}     {}\n             {}", summary(e), one_line(&e.text))?;
        }
    }
    for change in c.changed.iter().filter(|c| !c.says_the_same()) {
        writeln!(out, "  changed  {}\n             {}", summary(&change.after), one_line(&change.after.text))?;
        for f in differences(&change.before, &change.after) {
            writeln!(out, "    {}: {} → {}", f.field, f.old, f.new)?;
        }
    }
    Ok(())
}

/// Columns of changes: one row an event that is gone or new, one a field of a changed one.
const CHANGES_COLUMNS: [&str; 14] = [
    "document",
    "publisher",
    "before",
    "after",
    "text_changed",
    "change",
    "id",
    "event_type",
    "cameo",
    "sentence",
    "field",
    "old",
    "new",
    "text",
];

fn changes_rows(c: &Changes) -> Vec<Vec<String>> {
    let row = |change: &str, e: &Event, [field, old, new]: [String; 3]| {
        let d = &c.document;
        let publisher = d.publisher.clone().unwrap_or_default();
        let (changed, sentence) = (c.text_changed.to_string(), e.sentence.to_string());
        let of_coding = [d.id.clone(), publisher, c.before.clone(), c.after.clone(), changed, change.to_owned()];
        of_coding.into_iter().chain([e.id.clone(), kind(e), e.cameo.clone(), sentence, field, old, new, e.text.clone()]).collect()
    };
    let none = || [String::new(), String::new(), String::new()];
    let mut rows: Vec<Vec<String>> = c.gone.iter().map(|e| row("gone", e, none())).collect();
    rows.extend(c.new.iter().map(|e| row("new", e, none())));
    for change in &c.changed {
        rows.extend(cells_of(change).into_iter().map(|cells| row("changed", &change.after, cells)));
    }
    rows
}

/// Field, old and new value of each field that says something else; else the names of the fields that differ.
fn cells_of(change: &ChangedEvent) -> Vec<[String; 3]> {
    if change.says_the_same() {
        return vec![[change.fields.join("+"), String::new(), String::new()]];
    }
    differences(&change.before, &change.after).into_iter().map(|f| [f.field.to_owned(), f.old, f.new]).collect()
}

/// Runs `detente problems`.
pub fn problems(args: &ProblemsArgs) -> Result<u8> {
    let mut archive = Archive::existing(&args.db.db)?;
    let filter = args.filter();
    let mut out = BufWriter::new(anstream::stdout().lock());
    match args.format {
        Form::Table => {
            let mut n = 0;
            archive.problems(&filter, &mut |p| {
                n += 1;
                problem(&mut out, &p).map_err(failed)
            })?;
            if n == 0 {
                writeln!(out, "no problems")?;
            }
        }
        Form::Jsonl => archive.problems(&filter, &mut |p| line(&mut out, &p))?,
        Form::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(["document", "publisher", "published", "line", "column", "start", "end", "words", "message", "version"])?;
            archive.problems(&filter, &mut |p| csv.write_record(problem_row(p)).map_err(|e| StoreError::Output(e.into())))?;
            csv.flush()?;
        }
    }
    out.flush()?;
    Ok(DONE)
}

fn problem(out: &mut impl Write, p: &PlacedProblem) -> std::io::Result<()> {
    let place = match (p.line, p.column, p.span) {
        (Some(line), Some(column), _) => format!(":{line}:{column}"),
        (_, _, Some([from, to])) => format!(":{from}-{to}"),
        _ => String::new(),
    };
    writeln!(out, "{}{place}: {}", p.document.id, p.message)?;
    match p.words.as_deref().map(one_line).filter(|w| !w.is_empty()) {
        Some(words) if words.chars().count() > WORDS => {
            writeln!(out, "    “{}…”", words.chars().take(WORDS).collect::<String>())
        }
        Some(words) => writeln!(out, "    “{words}”"),
        None => Ok(()),
    }
}

fn problem_row(p: PlacedProblem) -> [String; 10] {
    let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
    let (start, end) = (number(p.span.map(|s| s[0])), number(p.span.map(|s| s[1])));
    let (publisher, published) = (p.document.publisher.unwrap_or_default(), p.document.published.unwrap_or_default());
    let words = p.words.unwrap_or_default();
    [p.document.id, publisher, published, number(p.line), number(p.column), start, end, words, p.message, p.version]
}
