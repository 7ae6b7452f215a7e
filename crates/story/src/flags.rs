//! What a reader must know before he uses an incident.

use crate::Telling;
use crate::times::days;
use detente_record::{Factuality, Flag, FlagKind, Granularity};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days after which what was due can't be planned any more.
const FRESH: i64 = 7;

pub(crate) fn flags(tellings: &[&Telling]) -> Vec<Flag> {
    let mut flags = reposted(tellings);
    let first = &tellings[0].event;
    let flag = |kind, reason: String| Flag { kind, event: first.id.clone(), document: first.document.id.clone(), reason };
    let origins: std::collections::BTreeSet<&str> = tellings.iter().map(|t| t.origin.as_str()).collect();
    if origins.len() == 1 {
        let reason = match tellings.len() {
            1 => "one report tells it".to_owned(),
            n => format!("all {n} accounts go back to one origin"),
        };
        flags.push(flag(FlagKind::SingleOrigin, reason));
    }
    if tellings.iter().all(|t| matches!(t.event.factuality, Factuality::Alleged | Factuality::Denied)) {
        flags.push(flag(FlagKind::PartiesOnly, "no report tells it in its own voice".to_owned()));
    }
    flags
}

/// Reports whose day of publication contradicts what they tell, or the other reports.
fn reposted(tellings: &[&Telling]) -> Vec<Flag> {
    let mut flags: BTreeMap<&str, Flag> = BTreeMap::new();
    for t in tellings {
        let flag = |reason| Flag { kind: FlagKind::Reposted, event: t.event.id.clone(), document: t.event.document.id.clone(), reason };
        if let Some(late) = t.late() {
            flags.entry(&t.event.document.id).or_insert_with(|| flag(late.reason.clone()));
            continue;
        }
        let Some(own) = t.event.document.published.as_deref().and_then(|d| d.parse::<Date>().ok()) else { continue };
        let day = t.event.date.as_ref().filter(|d| d.granularity == Granularity::Day);
        let end: Option<Date> = day.and_then(|d| d.end.parse().ok());
        if let Some(end) = end.filter(|end| t.event.factuality == Factuality::Planned && days(*end, own) > FRESH) {
            let reason = format!("it was published on {own} and tells as planned what was due on {end}");
            flags.entry(&t.event.document.id).or_insert_with(|| flag(reason));
        }
    }
    flags.into_values().collect()
}
