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
pub use origins::{Families, FamiliesError, ReportKey, origins};
pub use signature::Signature;
pub use words::Words;

use detente_record::Event;
use times::Window;

/// An event with what its sentence is compared by.
#[derive(Debug, Clone)]
pub struct Telling {
    /// As coded.
    pub event: Event,
    /// The words of its sentence.
    pub words: Words,
    /// Id of the origin that its report belongs to.
    pub origin: String,
    late: Option<Late>,
    when: Option<Window>,
}

impl Telling {
    /// Prepares an event for comparison.
    pub fn new(event: Event, origin: String) -> Telling {
        Telling { words: Words::of_event(&event), when: Window::of(&event, 0), late: None, event, origin }
    }

    /// The same, where its report was posted late: it is compared by the days before. The event stays as coded.
    #[must_use]
    pub fn posted_late(self, late: Option<Late>) -> Telling {
        let days = late.as_ref().map_or(0, |l| l.days);
        Telling { when: Window::of(&self.event, days), late, ..self }
    }

    /// The days in which it lies.
    fn window(&self) -> Option<Window> {
        self.when
    }

    /// By how much its report is late, if its own day is late with it.
    fn late(&self) -> Option<&Late> {
        self.late.as_ref()
    }
}
