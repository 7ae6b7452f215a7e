//! The agents dictionary: nouns that make an actor, with the code that they add.

use super::Import;
use super::code::affiliation;
use super::lines::Line;
use super::names::words;
use super::notes::Notes;
use crate::entry::Role;
use std::collections::BTreeMap;

/// Reads the lines of an agents dictionary. Plurals need no word: nouns are compared by their dictionary form.
pub(super) fn read(import: &mut Import<'_>, lines: &[Line], notes: &mut Notes, counts: &mut BTreeMap<&'static str, usize>) {
    let mut sets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines {
        let text = line.text.trim();
        if text.starts_with('!')
            && let Some((marker, list)) = text.split_once('=')
        {
            let words = list.split(',').map(|w| w.trim().to_lowercase()).filter(|w| !w.is_empty()).collect();
            sets.insert(marker.trim().to_owned(), words);
            *counts.entry("substitution sets").or_default() += 1;
            continue;
        }
        let Some((phrase, code)) = text.split_once('[') else {
            notes.error(line.number, format!("`{text}` has no code in `[ ]`"));
            continue;
        };
        if !code.contains(']') {
            notes.warn(line.number, format!("`[{}` is not closed by `]`; read as if it were", code.trim()));
        }
        let code = code.split([']', '}']).next().unwrap_or_default().trim();
        let bare = code.trim_matches('~');
        if bare.len() == code.len() {
            notes.warn(line.number, format!("the code `{code}` has no `~`; read as if it stood before"));
        }
        let affiliation = affiliation(bare, |_| None);
        if let Some(unknown) = &affiliation.unknown {
            notes.warn(line.number, format!("`{unknown}` in {code} is no role; read without it"));
        }
        for detail in &affiliation.details {
            notes.tally(line.number, format!("`{detail}` in a code says more than the record has room for; read without it"));
        }
        if affiliation.sectors.is_empty() {
            notes.error(line.number, format!("the code `{code}` names no PLOVER sector"));
            continue;
        }
        let (phrase, plural) = match phrase.split_once('{') {
            Some((phrase, plural)) => (phrase, plural.split('}').next().unwrap_or_default()),
            None => (phrase, ""),
        };
        if phrase.trim().contains(' ') {
            notes.tally(line.number, "a blank between words lets others stand between them; read as consecutive words");
        }
        let mut nouns = Vec::new();
        for form in [phrase, plural] {
            match substituted(form, &sets) {
                Ok(forms) => nouns.extend(forms.iter().map(|f| noun(f)).filter(|n| !n.is_empty())),
                Err(marker) => notes.error(line.number, format!("the set `{marker}` is not defined")),
            }
        }
        nouns.dedup();
        if nouns.is_empty() {
            notes.error(line.number, "there is no word before the code");
            continue;
        }
        *counts.entry("nouns").or_default() += nouns.len();
        match import.entries.roles.iter_mut().find(|r| r.sectors == affiliation.sectors) {
            Some(role) => role.nouns.extend(nouns),
            None => import.entries.roles.push(Role { sectors: affiliation.sectors, nouns, office: false }),
        }
    }
}

fn noun(text: &str) -> String {
    words(text).join(" ").to_lowercase().trim_matches(',').to_owned()
}

/// Every word of a set in the place of its marker.
fn substituted(text: &str, sets: &BTreeMap<String, Vec<String>>) -> Result<Vec<String>, String> {
    let mut forms = vec![text.to_owned()];
    while let Some(marked) = forms.iter().find(|f| f.contains('!')).cloned() {
        let start = marked.find('!').unwrap_or_default();
        let Some(length) = marked[start + 1..].find('!') else { return Err(marked[start..].trim().to_owned()) };
        let marker = &marked[start..start + length + 2];
        let Some(words) = sets.get(marker) else { return Err(marker.to_owned()) };
        // A word with a marker of its own would never end.
        if words.iter().any(|w| w.contains('!')) || forms.len() * words.len() > 1000 {
            return Err(marker.to_owned());
        }
        forms = forms
            .into_iter()
            .flat_map(|f| if f.contains(marker) { words.iter().map(|w| f.replacen(marker, w, 1)).collect() } else { vec![f] })
            .collect();
    }
    Ok(forms)
}
