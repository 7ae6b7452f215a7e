//! Alerts: rules that an analyst writes, and what they find in a dyad's course.

mod evaluate;
mod rules;

pub use evaluate::{Alert, Fact, alerts};
pub use rules::{Rule, RuleKind, Rules, RulesError};
