//! Reports coded one by one and grouped together: which incident each of their events is put into.

use detente::story::{Families, ReportKey, Signature, Telling, group, late, origins};
use detente::{Detente, DocumentRef, Event, Hints};
use std::collections::BTreeMap;

/// A report as it was coded.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedReport {
    document: DocumentRef,
    signature: Signature,
    /// Its events in order.
    pub events: Vec<Event>,
}

impl CodedReport {
    /// Codes a report. What is known of it beside its text is its id, its day and its publisher.
    pub fn of(detente: &Detente, text: &str, hints: &Hints, publisher: Option<&str>) -> Self {
        let (coded, _) = detente.code(&detente.read(text.as_bytes(), hints));
        let document = DocumentRef {
            id: hints.id.clone(),
            publisher: publisher.map(str::to_owned),
            published: hints.published.map(|d| d.to_string()),
            ..DocumentRef::default()
        };
        CodedReport::new(document, text, coded.events)
    }

    /// A report whose events are there.
    pub fn new(document: DocumentRef, text: &str, events: Vec<Event>) -> Self {
        CodedReport { document, signature: Signature::of(text), events }
    }

    /// Id of the report.
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// The place among the events of the first one with a trigger, there or at another place where it is told, that
    /// `is_told` accepts.
    pub fn telling(&self, is_told: impl Fn([usize; 2]) -> bool) -> Option<usize> {
        self.events.iter().position(|e| is_told(e.trigger.span) || e.mentions.iter().any(|m| is_told(m.trigger.span)))
    }
}

/// The tellings of some reports and their groups, as indexes. A report that is given twice is one report; one that was
/// posted late is compared by its true days.
pub fn grouped<'a>(reports: impl IntoIterator<Item = &'a CodedReport>) -> (Vec<Telling>, Vec<Vec<usize>>) {
    let reports: BTreeMap<&str, &CodedReport> = reports.into_iter().map(|r| (r.id(), r)).collect();
    let keys: Vec<ReportKey> =
        reports.values().map(|r| ReportKey { document: r.document.clone(), signature: r.signature.clone() }).collect();
    let origins = origins(&keys, &Families::default());
    let origin: BTreeMap<&str, &str> = origins.iter().flat_map(|o| o.documents.iter().map(|d| (d.as_str(), o.id.as_str()))).collect();
    let of = |id: &str| origin.get(id).copied().unwrap_or_default().to_owned();
    let events = reports.iter().flat_map(|(id, r)| r.events.iter().map(|e| (*id, e)));
    let tellings: Vec<Telling> = events.map(|(id, e)| Telling::new(e.clone(), of(id))).collect();
    let late = late(&tellings, |_| true);
    let true_days = |t: Telling| {
        let late = late.get(&t.event.document.id).cloned();
        t.posted_late(late)
    };
    let tellings: Vec<Telling> = tellings.into_iter().map(true_days).collect();
    let groups = group(&tellings, &[]).groups;
    (tellings, groups)
}

/// The incident of each event by the event's id, as a number.
pub fn incidents<'a>(reports: impl IntoIterator<Item = &'a CodedReport>) -> BTreeMap<String, usize> {
    let (tellings, groups) = grouped(reports);
    let members = groups.iter().enumerate().flat_map(|(number, members)| members.iter().map(move |&i| (i, number)));
    members.map(|(i, number)| (tellings[i].event.id.clone(), number)).collect()
}

#[cfg(test)]
pub mod made {
    //! Events of our own making for the tests of what is scored over groups.

    use super::CodedReport;
    use detente::{DocumentRef, Event};
    use serde_json::json;

    /// What the events of a test differ in.
    #[derive(Debug, Clone, Copy)]
    pub struct Told<'a> {
        /// PLOVER type.
        pub kind: &'a str,
        /// Country of place and target.
        pub country: &'a str,
        /// The day.
        pub day: &'a str,
        /// The trigger's code points.
        pub trigger: [usize; 2],
    }

    /// A report that has these events.
    pub fn report(id: &str, text: &str, told: &[Told<'_>]) -> CodedReport {
        let document = DocumentRef { id: id.to_owned(), ..DocumentRef::default() };
        CodedReport::new(document, text, told.iter().map(|told| event(id, text, told)).collect())
    }

    fn event(document: &str, text: &str, told: &Told<'_>) -> Event {
        let actor = |name: &str, country: &str| json!([{ "text": name, "name": name, "id": name, "country": country, "sectors": ["MIL"], "code": null, "span": [0, 1] }]);
        let event = json!({
            "schema": "detente.event/1", "id": format!("{document}-{}", told.trigger[0]),
            "document": { "id": document, "title": null, "publisher": null, "published": null, "published_basis": null, "uri": null },
            "sentence": 0, "text": text, "event_type": told.kind, "mode": null, "contexts": [], "cameo": "190", "quad_class": 4,
            "goldstein": -9.0, "source": actor("the army", "ABW"), "target": actor("the town", told.country), "reciprocal": false,
            "date": { "start": told.day, "end": told.day, "granularity": "day", "basis": "expression", "text": null },
            "place": { "name": told.country, "country": told.country, "adm1": null, "lat": null, "lon": null, "precision": "country",
                       "geonameid": null, "span": null },
            "casualties": { "killed": null, "injured": null, "arrested": null }, "factuality": "actual", "attribution": [],
            "trigger": { "text": "x", "span": told.trigger }, "confidence": 0.9,
            "derivation": { "frame": "190#x", "path": [], "notes": [] }
        });
        serde_json::from_value(event).expect("an event record")
    }

    #[test]
    fn what_is_told_twice_is_one_incident_and_a_report_given_twice_one_report() {
        let strike = Told { kind: "ASSAULT", country: "PER", day: "1990-03-02", trigger: [9, 15] };
        let visit = Told { kind: "CONSULT", country: "FRA", day: "1995-03-02", trigger: [20, 25] };
        let reports = [report("a", "The army struck the town.", &[strike, visit]), report("b", "The army struck the town.", &[strike])];
        let of = super::incidents(reports.iter().chain(&reports[..1]));
        assert_eq!(of.keys().map(String::as_str).collect::<Vec<_>>(), ["a-20", "a-9", "b-9"]);
        assert!(of["a-9"] == of["b-9"] && of["a-9"] != of["a-20"], "{of:?}");
        assert_eq!(reports[0].telling(|[from, _]| from > 10), Some(1));
        assert_eq!(reports[0].telling(|[from, _]| from > 20), None);
    }
}
