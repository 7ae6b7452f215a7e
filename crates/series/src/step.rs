//! A dyad's course as lines: step by step, by detente's events and by those of other programs, in one form.

use crate::{Direction, Kind, Phase, Series, Unit};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Version of the lines of a course; stands in every line.
pub const COURSE_SCHEMA: &str = "detente.course/1";

/// Which score a program gives its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scored {
    /// Goldstein's score, and PLOVER's intensity besides.
    Both,
    /// Goldstein's score.
    Goldstein,
    /// PLOVER's intensity.
    Intensity,
    /// None.
    Nothing,
}

/// One step of a dyad's course by one program's events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CourseStep {
    /// Always [`COURSE_SCHEMA`].
    pub schema: String,
    /// Whose events: `detente`, or the layout of files that were read in.
    pub program: String,
    /// The two countries; of a directed course the first acts on the second.
    pub dyad: [String; 2],
    /// Whether the directions are apart; other programs' are always together.
    pub direction: Direction,
    /// The step.
    pub unit: Unit,
    /// First day of the step.
    pub start: Date,
    /// Number of events by quad class, 1 to 4; of detente's own course each happening counts once, however many reports tell it.
    pub quads: [u64; 4],
    /// Number of events.
    pub events: u64,
    /// Sum of the Goldstein scores; `None` where the program has none.
    pub goldstein_sum: Option<f64>,
    /// Their mean; `None` for a step without events.
    pub goldstein_mean: Option<f64>,
    /// Sum of PLOVER's intensities; `None` where the program has none.
    pub intensity: Option<f64>,
    /// The phase in which the step lies; of detente's own course only.
    pub phase: Option<Kind>,
}

/// The steps of a series of one program's events, whose Goldstein sum is the sum of what the program scores.
pub fn course_steps(program: &str, series: &Series, scored: Scored, phases: &[Phase]) -> Vec<CourseStep> {
    let phase = |i: usize| phases.iter().find(|p| (p.steps[0]..p.steps[1]).contains(&i)).map(|p| p.kind);
    let goldstein = matches!(scored, Scored::Both | Scored::Goldstein);
    let step = |(i, p): (usize, &crate::Point)| CourseStep {
        schema: COURSE_SCHEMA.to_owned(),
        program: program.to_owned(),
        dyad: series.dyad.clone(),
        direction: series.direction,
        unit: series.unit,
        start: p.start,
        quads: p.quads,
        events: p.count(),
        goldstein_sum: goldstein.then_some(p.goldstein_sum),
        goldstein_mean: p.goldstein_mean.filter(|_| goldstein),
        intensity: match scored {
            Scored::Both => Some(p.intensity),
            Scored::Intensity => Some(p.goldstein_sum),
            Scored::Goldstein | Scored::Nothing => None,
        },
        phase: phase(i),
    };
    series.points.iter().enumerate().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DayCount;

    #[test]
    fn a_score_stands_under_its_own_name() {
        let day = Date::constant(2024, 1, 16);
        let days = [DayCount { day, quads: [0, 0, 0, 2], goldstein: -12.0, intensity: 3.0 }];
        let dyad = ["IRN".to_owned(), "PAK".to_owned()];
        let series = Series::of_days(dyad, Direction::Undirected, Unit::Day, [day, day], &days).expect("a series");
        let scores = |scored| {
            let step = &course_steps("x", &series, scored, &[])[0];
            (step.goldstein_sum, step.goldstein_mean, step.intensity)
        };
        assert_eq!(scores(Scored::Both), (Some(-12.0), Some(-6.0), Some(3.0)));
        assert_eq!(scores(Scored::Goldstein), (Some(-12.0), Some(-6.0), None));
        assert_eq!(scores(Scored::Intensity), (None, None, Some(-12.0)));
        assert_eq!(scores(Scored::Nothing), (None, None, None));
    }
}
