//! Whether two sides of two tellings can be the same party.

use detente_record::Actor;

/// How two sides stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// They exclude each other: two states, two groups.
    Apart,
    /// Nothing is known of at least one.
    Unknown,
    /// They can be the same: "gunmen" and a group, a state and its army.
    Compatible,
    /// The same country and no other sector, or the same words.
    Alike,
    /// The same entry, or one list holds all of the other.
    Same,
}

/// The relation of two sides; of lists the best pair, since one report names two of three.
pub(crate) fn relation(a: &[Actor], b: &[Actor]) -> Relation {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| actors(x, y)));
    pairs.max().unwrap_or(Relation::Unknown)
}

fn actors(a: &Actor, b: &Actor) -> Relation {
    if let (Some(x), Some(y)) = (&a.id, &b.id)
        && !is_state(a)
        && !is_state(b)
    {
        return if x == y { Relation::Same } else { Relation::Apart };
    }
    match (&a.country, &b.country) {
        (Some(x), Some(y)) if x != y => Relation::Apart,
        (Some(_), Some(_)) => match () {
            () if is_state(a) && is_state(b) => Relation::Same,
            // A state's name stands for its government and forces.
            () if is_state(a) || is_state(b) => {
                let other = if is_state(a) { b } else { a };
                if other.sectors.is_empty() || other.sectors.iter().any(|s| OF_STATE.contains(&s.as_str())) {
                    Relation::Alike
                } else {
                    Relation::Apart
                }
            }
            () if share_sector(a, b) => Relation::Alike,
            () if a.sectors.is_empty() || b.sectors.is_empty() => Relation::Compatible,
            () => sectors(a, b),
        },
        _ if same_words(a, b) => Relation::Alike,
        _ if a.sectors.is_empty() || b.sectors.is_empty() => Relation::Unknown,
        _ => sectors(a, b),
    }
}

/// Sectors that act for a state.
const OF_STATE: [&str; 6] = ["GOV", "MIL", "COP", "SPY", "LEG", "JUD"];

/// Whether the actor is a state or its forces.
pub(crate) fn is_of_state(a: &Actor) -> bool {
    is_state(a) || a.sectors.iter().any(|s| s == "MIL")
}

/// Sectors that carry arms without a state.
const ARMED: [&str; 5] = ["REB", "UAF", "PRM", "CRM", "UNK"];

/// Sectors of people who carry none.
const CIVIL: [&str; 11] = ["CVL", "LAB", "REF", "EDU", "MED", "REL", "AGR", "BUS", "JRN", "SOC", "NGO"];

fn sectors(a: &Actor, b: &Actor) -> Relation {
    let class = |x: &Actor| {
        let any = |of: &[&str]| x.sectors.iter().any(|s| of.contains(&s.as_str()));
        [any(&OF_STATE), any(&ARMED), any(&CIVIL)]
    };
    let (x, y) = (class(a), class(b));
    if x.iter().zip(y).any(|(x, y)| *x && y) { Relation::Compatible } else { Relation::Apart }
}

fn share_sector(a: &Actor, b: &Actor) -> bool {
    a.sectors.iter().any(|s| b.sectors.contains(s))
}

/// Whether the actor is a country as such: its entry is the country's code, or a seat of its government.
pub(crate) fn is_state(a: &Actor) -> bool {
    match (&a.id, &a.country) {
        (Some(id), Some(country)) => id == country || id.strip_prefix(country.as_str()).is_some_and(|rest| rest.starts_with(':')),
        (None, Some(_)) => a.sectors.is_empty() || a.sectors == ["GOV"],
        _ => false,
    }
}

fn same_words(a: &Actor, b: &Actor) -> bool {
    let last = |x: &Actor| x.name.split_whitespace().next_back().map(str::to_lowercase);
    last(a).is_some() && last(a) == last(b)
}

/// The name under which a side's accounts are set against each other: the entry, the country with its sectors, or the words.
pub(crate) fn name(side: &[Actor]) -> String {
    side.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(name: &str, id: Option<&str>, country: Option<&str>, sectors: &[&str]) -> Actor {
        Actor {
            name: name.to_owned(),
            text: name.to_owned(),
            id: id.map(str::to_owned),
            country: country.map(str::to_owned),
            sectors: sectors.iter().map(|s| (*s).to_owned()).collect(),
            ..Actor::default()
        }
    }

    #[test]
    fn a_state_its_capital_and_its_army_are_one_party_and_its_rebels_are_not() {
        let iran = actor("Iran", Some("IRN"), Some("IRN"), &["GOV"]);
        let tehran = actor("Iran", Some("IRN:tehran"), Some("IRN"), &["GOV"]);
        let guards = actor("Revolutionary Guards", Some("irgc"), Some("IRN"), &["MIL"]);
        let rebels = actor("Jaish al-Adl", Some("jaish-al-adl"), Some("IRN"), &["REB"]);
        let pakistan = actor("Pakistan", Some("PAK"), Some("PAK"), &["GOV"]);
        let relation = |a: &Actor, b: &Actor| super::relation(std::slice::from_ref(a), std::slice::from_ref(b));
        assert_eq!(relation(&iran, &tehran), Relation::Same);
        assert_eq!(relation(&iran, &guards), Relation::Alike);
        assert_eq!(relation(&iran, &rebels), Relation::Apart);
        assert_eq!(relation(&iran, &pakistan), Relation::Apart);
        assert_eq!(relation(&guards, &rebels), Relation::Apart);
    }

    #[test]
    fn gunmen_may_be_a_group_and_no_police() {
        let gunmen = actor("gunmen", None, None, &["UAF"]);
        let rebels = actor("Jaish al-Adl", Some("jaish-al-adl"), Some("IRN"), &["REB"]);
        let police = actor("police", None, Some("IRN"), &["COP"]);
        let relation = |a: &Actor, b: &Actor| super::relation(std::slice::from_ref(a), std::slice::from_ref(b));
        assert_eq!(relation(&gunmen, &rebels), Relation::Compatible);
        assert_eq!(relation(&gunmen, &police), Relation::Apart);
        assert_eq!(super::relation(&[], &[police]), Relation::Unknown);
    }

    #[test]
    fn of_lists_the_best_pair_counts() {
        let iran = actor("Iran", Some("IRN"), Some("IRN"), &["GOV"]);
        let pakistan = actor("Pakistan", Some("PAK"), Some("PAK"), &["GOV"]);
        assert_eq!(super::relation(&[iran.clone(), pakistan], &[iran]), Relation::Same);
    }
}
