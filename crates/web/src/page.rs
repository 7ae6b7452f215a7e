//! The page: one file, no request to the network, readable by eye, by keyboard and by screen reader.

use crate::chart::Room;
use crate::crisis::{Crisis, Plan};
use crate::map::{Place, places};
use crate::theme::{Theme, chart_rules_of_page};
use crate::{accounts, beside, course, disputes, headline, map, notes, sources, timeline, words};
use detente_record::Incident;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const RULES: &str = include_str!("page.css");

/// Opens what hides the target of a link, where the browser does not, and everything for print.
const SCRIPT: &str = include_str!("page.js");

/// What somebody reads who lets no script run.
const NO_SCRIPT: &str = "Parts of this page are packed and are unpacked by its script: accounts of the less weighty incidents, and the ends of long lists. Without scripts each incident has its line with one of its sentences, and what is packed does not open. `detente incidents --format jsonl` prints everything.";

/// No request leaves the page, whatever a text holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// So many incidents of a place or turn are linked; the others are folded.
const LINKED: usize = 12;

/// The same for a place of a large record.
const LINKED_OF_MANY: usize = 2;

/// The report of a crisis as one HTML file.
pub fn page(crisis: &Crisis) -> String {
    let plan = Plan::of(crisis);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(crisis.generated_by);
                title { (crisis.title) }
                style { (PreEscaped(style())) }
            }
            body {
                a class="skip" href="#main" { "Skip to the content" }
                header {
                    h1 { (crisis.title) }
                    (contents(crisis))
                }
                main id="main" {
                    section id="summary" aria-labelledby="summary-h" {
                        h2 id="summary-h" class="visually-hidden" { "In short" }
                        (headline::headline(&plan))
                    }
                    (course_section(&plan))
                    (timeline::timeline(&plan))
                    (map_section(&plan))
                    (disputes::disputes(&plan))
                    (accounts::accounts(&plan))
                    (sources::sources(&plan))
                    (notes::notes(&plan))
                }
                @if !plan.folds.is_empty() { noscript { p class="note" { (NO_SCRIPT) } } }
                footer { p { "Made by " (crisis.generated_by) " from the reports named above. Outlines: Natural Earth." } }
                (plan.folds.packs())
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn style() -> String {
    let (light, dark) = (Theme::Light.properties(), Theme::Dark.properties());
    format!(
        ":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}@media print{{:root{{color-scheme:light;{light}}}}}{}{RULES}",
        chart_rules_of_page()
    )
}

fn contents(crisis: &Crisis) -> Markup {
    let parts = [
        ("course", "Course", crisis.series.is_some()),
        ("incidents", "What happened", true),
        ("map", "Map", true),
        ("disputes", "Disputes", true),
        ("accounts", "Evidence", true),
        ("sources", "Sources", true),
        ("limits", "Limits", true),
        ("reading", "How to read it", true),
    ];
    html! {
        nav aria-label="Contents" {
            ul { @for (id, name, _) in parts.iter().filter(|(.., there)| *there) { li { a href={ "#" (id) } { (name) } } } }
        }
    }
}

fn course_section(plan: &Plan) -> Markup {
    let crisis = plan.crisis;
    let Some(series) = &crisis.series else { return html! {} };
    html! {
        section id="course" aria-labelledby="course-h" {
            h2 id="course-h" { "The course" }
            @for room in [Room::Wide, Room::Narrow] {
                @if let Some(chart) = course::chart(crisis, room, true) { (chart.inline(room)) }
            }
            @if !crisis.phases.is_empty() {
                ol class="phases" { @for n in 0..crisis.phases.len() { (phase(plan, n)) } }
            }
            details { summary { "The numbers behind the chart" } (scrolling("The numbers behind the chart", &course::table(series))) }
            (beside::beside(crisis))
        }
    }
}

/// A table that may be wider than a phone and is then moved sideways, by keyboard too.
pub(crate) fn scrolling(name: &str, table: &Markup) -> Markup {
    html! { div class="scroll" role="group" tabindex="0" aria-label=(name) { (table) } }
}

fn phase(plan: &Plan, n: usize) -> Markup {
    let phase = &plan.crisis.phases[n];
    let ids: &[String] = plan.crisis.turns.get(n).map_or(&[], Vec::as_slice);
    let turned: Vec<&Incident> = ids.iter().filter_map(|id| plan.crisis.incidents.iter().find(|i| i.id == *id)).collect();
    html! {
        li id={ "phase-" (n + 1) } {
            span class={ "swatch " (course::class(phase.kind)) } aria-hidden="true" {}
            strong { (words::capital(phase.kind.name())) } ", " (words::period(phase.from, phase.to)) ": "
            (words::count(usize::try_from(phase.events).unwrap_or(usize::MAX), "act", "acts")) ". "
            span class="small" { (words::capital(&phase.why)) "." }
            @if !turned.is_empty() { div { "The turn was made by " (links(plan, &turned)) "." } }
        }
    }
}

/// Incidents as links, with their days.
fn links(plan: &Plan, incidents: &[&Incident]) -> Markup {
    let (shown, folded) = incidents.split_at(incidents.len().min(LINKED));
    html! {
        @for (n, incident) in shown.iter().enumerate() {
            @if n > 0 { "; " }
            (link(plan, incident))
        }
        @if !folded.is_empty() {
            (plan.folds.fold(&html! { (words::count(folded.len(), "more", "more")) }, html! { ul class="words" { @for i in folded { li { (link(plan, i)) } } } }))
        }
    }
}

fn link(plan: &Plan, incident: &Incident) -> Markup {
    html! {
        a href={ "#" (plan.incident(&incident.id).unwrap_or_default()) } { (words::headline(incident)) }
        @if let Some(date) = &incident.date { " (" (words::date(date)) ")" }
    }
}

fn map_section(plan: &Plan) -> Markup {
    let all = places(&plan.order);
    let drawn: Vec<(Room, map::Drawn)> =
        [Room::Wide, Room::Narrow].into_iter().filter_map(|room| Some((room, map::chart(plan.crisis, &all, room, true)?))).collect();
    html! {
        section id="map" aria-labelledby="map-h" {
            h2 id="map-h" { "Where it happened" }
            @if drawn.is_empty() { p { "No incident has a known place." } }
            @for (room, map) in &drawn { (map.chart.inline(*room)) }
            p class="note" { (left_out(plan, drawn.first().map_or(&[], |(_, d)| &d.outside))) }
            @if !all.is_empty() { (list(plan, &all)) }
        }
    }
}

/// What the map does not show.
fn left_out(plan: &Plan, outside: &[String]) -> String {
    let none = plan.crisis.incidents.iter().filter(|i| i.place.is_none()).count();
    let mut text = "Dot: a town, or some near each other, with the number of incidents. Soft area: a province, the place within it unknown; a circle stands for one whose outline is not known. Hatching: a country, no nearer place known. Orange: conflict prevails; blue: cooperation. ".to_owned();
    if none > 0 {
        text.push_str(&format!("{} no known place. ", words::count(none, "incident has", "incidents have")));
    }
    if !outside.is_empty() {
        let named: Vec<String> = outside.iter().take(8).cloned().collect();
        let more = if outside.len() > named.len() { format!(" and {} more", outside.len() - named.len()) } else { String::new() };
        text.push_str(&format!("Outside the frame: {}{more}.", named.join(", ")));
    }
    text
}

fn list(plan: &Plan, all: &[Place]) -> Markup {
    html! {
        details {
            summary { "The places and what happened there" }
            ol class="places" {
                @for (n, place) in all.iter().enumerate() {
                    li id={ "place-" (n + 1) } {
                        @if place.incidents.len() <= if plan.complete() { LINKED } else { LINKED_OF_MANY } {
                            strong { (place.label()) } ": " (links(plan, &place.incidents))
                        } @else {
                            (plan.folds.fold(&html! { strong { (place.label()) } }, html! { ul class="words" { @for i in &place.incidents { li { (link(plan, i)) } } } }))
                        }
                    }
                }
            }
        }
    }
}
