//! `detente report`: a crisis, or the course of two countries, as one page.

use super::args::ReportArgs;
use super::ingest;
use crate::tell::tell;
use crate::{DONE, output};
use anyhow::{Context, Result, ensure};
use detente::series::Direction;
use detente::store::Filter;
use detente::{Archive, CourseRequest, Detente, DocumentRef, Incident, Options};
use detente_record::Countries;
use detente_web::{Beside, Crisis, Theme, course_svg, map_svg, page, png};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Width of the PNG files, pixels.
const PNG_WIDTH: u32 = 1440;

/// Runs the command; gives the exit code.
pub fn run(args: &ReportArgs) -> Result<u8> {
    ensure!(args.db.is_some() || !args.paths.is_empty(), "neither reports nor --db; expected reports to read or a store to report on");
    let inputs = if args.paths.is_empty() { Vec::new() } else { ingest::inputs(&args.paths)? };
    let mut code = DONE;
    let mut archive = match &args.db {
        Some(db) if args.paths.is_empty() => Archive::existing(db)?,
        Some(db) => Archive::open(db)?,
        // Reports alone: the store lives as long as the command.
        None => Archive::open(":memory:")?,
    };
    let stop = Arc::new(AtomicBool::new(false));
    if !inputs.is_empty() {
        code = ingest::into(&mut archive, inputs, &args.coding, &stop)?;
    }
    ingest::refresh_to_read(&mut archive)?;
    let crisis = crisis(&mut archive, args)?;
    output::write(&args.out, page(&crisis).as_bytes())?;
    tell!("detente: {} incidents of {} reports in {}", crisis.incidents.len(), crisis.documents.len(), args.out.display());
    if let Some(folder) = &args.charts {
        charts(&crisis, folder)?;
    }
    Ok(code)
}

/// The charts as SVG and PNG files, light and dark.
fn charts(crisis: &Crisis, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for (theme, shade) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (name, svg) in [("course", course_svg(crisis, theme)), ("map", map_svg(crisis, theme))] {
            let Some(svg) = svg else { continue };
            for (ending, bytes) in [("png", png(&svg, PNG_WIDTH)?), ("svg", svg.into_bytes())] {
                let file = folder.join(format!("{name}-{shade}.{ending}"));
                output::write(&file, &bytes)?;
            }
        }
    }
    Ok(())
}

fn crisis(archive: &mut Archive, args: &ReportArgs) -> Result<Crisis> {
    let dyad = match args.dyad.as_deref() {
        Some([a, b]) => Some([a.to_uppercase(), b.to_uppercase()]),
        // Without a wish the dyad of which most is told; the page then shows all incidents.
        _ => archive.store().busiest_dyads(1)?.into_iter().next().map(|(d, _)| d),
    };
    let filter = Filter {
        from: args.from.map(|d| d.to_string()),
        to: args.to.map(|d| d.to_string()),
        dyad: args.dyad.as_ref().and(dyad.clone()).map(|d| (d, Direction::Undirected)),
        ..Filter::default()
    };
    let mut incidents: Vec<Incident> = Vec::new();
    archive.store().incidents(&filter, &mut |i| {
        incidents.push(i);
        Ok(())
    })?;
    let course = match &dyad {
        Some(dyad) => archive.course(&CourseRequest {
            dyad: dyad.clone(),
            direction: Direction::Undirected,
            unit: args.by.map(super::args::Step::unit),
            from: args.from,
            to: args.to,
            standing: args.standing.standing(),
            filter: Filter::default(),
        })?,
        None => None,
    };
    let told: BTreeSet<&str> = incidents.iter().flat_map(|i| &i.accounts).map(|a| a.event.document.id.as_str()).collect();
    let mut documents: Vec<DocumentRef> = Vec::new();
    archive.store().documents(&mut |d| {
        if told.contains(d.document.id.as_str()) || args.dyad.is_none() {
            documents.push(d.document);
        }
        Ok(())
    })?;
    let known: BTreeSet<&str> = documents.iter().map(|d| d.id.as_str()).collect();
    let mut origins = archive.origins()?;
    origins.retain_mut(|o| {
        o.documents.retain(|d| known.contains(d.as_str()));
        !o.documents.is_empty()
    });
    let names: BTreeMap<String, String> = Countries::built_in().all().iter().map(|c| (c.iso3.to_owned(), c.name.to_owned())).collect();
    let title = args.title.clone().unwrap_or_else(|| match &dyad {
        Some([a, b]) => format!("{} and {}", names.get(a).unwrap_or(a), names.get(b).unwrap_or(b)),
        None => "The record".to_owned(),
    });
    let beside = course.as_ref().map(|c| archive.beside(c)).transpose()?.unwrap_or_default();
    let beside = beside.into_iter().map(|(program, series)| Beside { program: program.to_uppercase(), series }).collect();
    let (series, phases, turns) = course.map(|c| (Some(c.series), c.phases, c.turns)).unwrap_or_default();
    let (lexicon, ..) = Detente::lexicon(&Options::default())?;
    let labels = lexicon.ontology.codes().map(|c| (c.code.clone(), c.label.clone())).collect();
    Ok(Crisis {
        title,
        dyad,
        names,
        labels,
        series,
        standing: args.standing.standing(),
        phases,
        turns,
        beside,
        incidents,
        origins,
        documents,
        generated_by: concat!("detente ", env!("CARGO_PKG_VERSION")).to_owned(),
    })
}
