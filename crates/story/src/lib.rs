//! Judgement across reports: which tellings are the same happening, how many independent origins tell it, and what is
//! disputed about it. No tokens, no trees, no input or output.
//!
//! Everything here is a function of a *set*: the order in which reports arrived changes nothing.

mod block;
mod disputes;
mod flags;
mod group;
mod hand;
mod incident;
mod link;
mod origins;
mod parties;
mod places;
mod signature;
mod times;
mod toll;
mod words;

pub use block::keys;
pub use group::{Decision, Grouping, group};
pub use hand::Hand;
pub use incident::incident;
pub use link::{Evidence, LINKED, evidence};
pub use origins::{Families, FamiliesError, ReportKey, origins};
pub use signature::Signature;
pub use words::Words;

use detente_record::Event;

/// An event with what its sentence is compared by.
#[derive(Debug, Clone)]
pub struct Telling {
    /// As coded.
    pub event: Event,
    /// The words of its sentence.
    pub words: Words,
    /// Id of the origin that its report belongs to.
    pub origin: String,
}

impl Telling {
    /// Prepares an event for comparison.
    pub fn new(event: Event, origin: String) -> Telling {
        Telling { words: Words::of_event(&event), event, origin }
    }
}
