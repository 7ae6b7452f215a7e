//! The reports and how independent they are of each other.

use crate::crisis::Plan;
use crate::words;
use detente_record::{DocumentRef, FlagKind, Origin};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// So many origins of several reports are shown.
const SHARED_SHOWN: usize = 100;

/// So many publishers are counted, where reports are not listed.
const PUBLISHERS_SHOWN: usize = 200;

pub(crate) fn sources(plan: &Plan) -> Markup {
    let crisis = plan.crisis;
    let shared: Vec<&Origin> = crisis.origins.iter().filter(|o| o.documents.len() > 1).collect();
    html! {
        section id="sources" aria-labelledby="sources-h" {
            h2 id="sources-h" { "Sources and their independence" }
            p {
                (words::count(crisis.documents.len(), "report", "reports")) ", "
                (words::count(crisis.origins.len(), "independent origin", "independent origins")) ". "
                @if shared.is_empty() { "No two reports go back to one text or one house." }
                @else { "Reports that are one text, or come from one house, count once:" }
            }
            @if !shared.is_empty() {
                ul class="origins" {
                    @for origin in shared.iter().take(SHARED_SHOWN) { (together(plan, origin)) }
                    @if shared.len() > SHARED_SHOWN { li { (words::count(shared.len() - SHARED_SHOWN, "more group", "more groups")) } }
                }
            }
            @if plan.reports_listed() { (reports(plan)) } @else { (publishers(plan)) }
        }
    }
}

fn together(plan: &Plan, origin: &Origin) -> Markup {
    html! {
        li {
            strong { (words::count(origin.documents.len(), "report", "reports")) " as one: " }
            @for (n, id) in origin.documents.iter().enumerate() {
                @if n > 0 { "; " }
                @match plan.document(id) {
                    Some(anchor) => a href={ "#" (anchor) } { (id) },
                    None => (id),
                }
            }
            ". " span class="small" { (words::capital(&origin.reason)) }
        }
    }
}

fn reports(plan: &Plan) -> Markup {
    let crisis = plan.crisis;
    let number: BTreeMap<&str, usize> =
        crisis.origins.iter().enumerate().flat_map(|(n, o)| o.documents.iter().map(move |d| (d.as_str(), n + 1))).collect();
    let reposted: BTreeSet<&str> =
        crisis.incidents.iter().flat_map(|i| &i.flags).filter(|f| f.kind == FlagKind::Reposted).map(|f| f.document.as_str()).collect();
    let mut documents: Vec<&DocumentRef> = plan.reports();
    documents.sort_by(|a, b| a.published.is_none().cmp(&b.published.is_none()).then(a.published.cmp(&b.published)).then(a.id.cmp(&b.id)));
    html! {
        div class="scroll" {
            table class="reports" role="table" {
                caption class="visually-hidden" { "The reports, by day" }
                thead role="rowgroup" {
                    tr role="row" {
                        th scope="col" role="columnheader" { "Report" }
                        th scope="col" role="columnheader" { "Publisher" }
                        th scope="col" role="columnheader" { "Day" }
                        th scope="col" role="columnheader" { "Origin" }
                    }
                }
                tbody role="rowgroup" {
                    @for d in documents {
                        tr role="row" id=[plan.document(&d.id)] {
                            th scope="row" role="rowheader" {
                                (d.title.as_deref().unwrap_or(&d.id))
                                @if d.title.is_some() { " " span class="small" { (d.id) } }
                            }
                            td role="cell" { (d.publisher.as_deref().unwrap_or("not known")) }
                            td role="cell" {
                                (d.published.as_deref().map_or_else(|| "not known".to_owned(), words::day))
                                @if reposted.contains(d.id.as_str()) { " " strong { "posted again later" } }
                            }
                            td role="cell" { "Origin " (number.get(d.id.as_str()).map_or_else(|| "not known".to_owned(), ToString::to_string)) }
                        }
                    }
                }
            }
        }
    }
}

/// Reports by publisher, where they are too many to list.
fn publishers(plan: &Plan) -> Markup {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for d in &plan.crisis.documents {
        *counts.entry(d.publisher.as_deref().unwrap_or("not known")).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    html! {
        table class="numbers" {
            caption { "Reports by publisher" }
            thead { tr { th scope="col" { "Publisher" } th scope="col" { "Reports" } } }
            tbody {
                @for (name, n) in counts.iter().take(PUBLISHERS_SHOWN) { tr { th scope="row" { (name) } td { (words::number(*n as u64)) } } }
            }
        }
    }
}
