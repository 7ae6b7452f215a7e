//! The two databases behind one face: statements with numbered parameters, rows of plain values.

use crate::StoreError;
use crate::filter::Json;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How long a statement waits for another process's transaction.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Rows that go to a server with one statement, each of which is a way there and back; what is left goes with the next
/// smaller number, so that few statements are prepared.
const ROWS: [usize; 3] = [200, 20, 1];

/// Memory for pages of the file, KiB: the indexes by id are hit everywhere, and those of a million events fit in.
const CACHE: u32 = 196_608;

/// Pages of the log after which its content is taken over into the file: pages that change with every batch are then written
/// once for several batches (256 MiB).
const LOG_PAGES: u32 = 65_536;

/// What may stay of the log's file after that, bytes.
const LOG_KEPT: u32 = 64 << 20;

/// Values of a list that one statement asks for.
const LISTED: usize = 200;

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl From<&str> for Value {
    fn from(s: &str) -> Self {
        Value::Text(s.to_owned())
    }
}

impl From<String> for Value {
    fn from(s: String) -> Self {
        Value::Text(s)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Value::Int(n)
    }
}

impl From<f64> for Value {
    fn from(n: f64) -> Self {
        Value::Real(n)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Value::Null, Into::into)
    }
}

/// One row of an answer.
pub(crate) struct Row(Vec<Value>);

impl Row {
    pub(crate) fn str(&self, column: usize) -> Result<&str, StoreError> {
        match self.0.get(column) {
            Some(Value::Text(s)) => Ok(s),
            other => Err(StoreError::Damaged(format!("column {column} holds {other:?}; expected text"))),
        }
    }

    pub(crate) fn text(&self, column: usize) -> Result<String, StoreError> {
        self.str(column).map(str::to_owned)
    }

    pub(crate) fn maybe_text(&self, column: usize) -> Option<String> {
        match self.0.get(column) {
            Some(Value::Text(s)) => Some(s.clone()),
            _ => None,
        }
    }

    pub(crate) fn int(&self, column: usize) -> Result<i64, StoreError> {
        match self.0.get(column) {
            Some(Value::Int(n)) => Ok(*n),
            other => Err(StoreError::Damaged(format!("column {column} holds {other:?}; expected a whole number"))),
        }
    }

    pub(crate) fn real(&self, column: usize) -> Result<f64, StoreError> {
        match self.0.get(column) {
            Some(Value::Real(n)) => Ok(*n),
            Some(Value::Int(n)) => Ok(*n as f64),
            other => Err(StoreError::Damaged(format!("column {column} holds {other:?}; expected a number"))),
        }
    }

    pub(crate) fn bytes(&self, column: usize) -> &[u8] {
        match self.0.get(column) {
            Some(Value::Blob(b)) => b,
            _ => &[],
        }
    }
}

/// A connection to one of the two.
pub(crate) enum Database {
    Sqlite(rusqlite::Connection),
    Postgres(Box<Postgres>),
}

/// A PostgreSQL connection with the statements that it has prepared.
pub(crate) struct Postgres {
    client: postgres::Client,
    prepared: BTreeMap<String, postgres::Statement>,
}

impl Database {
    /// How a record is read within a statement.
    pub(crate) fn json(&self) -> Json {
        match self {
            Database::Sqlite(_) => Json::Sqlite,
            Database::Postgres(_) => Json::Postgres,
        }
    }

    /// What a connection needs before its first use.
    pub(crate) fn settle(&mut self) -> Result<(), StoreError> {
        match self {
            // WAL: readers do not wait for the writer. NORMAL: a killed process loses nothing that was committed; only a
            // power cut may lose the last transactions, and never leaves a half one.
            Database::Sqlite(c) => {
                if !c.is_readonly(rusqlite::MAIN_DB)? {
                    write_ahead(c)?;
                }
                c.execute_batch(&format!(
                    "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -{CACHE}; PRAGMA temp_store = MEMORY; \
                     PRAGMA wal_autocheckpoint = {LOG_PAGES}; PRAGMA journal_size_limit = {LOG_KEPT};"
                ))?;
            }
            Database::Postgres(p) => {
                p.client.batch_execute(&format!("SET lock_timeout = '{}s'; SET client_min_messages = warning", PATIENCE.as_secs()))?
            }
        }
        Ok(())
    }

    /// Runs statements of the schema; the words of the column types differ.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Database::Sqlite(c) => {
                let sql = sql
                    .replace("{int}", "INTEGER")
                    .replace("{real}", "REAL")
                    .replace("{blob}", "BLOB")
                    .replace("{clustered}", "WITHOUT ROWID")
                    .replace("{days}", "julianday(end_day) - julianday(start_day)");
                c.execute_batch(&sql)?;
            }
            Database::Postgres(p) => {
                let sql = sql
                    .replace("{int}", "BIGINT")
                    .replace("{real}", "DOUBLE PRECISION")
                    .replace("{blob}", "BYTEA")
                    .replace("{clustered}", "")
                    .replace("{days}", "CAST(end_day AS DATE) - CAST(start_day AS DATE)");
                p.client.batch_execute(&sql)?;
            }
        }
        Ok(())
    }

    /// Runs one statement; gives the number of rows it changed.
    pub(crate) fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        match self {
            Database::Sqlite(c) => Ok(c.prepare_cached(&numbered(sql))?.execute(rusqlite::params_from_iter(values))? as u64),
            Database::Postgres(p) => {
                let statement = p.statement(sql)?;
                Ok(p.client.execute(&statement, &parameters(values))?)
            }
        }
    }

    /// Hands every row of an answer to `each`.
    pub(crate) fn each(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Database::Sqlite(c) => {
                let mut statement = c.prepare_cached(&numbered(sql))?;
                let columns = statement.column_count();
                let mut rows = statement.query(rusqlite::params_from_iter(values))?;
                while let Some(row) = rows.next()? {
                    each(Row((0..columns).map(|i| row.get_ref(i).map(Value::from)).collect::<Result<_, _>>()?))?;
                }
            }
            Database::Postgres(p) => {
                use postgres::fallible_iterator::FallibleIterator;
                let statement = p.statement(sql)?;
                let mut rows = p.client.query_raw(&statement, values)?;
                while let Some(row) = rows.next()? {
                    each(Row((0..row.len()).map(|i| value_of(&row, i)).collect::<Result<_, _>>()?))?;
                }
            }
        }
        Ok(())
    }

    /// All rows, made into something.
    pub(crate) fn rows<T>(
        &mut self,
        sql: &str,
        values: &[Value],
        make: impl Fn(Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut all = Vec::new();
        self.each(sql, values, &mut |row| {
            all.push(make(row)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// Puts rows into a table; what is there already by its key stays.
    pub(crate) fn insert(&mut self, table: &str, columns: &[&str], rows: &[Vec<Value>]) -> Result<(), StoreError> {
        match self {
            Database::Sqlite(c) => {
                // The statement is made once; a row costs its own work only.
                let mut statement = c.prepare_cached(&numbered(&insertion(table, columns, 1)))?;
                for row in rows {
                    statement.execute(rusqlite::params_from_iter(row))?;
                }
            }
            Database::Postgres(p) => {
                let mut rest = rows;
                for size in ROWS {
                    let (now, later) = rest.split_at(rest.len() - rest.len() % size);
                    rest = later;
                    if now.is_empty() {
                        continue;
                    }
                    let statement = p.statement(&insertion(table, columns, size))?;
                    for chunk in now.chunks(size) {
                        let values: Vec<&(dyn ToSql + Sync)> = chunk.iter().flatten().map(|v| v as &(dyn ToSql + Sync)).collect();
                        p.client.execute(&statement, &values)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Does `work` as a whole or not at all.
    pub(crate) fn transaction<T>(&mut self, work: impl FnOnce(&mut Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.begin()?;
        let done = work(self);
        // The first error says what went wrong; that of the way back would hide it.
        let ended = self.end(done.is_ok());
        let value = done?;
        ended.map(|()| value)
    }

    /// Opens a transaction. One process writes at a time: what a transaction reads stays so until it ends.
    pub(crate) fn begin(&mut self) -> Result<(), StoreError> {
        let begun = match self {
            Database::Sqlite(_) => self.plain("BEGIN IMMEDIATE"),
            Database::Postgres(_) => self.plain("BEGIN; SELECT pg_advisory_xact_lock(hashtext('detente'), hashtext(current_schema()))"),
        };
        // A lock that was not to be had leaves the transaction open.
        begun.inspect_err(|_| _ = self.plain("ROLLBACK"))
    }

    /// Ends a transaction: keeps what was done, or nothing of it.
    pub(crate) fn end(&mut self, keep: bool) -> Result<(), StoreError> {
        let ended = self.plain(if keep { "COMMIT" } else { "ROLLBACK" });
        // A commit that failed leaves the transaction open.
        ended.inspect_err(|_| _ = self.plain("ROLLBACK"))
    }

    fn plain(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Database::Sqlite(c) => c.execute_batch(sql)?,
            Database::Postgres(p) => p.client.batch_execute(sql)?,
        }
        Ok(())
    }
}

/// Sets write-ahead logging. Two processes that do it at once on a new file can refuse each other without waiting.
fn write_ahead(c: &rusqlite::Connection) -> Result<(), StoreError> {
    let begun = Instant::now();
    loop {
        match c.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0)) {
            Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) && begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return Ok(done.map(|_| ())?),
        }
    }
}

impl Postgres {
    pub(crate) fn new(client: postgres::Client) -> Postgres {
        Postgres { client, prepared: BTreeMap::new() }
    }

    fn statement(&mut self, sql: &str) -> Result<postgres::Statement, StoreError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// The statement that puts so many rows into a table.
fn insertion(table: &str, columns: &[&str], rows: usize) -> String {
    let row = |r: usize| format!("({})", marks(r * columns.len() + 1, columns.len()));
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO {table} ({}) VALUES {} ON CONFLICT DO NOTHING", columns.join(","), rows.join(","))
}

/// So many parameters from number `first` on.
pub(crate) fn marks(first: usize, n: usize) -> String {
    (first..first + n).map(|m| format!("${m}")).collect::<Vec<_>>().join(",")
}

/// Statements that ask for everything of a list, a part of it each, with their values.
pub(crate) fn by_list(list: &[&str], sql: impl Fn(&str) -> String) -> Vec<(String, Vec<Value>)> {
    list.chunks(LISTED).map(|part| (sql(&marks(1, part.len())), part.iter().map(|v| (*v).into()).collect())).collect()
}

/// SQLite numbers its parameters with another sign; no statement of ours has a dollar elsewhere.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

/// Whether a location is a server's URL.
pub(crate) fn is_server(location: &str) -> bool {
    location.starts_with("postgres://") || location.starts_with("postgresql://")
}

/// A location as it may be shown: without the password.
pub(crate) fn shown(location: &str) -> String {
    let Some((scheme, rest)) = location.split_once("://") else { return location.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or_default()),
        None => location.to_owned(),
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|v| v as &(dyn ToSql + Sync)).collect()
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Real(n) => ValueRef::Real(*n),
            Value::Text(s) => ValueRef::Text(s.as_bytes()),
            Value::Blob(b) => ValueRef::Blob(b),
        }))
    }
}

impl From<rusqlite::types::ValueRef<'_>> for Value {
    fn from(v: rusqlite::types::ValueRef<'_>) -> Self {
        use rusqlite::types::ValueRef;
        match v {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(n) => Value::Int(n),
            ValueRef::Real(n) => Value::Real(n),
            ValueRef::Text(s) => Value::Text(str::from_utf8(s).map_or_else(|_| String::from_utf8_lossy(s).into_owned(), str::to_owned)),
            ValueRef::Blob(b) => Value::Blob(b.to_vec()),
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut postgres::types::private::BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            // A whole number where the column takes any.
            Value::Int(n) if *ty == Type::FLOAT8 => (*n as f64).to_sql(ty, out),
            Value::Int(n) => n.to_sql(ty, out),
            Value::Real(n) => n.to_sql(ty, out),
            Value::Text(s) => s.to_sql(ty, out),
            Value::Blob(b) => b.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::FLOAT8, Type::TEXT, Type::BYTEA, Type::VARCHAR].contains(ty)
    }

    to_sql_checked!();
}

fn value_of(row: &postgres::Row, i: usize) -> Result<Value, StoreError> {
    let ty = row.columns()[i].type_();
    Ok(match *ty {
        Type::INT8 => row.try_get::<_, Option<i64>>(i)?.into(),
        Type::INT4 => row.try_get::<_, Option<i32>>(i)?.map(i64::from).into(),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(i)?.into(),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i)?.map_or(Value::Null, Value::Blob),
        _ => row.try_get::<_, Option<String>>(i)?.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(shown("postgres://desk:secret@db.example:5432/crisis"), "postgres://desk@db.example:5432/crisis");
        assert_eq!(shown("postgres://db.example/crisis"), "postgres://db.example/crisis");
        assert_eq!(shown("crisis.db"), "crisis.db");
    }
}
