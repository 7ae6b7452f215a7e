//! Every incident with what each report says of it, word for word.

use crate::crisis::{Depth, Plan, printed};
use crate::marks::{Role, stretches};
use crate::timeline::{headline, place_of, told_by};
use crate::words;
use detente_record::{Event, Incident, Toll, TollNumber};
use maud::{Markup, html};

/// So many of a toll's numbers are listed.
const NUMBERS: usize = 12;

pub(crate) fn accounts(plan: &Plan) -> Markup {
    html! {
        section id="accounts" aria-labelledby="accounts-h" {
            h2 id="accounts-h" { "The evidence: every account, word for word" }
            p class="note" {
                "Open an incident to read the sentences. "
                @if !plan.complete() { "Here stand the weightiest; the accounts of every other incident open at its line in " a href="#incidents" { "the list of what happened" } ". " }
                (legend())
            }
            @for incident in plan.order.iter().filter(|i| plan.depth(i) == Depth::Full) { (of_incident(plan, incident)) }
        }
    }
}

/// How the words are marked.
fn legend() -> Markup {
    html! {
        "Marked are "
        @for (i, (role, what)) in
            [(Role::Source, "who acts"), (Role::Trigger, "the act"), (Role::Target, "to whom"), (Role::Speaker, "who says so")].into_iter().enumerate()
        {
            @if i > 0 { ", " }
            mark class=(role.name()) { (what) small { (role.name()) } }
        }
        "."
    }
}

fn of_incident(plan: &Plan, incident: &Incident) -> Markup {
    html! {
        details class={ "accounts q" (incident.quad_class) } {
            summary {
                h3 { (headline(incident)) }
                span class="small" {
                    @if let Some(date) = &incident.date { (words::date(date)) " · " }
                    (told_by(incident))
                }
            }
            // The anchor lies inside: a browser opens what hides the target of a link.
            div class="inside" id=[plan.incident(&incident.id)] { (inside(plan, incident)) }
        }
    }
}

/// All that is known of an incident: what it is, and its accounts.
pub(crate) fn inside(plan: &Plan, incident: &Incident) -> Markup {
    let (events, folded) = printed(incident);
    let tellings = |events: &[&Event]| html! { ol class="tellings" { @for event in events { (telling(plan, incident, event)) } } };
    html! {
        (facts(plan, incident))
        (tellings(&events))
        @if !folded.is_empty() {
            (plan.folds.fold(&html! { (words::count(folded.len(), "more account", "more accounts")) }, tellings(&folded)))
        }
    }
}

/// Date, code, toll and warnings in words.
fn facts(plan: &Plan, incident: &Incident) -> Markup {
    let code = plan.crisis.labels.get(&incident.cameo).map_or_else(|| incident.cameo.clone(), |l| format!("{} ({l})", incident.cameo));
    html! {
        dl class="facts" {
            @if let Some(date) = &incident.date { dt { "When" } dd { (words::date(date)) span class="small" { " " (words::basis(date)) } } }
            @if let Some(place) = &incident.place { dt { "Where" } dd { (place_of(place)) } }
            @if let Some(toll) = &incident.killed { dt { "Dead" } dd { (numbers(plan, toll)) } }
            @if let Some(toll) = &incident.injured { dt { "Injured" } dd { (numbers(plan, toll)) } }
            dt { "Coded as" }
            dd { (words::kind(incident)) "; CAMEO " (code) "; Goldstein " (crate::course::signed(incident.goldstein)) }
            @for flag in &incident.flags { dt { "Caution" } dd { (words::capital(&flag.reason)) } }
        }
    }
}

fn numbers(plan: &Plan, toll: &Toll) -> Markup {
    let (shown, folded) = toll.numbers.split_at(toll.numbers.len().min(NUMBERS));
    let list = |numbers: &[TollNumber]| html! { ul class="words" { @for n in numbers { (number(plan, n)) } } };
    html! {
        (words::toll(toll, "")) span class="small" { " " (toll.rule) }
        (list(shown))
        @if !folded.is_empty() { (plan.folds.fold(&html! { (words::count(folded.len(), "more number", "more numbers")) }, list(folded))) }
    }
}

fn number(plan: &Plan, number: &TollNumber) -> Markup {
    html! {
        li {
            (plan.to_sentence(&number.event, &number.text))
            " " (number.speaker.as_ref().map_or_else(|| "in the report’s own voice".to_owned(), words::speaker))
            @if let Some(day) = &number.published { ", " (words::day(day)) }
        }
    }
}

fn telling(plan: &Plan, incident: &Incident, event: &Event) -> Markup {
    html! {
        li id=[plan.sentence(incident, event)] {
            blockquote { p { (sentence(event)) } }
            p class="by" { (report(plan, event)) }
            p class="said" { (words::capital(&words::attribution(&event.attribution))) "." }
            p class="small" { (fine_print(event)) }
        }
    }
}

/// The sentence with its words marked by colour, line and label.
pub(crate) fn sentence(event: &Event) -> Markup {
    html! {
        @for stretch in stretches(event) {
            @match stretch.roles.as_slice() {
                [] => (stretch.text),
                roles => {
                    @let names: Vec<&str> = roles.iter().map(|r| r.name()).collect();
                    // Where one word is two things, the later role gives the colour and the label names both.
                    mark class=(names[names.len() - 1]) { (stretch.text) small { (names.join(" + ")) } }
                },
            }
        }
    }
}

fn report(plan: &Plan, event: &Event) -> Markup {
    let document = plan.reference(event);
    let title = document.title.clone().unwrap_or_else(|| document.id.clone());
    html! {
        @match plan.document(&document.id) {
            Some(anchor) => a href={ "#" (anchor) } { (title) },
            None => (title),
        }
        @if let Some(publisher) = &document.publisher { ", " (publisher) }
        @if let Some(day) = &document.published { ", " (words::day(day)) }
    }
}

fn fine_print(event: &Event) -> String {
    let mut parts =
        vec![format!("confidence {:.2}", event.confidence), format!("frame {}", event.derivation.frame), format!("event {}", event.id)];
    let mut sentences: Vec<String> = event.mentions.iter().map(|m| (m.sentence + 1).to_string()).collect();
    sentences.dedup();
    if !sentences.is_empty() {
        parts.push(format!("told again in {} {}", if sentences.len() == 1 { "sentence" } else { "sentences" }, words::list(&sentences)));
    }
    parts.join(" · ")
}
