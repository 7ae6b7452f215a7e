//! `detente explain`: what was found in a sentence, by which frame, and what nearly matched and why not.

use crate::args::ExplainArgs;
use crate::tell::tell;
use crate::{DONE, PROBLEMS};
use anyhow::{Context, Result};
use detente::{Detente, Hints, SentenceReading};
use std::io::Write;

/// Runs the command; gives the exit code.
pub fn run(args: &ExplainArgs) -> Result<u8> {
    let detente = Detente::new(&args.lexicon.options())?;
    let wrong_entries = crate::lexicon::report(&detente);
    let (bytes, id) = match (&args.text, &args.file) {
        (_, Some(file)) => (std::fs::read(file).with_context(|| file.display().to_string())?, file.display().to_string()),
        (Some(text), None) => (text.clone().into_bytes(), "sentence".to_owned()),
        (None, None) => anyhow::bail!("give a sentence or --file"),
    };
    let hints = Hints { id, published: args.published, ..Hints::default() };
    // A sentence given by itself is running text, whatever its form.
    let document =
        if args.file.is_some() { detente.read(&bytes, &hints) } else { Detente::paragraph(&String::from_utf8_lossy(&bytes), &hints) };
    let mut out = anstream::stdout().lock();
    let mut outcome = Ok(());
    detente.explain(&document, |reading| {
        if outcome.is_ok() {
            outcome = sentence(&mut out, &detente, reading, args.misses);
        }
    });
    outcome?;
    let (coded, _) = detente.code(&document);
    writeln!(out, "events: {}", coded.events.len())?;
    for event in &coded.events {
        writeln!(out, "{}", serde_json::to_string_pretty(event)?)?;
    }
    for p in coded.problems.iter().chain(&coded.discarded) {
        tell!("{}: {}", p.document, p.message);
    }
    Ok(if wrong_entries > 0 { PROBLEMS } else { DONE })
}

fn sentence(out: &mut impl Write, detente: &Detente, r: &SentenceReading<'_>, misses: usize) -> std::io::Result<()> {
    let a = &r.analysis;
    let lexicon = detente.compiled();
    writeln!(out, "sentence {}: {}\n", a.number, a.text())?;
    writeln!(out, "  tokens")?;
    for (i, t) in a.s.tokens.iter().enumerate() {
        let head = t.head.map_or_else(|| "root".to_owned(), |h| format!("{} {}", h + 1, a.s.tokens[h].form));
        let arguments: Vec<String> =
            r.predicates.at(i).arguments.iter().map(|x| format!("{:?}={}", x.function, a.s.tokens[x.token].form)).collect();
        let arguments = if matches!(t.upos, "VERB" | "NOUN") { arguments.join(" ") } else { String::new() };
        writeln!(
            out,
            "  {:>3} {:<16} {:<16} {:<6} {:<12} {:<18} {} {arguments}",
            i + 1,
            t.form,
            t.lemma,
            t.upos,
            t.deprel,
            head,
            t.mention.unwrap_or("")
        )?;
    }
    writeln!(out, "\n  mentions")?;
    for m in &a.mentions {
        let actor = lexicon.actors.actor(m.actor);
        writeln!(out, "    {} = {} ({}, {:?})", a.text_between(m.tokens.start, m.tokens.end), actor.name, actor.id, actor.kind)?;
    }
    for p in &a.toponyms {
        writeln!(
            out,
            "    {} = place {} ({})",
            a.text_between(p.tokens.start, p.tokens.end),
            p.place.name,
            p.place.country.as_deref().unwrap_or("?")
        )?;
    }
    for t in &a.times {
        let days = t.days.map_or_else(|| "unresolved".to_owned(), |(from, to)| format!("{from} to {to}"));
        writeln!(out, "    {} = {days}", a.text_between(t.tokens.start, t.tokens.end))?;
    }
    if let Some(d) = &r.discarded {
        writeln!(out, "\n  not coded: the discard `{}` ({}:{})", d.phrase, d.origin.file, d.origin.line)?;
    }
    writeln!(out, "\n  fired")?;
    for m in &r.reading.matches {
        writeln!(out, "    {} at {}: {}", lexicon.frames.frames()[m.frame].id, a.s.tokens[m.trigger].form, m.path.join("; "))?;
    }
    writeln!(out, "\n  nearly fired")?;
    for m in r.reading.misses.iter().take(misses) {
        writeln!(out, "    {} at {}: {}", lexicon.frames.frames()[m.frame].id, a.s.tokens[m.trigger].form, m.reason)?;
    }
    writeln!(out)
}
