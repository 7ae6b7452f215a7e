//! The record that lasts: reports go into a store, tellings become incidents, dyads get their course.

mod codings;
mod course;
mod incidents;
mod ingest;
mod late;
mod neighbourhood;
mod watch;

pub use course::{Course, CourseRequest};
pub use incidents::Refreshed;
pub use ingest::{Read, Version, coded_line};
pub use watch::{Watch, Watched};

use detente_series::SeriesError;
use detente_store::{Store, StoreError};

/// A store with the judgement that its records need.
pub struct Archive {
    store: Store,
    families: detente_story::Families,
}

/// Why something about a store can't be done.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The store can't.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A series can't be made.
    #[error(transparent)]
    Series(#[from] SeriesError),
    /// Something stored can't be read.
    #[error("{what} in the store can't be read: {reason}")]
    Stored {
        /// What.
        what: &'static str,
        /// Why.
        reason: String,
    },
    /// The list of publishers' families is wrong.
    #[error("the list of publishers' families: {0}")]
    Families(String),
    /// Something that was named is not there.
    #[error("{0}")]
    Missing(String),
}

/// Publishers that belong to one house.
const FAMILIES: &str = include_str!("../../../../lexicons/publishers/families.toml");

impl Archive {
    /// Opens the store at `location`, a path or a `postgres://` URL; makes it if it is not there.
    ///
    /// # Errors
    /// When it can't be opened, is of a newer version, or is something else than a store.
    pub fn open(location: &str) -> Result<Archive, ArchiveError> {
        Ok(Archive { store: Store::open(location)?, families: families()? })
    }

    /// Opens a store that must be there already.
    ///
    /// # Errors
    /// As [`Archive::open`], and when it is not there.
    pub fn existing(location: &str) -> Result<Archive, ArchiveError> {
        Ok(Archive { store: Store::existing(location)?, families: families()? })
    }

    /// Does `work` in one transaction: all of it is kept or nothing, and no other process writes meanwhile.
    fn alone<T, E: From<ArchiveError>>(&mut self, work: impl FnOnce(&mut Archive) -> Result<T, E>) -> Result<T, E> {
        self.store.begin().map_err(ArchiveError::from)?;
        let done = work(self);
        // The first error says what went wrong; that of the way back would hide it.
        let ended = self.store.end(done.is_ok()).map_err(ArchiveError::from);
        let value = done?;
        ended?;
        Ok(value)
    }

    /// The store itself, for what needs no judgement.
    pub fn store(&mut self) -> &mut Store {
        &mut self.store
    }
}

fn families() -> Result<detente_story::Families, ArchiveError> {
    let read: detente_story::Families = toml::from_str(FAMILIES).map_err(|e| ArchiveError::Families(e.to_string()))?;
    read.checked().map_err(|e| ArchiveError::Families(e.to_string()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_publisher_stands_in_two_families() {
        super::families().expect("the list is right");
    }
}
