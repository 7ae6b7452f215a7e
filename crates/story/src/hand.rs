//! What somebody decided by hand; it always wins.

use serde::{Deserialize, Serialize};

/// A decision by hand about events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "lowercase")]
pub enum Hand {
    /// They are one incident.
    Merge {
        /// Ids of events.
        events: Vec<String>,
    },
    /// No event of one list is the same incident as one of the other.
    Split {
        /// Ids of events.
        events: Vec<String>,
        /// Ids of events.
        from: Vec<String>,
    },
}
