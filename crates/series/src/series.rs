//! Counts of a dyad by step of time.

use crate::{Observation, Standing, Unit};
use detente_record::Direction;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What happened between two countries on one day, summed: what a store answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day.
    pub day: Date,
    /// Number of events by quad class, 1 to 4.
    pub quads: [u64; 4],
    /// Sum of the Goldstein scores.
    pub goldstein: f64,
    /// Sum of PLOVER's intensities.
    pub intensity: f64,
}

/// One step of a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// First day of the step.
    pub start: Date,
    /// Number of events by quad class, 1 to 4: verbal cooperation, material cooperation, verbal conflict, material conflict.
    pub quads: [u64; 4],
    /// Sum of the Goldstein scores.
    pub goldstein_sum: f64,
    /// Their mean; `None` for a step without events.
    pub goldstein_mean: Option<f64>,
    /// Sum of PLOVER's intensities.
    pub intensity: f64,
}

impl Point {
    fn empty(start: Date) -> Point {
        Point { start, quads: [0; 4], goldstein_sum: 0.0, goldstein_mean: None, intensity: 0.0 }
    }

    /// Number of events.
    pub fn count(&self) -> u64 {
        self.quads.iter().sum()
    }

    /// Number of verbal and material cooperation, and of verbal and material conflict.
    pub fn balance(&self) -> (u64, u64) {
        (self.quads[0] + self.quads[1], self.quads[2] + self.quads[3])
    }
}

/// A dyad's course: one point for every step between its ends, empty ones included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// The two countries; of a directed series the first acts on the second.
    pub dyad: [String; 2],
    /// Whether the directions are apart.
    pub direction: Direction,
    /// The step.
    pub unit: Unit,
    /// Step by step without gaps.
    pub points: Vec<Point>,
}

/// Why no series can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// The last day lies before the first.
    #[error("the period ends on {to}, before it begins on {from}; expected the first day first")]
    Backwards {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// A quad class that there is not.
    #[error("{id}: quad class {found}; expected 1 to 4")]
    Quad {
        /// The event.
        id: String,
        /// What it has.
        found: u8,
    },
}

impl Series {
    /// Puts day counts together in steps from the one of `from` to the one of `to`; days outside are left out.
    ///
    /// # Errors
    /// When `to` lies before `from`.
    pub fn of_days(
        dyad: [String; 2],
        direction: Direction,
        unit: Unit,
        period: [Date; 2],
        days: &[DayCount],
    ) -> Result<Series, SeriesError> {
        let [from, to] = period;
        if to < from {
            return Err(SeriesError::Backwards { from, to });
        }
        let mut steps = BTreeMap::new();
        let mut start = Some(unit.start(from));
        while let Some(step) = start.filter(|s| *s <= to) {
            steps.insert(step, Point::empty(step));
            start = unit.next(step);
        }
        for day in days.iter().filter(|d| (from..=to).contains(&d.day)) {
            if let Some(point) = steps.get_mut(&unit.start(day.day)) {
                for (sum, n) in point.quads.iter_mut().zip(day.quads) {
                    *sum += n;
                }
                point.goldstein_sum += day.goldstein;
                point.intensity += day.intensity;
            }
        }
        let mut points: Vec<Point> = steps.into_values().collect();
        for point in &mut points {
            let n = point.count();
            point.goldstein_mean = (n > 0).then(|| point.goldstein_sum / n as f64);
        }
        Ok(Series { dyad, direction, unit, points })
    }

    /// The same from single observations, of those that `standing` lets count.
    ///
    /// # Errors
    /// As [`Series::of_days`], and when an observation has no quad class.
    pub fn of(
        dyad: [String; 2],
        direction: Direction,
        unit: Unit,
        period: [Date; 2],
        observations: &[Observation],
        standing: Standing,
    ) -> Result<Series, SeriesError> {
        let mut days: BTreeMap<Date, DayCount> = BTreeMap::new();
        let mut seen = std::collections::BTreeSet::new();
        for o in observations.iter().filter(|o| standing.counts(o.factuality) && belongs(o, &dyad, direction)) {
            // Undirected, an act that goes both ways is one.
            if direction == Direction::Undirected && !seen.insert(&o.id) {
                continue;
            }
            let day = days.entry(o.day).or_insert(DayCount { day: o.day, quads: [0; 4], goldstein: 0.0, intensity: 0.0 });
            let Some(quad) = usize::from(o.quad_class).checked_sub(1).and_then(|q| day.quads.get_mut(q)) else {
                return Err(SeriesError::Quad { id: o.id.clone(), found: o.quad_class });
            };
            *quad += 1;
            day.goldstein += o.goldstein;
            day.intensity += o.intensity;
        }
        let days: Vec<DayCount> = days.into_values().collect();
        Series::of_days(dyad, direction, unit, period, &days)
    }
}

fn belongs(o: &Observation, [a, b]: &[String; 2], direction: Direction) -> bool {
    (o.source == *a && o.target == *b) || (direction == Direction::Undirected && o.source == *b && o.target == *a)
}
