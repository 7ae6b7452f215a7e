//! What the accounts contradict each other in: for each question the answers beside each other, with who gives them.

use crate::crisis::Plan;
use crate::words;
use detente_record::{Aspect, Dispute, Incident, Position};
use maud::{Markup, html};

/// So many sentences of a position are linked; the others are counted.
const LINKED: usize = 6;

/// So many incidents with disputes are shown.
const SHOWN: usize = 150;

/// The question of an aspect.
pub(crate) fn aspect(about: Aspect) -> &'static str {
    match about {
        Aspect::Happened => "Whether it happened",
        Aspect::Source => "Who did it",
        Aspect::Target => "To whom",
        Aspect::Killed => "How many died",
        Aspect::Injured => "How many were injured",
        Aspect::Place => "Where",
        Aspect::Date => "When",
    }
}

pub(crate) fn disputes(plan: &Plan) -> Markup {
    let all: Vec<&Incident> = plan.order.iter().copied().filter(|i| !i.disputes.is_empty()).collect();
    html! {
        section id="disputes" aria-labelledby="disputes-h" {
            h2 id="disputes-h" { "What the accounts disagree about" }
            @if all.is_empty() {
                p { "No two accounts of one incident contradict each other." }
            } @else {
                p class="note" { "Each row is one answer. Support counts independent origins, not reports; the words lead to the sentence that says so." }
            }
            @for incident in all.iter().take(SHOWN) { (of_incident(plan, incident)) }
            @if all.len() > SHOWN {
                p class="note" { (words::count(all.len() - SHOWN, "more incident is disputed", "more incidents are disputed")) "; they are marked in the list of what happened." }
            }
        }
    }
}

fn of_incident(plan: &Plan, incident: &Incident) -> Markup {
    let anchor = plan.incident(&incident.id).unwrap_or_default();
    html! {
        div class="scroll" {
            table class="disputes" role="table" {
                caption {
                    a href={ "#" (anchor) } { (words::headline(incident)) }
                    @if let Some(date) = &incident.date { span class="small" { " · " (words::date(date)) } }
                }
                thead role="rowgroup" {
                    tr role="row" {
                        th scope="col" role="columnheader" { "In question" }
                        th scope="col" role="columnheader" { "Answer" }
                        th scope="col" role="columnheader" { "Who says so" }
                        th scope="col" role="columnheader" { "In words" }
                    }
                }
                @for dispute in &incident.disputes { (rows(plan, dispute)) }
            }
        }
    }
}

fn rows(plan: &Plan, dispute: &Dispute) -> Markup {
    html! {
        tbody role="rowgroup" {
            @for (n, position) in dispute.positions.iter().enumerate() {
                tr role="row" {
                    @if n == 0 {
                        th scope="rowgroup" role="rowheader" rowspan=(dispute.positions.len()) { (aspect(dispute.about)) }
                    }
                    td role="cell" class="answer" { (answer(dispute.about, position)) }
                    td role="cell" { (who(position)) }
                    td role="cell" { (sentences(plan, position)) }
                }
            }
        }
    }
}

fn answer(about: Aspect, position: &Position) -> String {
    let value = match (about, position.value.as_str()) {
        (Aspect::Happened, "yes") => "It happened".to_owned(),
        (Aspect::Happened, "no") => "It did not happen".to_owned(),
        (Aspect::Date, value) => words::day(value),
        (_, value) => words::capital(value),
    };
    if position.denied { format!("Not {value}") } else { value }
}

fn who(position: &Position) -> Markup {
    let mut speakers: Vec<String> = position.speakers.iter().map(words::speaker).collect();
    if position.own_voice {
        speakers.push("reports in their own voice".to_owned());
    }
    html! {
        (words::capital(&words::list(&speakers)))
        span class="small" { " " (words::count(position.origins, "origin", "independent origins")) }
    }
}

/// The sentences that say so, each by its first words.
fn sentences(plan: &Plan, position: &Position) -> Markup {
    let known: Vec<(&str, String)> = position
        .events
        .iter()
        .filter_map(|id| {
            let event = plan.text(id)?;
            Some((plan.event(id)?, words::shortened(&event.text, 70)))
        })
        .collect();
    html! {
        ul class="words" {
            @for (anchor, words) in known.iter().take(LINKED) { li { a href={ "#" (anchor) } { "“" (words) "”" } } }
            @if known.len() > LINKED { li { (words::count(known.len() - LINKED, "more sentence", "more sentences")) } }
        }
    }
}
