//! Who signs reports: agencies, papers and broadcasters, and the cities they report from.

use crate::shape;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names by their small-letter form.
static AGENCIES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| table(include_str!("../data/agencies.txt")));
static CITIES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| table(include_str!("../data/cities.txt")));

fn table(lines: &'static str) -> HashMap<String, &'static str> {
    let names = lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    names.map(|name| (name.to_lowercase(), name)).collect()
}

/// Words that only names of papers, agencies and broadcasters have.
const OUTLET_WORDS: [&str; 20] = [
    "news",
    "times",
    "post",
    "daily",
    "herald",
    "tribune",
    "gazette",
    "journal",
    "chronicle",
    "telegraph",
    "newswire",
    "weekly",
    "newspaper",
    "broadcasting",
    "television",
    "courier",
    "examiner",
    "inquirer",
    "dispatch",
    "bulletin",
];

/// Words that end the names of many outlets, and of much else.
const OUTLET_ENDS: [&str; 21] = [
    "international",
    "press",
    "report",
    "reporter",
    "today",
    "media",
    "monitor",
    "star",
    "sun",
    "express",
    "standard",
    "agency",
    "network",
    "online",
    "service",
    "bureau",
    "desk",
    "tv",
    "radio",
    "wire",
    "observer",
];

/// First words of bodies that are actors, not outlets, though their names end like one's.
const NOT_OUTLETS: [&str; 12] =
    ["amnesty", "transparency", "plan", "refugees", "medical", "intelligence", "atomic", "energy", "space", "secret", "civil", "foreign"];

/// Whether `name` is a known agency or outlet, or several ("AFP/Reuters", "AP and Reuters").
/// Short names count only in capitals, so that "Map" is no agency.
pub fn is_known(name: &str) -> bool {
    let whole = name.trim();
    if single(whole) {
        return true;
    }
    let mut parts = whole.split(['/', ',', '&', '+']).flat_map(|part| part.split(" and ")).peekable();
    parts.peek().is_some() && parts.all(|part| single(part.trim()))
}

fn single(name: &str) -> bool {
    match AGENCIES.get(&name.to_lowercase()) {
        Some(&known) => known == name || known.len() > 4 || shape::is_all_caps(name) && name.len() > 2,
        None => false,
    }
}

/// The name as its owner writes it, if it is a known one in capitals; else as it stands.
pub fn canonical(name: &str) -> String {
    let name = name.trim();
    let known = AGENCIES.get(&name.to_lowercase());
    known.map_or(name, |&known| if single(name) { known } else { name }).to_owned()
}

/// Whether `name` reads like the name of a paper, an agency or a broadcaster.
pub fn is_outlet_like(name: &str) -> bool {
    if is_known(name) {
        return true;
    }
    let parts: Vec<String> = shape::words(name).map(str::to_lowercase).collect();
    let capitals = shape::words(name).all(|w| shape::starts_upper(w) || matches!(w, "of" | "the" | "and" | "&"));
    if !(2..=5).contains(&parts.len()) || !capitals || NOT_OUTLETS.contains(&parts[0].as_str()) {
        return false;
    }
    parts.iter().any(|part| OUTLET_WORDS.contains(&part.as_str())) || parts.last().is_some_and(|last| OUTLET_ENDS.contains(&last.as_str()))
}

/// Whether `name` is a city that datelines name.
pub fn is_city(name: &str) -> bool {
    CITIES.contains_key(&name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names() {
        assert!(is_known("Reuters") && is_known("REUTERS") && is_known("AFP") && is_known("AP and Reuters"));
        assert!(is_known("AFP/Reuters") && is_known("RFE/RL") && is_known("dpa"));
        assert!(!is_known("Map") && !is_known("Iran") && !is_known(""));
        assert_eq!(canonical("REUTERS"), "Reuters");
        assert_eq!(canonical("Agency"), "Agency");
    }

    #[test]
    fn outlets_and_actors() {
        assert!(is_outlet_like("Kestrel International"));
        assert!(is_outlet_like("The Harbour Times") && is_outlet_like("Times of Arland"));
        assert!(!is_outlet_like("Amnesty International"));
        assert!(!is_outlet_like("Foreign Ministry") && !is_outlet_like("Iran"));
        assert!(!is_outlet_like("International"));
    }

    #[test]
    fn tables_are_sorted_out() {
        assert!(AGENCIES.len() > 100 && CITIES.len() > 150);
        assert!(is_city("NEW DELHI") && !is_city("Khan"));
    }
}
