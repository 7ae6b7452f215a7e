//! The pattern language over dependency trees: parse, check, match, explain a miss.
//!
//! A pattern is written in the order of a plain active sentence; [`Predicates`] brings every
//! predicate of a parsed sentence into that form, so that diathesis is handled here once.
//! This crate knows no codes and no actors: a frame is a pattern with a label, and whether a word
//! denotes an actor is asked of the caller through [`Classes`].

mod argument;
mod matcher;
mod parse;
mod pattern;
mod words;

pub use argument::{Argument, Function, Grammar, Predicate, Predicates};
pub use matcher::{Classes, Filler, Frame, FrameSet, Match, Miss, NoClasses, Reading, is_negated, is_of_nobody};
pub use parse::{PatternError, parse_pattern};
pub use pattern::{Filter, Head, Kind, Pattern, Place, Role, Slot};
pub use words::{Word, WordLists, Words};
