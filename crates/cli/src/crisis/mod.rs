//! Commands on a store: reports in; events, incidents, disputes, dyads, alerts and changes out.

mod alerts;
pub mod args;
mod coded;
mod codings;
mod dyad;
mod export;
mod hand;
mod ingest;
mod query;
mod report;
mod show;
mod trees;

pub use alerts::run as alerts;
pub use codings::{changes, problems};
pub use dyad::run as dyad;
pub use export::{export, import};
pub use hand::run as incident;
pub use ingest::run as ingest;
pub use query::{disputes, events, incidents};
pub use report::run as report;
