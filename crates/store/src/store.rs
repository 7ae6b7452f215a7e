//! Opening a store, and what it holds in numbers.

use crate::StoreError;
use crate::database::{Database, Value, is_server, shown};
use crate::opening::open;
use crate::schema::migrate;
use crate::session::Session;

/// An open store.
pub struct Store {
    pub(crate) db: Session,
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Events of the current codings.
    pub events: u64,
    /// Incidents.
    pub incidents: u64,
    /// Problems of the current codings.
    pub problems: u64,
    /// Events whose incidents have not been found yet.
    pub waiting: u64,
}

impl Store {
    /// Opens the store at `location`, a path or a `postgres://` URL, and brings it to this version's schema; makes it if it
    /// is not there.
    ///
    /// # Errors
    /// When it can't be opened or written, is of a newer version, or is something else than a store.
    pub fn open(location: &str) -> Result<Store, StoreError> {
        let store = Store::of(location, true)?;
        if store.read_only() {
            return Err(StoreError::ReadOnly.at(&shown(location)));
        }
        Ok(store)
    }

    /// Opens a store that must be there already. One that can only be read is opened for reading.
    ///
    /// # Errors
    /// When it is not there, can't be opened, is of a newer version, is of an older one and can't be written, or is something
    /// else than a store.
    pub fn existing(location: &str) -> Result<Store, StoreError> {
        if !is_server(location) && !std::path::Path::new(location).exists() {
            let reason = "there is no such file; `detente ingest` makes one".to_owned();
            return Err(StoreError::Open { location: location.to_owned(), reason });
        }
        Store::of(location, false)
    }

    fn of(location: &str, make: bool) -> Result<Store, StoreError> {
        let mut opened = open(location, make)?;
        migrate(&mut opened, location).map_err(|e| e.at(&shown(location)))?;
        Ok(Store { db: Session::new(opened, shown(location)) })
    }

    /// Path, or URL without password.
    pub fn location(&self) -> &str {
        self.db.location()
    }

    /// Whether it can be read and nothing else.
    pub fn read_only(&self) -> bool {
        self.db.read_only()
    }

    /// Opens a transaction: everything until [`Store::end`] is kept as a whole or not at all, and no other process writes
    /// meanwhile.
    ///
    /// # Errors
    /// When it can't be written, or another process keeps writing.
    pub fn begin(&mut self) -> Result<(), StoreError> {
        self.db.begin()
    }

    /// Ends the transaction: keeps what was done, or nothing of it.
    ///
    /// # Errors
    /// When the database can't; then nothing is kept.
    pub fn end(&mut self, keep: bool) -> Result<(), StoreError> {
        self.db.end(keep)
    }

    /// How much it holds.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn counts(&mut self) -> Result<Counts, StoreError> {
        Ok(Counts {
            documents: self.count("SELECT COUNT(*) FROM document")?,
            events: self.count("SELECT COUNT(*) FROM event WHERE current = 1")?,
            incidents: self.incident_count()?,
            problems: self.count("SELECT COUNT(*) FROM problem WHERE coding IN (SELECT key FROM coding WHERE current = 1)")?,
            waiting: self.waiting_count()?,
        })
    }

    /// How many events wait for their incidents, without walking through everything as [`Store::counts`] does.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn waiting_count(&mut self) -> Result<u64, StoreError> {
        self.count("SELECT COUNT(*) FROM dirty")
    }

    /// How many incidents it holds.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn incident_count(&mut self) -> Result<u64, StoreError> {
        self.count("SELECT COUNT(*) FROM incident")
    }

    fn count(&mut self, sql: &str) -> Result<u64, StoreError> {
        let n = self.db.rows(sql, &[], |row| row.int(0))?;
        Ok(n.first().copied().and_then(|n| u64::try_from(n).ok()).unwrap_or(0))
    }

    /// The first of `n` keys that nobody else gets.
    pub(crate) fn keys(db: &mut Database, n: usize) -> Result<i64, StoreError> {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let taken = db.rows(
            "UPDATE meta SET value = CAST(CAST(value AS BIGINT) + $1 AS TEXT) WHERE name = 'next_key' RETURNING value",
            &[Value::Int(n)],
            |row| row.text(0),
        )?;
        let next: i64 = taken
            .first()
            .and_then(|v| v.parse().ok())
            .ok_or_else(|| StoreError::Damaged(format!("the next key is {taken:?}; expected a number")))?;
        Ok(next - n)
    }
}
