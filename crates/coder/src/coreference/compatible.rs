//! Whether what two tellings say of actors, day, place and toll can be said of one act.

use crate::phrase::same_actor;
use detente_record::{Actor, Casualties, Count, Date, DateBasis, Place, Precision};

/// How two sides of an act compare, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The same actor.
    Same,
    /// One may be the other or a part of it.
    Nested,
    /// One is not known.
    Open,
    /// They are two.
    Clash,
}

/// Whether nothing is known of an actor but that he was there.
pub fn is_unknown(a: &Actor) -> bool {
    a.id.is_none() && a.country.is_none() && a.sectors.iter().all(|s| matches!(s.as_str(), "UAF" | "UNK"))
}

/// Compares those to whom it was done: unlike doers, strangers are no others in disguise.
pub fn targets(a: &[Actor], b: &[Actor]) -> Fit {
    let armed = |a: &Actor| a.sectors.iter().any(|s| s == "UAF");
    let fit = sides(a, b);
    let strangers = !a.is_empty() && !b.is_empty() && a.iter().any(armed) != b.iter().any(armed);
    if fit == Fit::Open && strangers { Fit::Clash } else { fit }
}

/// Compares two sides.
pub fn sides(a: &[Actor], b: &[Actor]) -> Fit {
    if a.is_empty() || b.is_empty() {
        return Fit::Open;
    }
    a.iter().flat_map(|x| b.iter().map(move |y| pair(x, y))).min().unwrap_or(Fit::Open)
}

/// The sectors of those who act for a state.
const STATE: [&str; 5] = ["GOV", "MIL", "COP", "SPY", "PRM"];

fn pair(x: &Actor, y: &Actor) -> Fit {
    if same_actor(x, y) {
        return Fit::Same;
    }
    let state = |a: &Actor| a.id.is_some() && a.id == a.country;
    let common = x.sectors.iter().any(|s| y.sectors.contains(s));
    let of_state = |a: &Actor| a.sectors.is_empty() || a.sectors.iter().any(|s| STATE.contains(&s.as_str()));
    match (&x.country, &y.country) {
        (Some(a), Some(b)) if a != b => Fit::Clash,
        (Some(_), Some(_)) => match (&x.id, &y.id) {
            (Some(_), Some(_)) if !state(x) && !state(y) => Fit::Clash,
            _ if common || of_state(x) && of_state(y) => Fit::Nested,
            _ if state(x) || state(y) => Fit::Open,
            _ => Fit::Clash,
        },
        _ if x.id.is_some() && y.id.is_some() => Fit::Clash,
        _ if share_head(x, y) => Fit::Nested,
        _ if common => Fit::Nested,
        _ if is_unknown(x) && is_unknown(y) => {
            if x.sectors.is_empty() || y.sectors.is_empty() {
                Fit::Clash
            } else {
                Fit::Nested
            }
        }
        _ if is_unknown(x) || is_unknown(y) => Fit::Open,
        (None, None) if x.id.is_none() && y.id.is_none() => Fit::Clash,
        _ if x.sectors.is_empty() || y.sectors.is_empty() => Fit::Open,
        _ => Fit::Clash,
    }
}

/// Whether some actors of both sides are called by the same noun.
pub fn same_noun(a: &[Actor], b: &[Actor]) -> bool {
    a.iter().any(|x| b.iter().any(|y| share_head(x, y)))
}

/// Whether two phrases end in the same word.
fn share_head(x: &Actor, y: &Actor) -> bool {
    let last = |a: &Actor| a.text.split_whitespace().next_back().map(|w| w.trim_end_matches('s').to_lowercase());
    last(x).is_some_and(|w| w.len() > 2 && last(y) == Some(w))
}

/// Whether two days can be one: one of them is not said, or they overlap. The report's own date says nothing.
pub fn dates(a: Option<&Date>, b: Option<&Date>) -> bool {
    let said = |d: Option<&Date>| d.filter(|d| d.basis != DateBasis::Dateline).cloned();
    match (said(a), said(b)) {
        (Some(a), Some(b)) => a.start <= b.end && b.start <= a.end,
        _ => true,
    }
}

/// Whether two places can be one: one of them is not said, or one holds the other.
pub fn places(a: Option<&Place>, b: Option<&Place>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    if let (Some(x), Some(y)) = (&a.country, &b.country)
        && x != y
    {
        return false;
    }
    let coarse = |p: &Place| p.precision >= Precision::Adm1;
    a.name == b.name
        || a.precision == Precision::Country
        || b.precision == Precision::Country
        || a.precision == Precision::Exact
        || b.precision == Precision::Exact
        || (coarse(a) || coarse(b)) && (a.adm1.is_none() || b.adm1.is_none() || a.adm1 == b.adm1)
}

fn counts(a: &Option<Count>, b: &Option<Count>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a.low <= b.high.unwrap_or(u64::MAX) && b.low <= a.high.unwrap_or(u64::MAX)
}

/// Whether two tolls can be one.
pub fn tolls(a: &Casualties, b: &Casualties) -> bool {
    counts(&a.killed, &b.killed) && counts(&a.injured, &b.injured) && counts(&a.arrested, &b.arrested)
}

/// Whether two tolls give the same number of two or more: hardly a chance.
pub fn same_toll(a: &Casualties, b: &Casualties) -> bool {
    let same = |a: &Option<Count>, b: &Option<Count>| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.low == b.low && a.low > 1);
    same(&a.killed, &b.killed) || same(&a.injured, &b.injured)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(text: &str, id: Option<&str>, country: Option<&str>, sectors: &[&str]) -> Actor {
        Actor {
            text: text.to_owned(),
            name: text.to_owned(),
            id: id.map(str::to_owned),
            country: country.map(str::to_owned),
            sectors: sectors.iter().map(|s| (*s).to_owned()).collect(),
            ..Actor::default()
        }
    }

    #[test]
    fn a_state_its_army_and_strangers() {
        let israel = actor("Israel", Some("ISR"), Some("ISR"), &["GOV"]);
        let army = actor("the army", Some("idf"), Some("ISR"), &["MIL"]);
        let hamas = actor("Hamas", Some("hamas"), Some("PSE"), &["REB"]);
        let gunmen = actor("gunmen", None, None, &["UAF"]);
        let market = actor("a market", None, None, &[]);
        let school = actor("a school", None, None, &[]);
        let fit = |a: &Actor, b: &Actor| sides(std::slice::from_ref(a), std::slice::from_ref(b));
        assert_eq!(fit(&israel, &israel), Fit::Same);
        assert_eq!(fit(&israel, &army), Fit::Nested);
        assert_eq!(fit(&israel, &hamas), Fit::Clash);
        assert_eq!(fit(&gunmen, &hamas), Fit::Open);
        assert_eq!(fit(&market, &school), Fit::Clash);
        assert_eq!(sides(&[], std::slice::from_ref(&hamas)), Fit::Open);
    }

    #[test]
    fn tolls_that_can_be_one() {
        let killed = |low, high| Casualties { killed: Some(Count { low, high, text: String::new() }), ..Casualties::default() };
        assert!(tolls(&killed(5, None), &killed(12, Some(12))));
        assert!(!tolls(&killed(2, Some(2)), &killed(3, Some(3))));
        assert!(tolls(&killed(2, Some(2)), &Casualties::default()));
        assert!(same_toll(&killed(9, Some(9)), &killed(9, Some(9))) && !same_toll(&killed(1, Some(1)), &killed(1, Some(1))));
    }
}
