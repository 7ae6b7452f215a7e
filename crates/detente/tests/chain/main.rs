//! The whole chain on whole reports. One binary, since each carries the model.

mod attributions;
mod classifier;
mod coreference;
mod damage;
mod damaged;
mod dates;
mod denials;
mod frame_examples;
mod identity;
mod narration;
mod parties;
mod places;
mod properties;
mod sayings;
mod snapshots;
mod soundness;
mod stored;
mod victims;

use detente::{Detente, Document, Event, Hints, Options};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The built-in system, started once.
fn detente() -> &'static Detente {
    static DETENTE: OnceLock<Detente> = OnceLock::new();
    DETENTE.get_or_init(|| Detente::new(&Options::default()).expect("the built-in model and lexicon are sound"))
}

/// The repository's root.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Every report of our own, in order of their paths.
fn reports() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join("examples"), &mut found);
    collect(&root().join("corpora/dev"), &mut found);
    assert!(found.len() >= 25, "only {} reports below examples and corpora/dev", found.len());
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            collect(&entry, found);
        } else if entry.extension().is_some_and(|e| e == "txt") {
            found.push(entry);
        }
    }
}

/// A report as the command reads it.
fn read(path: &Path) -> Document {
    let bytes = std::fs::read(path).expect("the report");
    read_bytes(&bytes, &path.file_stem().expect("a name").to_string_lossy())
}

fn read_bytes(bytes: &[u8], id: &str) -> Document {
    detente().read(bytes, &Hints { id: id.to_owned(), ..Hints::default() })
}

fn events(document: &Document) -> Vec<Event> {
    detente().code(document).0.events
}
