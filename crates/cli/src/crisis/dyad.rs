//! `detente dyad`: the course of two countries.

use super::args::{DyadArgs, Form};
use super::ingest;
use crate::DONE;
use crate::tell::tell;
use anyhow::{Result, bail};
use detente::series::{CourseStep, Direction, Series};
use detente::store::Filter;
use detente::{Archive, Course, CourseRequest};
use std::io::Write;

/// So many dyads are listed where none is named.
const LISTED: usize = 20;

/// Runs the command; gives the exit code.
pub fn run(args: &DyadArgs) -> Result<u8> {
    let mut archive = Archive::existing(&args.db.db)?;
    ingest::refresh_to_read(&mut archive)?;
    let dyad = match args.dyad.as_slice() {
        [] if args.which.filter() != Filter::default() => {
            bail!("filters, but no countries; expected two, such as `detente dyad IRN PAK`")
        }
        [] => return list(&mut archive, args.format),
        [a, b] => [a.to_uppercase(), b.to_uppercase()],
        _ => bail!("one country; expected two, such as `detente dyad IRN PAK`"),
    };
    let request = CourseRequest {
        dyad,
        direction: if args.directed { Direction::Directed } else { Direction::Undirected },
        unit: args.by.map(super::args::Step::unit),
        from: args.from,
        to: args.to,
        standing: args.standing.standing(),
        filter: args.which.filter(),
    };
    let Some(course) = archive.course(&request)? else {
        let [a, b] = &request.dyad;
        tell!("detente: nothing between {a} and {b} that counts; see --alleged, --planned, --threatened");
        return Ok(DONE);
    };
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    match args.format {
        Form::Table => {
            table(&mut out, &course)?;
            for (program, series) in archive.beside(&course)? {
                writeln!(out, "\n{program}, as read in")?;
                points(&mut out, &series)?;
            }
        }
        Form::Jsonl => {
            for step in archive.steps(&course)? {
                serde_json::to_writer(&mut out, &step)?;
                out.write_all(b"\n")?;
            }
        }
        Form::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(COLUMNS)?;
            for step in archive.steps(&course)? {
                csv.write_record(cells(&step))?;
            }
            csv.flush()?;
        }
    }
    out.flush()?;
    Ok(DONE)
}

/// Columns of a course; new ones come last.
const COLUMNS: [&str; 14] = [
    "start",
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
    "events",
    "goldstein_sum",
    "goldstein_mean",
    "intensity",
    "phase",
    "program",
    "source",
    "target",
    "direction",
];

fn cells(step: &CourseStep) -> [String; 14] {
    let number = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
    let ([vc, mc, vx, mx], [source, target]) = (step.quads.map(|n| n.to_string()), step.dyad.clone());
    let phase = step.phase.map_or("", |p| p.name()).to_owned();
    let direction = if step.direction == Direction::Directed { "directed" } else { "undirected" };
    let [sum, mean, intensity] = [step.goldstein_sum, step.goldstein_mean, step.intensity].map(number);
    let events = step.events.to_string();
    let program = step.program.clone();
    [step.start.to_string(), vc, mc, vx, mx, events, sum, mean, intensity, phase, program, source, target, direction.to_owned()]
}

fn list(archive: &mut Archive, form: Form) -> Result<u8> {
    let mut out = anstream::stdout().lock();
    if form == Form::Csv {
        writeln!(out, "a,b,events")?;
    }
    for ([a, b], n) in archive.store().busiest_dyads(LISTED)? {
        match form {
            Form::Table => writeln!(out, "{a} {b}  {n} events")?,
            Form::Jsonl => writeln!(out, "{}", serde_json::json!({"dyad": [a, b], "events": n}))?,
            Form::Csv => writeln!(out, "{a},{b},{n}")?,
        }
    }
    Ok(DONE)
}

fn table(out: &mut impl Write, course: &Course) -> Result<()> {
    let [a, b] = &course.series.dyad;
    let arrow = if course.series.direction == Direction::Directed { "→" } else { "–" };
    writeln!(out, "{a} {arrow} {b}")?;
    for (phase, turn) in course.phases.iter().zip(&course.turns) {
        writeln!(
            out,
            "{} to {}  {}  {} acts, level {:.1}  ({})",
            phase.from,
            phase.to,
            phase.kind.name(),
            phase.events,
            phase.level,
            phase.why
        )?;
        for incident in turn {
            writeln!(out, "    turned by {incident}")?;
        }
    }
    writeln!(out)?;
    points(out, &course.series)
}

/// The steps of a series in which something happened.
fn points(out: &mut impl Write, series: &Series) -> Result<()> {
    writeln!(out, "start        v.coop m.coop v.conf m.conf  Goldstein  intensity")?;
    for p in series.points.iter().filter(|p| p.count() > 0) {
        let [vc, mc, vx, mx] = p.quads;
        writeln!(out, "{}  {vc:>7}{mc:>7}{vx:>7}{mx:>7}{:>11.1}{:>11.1}", p.start, p.goldstein_sum, p.intensity)?;
    }
    Ok(())
}
