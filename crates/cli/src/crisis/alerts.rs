//! `detente alerts`: what rules find, each thing once.

use super::args::{AlertsArgs, Form};
use super::ingest;
use crate::DONE;
use anyhow::{Context, Result, bail};
use detente::series::{Alert, Rules};
use detente::{Archive, Watch};
use detente_record::Aspect;
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
    if let Some(unknown) = args.rule.iter().find(|name| !rules.rules.iter().any(|r| r.name == **name)) {
        let names: Vec<&str> = rules.rules.iter().map(|r| r.name.as_str()).collect();
        bail!("{path}: no rule `{unknown}`; there are {}", names.join(", "));
    }
    let rules = Rules { rules: rules.rules.into_iter().filter(|r| args.rule.is_empty() || args.rule.contains(&r.name)).collect() };
    let mut archive = Archive::existing(&args.db.db)?;
    ingest::refresh_to_read(&mut archive)?;
    let (filter, standing) = (args.which.filter(), args.standing.standing());
    let watch = Watch { rules: &rules, standing, filter: &filter, days: [args.from, args.to] };
    if args.format == Form::Csv && (args.dry_run || (args.out.is_none() && args.webhook.is_none())) {
        anstream::println!("day,rule,about,message,events");
    }
    if args.dry_run {
        for alert in archive.watch(&watch)?.alerts {
            print(args.format, &alert)?;
        }
    } else {
        archive.tell_new(&watch, &mut |alert| tell(args, alert))?;
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
        (None, None) => print(args.format, alert),
    }
}

/// Appends a line as a whole or not at all.
fn append(path: &Path, line: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    let before = file.metadata()?.len();
    file.write_all(format!("{line}\n").as_bytes()).inspect_err(|_| _ = file.set_len(before))
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
