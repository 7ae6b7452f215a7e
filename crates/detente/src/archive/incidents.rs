//! Tellings to incidents, for what came in since the last time.
//!
//! Which events are one incident depends only on the events that hang together by links. So what waits is taken with
//! everything that it hangs together with, old and new, and that is grouped anew: the result is the same in whatever order
//! reports came in, and the work depends on what is new. Only where more hangs together than can be grouped at once, as in a
//! war of which hundreds of reports tell every day, the chain of links is cut some steps away from what is new.

use super::neighbourhood::{Hanging, Known, Neighbourhood};
use super::{Archive, ArchiveError};
use detente_record::{Incident, Origin};
use detente_story::{Decision, Hand, ReportKey, Signature, Telling, group, incident, origins};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Events that wait are taken so many at a time, in the order of their days: what hangs together lies near in time, so little
/// is read twice.
const BATCH: usize = 8000;

/// Days over which the events of a batch are spread at most, so that few events are in memory however many there are.
const SPREAD: i32 = 30;

/// What finding incidents did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Events that were looked at.
    pub events: usize,
    /// Incidents that were made or made anew.
    pub incidents: usize,
    /// Reports whose origin changed.
    pub origins: usize,
}

impl Archive {
    /// Finds origins and incidents for everything that came in or changed; `step` hears how many events are done after each
    /// batch and says whether to go on. What is left waits for the next time.
    ///
    /// # Errors
    /// When the store can't or holds something that can't be read.
    pub fn refresh(&mut self, step: &mut dyn FnMut(usize) -> bool) -> Result<Refreshed, ArchiveError> {
        let mut done = Refreshed::default();
        let mut known = Known::default();
        while self.is_unsettled()? {
            let waiting = self.store.waiting_by_day()?;
            if waiting.is_empty() {
                self.alone(|archive| archive.learn(&mut known, &mut done))?;
                continue;
            }
            // What was taken along by an earlier batch is done.
            let mut before: BTreeSet<String> = BTreeSet::new();
            for batch in batches(&waiting) {
                let mut batch: Vec<String> = batch.iter().map(|(_, id)| id.clone()).filter(|id| !before.remove(id)).collect();
                batch.sort();
                if batch.is_empty() {
                    continue;
                }
                // What is judged and what is written belong together: no other process writes in between.
                let events = self.alone(|archive| {
                    archive.learn(&mut known, &mut done)?;
                    let hands = archive.hands()?;
                    archive.group(&batch, &known, &hands, &mut done)
                })?;
                before.extend(events.into_iter().filter(|id| batch.binary_search(id).is_err()));
                if !step(done.events) {
                    return Ok(done);
                }
            }
        }
        Ok(done)
    }

    /// Whether anything came in or changed since the incidents were found.
    fn is_unsettled(&mut self) -> Result<bool, ArchiveError> {
        Ok(self.store.waiting_count()? > 0 || self.store.origins_found()?.is_none())
    }

    /// Brings what is known of the documents to the state of the store.
    fn learn(&mut self, known: &mut Known, done: &mut Refreshed) -> Result<(), ArchiveError> {
        if self.store.origins_found()?.is_none() {
            done.origins += self.find_origins()?;
            let origins = self.store.origins()?;
            self.find_late(&origins)?;
        }
        let found = self.store.origins_found()?;
        if known.found != found {
            *known = Known { found, origins: self.store.origins()?, late: self.late()? };
        }
        Ok(())
    }

    /// Groups the events of a batch with everything that they hang together with; gives the ids of those that are done, sorted.
    fn group(&mut self, batch: &[String], known: &Known, hands: &[Hand], done: &mut Refreshed) -> Result<Vec<String>, ArchiveError> {
        let Hanging { tellings, border } = Neighbourhood::new(&mut self.store, known).hanging_together(batch, hands)?;
        let mut events: BTreeSet<String> = tellings.keys().filter(|id| !border.contains(*id)).cloned().collect();
        events.extend(batch.iter().cloned());
        let tellings: Vec<Telling> = tellings.into_values().collect();
        let grouping = group(&tellings, hands);
        let groups = if border.is_empty() { grouping.groups } else { self.settled(&tellings, grouping.groups, &border)? };
        let mut incidents: Vec<Incident> = Vec::new();
        let mut by_event: BTreeMap<&str, usize> = BTreeMap::new();
        for members in &groups {
            let members: Vec<&Telling> = members.iter().map(|&i| &tellings[i]).collect();
            by_event.extend(members.iter().map(|t| (t.event.id.as_str(), incidents.len())));
            incidents.extend(incident(&members));
        }
        let why = reasons(&grouping.log, &incidents, &by_event)?;
        let events: Vec<String> = events.into_iter().collect();
        self.store.put_incidents(&events, &incidents, &why)?;
        done.events += events.len();
        done.incidents += incidents.len();
        Ok(events)
    }

    /// The groups that can be kept where not everything was read: those with an event that is not of the border, and those that
    /// share an incident of now with one of them, which goes.
    fn settled(
        &mut self,
        tellings: &[Telling],
        groups: Vec<Vec<usize>>,
        border: &BTreeSet<String>,
    ) -> Result<Vec<Vec<usize>>, ArchiveError> {
        let id = |i: &usize| tellings[*i].event.id.as_str();
        let now = self.store.incidents_of(&tellings.iter().map(|t| t.event.id.as_str()).collect::<Vec<_>>())?;
        let (mut settled, mut open): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|members| members.iter().any(|i| !border.contains(id(i))));
        let mut from = 0;
        while from < settled.len() {
            let gone: BTreeSet<&String> = settled[from..].iter().flatten().filter_map(|i| now.get(id(i))).collect();
            from = settled.len();
            let (more, rest) =
                open.into_iter().partition(|members: &Vec<usize>| members.iter().any(|i| now.get(id(i)).is_some_and(|n| gone.contains(n))));
            settled.extend::<Vec<_>>(more);
            open = rest;
        }
        Ok(settled)
    }

    /// The origins of all reports, by id.
    ///
    /// # Errors
    /// When the store can't answer or holds something that can't be read.
    pub fn origins(&mut self) -> Result<Vec<Origin>, ArchiveError> {
        let mut reports = Vec::new();
        let mut broken = None;
        self.store.signatures(&mut |document, signature, text| {
            let signature = if signature.is_empty() { Ok(Signature::of(text)) } else { serde_json::from_slice(signature) };
            match signature {
                Ok(signature) => reports.push(ReportKey { document, signature }),
                Err(e) => broken = Some(format!("{}: {e}", document.id)),
            }
        })?;
        match broken {
            Some(reason) => Err(ArchiveError::Stored { what: "a signature", reason }),
            None => Ok(origins(&reports, &self.families)),
        }
    }

    /// Sets the origin of every report; gives how many changed.
    fn find_origins(&mut self) -> Result<usize, ArchiveError> {
        let found = self.origins()?;
        let of: BTreeMap<String, String> =
            found.into_iter().flat_map(|o| o.documents.into_iter().map(move |d| (d, o.id.clone()))).collect();
        Ok(self.store.set_origins(&of)?)
    }

    /// The decisions by hand.
    ///
    /// # Errors
    /// When the store can't answer or holds something that can't be read.
    pub fn hands(&mut self) -> Result<Vec<Hand>, ArchiveError> {
        let read = |(_, body): (i64, String)| {
            serde_json::from_str(&body).map_err(|e| ArchiveError::Stored { what: "a decision by hand", reason: e.to_string() })
        };
        self.store.hands()?.into_iter().map(read).collect()
    }

    /// Keeps a decision by hand; the incidents are found anew by the next [`Archive::refresh`].
    ///
    /// # Errors
    /// When an event is not in the store, or the store can't.
    pub fn decide(&mut self, hand: &Hand) -> Result<(), ArchiveError> {
        let events: Vec<String> = match hand {
            Hand::Merge { events } => events.clone(),
            Hand::Split { events, from } => events.iter().chain(from).cloned().collect(),
        };
        let known: BTreeSet<String> = self.store.events_by_id(&events)?.into_iter().map(|e| e.id).collect();
        if let Some(missing) = events.iter().find(|e| !known.contains(*e)) {
            return Err(ArchiveError::Missing(format!(
                "no event `{missing}` in the store; expected the id of an event, as `detente events` lists them"
            )));
        }
        let body = serde_json::to_string(hand).map_err(|e| ArchiveError::Stored { what: "a decision by hand", reason: e.to_string() })?;
        Ok(self.store.put_hand(&body, &events)?)
    }
}

/// What waits in parts that are small in number and in time. It is sorted by day; what has none comes first.
fn batches(waiting: &[(Option<String>, String)]) -> Vec<&[(Option<String>, String)]> {
    let day = |i: usize| waiting[i].0.as_deref().and_then(|d| d.parse::<Date>().ok());
    let mut batches = Vec::new();
    let mut from = 0;
    for i in 0..waiting.len() {
        let apart = match (day(from), day(i)) {
            (Some(first), Some(this)) => first.until(this).is_ok_and(|s| s.get_days() > SPREAD),
            (first, this) => first.is_some() != this.is_some(),
        };
        if apart || i - from == BATCH {
            batches.push(&waiting[from..i]);
            from = i;
        }
    }
    batches.push(&waiting[from..]);
    batches
}

/// The log of decisions by the incident of their first event.
fn reasons(
    log: &[Decision],
    incidents: &[Incident],
    by_event: &BTreeMap<&str, usize>,
) -> Result<BTreeMap<String, Vec<String>>, ArchiveError> {
    let mut why: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for decision in log {
        let Some(incident) = by_event.get(decision.events[0].as_str()).and_then(|&i| incidents.get(i)) else { continue };
        let body = serde_json::to_string(decision).map_err(|e| ArchiveError::Stored { what: "a decision", reason: e.to_string() })?;
        why.entry(incident.id.clone()).or_default().push(body);
    }
    Ok(why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::Event;
    use detente_store::{EventRows, Filter};
    use serde_json::json;

    /// A telling of a strike on a town by a report of its own: its day or days, if they are said, and the country.
    fn telling(id: &str, days: Option<[&str; 2]>, country: Option<&str>) -> Event {
        let date = days.map(|[start, end]| {
            let (granularity, basis) = if start == end { ("day", "expression") } else { ("period", "expression") };
            json!({"start": start, "end": end, "granularity": granularity, "basis": basis, "text": null})
        });
        let actor = |name: &str| json!({"text": name, "name": name, "id": null, "country": country, "sectors": ["MIL"], "code": null, "span": [0, 4]});
        let event = json!({
            "schema": detente_record::EVENT_SCHEMA, "id": id, "sentence": 0,
            "document": {"id": format!("report-{id}"), "title": null, "publisher": format!("Paper {id}"), "published": "2024-01-17",
                         "published_basis": "dateline", "uri": null},
            "text": "Aircraft struck the fuel depot of Gorpur on the river, killing eleven.", "event_type": "ASSAULT", "mode": "aerial",
            "contexts": [], "cameo": "195", "quad_class": 4, "goldstein": -10.0, "source": [actor("aircraft")], "target": [actor("depot")],
            "reciprocal": false, "date": date, "place": null, "factuality": "actual", "attribution": [],
            "casualties": {"killed": {"low": 11, "high": 11, "text": "eleven"}, "injured": null, "arrested": null},
            "trigger": {"text": "struck", "span": [9, 15]}, "confidence": 0.9, "derivation": {"frame": "195", "path": [], "notes": []}
        });
        serde_json::from_value(event).expect("an event")
    }

    /// The events of each incident after the parts came in one after the other.
    fn grouped(parts: &[&[Event]]) -> BTreeSet<Vec<String>> {
        let mut archive = Archive::open(":memory:").expect("a store");
        for part in parts {
            let rows = part.iter().map(|e| EventRows::of(e).expect("it can be written")).collect();
            archive.store().put_events("x", rows).expect("they go in");
            archive.refresh(&mut |_| true).expect("they are grouped");
        }
        let mut groups = BTreeSet::new();
        archive
            .store()
            .incidents(&Filter::default(), &mut |i| {
                let mut ids: Vec<String> = i.accounts.into_iter().map(|a| a.event.id).collect();
                ids.sort();
                groups.insert(ids);
                Ok(())
            })
            .expect("an answer");
        groups
    }

    #[test]
    fn what_comes_in_later_finds_what_it_hangs_together_with() {
        let day = Some(["2024-01-16", "2024-01-16"]);
        let pairs = [
            ("of one day", telling("a", day, Some("PAK")), telling("b", day, Some("PAK"))),
            ("one has no day", telling("a", day, Some("PAK")), telling("b", None, Some("PAK"))),
            (
                "one is of a period that began long before",
                telling("a", day, Some("PAK")),
                telling("b", Some(["2023-11-20", "2024-01-16"]), Some("PAK")),
            ),
            (
                "both are of a long time",
                telling("a", Some(["2024-01-01", "2024-12-31"]), Some("PAK")),
                telling("b", Some(["2023-06-01", "2024-05-31"]), Some("PAK")),
            ),
            ("neither names a country", telling("a", day, None), telling("b", day, None)),
        ];
        for (what, a, b) in pairs {
            let together = grouped(&[&[a.clone(), b.clone()]]);
            assert_eq!(together, BTreeSet::from([vec!["a".to_owned(), "b".to_owned()]]), "{what}");
            assert_eq!(grouped(&[std::slice::from_ref(&a), std::slice::from_ref(&b)]), together, "{what}, one after the other");
            assert_eq!(grouped(&[&[b], &[a]]), together, "{what}, the other way round");
        }
    }

    #[test]
    fn batches_are_small_in_number_and_in_time() {
        let on = |day: &str| Some(day.to_owned()).filter(|d| !d.is_empty());
        let days = ["", "", "2024-01-01", "2024-01-31", "2024-02-01", "2024-02-02"];
        let waiting: Vec<(Option<String>, String)> = days.iter().enumerate().map(|(i, d)| (on(d), i.to_string())).collect();
        assert_eq!(batches(&waiting).iter().map(|b| b.len()).collect::<Vec<_>>(), [2, 2, 2]);
        let many = vec![(on("2024-01-01"), "x".to_owned()); 2 * BATCH + 1];
        assert_eq!(batches(&many).iter().map(|b| b.len()).collect::<Vec<_>>(), [BATCH, BATCH, 1]);
    }
}
