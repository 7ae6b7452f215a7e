//! `detente alerts`: what rules find, each thing once.

use super::args::AlertsArgs;
use super::ingest;
use crate::DONE;
use anyhow::{Context, Result};
use detente::Archive;
use detente::series::{Alert, Rules};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// How long a webhook may take to answer; other processes wait for the store meanwhile.
const ANSWER: Duration = Duration::from_secs(20);

/// Runs the command; gives the exit code.
pub fn run(args: &AlertsArgs) -> Result<u8> {
    let path = args.rules.display();
    let text = std::fs::read_to_string(&args.rules).with_context(|| path.to_string())?;
    let rules = Rules::read(&text).with_context(|| path.to_string())?;
    let mut archive = Archive::existing(&args.db.db)?;
    ingest::refresh_to_read(&mut archive)?;
    let standing = args.standing.standing();
    if args.dry_run {
        for alert in archive.watch(&rules, standing)?.alerts {
            print(&alert)?;
        }
    } else {
        archive.tell_new(&rules, standing, &mut |alert| tell(args, alert))?;
    }
    Ok(DONE)
}

/// Tells one alert where it is wanted.
fn tell(args: &AlertsArgs, alert: &Alert) -> Result<()> {
    let line = serde_json::to_string(alert)?;
    match (&args.out, &args.webhook) {
        (Some(path), _) => append(path, &line).with_context(|| path.display().to_string()),
        (None, Some(url)) => {
            let sent = ureq::post(url).config().timeout_global(Some(ANSWER)).build();
            let sent = sent.header("content-type", "application/json").send(line.as_bytes());
            sent.map(|_| ()).with_context(|| format!("the alert could not be posted to {url}; it will be tried again by the next run"))
        }
        (None, None) => print(alert),
    }
}

/// Appends a line as a whole or not at all.
fn append(path: &Path, line: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    let before = file.metadata()?.len();
    file.write_all(format!("{line}\n").as_bytes()).inspect_err(|_| _ = file.set_len(before))
}

fn print(alert: &Alert) -> Result<()> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}  {}  {}  ({})", alert.day, alert.rule, alert.message, alert.events.join(" "))?;
    Ok(())
}
