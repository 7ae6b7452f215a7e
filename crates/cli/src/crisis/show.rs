//! Incidents as a person reads them first.

use detente::{Actor, Incident};
use std::io::{Result, Write};

fn names(actors: &[Actor], joint: &str) -> String {
    actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(joint)
}

/// One line of facts, and what a reader must know.
pub fn incident(out: &mut dyn Write, i: &Incident) -> Result<()> {
    head(out, i)?;
    for flag in &i.flags {
        if flag.kind != detente::FlagKind::SingleOrigin {
            writeln!(out, "      ! {}: {}", flag.document, flag.reason)?;
        }
    }
    for d in &i.disputes {
        let values: Vec<&str> = d.positions.iter().map(|p| p.value.as_str()).collect();
        writeln!(out, "      disputed, {}: {}", d.about.name(), values.join(" / "))?;
    }
    Ok(())
}

/// The facts of an incident in one line.
fn head(out: &mut dyn Write, i: &Incident) -> Result<()> {
    let day = i.date.as_ref().map_or("no day", |d| d.start.as_str());
    let or = |names: String| if names.is_empty() { "unnamed".to_owned() } else { names };
    let place = i.place.as_ref().map(|p| format!(", {}", p.name)).unwrap_or_default();
    let toll = i.killed.as_ref().map(|k| match k.high {
        Some(high) if high == k.low => format!(", {} killed", k.best),
        Some(high) => format!(", {} killed ({} to {high})", k.best, k.low),
        None => format!(", {} killed ({} or more)", k.best, k.low),
    });
    let arrow = if i.reciprocal { "–" } else { "→" };
    writeln!(
        out,
        "{day}  {} {}  {} {arrow} {}{place}{}  [{}]  {} reports, {} origins  {}",
        i.event_type,
        i.cameo,
        or(names(&i.source, ", ")),
        or(names(&i.target, ", ")),
        toll.unwrap_or_default(),
        i.factuality.name(),
        i.reports,
        i.origins,
        i.id
    )
}

/// An incident's disputes: each position with who holds it and the sentences behind it.
pub fn disputes(out: &mut dyn Write, i: &Incident) -> Result<()> {
    head(out, i)?;
    for d in &i.disputes {
        writeln!(out, "  {}", d.about.name())?;
        for p in &d.positions {
            let mut by: Vec<String> = p.speakers.iter().map(|s| s.name.clone()).collect();
            if p.own_voice {
                by.push("in a report's own voice".to_owned());
            }
            let origins = if p.origins == 1 { "1 origin".to_owned() } else { format!("{} origins", p.origins) };
            writeln!(out, "    {}: {} ({origins})", p.value, by.join(", "))?;
            for a in i.accounts.iter().filter(|a| p.events.contains(&a.event.id)) {
                writeln!(out, "      {}: {}", a.event.document.id, one_line(&a.event.text))?;
            }
        }
    }
    writeln!(out)
}

/// All accounts of an incident.
pub fn accounts(out: &mut dyn Write, i: &Incident) -> Result<()> {
    incident(out, i)?;
    for a in &i.accounts {
        let e = &a.event;
        let voice: Vec<String> = e.attribution.iter().map(|a| format!("{} {}", a.speaker.name, a.stance.name())).collect();
        let voice = if voice.is_empty() { "own voice".to_owned() } else { voice.join(", ") };
        writeln!(out, "  {}  {} [{}, {voice}] origin {}", e.id, e.document.id, e.factuality.name(), a.origin)?;
        writeln!(out, "      {}", one_line(&e.text))?;
    }
    Ok(())
}

/// Words without line ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
