//! One happening with every account of it, what is disputed about it, and how many independent origins tell it.

use crate::{Actor, Date, Event, Factuality, Place};
use serde::{Deserialize, Serialize};

/// Version of the incident record; stands in every line.
pub const INCIDENT_SCHEMA: &str = "detente.incident/1";

/// A happening as it is told by one report or by many.
///
/// It is a function of its accounts alone: the same accounts give the same incident, in whatever order they arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Always [`INCIDENT_SCHEMA`].
    pub schema: String,
    /// Stable as long as its first account (the smallest event id) belongs to it.
    pub id: String,
    /// PLOVER 2 type that most independent origins give.
    pub event_type: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts of all accounts, sorted.
    pub contexts: Vec<String>,
    /// CAMEO code, the most specific of those that most origins give.
    pub cameo: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_class: u8,
    /// Goldstein score of the code, -10 to 10.
    pub goldstein: f64,
    /// Who acted, as most origins have it; every other answer stands in the disputes.
    pub source: Vec<Actor>,
    /// To whom.
    pub target: Vec<Actor>,
    /// Whether the act goes both ways.
    pub reciprocal: bool,
    /// When, as most origins have it.
    pub date: Option<Date>,
    /// Where, the most exact answer that contradicts no better supported one.
    pub place: Option<Place>,
    /// The best supported standing: `actual` if one report tells it in its own voice.
    pub factuality: Factuality,
    /// The dead.
    pub killed: Option<Toll>,
    /// The injured.
    pub injured: Option<Toll>,
    /// Number of reports that tell it.
    pub reports: usize,
    /// Number of independent origins that tell it; this is corroboration, the number of reports is not.
    pub origins: usize,
    /// Every account, by day of publication, document and place in it.
    pub accounts: Vec<Account>,
    /// What the accounts contradict each other in.
    pub disputes: Vec<Dispute>,
    /// What a reader must know before he uses it.
    pub flags: Vec<Flag>,
}

impl Incident {
    /// The incident as one event, for what counts or pairs events: its own id, code, sides, day, place and standing over its
    /// first account; `None` of an incident without accounts.
    pub fn as_event(&self) -> Option<Event> {
        let first = self.accounts.first()?;
        Some(Event {
            id: self.id.clone(),
            event_type: self.event_type.clone(),
            mode: self.mode.clone(),
            contexts: self.contexts.clone(),
            cameo: self.cameo.clone(),
            quad_class: self.quad_class,
            goldstein: self.goldstein,
            source: self.source.clone(),
            target: self.target.clone(),
            reciprocal: self.reciprocal,
            date: self.date.clone(),
            place: self.place.clone(),
            factuality: self.factuality,
            ..first.event.clone()
        })
    }
}

/// What one report says at one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The origin it goes back to: [`Origin::id`].
    pub origin: String,
    /// The event as coded.
    pub event: Event,
}

/// Reports that are one text or come from one publisher's family, and so count once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Id of its earliest report (by day of publication, then id).
    pub id: String,
    /// Its reports, sorted.
    pub documents: Vec<String>,
    /// Their publishers, sorted, each once.
    pub publishers: Vec<String>,
    /// Why they count as one, in words; empty for a single report.
    pub reason: String,
}

/// How many were harmed, over all accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Toll {
    /// The lowest number that any account gives.
    pub low: u64,
    /// The number to use, by `rule`.
    pub best: u64,
    /// The highest number; `None` where the highest account has no upper bound ("at least 12").
    pub high: Option<u64>,
    /// How `best` was found, in words.
    pub rule: String,
    /// Every number with the account that gives it.
    pub numbers: Vec<TollNumber>,
}

/// One number in one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TollNumber {
    /// Id of the event that carries it.
    pub event: String,
    /// At least.
    pub low: u64,
    /// At most.
    pub high: Option<u64>,
    /// The words.
    pub text: String,
    /// Who gives it; `None` is the report's own voice.
    pub speaker: Option<Actor>,
    /// Day of publication of the report.
    pub published: Option<String>,
}

/// What accounts can contradict each other in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Whether it happened at all.
    Happened,
    /// Who did it.
    Source,
    /// To whom it was done.
    Target,
    /// How many died.
    Killed,
    /// How many were injured.
    Injured,
    /// Where.
    Place,
    /// When.
    Date,
}

impl Aspect {
    /// All, in the order in which they are shown.
    pub const ALL: [Aspect; 7] =
        [Aspect::Happened, Aspect::Source, Aspect::Target, Aspect::Killed, Aspect::Injured, Aspect::Place, Aspect::Date];

    /// The name in the record.
    pub fn name(self) -> &'static str {
        match self {
            Aspect::Happened => "happened",
            Aspect::Source => "source",
            Aspect::Target => "target",
            Aspect::Killed => "killed",
            Aspect::Injured => "injured",
            Aspect::Place => "place",
            Aspect::Date => "date",
        }
    }
}

/// Accounts that contradict each other in one aspect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// In what.
    pub about: Aspect,
    /// The answers that exclude each other, the best supported first.
    pub positions: Vec<Position>,
}

/// One answer with those who give it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The answer in words: a party, a number, a place, a day; "yes" or "no" for [`Aspect::Happened`].
    pub value: String,
    /// Whether this position says that the value is *not* so ("denies that its jets did it").
    pub denied: bool,
    /// Who says so, each once; a report's own voice is not listed here.
    pub speakers: Vec<Actor>,
    /// Whether some report says so in its own voice.
    pub own_voice: bool,
    /// Number of independent origins behind it.
    pub origins: usize,
    /// Ids of the events that say so.
    pub events: Vec<String>,
}

/// What a reader must know before he uses an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What kind of warning.
    pub kind: FlagKind,
    /// Id of the event it hangs on.
    pub event: String,
    /// The report.
    pub document: String,
    /// In words, with the figures.
    pub reason: String,
}

/// Kinds of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// The report's day lies far after that of all other reports of the same happenings: it was posted again.
    Reposted,
    /// All accounts go back to one origin.
    SingleOrigin,
    /// No report tells it in its own voice; only parties do.
    PartiesOnly,
}

impl FlagKind {
    /// All, in the order in which they are declared.
    pub const ALL: [FlagKind; 3] = [FlagKind::Reposted, FlagKind::SingleOrigin, FlagKind::PartiesOnly];

    /// The name in the record.
    pub fn name(self) -> &'static str {
        match self {
            FlagKind::Reposted => "reposted",
            FlagKind::SingleOrigin => "single_origin",
            FlagKind::PartiesOnly => "parties_only",
        }
    }
}
