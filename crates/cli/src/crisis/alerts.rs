//! `detente alerts`: what rules find, each thing once.

use super::args::{AlertsArgs, Form};
use super::ingest;
use crate::DONE;
use anyhow::{Context, Result, bail};
use detente::Archive;
use detente::series::{Alert, Rules};
use detente_record::Aspect;
use std::io::Write;
use std::sync::atomic::AtomicBool;

/// Runs the command; gives the exit code.
pub fn run(args: &AlertsArgs) -> Result<u8> {
    let path = args.rules.display();
    let text = std::fs::read_to_string(&args.rules).with_context(|| path.to_string())?;
    let rules = Rules::read(&text).with_context(|| path.to_string())?;
    if let Some(unknown) = args.rule.iter().find(|name| !rules.rules.iter().any(|r| r.name == **name)) {
        let names: Vec<&str> = rules.rules.iter().map(|r| r.name.as_str()).collect();
        bail!("{path}: no rule `{unknown}`; there are {}", names.join(", "));
    }
    let rules = Rules { rules: rules.rules.into_iter().filter(|r| args.rule.is_empty() || args.rule.contains(&r.name)).collect() };
    let mut archive = Archive::existing(&args.db.db)?;
    ingest::refresh(&mut archive, &AtomicBool::new(false))?;
    let mut found = archive.watch(&rules, args.standing.standing(), &args.which.filter())?.alerts;
    found.retain(|a| args.from.is_none_or(|from| from <= a.day) && args.to.is_none_or(|to| a.day <= to));
    if args.format == Form::Csv && (args.dry_run || (args.out.is_none() && args.webhook.is_none())) {
        anstream::println!("day,rule,about,message,events");
    }
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
        _ if args.dry_run => print(args.format, alert),
        (Some(path), _) => {
            let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).with_context(|| path.display().to_string())?;
            writeln!(file, "{line}").with_context(|| path.display().to_string())
        }
        (None, Some(url)) => {
            let sent = ureq::post(url).header("content-type", "application/json").send(line.as_bytes());
            sent.map(|_| ()).with_context(|| format!("the alert could not be posted to {url}; it will be tried again by the next run"))
        }
        (None, None) => print(args.format, alert),
    }
}

fn print(form: Form, alert: &Alert) -> Result<()> {
    let mut out = anstream::stdout().lock();
    let events = || alert.events.join(" ");
    match form {
        Form::Table => writeln!(out, "{}  {}  {}  ({})", alert.day, alert.rule, alert.message, events())?,
        Form::Jsonl => writeln!(out, "{}", serde_json::to_string(alert)?)?,
        Form::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            let (day, about, events) = (alert.day.to_string(), alert.about.map_or("", Aspect::name), events());
            csv.write_record([day.as_str(), alert.rule.as_str(), about, alert.message.as_str(), events.as_str()])?;
            csv.flush()?;
        }
    }
    Ok(())
}
