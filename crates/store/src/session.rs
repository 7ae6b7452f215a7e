//! A database as the store uses it: one transaction inside another is part of it, and every error names the place.

use crate::StoreError;
use crate::database::{Database, Row, Value};
use crate::filter::Json;
use crate::opening::Opened;

/// An open database with its name.
pub(crate) struct Session {
    db: Database,
    location: String,
    read_only: bool,
    /// Whether a transaction of the caller's is open.
    within: bool,
}

impl Session {
    pub(crate) fn new(opened: Opened, location: String) -> Session {
        Session { db: opened.db, location, read_only: opened.read_only, within: false }
    }

    /// Path, or URL without password.
    pub(crate) fn location(&self) -> &str {
        &self.location
    }

    /// Whether it can be read and nothing else.
    pub(crate) fn read_only(&self) -> bool {
        self.read_only
    }

    /// How a record is read within a statement.
    pub(crate) fn json(&self) -> Json {
        self.db.json()
    }

    /// All rows, made into something.
    pub(crate) fn rows<T>(
        &mut self,
        sql: &str,
        values: &[Value],
        make: impl Fn(Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.db.rows(sql, values, make).map_err(|e| e.at(&self.location))
    }

    /// Hands every row of an answer to `each`.
    pub(crate) fn each(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.db.each(sql, values, each).map_err(|e| e.at(&self.location))
    }

    /// Does `work` as a whole or not at all; as a part of the caller's transaction where one is open.
    pub(crate) fn transaction<T>(&mut self, work: impl FnOnce(&mut Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let done = if self.within { work(&mut self.db) } else { self.db.transaction(work) };
        done.map_err(|e| e.at(&self.location))
    }

    /// Opens a transaction of the caller's; no other process writes until it ends.
    pub(crate) fn begin(&mut self) -> Result<(), StoreError> {
        self.db.begin().map_err(|e| e.at(&self.location))?;
        self.within = true;
        Ok(())
    }

    /// Ends the caller's transaction: keeps what was done, or nothing of it.
    pub(crate) fn end(&mut self, keep: bool) -> Result<(), StoreError> {
        self.within = false;
        self.db.end(keep).map_err(|e| e.at(&self.location))
    }
}
