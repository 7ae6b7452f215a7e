//! Documents and their events go in, each document as a whole or not at all.

use crate::database::{Database, Value};
use crate::{Store, StoreError};
use detente_record::{Actor, DocumentRef, Event, Problem, dyads, intensity};

/// One document as one version of the coder read it.
#[derive(Debug, Clone)]
pub struct Coding<'a> {
    /// What identifies it.
    pub document: &'a DocumentRef,
    /// Its text as given.
    pub text: &'a str,
    /// Hash of its bytes.
    pub hash: &'a str,
    /// Its signature, by which near-duplicates are found.
    pub signature: &'a [u8],
    /// Version of coder, model and lexicon.
    pub version: &'a str,
    /// Its events.
    pub events: &'a [Event],
    /// Its problems.
    pub problems: &'a [Problem],
}

/// What putting a document in did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    New,
    /// The same text was coded by the same version before: nothing was changed.
    Unchanged,
    /// It was there in another coding, which is kept beside this one.
    Recoded {
        /// Version of the coding before.
        before: String,
    },
}

impl Store {
    /// Puts a document with its events in, in one transaction.
    ///
    /// # Errors
    /// When the database can't; then nothing of the document is in.
    pub fn put(&mut self, coding: &Coding<'_>) -> Result<Put, StoreError> {
        self.db.transaction(|db| put(db, coding))
    }

    /// Whether this text of a document has been coded by this version: then it need not be coded again.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn has(&mut self, document: &str, hash: &str, version: &str) -> Result<bool, StoreError> {
        let sql = "SELECT current FROM coding WHERE document = $1 AND hash = $2 AND version = $3";
        let rows = self.db.rows(sql, &[document.into(), hash.into(), version.into()], |row| row.int(0))?;
        Ok(rows.first() == Some(&1))
    }

    /// Puts events of other programs or earlier runs in, in one transaction, without their documents' texts. Events whose
    /// document has been coded here are left out; gives how many went in.
    ///
    /// # Errors
    /// When the database can't; then none is in.
    pub fn put_events(&mut self, version: &str, events: &[Event]) -> Result<usize, StoreError> {
        self.db.transaction(|db| put_coded(db, version, events))
    }
}

fn put(db: &mut Database, coding: &Coding<'_>) -> Result<Put, StoreError> {
    let id = &coding.document.id;
    let select = "SELECT key, version, hash, current FROM coding WHERE document = $1 ORDER BY key";
    let before = db.rows(select, &[id.as_str().into()], |row| Ok((row.int(0)?, row.text(1)?, row.text(2)?, row.int(3)?)))?;
    let same = before.iter().find(|(_, v, h, _)| v == coding.version && h == coding.hash);
    if let Some((key, .., current)) = same {
        if *current == 1 {
            return Ok(Put::Unchanged);
        }
        // Coded so before, by another version in between: that coding counts again.
        retire(db, id)?;
        restore(db, *key)?;
        replace_document(db, coding)?;
        return Ok(Put::Recoded { before: newest(&before) });
    }
    retire(db, id)?;
    replace_document(db, coding)?;
    let key = Store::keys(db, 1)?;
    insert_coding(db, key, id, coding.version, coding.hash)?;
    insert_events(db, coding.events, |_| key)?;
    let problems: Vec<Vec<Value>> = coding
        .problems
        .iter()
        .map(|p| {
            let at = |i: usize| p.span.and_then(|s| i64::try_from(s[i]).ok());
            vec![key.into(), p.document.as_str().into(), at(0).into(), at(1).into(), p.message.as_str().into()]
        })
        .collect();
    db.insert("problem", &["coding", "document", "from_char", "to_char", "message"], &problems)?;
    Ok(if before.is_empty() { Put::New } else { Put::Recoded { before: newest(&before) } })
}

/// The document's row is that of the coding that counts.
fn replace_document(db: &mut Database, coding: &Coding<'_>) -> Result<(), StoreError> {
    db.run("DELETE FROM document WHERE id = $1", &[coding.document.id.as_str().into()])?;
    insert_document(db, coding.document, coding.text, coding.hash, coding.signature)
}

fn newest(codings: &[(i64, String, String, i64)]) -> String {
    codings.iter().find(|(.., current)| *current == 1).or(codings.last()).map(|(_, v, ..)| v.clone()).unwrap_or_default()
}

fn put_coded(db: &mut Database, version: &str, events: &[Event]) -> Result<usize, StoreError> {
    let mut codings: std::collections::BTreeMap<&str, Option<i64>> = std::collections::BTreeMap::new();
    for event in events {
        let id = event.document.id.as_str();
        if codings.contains_key(id) {
            continue;
        }
        let own = db.rows("SELECT key, version FROM coding WHERE document = $1 AND current = 1", &[id.into()], |row| {
            Ok((row.int(0)?, row.text(1)?))
        })?;
        let key = match own.first() {
            Some((key, v)) if v == version => Some(*key),
            Some(_) => None,
            None => {
                insert_document(db, &event.document, "", "", &[])?;
                let key = Store::keys(db, 1)?;
                insert_coding(db, key, id, version, "")?;
                Some(key)
            }
        };
        codings.insert(id, key);
    }
    let wanted: Vec<&Event> = events.iter().filter(|e| codings.get(e.document.id.as_str()).is_some_and(Option::is_some)).collect();
    let known = known(db, &wanted)?;
    let new: Vec<Event> = wanted.into_iter().filter(|e| !known.contains(&e.id)).cloned().collect();
    insert_events(db, &new, |e| codings.get(e.document.id.as_str()).copied().flatten().unwrap_or_default())?;
    Ok(new.len())
}

/// Ids of those events that are in already.
fn known(db: &mut Database, events: &[&Event]) -> Result<std::collections::BTreeSet<String>, StoreError> {
    let mut known = std::collections::BTreeSet::new();
    for chunk in events.chunks(200) {
        let marks: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
        let ids: Vec<Value> = chunk.iter().map(|e| e.id.as_str().into()).collect();
        known.extend(db.rows(&format!("SELECT id FROM event WHERE id IN ({})", marks.join(",")), &ids, |row| row.text(0))?);
    }
    Ok(known)
}

/// A document's codings no longer count; its incidents are to be found anew.
fn retire(db: &mut Database, document: &str) -> Result<(), StoreError> {
    let id = [Value::from(document)];
    // What stood with its events in one incident is found anew.
    db.run(
        "INSERT INTO dirty (id) SELECT DISTINCT other.event FROM account own JOIN account other ON own.incident = other.incident \
         JOIN event ON event.id = own.event WHERE event.document = $1 ON CONFLICT DO NOTHING",
        &id,
    )?;
    db.run("UPDATE dyad SET current = 0 WHERE event IN (SELECT key FROM event WHERE document = $1)", &id)?;
    db.run("UPDATE event SET current = 0 WHERE document = $1", &id)?;
    db.run("UPDATE coding SET current = 0 WHERE document = $1", &id)?;
    Ok(())
}

fn restore(db: &mut Database, coding: i64) -> Result<(), StoreError> {
    let key = [Value::from(coding)];
    db.run("UPDATE coding SET current = 1 WHERE key = $1", &key)?;
    db.run("UPDATE event SET current = 1 WHERE coding = $1", &key)?;
    db.run("UPDATE dyad SET current = 1 WHERE event IN (SELECT key FROM event WHERE coding = $1)", &key)?;
    db.run("INSERT INTO dirty (id) SELECT DISTINCT id FROM event WHERE coding = $1 ON CONFLICT DO NOTHING", &key)?;
    Ok(())
}

fn insert_document(db: &mut Database, d: &DocumentRef, text: &str, hash: &str, signature: &[u8]) -> Result<(), StoreError> {
    crate::incidents::forget_origins(db)?;
    let columns = ["id", "uri", "title", "publisher", "published", "published_basis", "hash", "text", "signature", "origin"];
    let row = vec![
        d.id.as_str().into(),
        d.uri.as_deref().into(),
        d.title.as_deref().into(),
        d.publisher.as_deref().into(),
        d.published.as_deref().into(),
        d.published_basis.as_deref().into(),
        hash.into(),
        text.into(),
        Value::Blob(signature.to_vec()),
        Value::Null,
    ];
    db.insert("document", &columns, &[row])
}

fn insert_coding(db: &mut Database, key: i64, document: &str, version: &str, hash: &str) -> Result<(), StoreError> {
    let row = vec![key.into(), document.into(), version.into(), hash.into(), 1.into()];
    db.insert("coding", &["key", "document", "version", "hash", "current"], &[row])
}

const EVENT_COLUMNS: [&str; 22] = [
    "key",
    "coding",
    "id",
    "document",
    "current",
    "event_type",
    "mode",
    "quad",
    "cameo",
    "goldstein",
    "factuality",
    "start_day",
    "end_day",
    "place_country",
    "place_adm1",
    "lat",
    "lon",
    "killed",
    "confidence",
    "publisher",
    "published",
    "body",
];
const PARTY_COLUMNS: [&str; 8] = ["event", "side", "place", "id", "country", "sectors", "name", "day"];
const DYAD_COLUMNS: [&str; 11] =
    ["source", "target", "day", "event", "back", "current", "factuality", "event_type", "quad", "goldstein", "intensity"];

/// Sides of [`PARTY_COLUMNS`].
pub(crate) const SOURCE: i64 = 0;
pub(crate) const TARGET: i64 = 1;
pub(crate) const SPEAKER: i64 = 2;
/// The country of the place, so that everything of a country is found in one index.
pub(crate) const PLACE: i64 = 3;

fn insert_events(db: &mut Database, events: &[Event], coding: impl Fn(&Event) -> i64) -> Result<(), StoreError> {
    let first = Store::keys(db, events.len())?;
    let (mut rows, mut parties, mut pairs, mut dirty) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (key, event) in (first..).zip(events) {
        rows.push(event_row(key, coding(event), event)?);
        parties.extend(party_rows(key, event));
        pairs.extend(dyad_rows(key, event));
        dirty.push(vec![event.id.as_str().into()]);
    }
    db.insert("event", &EVENT_COLUMNS, &rows)?;
    db.insert("party", &PARTY_COLUMNS, &parties)?;
    db.insert("dyad", &DYAD_COLUMNS, &pairs)?;
    db.insert("dirty", &["id"], &dirty)
}

fn event_row(key: i64, coding: i64, e: &Event) -> Result<Vec<Value>, StoreError> {
    let body = serde_json::to_string(e).map_err(|reason| StoreError::Value(format!("the event {} can't be written: {reason}", e.id)))?;
    let place = e.place.as_ref();
    Ok(vec![
        key.into(),
        coding.into(),
        e.id.as_str().into(),
        e.document.id.as_str().into(),
        1.into(),
        e.event_type.as_str().into(),
        e.mode.as_deref().into(),
        i64::from(e.quad_class).into(),
        e.cameo.as_str().into(),
        e.goldstein.into(),
        e.factuality.name().into(),
        e.date.as_ref().map(|d| d.start.as_str()).into(),
        e.date.as_ref().map(|d| d.end.as_str()).into(),
        place.and_then(|p| p.country.as_deref()).into(),
        place.and_then(|p| p.adm1.as_deref()).into(),
        place.and_then(|p| p.lat).into(),
        place.and_then(|p| p.lon).into(),
        e.casualties.killed.as_ref().and_then(|k| i64::try_from(k.low).ok()).into(),
        e.confidence.into(),
        e.document.publisher.as_deref().into(),
        e.document.published.as_deref().into(),
        body.into(),
    ])
}

fn party_rows(key: i64, e: &Event) -> Vec<Vec<Value>> {
    let day = || e.date.as_ref().map(|d| d.start.as_str());
    let row = |side: i64, n: usize, a: &Actor| {
        let sectors = if a.sectors.is_empty() { String::new() } else { format!(" {} ", a.sectors.join(" ")) };
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        vec![
            key.into(),
            side.into(),
            n.into(),
            a.id.as_deref().into(),
            a.country.as_deref().into(),
            sectors.into(),
            a.name.as_str().into(),
            day().into(),
        ]
    };
    let mut rows: Vec<Vec<Value>> = e.source.iter().enumerate().map(|(n, a)| row(SOURCE, n, a)).collect();
    rows.extend(e.target.iter().enumerate().map(|(n, a)| row(TARGET, n, a)));
    rows.extend(e.attribution.iter().enumerate().map(|(n, a)| row(SPEAKER, n, &a.speaker)));
    if let Some(place) = &e.place {
        let actor = Actor { name: place.name.clone(), country: place.country.clone(), ..Actor::default() };
        rows.push(row(PLACE, 0, &actor));
    }
    rows
}

fn dyad_rows(key: i64, e: &Event) -> Vec<Vec<Value>> {
    // A date that spans more than a month is no day of a series.
    let Some(day) = e.date.as_ref().filter(|d| is_a_day(&d.start, &d.end)) else { return Vec::new() };
    dyads(e)
        .into_iter()
        .map(|d| {
            vec![
                d.source.into(),
                d.target.into(),
                day.start.as_str().into(),
                key.into(),
                i64::from(d.back).into(),
                1.into(),
                e.factuality.name().into(),
                e.event_type.as_str().into(),
                i64::from(e.quad_class).into(),
                e.goldstein.into(),
                intensity(&e.event_type).unwrap_or(0.0).into(),
            ]
        })
        .collect()
}

/// Whether a date is known to a month at least.
fn is_a_day(start: &str, end: &str) -> bool {
    let days = |(a, b): (jiff::civil::Date, jiff::civil::Date)| a.until(b).map_or(i32::MAX, |s| s.get_days());
    start.parse().ok().zip(end.parse().ok()).map(days).is_some_and(|n| (0..=31).contains(&n))
}
