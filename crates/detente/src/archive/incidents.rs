//! Tellings to incidents, for what came in since the last time.
//!
//! Which events are one incident depends only on the events that hang together by links. So what waits is taken with
//! everything that it hangs together with, old and new, and that is grouped anew: the result is the same in whatever order
//! reports came in, and the work depends on what is new.

use super::{Archive, ArchiveError};
use detente_record::{Event, Incident, Origin};
use detente_story::{Decision, Hand, LINKED, ReportKey, Signature, Telling, evidence, group, incident, keys, origins};
use std::collections::{BTreeMap, BTreeSet};

/// Events that wait are taken so many at a time.
const BATCH: usize = 2000;

/// Days around an event within which others can be linked with it: the widest window of the evidence and its reach.
const REACH: i32 = 80;

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

/// The origins of documents as they were read last.
#[derive(Default)]
struct Known {
    /// Which finding of origins they are.
    found: Option<String>,
    origins: BTreeMap<String, String>,
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
            // What is judged and what is written belong together: no other process writes in between.
            self.alone(|archive| archive.batch(&mut known, &mut done))?;
            if !step(done.events) {
                break;
            }
        }
        Ok(done)
    }

    /// Whether anything came in or changed since the incidents were found.
    fn is_unsettled(&mut self) -> Result<bool, ArchiveError> {
        Ok(!self.store.waiting(1)?.is_empty() || self.store.origins_found()?.is_none())
    }

    /// Finds the incidents of some of what waits.
    fn batch(&mut self, known: &mut Known, done: &mut Refreshed) -> Result<(), ArchiveError> {
        if self.store.origins_found()?.is_none() {
            done.origins += self.find_origins()?;
        }
        let found = self.store.origins_found()?;
        if known.found != found {
            *known = Known { found, origins: self.store.origins()? };
        }
        let hands = self.hands()?;
        let waiting = self.store.waiting(BATCH)?;
        let hanging = self.hanging_together(&waiting, &known.origins, &hands)?;
        let tellings: Vec<Telling> = hanging.into_values().collect();
        let grouping = group(&tellings, &hands);
        let mut incidents: Vec<Incident> = Vec::new();
        let mut by_event: BTreeMap<&str, usize> = BTreeMap::new();
        for members in &grouping.groups {
            let members: Vec<&Telling> = members.iter().map(|&i| &tellings[i]).collect();
            by_event.extend(members.iter().map(|t| (t.event.id.as_str(), incidents.len())));
            incidents.extend(incident(&members));
        }
        let why = reasons(&grouping.log, &incidents, &by_event)?;
        let mut events: Vec<String> = tellings.iter().map(|t| t.event.id.clone()).collect();
        events.extend(waiting);
        events.sort();
        events.dedup();
        self.store.put_incidents(&events, &incidents, &why)?;
        done.events += events.len();
        done.incidents += incidents.len();
        Ok(())
    }

    /// The origins of all reports, by id.
    ///
    /// # Errors
    /// When the store can't answer or holds something that can't be read.
    pub fn origins(&mut self) -> Result<Vec<Origin>, ArchiveError> {
        let mut reports = Vec::new();
        let mut broken = None;
        self.store.documents(&mut |d| {
            let signature = if d.signature.is_empty() { Ok(Signature::of(&d.text)) } else { serde_json::from_slice(&d.signature) };
            match signature {
                Ok(signature) => reports.push(ReportKey { document: d.document, signature }),
                Err(e) => broken = Some(format!("{}: {e}", d.document.id)),
            }
            Ok(())
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

    /// The events that `waiting` hang together with by links, with themselves and their companions of now, by id.
    fn hanging_together(
        &mut self,
        waiting: &[String],
        origins: &BTreeMap<String, String>,
        hands: &[Hand],
    ) -> Result<BTreeMap<String, Telling>, ArchiveError> {
        let mut ids: BTreeSet<String> = waiting.iter().cloned().collect();
        ids.extend(self.store.companions(waiting)?);
        for hand in hands {
            if let Hand::Merge { events } = hand
                && events.iter().any(|e| ids.contains(e))
            {
                ids.extend(events.iter().cloned());
            }
        }
        let telling = |e: Event| {
            let origin = origins.get(&e.document.id).cloned().unwrap_or_else(|| e.document.id.clone());
            Telling::new(e, origin)
        };
        let ids: Vec<String> = ids.into_iter().collect();
        let mut found: BTreeMap<String, Telling> = self.store.events_by_id(&ids)?.into_iter().map(|e| (e.id.clone(), telling(e))).collect();
        let mut frontier: Vec<String> = found.keys().cloned().collect();
        let mut seen: BTreeMap<String, Telling> = BTreeMap::new();
        while !frontier.is_empty() {
            for e in self.around(frontier.iter().filter_map(|id| found.get(id)))? {
                if !found.contains_key(&e.id) && !seen.contains_key(&e.id) {
                    seen.insert(e.id.clone(), telling(e));
                }
            }
            let mut blocks: BTreeMap<String, Vec<&Telling>> = BTreeMap::new();
            for id in &frontier {
                for key in found.get(id).into_iter().flat_map(|t| keys(t)) {
                    blocks.entry(key).or_default().extend(found.get(id));
                }
            }
            let linked = |t: &Telling| {
                keys(t).iter().filter_map(|k| blocks.get(k)).flatten().any(|f| evidence(f, t).is_ok_and(|e| e.total >= LINKED))
            };
            let next: Vec<String> = seen.values().filter(|t| linked(t)).map(|t| t.event.id.clone()).collect();
            // An event drags its companions along: its incident may fall apart.
            let companions: Vec<String> = self.store.companions(&next)?.into_iter().filter(|id| !found.contains_key(id)).collect();
            frontier.clone_from(&next);
            for id in next {
                if let Some(t) = seen.remove(&id) {
                    found.insert(id, t);
                }
            }
            for e in self.store.events_by_id(&companions)? {
                if !found.contains_key(&e.id) {
                    seen.remove(&e.id);
                    frontier.push(e.id.clone());
                    found.insert(e.id.clone(), telling(e));
                }
            }
        }
        Ok(found)
    }

    /// Everything in the store that can share a key with one of these.
    fn around<'t>(&mut self, tellings: impl Iterator<Item = &'t Telling>) -> Result<Vec<Event>, ArchiveError> {
        let mut spans: BTreeMap<String, [String; 2]> = BTreeMap::new();
        for t in tellings {
            let Some([from, to]) = reach(&t.event) else { continue };
            for country in countries(&t.event) {
                let span = spans.entry(country).or_insert_with(|| [from.clone(), to.clone()]);
                if from < span[0] {
                    span[0].clone_from(&from);
                }
                if to > span[1] {
                    span[1].clone_from(&to);
                }
            }
        }
        let mut found = Vec::new();
        for (country, [from, to]) in spans {
            let of = if country.is_empty() { Vec::new() } else { vec![country] };
            found.extend(self.store.events_of(&of, &from, &to)?);
        }
        Ok(found)
    }
}

/// Countries of an event's parties and place; one empty name where there is none.
fn countries(e: &Event) -> Vec<String> {
    let mut all: Vec<String> = e.source.iter().chain(&e.target).filter_map(|a| a.country.clone()).collect();
    all.extend(e.place.as_ref().and_then(|p| p.country.clone()));
    all.sort();
    all.dedup();
    if all.is_empty() {
        all.push(String::new());
    }
    all
}

/// A day after all others: what has no day is found with any.
const NEVER: &str = "9999-12-31";

/// The days around an event; of one without a day those around its report; of one without either none, so that only what has
/// no day is found.
fn reach(e: &Event) -> Option<[String; 2]> {
    use jiff::ToSpan;
    let (start, end) = match &e.date {
        Some(d) => (d.start.parse().ok()?, d.end.parse().ok()?),
        None => {
            let Some(published) = e.document.published.as_deref() else { return Some([NEVER.to_owned(), NEVER.to_owned()]) };
            let day: jiff::civil::Date = published.parse().ok()?;
            (day, day)
        }
    };
    let shifted = |day: jiff::civil::Date, n: i32| day.saturating_add(n.days()).to_string();
    Some([shifted(start, -REACH), shifted(end, REACH)])
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
