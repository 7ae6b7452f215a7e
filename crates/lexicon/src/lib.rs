//! Actors, roles, frames, cues and the ontology: loader, checker and compiler to one embedded asset.
//!
//! The files under `lexicons/` are data that an area expert edits. [`Entries::read`] takes their text and
//! reports every problem with file and line; [`Lexicon::compile`] makes of them what the coder asks. [`Assets`] stores
//! both when a binary is built, so that a start has neither to do.

mod actors;
mod asset;
mod check;
mod compile;
mod cues;
mod discards;
mod entry;
mod folder;
mod form;
mod gazetteer;
mod name;
mod petrarch;
mod roles;
mod source;
mod stats;

pub use actors::{ActorIndex, ActorKind, ActorRef, Holding, NameMatch};
pub use asset::{AssetError, Assets, read_compiled, read_entries};
pub use check::warnings;
pub use compile::{FrameInfo, Lexicon};
pub use cues::{Complement, CueIndex, CueMatch};
pub use discards::DiscardIndex;
pub use entry::{
    CounterExample, Cue, Discard, Entries, Example, FrameFile, Group, Holder, Metonym, Office, Origin, Owner, PatternEntry, Role, State,
};
pub use folder::{FolderRead, read_files};
pub use gazetteer::{CountryRef, Gazetteer, GazetteerBuilder, GazetteerError, NewCountry, NewPlace, PlaceKind, PlaceRef, middle};
pub use name::normalize;
pub use petrarch::Knowledge;
pub use roles::RoleIndex;
pub use source::{FileRead, LexiconProblem, Severity, SourceFile, read_folder, read_mixed_folder};
pub use stats::{Section, Stats};
