//! Nouns that make an actor: "border guards", "laborers", "spokesman".

use crate::asset::sorted;
use crate::entry::Entries;
use detente_nlp::Sentence;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct RoleEntry {
    /// Words before the head, lower case.
    before: Vec<String>,
    /// Words after it, from a preposition on ("minister" of "minister of justice").
    after: Vec<String>,
    sectors: Vec<String>,
    office: bool,
}

/// Prepositions behind which a role noun may go on.
const PREPOSITIONS: [&str; 5] = ["of", "for", "to", "in", "de"];

/// Roles by head noun.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct RoleIndex {
    #[serde(serialize_with = "sorted")]
    by_head: HashMap<String, Vec<RoleEntry>>,
    holdings: BTreeSet<String>,
}

impl RoleIndex {
    /// Indexes the entries.
    pub fn new(entries: &Entries) -> Self {
        let mut by_head: HashMap<String, Vec<RoleEntry>> = HashMap::new();
        for role in &entries.roles {
            for noun in &role.nouns {
                let lower = noun.to_lowercase();
                let mut words: Vec<String> = lower.split([' ', '-']).filter(|w| !w.is_empty()).map(str::to_owned).collect();
                let preposition = words.iter().skip(1).position(|w| PREPOSITIONS.contains(&w.as_str()));
                let after = preposition.map_or_else(Vec::new, |p| words.split_off(p + 1));
                let Some(head) = words.pop() else { continue };
                let entry = RoleEntry { before: words, after, sectors: role.sectors.clone(), office: role.office };
                by_head.entry(head).or_default().push(entry);
            }
        }
        for entries in by_head.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.before.len() + e.after.len()));
        }
        RoleIndex { by_head, holdings: entries.holdings.iter().map(|h| h.to_lowercase()).collect() }
    }

    /// The sectors of whoever is called by the noun at `token`, and whether he only speaks for another.
    pub fn find(&self, sentence: &Sentence, token: usize) -> Option<(&[String], bool)> {
        let lemma = sentence.tokens[token].lemma.to_lowercase();
        let form = sentence.tokens[token].form.to_lowercase();
        let entries = self.by_head.get(&lemma).or_else(|| self.by_head.get(&form))?;
        entries
            .iter()
            .find(|e| {
                let after = e.after.iter().enumerate().all(|(i, word)| {
                    let next = sentence.tokens.get(token + 1 + i);
                    next.is_some_and(|t| t.lemma.eq_ignore_ascii_case(word) || t.form.eq_ignore_ascii_case(word))
                });
                let mut at = token;
                after
                    && e.before.iter().rev().all(|word| {
                        while at > 0 && sentence.tokens[at - 1].form == "-" {
                            at -= 1;
                        }
                        at = match at.checked_sub(1) {
                            Some(at) => at,
                            None => return false,
                        };
                        let t = &sentence.tokens[at];
                        t.lemma.eq_ignore_ascii_case(word) || t.form.eq_ignore_ascii_case(word)
                    })
            })
            .map(|e| (e.sectors.as_slice(), e.office))
    }

    /// Whether the noun names something whose owner is the actor ("hideout").
    pub fn is_holding(&self, lemma: &str) -> bool {
        self.holdings.contains(&lemma.to_lowercase())
    }
}
