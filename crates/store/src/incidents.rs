//! Incidents: kept as they were judged, found by what they are.

use crate::database::{Database, Value, by_list};
use crate::filter::{Of, Where};
use crate::rows::day;
use crate::{Direction, Filter, Store, StoreError};
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

/// What of an incident counts in the course of a dyad.
#[derive(Debug, Clone, PartialEq)]
pub struct DyadIncident {
    /// Its id.
    pub id: String,
    /// Country of the one who acts.
    pub source: String,
    /// Country of the one to whom it is done.
    pub target: String,
    /// Its first day, ISO 8601.
    pub start: String,
    /// Its last day.
    pub end: String,
    /// PLOVER type.
    pub event_type: String,
    /// 1 to 4.
    pub quad: u8,
    /// Goldstein score.
    pub goldstein: f64,
    /// Name of its factuality.
    pub factuality: String,
}

impl Store {
    /// Ids of events whose incidents have not been found since they came in or went, at most so many, sorted.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn waiting(&mut self, limit: usize) -> Result<Vec<String>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.db.rows("SELECT id FROM dirty ORDER BY id LIMIT $1", &[limit.into()], |row| row.text(0))
    }

    /// All events that wait, each with the day by which it is looked up ([`Days`](crate::Days)): what has no day, lasts long or
    /// has gone first, then by day and id.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn waiting_by_day(&mut self) -> Result<Vec<(Option<String>, String)>, StoreError> {
        let sql = "SELECT dirty.id, event.start_day, event.end_day, event.published FROM dirty \
                   LEFT JOIN event ON event.id = dirty.id AND event.current = 1";
        let mut waiting = self.db.rows(sql, &[], |row| {
            let (start, end, published) = (row.maybe_text(1), row.maybe_text(2), row.maybe_text(3));
            Ok((day(start.as_deref().zip(end.as_deref()), published.as_deref()).map(str::to_owned), row.text(0)?))
        })?;
        waiting.sort();
        waiting.dedup();
        Ok(waiting)
    }

    /// The events that stand in one incident with one of these now.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn companions(&mut self, ids: &[String]) -> Result<BTreeSet<String>, StoreError> {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut found = BTreeSet::new();
        let sql = |marks: &str| {
            format!("SELECT other.event FROM account own JOIN account other ON own.incident = other.incident WHERE own.event IN ({marks})")
        };
        for (sql, values) in by_list(&ids, sql) {
            found.extend(self.db.rows(&sql, &values, |row| row.text(0))?);
        }
        Ok(found)
    }

    /// The incident in which each of these events stands now.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn incidents_of(&mut self, events: &[&str]) -> Result<BTreeMap<String, String>, StoreError> {
        let mut of = BTreeMap::new();
        for (sql, values) in incidents_by_event(events) {
            of.extend(self.db.rows(&sql, &values, |row| Ok((row.text(0)?, row.text(1)?)))?);
        }
        Ok(of)
    }

    /// Puts `incidents` in the place of all in which one of their events or of `done` stands, with why they are what they are
    /// (by incident), and takes `done` from what waits; one transaction.
    ///
    /// # Errors
    /// When the database can't; then nothing has changed.
    pub fn put_incidents(
        &mut self,
        done: &[String],
        incidents: &[Incident],
        why: &BTreeMap<String, Vec<String>>,
    ) -> Result<(), StoreError> {
        self.db.transaction(|db| {
            let done: Vec<&str> = done.iter().map(String::as_str).collect();
            let told = incidents.iter().flat_map(|i| &i.accounts).map(|a| a.event.id.as_str());
            let events: BTreeSet<&str> = done.iter().copied().chain(told).collect();
            let mut old: BTreeSet<String> = BTreeSet::new();
            for (sql, values) in incidents_by_event(&events.into_iter().collect::<Vec<_>>()) {
                old.extend(db.rows(&sql, &values, |row| row.text(1))?);
            }
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            for table in ["account WHERE incident", "incident WHERE id", "incident_dyad WHERE incident", "decision WHERE incident"] {
                for (sql, values) in by_list(&old, |marks| format!("DELETE FROM {table} IN ({marks})")) {
                    db.run(&sql, &values)?;
                }
            }
            for (sql, values) in by_list(&done, |marks| format!("DELETE FROM dirty WHERE id IN ({marks})")) {
                db.run(&sql, &values)?;
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

    /// The incidents between two countries that begin in a period and that `filter` wants, once for each pair of theirs, without
    /// their accounts. An act that goes both ways stands once where the directions are together.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn dyad_incidents(
        &mut self,
        [a, b]: &[String; 2],
        direction: Direction,
        [from, to]: [&str; 2],
        filter: &Filter,
    ) -> Result<Vec<DyadIncident>, StoreError> {
        let pairs = match direction {
            Direction::Directed => vec![(a, b, "")],
            Direction::Undirected => vec![(a, b, " AND d.back = 0"), (b, a, " AND d.back = 0")],
        };
        let mut found = Vec::new();
        for (source, target, once) in pairs {
            let whole = *filter == Filter::default();
            let mut w = if whole { Where::new(self.db.json()) } else { filter.condition(Of::Incidents, self.db.json()) };
            let wanted =
                if whole { String::new() } else { format!(" AND d.incident IN (SELECT incident.id FROM incident WHERE {})", w.sql()) };
            let [source, target, from, to] = [source.as_str(), target.as_str(), from, to].map(|v| w.value(v));
            let sql = format!(
                "SELECT i.id, d.source, d.target, i.start_day, i.end_day, i.event_type, i.quad, i.goldstein, i.factuality \
                 FROM incident_dyad d JOIN incident i ON i.id = d.incident WHERE d.source = {source} AND d.target = {target} \
                 AND d.day BETWEEN {from} AND {to}{once}{wanted} ORDER BY d.day, d.incident"
            );
            found.extend(self.db.rows(&sql, &w.values, |row| {
                Ok(DyadIncident {
                    id: row.text(0)?,
                    source: row.text(1)?,
                    target: row.text(2)?,
                    start: row.text(3)?,
                    end: row.text(4)?,
                    event_type: row.text(5)?,
                    quad: u8::try_from(row.int(6)?).unwrap_or(0),
                    goldstein: row.real(7)?,
                    factuality: row.text(8)?,
                })
            })?);
        }
        Ok(found)
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

    /// Which finding of origins the documents have; `None` where documents came in since.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn origins_found(&mut self) -> Result<Option<String>, StoreError> {
        Ok(self.db.rows("SELECT value FROM meta WHERE name = 'origins'", &[], |row| row.text(0))?.pop())
    }

    /// Sets the origins of all documents; events of a document whose origin changes wait for their incidents again.
    ///
    /// # Errors
    /// When the database can't; then nothing has changed.
    pub fn set_origins(&mut self, origins: &BTreeMap<String, String>) -> Result<usize, StoreError> {
        let before = self.origins()?;
        let changed: Vec<(&String, &String)> = origins.iter().filter(|(document, origin)| before.get(*document) != Some(*origin)).collect();
        self.db.transaction(|db| {
            for (document, origin) in &changed {
                db.run("UPDATE document SET origin = $1 WHERE id = $2", &[origin.as_str().into(), document.as_str().into()])?;
                // The events of a document without an origin have not been grouped yet; they wait already.
                if before.contains_key(*document) {
                    let sql =
                        "INSERT INTO dirty (id) SELECT DISTINCT id FROM event WHERE current = 1 AND document = $1 ON CONFLICT DO NOTHING";
                    db.run(sql, &[document.as_str().into()])?;
                }
            }
            let found = Store::keys(db, 1)?;
            forget_origins(db)?;
            db.insert("meta", &["name", "value"], &[vec!["origins".into(), found.to_string().into()]])?;
            Ok(changed.len())
        })
    }
}

/// A document came in: the origins are to be found anew, also when this process does not live to do it.
pub(crate) fn forget_origins(db: &mut Database) -> Result<(), StoreError> {
    db.run("DELETE FROM meta WHERE name = 'origins'", &[]).map(|_| ())
}

/// The statements that ask for the incident of each of these events.
fn incidents_by_event(events: &[&str]) -> Vec<(String, Vec<Value>)> {
    by_list(events, |marks| format!("SELECT event, incident FROM account WHERE event IN ({marks})")).into_iter().collect()
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
