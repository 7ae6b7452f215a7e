//! Which country a report is about at a point: whose army "the army" is.

use crate::mention::Mention;
use crate::place::Toponym;
use detente_lexicon::{ActorKind, Lexicon, normalize};
use detente_nlp::Sentence;
use std::collections::{BTreeMap, BTreeSet};

/// The countries of a report's sentences and the one that it is about.
#[derive(Debug, Clone, Default)]
pub struct Home {
    told: Vec<(usize, BTreeSet<String>)>,
    main: Option<String>,
    /// Where it was sent from, if it speaks of that country.
    sent_from: Option<String>,
}

/// The share of the sentences with a country that must name the one that the report is about.
const MAIN: f64 = 0.6;
/// How often another one may be named for each time that this one is: a war of two states has two.
const SECOND: f64 = 0.67;
/// How many sentences a dateline counts for.
const DATELINE: usize = 2;

/// What a sentence names, before it is coded.
pub struct Names<'a> {
    /// The tree.
    pub s: &'a Sentence,
    /// Number of its block.
    pub paragraph: usize,
    /// Names of actors.
    pub mentions: &'a [Mention],
    /// Names of places.
    pub toponyms: &'a [Toponym],
}

impl Home {
    /// The countries of a report's sentences, in order; `dateline` is the place from which it was sent.
    pub fn of<'a>(sentences: impl Iterator<Item = Names<'a>>, dateline: Option<&str>, lexicon: &Lexicon) -> Home {
        let told: Vec<(usize, BTreeSet<String>)> = sentences.map(|n| (n.paragraph, countries(&n, lexicon))).collect();
        let sent_from = dateline.and_then(|place| {
            let place = normalize(place);
            let seat = lexicon.actors.find(&place.split(' ').collect::<Vec<_>>());
            let seat = seat.into_iter().map(|m| lexicon.actors.actor(m.actor));
            seat.filter(|a| matches!(a.kind, ActorKind::State | ActorKind::Organ)).find_map(|a| a.country.clone())
        });
        Home::about(told, sent_from)
    }

    fn about(told: Vec<(usize, BTreeSet<String>)>, sent_from: Option<String>) -> Home {
        let mut voices: BTreeMap<&str, usize> = BTreeMap::new();
        let speaking = told.iter().filter(|(_, c)| !c.is_empty()).count();
        for country in told.iter().flat_map(|(_, c)| c) {
            *voices.entry(country).or_default() += 1;
        }
        // Who sends a report from abroad is in the country, but need not write about it.
        let sent_from = sent_from.filter(|c| speaking == 0 || voices.contains_key(c.as_str()));
        let weight = |country: &str| if sent_from.as_deref() == Some(country) { DATELINE } else { 0 };
        if let Some(country) = &sent_from {
            voices.entry(country).or_default();
        }
        let all = speaking + sent_from.as_ref().map_or(0, |_| DATELINE);
        let main = voices
            .iter()
            .map(|(country, n)| (n + weight(country), *country))
            .max()
            .filter(|(n, _)| *n as f64 >= MAIN * all as f64)
            .filter(|(n, own)| voices.iter().all(|(other, m)| other == own || (m + weight(other)) as f64 <= SECOND * *n as f64))
            .map(|(_, country)| country.to_owned());
        Home { told, main, sent_from }
    }

    /// The country that the report is about at sentence `number`, where one is beyond doubt: the one of the whole report
    /// unless this sentence and the one before speak of others alone; that of the dateline where the report is about two; in a
    /// digest the only one of the paragraph so far.
    pub fn at(&self, number: usize) -> Option<&str> {
        let (paragraph, own) = self.told.get(number)?;
        if let Some(main) = &self.main {
            let near: Vec<&BTreeSet<String>> =
                self.told[number.saturating_sub(1)..=number].iter().filter(|(p, _)| p == paragraph).map(|(_, c)| c).collect();
            let elsewhere = near.iter().any(|c| !c.is_empty()) && !near.iter().any(|c| c.contains(main));
            return (!elsewhere).then_some(main.as_str());
        }
        // "KYIV - … the navy denied that its boats": of two states that of the dateline, unless the paragraph speaks of the other
        // alone.
        if let Some(own) = &self.sent_from {
            let mut near = self.told[..=number].iter().filter(|(p, _)| p == paragraph).flat_map(|(_, c)| c).peekable();
            return (near.peek().is_none() || near.any(|c| c == own)).then_some(own.as_str());
        }
        let paragraph = self.told[..=number].iter().filter(|(p, _)| p == paragraph).flat_map(|(_, c)| c);
        let mut so_far: BTreeSet<&str> = paragraph.map(String::as_str).collect();
        so_far.extend(own.iter().map(String::as_str));
        (so_far.len() == 1).then(|| so_far.first().copied()).flatten()
    }

    /// Whether sentence `number` speaks of a country by a name.
    pub fn names(&self, number: usize, country: &str) -> bool {
        self.told.get(number).is_some_and(|(_, c)| c.contains(country))
    }
}

/// "Congress", "the Senate": a name that is a word for any state's body tells no country.
pub fn is_any_states(s: &Sentence, mention: &Mention, lexicon: &Lexicon) -> bool {
    lexicon.actors.actor(mention.actor).kind == ActorKind::Organ
        && mention.tokens.range().len() == 1
        && lexicon.roles.find(s, mention.head).is_some()
}

fn countries(n: &Names<'_>, lexicon: &Lexicon) -> BTreeSet<String> {
    let actors = n.mentions.iter().filter(|m| !is_any_states(n.s, m, lexicon)).map(|m| lexicon.actors.actor(m.actor));
    let political =
        actors.filter(|a| matches!(a.kind, ActorKind::State | ActorKind::Organ | ActorKind::Person | ActorKind::Armed | ActorKind::Party));
    political.filter_map(|a| a.country.clone()).chain(n.toponyms.iter().filter_map(|t| t.place.country.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(sentences: &[(usize, &[&str])], dateline: Option<&str>) -> Home {
        let told = sentences.iter().map(|(p, c)| (*p, c.iter().map(|c| (*c).to_owned()).collect())).collect();
        Home::about(told, dateline.map(str::to_owned))
    }

    #[test]
    fn the_country_of_most_sentences_is_meant_unless_the_text_is_elsewhere() {
        let home = report(&[(0, &["BOL"]), (0, &["MEX"]), (0, &[]), (1, &["BOL", "MEX"]), (1, &[]), (2, &["BOL"])], None);
        assert_eq!((0..6).map(|n| home.at(n)).collect::<Vec<_>>(), [Some("BOL"), Some("BOL"), None, Some("BOL"), Some("BOL"), Some("BOL")]);
    }

    #[test]
    fn of_two_states_at_war_neither_is_at_home() {
        let home = report(&[(0, &["IND"]), (0, &["PAK"]), (1, &["IND"]), (1, &[]), (2, &["IND", "PAK"]), (2, &["PAK"])], None);
        // The second paragraph speaks of one alone.
        assert_eq!((0..6).map(|n| home.at(n)).collect::<Vec<_>>(), [Some("IND"), None, Some("IND"), Some("IND"), None, None]);
    }

    #[test]
    fn a_dateline_speaks_for_its_country() {
        assert_eq!(report(&[(0, &[])], Some("SLV")).at(0), Some("SLV"));
        // Sent from Kyiv about two.
        let home = report(&[(0, &["RUS"]), (0, &["UKR"]), (1, &["RUS"]), (1, &["RUS", "UKR"]), (1, &["UKR"])], Some("UKR"));
        assert_eq!([0, 1, 2, 3].map(|n| home.at(n)), [None, Some("UKR"), None, Some("UKR")]);
        // Sent from Nairobi about Somalia alone.
        assert_eq!(report(&[(0, &["SOM"]), (0, &["SOM"])], Some("KEN")).at(0), Some("SOM"));
    }
}
