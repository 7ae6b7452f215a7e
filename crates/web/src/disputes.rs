//! What the accounts contradict each other in: for each question the answers beside each other, with who gives them.

use crate::crisis::{Depth, Plan};
use crate::words;
use detente_record::{Aspect, Dispute, Event, Incident, Position};
use maud::{Markup, html};

/// So many sentences of a position are linked; the others are folded.
const LINKED: usize = 6;

/// So many letters of a sentence are shown.
const EXCERPT: usize = 90;

/// So many incidents with disputes stand in the page; the others are folded, year by year.
const SHOWN: usize = 60;

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
            @if all.len() <= SHOWN {
                @if !all.is_empty() { (table(plan, &all)) }
            } @else {
                @let heavy: Vec<&Incident> = all.iter().copied().filter(|i| plan.depth(i) == Depth::Full).take(SHOWN).collect();
                p class="note" { "The table has the weightiest. Every disputed incident, these again among them, stands in a table of its year below." }
                (table(plan, &heavy))
                @for year in all.chunk_by(|a, b| year(a) == year(b)) {
                    @let told = words::count(year.len(), "disputed incident", "disputed incidents");
                    (plan.folds.fold(&html! { h3 { (self::year(year[0])) } " " span class="small" { (told) } }, table(plan, year)))
                }
            }
        }
    }
}

fn year(incident: &Incident) -> &str {
    incident.date.as_ref().and_then(|d| d.start.get(..4)).unwrap_or("No day known")
}

fn table(plan: &Plan, incidents: &[&Incident]) -> Markup {
    html! {
        table class="disputes" role="table" {
            caption class="visually-hidden" { "Disputed incidents, each with the answers that exclude each other" }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { "In question" }
                    th scope="col" role="columnheader" { "Answer" }
                    th scope="col" role="columnheader" { "Who says so" }
                    th scope="col" role="columnheader" { "In words" }
                }
            }
            @for incident in incidents { (of_incident(plan, incident)) }
        }
    }
}

fn of_incident(plan: &Plan, incident: &Incident) -> Markup {
    html! {
        tbody role="rowgroup" {
            tr role="row" class="incident-row" {
                th scope="rowgroup" role="rowheader" colspan="4" {
                    a href={ "#" (plan.incident(&incident.id).unwrap_or_default()) } { (words::headline(incident)) }
                    @if let Some(date) = &incident.date { span class="small" { " · " (words::date(date)) } }
                }
            }
            @for dispute in &incident.disputes { (rows(plan, dispute)) }
        }
    }
}

fn rows(plan: &Plan, dispute: &Dispute) -> Markup {
    html! {
        @for (n, position) in dispute.positions.iter().enumerate() {
            tr role="row" class=[(n > 0).then_some("other")] {
                @if n == 0 {
                    th scope="row" role="rowheader" rowspan=(dispute.positions.len()) { (aspect(dispute.about)) }
                }
                td role="cell" class="answer" { (answer(dispute.about, position)) }
                td role="cell" { (who(position)) }
                td role="cell" { (sentences(plan, dispute.about, position)) }
            }
        }
    }
}

fn answer(about: Aspect, position: &Position) -> String {
    // A denial is part of the value already.
    match (about, position.value.as_str()) {
        (Aspect::Happened, "yes") => "It happened".to_owned(),
        (Aspect::Happened, "no") => "It did not happen".to_owned(),
        (Aspect::Date, value) => words::day(value),
        (_, value) => words::capital(value),
    }
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

/// The sentences that say so, each by the words about what is in question.
fn sentences(plan: &Plan, about: Aspect, position: &Position) -> Markup {
    let known: Vec<Markup> = position
        .events
        .iter()
        .filter_map(|id| plan.text(id).map(|event| plan.to_sentence(id, &words::around(&event.text, focus(event, about), EXCERPT))))
        .collect();
    let (shown, folded) = known.split_at(known.len().min(LINKED));
    let list = |links: &[Markup]| html! { ul class="words" { @for link in links { li { (link) } } } };
    html! {
        (list(shown))
        @if !folded.is_empty() { (plan.folds.fold(&html! { (words::count(folded.len(), "more sentence", "more sentences")) }, list(folded))) }
    }
}

/// The words of an event that answer a question.
fn focus(event: &Event, about: Aspect) -> &str {
    let words = match about {
        Aspect::Killed => event.casualties.killed.as_ref().map(|c| c.text.as_str()),
        Aspect::Injured => event.casualties.injured.as_ref().map(|c| c.text.as_str()),
        Aspect::Place => event.place.as_ref().map(|p| p.name.as_str()),
        Aspect::Date => event.date.as_ref().and_then(|d| d.text.as_deref()),
        Aspect::Source => event.source.first().map(|a| a.text.as_str()),
        Aspect::Target => event.target.first().map(|a| a.text.as_str()),
        Aspect::Happened => event.attribution.first().map(|a| a.cue.as_str()),
    };
    words.filter(|w| !w.is_empty()).unwrap_or(&event.trigger.text)
}
