//! What a pattern is once it has been parsed.

use crate::words::Words;
use serde::{Deserialize, Serialize};

/// Which role of an event a slot fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Who acts.
    Source,
    /// To whom.
    Target,
    /// Both at once: the parties of a reciprocal act, in one list or plural.
    Both,
}

/// What kind of word triggers a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A verb.
    Verb,
    /// An event noun.
    Noun,
    /// An adjective.
    Adjective,
}

/// Where an argument stands in the plain active form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Before the trigger: its logical subject.
    Subject,
    /// After the verb: its direct object.
    Object,
    /// Behind one of these prepositions.
    Preposition(Vec<String>),
    /// The possessive or modifier of a noun.
    Possessive,
    /// A clause that depends on the trigger.
    Clause,
    /// Anywhere beneath the trigger but as its subject: object, behind any preposition, clause, particle, and
    /// with the words that the pattern has asked for before.
    Anywhere,
}

/// What the head of an argument or clause must be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Head {
    /// One of these words.
    Words(Words),
    /// The trigger of an event that another frame has coded with one of these codes or below.
    Coded(Vec<String>),
    /// Anything at all.
    Any,
}

/// Conditions on the filler of a role.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Filter {
    /// Classes, all of which must hold (`person`, `armed`, a sector).
    pub classes: Vec<String>,
    /// The head must be one of these nouns.
    pub words: Option<Words>,
}

/// One part of a pattern besides its trigger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Slot {
    /// A role with its place.
    Role {
        /// Which role.
        role: Role,
        /// Where it stands.
        place: Place,
        /// What its filler must be.
        filter: Filter,
    },
    /// An argument that must be there, with arguments of its own.
    Lexical {
        /// Where it stands.
        place: Place,
        /// What it is.
        head: Head,
        /// Whether it must be negated.
        negated: bool,
        /// Roles and arguments inside; [`Place::Subject`] is the clause's own subject.
        inner: Vec<Slot>,
    },
}

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// Kind of the trigger.
    pub kind: Kind,
    /// Its words.
    pub words: Words,
    /// Whether the trigger must be negated.
    pub negated: bool,
    /// The rest.
    pub slots: Vec<Slot>,
}

impl Pattern {
    /// Whether any part refers to what other frames have coded, so that it must be matched after them.
    pub fn refers_to_codes(&self) -> bool {
        fn refers(slot: &Slot) -> bool {
            match slot {
                Slot::Role { .. } => false,
                Slot::Lexical { head: Head::Coded(_), .. } => true,
                Slot::Lexical { inner, .. } => inner.iter().any(refers),
            }
        }
        self.slots.iter().any(refers)
    }

    /// Whether the pattern names the verb's direct object in words and has its target behind a preposition,
    /// on any noun: the target then tells less than the object.
    pub fn target_behind_object(&self) -> bool {
        fn target(slot: &Slot) -> bool {
            match slot {
                Slot::Role { role, place: Place::Preposition(_), filter } => *role == Role::Target && *filter == Filter::default(),
                Slot::Role { .. } => false,
                Slot::Lexical { inner, .. } => inner.iter().any(target),
            }
        }
        let object = |slot: &Slot| matches!(slot, Slot::Lexical { place: Place::Object, head: Head::Words(_), .. });
        self.kind == Kind::Verb && self.slots.iter().any(object) && self.slots.iter().any(target)
    }

    /// Every class that a role asks for, each way of it by itself ("COP|JUD" is two).
    pub fn classes(&self) -> Vec<&str> {
        fn of<'p>(slot: &'p Slot, found: &mut Vec<&'p str>) {
            match slot {
                Slot::Role { filter, .. } => found.extend(filter.classes.iter().flat_map(|any| any.split('|'))),
                Slot::Lexical { inner, .. } => inner.iter().for_each(|s| of(s, found)),
            }
        }
        let mut found = Vec::new();
        self.slots.iter().for_each(|s| of(s, &mut found));
        found
    }

    /// Whether `role` stands anywhere in the pattern.
    pub fn mentions(&self, role: Role) -> bool {
        fn has(slot: &Slot, role: Role) -> bool {
            match slot {
                Slot::Role { role: own, .. } => *own == role,
                Slot::Lexical { inner, .. } => inner.iter().any(|s| has(s, role)),
            }
        }
        self.slots.iter().any(|s| has(s, role))
    }
}
