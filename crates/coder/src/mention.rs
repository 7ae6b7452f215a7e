//! Names of actors as they stand in a sentence.

use detente_lexicon::{ActorIndex, ActorKind, NameMatch, normalize};
use detente_nlp::Sentence;
use detente_text::TokenSpan;
use jiff::civil::Date;
use std::collections::HashSet;

/// A name of the lexicon in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its words.
    pub tokens: TokenSpan,
    /// Its syntactic head.
    pub head: usize,
    /// Index into the lexicon's actors.
    pub actor: usize,
    /// It is the adjective of a state.
    pub adjective: bool,
    /// It is the name of a people ("Iranians").
    pub people: bool,
}

/// What the report has shown so far, for names that need it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Actors whose full name was read.
    pub full_names: HashSet<usize>,
    /// Countries named so far.
    pub countries: HashSet<String>,
}

/// A word of the normalised sentence: its text and its token; an empty text is a border.
pub(crate) struct Word {
    pub text: String,
    pub token: usize,
}

/// The words of a sentence as names are compared.
pub(crate) fn words_of(s: &Sentence) -> Vec<Word> {
    let mut words = Vec::new();
    for (i, t) in s.tokens.iter().enumerate() {
        let joins = matches!(t.form.as_str(), "-" | "–" | "‑");
        if joins {
            continue;
        }
        if t.xpos == "POS" {
            words.push(Word { text: String::new(), token: i });
            continue;
        }
        let normal = normalize(&t.form);
        if normal.is_empty() {
            words.push(Word { text: String::new(), token: i });
        }
        words.extend(normal.split(' ').filter(|w| !w.is_empty()).map(|w| Word { text: w.to_owned(), token: i }));
    }
    words
}

/// Whether a sentence is written in capitals throughout, as old wire text is.
pub fn is_upper(s: &Sentence) -> bool {
    let mut letters = s.tokens.iter().flat_map(|t| t.form.chars()).filter(|c| c.is_alphabetic());
    let mut count = 0;
    letters.all(|c| {
        count += 1;
        !c.is_lowercase()
    }) && count > 8
}

/// The names in a sentence, left to right, longest first, none overlapping.
pub fn mentions(s: &Sentence, index: &ActorIndex, on: Option<Date>, known: &mut Known) -> Vec<Mention> {
    let words = words_of(s);
    let upper = is_upper(s);
    let texts: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let border = texts[at..].iter().position(|t| t.is_empty()).map_or(texts.len(), |p| at + p);
        if border == at {
            at += 1;
            continue;
        }
        let candidates = index.find(&texts[at..border]);
        let choice = choose(s, &words, at, &candidates, index, on, known, upper);
        match choice {
            Some(m) => {
                let tokens = TokenSpan::new(words[at].token, words[at + m.words - 1].token + 1);
                let actor = index.actor(m.actor);
                if !m.surname {
                    known.full_names.insert(m.actor);
                }
                if let Some(country) = &actor.country {
                    known.countries.insert(country.clone());
                }
                found.push(Mention { head: head_of(s, tokens), tokens, actor: m.actor, adjective: m.adjective, people: m.people });
                at += m.words;
            }
            None => at += 1,
        }
    }
    found
}

/// The word of a span whose head lies outside.
pub fn head_of(s: &Sentence, tokens: TokenSpan) -> usize {
    tokens.range().find(|&t| s.tokens[t].head.is_none_or(|h| !tokens.range().contains(&h))).unwrap_or(tokens.end - 1)
}

#[allow(clippy::too_many_arguments)]
fn choose(
    s: &Sentence,
    words: &[Word],
    at: usize,
    candidates: &[NameMatch],
    index: &ActorIndex,
    on: Option<Date>,
    known: &Known,
    upper: bool,
) -> Option<NameMatch> {
    let first = *candidates.first()?;
    let tokens = words[at].token..words[at + first.words - 1].token + 1;
    // Part of a hyphenated or longer token: "anti-Iran" is no mention of its first half.
    if at > 0 && words[at - 1].token == words[at].token {
        return None;
    }
    let form = s.tokens[tokens.start].form.as_str();
    // "anti-Balaka" is a name too.
    let inner = form.contains('-') && form.split('-').skip(1).any(|part| part.chars().next().is_some_and(char::is_uppercase));
    let capital = inner
        || form.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
        || s.tokens[tokens.end - 1].form.chars().next().is_some_and(char::is_uppercase);
    if !capital {
        return None;
    }
    if first.words == 1 {
        let token = &s.tokens[tokens.start];
        if !(matches!(token.upos, "PROPN" | "ADJ" | "NOUN" | "X" | "NUM") || upper && token.upos == "VERB") {
            return None;
        }
    }
    candidates
        .iter()
        .copied()
        .filter(|m| {
            let all_caps = |t: &str| t.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            if m.upper && !all_caps(form) {
                return false;
            }
            let actor = index.actor(m.actor);
            // In a text of capitals nothing but the grammar tells a code from a word ("A CAR BOMB").
            if m.upper && upper && actor.kind == ActorKind::State && s.tokens[tokens.start].upos == "NOUN" {
                return false;
            }
            if actor.kind == ActorKind::Person && m.surname {
                return believable_surname(s, tokens.start, m, index, on, known);
            }
            true
        })
        .min_by_key(|m| {
            let actor = index.actor(m.actor);
            let out_of_time = on.is_some_and(|on| actor.from.is_some_and(|from| on < from) || actor.to.is_some_and(|to| to < on));
            let in_office = actor.kind == ActorKind::Person && index.term(actor, on).is_some_and(|(_, over)| !over);
            let foreign = !actor.country.as_ref().is_some_and(|c| known.countries.contains(c));
            (out_of_time, m.surname, !known.full_names.contains(&m.actor), actor.kind == ActorKind::Person && !in_office, foreign, m.actor)
        })
}

/// A surname alone is believed when the full name was read, when the bearer is in office and nothing
/// else stands before it, or when a title does.
fn believable_surname(s: &Sentence, token: usize, m: &NameMatch, index: &ActorIndex, on: Option<Date>, known: &Known) -> bool {
    if s.tokens[token].upos != "PROPN" {
        return false;
    }
    if known.full_names.contains(&m.actor) {
        return true;
    }
    let actor = index.actor(m.actor);
    let in_office = on.is_some() && index.term(actor, on).is_some_and(|(_, over)| !over);
    // Another name before it makes it another person: "Jane Smith" is not the minister Smith.
    let other_name = token > 0
        && s.tokens[token - 1].upos == "PROPN"
        && s.tokens[token - 1].form.chars().skip(1).any(char::is_lowercase)
        && !is_title(&s.tokens[token - 1].lemma);
    let followed = s.tokens.get(token + 1).is_some_and(|t| t.upos == "PROPN" && t.head == Some(token));
    in_office && !other_name && !followed
}

fn is_title(lemma: &str) -> bool {
    matches!(
        lemma.to_lowercase().as_str(),
        "president"
            | "minister"
            | "secretary"
            | "chancellor"
            | "premier"
            | "king"
            | "prince"
            | "queen"
            | "general"
            | "gen."
            | "chief"
            | "leader"
            | "mr."
            | "mr"
            | "mrs."
            | "ms."
            | "dr."
            | "ayatollah"
            | "sheikh"
            | "colonel"
            | "col."
            | "marshal"
            | "emir"
            | "sultan"
            | "ambassador"
            | "spokesman"
            | "spokesperson"
    )
}
