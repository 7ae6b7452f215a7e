//! Tables, and how an older store becomes a newer one.

use crate::StoreError;
use crate::database::{Database, shown};
use crate::opening::Opened;

/// Version of the tables; stands in the store.
pub const SCHEMA_VERSION: i64 = 2;

/// What makes version 1, 2, … of the one before. A step that has been released is never changed.
const STEPS: [&str; SCHEMA_VERSION as usize] = [
    "
CREATE TABLE document (
  id TEXT PRIMARY KEY, uri TEXT, title TEXT, publisher TEXT, published TEXT, published_basis TEXT,
  hash TEXT NOT NULL, text TEXT NOT NULL, signature {blob} NOT NULL, origin TEXT);
CREATE TABLE coding (
  key {int} PRIMARY KEY, document TEXT NOT NULL, version TEXT NOT NULL, hash TEXT NOT NULL, current {int} NOT NULL,
  UNIQUE (document, version, hash));
CREATE TABLE event (
  key {int} PRIMARY KEY, coding {int} NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, current {int} NOT NULL,
  event_type TEXT NOT NULL, mode TEXT, quad {int} NOT NULL, cameo TEXT NOT NULL, goldstein {real} NOT NULL,
  factuality TEXT NOT NULL, start_day TEXT, end_day TEXT, place_country TEXT, place_adm1 TEXT, lat {real}, lon {real},
  killed {int}, confidence {real} NOT NULL, publisher TEXT, published TEXT, body TEXT NOT NULL);
CREATE INDEX event_id ON event (id);
CREATE INDEX event_document ON event (document);
CREATE INDEX event_day ON event (start_day);
CREATE TABLE party (
  event {int} NOT NULL, side {int} NOT NULL, place {int} NOT NULL, id TEXT, country TEXT, sectors TEXT NOT NULL, name TEXT NOT NULL, day TEXT,
  PRIMARY KEY (event, side, place)) {clustered};
CREATE INDEX party_country ON party (country, day);
CREATE TABLE dyad (
  source TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL, event {int} NOT NULL, back {int} NOT NULL, current {int} NOT NULL,
  factuality TEXT NOT NULL, event_type TEXT NOT NULL, quad {int} NOT NULL, goldstein {real} NOT NULL, intensity {real} NOT NULL,
  PRIMARY KEY (source, target, day, event)) {clustered};
CREATE INDEX dyad_event ON dyad (event);
CREATE TABLE problem (coding {int} NOT NULL, document TEXT NOT NULL, from_char {int}, to_char {int}, message TEXT NOT NULL);
CREATE INDEX problem_coding ON problem (coding);
CREATE TABLE dirty (id TEXT PRIMARY KEY);
CREATE TABLE incident (
  id TEXT PRIMARY KEY, event_type TEXT NOT NULL, mode TEXT, quad {int} NOT NULL, cameo TEXT NOT NULL, goldstein {real} NOT NULL, factuality TEXT NOT NULL,
  start_day TEXT, end_day TEXT, place_country TEXT, place_adm1 TEXT, lat {real}, lon {real}, killed {int}, reports {int} NOT NULL,
  origins {int} NOT NULL, disputes {int} NOT NULL, body TEXT NOT NULL);
CREATE INDEX incident_day ON incident (start_day);
CREATE TABLE account (event TEXT PRIMARY KEY, incident TEXT NOT NULL);
CREATE INDEX account_incident ON account (incident);
CREATE TABLE incident_dyad (
  source TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL, incident TEXT NOT NULL, back {int} NOT NULL,
  PRIMARY KEY (source, target, day, incident)) {clustered};
CREATE INDEX incident_dyad_incident ON incident_dyad (incident);
CREATE TABLE decision (incident TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX decision_incident ON decision (incident);
CREATE TABLE hand (key {int} PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE alert (key {int} PRIMARY KEY, rule TEXT NOT NULL, day TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE import (source TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, from_country TEXT, to_country TEXT, quad {int}, code TEXT, score {real},
  PRIMARY KEY (source, id, day));
CREATE INDEX import_dyad ON import (from_country, to_country, day);
INSERT INTO meta (name, value) VALUES ('next_key', '1');
",
    // An event is looked up by country and day, so that grouping need not walk through all others: what has no day stands
    // under that of its report, what lasts long under none, what names no country under '-'.
    "
UPDATE party SET day = (SELECT published FROM event WHERE event.key = party.event) WHERE day IS NULL;
UPDATE party SET day = NULL WHERE event IN (SELECT key FROM event WHERE end_day IS NOT NULL AND {days} > 61);
INSERT INTO party (event, side, place, id, country, sectors, name, day)
  SELECT key, 4, 0, NULL, '-', '', '', CASE WHEN end_day IS NULL THEN published WHEN {days} > 61 THEN NULL ELSE start_day END FROM event
  WHERE NOT EXISTS (SELECT 1 FROM party WHERE event = key AND side <> 2 AND country IS NOT NULL);
ALTER TABLE dirty RENAME TO dirty_before;
CREATE TABLE dirty (id TEXT NOT NULL, PRIMARY KEY (id)) {clustered};
INSERT INTO dirty SELECT id FROM dirty_before;
DROP TABLE dirty_before;
CREATE TABLE late (document TEXT PRIMARY KEY, days {int} NOT NULL, reason TEXT NOT NULL);
CREATE INDEX document_published ON document (published);
",
];

/// Brings a store to [`SCHEMA_VERSION`].
pub(crate) fn migrate(opened: &mut Opened, location: &str) -> Result<(), StoreError> {
    migrate_by(opened, location, &STEPS)
}

/// Brings a store to the version that so many steps make; all of them or none.
fn migrate_by(opened: &mut Opened, location: &str, steps: &[&str]) -> Result<(), StoreError> {
    let Opened { db, read_only } = opened;
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let found = version(db, location)?;
    if found > known {
        return Err(StoreError::Newer { location: shown(location), found, known });
    }
    if found < known && *read_only {
        return Err(StoreError::Older { location: shown(location), found, known });
    }
    db.settle()?;
    if found == known {
        return Ok(());
    }
    db.transaction(|db| {
        db.batch("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")?;
        // Another process may have been faster.
        let found = stored_version(db)?.unwrap_or(0);
        if found > known {
            return Err(StoreError::Newer { location: shown(location), found, known });
        }
        for step in steps.iter().skip(usize::try_from(found).unwrap_or(0)) {
            db.batch(step)?;
        }
        let insert = "INSERT INTO meta (name, value) VALUES ('schema', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        db.run(insert, &[known.to_string().into()])?;
        Ok(())
    })
}

/// The version of a store, 0 of an empty one.
fn version(db: &mut Database, location: &str) -> Result<i64, StoreError> {
    let tables = match db {
        Database::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Database::Postgres(_) => "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()",
    };
    let names = db.rows(tables, &[], |row| row.text(0))?;
    if names.is_empty() {
        return Ok(0);
    }
    let foreign = |reason: String| StoreError::Foreign { location: shown(location), reason };
    if !names.iter().any(|n| n == "meta") {
        return Err(foreign(format!("it has tables of somebody else ({})", names.join(", "))));
    }
    match stored_version(db) {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Err(foreign("its table `meta` tells no version of a schema".to_owned())),
        Err(StoreError::Database(reason)) => Err(foreign(format!("its table `meta` is of somebody else ({reason})"))),
        Err(e) => Err(e),
    }
}

/// The version that stands in a store's own table.
fn stored_version(db: &mut Database) -> Result<Option<i64>, StoreError> {
    let stored = db.rows("SELECT value FROM meta WHERE name = 'schema'", &[], |row| row.text(0))?;
    let number = |v: &String| v.parse().map_err(|_| StoreError::Damaged(format!("the schema's version is `{v}`; expected a number")));
    stored.first().map(number).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opening::open;

    const LATER: [&str; 3] = [
        STEPS[0],
        "ALTER TABLE document ADD COLUMN language TEXT; UPDATE document SET language = 'en';",
        "CREATE TABLE note (document TEXT NOT NULL, body TEXT NOT NULL); INSERT INTO note SELECT id, language FROM document;",
    ];

    fn columns(db: &mut Database, sql: &str) -> Vec<String> {
        db.rows(sql, &[], |row| row.text(0)).expect("an answer")
    }

    fn store_of_version_1(location: &str) {
        let mut first = open(location, true).expect("a file");
        migrate_by(&mut first, location, &LATER[..1]).expect("version 1");
        let document = "INSERT INTO document (id, hash, text, signature) VALUES ('d', 'h', 'Text.', '')";
        first.db.batch(document).expect("a document");
    }

    #[test]
    fn an_older_store_takes_every_step_once_and_keeps_what_it_holds() {
        let folder = tempfile::tempdir().expect("a folder");
        let location = folder.path().join("crisis.db").display().to_string();
        store_of_version_1(&location);
        for _ in 0..2 {
            let mut later = open(&location, false).expect("it is there");
            migrate_by(&mut later, &location, &LATER).expect("version 3");
            assert_eq!(stored_version(&mut later.db).expect("an answer"), Some(3));
            assert_eq!(columns(&mut later.db, "SELECT document || ' ' || body FROM note"), ["d en"]);
        }
        let refused = migrate(&mut open(&location, false).expect("it is there"), &location).expect_err("it is newer");
        assert!(matches!(refused, StoreError::Newer { found: 3, known: SCHEMA_VERSION, .. }), "{refused}");
    }

    #[test]
    fn a_step_that_fails_leaves_the_store_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let location = folder.path().join("crisis.db").display().to_string();
        store_of_version_1(&location);
        let mut opened = open(&location, false).expect("it is there");
        let broken = [LATER[0], LATER[1], "CREATE TABLE document (id TEXT)"];
        migrate_by(&mut opened, &location, &broken).expect_err("a table of that name is there");
        assert_eq!(stored_version(&mut opened.db).expect("an answer"), Some(1));
        assert!(!columns(&mut opened.db, "SELECT name FROM pragma_table_info('document')").contains(&"language".to_owned()));
        migrate(&mut opened, &location).expect("version 1 is still one");
    }
}
