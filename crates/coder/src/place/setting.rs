//! The one place that a report is about, for acts whose sentences name none.

use super::Toponym;
use crate::locate::is_within;
use detente_nlp::Sentence;
use detente_record::{Place, Precision};

/// Where the acts of a report take place unless it says otherwise.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Setting {
    /// The town or region that most of its places are.
    pub place: Option<Place>,
    /// The country that it is about.
    pub country: Option<String>,
}

/// What a sentence of a report says of places.
pub struct Placed<'a> {
    /// Its tree.
    pub s: &'a Sentence,
    /// Places that it names.
    pub named: &'a [Toponym],
    /// Places that it means by other words.
    pub referred: &'a [Toponym],
}

/// The setting of a report: the place of its dateline, or the first that its lead tells something of, if more than half of
/// what it places in that country is there.
pub fn setting(sentences: &[Placed<'_>], dateline: Option<&Place>) -> Setting {
    let located: Vec<&Place> = sentences.iter().flat_map(located_in).collect();
    let lead = sentences.first().and_then(|p| located_in(p).next());
    let votes = |candidate: &Place| {
        let here = located.iter().filter(|p| is_there(p, candidate)).count();
        let near = located.iter().filter(|p| p.country == candidate.country).count();
        (here, near)
    };
    let about = |candidate: &&Place| {
        let (here, near) = votes(candidate);
        here > 0 && candidate.precision != Precision::Country && 2 * here > near
    };
    let place = dateline.filter(about).or_else(|| lead.filter(about)).cloned();
    // A digest tells of many countries.
    let digest = sentences.iter().any(|p| item_dateline(p.s, p.named).is_some());
    let country = most(&located).or_else(|| dateline.and_then(|p| p.country.clone())).filter(|_| !digest);
    Setting { place: place.filter(|_| !digest), country }
}

/// Places below a country that a sentence ties something to.
fn located_in<'a>(p: &'a Placed<'_>) -> impl Iterator<Item = &'a Place> {
    let ties = move |t: &&Toponym| is_within(p.s, t.head) || ["obj", "obl"].iter().any(|r| p.s.has_relation(t.head, r));
    let named = p.named.iter().filter(ties).map(|t| &t.place);
    named.chain(p.referred.iter().map(|t| &t.place)).filter(|p| p.precision != Precision::Country)
}

/// Whether a place is another or holds it.
fn is_there(place: &Place, other: &Place) -> bool {
    place.name == other.name || place.precision == Precision::Adm1 && place.adm1.is_some() && place.adm1 == other.adm1
}

/// The country of more than half of the places.
fn most(places: &[&Place]) -> Option<String> {
    let of = |c: &String| places.iter().filter(|p| p.country.as_ref() == Some(c)).count();
    places.iter().filter_map(|p| p.country.as_ref()).find(|c| 2 * of(c) > places.len() && places.len() > 1).cloned()
}

/// "YEREVAN - Police broke up a rally": the place with which an item of a digest opens.
pub fn item_dateline(s: &Sentence, named: &[Toponym]) -> Option<Place> {
    named.iter().find(|t| opens_item(s, t.tokens.start, t.tokens.end)).map(|t| t.place.clone())
}

/// Whether words in capitals open a sentence before a dash.
pub fn opens_item(s: &Sentence, start: usize, end: usize) -> bool {
    let large = |t: usize| s.tokens[t].form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let dash = |t: usize| matches!(s.tokens[t].form.as_str(), "-" | "--" | "–" | "—");
    let letters: usize = s.tokens[start..end].iter().map(|t| t.form.chars().count()).sum();
    let rest_is_small = s.tokens.iter().skip(end + 1).any(|t| t.form.chars().any(char::is_lowercase));
    start == 0 && letters > 3 && (start..end).all(large) && end < s.tokens.len() && dash(end) && rest_is_small
}
