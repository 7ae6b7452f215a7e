//! Commands on a store: reports in; events, incidents, disputes, dyads and alerts out.

mod alerts;
pub mod args;
mod dyad;
mod hand;
mod ingest;
mod query;
mod show;

pub use alerts::run as alerts;
pub use dyad::run as dyad;
pub use hand::run as incident;
pub use ingest::run as ingest;
pub use query::{disputes, events, incidents};
