//! What can go wrong with a store, in words for the one who has to do something about it.

/// Why a store can't do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It can't be opened.
    #[error("the store {location} can't be opened: {reason}")]
    Open {
        /// Path or URL without password.
        location: String,
        /// What the system says.
        reason: String,
    },
    /// The file is no store of ours.
    #[error("{location} is no store of detente: {reason}; nothing was changed")]
    Foreign {
        /// Path or URL without password.
        location: String,
        /// What was found.
        reason: String,
    },
    /// It was written by a newer version.
    #[error("the store {location} has schema {found}; this version reads up to {known}. Use a newer detente; nothing was changed")]
    Newer {
        /// Path or URL without password.
        location: String,
        /// Its schema.
        found: i64,
        /// The newest one that is known.
        known: i64,
    },
    /// Another process holds it.
    #[error("another process is writing to the store; waited {seconds} s. Try again when it is done; nothing of this step was written")]
    Busy {
        /// How long was waited.
        seconds: u64,
    },
    /// No space is left.
    #[error("no space is left for the store; what was written before is kept, this step is not")]
    Full,
    /// It may not be written.
    #[error("the store can't be written: it or its folder is read-only")]
    ReadOnly,
    /// What stands in it can't be read.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// A value of a filter or record can't be.
    #[error("{0}")]
    Value(String),
    /// Where the answer goes can't take it.
    #[error("the output can't be written: {0}")]
    Output(#[source] std::io::Error),
    /// Anything else the database says.
    #[error("the database says: {0}")]
    Database(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match e.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { seconds: crate::database::PATIENCE.as_secs() },
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(e.to_string()),
            _ => StoreError::Database(e.to_string()),
        }
    }
}

impl From<postgres::Error> for StoreError {
    fn from(e: postgres::Error) -> Self {
        use postgres::error::SqlState;
        match e.code() {
            Some(c) if *c == SqlState::DISK_FULL => StoreError::Full,
            Some(c) if *c == SqlState::LOCK_NOT_AVAILABLE => StoreError::Busy { seconds: crate::database::PATIENCE.as_secs() },
            Some(c) if *c == SqlState::READ_ONLY_SQL_TRANSACTION || *c == SqlState::INSUFFICIENT_PRIVILEGE => StoreError::ReadOnly,
            _ => StoreError::Database(e.as_db_error().map_or_else(|| e.to_string(), |d| d.message().to_owned())),
        }
    }
}
