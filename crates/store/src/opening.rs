//! Opening a database: what is there, what may be done with it, and why it can't be opened.

use crate::StoreError;
use crate::database::{Database, PATIENCE, Postgres, is_server, shown};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a server may take to answer where its URL says nothing else (`connect_timeout`).
const ANSWER: Duration = Duration::from_secs(10);

/// A database that was opened.
pub(crate) struct Opened {
    pub(crate) db: Database,
    /// Whether it can be read and nothing else.
    pub(crate) read_only: bool,
}

/// Opens a file, or connects to a server where `location` begins with `postgres://` or `postgresql://`. A file that is not
/// there is made where `make` says so.
pub(crate) fn open(location: &str, make: bool) -> Result<Opened, StoreError> {
    if is_server(location) {
        return Ok(Opened { db: Database::Postgres(Box::new(connect(location)?)), read_only: false });
    }
    let path = Path::new(location);
    if path.is_dir() {
        return Err(unopened(location, "it is a folder; expected a file, or a name for a new one".to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let flags = if make { flags | OpenFlags::SQLITE_OPEN_CREATE } else { flags };
    let connection = Connection::open_with_flags(path, flags).map_err(|e| unopened(location, reason(path, &e)))?;
    match looked_into(&connection) {
        Ok(()) => {
            let read_only = connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(false);
            Ok(Opened { db: Database::Sqlite(connection), read_only })
        }
        Err(e) => match e.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => {
                let reason = "it is no SQLite file".to_owned();
                Err(StoreError::Foreign { location: location.to_owned(), reason })
            }
            // The files that SQLite needs beside a store can't be made.
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => unchanging(location),
            _ => Err(StoreError::from(e).at(location)),
        },
    }
}

/// Takes a first look, with which SQLite reads the file for the first time.
fn looked_into(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.query_row("SELECT COUNT(*) FROM sqlite_master", [], |_| Ok(()))
}

/// Opens a file that can't change, since neither it nor its folder can be written.
fn unchanging(location: &str) -> Result<Opened, StoreError> {
    let path = Path::new(location);
    let journal = PathBuf::from(format!("{location}-wal"));
    if journal.exists() {
        let reason = format!(
            "{} holds what was written last and can't be read from a read-only folder; run any command on the store once where \
             its folder can be written",
            journal.display()
        );
        return Err(unopened(location, reason));
    }
    let escaped = location.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags);
    let connection = connection.map_err(|e| unopened(location, reason(path, &e)))?;
    looked_into(&connection).map_err(|e| unopened(location, reason(path, &e)))?;
    Ok(Opened { db: Database::Sqlite(connection), read_only: true })
}

fn connect(location: &str) -> Result<Postgres, StoreError> {
    let refused = |e: &postgres::Error| unopened(&shown(location), reason_of(e));
    let mut config: postgres::Config = location.parse().map_err(|e| refused(&e))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(ANSWER);
    }
    Ok(Postgres::new(config.connect(postgres::NoTls).map_err(|e| refused(&e))?))
}

fn unopened(location: &str, reason: String) -> StoreError {
    StoreError::Open { location: location.to_owned(), reason }
}

/// Why a file can't be opened, from what the system says of it and its folder.
fn reason(path: &Path, e: &rusqlite::Error) -> String {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.exists() {
        return format!("the folder {} does not exist", folder.display());
    }
    if !folder.is_dir() {
        return format!("{} is no folder", folder.display());
    }
    match std::fs::File::open(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            format!("no file can be made in the folder {}: it is read-only, not yours or its disk is full", folder.display())
        }
        Err(e) => e.to_string(),
        Ok(_) => e.to_string(),
    }
}

/// What a server or the way to it says.
pub(crate) fn reason_of(e: &postgres::Error) -> String {
    let mut reason = e.to_string();
    let mut source = std::error::Error::source(e);
    while let Some(cause) = source {
        let text = cause.to_string();
        if !reason.contains(&text) {
            reason = format!("{reason}: {text}");
        }
        source = cause.source();
    }
    reason
}
