//! Reports that were posted late: by how much, and why that is known.

use crate::database::Value;
use crate::{Store, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// By how many days a report is late, and how that is known, in words.
pub type LateBy = (i64, String);

impl Store {
    /// The documents that were posted late, by id.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn late(&mut self) -> Result<BTreeMap<String, LateBy>, StoreError> {
        let rows = self.db.rows("SELECT document, days, reason FROM late", &[], |row| Ok((row.text(0)?, (row.int(1)?, row.text(2)?))))?;
        Ok(rows.into_iter().collect())
    }

    /// Keeps which of the documents `asked` were found to be late; events of those for which it changed wait for their
    /// incidents again. Gives how many changed.
    ///
    /// # Errors
    /// When the database can't; then nothing has changed.
    pub fn set_late(&mut self, asked: &BTreeSet<String>, found: &BTreeMap<String, LateBy>) -> Result<usize, StoreError> {
        let before = self.late()?;
        let changed: Vec<&String> = asked.iter().filter(|d| before.get(*d) != found.get(*d)).collect();
        self.db.transaction(|db| {
            for document in &changed {
                let id = Value::from(document.as_str());
                db.run("DELETE FROM late WHERE document = $1", std::slice::from_ref(&id))?;
                if let Some((days, reason)) = found.get(*document) {
                    let row = [id.clone(), (*days).into(), reason.as_str().into()];
                    db.run("INSERT INTO late (document, days, reason) VALUES ($1, $2, $3)", &row)?;
                }
                let sql = "INSERT INTO dirty (id) SELECT DISTINCT id FROM event WHERE current = 1 AND document = $1 ON CONFLICT DO NOTHING";
                db.run(sql, &[id])?;
            }
            Ok(changed.len())
        })
    }

    /// The days of publication of documents with a text of which an event waits for its incident, each once, sorted.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn days_of_waiting_reports(&mut self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT published FROM document WHERE text <> '' AND published IS NOT NULL AND id IN \
                   (SELECT event.document FROM event JOIN dirty ON dirty.id = event.id WHERE event.current = 1) ORDER BY published";
        self.db.rows(sql, &[], |row| row.text(0))
    }

    /// Ids of documents with a text that were published from one day to another, both included.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn reports_between(&mut self, from: &str, to: &str) -> Result<BTreeSet<String>, StoreError> {
        let sql = "SELECT id FROM document WHERE text <> '' AND published BETWEEN $1 AND $2";
        Ok(self.db.rows(sql, &[from.into(), to.into()], |row| row.text(0))?.into_iter().collect())
    }

    /// The current events of documents with a text that begin from one day to another, both included, by id.
    ///
    /// # Errors
    /// When the database can't answer or a record is damaged.
    pub fn told_between(&mut self, from: &str, to: &str) -> Result<Vec<detente_record::Event>, StoreError> {
        let sql = "SELECT event.body FROM event JOIN document ON document.id = event.document \
                   WHERE event.current = 1 AND document.text <> '' AND event.start_day BETWEEN $1 AND $2 ORDER BY event.id";
        self.db.rows(sql, &[from.into(), to.into()], |row| crate::events::event(&row.text(0)?))
    }
}
