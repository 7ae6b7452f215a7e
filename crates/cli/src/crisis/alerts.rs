//! `detente alerts`: what rules find, each thing once.

use super::args::AlertsArgs;
use super::ingest;
use crate::DONE;
use anyhow::{Context, Result};
use detente::Archive;
use detente::series::{Alert, Rules};
use std::io::Write;
use std::sync::atomic::AtomicBool;

/// Runs the command; gives the exit code.
pub fn run(args: &AlertsArgs) -> Result<u8> {
    let path = args.rules.display();
    let text = std::fs::read_to_string(&args.rules).with_context(|| path.to_string())?;
    let rules = Rules::read(&text).with_context(|| path.to_string())?;
    let mut archive = Archive::existing(&args.db.db)?;
    ingest::refresh(&mut archive, &AtomicBool::new(false))?;
    let found = archive.watch(&rules, args.standing.standing())?.alerts;
    for alert in &found {
        tell(args, alert)?;
        if !args.dry_run {
            archive.told(alert)?;
        }
    }
    Ok(DONE)
}

/// Tells one alert where it is wanted. Only what was told is marked as told.
fn tell(args: &AlertsArgs, alert: &Alert) -> Result<()> {
    let line = serde_json::to_string(alert)?;
    match (&args.out, &args.webhook) {
        _ if args.dry_run => print(alert),
        (Some(path), _) => {
            let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).with_context(|| path.display().to_string())?;
            writeln!(file, "{line}").with_context(|| path.display().to_string())
        }
        (None, Some(url)) => {
            let sent = ureq::post(url).header("content-type", "application/json").send(line.as_bytes());
            sent.map(|_| ()).with_context(|| format!("the alert could not be posted to {url}; it will be tried again by the next run"))
        }
        (None, None) => print(alert),
    }
}

fn print(alert: &Alert) -> Result<()> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}  {}  {}  ({})", alert.day, alert.rule, alert.message, alert.events.join(" "))?;
    Ok(())
}
