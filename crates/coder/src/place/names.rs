//! Where in a sentence a place may be named, and all that bear the name.

use super::Named;
use super::setting::opens_item;
use crate::mention::{Mention, head_of, is_upper, words_of};
use detente_lexicon::{ActorKind, CountryRef, Lexicon, PlaceRef, normalize};
use detente_nlp::Sentence;
use detente_text::TokenSpan;

/// What a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bearer<'g> {
    /// A country.
    Country(CountryRef<'g>),
    /// A place of the gazetteer.
    Place(PlaceRef<'g>),
}

impl Bearer<'_> {
    /// ISO 3166-1 alpha-3 of its country.
    pub fn country(&self) -> &str {
        match self {
            Bearer::Country(c) => c.alpha3,
            Bearer::Place(p) => p.alpha3,
        }
    }

    /// Latitude and longitude in degrees.
    pub fn point(&self) -> (f64, f64) {
        match self {
            Bearer::Country(c) => (c.lat, c.lon),
            Bearer::Place(p) => (p.lat, p.lon),
        }
    }
}

/// What speaks for a place in the sentence itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A place.
    Place,
    /// Nothing: it is a place where the report names it as one elsewhere.
    None,
    /// Something else.
    Other,
}

/// A name with its bearers.
#[derive(Debug, Clone)]
pub struct Name<'g> {
    /// Its words.
    pub tokens: TokenSpan,
    /// Its syntactic head.
    pub head: usize,
    /// In the form in which names are compared.
    pub key: String,
    /// All that bear it, the country first.
    pub bearers: Vec<Bearer<'g>>,
    /// What the sentence says of it.
    pub sign: Sign,
    /// A sign in the sentence that a place is meant: a preposition of place, a kind of place beside it.
    pub marked: bool,
    /// The sentence leaves no doubt that a place is meant: one that none of its bearers fits is another of that name.
    pub sure: bool,
}

/// The names of a sentence, left to right, longest first, none overlapping.
pub fn names<'g>(named: Named<'_>, lexicon: &'g Lexicon) -> Vec<Name<'g>> {
    let s = named.s;
    let upper = is_upper(s);
    let words = words_of(s);
    let texts: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let border = texts[at..].iter().position(|t| t.is_empty()).map_or(texts.len(), |p| at + p);
        let token = words[at].token;
        let inside_token = at > 0 && words[at - 1].token == token;
        if border == at || inside_token {
            at += 1;
            continue;
        }
        let mention = named.mentions.iter().find(|m| m.tokens.range().contains(&token));
        let place = short(s, token, lexicon)
            .or_else(|| lexicon.gazetteer().find(&texts[at..border]))
            .filter(|(count, _)| ends_token(&words, at + count - 1));
        let found_name = match (mention, place) {
            (Some(m), place) if m.tokens.start == token => of_mention(s, m, place, at, &words, lexicon),
            (Some(_), _) => None,
            (None, Some((count, places))) => {
                let tokens = TokenSpan::new(token, words[at + count - 1].token + 1);
                (is_name(s, tokens, upper) && !runs_into(named.mentions, tokens))
                    .then(|| (tokens, places.into_iter().map(Bearer::Place).collect::<Vec<_>>()))
            }
            (None, None) => None,
        };
        let Some((tokens, bearers)) = found_name else {
            at += 1;
            continue;
        };
        let tokens = without_article(s, tokens);
        let next = words.iter().position(|w| w.token >= tokens.end).unwrap_or(words.len());
        let head = head_of(s, tokens);
        // "Deir" of "Deir al-Balah", "Meadow" of "Meadow Grove": what the gazetteer knows is a piece of another name.
        if !is_country(&bearers) && is_piece(s, tokens) {
            at = next;
            continue;
        }
        if !bearers.is_empty() && !belongs_to_person(s, tokens, head) {
            let sign = if is_country(&bearers) { Sign::Place } else { sign(s, tokens, head) };
            let key = texts[at..next].join(" ");
            let sure = !is_country(&bearers) && s.tokens[head].mention == Some("place") && is_located(s, tokens, head);
            found.push(Name { tokens, head, key, bearers, sign, marked: is_marked(s, tokens, head), sure });
        }
        at = next;
    }
    let unknown: Vec<Name<'g>> = unknown(named, &found);
    found.extend(unknown);
    found.sort_by_key(|n| n.tokens.start);
    found
}

/// Names that the sentence uses as places and that nobody bears.
fn unknown<'g>(named: Named<'_>, known: &[Name<'_>]) -> Vec<Name<'g>> {
    let s = named.s;
    let taken =
        |t: usize| known.iter().any(|n| n.tokens.range().contains(&t)) || named.mentions.iter().any(|m| m.tokens.range().contains(&t));
    let capital = |t: usize| s.tokens[t].form.starts_with(char::is_uppercase);
    let hyphen = |t: usize| matches!(s.tokens[t].form.as_str(), "-" | "‑" | "–");
    let large = |t: usize| s.tokens[t].form.contains(char::is_uppercase);
    // "Koh-e-Sabz", "Qaleh-ye-Now": the little word between two hyphens.
    let link = |t: usize| t > 0 && t + 1 < s.tokens.len() && hyphen(t - 1) && hyphen(t + 1) && s.tokens[t].form.chars().count() <= 3;
    let part = |t: usize| {
        s.tokens[t].upos == "PROPN" && (capital(t) || is_article(&s.tokens[t].form) || t > 0 && hyphen(t - 1) && large(t))
            || hyphen(t)
            || link(t)
    };
    let mut found: Vec<Name<'g>> = Vec::new();
    for head in 0..s.tokens.len() {
        if s.tokens[head].mention != Some("place") || s.tokens[head].upos != "PROPN" || found.last().is_some_and(|n| n.tokens.end > head) {
            continue;
        }
        let (mut start, mut end) = (head, head + 1);
        while start > 0 && part(start - 1) {
            start -= 1;
        }
        while end < s.tokens.len() && part(end) && (hyphen(end) || hyphen(end - 1) || s.has_relation(end, "flat")) {
            end += 1;
        }
        while start < head && !capital(start) && !is_article(&s.tokens[start].form) {
            start += 1;
        }
        while end > head + 1 && !large(end - 1) {
            end -= 1;
        }
        let tokens = TokenSpan::new(start, end);
        // "the Foreign Office", "the frontier": a building or a common noun.
        let common = tokens.len() == 1
            && (!capital(head) || s.children_by(head, "det").next().is_some() || s.children_by(head, "amod").next().is_some());
        if common {
            continue;
        }
        // "hit Kara-Teyit": what an act reaches is one too.
        let reached = s.has_relation(head, "obj") && tokens.range().any(hyphen);
        if tokens.range().any(taken) || !(is_marked(s, tokens, head) || reached) {
            continue;
        }
        let key = normalize(&tokens.range().map(|t| s.tokens[t].form.as_str()).collect::<Vec<_>>().join(" "));
        found.push(Name { tokens, head, key, bearers: Vec::new(), sign: Sign::Place, marked: true, sure: true });
    }
    found
}

/// "Calif.", "W. Va.": an abbreviation that is found with its dots.
fn short<'g>(s: &Sentence, token: usize, lexicon: &'g Lexicon) -> Option<(usize, Vec<PlaceRef<'g>>)> {
    let dotted = s.tokens[token..].iter().take(2).map(|t| t.form.to_lowercase()).take_while(|form| form.ends_with('.'));
    let forms: Vec<String> = dotted.collect();
    lexicon.gazetteer().find(&forms.iter().map(String::as_str).collect::<Vec<_>>())
}

fn without_article(s: &Sentence, tokens: TokenSpan) -> TokenSpan {
    let article = tokens.len() > 1 && s.tokens[tokens.start].form.eq_ignore_ascii_case("the");
    if article { TokenSpan::new(tokens.start + 1, tokens.end) } else { tokens }
}

fn is_country(bearers: &[Bearer<'_>]) -> bool {
    matches!(bearers.first(), Some(Bearer::Country(_)))
}

/// What the model and the words around say of a name.
fn sign(s: &Sentence, tokens: TokenSpan, head: usize) -> Sign {
    let inside = |t: usize| tokens.range().contains(&t);
    // "Medical Center", "Middle East": the last word of a longer name is no name by itself.
    let longer = s.children(head).iter().any(|&c| {
        let is_name = s.tokens[c].upos == "PROPN" && (s.has_relation(c, "compound") || s.has_relation(c, "flat"));
        let is_epithet = c > 0 && s.has_relation(c, "amod") && s.tokens[c].form.starts_with(char::is_uppercase);
        !inside(c) && c < tokens.start && (is_name || is_epithet) && !is_part_of(&s.tokens[c].form)
    });
    if follows_in(s, tokens, head) || opens_item(s, tokens.start, tokens.end) {
        return Sign::Place;
    }
    // "the Republic", "the Ministry": an article of its own makes a noun of it.
    if tokens.len() == 1 && s.children_by(head, "det").any(|d| d + 1 == head) && s.tokens[head].mention != Some("place") {
        return Sign::Other;
    }
    // "at Garissa university", "outside Luzira prison"
    let of_site = s.tokens[head].head.is_some_and(|h| {
        s.has_relation(head, "compound") && s.tokens[h].form.starts_with(char::is_lowercase) && SITES.contains(&s.tokens[h].lemma.as_str())
    });
    match s.tokens[head].mention {
        Some("person" | "time" | "event") => Sign::Other,
        _ if of_site => Sign::Place,
        Some("place") if !longer => Sign::Place,
        _ if longer => Sign::Other,
        Some("organization") if !s.has_relation(head, "compound") => Sign::Other,
        _ if is_located(s, tokens, head) => Sign::Place,
        _ => Sign::None,
    }
}

/// "North Texas", "Greater Accra": a part of the place that the name behind it names.
fn is_part_of(word: &str) -> bool {
    const PARTS: [&str; 18] = [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "central",
        "upper",
        "lower",
        "greater",
        "downtown",
        "mid",
    ];
    PARTS.contains(&word.to_lowercase().as_str())
}

/// Whether a name is only a piece of a longer one that the sentence uses as a place: more of it is joined by hyphens or
/// hangs flat on it. "Batken district" and "Harris County" are no longer names than theirs.
fn is_piece(s: &Sentence, tokens: TokenSpan) -> bool {
    let name = |t: usize| s.tokens[t].upos == "PROPN" && s.tokens[t].form.contains(char::is_uppercase);
    let inside = |t: usize| tokens.range().contains(&t);
    let of_one = |a: usize, b: usize| {
        ["flat", "compound"]
            .iter()
            .any(|r| s.has_relation(a, r) && s.tokens[a].head == Some(b) || s.has_relation(b, r) && s.tokens[b].head == Some(a))
    };
    let after = tokens.end;
    let Some(next) = s.tokens.get(after) else { return false };
    let hyphen = |t: usize| matches!(s.tokens[t].form.as_str(), "-" | "‑");
    let glued = |a: usize, b: usize| s.tokens[a].span.end == s.tokens[b].span.start;
    // "Kara-Teyit", but not "Mosul-based" and not "Owo–Ikare"
    if hyphen(after) && after + 1 < s.tokens.len() && name(after + 1) && glued(after - 1, after) && glued(after, after + 1) {
        return tokens.range().any(|t| of_one(t, after + 1));
    }
    // "Deir al-Balah", "Wad al-Noura"
    let article = is_article(&next.form) && after + 1 < s.tokens.len() && hyphen(after + 1);
    if article {
        return tokens.range().any(|t| s.tokens[after].head == Some(t));
    }
    let head =
        (0..2).try_fold(after, |h, _| if inside(h) { Some(h) } else { Some(s.tokens[h].head.filter(|&up| of_one(h, up)).unwrap_or(h)) });
    let kind = KINDS.contains(&next.lemma.to_lowercase().as_str());
    name(after)
        && next.form.chars().any(char::is_lowercase)
        && !kind
        && tokens.range().any(|t| of_one(t, after))
        && head.is_some_and(|h| s.tokens[h].mention == Some("place"))
}

/// Whether a name stands right behind a preposition that tells where something is ("in", "at", "near").
fn is_located(s: &Sentence, tokens: TokenSpan, head: usize) -> bool {
    let within = |c: usize| c + 1 == tokens.start && crate::locate::WITHIN.contains(&s.tokens[c].lemma.to_lowercase().as_str());
    s.children_by(head, "case").any(within)
}

fn ends_token(words: &[crate::mention::Word], last: usize) -> bool {
    words.get(last + 1).is_none_or(|next| next.token != words[last].token)
}

/// Whether another name begins inside the span and ends outside it.
fn runs_into(mentions: &[Mention], tokens: TokenSpan) -> bool {
    mentions.iter().any(|m| tokens.range().contains(&m.tokens.start) && m.tokens.end > tokens.end)
}

type Found<'g> = (TokenSpan, Vec<Bearer<'g>>);

/// A name of the lexicon of actors as a place: a state, or the seat of its government. A longer place name over a
/// state's ("Georgia Street", "Congo River") wins.
fn of_mention<'g>(
    s: &Sentence,
    m: &Mention,
    place: Option<(usize, Vec<PlaceRef<'g>>)>,
    at: usize,
    words: &[crate::mention::Word],
    lexicon: &'g Lexicon,
) -> Option<Found<'g>> {
    let actor = lexicon.actors.actor(m.actor);
    let covered = place.as_ref().map(|(count, _)| TokenSpan::new(m.tokens.start, words[at + count - 1].token + 1));
    if covered.is_some_and(|c| c.end > m.tokens.end && is_name(s, c, false)) {
        return covered.zip(place).map(|(c, (_, places))| (c, places.into_iter().map(Bearer::Place).collect()));
    }
    let same = covered.is_some_and(|c| c.end == m.tokens.end);
    let places = || place.filter(|_| same).into_iter().flat_map(|(_, places)| places).map(Bearer::Place);
    match actor.kind {
        _ if m.adjective || m.people => None,
        ActorKind::State => {
            let country = actor.country.as_deref().and_then(|c| lexicon.gazetteer().country(c)).map(Bearer::Country);
            Some((m.tokens, country.into_iter().chain(places()).collect()))
        }
        ActorKind::Organ => {
            // "in the Kremlin": no town, but its country. "The CIA" is nowhere.
            let mut bearers: Vec<Bearer<'g>> = places().collect();
            let head = head_of(s, m.tokens);
            let seat = s.children_by(head, "case").any(|c| crate::locate::WITHIN.contains(&s.tokens[c].lemma.to_lowercase().as_str()));
            if bearers.is_empty() && seat {
                bearers.extend(actor.country.as_deref().and_then(|c| lexicon.gazetteer().country(c)).map(Bearer::Country));
            }
            Some((m.tokens, bearers))
        }
        _ => None,
    }
}

/// Whether the words are written and tagged as a name is.
fn is_name(s: &Sentence, tokens: TokenSpan, upper: bool) -> bool {
    let capital = |t: usize| s.tokens[t].form.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    // "el-Fasher", "al-Shaddadi": the Arabic article is written small.
    let start = if tokens.len() > 1 && is_article(&s.tokens[tokens.start].form) { tokens.end - 1 } else { tokens.start };
    if !capital(start) {
        return false;
    }
    let proper = tokens.range().filter(|&t| matches!(s.tokens[t].upos, "PROPN" | "X")).count();
    if tokens.len() == 1 {
        let token = &s.tokens[tokens.start];
        // A sentence's first word is written large whatever it is; in capitals so is every word.
        let first_but_one = start == 1
            && !upper
            && s.tokens[0].upos == "ADP"
            && token.upos == "NOUN"
            && s.tokens[start + 1..].iter().take(3).any(|t| t.form.chars().next().is_some_and(char::is_lowercase));
        return (proper == 1 || first_but_one) && (token.form.chars().count() > 2 || upper);
    }
    let last_is_capital = capital(tokens.end - 1) || s.tokens[tokens.end - 1].upos == "NUM";
    proper > 0 && last_is_capital
}

fn is_article(form: &str) -> bool {
    matches!(form.to_lowercase().as_str(), "al" | "el" | "ad" | "as" | "ash" | "an" | "ar" | "az" | "at" | "ed" | "es")
}

/// "In Quetta several hundred …": a sentence's opening names where it is, whatever the mention head sees in the name.
fn follows_in(s: &Sentence, tokens: TokenSpan, head: usize) -> bool {
    tokens.start == 1 && s.tokens[0].form.eq_ignore_ascii_case("in") && s.has_relation(head, "obl")
}

/// Whether the name is a person's or part of one.
fn belongs_to_person(s: &Sentence, tokens: TokenSpan, head: usize) -> bool {
    let is_person = |t: usize| s.tokens[t].mention == Some("person");
    if is_person(head) {
        return !follows_in(s, tokens, head);
    }
    // "Paris Hilton": the given name is the head, the family name hangs on it, or the other way about.
    let above = s.tokens[head].head.filter(|&h| {
        (s.has_relation(head, "flat") || s.has_relation(head, "compound"))
            && s.tokens[h].upos == "PROPN"
            && h.abs_diff(head) <= tokens.len() + 1
    });
    above.is_some_and(is_person) || s.children_by(head, "flat").any(|c| !tokens.range().contains(&c) && is_person(c))
}

const LOCATIVE: [&str; 22] = [
    "in",
    "at",
    "near",
    "from",
    "to",
    "into",
    "outside",
    "inside",
    "around",
    "across",
    "within",
    "throughout",
    "towards",
    "toward",
    "between",
    "off",
    "along",
    "over",
    "via",
    "through",
    "of",
    "on",
];

/// Nouns for kinds of places.
pub const KINDS: [&str; 36] = [
    "city",
    "town",
    "village",
    "province",
    "region",
    "state",
    "district",
    "county",
    "area",
    "border",
    "island",
    "port",
    "capital",
    "governorate",
    "municipality",
    "suburb",
    "neighborhood",
    "neighbourhood",
    "department",
    "prefecture",
    "oblast",
    "peninsula",
    "valley",
    "river",
    "airport",
    "bridge",
    "crossing",
    "resort",
    "hamlet",
    "settlement",
    "parish",
    "township",
    "airbase",
    "quarter",
    "slum",
    "camp",
];

/// Buildings and grounds that bear the name of their town.
const SITES: [&str; 14] = [
    "university",
    "hospital",
    "airport",
    "prison",
    "market",
    "airbase",
    "barracks",
    "camp",
    "church",
    "mosque",
    "bridge",
    "road",
    "railway",
    "court",
];

fn is_marked(s: &Sentence, tokens: TokenSpan, head: usize) -> bool {
    let preposition =
        s.children_by(head, "case").any(|c| c < tokens.start && LOCATIVE.contains(&s.tokens[c].lemma.to_lowercase().as_str()));
    let kind = |t: usize| KINDS.contains(&s.tokens[t].lemma.to_lowercase().as_str());
    let above = s.tokens[head]
        .head
        .is_some_and(|h| kind(h) && ["compound", "appos", "nmod", "flat", "nmod:desc"].iter().any(|r| s.has_relation(head, r)));
    preposition || above || s.children(head).iter().any(|&c| kind(c) && !tokens.range().contains(&c))
}
