//! Which tellings need to be compared at all.

use crate::times::{LONG, Window};
use detente_record::Event;
use jiff::civil::{Date, date};

/// Days of one step. A window reaches half a step to both sides, so that events up to a step apart share a key.
const STEP: i64 = 8;

/// Keys of an event, sorted: events without a common key are not linked, and stand in one incident only where both are linked
/// with a third. A key is a country (of a party or of the place) with a time; what names no country is compared with its like
/// only.
pub fn keys(event: &Event, window: Option<Window>) -> Vec<String> {
    let mut countries: Vec<&str> = event.source.iter().chain(&event.target).filter_map(|a| a.country.as_deref()).collect();
    countries.extend(event.place.as_ref().and_then(|p| p.country.as_deref()));
    countries.sort_unstable();
    countries.dedup();
    if countries.is_empty() {
        countries.push("-");
    }
    let mut keys: Vec<String> = countries.iter().flat_map(|c| times(window).into_iter().map(move |t| format!("{c} {t}"))).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn times(window: Option<Window>) -> Vec<String> {
    match window {
        None => vec!["undated".to_owned()],
        Some(w) if w.length() > LONG => (w.start.year()..=w.end.year()).take(100).map(|y| format!("year {y}")).collect(),
        Some(w) => {
            let (from, to) = (step(w.start, -STEP / 2), step(w.end, STEP / 2));
            (from..=to).map(|n| n.to_string()).collect()
        }
    }
}

/// Number of the step in which the day so many days after `day` lies.
fn step(day: Date, days: i64) -> i64 {
    (crate::times::days(date(1900, 1, 1), day) + days).div_euclid(STEP)
}
