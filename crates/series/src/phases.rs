//! Phases of a dyad: calm, rising, crisis, de-escalation, rapprochement.
//!
//! The measure is Azar's: a dyad has a *normal relations range* of net conflict; what lies beyond its upper bound is a
//! crisis ("Conflict escalation and conflict reduction in an international crisis: Suez, 1956", Journal of Conflict
//! Resolution 16, 1972). The bounds are the mean of the steps' Goldstein sums and one standard deviation to either side.

use crate::{Observation, Point, Series};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A phase with less than this share of the period's mean number of events a step is quiet.
const QUIET: f64 = 0.25;

/// In how many of its first steps the events of a phase's turn are looked for.
const TURN_STEPS: usize = 3;

/// How many events stand for a turn.
const TURN_EVENTS: usize = 3;

/// Kind of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Little happens, or relations are in their normal range and no crisis came before.
    Calm,
    /// More hostile than before, within the normal range.
    Rising,
    /// More hostile than the normal range.
    Crisis,
    /// Less hostile than before, hostility still prevails.
    DeEscalation,
    /// Friendly acts prevail after a crisis or a rise.
    Rapprochement,
}

impl Kind {
    /// The name in words.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Calm => "calm",
            Kind::Rising => "rising",
            Kind::Crisis => "crisis",
            Kind::DeEscalation => "de-escalation",
            Kind::Rapprochement => "rapprochement",
        }
    }
}

/// A time in which a dyad's level holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// Its kind.
    pub kind: Kind,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Steps of the series, end exclusive.
    pub steps: [usize; 2],
    /// Number of acts: each happening once, however many reports tell it.
    pub events: u64,
    /// Mean Goldstein sum of a step; below 0 hostile acts prevail.
    pub level: f64,
    /// Why it is of this kind, in words with the figures.
    pub why: String,
}

/// The phases between the changes ([`crate::change_points`]); neighbours of the same kind are one.
pub fn phases(series: &Series, changes: &[usize]) -> Vec<Phase> {
    let points = &series.points;
    if points.is_empty() {
        return Vec::new();
    }
    let range = Range::of(points);
    let mut bounds = vec![0];
    bounds.extend(changes);
    bounds.push(points.len());
    let mut phases: Vec<Phase> = Vec::new();
    for w in bounds.windows(2) {
        let segment = Segment::of(&points[w[0]..w[1]]);
        let (kind, why) = range.kind(&segment, phases.last(), phases.iter().any(|p| p.kind != Kind::Calm));
        let to = end(series, w[1]);
        match phases.last_mut().filter(|p| p.kind == kind) {
            Some(before) => {
                let (old, new) = ((before.steps[1] - before.steps[0]) as f64, segment.steps);
                before.level = (before.level * old + segment.level * new) / (old + new);
                before.events += segment.events;
                (before.to, before.steps[1]) = (to, w[1]);
            }
            None => {
                let from = points[w[0]].start;
                phases.push(Phase { kind, from, to, steps: [w[0], w[1]], events: segment.events, level: segment.level, why });
            }
        }
    }
    phases
}

/// The last day of the steps before `step`.
fn end(series: &Series, step: usize) -> Date {
    let next = series.points.get(step).map(|p| p.start).or_else(|| series.unit.next(series.points[step - 1].start));
    next.map_or(Date::MAX, |day| day.saturating_sub(1.day()))
}

/// A segment's figures.
struct Segment {
    steps: f64,
    events: u64,
    level: f64,
}

impl Segment {
    fn of(points: &[Point]) -> Segment {
        let steps = points.len() as f64;
        Segment { steps, events: points.iter().map(Point::count).sum(), level: points.iter().map(|p| p.goldstein_sum).sum::<f64>() / steps }
    }
}

/// The normal relations range of a series, and its mean number of events a step.
struct Range {
    mean: f64,
    deviation: f64,
    rate: f64,
}

impl Range {
    fn of(points: &[Point]) -> Range {
        let n = points.len() as f64;
        let mean = points.iter().map(|p| p.goldstein_sum).sum::<f64>() / n;
        let variance = points.iter().map(|p| (p.goldstein_sum - mean).powi(2)).sum::<f64>() / n;
        Range { mean, deviation: variance.sqrt(), rate: points.iter().map(Point::count).sum::<u64>() as f64 / n }
    }

    /// The kind of a segment after the phase `before`; `confronted`: whether some phase before it was not calm.
    fn kind(&self, segment: &Segment, before: Option<&Phase>, confronted: bool) -> (Kind, String) {
        let (level, rate) = (segment.level, segment.events as f64 / segment.steps);
        let bound = self.mean - self.deviation;
        if rate <= QUIET * self.rate {
            return (Kind::Calm, format!("{rate:.1} acts a step, where the period has {:.1}", self.rate));
        }
        if level < 0.0 && level <= bound {
            return (Kind::Crisis, format!("level {level:.1}, below {bound:.1}, the lower bound of the normal range"));
        }
        let Some(before) = before else {
            return (Kind::Calm, format!("level {level:.1}, within the normal range from {bound:.1} on"));
        };
        let was = before.level;
        if level >= 0.0 && confronted {
            (Kind::Rapprochement, format!("level {level:.1}: friendly acts prevail; before it was {was:.1}"))
        } else if level < was.min(0.0) {
            (Kind::Rising, format!("level {level:.1}; before it was {was:.1}"))
        } else if confronted {
            (Kind::DeEscalation, format!("level {level:.1}; before it was {was:.1}"))
        } else {
            (Kind::Calm, format!("level {level:.1}, within the normal range from {bound:.1} on"))
        }
    }
}

/// First and last day of the steps in which a phase's turn is made.
pub fn turn_period(series: &Series, phase: &Phase) -> [Date; 2] {
    [phase.from, end(series, (phase.steps[0] + TURN_STEPS).min(phase.steps[1]))]
}

/// For each phase the observations that made its turn: of those in its first steps the weightiest on the side to which the
/// level moved, the weightiest first. None for the first phase.
pub fn turns<'o>(series: &Series, phases: &[Phase], observations: &'o [Observation]) -> Vec<Vec<&'o Observation>> {
    let mut turns = Vec::new();
    for (i, phase) in phases.iter().enumerate() {
        let Some(before) = i.checked_sub(1).map(|b| &phases[b]) else {
            turns.push(Vec::new());
            continue;
        };
        let worse = phase.level < before.level;
        let [from, until] = turn_period(series, phase);
        let mut of: Vec<&Observation> = observations
            .iter()
            .filter(|o| (from..=until).contains(&o.day) && if worse { o.goldstein < 0.0 } else { o.goldstein > 0.0 })
            .collect();
        of.sort_by(|a, b| b.goldstein.abs().total_cmp(&a.goldstein.abs()).then(a.day.cmp(&b.day)).then(a.id.cmp(&b.id)));
        of.dedup_by(|a, b| a.id == b.id);
        of.truncate(TURN_EVENTS);
        turns.push(of);
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DayCount, Direction, Unit, change_points};
    use jiff::civil::date;

    /// A dyad's January: (verbal cooperation, verbal conflict, material conflict) by day.
    fn january(days: &[(u64, u64, u64)]) -> Series {
        let counts: Vec<DayCount> = days
            .iter()
            .enumerate()
            .map(|(i, &(friendly, verbal, material))| DayCount {
                day: date(2024, 1, 1).saturating_add((i as i64).days()),
                quads: [friendly, 0, verbal, material],
                goldstein: friendly as f64 * 4.0 - verbal as f64 * 4.0 - material as f64 * 10.0,
                intensity: 0.0,
            })
            .collect();
        let last = counts[counts.len() - 1].day;
        let dyad = ["IRN".to_owned(), "PAK".to_owned()];
        Series::of_days(dyad, Direction::Undirected, Unit::Day, [date(2024, 1, 1), last], &counts).expect("a period")
    }

    fn told(series: &Series) -> Vec<(Kind, Date, Date)> {
        phases(series, &change_points(series)).iter().map(|p| (p.kind, p.from, p.to)).collect()
    }

    #[test]
    fn strikes_and_talks_after_them_are_a_crisis_and_a_rapprochement() {
        let mut days = vec![(0, 0, 0); 31];
        days[0] = (1, 0, 0);
        days[9] = (1, 0, 0);
        days[15..19].copy_from_slice(&[(0, 4, 4), (0, 7, 5), (0, 6, 6), (1, 5, 3)]);
        days[19..24].copy_from_slice(&[(4, 0, 0), (5, 0, 0), (6, 0, 0), (3, 0, 0), (4, 0, 0)]);
        let series = january(&days);
        assert_eq!(
            told(&series),
            [
                (Kind::Calm, date(2024, 1, 1), date(2024, 1, 15)),
                (Kind::Crisis, date(2024, 1, 16), date(2024, 1, 19)),
                (Kind::Rapprochement, date(2024, 1, 20), date(2024, 1, 24)),
                (Kind::Calm, date(2024, 1, 25), date(2024, 1, 31)),
            ]
        );
    }

    #[test]
    fn phases_cover_the_period_without_gap_or_overlap() {
        let series = january(&[(0, 1, 0), (0, 2, 0), (0, 9, 9), (0, 8, 9), (0, 9, 8), (3, 1, 0), (4, 0, 0), (4, 1, 0), (0, 0, 0)]);
        let phases = phases(&series, &change_points(&series));
        assert_eq!(phases[0].from, date(2024, 1, 1));
        assert_eq!(phases[phases.len() - 1].to, date(2024, 1, 9));
        assert!(phases.windows(2).all(|w| w[0].to.tomorrow().is_ok_and(|d| d == w[1].from)));
    }

    #[test]
    fn a_period_without_events_is_calm() {
        assert_eq!(told(&january(&[(0, 0, 0); 20])), [(Kind::Calm, date(2024, 1, 1), date(2024, 1, 20))]);
    }
}
