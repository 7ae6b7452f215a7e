//! When two names may mean the same: they share a word that tells somebody apart.

use std::collections::BTreeSet;

/// Words of names that tell nobody apart.
const STOP: &str = "the a an of and al el group groups outfits militants terrorist militant front party movement army forces";

/// Whether two names share a word; articles, single letters and words of any group don't count.
pub fn share_a_word(a: &str, b: &str) -> bool {
    !words(a).is_disjoint(&words(b))
}

/// The words of a name by which it is known again.
fn words(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 1 && !STOP.split(' ').any(|stop| stop == *w));
    words.map(str::to_owned).collect()
}
