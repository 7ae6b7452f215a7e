//! How the page is to be read, and what it does not show.

use crate::crisis::Plan;
use crate::words;
use detente_series::Standing;
use maud::{Markup, html};

pub(crate) fn notes(plan: &Plan) -> Markup {
    let crisis = plan.crisis;
    let undated = crisis.incidents.iter().filter(|i| i.date.is_none()).count();
    let unplaced = crisis.incidents.iter().filter(|i| i.place.is_none()).count();
    html! {
        section id="limits" aria-labelledby="limits-h" {
            h2 id="limits-h" { "What is not shown" }
            ul {
                li { "What no report among the sources tells, and what was told but not recognised. A program read the reports; every line can be checked against its sentence, and should be before it is used." }
                li { "Whether a claim is true. Claims stand as claims, with who makes them; the number of independent origins says how widely a thing is told, not that it is so." }
                @if undated > 0 { li { (words::count(undated, "incident has", "incidents have")) " no known day and no place in the chart." } }
                @if unplaced > 0 { li { (words::count(unplaced, "incident has", "incidents have")) " no known place and no mark on the map." } }
                li { (counted(crisis.standing)) }
            }
        }
        section id="reading" aria-labelledby="reading-h" {
            h2 id="reading-h" { "How to read it" }
            dl class="facts" {
                dt { "Incident" } dd { "One happening, however many reports tell it. The same reports always give the same incidents." }
                dt { "Origin" } dd { "Reports that are one text, or come from one publishing house, count as one origin. “Told by 3 independent origins” is corroboration; the number of reports is not." }
                dt { "Quad class" } dd { "Verbal cooperation (agreeing, meeting, backing), material cooperation (aid, release, withdrawal), verbal conflict (accusing, refusing, threatening), material conflict (sanctions, force)." }
                dt { "Goldstein score" } dd { "From −10, a military attack, to 10, a merger of states: the usual weight of an act of this kind, not of this one." }
                dt { "Phase" } dd { "A time in which the level of the acts holds. Its bounds come from the counts (PELT, Killick and others 2012); its name compares its level with the normal range of the whole period (Azar 1972)." }
                dt { "Toll" } dd { "The lowest and the highest number that any account gives, and the best by the rule named beside it." }
                dt { "Map" } dd { "Outlines: Natural Earth, public domain, countries 1:50 million, provinces 1:10 million of some years ago; they show who holds the land and are no opinion on who should. A dot is a town, a soft area a province within which no nearer place is known (a circle of 120 km where its outline is not at hand), hatching a country of which no nearer place is known." }
            }
        }
    }
}

/// Which acts count in the chart.
fn counted(standing: Standing) -> String {
    let more: Vec<String> = [
        (standing.alleged, "what only a party says"),
        (standing.planned, "what is planned or called for"),
        (standing.threatened, "what is threatened, possible or under a condition"),
    ]
    .into_iter()
    .filter(|(on, _)| *on)
    .map(|(_, what)| what.to_owned())
    .collect();
    if more.is_empty() {
        "The chart counts only what happened in a report’s own voice: nothing alleged, planned, called for, threatened or denied."
            .to_owned()
    } else {
        format!("The chart counts what happened in a report’s own voice, and {}; nothing denied.", words::list(&more))
    }
}
