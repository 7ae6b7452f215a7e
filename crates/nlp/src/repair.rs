//! Mends slips of the parser that news prose provokes and that change who did what.
//!
//! The trees that `parse` gives are the model's own; readers of events ask for mended ones.

use crate::tree::{Sentence, Token};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The sentence with known slips mended, or none when there is nothing to mend.
///
/// Mended so far: the lemmas of irregular verbs ("fled", "froze") and of doers ("labourers"); a past-tense verb behind "and" that was read as a
/// participle before its object ("… has been implicated in attacks and claimed responsibility for a killing"); the object
/// of a second verb that was read as joined to that of the first ("shot nine men and wounded three others"); a result read
/// into the object ("shot dead nine men"); a headline's infinitive that was hung on its subject ("Mexico to sell oil");
/// the subject of a participle behind "with" ("…, with Tehran condemning the killing"); an object behind a phrase that was read
/// as an adverbial ("suspended in full a treaty"); a headline's passive without its auxiliary ("Cameraman shot in leg").
pub fn repair(sentence: &Sentence) -> Option<Sentence> {
    let slips: Vec<(usize, usize, usize)> = (1..sentence.tokens.len()).filter_map(|v| joined_verb(sentence, v)).collect();
    let objects: Vec<(usize, usize)> = (1..sentence.tokens.len()).filter_map(|v| lost_object(sentence, v)).collect();
    let lemma = |token: &Token| irregular(token).map(str::to_owned).or_else(|| doer(token));
    let lemmas: Vec<(usize, String)> =
        sentence.tokens.iter().enumerate().filter_map(|(t, token)| lemma(token).map(|lemma| (t, lemma))).collect();
    let results: Vec<usize> = (1..sentence.tokens.len()).filter(|&t| is_result(sentence, t)).collect();
    let planned = headline_infinitive(sentence);
    let absolutes: Vec<Absolute> = (1..sentence.tokens.len()).filter_map(|t| absolute(sentence, t)).collect();
    let bare: Vec<usize> = (1..sentence.tokens.len()).filter(|&t| is_bare_object(sentence, t)).collect();
    let shot: Vec<(usize, usize)> = (1..sentence.tokens.len()).filter_map(|t| headline_passive(sentence, t)).collect();
    let unmended = bare.is_empty() && shot.is_empty();
    if unmended
        && slips.is_empty()
        && objects.is_empty()
        && lemmas.is_empty()
        && results.is_empty()
        && planned.is_none()
        && absolutes.is_empty()
    {
        return None;
    }
    let mut tokens: Vec<Token> = sentence.tokens.clone();
    for (t, lemma) in lemmas {
        tokens[t].lemma = lemma;
    }
    if let Some((noun, verb)) = planned {
        (tokens[verb].head, tokens[verb].deprel) = (None, "root");
        (tokens[noun].head, tokens[noun].deprel) = (Some(verb), "nsubj");
    }
    for a in absolutes {
        (tokens[a.verb].head, tokens[a.verb].deprel) = (Some(a.above), "advcl");
        (tokens[a.subject].head, tokens[a.subject].deprel) = (Some(a.verb), "nsubj");
        (tokens[a.with].head, tokens[a.with].deprel) = (Some(a.verb), "mark");
    }
    for t in bare {
        tokens[t].deprel = "obj";
    }
    for (verb, subject) in shot {
        tokens[verb].xpos = "VBN";
        tokens[subject].deprel = "nsubj:pass";
    }
    for t in results {
        tokens[t].head = Some(t - 1);
        tokens[t].deprel = "xcomp";
    }
    for (v, noun) in objects {
        tokens[noun].head = Some(v);
        tokens[noun].deprel = "obj";
        if tokens[v - 1].deprel == "cc" {
            tokens[v - 1].head = Some(v);
        }
    }
    for (v, noun, first) in slips {
        tokens[v].head = Some(first);
        tokens[v].deprel = "conj";
        tokens[noun].head = Some(v);
        tokens[noun].deprel = "obj";
        tokens[v - 1].head = Some(v);
    }
    // A repair that would close a circle is no repair.
    acyclic(&tokens).then(|| Sentence::new(sentence.span, tokens).with_events(sentence.events.clone()))
}

/// "Mexico to sell oil to Cuba": the noun that was read as the root, and the infinitive that is the headline's verb.
fn headline_infinitive(s: &Sentence) -> Option<(usize, usize)> {
    let root = s.root().filter(|&r| matches!(s.tokens[r].upos, "NOUN" | "PROPN"))?;
    if s.tokens.iter().any(|t| matches!(t.xpos, "VBD" | "VBZ" | "VBP" | "MD")) {
        return None;
    }
    let infinitive = |v: &usize| {
        s.tokens[*v].xpos == "VB" && s.children_by(*v, "mark").any(|m| m + 1 == *v && s.tokens[m].form.eq_ignore_ascii_case("to"))
    };
    s.children_by(root, "acl").find(|v| *v > root && infinitive(v)).map(|verb| (root, verb))
}

/// "with" + subject + participle, and the word that the whole depends on.
struct Absolute {
    with: usize,
    subject: usize,
    verb: usize,
    above: usize,
}

/// "…, with Tehran condemning the killing": the subject was read as an adverbial phrase of its own participle, or the
/// participle as an attribute of its subject.
fn absolute(s: &Sentence, verb: usize) -> Option<Absolute> {
    let head = s.tokens[verb].head.filter(|_| s.tokens[verb].xpos == "VBG" && s.children_by(verb, "nsubj").next().is_none())?;
    let with = |noun: usize| s.children_by(noun, "case").find(|&c| c < noun && s.tokens[c].form.eq_ignore_ascii_case("with"));
    let noun = |t: &usize| *t < verb && matches!(s.tokens[*t].upos, "NOUN" | "PROPN" | "PRON" | "NUM");
    let (subject, above) = if s.has_relation(verb, "advcl") {
        (s.children_by(verb, "obl").find(|t| noun(t) && with(*t).is_some())?, head)
    } else if s.has_relation(verb, "acl") && s.has_relation(head, "obl") && s.tokens[head].head.is_some_and(|h| h < head) {
        (Some(head).filter(noun)?, s.tokens[head].head?)
    } else {
        return None;
    };
    let with = with(subject)?;
    // A clause of its own is set off; "a deal with rebels holding the town" is none.
    (with > 0 && s.tokens[with - 1].form == ",").then_some(Absolute { with, subject, verb, above })
}

/// "suspended in full a treaty": a noun without preposition, time or measure, behind an active verb that has no object.
fn is_bare_object(s: &Sentence, t: usize) -> bool {
    let token = &s.tokens[t];
    let Some(verb) = token.head.filter(|&v| v + 1 < t && s.has_relation(t, "obl") && token.upos == "NOUN") else { return false };
    let has = |relation: &str| s.children_by(verb, relation).next().is_some();
    let own = |relation: &str| s.children_by(t, relation).next().is_some();
    s.tokens[verb].upos == "VERB"
        && s.tokens[verb].xpos != "VBN"
        && !["obj", "iobj", "xcomp", "ccomp", "nsubj:pass", "aux:pass"].into_iter().any(has)
        && own("det")
        && !["case", "nummod", "cop"].into_iter().any(own)
        && token.mention != Some("time")
}

/// Parts of the body that somebody is hit in.
const BODY: [&str; 14] =
    ["leg", "arm", "head", "chest", "back", "neck", "foot", "hand", "face", "stomach", "shoulder", "thigh", "knee", "abdomen"];

/// "Cameraman shot in leg": nobody shoots in a leg; the verb and its subject.
fn headline_passive(s: &Sentence, verb: usize) -> Option<(usize, usize)> {
    let token = &s.tokens[verb];
    let active = token.upos == "VERB" && token.xpos == "VBD" && token.form.eq_ignore_ascii_case("shot");
    let hit = |part: usize| {
        BODY.contains(&s.tokens[part].lemma.to_lowercase().as_str())
            && s.children_by(part, "case").any(|c| s.tokens[c].form.eq_ignore_ascii_case("in"))
            && s.children_by(part, "nmod:poss").next().is_none()
    };
    if !active || s.children_by(verb, "obj").next().is_some() || !s.children_by(verb, "obl").any(hit) {
        return None;
    }
    s.children_by(verb, "nsubj").next().map(|subject| (verb, subject))
}

/// "dead" right behind a verb whose object it was read into, with the object's number or article behind it.
fn is_result(s: &Sentence, t: usize) -> bool {
    // "dead" may hang on the number.
    let noun = s.tokens[t].head.and_then(|h| if s.has_relation(h, "nummod") { s.tokens[h].head } else { Some(h) });
    let object = noun.filter(|&noun| noun > t + 1 && s.tokens[noun].head == Some(t - 1) && s.has_relation(noun, "obj"));
    s.tokens[t].form.eq_ignore_ascii_case("dead")
        && s.tokens[t - 1].upos == "VERB"
        && s.tokens[t].deprel == "amod"
        && object.is_some()
        && matches!(s.tokens[t + 1].upos, "NUM" | "DET" | "ADJ" | "ADV" | "PRON")
}

/// The lemma of an irregular verb form that was given another one.
fn irregular(token: &Token) -> Option<&'static str> {
    static FORMS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
        include_str!("../data/irregular.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .collect()
    });
    if token.upos != "VERB" {
        return None;
    }
    FORMS.get(token.form.to_lowercase().as_str()).copied().filter(|lemma| *lemma != token.lemma)
}

/// The singular of a plural of doers that was given another lemma ("labourers", "rioters").
fn doer(token: &Token) -> Option<String> {
    let form = token.form.to_lowercase();
    let singular = form.strip_suffix('s').filter(|s| token.xpos == "NNS" && s.len() > 4 && (s.ends_with("er") || s.ends_with("or")))?;
    (singular != token.lemma.to_lowercase()).then(|| singular.to_owned())
}

/// A verb read as `amod` right behind "and", before a noun without article that is itself read as joined to
/// something: gives the verb, the noun and the verb that it is joined to.
fn joined_verb(s: &Sentence, v: usize) -> Option<(usize, usize, usize)> {
    let token = &s.tokens[v];
    let noun = token.head?;
    let slip = token.upos == "VERB"
        && matches!(token.xpos, "VBD" | "VBN")
        && token.deprel == "amod"
        && noun > v
        && s.tokens[v - 1].deprel == "cc"
        && s.tokens[noun].deprel == "conj"
        && s.children_by(noun, "det").next().is_none();
    if !slip {
        return None;
    }
    let mut at = s.tokens[noun].head;
    while let Some(t) = at {
        if s.tokens[t].upos == "VERB" && t < v {
            return Some((v, noun, t));
        }
        at = s.tokens[t].head;
    }
    None
}

/// A second verb without an object, and the noun behind it that was read as joined to a noun before it.
fn lost_object(s: &Sentence, v: usize) -> Option<(usize, usize)> {
    let token = &s.tokens[v];
    if token.upos != "VERB" || token.deprel != "conj" || !matches!(token.xpos, "VBD" | "VBN") || s.tokens[v - 1].deprel != "cc" {
        return None;
    }
    if s.children_by(v, "obj").next().is_some() {
        return None;
    }
    let noun = (v + 1..s.tokens.len()).find(|&n| s.tokens[n].head.is_none_or(|h| h < v || h == n))?;
    let joined = s.tokens[noun].deprel == "conj" && s.tokens[noun].head.is_some_and(|h| h < v && s.tokens[h].upos != "VERB");
    let own = (v + 1..noun).all(|t| s.is_under(t, noun));
    (joined && own && matches!(s.tokens[noun].upos, "NOUN" | "PROPN" | "NUM")).then_some((v, noun))
}

fn acyclic(tokens: &[Token]) -> bool {
    (0..tokens.len()).all(|start| {
        let mut at = Some(start);
        for _ in 0..=tokens.len() {
            match at {
                None => return true,
                Some(t) => at = tokens[t].head,
            }
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_text::ByteSpan;

    fn token(form: &str, upos: &'static str, xpos: &'static str, head: Option<usize>, deprel: &'static str) -> Token {
        Token {
            form: form.to_owned(),
            span: ByteSpan::new(0, 0),
            begins_token: true,
            lemma: form.to_owned(),
            upos,
            xpos,
            head,
            deprel,
            mention: None,
        }
    }

    #[test]
    fn a_participle_behind_and_becomes_the_second_verb() {
        let tokens = vec![
            token("implicated", "VERB", "VBN", None, "root"),
            token("attacks", "NOUN", "NNS", Some(0), "obl"),
            token("and", "CCONJ", "CC", Some(4), "cc"),
            token("claimed", "VERB", "VBN", Some(4), "amod"),
            token("responsibility", "NOUN", "NN", Some(1), "conj"),
        ];
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), tokens)).unwrap();
        assert_eq!((mended.tokens[3].head, mended.tokens[3].deprel), (Some(0), "conj"));
        assert_eq!((mended.tokens[4].head, mended.tokens[4].deprel), (Some(3), "obj"));
    }

    #[test]
    fn an_object_behind_an_adverbial_is_an_object() {
        let tokens = |relation| {
            vec![
                token("Seoul", "PROPN", "NNP", Some(1), "nsubj"),
                token("suspended", "VERB", "VBD", None, "root"),
                token("in", "ADP", "IN", Some(3), "case"),
                token("full", "ADJ", "JJ", Some(1), "obl"),
                token("a", "DET", "DT", Some(5), "det"),
                token("treaty", "NOUN", "NN", Some(1), relation),
            ]
        };
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), tokens("obl"))).unwrap();
        assert_eq!(mended.tokens[5].deprel, "obj");
        assert!(repair(&Sentence::new(ByteSpan::new(0, 0), tokens("obj"))).is_none());
    }

    #[test]
    fn whoever_is_shot_in_the_leg_did_not_shoot() {
        let tokens = |part| {
            vec![
                token("Cameraman", "NOUN", "NN", Some(1), "nsubj"),
                token("shot", "VERB", "VBD", None, "root"),
                token("in", "ADP", "IN", Some(3), "case"),
                token(part, "NOUN", "NN", Some(1), "obl"),
            ]
        };
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), tokens("leg"))).unwrap();
        assert_eq!((mended.tokens[0].deprel, mended.tokens[1].xpos), ("nsubj:pass", "VBN"));
        let film = Sentence::new(ByteSpan::new(0, 0), tokens("winter"));
        let film = repair(&film).unwrap_or(film);
        assert_eq!(film.tokens[0].deprel, "nsubj", "a film is shot in winter");
    }

    #[test]
    fn the_object_of_the_second_verb_is_its_own() {
        let tokens = vec![
            token("shot", "VERB", "VBD", None, "root"),
            token("men", "NOUN", "NNS", Some(0), "obj"),
            token("and", "CCONJ", "CC", Some(5), "cc"),
            token("wounded", "VERB", "VBD", Some(0), "conj"),
            token("three", "NUM", "CD", Some(5), "nummod"),
            token("others", "NOUN", "NNS", Some(1), "conj"),
        ];
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), tokens)).unwrap();
        assert_eq!((mended.tokens[5].head, mended.tokens[5].deprel), (Some(3), "obj"));
    }

    #[test]
    fn an_irregular_verb_has_its_lemma() {
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), vec![token("froze", "VERB", "VBD", None, "root")])).unwrap();
        assert_eq!(mended.tokens[0].lemma, "freeze");
    }

    #[test]
    fn doers_have_their_singular() {
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), vec![token("rioters", "NOUN", "NNS", None, "root")])).unwrap();
        assert_eq!(mended.tokens[0].lemma, "rioter");
    }

    #[test]
    fn a_result_belongs_to_its_verb() {
        let tokens = vec![
            token("shot", "VERB", "VBD", None, "root"),
            token("dead", "ADJ", "JJ", Some(3), "amod"),
            token("nine", "NUM", "CD", Some(3), "nummod"),
            token("men", "NOUN", "NNS", Some(0), "obj"),
        ];
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), tokens)).unwrap();
        assert_eq!((mended.tokens[1].head, mended.tokens[1].deprel), (Some(0), "xcomp"));
    }

    #[test]
    fn the_subject_of_a_participle_behind_with_is_its_subject() {
        let tokens = vec![
            token("talks", "NOUN", "NNS", Some(1), "nsubj"),
            token("failed", "VERB", "VBD", None, "root"),
            token(",", "PUNCT", ",", Some(5), "punct"),
            token("with", "ADP", "IN", Some(4), "case"),
            token("Tehran", "PROPN", "NNP", Some(5), "obl"),
            token("condemning", "VERB", "VBG", Some(1), "advcl"),
        ];
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), tokens)).unwrap();
        assert_eq!((mended.tokens[4].head, mended.tokens[4].deprel), (Some(5), "nsubj"));
        assert_eq!((mended.tokens[3].head, mended.tokens[3].deprel), (Some(5), "mark"));
    }

    #[test]
    fn a_headlines_infinitive_is_its_verb() {
        let tokens = vec![
            token("Mexico", "PROPN", "NNP", None, "root"),
            token("to", "PART", "TO", Some(2), "mark"),
            token("sell", "VERB", "VB", Some(0), "acl"),
            token("oil", "NOUN", "NN", Some(2), "obj"),
        ];
        let mended = repair(&Sentence::new(ByteSpan::new(0, 0), tokens)).unwrap();
        assert_eq!((mended.tokens[0].head, mended.tokens[0].deprel), (Some(2), "nsubj"));
        assert_eq!(mended.tokens[2].head, None);
    }

    #[test]
    fn a_true_participle_is_left_alone() {
        let tokens = vec![
            token("saw", "VERB", "VBD", None, "root"),
            token("the", "DET", "DT", Some(3), "det"),
            token("burned", "VERB", "VBN", Some(3), "amod"),
            token("car", "NOUN", "NN", Some(0), "obj"),
        ];
        assert!(repair(&Sentence::new(ByteSpan::new(0, 0), tokens)).is_none());
    }
}
