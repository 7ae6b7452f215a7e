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
    #[error(
        "the store {location} has schema {found}; this version of detente reads up to {known}. Upgrade detente to use it; nothing was changed"
    )]
    Newer {
        /// Path or URL without password.
        location: String,
        /// Its schema.
        found: i64,
        /// The newest one that is known.
        known: i64,
    },
    /// It was written by an older version and can't be brought to this one.
    #[error(
        "the store {location} has schema {found} and must be brought to {known}, but it is read-only. Run any command on it once where it \
         and its folder can be written"
    )]
    Older {
        /// Path or URL without password.
        location: String,
        /// Its schema, 0 of an empty file.
        found: i64,
        /// The one that is needed.
        known: i64,
    },
    /// What went wrong, and with which store.
    #[error("the store {location}: {error}")]
    At {
        /// Path or URL without password.
        location: String,
        /// What went wrong.
        error: Box<StoreError>,
    },
    /// Another process holds it.
    #[error(
        "another process was writing to it all the {seconds} s that were waited; nothing of this step was written. Try again when the other is done"
    )]
    Busy {
        /// How long was waited.
        seconds: u64,
    },
    /// No space is left.
    #[error(
        "no space is left on its disk; what was written before is kept, this step is not. Free some space and run the command again: \
         it goes on from here"
    )]
    Full,
    /// The system refuses to write or read it.
    #[error(
        "{0}: its disk is full or failing, or the process may not write a file of that size; what was written before is kept, this step is \
         not. Run the command again when that is mended: it goes on from here"
    )]
    Refused(String),
    /// It may not be written.
    #[error("it can't be written: the file, its folder or its disk is read-only for this user")]
    ReadOnly,
    /// What stands in it can't be read.
    #[error("it is damaged: {0}. Restore a copy, or make it anew from the reports")]
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

impl StoreError {
    /// The same with the name of the store, where it does not have one yet.
    pub(crate) fn at(self, location: &str) -> StoreError {
        match self {
            StoreError::Busy { .. }
            | StoreError::Full
            | StoreError::Refused(_)
            | StoreError::ReadOnly
            | StoreError::Damaged(_)
            | StoreError::Database(_) => StoreError::At { location: location.to_owned(), error: Box::new(self) },
            named => named,
        }
    }

    /// What went wrong, whichever store it was.
    pub fn kind(&self) -> &StoreError {
        match self {
            StoreError::At { error, .. } => error.kind(),
            other => other,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match e.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { seconds: crate::database::PATIENCE.as_secs() },
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::SystemIoFailure) => StoreError::Refused(e.to_string()),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => StoreError::ReadOnly,
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
            _ => StoreError::Database(crate::opening::reason_of(&e)),
        }
    }
}
