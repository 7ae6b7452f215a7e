//! `detente incident`: what somebody decides by hand.

use super::args::{IncidentArgs, IncidentCommand};
use super::{ingest, show};
use crate::DONE;
use anyhow::{Result, bail};
use detente::Archive;
use detente::story::{Decision, Hand};
use std::io::Write;
use std::sync::atomic::AtomicBool;

/// Runs the command; gives the exit code.
pub fn run(args: &IncidentArgs) -> Result<u8> {
    let stop = AtomicBool::new(false);
    match &args.command {
        IncidentCommand::Show { id, db } => {
            let mut archive = Archive::existing(&db.db)?;
            ingest::refresh_to_read(&mut archive)?;
            show_one(&mut archive, id)?;
        }
        IncidentCommand::Merge { events, db } => decide(&db.db, &Hand::Merge { events: events.clone() }, &stop)?,
        IncidentCommand::Split { events, from, db } => decide(&db.db, &Hand::Split { events: events.clone(), from: from.clone() }, &stop)?,
        IncidentCommand::Decisions { db } => {
            let mut archive = Archive::existing(&db.db)?;
            let mut out = anstream::stdout().lock();
            for (number, body) in archive.store().hands()? {
                writeln!(out, "{number}  {body}")?;
            }
        }
        IncidentCommand::Undo { number, db } => {
            let mut archive = Archive::existing(&db.db)?;
            let hands = archive.store().hands()?;
            let Some((_, body)) = hands.into_iter().find(|(n, _)| n == number) else {
                bail!("no decision {number}; `detente incident decisions --db {}` lists them", db.db)
            };
            let events = match serde_json::from_str(&body)? {
                Hand::Merge { events } => events,
                Hand::Split { events, from } => [events, from].concat(),
            };
            archive.store().undo_hand(*number, &events)?;
            ingest::refresh(&mut archive, &stop)?;
        }
    }
    Ok(DONE)
}

fn decide(db: &str, hand: &Hand, stop: &AtomicBool) -> Result<()> {
    let mut archive = Archive::existing(db)?;
    archive.decide(hand)?;
    ingest::refresh(&mut archive, stop)
}

fn show_one(archive: &mut Archive, id: &str) -> Result<()> {
    let filter = detente::store::Filter { ids: vec![id.to_owned()], ..Default::default() };
    let mut out = anstream::stdout().lock();
    let mut found = None;
    archive.store().incidents(&filter, &mut |i| {
        found = Some(i);
        Ok(())
    })?;
    let Some(incident) = found else { bail!("no incident `{id}`; `detente incidents` lists them") };
    show::accounts(&mut out, &incident)?;
    for body in archive.store().decisions(id)? {
        let d: Decision = serde_json::from_str(&body)?;
        let evidence = d.evidence.map(|e| {
            format!(
                " (kind {:+.1}, source {:+.1}, target {:+.1}, place {:+.1}, time {:+.1}, toll {:+.1}, words {:+.1}; total {:.1})",
                e.kind, e.source, e.target, e.place, e.time, e.toll, e.words, e.total
            )
        });
        let verb = if d.joined { "joined" } else { "kept apart" };
        writeln!(out, "  {verb} {} and {}: {}{}", d.events[0], d.events[1], d.reason, evidence.unwrap_or_default())?;
    }
    Ok(())
}
