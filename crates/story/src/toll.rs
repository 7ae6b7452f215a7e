//! How many were harmed, over all accounts.
//!
//! Low, best and high as UCDP's Georeferenced Event Dataset has them (codebook 23.1, "best, high and low estimates"). The
//! rule for *best* is our own: of each origin only its newest number counts, for a toll rises as bodies are found; *best* is
//! the number that most origins give, of several the one that was published last, of these the lowest.

use crate::Telling;
use detente_record::{Count, Event, Toll, TollNumber};
use std::collections::BTreeMap;

/// A number with where it comes from.
struct Given<'a> {
    origin: &'a str,
    number: TollNumber,
}

/// The toll of one kind; `None` where no account gives a number.
pub(crate) fn toll(tellings: &[&Telling], kind: fn(&Event) -> Option<&Count>) -> Option<Toll> {
    let given: Vec<Given<'_>> =
        tellings.iter().filter_map(|t| kind(&t.event).map(|c| Given { origin: &t.origin, number: number(&t.event, c) })).collect();
    if given.is_empty() {
        return None;
    }
    let newest = newest(&given);
    let mut votes: BTreeMap<u64, (usize, Option<&str>)> = BTreeMap::new();
    for n in newest.values() {
        let vote = votes.entry(n.low).or_default();
        *vote = (vote.0 + 1, vote.1.max(n.published.as_deref()));
    }
    let mut ranked: Vec<(u64, (usize, Option<&str>))> = votes.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let (best, (origins, _)) = ranked[0];
    let low = given.iter().map(|g| g.number.low).min().unwrap_or(best);
    let high = given.iter().try_fold(0, |most: u64, g| g.number.high.map(|high| most.max(high)));
    let rule = match newest.len() {
        1 => "the newest number of the one origin".to_owned(),
        all => format!("the newest number of {origins} of {all} origins"),
    };
    let mut numbers: Vec<TollNumber> = given.into_iter().map(|g| g.number).collect();
    numbers.sort_by(|a, b| a.low.cmp(&b.low).then_with(|| a.event.cmp(&b.event)));
    Some(Toll { low, best, high, rule, numbers })
}

/// The newest number of each origin; of one day the report's own voice, then the highest.
fn newest<'g>(given: &'g [Given<'_>]) -> BTreeMap<&'g str, &'g TollNumber> {
    let mut newest: BTreeMap<&str, &TollNumber> = BTreeMap::new();
    let rank = |n: &'g TollNumber| (n.published.as_deref(), n.speaker.is_none(), n.low, std::cmp::Reverse(n.event.as_str()));
    for g in given {
        let kept = newest.entry(g.origin).or_insert(&g.number);
        if rank(&g.number) > rank(kept) {
            *kept = &g.number;
        }
    }
    newest
}

fn number(event: &Event, count: &Count) -> TollNumber {
    TollNumber {
        event: event.id.clone(),
        low: count.low,
        high: count.high,
        text: count.text.clone(),
        speaker: event.attribution.first().map(|a| a.speaker.clone()),
        published: event.document.published.clone(),
    }
}
