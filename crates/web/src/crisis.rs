//! What the page is made of, and what of it is printed in full.

use crate::folds::Folds;
use detente_record::{DocumentRef, Event, Incident, Origin};
use detente_series::{Phase, Series, Standing};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Up to so many accounts everything is printed in full.
const ALL_IN_FULL: usize = 1200;

/// Of a larger record the weightiest incidents stand in the page in full, up to so many accounts; the others have one line
/// each, which opens to the same.
const ACCOUNTS_OF_WEIGHTIEST: usize = 250;

/// So many accounts of one incident stand in the page, of each origin one before the second of any; the others are folded.
const ACCOUNTS_IN_FULL: usize = 40;

/// Up to so many reports are listed one by one.
const REPORTS_LISTED: usize = 1500;

/// The course of the same dyad by another program's events, with the same steps.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The program's name, such as "ICEWS".
    pub program: String,
    /// Its course.
    pub series: Series,
}

/// A crisis, or the course of a dyad, as it is to be reported.
#[derive(Debug, Clone)]
pub struct Crisis {
    /// Heading of the page.
    pub title: String,
    /// The two countries in question, ISO 3166-1 alpha-3; `None` where the record is not about two.
    pub dyad: Option<[String; 2]>,
    /// Names of countries by their code; what is missing is shown as the map's outlines name it.
    pub names: BTreeMap<String, String>,
    /// Labels of CAMEO codes; what is missing is shown as the code alone.
    pub labels: BTreeMap<String, String>,
    /// The course of the dyad.
    pub series: Option<Series>,
    /// What counts in the series.
    pub standing: Standing,
    /// Its phases.
    pub phases: Vec<Phase>,
    /// For each phase the ids of the incidents that made its turn.
    pub turns: Vec<Vec<String>>,
    /// The course by other programs, whose events were read in.
    pub beside: Vec<Beside>,
    /// The incidents.
    pub incidents: Vec<Incident>,
    /// The origins of the reports.
    pub origins: Vec<Origin>,
    /// The reports.
    pub documents: Vec<DocumentRef>,
    /// Program and version, for the foot of the page.
    pub generated_by: String,
}

/// How much of an incident is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// With its accounts.
    Full,
    /// One line with one sentence, which opens to its accounts.
    Line,
}

/// Where the words of an event stand.
struct Spot<'c> {
    /// The incident that tells it.
    incident: &'c str,
    /// The anchor of the words.
    anchor: String,
    /// Whether they are folded, so that the anchor is there only once the incident is opened.
    folded: bool,
}

/// A crisis with the anchors of the page. What is folded has one too, but no link leads to it alone: without the script it
/// leads to what folds it.
pub(crate) struct Plan<'c> {
    pub crisis: &'c Crisis,
    /// What the page holds folded.
    pub folds: Folds,
    /// The incidents in order of time; those without a day last.
    pub order: Vec<&'c Incident>,
    depth: BTreeMap<&'c str, Depth>,
    incidents: BTreeMap<&'c str, String>,
    events: BTreeMap<&'c str, Spot<'c>>,
    documents: BTreeMap<&'c str, String>,
    texts: BTreeMap<&'c str, &'c Event>,
    references: BTreeMap<&'c str, &'c DocumentRef>,
}

impl<'c> Plan<'c> {
    pub fn of(crisis: &'c Crisis) -> Plan<'c> {
        let mut order: Vec<&Incident> = crisis.incidents.iter().collect();
        order.sort_by(|a, b| by_day(a).cmp(&by_day(b)));
        order.dedup_by(|a, b| a.id == b.id);
        let depth = depths(crisis);
        let mut taken = BTreeSet::new();
        let incidents: BTreeMap<&str, String> = order.iter().map(|i| (i.id.as_str(), anchor(&mut taken, "i", &i.id))).collect();
        let listed = crisis.documents.len() <= REPORTS_LISTED;
        let references: BTreeMap<&str, &DocumentRef> = crisis.documents.iter().map(|d| (d.id.as_str(), d)).collect();
        let documents = references.keys().filter(|_| listed).map(|id| (*id, anchor(&mut taken, "d", id))).collect();
        let mut events = BTreeMap::new();
        for incident in &order {
            let standing: BTreeSet<&str> = match depth.get(incident.id.as_str()) {
                Some(Depth::Full) => printed(incident).0.iter().map(|e| e.id.as_str()).collect(),
                _ => BTreeSet::new(),
            };
            for account in &incident.accounts {
                let id = account.event.id.as_str();
                if events.contains_key(id) {
                    continue;
                }
                let spot = Spot { incident: &incident.id, anchor: anchor(&mut taken, "e", id), folded: !standing.contains(id) };
                events.insert(id, spot);
            }
        }
        let texts = crisis.incidents.iter().flat_map(|i| &i.accounts).map(|a| (a.event.id.as_str(), &a.event)).collect();
        Plan { crisis, folds: Folds::default(), order, depth, incidents, events, documents, texts, references }
    }

    pub fn depth(&self, incident: &Incident) -> Depth {
        self.depth.get(incident.id.as_str()).copied().unwrap_or(Depth::Line)
    }

    /// The anchor of an incident.
    pub fn incident(&self, id: &str) -> Option<&str> {
        self.incidents.get(id).map(String::as_str)
    }

    /// Words that lead to an event's sentence; where it is folded, to its incident and from there to the sentence.
    pub fn to_sentence(&self, id: &str, words: &str) -> Markup {
        let Some(spot) = self.events.get(id) else { return html! { "“" (words) "”" } };
        let incident = self.incident(spot.incident).filter(|_| spot.folded);
        html! {
            @match incident {
                Some(incident) => a href={ "#" (incident) } data-to=(spot.anchor) { "“" (words) "”" },
                None => a href={ "#" (spot.anchor) } { "“" (words) "”" },
            }
        }
    }

    /// The anchor that an event's sentence bears in an incident's accounts.
    pub fn sentence(&self, incident: &Incident, event: &Event) -> Option<&str> {
        self.events.get(event.id.as_str()).filter(|spot| spot.incident == incident.id).map(|spot| spot.anchor.as_str())
    }

    /// The anchor of a report in the list of sources.
    pub fn document(&self, id: &str) -> Option<&str> {
        self.documents.get(id).map(String::as_str)
    }

    /// The event of an id.
    pub fn text(&self, id: &str) -> Option<&'c Event> {
        self.texts.get(id).copied()
    }

    /// The report of an event as the list of reports has it, which may know more than the event.
    pub fn reference<'a>(&self, event: &'a Event) -> &'a DocumentRef
    where
        'c: 'a,
    {
        self.references.get(event.document.id.as_str()).copied().unwrap_or(&event.document)
    }

    /// The reports, each once.
    pub fn reports(&self) -> Vec<&'c DocumentRef> {
        self.references.values().copied().collect()
    }

    /// Whether every incident is printed in full.
    pub fn complete(&self) -> bool {
        self.depth.values().all(|d| *d == Depth::Full)
    }

    /// Whether the reports are listed one by one.
    pub fn reports_listed(&self) -> bool {
        self.crisis.documents.len() <= REPORTS_LISTED
    }
}

/// The key by which incidents are put in order of time.
fn by_day(incident: &Incident) -> (&str, &str, &str) {
    incident.date.as_ref().map_or(("9999", "", &incident.id), |d| (&d.start, &d.end, &incident.id))
}

/// Which incidents are printed in full.
fn depths(crisis: &Crisis) -> BTreeMap<&str, Depth> {
    let accounts: usize = crisis.incidents.iter().map(|i| i.accounts.len().min(ACCOUNTS_IN_FULL)).sum();
    let turning: BTreeSet<&str> = crisis.turns.iter().flatten().map(String::as_str).collect();
    let mut heavy: Vec<&Incident> = crisis.incidents.iter().collect();
    heavy.sort_by_key(|i| std::cmp::Reverse(weight(i, turning.contains(i.id.as_str()))));
    let room = if accounts <= ALL_IN_FULL { accounts } else { ACCOUNTS_OF_WEIGHTIEST };
    let mut used = 0;
    let mut depth = |incident: &Incident| {
        used += incident.accounts.len().min(ACCOUNTS_IN_FULL);
        if used <= room { Depth::Full } else { Depth::Line }
    };
    heavy.iter().map(|i| (i.id.as_str(), depth(i))).collect()
}

/// What makes an incident worth its room: a turn, a dispute, the dead, corroboration, the force of the act.
fn weight(incident: &Incident, turned: bool) -> (bool, bool, u64, usize, u64) {
    let dead = incident.killed.as_ref().map_or(0, |t| t.best);
    (turned, !incident.disputes.is_empty(), dead, incident.origins, (incident.goldstein.abs() * 10.0) as u64)
}

/// The accounts of an incident that stand in the page, and those that are folded, each in their order.
pub(crate) fn printed(incident: &Incident) -> (Vec<&Event>, Vec<&Event>) {
    let mut nth: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, usize)> = Vec::new();
    for (i, account) in incident.accounts.iter().enumerate() {
        let n = nth.entry(&account.origin).or_default();
        ranked.push((*n, i));
        *n += 1;
    }
    ranked.sort_unstable();
    let folded: BTreeSet<usize> = ranked.iter().skip(ACCOUNTS_IN_FULL).map(|(_, i)| *i).collect();
    let of =
        |wanted: bool| incident.accounts.iter().enumerate().filter(|(i, _)| folded.contains(i) == wanted).map(|(_, a)| &a.event).collect();
    (of(false), of(true))
}

/// An anchor made of an id: letters, digits, `-` and `_` only, and not yet taken.
fn anchor(taken: &mut BTreeSet<String>, kind: &str, id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let mut name = format!("{kind}-{plain}");
    let mut n = 2;
    while !taken.insert(name.clone()) {
        name = format!("{kind}-{plain}--{n}");
        n += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_hold_no_odd_letter_and_never_meet() {
        let mut taken = BTreeSet::new();
        assert_eq!(anchor(&mut taken, "d", "a b.txt"), "d-a-b-txt");
        assert_eq!(anchor(&mut taken, "d", "a/b.txt"), "d-a-b-txt--2");
    }
}
