//! The reports and how independent they are of each other.

use crate::crisis::Plan;
use crate::page::scrolling;
use crate::words;
use detente_record::{DocumentRef, FlagKind, Origin};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// So many origins of several reports stand in the page; the others are folded.
const SHARED_SHOWN: usize = 40;

/// So many reports of an origin are named in the page; the others are folded.
const NAMED: usize = 12;

/// So many publishers are counted in the page; the others are folded.
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
                @let (shown, folded) = shared.split_at(shared.len().min(SHARED_SHOWN));
                ul class="origins" { @for origin in shown { (together(plan, origin)) } }
                @if !folded.is_empty() {
                    (plan.folds.fold(
                        &html! { (words::count(folded.len(), "more group", "more groups")) },
                        html! { ul class="origins" { @for origin in folded { (together(plan, origin)) } } },
                    ))
                }
            }
            @if plan.reports_listed() { (reports(plan, &sorted(plan))) } @else { (publishers(plan)) (years(plan)) }
        }
    }
}

/// The reports by day, those without a day last.
fn sorted<'c>(plan: &Plan<'c>) -> Vec<&'c DocumentRef> {
    let mut documents = plan.reports();
    documents.sort_by(|a, b| a.published.is_none().cmp(&b.published.is_none()).then(a.published.cmp(&b.published)).then(a.id.cmp(&b.id)));
    documents
}

/// The reports folded by year, where they are too many to list.
fn years(plan: &Plan) -> Markup {
    let year = |d: &DocumentRef| d.published.as_deref().and_then(|p| p.get(..4)).unwrap_or("No day known").to_owned();
    html! {
        @for reports_of in sorted(plan).chunk_by(|a, b| year(a) == year(b)) {
            @let told = words::count(reports_of.len(), "report", "reports");
            (plan.folds.fold(&html! { h3 { (year(reports_of[0])) } " " span class="small" { (told) } }, reports(plan, reports_of)))
        }
    }
}

fn together(plan: &Plan, origin: &Origin) -> Markup {
    let (shown, folded) = origin.documents.split_at(origin.documents.len().min(NAMED));
    html! {
        li {
            strong { (words::count(origin.documents.len(), "report", "reports")) " as one: " }
            (named(plan, shown)) ". "
            span class="small" { (words::capital(&origin.reason)) }
            @if !folded.is_empty() { (plan.folds.fold(&html! { (words::count(folded.len(), "more report", "more reports")) }, named(plan, folded))) }
        }
    }
}

fn named(plan: &Plan, ids: &[String]) -> Markup {
    html! {
        @for (n, id) in ids.iter().enumerate() {
            @if n > 0 { "; " }
            @match plan.document(id) {
                Some(anchor) => a href={ "#" (anchor) } { (id) },
                None => (id),
            }
        }
    }
}

fn reports(plan: &Plan, documents: &[&DocumentRef]) -> Markup {
    let crisis = plan.crisis;
    let number: BTreeMap<&str, usize> =
        crisis.origins.iter().enumerate().flat_map(|(n, o)| o.documents.iter().map(move |d| (d.as_str(), n + 1))).collect();
    let reposted: BTreeSet<&str> =
        crisis.incidents.iter().flat_map(|i| &i.flags).filter(|f| f.kind == FlagKind::Reposted).map(|f| f.document.as_str()).collect();
    let table = html! {
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
    };
    scrolling("The reports, by day", &table)
}

/// Reports by publisher, where they are too many to list.
fn publishers(plan: &Plan) -> Markup {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for d in &plan.crisis.documents {
        *counts.entry(d.publisher.as_deref().unwrap_or("not known")).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    let (shown, folded) = counts.split_at(counts.len().min(PUBLISHERS_SHOWN));
    let table = |counts: &[(&str, usize)]| {
        html! {
            table class="numbers" {
                caption { "Reports by publisher" }
                thead { tr { th scope="col" { "Publisher" } th scope="col" { "Reports" } } }
                tbody { @for (name, n) in counts { tr { th scope="row" { (name) } td { (words::number(*n as u64)) } } } }
            }
        }
    };
    html! {
        (table(shown))
        @if !folded.is_empty() { (plan.folds.fold(&html! { (words::count(folded.len(), "more publisher", "more publishers")) }, table(folded))) }
    }
}
