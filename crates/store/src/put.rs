//! Documents and their events go in, each document as a whole or not at all.

use crate::database::{Database, Value, by_list};
use crate::rows::{CODING_COLUMNS, DOCUMENT_COLUMNS, DYAD_COLUMNS, EVENT_COLUMNS, EventRows, PARTY_COLUMNS, coding_row, document_row};
use crate::{Store, StoreError};
use detente_record::{DocumentRef, Event, Problem};
use std::collections::{BTreeMap, BTreeSet};

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
    /// document has been coded here are left out, and so are those whose id is there already; gives how many went in.
    ///
    /// # Errors
    /// When the database can't; then none is in.
    pub fn put_events(&mut self, version: &str, events: Vec<EventRows>) -> Result<usize, StoreError> {
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
    db.insert("coding", &CODING_COLUMNS, &[coding_row(key, id, coding.version, coding.hash)])?;
    let mut events = coding.events.iter().map(EventRows::of).collect::<Result<Vec<_>, _>>()?;
    let first = Store::keys(db, events.len())?;
    (first..).zip(&mut events).for_each(|(event, rows)| rows.keyed(event, key));
    insert_events(db, events)?;
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
    crate::incidents::forget_origins(db)?;
    db.insert("document", &DOCUMENT_COLUMNS, &[document_row(coding.document, coding.text, coding.hash, coding.signature)])
}

fn newest(codings: &[(i64, String, String, i64)]) -> String {
    codings.iter().find(|(.., current)| *current == 1).or(codings.last()).map(|(_, v, ..)| v.clone()).unwrap_or_default()
}

fn put_coded(db: &mut Database, version: &str, mut events: Vec<EventRows>) -> Result<usize, StoreError> {
    let codings = codings_of(db, version, &events)?;
    let known = known(db, &events)?;
    let mut seen = BTreeSet::new();
    events.retain(|e| codings.contains_key(&e.document.id) && !known.contains(&e.id) && seen.insert(e.id.clone()));
    let first = Store::keys(db, events.len())?;
    for (key, event) in (first..).zip(&mut events) {
        let coding = codings.get(&event.document.id).copied().unwrap_or_default();
        event.keyed(key, coding);
    }
    let n = events.len();
    insert_events(db, events)?;
    Ok(n)
}

/// The coding by `version` of each document that the events are of, made where a document is new; none for a document that
/// another version has coded.
fn codings_of(db: &mut Database, version: &str, events: &[EventRows]) -> Result<BTreeMap<String, i64>, StoreError> {
    let documents: BTreeMap<&str, &DocumentRef> = events.iter().rev().map(|e| (e.document.id.as_str(), &e.document)).collect();
    let ids: Vec<&str> = documents.keys().copied().collect();
    let mut coded: BTreeMap<String, (i64, String)> = BTreeMap::new();
    for (sql, values) in
        by_list(&ids, |marks| format!("SELECT document, key, version FROM coding WHERE current = 1 AND document IN ({marks})"))
    {
        db.each(&sql, &values, &mut |row| {
            coded.insert(row.text(0)?, (row.int(1)?, row.text(2)?));
            Ok(())
        })?;
    }
    let new: Vec<&DocumentRef> = documents.values().copied().filter(|d| !coded.contains_key(&d.id)).collect();
    let first = Store::keys(db, new.len())?;
    if !new.is_empty() {
        crate::incidents::forget_origins(db)?;
    }
    let rows: Vec<Vec<Value>> = new.iter().map(|d| document_row(d, "", "", &[])).collect();
    db.insert("document", &DOCUMENT_COLUMNS, &rows)?;
    let rows: Vec<Vec<Value>> = (first..).zip(&new).map(|(key, d)| coding_row(key, &d.id, version, "")).collect();
    db.insert("coding", &CODING_COLUMNS, &rows)?;
    let mut keys: BTreeMap<String, i64> = (first..).zip(&new).map(|(key, d)| (d.id.clone(), key)).collect();
    keys.extend(coded.into_iter().filter(|(_, (_, v))| v == version).map(|(d, (key, _))| (d, key)));
    Ok(keys)
}

/// Ids of those events that are in already.
fn known(db: &mut Database, events: &[EventRows]) -> Result<BTreeSet<String>, StoreError> {
    let ids: Vec<&str> = events.iter().map(|e| e.id.as_str()).collect();
    let mut known = BTreeSet::new();
    for (sql, values) in by_list(&ids, |marks| format!("SELECT id FROM event WHERE id IN ({marks})")) {
        known.extend(db.rows(&sql, &values, |row| row.text(0))?);
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

fn insert_events(db: &mut Database, events: Vec<EventRows>) -> Result<(), StoreError> {
    let (mut rows, mut parties, mut pairs, mut dirty) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for event in events {
        rows.push(event.event);
        parties.extend(event.parties);
        pairs.extend(event.dyads);
        dirty.push(vec![event.id.into()]);
    }
    db.insert("event", &EVENT_COLUMNS, &rows)?;
    db.insert("party", &PARTY_COLUMNS, &parties)?;
    db.insert("dyad", &DYAD_COLUMNS, &pairs)?;
    db.insert("dirty", &["id"], &dirty)
}
