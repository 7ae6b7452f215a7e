//! Events as a person reads them first: a line of facts, then the quote with its words marked.

use anstyle::{AnsiColor, Style};
use detente::Event;
use std::io::{IsTerminal, Write};

const SOURCE: Style = AnsiColor::Cyan.on_default().bold();
const TARGET: Style = AnsiColor::Magenta.on_default().bold();
const TRIGGER: Style = AnsiColor::Yellow.on_default().bold();
const SPEAKER: Style = AnsiColor::Green.on_default();
const DIM: Style = Style::new().dimmed();

/// Writes events; colour on a terminal only.
#[derive(Default)]
pub struct Writer {
    last: Option<String>,
    count: usize,
}

impl Writer {
    /// Writes the events of one report under its headline.
    pub fn write(&mut self, events: &[Event]) -> std::io::Result<()> {
        let mut out = anstream::stdout().lock();
        let width = width();
        for e in events {
            if self.last.as_deref() != Some(&e.document.id) {
                let d = &e.document;
                let published = match (&d.published, &d.published_basis) {
                    (Some(day), Some(basis)) => format!("published {day} ({basis})"),
                    _ => "no date of publication".to_owned(),
                };
                let title = d.title.as_deref().map(|title| format!(": {title}")).unwrap_or_default();
                let publisher = d.publisher.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
                writeln!(out, "{}{}{title}{publisher}, {published}", if self.count > 0 { "\n" } else { "" }, d.id)?;
                self.last = Some(d.id.clone());
            }
            self.count += 1;
            event(&mut out, e, width)?;
        }
        Ok(())
    }

    /// Ends the table.
    pub fn finish(self) -> std::io::Result<()> {
        let mut out = anstream::stdout().lock();
        if self.count == 0 {
            writeln!(out, "no events")?;
        }
        out.flush()
    }
}

fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    if std::io::stdout().is_terminal() { columns.unwrap_or(100).clamp(60, 160) } else { columns.unwrap_or(120).clamp(60, 400) }
}

fn event(out: &mut impl Write, e: &Event, width: usize) -> std::io::Result<()> {
    let names = |actors: &[detente::Actor]| {
        if actors.is_empty() {
            return "–".to_owned();
        }
        actors
            .iter()
            .map(|a| a.code.as_ref().filter(|c| **c != a.name).map_or_else(|| a.name.clone(), |c| format!("{} [{c}]", a.name)))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let date = match &e.date {
        Some(d) if d.start == d.end => d.start.clone(),
        Some(d) => format!("{}…{}", d.start, d.end),
        None => "no date".to_owned(),
    };
    let arrow = if e.reciprocal { "↔" } else { "→" };
    let target =
        if e.reciprocal && e.target.is_empty() { String::new() } else { format!(" {arrow} {TARGET}{}{TARGET:#}", names(&e.target)) };
    let mode = e.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
    writeln!(out, "\n  {date}  {SOURCE}{}{SOURCE:#}{target}", names(&e.source))?;
    let mut facts = vec![format!("{TRIGGER}{}{mode} {}{TRIGGER:#}", e.event_type, e.cameo), e.factuality.name().replace('_', " ")];
    if !e.attribution.is_empty() {
        let voices: Vec<String> =
            e.attribution.iter().map(|a| format!("{} {}", a.speaker.name, a.stance.name().replace('_', " "))).collect();
        facts.push(format!("{SPEAKER}{}{SPEAKER:#}", voices.join(", ")));
    }
    if let Some(p) = &e.place {
        facts.push(format!("at {}{}", p.name, p.country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default()));
    }
    for (name, count) in [("killed", &e.casualties.killed), ("injured", &e.casualties.injured), ("arrested", &e.casualties.arrested)] {
        if let Some(c) = count {
            let number = match c.high {
                Some(high) if high == c.low => format!("{high}"),
                Some(high) => format!("{}–{high}", c.low),
                None => format!("{}+", c.low),
            };
            facts.push(format!("{number} {name}"));
        }
    }
    writeln!(out, "    {}", facts.join(" · "))?;
    for line in wrap(&e.text, width.saturating_sub(8)) {
        writeln!(out, "      {DIM}{}{DIM:#}", mark(&line, &e.trigger.text))?;
    }
    Ok(())
}

/// The trigger's words in colour.
fn mark(line: &str, trigger: &str) -> String {
    line.replacen(trigger, &format!("{DIM:#}{TRIGGER}{trigger}{TRIGGER:#}{DIM}"), 1)
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        if let Some(line) = lines.last_mut() {
            if line.is_empty() {
                line.push_str(word);
            } else if line.chars().count() + 1 + word.chars().count() <= width {
                line.push(' ');
                line.push_str(word);
            } else {
                lines.push(word.to_owned());
            }
        }
    }
    lines
}
