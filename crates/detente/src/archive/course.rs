//! The course of a dyad.

use super::{Archive, ArchiveError};
use detente_record::import::ForeignSource;
use detente_record::{Factuality, Incident, intensity};
use detente_series::{
    CourseStep, DayCount, Direction, Observation, Phase, Scored, Series, Standing, Unit, change_points, course_steps, known_day, phases,
    turn_period, turns,
};
use detente_store::{DyadIncident, Filter};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is asked of a dyad.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseRequest {
    /// The two countries.
    pub dyad: [String; 2],
    /// Whether the directions are told apart.
    pub direction: Direction,
    /// The step; one that fits the period where none is given.
    pub unit: Option<Unit>,
    /// First day; that of the first event where none is given.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Which events count.
    pub standing: Standing,
    /// What events must have besides; the default asks for nothing.
    pub filter: Filter,
}

/// A dyad's course.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Step by step.
    pub series: Series,
    /// Its phases.
    pub phases: Vec<Phase>,
    /// For each phase the ids of the incidents that made its turn.
    pub turns: Vec<Vec<String>>,
}

impl Archive {
    /// The course of a dyad by its incidents; `None` where nothing of it is known.
    ///
    /// # Errors
    /// When the store can't answer, or the period ends before it begins.
    pub fn course(&mut self, request: &CourseRequest) -> Result<Option<Course>, ArchiveError> {
        let days = self.days(request)?;
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(None) };
        let period = [request.from.unwrap_or(first.day), request.to.unwrap_or(last.day)];
        let unit = request.unit.unwrap_or_else(|| Unit::for_period(u32::try_from(span(period)).unwrap_or(0)));
        let series = Series::of_days(request.dyad.clone(), request.direction, unit, period, &days)?;
        let phases = phases(&series, &change_points(&series));
        let observations = self.turning(request, &series, &phases)?;
        let turns = turns(&series, &phases, &observations).into_iter().map(|of| of.into_iter().map(|o| o.id.clone()).collect()).collect();
        Ok(Some(Course { series, phases, turns }))
    }

    /// The same dyad, period and step by the events of other programs that were read in, by the program's name; both ways
    /// together.
    ///
    /// # Errors
    /// When the store can't answer or holds something that can't be read.
    pub fn beside(&mut self, course: &Course) -> Result<BTreeMap<String, Series>, ArchiveError> {
        let Series { dyad, unit, points, .. } = &course.series;
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return Ok(BTreeMap::new()) };
        let end = unit.next(last.start).map_or(Date::MAX, |next| next.yesterday().unwrap_or(next));
        let mut days: BTreeMap<String, Vec<DayCount>> = BTreeMap::new();
        for row in self.store.import_days(dyad, [&first.start.to_string(), &end.to_string()])? {
            let day: Date = row.day.parse().map_err(|e| ArchiveError::Stored { what: "a day", reason: format!("`{}`: {e}", row.day) })?;
            let mut quads = [0; 4];
            if let Some(n) = usize::from(row.quad).checked_sub(1).and_then(|q| quads.get_mut(q)) {
                *n = row.count;
            }
            days.entry(row.source).or_default().push(DayCount { day, quads, goldstein: row.score, intensity: 0.0 });
        }
        let series = |days: &[DayCount]| Series::of_days(dyad.clone(), Direction::Undirected, *unit, [first.start, end], days);
        days.iter().map(|(source, days)| Ok((source.clone(), series(days)?))).collect()
    }

    /// A course step by step, with that of other programs' events after it, each under the program's name.
    ///
    /// # Errors
    /// As [`Archive::beside`].
    pub fn steps(&mut self, course: &Course) -> Result<Vec<CourseStep>, ArchiveError> {
        let mut steps = course_steps("detente", &course.series, Scored::Both, &course.phases);
        for (program, series) in self.beside(course)? {
            steps.extend(course_steps(&program, &series, scored(&program), &[]));
        }
        Ok(steps)
    }

    fn days(&mut self, request: &CourseRequest) -> Result<Vec<DayCount>, ArchiveError> {
        let text = |d: Option<Date>, otherwise: &str| d.map_or_else(|| otherwise.to_owned(), |d| d.to_string());
        let mut days: BTreeMap<Date, DayCount> = BTreeMap::new();
        for o in self.counted(request, [text(request.from, "0000-01-01"), text(request.to, "9999-12-31")])? {
            let of = days.entry(o.day).or_insert(DayCount { day: o.day, quads: [0; 4], goldstein: 0.0, intensity: 0.0 });
            if let Some(n) = usize::from(o.quad_class).checked_sub(1).and_then(|q| of.quads.get_mut(q)) {
                *n += 1;
            }
            of.goldstein += o.goldstein;
            of.intensity += o.intensity;
        }
        Ok(days.into_values().collect())
    }

    /// The incidents of a dyad that can have made a turn of its course, as observations.
    fn turning(&mut self, request: &CourseRequest, series: &Series, phases: &[Phase]) -> Result<Vec<Observation>, ArchiveError> {
        let mut observations = Vec::new();
        // The first phase has no turn.
        for phase in phases.iter().skip(1) {
            observations.extend(self.counted(request, turn_period(series, phase).map(|d| d.to_string()))?);
        }
        Ok(observations)
    }

    /// The incidents of a period that count, as observations: each happening once, however many reports tell it.
    fn counted(&mut self, request: &CourseRequest, [from, to]: [String; 2]) -> Result<Vec<Observation>, ArchiveError> {
        let mut observations = Vec::new();
        for row in self.store.dyad_incidents(&request.dyad, request.direction, [&from, &to], &request.filter)? {
            observations.extend(observation(row)?.filter(|o| request.standing.counts(o.factuality)));
        }
        Ok(observations)
    }
}

/// An incident's row as an observation; none where its date is no day.
fn observation(row: DyadIncident) -> Result<Option<Observation>, ArchiveError> {
    let Some(day) = known_day(&row.start, &row.end) else { return Ok(None) };
    let factuality = Factuality::ALL.into_iter().find(|f| f.name() == row.factuality);
    let factuality = factuality.ok_or_else(|| ArchiveError::Stored {
        what: "an incident",
        reason: format!("its factuality is `{}`; expected one of the codebook", row.factuality),
    })?;
    Ok(Some(Observation {
        day,
        factuality,
        intensity: intensity(&row.event_type).unwrap_or(0.0),
        id: row.id,
        source: row.source,
        target: row.target,
        event_type: row.event_type,
        quad_class: row.quad,
        goldstein: row.goldstein,
    }))
}

/// What a program's events are scored by.
fn scored(program: &str) -> Scored {
    match ForeignSource::from_name(program) {
        Ok(ForeignSource::Gdelt | ForeignSource::Icews) => Scored::Goldstein,
        Ok(ForeignSource::Polecat) => Scored::Intensity,
        Ok(ForeignSource::Acled) | Err(_) => Scored::Nothing,
    }
}

/// An incident as an event is counted: by its own sides, day and code.
pub(super) fn observations_of(incident: &Incident) -> Vec<Observation> {
    incident.as_event().map(|e| Observation::of(&e)).unwrap_or_default()
}

fn span([from, to]: [Date; 2]) -> i64 {
    from.until(to).map_or(0, |s| i64::from(s.get_days()))
}
