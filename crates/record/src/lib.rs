//! The event record: ontology, events with attribution, the forms in which they leave, and other programs' files read.
//!
//! These are the only serialised types; inner types of the other crates are free to change.

pub mod change;
mod countries;
mod dyads;
mod event;
pub mod export;
pub mod import;
mod incident;
mod intensity;
mod ontology;
mod table;

pub use countries::{Countries, Country};
pub use dyads::{Direction, Dyad, dyads};
pub use event::{
    Actor, Attribution, Casualties, Count, Date, DateBasis, Derivation, DocumentRef, EVENT_SCHEMA, Event, Factuality, Granularity, Mention,
    PROBLEM_SCHEMA, Place, PlacedProblem, Precision, Problem, Stance, Trigger,
};
pub use incident::{Account, Aspect, Dispute, Flag, FlagKind, INCIDENT_SCHEMA, Incident, Origin, Position, Toll, TollNumber};
pub use intensity::intensity;
pub use ontology::{CameoCode, EventType, Ontology, OntologyError, Sector};
pub use table::{CSV_COLUMNS, INCIDENT_COLUMNS, csv_row, incident_row};
