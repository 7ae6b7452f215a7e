//! The course of a dyad: counts by day, week and month, change points, phases, alerts. Numbers over days; no text and no
//! store.

mod alerts;
mod changes;
mod observation;
mod phases;
mod series;
mod step;
mod unit;

pub use alerts::{Alert, Fact, Rule, RuleKind, Rules, RulesError, alerts};
pub use changes::change_points;
pub use detente_record::Direction;
pub use observation::{Observation, Standing, known_day};
pub use phases::{Kind, Phase, phases, turn_period, turns};
pub use series::{DayCount, Point, Series, SeriesError};
pub use step::{COURSE_SCHEMA, CourseStep, Scored, course_steps};
pub use unit::Unit;
