//! `detente export --as conllu`: the trees of the sentences that tell a store's events.

use crate::output::Output;
use crate::progress::Progress;
use crate::tell::tell;
use crate::{DONE, PROBLEMS};
use anyhow::Result;
use detente::store::{Filter, StoreError};
use detente::{Archive, Detente, Event, Options, TreebankRequest};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

/// Parses the reports of the events that `filter` wants again, by report, and writes their sentences.
pub fn write(archive: &mut Archive, filter: &Filter, whole: bool, mut out: BufWriter<Output>) -> Result<u8> {
    let mut of: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    archive.store().events(filter, &mut |e| {
        of.entry(e.document.id.clone()).or_default().push(e);
        Ok(())
    })?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let detente = Detente::new(&Options::default())?.with_threads(threads);
    let progress = Progress::new(of.len());
    let (mut sentences, mut events, mut unread) = (0, 0, 0);
    let mut problems = Vec::new();
    archive.store().documents(&mut |d| {
        let Some(mut told) = of.remove(&d.document.id) else { return Ok(()) };
        if d.text.is_empty() {
            unread += 1;
            return Ok(());
        }
        told.sort_by_key(|e| e.trigger.span);
        let bank = detente.treebank(TreebankRequest { id: &d.document.id, text: &d.text, events: &told, whole });
        sentences += bank.sentences;
        events += told.len();
        problems.extend(bank.problems);
        progress.document(bank.sentences);
        out.write_all(bank.conllu.as_bytes()).map_err(StoreError::Output)
    })?;
    out.into_inner().map_err(std::io::IntoInnerError::into_error)?.keep()?;
    progress.finish();
    for p in &problems {
        let at = p.span.map(|s| format!(":{}-{}", s[0], s[1])).unwrap_or_default();
        tell!("{}{at}: {}", p.document, p.message);
    }
    let left = if unread > 0 { format!("; left out: {unread} reports of which the store has no text") } else { String::new() };
    tell!("detente: {events} records, {sentences} sentences{left}");
    std::mem::forget(detente);
    Ok(if problems.is_empty() && unread == 0 { DONE } else { PROBLEMS })
}
