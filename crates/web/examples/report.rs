//! The page of coded events, grouped here: `cargo run --release -p detente-web --example report -- EVENTS.jsonl OUT DYAD…`
//!
//! To look at the page with real events before the command makes one. DYAD is two country codes; without it the record is
//! about no dyad. Writes OUT.html, OUT-course.svg, OUT-map.svg and their PNG files, light and dark.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros, reason = "an example is an entry point")]

use detente_record::{DocumentRef, Event};
use detente_series::{Direction, Observation, Series, Standing, Unit, change_points, phases, turns};
use detente_story::{Families, ReportKey, Signature, Telling, group, incident, origins};
use detente_web::{Crisis, Theme, course_svg, map_svg, page, png};
use std::collections::BTreeMap;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, out, dyad @ ..] = arguments.as_slice() else { return Err("expected EVENTS.jsonl OUT [A B]".into()) };
    let lines = std::fs::read_to_string(file)?;
    let events: Vec<Event> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut crisis = crisis(&events);
    if let [a, b] = dyad {
        course(&mut crisis, [a.clone(), b.clone()])?;
    }
    let before = std::time::Instant::now();
    let html = page(&crisis);
    println!("{} incidents, {} bytes, {:?}", crisis.incidents.len(), html.len(), before.elapsed());
    std::fs::write(format!("{out}.html"), html)?;
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (chart, svg) in [("course", course_svg(&crisis, theme)), ("map", map_svg(&crisis, theme))] {
            let Some(svg) = svg else { continue };
            std::fs::write(format!("{out}-{chart}-{name}.png"), png(&svg, 1440)?)?;
            std::fs::write(format!("{out}-{chart}-{name}.svg"), svg)?;
        }
    }
    Ok(())
}

/// Groups the events; a report's text is taken for the sentences that events stand in.
fn crisis(events: &[Event]) -> Crisis {
    let mut texts: BTreeMap<&str, (DocumentRef, String)> = BTreeMap::new();
    for event in events {
        let (_, text) = texts.entry(&event.document.id).or_insert_with(|| (event.document.clone(), String::new()));
        text.push_str(&event.text);
        text.push('\n');
    }
    let keys: Vec<ReportKey> =
        texts.values().map(|(document, text)| ReportKey { document: document.clone(), signature: Signature::of(text) }).collect();
    let origins = origins(&keys, &Families::default());
    let of: BTreeMap<&str, &str> = origins.iter().flat_map(|o| o.documents.iter().map(|d| (d.as_str(), o.id.as_str()))).collect();
    let telling = |e: &Event| Telling::new(e.clone(), of.get(e.document.id.as_str()).copied().unwrap_or(&e.document.id).to_owned());
    let tellings: Vec<Telling> = events.iter().map(telling).collect();
    let groups = group(&tellings, &[]).groups;
    let incidents = groups.iter().filter_map(|g| incident(&g.iter().map(|&i| &tellings[i]).collect::<Vec<_>>())).collect();
    Crisis {
        title: "Iran and Pakistan, January and February 2024".to_owned(),
        dyad: None,
        names: [("IRN", "Iran"), ("PAK", "Pakistan")].map(|(c, n)| (c.to_owned(), n.to_owned())).into(),
        labels: BTreeMap::new(),
        series: None,
        standing: Standing::HAPPENED,
        phases: Vec::new(),
        turns: Vec::new(),
        beside: Vec::new(),
        incidents,
        origins,
        documents: texts.into_values().map(|(document, _)| document).collect(),
        generated_by: concat!("detente ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

/// Adds the course of a dyad, of the incidents that fall into the weeks with most of them.
fn course(crisis: &mut Crisis, dyad: [String; 2]) -> Result<(), Box<dyn Error>> {
    let observations: Vec<Observation> =
        crisis.incidents.iter().flat_map(|i| i.as_event().map(|e| Observation::of(&e)).unwrap_or_default()).collect();
    let mut days: Vec<jiff::civil::Date> = observations.iter().map(|o| o.day).collect();
    days.sort_unstable();
    let (Some(&middle), Some(&last)) = (days.get(days.len() / 2), days.last()) else { return Ok(()) };
    let from = days.iter().copied().find(|d| (middle - *d).get_days() < 60).unwrap_or(middle);
    let unit = Unit::for_period((last - from).get_days().unsigned_abs());
    let series = Series::of(dyad.clone(), Direction::Undirected, unit, [from, last], &observations, Standing::HAPPENED)?;
    crisis.phases = phases(&series, &change_points(&series));
    let ours: Vec<Observation> = observations.into_iter().filter(|o| dyad.contains(&o.source) && dyad.contains(&o.target)).collect();
    crisis.turns = turns(&series, &crisis.phases, &ours).into_iter().map(|t| t.into_iter().map(|o| o.id.clone()).collect()).collect();
    (crisis.series, crisis.dyad) = (Some(series), Some(dyad));
    Ok(())
}
