//! The incidents in order of time, by day.

use crate::accounts::inside;
use crate::crisis::{Depth, Plan};
use crate::headline::period;
use crate::words;
use detente_record::{Factuality, FlagKind, Incident};
use jiff::civil::Date;
use maud::{Markup, html};

/// In a line of a folded incident so much of its sentence is shown.
const GLIMPSE: usize = 120;

/// Up to so many incidents lie open; more are folded by year and month.
const UNFOLDED: usize = 250;

/// Incidents before, within and after the period of the chart, and those without a day.
#[derive(Default)]
struct Parts<'c> {
    before: Vec<&'c Incident>,
    within: Vec<&'c Incident>,
    after: Vec<&'c Incident>,
    undated: Vec<&'c Incident>,
}

pub(crate) fn timeline(plan: &Plan) -> Markup {
    let parts = parts(plan);
    let folded = |id: &str, title: String, incidents: &[&Incident]| {
        html! {
            @if !incidents.is_empty() {
                details id=(id) { summary { h3 { (title) } } (days(plan, incidents)) }
            }
        }
    };
    html! {
        section id="incidents" aria-labelledby="incidents-h" {
            h2 id="incidents-h" { "What happened, day by day" }
            @if !plan.complete() {
                p class="note" {
                    "All " (told(parts.within.len() + parts.before.len() + parts.after.len() + parts.undated.len()))
                    ", by year and month. Each has a line with one of its sentences; open the line, and every account is there, word for word. "
                    "The weightiest stand out and lead to " a href="#accounts" { "the evidence" } "."
                }
                p class="note print-only" { "Printed are the months, lines and lists that were open, and the evidence of the weightiest; what was closed is not printed." }
            }
            (folded("earlier", format!("Before that: told as background ({})", told(parts.before.len())), &parts.before))
            @if parts.within.len() > UNFOLDED { (years(plan, &parts.within)) } @else { (days(plan, &parts.within)) }
            (folded("later", format!("After that ({})", told(parts.after.len())), &parts.after))
            (folded("undated", format!("No day is known ({})", told(parts.undated.len())), &parts.undated))
        }
    }
}

fn told_of(incidents: &[&Incident]) -> Markup {
    let dead: u64 = incidents.iter().filter_map(|i| i.killed.as_ref()).map(|t| t.best).sum();
    let disputed = incidents.iter().filter(|i| !i.disputes.is_empty()).count();
    html! {
        span class="small" {
            (told(incidents.len()))
            @if dead > 0 { ", " (words::number(dead)) " dead by the best counts" }
            @if disputed > 0 { ", " (words::number(disputed as u64)) " disputed" }
        }
    }
}

/// Folded by year and month.
fn years(plan: &Plan, incidents: &[&Incident]) -> Markup {
    html! {
        @for year in incidents.chunk_by(|a, b| start(a, 4) == start(b, 4)) {
            details class="year" {
                summary { h3 { (start(year[0], 4)) } " " (told_of(year)) }
                @for month in year.chunk_by(|a, b| start(a, 7) == start(b, 7)) {
                    @let name = start(month[0], 10).parse().map_or_else(|_| start(month[0], 7).to_owned(), |d: Date| format!("{} {}", words::month(d), d.year()));
                    details class="month" {
                        summary { h4 { (name) } " " (told_of(month)) }
                        (days(plan, month))
                    }
                }
            }
        }
    }
}

/// The beginning of the day on which an incident began.
fn start(incident: &Incident, length: usize) -> &str {
    incident.date.as_ref().and_then(|d| d.start.get(..length)).unwrap_or_default()
}

fn parts<'c>(plan: &Plan<'c>) -> Parts<'c> {
    let period = period(plan.crisis);
    let mut parts = Parts::default();
    for incident in &plan.order {
        let day = incident.date.as_ref().and_then(|d| Some((d.start.parse::<Date>().ok()?, d.end.parse::<Date>().ok()?)));
        let part = match (day, period) {
            (None, _) => &mut parts.undated,
            (Some((_, to)), Some([from, _])) if to < from => &mut parts.before,
            // A year that holds the period began before it.
            (Some((start, to)), Some([from, _])) if start < from && (to - start).get_days() > 31 => &mut parts.before,
            (Some((start, _)), Some([_, to])) if start > to => &mut parts.after,
            _ => &mut parts.within,
        };
        part.push(incident);
    }
    parts
}

/// One group for each date as it is known.
fn days(plan: &Plan, incidents: &[&Incident]) -> Markup {
    let same = |a: &&Incident, b: &&Incident| date_of(a) == date_of(b);
    html! {
        ol class="days" {
            @for group in incidents.chunk_by(same) {
                li class="day" {
                    @if let Some(date) = date_of(group[0]) {
                        @if plan.complete() { h3 { (date) } } @else { p class="date" { (date) } }
                    }
                    ul class="incidents" {
                        @for incident in group {
                            @match plan.depth(incident) {
                                Depth::Full => (entry(plan, incident)),
                                Depth::Line => (line(plan, incident)),
                            }
                        }
                    }
                }
            }
        }
    }
}

fn date_of(incident: &Incident) -> Option<String> {
    incident.date.as_ref().map(words::date)
}

fn entry(plan: &Plan, incident: &Incident) -> Markup {
    html! {
        li class={ "incident q" (incident.quad_class) } {
            p class="what" { a href={ "#" (plan.incident(&incident.id).unwrap_or_default()) } { (headline(incident)) } }
            (badges(incident))
        }
    }
}

/// The headline with its standing as a badge.
pub(crate) fn headline(incident: &Incident) -> Markup {
    let (standing, words) = words::headline_parts(incident);
    html! {
        @if !standing.is_empty() { span class="standing" { (standing) } " " }
        (words)
    }
}

/// What is to be known at a glance.
fn badges(incident: &Incident) -> Markup {
    let arrow = if incident.quad_class <= 2 { "▲" } else { "▼" };
    let disputed: Vec<String> = incident.disputes.iter().map(|d| crate::disputes::aspect(d.about).to_lowercase()).collect();
    html! {
        ul class="badges" {
            li class={ "kind q" (incident.quad_class) } {
                span aria-hidden="true" { (arrow) " " } (words::kind(incident))
                span class="visually-hidden" { ", " (words::quad(incident.quad_class)) }
            }
            @if let Some(place) = &incident.place { li { (place_of(place)) } }
            @if let Some(toll) = &incident.killed { li class="toll" { (words::toll(toll, "dead")) } }
            @if let Some(toll) = &incident.injured { li class="toll" { (words::toll(toll, "injured")) } }
            li { (told_by(incident)) }
            @if !disputed.is_empty() { li class="disputed" { "disputed: " (words::list(&disputed)) } }
            @for flag in warnings(incident) { li class="disputed" { (flag) } }
        }
    }
}

fn told(incidents: usize) -> String {
    words::count(incidents, "incident", "incidents")
}

/// "told by 3 independent origins in 5 reports".
pub(crate) fn told_by(incident: &Incident) -> String {
    let origins = words::count(incident.origins, "origin", "independent origins");
    if incident.reports > incident.origins {
        format!("told by {origins} in {}", words::count(incident.reports, "report", "reports"))
    } else {
        format!("told by {origins}")
    }
}

pub(crate) fn place_of(place: &detente_record::Place) -> String {
    match (&place.adm1, place.precision) {
        (_, detente_record::Precision::Country) => format!("in {}, no nearer place", place.name),
        (Some(adm1), _) if *adm1 != place.name => format!("{}, {adm1}", place.name),
        _ => place.name.clone(),
    }
}

/// Warnings that the other badges do not show already.
fn warnings(incident: &Incident) -> Vec<&'static str> {
    let has = |kind| incident.flags.iter().any(|f| f.kind == kind);
    let mut out = Vec::new();
    if has(FlagKind::Reposted) {
        out.push("a report was posted again later");
    }
    if has(FlagKind::PartiesOnly) && incident.factuality == Factuality::Actual {
        out.push("only parties tell it");
    }
    out
}

/// A folded incident.
fn line(plan: &Plan, incident: &Incident) -> Markup {
    let account = incident.accounts.first();
    let summary = html! {
        (words::headline(incident))
        @if let Some(place) = &incident.place { ", " (place.name) }
        @if let Some(toll) = &incident.killed { ", " (words::toll(toll, "dead")) }
        " (" (words::count(incident.origins, "origin", "origins")) ")"
        @if !incident.disputes.is_empty() { " " span class="standing" { "disputed" } }
    };
    html! {
        li id=[plan.incident(&incident.id)] class={ "line q" (incident.quad_class) } {
            (plan.folds.fold(&summary, inside(plan, incident)))
            @if let Some(account) = account { q { (words::shortened(&account.event.text, GLIMPSE)) } }
        }
    }
}
