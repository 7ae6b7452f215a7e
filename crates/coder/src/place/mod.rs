//! Names of places in a report and which places they mean.
//!
//! [`names`] finds the names in each sentence with all that may bear them; [`resolve`] then chooses among the bearers by
//! what the whole report says. [`referred`] finds what is meant by other words ("here", "the capital"), [`setting`] the one
//! place that a report is about, and [`offset`] what lies at a distance from a name.

mod names;
mod offset;
mod referred;
mod resolve;
mod setting;
#[cfg(test)]
mod tests;

pub use names::KINDS;
pub use offset::offset;
pub use referred::referred;
pub use resolve::of_country;
pub use setting::{Placed, Setting, item_dateline, setting};

use crate::mention::Mention;
use detente_lexicon::Lexicon;
use detente_nlp::Sentence;
use detente_record::Place;
use detente_text::TokenSpan;

/// A place name in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Toponym {
    /// Its words.
    pub tokens: TokenSpan,
    /// Its syntactic head.
    pub head: usize,
    /// The place that it means; `span` is left empty. Without coordinates where no gazetteer knows the name.
    pub place: Place,
}

/// A sentence with the names of actors in it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The tree.
    pub s: &'a Sentence,
    /// The names of actors.
    pub mentions: &'a [Mention],
}

/// The place names of a report's sentences, resolved together. A name whose bearers all fit badly is left out; one that
/// nobody bears, but that the sentence uses as a place ("the village of …"), is a place without a pin.
///
/// `dateline` is the place from which the report was sent, as it is written; the second value is what it means.
pub fn toponyms(sentences: &[Named<'_>], lexicon: &Lexicon, dateline: Option<&str>) -> (Vec<Vec<Toponym>>, Option<Place>) {
    let found: Vec<Vec<names::Name<'_>>> = sentences.iter().map(|s| names::names(*s, lexicon)).collect();
    let (chosen, sent_from) = resolve::resolve(sentences, &found, lexicon, dateline);
    let pinned =
        |(name, place): (names::Name<'_>, Option<Place>)| place.map(|place| Toponym { tokens: name.tokens, head: name.head, place });
    let toponyms = found.into_iter().zip(chosen).map(|(names, places)| names.into_iter().zip(places).filter_map(pinned).collect());
    (toponyms.collect(), sent_from)
}
