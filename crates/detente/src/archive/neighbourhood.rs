//! Which events hang together with others by links: what is grouped anew when something comes in.

use super::ArchiveError;
use detente_record::Event;
use detente_store::{Days, Store};
use detente_story::{FARTHEST, Hand, LINKED, LONG, Late, Telling, evidence, near};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::collections::{BTreeMap, BTreeSet};

/// An event without a day lies in the days before its report, which it is looked up by.
const BEFORE_REPORT: i64 = 8;

/// What is known of the documents as they were read last.
#[derive(Default)]
pub(super) struct Known {
    /// Which finding of origins it is.
    pub found: Option<String>,
    /// The origin of each.
    pub origins: BTreeMap<String, String>,
    /// Those that were posted late.
    pub late: BTreeMap<String, Late>,
}

/// From so many events on no more is added to what hangs together: in a war every event is linked with some other of its day,
/// and the chain never ends. What comes out is then exact but for the border.
const ENOUGH: usize = 8000;

/// Steps from link to link that are made however many events there are.
const STEPS: usize = 2;

/// What hangs together.
pub(super) struct Hanging {
    /// By id.
    pub tellings: BTreeMap<String, Telling>,
    /// Ids of those of which not everything that they are linked with is here; none where the chain came to its end.
    pub border: BTreeSet<String>,
}

/// The events of a store around some of them, read piece by piece and each once.
pub(super) struct Neighbourhood<'a> {
    store: &'a mut Store,
    known: &'a Known,
    /// Ids of all events that were read.
    read: BTreeSet<String>,
    /// By country (none for what names no country) the windows whose surroundings were read.
    covered: BTreeMap<Option<String>, Covered>,
    /// What hangs together so far, by id.
    found: BTreeMap<String, Telling>,
    /// What was read and does not hang together with it so far.
    seen: BTreeMap<String, Telling>,
}

#[derive(Default)]
struct Covered {
    windows: Vec<[Date; 2]>,
    /// Whether all that has no day was read.
    undated: bool,
}

impl<'a> Neighbourhood<'a> {
    /// Nothing is read yet.
    pub(super) fn new(store: &'a mut Store, known: &'a Known) -> Self {
        Neighbourhood { store, known, read: BTreeSet::new(), covered: BTreeMap::new(), found: BTreeMap::new(), seen: BTreeMap::new() }
    }

    /// The events that `waiting` hang together with by links, by their incidents of now and by hand, with themselves.
    pub(super) fn hanging_together(mut self, waiting: &[String], hands: &[Hand]) -> Result<Hanging, ArchiveError> {
        let mut ids: BTreeSet<String> = waiting.iter().cloned().collect();
        ids.extend(self.store.companions(waiting)?);
        for hand in hands {
            if let Hand::Merge { events } = hand
                && events.iter().any(|e| ids.contains(e))
            {
                ids.extend(events.iter().cloned());
            }
        }
        self.see_late()?;
        let mut frontier = self.take(ids)?;
        let mut steps = 0;
        while !frontier.is_empty() && (steps < STEPS || self.found.len() < ENOUGH) {
            self.look_around(&frontier)?;
            let mut next = self.linked(&frontier);
            // An event drags its companions along: its incident may fall apart.
            next.extend(self.store.companions(&next)?);
            frontier = self.take(next)?;
            steps += 1;
        }
        Ok(Hanging { tellings: self.found, border: frontier.into_iter().collect() })
    }

    /// Reads all of the reports that were posted late: the store has their events under other days than those they are
    /// compared by.
    fn see_late(&mut self) -> Result<(), ArchiveError> {
        for document in self.known.late.keys() {
            for event in self.store.events_of_document(document)? {
                if self.read.insert(event.id.clone()) {
                    self.seen.insert(event.id.clone(), telling(event, self.known));
                }
            }
        }
        Ok(())
    }

    /// Takes events into what hangs together; gives the ids of those that were not in it.
    fn take(&mut self, ids: impl IntoIterator<Item = String>) -> Result<Vec<String>, ArchiveError> {
        let (mut new, mut unread) = (Vec::new(), Vec::new());
        for id in ids {
            match self.seen.remove(&id) {
                Some(telling) => {
                    self.found.insert(id.clone(), telling);
                    new.push(id);
                }
                None if !self.found.contains_key(&id) => unread.push(id),
                None => {}
            }
        }
        for event in self.store.events_by_id(&unread)? {
            self.read.insert(event.id.clone());
            new.push(event.id.clone());
            self.found.insert(event.id.clone(), telling(event, self.known));
        }
        Ok(new)
    }

    /// Those of what was seen that are linked with one of the frontier.
    fn linked(&self, frontier: &[String]) -> Vec<String> {
        let mut blocks: BTreeMap<&str, Vec<&Telling>> = BTreeMap::new();
        for telling in frontier.iter().filter_map(|id| self.found.get(id)) {
            for key in &telling.keys {
                blocks.entry(key).or_default().push(telling);
            }
        }
        let linked = |t: &&Telling| {
            t.keys.iter().any(|key| {
                let of_key = blocks.get(key.as_str()).into_iter().flatten();
                of_key.filter(|f| near(f, t) && f.first_shared_key(t) == Some(key)).any(|f| evidence(f, t).is_ok_and(|e| e.total >= LINKED))
            })
        };
        self.seen.values().filter(linked).map(|t| t.event.id.clone()).collect()
    }

    /// Reads everything that can be linked with one of the frontier.
    fn look_around(&mut self, frontier: &[String]) -> Result<(), ArchiveError> {
        let mut windows: BTreeMap<Option<String>, Vec<[Date; 2]>> = BTreeMap::new();
        let mut undated: BTreeSet<Option<String>> = BTreeSet::new();
        for telling in frontier.iter().filter_map(|id| self.found.get(id)) {
            for country in countries(&telling.event) {
                match telling.window {
                    Some(w) if w.length() <= LONG => windows.entry(country).or_default().push([w.start, w.end]),
                    _ => _ = undated.insert(country),
                }
            }
        }
        for (country, windows) in windows {
            for window in merged(windows) {
                let covered = self.covered.entry(country.clone()).or_default();
                let new = uncovered(window, &covered.windows);
                covered.windows.push(window);
                for part in new {
                    let [first, last, ending] = reach(part);
                    self.see(country.as_deref(), Days::Between { first: &first, last: &last, ending: &ending })?;
                }
            }
        }
        for country in undated {
            let covered = self.covered.entry(country.clone()).or_default();
            if !std::mem::replace(&mut covered.undated, true) {
                self.see(country.as_deref(), Days::None)?;
            }
        }
        Ok(())
    }

    fn see(&mut self, country: Option<&str>, days: Days<'_>) -> Result<(), ArchiveError> {
        for event in self.store.events_of(country, days, &mut self.read)? {
            self.seen.insert(event.id.clone(), telling(event, self.known));
        }
        Ok(())
    }
}

fn telling(event: Event, known: &Known) -> Telling {
    let origin = known.origins.get(&event.document.id).unwrap_or(&event.document.id).clone();
    let late = known.late.get(&event.document.id).cloned();
    Telling::new(event, origin).posted_late(late)
}

/// Countries of an event's parties and place; none as the only one where there is none.
fn countries(e: &Event) -> BTreeSet<Option<String>> {
    let parties = e.source.iter().chain(&e.target).map(|a| &a.country);
    let mut all: BTreeSet<Option<String>> = parties.chain(e.place.as_ref().map(|p| &p.country)).filter(|c| c.is_some()).cloned().collect();
    if all.is_empty() {
        all.insert(None);
    }
    all
}

/// Windows with those that touch or lie near each other made one: one question to the store costs less than two.
fn merged(mut windows: Vec<[Date; 2]>) -> Vec<[Date; 2]> {
    windows.sort_unstable();
    let mut merged: Vec<[Date; 2]> = Vec::new();
    for [from, to] in windows {
        match merged.last_mut() {
            Some(last) if from <= shifted(last[1], 2 * FARTHEST) => last[1] = last[1].max(to),
            _ => merged.push([from, to]),
        }
    }
    merged
}

/// What of a window lies in none of `covered`.
fn uncovered(window: [Date; 2], covered: &[[Date; 2]]) -> Vec<[Date; 2]> {
    let mut left = vec![window];
    for [from, to] in covered {
        let parts = left.into_iter().flat_map(|[a, b]| {
            if b < *from || *to < a {
                [Some([a, b]), None]
            } else {
                [(a < *from).then(|| [a, shifted(*from, -1)]), (*to < b).then(|| [shifted(*to, 1), b])]
            }
        });
        left = parts.flatten().collect();
    }
    left
}

/// The days by which everything that can be linked with something in the window is looked up: first and last on which it
/// begins, and the one on or after which it ends.
fn reach([from, to]: [Date; 2]) -> [String; 3] {
    [shifted(from, -FARTHEST - LONG), shifted(to, FARTHEST + BEFORE_REPORT), shifted(from, -FARTHEST - BEFORE_REPORT)]
        .map(|d| d.to_string())
}

fn shifted(day: Date, days: i64) -> Date {
    let span: Span = days.days();
    day.saturating_add(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_what_was_not_read_is_asked_for() {
        let days = |from: i8, to: i8| [date(2024, 1, from), date(2024, 1, to)];
        assert_eq!(uncovered(days(1, 20), &[]), [days(1, 20)]);
        assert_eq!(uncovered(days(1, 20), &[days(5, 8), days(12, 30)]), [days(1, 4), days(9, 11)]);
        assert_eq!(uncovered(days(5, 8), &[days(1, 20)]), Vec::<[Date; 2]>::new());
        assert_eq!(uncovered(days(5, 8), &[days(9, 20)]), [days(5, 8)]);
    }

    #[test]
    fn windows_near_each_other_are_one_question() {
        let days = |from: i8, to: i8| [date(2024, 1, from), date(2024, 1, to)];
        assert_eq!(merged(vec![days(28, 28), days(1, 2), days(3, 3), days(10, 10)]), [days(1, 10), days(28, 28)]);
    }
}
