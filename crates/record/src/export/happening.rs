//! One view of an event and of an incident, so that each format is written once.

use crate::{Actor, Count, Date, DocumentRef, Event, Factuality, Incident, Place, Toll};

/// The dead, as a lowest, a best and a highest number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deaths {
    pub low: u64,
    pub best: u64,
    pub high: Option<u64>,
}

impl From<&Count> for Deaths {
    /// "At least 12" is best taken as 12.
    fn from(c: &Count) -> Self {
        Deaths { low: c.low, best: c.low, high: c.high }
    }
}

impl From<&Toll> for Deaths {
    fn from(t: &Toll) -> Self {
        Deaths { low: t.low, best: t.best, high: t.high }
    }
}

/// What formats ask of an event or incident.
pub(crate) struct Happening<'a> {
    pub id: &'a str,
    pub event_type: &'a str,
    pub mode: Option<&'a str>,
    pub contexts: &'a [String],
    pub cameo: &'a str,
    pub quad_class: u8,
    pub goldstein: f64,
    pub source: &'a [Actor],
    pub target: &'a [Actor],
    pub reciprocal: bool,
    pub date: Option<&'a Date>,
    pub place: Option<&'a Place>,
    pub factuality: Factuality,
    pub killed: Option<Deaths>,
    pub injured: Option<Deaths>,
    /// The accounts: of an event itself only. The first is the one to show: of an incident, the first with its standing.
    pub told: Vec<&'a Event>,
    pub reports: usize,
    pub origins: usize,
    /// Whether it is one report's event, not an incident.
    pub single: bool,
}

impl<'a> Happening<'a> {
    pub fn of_event(e: &'a Event) -> Self {
        Happening {
            id: &e.id,
            event_type: &e.event_type,
            mode: e.mode.as_deref(),
            contexts: &e.contexts,
            cameo: &e.cameo,
            quad_class: e.quad_class,
            goldstein: e.goldstein,
            source: &e.source,
            target: &e.target,
            reciprocal: e.reciprocal,
            date: e.date.as_ref().filter(|d| d.basis != crate::DateBasis::None),
            place: e.place.as_ref(),
            factuality: e.factuality,
            killed: e.casualties.killed.as_ref().map(Deaths::from),
            injured: e.casualties.injured.as_ref().map(Deaths::from),
            told: vec![e],
            reports: 1,
            origins: 1,
            single: true,
        }
    }

    pub fn of_incident(i: &'a Incident) -> Self {
        let mut told: Vec<&Event> = i.accounts.iter().map(|a| &a.event).collect();
        told.sort_by_key(|e| e.factuality != i.factuality);
        Happening {
            id: &i.id,
            event_type: &i.event_type,
            mode: i.mode.as_deref(),
            contexts: &i.contexts,
            cameo: &i.cameo,
            quad_class: i.quad_class,
            goldstein: i.goldstein,
            source: &i.source,
            target: &i.target,
            reciprocal: i.reciprocal,
            date: i.date.as_ref().filter(|d| d.basis != crate::DateBasis::None),
            place: i.place.as_ref(),
            factuality: i.factuality,
            killed: i.killed.as_ref().map(Deaths::from),
            injured: i.injured.as_ref().map(Deaths::from),
            told,
            reports: i.reports,
            origins: i.origins,
            single: false,
        }
    }

    /// The account to show.
    pub fn lead(&self) -> Option<&'a Event> {
        self.told.first().copied()
    }

    /// Its reports, each once, the one to show first.
    pub fn documents(&self) -> Vec<&'a DocumentRef> {
        let mut seen: Vec<&DocumentRef> = Vec::new();
        for event in &self.told {
            if !seen.iter().any(|d| d.id == event.document.id) {
                seen.push(&event.document);
            }
        }
        seen
    }

    /// What the reports have under one heading, each once, joined by `;`.
    pub fn of_reports(&self, field: impl Fn(&'a DocumentRef) -> Option<&'a str>) -> String {
        let mut seen: Vec<&str> = Vec::new();
        for value in self.documents().into_iter().filter_map(field) {
            if !seen.contains(&value) {
                seen.push(value);
            }
        }
        seen.join(";")
    }

    /// Addresses of its reports, or their ids.
    pub fn addresses(&self) -> String {
        self.of_reports(|d| Some(d.uri.as_deref().unwrap_or(&d.id)))
    }

    /// Which sentences of which reports: "report_7".
    pub fn sentences(&self) -> String {
        self.told.iter().map(|e| format!("{}_{}", e.document.id, e.sentence)).collect::<Vec<_>>().join(";")
    }

    /// The sentence to show.
    pub fn text(&self) -> &'a str {
        self.lead().map_or("", |e| e.text.as_str())
    }

    /// Latitude and longitude, where there are both.
    pub fn pin(&self) -> Option<(f64, f64)> {
        let place = self.place?;
        Some((place.lat?, place.lon?))
    }
}
