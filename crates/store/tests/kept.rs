//! Stores that older versions wrote are kept in `kept/`, one of each version of the schema, and opened by today's.

use detente_record::DocumentRef;
use detente_store::{Coding, Direction, Filter, Put, SCHEMA_VERSION, Store};
use std::path::Path;

/// A kept store, made a file again.
fn kept(version: i64, folder: &Path) -> String {
    let sql = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/kept/v{version}.sql"));
    let sql =
        std::fs::read_to_string(&sql).unwrap_or_else(|e| panic!("{}: {e}; every version of the schema has a kept store", sql.display()));
    let file = folder.join(format!("v{version}.db"));
    rusqlite::Connection::open(&file).expect("a file").execute_batch(&sql).expect("its tables");
    file.display().to_string()
}

fn tables(location: &str) -> Vec<(String, String)> {
    let connection = rusqlite::Connection::open(location).expect("it opens");
    let mut statement = connection.prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").expect("a query");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("an answer");
    rows.collect::<Result<_, _>>().expect("text")
}

#[test]
fn a_store_of_every_older_version_is_read_and_goes_on() {
    for version in 1..=SCHEMA_VERSION {
        let folder = tempfile::tempdir().expect("a folder");
        let location = kept(version, folder.path());
        let mut store = Store::open(&location).expect("it opens");
        let (mut documents, mut events, mut incidents) = (Vec::new(), Vec::new(), Vec::new());
        store
            .documents(&mut |d| {
                documents.push(d);
                Ok(())
            })
            .expect("documents");
        store
            .events(&Filter::default(), &mut |e| {
                events.push(e);
                Ok(())
            })
            .expect("events");
        store
            .incidents(&Filter::default(), &mut |i| {
                incidents.push(i);
                Ok(())
            })
            .expect("incidents");
        assert_eq!((documents.len(), events.len(), incidents.len()), (3, 6, 5), "version {version}");
        assert!(documents.iter().all(|d| !d.text.is_empty() && d.origin.is_some()), "version {version}");
        assert!(incidents.iter().any(|i| i.accounts.len() == 2 && !i.disputes.is_empty()), "version {version}");
        let dyad = ["IRN".to_owned(), "PAK".to_owned()];
        let all = ["0000-01-01", "9999-12-31"];
        let between = store.dyad_incidents(&dyad, Direction::Undirected, all, &Filter::default()).expect("incidents");
        assert_eq!(between.len(), 2, "version {version}");
        let document = DocumentRef { id: "new".to_owned(), ..DocumentRef::default() };
        let mut event = events[0].clone();
        (event.id, event.document) = ("new".to_owned(), document.clone());
        let coding =
            Coding { document: &document, text: "Text.", hash: "h", signature: &[], version: "2", events: &[event], problems: &[] };
        assert_eq!(store.put(&coding).expect("it goes in"), Put::New, "version {version}");
        assert_eq!(store.counts().expect("counts").events, 7, "version {version}");
    }
}

#[test]
fn an_older_store_gets_the_tables_of_a_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new.db").display().to_string();
    drop(Store::open(&new).expect("a store"));
    for version in 1..=SCHEMA_VERSION {
        let location = kept(version, folder.path());
        drop(Store::open(&location).expect("it opens"));
        assert_eq!(tables(&location), tables(&new), "version {version}; a step that was released is never changed");
    }
}
