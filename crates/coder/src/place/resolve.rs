//! Which of its bearers a name means, by what the whole report says.
//!
//! Each bearer has a score: how well known it is, whether its country or division is spoken of, how near it lies to the
//! other places of the report, and whether the words beside the name say where it lies ("Paris, Texas"). The report is
//! read a few times, each time with the choices of the time before. One name means one place in a report unless its own
//! words say otherwise.

use super::Named;
use super::names::{Bearer, Name, Sign};
use detente_lexicon::{ActorKind, CountryRef, Lexicon, PlaceKind, PlaceRef, normalize};
use detente_record::{Place, Precision};
use std::collections::{BTreeMap, BTreeSet};

/// How often the report is read.
const ROUNDS: usize = 3;

/// What weighs how much, in powers of ten of a city's inhabitants. Tuned on the geoparsing development set.
const KNOWN_COUNTRY: f64 = 8.0;
const KNOWN_DIVISION: f64 = 7.0;
const KNOWN_CAPITAL: f64 = 1.0;
const OTHER_NAME: f64 = -2.0;
const COUNTRY_SPOKEN_OF: f64 = 3.0;
const DIVISION_SPOKEN_OF: f64 = 3.5;
const NEAR_OTHERS: f64 = 3.0;
const SAID_BESIDE: f64 = 8.0;
/// A bearer below this is not believed.
const BELIEVED: f64 = 4.2;
/// How much less one that the sentence marks as a place needs.
const MARKED: f64 = 1.5;
/// What an adjective, a people or an actor says for its country, where a place says one.
const TOLD: f64 = 0.7;
/// How far "near" reaches, in kilometres.
const NEAR: f64 = 150.0;

/// What a name, or all names together, speak for.
#[derive(Default)]
struct Voices {
    countries: BTreeMap<String, f64>,
    divisions: BTreeMap<u32, f64>,
    /// The sum over countries.
    all: f64,
}

impl Voices {
    fn country(&mut self, country: &str, weight: f64) {
        *self.countries.entry(country.to_owned()).or_default() += weight;
        self.all += weight;
    }

    fn division(&mut self, division: u32, weight: f64) {
        *self.divisions.entry(division).or_default() += weight;
    }
}

/// What the report speaks of, from the choices made so far. A name does not speak for itself.
#[derive(Default)]
struct Spoken {
    total: Voices,
    own: BTreeMap<String, Voices>,
    points: Vec<(String, (f64, f64))>,
}

impl Spoken {
    fn country(&mut self, key: &str, country: &str, weight: f64) {
        self.total.country(country, weight);
        self.own.entry(key.to_owned()).or_default().country(country, weight);
    }

    fn division(&mut self, key: &str, division: u32, weight: f64) {
        self.total.division(division, weight);
        self.own.entry(key.to_owned()).or_default().division(division, weight);
    }

    fn bearer(&mut self, key: &str, b: &Bearer<'_>) {
        self.country(key, b.country(), 1.0);
        if let Bearer::Place(p) = b {
            if let Some(d) = p.adm1_index {
                self.division(key, d, 1.0);
            }
            self.points.push((key.to_owned(), (p.lat, p.lon)));
        }
    }

    /// How much of what the other names speak for is this country, 0 to 1.
    fn share(&self, key: &str, country: &str) -> f64 {
        let of = |v: &Voices| (v.countries.get(country).copied().unwrap_or_default(), v.all);
        let (own, own_all) = self.own.get(key).map_or((0.0, 0.0), of);
        let (total, all) = of(&self.total);
        if all - own_all > 1e-6 { ((total - own) / (all - own_all)).max(0.0) } else { 0.0 }
    }

    /// How often the other names speak for a division, from 0 towards 1.
    fn division_share(&self, key: &str, division: u32) -> f64 {
        let of = |v: &Voices| v.divisions.get(&division).copied().unwrap_or_default();
        let others = (of(&self.total) - self.own.get(key).map_or(0.0, of)).max(0.0);
        others / (others + 1.0)
    }

    /// One for the nearest other place at the spot, falling with distance.
    fn nearness(&self, key: &str, point: (f64, f64)) -> f64 {
        let others = self.points.iter().filter(|(k, _)| k != key);
        others.map(|(_, p)| (-kilometres(point, *p) / NEAR).exp()).fold(0.0, f64::max)
    }
}

/// A dateline's name with all that may bear it; what it says beside the name ("FAIRFIELD, Conn.") tells which it can be.
fn bearers_of_dateline<'g>(dateline: &str, lexicon: &'g Lexicon) -> Option<(String, Vec<Bearer<'g>>)> {
    let gazetteer = lexicon.gazetteer();
    let written = dateline.replace('/', " ").to_lowercase();
    let raw: Vec<&str> = written.split_whitespace().map(|w| w.trim_end_matches(',')).collect();
    let words: Vec<String> = raw.iter().map(|w| normalize(w)).collect();
    // A name of several words may be several here: "n'djamena".
    let words: Vec<&str> = words.iter().flat_map(|w| w.split(' ')).collect();
    let (count, places) = gazetteer.find(&words)?;
    let bearers: Vec<Bearer<'g>> = places.into_iter().map(Bearer::Place).collect();
    let after = (count < words.len()).then(|| gazetteer.find(&words[count..]).map(|(_, places)| places)).flatten();
    let short = raw.iter().find(|w| w.ends_with('.')).and_then(|w| gazetteer.find(&[*w]).map(|(_, places)| places));
    let outer: Vec<Bearer<'g>> = short.or(after).into_iter().flatten().map(Bearer::Place).collect();
    let inside: Vec<Bearer<'g>> = bearers.iter().filter(|b| outer.iter().any(|o| contains(o, b))).copied().collect();
    Some((words[..count].join(" "), if inside.is_empty() { bearers } else { inside }))
}

/// The place of each name, none where no bearer is good enough; and the place from which the report was sent.
pub fn resolve(
    sentences: &[Named<'_>],
    names: &[Vec<Name<'_>>],
    lexicon: &Lexicon,
    dateline: Option<&str>,
) -> (Vec<Vec<Option<Place>>>, Option<Place>) {
    let told = told_countries(sentences, lexicon);
    let sent_from = dateline.and_then(|d| bearers_of_dateline(d, lexicon));
    let mut sent_from_place = None;
    let mut last = Spoken::default();
    let mut chosen: Vec<Vec<Option<usize>>> = names.iter().map(|list| vec![None; list.len()]).collect();
    let as_places = places_elsewhere(names);
    for round in 0..ROUNDS {
        let mut spoken = Spoken::default();
        for country in &told {
            spoken.country("", country, TOLD);
        }
        if round == 0 {
            possible(names, &mut spoken);
        } else {
            for (name, choice) in names.iter().flatten().zip(chosen.iter().flatten()) {
                if let Some(i) = choice {
                    spoken.bearer(&name.key, &name.bearers[*i]);
                }
            }
        }
        if let Some((key, bearers)) = &sent_from {
            let best = bearers.iter().copied().max_by(|a, b| merit(a, key, &spoken).total_cmp(&merit(b, key, &spoken)));
            if let Some(best) = best {
                spoken.bearer(key, &best);
                sent_from_place = Some(best);
            }
        }
        for ((list, sentence), choices) in names.iter().zip(sentences).zip(&mut chosen) {
            let before = choices.clone();
            for (i, name) in list.iter().enumerate() {
                let meant = name.sign == Sign::Place || name.sign == Sign::None && as_places.contains(name.key.as_str());
                choices[i] = if meant { choose(i, list, &before, sentence, &spoken) } else { None };
            }
        }
        agree(names, &mut chosen, sentences);
        last = spoken;
    }
    for (list, choices) in names.iter().zip(&mut chosen) {
        for (name, choice) in list.iter().zip(choices) {
            if name.sign == Sign::Other {
                *choice = None;
            }
        }
    }
    let places = |((list, choices), sentence): ((&Vec<Name<'_>>, &Vec<Option<usize>>), &Named<'_>)| {
        let place = |(i, name): (usize, &Name<'_>)| match choices[i] {
            Some(choice) => Some(as_written(record(&name.bearers[choice]), name, sentence)),
            None => (name.bearers.is_empty() || name.sure && name.sign == Sign::Place)
                .then(|| without_pin(i, list, choices, sentence, &last, sent_from_place.as_ref())),
        };
        list.iter().enumerate().map(place).collect()
    };
    (names.iter().zip(&chosen).zip(sentences).map(places).collect(), sent_from_place.as_ref().map(record))
}

/// A country as the record has it.
pub fn of_country(c: &CountryRef<'_>) -> Place {
    record(&Bearer::Country(*c))
}

/// A place of the gazetteer as the record has it.
pub fn of_gazetteer(p: &PlaceRef<'_>) -> Place {
    record(&Bearer::Place(*p))
}

/// The words of a name as the text has them; a text in capitals gets small letters.
fn words(name: &Name<'_>, sentence: &Named<'_>) -> String {
    let tokens = &sentence.s.tokens[name.tokens.range()];
    let mut text = String::new();
    for (i, t) in tokens.iter().enumerate() {
        if i > 0 && tokens[i - 1].span.end < t.span.start {
            text.push(' ');
        }
        text.push_str(&t.form);
    }
    if text.chars().filter(|c| c.is_alphabetic()).count() <= 3 || text.chars().any(char::is_lowercase) {
        return text;
    }
    let mut first = true;
    text.chars()
        .map(|c| {
            let shown = if first { c } else { c.to_lowercase().next().unwrap_or(c) };
            first = !c.is_alphanumeric();
            shown
        })
        .collect()
}

/// A town has the name that the report gives it; divisions and countries have their usual one.
fn as_written(place: Place, name: &Name<'_>, sentence: &Named<'_>) -> Place {
    let district = matches!(name.bearers.first(), Some(Bearer::Place(p)) if p.kind == PlaceKind::District);
    if place.precision == Precision::City || district { Place { name: words(name, sentence), ..place } } else { place }
}

/// A place that no gazetteer knows, in the country, division or district that the words beside it name: there its pin is
/// set, and it says no more than that. Else it has none, in the country of the other places of its sentence, of most of
/// what the report speaks of, or from which it was sent.
fn without_pin(
    i: usize,
    list: &[Name<'_>],
    choices: &[Option<usize>],
    sentence: &Named<'_>,
    spoken: &Spoken,
    dateline: Option<&Bearer<'_>>,
) -> Place {
    let beside = [Some(i + 1), i.checked_sub(1)].into_iter().flatten().filter(|&j| j < list.len() && says_where(sentence, list, i, j));
    let outer = beside.filter_map(|j| choices[j].map(|c| list[j].bearers[c])).next();
    let holds = outer.map(|b| record(&b)).filter(|p| p.precision != Precision::Country);
    let country = outer.map(|b| b.country().to_owned()).or_else(|| country_around(list, choices, spoken, dateline));
    let name = words(&list[i], sentence);
    match holds {
        Some(holds) => Place { name, country, precision: Precision::Adm1, geonameid: None, span: None, ..holds },
        None => Place { name, country, adm1: None, lat: None, lon: None, precision: Precision::City, geonameid: None, span: None },
    }
}

/// The one country of a sentence's places, or the one that most of a report speaks of, or that of its dateline.
fn country_around(list: &[Name<'_>], choices: &[Option<usize>], spoken: &Spoken, dateline: Option<&Bearer<'_>>) -> Option<String> {
    const MOST: f64 = 0.6;
    const MANY: f64 = 0.35;
    let here: BTreeSet<&str> = list.iter().zip(choices).filter_map(|(name, c)| c.map(|c| name.bearers[c].country())).collect();
    if here.len() == 1 {
        return here.first().map(|c| (*c).to_owned());
    }
    let mut shares: Vec<(f64, &String)> = spoken.total.countries.keys().map(|c| (spoken.share("", c), c)).collect();
    shares.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let (first, country) = shares.first().copied()?;
    let second = shares.get(1).map_or(0.0, |s| s.0);
    let sent_from = dateline.map(Bearer::country).filter(|c| spoken.share("", c) >= MANY);
    let leads = first >= MOST || first >= MANY && first >= 1.5 * second;
    sent_from.or(leads.then_some(country.as_str())).map(str::to_owned)
}

/// Names that the report uses as places somewhere.
fn places_elsewhere<'n>(names: &'n [Vec<Name<'_>>]) -> BTreeSet<&'n str> {
    names.iter().flatten().filter(|n| n.sign == Sign::Place).map(|n| n.key.as_str()).collect()
}

/// Before anything is chosen: each name speaks for the divisions and countries of all its bearers, the more the fewer
/// they are.
fn possible(names: &[Vec<Name<'_>>], spoken: &mut Spoken) {
    let mut seen = BTreeSet::new();
    for name in names.iter().flatten().filter(|n| n.sign == Sign::Place && seen.insert(n.key.as_str())) {
        let countries: BTreeSet<&str> = name.bearers.iter().map(Bearer::country).collect();
        let of = |b: &Bearer<'_>| match b {
            Bearer::Place(p) => p.adm1_index,
            Bearer::Country(_) => None,
        };
        let divisions: BTreeSet<u32> = name.bearers.iter().filter_map(of).collect();
        #[allow(clippy::cast_precision_loss)]
        let part = |n: usize| 1.0 / n as f64;
        for country in &countries {
            spoken.country(&name.key, country, part(countries.len()));
        }
        for d in &divisions {
            spoken.division(&name.key, *d, part(divisions.len()));
        }
        if let [Bearer::Place(p)] = name.bearers.as_slice() {
            spoken.points.push((name.key.clone(), (p.lat, p.lon)));
        }
    }
}

/// The countries of states, adjectives and persons named in the report.
fn told_countries(sentences: &[Named<'_>], lexicon: &Lexicon) -> Vec<String> {
    let actors = sentences.iter().flat_map(|s| s.mentions).map(|m| (m, lexicon.actors.actor(m.actor)));
    actors
        .filter(|(m, a)| m.adjective || m.people || !matches!(a.kind, ActorKind::State | ActorKind::Organ))
        .filter_map(|(_, a)| a.country.clone())
        .collect()
}

fn merit(b: &Bearer<'_>, key: &str, spoken: &Spoken) -> f64 {
    let own = match b {
        Bearer::Country(_) => KNOWN_COUNTRY,
        Bearer::Place(p) => {
            #[allow(clippy::cast_precision_loss)]
            let people = ((p.population + 1) as f64).log10();
            let known = match p.kind {
                PlaceKind::Adm1 => KNOWN_DIVISION.min(people.max(5.5)),
                PlaceKind::Region => 6.5,
                PlaceKind::District => people.max(4.5),
                PlaceKind::City => people,
            };
            known + if p.capital { KNOWN_CAPITAL } else { 0.0 } + if p.alternate { OTHER_NAME } else { 0.0 }
        }
    };
    let division = match b {
        Bearer::Place(p) if matches!(p.kind, PlaceKind::City | PlaceKind::District) => {
            p.adm1_index.map_or(0.0, |d| spoken.division_share(key, d))
        }
        _ => 0.0,
    };
    let near = match b {
        Bearer::Place(p) => spoken.nearness(key, (p.lat, p.lon)),
        Bearer::Country(_) => 0.0,
    };
    own + COUNTRY_SPOKEN_OF * spoken.share(key, b.country()) + DIVISION_SPOKEN_OF * division + NEAR_OTHERS * near
}

fn choose(i: usize, list: &[Name<'_>], before: &[Option<usize>], sentence: &Named<'_>, spoken: &Spoken) -> Option<usize> {
    let name = &list[i];
    let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter(|&j| j < list.len() && says_where(sentence, list, i, j));
    let beside: Vec<usize> = beside.collect();
    let score = |b: &Bearer<'_>| {
        let contained = beside.iter().any(|&j| match before[j] {
            Some(k) => contains(&list[j].bearers[k], b),
            None => list[j].bearers.iter().any(|outer| contains(outer, b)),
        });
        merit(b, &name.key, spoken) + if contained { SAID_BESIDE } else { 0.0 }
    };
    let scored = name.bearers.iter().map(score).enumerate();
    let (best, score) = scored.fold((None, f64::NEG_INFINITY), |(best, high), (i, s)| if s > high { (Some(i), s) } else { (best, high) });
    let wanted = BELIEVED - if name.marked { MARKED } else { 0.0 };
    best.filter(|_| score >= wanted)
}

/// Whether only a comma, "in", "of" or a kind of place stands between two names: "Paris, Texas", "Texas's Paris".
fn says_where(sentence: &Named<'_>, list: &[Name<'_>], i: usize, j: usize) -> bool {
    let (first, second) = if i < j { (&list[i], &list[j]) } else { (&list[j], &list[i]) };
    let between = first.tokens.end..second.tokens.start;
    between.len() <= 4
        && between.clone().all(|t| {
            let token = &sentence.s.tokens[t];
            matches!(
                token.lemma.to_lowercase().as_str(),
                "," | "in"
                    | "of"
                    | "'s"
                    | "the"
                    | "("
                    | "province"
                    | "state"
                    | "district"
                    | "city"
                    | "town"
                    | "region"
                    | "northern"
                    | "southern"
                    | "eastern"
                    | "western"
                    | "central"
            )
        })
}

/// Whether `inner` lies in `outer` by division or country.
fn contains(outer: &Bearer<'_>, inner: &Bearer<'_>) -> bool {
    match (outer, inner) {
        (Bearer::Country(c), Bearer::Place(p)) => c.alpha3 == p.alpha3,
        (Bearer::Place(o), Bearer::Place(p)) => o.kind == PlaceKind::Adm1 && p.kind != PlaceKind::Adm1 && p.adm1_index == Some(o.index),
        _ => false,
    }
}

/// One name means one place: the choice made most often, unless words beside a name say otherwise.
fn agree(names: &[Vec<Name<'_>>], chosen: &mut [Vec<Option<usize>>], sentences: &[Named<'_>]) {
    let mut votes: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    let located = |s: usize, i: usize| {
        let list = &names[s];
        [i.checked_sub(1), Some(i + 1)].into_iter().flatten().any(|j| j < list.len() && says_where(&sentences[s], list, i, j))
    };
    for (s, list) in names.iter().enumerate() {
        for (i, name) in list.iter().enumerate() {
            if let Some(choice) = chosen[s][i] {
                *votes.entry(&name.key).or_default().entry(choice).or_default() += if located(s, i) { 3 } else { 1 };
            }
        }
    }
    for (s, list) in names.iter().enumerate() {
        for (i, name) in list.iter().enumerate() {
            let winner = votes.get(name.key.as_str()).and_then(|v| v.iter().max_by_key(|(choice, n)| (**n, std::cmp::Reverse(**choice))));
            if let Some((&winner, _)) = winner
                && winner < name.bearers.len()
                && !(chosen[s][i].is_some() && located(s, i))
            {
                chosen[s][i] = Some(winner);
            }
        }
    }
}

fn record(b: &Bearer<'_>) -> Place {
    let (lat, lon) = b.point();
    let shared = |name: &str, alpha3: &str| Place {
        name: name.to_owned(),
        country: Some(alpha3.to_owned()),
        adm1: None,
        lat: Some(lat),
        lon: Some(lon),
        precision: Precision::Country,
        geonameid: None,
        span: None,
    };
    match b {
        Bearer::Country(c) => Place { geonameid: c.geonameid, ..shared(c.name, c.alpha3) },
        Bearer::Place(p) => Place {
            adm1: p.adm1.map(str::to_owned),
            precision: if p.kind == PlaceKind::City { Precision::City } else { Precision::Adm1 },
            geonameid: p.geonameid,
            ..shared(p.name, p.alpha3)
        },
    }
}

/// Great-circle distance in kilometres.
pub fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    const EARTH: f64 = 6371.0;
    let (lat1, lat2) = (a.0.to_radians(), b.0.to_radians());
    let (dlat, dlon) = ((lat2 - lat1) / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let h = dlat.sin().powi(2) + lat1.cos() * lat2.cos() * dlon.sin().powi(2);
    2.0 * EARTH * h.sqrt().min(1.0).asin()
}
