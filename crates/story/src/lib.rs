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
mod near;
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
pub use near::near;
pub use origins::{Families, FamiliesError, ReportKey, origins};
pub use signature::Signature;
pub use times::{FARTHEST, LONG, Window};
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
    /// Its [`keys`].
    pub keys: Vec<String>,
    /// The days in which it lies, where they are known.
    pub window: Option<Window>,
}

impl Telling {
    /// Prepares an event for comparison.
    pub fn new(event: Event, origin: String) -> Telling {
        Telling { words: Words::of(&event.text), keys: keys(&event), window: Window::of(&event), event, origin }
    }

    /// Whether both stand under one of their [`keys`]; otherwise they are never one incident.
    pub fn shares_key(&self, other: &Telling) -> bool {
        self.first_shared_key(other).is_some()
    }

    /// The first key under which both stand.
    pub fn first_shared_key(&self, other: &Telling) -> Option<&String> {
        self.keys.iter().find(|k| other.keys.binary_search(k).is_ok())
    }
}
