//! Reports into the store.

use super::{Archive, ArchiveError};
use crate::{Detente, Document, Event, Hints, Problem, assets};
use detente_record::DocumentRef;
use detente_store::{Coding, Put};
use detente_story::Signature;
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

/// The version of a coding: two codings of the same text by the same version are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version(pub String);

/// A report as it was read and coded, ready to be put in: what a thread can do without the store.
#[derive(Debug, Clone)]
pub struct Read {
    /// What identifies it.
    pub document: DocumentRef,
    /// Its events.
    pub events: Vec<Event>,
    /// What could not be read as expected.
    pub problems: Vec<Problem>,
    /// Number of its sentences.
    pub sentences: usize,
    text: String,
    hash: String,
    signature: Signature,
}

impl Read {
    /// Reads and codes a report.
    pub fn new(detente: &Detente, bytes: &[u8], hints: &Hints) -> Read {
        let document: Document = detente.read(bytes, hints);
        let (coded, sentences) = detente.code(&document);
        Read {
            document: detente_coder::reference(&document),
            events: coded.events,
            problems: coded.problems,
            sentences,
            signature: Signature::of(&document.text),
            hash: hash(bytes, hints),
            text: document.text,
        }
    }
}

/// Hash of what a report's coding depends on besides the version: its bytes, and the day and publisher that were given along.
pub fn hash(bytes: &[u8], hints: &Hints) -> String {
    let day = hints.published.map(|d| d.to_string()).unwrap_or_default();
    let publisher = hints.publisher.as_ref().map(|p| format!("-{:016x}", xxh3_64(p.as_bytes()))).unwrap_or_default();
    format!("{:032x}-{day}{publisher}", xxh3_128(bytes))
}

impl Detente {
    /// The version of what codes: the program's, the model's, the lexicon's with its overlays.
    pub fn version(&self) -> Version {
        let mut hash = Xxh3::new();
        let model = assets::model();
        for bytes in [&model.weights, &model.labels, &assets::lemmas()] {
            hash.update(&xxh3_64(bytes).to_le_bytes());
        }
        for bytes in [assets::lexicon_bytes(), assets::gazetteer()] {
            hash.update(&xxh3_64(bytes).to_le_bytes());
        }
        hash.update(&self.overlaid().to_le_bytes());
        Version(format!("{}+{:016x}", env!("CARGO_PKG_VERSION"), hash.digest()))
    }
}

impl Archive {
    /// Whether a report need not be coded again: the same bytes were coded by the same version.
    ///
    /// # Errors
    /// When the store can't answer.
    pub fn has(&mut self, bytes: &[u8], hints: &Hints, version: &Version) -> Result<bool, ArchiveError> {
        Ok(self.store.has(&hints.id, &hash(bytes, hints), &version.0)?)
    }

    /// Puts a report in, as a whole or not at all.
    ///
    /// # Errors
    /// When the store can't.
    pub fn put(&mut self, read: &Read, version: &Version) -> Result<Put, ArchiveError> {
        let signature =
            serde_json::to_vec(&read.signature).map_err(|e| ArchiveError::Stored { what: "a signature", reason: e.to_string() })?;
        let coding = Coding {
            document: &read.document,
            text: &read.text,
            hash: &read.hash,
            signature: &signature,
            version: &version.0,
            events: &read.events,
            problems: &read.problems,
        };
        Ok(self.store.put(&coding)?)
    }
}
