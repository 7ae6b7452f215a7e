//! Matches patterns against the predicates of a sentence and says why the others missed.
//!
//! [`set`] holds the frames and settles which match of a trigger counts; an [`attempt`] tries one frame at one trigger,
//! [`slot`] by slot, and asks [`place`] which arguments stand where a pattern puts them. [`found`] is what comes out.

mod attempt;
mod found;
mod negation;
mod place;
mod set;
mod slot;
mod stem;

pub use found::{Filler, Match, Miss, Reading};
pub use negation::{is_negated, is_of_nobody};
pub use set::{Frame, FrameSet};

/// What the caller knows about words: actors, places, sectors.
pub trait Classes {
    /// Whether the word that heads a phrase belongs to a class (`actor`, `person`, `MIL`; `time` keeps
    /// it out of every role).
    fn is(&self, token: usize, class: &str) -> bool;
}

/// Knows nothing: every class condition holds, but no word is a time.
#[derive(Debug, Clone, Copy)]
pub struct NoClasses;

impl Classes for NoClasses {
    fn is(&self, _: usize, class: &str) -> bool {
        class != "time"
    }
}
