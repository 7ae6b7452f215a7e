//! Decisions by hand, alerts that were sent, and what other programs coded.

use crate::database::Value;
use crate::{Store, StoreError};

/// One event of another program's file, as far as a dyad's course needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Which program or release, e.g. "GDELT".
    pub source: String,
    /// Its id there.
    pub id: String,
    /// Its day, ISO 8601.
    pub day: String,
    /// Country of the one who acts.
    pub from: Option<String>,
    /// Country of the one to whom it is done.
    pub to: Option<String>,
    /// Quad class, 1 to 4.
    pub quad: Option<u8>,
    /// Its code there.
    pub code: Option<String>,
    /// Goldstein score or intensity.
    pub score: Option<f64>,
}

/// Another program's events between two countries on one day, of one quad class.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportDay {
    /// Which program or release.
    pub source: String,
    /// The day, ISO 8601.
    pub day: String,
    /// Quad class, 0 where there is none.
    pub quad: u8,
    /// Number of events.
    pub count: u64,
    /// Sum of their scores.
    pub score: f64,
}

impl Store {
    /// Keeps a decision by hand (JSON) and lets the events that it names wait for their incidents.
    ///
    /// # Errors
    /// When the database can't.
    pub fn put_hand(&mut self, body: &str, events: &[String]) -> Result<(), StoreError> {
        self.db.transaction(|db| {
            let key = Store::keys(db, 1)?;
            db.insert("hand", &["key", "body"], &[vec![key.into(), body.into()]])?;
            let rows: Vec<Vec<Value>> = events.iter().map(|e| vec![e.as_str().into()]).collect();
            db.insert("dirty", &["id"], &rows)
        })
    }

    /// All decisions by hand, in the order in which they were made, with their numbers.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn hands(&mut self) -> Result<Vec<(i64, String)>, StoreError> {
        self.db.rows("SELECT key, body FROM hand ORDER BY key", &[], |row| Ok((row.int(0)?, row.text(1)?)))
    }

    /// Takes a decision by hand back; gives whether it was there.
    ///
    /// # Errors
    /// When the database can't.
    pub fn undo_hand(&mut self, number: i64, events: &[String]) -> Result<bool, StoreError> {
        self.db.transaction(|db| {
            let gone = db.run("DELETE FROM hand WHERE key = $1", &[number.into()])?;
            let rows: Vec<Vec<Value>> = events.iter().map(|e| vec![e.as_str().into()]).collect();
            db.insert("dirty", &["id"], &rows)?;
            Ok(gone > 0)
        })
    }

    /// Alerts that were sent (JSON), in their order.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn alerts(&mut self) -> Result<Vec<String>, StoreError> {
        self.db.rows("SELECT body FROM alert ORDER BY key", &[], |row| row.text(0))
    }

    /// Keeps an alert as sent.
    ///
    /// # Errors
    /// When the database can't.
    pub fn put_alert(&mut self, rule: &str, day: &str, body: &str) -> Result<(), StoreError> {
        self.db.transaction(|db| {
            let key = Store::keys(db, 1)?;
            db.insert("alert", &["key", "rule", "day", "body"], &[vec![key.into(), rule.into(), day.into(), body.into()]])
        })
    }

    /// Puts events of another program in; what is there already stays. One transaction.
    ///
    /// # Errors
    /// When the database can't; then none is in.
    pub fn put_imports(&mut self, events: &[Import]) -> Result<(), StoreError> {
        let rows: Vec<Vec<Value>> = events
            .iter()
            .map(|e| {
                vec![
                    e.source.as_str().into(),
                    e.id.as_str().into(),
                    e.day.as_str().into(),
                    e.from.as_deref().into(),
                    e.to.as_deref().into(),
                    e.quad.map(i64::from).into(),
                    e.code.as_deref().into(),
                    e.score.into(),
                ]
            })
            .collect();
        let columns = ["source", "id", "day", "from_country", "to_country", "quad", "code", "score"];
        self.db.transaction(|db| db.insert("import", &columns, &rows))
    }

    /// The course of two countries in other programs' events, both ways together, by source and day.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn import_days(&mut self, [a, b]: &[String; 2], period: [&str; 2]) -> Result<Vec<ImportDay>, StoreError> {
        let sql = "SELECT source, day, COALESCE(quad, 0), COUNT(*), COALESCE(SUM(score), 0.0) FROM import \
                   WHERE ((from_country = $1 AND to_country = $2) OR (from_country = $2 AND to_country = $1)) AND day BETWEEN $3 AND $4 \
                   GROUP BY source, day, quad ORDER BY source, day, quad";
        let values: Vec<Value> = vec![a.as_str().into(), b.as_str().into(), period[0].into(), period[1].into()];
        self.db.rows(sql, &values, |row| {
            Ok(ImportDay {
                source: row.text(0)?,
                day: row.text(1)?,
                quad: u8::try_from(row.int(2)?).unwrap_or(0),
                count: u64::try_from(row.int(3)?).unwrap_or(0),
                score: row.real(4)?,
            })
        })
    }
}
