//! The record on disk: documents, codings, events, incidents. It keeps and finds; it judges nothing.
//!
//! One schema in two databases: SQLite in a file, or PostgreSQL by a URL. Each document is one transaction, so that a
//! process that is killed loses at most the document in hand. Records leave it as Parquet, too.

mod database;
mod error;
mod events;
mod filter;
mod incidents;
mod kept;
mod late;
mod opening;
mod parquet;
mod put;
mod rows;
mod schema;
mod session;
mod store;

pub use detente_record::Direction;
pub use error::StoreError;
pub use events::{Days, Difference, StoredDocument, StoredProblem};
pub use filter::{Filter, Sides};
pub use incidents::DyadIncident;
pub use kept::{Import, ImportDay};
pub use late::LateBy;
pub use parquet::{Parquet, ParquetError};
pub use put::{Coding, Put};
pub use rows::EventRows;
pub use schema::SCHEMA_VERSION;
pub use store::{Counts, Store};
