//! Actors, roles, frames, cues and the ontology: loader, checker and compiler to one embedded asset.
//!
//! The files under `lexicons/` are data that an area expert edits. [`Entries::read`] takes their text and
//! reports every problem with file and line; [`Lexicon::compile`] makes of them what the coder asks. [`Assets`] stores
//! both when a binary is built, so that a start has neither to do.

mod actors;
mod asset;
mod compile;
mod cues;
mod entry;
mod form;
mod gazetteer;
mod name;
mod roles;
mod source;

pub use actors::{ActorIndex, ActorKind, ActorRef, Holding, NameMatch};
pub use asset::{AssetError, Assets, read_compiled, read_entries};
pub use compile::{FrameInfo, Lexicon};
pub use cues::{Complement, CueIndex, CueMatch};
pub use entry::{CounterExample, Cue, Entries, Example, FrameFile, Group, Holder, Metonym, Office, Owner, PatternEntry, Role, State};
pub use gazetteer::{CountryRef, Gazetteer, GazetteerBuilder, GazetteerError, NewCountry, NewPlace, PlaceKind, PlaceRef, middle};
pub use name::normalize;
pub use roles::RoleIndex;
pub use source::{LexiconProblem, Severity, SourceFile, read_folder};
