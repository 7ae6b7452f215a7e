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
mod late;
mod link;
#[cfg(test)]
mod made;
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
pub use late::{Late, MOST_LATE, late};
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
    late: Option<Late>,
}

impl Telling {
    /// Prepares an event for comparison.
    pub fn new(event: Event, origin: String) -> Telling {
        let window = Window::of(&event, 0);
        Telling { words: Words::of_event(&event), keys: keys(&event, window), window, late: None, event, origin }
    }

    /// The same, where its report was posted late: it is compared by the days before. The event stays as coded.
    #[must_use]
    pub fn posted_late(self, late: Option<Late>) -> Telling {
        let window = Window::of(&self.event, late.as_ref().map_or(0, |l| l.days));
        Telling { keys: keys(&self.event, window), window, late, ..self }
    }

    /// By how much its report is late.
    fn late(&self) -> Option<&Late> {
        self.late.as_ref()
    }

    /// Whether both stand under one of their [`keys`].
    pub fn shares_key(&self, other: &Telling) -> bool {
        self.first_shared_key(other).is_some()
    }

    /// The first key under which both stand.
    pub fn first_shared_key(&self, other: &Telling) -> Option<&String> {
        self.keys.iter().find(|k| other.keys.binary_search(k).is_ok())
    }
}
