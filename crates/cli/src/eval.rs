//! `detente eval`: gold files in, scores with intervals out.

use crate::args::{EvalArgs, EvalKind, GoldArgs};
use crate::progress::Progress;
use crate::{DONE, PROBLEMS};
use anyhow::{Context, Result};
use detente::{Detente, Options};
use detente_eval::attribution::Attribution;
use detente_eval::cases::{Cases, read_events};
use detente_eval::crisis::Crisis;
use detente_eval::factuality::Factuality;
use detente_eval::geoparsing::Geoparsing;
use detente_eval::incidents::Incidents;
use detente_eval::muc::Muc;
use detente_eval::plv::Plv;
use detente_eval::syntax::Syntax;
use detente_eval::timex::Timex;
use detente_eval::{GoldFile, Report, Task, run as evaluate};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Runs the command; gives the exit code.
pub fn run(args: &EvalArgs) -> Result<u8> {
    match &args.kind {
        EvalKind::Cases { events, gold } => {
            let events = events.as_deref().map(file).transpose()?.map(|f| read_events(&f)).transpose()?;
            score(&Cases { events }, gold)
        }
        EvalKind::Geoparsing(gold) => score(&Geoparsing, gold),
        EvalKind::Plv(gold) => score(&Plv, gold),
        EvalKind::Attribution(gold) => score(&Attribution, gold),
        EvalKind::Factuality(gold) => score(&Factuality, gold),
        EvalKind::Timex(gold) => score(&Timex, gold),
        EvalKind::Incidents(gold) => score(&Incidents, gold),
        EvalKind::Crisis(gold) => score(&Crisis, gold),
        EvalKind::Muc(gold) => score(&Muc, gold),
        EvalKind::Syntax { raw, gold } => score(&Syntax { raw: *raw }, gold),
    }
}

fn score<T: Task>(task: &T, args: &GoldArgs) -> Result<u8> {
    let files = collect::<T>(&args.paths)?;
    let detente = Detente::new(&Options { lexicons: args.lexicon.clone(), ..Options::default() })?;
    let wrong_entries = crate::lexicon::report(&detente);
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.threads.map_or(0, usize::from)).build()?;
    let progress = OnceLock::new();
    let begun = |units| drop(progress.set(Progress::of(units, T::UNIT)));
    let judged = || progress.get().map_or((), |p: &Progress| p.document(0));
    let report = threads.install(|| evaluate(task, &detente, &files, args.resamples, begun, judged))?;
    if let Some(progress) = progress.get() {
        progress.finish();
    }
    print(report, args)?;
    Ok(if wrong_entries > 0 { PROBLEMS } else { DONE })
}

fn print(mut report: Report, args: &GoldArgs) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    if args.json {
        if !args.errors {
            report.errors.clear();
        }
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
    } else {
        write!(out, "{report}")?;
        if args.errors {
            writeln!(out, "\n{} errors", report.errors.len())?;
            for error in &report.errors {
                writeln!(out, "{error}")?;
            }
        }
    }
    Ok(out.flush()?)
}

fn file(path: &Path) -> Result<GoldFile> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(GoldFile { name: path.display().to_string(), bytes })
}

/// The gold files behind paths, in order of their names, with what belongs to each.
///
/// # Errors
/// When a path doesn't exist, or a folder holds no file of the kind.
fn collect<T: Task>(paths: &[PathBuf]) -> Result<Vec<GoldFile>> {
    let mut found = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            folder::<T>(path, &mut found)?;
            let wanted: Vec<String> = T::EXTENSIONS.iter().map(|e| format!(".{e}")).collect();
            let wanted = if wanted.is_empty() { "gold".to_owned() } else { wanted.join(" or ") };
            anyhow::ensure!(found.len() > before, "{}: no {} file below this folder", path.display(), wanted);
        } else {
            anyhow::ensure!(path.exists(), "{}: no such file or folder", path.display());
            found.insert(path.clone());
            let companions = T::companions(&path.display().to_string()).into_iter().map(PathBuf::from);
            found.extend(companions.filter(|c| c.is_file()));
        }
    }
    found.iter().map(|path| file(path)).collect()
}

fn folder<T: Task>(path: &Path, found: &mut BTreeSet<PathBuf>) -> Result<()> {
    let entries = std::fs::read_dir(path).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    for entry in entries.with_context(|| path.display().to_string())? {
        let entry = entry.path();
        if entry.is_dir() {
            folder::<T>(&entry, found)?;
        } else if T::takes(&entry.to_string_lossy()) {
            found.insert(entry);
        }
    }
    Ok(())
}
