//! What a reader must know before he uses an incident.

use crate::Telling;
use crate::times::days;
use detente_record::{Factuality, Flag, FlagKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A report that is so many days later than the others and tells the happening as fresh was posted again.
const LATE: i64 = 14;

/// Days of its own sentence from which on an old happening is told as history.
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
    let published = |t: &Telling| t.event.document.published.as_deref().and_then(|d| d.parse::<Date>().ok());
    let mut flags: BTreeMap<&str, Flag> = BTreeMap::new();
    for t in tellings {
        let Some(own) = published(t) else { continue };
        let flag = |reason| Flag { kind: FlagKind::Reposted, event: t.event.id.clone(), document: t.event.document.id.clone(), reason };
        let end: Option<Date> = t.event.date.as_ref().and_then(|d| d.end.parse().ok());
        if let Some(end) = end.filter(|end| t.event.factuality == Factuality::Planned && days(*end, own) > FRESH) {
            let reason = format!("it was published on {own} and tells as planned what was due on {end}");
            flags.entry(&t.event.document.id).or_insert_with(|| flag(reason));
            continue;
        }
        let mut others: Vec<Date> = tellings.iter().filter(|o| o.origin != t.origin).filter_map(|o| published(o)).collect();
        others.sort_unstable();
        let Some(&middle) = others.get(others.len() / 2) else { continue };
        // History told later is no repost: it names its day, a fresh report says "on Tuesday".
        let fresh = t.event.date.as_ref().is_none_or(|d| d.text.as_deref().is_none_or(|words| !words.chars().any(|c| c.is_ascii_digit())));
        if fresh && others.len() > 1 && days(middle, own) > LATE {
            let reason = format!("it was published on {own}, the other {} reports of it around {middle}", others.len());
            flags.entry(&t.event.document.id).or_insert_with(|| flag(reason));
        }
    }
    flags.into_values().collect()
}
