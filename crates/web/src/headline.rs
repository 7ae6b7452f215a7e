//! The crisis in a few sentences: what was told, by how many, the deadliest, what is disputed, how it went.

use crate::crisis::{Crisis, Plan};
use crate::words;
use detente_record::{Factuality, Incident};
use jiff::civil::Date;
use maud::{Markup, html};

/// So many phases are told in the headline; of more, the last one only.
const TOLD_PHASES: usize = 6;

pub(crate) fn headline(plan: &Plan) -> Markup {
    let crisis = plan.crisis;
    html! {
        p class="lede" {
            (record(crisis))
            @if let Some(incident) = deadliest(crisis) { " " (worst(plan, incident)) }
        }
        @if let Some(course) = course(crisis) { p class="lede" { (course) } }
        @if let Some(doubts) = doubts(crisis) { p class="lede" { a href="#disputes" { (doubts.0) } (doubts.1) } }
    }
}

/// The days that the record is about: those of the series, or those of the incidents whose day is known.
pub(crate) fn period(crisis: &Crisis) -> Option<[Date; 2]> {
    if let Some(series) = crisis.series.as_ref().filter(|s| !s.points.is_empty()) {
        let last = series.points.last().map(|p| p.start)?;
        let end = series.unit.next(last).and_then(|next| next.yesterday().ok()).unwrap_or(last);
        return Some([series.points.first()?.start, end]);
    }
    let days = crisis.incidents.iter().filter_map(|i| i.date.as_ref()).filter(|d| d.start == d.end).filter_map(|d| d.start.parse().ok());
    let days: Vec<Date> = days.collect();
    Some([*days.iter().min()?, *days.iter().max()?])
}

fn record(crisis: &Crisis) -> Markup {
    let between = crisis.dyad.as_ref().map(|[a, b]| {
        let name = |code: &String| crisis.names.get(code).unwrap_or(code).clone();
        let both = crisis.incidents.iter().filter(|i| has(i, a) && has(i, b)).count();
        format!(", {} of them between {} and {}", words::number(both as u64), name(a), name(b))
    });
    let reports = crisis.documents.len();
    let incidents = crisis.incidents.len();
    html! {
        @if let Some([from, to]) = period(crisis) { "From " (words::period(from, to)) ": " }
        strong { (words::count(reports, "report", "reports")) }
        " from "
        strong { (words::count(crisis.origins.len(), "independent origin", "independent origins")) }
        (if reports == 1 { " tells of " } else { " tell of " })
        strong { (words::count(incidents, "incident", "incidents")) }
        (between.unwrap_or_default()) "."
    }
}

/// Whether a country is among the parties.
fn has(incident: &Incident, code: &str) -> bool {
    incident.source.iter().chain(&incident.target).any(|a| a.country.as_deref() == Some(code))
}

/// The incident with most dead of those that happened.
fn deadliest(crisis: &Crisis) -> Option<&Incident> {
    let happened = |i: &&Incident| matches!(i.factuality, Factuality::Actual | Factuality::Ongoing | Factuality::Alleged);
    let dead = |i: &Incident| i.killed.as_ref().map_or(0, |t| t.best);
    let worst = crisis
        .incidents
        .iter()
        .filter(happened)
        .max_by(|a, b| dead(a).cmp(&dead(b)).then(a.origins.cmp(&b.origins)).then_with(|| b.id.cmp(&a.id)))?;
    (dead(worst) > 0).then_some(worst)
}

fn worst(plan: &Plan, incident: &Incident) -> Markup {
    let day = incident.date.as_ref().map(|d| format!(", {}", words::date(d)));
    let place = incident.place.as_ref().map(|p| format!(", {}", p.name));
    let toll = incident.killed.as_ref().map(|t| words::toll(t, "dead"));
    html! {
        "The deadliest: "
        a href={ "#" (plan.incident(&incident.id).unwrap_or("incidents")) } { (words::headline(incident)) }
        (day.unwrap_or_default()) (place.unwrap_or_default()) " ("
        (toll.unwrap_or_default()) "; told by " (words::count(incident.origins, "origin", "origins")) ")."
    }
}

fn course(crisis: &Crisis) -> Option<String> {
    let phases = &crisis.phases;
    let tell = |p: &detente_series::Phase| format!("{} ({})", p.kind.name(), words::period(p.from, p.to));
    match phases.as_slice() {
        [] => None,
        [one] => Some(format!("The record shows one phase: {}.", tell(one))),
        [.., last] if phases.len() > TOLD_PHASES => {
            Some(format!("The course has {} phases, shown below; the last is {}.", phases.len(), tell(last)))
        }
        all => Some(format!("The course: {}.", all.iter().map(tell).collect::<Vec<_>>().join(", then "))),
    }
}

fn doubts(crisis: &Crisis) -> Option<(String, &'static str)> {
    let n = crisis.incidents.iter().filter(|i| !i.disputes.is_empty()).count();
    (n > 0).then(|| (format!("The accounts contradict each other about {}", words::count(n, "incident", "incidents")), "."))
}
