//! Names as dictionaries write them (`BAN_KI-MOON_`) in the case of running text.

/// Words that stay small inside a name.
const SMALL: [&str; 24] = [
    "of", "the", "and", "for", "in", "on", "to", "at", "by", "with", "de", "del", "des", "du", "la", "le", "los", "las", "da", "do", "dos",
    "e", "y", "et",
];

/// The words of a name: cut at underscores and blanks.
pub(super) fn words(name: &str) -> Vec<&str> {
    name.split(['_', ' ', '\t']).filter(|w| !w.is_empty()).collect()
}

/// "BAN_KI-MOON_" as "Ban Ki-Moon". A single word of up to three letters is an acronym ("UN"), which must stand in
/// capitals in a text; a longer one may stand either way.
pub(super) fn cased(name: &str) -> String {
    let words = words(name);
    let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count();
    if words.len() == 1 && letters(words[0]) <= 3 {
        return words[0].to_owned();
    }
    let one = |(i, word): (usize, &&str)| {
        let lower = word.to_lowercase();
        if i > 0 && SMALL.contains(&lower.as_str()) { lower } else { capitals(&lower) }
    };
    words.iter().enumerate().map(one).collect::<Vec<_>>().join(" ")
}

/// The first letter of every part in capitals.
fn capitals(word: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if start && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            start = false;
        } else {
            out.push(c);
        }
        start |= matches!(c, '-' | '.' | '(' | '/');
    }
    out
}

/// A name without the acronym in brackets behind it, and the acronym: "ISLAMIC_ARMY_(IAA)_".
pub(super) fn acronym(name: &str) -> (String, Option<String>) {
    let Some((before, rest)) = name.split_once('(') else { return (name.to_owned(), None) };
    let Some((inside, after)) = rest.split_once(')') else { return (name.to_owned(), None) };
    let short = inside.len() >= 2 && inside.len() <= 8 && inside.chars().all(|c| c.is_alphanumeric() || c == '-');
    if words(before).is_empty() || !short {
        return (name.to_owned(), None);
    }
    (format!("{before}{after}"), Some(inside.to_owned()))
}

/// A stable id from a name: lower case, hyphens.
pub(super) fn slug(name: &str) -> String {
    crate::name::normalize(name).replace(' ', "-")
}

/// Whether a name looks like a person's: two to twelve words, none of which belongs to a body.
pub(super) fn is_personal(name: &str) -> bool {
    const BODIES: [&str; 64] = [
        "the",
        "of",
        "and",
        "for",
        "front",
        "army",
        "armies",
        "group",
        "party",
        "movement",
        "organization",
        "organisation",
        "union",
        "council",
        "committee",
        "force",
        "forces",
        "brigade",
        "brigades",
        "government",
        "ministry",
        "parliament",
        "republic",
        "state",
        "states",
        "court",
        "police",
        "agency",
        "bank",
        "company",
        "corporation",
        "inc",
        "ltd",
        "network",
        "news",
        "television",
        "radio",
        "congress",
        "alliance",
        "league",
        "association",
        "federation",
        "confederation",
        "coalition",
        "commission",
        "institute",
        "university",
        "center",
        "centre",
        "foundation",
        "fund",
        "militia",
        "guard",
        "guards",
        "rebels",
        "guerrillas",
        "faction",
        "resistance",
        "liberation",
        "democratic",
        "national",
        "international",
        "people's",
        "islamic",
    ];
    let words: Vec<String> = words(name).iter().map(|w| w.to_lowercase()).collect();
    (2..=12).contains(&words.len()) && !words.iter().any(|w| BODIES.contains(&w.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_acronyms_and_slugs() {
        assert_eq!(cased("BAN_KI-MOON_"), "Ban Ki-Moon");
        assert_eq!(cased("ARMY_OF_THE_PURE"), "Army of the Pure");
        assert_eq!(cased("UN_"), "UN");
        assert_eq!(cased("JAMES_A._ROBERTS"), "James A. Roberts");
        assert_eq!(acronym("ISLAMIC_ARMY_(IAA)_"), ("ISLAMIC_ARMY__".to_owned(), Some("IAA".to_owned())));
        assert_eq!(slug("Jaish-al-Adl"), "jaish-al-adl");
        assert!(is_personal("KOFI_ANNAN_") && !is_personal("ARMY_OF_X") && !is_personal("HAMAS"));
    }
}
