//! An event as pairs of countries.

use crate::{Actor, Event};
use serde::{Deserialize, Serialize};

/// Whether a dyad's two directions are told apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Only what the first country does to the second.
    Directed,
    /// Both ways together.
    #[default]
    Undirected,
}

/// A directed pair of different countries that an event stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dyad {
    /// Country of the one who acts, ISO 3166-1 alpha-3.
    pub source: String,
    /// Country of the one to whom it is done.
    pub target: String,
    /// Whether it is the way back of an act that goes both ways: counted in a directed series, not again in an undirected one.
    pub back: bool,
}

/// Types that are done to the country where they are done.
const FORCE: [&str; 2] = ["ASSAULT", "COERCE"];

/// The directed pairs of different countries of an event, sorted, each once. A compound actor gives a pair for each of its
/// members; an act that goes both ways a pair in each direction, of which the second in order of the alphabet is the way back.
/// Force whose target has no country ("hideouts", "two children") is done to the country on whose soil it is done, and so is
/// force against one's own people abroad ("its rebels in the neighbour's mountains").
pub fn dyads(event: &Event) -> Vec<Dyad> {
    let countries = |actors: &[Actor]| -> Vec<String> { actors.iter().filter_map(|a| a.country.clone()).collect() };
    let (sources, mut targets) = (countries(&event.source), countries(&event.target));
    if targets.iter().all(|t| sources.contains(t)) && !event.reciprocal && FORCE.contains(&event.event_type.as_str()) {
        targets.extend(event.place.as_ref().and_then(|p| p.country.clone()));
    }
    let mut dyads = Vec::new();
    let mut add = |s: &str, t: &str, back: bool| dyads.push(Dyad { source: s.to_owned(), target: t.to_owned(), back });
    if event.reciprocal {
        let all: Vec<&String> = sources.iter().chain(&targets).collect();
        for s in &all {
            for t in &all {
                add(s, t, s > t);
            }
        }
    } else {
        for s in &sources {
            for t in &targets {
                add(s, t, false);
            }
        }
    }
    dyads.retain(|d| d.source != d.target);
    dyads.sort();
    dyads.dedup();
    dyads
}
