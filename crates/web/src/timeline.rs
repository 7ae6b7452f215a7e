//! The incidents in order of time, by day.

use crate::crisis::{Depth, Plan};
use crate::headline::period;
use crate::words;
use detente_record::{Factuality, FlagKind, Incident};
use jiff::civil::Date;
use maud::{Markup, html};

/// In a line of a folded incident so much of its sentence is shown.
const GLIMPSE: usize = 120;

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
    let told = |n: usize| words::count(n, "incident", "incidents");
    html! {
        section id="incidents" aria-labelledby="incidents-h" {
            h2 id="incidents-h" { "What happened, day by day" }
            @if !plan.complete() {
                p class="note" { "The weightiest incidents are shown with all that is known; each of the others has a line with one of its sentences." }
            }
            (folded("earlier", format!("Before that: told as background ({})", told(parts.before.len())), &parts.before))
            (days(plan, &parts.within))
            (folded("later", format!("After that ({})", told(parts.after.len())), &parts.after))
            (folded("undated", format!("No day is known ({})", told(parts.undated.len())), &parts.undated))
        }
    }
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
                    @if let Some(date) = date_of(group[0]) { h3 { (date) } }
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
            li { (told(incident)) }
            @if !disputed.is_empty() { li class="disputed" { "disputed: " (words::list(&disputed)) } }
            @for flag in warnings(incident) { li class="disputed" { (flag) } }
        }
    }
}

/// "told by 3 independent origins in 5 reports".
pub(crate) fn told(incident: &Incident) -> String {
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
    html! {
        li id=[plan.incident(&incident.id)] class={ "line q" (incident.quad_class) } {
            (words::headline(incident))
            @if let Some(place) = &incident.place { ", " (place.name) }
            @if let Some(toll) = &incident.killed { ", " (words::toll(toll, "dead")) }
            " (" (words::count(incident.origins, "origin", "origins")) ")"
            @if let Some(account) = account { q { (words::shortened(&account.event.text, GLIMPSE)) } }
        }
    }
}
