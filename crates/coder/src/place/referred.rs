//! Places that a report means without naming them: "here", "there", "the capital", "the Thai capital", "the town".

use super::{Named, Toponym};
use detente_lexicon::{ActorKind, Lexicon};
use detente_nlp::Sentence;
use detente_record::{Place, Precision};
use detente_text::TokenSpan;

/// Nouns for a town, by which one that was named is taken up again.
const TOWNS: [&str; 8] = ["town", "city", "village", "port", "hamlet", "settlement", "township", "resort"];
/// Nouns for a part of a country.
const REGIONS: [&str; 9] = ["region", "province", "state", "territory", "enclave", "governorate", "district", "peninsula", "county"];
/// Words for any place.
const SPOTS: [&str; 3] = ["area", "scene", "island"];
/// So many sentences further back a noun takes nothing up.
const REACH: usize = 8;

/// What a report has named so far.
struct Told<'a> {
    lexicon: &'a Lexicon,
    dateline: Option<&'a Place>,
    /// Sentence and place, in order.
    named: Vec<(usize, &'a Place)>,
}

/// The places that each sentence means by other words than their names. `dateline` is the place from which the report
/// was sent.
pub fn referred(sentences: &[Named<'_>], toponyms: &[Vec<Toponym>], lexicon: &Lexicon, dateline: Option<&Place>) -> Vec<Vec<Toponym>> {
    let mut told = Told { lexicon, dateline, named: Vec::new() };
    let mut all = Vec::with_capacity(sentences.len());
    let mut quoted = false;
    for (number, (sentence, names)) in sentences.iter().zip(toponyms).enumerate() {
        let mut names = names.iter().peekable();
        let mut found = Vec::new();
        for token in 0..sentence.s.tokens.len() {
            while let Some(t) = names.next_if(|t| t.tokens.end <= token) {
                told.named.push((number, &t.place));
            }
            match sentence.s.tokens[token].form.as_str() {
                "\"" => quoted = !quoted,
                "“" => quoted = true,
                "”" => quoted = false,
                _ => {}
            }
            let place = if quoted { None } else { told.meant(*sentence, number, token) };
            found.extend(place.map(|place| Toponym { tokens: TokenSpan::new(token, token + 1), head: token, place }));
        }
        told.named.extend(names.map(|t| (number, &t.place)));
        all.push(found);
    }
    all
}

impl Told<'_> {
    fn meant(&self, sentence: Named<'_>, number: usize, token: usize) -> Option<Place> {
        let s = sentence.s;
        let lemma = s.tokens[token].lemma.to_lowercase();
        match (s.tokens[token].upos, lemma.as_str()) {
            ("ADV", "here") => self.dateline.cloned(),
            ("ADV", "there") => self.last(number, 1, |p| p.precision != Precision::Country),
            ("NOUN" | "PROPN", "capital") => self.capital(sentence, number, token),
            ("NOUN", noun) if takes_up(s, token) => {
                let town = |p: &Place| p.precision <= Precision::City;
                if TOWNS.contains(&noun) {
                    return self.last(number, REACH, town).or_else(|| self.dateline.filter(|p| town(p)).cloned());
                }
                if REGIONS.contains(&noun) {
                    return self.last(number, REACH, |p| p.precision == Precision::Adm1);
                }
                SPOTS.contains(&noun).then(|| self.last(number, 2, |p| p.precision != Precision::Country)).flatten()
            }
            _ => None,
        }
    }

    /// The place named last, of those that fit.
    fn last(&self, number: usize, reach: usize, fits: impl Fn(&Place) -> bool) -> Option<Place> {
        let near = self.named.iter().rev().take_while(|(n, _)| n + reach >= number);
        near.map(|(_, p)| *p).find(|p| fits(p)).cloned()
    }

    /// "the Thai capital", "the capital of Thailand", "the regional capital", "the capital".
    fn capital(&self, sentence: Named<'_>, number: usize, token: usize) -> Option<Place> {
        let s = sentence.s;
        let beside = |m: &&crate::mention::Mention| s.tokens[m.head].head == Some(token) && m.head != token;
        let mut states = sentence.mentions.iter().filter(beside).map(|m| self.lexicon.actors.actor(m.actor));
        if let Some(state) = states.find(|a| a.kind == ActorKind::State) {
            return self.seat(state.country.as_deref()?);
        }
        if s.children(token).iter().any(|&c| s.has_relation(c, "nmod:poss") || s.has_relation(c, "appos") || s.has_relation(c, "nmod")) {
            return None;
        }
        let of_part = s.children_by(token, "amod").chain(s.children_by(token, "compound")).find_map(|c| match s.tokens[c].lemma.as_str() {
            "regional" | "provincial" | "state" | "district" => Some(true),
            _ => None,
        });
        if of_part.is_some() {
            let adm1 = self.named.iter().rev().find(|(_, p)| p.precision == Precision::Adm1).and_then(|(_, p)| p.adm1.clone())?;
            let inside = |p: &&Place| p.precision == Precision::City && p.adm1.as_ref() == Some(&adm1);
            let named = self.named.iter().rev().map(|(_, p)| *p);
            return named.chain(self.dateline).find(inside).cloned();
        }
        let definite = s.children_by(token, "det").any(|d| s.tokens[d].lemma.eq_ignore_ascii_case("the"));
        let bare = s.children_by(token, "amod").next().is_none() && !s.has_relation(token, "compound");
        let country = self.country(number).filter(|_| definite && bare)?;
        self.seat(&country)
    }

    /// The country that a report is about: that of its dateline, else of the place named last.
    fn country(&self, number: usize) -> Option<String> {
        let sent_from = self.dateline.and_then(|p| p.country.clone());
        sent_from.or_else(|| self.last(number, REACH, |_| true).and_then(|p| p.country))
    }

    fn seat(&self, country: &str) -> Option<Place> {
        self.lexicon.gazetteer().capital(country).map(|p| super::resolve::of_gazetteer(&p))
    }
}

/// "the town", "this port": a noun for a place, with nothing beside it that would name another.
fn takes_up(s: &Sentence, token: usize) -> bool {
    let pointing = |d: usize| matches!(s.tokens[d].lemma.to_lowercase().as_str(), "the" | "this" | "that");
    let says_which = |c: usize| {
        ["nmod", "nmod:poss", "appos", "flat", "acl:relcl", "nummod", "conj"].iter().any(|r| s.has_relation(c, r))
            || s.has_relation(c, "compound") && s.tokens[c].upos == "PROPN"
            || s.has_relation(c, "amod")
                && matches!(s.tokens[c].lemma.as_str(), "other" | "neighboring" | "neighbouring" | "nearby" | "same")
    };
    let single = s.tokens[token].xpos == "NN";
    // "the town centre", "the village market"
    let inside = s.has_relation(token, "compound");
    let head = s.tokens[token].head.filter(|_| inside).filter(|&h| PARTS.contains(&s.tokens[h].lemma.as_str()));
    let phrase = if inside { head } else { Some(token) };
    let Some(phrase) = phrase else { return false };
    single && s.children_by(phrase, "det").any(pointing) && !s.children(token).iter().any(|&c| says_which(c))
}

/// Nouns for a part of a town.
const PARTS: [&str; 8] = ["centre", "center", "square", "market", "outskirt", "hospital", "airport", "court"];
