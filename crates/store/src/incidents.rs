//! Incidents: kept as they were judged, found by what they are.

use crate::database::Value;
use crate::filter::Of;
use crate::{Filter, Store, StoreError};
use detente_record::{Incident, dyads};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 18] = [
    "id",
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
    "reports",
    "origins",
    "disputes",
    "body",
];

impl Store {
    /// Ids of events whose incidents have not been found since they came in or went, at most so many, sorted.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn waiting(&mut self, limit: usize) -> Result<Vec<String>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.db.rows("SELECT id FROM dirty ORDER BY id LIMIT $1", &[limit.into()], |row| row.text(0))
    }

    /// The events that stand in one incident with one of these now.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn companions(&mut self, ids: &[String]) -> Result<BTreeSet<String>, StoreError> {
        let mut found = BTreeSet::new();
        for chunk in ids.chunks(200) {
            let marks: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
            let values: Vec<Value> = chunk.iter().map(|id| id.as_str().into()).collect();
            let sql = format!(
                "SELECT other.event FROM account own JOIN account other ON own.incident = other.incident WHERE own.event IN ({})",
                marks.join(",")
            );
            found.extend(self.db.rows(&sql, &values, |row| row.text(0))?);
        }
        Ok(found)
    }

    /// Puts `incidents` in the place of all in which one of `events` stands, with why they are what they are (by incident), and
    /// takes `events` from those that wait; one transaction.
    ///
    /// # Errors
    /// When the database can't; then nothing has changed.
    pub fn put_incidents(
        &mut self,
        events: &[String],
        incidents: &[Incident],
        why: &BTreeMap<String, Vec<String>>,
    ) -> Result<(), StoreError> {
        self.db.transaction(|db| {
            for id in events {
                let id = [Value::from(id.as_str())];
                for old in db.rows("SELECT incident FROM account WHERE event = $1", &id, |row| row.text(0))? {
                    let old = [Value::from(old)];
                    db.run("DELETE FROM account WHERE incident = $1", &old)?;
                    db.run("DELETE FROM incident WHERE id = $1", &old)?;
                    db.run("DELETE FROM incident_dyad WHERE incident = $1", &old)?;
                    db.run("DELETE FROM decision WHERE incident = $1", &old)?;
                }
                db.run("DELETE FROM dirty WHERE id = $1", &id)?;
            }
            let (mut rows, mut accounts, mut pairs, mut decisions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            for incident in incidents {
                rows.push(row(incident)?);
                accounts.extend(incident.accounts.iter().map(|a| vec![Value::from(a.event.id.as_str()), incident.id.as_str().into()]));
                pairs.extend(dyad_rows(incident));
                decisions.extend(
                    why.get(&incident.id).into_iter().flatten().map(|w| vec![Value::from(incident.id.as_str()), w.as_str().into()]),
                );
            }
            db.insert("incident", &COLUMNS, &rows)?;
            db.insert("account", &["event", "incident"], &accounts)?;
            db.insert("incident_dyad", &["source", "target", "day", "incident", "back"], &pairs)?;
            db.insert("decision", &["incident", "body"], &decisions)
        })
    }

    /// Hands every incident that `filter` wants to `each`, by day; what has no day comes last.
    ///
    /// # Errors
    /// When the database can't answer, a record is damaged, or `each` fails.
    pub fn incidents(&mut self, filter: &Filter, each: &mut dyn FnMut(Incident) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut w = filter.condition(Of::Incidents, self.db.json());
        let limit = filter.limit.and_then(|n| i64::try_from(n).ok()).map(|n| format!(" LIMIT {}", w.value(n))).unwrap_or_default();
        let sql = format!(
            "SELECT incident.body FROM incident WHERE {} ORDER BY CASE WHEN incident.start_day IS NULL THEN 1 ELSE 0 END, incident.start_day, incident.id{limit}",
            w.sql()
        );
        self.db.each(&sql, &w.values, &mut |row| {
            let body = row.text(0)?;
            each(serde_json::from_str(&body).map_err(|e| StoreError::Damaged(format!("an incident can't be read: {e}")))?)
        })
    }

    /// Why an incident is what it is, in the order of the decisions.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn decisions(&mut self, incident: &str) -> Result<Vec<String>, StoreError> {
        self.db.rows("SELECT body FROM decision WHERE incident = $1", &[incident.into()], |row| row.text(0))
    }

    /// The origin of each document that has one.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn origins(&mut self) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT id, origin FROM document WHERE origin IS NOT NULL";
        Ok(self.db.rows(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))?.into_iter().collect())
    }

    /// Sets the origins of documents; events of a document whose origin changes wait for their incidents again.
    ///
    /// # Errors
    /// When the database can't; then nothing has changed.
    pub fn set_origins(&mut self, origins: &BTreeMap<String, String>) -> Result<usize, StoreError> {
        let before = self.origins()?;
        let changed: Vec<(&String, &String)> = origins.iter().filter(|(document, origin)| before.get(*document) != Some(*origin)).collect();
        self.db.transaction(|db| {
            for (document, origin) in &changed {
                db.run("UPDATE document SET origin = $1 WHERE id = $2", &[origin.as_str().into(), document.as_str().into()])?;
                let sql = "INSERT INTO dirty (id) SELECT DISTINCT id FROM event WHERE current = 1 AND document = $1 ON CONFLICT DO NOTHING";
                db.run(sql, &[document.as_str().into()])?;
            }
            Ok(changed.len())
        })
    }
}

fn row(i: &Incident) -> Result<Vec<Value>, StoreError> {
    let body = serde_json::to_string(i).map_err(|reason| StoreError::Value(format!("the incident {} can't be written: {reason}", i.id)))?;
    let place = i.place.as_ref();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(vec![
        i.id.as_str().into(),
        i.event_type.as_str().into(),
        i.mode.as_deref().into(),
        i64::from(i.quad_class).into(),
        i.cameo.as_str().into(),
        i.goldstein.into(),
        i.factuality.name().into(),
        i.date.as_ref().map(|d| d.start.as_str()).into(),
        i.date.as_ref().map(|d| d.end.as_str()).into(),
        place.and_then(|p| p.country.as_deref()).into(),
        place.and_then(|p| p.adm1.as_deref()).into(),
        place.and_then(|p| p.lat).into(),
        place.and_then(|p| p.lon).into(),
        i.killed.as_ref().and_then(|k| i64::try_from(k.best).ok()).into(),
        number(i.reports).into(),
        number(i.origins).into(),
        number(i.disputes.len()).into(),
        body.into(),
    ])
}

/// Pairs of the incident's own parties; an incident without a day is in no dyad's course.
fn dyad_rows(i: &Incident) -> Vec<Vec<Value>> {
    let (Some(date), Some(like)) = (&i.date, i.as_event()) else { return Vec::new() };
    dyads(&like)
        .into_iter()
        .map(|d| vec![d.source.into(), d.target.into(), date.start.as_str().into(), i.id.as_str().into(), i64::from(d.back).into()])
        .collect()
}
