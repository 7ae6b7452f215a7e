//! The event record: ontology, events with attribution, and the forms in which they leave.
//!
//! These are the only serialised types; inner types of the other crates are free to change.

mod dyads;
mod event;
mod incident;
mod intensity;
mod ontology;
mod table;

pub use dyads::{Dyad, dyads};
pub use event::{
    Actor, Attribution, Casualties, Count, Date, DateBasis, Derivation, DocumentRef, EVENT_SCHEMA, Event, Factuality, Granularity, Mention,
    Place, Precision, Problem, Stance, Trigger,
};
pub use incident::{Account, Aspect, Dispute, Flag, FlagKind, INCIDENT_SCHEMA, Incident, Origin, Position, Toll, TollNumber};
pub use intensity::intensity;
pub use ontology::{CameoCode, EventType, Ontology, OntologyError, Sector};
pub use table::{CSV_COLUMNS, csv_row};
