//! Which line is the report's headline, and where it stands again.

use crate::{agency, shape};
use std::collections::BTreeSet;

/// Two headlines share this much of their words when one repeats the other.
const SAME_WORDS: f64 = 0.85;

/// The headline without the site's name after it, and that name.
pub fn without_site(s: &str) -> (&str, Option<&str>) {
    if let Some((title, site)) = s.rsplit_once(" | ") {
        let named = (1..=5).contains(&shape::words(site).count());
        if named && shape::words(title).count() >= 2 {
            return (title.trim_end_matches([' ', '|']), Some(site.trim()));
        }
    }
    for mark in [" - ", " – ", " — ", " :: ", " » "] {
        if let Some((title, site)) = s.rsplit_once(mark)
            && agency::is_outlet_like(site.trim())
            && shape::words(title).count() >= 2
        {
            return (title.trim_end(), Some(site.trim()));
        }
    }
    (s, None)
}

/// Whether `s` is the headline again: case, punctuation, a site's name, a word may differ.
pub fn repeats(headline: &str, s: &str) -> bool {
    let (a, b) = (normal(without_site(headline).0), normal(without_site(s).0));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a == b {
        return true;
    }
    if a.len().min(b.len()) < 5 {
        return false;
    }
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (a.into_iter().collect(), b.into_iter().collect());
    let shared = a.intersection(&b).count() as f64;
    shared / a.union(&b).count() as f64 >= SAME_WORDS
}

fn normal(s: &str) -> Vec<String> {
    s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions() {
        let headline = "Border Talks Aim to Mend Old Ties";
        assert!(repeats(headline, "BORDER TALKS AIM TO MEND OLD TIES"));
        assert!(repeats(headline, "Border talks aim to mend old ties!"));
        assert!(repeats(headline, "Border Talks Aim to Mend Old Ties | The Daily Kestrel"));
        assert!(repeats(headline, "Border Talks Aim to Mend Old Ties - Harbour News"));
        assert!(!repeats(headline, "Border Talks Aim to Break Old Ties Again"));
        assert!(!repeats(headline, "Talks"));
    }

    #[test]
    fn sites() {
        assert_eq!(without_site("Talks End | The Kestrel"), ("Talks End", Some("The Kestrel")));
        assert_eq!(without_site("Talks End - Reuters"), ("Talks End", Some("Reuters")));
        assert_eq!(without_site("Talks End - For Now"), ("Talks End - For Now", None));
    }
}
