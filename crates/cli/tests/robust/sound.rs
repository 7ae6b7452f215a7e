//! What holds in every store, whatever happened to the processes that wrote it.

use std::collections::BTreeMap;
use std::path::Path;

/// Queries that find what must not be, each with its name.
const NEVER: [(&str, &str); 12] = [
    (
        "an event without its coding",
        "SELECT event.id FROM event LEFT JOIN coding ON coding.key = event.coding
         WHERE coding.key IS NULL OR coding.document <> event.document OR coding.current <> event.current",
    ),
    ("a coding without its document", "SELECT document FROM coding WHERE document NOT IN (SELECT id FROM document)"),
    (
        "a document without one coding that counts",
        "SELECT document.id FROM document LEFT JOIN coding ON coding.document = document.id AND coding.current = 1
         GROUP BY document.id HAVING COUNT(coding.key) <> 1",
    ),
    ("an event twice", "SELECT id FROM event WHERE current = 1 GROUP BY id HAVING COUNT(*) <> 1"),
    ("a party without its event", "SELECT name FROM party WHERE event NOT IN (SELECT key FROM event)"),
    (
        "a pair without its event",
        "SELECT source FROM dyad LEFT JOIN event ON key = event WHERE key IS NULL OR event.current <> dyad.current",
    ),
    ("a problem without its coding", "SELECT message FROM problem WHERE coding NOT IN (SELECT key FROM coding)"),
    ("an account without its incident", "SELECT event FROM account WHERE incident NOT IN (SELECT id FROM incident)"),
    ("an incident without accounts", "SELECT id FROM incident WHERE id NOT IN (SELECT incident FROM account)"),
    ("a pair without its incident", "SELECT source FROM incident_dyad WHERE incident NOT IN (SELECT id FROM incident)"),
    ("a decision without its incident", "SELECT body FROM decision WHERE incident NOT IN (SELECT id FROM incident)"),
    (
        "an event that is in no incident and waits for none",
        "SELECT id FROM event WHERE current = 1 AND id NOT IN (SELECT event FROM account) AND id NOT IN (SELECT id FROM dirty)",
    ),
];

/// Every document's events, as they are kept.
pub type Documents = BTreeMap<String, Vec<String>>;

/// How far a store has come.
pub struct Reached {
    pub documents: Documents,
    pub incidents: usize,
    pub waiting: usize,
}

/// Holds that a store in SQLite is sound, and gives what is in it. It is opened as a copy, so that the files stay as they were
/// found.
pub fn sound(db: &Path) -> Reached {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db");
    for ending in ["", "-wal"] {
        let of = |path: &Path| format!("{}{ending}", path.display());
        if Path::new(&of(db)).exists() {
            std::fs::copy(of(db), of(&copy)).expect("copied");
        }
    }
    let connection = rusqlite::Connection::open(&copy).expect("it opens");
    let rows = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
        let rows = statement.query_map([], |row| row.get(0)).expect("an answer");
        rows.collect::<Result<_, _>>().expect("text")
    };
    assert_eq!(rows("PRAGMA integrity_check"), ["ok"]);
    if rows("SELECT name FROM sqlite_master WHERE type = 'table'").is_empty() {
        return Reached { documents: Documents::new(), incidents: 0, waiting: 0 };
    }
    for (what, sql) in NEVER {
        assert_eq!(rows(sql), [""; 0], "{what}");
    }
    incidents_are_whole(&rows);
    let mut documents: Documents = rows("SELECT id FROM document").into_iter().map(|id| (id, Vec::new())).collect();
    for body in rows("SELECT body FROM event WHERE current = 1 ORDER BY id") {
        let event: serde_json::Value = serde_json::from_str(&body).expect("an event");
        documents.get_mut(event["document"]["id"].as_str().expect("an id")).expect("its document").push(body);
    }
    let count = |table: &str| rows(&format!("SELECT id FROM {table}")).len();
    Reached { documents, incidents: count("incident"), waiting: count("dirty") }
}

/// An incident's accounts are those that the table has of it, and say what the events say.
fn incidents_are_whole(rows: &dyn Fn(&str) -> Vec<String>) {
    let mut accounts: Vec<String> = Vec::new();
    for body in rows("SELECT body FROM incident") {
        let incident: serde_json::Value = serde_json::from_str(&body).expect("an incident");
        let id = incident["id"].as_str().expect("an id");
        for account in incident["accounts"].as_array().expect("accounts") {
            accounts.push(format!("{} {id}", account["event"]["id"].as_str().expect("an id")));
        }
    }
    accounts.sort();
    assert_eq!(rows("SELECT event || ' ' || incident FROM account ORDER BY 1"), accounts, "accounts");
}
